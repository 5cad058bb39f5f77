export const id = 161;
export const ids = [161];
export const modules = {

/***/ 452:
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
    STATE_RECOVERY_PENDING: 'a run kept a state it could not save; it comes first, before anything is planned',
    STATE_LOCKED: 'the Terraform state lock was not free before lock-timeout',
    DEPLOY_IN_PROGRESS: 'another deploy held the lease until lock-timeout',
    LOCK_HOLDER_LIVE: 'unlock was asked to free a lock or lease whose holder is at work',
    LOCK_NOT_PROVEN: 'unlock can not prove that the holder of a lock or lease is over, so it stays',
    LEASE_LOST: 'the deploy lease could no longer be renewed, so this run stopped',
    TERRAFORM_NOT_FOUND: 'no Terraform satisfies the required version and none could be installed',
    TERRAFORM_DOWNLOAD_FAILED: 'Terraform could not be downloaded',
    TERRAFORM_NOT_AUTHENTIC: "the downloaded Terraform's checksum or signature does not hold",
    TERRAFORM_INIT_FAILED: 'terraform init failed',
    TERRAFORM_PLAN_FAILED: 'terraform plan failed',
    TERRAFORM_APPLY_FAILED: 'terraform apply failed',
    CREATES_UNPROVEN: 'a run that was ended in its apply may have created resources that can not be told apart from others',
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

/***/ 6114:
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
        s3: (region) => once(`s3 ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(711)]).then(__webpack_require__.t.bind(__webpack_require__, 3711, 19))).S3(common(region))),
        dynamodb: (region) => once(`dynamodb ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(305)]).then(__webpack_require__.t.bind(__webpack_require__, 4305, 19))).DynamoDB(common(region))),
        // CloudFront is one global service whose API lives in us-east-1.
        cloudfront: () => once('cloudfront', async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(169)]).then(__webpack_require__.t.bind(__webpack_require__, 3169, 19))).CloudFront(common('us-east-1'))),
        sts: (region) => once(`sts ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(695)]).then(__webpack_require__.t.bind(__webpack_require__, 1695, 19))).STS(common(region))),
        apiGatewayV2: (region) => once(`apiGatewayV2 ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(919)]).then(__webpack_require__.t.bind(__webpack_require__, 4919, 19))).ApiGatewayV2(common(region))),
        cloudWatchLogs: (region) => once(`cloudWatchLogs ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(303)]).then(__webpack_require__.t.bind(__webpack_require__, 303, 19))).CloudWatchLogs(common(region))),
        eventBridge: (region) => once(`eventBridge ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(612)]).then(__webpack_require__.t.bind(__webpack_require__, 6612, 19))).EventBridge(common(region))),
        iam: (region) => once(`iam ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(764)]).then(__webpack_require__.t.bind(__webpack_require__, 6764, 19))).IAM(common(region))),
        lambda: (region) => once(`lambda ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(696)]).then(__webpack_require__.t.bind(__webpack_require__, 1696, 19))).Lambda(common(region))),
        scheduler: (region) => once(`scheduler ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(768)]).then(__webpack_require__.t.bind(__webpack_require__, 768, 19))).Scheduler(common(region))),
        secretsManager: (region) => once(`secretsManager ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(994)]).then(__webpack_require__.t.bind(__webpack_require__, 2994, 19))).SecretsManager(common(region))),
    };
}


/***/ }),

/***/ 8005:
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

/***/ 3430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ createPlatform)
});

// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
// EXTERNAL MODULE: ./lib/platform/aws.js
var aws = __webpack_require__(6114);
// EXTERNAL MODULE: ./lib/platform/clock.js
var clock = __webpack_require__(8005);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./lib/platform/commands.js

async function execute(executable, args, options) {
    const { getExecOutput } = await __webpack_require__.e(/* import() */ 955).then(__webpack_require__.bind(__webpack_require__, 1955));
    const [stdout, stderr] = [new LineSplitter(options.onLine), new LineSplitter(options.onLine)];
    const result = await getExecOutput(quoteExecutable(executable), [...args], {
        cwd: options.directory,
        env: definedOnly(options.environment),
        silent: true,
        ignoreReturnCode: true,
        listeners: { stdout: (data) => stdout.write(data), stderr: (data) => stderr.write(data) },
    });
    stdout.end();
    stderr.end();
    return result;
}
/** Splits a stream into lines. @actions/exec's own listeners never tell a last line that has no newline. */
class LineSplitter {
    #decoder = new external_node_string_decoder_.StringDecoder('utf8');
    #onLine;
    #rest = '';
    constructor(onLine = () => { }) {
        this.#onLine = onLine;
    }
    write(data) {
        const lines = (this.#rest + this.#decoder.write(data)).split('\n');
        this.#rest = lines.pop() ?? '';
        for (const line of lines)
            this.#onLine(line.replace(/\r$/, ''));
    }
    end() {
        const last = this.#rest + this.#decoder.end();
        if (last !== '')
            this.#onLine(last);
    }
}
/** @actions/exec splits its first argument like a command line; quotes keep a path with spaces whole. */
const quoteExecutable = (executable) => `"${executable}"`;
const definedOnly = (environment) => Object.fromEntries(Object.entries(environment).filter((entry) => entry[1] !== undefined));
/** Runs through @actions/exec, loaded when first needed. */
const runnerCommands = {
    run: execute,
    shell: (commandLine, options) => execute('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', commandLine], options),
    find: async (executable) => {
        const { which } = await __webpack_require__.e(/* import() */ 701).then(__webpack_require__.bind(__webpack_require__, 8701));
        return (await which(executable, false)) || undefined;
    },
};

// EXTERNAL MODULE: ./lib/platform/http.js
var http = __webpack_require__(1267);
// EXTERNAL MODULE: ./lib/platform/log.js
var log = __webpack_require__(1673);
;// CONCATENATED MODULE: ./lib/platform/create-platform.js






/** The real platform of this process, with AWS credentials left to the SDK's default chain. */
function createPlatform() {
    return {
        environment: { ...external_node_process_.env },
        log: log/* runnerLog */.t,
        clock: clock/* systemClock */.m,
        commands: runnerCommands,
        http: http/* runnerHttp */.J,
        aws: (0,aws/* connectAws */.o)(),
    };
}


/***/ }),

/***/ 1267:
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
    const { HttpClient } = await __webpack_require__.e(/* import() */ 942).then(__webpack_require__.bind(__webpack_require__, 4942));
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

/***/ 1673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ runnerLog)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _runner_commands_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9964);


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

/***/ 9964:
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

/***/ 5997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ runnerToolkit)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_process__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1708);
/* harmony import */ var _runner_commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9964);



/** The real one. Outside a runner, where there are no files to write to, nothing is written. */
const runnerToolkit = {
    setOutput: (name, value) => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .appendEntry */ .D4)('GITHUB_OUTPUT', name, value),
    writeSummary: async (markdown) => {
        const file = node_process__WEBPACK_IMPORTED_MODULE_1__.env['GITHUB_STEP_SUMMARY'];
        if (file)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(file, markdown, 'utf8');
    },
    saveState: (name, value) => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .appendEntry */ .D4)('GITHUB_STATE', name, value),
    getState: (name) => node_process__WEBPACK_IMPORTED_MODULE_1__.env[`STATE_${name}`] ?? '',
    setFailed: () => {
        node_process__WEBPACK_IMPORTED_MODULE_1__.exitCode = 1;
    },
};


/***/ }),

/***/ 5317:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var node_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1708);
/* harmony import */ var _platform_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4219);
/* harmony import */ var _platform_cache_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5729);
/* harmony import */ var _platform_create_platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3430);
/* harmony import */ var _platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8657);
/* harmony import */ var _platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7548);
/* harmony import */ var _platform_toolkit_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5997);
/* harmony import */ var _terraform_adopt_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2962);
/* harmony import */ var _terraform_backend_override_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9345);









/** GitHub gives `post` about four minutes after a cancel: the last part of them is for saving the state. */
const PATIENCE = { untilInterrupt: 180_000, untilGivenUp: 225_000 };
/**
 * The post phase: whatever became of main, Terraform ends here, the lease is free, and nothing of ours is left in the
 * checkout. After a main that ended by itself there is nothing to do.
 */
async function post() {
    const platform = (0,_platform_create_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .createPlatform */ .Q)();
    try {
        const directory = _platform_toolkit_js__WEBPACK_IMPORTED_MODULE_6__/* .runnerToolkit */ .r.getState('job-directory');
        const job = directory === '' ? undefined : { path: directory };
        if (job !== undefined && (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_5__/* .hasJobFile */ ._q)(job, 'status.json'))
            await endSupervisor(platform, job);
        const root = _platform_toolkit_js__WEBPACK_IMPORTED_MODULE_6__/* .runnerToolkit */ .r.getState('terraform-directory');
        if (root !== '')
            await Promise.all([(0,_terraform_backend_override_js__WEBPACK_IMPORTED_MODULE_8__/* .removeOverride */ .ZY)(root), (0,_terraform_adopt_js__WEBPACK_IMPORTED_MODULE_7__/* .removeAdoptions */ .WV)(root)]);
        await saveTerraform(platform);
    }
    catch (error) {
        // The outcome of the step stands; a clean-up that failed is worth a warning, not a red cross.
        platform.log.warning(`The clean-up after the deploy did not end well: ${error.message}`);
        node_process__WEBPACK_IMPORTED_MODULE_0__.exitCode = 0;
    }
}
async function endSupervisor({ log }, job) {
    if ((0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_4__/* .atWork */ .R_)(job)) {
        log.info('Terraform is still at work under its supervisor; waiting for it, so that its state is saved.');
        (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_5__/* .writeJobFile */ .XB)(job, 'release', '');
        const ended = await waitedFor(job, PATIENCE.untilInterrupt);
        if (!ended) {
            log.info('Asking Terraform once to stop and save its state.');
            (0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_4__/* .requestInterrupt */ .vV)(job);
            if (!(await waitedFor(job, PATIENCE.untilGivenUp - PATIENCE.untilInterrupt))) {
                log.warning(`Terraform did not end in time; its files are kept in ${job.path}.`);
                return;
            }
        }
        if ((0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_4__/* .readStatus */ .rk)(job).state === 'ended')
            log.info('Terraform has ended, and the deploy lease is free.');
        else
            log.warning('Terraform and its supervisor are gone; the next run frees what they held.');
    }
    (0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_4__/* .removeJobDirectory */ .HY)(job);
}
const waitedFor = (job, milliseconds) => (0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_4__/* .waitUntilEnded */ .uC)(job, AbortSignal.timeout(milliseconds)).then(() => true, () => false);
async function saveTerraform(platform) {
    const saved = _platform_toolkit_js__WEBPACK_IMPORTED_MODULE_6__/* .runnerToolkit */ .r.getState('terraform-cache');
    if (saved === '')
        return;
    const { saveTerraformToCache } = await __webpack_require__.e(/* import() */ 110).then(__webpack_require__.bind(__webpack_require__, 3729));
    const cache = (0,_platform_cache_js__WEBPACK_IMPORTED_MODULE_2__/* .connectCache */ .X)((0,_platform_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .bundleEntry */ .xJ)(), platform.environment);
    await saveTerraformToCache(platform, cache, JSON.parse(saved));
}


/***/ }),

/***/ 9345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S$: () => (/* binding */ backendSettings),
/* harmony export */   ZY: () => (/* binding */ removeOverride),
/* harmony export */   cQ: () => (/* binding */ backendLines),
/* harmony export */   fZ: () => (/* binding */ checkRecordedBackend),
/* harmony export */   fj: () => (/* binding */ isOurOverride),
/* harmony export */   y2: () => (/* binding */ writeOverride)
/* harmony export */ });
/* unused harmony exports OVERRIDE_FILE, overrideText, compareRecorded */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7043);
/* harmony import */ var _replace_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9795);





/**
 * Terraform merges override files in the order of their names, and a complete backend in the last of them wins over
 * no block, `backend "local"`, another `backend "s3"` and `cloud {}` alike. A `-backend-config` would not do: without
 * a backend block it is only a warning, and the state stays on the runner with exit code 0.
 */
const OVERRIDE_FILE = 'zz_revive_deploy_override.tf';
const HEADER = '# Generated by revive-deploy';
/** Whether a file is one this action wrote: only those are ever overwritten unasked or removed. */
const isOurOverride = (name, text) => name === OVERRIDE_FILE && text.startsWith(HEADER);
/** The settings of the S3 backend for a place, in the order they are written. */
function backendSettings(location) {
    const { bucket, key, region, lockTable, locking } = location;
    return [
        ['bucket', (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .h)(bucket)],
        ['key', (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .h)(key)],
        ['region', (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .h)(region)],
        ['encrypt', 'true'],
        ...(locking === 'lockfile' ? [] : [['dynamodb_table', (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .h)(lockTable)]]),
        ...(locking === 'dynamodb' ? [] : [['use_lockfile', 'true']]),
    ];
}
/** The lines of a complete `backend "s3"` block, laid out as `terraform fmt` does, without indentation. */
function backendLines(location, indent = '  ') {
    const settings = backendSettings(location);
    const width = Math.max(...settings.map(([name]) => name.length));
    return [
        'backend "s3" {',
        ...settings.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`),
        '}',
    ];
}
/** Text of the override file. `carried` is what a declared S3 backend says beside the place (`DeclaredS3.carried`). */
function overrideText(location, carried = '') {
    const block = backendLines(location).map((line) => `  ${line}`);
    return [
        `${HEADER} for the time of a deploy: the backend that this directory's Terraform uses.`,
        '# It takes precedence over any other backend block here. It is removed when the run ends; if one was left',
        '# behind, it may be deleted. Do not commit it.',
        'terraform {',
        ...block.slice(0, -1),
        // As it stood, without indentation: a line of it may be part of a heredoc.
        ...(carried === '' ? [] : ['', carried]),
        ...block.slice(-1),
        '}',
        '',
    ].join('\n');
}
/** Writes the override file and returns its path. Fails rather than overwrite a file of that name that isn't ours. */
async function writeOverride(directory, location, carried = '') {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, OVERRIDE_FILE);
    const present = await readIfThere(file);
    if (present !== undefined && !isOurOverride(OVERRIDE_FILE, present)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
            code: 'BACKEND_CONTRADICTED',
            reason: `${file} exists and was not written by revive-deploy, which needs that name for the backend it generates.`,
            safe: 'Terraform was not started; nothing was changed.',
            next: `Rename ${OVERRIDE_FILE} (any other *_override.tf will do) and run again.`,
        });
    }
    await (0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .replaceFile */ .f)(file, overrideText(location, carried));
    return file;
}
/** Removes the override file if it is ours; false: there was none of ours. */
async function removeOverride(directory) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, OVERRIDE_FILE);
    const present = await readIfThere(file);
    if (present === undefined || !isOurOverride(OVERRIDE_FILE, present))
        return false;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(file, { force: true });
    return true;
}
/**
 * Checks, after `terraform init`, that the backend Terraform recorded is the one it was given. Something else would
 * mean that another override or a `TF_CLI_ARGS_init` won, and that the plan is about another state.
 */
async function checkRecordedBackend(options) {
    const { directory, dataDirectory = '.terraform', location } = options;
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, dataDirectory, 'terraform.tfstate');
    const differences = compareRecorded(await readIfThere(file), location);
    if (differences.length === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
        code: 'BACKEND_CONTRADICTED',
        reason: `Terraform recorded another backend in ${file} than the one it was given: ${differences.join('; ')}.`,
        safe: 'Nothing was planned or applied.',
        next: 'Look for an override file that sorts after zz_revive_deploy_override.tf or -backend-config in TF_CLI_ARGS_init, remove it and run again.',
        details: differences,
    });
}
/** What differs between the text of `.terraform/terraform.tfstate` and the place; empty: nothing. */
function compareRecorded(text, location) {
    if (text === undefined)
        return ['no backend was recorded'];
    let recorded;
    try {
        recorded = JSON.parse(text);
    }
    catch {
        return ['the record is not JSON'];
    }
    const backend = recorded?.backend;
    if (backend?.type !== 's3')
        return [`the kind of backend is ${show(backend?.type ?? 'local')}, not "s3"`];
    const { bucket, key, region, lockTable, locking } = location;
    const wanted = {
        bucket,
        key,
        region,
        dynamodb_table: locking === 'lockfile' ? null : lockTable,
        use_lockfile: locking === 'dynamodb' ? null : true,
    };
    return Object.entries(wanted)
        .filter(([name, value]) => (backend.config?.[name] ?? null) !== value)
        .map(([name, value]) => {
        const found = show(backend.config?.[name]);
        return value === null ? `${name} is set, to ${found}` : `${name} is ${found}, not ${show(value)}`;
    });
}
const show = (value) => value === null || value === undefined ? 'not set' : JSON.stringify(value);
async function readIfThere(file) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissing */ .b)(error))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 3541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ NO_CHANGES),
/* harmony export */   y: () => (/* binding */ describePlanned)
/* harmony export */ });
const NO_CHANGES = { added: 0, changed: 0, destroyed: 0, imported: 0 };
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

/***/ 7043:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ literalValue),
/* harmony export */   h: () => (/* binding */ quote)
/* harmony export */ });
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs;
const SIMPLE = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
/** The value of an expression that is one literal; undefined for a template, a reference or anything composed. */
function literalValue(expression) {
    if (expression === 'true')
        return true;
    if (expression === 'false')
        return false;
    if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(expression))
        return Number(expression);
    const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(expression)?.[1];
    return quoted === undefined || hasTemplate(quoted) ? undefined : unescape(quoted);
}
/** Whether the text between a string's quotes holds `${` or `%{` that is not escaped by doubling. */
const hasTemplate = (quoted) => /[$%]\{/.test(quoted.replaceAll(/\$\$\{|%%\{/g, ''));
function unescape(quoted) {
    return quoted
        .replaceAll(/\$\$\{|%%\{/g, (doubled) => doubled.slice(1))
        .replaceAll(ESCAPE, (all, short, long, simple) => {
        const code = short ?? long;
        if (code !== undefined)
            return codePoint(Number.parseInt(code, 16)) ?? all;
        return SIMPLE[simple ?? ''] ?? all;
    });
}
const codePoint = (code) => code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
/** A string as HCL writes it: `${` can't become a template, nor a quote end it. */
function quote(value) {
    const escaped = value
        .replaceAll('\\', '\\\\')
        .replaceAll('"', '\\"')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
        .replaceAll('\t', '\\t')
        .replaceAll(/([$%])\{/g, '$1$1{');
    return `"${escaped}"`;
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


/***/ })

};
