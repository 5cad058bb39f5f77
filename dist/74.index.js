export const id = 74;
export const ids = [74];
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
/** Whether a process of this machine is alive (one of another user counts). */
function isAlive(pid) {
    // To kill(2) these are groups, and -1 everybody: a process not known yet would pass for alive for ever.
    if (pid <= 0)
        return false;
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
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

/***/ 1930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $g: () => (/* binding */ readPendingRecovery),
/* harmony export */   N3: () => (/* binding */ knowledge),
/* harmony export */   Ok: () => (/* binding */ keepForRecovery),
/* harmony export */   iH: () => (/* binding */ recoverPending),
/* harmony export */   lQ: () => (/* binding */ foreseeRecovery),
/* harmony export */   tQ: () => (/* binding */ recoveryName)
/* harmony export */ });
/* unused harmony exports recoveryPrefix, recoveryKey, recoveredKey, decideRecovery */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(433);
/* harmony import */ var _release_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5805);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3544);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1993);






const recoveryPrefix = (stateKey) => `recovery/${stateKey}/`;
const recoveryKey = (stateKey, run) => `${recoveryPrefix(stateKey)}${run.id}-${run.attempt}.tfstate`;
/** Where one goes once it is saved. */
const recoveredKey = (key) => key.replace(/^recovery\//, 'recovery/done/');
/** `s3://bucket/key` of the state that this run would keep. */
const recoveryName = (location, run) => named(location, recoveryKey(location.key, run));
const named = (location, key) => `s3://${location.bucket}/${key}`;
/**
 * Keeps a state that could not be saved in the state bucket, as private and encrypted as the state itself, and resolves
 * to its address. What is kept there already is never overwritten.
 */
async function keepForRecovery({ aws }, location, { run, state }) {
    const key = recoveryKey(location.key, run);
    await explained(aws.s3(location.region).then((s3) => putNew(s3, location, key, state)), location, 'keep the state for recovery');
    return named(location, key);
}
/** Writes what isn't there; the same content there already is as good (the SDK repeats a put whose answer was lost). */
async function putNew(s3, location, key, text) {
    const place = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .ownedBucket */ .IP)(location), Key: key };
    try {
        await s3.putObject({ ...place, Body: text, ContentType: 'application/json', IfNoneMatch: '*' });
    }
    catch (error) {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .httpStatus */ .nG)(error) !== 412)
            throw error;
        if ((await readText(s3, location, key)) !== text)
            throw error;
    }
}
/** The states of this place that wait for recovery, lowest serial first. */
async function readPendingRecovery({ aws }, location) {
    return explained(aws.s3(location.region).then((s3) => readAll(s3, location)), location, 'look for states kept for recovery');
}
async function readAll(s3, location) {
    const { Contents = [] } = await s3.listObjectsV2({
        ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .ownedBucket */ .IP)(location),
        Prefix: recoveryPrefix(location.key),
    });
    const keys = Contents.map(({ Key = '' }) => Key).filter((key) => key.endsWith('.tfstate'));
    const found = await Promise.all(keys.map(async (key) => {
        const text = await readText(s3, location, key);
        if (text === undefined)
            return undefined;
        const content = (0,_state_content_js__WEBPACK_IMPORTED_MODULE_5__/* .parseState */ .B)(text);
        if (typeof content === 'string')
            throw unreadable(location, key, content);
        return { key, text, serial: content.serial, lineage: content.lineage };
    }));
    return found.filter((each) => each !== undefined).sort((one, other) => one.serial - other.serial);
}
async function readText(s3, location, key) {
    const object = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(s3.getObject({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .ownedBucket */ .IP)(location), Key: key }), 'NoSuchKey');
    return object === undefined ? undefined : ((await object.Body?.transformToString()) ?? '');
}
/**
 * What becomes of a kept state: `push` where it continues the current one, or is the first; `contained` where it is the
 * current one already (a run was ended between pushing it and putting it away); `refuse` where pushing it would lose
 * what was applied since, or it is another state altogether.
 *
 * `isCurrent`: the current state already knows exactly what the kept one knows.
 */
function decideRecovery(pending, head, isCurrent) {
    if (head === undefined)
        return 'push';
    if (isCurrent)
        return 'contained';
    return head.lineage === pending.lineage && pending.serial > head.serial ? 'push' : 'refuse';
}
/**
 * Saves every kept state that continues the current one and puts it away. Resolves to how many were pushed: the state
 * has to be read again if any was.
 *
 * @throws Failure `STATE_RECOVERY_PENDING` for one that can't be saved without losing something: nothing may be planned
 * while it is there, because the plan would create again what it knows of.
 */
async function recoverPending(ports, location, { pending, readHead, push, }) {
    let pushed = 0;
    for (const each of pending) {
        const head = await readHead();
        const current = head.exists ? head : undefined;
        const isCurrent = head.exists && (await isSame(ports, location, each));
        const decision = decideRecovery(each, current, isCurrent);
        if (decision === 'refuse')
            throw notAllowed(location, each, current);
        if (decision === 'push') {
            if (!(await push(each.text)))
                throw notPushed(location, each);
            pushed += 1;
        }
        await putAway(ports, location, each);
    }
    return pushed;
}
/**
 * The kept state that will be the current one once `recoverPending` has saved what it can; undefined: the current one
 * stays. Reads only.
 *
 * @throws Failure `STATE_RECOVERY_PENDING` where `recoverPending` would refuse
 */
async function foreseeRecovery(ports, location, { pending, head }) {
    let saved;
    for (const each of pending) {
        const current = saved ?? (head.exists ? head : undefined);
        const isCurrent = saved === undefined
            ? head.exists && (await isSame(ports, location, each))
            : knowledge(saved.text) === knowledge(each.text);
        const decision = decideRecovery(each, current, isCurrent);
        if (decision === 'refuse')
            throw notAllowed(location, each, current);
        if (decision === 'push')
            saved = each;
    }
    return saved;
}
/** Whether the current state already knows exactly what a kept one knows. */
async function isSame({ aws }, location, pending) {
    const text = await readText(await aws.s3(location.region), location, location.key);
    return text !== undefined && knowledge(text) === knowledge(pending.text);
}
/** What a state says, without its name: Terraform gives a state that is pushed where none was another lineage. */
const knowledge = (text) => JSON.stringify({ ...JSON.parse(text), terraform_version: '', serial: 0, lineage: '' });
/** Moves a saved one out of the way; it stays readable under `recovery/done/`. */
async function putAway({ aws }, location, { key, text }) {
    const s3 = await aws.s3(location.region);
    const move = async () => {
        await putNew(s3, location, recoveredKey(key), text);
        await s3.deleteObject({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .ownedBucket */ .IP)(location), Key: key });
    };
    await explained(move(), location, 'put a recovered state away');
}
const UNTOUCHED = 'Nothing was planned or applied, and both states are as they were.';
const describe = (state) => `serial ${state.serial} of lineage ${state.lineage}`;
function notAllowed(location, pending, current) {
    const kept = named(location, pending.key);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'STATE_RECOVERY_PENDING',
        reason: `A run could not save its state and kept it at ${kept} (${describe(pending)}), but the current state is ` +
            `${current === undefined ? 'not there' : describe(current)}: saving the one would lose what the other knows.`,
        safe: UNTOUCHED,
        next: `Look at what only the kept one knows: aws s3 cp ${kept} kept.tfstate && terraform state list -state=kept.tfstate`,
        details: [
            'Import what the current state lacks (terraform import ADDRESS ID), then put the kept one away:',
            `aws s3 mv ${kept} ${named(location, recoveredKey(pending.key))}`,
        ],
    });
}
const notPushed = (location, pending) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'STATE_RECOVERY_PENDING',
    reason: `The state that a run kept at ${named(location, pending.key)} (${describe(pending)}) could not be saved this time either.`,
    safe: UNTOUCHED,
    next: 'Run the deploy again once the cause named above is gone; it goes on from the kept state.',
});
const unreadable = (location, key, why) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'STATE_RECOVERY_PENDING',
    reason: `A run kept its state at ${named(location, key)}, and that object is no Terraform state: ${why}.`,
    safe: UNTOUCHED,
    next: `Look at its versions: aws s3api list-object-versions --bucket ${location.bucket} --prefix ${key}`,
    details: [
        'If it holds nothing, put it away:',
        `aws s3 mv ${named(location, key)} ${named(location, recoveredKey(key))}`,
    ],
});
/** S3 answers a read of what isn't there with 403 unless listing is allowed. */
const RECOVERY_PERMISSIONS = [
    { action: 's3:ListBucket', resource: 'bucket' },
    ..._permissions_js__WEBPACK_IMPORTED_MODULE_2__/* .PERMISSIONS */ .Jj.recovery,
];
async function explained(call, location, attempt) {
    try {
        return await call;
    }
    catch (error) {
        const safe = 'No state was overwritten or deleted.';
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCode */ .CA)(error) === 'NoSuchBucket')
            throw (0,_release_record_js__WEBPACK_IMPORTED_MODULE_3__/* .bucketGone */ .e8)(location, error, safe);
        throw (0,_permissions_js__WEBPACK_IMPORTED_MODULE_2__/* .accessDenied */ .Ib)(error, { location, permissions: RECOVERY_PERMISSIONS, attempt, safe }) ?? error;
    }
}


/***/ }),

/***/ 5805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e8: () => (/* binding */ bucketGone),
  lb: () => (/* binding */ expectAnew),
  d9: () => (/* binding */ readReleaseRecord),
  xD: () => (/* binding */ recordName),
  QH: () => (/* binding */ writeReleaseRecord)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(6594);
// EXTERNAL MODULE: ./lib/state/keys.js
var keys = __webpack_require__(325);
// EXTERNAL MODULE: ./lib/state/permissions.js
var permissions = __webpack_require__(433);
;// CONCATENATED MODULE: ./lib/state/release-record-shape.js

/** The one format this version reads and writes. */
const FORMAT = 1;
/**
 * Reads a release record. What it holds decides what is overwritten and deleted, so anything it doesn't understand
 * is refused by name. `source` is where the text came from. Throws STATE_UNREADABLE.
 */
function parseReleaseRecord(text, source) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw unreadable(source, text.trim() === '' ? 'it is empty' : 'it is not JSON', cause);
    }
    try {
        return recordOf(value, source);
    }
    catch (cause) {
        throw cause instanceof Misshapen ? unreadable(source, cause.message, cause) : cause;
    }
}
/** Says where the record is not what it should be: `live.files["index.html"].etag is not a string`. */
class Misshapen extends Error {
    name = 'Misshapen';
}
const unreadable = (source, why, cause) => new errors/* Failure */.H({
    code: 'STATE_UNREADABLE',
    reason: `The release record ${source} cannot be read: ${why}.`,
    safe: 'Nothing was planned, built or uploaded; the record and the site are as they were.',
    next: 'Restore its last good version: aws s3api list-object-versions with this bucket and key lists them.',
    cause,
});
function recordOf(value, source) {
    const record = objectAt(value, 'the record');
    if (typeof record.format === 'number' && record.format > FORMAT) {
        throw new errors/* Failure */.H({
            code: 'STATE_UNREADABLE',
            reason: `The release record ${source} has format ${record.format}; this version of the action knows format ${FORMAT}.`,
            safe: 'Nothing was planned, built or uploaded; the record and the site are as they were.',
            next: 'Update the action to the version that wrote it, or newer.',
        });
    }
    if (record.format !== FORMAT)
        throw new Misshapen(`format is ${JSON.stringify(record.format)}, not ${FORMAT}`);
    return {
        format: FORMAT,
        owner: ownerOf(record.owner),
        ...(record.live === undefined ? {} : { live: releaseOf(record.live, 'live') }),
        ...(record.intended === undefined ? {} : { intended: intentOf(record.intended) }),
        previous: arrayAt(record.previous, 'previous').map((each, index) => releaseOf(each, `previous[${index}]`)),
        ...optional('goingBack', textAt, record, 'the record'),
        ...optional('accepted', acceptedAt, record, 'the record'),
        ...(record.history === undefined
            ? {}
            : {
                history: arrayAt(record.history, 'history').map((each, index) => deployOf(each, `history[${index}]`)),
            }),
        ...optional('movedIn', movedInAt, record, 'the record'),
        ...optional('movedTo', placeAt, record, 'the record'),
    };
}
function movedInAt(value, path) {
    const moved = objectAt(value, path);
    return {
        from: textAt(moved.from, `${path}.from`),
        lineage: textAt(moved.lineage, `${path}.lineage`),
        serial: numberAt(moved.serial, `${path}.serial`),
    };
}
function placeAt(value, path) {
    const place = objectAt(value, path);
    return {
        bucket: textAt(place.bucket, `${path}.bucket`),
        key: textAt(place.key, `${path}.key`),
        region: textAt(place.region, `${path}.region`),
    };
}
function ownerOf(value) {
    const owner = objectAt(value, 'owner');
    return {
        repository: textAt(owner.repository, 'owner.repository'),
        terraformDirectory: textAt(owner.terraformDirectory, 'owner.terraformDirectory'),
        project: textAt(owner.project, 'owner.project'),
        environment: textAt(owner.environment, 'owner.environment'),
    };
}
function releaseOf(value, path) {
    const release = objectAt(value, path);
    const files = Object.entries(objectAt(release.files, `${path}.files`));
    return {
        ...markOf(release, path),
        ...optional('workflow', textAt, release, path),
        ...optional('runNumber', numberAt, release, path),
        ...optional('url', textAt, release, path),
        publishedAt: textAt(release.publishedAt, `${path}.publishedAt`),
        bucket: textAt(release.bucket, `${path}.bucket`),
        files: Object.fromEntries(files.map(([key, file]) => [key, fileOf(file, `${path}.files[${JSON.stringify(key)}]`)])),
        ...optional('fingerprint', fingerprintAt, release, path),
    };
}
function fingerprintAt(value, path) {
    const fingerprint = objectAt(value, path);
    const parts = Object.entries(objectAt(fingerprint.parts, `${path}.parts`));
    return {
        format: numberAt(fingerprint.format, `${path}.format`),
        salt: textAt(fingerprint.salt, `${path}.salt`),
        parts: Object.fromEntries(parts.map(([part, sealed]) => [part, textAt(sealed, `${path}.parts.${part}`)])),
    };
}
function fileOf(value, path) {
    const file = objectAt(value, path);
    return {
        sha256: textAt(file.sha256, `${path}.sha256`),
        etag: textAt(file.etag, `${path}.etag`),
        contentType: textAt(file.contentType, `${path}.contentType`),
        cacheControl: textAt(file.cacheControl, `${path}.cacheControl`),
        ...optional('contentDisposition', textAt, file, path),
        ...optional('contentEncoding', textAt, file, path),
        ...optional('contentLanguage', textAt, file, path),
    };
}
function deployOf(value, path) {
    const deploy = objectAt(value, path);
    return {
        ...markOf(deploy, path),
        command: commandAt(deploy.command, `${path}.command`),
        ...optional('actor', textAt, deploy, path),
        at: textAt(deploy.at, `${path}.at`),
        ...optional('release', textAt, deploy, path),
        ...optional('state', stateAt, deploy, path),
        ...optional('counts', countsAt, deploy, path),
    };
}
function commandAt(value, path) {
    if (value === 'deploy' || value === 'rollback' || value === 'destroy')
        return value;
    throw new Misshapen(`${path} is none of deploy, rollback, destroy`);
}
function stateAt(value, path) {
    const state = objectAt(value, path);
    return {
        lineage: textAt(state.lineage, `${path}.lineage`),
        serial: numberAt(state.serial, `${path}.serial`),
        ...optional('versionId', textAt, state, path),
    };
}
const acceptedAt = (value, path) => value === 'anew' ? value : stateAt(value, path);
function countsAt(value, path) {
    const counts = objectAt(value, path);
    return {
        added: numberAt(counts.added, `${path}.added`),
        changed: numberAt(counts.changed, `${path}.changed`),
        destroyed: numberAt(counts.destroyed, `${path}.destroyed`),
        imported: numberAt(counts.imported, `${path}.imported`),
    };
}
function intentOf(value) {
    const intent = objectAt(value, 'intended');
    const owed = arrayAt(intent.owed, 'intended.owed');
    return {
        release: markOf(objectAt(intent.release, 'intended.release'), 'intended.release'),
        owed: owed.map((path, index) => textAt(path, `intended.owed[${index}]`)),
    };
}
const markOf = (release, path) => ({
    id: textAt(release.id, `${path}.id`),
    commit: textAt(release.commit, `${path}.commit`),
    runUrl: textAt(release.runUrl, `${path}.runUrl`),
});
/** A field that records of older versions don't have. */
function optional(name, read, fields, path) {
    if (fields[name] === undefined)
        return {};
    return { [name]: read(fields[name], `${path}.${name}`) };
}
function objectAt(value, path) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return value;
    throw new Misshapen(`${path} is not an object`);
}
function arrayAt(value, path) {
    if (Array.isArray(value))
        return value;
    throw new Misshapen(`${path} is not a list`);
}
function textAt(value, path) {
    if (typeof value === 'string')
        return value;
    throw new Misshapen(`${path} is not a text`);
}
function numberAt(value, path) {
    if (typeof value === 'number')
        return value;
    throw new Misshapen(`${path} is not a number`);
}

// EXTERNAL MODULE: ./lib/state/wanted-bucket.js + 2 modules
var wanted_bucket = __webpack_require__(1993);
;// CONCATENATED MODULE: ./lib/state/release-record.js






const place = (location) => ({
    ...(0,wanted_bucket/* ownedBucket */.IP)(location),
    Key: (0,keys/* releaseRecordKey */._l)(location.key),
});
/** `s3://bucket/key` of the record, for messages. */
const recordName = (location) => `s3://${location.bucket}/${(0,keys/* releaseRecordKey */._l)(location.key)}`;
/** Reads the release record; undefined before the first deploy. Throws STATE_UNREADABLE for what it can't understand. */
async function readReleaseRecord(s3, location) {
    const stored = await readText(s3, location);
    if (stored === undefined)
        return undefined;
    return { record: parseReleaseRecord(stored.text, recordName(location)), etag: stored.etag };
}
/**
 * Writes the record in place of the one with `etag`, or where there is none yet (undefined), and returns its new
 * ETag. Throws PUBLISH_CONFLICT when another process wrote it in between: nothing is overwritten.
 */
async function writeReleaseRecord(s3, location, record, etag) {
    const text = `${JSON.stringify(record)}\n`;
    try {
        const { ETag = '' } = await s3.putObject({
            ...place(location),
            Body: text,
            ContentType: 'application/json',
            ...(etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag }),
        });
        return ETag;
    }
    catch (error) {
        if (!isConflict(error))
            throw explain(error, location, 'write the release record');
        // The SDK repeats a call whose answer was lost; the repeat then meets what the first one wrote.
        const stored = await readText(s3, location);
        if (stored?.text === text)
            return stored.etag;
        throw conflict(location, error);
    }
}
/** Notes that the state begins anew, whatever lineage it will have: before the first apply without a lost one. */
async function expectAnew(s3, location, stored) {
    if (stored.record.accepted === 'anew')
        return stored;
    const record = { ...stored.record, accepted: 'anew' };
    return { record, etag: await writeReleaseRecord(s3, location, record, stored.etag) };
}
/** 412: the condition fails; 409: another conditional write is under way; NoSuchKey: what If-Match names is gone. */
const isConflict = (error) => (0,aws_errors/* httpStatus */.nG)(error) === 412 || (0,aws_errors/* httpStatus */.nG)(error) === 409 || (0,aws_errors/* errorCode */.CA)(error) === 'NoSuchKey';
const conflict = (location, cause) => new errors/* Failure */.H({
    code: 'PUBLISH_CONFLICT',
    reason: `Another process wrote ${recordName(location)} since this run read it.`,
    safe: 'Its record stands; this run wrote nothing over it.',
    next: 'See which other run deployed this environment, then run this one again.',
    cause,
});
async function readText(s3, location) {
    let answer;
    try {
        answer = await (0,aws_errors/* orAbsent */.Re)(s3.getObject(place(location)), 'NoSuchKey');
    }
    catch (error) {
        throw explain(error, location, 'read the release record');
    }
    if (answer === undefined)
        return undefined;
    return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
}
function explain(error, location, attempt) {
    const safe = 'Nothing was planned, uploaded or deleted by this step.';
    if ((0,aws_errors/* errorCode */.CA)(error) === 'NoSuchBucket')
        return bucketGone(location, error, safe);
    return (0,permissions/* accessDenied */.Ib)(error, { location, permissions: permissions/* PERMISSIONS */.Jj.record, attempt, safe }) ?? error;
}
/** The state bucket is not there, which only `bootstrap: never` lets a run meet this late. */
const bucketGone = (location, cause, safe) => new errors/* Failure */.H({
    code: 'BACKEND_MISSING',
    reason: `State bucket ${location.bucket} is not there (${(0,aws_errors/* errorText */.kc)(cause)}).`,
    safe,
    next: 'Run with bootstrap: auto, or create the bucket.',
    cause,
});


/***/ }),

/***/ 3544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ parseState)
/* harmony export */ });
/** The format of every Terraform since 0.12 and every OpenTofu. */
const STATE_VERSION = 4;
/** Reads a state file, or says in a few words why it isn't one. */
function parseState(text) {
    if (text.trim() === '')
        return 'it is empty';
    let state;
    try {
        state = JSON.parse(text);
    }
    catch {
        return `it is not JSON (${text.length} characters)`;
    }
    if (typeof state !== 'object' || state === null)
        return 'it is not a JSON object';
    const { version, serial, lineage, outputs } = state;
    if (version !== STATE_VERSION)
        return `its version is ${JSON.stringify(version) ?? 'missing'}, not ${STATE_VERSION}`;
    if (typeof serial !== 'number' || typeof lineage !== 'string' || lineage === '') {
        return 'it has no serial and lineage';
    }
    return { serial, lineage, outputs: outputsOf(outputs) };
}
function outputsOf(outputs) {
    if (typeof outputs !== 'object' || outputs === null)
        return {};
    return Object.fromEntries(Object.entries(outputs).map(([name, { sensitive, value }]) => [
        name,
        sensitive === true ? { sensitive } : { sensitive: false, value },
    ]));
}


/***/ })

};
