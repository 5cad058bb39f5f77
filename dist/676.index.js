export const id = 676;
export const ids = [676,729];
export const modules = {

/***/ 5729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ connectCache),
/* harmony export */   runCacheProcess: () => (/* binding */ runCacheProcess)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_process__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1708);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4219);



const EXIT = { done: 0, failed: 1, miss: 3 };
/** How long an upload that nobody waits for may go on, in milliseconds. */
const LONGEST = 60_000;
/**
 * GitHub's cache through @actions/cache in a process of its own. The library can't be stopped: against a failing
 * service it goes on for half a minute, keeps the process alive as long, and at last prints an error that shows as an
 * annotation on a run that is fine. A process can be stopped at any moment, with the `tar` it started.
 *
 * `entry` is the bundle, which must call `runCacheProcess` when its first argument is `CACHE_ARGUMENT`.
 */
function connectCache(entry, environment) {
    const start = (operation, paths, key) => (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(node_process__WEBPACK_IMPORTED_MODULE_1__.execPath, [...node_process__WEBPACK_IMPORTED_MODULE_1__.execArgv, entry, _bundle_js__WEBPACK_IMPORTED_MODULE_2__/* .CACHE_ARGUMENT */ .Dn, operation, key, ...paths], {
        detached: true,
        // Nobody may be there to read when an upload ends.
        stdio: ['ignore', operation === 'save' ? 'ignore' : 'pipe', 'ignore'],
        env: { ...environment },
    });
    return {
        restore: async (paths, key, signal) => {
            if (!isConfigured(environment))
                return notConfigured;
            const child = start('restore', paths, key);
            let output = '';
            child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
            const stop = () => killGroup(child);
            signal.addEventListener('abort', stop);
            if (signal.aborted)
                stop();
            const exit = await ended(child);
            signal.removeEventListener('abort', stop);
            if (exit === EXIT.done)
                return { answer: 'hit' };
            // The library prints why it failed and then answers as if there were nothing.
            const complaint = /^::(?:warning|error)[^:]*::(.*)$/m.exec(output)?.[1];
            if (exit === EXIT.miss && complaint === undefined)
                return { answer: 'miss' };
            return { answer: 'unavailable', reason: complaint ?? `its process ended with ${exit}` };
        },
        save: async (paths, key, signal) => {
            if (!isConfigured(environment))
                return notConfigured;
            const child = start('save', paths, key);
            child.unref();
            const letGo = new Promise((resolve) => {
                if (signal.aborted)
                    resolve('let go');
                else
                    signal.addEventListener('abort', () => resolve('let go'), { once: true });
            });
            const exit = await Promise.race([ended(child), letGo]);
            if (exit === EXIT.done)
                return { answer: 'done' };
            return {
                answer: 'unavailable',
                reason: exit === 'let go' ? 'not waited for' : `its process ended with ${exit}`,
            };
        },
    };
}
const notConfigured = { answer: 'unavailable', reason: 'this runner has no cache service' };
/** What `isFeatureAvailable()` looks at, without loading the library: a runner without a cache pays nothing. */
const isConfigured = (environment) => Boolean(environment['ACTIONS_RESULTS_URL'] || environment['ACTIONS_CACHE_URL']);
/** Resolves with the exit code, or what ended it; never rejects. */
const ended = (child) => new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'no exit code'));
});
function killGroup(child) {
    if (child.pid === undefined)
        return;
    try {
        // The group, not the process: its `tar` would go on writing. Windows has no groups.
        if (node_process__WEBPACK_IMPORTED_MODULE_1__.platform === 'win32')
            child.kill('SIGKILL');
        else
            node_process__WEBPACK_IMPORTED_MODULE_1__.kill(-child.pid, 'SIGKILL');
    }
    catch {
        // Ended just now.
    }
}
/** The cache's process: does one operation and resolves with the exit code to end with. Arguments as `connectCache` gives them. */
async function runCacheProcess(args) {
    const [operation, key = '', ...paths] = args;
    setTimeout(() => node_process__WEBPACK_IMPORTED_MODULE_1__.exit(EXIT.failed), LONGEST).unref();
    const cache = await Promise.all(/* import() */[__webpack_require__.e(942), __webpack_require__.e(955), __webpack_require__.e(708)]).then(__webpack_require__.bind(__webpack_require__, 2327));
    if (!cache.isFeatureAvailable())
        return EXIT.failed;
    if (operation === 'save')
        return (await cache.saveCache([...paths], key)) > 0 ? EXIT.done : EXIT.failed;
    // A service that hangs in the middle is the caller's deadline to notice, not the library's ten minutes.
    return (await cache.restoreCache([...paths], key)) === undefined ? EXIT.miss : EXIT.done;
}


/***/ }),

/***/ 2962:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qp: () => (/* binding */ importNow),
/* harmony export */   Sh: () => (/* binding */ untaint),
/* harmony export */   WV: () => (/* binding */ removeAdoptions),
/* harmony export */   gX: () => (/* binding */ misfits),
/* harmony export */   rU: () => (/* binding */ recoveryOf),
/* harmony export */   xs: () => (/* binding */ writeAdoptions)
/* harmony export */ });
/* unused harmony export ADOPT_FILE */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _import_blocks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1766);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8189);
/* harmony import */ var _replace_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9795);






/** The file of `import` blocks, there for the time of a deploy. */
const ADOPT_FILE = 'zz_revive_deploy_adopt.tf';
const HEADER = '# Generated by revive-deploy';
/** What the verdicts ask for. */
function recoveryOf({ verdicts }) {
    return {
        imports: verdicts.flatMap(({ create: { address }, verdict }) => verdict.kind === 'adopt' ? [{ address, id: verdict.id }] : []),
        untaints: verdicts.flatMap(({ create: { address }, verdict }) => verdict.kind === 'untaint' ? [address] : []),
    };
}
/** Writes the import blocks; every later plan imports what its state doesn't have yet. Needs Terraform 1.5. */
async function writeAdoptions(directory, adoptions) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, ADOPT_FILE);
    const present = await readIfThere(file);
    if (present !== undefined && !present.startsWith(HEADER)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
            code: 'BACKEND_CONTRADICTED',
            reason: `${file} exists and was not written by revive-deploy, which needs that name for the import blocks it generates.`,
            safe: 'Nothing was applied.',
            next: `Rename ${ADOPT_FILE} and run again.`,
        });
    }
    const blocks = (0,_import_blocks_js__WEBPACK_IMPORTED_MODULE_3__/* .importBlocks */ .g)(adoptions.map(({ address, id }) => ({ to: address, id })));
    const text = [
        `${HEADER} for the time of a deploy: what exists already and the state doesn't know.`,
        '# It is removed when the run ends; if one was left behind, it may be deleted. Do not commit it.',
        blocks,
    ].join('\n');
    await (0,_replace_file_js__WEBPACK_IMPORTED_MODULE_5__/* .replaceFile */ .f)(file, text);
}
/** Removes the file of import blocks if it is ours. */
async function removeAdoptions(directory) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, ADOPT_FILE);
    if ((await readIfThere(file))?.startsWith(HEADER) === true)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(file, { force: true });
}
async function readIfThere(file) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_5__/* .isMissing */ .b)(error))
            return undefined;
        throw error;
    }
}
/**
 * Takes the taint from resources, one state version each. Only under the lease, and never interrupted: it writes the
 * state.
 *
 * @throws Failure `TERRAFORM_PLAN_FAILED`
 */
async function untaint(terraform, addresses, lockTimeout) {
    for (const address of addresses) {
        const said = [];
        const end = await terraform.run({
            executable: terraform.executable,
            args: ['untaint', '-no-color', (0,_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .lockTimeoutArgument */ .uL)(lockTimeout), address],
            directory: terraform.directory,
        }, (line) => said.push(line));
        if (end.exitCode === 0)
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
            code: 'TERRAFORM_PLAN_FAILED',
            reason: `terraform untaint ${address} ended with ${end.exitCode ?? end.signal ?? end.error}.`,
            safe: 'Nothing was applied. The resource is there and marked to be replaced, as an interrupted run left it.',
            next: 'Run the deploy again.',
            details: said,
        });
    }
}
/**
 * Takes resources into the state at once, one state version each: a destroy plan reads no import blocks. Only under the
 * lease, and never interrupted.
 *
 * @throws Failure `CREATES_UNPROVEN`
 */
async function importNow(terraform, adoptions, values) {
    for (const { address, id } of adoptions) {
        const said = [];
        const { executable, directory } = terraform;
        const options = ['-input=false', '-no-color', (0,_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .lockTimeoutArgument */ .uL)(values.lockTimeout)];
        const args = ['import', ...options, ...(0,_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .variableArguments */ .rs)(values), address, id];
        const end = await terraform.run({ executable, args, directory }, (line) => said.push(line));
        if (end.exitCode === 0)
            continue;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
            code: 'CREATES_UNPROVEN',
            reason: `An earlier run created ${address} (${id}) and could not save that, and it can't be imported: terraform import ended with ${end.exitCode ?? end.signal ?? end.error}.`,
            safe: 'Nothing was emptied or destroyed.',
            next: `Remove ${id} by hand, or put its block back into the configuration, then run again.`,
            details: said.slice(-MOST_LINES),
        });
    }
}
const MOST_LINES = 20;
/** Adopted resources that a plan would replace all the same: the id was not what the configuration means. */
const misfits = (adopted, changes) => {
    const replaced = new Set(changes.filter(({ action }) => action === 'replace').map(({ address }) => address));
    return adopted.filter(({ address }) => replaced.has(address));
};


/***/ }),

/***/ 4140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ annotate),
  Y: () => (/* binding */ runTerraform)
});

// EXTERNAL MODULE: ./lib/terraform/diagnostics.js
var terraform_diagnostics = __webpack_require__(1948);
;// CONCATENATED MODULE: ./lib/terraform/events.js
const KNOWN = new Set([
    'version',
    'planned_change',
    'resource_drift',
    'change_summary',
    'apply_start',
    'apply_progress',
    'apply_complete',
    'apply_errored',
    'outputs',
    'diagnostic',
    'state_lock_acquire',
]);
/** Reads one line of output. Undefined for what is no event: `init -json` mixes in plain text, and so may a provider. */
function parseEvent(line) {
    if (!line.startsWith('{'))
        return undefined;
    try {
        const event = JSON.parse(line);
        if (typeof event['@message'] !== 'string' || typeof event.type !== 'string')
            return undefined;
        return (KNOWN.has(event.type) ? event : { type: 'other', '@message': event['@message'] });
    }
    catch {
        return undefined;
    }
}
/** What Terraform prints in the last resort, when it can neither save the state nor write errored.tfstate. */
const STATE_DUMP = 'Emergency state dump';
/** The state in a line of output that is Terraform's emergency dump of it, as JSON; undefined for every other line. */
function parseStateDump(line) {
    if (!line.includes(STATE_DUMP))
        return undefined;
    try {
        const event = JSON.parse(line);
        if (event['@message'] !== STATE_DUMP || typeof event.state !== 'object' || event.state === null)
            return undefined;
        return JSON.stringify(event.state, undefined, 2);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/terraform/cli.js


const KEPT_TEXT = 40;
/** Events shown in the log as they come. The refresh of every resource is noise. */
const SHOWN = new Set([
    'planned_change',
    'resource_drift',
    'change_summary',
    'apply_start',
    'apply_progress',
    'apply_complete',
    'apply_errored',
]);
/** Runs one `-json` command, shows its events in the log, and turns its diagnostics into annotations. */
async function runTerraform(terraform, args, { showText = true, annotate: annotated = true } = {}) {
    const events = [];
    const diagnostics = [];
    const text = [];
    let dumpedState;
    let waiting;
    const onLine = (line) => {
        const event = parseEvent(line);
        waiting?.abort();
        waiting = undefined;
        if (event === undefined) {
            // A dump of the state that a full disk cut short is no event any more, and still holds its secrets.
            if (line.trim() === '' || line.startsWith(EVENT_START))
                return;
            text.push(line);
            if (text.length > KEPT_TEXT)
                text.shift();
            if (showText)
                terraform.log.untrusted([line]);
            return;
        }
        if (event.type === 'other')
            dumpedState = parseStateDump(line) ?? dumpedState;
        if (event.type === 'diagnostic')
            diagnostics.push(event.diagnostic);
        else if (event.type !== 'other')
            events.push(event);
        if (event.type === 'state_lock_acquire') {
            waiting = new AbortController();
            terraform.watchLock(waiting.signal).catch(() => { });
        }
        // `apply` of a saved plan tells the plan again, which was shown when it was made.
        const repeated = event.type === 'planned_change' && args[0] === 'apply';
        if (SHOWN.has(event.type) && !repeated)
            terraform.log.untrusted([event['@message']]);
    };
    try {
        const end = await terraform.run({ executable: terraform.executable, args, directory: terraform.directory }, onLine);
        const outcome = {
            end,
            events,
            diagnostics: distinct(diagnostics),
            text,
            ...(dumpedState === undefined ? {} : { dumpedState }),
        };
        if (annotated)
            annotate(terraform, outcome);
        return outcome;
    }
    finally {
        waiting?.abort();
    }
}
/** Shows the diagnostics of a command on file and line. */
function annotate({ log, relativeDirectory }, { diagnostics }) {
    for (const diagnostic of diagnostics)
        log.annotate((0,terraform_diagnostics/* toAnnotation */.$v)(diagnostic, relativeDirectory));
}
/** How every event begins. */
const EVENT_START = '{"@level"';
/** Warnings that our own override provokes are nothing the user could mend. */
const OURS = /^Deprecated Parameter$/;
function distinct(diagnostics) {
    const seen = new Set();
    return diagnostics.filter((diagnostic) => {
        const key = JSON.stringify([
            diagnostic.summary,
            diagnostic.detail,
            diagnostic.range?.filename,
            diagnostic.range?.start.line,
        ]);
        const ours = OURS.test(diagnostic.summary) && diagnostic.detail.includes('dynamodb_table');
        if (ours || seen.has(key))
            return false;
        seen.add(key);
        return true;
    });
}


/***/ }),

/***/ 1948:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $v: () => (/* binding */ toAnnotation),
/* harmony export */   WE: () => (/* binding */ explain),
/* harmony export */   bv: () => (/* binding */ firstError)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);

/** GitHub cuts an annotation at 4,096 characters; a shorter one is also the one people read. */
const LONGEST = 1_500;
/** An annotation on the file and line a diagnostic is about. `directory` is the root module's, relative to the workspace. */
function toAnnotation(diagnostic, directory) {
    const { range } = diagnostic;
    return {
        severity: diagnostic.severity,
        title: diagnostic.summary,
        message: shorten(explain(diagnostic)),
        ...(range === undefined
            ? {}
            : {
                file: node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(directory, range.filename),
                startLine: range.start.line,
                endLine: range.end.line,
            }),
    };
}
/** Summary, detail and address of a diagnostic as one text. */
function explain({ summary, detail, address }) {
    const where = address === undefined ? '' : `${address}: `;
    return `${where}${summary}${detail === '' ? '' : `\n${detail}`}`;
}
/** The first line of what went wrong, for a failure's reason. */
const firstError = (diagnostics) => diagnostics.find(({ severity }) => severity === 'error');
const shorten = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text);


/***/ }),

/***/ 8937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LN: () => (/* binding */ isStalePlan),
/* harmony export */   Ot: () => (/* binding */ isOnlyNotLocked),
/* harmony export */   Tq: () => (/* binding */ terraformFailure),
/* harmony export */   cA: () => (/* binding */ unreleasedLock),
/* harmony export */   ff: () => (/* binding */ isLockUnread),
/* harmony export */   h7: () => (/* binding */ isOnlyUnreleased),
/* harmony export */   ln: () => (/* binding */ isLocked)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _diagnostics_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1948);



/** The summary of Terraform's diagnostic when the state lock was not free in time. */
const LOCK_SUMMARY = 'Error acquiring the state lock';
/**
 * Whether somebody holds the state lock. Terraform has the same summary for a lock it was not allowed to take, or whose
 * table is not there: then nobody's lock is named, and waiting would help nobody.
 */
const isLocked = (outcome) => outcome.diagnostics.some(({ summary, detail }) => summary === LOCK_SUMMARY && HELD.test(detail));
const HELD = /^Lock Info:|ConditionalCheckFailed|PreconditionFailed/m;
/**
 * Whether the state lock was refused because of one that Terraform could not read a moment later: its holder freed it in
 * between, or the read failed. Terraform then gives up at once, whatever its -lock-timeout.
 */
const isLockUnread = (outcome) => isLocked(outcome) && !outcome.diagnostics.some(({ detail }) => /^Lock Info:/m.test(detail));
/** The summary of Terraform's diagnostic when its state lock would not go. */
const UNLOCK_SUMMARY = 'Error releasing the state lock';
/** Whether taking the state lock is all that failed: then nothing was read, planned or applied. */
const isOnlyNotLocked = (outcome) => everyErrorIs(outcome, LOCK_SUMMARY);
/** Whether freeing the state lock is all that failed: then everything else was done. */
const isOnlyUnreleased = (outcome) => outcome.end.signal === null && everyErrorIs(outcome, UNLOCK_SUMMARY);
/** Id of the lock that Terraform held and could not free; it prints the one it holds, not the one that is there. */
const unreleasedLock = ({ diagnostics }) => diagnostics
    .filter(({ summary }) => summary === UNLOCK_SUMMARY)
    .map(({ detail }) => lockField(detail, 'ID'))
    .find((id) => id !== '');
function everyErrorIs({ diagnostics }, wanted) {
    const errors = diagnostics.filter(isError);
    return errors.length > 0 && errors.every(({ summary }) => summary === wanted);
}
/** A field of the lock in a diagnostic's `Lock Info:`; empty where it has none. */
const lockField = (detail, name) => new RegExp(`^[ \\t]*${name}:(.*)$`, 'm').exec(detail)?.[1]?.trim() ?? '';
const isStalePlan = (outcome) => outcome.diagnostics.some(({ summary }) => summary === 'Saved plan is stale');
/** The failure of a Terraform command, out of its diagnostics and how it ended. */
function terraformFailure(terraform, outcome, about) {
    const { end, diagnostics, text } = outcome;
    if (isLocked(outcome))
        return locked(outcome, about.safe);
    if (end.signal !== null) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
            code: 'TERRAFORM_INTERRUPTED',
            reason: `terraform ${about.command} was ended by ${end.signal}.`,
            safe: about.safe,
            next: 'Run the deploy again.',
        });
    }
    const error = (0,_diagnostics_js__WEBPACK_IMPORTED_MODULE_2__/* .firstError */ .bv)(diagnostics);
    const range = error?.range;
    const file = range === undefined ? '' : node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(terraform.relativeDirectory, range.filename);
    const where = range === undefined ? '' : ` (${file}:${range.start.line})`;
    const what = error === undefined ? (end.error ?? text.at(-1) ?? `exit code ${end.exitCode}`) : error.summary;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
        code: about.code,
        reason: `terraform ${about.command} failed: ${what.replace(/\.$/, '').replaceAll('\n', ' ')}${where}.`,
        safe: about.safe,
        next: range === undefined
            ? 'Correct what Terraform names below, then run the deploy again.'
            : `Correct ${file} at line ${range.start.line}, then push again.`,
        details: error === undefined ? text : diagnostics.filter(isError).flatMap((each) => (0,_diagnostics_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(each).split('\n')),
    });
}
const isError = ({ severity }) => severity === 'error';
function locked(outcome, safe) {
    const detail = (0,_diagnostics_js__WEBPACK_IMPORTED_MODULE_2__/* .firstError */ .bv)(outcome.diagnostics)?.detail ?? '';
    const field = (name) => lockField(detail, name);
    const signature = field('Info');
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
        code: 'STATE_LOCKED',
        reason: `The Terraform state is locked by ${field('Who') || 'an unknown holder'} since ${field('Created') || 'an unknown time'} ` +
            `for ${field('Operation') || 'an unknown operation'}${signature === '' ? '' : ` (${signature})`}, lock id ${field('ID') || 'unknown'}.`,
        safe,
        next: 'Wait for the holder to end, or raise lock-timeout, then run again.',
        details: [
            'Only if that holder is certainly gone, free its lock in the initialised terraform-directory:',
            `terraform force-unlock -force ${field('ID') || '<lock id>'}`,
        ],
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


/***/ }),

/***/ 8189:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VJ: () => (/* binding */ siteWords),
/* harmony export */   ZQ: () => (/* binding */ readCounts),
/* harmony export */   et: () => (/* binding */ plan),
/* harmony export */   rs: () => (/* binding */ variableArguments),
/* harmony export */   uL: () => (/* binding */ lockTimeoutArgument)
/* harmony export */ });
/* unused harmony export planArguments */
/* harmony import */ var _changes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3541);
/* harmony import */ var _failures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8937);
/* harmony import */ var _resilient_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6259);



/** What an apply that fails leaves of the site: all of it, except where it was to go. */
const siteWords = (mode) => mode === 'destroy' ? '' : ' The site was not touched.';
/** Exit code of `plan -detailed-exitcode` when there are changes. */
const HAS_CHANGES = 2;
/**
 * Plans into a file. `-detailed-exitcode` tells whether there is anything to apply: an apply of nothing costs seconds
 * and writes a state version all the same.
 *
 * @throws Failure `TERRAFORM_PLAN_FAILED`, `STATE_LOCKED`
 */
async function plan(terraform, request) {
    const isLocking = request.lockTimeout !== 'no lock';
    const outcome = await (0,_resilient_js__WEBPACK_IMPORTED_MODULE_2__/* .runLocking */ .D)(terraform, {
        args: (lockTimeout) => planArguments(isLocking ? { ...request, lockTimeout } : request),
        lockTimeout: request.lockTimeout === 'no lock' ? 0 : request.lockTimeout,
        // It changes nothing but its own plan file.
        isRepeatable: () => true,
    });
    if (outcome.end.exitCode !== 0 && outcome.end.exitCode !== HAS_CHANGES) {
        throw (0,_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .terraformFailure */ .Tq)(terraform, outcome, {
            code: 'TERRAFORM_PLAN_FAILED',
            command: 'plan',
            safe: 'Nothing was applied, and the site was not touched.',
        });
    }
    return readPlan(outcome, request);
}
function planArguments(request) {
    return [
        'plan',
        '-input=false',
        '-no-color',
        '-json',
        '-detailed-exitcode',
        ...(request.mode === 'destroy' ? ['-destroy'] : []),
        `-out=${request.planFile}`,
        request.lockTimeout === 'no lock' ? '-lock=false' : lockTimeoutArgument(request.lockTimeout),
        ...variableArguments(request),
    ];
}
/** The values that every command which reads the configuration needs. */
const variableArguments = ({ variables, variableFiles, }) => [
    ...variableFiles.map((file) => `-var-file=${file}`),
    ...[...variables].map(([name, value]) => `-var=${name}=${value}`),
];
const lockTimeoutArgument = (milliseconds) => `-lock-timeout=${Math.max(0, Math.ceil(milliseconds / 1000))}s`;
function readPlan({ end, events }, { planFile, mode }) {
    return {
        hasChanges: end.exitCode === HAS_CHANGES,
        counts: readCounts(events),
        changes: events
            .map((event) => (event.type === 'planned_change' ? toResourceChange(event.change) : undefined))
            .filter((change) => change !== undefined),
        planFile,
        mode,
        stableOutputs: Object.entries(events.findLast((event) => event.type === 'outputs')?.outputs ?? {})
            .filter(([, { action }]) => action === 'noop')
            .map(([name]) => name),
    };
}
/** The counts of the last change summary among the events; nothing planned when there is none. */
function readCounts(events) {
    const summary = events.findLast((event) => event.type === 'change_summary')?.changes;
    return summary === undefined ? _changes_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_CHANGES */ .eo : toCounts(summary);
}
const toCounts = (summary) => ({
    added: summary.add,
    changed: summary.change,
    destroyed: summary.remove,
    imported: summary.import ?? 0,
});
const ACTIONS = {
    create: 'create',
    update: 'update',
    replace: 'replace',
    delete: 'delete',
    import: 'import',
    read: 'read',
    move: 'move',
    remove: 'forget',
};
function toResourceChange({ resource, action }) {
    const known = ACTIONS[action];
    // Reading a data source and doing nothing are no changes.
    if (known === undefined || known === 'read')
        return undefined;
    return { address: resource.addr, type: resource.resource_type, action: known, applied: false };
}


/***/ }),

/***/ 6371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ readUnsaved),
/* harmony export */   T5: () => (/* binding */ rescueState),
/* harmony export */   c8: () => (/* binding */ pushState),
/* harmony export */   mb: () => (/* binding */ ERRORED_STATE),
/* harmony export */   sz: () => (/* binding */ afterRescue)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8189);
/* harmony import */ var _replace_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9795);
/* harmony import */ var _transient_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1158);






/** Where Terraform writes a state it could not save, in the root module. */
const ERRORED_STATE = 'errored.tfstate';
/**
 * Brings a state that Terraform could not save to where it belongs: pushed again by a new Terraform, which reads fresh
 * credentials, else kept for the next run. Without it the next apply would create everything a second time. The file
 * goes only once its content is safe. Never shows the state: it holds secrets.
 */
async function rescueState(terraform, request) {
    const found = await findUnsaved(terraform.directory, request);
    if (found === undefined)
        return { kind: 'nothing' };
    const { log } = terraform;
    log.info('Terraform could not save the state; pushing it again.');
    // Whatever keeps it from being pushed (a cancel, a lost lease), it can still be kept.
    const isPushed = await pushState(terraform, found.file, request).catch((error) => {
        log.debug(`The state could not be pushed: ${String(error)}`);
        return false;
    });
    if (isPushed) {
        await found.remove();
        log.info('The state is saved.');
        return { kind: 'pushed' };
    }
    try {
        const place = await request.keep(found.state);
        await found.remove();
        log.warning(`The state could not be saved; it is kept at ${place}, and the next run goes on from it.`);
        return { kind: 'kept', place };
    }
    catch (why) {
        return { kind: 'stranded', file: found.file, recovery: request.recovery, why };
    }
}
/** The failure of an apply whose state was not saved, with what became of the state. */
function afterRescue(failure, rescue, mode) {
    const { code, reason, details, cause } = failure;
    const about = { code, reason, details, cause };
    const site = (0,_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .siteWords */ .VJ)(mode);
    const again = `Run the ${mode === 'destroy' ? 'destroy' : 'deploy'} again`;
    switch (rescue.kind) {
        case 'nothing':
            return failure;
        case 'pushed':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
                ...about,
                safe: `The state was saved in a second try, so it knows everything that was made.${site}`,
                next: `${again}: it goes on from there.`,
            });
        case 'kept':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
                ...about,
                safe: `The state is kept at ${rescue.place} and knows everything that was made.${site}`,
                next: `${again}: it saves the kept state first, and goes on from there.`,
            });
        case 'stranded':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
                ...about,
                safe: `The state is nowhere but in ${rescue.file} on this machine; it knows what was made.${site}`,
                next: `Before anything else is applied, put it where the next run takes it in: aws s3 cp ${rescue.file} ${rescue.recovery}`,
                cause: rescue.why,
            });
    }
}
async function findUnsaved(directory, { dumped, privateDirectory }) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, ERRORED_STATE);
    const state = await readUnsaved(directory);
    if (state !== undefined)
        return { state, file, remove: () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(file, { force: true }) };
    if (dumped === undefined)
        return undefined;
    const home = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(privateDirectory, 'rescue-'));
    const copy = node_path__WEBPACK_IMPORTED_MODULE_1__.join(home, ERRORED_STATE);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(copy, dumped, { mode: 0o600 });
    return { state: dumped, file: copy, remove: () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(home, { recursive: true, force: true }) };
}
/** The state that an earlier Terraform could not save in this root module; undefined: there is none. */
async function readUnsaved(directory) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, ERRORED_STATE);
    try {
        const state = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
        // Terraform writes it for all to read.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(file, 0o600);
        return state;
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissing */ .b)(error) || error.code === 'EISDIR')
            return undefined;
        throw error;
    }
}
/** `state push` prints no events; this much of its errors is never broken over two lines. */
const LOCK_ERROR = /Error (?:acquiring|releasing) the state lock/;
/** Milliseconds to wait for the state lock: it is ours a moment before and after, under the lease. */
const LOCK_TIMEOUT = 20_000;
/**
 * Pushes a state file to the backend. Terraform itself refuses another lineage, and a serial that is not higher. False:
 * it didn't work, and the log says why.
 */
async function pushState(terraform, file, { clock, patience, signal }) {
    const args = ['state', 'push', '-no-color', (0,_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .lockTimeoutArgument */ .uL)(LOCK_TIMEOUT), file];
    const since = clock.now();
    const { outcome } = await (0,_transient_js__WEBPACK_IMPORTED_MODULE_5__/* .withRetries */ .LH)({ clock, signal, milliseconds: patience }, async () => {
        const text = [];
        const { executable, directory } = terraform;
        const end = await terraform.run({ executable, args, directory }, (line) => void text.push(line));
        const outcome = { end, events: [], diagnostics: [], text };
        // Where the answer to its lock or unlock request was lost, a lock of our own is left, which nobody else would free.
        const isLockLeft = end.exitCode !== 0 && text.some((line) => LOCK_ERROR.test(line));
        const freed = isLockLeft && (await terraform.resilience?.freeOwnLock({ since })) === true;
        return { outcome, freed };
    }, (tried) => tried.freed || (0,_transient_js__WEBPACK_IMPORTED_MODULE_5__/* .isTransient */ .dg)(tried.outcome));
    if (outcome.end.exitCode === 0)
        return true;
    // A line that could be of the state is none of the log's business.
    terraform.log.untrusted(outcome.text.filter((line) => !/[{}"]/.test(line)).slice(0, MOST_LINES));
    return false;
}
const MOST_LINES = 12;


/***/ }),

/***/ 6259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ runLocking)
/* harmony export */ });
/* harmony import */ var _cli_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4140);
/* harmony import */ var _failures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8937);
/* harmony import */ var _transient_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1158);



/**
 * Terraform waits for the lock in slices of this length. A lock request whose answer was lost leaves Terraform waiting
 * for itself, which can only be told, and mended, once it has ended. Under the lease that is the likeliest lock to meet:
 * so the first slice is short.
 */
const LOCK_SLICE = 60_000;
const FIRST_LOCK_SLICE = 5_000;
/** How often a lock of our own that turned up is freed before it is called held: each takes a lost answer. */
const MOST_FREED = 5;
/**
 * Runs a command that takes the state lock, again if it met what passes, and frees the lock it may have left. What the
 * last try said is shown as annotations, what the others said is not. An interrupted one is never repeated.
 */
async function runLocking(terraform, command) {
    const { resilience } = terraform;
    if (resilience === undefined)
        return (0,_cli_js__WEBPACK_IMPORTED_MODULE_0__/* .runTerraform */ .Y)(terraform, command.args(command.lockTimeout));
    const { clock, signal } = resilience;
    // Not of each try: whatever lock one of them left, the next may meet.
    const since = clock.now();
    const limits = { clock, signal, milliseconds: _transient_js__WEBPACK_IMPORTED_MODULE_2__/* .TRANSIENT_PATIENCE */ .PV };
    const outcome = await (0,_transient_js__WEBPACK_IMPORTED_MODULE_2__/* .withRetries */ .LH)(limits, () => waitForLock(terraform, { ...resilience, since }, command), (result) => {
        const again = !signal.aborted && (0,_transient_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransient */ .dg)(result) && command.isRepeatable(result);
        if (again)
            terraform.log.info(`Terraform met what may pass, and is run again: ${firstLine(result)}`);
        return again;
    });
    if (command.isShown?.(outcome) ?? true)
        (0,_cli_js__WEBPACK_IMPORTED_MODULE_0__/* .annotate */ .f)(terraform, outcome);
    return outcome;
}
async function waitForLock(terraform, { clock, signal, freeOwnLock, since }, { args, lockTimeout, isRepeatable }) {
    const start = clock.monotonic();
    for (let freed = 0, slice = FIRST_LOCK_SLICE;;) {
        const left = Math.max(0, lockTimeout - (clock.monotonic() - start));
        const outcome = await (0,_cli_js__WEBPACK_IMPORTED_MODULE_0__/* .runTerraform */ .Y)(terraform, args(Math.min(left, slice)), { annotate: false });
        const id = (0,_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .unreleasedLock */ .cA)(outcome);
        if (id !== undefined) {
            const isFree = await freeOwnLock({ since, id });
            if (isFree)
                terraform.log.info(`Terraform could not free its state lock ${id}; it was freed for it.`);
            else
                terraform.log.warning(stillLocked(id));
            if (!isFree || !isRepeatable(outcome) || signal.aborted)
                return outcome;
            if ((freed += 1) > MOST_FREED)
                return outcome;
            continue;
        }
        if (!(0,_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .isLocked */ .ln)(outcome))
            return outcome;
        if (freed < MOST_FREED && (await freeOwnLock({ since }))) {
            freed += 1;
            terraform.log.info('Terraform had the state lock without being told so; it was freed, and it tries again.');
        }
        else if (left <= slice || (0,_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .isLockUnread */ .ff)(outcome)) {
            return outcome;
        }
        else {
            slice = LOCK_SLICE;
        }
        signal.throwIfAborted();
    }
}
const stillLocked = (id) => `Terraform could not free its state lock ${id}, nor could it be freed for it. If the next run says that it is held: terraform force-unlock -force ${id}`;
const firstLine = ({ diagnostics, text }) => {
    const error = diagnostics.find(({ severity }) => severity === 'error');
    const lines = error === undefined ? [text.at(-1) ?? ''] : `${error.summary}: ${error.detail}`.split('\n');
    return (lines[0] ?? '').slice(0, 300);
};


/***/ }),

/***/ 1158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LH: () => (/* binding */ withRetries),
/* harmony export */   PV: () => (/* binding */ TRANSIENT_PATIENCE),
/* harmony export */   dg: () => (/* binding */ isTransient)
/* harmony export */ });
/** The answer to who asks, or to what is asked: the same however often it is asked again. */
const PERMANENT = /AccessDenied|Unauthorized|not authorized|ExpiredToken|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|UnrecognizedClient|NoSuchBucket|ResourceNotFoundException/i;
/** As the AWS SDK for Go, Terraform's registry client and Go's own network errors spell what passes. */
const TRANSIENT = new RegExp([
    // Throttled.
    'Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded|TooManyRequests|Too Many Requests|SlowDown|Rate exceeded',
    // 5xx.
    'StatusCode: 5\\d\\d|(?:status|response)(?: code)?:? 5\\d\\d',
    'Service ?Unavailable|Internal ?Server ?Error|Bad Gateway|Gateway Time-?out|InternalError\\b',
    // The network.
    'connection reset|connection refused|broken pipe|unexpected EOF|: EOF\\b|i/o timeout|TLS handshake timeout',
    'Client\\.Timeout|context deadline exceeded|RequestError|RequestTimeout|request send failed',
    'Temporary failure in name resolution|server misbehaving|network is unreachable',
    'please try again later',
    // A lock that was gone when Terraform asked whose it is: its holder freed it in between.
    'ConditionalCheckFailed[^]*unexpected end of JSON input',
    'PreconditionFailed[^]*\\bGetObject\\b[^]*NoSuchKey',
].join('|'), 'i');
/** Whether every error of a command is one that may be gone when it is run again. */
function isTransient({ end, diagnostics, text }) {
    if (end.exitCode === 0 || end.exitCode === null)
        return false;
    const errors = diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ summary, detail }) => `${summary}\n${detail}`);
    // `state push`, and `init` of a Terraform that has no `init -json`, only print, and break lines where they are full.
    const told = errors.length > 0 ? errors : [text.join(' ').replaceAll(/\s+/g, ' ')];
    return told.every((error) => TRANSIENT.test(error) && !PERMANENT.test(error));
}
/** Milliseconds for which a throttled table, a broken endpoint or a registry that is down is tried again. */
const TRANSIENT_PATIENCE = 5 * 60_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/**
 * Tries until `isWorthRepeating` says no, or a limit is reached, and resolves to the last result. The pauses double from
 * 1 to 30 s, each cut by a random half, so that runs which were throttled together don't come back together.
 */
async function withRetries({ clock, signal, milliseconds, tries = Infinity }, attempt, isWorthRepeating) {
    const deadline = clock.monotonic() + milliseconds;
    for (let number = 1, pause = FIRST_PAUSE;; number += 1, pause = Math.min(2 * pause, LONGEST_PAUSE)) {
        const result = await attempt();
        if (number >= tries || !isWorthRepeating(result))
            return result;
        const wait = pause * (0.5 + Math.random() / 2);
        if (clock.monotonic() + wait >= deadline)
            return result;
        await clock.sleep(wait, signal);
    }
}


/***/ })

};
