export const id = 947;
export const ids = [947];
export const modules = {

/***/ 168:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dc: () => (/* binding */ refuseContradictions),
/* harmony export */   MT: () => (/* binding */ resolveDeployment),
/* harmony export */   QR: () => (/* binding */ declaredState),
/* harmony export */   TI: () => (/* binding */ stateBucketName),
/* harmony export */   he: () => (/* binding */ lockTableName)
/* harmony export */ });
/* unused harmony export stateKey */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** What a backend declaration says about the place of an S3 state; any other kind of backend says nothing. */
const declaredState = (backend) => backend.kind === 's3' ? backend : {};
const stateBucketName = (project, account) => `${project}-terraform-state-${account}`;
const lockTableName = (project) => `${project}-terraform-locks`;
const stateKey = (environment) => `${environment}/terraform.tfstate`;
/**
 * A declared S3 backend is never overridden with another place: it supplies the defaults, and an input that names
 * another place contradicts it.
 *
 * @throws Failure `INVALID_INPUTS` with every contradiction
 */
function refuseContradictions(inputs, declared) {
    const pairs = [
        ['state-bucket', inputs.state.bucket, declared.bucket],
        ['state-key', inputs.state.key, declared.key],
        ['lock-table', inputs.state.lockTable, declared.lockTable],
    ];
    const lines = pairs
        .filter(([, given, found]) => given !== undefined && found !== undefined && given !== found)
        .map(([input, given, found]) => `${input}: "${given}" contradicts "${found}" in the configuration's S3 backend`);
    if (lines.length === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'INVALID_INPUTS',
        reason: lines.length === 1
            ? `${lines[0]}.`
            : `${lines.length} inputs contradict the configuration's S3 backend.`,
        safe: 'Nothing was read from or changed in AWS.',
        next: 'Leave the input out, or change the backend block: the state can only be in one place.',
        ...(lines.length > 1 ? { details: lines } : {}),
    });
}
/** Resolves every name: input, else declared backend, else the convention. */
function resolveDeployment(inputs, declared, { account, run }) {
    const { project, environment, region } = inputs;
    return {
        project,
        environment,
        account,
        region,
        state: {
            bucket: inputs.state.bucket ?? declared.bucket ?? stateBucketName(project, account),
            key: inputs.state.key ?? declared.key ?? stateKey(environment),
            region: declared.region ?? region,
            lockTable: inputs.state.lockTable ?? declared.lockTable ?? lockTableName(project),
            locking: resolveLocking(inputs.state.locking, declared),
            account,
        },
        owner: {
            repository: run.repository,
            terraformDirectory: inputs.terraform.relativeDirectory,
            project,
            environment,
        },
    };
}
/** A lock file that the configuration declares is taken too: laptops that run it bare must meet our lock. */
function resolveLocking(asked, declared) {
    return asked === 'dynamodb' && declared.useLockfile === true ? 'both' : asked;
}


/***/ }),

/***/ 7996:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jq: () => (/* binding */ terraformBlocks),
/* harmony export */   MI: () => (/* binding */ declarationOf),
/* harmony export */   Rl: () => (/* binding */ declarationsIn),
/* harmony export */   du: () => (/* binding */ backendBlocks),
/* harmony export */   zH: () => (/* binding */ backendKind)
/* harmony export */ });
/* harmony import */ var _hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7043);
/* harmony import */ var _hcl_scan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7983);


/** What the `terraform` blocks of one file declare. Undefined: the file can't be followed. */
function declarationsIn(file) {
    if (file.text === undefined)
        return undefined;
    return file.syntax === 'json' ? inJson(file.name, file.text) : inHcl(file.name, file.text);
}
/** Backends of one file, in HCL: the blocks themselves, for editing. */
function terraformBlocks(items) {
    return items.filter((item) => item.kind === 'block').filter(({ type }) => type === 'terraform');
}
function backendBlocks(terraform) {
    return terraform.items
        .filter((item) => item.kind === 'block')
        .filter(({ type, labels }) => (type === 'backend' && labels.length === 1) || (type === 'cloud' && labels.length === 0));
}
/** `s3` of `backend "s3"`, `cloud` of `cloud`. */
const backendKind = (block) => block.labels[0] ?? block.type;
/** One backend block of an HCL file. */
function declarationOf(file, text, block) {
    return {
        kind: backendKind(block),
        attributes: literals(text, block.items),
        file,
        line: (0,_hcl_scan_js__WEBPACK_IMPORTED_MODULE_1__/* .lineAt */ .m)(text, block.start),
        carried: (except) => block.items
            .filter((item) => !except.has(item.kind === 'attribute' ? item.name : item.type))
            .map((item) => text.slice(item.start, item.end))
            .join('\n'),
    };
}
function inHcl(name, text) {
    const items = (0,_hcl_scan_js__WEBPACK_IMPORTED_MODULE_1__/* .scanHcl */ .J)(text);
    if (items === undefined)
        return undefined;
    const blocks = terraformBlocks(items);
    return {
        requiredVersions: blocks
            .map((block) => literals(text, block.items).get('required_version'))
            .filter((value) => typeof value === 'string'),
        backends: blocks.flatMap(backendBlocks).map((block) => declarationOf(name, text, block)),
    };
}
const literals = (text, items) => new Map(items
    .filter((item) => item.kind === 'attribute')
    .map(({ name, value }) => [name, (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__/* .literalValue */ .X)(text.slice(value.start, value.end))]));
/** The JSON form: every block may be one object or a list of them. */
function inJson(name, text) {
    let root;
    try {
        root = JSON.parse(text.replace(/^\uFEFF/, ''));
    }
    catch {
        return undefined;
    }
    if (!isObject(root))
        return undefined;
    const blocks = objects(root['terraform']);
    // JSON.parse knows no positions: the first mention of the word serves for a message.
    const lineOf = (word) => (0,_hcl_scan_js__WEBPACK_IMPORTED_MODULE_1__/* .lineAt */ .m)(text, Math.max(0, text.indexOf(`"${word}"`)));
    const declaration = (kind, body, word) => ({
        kind,
        attributes: new Map(Object.entries(body).map(([key, value]) => [key, isLiteral(value) ? value : undefined])),
        file: name,
        line: lineOf(word),
        carried: (except) => Object.entries(body)
            .filter(([key, value]) => !except.has(key) && key !== '//' && value !== null)
            .map(([key, value]) => `${key} = ${hclOf(value)}`)
            .join('\n'),
    });
    return {
        requiredVersions: blocks
            .map((block) => block['required_version'])
            .filter((value) => typeof value === 'string'),
        backends: blocks.flatMap((block) => [
            ...objects(block['backend']).flatMap((labelled) => Object.entries(labelled).flatMap(([kind, bodies]) => objects(bodies).map((body) => declaration(kind, body, 'backend')))),
            ...objects(block['cloud']).map((body) => declaration('cloud', body, 'cloud')),
        ]),
    };
}
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value) => Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
/** A text with a template in it is no literal: in JSON, too, `${...}` is evaluated. */
const isLiteral = (value) => typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && !/[$%]\{/.test(value));
function hclOf(value) {
    if (Array.isArray(value))
        return `[${value.map(hclOf).join(', ')}]`;
    if (isObject(value)) {
        const entries = Object.entries(value).map(([key, inner]) => `${(0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .h)(key)} = ${hclOf(inner)}`);
        return `{ ${entries.join(', ')} }`;
    }
    return typeof value === 'string' ? (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .h)(value) : String(value);
}


/***/ }),

/***/ 9345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $y: () => (/* binding */ writeLocalOverride),
/* harmony export */   S$: () => (/* binding */ backendSettings),
/* harmony export */   ZY: () => (/* binding */ removeOverride),
/* harmony export */   cQ: () => (/* binding */ backendLines),
/* harmony export */   fZ: () => (/* binding */ checkRecordedBackend),
/* harmony export */   fj: () => (/* binding */ isOurOverride),
/* harmony export */   mc: () => (/* binding */ compareRecorded),
/* harmony export */   y2: () => (/* binding */ writeOverride)
/* harmony export */ });
/* unused harmony exports OVERRIDE_FILE, overrideText, localOverrideText */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7043);
/* harmony import */ var _replace_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9795);





/**
 * Terraform merges override files in the order of their names, and a complete backend in the last of them wins over
 * no block, `backend "local"`, another `backend "s3"` and `cloud {}` alike. A `-backend-config` would not do: without
 * a backend block it is only a warning, and the state stays on the runner with exit code 0.
 */
const OVERRIDE_FILE = 'zz_revive_deploy_override.tf';
const HEADER = '# Generated by revive-deploy';
/** Whether a file is one this action wrote: only those are ever overwritten unasked or removed. */
const isOurOverride = (name, text) => name === OVERRIDE_FILE && text.startsWith(HEADER);
/** The settings of the S3 backend for a place, in the order they are written. */
function backendSettings(location) {
    const { bucket, key, region, lockTable, locking } = location;
    return [
        ['bucket', (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .h)(bucket)],
        ['key', (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .h)(key)],
        ['region', (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .h)(region)],
        ['encrypt', 'true'],
        ...(locking === 'lockfile' ? [] : [['dynamodb_table', (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .h)(lockTable)]]),
        ...(locking === 'dynamodb' ? [] : [['use_lockfile', 'true']]),
    ];
}
/** The lines of a complete `backend "s3"` block, laid out as `terraform fmt` does, without indentation. */
function backendLines(location, indent = '  ') {
    const settings = backendSettings(location);
    const width = Math.max(...settings.map(([name]) => name.length));
    return [
        'backend "s3" {',
        ...settings.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`),
        '}',
    ];
}
/** Text of the override file. `carried` is what a declared S3 backend says beside the place (`DeclaredS3.carried`). */
function overrideText(location, carried = '') {
    const block = backendLines(location).map((line) => `  ${line}`);
    return overrideOf([
        ...block.slice(0, -1),
        // As it stood, without indentation: a line of it may be part of a heredoc.
        ...(carried === '' ? [] : ['', carried]),
        ...block.slice(-1),
    ]);
}
/** Text of an override file that lets Terraform work on a file: a copy of the state, which it changes for nobody. */
const localOverrideText = (stateFile) => overrideOf(['  backend "local" {', `    path = ${(0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .h)(stateFile)}`, '  }']);
const overrideOf = (block) => [
    `${HEADER} for the time of a run: the backend that this directory's Terraform uses.`,
    '# It takes precedence over any other backend block here. It is removed when the run ends; if one was left',
    '# behind, it may be deleted. Do not commit it.',
    'terraform {',
    ...block,
    '}',
    '',
].join('\n');
/** Writes the override file and returns its path. Fails rather than overwrite a file of that name that isn't ours. */
const writeOverride = (directory, location, carried = '') => place(directory, overrideText(location, carried));
/** Writes an override for a copy of the state, as `writeOverride` does. */
const writeLocalOverride = (directory, stateFile) => place(directory, localOverrideText(stateFile));
async function place(directory, text) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, OVERRIDE_FILE);
    const present = await readIfThere(file);
    if (present !== undefined && !isOurOverride(OVERRIDE_FILE, present)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
            code: 'BACKEND_CONTRADICTED',
            reason: `${file} exists and was not written by revive-deploy, which needs that name for the backend it generates.`,
            safe: 'Terraform was not started; nothing was changed.',
            next: `Rename ${OVERRIDE_FILE} (any other *_override.tf will do) and run again.`,
        });
    }
    await (0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .replaceFile */ .f)(file, text);
    return file;
}
/** Removes the override file if it is ours; false: there was none of ours. */
async function removeOverride(directory) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, OVERRIDE_FILE);
    const present = await readIfThere(file);
    if (present === undefined || !isOurOverride(OVERRIDE_FILE, present))
        return false;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(file, { force: true });
    return true;
}
/**
 * Checks, after `terraform init`, that the backend Terraform recorded is the one it was given. Something else would
 * mean that another override or a `TF_CLI_ARGS_init` won, and that the plan is about another state.
 */
async function checkRecordedBackend(options) {
    const { directory, dataDirectory = '.terraform', location } = options;
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, dataDirectory, 'terraform.tfstate');
    const differences = compareRecorded(await readIfThere(file), location);
    if (differences.length === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
        code: 'BACKEND_CONTRADICTED',
        reason: `Terraform recorded another backend in ${file} than the one it was given: ${differences.join('; ')}.`,
        safe: 'Nothing was planned or applied.',
        next: 'Look for an override file that sorts after zz_revive_deploy_override.tf or -backend-config in TF_CLI_ARGS_init, remove it and run again.',
        details: differences,
    });
}
/** What differs between the text of `.terraform/terraform.tfstate` and the place; empty: nothing. */
function compareRecorded(text, location) {
    if (text === undefined)
        return ['no backend was recorded'];
    let recorded;
    try {
        recorded = JSON.parse(text);
    }
    catch {
        return ['the record is not JSON'];
    }
    const backend = recorded?.backend;
    if (backend?.type !== 's3')
        return [`the kind of backend is ${show(backend?.type ?? 'local')}, not "s3"`];
    const { bucket, key, region, lockTable, locking } = location;
    const wanted = {
        bucket,
        key,
        region,
        dynamodb_table: locking === 'lockfile' ? null : lockTable,
        use_lockfile: locking === 'dynamodb' ? null : true,
    };
    return Object.entries(wanted)
        .filter(([name, value]) => (backend.config?.[name] ?? null) !== value)
        .map(([name, value]) => {
        const found = show(backend.config?.[name]);
        return value === null ? `${name} is set, to ${found}` : `${name} is ${found}, not ${show(value)}`;
    });
}
const show = (value) => value === null || value === undefined ? 'not set' : JSON.stringify(value);
async function readIfThere(file) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissing */ .b)(error))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 1552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ readConfigurationFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _backend_override_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9345);



/**
 * The files Terraform reads in a directory: primary ones by name, then override files by name. The override this
 * action generates is left out.
 */
async function readConfigurationFiles(directory) {
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory, { withFileTypes: true });
    const names = entries
        .filter((entry) => !entry.isDirectory() && /\.tf(\.json)?$/.test(entry.name))
        // Terraform leaves out hidden files and those editors leave behind (`main.tf~` has another ending anyway).
        .filter((entry) => !entry.name.startsWith('.') && !entry.name.startsWith('#'))
        .map((entry) => entry.name)
        .sort();
    const files = await Promise.all(names.map(async (name) => {
        const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name);
        return {
            name,
            path: file,
            syntax: name.endsWith('.json') ? 'json' : 'hcl',
            role: isOverride(name) ? 'override' : 'primary',
            text: decode(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file)),
        };
    }));
    const read = files.filter((file) => file.text === undefined || !(0,_backend_override_js__WEBPACK_IMPORTED_MODULE_2__/* .isOurOverride */ .fj)(file.name, file.text));
    return [
        ...read.filter((file) => file.role === 'primary'),
        ...read.filter((file) => file.role === 'override'),
    ];
}
const isOverride = (name) => /^(?:.*_)?override$/.test(name.replace(/\.tf(\.json)?$/, ''));
function decode(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 5730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Zo: () => (/* binding */ OWN_SETTINGS),
  cf: () => (/* binding */ describeBackend),
  TD: () => (/* binding */ readConfiguration)
});

// EXTERNAL MODULE: ./lib/terraform/backend-declarations.js
var backend_declarations = __webpack_require__(7996);
// EXTERNAL MODULE: ./lib/terraform/configuration-files.js
var configuration_files = __webpack_require__(1552);
;// CONCATENATED MODULE: ./lib/terraform/placeholder.js
/**
 * Whether a backend's setting is a text left to be filled in rather than the name of something.
 *
 * A placeholder counts as not declared, so that a default takes its place; a real name taken for a placeholder would
 * start a second, empty state. So the rule only takes what could hardly be a working name:
 *
 * 1. it is empty, or holds what no name can: `<...>`, `${...}`, `{{...}}`, white space (not in keys), quotes;
 * 2. it says so: `replace-me`, `change-this`, `placeholder`, `your-...`, `xxx` as words, joined or not, in any case;
 * 3. it is written as a constant: `STATE_BUCKET` (a bucket all in capitals);
 * 4. all its words are filler and one of them says so: `todo`, `example-bucket`, `my_bucket_name`. A `todo-app-state`
 *    or an `example-corp-tfstate` has a word of its own and is real;
 * 5. a bucket S3 would not create (length, first or last character, underscores or capitals). S3 in us-east-1 gave out
 *    names with underscores and capitals until 2018 and Terraform still works on them: those with a word of their
 *    own are real.
 */
function isPlaceholder(setting, value) {
    const trimmed = value.trim();
    if (trimmed === '' || IMPOSSIBLE[setting].test(trimmed))
        return true;
    const words = wordsOf(trimmed);
    if (words.length === 0 || SAYS_SO.test(words.join('-')))
        return true;
    if (setting === 'region')
        return !REGION.test(trimmed);
    if (setting === 'key')
        return words.length === 1 && UNNAMED_KEY.has(words[0] ?? '');
    if (words.some((word) => DECLARES_FILLER.has(word)) && words.every((word) => FILLER.has(word)))
        return true;
    if (setting === 'bucket') {
        if (CONSTANT.test(trimmed))
            return true;
        return (!BUCKET.test(trimmed) && (!BUCKET_UNTIL_2018.test(trimmed) || words.every((word) => FILLER.has(word))));
    }
    return setting === 'table' && !TABLE.test(trimmed);
}
const IMPOSSIBLE = {
    bucket: /[<>{}[\]$%"'\s]/,
    table: /[<>{}[\]$%"'\s]/,
    region: /[<>{}[\]$%"'\s]/,
    name: /[<>{}[\]$%"']/,
    // A key may hold almost anything; only the marks of a template are left.
    key: /<[^>]*>|[$%]\{|\{\{/,
};
const SAYS_SO = new RegExp([
    String.raw `(?:^|-)(?:(?:replace|change)-?(?:me|this|with)|fill-?(?:me|in)|edit-?me)(?:-|$)`,
    String.raw `(?:^|-)(?:placeholder|fixme|x{3,})(?:-|$)`,
    String.raw `(?:^|-)your(?:-|bucket|table|name|org|company|project|account)`,
].join('|'));
/** Words that by themselves say that nothing is named yet. */
const DECLARES_FILLER = new Set(['todo', 'tbd', 'example', 'your', 'none', 'null', 'undefined']);
/** `example/terraform.tfstate` works as a key; a key that is one of these alone was never meant. */
const UNNAMED_KEY = new Set(['todo', 'tbd', 'null', 'undefined']);
/** Words that name nothing in particular. */
const FILLER = new Set([
    ...DECLARES_FILLER,
    ...[
        'my',
        'the',
        'a',
        'some',
        'bucket',
        'table',
        'name',
        'state',
        'tfstate',
        'terraform',
        'tf',
        'lock',
        'locks',
    ],
    ...['remote', 'backend', 's3', 'dynamodb', 'org', 'organization', 'here', 'infra', 'prod', 'dev', 'test'],
]);
const CONSTANT = /^[A-Z][A-Z0-9_.-]*$/;
const REGION = /^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}$/;
const TABLE = /^[A-Za-z0-9_.-]{3,255}$/;
const BUCKET = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const BUCKET_UNTIL_2018 = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9_]$/;
const wordsOf = (value) => value
    // yourBucket -> your Bucket
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

;// CONCATENATED MODULE: ./lib/terraform/configuration.js



/** Reads every `*.tf` and `*.tf.json` of the root module in `directory`. */
async function readConfiguration(directory) {
    const requiredVersions = [];
    const unreadable = [];
    let counting;
    for (const file of await (0,configuration_files/* readConfigurationFiles */.O)(directory)) {
        const found = (0,backend_declarations/* declarationsIn */.Rl)(file);
        if (found === undefined) {
            unreadable.push(file.name);
            continue;
        }
        requiredVersions.push(...found.requiredVersions);
        const [first] = found.backends;
        if (first !== undefined && (file.role === 'override' || counting === undefined))
            counting = first;
    }
    return { requiredVersions, backend: describeBackend(counting), unreadable };
}
/** What a declaration means: its settings with placeholders taken out. */
function describeBackend(declaration) {
    if (declaration === undefined)
        return { kind: 'none' };
    const { kind, attributes, file, line } = declaration;
    const text = (attribute, setting) => {
        const value = attributes.get(attribute);
        return typeof value === 'string' && !isPlaceholder(setting, value) ? value : undefined;
    };
    if (kind === 'cloud') {
        const name = text('organization', 'name') ?? '';
        return { kind: 'cloud', name, placeholder: name === '', file, line };
    }
    if (kind === 'local') {
        return {
            kind: 'local',
            ...given('path', literalText(attributes.get('path'))),
            ...given('workspaceDirectory', literalText(attributes.get('workspace_dir'))),
            file,
            line,
        };
    }
    if (kind !== 's3') {
        // An empty block of another kind is real: it is completed by -backend-config elsewhere.
        const placeholder = [...attributes].some(([, value]) => typeof value === 'string' && isPlaceholder('key', value));
        return { kind: 'other', name: kind, placeholder, file, line };
    }
    return {
        kind: 's3',
        attributes,
        carried: declaration.carried(OWN_SETTINGS),
        ...given('bucket', text('bucket', 'bucket')),
        ...given('key', text('key', 'key')),
        ...given('region', text('region', 'region')),
        ...given('lockTable', text('dynamodb_table', 'table')),
        ...given('useLockfile', literalFlag(attributes.get('use_lockfile'))),
        ...given('encrypt', literalFlag(attributes.get('encrypt'))),
        file,
        line,
    };
}
/** The settings of an S3 backend that the generated one decides itself. */
const OWN_SETTINGS = new Set([
    'bucket',
    'key',
    'region',
    'encrypt',
    'dynamodb_table',
    'use_lockfile',
]);
const given = (name, value) => value === undefined ? {} : { [name]: value };
const literalText = (value) => typeof value === 'string' && value !== '' ? value : undefined;
/** Terraform takes `"true"` for `true`. */
const literalFlag = (value) => value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;


/***/ }),

/***/ 7043:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ literalValue),
/* harmony export */   h: () => (/* binding */ quote)
/* harmony export */ });
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs;
const SIMPLE = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
/** The value of an expression that is one literal; undefined for a template, a reference or anything composed. */
function literalValue(expression) {
    if (expression === 'true')
        return true;
    if (expression === 'false')
        return false;
    if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(expression))
        return Number(expression);
    const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(expression)?.[1];
    return quoted === undefined || hasTemplate(quoted) ? undefined : unescape(quoted);
}
/** Whether the text between a string's quotes holds `${` or `%{` that is not escaped by doubling. */
const hasTemplate = (quoted) => /[$%]\{/.test(quoted.replaceAll(/\$\$\{|%%\{/g, ''));
function unescape(quoted) {
    return quoted
        .replaceAll(/\$\$\{|%%\{/g, (doubled) => doubled.slice(1))
        .replaceAll(ESCAPE, (all, short, long, simple) => {
        const code = short ?? long;
        if (code !== undefined)
            return codePoint(Number.parseInt(code, 16)) ?? all;
        return SIMPLE[simple ?? ''] ?? all;
    });
}
const codePoint = (code) => code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
/** A string as HCL writes it: `${` can't become a template, nor a quote end it. */
function quote(value) {
    const escaped = value
        .replaceAll('\\', '\\\\')
        .replaceAll('"', '\\"')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
        .replaceAll('\t', '\\t')
        .replaceAll(/([$%])\{/g, '$1$1{');
    return `"${escaped}"`;
}


/***/ }),

/***/ 7983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ scanHcl),
/* harmony export */   m: () => (/* binding */ lineAt)
/* harmony export */ });
/**
 * A scanner for HCL native syntax: blocks and attributes with their offsets, so that a file can be edited in place
 * with every other byte kept. It does not evaluate expressions; it only finds where each one ends.
 *
 * It is more lenient than Terraform (it accepts two attributes on a line, say): whatever Terraform refuses,
 * Terraform reports better than this could. Own code because @cdktf/hcl2json knows no positions and neither it nor
 * tree-sitter survives bundling; the tests hold it against hcl2json.
 */
/** Scans a file's text. Undefined: this is not HCL that could be followed to its end. */
function scanHcl(text) {
    try {
        const scanner = new Scanner(text);
        const items = scanner.body();
        scanner.expectEnd();
        return items;
    }
    catch (error) {
        if (error instanceof NotHcl)
            return undefined;
        throw error;
    }
}
/** Never leaves this file. */
class NotHcl extends Error {
    name = 'NotHcl';
}
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** The marker must be followed by the line's end at once: `<<EOT ` is not a heredoc. */
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const CLOSING = { '(': ')', '[': ']', '{': '}' };
const BYTE_ORDER_MARK = '\uFEFF';
class Scanner {
    text;
    at;
    constructor(text) {
        this.text = text;
        this.at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    }
    expectEnd() {
        if (this.at < this.text.length)
            throw new NotHcl();
    }
    /** Items up to a `}` that is not theirs, or the end of the text. */
    body() {
        const items = [];
        for (;;) {
            this.skipBlank('across lines');
            if (this.at >= this.text.length || this.text[this.at] === '}')
                return items;
            items.push(this.item());
        }
    }
    item() {
        const start = this.at;
        const name = this.match(IDENTIFIER)?.[0];
        if (name === undefined)
            throw new NotHcl();
        this.skipBlank('within the line');
        if (this.text[this.at] === '=' && this.text[this.at + 1] !== '=') {
            this.at += 1;
            const value = this.expression();
            return { kind: 'attribute', name, start, end: value.end, value };
        }
        const labels = [];
        while (this.text[this.at] !== '{') {
            labels.push(this.label());
            this.skipBlank('within the line');
        }
        this.at += 1;
        const innerStart = this.at;
        const items = this.body();
        if (this.text[this.at] !== '}')
            throw new NotHcl();
        const inner = { start: innerStart, end: this.at };
        this.at += 1;
        return { kind: 'block', type: name, labels, start, end: this.at, inner, items };
    }
    label() {
        const identifier = this.match(IDENTIFIER)?.[0];
        if (identifier !== undefined)
            return identifier;
        const start = this.at;
        if (this.text[start] !== '"')
            throw new NotHcl();
        this.quoted();
        return this.text.slice(start + 1, this.at - 1);
    }
    /** Up to the line's end, or the `}` of a one-line block; comments after the last token stay outside the span. */
    expression() {
        this.skipBlank('within the line');
        const start = this.at;
        let end = start;
        for (;;) {
            this.skipBlank('within the line');
            const character = this.text[this.at];
            if (character === undefined || character === '\n' || character === '\r' || character === '}')
                break;
            this.token();
            end = this.at;
        }
        if (end === start)
            throw new NotHcl();
        return { start, end };
    }
    /** One string, heredoc, bracketed group with all that is in it, or a single character of anything else. */
    token() {
        const character = this.text[this.at] ?? '';
        const closing = CLOSING[character];
        if (closing !== undefined)
            this.group(closing);
        else if (character === '"')
            this.quoted();
        else if (character === ')' || character === ']' || character === '}')
            throw new NotHcl();
        else {
            const heredoc = this.match(HEREDOC)?.[1];
            if (heredoc === undefined)
                this.at += 1;
            else
                this.heredoc(heredoc);
        }
    }
    /** From an opening bracket, or from the `${` of a template, past its closing one. */
    group(closing) {
        this.at += 1;
        for (;;) {
            this.skipBlank('across lines');
            if (this.at >= this.text.length)
                throw new NotHcl();
            if (this.text[this.at] === closing)
                break;
            this.token();
        }
        this.at += 1;
    }
    quoted() {
        this.at += 1;
        for (;;) {
            const character = this.text[this.at];
            if (character === undefined || character === '\n')
                throw new NotHcl();
            if (character === '"')
                break;
            if (character === '\\')
                this.at += 2;
            else if (!this.template())
                this.at += 1;
        }
        this.at += 1;
    }
    /** The text after `<<EOT` up to the end of the line that closes it; that line's own end belongs to who comes next. */
    heredoc(marker) {
        for (;;) {
            if (this.at >= this.text.length)
                throw new NotHcl();
            const lineEnd = this.lineEnd();
            // Terraform trims the closing line whether or not the heredoc is an indented one (<<-).
            if (this.text.slice(this.at, lineEnd).trim() === marker) {
                this.at = this.text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
                return;
            }
            // A template may span lines, and a line inside it can't close the heredoc.
            while (this.at < this.text.length && this.text[this.at] !== '\n') {
                if (!this.template())
                    this.at += 1;
            }
            this.at += 1;
        }
    }
    /** Passes `${...}`, `%{...}` or their escapes `$${`, `%%{` if one is here; false: nothing was passed. */
    template() {
        const here = this.text.slice(this.at, this.at + 3);
        if (here === '$${' || here === '%%{') {
            this.at += 3;
            return true;
        }
        if (!here.startsWith('${') && !here.startsWith('%{'))
            return false;
        this.at += 1;
        this.group('}');
        return true;
    }
    /** Whitespace and comments. A comment to the line's end leaves that end in place: it closes an expression. */
    skipBlank(reach) {
        for (;;) {
            const character = this.text[this.at];
            const next = this.text[this.at + 1];
            if (character === ' ' || character === '\t')
                this.at += 1;
            else if (reach === 'across lines' && (character === '\n' || character === '\r'))
                this.at += 1;
            else if (character === '#' || (character === '/' && next === '/')) {
                const end = this.lineEnd();
                this.at = this.text[end - 1] === '\r' ? end - 1 : end;
            }
            else if (character === '/' && next === '*') {
                const end = this.text.indexOf('*/', this.at + 2);
                if (end < 0)
                    throw new NotHcl();
                this.at = end + 2;
            }
            else
                return;
        }
    }
    /** Offset of the next `\n`, or of the end of the text. */
    lineEnd() {
        const end = this.text.indexOf('\n', this.at);
        return end < 0 ? this.text.length : end;
    }
    match(pattern) {
        pattern.lastIndex = this.at;
        const found = pattern.exec(this.text) ?? undefined;
        if (found !== undefined)
            this.at = pattern.lastIndex;
        return found;
    }
}
/** Line of an offset, counted from 1. */
function lineAt(text, offset) {
    return text.slice(0, offset).split('\n').length;
}


/***/ }),

/***/ 9795:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ isMissing),
/* harmony export */   f: () => (/* binding */ replaceFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);



/**
 * Writes a file in one step: whoever reads it meets the old content or the new, and a kill leaves one of them. Its
 * permissions stay, and a symbolic link stays one.
 */
async function replaceFile(file, text) {
    const target = await existing(file);
    // Terraform leaves hidden files out, so that a half-written one is never part of a configuration.
    const temporary = node_path__WEBPACK_IMPORTED_MODULE_2__.join(node_path__WEBPACK_IMPORTED_MODULE_2__.dirname(target.path), `.${node_path__WEBPACK_IMPORTED_MODULE_2__.basename(target.path)}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`);
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(temporary, text, target.mode === undefined ? {} : { mode: target.mode });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(temporary, target.path);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(temporary, { force: true });
        throw error;
    }
}
async function existing(file) {
    try {
        const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(file);
        return { path: real, mode: (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(real)).mode & 0o777 };
    }
    catch (error) {
        if (isMissing(error))
            return { path: file };
        throw error;
    }
}
/** Whether an error of node:fs says that there is no such file or directory. */
const isMissing = (error) => error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');


/***/ })

};
