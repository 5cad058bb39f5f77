export const id = 378;
export const ids = [378];
export const modules = {

/***/ 2378:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  stateBackend: () => (/* binding */ stateBackend)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/context/credentials.js
var credentials = __webpack_require__(7765);
// EXTERNAL MODULE: ./lib/context/deployment.js
var deployment = __webpack_require__(168);
// EXTERNAL MODULE: ./lib/context/run.js
var context_run = __webpack_require__(2922);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/failure-message.js
var failure_message = __webpack_require__(3547);
// EXTERNAL MODULE: ./lib/inputs/definitions.js
var definitions = __webpack_require__(3683);
// EXTERNAL MODULE: ./lib/inputs/parse.js + 2 modules
var parse = __webpack_require__(7195);
// EXTERNAL MODULE: ./lib/platform/create-platform.js + 1 modules
var create_platform = __webpack_require__(3430);
// EXTERNAL MODULE: ./lib/state/lock-table.js
var lock_table = __webpack_require__(343);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(6594);
// EXTERNAL MODULE: ./lib/state/wanted-bucket.js + 2 modules
var wanted_bucket = __webpack_require__(1993);
;// CONCATENATED MODULE: ./lib/state/bootstrap-state.js


/**
 * Where terraform/bootstrap keeps its own state: in the bucket it makes. Not `bootstrap/terraform.tfstate`, which is
 * the state of an environment that someone calls `bootstrap`.
 */
const BOOTSTRAP_STATE_KEY = 'bootstrap/state-backend.tfstate';
/** Whether the bucket holds an object; only a 404 means that it doesn't. */
async function hasObject(s3, location, key) {
    try {
        await s3.headObject({ ...(0,wanted_bucket/* ownedBucket */.IP)(location), Key: key });
        return true;
    }
    catch (error) {
        if ((0,aws_errors/* httpStatus */.nG)(error) === 404)
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/state/state-bucket.js + 1 modules
var state_bucket = __webpack_require__(5522);
;// CONCATENATED MODULE: ./lib/state/terraform-imports.js

/**
 * The resource of terraform/bootstrap that holds a setting of the bucket. The bucket's own holds its tags, and the
 * table's all of its settings.
 */
const RESOURCE_OF = {
    versioning: 'aws_s3_bucket_versioning.state',
    encryption: 'aws_s3_bucket_server_side_encryption_configuration.state',
    ownership: 'aws_s3_bucket_ownership_controls.state',
    'public access': 'aws_s3_bucket_public_access_block.state',
    policy: 'aws_s3_bucket_policy.state',
    lifecycle: 'aws_s3_bucket_lifecycle_configuration.state',
};
/**
 * What terraform/bootstrap must import so that it changes nothing that is as wanted. Only what is there: an id that
 * doesn't exist stops the whole plan.
 */
function terraformImports(location, { bucket, table }) {
    const imports = [];
    if (bucket.kind === 'present') {
        imports.push({ to: 'aws_s3_bucket.state', id: location.bucket });
        wanted_bucket/* WANTED_BUCKET */.t8.forEach(({ name }, index) => {
            const to = RESOURCE_OF[name];
            if (to === undefined || bucket.findings[index]?.text === 'absent')
                return;
            imports.push({ to, id: location.bucket });
        });
    }
    if (table.kind === 'present')
        imports.push({ to: 'aws_dynamodb_table.locks', id: location.lockTable });
    return imports;
}

// EXTERNAL MODULE: ./lib/terraform/backend-override.js
var backend_override = __webpack_require__(9345);
// EXTERNAL MODULE: ./lib/terraform/configuration.js + 1 modules
var configuration = __webpack_require__(5730);
// EXTERNAL MODULE: ./lib/terraform/declare-backend.js + 1 modules
var declare_backend = __webpack_require__(2421);
// EXTERNAL MODULE: ./lib/terraform/import-blocks.js
var import_blocks = __webpack_require__(1766);
;// CONCATENATED MODULE: ./lib/state-backend-cli.js






















const USAGE = 'state-backend describe | prepare --into DIRECTORY | declare, each with [--project P] [--environment E] ' +
    '[--region R] [--terraform-directory D] [--locking dynamodb|lockfile|both]';
/** The action's input behind each option: names and rules are the deploy's own. */
const OPTIONS = {
    project: 'project',
    environment: 'environment',
    region: 'aws-region',
    'terraform-directory': 'terraform-directory',
    locking: 'locking',
};
/**
 * What bootstrap-state.sh asks the bundle for, so that it needs no AWS CLI and finds the names a deploy would use:
 *
 * - `describe` prints as JSON where the state backend is and what of it is there;
 * - `prepare --into DIRECTORY` completes a copy of terraform/bootstrap with its variables, `import` blocks for what is
 *   there and, once bucket and table are, the backend for its own state; prints `bucket` or `local`: where that is;
 * - `declare` writes the backend into the configuration in place and prints what became of it.
 *
 * Answers go to stdout, failures to stderr. Returns the exit code.
 */
async function stateBackend(args) {
    const platform = (0,create_platform/* createPlatform */.Q)();
    try {
        platform.log.info(await answer(args, platform));
        return 0;
    }
    catch (error) {
        external_node_process_.stderr.write(`${(0,failure_message/* failureMessage */.oh)((0,failure_message/* toFailure */.w2)(error)).join('\n')}\n`);
        return 1;
    }
}
async function answer(args, platform) {
    const { command, into, inputs } = await readArguments(args, platform);
    const location = await locate(inputs, platform);
    if (command === 'declare')
        return declare(inputs.terraform.directory, location);
    const sighting = await look(inputs.project, location, platform);
    if (command === 'prepare')
        return prepare(external_node_path_.resolve(into), { inputs, location, sighting });
    const { account, bucket, lockTable: table, region, key } = location;
    const { stateKept } = sighting;
    const there = {
        bucketExists: sighting.bucket.kind === 'present',
        tableExists: sighting.table.kind === 'present',
    };
    return JSON.stringify({ account, bucket, table, region, key, ...there, bootstrapStateKept: stateKept });
}
const COMMANDS = ['describe', 'prepare', 'declare'];
async function readArguments(args, platform) {
    const { values, positionals } = parsed(args);
    const command = COMMANDS.find((name) => name === positionals[0]);
    if (command === undefined ||
        positionals.length !== 1 ||
        (command === 'prepare') !== (values['into'] !== undefined)) {
        throw misused(`"${args.join(' ')}" is not a way to use it`);
    }
    const given = new Map(Object.entries(OPTIONS).map(([option, input]) => [input, values[option]]));
    // A person at a laptop has no frontend to describe here, and bootstrap is the one command this belongs to.
    given.set('command', 'bootstrap').set('frontend-directory', '');
    const inputs = (0,parse/* parseInputs */.T)((name) => given.get(name)?.trim() ?? definitions/* INPUT_DEFAULTS */.W[name], {
        environment: platform.environment,
        repository: await repositoryName(platform),
        workspace: external_node_process_.cwd(),
    });
    return { command, into: values['into'] ?? '', inputs };
}
function parsed(args) {
    const options = Object.fromEntries([...Object.keys(OPTIONS), 'into'].map((name) => [name, { type: 'string' }]));
    try {
        const { values, positionals } = (0,external_node_util_.parseArgs)({ args: [...args], options, allowPositionals: true });
        return { values: values, positionals };
    }
    catch (error) {
        throw misused(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
}
const misused = (why) => new errors/* Failure */.H({
    code: 'INVALID_INPUTS',
    reason: `${why.replace(/\.$/, '')}.`,
    safe: 'Nothing was read from or changed in AWS.',
    next: `Use it as: ${USAGE}`,
});
/** `owner/name`, from which the project takes its name as in a workflow; outside one, as the remote is called. */
async function repositoryName(platform) {
    const named = platform.environment['GITHUB_REPOSITORY'];
    if (named)
        return named;
    const directory = external_node_process_.cwd();
    if ((await platform.commands.find('git')) === undefined)
        return `local/${external_node_path_.basename(directory)}`;
    const { exitCode, stdout } = await platform.commands.run('git', ['remote', 'get-url', 'origin'], {
        directory,
        environment: platform.environment,
    });
    const found = /([^/:]+\/[^/]+?)(?:\.git)?\/?\s*$/.exec(exitCode === 0 ? stdout : '')?.[1];
    return found ?? `local/${external_node_path_.basename(directory)}`;
}
/** The same names as a deploy of this configuration, whose declared S3 backend comes before the conventions. */
async function locate(inputs, platform) {
    const { region, terraform } = inputs;
    // The first step of a repository may come before its first .tf file.
    const present = (0,external_node_fs_.existsSync)(terraform.directory);
    const declared = present ? (0,deployment/* declaredState */.QR)((await (0,configuration/* readConfiguration */.TD)(terraform.directory)).backend) : {};
    const account = await (0,credentials/* resolveAccount */.u1)(platform, { region, role: undefined, allowed: undefined });
    const run = (0,context_run/* readRun */.cI)(platform.environment, external_node_os_.hostname(), { cwd: external_node_process_.cwd(), temporary: external_node_os_.tmpdir() });
    return (0,deployment/* resolveDeployment */.MT)(inputs, declared, { account, run }).state;
}
/** Looks without changing anything; refuses what the action would refuse, and what Terraform must not take over. */
async function look(project, location, platform) {
    const patience = { clock: platform.clock };
    const [s3, dynamodb] = await Promise.all([
        platform.aws.s3(location.region),
        platform.aws.dynamodb(location.region),
    ]);
    const bucket = await (0,state_bucket/* lookAtBucket */.B)({ s3, location, project }, patience);
    const table = await (0,lock_table/* lookAtTable */.R)({ dynamodb, location, project }, patience);
    if (bucket.kind === 'present' && !bucket.ours)
        throw notOurs('BUCKET_NOT_OURS', `Bucket ${location.bucket}`);
    if (table.kind === 'present' && !table.ours)
        throw notOurs('BACKEND_DRIFTED', `Lock table ${location.lockTable}`);
    return {
        bucket,
        table,
        stateKept: bucket.kind === 'present' && (await hasObject(s3, location, BOOTSTRAP_STATE_KEY)),
    };
}
const notOurs = (code, what) => new errors/* Failure */.H({
    code,
    reason: `${what} is there already and is not tagged managed-by = revive-deploy with this project: Terraform would take it over and set it anew.`,
    safe: 'Nothing was created or changed.',
    next: 'Leave it as it is, a deploy uses it so; or give it those two tags and run this again.',
});
async function prepare(directory, { inputs, location, sighting, }) {
    const { bucket, lockTable, region } = location;
    const variables = {
        project: inputs.project,
        aws_region: region,
        state_bucket: bucket,
        lock_table: lockTable,
    };
    await (0,promises_.writeFile)(external_node_path_.join(directory, 'generated.auto.tfvars.json'), `${JSON.stringify(variables, null, 2)}\n`);
    await (0,promises_.writeFile)(external_node_path_.join(directory, 'generated_imports.tf'), (0,import_blocks/* importBlocks */.g)(terraformImports(location, sighting)));
    const tableThere = sighting.table.kind === 'present';
    const inBucket = sighting.stateKept || (sighting.bucket.kind === 'present' && tableThere);
    if (!inBucket)
        return 'local';
    // A table that was deleted comes back with this very run; until then only a file can lock.
    const locking = tableThere ? location.locking : 'lockfile';
    await (0,backend_override/* writeOverride */.y2)(directory, { ...location, key: BOOTSTRAP_STATE_KEY, locking });
    return 'bucket';
}
async function declare(directory, location) {
    if (!(0,external_node_fs_.existsSync)(directory))
        return `There is no ${external_node_path_.relative(external_node_process_.cwd(), directory)} yet to declare this backend in.`;
    const { file, changed } = await (0,declare_backend/* declareBackend */.l)(directory, location);
    const named = external_node_path_.relative(external_node_process_.cwd(), external_node_path_.join(directory, file));
    return changed ? `${named} now declares this backend.` : `${named} declares this backend already.`;
}


/***/ }),

/***/ 2421:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ declareBackend)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/terraform/backend-declarations.js
var backend_declarations = __webpack_require__(7996);
// EXTERNAL MODULE: ./lib/terraform/backend-override.js
var backend_override = __webpack_require__(9345);
// EXTERNAL MODULE: ./lib/terraform/configuration.js + 1 modules
var configuration = __webpack_require__(5730);
;// CONCATENATED MODULE: ./lib/terraform/backend-edits.js



/** A new `backend "s3"` at the end of a `terraform` block. Every byte outside the insertion stays. */
function insertBackend(text, terraform, location) {
    const eol = lineEnding(text);
    const outer = indentAt(text, terraform.start);
    const inner = text.slice(terraform.inner.start, terraform.inner.end);
    if (!inner.includes('\n')) {
        // `terraform {}` and `terraform { required_version = "..." }`: a block in it needs lines of its own.
        const indent = outer + unitOf(outer);
        const kept = inner.trim() === '' ? [] : [indent + inner.trim(), ''];
        const lines = ['', ...kept, ...indented((0,backend_override/* backendLines */.cQ)(location, unitOf(outer)), indent), outer];
        return splice(text, [{ ...terraform.inner, text: lines.join(eol) }]);
    }
    const first = terraform.items[0];
    const indent = first !== undefined && startsItsLine(text, first) ? indentAt(text, first.start) : outer + unitOf(outer);
    const unit = indent.startsWith(outer) && indent.length > outer.length ? indent.slice(outer.length) : unitOf(outer);
    const at = lineStart(text, terraform.inner.end);
    const before = text.slice(terraform.inner.start, at);
    const gap = before.trim() === '' || /\n[ \t\r]*\n$/.test(before) ? [] : [''];
    const block = [...gap, ...indented((0,backend_override/* backendLines */.cQ)(location, unit), indent)]
        .map((line) => line + eol)
        .join('');
    return splice(text, [{ start: at, end: at, text: block }]);
}
/**
 * A whole `terraform` block where a file has none: before the first block or attribute, below a comment that heads
 * the file, above a comment that belongs to what follows it.
 */
function addTerraformBlock(text, items, location) {
    const eol = lineEnding(text);
    const block = ['terraform {', ...indented((0,backend_override/* backendLines */.cQ)(location), '  '), '}', ''].join(eol);
    const head = text.startsWith('\uFEFF') ? 1 : 0;
    const first = items[0];
    if (first === undefined) {
        const body = text.slice(head);
        const gap = body.trim() === '' ? '' : body.endsWith('\n') ? eol : eol + eol;
        return text + gap + block;
    }
    // The last blank line above the first item ends whatever heads the file.
    const above = text.slice(head, first.start);
    const blank = above.trim() === '' ? -1 : above.search(/\n[ \t]*\r?\n(?!.*\n[ \t]*\r?\n)/s);
    const at = blank < 0 ? head : head + blank + (/^\n[ \t]*\r?\n/.exec(above.slice(blank))?.[0].length ?? 0);
    return splice(text, [{ start: at, end: at, text: block + eol }]);
}
/**
 * Changes a backend block. In an S3 block whatever the change doesn't name stays byte for byte; of another kind of
 * backend, which becomes an S3 one, the comments stay.
 */
function rewriteBackend(text, block, change) {
    const isS3 = (0,backend_declarations/* backendKind */.zH)(block) === 's3';
    const attributes = block.items.filter((item) => item.kind === 'attribute');
    const present = isS3
        ? new Map(attributes.map((item) => [item.name, item]))
        : new Map();
    const missing = change.set.filter(([name]) => !present.has(name));
    const removed = isS3 ? attributes.filter((item) => change.remove.includes(item.name)) : block.items;
    const edits = change.set.flatMap(([name, value]) => {
        const attribute = present.get(name);
        return attribute === undefined ? [] : [{ ...attribute.value, text: value }];
    });
    if (!isS3)
        edits.push(renamed(text, block));
    const inner = text.slice(block.inner.start, block.inner.end);
    if (inner.includes('\n')) {
        edits.push(...removed.map((item) => ({ ...removal(text, item), text: '' })));
        if (missing.length > 0)
            edits.push(addition(text, block, missing));
        return splice(text, edits);
    }
    // One line: laid out anew, with what is kept of it on a line of its own.
    const eol = lineEnding(text);
    const outer = indentAt(text, block.start);
    const indent = outer + unitOf(outer);
    const local = [
        ...edits.filter((edit) => edit.start >= block.inner.start),
        ...removed.map((item) => ({ ...item, text: '' })),
    ];
    const kept = splice(inner, local.map((edit) => shift(edit, -block.inner.start))).trim();
    const lines = [
        '',
        ...(kept === '' ? [] : [indent + kept]),
        ...aligned(missing).map((line) => indent + line),
        outer,
    ];
    return splice(text, [
        ...edits.filter((edit) => edit.start < block.inner.start),
        { ...block.inner, text: lines.join(eol) },
    ]);
}
/** `backend "local"` or `cloud` becomes `backend "s3"`; what stands before the brace beside it stays. */
function renamed(text, block) {
    const header = text.slice(block.start, block.inner.start - 1);
    const named = header.replace(/^cloud|^(backend\s*)("[^"]*"|[^\s"{]+)/, (_all, backend = 'backend ') => `${backend}"s3"`);
    return { start: block.start, end: block.inner.start - 1, text: named };
}
/** New settings go below the last of their kind that is there, else first in the block; aligned with their neighbour. */
function addition(text, block, missing) {
    const outer = indentAt(text, block.start);
    const neighbour = block.items.findLast((item) => item.kind === 'attribute' && configuration/* OWN_SETTINGS */.Zo.has(item.name));
    const kept = (0,backend_declarations/* backendKind */.zH)(block) === 's3' ? neighbour : undefined;
    const at = nextLine(text, kept?.end ?? block.inner.start);
    const beside = kept ?? block.items[0];
    const indent = beside !== undefined && startsItsLine(text, beside)
        ? indentAt(text, beside.start)
        : outer + unitOf(outer);
    const column = kept === undefined ? 0 : text.slice(kept.start).indexOf('=') - 1;
    const lines = aligned(missing, column).map((line) => indent + line + lineEnding(text));
    return { start: at, end: at, text: lines.join('') };
}
function aligned(settings, atLeast = 0) {
    const width = Math.max(atLeast, ...settings.map(([name]) => name.length));
    return settings.map(([name, value]) => `${name.padEnd(width)} = ${value}`);
}
/** The lines an item fills alone, with their end; beside a comment only the item and the blanks after it. */
function removal(text, item) {
    const start = lineStart(text, item.start);
    const end = nextLine(text, item.end);
    const alone = startsItsLine(text, item) && text.slice(item.end, end).trim() === '';
    if (alone)
        return { start, end };
    const blanks = /^[ \t]*/.exec(text.slice(item.end))?.[0].length ?? 0;
    return { start: item.start, end: item.end + blanks };
}
/** Carries edits out; they don't overlap. */
function splice(text, edits) {
    return edits
        .toSorted((one, other) => other.start - one.start)
        .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
}
const shift = (edit, by) => ({ ...edit, start: edit.start + by, end: edit.end + by });
/** As the file's first line ends. */
const lineEnding = (text) => (/^[^\n]*\r\n/.test(text) ? '\r\n' : '\n');
const lineStart = (text, offset) => text.lastIndexOf('\n', offset - 1) + 1;
const nextLine = (text, offset) => {
    const end = text.indexOf('\n', offset);
    return end < 0 ? text.length : end + 1;
};
const indentAt = (text, offset) => /^\uFEFF?([ \t]*)/.exec(text.slice(lineStart(text, offset), offset))?.[1] ?? '';
const startsItsLine = (text, item) => text.slice(lineStart(text, item.start), item.start).replace('\uFEFF', '').trim() === '';
/** One step of indentation, as the surroundings do it. */
const unitOf = (indent) => (indent.startsWith('\t') ? '\t' : '  ');
const indented = (lines, indent) => lines.map((line) => indent + line);

// EXTERNAL MODULE: ./lib/terraform/configuration-files.js
var configuration_files = __webpack_require__(1552);
// EXTERNAL MODULE: ./lib/terraform/hcl/scan.js
var scan = __webpack_require__(7983);
// EXTERNAL MODULE: ./lib/terraform/replace-file.js
var replace_file = __webpack_require__(9795);
;// CONCATENATED MODULE: ./lib/terraform/declare-backend.js









/**
 * Writes the S3 backend of `location` into the configuration itself, for people who run Terraform by hand: in the
 * backend block that is there (a placeholder, `local`, an incomplete one), else in the `terraform` block of main.tf,
 * else as a new block. Comments, layout, line ends and every other byte stay; a second call changes nothing.
 *
 * `file` is the one that declares the backend now, relative to the directory.
 *
 * @throws Failure STATE_ELSEWHERE if a complete declaration names another place, or one that can't be edited here;
 *   TERRAFORM_INIT_FAILED if a file can't be followed. Nothing is written then.
 */
async function declareBackend(directory, location) {
    const files = (await (0,configuration_files/* readConfigurationFiles */.O)(directory)).map((file) => scanned(file, directory));
    const declaring = files.filter((file) => file.backends.length > 0);
    // As in readConfiguration: the last override that declares one, else the first primary file.
    const counting = declaring.findLast((file) => file.role === 'override') ?? declaring[0];
    const edited = counting === undefined ? addBackend(files, location) : changeBackend(counting, location);
    const { file, text } = edited;
    if (text === file.text)
        return { file: file.name, changed: false };
    declare_backend_confirm(file, text, location);
    await (0,replace_file/* replaceFile */.f)(external_node_path_.join(directory, file.name), text);
    return { file: file.name, changed: true };
}
function scanned(file, directory) {
    const { name, role, syntax, text } = file;
    const declared = (0,backend_declarations/* declarationsIn */.Rl)(file);
    if (declared === undefined || text === undefined) {
        throw new errors/* Failure */.H({
            code: 'TERRAFORM_INIT_FAILED',
            reason: `${external_node_path_.join(directory, name)} is not ${syntax === 'json' ? 'JSON' : 'HCL'} that Terraform could read.`,
            safe: 'No file was changed.',
            next: `Run \`terraform -chdir=${directory} validate\`, which shows the line.`,
        });
    }
    if (syntax === 'json') {
        return {
            name,
            role,
            syntax,
            text,
            items: [],
            backends: declared.backends.map((one) => ({ means: (0,configuration/* describeBackend */.cf)(one), block: undefined })),
        };
    }
    const items = (0,scan/* scanHcl */.J)(text) ?? [];
    const blocks = (0,backend_declarations/* terraformBlocks */.Jq)(items).flatMap(backend_declarations/* backendBlocks */.du);
    return {
        name,
        role,
        syntax,
        text,
        items,
        backends: blocks.map((block) => ({ means: (0,configuration/* describeBackend */.cf)((0,backend_declarations/* declarationOf */.MI)(name, text, block)), block })),
    };
}
/** Where people look for it: a `terraform` block of main.tf, else of another file, else main.tf itself. */
function addBackend(files, location) {
    const primary = files.filter((file) => file.role === 'primary' && file.syntax === 'hcl');
    const main = primary.find((file) => file.name === 'main.tf');
    for (const file of main === undefined ? primary : [main, ...primary]) {
        const [terraform] = (0,backend_declarations/* terraformBlocks */.Jq)(file.items);
        if (terraform !== undefined)
            return { file, text: insertBackend(file.text, terraform, location) };
    }
    const file = main ?? { name: 'backend.tf', role: 'primary', text: '', items: [] };
    return { file, text: addTerraformBlock(file.text, file.items, location) };
}
function changeBackend(file, location) {
    const [first] = file.backends;
    const means = first?.means ?? { kind: 'none' };
    if (means.kind === 'cloud' || means.kind === 'other') {
        if (!means.placeholder)
            throw elsewhere(file, means, `keeps the state in ${means.kind === 'cloud' ? 'HCP Terraform' : `backend "${means.name}"`}`);
    }
    if (means.kind === 's3') {
        const differences = contradictions(means, location);
        if (differences.length > 0)
            throw elsewhere(file, means, `declares another place: ${differences.join(', ')}`);
        const { set, remove } = changeFor(means, location);
        if (set.length === 0 && remove.length === 0)
            return { file, text: file.text };
    }
    if (first?.block === undefined) {
        throw elsewhere(file, means, 'declares its backend in JSON, which is not edited in place', (0,backend_override/* backendLines */.cQ)(location));
    }
    return { file, text: rewriteBackend(file.text, first.block, changeFor(means, location)) };
}
/** Settings in which a declaration names something else than the place. */
function contradictions(declared, location) {
    const pairs = [
        ['bucket', declared.bucket, location.bucket],
        ['key', declared.key, location.key],
        ['region', declared.region, location.region],
        ['dynamodb_table', declared.lockTable, location.lockTable],
    ];
    return pairs
        .filter(([, found, wanted]) => found !== undefined && found !== wanted)
        .map(([name, found, wanted]) => `${name} "${found}" instead of "${wanted}"`);
}
/**
 * What makes a declaration the backend of `location`. What people chose beyond it stays: an `encrypt`, or a second
 * lock. A missing lock is added also to a complete declaration: a laptop must meet the lock that a deploy takes.
 */
function changeFor(declared, location) {
    const settings = (0,backend_override/* backendSettings */.S$)(location);
    if (declared.kind !== 's3')
        return { set: settings, remove: [] };
    const complete = declared.bucket !== undefined && declared.key !== undefined;
    const right = {
        bucket: declared.bucket !== undefined,
        key: declared.key !== undefined,
        region: declared.region !== undefined,
        encrypt: complete || declared.encrypt !== undefined,
        dynamodb_table: declared.lockTable !== undefined,
        use_lockfile: declared.useLockfile === true,
    };
    const unusable = location.locking === 'lockfile' && declared.lockTable === undefined;
    return {
        set: settings.filter(([name]) => right[name] !== true),
        // Terraform would lock with a table that isn't there.
        remove: unusable && declared.attributes.has('dynamodb_table') ? ['dynamodb_table'] : [],
    };
}
function elsewhere(file, means, what, details = []) {
    const at = means.kind === 'none' ? file.name : `${file.name}:${means.line}`;
    return new errors/* Failure */.H({
        code: 'STATE_ELSEWHERE',
        reason: `${at} ${what}.`,
        safe: 'No file was changed.',
        next: details.length > 0
            ? `Write that backend into ${file.name} yourself.`
            : `Correct ${file.name} by hand, or name that place with state-bucket, state-key and lock-table.`,
        details,
    });
}
/** An edit that would not read back as meant must never reach the disk. */
function declare_backend_confirm(file, text, location) {
    const found = (0,backend_declarations/* declarationsIn */.Rl)({ ...file, path: file.name, syntax: 'hcl', text })?.backends[0];
    const means = (0,configuration/* describeBackend */.cf)(found);
    if (means.kind === 's3' && contradictions(means, location).length === 0) {
        const { set, remove } = changeFor(means, location);
        if (set.length === 0 && remove.length === 0)
            return;
    }
    throw new errors/* Failure */.H({
        code: 'INTERNAL',
        reason: `The backend written into ${file.name} would not read back as ${location.bucket}/${location.key}.`,
        safe: 'No file was changed.',
        next: 'Write the backend block shown below yourself, and report this with the file.',
        details: (0,backend_override/* backendLines */.cQ)(location),
    });
}


/***/ }),

/***/ 1766:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ importBlocks)
/* harmony export */ });
/* harmony import */ var _hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7043);

/** A file of `import` blocks. Terraform passes over those whose resource its state knows already. */
const importBlocks = (imports) => imports.map(({ to, id }) => `import {\n  to = ${to}\n  id = ${(0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .h)(id)}\n}\n`).join('\n');


/***/ })

};
