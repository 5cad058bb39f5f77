export const id = 881;
export const ids = [881];
export const modules = {

/***/ 13:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keepUnsaved: () => (/* binding */ keepUnsaved)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _state_recovery_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1930);
/* harmony import */ var _terraform_rescue_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6371);




/**
 * Keeps a state that a Terraform left in this root module because it could not save it, and resolves to where; undefined:
 * there is none. The file goes only once its content is safe.
 */
async function keepUnsaved(platform, location, { run, directory }) {
    const state = await (0,_terraform_rescue_js__WEBPACK_IMPORTED_MODULE_3__/* .readUnsaved */ .BO)(directory);
    if (state === undefined)
        return undefined;
    const place = await (0,_state_recovery_js__WEBPACK_IMPORTED_MODULE_2__/* .keepForRecovery */ .Ok)(platform, location, { run, state });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, _terraform_rescue_js__WEBPACK_IMPORTED_MODULE_3__/* .ERRORED_STATE */ .mb), { force: true });
    return place;
}


/***/ }),

/***/ 3541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bs: () => (/* binding */ together),
/* harmony export */   eo: () => (/* binding */ NO_CHANGES),
/* harmony export */   yZ: () => (/* binding */ describePlanned)
/* harmony export */ });
const NO_CHANGES = { added: 0, changed: 0, destroyed: 0, imported: 0 };
/** Two applies of one run as one: `later` went on where `earlier` stopped. */
const together = (earlier, later) => ({
    counts: {
        added: earlier.counts.added + later.counts.added,
        changed: earlier.counts.changed + later.counts.changed,
        destroyed: earlier.counts.destroyed + later.counts.destroyed,
        imported: earlier.counts.imported + later.counts.imported,
    },
    changes: [...earlier.changes.filter(({ applied }) => applied), ...later.changes],
});
/** What a plan is about to do, in a few words: `71 to add, 2 to change`; `nothing to do` when all are zero. */
function describePlanned({ added, changed, destroyed, imported }) {
    const words = [
        [imported, 'import'],
        [added, 'add'],
        [changed, 'change'],
        [destroyed, 'destroy'],
    ];
    return (words
        .filter(([count]) => count > 0)
        .map(([count, verb]) => `${count} to ${verb}`)
        .join(', ') || 'nothing to do');
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


/***/ })

};
