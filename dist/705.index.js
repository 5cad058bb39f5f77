export const id = 705;
export const ids = [705];
export const modules = {

/***/ 4705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bootstrap: () => (/* binding */ bootstrap)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _context_deployment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(168);
/* harmony import */ var _find_deployment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5602);
/* harmony import */ var _state_ensure_backend_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2470);
/* harmony import */ var _terraform_configuration_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5730);
/* harmony import */ var _terraform_declare_backend_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2421);






/**
 * Makes the state backend and nothing else. Run by a person it also writes the backend into the configuration, where
 * they and their editor see it; in a workflow the checkout is gone a minute later, so it stays as it is.
 */
async function bootstrap(context) {
    const { inputs, progress, signal } = context;
    const directory = inputs.terraform.directory;
    // The first step of a repository may come before its first .tf file.
    const present = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(directory);
    const declared = present ? (0,_context_deployment_js__WEBPACK_IMPORTED_MODULE_1__/* .declaredState */ .QR)((await (0,_terraform_configuration_js__WEBPACK_IMPORTED_MODULE_4__/* .readConfiguration */ .TD)(directory)).backend) : {};
    (0,_context_deployment_js__WEBPACK_IMPORTED_MODULE_1__/* .refuseContradictions */ .Dc)(inputs, declared);
    const { context: found, deployment } = await (0,_find_deployment_js__WEBPACK_IMPORTED_MODULE_2__/* .findDeployment */ .H)(context, declared);
    const { platform } = found;
    const { state } = deployment;
    await progress.stage('state backend', async () => {
        const { bootstrap: mode } = inputs.state;
        progress.found({
            backend: await (0,_state_ensure_backend_js__WEBPACK_IMPORTED_MODULE_3__/* .ensureBackend */ .P)(platform, state, { mode, project: inputs.project, abort: signal }),
        });
    });
    if (platform.environment['GITHUB_ACTIONS'] !== 'true' && present) {
        const { file, changed } = await (0,_terraform_declare_backend_js__WEBPACK_IMPORTED_MODULE_5__/* .declareBackend */ .l)(directory, state);
        platform.log.info(changed ? `${file} now declares this backend.` : `${file} declares this backend already.`);
    }
    return 'bootstrapped';
}


/***/ }),

/***/ 5602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ findDeployment)
/* harmony export */ });
/* harmony import */ var _context_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7765);
/* harmony import */ var _context_deployment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(168);


/**
 * Finds out what is deployed where: whose credentials these are, and every name. The context that comes back talks to
 * AWS in the role that was asked for.
 *
 * @throws Failure `NO_CREDENTIALS`, `ROLE_NOT_ASSUMED`, `WRONG_ACCOUNT`
 */
async function findDeployment(context, declared) {
    const { inputs, run, progress } = context;
    const { region, roleToAssume: role, allowedAccountId: allowed } = inputs;
    const platform = (0,_context_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .withRole */ .Tl)(context.platform, role, region, run);
    const account = await progress.stage('account', () => (0,_context_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .resolveAccount */ .u1)(platform, { region, role, allowed }), (id) => id);
    const deployment = (0,_context_deployment_js__WEBPACK_IMPORTED_MODULE_1__/* .resolveDeployment */ .MT)(inputs, declared, { account, run });
    progress.found({ state: deployment.state });
    return { context: { ...context, platform }, deployment };
}


/***/ }),

/***/ 2160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ both)
/* harmony export */ });
/**
 * Waits for both, whatever becomes of either: no work goes on behind a failure, and none is left unobserved. The
 * first's failure comes first.
 */
async function both(first, second) {
    const [a, b] = await Promise.allSettled([first, second]);
    if (a.status === 'rejected')
        throw a.reason;
    if (b.status === 'rejected')
        throw b.reason;
    return [a.value, b.value];
}


/***/ }),

/***/ 2470:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ ensureBackend),
/* harmony export */   d: () => (/* binding */ lookAtBackend)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _platform_both_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2160);
/* harmony import */ var _converge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3776);
/* harmony import */ var _lock_table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(343);
/* harmony import */ var _state_bucket_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5522);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1993);
/* harmony import */ var _wanted_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(651);







/**
 * Gets or creates the state bucket and the lock table and brings every setting to what it should be: found, changed
 * where it differs, read back. Looks at both before it changes either, so that a refusal leaves both as they were.
 * Any number of runs may do this at once; they end in one bucket and one table. What is not ours by tag is used as it
 * is and reported. Throws the backend's failures: BUCKET_*, LOCK_TABLE_WRONG_KEY, BACKEND_*, ACCESS_DENIED.
 */
async function ensureBackend(platform, location, options) {
    const names = { bucket: location.bucket, table: location.lockTable };
    if (options.mode === 'never')
        return { ...names, bucketCreated: false, tableCreated: false, settings: [] };
    const { project, abort } = options;
    const patience = { clock: platform.clock, abort };
    const { bucket, table } = await settingsOf(platform, location, project);
    const [bucketSeen, tableSeen] = await (0,_platform_both_js__WEBPACK_IMPORTED_MODULE_6__/* .both */ .W)((0,_state_bucket_js__WEBPACK_IMPORTED_MODULE_3__/* .lookAtBucket */ .B)(bucket.target, patience), (0,_lock_table_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAtTable */ .R)(table.target, patience));
    abort?.throwIfAborted();
    if (options.mode === 'verify') {
        const settings = allVerified([verify(bucket, bucketSeen), verify(table, tableSeen)]);
        return { ...names, bucketCreated: false, tableCreated: false, settings };
    }
    const [bucketNow, tableNow] = await (0,_platform_both_js__WEBPACK_IMPORTED_MODULE_6__/* .both */ .W)(bringBucket(bucket, bucketSeen, patience), bringTable(table, tableSeen, patience));
    return {
        ...names,
        bucketCreated: bucketNow.created,
        tableCreated: tableNow.created,
        settings: [...bucketNow.outcomes, ...tableNow.outcomes],
    };
}
/**
 * Looks at the state backend and changes nothing. What `ensureBackend` would refuse in this mode is refused here, too;
 * with `never` nothing is looked at.
 */
async function lookAtBackend(platform, location, { mode, project, abort }) {
    if (mode === 'never')
        return { missing: [], drifted: [], hasBucket: true };
    const patience = { clock: platform.clock, abort };
    const { bucket, table } = await settingsOf(platform, location, project);
    const [bucketSeen, tableSeen] = await (0,_platform_both_js__WEBPACK_IMPORTED_MODULE_6__/* .both */ .W)((0,_state_bucket_js__WEBPACK_IMPORTED_MODULE_3__/* .lookAtBucket */ .B)(bucket.target, patience), (0,_lock_table_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAtTable */ .R)(table.target, patience));
    const parts = [verify(bucket, bucketSeen), verify(table, tableSeen)];
    if (mode === 'verify')
        allVerified(parts);
    return {
        missing: parts.flatMap(({ missing }) => missing),
        drifted: parts.flatMap(({ drifted }) => drifted),
        hasBucket: bucketSeen.kind === 'present',
    };
}
/** What bucket and table are to be. */
async function settingsOf({ aws }, location, project) {
    const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
    return {
        bucket: { resource: 'bucket', target: { s3, location, project }, wanted: _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .WANTED_BUCKET */ .t8 },
        table: { resource: 'table', target: { dynamodb, location, project }, wanted: _wanted_table_js__WEBPACK_IMPORTED_MODULE_5__/* .WANTED_TABLE */ .pG },
    };
}
async function bringBucket(settings, seen, patience) {
    const now = seen.kind === 'absent' ? await (0,_state_bucket_js__WEBPACK_IMPORTED_MODULE_3__/* .makeBucket */ .$)(settings.target, patience) : seen;
    if (now.kind === 'present')
        return { created: false, outcomes: await bring(settings, now, patience) };
    // The tag first: a bucket that has it is ours to finish, should this run be killed right here.
    await (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .convergeAll */ .ne)({ ...settings, wanted: [_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .BUCKET */ .j6.tags] }, undefined, patience);
    return { created: true, outcomes: asCreated(await (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .convergeAll */ .ne)(settings, undefined, patience)) };
}
async function bringTable(settings, seen, patience) {
    const now = seen.kind === 'absent' ? await (0,_lock_table_js__WEBPACK_IMPORTED_MODULE_2__/* .makeTable */ .d)(settings.target, patience) : seen;
    if (now.kind === 'present')
        return { created: false, outcomes: await bring(settings, now, patience) };
    return { created: true, outcomes: asCreated(await (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .convergeAll */ .ne)(settings, undefined, patience)) };
}
/** What is ours is mended; what is not is used as it was found. */
const bring = async (settings, { ours, findings }, patience) => ours ? (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .convergeAll */ .ne)(settings, findings, patience) : (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .asFound */ .LW)(settings, findings);
/** What this run made had no setting before, even where AWS makes new ones as wanted. */
const asCreated = (outcomes) => outcomes.map((outcome) => ({ ...outcome, found: 'absent', changed: true }));
function verify(settings, sighting) {
    const name = (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .nameOf */ .Vb)(settings.resource, settings.target.location);
    if (sighting.kind === 'absent')
        return { missing: [name], drifted: [], outcomes: [] };
    const outcomes = (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .asFound */ .LW)(settings, sighting.findings);
    const drifted = outcomes.flatMap(({ setting, found, wanted }, index) => sighting.ours && sighting.findings[index]?.asWanted === false
        ? [`${name}: ${setting} is ${found}, wanted ${wanted}`]
        : []);
    return { missing: [], drifted, outcomes };
}
/** All outcomes, or the failure that names everything missing, else everything drifted. */
function allVerified(parts) {
    const missing = parts.flatMap((part) => part.missing);
    const drifted = parts.flatMap((part) => part.drifted);
    const safe = 'Nothing was created or changed, and no state was read or written.';
    const remedy = 'Run command: bootstrap (or bootstrap: auto) with a role that may change the state backend';
    if (missing.length > 0) {
        const verb = missing.length === 1 ? 'is' : 'are';
        const reason = `bootstrap is verify, and ${missing.join(' and ')} ${verb} not there.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({ code: 'BACKEND_MISSING', reason, safe, next: `${remedy}.` });
    }
    if (drifted.length > 0) {
        const reason = `bootstrap is verify, and ${drifted.length} of ${parts.flatMap(({ outcomes }) => outcomes).length} settings of the state backend are not as wanted.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({ code: 'BACKEND_DRIFTED', reason, safe, next: `${remedy}.`, details: drifted });
    }
    return parts.flatMap(({ outcomes }) => outcomes);
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


/***/ })

};
