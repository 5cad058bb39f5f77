export const id = 115;
export const ids = [115];
export const modules = {

/***/ 2289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Uc: () => (/* binding */ parseAttemptUrl),
/* harmony export */   Yh: () => (/* binding */ githubAccess),
/* harmony export */   ce: () => (/* binding */ readAttempt)
/* harmony export */ });
/** A run waits for this answer, beating meanwhile for nobody: it must not take as long as a connection may hang. */
const DEADLINE = 10_000;
// Found in places others write to; whatever is not exactly an attempt's address is none.
const ATTEMPT_URL = /^(https?:\/\/[A-Za-z0-9.:-]+)\/([\w.-]+\/[\w.-]+)\/actions\/runs\/([1-9]\d{0,19})\/attempts\/([1-9]\d{0,5})$/;
/** The attempt an address leads to, or undefined where it is no attempt's address. */
function parseAttemptUrl(url) {
    const [, server, repository, id, attempt] = ATTEMPT_URL.exec(url) ?? [];
    if (server === undefined || repository === undefined || id === undefined)
        return undefined;
    return { server, repository, id, attempt: Number(attempt) };
}
/** How this process may ask GitHub, by what the runner set. */
function githubAccess(environment, token) {
    const apiUrl = environment['GITHUB_API_URL']?.replace(/\/+$/, '');
    return {
        serverUrl: (environment['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, ''),
        apiUrl: apiUrl || undefined,
        token,
    };
}
/**
 * Asks GitHub whether a run attempt is over: `GET /repos/{repository}/actions/runs/{id}/attempts/{n}`, which takes
 * `actions: read` in a private repository. Never throws, and the token shows up in no answer.
 */
async function readAttempt({ http, clock }, { serverUrl, apiUrl, token }, attempt) {
    if (apiUrl === undefined)
        return unknown('there is no GITHUB_API_URL here to ask whether its run is over');
    if (attempt.server !== serverUrl)
        return unknown(`its run is on ${attempt.server}, not on ${serverUrl}`);
    if (token === undefined)
        return unknown('there is no github-token to ask whether its run is over');
    const { repository, id } = attempt;
    const url = `${apiUrl}/repos/${repository}/actions/runs/${id}/attempts/${attempt.attempt}`;
    const settled = new AbortController();
    const late = clock.sleep(DEADLINE, settled.signal).then(() => undefined, () => undefined);
    const answer = http
        .get(url, { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' })
        .then(judgeAnswer, () => unknown('GitHub could not be asked whether its run is over'));
    const proof = await Promise.race([answer, late]);
    settled.abort();
    return proof ?? unknown(`GitHub did not say within ${DEADLINE / 1000} s whether its run is over`);
}
function judgeAnswer({ status, body }) {
    if (status !== 200) {
        const hint = status === 401 || status === 403 || status === 404
            ? '; the job needs `permissions: { actions: read }`'
            : '';
        return unknown(`GitHub answered ${status} when asked whether its run is over${hint}`);
    }
    const found = statusOf(body);
    if (found === undefined)
        return unknown('GitHub’s answer about its run could not be read');
    return found === 'completed'
        ? { verdict: 'over', why: 'GitHub says that its run attempt is completed' }
        : { verdict: 'live', why: `GitHub says that its run attempt is ${found.replaceAll('_', ' ')}` };
}
function statusOf(body) {
    try {
        const { status } = JSON.parse(body);
        return typeof status === 'string' && /^[a-z_]{1,30}$/.test(status) ? status : undefined;
    }
    catch {
        return undefined;
    }
}
const unknown = (why) => ({ verdict: 'unknown', why });


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

/***/ 9772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ machineName),
/* harmony export */   JM: () => (/* binding */ isGroupAlive),
/* harmony export */   jW: () => (/* binding */ isProcessAlive)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

/**
 * Names this boot of this kernel and its space of process ids: two processes that read the same name see each other's
 * ids. The runner's name can't serve: hosted runners on different machines share theirs. Undefined where it can't be
 * known (no Linux): then nothing about another process is ever concluded.
 */
function machineName() {
    try {
        const boot = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim();
        return `${boot}/${(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)('/proc/self/ns/pid')}`;
    }
    catch {
        return undefined;
    }
}
/**
 * Whether any process of this group still runs: the supervisor that led it, Terraform, its providers. As long as one
 * does, its id is given to no new group. A process that is dead but not yet reaped does nothing any more.
 */
function isGroupAlive(group) {
    try {
        process.kill(-group, 0);
    }
    catch (error) {
        return error.code !== 'ESRCH';
    }
    const processes = readProcesses();
    // Where they can't be listed, what answers to a signal counts as alive.
    if (processes.length === 0)
        return true;
    return processes.some((each) => each.group === group && !/^[ZX]$/.test(each.state));
}
/** Whether this process runs; one that is dead but not yet reaped does not. */
function isProcessAlive(pid) {
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        return error.code !== 'ESRCH';
    }
    const [found] = readProcess(String(pid));
    return found === undefined || !/^[ZX]$/.test(found.state);
}
function readProcesses() {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc')
            .filter((name) => /^\d+$/.test(name))
            .flatMap((pid) => readProcess(pid));
    }
    catch {
        return [];
    }
}
function readProcess(pid) {
    try {
        const text = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/stat`, 'utf8');
        // The name, in parentheses, may hold spaces and parentheses: what counts comes after the last one.
        const [state = '', , group = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
        return [{ state, group: Number(group) }];
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 1252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ backendMissing),
/* harmony export */   i: () => (/* binding */ requireBackend)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _lease_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(389);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(433);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1993);





/** The failure where bucket or table are not there; undefined for every other error. Green would hide a wrong name. */
function backendMissing(error, { lockTable, bucket, region }, { so, safe, next }) {
    const missing = new Map([
        ['ResourceNotFoundException', `lock table ${lockTable}`],
        ['NoSuchBucket', `state bucket ${bucket}`],
    ]).get((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCode */ .CA)(error));
    if (missing === undefined)
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'BACKEND_MISSING',
        reason: `There is no ${missing} in ${region}, so ${so}.`,
        safe,
        next,
        cause: error,
    });
}
/**
 * Makes sure that bucket and table are there, and makes neither.
 *
 * @throws Failure `BACKEND_MISSING`, `ACCESS_DENIED`
 */
async function requireBackend({ aws }, location, words) {
    const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
    const looks = Promise.all([
        s3.listObjectsV2({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .ownedBucket */ .IP)(location), Prefix: location.key, MaxKeys: 1 }),
        (0,_lease_js__WEBPACK_IMPORTED_MODULE_2__/* .readLease */ .zR)(dynamodb, location),
    ]).catch((error) => {
        throw backendMissing(error, location, words) ?? error;
    });
    await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .explained */ .to)(looks, {
        location,
        permissions: [..._permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .PERMISSIONS */ .Jj.state, ..._permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .PERMISSIONS */ .Jj.lock],
        attempt: 'look at the state backend',
        safe: words.safe,
    });
}


/***/ }),

/***/ 1056:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g3: () => (/* binding */ isGoneHere),
/* harmony export */   l$: () => (/* binding */ holderProver),
/* harmony export */   oz: () => (/* binding */ ownProcess)
/* harmony export */ });
/* unused harmony export prover */
/* harmony import */ var _context_run_status_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2289);
/* harmony import */ var _platform_supervision_process_group_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9772);


/**
 * Proof that a holder is over: on the same machine, that its supervisor and all that it started are gone; anywhere else,
 * that GitHub calls its run attempt completed. A process that is there outweighs what GitHub says: a supervisor outlives
 * its job if it must, to save a state.
 */
function prover(ports, { github, processes }) {
    return async ({ url, process }) => {
        if (process !== undefined && process.machine === processes.machine) {
            return isAliveIn(processes, process)
                ? { verdict: 'live', why: `its process ${process.pid} runs on this machine` }
                : { verdict: 'over', why: `its process ${process.pid} on this machine is gone` };
        }
        const attempt = (0,_context_run_status_js__WEBPACK_IMPORTED_MODULE_1__/* .parseAttemptUrl */ .Uc)(url);
        if (attempt === undefined)
            return { verdict: 'unknown', why: 'it is no run of GitHub Actions that could be asked about' };
        return (0,_context_run_status_js__WEBPACK_IMPORTED_MODULE_1__/* .readAttempt */ .ce)(ports, github, attempt);
    };
}
const isAliveIn = (processes, { pid, role }) => role === 'supervisor' ? processes.isGroupAlive(pid) : processes.isProcessAlive(pid);
const hereTable = () => ({ machine: (0,_platform_supervision_process_group_js__WEBPACK_IMPORTED_MODULE_0__/* .machineName */ .Fm)(), isGroupAlive: _platform_supervision_process_group_js__WEBPACK_IMPORTED_MODULE_0__/* .isGroupAlive */ .JM, isProcessAlive: _platform_supervision_process_group_js__WEBPACK_IMPORTED_MODULE_0__/* .isProcessAlive */ .jW });
/** Whether a holder was a process of this machine, and it and all that it started are gone. */
function isGoneHere({ process }) {
    const here = hereTable();
    return process !== undefined && process.machine === here.machine && !isAliveIn(here, process);
}
/** This process as the one that takes a lease; undefined where other processes could conclude nothing from it. */
function ownProcess(pid) {
    const machine = (0,_platform_supervision_process_group_js__WEBPACK_IMPORTED_MODULE_0__/* .machineName */ .Fm)();
    return machine === undefined ? undefined : { machine, pid, role: 'main' };
}
/** The prover of this process: GitHub as the runner set it, and the processes of this machine. */
const holderProver = (platform, token) => prover(platform, {
    github: (0,_context_run_status_js__WEBPACK_IMPORTED_MODULE_1__/* .githubAccess */ .Yh)(platform.environment, token),
    processes: hereTable(),
});


/***/ }),

/***/ 9115:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   unlock: () => (/* binding */ unlock)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7598);
/* harmony import */ var _context_deployment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(168);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _find_deployment_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5602);
/* harmony import */ var _state_backend_missing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1252);
/* harmony import */ var _state_heal_lock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(199);
/* harmony import */ var _state_holder_proof_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1056);
/* harmony import */ var _state_lease_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(389);
/* harmony import */ var _state_lock_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6906);
/* harmony import */ var _state_permissions_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(433);
/* harmony import */ var _state_stored_lock_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(7448);
/* harmony import */ var _terraform_configuration_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(5730);













/** As long as it takes to see that a beat stands still, and some more. */
const PATIENCE = (_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .BEATS_UNTIL_LOST */ .a0 + 2) * _state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .BEAT_INTERVAL */ .Bz;
const UNTOUCHED = 'Nothing was freed or changed.';
/** Nothing was ever deployed under this name, or the name is wrong. */
const MISSING = {
    so: 'nothing can be locked there',
    safe: UNTOUCHED,
    next: 'Check project, aws-region and lock-table against the deploy that should be unlocked.',
};
/**
 * Frees what a deploy that is over left behind: the lease and Terraform's lock, by the rule every deploy follows itself.
 * Shows both first. A holder that is at work, or that nothing proves to be over, is refused.
 */
async function unlock(context) {
    const { inputs, progress } = context;
    const directory = inputs.terraform.directory;
    const declared = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(directory) ? (0,_context_deployment_js__WEBPACK_IMPORTED_MODULE_2__/* .declaredState */ .QR)((await (0,_terraform_configuration_js__WEBPACK_IMPORTED_MODULE_12__/* .readConfiguration */ .TD)(directory)).backend) : {};
    (0,_context_deployment_js__WEBPACK_IMPORTED_MODULE_2__/* .refuseContradictions */ .Dc)(inputs, declared);
    const { context: found, deployment } = await (0,_find_deployment_js__WEBPACK_IMPORTED_MODULE_4__/* .findDeployment */ .H)(context, declared);
    const { state } = deployment;
    await progress.stage('unlock', () => (0,_state_permissions_js__WEBPACK_IMPORTED_MODULE_10__/* .explained */ .to)(free(found, state), {
        location: state,
        permissions: [..._state_permissions_js__WEBPACK_IMPORTED_MODULE_10__/* .PERMISSIONS */ .Jj.lock, ...(state.locking === 'dynamodb' ? [] : _state_permissions_js__WEBPACK_IMPORTED_MODULE_10__/* .PERMISSIONS */ .Jj.lockfile)],
        attempt: 'look at the deploy lease and the state lock',
        safe: UNTOUCHED,
    }));
    return 'unlocked';
}
async function free(context, state) {
    const { platform, inputs, progress } = context;
    const dynamodb = await platform.aws.dynamodb(state.region);
    const [lease, locks] = await Promise.all([
        (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .readLease */ .zR)(dynamodb, state),
        (0,_state_stored_lock_js__WEBPACK_IMPORTED_MODULE_11__/* .readStoredLocks */ .kW)(platform, state),
    ]).catch((error) => {
        throw (0,_state_backend_missing_js__WEBPACK_IMPORTED_MODULE_5__/* .backendMissing */ .h)(error, state, MISSING) ?? error;
    });
    show(context, lease, locks.map(({ text }) => text));
    if (lease === undefined && locks.length === 0)
        return progress.found({ freed: { locks: [] } });
    const prove = (0,_state_holder_proof_js__WEBPACK_IMPORTED_MODULE_7__/* .holderProver */ .l$)(platform, inputs.githubToken);
    const { holder } = lease ?? {};
    if (holder !== undefined)
        await refuseLive(holder, prove);
    const taken = await take(context, { state, seen: holder, prove });
    try {
        const previous = taken.takenOver?.from;
        const { healed, kept } = await (0,_state_heal_lock_js__WEBPACK_IMPORTED_MODULE_6__/* .healLock */ .C4)(platform, state, { prove, previous });
        progress.found({ freed: { locks: healed, lease: previous } });
        const [first] = kept;
        if (first !== undefined)
            throw refused(first, inputs.terraform.relativeDirectory);
    }
    finally {
        await (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .freeLease */ .hz)(dynamodb, taken.lease);
    }
}
function show({ platform: { log } }, lease, locks) {
    log.info(lease?.holder === undefined
        ? `Deploy lease: free${lease === undefined ? '' : `, ${lease.waiters.length} waiting`}.`
        : `Deploy lease: held by ${(0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .describeHolder */ .sG)(lease.holder)}; ${lease.waiters.length} waiting.`);
    if (locks.length === 0)
        log.info('Terraform state lock: free.');
    for (const text of locks) {
        const lock = (0,_state_lock_js__WEBPACK_IMPORTED_MODULE_9__/* .parseLock */ .PG)(text);
        log.info(`Terraform state lock: id ${lock.id}, held by ${(0,_state_lock_js__WEBPACK_IMPORTED_MODULE_9__/* .describeLock */ .FD)(lock)}.`);
    }
}
async function refuseLive(holder, prove) {
    const proof = await prove(holder);
    if (proof.verdict === 'live')
        throw holderLive(holder, proof.why);
}
/** Takes the lease: nobody else then heals, and no deploy begins, while this looks at the lock. */
async function take({ platform, run, signal }, { state, seen, prove, }) {
    const dynamodb = await platform.aws.dynamodb(state.region);
    try {
        return await (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .takeLease */ ._e)({ dynamodb, clock: platform.clock }, state, run, {
            holder: (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.randomUUID)(),
            stage: 'unlock',
            patience: PATIENCE,
            prove,
            process: (0,_state_holder_proof_js__WEBPACK_IMPORTED_MODULE_7__/* .ownProcess */ .oz)(process.pid),
            isGone: _state_holder_proof_js__WEBPACK_IMPORTED_MODULE_7__/* .isGoneHere */ .g3,
            signal,
            onWait: () => platform.log.info(`Watching its beat for ${(_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .BEATS_UNTIL_LOST */ .a0 * _state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .BEAT_INTERVAL */ .Bz) / 1000} s.`),
        });
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H) || error.code !== 'DEPLOY_IN_PROGRESS')
            throw error;
        const now = (await (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .readLease */ .zR)(dynamodb, state))?.holder;
        if (now !== undefined && (now.holder !== seen?.holder || now.beat !== seen.beat))
            throw holderLive(now, 'its beat counts up');
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
            code: 'LOCK_NOT_PROVEN',
            reason: error.reason,
            safe: UNTOUCHED,
            next: 'Run unlock again when that run has ended; if it certainly has, free its lease with the command below.',
            details: error.details,
            cause: error,
        });
    }
}
const holderLive = (holder, why) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
    code: 'LOCK_HOLDER_LIVE',
    reason: `The deploy lease is held by ${(0,_state_lease_js__WEBPACK_IMPORTED_MODULE_8__/* .describeHolder */ .sG)(holder)}; it is at work: ${why}.`,
    safe: UNTOUCHED,
    next: `Wait for ${holder.url}, or cancel it there: it then frees its lock and lease itself.`,
});
function refused(kept, directory) {
    const live = kept.judgement.verdict === 'live: wait';
    return new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
        code: live ? 'LOCK_HOLDER_LIVE' : 'LOCK_NOT_PROVEN',
        reason: (0,_state_heal_lock_js__WEBPACK_IMPORTED_MODULE_6__/* .describeKept */ .gt)(kept),
        safe: 'The lock stays as it is; no state was read or written.',
        next: live
            ? 'Wait until it has ended.'
            : 'Ask whoever holds it. Only if it certainly ended, free the lock with the command below.',
        ...(live ? {} : { details: [(0,_state_heal_lock_js__WEBPACK_IMPORTED_MODULE_6__/* .forceUnlockCommand */ .Vs)(kept.lock, directory)] }),
    });
}


/***/ })

};
