export const id = 116;
export const ids = [116];
export const modules = {

/***/ 7931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E_: () => (/* binding */ asDeploy),
/* harmony export */   F9: () => (/* binding */ deployOf),
/* harmony export */   Kb: () => (/* binding */ arrived),
/* harmony export */   Mf: () => (/* binding */ destroyed),
/* harmony export */   WF: () => (/* binding */ wholeReleases),
/* harmony export */   _$: () => (/* binding */ expectedState),
/* harmony export */   _h: () => (/* binding */ withRelease),
/* harmony export */   as: () => (/* binding */ sinceDestroyed),
/* harmony export */   dv: () => (/* binding */ leaving),
/* harmony export */   iv: () => (/* binding */ withDeploy),
/* harmony export */   om: () => (/* binding */ historyOf)
/* harmony export */ });
/* unused harmony export REMEMBERED_DEPLOYS */
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5298);

/** How many deploys the record remembers. */
const REMEMBERED_DEPLOYS = 10;
/** Releases of which every file is there, newest first: the live one, and those a rollback can go back to. */
const wholeReleases = ({ live, previous }) => [
    ...(live === undefined ? [] : [live]),
    ...previous.slice(0, _release_js__WEBPACK_IMPORTED_MODULE_0__/* .KEPT_RELEASES */ .uA),
];
/** The deploys of a record, newest first. Of one that an older version wrote: as far as its releases tell. */
const historyOf = (record) => record.history ?? wholeReleases(record).map(asDeploy);
/** What is known of the deploy of a release, where nothing but the release was recorded. */
const asDeploy = ({ id, commit, runUrl, publishedAt, bucket }) => ({
    id,
    command: 'deploy',
    commit,
    runUrl,
    at: publishedAt,
    ...(bucket === '' ? {} : { release: id }),
});
/** What a run notes of itself, but for the site's release that is live with it. */
const deployOf = (run, { command, now, state, counts, }) => ({
    id: (0,_release_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseId */ .Bf)(run),
    command,
    commit: run.commit,
    runUrl: run.url,
    actor: run.actor,
    at: new Date(now).toISOString(),
    ...(state === undefined ? {} : { state }),
    counts,
});
/** A deploy with the site that is live with it. */
const withRelease = (deploy, live) => live === undefined || live.bucket === '' ? deploy : { ...deploy, release: live.id };
/**
 * The record with one more deploy, or the same record where the newest one left just this state and this site: a deploy
 * of a commit that changes neither is nothing anyone would want to go back from.
 *
 * So a run that was killed between its apply and its record is made up for by the next one, which finds another state
 * than the record knows.
 */
function withDeploy(record, deploy) {
    const history = historyOf(record);
    const [newest] = history;
    if (newest !== undefined && newest.release === deploy.release && isSameState(newest, deploy))
        return record;
    const earlier = history.filter(({ id }) => id !== deploy.id);
    return { ...record, history: [deploy, ...earlier].slice(0, REMEMBERED_DEPLOYS) };
}
/**
 * The state that this environment has as far as its record knows: what is there has this lineage, and no lower serial.
 * Undefined: nothing is known of it.
 */
function expectedState(record) {
    if (record === undefined || record.accepted === 'anew')
        return undefined;
    return record.accepted ?? historyOf(record)[0]?.state;
}
/** The record once a run has come to its end: no rollback is under way any more, and its own state is what counts. */
function arrived(record) {
    if (record.goingBack === undefined && record.accepted === undefined)
        return record;
    const { owner, live, intended, previous, history, movedIn } = record;
    return {
        owner,
        ...(live === undefined ? {} : { live }),
        ...(intended === undefined ? {} : { intended }),
        previous,
        ...(history === undefined ? {} : { history }),
        ...(movedIn === undefined ? {} : { movedIn }),
    };
}
/**
 * The record before the first thing of a deployment is destroyed: nothing is live from here on, and no commit is too old
 * to be deployed. Its files stay known until they are gone, should this run never come to its end.
 */
function leaving(record) {
    const { live, goingBack, ...rest } = record;
    if (live === undefined)
        return goingBack === undefined ? record : rest;
    return { ...rest, previous: live.bucket === '' ? rest.previous : [live, ...rest.previous] };
}
/**
 * The record of a deployment that is destroyed: nothing is live, and no release is left to go back to. The same record
 * where it says so already.
 */
function destroyed(record, destroy) {
    const history = historyOf(record);
    const [newest] = history;
    const isKnown = newest?.command === 'destroy' && isSameState(newest, destroy);
    const { live, intended, goingBack, accepted, ...rest } = record;
    const isClean = [live, intended, goingBack, accepted, rest.previous[0]].every((each) => each === undefined);
    if (isKnown && isClean)
        return record;
    const earlier = history.filter(({ id }) => id !== destroy.id);
    return {
        ...rest,
        previous: [],
        history: isKnown ? history : [destroy, ...earlier].slice(0, REMEMBERED_DEPLOYS),
    };
}
/** The deploys since the deployment was last destroyed, newest first: what is older can't be gone back to. */
function sinceDestroyed(history) {
    const at = history.findIndex(({ command }) => command === 'destroy');
    return at < 0
        ? { deploys: history, destroy: undefined }
        : { deploys: history.slice(0, at), destroy: history[at] };
}
const isSameState = ({ state: one }, { state: other }) => one?.serial === other?.serial && one?.lineage === other?.lineage;


/***/ }),

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

/***/ 7548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LA: () => (/* binding */ watchJob),
/* harmony export */   Nj: () => (/* binding */ createJobDirectory),
/* harmony export */   XB: () => (/* binding */ writeJobFile),
/* harmony export */   _h: () => (/* binding */ jobFile),
/* harmony export */   _n: () => (/* binding */ isAlive),
/* harmony export */   _q: () => (/* binding */ hasJobFile),
/* harmony export */   i5: () => (/* binding */ readJobFile),
/* harmony export */   oA: () => (/* binding */ readJobJson),
/* harmony export */   r$: () => (/* binding */ TOKEN_FILE),
/* harmony export */   v7: () => (/* binding */ writeJobJson)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _process_group_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9772);



/** Name of the OIDC token's file. */
const TOKEN_FILE = 'web-identity-token';
/** Readable by this user alone: task arguments and plans may hold secrets. */
const PRIVATE = { directory: 0o700, file: 0o600 };
function createJobDirectory(temporaryDirectory, id) {
    const directory = node_path__WEBPACK_IMPORTED_MODULE_1__.join(temporaryDirectory, `revive-deploy-${id}`);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, 'tasks'), { recursive: true, mode: PRIVATE.directory });
    return { path: directory };
}
const jobFile = (job, ...name) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(job.path, ...name);
function writeJobFile(job, name, content) {
    const file = jobFile(job, name);
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(`${file}.new`, content, { mode: PRIVATE.file });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync)(`${file}.new`, file);
}
const writeJobJson = (job, name, value) => writeJobFile(job, name, JSON.stringify(value));
const hasJobFile = (job, name) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(jobFile(job, name));
/** Content of a file, or undefined where there is none. */
function readJobFile(job, name) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(jobFile(job, name), 'utf8');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return undefined;
        throw error;
    }
}
function readJobJson(job, name) {
    const text = readJobFile(job, name);
    return text === undefined ? undefined : JSON.parse(text);
}
/** File systems and containers exist whose watches never fire; a look every so often makes up for them. */
const LOOK_INTERVAL = 500;
/**
 * Calls `look` at once, whenever something in the job directory changes, and every half second, until it returns true.
 * Rejects with what `look` throws, or with the signal's reason.
 */
function watchJob(job, look, signal) {
    return new Promise((resolve, reject) => {
        const end = (settle) => {
            clearInterval(timer);
            for (const watcher of watchers)
                watcher.close();
            signal?.removeEventListener('abort', aborted);
            settle();
        };
        const aborted = () => end(() => reject(signal?.reason));
        const glance = () => {
            try {
                if (look())
                    end(resolve);
            }
            catch (error) {
                end(() => reject(error));
            }
        };
        const watchers = [job.path, jobFile(job, 'tasks')].map((directory) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.watch)(directory, glance).on('error', () => { }));
        const timer = setInterval(glance, LOOK_INTERVAL);
        signal?.addEventListener('abort', aborted);
        if (signal?.aborted)
            aborted();
        else
            glance();
    });
}
/**
 * Whether a process of this machine is alive (one of another user counts). In a container job nobody reaps what its parent
 * left behind: a Terraform that outlived its supervisor is not to be waited for once it has ended.
 */
const isAlive = (pid) => 
// To kill(2) these are groups, and -1 everybody: a process not known yet would pass for alive for ever.
pid > 0 && (0,_process_group_js__WEBPACK_IMPORTED_MODULE_2__/* .isProcessAlive */ .jW)(pid);


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

/***/ 8657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HY: () => (/* binding */ removeJobDirectory),
/* harmony export */   R_: () => (/* binding */ atWork),
/* harmony export */   uC: () => (/* binding */ waitUntilEnded),
/* harmony export */   vV: () => (/* binding */ requestInterrupt),
/* harmony export */   xM: () => (/* binding */ startSupervisor)
/* harmony export */ });
/* unused harmony export readStatus */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6193);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4219);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7548);






/** How long a supervisor may take to say that it runs: it has to beat once, and says so itself when it gives up. */
const START_TIMEOUT = 90_000;
/**
 * Starts the supervisor: a process of its own session that owns Terraform and the beat of the lease, and outlives this
 * one if it must. Returns at once; what is asked of it waits until it is up.
 */
function startSupervisor(job, content, bundle) {
    (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .writeJobJson */ .v7)(job, 'job.json', { ...content, mainPid: process.pid });
    const log = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)((0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .jobFile */ ._h)(job, 'supervisor.log'), 'a', 0o600);
    // No pipe to this process: a child whose stdio is a pipe dies with the reader, and Terraform with it.
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(process.execPath, [...process.execArgv, bundle.entry, _bundle_js__WEBPACK_IMPORTED_MODULE_4__/* .SUPERVISE_ARGUMENT */ .LT, job.path], {
        detached: true,
        stdio: ['ignore', log, log],
        // The runner kills, at the end of a job, whatever carries its tracking id; this may have a state to save.
        env: { ...bundle.environment, RUNNER_TRACKING_ID: undefined },
    });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(log);
    let ended;
    child.once('error', (error) => (ended = error.message));
    child.once('exit', (code, signal) => (ended = `it ended with ${code ?? signal}`));
    child.unref();
    const started = (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .watchJob */ .LA)(job, () => {
        if ((0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .hasJobFile */ ._q)(job, 'status.json'))
            return true;
        if (ended !== undefined)
            throw notStarted(job, ended);
        return false;
    }, AbortSignal.timeout(START_TIMEOUT));
    // Whoever asks something of it is told; nobody may, if the run ends before.
    started.catch(() => { });
    return connectSupervised(job, started);
}
const notStarted = (job, why) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
    code: 'INTERNAL',
    reason: `The supervisor of Terraform and the lease did not start: ${why}.`,
    safe: 'Terraform was not started; nothing was planned or applied.',
    next: 'Run the deploy again.',
    details: lastWords(job),
});
function connectSupervised(job, started) {
    let tasks = 0;
    const lost = new AbortController();
    const released = new AbortController();
    (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .watchJob */ .LA)(job, () => {
        const reason = readStatus(job).lost;
        if (reason !== undefined)
            lost.abort(leaseLost(reason));
        return reason !== undefined;
    }, released.signal).catch(() => { });
    return {
        job,
        lost: lost.signal,
        setStage: (stage) => (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .writeJobFile */ .XB)(job, 'stage', stage),
        run: async (task, onLine, signal) => {
            await started;
            lost.signal.throwIfAborted();
            tasks += 1;
            const name = `tasks/${tasks}`;
            const interrupt = () => requestInterrupt(job);
            // Before the task is there: it must not even start.
            if (signal?.aborted)
                interrupt();
            (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .writeJobJson */ .v7)(job, `${name}.json`, task);
            const tail = tailLines((0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .jobFile */ ._h)(job, `${name}.log`), onLine);
            let exit;
            signal?.addEventListener('abort', interrupt, { once: true });
            try {
                await (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .watchJob */ .LA)(job, () => {
                    exit = (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .readJobJson */ .oA)(job, `${name}.exit.json`);
                    tail.read();
                    if (exit === undefined)
                        requireAlive(job);
                    return exit !== undefined;
                });
            }
            finally {
                signal?.removeEventListener('abort', interrupt);
                tail.end();
            }
            lost.signal.throwIfAborted();
            return exit;
        },
        release: async () => {
            released.abort();
            (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .writeJobFile */ .XB)(job, 'release', '');
            const up = await started.then(() => true, () => false);
            if (up)
                await waitUntilEnded(job);
            return readStatus(job);
        },
    };
}
const leaseLost = (reason) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
    code: 'LEASE_LOST',
    reason: `The deploy lease was lost: ${reason}.`,
    safe: 'Terraform was asked once to stop and saved its state; nothing was written to the site after that.',
    next: 'Run the deploy again: it goes on from what is there.',
});
/** Asks the supervisor to signal its task. However often it is asked, the task gets one signal. */
const requestInterrupt = (job) => (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .writeJobFile */ .XB)(job, 'interrupt', '');
/** Resolves when the supervisor has ended, or it and the task it ran are gone. */
const waitUntilEnded = (job, signal) => (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .watchJob */ .LA)(job, () => !atWork(job), signal);
/** Whether the supervisor, or a task that outlived it, still runs. */
function atWork(job) {
    const { state, pid, task } = readStatus(job);
    return state !== 'ended' && ((0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .isAlive */ ._n)(pid) || (task !== undefined && (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .isAlive */ ._n)(task)));
}
function readStatus(job) {
    return (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .readJobJson */ .oA)(job, 'status.json') ?? { pid: -1, state: 'running', beats: 0 };
}
const removeJobDirectory = (job) => (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(job.path, { recursive: true, force: true });
function requireAlive(job) {
    const status = readStatus(job);
    if (status.state !== 'ended' && (0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .isAlive */ ._n)(status.pid))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
        code: 'TERRAFORM_INTERRUPTED',
        reason: 'The supervisor of Terraform is gone; it was killed from outside.',
        safe: 'Terraform was waited for: what it saved is in the state, and its lock and the lease are freed.',
        next: 'Run the deploy again.',
        details: lastWords(job),
    });
}
/** The end of what the supervisor printed: nothing, unless it met a defect. */
const lastWords = (job) => ((0,_job_js__WEBPACK_IMPORTED_MODULE_5__/* .readJobFile */ .i5)(job, 'supervisor.log') ?? '').trim().split('\n').slice(-20);
/** Reads a growing file, line by line; a line is handed on once its newline is there. */
function tailLines(file, onLine) {
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_2__.StringDecoder('utf8');
    const buffer = Buffer.alloc(64 * 1024);
    let descriptor;
    let rest = '';
    const read = () => {
        try {
            descriptor ??= (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(file, 'r');
        }
        catch {
            return;
        }
        for (let count; (count = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readSync)(descriptor, buffer)) > 0;) {
            const lines = (rest + decoder.write(buffer.subarray(0, count))).split('\n');
            rest = lines.pop() ?? '';
            lines.forEach(onLine);
        }
    };
    return {
        read,
        end: () => {
            read();
            if (rest !== '')
                onLine(rest);
            rest = '';
            if (descriptor !== undefined)
                (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(descriptor);
        },
    };
}


/***/ }),

/***/ 9433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ taskEnvironment),
/* harmony export */   u: () => (/* binding */ TaskRunner)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7548);



/** Variables that let a process mint tokens of this job, or hold the action's own inputs: no task's business. */
const WITHHELD = /^(INPUT_|STATE_|ACTIONS_)/;
/** The environment of a child: everything the job has, without the runner's own tokens and the action's inputs. */
const taskEnvironment = (environment) => Object.fromEntries(Object.entries(environment).filter(([name]) => !WITHHELD.test(name)));
/** Runs the tasks that appear in a job directory, in the order of their numbers, one at a time. */
class TaskRunner {
    #job;
    #environment;
    #onChange;
    #child;
    #directory;
    #next = 1;
    #interrupted = false;
    /** @param onChange told the process id of the task that runs now, or undefined when none does. */
    constructor(job, environment, onChange) {
        this.#onChange = onChange;
        this.#job = job;
        this.#environment = taskEnvironment(environment);
    }
    get running() {
        return this.#child !== undefined;
    }
    /** Where the last task ran, or runs; undefined: none ever did. */
    get directory() {
        return this.#directory;
    }
    /** Starts the next task if one is waiting and none runs; signals the running one if that is asked for. */
    look() {
        if (this.#child !== undefined) {
            if ((0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .hasJobFile */ ._q)(this.#job, 'interrupt'))
                this.interrupt();
            return;
        }
        const task = (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .readJobJson */ .oA)(this.#job, `tasks/${this.#next}.json`);
        if (task === undefined)
            return;
        const name = `tasks/${this.#next}`;
        this.#next += 1;
        this.#start(name, task);
    }
    /**
     * One SIGINT, ever: a second one makes Terraform exit at once and lose what it has not saved. No task starts after
     * it, whether one ran or not.
     */
    interrupt() {
        if (this.#interrupted)
            return;
        this.#interrupted = true;
        this.#child?.kill('SIGINT');
    }
    #start(name, task) {
        // Asked to stop before it began: it doesn't begin.
        if (this.#interrupted || (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .hasJobFile */ ._q)(this.#job, 'interrupt')) {
            return (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJobJson */ .v7)(this.#job, `${name}.exit.json`, {
                exitCode: null,
                signal: 'SIGINT',
            });
        }
        const log = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)((0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .jobFile */ ._h)(this.#job, `${name}.log`), 'a', 0o600);
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(task.executable, [...task.args], {
            cwd: task.directory,
            env: { ...this.#environment },
            stdio: ['ignore', log, log],
        });
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(log);
        this.#child = child;
        this.#directory = task.directory;
        this.#onChange(child.pid);
        const ended = (exit) => {
            if (this.#child !== child)
                return;
            this.#child = undefined;
            this.#onChange(undefined);
            (0,_job_js__WEBPACK_IMPORTED_MODULE_2__/* .writeJobJson */ .v7)(this.#job, `${name}.exit.json`, exit);
        };
        child.once('error', (error) => ended({ exitCode: null, signal: null, error: error.message }));
        child.once('exit', (exitCode, signal) => ended({ exitCode, signal }));
    }
}


/***/ }),

/***/ 5505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fx: () => (/* binding */ md5),
/* harmony export */   Q2: () => (/* binding */ deleteDigest),
/* harmony export */   lD: () => (/* binding */ replaceDigest),
/* harmony export */   rP: () => (/* binding */ readDigest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(325);



/** The MD5, in hex, that Terraform keeps of the state it wrote last. */
async function readDigest(dynamodb, location) {
    // Without a table there is no digest either; whether there must be one is for ensureBackend to say.
    const found = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(dynamodb.getItem({ ...digestItem(location), ConsistentRead: true }), 'ResourceNotFoundException');
    return found?.Item?.Digest?.S;
}
/**
 * Writes a digest in place of the one that was read, or where none was (undefined).
 *
 * @returns false where that is no longer so: somebody saved the state just now, and its digest with it.
 */
const replaceDigest = (dynamodb, location, { seen, digest }) => unlessChanged(dynamodb.updateItem({
    ...digestItem(location),
    UpdateExpression: 'SET Digest = :md5',
    ConditionExpression: seen === undefined ? 'attribute_not_exists(Digest)' : 'Digest = :seen',
    ExpressionAttributeValues: {
        ':md5': { S: digest },
        ...(seen === undefined ? {} : { ':seen': { S: seen } }),
    },
}));
/** Deletes the digest if it is still the one that was read. False: it is gone already, or of a state saved since. */
const deleteDigest = (dynamodb, location, seen) => unlessChanged(dynamodb.deleteItem({
    ...digestItem(location),
    ConditionExpression: 'Digest = :seen',
    ExpressionAttributeValues: { ':seen': { S: seen } },
}));
async function unlessChanged(write) {
    try {
        await write;
        return true;
    }
    catch (error) {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCode */ .CA)(error) !== 'ConditionalCheckFailedException')
            throw error;
        return false;
    }
}
const digestItem = (location) => ({
    TableName: location.lockTable,
    Key: { LockID: { S: (0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .digestItemId */ .TQ)(location) } },
});
/** As Terraform writes a digest. */
const md5 = (text) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('md5').update(text).digest('hex');


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

/***/ 960:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ei: () => (/* binding */ refuseMovedAway),
/* harmony export */   Ie: () => (/* binding */ isSameOwner),
/* harmony export */   qR: () => (/* binding */ refuseStateOfAnother)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** GitHub takes names of owners and repositories as equal whatever their case; directories have one. */
const comparable = (owner) => [
    owner.repository.toLowerCase(),
    owner.terraformDirectory,
    owner.project,
    owner.environment,
];
/**
 * Stops a run that would go on from what was left where the state was moved away from: two states of one environment
 * would go different ways.
 *
 * @throws Failure STATE_MOVED
 */
function refuseMovedAway(record, place) {
    if (record?.movedTo === undefined)
        return;
    const { bucket, key, region } = record.movedTo;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'STATE_MOVED',
        reason: `The state of this environment was moved from ${place} to s3://${bucket}/${key} (${region}); what is left here is a copy of the past.`,
        safe: 'Nothing was planned, changed or uploaded.',
        next: `Deploy with the settings that name the new place: state-bucket: ${bucket}, state-key: ${key}, or the backend block that says the same.`,
        details: ['To move it once more, name a place where no state ever was: the next deploy moves it there.'],
    });
}
/** Whether both are the same application of the same repository. */
function isSameOwner(one, other) {
    const theirs = comparable(other);
    return comparable(one).every((part, index) => part === theirs[index]);
}
const describe = (owner) => `${owner.repository}, directory ${owner.terraformDirectory}, project ${owner.project}, environment ${owner.environment}`;
/**
 * Stops a run that would plan another configuration against this state: its plan would destroy what that one made.
 * No record yet means that nobody claimed the state. Throws STATE_OF_ANOTHER.
 */
function refuseStateOfAnother(record, owner, 
/** Where the record is: `s3://bucket/key`. */
place) {
    if (record === undefined)
        return;
    if (isSameOwner(record.owner, owner))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'STATE_OF_ANOTHER',
        reason: `This state belongs to ${record.owner.repository} (${record.owner.terraformDirectory}), and this run is of ${owner.repository} (${owner.terraformDirectory}).`,
        safe: 'Nothing was planned, changed or uploaded.',
        next: 'Choose another project or environment for this deploy.',
        details: [
            `It belongs to: ${describe(record.owner)}`,
            `This run is of: ${describe(owner)}`,
            'Only if that is this very application, renamed or moved, let go of the claim (the site and the state stay):',
            `aws s3 rm ${place}`,
        ],
    });
}


/***/ }),

/***/ 6793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ readMark),
/* harmony export */   n: () => (/* binding */ markMetadata)
/* harmony export */ });
const FROM = 'restored-from';
const RUN = 'restored-by-run';
const REPLACES = 'replaces-digest';
/** The mark as metadata of an object. */
const markMetadata = ({ from, run, replaces }) => ({
    [FROM]: from,
    [RUN]: run,
    ...(replaces === undefined ? {} : { [REPLACES]: replaces }),
});
/** The mark of a version; undefined: no restore wrote it. */
function readMark(metadata) {
    const { [FROM]: from, [RUN]: run, [REPLACES]: replaces } = metadata ?? {};
    if (from === undefined || run === undefined)
        return undefined;
    return { from, run, ...(replaces === undefined ? {} : { replaces }) };
}


/***/ }),

/***/ 6527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ terraformEnvironment)
/* harmony export */ });
/* harmony import */ var _context_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7765);

/** No prompts, no hints to run commands by hand, no call home. */
const TERRAFORM_VARIABLES = { TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1' };
/**
 * The environment of Terraform, and of what runs it: the job's, with the region and the credentials of this run.
 * `tokenFile`: where a role's sessions get their token from.
 */
const terraformEnvironment = ({ environment }, { inputs: { region, roleToAssume: role }, run, tokenFile, }) => ({
    ...environment,
    ...(0,_context_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .stsEndpoint */ .bE)(environment),
    ...(0,_context_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .awsEnvironment */ .PO)(region, role === undefined ? undefined : { arn: role, tokenFile, run }),
    ...TERRAFORM_VARIABLES,
});


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

/***/ 1088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S5: () => (/* binding */ claimsOfState),
/* harmony export */   Ue: () => (/* binding */ claimsOfPlan),
/* harmony export */   Vk: () => (/* binding */ claimantOf),
/* harmony export */   eQ: () => (/* binding */ isId),
/* harmony export */   yw: () => (/* binding */ resourcesOfState)
/* harmony export */ });
/* harmony import */ var _identities_identity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1649);
/* harmony import */ var _identities_registry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9725);


/** Reads the claims of a state file (format 4). Only managed resources; what it can't understand claims nothing. */
const claimsOfState = (text) => resourcesOfState(text).flatMap(claimOf);
/** The managed resources of a state file (format 4), one object at a time. */
function resourcesOfState(text) {
    const { resources } = JSON.parse(text);
    return (resources ?? []).flatMap(({ mode, module, type, name, instances }) => {
        if (mode !== 'managed')
            return [];
        return (instances ?? []).map(({ index_key: index, attributes }) => {
            const at = `${module === undefined ? '' : `${module}.`}${type}.${name}`;
            const address = index === undefined ? at : `${at}[${JSON.stringify(index)}]`;
            return { address, type, attributes: attributes ?? {} };
        });
    });
}
/** The claims of the state that a plan was made against. What the plan imports is in it, and in no saved state yet. */
function claimsOfPlan({ prior_state: prior }, importing) {
    return heldIn(prior?.values?.root_module)
        .filter(({ address }) => !importing.has(address))
        .flatMap(claimOf);
}
const heldIn = (module) => [
    ...(module?.resources ?? []).flatMap(({ address, mode, type, values }) => mode === 'managed' ? [{ address, type, attributes: values ?? {} }] : []),
    ...(module?.child_modules ?? []).flatMap(heldIn),
];
function claimOf({ address, type, attributes }) {
    const id = attributes['id'];
    if (typeof id !== 'string')
        return [];
    const identity = _identities_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .IDENTITIES */ .x[type];
    const key = identity === undefined
        ? undefined
        : (0,_identities_identity_js__WEBPACK_IMPORTED_MODULE_1__/* .keyOf */ .TN)(identity, attributes, (attribute) => {
            const value = attributes[attribute];
            return typeof value === 'string' && value !== '' ? { kind: 'known', value } : { kind: 'unset' };
        });
    const region = regionOf(attributes);
    return [
        {
            address,
            type,
            id,
            // Nothing is yet to come in a state: every part is a text.
            ...(key === undefined ? {} : { key: comparable(key) }),
            ...(region === undefined ? {} : { region }),
        },
    ];
}
/** A function may be named by its ARN or its name; both mean the same one. */
const comparable = (key) => Object.fromEntries(Object.entries(key).map(([name, value]) => [name, /:function:([^:/]+)/.exec(value)?.[1] ?? value]));
function regionOf({ region, arn }) {
    if (typeof region === 'string' && region !== '')
        return region;
    const told = typeof arn === 'string' ? arn.split(':')[3] : undefined;
    return told === undefined || told === '' ? undefined : told;
}
/** The first claim on what was found. */
function claimantOf(found, claims) {
    const assigned = _identities_registry_js__WEBPACK_IMPORTED_MODULE_0__/* .IDENTITIES */ .x[found.type]?.assignedBy === 'aws';
    const wanted = comparable(found.key);
    return claims.find((claim) => {
        if (claim.type !== found.type)
            return false;
        if (claim.region !== undefined && claim.region !== found.region && !isGlobal(found.type))
            return false;
        return assigned ? isId(found.importId, claim.id) : claim.key !== undefined && isSame(wanted, claim.key);
    });
}
/** CloudFront and IAM are one for all regions, whatever region their provider was given. */
const isGlobal = (type) => /^aws_(cloudfront|iam)_/.test(type);
/** Whether an import id (`api/integration`) is that of an id in a state (`integration`). */
const isId = (importId, stateId) => importId === stateId || (stateId !== '' && importId.endsWith(`/${stateId}`));
const isSame = (one, other) => Object.keys(one).length === Object.keys(other).length &&
    Object.entries(one).every(([name, value]) => other[name] === value);


/***/ }),

/***/ 319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ removeGenerated)
/* harmony export */ });
/* harmony import */ var _adopt_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2962);
/* harmony import */ var _backend_override_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9345);


/** Removes what was put beside the configuration: the backend's override and import blocks. Files of the user's stay. */
async function removeGenerated(directory) {
    await Promise.all([(0,_backend_override_js__WEBPACK_IMPORTED_MODULE_1__/* .removeOverride */ .ZY)(directory), (0,_adopt_js__WEBPACK_IMPORTED_MODULE_0__/* .removeAdoptions */ .WV)(directory)]);
}


/***/ }),

/***/ 1649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ codeOf),
/* harmony export */   F9: () => (/* binding */ found),
/* harmony export */   Lu: () => (/* binding */ everyPage),
/* harmony export */   Re: () => (/* binding */ orAbsent),
/* harmony export */   TN: () => (/* binding */ keyOf),
/* harmony export */   oO: () => (/* binding */ resolveKey),
/* harmony export */   y_: () => (/* binding */ part)
/* harmony export */ });
/** The identity of a planned resource; undefined where it isn't known yet, or is AWS's to choose. */
function keyOf(identity, after, planned) {
    const parts = [];
    for (const [name, part] of Object.entries(identity.key)) {
        const value = typeof part === 'function' ? part(after) : partOf(part, planned);
        if (value === undefined)
            return undefined;
        parts.push([name, value]);
    }
    return Object.fromEntries(parts);
}
function partOf(part, planned) {
    if (typeof part === 'string')
        return partOf({ attribute: part, otherwise: '' }, planned) || undefined;
    const value = planned('id' in part ? part.id : part.attribute);
    switch (value.kind) {
        case 'known':
            return value.value;
        case 'of':
            return 'id' in part ? { of: value.address } : undefined;
        case 'unset':
            return part.otherwise;
        case 'unknown':
            return undefined;
    }
}
/** The identity with every id filled in; undefined while one of them isn't known. */
function resolveKey(key, idOf) {
    const parts = Object.entries(key).map(([name, part]) => [name, typeof part === 'string' ? part : idOf(part.of)]);
    return parts.every((part) => part[1] !== undefined)
        ? Object.fromEntries(parts)
        : undefined;
}
/** The answer, or undefined where AWS says with exactly one of these codes that there is none. */
async function orAbsent(call, ...codes) {
    try {
        return await call;
    }
    catch (error) {
        if (codes.includes(codeOf(error)))
            return undefined;
        throw error;
    }
}
/** The service's own code of an error (`NoSuchEntity`), or the SDK's name for it. */
const codeOf = (error) => {
    const { Code, name } = error;
    return Code ?? name ?? '';
};
/** Goes through the pages of a list. */
async function everyPage(ask, read) {
    const all = [];
    let token;
    do {
        const { items, next } = read(await ask(token));
        all.push(...(items ?? []));
        token = next === '' ? undefined : next;
    } while (token !== undefined);
    return all;
}
/** `[id]` or nothing. */
const found = (id) => (id === undefined ? [] : [id]);
/** A part that every key of its type has; a key read back from a journal is checked to have it by being looked up. */
const part = (key, name) => key[name] ?? '';


/***/ }),

/***/ 9725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ IDENTITIES)
});

// EXTERNAL MODULE: ./lib/terraform/identities/identity.js
var identity = __webpack_require__(1649);
;// CONCATENATED MODULE: ./lib/terraform/identities/api-gateway.js

/** What API Gateway says of whatever isn't there. */
const ABSENT = 'NotFoundException';
const API = { id: 'rest_api_id' };
/** What is written into an API again without a word. */
const within = { type: 'aws_api_gateway_rest_api', part: 'api' };
/** What asks for a page of a list. */
const from = (position) => ({
    limit: 500,
    ...(position === undefined ? {} : { position }),
});
/** The id itself of an import id such as `api/resource`. */
const lastOf = (importId) => importId.split('/').at(-1) ?? importId;
/** Everything of a list; undefined where the API isn't there. */
const listed = (ask) => (0,identity/* orAbsent */.Re)((0,identity/* everyPage */.Lu)(ask, ({ items, position }) => ({ items, next: position })), ABSENT);
/** A method of a resource and what hangs on it, by `api/resource/METHOD`. */
const onMethod = (more, isThere, id = () => '') => ({
    assignedBy: 'key',
    key: { api: API, resource: { id: 'resource_id' }, method: 'http_method', ...more },
    find: async (place, key) => {
        const gateway = await clientOf(place);
        const [restApiId, httpMethod] = [(0,identity/* part */.y_)(key, 'api'), (0,identity/* part */.y_)(key, 'method')];
        const resourceId = await resourceOf(gateway, restApiId, (0,identity/* part */.y_)(key, 'resource'));
        if (resourceId === undefined)
            return [];
        const method = await (0,identity/* orAbsent */.Re)(gateway.getMethod({ restApiId, resourceId, httpMethod }), ABSENT);
        const there = method !== undefined && isThere(method, key);
        return there ? [`${restApiId}/${resourceId}/${httpMethod}${id(key)}`] : [];
    },
});
const clientOf = ({ aws, region }) => aws.apiGateway(region);
/** The root resource has the API's own id until that is known; any other is named by its import id or its id. */
async function resourceOf(gateway, restApiId, resource) {
    if (resource !== restApiId)
        return lastOf(resource);
    return (await (0,identity/* orAbsent */.Re)(gateway.getRestApi({ restApiId }), ABSENT))?.rootResourceId;
}
/** What belongs to an API and has a name that others of it may have, too. */
function namedWithin(list) {
    return {
        assignedBy: 'aws',
        key: { api: API, name: 'name' },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const restApiId = (0,identity/* part */.y_)(key, 'api');
            const all = await listed((position) => list(gateway, { restApiId, ...from(position) }));
            return (all ?? []).flatMap(({ id, name }) => name === (0,identity/* part */.y_)(key, 'name') && id !== undefined ? [`${restApiId}/${id}`] : []);
        },
    };
}
const STATUS = { status: 'status_code' };
const byStatus = (key) => `/${(0,identity/* part */.y_)(key, 'status')}`;
/** REST APIs. AWS assigns their ids and takes any number of one name; the rest hangs on an API. */
const API_GATEWAY = {
    aws_api_gateway_rest_api: {
        assignedBy: 'aws',
        key: { name: 'name' },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const apis = await listed((position) => gateway.getRestApis(from(position)));
            return (apis ?? []).flatMap(({ id, name }) => name === (0,identity/* part */.y_)(key, 'name') && id !== undefined ? [id] : []);
        },
    },
    // A parent has one resource of a path part: the id is AWS's, the identity isn't.
    aws_api_gateway_resource: {
        assignedBy: 'key',
        key: { api: API, parent: { id: 'parent_id' }, path: 'path_part' },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const restApiId = (0,identity/* part */.y_)(key, 'api');
            const parent = await resourceOf(gateway, restApiId, (0,identity/* part */.y_)(key, 'parent'));
            const resources = await listed((position) => gateway.getResources({ restApiId, ...from(position) }));
            const found = resources?.find(({ parentId, pathPart }) => parentId === parent && pathPart === (0,identity/* part */.y_)(key, 'path'));
            return found?.id === undefined ? [] : [`${restApiId}/${found.id}`];
        },
    },
    aws_api_gateway_method: onMethod({}, () => true),
    aws_api_gateway_integration: {
        ...onMethod({}, ({ methodIntegration }) => methodIntegration !== undefined),
        within,
    },
    aws_api_gateway_method_response: onMethod(STATUS, ({ methodResponses }, key) => methodResponses?.[(0,identity/* part */.y_)(key, 'status')] !== undefined, byStatus),
    aws_api_gateway_integration_response: {
        ...onMethod(STATUS, ({ methodIntegration }, key) => methodIntegration?.integrationResponses?.[(0,identity/* part */.y_)(key, 'status')] !== undefined, byStatus),
        within,
    },
    // A snapshot of the API. Earlier ones stay when a stage goes over to the next: only what a stage shows counts.
    aws_api_gateway_deployment: {
        assignedBy: 'aws',
        within,
        key: { api: API },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const restApiId = (0,identity/* part */.y_)(key, 'api');
            const stages = await (0,identity/* orAbsent */.Re)(gateway.getStages({ restApiId }), ABSENT);
            const shown = new Set((stages?.item ?? []).map(({ deploymentId }) => deploymentId));
            return [...shown].flatMap((id) => (id === undefined ? [] : [`${restApiId}/${id}`]));
        },
    },
    aws_api_gateway_stage: {
        assignedBy: 'key',
        key: { api: API, stage: 'stage_name' },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const [restApiId, stageName] = [(0,identity/* part */.y_)(key, 'api'), (0,identity/* part */.y_)(key, 'stage')];
            const stage = await (0,identity/* orAbsent */.Re)(gateway.getStage({ restApiId, stageName }), ABSENT);
            return stage === undefined ? [] : [`${restApiId}/${stageName}`];
        },
    },
    aws_api_gateway_authorizer: namedWithin((gateway, page) => gateway.getAuthorizers(page)),
    aws_api_gateway_request_validator: namedWithin((gateway, page) => gateway.getRequestValidators(page)),
    aws_api_gateway_model: {
        assignedBy: 'key',
        key: { api: API, name: 'name' },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const [restApiId, modelName] = [(0,identity/* part */.y_)(key, 'api'), (0,identity/* part */.y_)(key, 'name')];
            const model = await (0,identity/* orAbsent */.Re)(gateway.getModel({ restApiId, modelName }), ABSENT);
            return model === undefined ? [] : [`${restApiId}/${modelName}`];
        },
    },
    // AWS answers for every type there is, and says of those that nobody wrote that they are its own.
    aws_api_gateway_gateway_response: {
        assignedBy: 'key',
        within,
        key: { api: API, response: 'response_type' },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const [restApiId, response] = [(0,identity/* part */.y_)(key, 'api'), (0,identity/* part */.y_)(key, 'response')];
            const responseType = response;
            const answer = await (0,identity/* orAbsent */.Re)(gateway.getGatewayResponse({ restApiId, responseType }), ABSENT);
            return answer === undefined || answer.defaultResponse === true ? [] : [`${restApiId}/${response}`];
        },
    },
    aws_api_gateway_rest_api_policy: {
        assignedBy: 'key',
        within,
        key: { api: API },
        find: async (place, key) => {
            const restApiId = (0,identity/* part */.y_)(key, 'api');
            const api = await (0,identity/* orAbsent */.Re)((await clientOf(place)).getRestApi({ restApiId }), ABSENT);
            return api?.policy === undefined || api.policy === '' ? [] : [restApiId];
        },
    },
    aws_api_gateway_method_settings: {
        assignedBy: 'key',
        within,
        key: { api: API, stage: 'stage_name', path: 'method_path' },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const [restApiId, stageName, path] = [(0,identity/* part */.y_)(key, 'api'), (0,identity/* part */.y_)(key, 'stage'), (0,identity/* part */.y_)(key, 'path')];
            const stage = await (0,identity/* orAbsent */.Re)(gateway.getStage({ restApiId, stageName }), ABSENT);
            return stage?.methodSettings?.[path] === undefined ? [] : [`${restApiId}/${stageName}/${path}`];
        },
    },
};

;// CONCATENATED MODULE: ./lib/terraform/identities/api-gateway-access.js


/** The role of `arn:aws:iam::123456789012:role/path/name`; a role that is yet to be imported is named by its name. */
const roleName = (role) => role.split('/').at(-1) ?? role;
/** Usage plans and API keys: AWS assigns their ids and takes any number of one name. */
const named = (list) => ({
    assignedBy: 'aws',
    key: { name: 'name' },
    find: async (place, key) => ((await listed((position) => list(place, position))) ?? []).flatMap(({ id, name }) => name === (0,identity/* part */.y_)(key, 'name') ? (0,identity/* found */.F9)(id) : []),
});
/** As AWS calls the base path of a mapping that has none. */
const NO_BASE_PATH = '(none)';
/** What leads to REST APIs and who may use them: domain names, usage plans and their keys, the account's own setting. */
const API_GATEWAY_ACCESS = {
    // Every account has one, and it may be another project's. Only one that has this very role already is known to be ours.
    aws_api_gateway_account: {
        assignedBy: 'key',
        key: { role: { id: 'cloudwatch_role_arn' } },
        find: async (place, key) => {
            const { cloudwatchRoleArn: role } = await (await clientOf(place)).getAccount({});
            return role !== undefined && roleName(role) === roleName((0,identity/* part */.y_)(key, 'role'))
                ? ['api-gateway-account']
                : [];
        },
    },
    aws_api_gateway_usage_plan: named(async (place, position) => (await clientOf(place)).getUsagePlans(from(position))),
    aws_api_gateway_api_key: named(async (place, position) => (await clientOf(place)).getApiKeys({ ...from(position), includeValues: false })),
    aws_api_gateway_usage_plan_key: {
        assignedBy: 'key',
        key: { plan: { id: 'usage_plan_id' }, key: { id: 'key_id' } },
        find: async (place, key) => {
            const [usagePlanId, keyId] = [(0,identity/* part */.y_)(key, 'plan'), (0,identity/* part */.y_)(key, 'key')];
            const gateway = await clientOf(place);
            const answer = await (0,identity/* orAbsent */.Re)(gateway.getUsagePlanKey({ usagePlanId, keyId }), ABSENT);
            return answer === undefined ? [] : [`${usagePlanId}/${keyId}`];
        },
    },
    aws_api_gateway_domain_name: {
        assignedBy: 'key',
        key: { domain: 'domain_name' },
        find: async (place, key) => {
            const gateway = await clientOf(place);
            const answer = await (0,identity/* orAbsent */.Re)(gateway.getDomainName({ domainName: (0,identity/* part */.y_)(key, 'domain') }), ABSENT);
            return (0,identity/* found */.F9)(answer?.domainName);
        },
    },
    aws_api_gateway_base_path_mapping: {
        assignedBy: 'key',
        key: { domain: { id: 'domain_name' }, path: { attribute: 'base_path', otherwise: '' } },
        find: async (place, key) => {
            const [domainName, path] = [(0,identity/* part */.y_)(key, 'domain'), (0,identity/* part */.y_)(key, 'path')];
            const gateway = await clientOf(place);
            const basePath = path === '' ? NO_BASE_PATH : path;
            const answer = await (0,identity/* orAbsent */.Re)(gateway.getBasePathMapping({ domainName, basePath }), ABSENT);
            return answer === undefined ? [] : [`${domainName}/${path}`];
        },
    },
};

;// CONCATENATED MODULE: ./lib/terraform/identities/api-gateway-v2.js

const page = (NextToken) => ({
    MaxResults: '500',
    ...(NextToken === undefined ? {} : { NextToken }),
});
/** HTTP and WebSocket APIs. AWS assigns their ids and takes any number of one name; the rest hangs on an API. */
const API_GATEWAY_V2 = {
    aws_apigatewayv2_api: {
        assignedBy: 'aws',
        key: { name: 'name', protocol: 'protocol_type' },
        find: async ({ aws, region }, key) => {
            const gateway = await aws.apiGatewayV2(region);
            const apis = await (0,identity/* everyPage */.Lu)((token) => gateway.getApis(page(token)), ({ Items, NextToken }) => ({ items: Items, next: NextToken }));
            return apis
                .filter(({ Name, ProtocolType }) => Name === (0,identity/* part */.y_)(key, 'name') && ProtocolType === (0,identity/* part */.y_)(key, 'protocol'))
                .flatMap(({ ApiId }) => (0,identity/* found */.F9)(ApiId));
        },
    },
    aws_apigatewayv2_stage: {
        assignedBy: 'key',
        key: { api: { id: 'api_id' }, name: 'name' },
        find: async ({ aws, region }, key) => {
            const gateway = await aws.apiGatewayV2(region);
            const [ApiId, StageName] = [(0,identity/* part */.y_)(key, 'api'), (0,identity/* part */.y_)(key, 'name')];
            const answer = await (0,identity/* orAbsent */.Re)(gateway.getStage({ ApiId, StageName }), 'NotFoundException');
            return answer === undefined ? [] : [`${ApiId}/${StageName}`];
        },
    },
    // An API has one route of a key: the id is AWS's, the identity isn't.
    aws_apigatewayv2_route: {
        assignedBy: 'key',
        key: { api: { id: 'api_id' }, route: 'route_key' },
        find: async ({ aws, region }, key) => {
            const gateway = await aws.apiGatewayV2(region);
            const ApiId = (0,identity/* part */.y_)(key, 'api');
            const routes = await (0,identity/* orAbsent */.Re)((0,identity/* everyPage */.Lu)((token) => gateway.getRoutes({ ApiId, ...page(token) }), ({ Items, NextToken }) => ({ items: Items, next: NextToken })), 'NotFoundException');
            const route = routes?.find(({ RouteKey }) => RouteKey === (0,identity/* part */.y_)(key, 'route'));
            return route?.RouteId === undefined ? [] : [`${ApiId}/${route.RouteId}`];
        },
    },
    aws_apigatewayv2_integration: {
        assignedBy: 'aws',
        within: { type: 'aws_apigatewayv2_api', part: 'api' },
        key: {
            api: { id: 'api_id' },
            type: 'integration_type',
            uri: { id: 'integration_uri', otherwise: '' },
        },
        find: async ({ aws, region }, key) => {
            const gateway = await aws.apiGatewayV2(region);
            const ApiId = (0,identity/* part */.y_)(key, 'api');
            const integrations = await (0,identity/* orAbsent */.Re)((0,identity/* everyPage */.Lu)((token) => gateway.getIntegrations({ ApiId, ...page(token) }), ({ Items, NextToken }) => ({ items: Items, next: NextToken })), 'NotFoundException');
            return (integrations ?? [])
                .filter(({ IntegrationType, IntegrationUri }) => IntegrationType === (0,identity/* part */.y_)(key, 'type') && leadsTo(IntegrationUri ?? '', (0,identity/* part */.y_)(key, 'uri')))
                .flatMap(({ IntegrationId }) => (IntegrationId === undefined ? [] : [`${ApiId}/${IntegrationId}`]));
        },
    },
    aws_apigatewayv2_authorizer: {
        assignedBy: 'aws',
        key: { api: { id: 'api_id' }, name: 'name' },
        find: async ({ aws, region }, key) => {
            const gateway = await aws.apiGatewayV2(region);
            const ApiId = (0,identity/* part */.y_)(key, 'api');
            const authorizers = await (0,identity/* orAbsent */.Re)((0,identity/* everyPage */.Lu)((token) => gateway.getAuthorizers({ ApiId, ...page(token) }), ({ Items, NextToken }) => ({ items: Items, next: NextToken })), 'NotFoundException');
            return (authorizers ?? [])
                .filter(({ Name }) => Name === (0,identity/* part */.y_)(key, 'name'))
                .flatMap(({ AuthorizerId: id }) => (id === undefined ? [] : [`${ApiId}/${id}`]));
        },
    },
    aws_apigatewayv2_domain_name: {
        assignedBy: 'key',
        key: { domain: 'domain_name' },
        find: async ({ aws, region }, key) => {
            const gateway = await aws.apiGatewayV2(region);
            const DomainName = (0,identity/* part */.y_)(key, 'domain');
            return (0,identity/* found */.F9)((await (0,identity/* orAbsent */.Re)(gateway.getDomainName({ DomainName }), 'NotFoundException'))?.DomainName);
        },
    },
    // A domain has one mapping of a path: the id is AWS's, the identity isn't.
    aws_apigatewayv2_api_mapping: {
        assignedBy: 'key',
        key: { domain: { id: 'domain_name' }, path: { attribute: 'api_mapping_key', otherwise: '' } },
        find: async ({ aws, region }, key) => {
            const gateway = await aws.apiGatewayV2(region);
            const DomainName = (0,identity/* part */.y_)(key, 'domain');
            const mappings = await (0,identity/* orAbsent */.Re)((0,identity/* everyPage */.Lu)((token) => gateway.getApiMappings({ DomainName, ...page(token) }), ({ Items, NextToken }) => ({ items: Items, next: NextToken })), 'NotFoundException');
            const mapping = mappings?.find(({ ApiMappingKey = '' }) => ApiMappingKey === (0,identity/* part */.y_)(key, 'path'));
            return mapping?.ApiMappingId === undefined ? [] : [`${mapping.ApiMappingId}/${DomainName}`];
        },
    },
};
/** Whether an integration's URI is this one, or that of the function of this name: `...:function:<name>/invocations`. */
const leadsTo = (uri, wanted) => uri === wanted || (wanted !== '' && /:function:([^/:]+)/.exec(uri)?.[1] === wanted);

;// CONCATENATED MODULE: ./lib/terraform/identities/cloudfront.js

/** A kind of policy, whose names are unique in an account though AWS assigns the ids. */
const cloudfront_named = (list) => ({
    assignedBy: 'key',
    key: { name: 'name' },
    find: async ({ aws }, key) => {
        const cloudfront = await aws.cloudfront();
        const all = await (0,identity/* everyPage */.Lu)((marker) => list(cloudfront, marker), (page) => ({ items: page?.items, next: page?.next }));
        return all.filter(({ name }) => name === (0,identity/* part */.y_)(key, 'name')).flatMap(({ id }) => (0,identity/* found */.F9)(id));
    },
});
const cloudfront_from = (Marker) => Marker === undefined ? {} : { Marker };
/** CloudFront: functions and policies by name, distributions by what they are called (comment) and answer to (aliases). */
const CLOUDFRONT = {
    aws_cloudfront_distribution: {
        assignedBy: 'aws',
        key: {
            comment: ({ comment }) => (typeof comment === 'string' ? comment : ''),
            // One that has neither could be anybody's: no identity.
            aliases: (after) => aliasesOf(after),
        },
        find: async ({ aws }, key) => {
            const cloudfront = await aws.cloudfront();
            const all = await (0,identity/* everyPage */.Lu)((marker) => cloudfront.listDistributions(cloudfront_from(marker)), ({ DistributionList }) => ({ items: DistributionList?.Items, next: DistributionList?.NextMarker }));
            return all
                .filter(({ Comment = '', Aliases }) => Comment === (0,identity/* part */.y_)(key, 'comment') && joined(Aliases?.Items ?? []) === (0,identity/* part */.y_)(key, 'aliases'))
                .flatMap(({ Id }) => (0,identity/* found */.F9)(Id));
        },
    },
    aws_cloudfront_function: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws }, key) => {
            const cloudfront = await aws.cloudfront();
            const answer = await (0,identity/* orAbsent */.Re)(cloudfront.describeFunction({ Name: (0,identity/* part */.y_)(key, 'name'), Stage: 'DEVELOPMENT' }), 'NoSuchFunctionExists');
            return (0,identity/* found */.F9)(answer?.FunctionSummary?.Name);
        },
    },
    // The forerunner of access controls. It has no name, but what it is called.
    aws_cloudfront_origin_access_identity: {
        assignedBy: 'aws',
        key: { comment: 'comment' },
        find: async ({ aws }, key) => {
            const cloudfront = await aws.cloudfront();
            const all = await (0,identity/* everyPage */.Lu)((marker) => cloudfront.listCloudFrontOriginAccessIdentities(cloudfront_from(marker)), ({ CloudFrontOriginAccessIdentityList: list }) => ({ items: list?.Items, next: list?.NextMarker }));
            return all.filter(({ Comment }) => Comment === (0,identity/* part */.y_)(key, 'comment')).flatMap(({ Id }) => (0,identity/* found */.F9)(Id));
        },
    },
    aws_cloudfront_origin_access_control: cloudfront_named(async (cloudfront, marker) => {
        const { OriginAccessControlList: list } = await cloudfront.listOriginAccessControls(cloudfront_from(marker));
        return {
            items: (list?.Items ?? []).map(({ Name, Id }) => ({ name: Name, id: Id })),
            next: list?.NextMarker,
        };
    }),
    aws_cloudfront_response_headers_policy: cloudfront_named(async (cloudfront, marker) => {
        const { ResponseHeadersPolicyList: list } = await cloudfront.listResponseHeadersPolicies({
            Type: 'custom',
            ...cloudfront_from(marker),
        });
        const items = (list?.Items ?? []).map(({ ResponseHeadersPolicy: policy }) => ({
            name: policy?.ResponseHeadersPolicyConfig?.Name,
            id: policy?.Id,
        }));
        return { items, next: list?.NextMarker };
    }),
    aws_cloudfront_cache_policy: cloudfront_named(async (cloudfront, marker) => {
        const { CachePolicyList: list } = await cloudfront.listCachePolicies({ Type: 'custom', ...cloudfront_from(marker) });
        const items = (list?.Items ?? []).map(({ CachePolicy: policy }) => ({
            name: policy?.CachePolicyConfig?.Name,
            id: policy?.Id,
        }));
        return { items, next: list?.NextMarker };
    }),
    aws_cloudfront_origin_request_policy: cloudfront_named(async (cloudfront, marker) => {
        const { OriginRequestPolicyList: list } = await cloudfront.listOriginRequestPolicies({
            Type: 'custom',
            ...cloudfront_from(marker),
        });
        const items = (list?.Items ?? []).map(({ OriginRequestPolicy: policy }) => ({
            name: policy?.OriginRequestPolicyConfig?.Name,
            id: policy?.Id,
        }));
        return { items, next: list?.NextMarker };
    }),
};
const joined = (aliases) => [...aliases].sort().join(' ');
function aliasesOf({ aliases, comment }) {
    const known = Array.isArray(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [];
    const named = typeof comment === 'string' && comment !== '';
    return named || known.length > 0 ? joined(known) : undefined;
}

;// CONCATENATED MODULE: ./lib/terraform/identities/dynamodb.js

/** DynamoDB, by table name. */
const DYNAMODB = {
    aws_dynamodb_table: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const dynamodb = await aws.dynamodb(region);
            const answer = await (0,identity/* orAbsent */.Re)(dynamodb.describeTable({ TableName: (0,identity/* part */.y_)(key, 'name') }), 'ResourceNotFoundException', 'TableNotFoundException');
            return (0,identity/* found */.F9)(answer?.Table?.TableName);
        },
        isReady: async ({ aws, region }, id) => {
            const { Table } = await (await aws.dynamodb(region)).describeTable({ TableName: id });
            const indexes = Table?.GlobalSecondaryIndexes ?? [];
            return (Table?.TableStatus === 'ACTIVE' &&
                indexes.every(({ IndexStatus }) => (IndexStatus ?? 'ACTIVE') === 'ACTIVE'));
        },
    },
};

;// CONCATENATED MODULE: ./lib/terraform/identities/events.js

/** The bus and the rule of `rule` and of `bus/rule`. */
const ruleName = (rule) => rule.split('/').at(-1) ?? rule;
const prefix = (bus) => (bus === 'default' ? '' : `${bus}/`);
const BUS = { id: 'event_bus_name', otherwise: 'default' };
const events_ABSENT = 'ResourceNotFoundException';
/** EventBridge: buses, rules and their targets, schedules and their groups; all by name. */
const EVENTS = {
    aws_cloudwatch_event_bus: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const bridge = await aws.eventBridge(region);
            return (0,identity/* found */.F9)((await (0,identity/* orAbsent */.Re)(bridge.describeEventBus({ Name: (0,identity/* part */.y_)(key, 'name') }), events_ABSENT))?.Name);
        },
    },
    aws_cloudwatch_event_rule: {
        assignedBy: 'key',
        key: { name: 'name', bus: BUS },
        find: async ({ aws, region }, key) => {
            const bridge = await aws.eventBridge(region);
            const [Name, EventBusName] = [(0,identity/* part */.y_)(key, 'name'), (0,identity/* part */.y_)(key, 'bus')];
            const answer = await (0,identity/* orAbsent */.Re)(bridge.describeRule({ Name, EventBusName }), events_ABSENT);
            return answer === undefined ? [] : [`${prefix(EventBusName)}${Name}`];
        },
    },
    aws_cloudwatch_event_target: {
        assignedBy: 'key',
        within: { type: 'aws_cloudwatch_event_rule', part: 'rule' },
        key: { rule: { id: 'rule' }, target: 'target_id', bus: BUS },
        find: async ({ aws, region }, key) => {
            const bridge = await aws.eventBridge(region);
            const [Rule, EventBusName, target] = [
                ruleName((0,identity/* part */.y_)(key, 'rule')),
                (0,identity/* part */.y_)(key, 'bus'),
                (0,identity/* part */.y_)(key, 'target'),
            ];
            const targets = await (0,identity/* orAbsent */.Re)((0,identity/* everyPage */.Lu)((NextToken) => bridge.listTargetsByRule({ Rule, EventBusName, ...(NextToken ? { NextToken } : {}) }), ({ Targets, NextToken }) => ({ items: Targets, next: NextToken })), events_ABSENT);
            return targets?.some(({ Id }) => Id === target) ? [`${prefix(EventBusName)}${Rule}/${target}`] : [];
        },
    },
    aws_scheduler_schedule: {
        assignedBy: 'key',
        key: { name: 'name', group: { id: 'group_name', otherwise: 'default' } },
        find: async ({ aws, region }, key) => {
            const scheduler = await aws.scheduler(region);
            const [Name, GroupName] = [(0,identity/* part */.y_)(key, 'name'), (0,identity/* part */.y_)(key, 'group')];
            const answer = await (0,identity/* orAbsent */.Re)(scheduler.getSchedule({ Name, GroupName }), events_ABSENT);
            return answer === undefined ? [] : [`${GroupName}/${Name}`];
        },
    },
    aws_scheduler_schedule_group: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const scheduler = await aws.scheduler(region);
            const answer = await (0,identity/* orAbsent */.Re)(scheduler.getScheduleGroup({ Name: (0,identity/* part */.y_)(key, 'name') }), events_ABSENT);
            return (0,identity/* found */.F9)(answer?.Name);
        },
    },
};

;// CONCATENATED MODULE: ./lib/terraform/identities/iam.js

/** Roles may be configured by name alone; their path is no part of it. */
const iam_ABSENT = 'NoSuchEntity';
const ABSENT_TOO = 'NoSuchEntityException';
/** What hangs on a role is put there again without a word. */
const ROLE = { type: 'aws_iam_role', part: 'role' };
/** IAM: roles and policies by name, what hangs on a role by role and name. */
const IAM = {
    aws_iam_role: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const iam = await aws.iam(region);
            const answer = await (0,identity/* orAbsent */.Re)(iam.getRole({ RoleName: (0,identity/* part */.y_)(key, 'name') }), iam_ABSENT, ABSENT_TOO);
            return (0,identity/* found */.F9)(answer?.Role?.RoleName);
        },
    },
    aws_iam_role_policy: {
        assignedBy: 'key',
        within: ROLE,
        key: { role: { id: 'role' }, name: 'name' },
        find: async ({ aws, region }, key) => {
            const iam = await aws.iam(region);
            const [RoleName, PolicyName] = [(0,identity/* part */.y_)(key, 'role'), (0,identity/* part */.y_)(key, 'name')];
            const answer = await (0,identity/* orAbsent */.Re)(iam.getRolePolicy({ RoleName, PolicyName }), iam_ABSENT, ABSENT_TOO);
            return answer === undefined ? [] : [`${RoleName}:${PolicyName}`];
        },
    },
    aws_iam_policy: {
        assignedBy: 'key',
        key: { name: 'name', path: { attribute: 'path', otherwise: '/' } },
        find: async (place, key) => {
            const iam = await place.aws.iam(place.region);
            const answer = await (0,identity/* orAbsent */.Re)(iam.getPolicy({ PolicyArn: policyArn(place, (0,identity/* part */.y_)(key, 'path'), (0,identity/* part */.y_)(key, 'name')) }), iam_ABSENT, ABSENT_TOO);
            return (0,identity/* found */.F9)(answer?.Policy?.Arn);
        },
    },
    aws_iam_role_policy_attachment: {
        assignedBy: 'key',
        within: ROLE,
        key: { role: { id: 'role' }, policy: { id: 'policy_arn' } },
        find: async ({ aws, region }, key) => {
            const iam = await aws.iam(region);
            const [RoleName, policy] = [(0,identity/* part */.y_)(key, 'role'), (0,identity/* part */.y_)(key, 'policy')];
            const attached = await (0,identity/* orAbsent */.Re)((0,identity/* everyPage */.Lu)((Marker) => iam.listAttachedRolePolicies({ RoleName, ...(Marker ? { Marker } : {}) }), ({ AttachedPolicies, Marker }) => ({ items: AttachedPolicies, next: Marker })), iam_ABSENT, ABSENT_TOO);
            return attached?.some(({ PolicyArn }) => PolicyArn === policy) ? [`${RoleName}/${policy}`] : [];
        },
    },
};
function policyArn({ region, account }, path, name) {
    const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    return `arn:${partition}:iam::${account}:policy${path}${name}`;
}

;// CONCATENATED MODULE: ./lib/terraform/identities/lambda.js

/** Functions may be configured by name, ARN or partial ARN; a version or alias is no part of the function's name. */
const functionName = (reference) => /:function:([^:]+)/.exec(reference)?.[1] ?? reference;
/** `:live` of an alias or a version; nothing where the function itself is meant. */
const qualified = (separator, qualifier) => qualifier === '' ? '' : `${separator}${qualifier}`;
const FUNCTION = { id: 'function_name' };
const QUALIFIER = { attribute: 'qualifier', otherwise: '' };
const lambda_ABSENT = 'ResourceNotFoundException';
/**
 * Lambda: functions by name, what hangs on them by function and name, permissions by statement, event source mappings
 * by function and source. Versions of layers have no identity: each publication is another one.
 */
const LAMBDA = {
    aws_lambda_function: {
        assignedBy: 'key',
        key: { name: 'function_name' },
        find: async ({ aws, region }, key) => {
            const lambda = await aws.lambda(region);
            const answer = await (0,identity/* orAbsent */.Re)(lambda.getFunctionConfiguration({ FunctionName: (0,identity/* part */.y_)(key, 'name') }), lambda_ABSENT);
            return (0,identity/* found */.F9)(answer?.FunctionName);
        },
        isReady: async ({ aws, region }, id) => {
            const lambda = await aws.lambda(region);
            const { State, LastUpdateStatus } = await lambda.getFunctionConfiguration({ FunctionName: id });
            // Inactive: its resources were reclaimed for lack of use; the next invocation brings them back.
            return ((State === 'Active' || State === 'Inactive') && (LastUpdateStatus ?? 'Successful') === 'Successful');
        },
    },
    aws_lambda_alias: {
        assignedBy: 'key',
        key: { function: FUNCTION, name: 'name' },
        find: async ({ aws, region }, key) => {
            const lambda = await aws.lambda(region);
            const [FunctionName, Name] = [functionName((0,identity/* part */.y_)(key, 'function')), (0,identity/* part */.y_)(key, 'name')];
            const answer = await (0,identity/* orAbsent */.Re)(lambda.getAlias({ FunctionName, Name }), lambda_ABSENT);
            return answer === undefined ? [] : [`${FunctionName}/${Name}`];
        },
    },
    // This one and the next are imported under the name that the configuration gives the function: another spelling of it
    // would be replaced.
    aws_lambda_function_url: {
        assignedBy: 'key',
        key: { function: FUNCTION, qualifier: QUALIFIER },
        find: async ({ aws, region }, key) => {
            const lambda = await aws.lambda(region);
            const [name, qualifier] = [(0,identity/* part */.y_)(key, 'function'), (0,identity/* part */.y_)(key, 'qualifier')];
            const answer = await (0,identity/* orAbsent */.Re)(lambda.getFunctionUrlConfig(lambda_named(name, qualifier)), lambda_ABSENT);
            return answer === undefined ? [] : [`${name}${qualified('/', qualifier)}`];
        },
    },
    // Putting it again overwrites it.
    aws_lambda_function_event_invoke_config: {
        assignedBy: 'key',
        within: { type: 'aws_lambda_function', part: 'function' },
        key: { function: FUNCTION, qualifier: QUALIFIER },
        find: async ({ aws, region }, key) => {
            const lambda = await aws.lambda(region);
            const [name, qualifier] = [(0,identity/* part */.y_)(key, 'function'), (0,identity/* part */.y_)(key, 'qualifier')];
            const answer = await (0,identity/* orAbsent */.Re)(lambda.getFunctionEventInvokeConfig(lambda_named(name, qualifier)), lambda_ABSENT);
            return answer === undefined ? [] : [`${name}${qualified(':', qualifier)}`];
        },
    },
    aws_lambda_permission: {
        assignedBy: 'key',
        key: { function: FUNCTION, statement: 'statement_id', qualifier: QUALIFIER },
        find: async ({ aws, region }, key) => {
            const lambda = await aws.lambda(region);
            const [name, qualifier] = [functionName((0,identity/* part */.y_)(key, 'function')), (0,identity/* part */.y_)(key, 'qualifier')];
            const answer = await (0,identity/* orAbsent */.Re)(lambda.getPolicy(lambda_named(name, qualifier)), lambda_ABSENT);
            const statement = (0,identity/* part */.y_)(key, 'statement');
            const id = `${name}${qualified(':', qualifier)}/${statement}`;
            return statementsOf(answer?.Policy).includes(statement) ? [id] : [];
        },
    },
    aws_lambda_event_source_mapping: {
        assignedBy: 'aws',
        key: { function: FUNCTION, source: { id: 'event_source_arn' } },
        find: async ({ aws, region }, key) => {
            const lambda = await aws.lambda(region);
            const [name, source] = [functionName((0,identity/* part */.y_)(key, 'function')), (0,identity/* part */.y_)(key, 'source')];
            const mappings = await (0,identity/* everyPage */.Lu)((Marker) => lambda.listEventSourceMappings({
                ...(source.startsWith('arn:') ? { EventSourceArn: source } : {}),
                ...(Marker ? { Marker } : {}),
            }), ({ EventSourceMappings, NextMarker }) => ({ items: EventSourceMappings, next: NextMarker }));
            return mappings
                .filter(({ FunctionArn = '', EventSourceArn = '', State }) => functionName(FunctionArn) === name && comesFrom(EventSourceArn, source) && State !== 'Deleting')
                .flatMap(({ UUID }) => (0,identity/* found */.F9)(UUID));
        },
    },
};
/** A function, or what an alias or a version of it is asked by. */
const lambda_named = (FunctionName, qualifier) => ({
    FunctionName,
    ...(qualifier === '' ? {} : { Qualifier: qualifier }),
});
/** Whether a source is this one, or that of the table, stream or queue of this id: a table's stream has no other name. */
const comesFrom = (arn, source) => arn === source ||
    (!source.startsWith('arn:') && arn.split(/[:/]/).includes(source.split('/').at(-1) ?? source));
/** Statement ids of a resource policy. */
function statementsOf(policy) {
    if (policy === undefined)
        return [];
    const { Statement = [] } = JSON.parse(policy);
    return Statement.flatMap(({ Sid }) => (0,identity/* found */.F9)(Sid));
}

;// CONCATENATED MODULE: ./lib/terraform/identities/s3.js

/** A bucket's settings are overwritten, and AWS gives every new bucket some; its objects are overwritten, too. */
const BUCKET = { type: 'aws_s3_bucket', part: 'bucket' };
/** A setting of a bucket that is a resource of its own, imported by the bucket's name. */
const setting = (isThere) => ({
    assignedBy: 'key',
    within: BUCKET,
    key: { bucket: { id: 'bucket' } },
    find: async (place, key) => {
        const bucket = owned(place, key);
        const there = await (0,identity/* orAbsent */.Re)(isThere(await place.aws.s3(place.region), bucket), 'NoSuchBucket');
        return there === true ? [bucket.Bucket] : [];
    },
});
const owned = ({ account }, key) => ({
    Bucket: (0,identity/* part */.y_)(key, 'bucket'),
    ExpectedBucketOwner: account,
});
/** Whether a call answers; the code says that the bucket has no such setting. */
const answers = async (call, code) => (await (0,identity/* orAbsent */.Re)(call.then(() => true), code)) ?? false;
/** A HEAD has no body: its 404 is all S3 says. */
async function isFound(head) {
    try {
        await head;
        return true;
    }
    catch (error) {
        const { $metadata } = error;
        if ($metadata?.httpStatusCode === 404 || (0,identity/* codeOf */.$N)(error) === 'NotFound')
            return false;
        throw error;
    }
}
/** S3: buckets and their settings by the bucket's name, objects by bucket and key. */
const S3 = {
    aws_s3_bucket: {
        assignedBy: 'key',
        key: { bucket: 'bucket' },
        find: async (place, key) => {
            const s3 = await place.aws.s3(place.region);
            const bucket = owned(place, key);
            return (0,identity/* found */.F9)((await isFound(s3.headBucket(bucket))) ? bucket.Bucket : undefined);
        },
    },
    aws_s3_object: {
        assignedBy: 'key',
        within: BUCKET,
        key: { bucket: { id: 'bucket' }, key: 'key' },
        find: async (place, key) => {
            const s3 = await place.aws.s3(place.region);
            const bucket = owned(place, key);
            const there = await isFound(s3.headObject({ ...bucket, Key: (0,identity/* part */.y_)(key, 'key') }));
            return there ? [`${bucket.Bucket}/${(0,identity/* part */.y_)(key, 'key')}`] : [];
        },
    },
    aws_s3_bucket_policy: setting((s3, bucket) => answers(s3.getBucketPolicy(bucket), 'NoSuchBucketPolicy')),
    aws_s3_bucket_public_access_block: setting((s3, bucket) => answers(s3.getPublicAccessBlock(bucket), 'NoSuchPublicAccessBlockConfiguration')),
    aws_s3_bucket_ownership_controls: setting((s3, bucket) => answers(s3.getBucketOwnershipControls(bucket), 'OwnershipControlsNotFoundError')),
    aws_s3_bucket_server_side_encryption_configuration: setting((s3, bucket) => answers(s3.getBucketEncryption(bucket), 'ServerSideEncryptionConfigurationNotFoundError')),
    aws_s3_bucket_lifecycle_configuration: setting((s3, bucket) => answers(s3.getBucketLifecycleConfiguration(bucket), 'NoSuchLifecycleConfiguration')),
    aws_s3_bucket_cors_configuration: setting((s3, bucket) => answers(s3.getBucketCors(bucket), 'NoSuchCORSConfiguration')),
    aws_s3_bucket_website_configuration: setting((s3, bucket) => answers(s3.getBucketWebsite(bucket), 'NoSuchWebsiteConfiguration')),
    // AWS answers these three for every bucket, and with nothing in them where they were never set.
    aws_s3_bucket_logging: setting(async (s3, bucket) => (await s3.getBucketLogging(bucket)).LoggingEnabled !== undefined),
    aws_s3_bucket_notification: setting(async (s3, bucket) => {
        const { EventBridgeConfiguration: bridge, LambdaFunctionConfigurations: functions = [], QueueConfigurations: queues = [], TopicConfigurations: topics = [], } = await s3.getBucketNotificationConfiguration(bucket);
        return bridge !== undefined || functions.length + queues.length + topics.length > 0;
    }),
    aws_s3_bucket_accelerate_configuration: setting(async (s3, bucket) => (await s3.getBucketAccelerateConfiguration(bucket)).Status !== undefined),
    aws_s3_bucket_replication_configuration: setting((s3, bucket) => answers(s3.getBucketReplication(bucket), 'ReplicationConfigurationNotFoundError')),
    aws_s3_bucket_object_lock_configuration: setting((s3, bucket) => answers(s3.getObjectLockConfiguration(bucket), 'ObjectLockConfigurationNotFoundError')),
    // Every bucket has one. By the canned name it is imported with, the provider compares what it grants.
    aws_s3_bucket_acl: {
        assignedBy: 'key',
        within: BUCKET,
        key: { bucket: { id: 'bucket' }, acl: 'acl' },
        find: async (place, key) => {
            const bucket = owned(place, key);
            const s3 = await place.aws.s3(place.region);
            const there = await (0,identity/* orAbsent */.Re)(s3.getBucketAcl(bucket), 'NoSuchBucket');
            return there === undefined ? [] : [`${bucket.Bucket},${(0,identity/* part */.y_)(key, 'acl')}`];
        },
    },
    // A bucket that never had versioning answers without a status, and the provider refuses to import that.
    aws_s3_bucket_versioning: setting(async (s3, bucket) => (await s3.getBucketVersioning(bucket)).Status !== undefined),
};

;// CONCATENATED MODULE: ./lib/terraform/identities/secrets-and-logs.js

/** Secrets and log groups, by name; of a secret's versions the current one. */
const SECRETS_AND_LOGS = {
    // One that is scheduled for deletion keeps its name: it is there.
    aws_secretsmanager_secret: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const secrets = await aws.secretsManager(region);
            const answer = await (0,identity/* orAbsent */.Re)(secrets.describeSecret({ SecretId: (0,identity/* part */.y_)(key, 'name') }), 'ResourceNotFoundException');
            return (0,identity/* found */.F9)(answer?.ARN);
        },
        isReady: async ({ aws, region }, id) => {
            const { DeletedDate } = await (await aws.secretsManager(region)).describeSecret({ SecretId: id });
            return DeletedDate === undefined;
        },
    },
    // Made anew it would take the place of the current value, which a person may have put there.
    aws_secretsmanager_secret_version: {
        assignedBy: 'aws',
        within: { type: 'aws_secretsmanager_secret', part: 'secret' },
        key: { secret: { id: 'secret_id' } },
        find: async ({ aws, region }, key) => {
            const secrets = await aws.secretsManager(region);
            const answer = await (0,identity/* orAbsent */.Re)(secrets.describeSecret({ SecretId: (0,identity/* part */.y_)(key, 'secret') }), 'ResourceNotFoundException');
            const versions = Object.entries(answer?.VersionIdsToStages ?? {});
            return versions.flatMap(([version, stages]) => stages.includes('AWSCURRENT') ? [`${answer?.ARN}|${version}`] : []);
        },
    },
    aws_cloudwatch_log_group: {
        assignedBy: 'key',
        key: { name: 'name' },
        find: async ({ aws, region }, key) => {
            const logs = await aws.cloudWatchLogs(region);
            const name = (0,identity/* part */.y_)(key, 'name');
            const groups = await (0,identity/* everyPage */.Lu)((nextToken) => logs.describeLogGroups({ logGroupNamePrefix: name, ...(nextToken ? { nextToken } : {}) }), ({ logGroups, nextToken }) => ({ items: logGroups, next: nextToken }));
            return groups.some(({ logGroupName }) => logGroupName === name) ? [name] : [];
        },
    },
};

;// CONCATENATED MODULE: ./lib/terraform/identities/registry.js










/** Every type of resource that can be recognised in AWS before Terraform knows it. */
const IDENTITIES = {
    ...API_GATEWAY,
    ...API_GATEWAY_ACCESS,
    ...API_GATEWAY_V2,
    ...CLOUDFRONT,
    ...DYNAMODB,
    ...EVENTS,
    ...IAM,
    ...LAMBDA,
    ...S3,
    ...SECRETS_AND_LOGS,
};


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
