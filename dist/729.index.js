export const id = 729;
export const ids = [729];
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


/***/ })

};
