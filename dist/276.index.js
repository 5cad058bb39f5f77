export const id = 276;
export const ids = [276];
export const modules = {

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

/***/ 7009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ freeOwnLock)
/* harmony export */ });
/* unused harmony export isOwnLock */
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6594);
/* harmony import */ var _lock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6906);
/* harmony import */ var _stored_lock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7448);



/**
 * Whether a lock was taken by a Terraform of this run, of which none runs any more. Terraform's own word for its id
 * settles it. Otherwise it was taken on this machine after our Terraform was started, and nobody else signed it: our
 * lease keeps every other run of ours out, and a bare Terraform elsewhere has another machine's name.
 */
function isOwnLock(lock, { since, hostname, id, signature = '' }) {
    if (id !== undefined)
        return lock.id === id;
    const isSignedByOthers = lock.info !== '' && lock.info !== signature;
    return !isSignedByOthers && lock.who.endsWith(`@${hostname}`) && Date.parse(lock.created) >= since;
}
/**
 * Frees the state lock if a Terraform of this run left it: the answer to its lock request was lost, or its unlock
 * failed. Each kind of lock goes only if it is still exactly what was read, and the lock of another stays. False:
 * nothing of ours was there to free, or AWS would not, which the log says.
 */
async function freeOwnLock(ports, location, own) {
    let freed = false;
    try {
        for (const stored of await (0,_stored_lock_js__WEBPACK_IMPORTED_MODULE_2__/* .readStoredLocks */ .kW)(ports, location)) {
            const lock = (0,_lock_js__WEBPACK_IMPORTED_MODULE_1__/* .parseLock */ .PG)(stored.text);
            if (!isOwnLock(lock, own) || !(await (0,_stored_lock_js__WEBPACK_IMPORTED_MODULE_2__/* .deleteLock */ .bf)(ports, location, stored)))
                continue;
            freed = true;
            ports.log.info(`Freed a state lock of this run: ${(0,_lock_js__WEBPACK_IMPORTED_MODULE_1__/* .describeLock */ .FD)(lock)}.`);
        }
    }
    catch (error) {
        ports.log.warning(`The state lock could not be looked at or freed: ${(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .errorText */ .kc)(error)}`);
    }
    return freed;
}


/***/ }),

/***/ 1276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  supervise: () => (/* binding */ supervise)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./lib/context/run.js
var context_run = __webpack_require__(2922);
// EXTERNAL MODULE: ./lib/platform/aws.js + 1 modules
var platform_aws = __webpack_require__(5836);
// EXTERNAL MODULE: ./lib/platform/clock.js
var clock = __webpack_require__(8005);
// EXTERNAL MODULE: ./lib/platform/http.js
var http = __webpack_require__(1267);
// EXTERNAL MODULE: ./lib/platform/log.js
var log = __webpack_require__(1673);
// EXTERNAL MODULE: ./lib/platform/oidc.js
var oidc = __webpack_require__(2318);
// EXTERNAL MODULE: ./lib/platform/supervision/job.js
var supervision_job = __webpack_require__(7548);
// EXTERNAL MODULE: ./lib/platform/supervision/process-group.js
var process_group = __webpack_require__(9772);
// EXTERNAL MODULE: ./lib/platform/supervision/task-runner.js
var task_runner = __webpack_require__(9433);
// EXTERNAL MODULE: ./lib/state/lease.js + 3 modules
var state_lease = __webpack_require__(389);
// EXTERNAL MODULE: ./lib/state/own-lock.js
var own_lock = __webpack_require__(7009);
// EXTERNAL MODULE: ./lib/state/lock.js
var state_lock = __webpack_require__(6906);
// EXTERNAL MODULE: ./lib/state/stored-lock.js
var stored_lock = __webpack_require__(7448);
;// CONCATENATED MODULE: ./lib/state/sign-lock.js


/** How often a lock is looked for that is not there yet. */
const LOOK_INTERVAL = 1_000;
/**
 * Signs the lock of a Terraform that runs, as soon as it holds it: with run, actor and commit in its `Info`, so that
 * every Terraform that meets the lock prints them. Looks each second until it is signed or `signal` aborts; no failure
 * of AWS is worth more than the next look, since an unsigned lock works as well.
 */
async function keepSigning(ports, signing, signal) {
    while (!signal.aborted) {
        const signed = await signLock(ports, signing).catch(() => false);
        if (signed)
            return;
        await ports.clock.sleep(LOOK_INTERVAL, signal).catch(() => { });
    }
}
/**
 * Signs the lock if it is there and ours: each kind of it, with a write that fails if it is no longer as it was read.
 * Terraform's unlock compares only the id, which stays.
 *
 * @returns true once every lock there should be is signed.
 */
async function signLock(ports, signing) {
    const { location } = signing;
    const found = await (0,stored_lock/* readStoredLocks */.kW)(ports, location);
    const signed = await Promise.all(found.map(async (lock) => {
        if ((0,state_lock/* parseLock */.PG)(lock.text).info === signing.signature)
            return true;
        const text = sign(lock.text, signing);
        return text !== undefined && (await (0,stored_lock/* rewriteLock */.ae)(ports, location, lock, text));
    }));
    return found.length === (location.locking === 'both' ? 2 : 1) && signed.every(Boolean);
}
/**
 * The lock's JSON with the signature, or undefined where it is not certainly ours: of this host, created since Terraform
 * was started, and saying nothing yet.
 */
function sign(text, { signature, host, started }) {
    const { info, who, created } = (0,state_lock/* parseLock */.PG)(text);
    const ours = info === '' && who.endsWith(`@${host}`) && Date.parse(created) >= started;
    // Everything else stays as Terraform wrote it, in its order.
    return ours ? JSON.stringify({ ...JSON.parse(text), Info: signature }) : undefined;
}

;// CONCATENATED MODULE: ./lib/supervisor.js













/** An OIDC token lives some minutes; Terraform reads the file whenever its role session runs out. */
const TOKEN_INTERVAL = 2 * 60_000;
/**
 * The process that owns Terraform and the beat of the lease. It ends when main lets it go or is dead, and no task runs:
 * the lease is then freed. One truth of being alive: while this process lives the lease beats, and when the machine dies
 * both stop.
 */
async function supervise(directory, environment) {
    const job = { path: directory };
    const { lease, mainPid, keepToken } = (0,supervision_job/* readJobJson */.oA)(job, 'job.json');
    const aws = (0,platform_aws/* connectAws */.o)();
    const dynamodb = await aws.dynamodb(lease.region);
    const machine = (0,process_group/* machineName */.Fm)();
    // It leads the process group of all that it starts.
    const self = machine === undefined ? undefined : { machine, pid: process.pid, role: 'supervisor' };
    let status = { pid: process.pid, state: 'running', beats: 0 };
    const report = (change) => {
        status = { ...status, ...change };
        (0,supervision_job/* writeJobJson */.v7)(job, 'status.json', status);
    };
    let signing;
    const tasks = new task_runner/* TaskRunner */.u(job, environment, (task) => {
        report({ task });
        signing?.abort();
        if (task !== undefined)
            signing = startSigning();
    });
    const done = new AbortController();
    await Promise.all([
        (0,supervision_job/* watchJob */.LA)(job, () => {
            // First: what is asked for without the lease must not start.
            if (status.lost !== undefined)
                tasks.interrupt();
            tasks.look();
            const letGo = (0,supervision_job/* hasJobFile */._q)(job, 'release') || !(0,supervision_job/* isAlive */._n)(mainPid);
            return letGo && !tasks.running;
        }).finally(() => done.abort()),
        keepBeating(),
        keepToken && (0,oidc/* mayRequestIdToken */.TI)(environment) ? keepTokenFresh(job, environment, done.signal) : undefined,
    ]);
    if (status.lost === undefined) {
        // A main that was killed keeps and frees nothing of its own, and while the lease is ours no other run of ours has a
        // lock. The file that lets go tells nothing of it: `post` may have written that in its stead.
        if (!(0,supervision_job/* isAlive */._n)(mainPid)) {
            await keepStateOfMain();
            await freeLockOfMain();
        }
        await (0,state_lease/* freeLease */.hz)(dynamodb, lease);
    }
    report({ state: 'ended' });
    /**
     * Keeps a state that Terraform could not save: whoever takes the lease next looks for it at once, and would plan without
     * what it knows. Where that fails, this process ends with the lease held, and `post` tries both again.
     */
    async function keepStateOfMain() {
        const { lock } = lease;
        if (lock === undefined || tasks.directory === undefined)
            return;
        const { keepUnsaved } = await Promise.all(/* import() */[__webpack_require__.e(970), __webpack_require__.e(881)]).then(__webpack_require__.bind(__webpack_require__, 13));
        const run = (0,context_run/* readRun */.cI)(environment, external_node_os_.hostname(), { cwd: tasks.directory, temporary: external_node_os_.tmpdir() });
        const place = await keepUnsaved({ aws }, lock.location, { run, directory: tasks.directory });
        if (place !== undefined)
            (0,supervision_job/* writeJobFile */.XB)(job, 'kept', place);
    }
    /** Frees the lock under which main was moving a state; every other one is a Terraform's, which has freed it. */
    async function freeLockOfMain() {
        const { lock } = lease;
        if (lock === undefined)
            return;
        const own = { since: lock.since, hostname: external_node_os_.hostname(), signature: lock.signature };
        await (0,own_lock/* freeOwnLock */.W)({ aws, log: log/* runnerLog */.t }, lock.location, own);
    }
    /** Looks for the lock of the task that has just started, until it is signed or the task has ended. */
    function startSigning() {
        const ended = new AbortController();
        // A moment earlier than Terraform: its lock is never older.
        const started = Date.now() - 1_000;
        const { lock } = lease;
        if (lock !== undefined) {
            const ours = { ...lock, host: external_node_os_.hostname(), started };
            void keepSigning({ aws, clock: clock/* systemClock */.m }, ours, ended.signal).catch(() => { });
        }
        return ended;
    }
    async function keepBeating() {
        let stage = '';
        let held = clock/* systemClock */.m.monotonic();
        let beaten = -Infinity;
        while (!done.signal.aborted) {
            const current = (0,supervision_job/* readJobFile */.i5)(job, 'stage') ?? stage;
            if (current !== stage || clock/* systemClock */.m.monotonic() - beaten >= state_lease/* BEAT_INTERVAL */.Bz) {
                stage = current;
                beaten = clock/* systemClock */.m.monotonic();
                const outcome = await tryBeat(stage);
                if (outcome === false)
                    return report({ lost: 'another run holds the lease' });
                const silent = clock/* systemClock */.m.monotonic() - held;
                if (outcome === true) {
                    held = beaten;
                    // Main waits for the first of these, and nothing runs before: until the lease shows this process, main's death
                    // alone would let another take it over.
                    report({ beats: status.beats + 1 });
                }
                else if (silent >= state_lease/* BEATS_UNTIL_LOST */.a0 * state_lease/* BEAT_INTERVAL */.Bz) {
                    const seconds = Math.round(silent / 1000);
                    return report({ lost: `it could not be renewed for ${seconds} s: ${outcome.message}` });
                }
            }
            await stageChanged(stage, state_lease/* BEAT_INTERVAL */.Bz - (clock/* systemClock */.m.monotonic() - beaten));
        }
    }
    /** A connection that hangs must not outlast the time in which a beat is due: others judge the lease by it. */
    function tryBeat(stage) {
        const deadline = AbortSignal.timeout(state_lease/* BEAT_INTERVAL */.Bz);
        const ports = { dynamodb, clock: clock/* systemClock */.m };
        return (0,state_lease/* beat */.v3)(ports, lease, { stage, deadline, process: self }).catch((error) => error);
    }
    /** Resolves when main shows another stage, after `milliseconds`, or when this process is done. */
    async function stageChanged(stage, milliseconds) {
        const waiting = AbortSignal.any([done.signal, AbortSignal.timeout(Math.max(0, Math.ceil(milliseconds)))]);
        await (0,supervision_job/* watchJob */.LA)(job, () => ((0,supervision_job/* readJobFile */.i5)(job, 'stage') ?? stage) !== stage, waiting).catch(() => { });
    }
}
async function keepTokenFresh(job, environment, signal) {
    while (!signal.aborted) {
        await clock/* systemClock */.m.sleep(TOKEN_INTERVAL, signal).catch(() => { });
        if (signal.aborted)
            return;
        // The old token may still serve; a failure here is only one if Terraform then can't renew its session.
        await (0,oidc/* requestIdToken */.gj)({ environment, http: http/* runnerHttp */.J, log: log/* runnerLog */.t }).then((token) => (0,supervision_job/* writeJobFile */.XB)(job, supervision_job/* TOKEN_FILE */.r$, token), () => { });
    }
}


/***/ })

};
