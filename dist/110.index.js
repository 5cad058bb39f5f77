export const id = 110;
export const ids = [110];
export const modules = {

/***/ 3729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JX: () => (/* binding */ restoreTerraform),
/* harmony export */   Rv: () => (/* binding */ cacheEntry),
/* harmony export */   saveTerraformToCache: () => (/* binding */ saveTerraformToCache)
/* harmony export */ });
/* unused harmony export CACHE_PATIENCE */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** What a service that is absent, slow or failing may cost, in milliseconds: once for restoring, once for saving. */
const CACHE_PATIENCE = 2_000;
/** One entry for each version and platform; a release never changes, so the key needs no hash. */
function cacheEntry(temporaryDirectory, { version, os, arch }) {
    const name = `revive-deploy-terraform-${version}-${os}-${arch}`;
    return { key: name, directory: node_path__WEBPACK_IMPORTED_MODULE_1__.join(temporaryDirectory, name) };
}
/** Restores a release into the entry's directory; whatever isn't whole and in time is removed again. */
async function restoreTerraform(platform, cache, entry) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(entry.directory, { recursive: true, force: true });
    const outcome = await inTime(platform, (signal) => cache.restore([entry.directory], entry.key, signal));
    if (outcome.answer === 'hit')
        return 'hit';
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(entry.directory, { recursive: true, force: true });
    if (outcome.answer !== 'unavailable')
        return 'miss';
    platform.log.info(`GitHub's cache was not used: ${outcome.reason}.`);
    return 'unavailable';
}
/**
 * Saves a downloaded release for the next run; for `post`, with the entry that `ensureTerraform` returned. Waits at
 * most two seconds: an upload that takes longer goes on by itself for as long as the job lives.
 */
async function saveTerraformToCache(platform, cache, entry) {
    const outcome = await inTime(platform, (signal) => cache.save([entry.directory], entry.key, signal));
    const kept = outcome.answer !== 'unavailable';
    if (kept)
        platform.log.info(`Kept Terraform for the next run (${entry.key}).`);
    else
        platform.log.info(`Terraform was not kept for the next run: ${outcome.reason}.`);
}
/** Runs `work`, telling it to stop once the patience is over. The answer is then `unavailable`, whatever comes later. */
async function inTime(platform, work) {
    const [patience, answered] = [new AbortController(), new AbortController()];
    const late = { answer: 'unavailable', reason: `no answer within ${CACHE_PATIENCE / 1000} s` };
    const deadline = platform.clock.sleep(CACHE_PATIENCE, answered.signal).then(() => {
        patience.abort();
        return late;
    }, () => late);
    const working = work(patience.signal).catch((error) => ({
        answer: 'unavailable',
        reason: String(error),
    }));
    const outcome = await Promise.race([working, deadline]);
    answered.abort();
    return outcome;
}


/***/ })

};
