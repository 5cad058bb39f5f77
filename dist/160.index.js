export const id = 160;
export const ids = [160];
export const modules = {

/***/ 2685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ Failure)
/* harmony export */ });
/* unused harmony export FAILURE_CODES */
/**
 * Every failure a user can meet, by its stable code. The code is what scripts, runbooks and the `failure-code`
 * output rely on: codes are added, never renamed. The text is one line for the README's table.
 */
const FAILURE_CODES = {
    INVALID_INPUTS: 'one or more inputs are wrong; every problem is listed, nothing was touched',
    NOT_AVAILABLE_YET: 'the command or input exists in the interface but this version cannot do it yet',
    UNTRUSTED_EVENT: "a fork's pull request or pull_request_target may not deploy",
    NO_CREDENTIALS: 'no AWS credentials could be found, or they were refused',
    ROLE_NOT_ASSUMED: 'role-to-assume could not be assumed with the OIDC token of this run',
    WRONG_ACCOUNT: 'the credentials belong to another account than allowed-account-id',
    AWS_UNAVAILABLE: 'AWS could not be reached or kept failing, after all retries',
    ACCESS_DENIED: 'AWS refused a call; the missing actions are named as a statement to paste',
    BUCKET_OF_ANOTHER_ACCOUNT: 'the state bucket belongs to another AWS account',
    BUCKET_IN_ANOTHER_REGION: 'the state bucket is in another region than declared',
    BUCKET_PUBLIC: 'the state bucket is open to the public',
    BUCKET_NOT_OURS: 'the existing state bucket lacks a needed setting and is not tagged as ours to change',
    LOCK_TABLE_WRONG_KEY: 'the lock table has another key than LockID (string, hash)',
    BACKEND_MISSING: 'bootstrap is verify or never, and the state bucket or lock table is not there',
    BACKEND_DRIFTED: 'bootstrap is verify, and a setting of the state backend is not as wanted',
    BACKEND_NOT_CONVERGED: 'a setting of the state backend did not read back as written in time',
    BACKEND_CONTRADICTED: 'Terraform recorded another backend than the one it was given',
    STATE_ELSEWHERE: 'the configuration keeps its state in a place this action does not manage',
    LOCAL_STATE_FOUND: 'a local Terraform state file is in the repository',
    STATE_OF_ANOTHER: 'the state belongs to another repository or terraform-directory',
    STATE_LOST: 'there was a state and it is gone; planning now would create everything again',
    STATE_UNREADABLE: 'the state object is empty or not a Terraform state',
    STATE_LOCKED: 'the Terraform state lock was not free before lock-timeout',
    DEPLOY_IN_PROGRESS: 'another deploy held the lease until lock-timeout',
    LEASE_LOST: 'the deploy lease could no longer be renewed, so this run stopped',
    TERRAFORM_NOT_FOUND: 'no Terraform satisfies the required version and none could be installed',
    TERRAFORM_DOWNLOAD_FAILED: 'Terraform could not be downloaded',
    TERRAFORM_NOT_AUTHENTIC: "the downloaded Terraform's checksum or signature does not hold",
    TERRAFORM_INIT_FAILED: 'terraform init failed',
    TERRAFORM_PLAN_FAILED: 'terraform plan failed',
    TERRAFORM_APPLY_FAILED: 'terraform apply failed',
    TERRAFORM_INTERRUPTED: 'Terraform was stopped before it ended',
    PREPARE_FAILED: 'terraform-prepare-command failed',
    OUTPUT_MISSING: 'a Terraform output that the deploy needs is not there',
    FRONTEND_BUILD_FAILED: 'frontend-build-command failed',
    FRONTEND_OUTPUT_MISSING: 'the build left no files to publish',
    FRONTEND_UNSAFE_FILE: 'a file of the site must not be published',
    PUBLISH_FAILED: 'the site could not be uploaded',
    PUBLISH_CONFLICT: 'another process wrote the site or its release record at the same time',
    DISTRIBUTION_NOT_FOUND: 'the CloudFront distribution does not exist or is disabled',
    INVALIDATION_FAILED: 'the site is uploaded but the invalidation was not accepted',
    NOT_LIVE: 'everything was published but the URL did not answer with the new page in time',
    CANCELLED: 'the run was cancelled',
    INTERNAL: 'a defect of this action; please report it with the log',
};
/** The only error thrown on purpose. Anything else that reaches the entry is reported as `INTERNAL`. */
class Failure extends Error {
    name = 'Failure';
    code;
    reason;
    safe;
    next;
    details;
    constructor(details) {
        super(`${details.code}: ${details.reason}`, { cause: details.cause });
        this.code = details.code;
        this.reason = details.reason;
        this.safe = details.safe;
        this.next = details.next;
        this.details = details.details ?? [];
    }
}


/***/ }),

/***/ 6855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ connectAws)
/* harmony export */ });
/** Six tries with the SDK's own jittered back-off ride out a throttled table or a restarting endpoint. */
const MAX_ATTEMPTS = 6;
/** Connects to AWS. Endpoints and regions follow the standard variables (AWS_ENDPOINT_URL and its per-service forms). */
function connectAws(credentials) {
    const common = (region) => ({
        region,
        maxAttempts: MAX_ATTEMPTS,
        requestHandler: {
            connectionTimeout: 10_000,
            requestTimeout: 120_000,
            httpAgent: { keepAlive: true, maxSockets: 64 },
            httpsAgent: { keepAlive: true, maxSockets: 64 },
        },
        ...(credentials === undefined ? {} : { credentials }),
    });
    const clients = new Map();
    const once = (name, connect) => {
        const known = clients.get(name);
        if (known !== undefined)
            return known;
        const made = connect();
        clients.set(name, made);
        return made;
    };
    return {
        s3: (region) => once(`s3 ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(477), __webpack_require__.e(495)]).then(__webpack_require__.t.bind(__webpack_require__, 8495, 19))).S3(common(region))),
        dynamodb: (region) => once(`dynamodb ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(477), __webpack_require__.e(897)]).then(__webpack_require__.t.bind(__webpack_require__, 8897, 19))).DynamoDB(common(region))),
        // CloudFront is one global service whose API lives in us-east-1.
        cloudfront: () => once('cloudfront', async () => new (await Promise.all(/* import() */[__webpack_require__.e(477), __webpack_require__.e(401)]).then(__webpack_require__.t.bind(__webpack_require__, 4401, 19))).CloudFront(common('us-east-1'))),
        sts: (region) => once(`sts ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(477), __webpack_require__.e(975)]).then(__webpack_require__.t.bind(__webpack_require__, 8975, 19))).STS(common(region))),
    };
}


/***/ }),

/***/ 7396:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

const systemClock = {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: async (milliseconds, signal) => {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds, undefined, signal === undefined ? {} : { signal });
    },
};


/***/ }),

/***/ 7696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ HttpStatusError),
/* harmony export */   J: () => (/* binding */ runnerHttp)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6466);


const USER_AGENT = 'revive-deploy';
const SOCKET_TIMEOUT = 30_000;
const MOST_REDIRECTS = 10;
/** HTTP through @actions/http-client, loaded when first needed. */
const runnerHttp = {
    get: async (url, headers = {}) => {
        const message = await open(url, headers);
        const names = Object.entries(message.headers);
        const chunks = [];
        // The client's own readBody waits for ever for the end of an answer that is cut; this rejects.
        for await (const chunk of message)
            chunks.push(chunk);
        return {
            status: message.statusCode ?? 0,
            headers: Object.fromEntries(names.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])),
            body: Buffer.concat(chunks).toString('utf8'),
        };
    },
    download: async (url, file) => {
        const message = await open(url, {});
        const status = message.statusCode ?? 0;
        if (status !== 200) {
            message.resume();
            throw new HttpStatusError(url, status);
        }
        // pipeline rejects when the connection drops before Content-Length bytes came, so a short file never passes.
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_1__.pipeline)(message, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.createWriteStream)(file));
    },
};
/** Sends a GET and follows redirects, relative ones too, which the client itself refuses as invalid addresses. */
async function open(url, headers) {
    const { HttpClient } = await __webpack_require__.e(/* import() */ 78).then(__webpack_require__.bind(__webpack_require__, 5078));
    const client = new HttpClient(USER_AGENT, [], { socketTimeout: SOCKET_TIMEOUT, allowRedirects: false });
    let at = new URL(url);
    let given = headers;
    for (let redirects = 0;; redirects += 1) {
        const { message } = await client.get(at.href, { ...given });
        const { location } = message.headers;
        const isRedirect = REDIRECTS.has(message.statusCode ?? 0) && location !== undefined;
        if (!isRedirect || redirects === MOST_REDIRECTS)
            return message;
        message.resume();
        const next = new URL(location, at);
        // What was meant for one host is no other's business, and never to be sent in the clear.
        if (next.host !== at.host || next.protocol !== at.protocol)
            given = {};
        at = next;
    }
}
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** A download answered with another status than 200. */
class HttpStatusError extends Error {
    name = 'HttpStatusError';
    status;
    constructor(url, status) {
        super(`GET ${url} answered ${status}`);
        this.status = status;
    }
}


/***/ }),

/***/ 6800:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ runnerLog)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _runner_commands_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3493);


/** Masking shorter values would blank half the log (a region, `true`), which helps nobody. */
const SHORTEST_MASK = 4;
/**
 * Text of another program is printed between `stop-commands` and its token. Both lines show in the log, so one pair
 * goes around as many lines as come until something of ours is printed, not around each.
 */
class CommandPause {
    #token;
    begin() {
        if (this.#token !== undefined)
            return;
        // Random: the program whose output this is can't guess it and switch the commands on again.
        this.#token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
        (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .printLine */ .wi)(`::stop-commands::${this.#token}`);
    }
    end() {
        if (this.#token === undefined)
            return;
        (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .printLine */ .wi)(`::${this.#token}::`);
        this.#token = undefined;
    }
}
const pause = new CommandPause();
/** Prints something of ours, with command processing on. */
const ours = (print) => {
    pause.end();
    print();
};
/** GitHub's job log, through the runner's own commands on stdout. */
const runnerLog = {
    info: (line) => ours(() => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .printLine */ .wi)(line)),
    debug: (line) => ours(() => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .issueCommand */ .Lb)('debug', {}, line)),
    warning: (message) => ours(() => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .issueCommand */ .Lb)('warning', {}, message)),
    annotate: (annotation) => ours(() => issueAnnotation(annotation)),
    untrusted: (lines) => {
        if (lines.length === 0)
            return;
        pause.begin();
        for (const line of lines)
            (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .printLine */ .wi)(line);
    },
    mask: (value) => ours(() => {
        for (const line of value.split(/\r?\n/)) {
            if (line.trim().length >= SHORTEST_MASK)
                (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .issueCommand */ .Lb)('add-mask', {}, line);
        }
    }),
    group: async (title, work) => {
        ours(() => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .issueCommand */ .Lb)('group', {}, title));
        try {
            return await work();
        }
        finally {
            ours(() => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .issueCommand */ .Lb)('endgroup', {}, ''));
        }
    },
};
const issueAnnotation = ({ severity, message, title, file, startLine, endLine }) => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_1__/* .issueCommand */ .Lb)(severity, { title, file, line: startLine, endLine }, message);


/***/ }),

/***/ 7617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TI: () => (/* binding */ mayRequestIdToken),
/* harmony export */   gj: () => (/* binding */ requestIdToken)
/* harmony export */ });
/* unused harmony export STS_AUDIENCE */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2685);

/** Audience that AWS STS expects in a GitHub token. */
const STS_AUDIENCE = 'sts.amazonaws.com';
/** Whether this job may ask for OIDC tokens, i.e. has `permissions: id-token: write`. */
const mayRequestIdToken = (environment) => Boolean(environment['ACTIONS_ID_TOKEN_REQUEST_URL'] && environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);
/** Tries of one request: GitHub's token service answers 5xx now and then. */
const TRIES = 3;
/**
 * A fresh OIDC token of this job; it lives some minutes only. Asked for here and not through @actions/core, whose
 * `add-mask` would be printed as plain text, token and all, while the output of another program has commands paused.
 */
async function requestIdToken({ environment, http, log, }) {
    const url = new URL(environment['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
    url.searchParams.set('audience', STS_AUDIENCE);
    const headers = { authorization: `Bearer ${environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''}` };
    let seen = '';
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const answer = await http.get(url.href, headers).catch((error) => String(error));
        if (typeof answer === 'string')
            seen = answer;
        else if (answer.status !== 200)
            seen = `HTTP ${answer.status}`;
        else {
            const token = readToken(answer.body);
            if (token === undefined)
                seen = 'an answer without a token';
            else {
                log.mask(token);
                return token;
            }
        }
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'ROLE_NOT_ASSUMED',
        reason: `GitHub gave no OIDC token: ${seen}.`,
        safe: 'Nothing was read from or changed in AWS with it.',
        next: 'Run the deploy again.',
    });
}
function readToken(body) {
    try {
        const answer = JSON.parse(body);
        return typeof answer?.value === 'string' ? answer.value : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 3493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D4: () => (/* binding */ appendEntry),
/* harmony export */   Lb: () => (/* binding */ issueCommand),
/* harmony export */   wi: () => (/* binding */ printLine)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_process__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1708);




/**
 * The runner's own protocol: commands on stdout, and files it names. Written here because @actions/core brings its HTTP
 * client and undici along (1 MB that every start has to parse: 4.1 times the CPU time of an empty script, against 1.9
 * without it), and this action needs five lines of it. Format:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
function issueCommand(command, properties, message) {
    const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
    const text = given.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
    printLine(`::${command}${text === '' ? '' : ` ${text}`}::${escapeMessage(message)}`);
}
const printLine = (line) => void node_process__WEBPACK_IMPORTED_MODULE_3__.stdout.write(line + node_os__WEBPACK_IMPORTED_MODULE_2__.EOL);
/** What ends a command or starts a new one, as the runner unescapes it. */
const escapeMessage = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text) => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
/**
 * Appends an entry between random delimiters, so that no value can end its own entry and begin another
 * (CVE-2022-35954). Outside a runner, where there is no such file, it does nothing.
 */
function appendEntry(file, name, value) {
    const target = node_process__WEBPACK_IMPORTED_MODULE_3__.env[file];
    if (!target)
        return;
    const delimiter = `ghadelimiter_${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.appendFileSync)(target, [`${name}<<${delimiter}`, value, delimiter, ''].join(node_os__WEBPACK_IMPORTED_MODULE_2__.EOL), 'utf8');
}


/***/ }),

/***/ 3453:
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
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}


/***/ }),

/***/ 3120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ taskEnvironment),
/* harmony export */   u: () => (/* binding */ TaskRunner)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3453);



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

/***/ 7479:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ isBusy),
/* harmony export */   CA: () => (/* binding */ errorCode),
/* harmony export */   GZ: () => (/* binding */ isDenied),
/* harmony export */   Jx: () => (/* binding */ isCredentialProblem),
/* harmony export */   Rd: () => (/* binding */ responseHeader),
/* harmony export */   Re: () => (/* binding */ orAbsent),
/* harmony export */   kc: () => (/* binding */ errorText),
/* harmony export */   nG: () => (/* binding */ httpStatus)
/* harmony export */ });
const asServiceError = (error) => typeof error === 'object' && error !== null ? error : {};
/** The service's own code (`NoSuchBucket`); for an answer without a body (HEAD) whatever the SDK makes of the status. */
const errorCode = (error) => asServiceError(error).Code ?? asServiceError(error).name ?? '';
/** HTTP status of the answer; undefined when there was none. */
const httpStatus = (error) => asServiceError(error).$metadata?.httpStatusCode;
/** The service's sentence on one line. */
const errorText = (error) => (asServiceError(error).message || errorCode(error) || String(error)).replaceAll(/\s+/g, ' ').trim();
/** A header of the answer, by its lower-case name: HEAD tells a bucket's region nowhere else. */
const responseHeader = (error, name) => asServiceError(error).$response?.headers?.[name];
const DENIED_CODES = new Set(['AccessDenied', 'AccessDeniedException']);
/** Names the SDK gives a 403 without a body. */
const BODILESS_CODES = new Set(['', '403', 'Forbidden', 'Unknown', 'UnknownError']);
/** AWS knows who asks and says no. Never the same as "absent". */
function isDenied(error) {
    const code = errorCode(error);
    return DENIED_CODES.has(code) || (httpStatus(error) === 403 && BODILESS_CODES.has(code));
}
const CREDENTIAL_CODES = new Set([
    'CredentialsProviderError',
    'ExpiredToken',
    'ExpiredTokenException',
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'InvalidToken',
    'SignatureDoesNotMatch',
    'TokenRefreshRequired',
    'UnrecognizedClientException',
]);
/** AWS does not accept the credentials themselves: expired, unknown, or there are none. */
const isCredentialProblem = (error) => CREDENTIAL_CODES.has(errorCode(error));
/**
 * Answers that mean "not now": someone else is creating or changing the same thing, or what was just made does not
 * show everywhere yet. Throttling and 5xx come here only after the SDK's own retries.
 */
const BUSY_CODES = new Set([
    'BucketAlreadyOwnedByYou',
    'ConditionalRequestConflict',
    'ContinuousBackupsUnavailableException',
    'LimitExceededException',
    'NoSuchBucket',
    'OperationAborted',
    'ProvisionedThroughputExceededException',
    'ResourceInUseException',
    'ResourceNotFoundException',
    'SlowDown',
    'TableNotFoundException',
    'ThrottlingException',
]);
function isBusy(error) {
    const status = httpStatus(error);
    return BUSY_CODES.has(errorCode(error)) || status === 429 || (status !== undefined && status >= 500);
}
/** The answer, or undefined where AWS says with exactly one of these codes that there is none. */
async function orAbsent(call, ...codes) {
    try {
        return await call;
    }
    catch (error) {
        if (codes.includes(errorCode(error)))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 2484:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TQ: () => (/* binding */ digestItemId),
/* harmony export */   _l: () => (/* binding */ releaseRecordKey),
/* harmony export */   pN: () => (/* binding */ lockfileKey)
/* harmony export */ });
/** Key of the release record: beside the state key, so that one prefix in a policy covers both. */
const releaseRecordKey = (stateKey) => `${stateKey.replace(/\.tfstate$/, '')}.release.json`;
/** Key of the lock file that `use_lockfile = true` makes Terraform keep. */
const lockfileKey = (stateKey) => `${stateKey}.tflock`;
/** `LockID` of the item in which Terraform keeps the MD5 of the state it wrote last. */
const digestItemId = (location) => `${location.bucket}/${location.key}-md5`;


/***/ }),

/***/ 9448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bz: () => (/* binding */ BEAT_INTERVAL),
/* harmony export */   _e: () => (/* binding */ takeLease),
/* harmony export */   a0: () => (/* binding */ BEATS_UNTIL_LOST),
/* harmony export */   hz: () => (/* binding */ freeLease),
/* harmony export */   sG: () => (/* binding */ describeHolder),
/* harmony export */   v3: () => (/* binding */ beat)
/* harmony export */ });
/* unused harmony exports leaseId, readHolder */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2685);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7479);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2186);



/** How often a holder beats; it stands in the item, so that waiters of another version still judge rightly. */
const BEAT_INTERVAL = 10_000;
/** A beat that fails for this many intervals means the lease may be judged at rest by others: stop before that. */
const BEATS_UNTIL_LOST = 6;
/** How often a waiter looks. */
const LOOK_INTERVAL = 3_000;
const leaseId = (state) => `${state.bucket}/${state.key}-lease`;
/**
 * Takes the lease of this state, waiting for whoever holds it. A conditional write decides: of any number that try at
 * once exactly one gets it.
 *
 * @param options.patience milliseconds to wait in all
 * @throws Failure `DEPLOY_IN_PROGRESS` naming the holder, when it is not free in time.
 */
async function takeLease(ports, state, run, options) {
    const { dynamodb, clock } = ports;
    const lease = { table: state.lockTable, region: state.region, id: leaseId(state), holder: options.holder };
    const start = clock.monotonic();
    let seen = '';
    for (;;) {
        const item = leaseItem(lease, run, options.stage, clock.now());
        const other = await tryTake(dynamodb, lease, item).catch((error) => {
            throw notTakeable(error, state);
        });
        const waited = clock.monotonic() - start;
        if (other === undefined)
            return { lease, waited };
        const shown = `${other.holder} ${other.stage}`;
        if (shown !== seen)
            options.onWait(other, waited);
        seen = shown;
        if (waited >= options.patience)
            throw inProgress(lease, other, waited);
        await clock.sleep(Math.min(LOOK_INTERVAL, options.patience - waited), options.signal);
    }
}
/** Writes the item if there is none. Resolves to the holder in the way, or undefined when the lease is ours. */
async function tryTake(dynamodb, lease, item) {
    try {
        await dynamodb.putItem({
            TableName: lease.table,
            Item: item,
            ConditionExpression: 'attribute_not_exists(LockID)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return undefined;
    }
    catch (error) {
        const found = conflicting(error);
        // The SDK tries again after a lost reply, and then meets the item it has written itself.
        if (found === undefined || found.holder === lease.holder) {
            if (found === undefined)
                throw error;
            return undefined;
        }
        return found;
    }
}
function leaseItem(lease, run, stage, now) {
    return {
        LockID: { S: lease.id },
        Holder: { S: lease.holder },
        Repository: { S: run.repository },
        Run: { S: run.id },
        Attempt: { N: String(run.attempt) },
        Job: { S: run.job },
        Host: { S: run.host },
        Actor: { S: run.actor },
        Commit: { S: run.commit },
        Url: { S: run.url },
        Stage: { S: stage },
        Since: { S: new Date(now).toISOString() },
        Beat: { N: '0' },
        Interval: { N: String(BEAT_INTERVAL) },
    };
}
function conflicting(error) {
    if (error.name !== 'ConditionalCheckFailedException')
        return undefined;
    return readHolder(error.Item ?? {});
}
/** Reads a lease item; what an older version left out reads as unknown. */
function readHolder(item) {
    const text = (name) => item[name]?.S ?? 'unknown';
    const number = (name, otherwise) => Number(item[name]?.N ?? otherwise);
    return {
        holder: text('Holder'),
        repository: text('Repository'),
        run: text('Run'),
        attempt: number('Attempt', 1),
        job: text('Job'),
        host: text('Host'),
        actor: text('Actor'),
        commit: text('Commit'),
        url: text('Url'),
        stage: text('Stage'),
        since: text('Since'),
        beat: number('Beat', 0),
        interval: number('Interval', BEAT_INTERVAL),
    };
}
/**
 * Beats once, showing the stage.
 *
 * @param deadline ends the call, retries included
 * @returns false when the lease is no longer this holder's; rejects when it can't be known.
 */
async function beat(dynamodb, lease, stage, deadline) {
    try {
        const request = {
            TableName: lease.table,
            Key: { LockID: { S: lease.id } },
            UpdateExpression: 'SET Stage = :stage ADD Beat :one',
            ConditionExpression: 'Holder = :holder',
            ExpressionAttributeValues: {
                ':stage': { S: stage },
                ':one': { N: '1' },
                ':holder': { S: lease.holder },
            },
        };
        await dynamodb.updateItem(request, { abortSignal: deadline });
        return true;
    }
    catch (error) {
        if (error.name === 'ConditionalCheckFailedException')
            return false;
        throw error;
    }
}
/** Frees the lease if it is still this holder's; another's stays. Safe to call again. */
async function freeLease(dynamodb, lease) {
    try {
        await dynamodb.deleteItem({
            TableName: lease.table,
            Key: { LockID: { S: lease.id } },
            ConditionExpression: 'Holder = :holder',
            ExpressionAttributeValues: { ':holder': { S: lease.holder } },
        });
    }
    catch (error) {
        if (error.name !== 'ConditionalCheckFailedException')
            throw error;
    }
}
/** One line about a holder: who, doing what, since when, with a link. */
const describeHolder = (holder) => `run ${holder.run} (attempt ${holder.attempt}) by ${holder.actor} at ${holder.commit.slice(0, 7)}, in stage ` +
    `${holder.stage}, since ${holder.since}: ${holder.url}`;
/** Why the lease can't be taken at all: no permission, or no table (which only `bootstrap: never` lets happen). */
function notTakeable(error, state) {
    const safe = 'Nothing was planned, applied or published by this run.';
    if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCode */ .CA)(error) !== 'ResourceNotFoundException') {
        const request = {
            location: state,
            permissions: _permissions_js__WEBPACK_IMPORTED_MODULE_2__/* .PERMISSIONS */ .Jj.lock,
            attempt: 'take the deploy lease',
            safe,
        };
        return (0,_permissions_js__WEBPACK_IMPORTED_MODULE_2__/* .accessDenied */ .Ib)(error, request) ?? error;
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'BACKEND_MISSING',
        reason: `Lock table ${state.lockTable} is not there (${(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorText */ .kc)(error)}).`,
        safe,
        next: 'Run with `bootstrap: auto`, or create the table with `bash bootstrap-state.sh`.',
        cause: error,
    });
}
function inProgress(lease, other, waited) {
    const key = JSON.stringify({ LockID: { S: lease.id } });
    const values = JSON.stringify({ ':holder': { S: other.holder } });
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'DEPLOY_IN_PROGRESS',
        reason: `Another deploy held the lease for all of ${Math.round(waited / 1000)} s (lock-timeout): ${describeHolder(other)}.`,
        safe: 'Nothing was planned, applied or published by this run.',
        next: `Run again when ${other.url} has ended, or raise lock-timeout.`,
        details: [
            'Only if that run is certainly over and its beat stands still, free its lease:',
            `aws dynamodb delete-item --region ${lease.region} --table-name ${lease.table} --key '${key}' ` +
                `--condition-expression 'Holder = :holder' --expression-attribute-values '${values}'`,
        ],
    });
}


/***/ }),

/***/ 2186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ib: () => (/* binding */ accessDenied),
/* harmony export */   Jj: () => (/* binding */ PERMISSIONS),
/* harmony export */   RY: () => (/* binding */ arnOf),
/* harmony export */   to: () => (/* binding */ explained),
/* harmony export */   yr: () => (/* binding */ policyDocument)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2685);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7479);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2484);



const on = (resource, ...actions) => actions.map((action) => ({ action, resource }));
/**
 * The IAM actions each stage needs on the state backend: the one list for error messages and documentation. KMS is
 * not in it: only a bucket encrypted with the user's own key needs it, and that key's policy is theirs.
 */
const PERMISSIONS = {
    /** Reading every setting: what a deploy role with `bootstrap: verify` needs. */
    verify: [
        ...on('bucket', 's3:ListBucket', 's3:ListBucketVersions', 's3:GetBucketLocation', 's3:GetBucketTagging', 's3:GetBucketVersioning', 's3:GetEncryptionConfiguration', 's3:GetBucketOwnershipControls', 's3:GetBucketPublicAccessBlock', 's3:GetBucketPolicy', 's3:GetBucketPolicyStatus', 's3:GetLifecycleConfiguration'),
        ...on('table', 'dynamodb:DescribeTable', 'dynamodb:DescribeContinuousBackups', 'dynamodb:ListTagsOfResource'),
    ],
    /** Creating and mending, beyond `verify`. */
    bootstrap: [
        ...on('bucket', 's3:CreateBucket', 's3:PutBucketTagging', 's3:PutBucketVersioning', 's3:PutEncryptionConfiguration', 's3:PutBucketOwnershipControls', 's3:PutBucketPublicAccessBlock', 's3:PutBucketPolicy', 's3:PutLifecycleConfiguration'),
        ...on('table', 'dynamodb:CreateTable', 'dynamodb:TagResource', 'dynamodb:UpdateTable', 'dynamodb:UpdateContinuousBackups'),
    ],
    /** Terraform and this action reading and writing the state. Without ListBucket S3 answers 403 for "not there". */
    state: [
        ...on('bucket', 's3:ListBucket', 's3:ListBucketVersions'),
        ...on('state', 's3:GetObject', 's3:GetObjectVersion', 's3:PutObject'),
        ...on('table', 'dynamodb:GetItem'),
    ],
    lock: on('table', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'),
    lockfile: on('lockfile', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'),
    recovery: on('recovery', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'),
    record: [...on('bucket', 's3:ListBucket'), ...on('record', 's3:GetObject', 's3:PutObject')],
};
/** `arn:aws`, `arn:aws-cn` or `arn:aws-us-gov`: a region's name tells its partition. */
function arnPrefix(region) {
    if (region.startsWith('cn-'))
        return 'arn:aws-cn';
    return region.startsWith('us-gov-') ? 'arn:aws-us-gov' : 'arn:aws';
}
/** ARN of one part of the state backend. */
function arnOf(resource, location) {
    const prefix = arnPrefix(location.region);
    const bucket = `${prefix}:s3:::${location.bucket}`;
    switch (resource) {
        case 'bucket':
            return bucket;
        case 'state':
            return `${bucket}/${location.key}`;
        case 'lockfile':
            return `${bucket}/${(0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .lockfileKey */ .pN)(location.key)}`;
        case 'record':
            return `${bucket}/${(0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseRecordKey */ ._l)(location.key)}`;
        case 'recovery':
            return `${bucket}/recovery/*`;
        case 'table':
            return `${prefix}:dynamodb:${location.region}:${location.account}:table/${location.lockTable}`;
    }
}
/** A policy document allowing exactly these permissions, one statement a resource, as lines of JSON to paste. */
function policyDocument(permissions, location) {
    const resources = [...new Set(permissions.map(({ resource }) => resource))];
    const statements = resources.map((resource) => ({
        Effect: 'Allow',
        Action: [
            ...new Set(permissions.filter((each) => each.resource === resource).map(({ action }) => action)),
        ],
        Resource: arnOf(resource, location),
    }));
    return JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2).split('\n');
}
/** The failure for a refusal by AWS (permission or credentials); undefined when the error is something else. */
function accessDenied(error, request) {
    if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isCredentialProblem */ .Jx)(error)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
            code: 'NO_CREDENTIALS',
            reason: `AWS refused to ${request.attempt} because of the credentials: ${(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorText */ .kc)(error)}.`,
            safe: request.safe,
            next: 'Renew the credentials (role-to-assume, or the step that sets them) and run again.',
            cause: error,
        });
    }
    if (!(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isDenied */ .GZ)(error))
        return undefined;
    const actions = [...new Set(request.permissions.map(({ action }) => action))];
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'ACCESS_DENIED',
        reason: `AWS refused to ${request.attempt} (${(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorText */ .kc)(error)}); it takes ${actions.join(', ')}.`,
        safe: request.safe,
        next: 'Allow the role of this run what the policy below says, and run again.',
        details: policyDocument(request.permissions, request.location),
        cause: error,
    });
}
/** Runs a call and turns a refusal by AWS into its failure. */
async function explained(call, request) {
    try {
        return await call;
    }
    catch (error) {
        throw accessDenied(error, request) ?? error;
    }
}


/***/ }),

/***/ 2160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   supervise: () => (/* binding */ supervise)
/* harmony export */ });
/* harmony import */ var _platform_aws_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6855);
/* harmony import */ var _platform_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7396);
/* harmony import */ var _platform_http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7696);
/* harmony import */ var _platform_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6800);
/* harmony import */ var _platform_oidc_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7617);
/* harmony import */ var _platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3453);
/* harmony import */ var _platform_supervision_task_runner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3120);
/* harmony import */ var _state_lease_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9448);








/** An OIDC token lives some minutes; Terraform reads the file whenever its role session runs out. */
const TOKEN_INTERVAL = 2 * 60_000;
/**
 * The process that owns Terraform and the beat of the lease. It ends when main lets it go or is dead, and no task runs:
 * the lease is then freed. One truth of being alive: while this process lives the lease beats, and when the machine dies
 * both stop.
 */
async function supervise(directory, environment) {
    const job = { path: directory };
    const { lease, mainPid, keepToken } = (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .readJobJson */ .oA)(job, 'job.json');
    const dynamodb = await (0,_platform_aws_js__WEBPACK_IMPORTED_MODULE_7__/* .connectAws */ .o)().dynamodb(lease.region);
    let status = { pid: process.pid, state: 'running', beats: 0 };
    const report = (change) => {
        status = { ...status, ...change };
        (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .writeJobJson */ .v7)(job, 'status.json', status);
    };
    const tasks = new _platform_supervision_task_runner_js__WEBPACK_IMPORTED_MODULE_5__/* .TaskRunner */ .u(job, environment, (task) => report({ task }));
    const done = new AbortController();
    report({});
    await Promise.all([
        (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .watchJob */ .LA)(job, () => {
            // First: what is asked for without the lease must not start.
            if (status.lost !== undefined)
                tasks.interrupt();
            tasks.look();
            const letGo = (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .hasJobFile */ ._q)(job, 'release') || !(0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .isAlive */ ._n)(mainPid);
            return letGo && !tasks.running;
        }).finally(() => done.abort()),
        keepBeating(),
        keepToken && (0,_platform_oidc_js__WEBPACK_IMPORTED_MODULE_3__/* .mayRequestIdToken */ .TI)(environment) ? keepTokenFresh(job, environment, done.signal) : undefined,
    ]);
    if (status.lost === undefined)
        await (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_6__/* .freeLease */ .hz)(dynamodb, lease);
    report({ state: 'ended' });
    async function keepBeating() {
        let stage = '';
        let held = _platform_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m.monotonic();
        let beaten = -Infinity;
        while (!done.signal.aborted) {
            const current = (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .readJobFile */ .i5)(job, 'stage') ?? stage;
            if (current !== stage || _platform_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m.monotonic() - beaten >= _state_lease_js__WEBPACK_IMPORTED_MODULE_6__/* .BEAT_INTERVAL */ .Bz) {
                stage = current;
                beaten = _platform_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m.monotonic();
                const outcome = await tryBeat(stage);
                if (outcome === false)
                    return report({ lost: 'another run holds the lease' });
                const silent = _platform_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m.monotonic() - held;
                if (outcome === true) {
                    held = beaten;
                    report({ beats: status.beats + 1 });
                }
                else if (silent >= _state_lease_js__WEBPACK_IMPORTED_MODULE_6__/* .BEATS_UNTIL_LOST */ .a0 * _state_lease_js__WEBPACK_IMPORTED_MODULE_6__/* .BEAT_INTERVAL */ .Bz) {
                    const seconds = Math.round(silent / 1000);
                    return report({ lost: `it could not be renewed for ${seconds} s: ${outcome.message}` });
                }
            }
            await stageChanged(stage, _state_lease_js__WEBPACK_IMPORTED_MODULE_6__/* .BEAT_INTERVAL */ .Bz - (_platform_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m.monotonic() - beaten));
        }
    }
    /** A connection that hangs must not outlast the time in which a beat is due: others judge the lease by it. */
    function tryBeat(stage) {
        const deadline = AbortSignal.timeout(_state_lease_js__WEBPACK_IMPORTED_MODULE_6__/* .BEAT_INTERVAL */ .Bz);
        return (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_6__/* .beat */ .v3)(dynamodb, lease, stage, deadline).catch((error) => error);
    }
    /** Resolves when main shows another stage, after `milliseconds`, or when this process is done. */
    async function stageChanged(stage, milliseconds) {
        const waiting = AbortSignal.any([done.signal, AbortSignal.timeout(Math.max(0, Math.ceil(milliseconds)))]);
        await (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .watchJob */ .LA)(job, () => ((0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .readJobFile */ .i5)(job, 'stage') ?? stage) !== stage, waiting).catch(() => { });
    }
}
async function keepTokenFresh(job, environment, signal) {
    while (!signal.aborted) {
        await _platform_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .m.sleep(TOKEN_INTERVAL, signal).catch(() => { });
        if (signal.aborted)
            return;
        // The old token may still serve; a failure here is only one if Terraform then can't renew its session.
        await (0,_platform_oidc_js__WEBPACK_IMPORTED_MODULE_3__/* .requestIdToken */ .gj)({ environment, http: _platform_http_js__WEBPACK_IMPORTED_MODULE_1__/* .runnerHttp */ .J, log: _platform_log_js__WEBPACK_IMPORTED_MODULE_2__/* .runnerLog */ .t }).then((token) => (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .writeJobFile */ .XB)(job, _platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_4__/* .TOKEN_FILE */ .r$, token), () => { });
    }
}


/***/ })

};
