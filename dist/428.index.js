export const id = 428;
export const ids = [428];
export const modules = {

/***/ 2922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cI: () => (/* binding */ readRun),
/* harmony export */   un: () => (/* binding */ isAskedFor)
/* harmony export */ });
/* unused harmony export describeRun */
/** Reads the run from the environment; outside GitHub Actions the fields say so plainly. */
function readRun(environment, host, fallback) {
    const value = (name, otherwise) => environment[name] || otherwise;
    const server = value('GITHUB_SERVER_URL', 'https://github.com');
    const repository = value('GITHUB_REPOSITORY', 'local/local');
    const id = value('GITHUB_RUN_ID', '0');
    const attempt = Number(value('GITHUB_RUN_ATTEMPT', '1'));
    const number = value('GITHUB_RUN_NUMBER', '');
    return {
        repository,
        id,
        attempt,
        workflow: value('GITHUB_WORKFLOW', 'local'),
        ...(/^\d+$/.test(number) ? { runNumber: Number(number) } : {}),
        job: value('GITHUB_JOB', 'local'),
        actor: value('GITHUB_ACTOR', value('USER', 'unknown')),
        commit: value('GITHUB_SHA', '0'.repeat(40)),
        ref: value('GITHUB_REF', ''),
        event: value('GITHUB_EVENT_NAME', ''),
        url: `${server}/${repository}/actions/runs/${id}/attempts/${attempt}`,
        host: value('RUNNER_NAME', host),
        hostname: host,
        workspace: value('GITHUB_WORKSPACE', fallback.cwd),
        temporaryDirectory: value('RUNNER_TEMP', fallback.temporary),
    };
}
/** Events that a person or another system asks for, and not a commit. */
const ASKED_FOR = new Set(['workflow_dispatch', 'repository_dispatch', 'schedule']);
/** Whether somebody asked for just this run: by hand, by a schedule, or by running it again. */
const isAskedFor = ({ event, attempt }) => ASKED_FOR.has(event) || attempt > 1;
/** Who and what a run is, short enough for a log line: `run 42 by ada at 3f9a1c2`. */
function describeRun(run) {
    return `run ${run.id} by ${run.actor} at ${run.commit.slice(0, 7)}`;
}


/***/ }),

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
    LOCAL_STATE_FOUND: 'a local Terraform state file is in the repository that can not be moved safely',
    STATE_MOVED: 'the state of this environment stands at another place and can not be moved, or was moved away',
    STATE_OF_ANOTHER: 'the state belongs to another repository or terraform-directory',
    STATE_LOST: 'there was a state and it is gone; planning now would create everything again',
    STATE_UNREADABLE: 'the state object is empty or not a Terraform state',
    STATE_DIGEST_MISMATCH: 'the digest that Terraform noted of its state is of another one, and not just left behind',
    STATE_FOREIGN: 'the state is another one than this environment had: its lineage differs',
    STATE_REGRESSED: 'the state is older than what this environment had: its serial is not higher',
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
    ALREADY_EXISTS: 'what the plan would create exists in AWS already, and adopt-existing is not set',
    ADOPTION_REFUSED: "adopt-existing can't adopt what exists: it is another's, can't be told apart, or doesn't fit",
    DESTROY_GUARDED: 'the plan would destroy or replace what is precious, and allow-destroy does not name it',
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
    ROLLBACK_IMPOSSIBLE: 'there is no such release, or its commit or its files can not be had any more',
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

/***/ 5836:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ connectAws)
});

// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
// EXTERNAL MODULE: ./lib/platform/clock.js
var clock = __webpack_require__(8005);
;// CONCATENATED MODULE: ./lib/platform/plain/credentials.js
/** How long before they expire credentials are renewed, in milliseconds: as the SDK does. */
const RENEWED_BEFORE = 300_000;
/** Asks once, again shortly before the credentials expire, and once for all who ask at the same time. */
function memoised(provider, clock) {
    let held;
    let asked;
    const ask = async () => {
        try {
            held = await provider();
            return held;
        }
        finally {
            asked = undefined;
        }
    };
    return () => {
        const expires = held?.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
        if (held !== undefined && expires - clock.now() >= RENEWED_BEFORE)
            return Promise.resolve(held);
        return (asked ??= ask());
    };
}
/**
 * The credentials that stand in the environment, as the SDK's default chain finds them there first; undefined where they
 * don't, or say more of themselves than a plain signature needs. The environment must have plain settings.
 */
function environmentCredentials(environment) {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
    const { AWS_SESSION_TOKEN: sessionToken } = environment;
    const { AWS_CREDENTIAL_EXPIRATION, AWS_CREDENTIAL_SCOPE } = environment;
    if (!accessKeyId || !secretAccessKey)
        return undefined;
    if (AWS_CREDENTIAL_EXPIRATION || AWS_CREDENTIAL_SCOPE)
        return undefined;
    const found = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
    return () => Promise.resolve(found);
}

// EXTERNAL MODULE: ./lib/platform/plain/settings.js
var settings = __webpack_require__(8263);
;// CONCATENATED MODULE: ./lib/platform/aws.js




/**
 * Eight tries with the SDK's own jittered back-off ride out a throttled table or a restarting endpoint. With six, one of a
 * hundred deploys in which every fifth call fails did not get through.
 */
const MAX_ATTEMPTS = 8;
/**
 * Connects to AWS. Endpoints and regions follow the standard variables (AWS_ENDPOINT_URL and its per-service forms).
 *
 * @param environment what the SDK reads from the process by itself, for what is done without it
 */
function connectAws(source, environment = external_node_process_.env) {
    // Each of the SDK's clients would ask for a session of its own.
    const credentials = source && memoised(source, clock/* systemClock */.m);
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
    const s3 = (region) => once(`s3 ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(711)]).then(__webpack_require__.t.bind(__webpack_require__, 3711, 19))).S3(common(region)));
    const sending = { clock: clock/* systemClock */.m, maxAttempts: MAX_ATTEMPTS };
    /** Undefined where it takes the SDK to know by whom AWS is reached, or how. */
    const plainCredentials = () => once('plain', async () => (await (0,settings/* hasPlainSettings */.k)(environment))
        ? (credentials ?? environmentCredentials(environment))
        : undefined);
    // CloudFront is one global service whose API lives in us-east-1.
    const cloudfront = () => once('cloudfront', async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(169)]).then(__webpack_require__.t.bind(__webpack_require__, 3169, 19))).CloudFront(common('us-east-1')));
    return {
        s3,
        objects: (region) => once(`objects ${region}`, async () => {
            const { connectObjects } = await Promise.all(/* import() */[__webpack_require__.e(875), __webpack_require__.e(324)]).then(__webpack_require__.bind(__webpack_require__, 4324));
            const { bucketDestination } = await __webpack_require__.e(/* import() */ 619).then(__webpack_require__.bind(__webpack_require__, 8619));
            const known = await plainCredentials();
            const destinationOf = (bucket) => bucketDestination(environment, { region, bucket });
            const plain = known && { credentials: known, destinationOf };
            return connectObjects({ sdk: () => s3(region), plain }, sending);
        }),
        dynamodb: (region) => once(`dynamodb ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(305)]).then(__webpack_require__.t.bind(__webpack_require__, 4305, 19))).DynamoDB(common(region))),
        cloudfront,
        distributions: () => once('distributions', async () => {
            const { cloudFrontDestination } = await __webpack_require__.e(/* import() */ 619).then(__webpack_require__.bind(__webpack_require__, 8619));
            const known = await plainCredentials();
            const destination = known && cloudFrontDestination(environment);
            if (known === undefined || destination === undefined)
                return cloudfront();
            const { connectDistributions } = await Promise.all(/* import() */[__webpack_require__.e(875), __webpack_require__.e(743)]).then(__webpack_require__.bind(__webpack_require__, 2743));
            return connectDistributions({ destination, credentials: known }, sending);
        }),
        sts: (region) => once(`sts ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(695)]).then(__webpack_require__.t.bind(__webpack_require__, 1695, 19))).STS(common(region))),
        apiGateway: (region) => once(`apiGateway ${region}`, async () => new (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(818)]).then(__webpack_require__.t.bind(__webpack_require__, 818, 19))).APIGateway(common(region))),
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
    get: async (url, headers = {}) => readResponse(await open(url, headers)),
    send: async ({ method, url, body, headers = {} }) => {
        const client = await newClient();
        const sent = { 'content-type': 'application/json; charset=utf-8', ...headers };
        return readResponse((await client.request(method, url, JSON.stringify(body), sent)).message);
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
async function newClient() {
    const { HttpClient } = await __webpack_require__.e(/* import() */ 942).then(__webpack_require__.bind(__webpack_require__, 4942));
    return new HttpClient(USER_AGENT, [], { socketTimeout: SOCKET_TIMEOUT, allowRedirects: false });
}
async function readResponse(message) {
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
}
/** Sends a GET and follows redirects, relative ones too, which the client itself refuses as invalid addresses. */
async function open(url, headers) {
    const client = await newClient();
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
/* harmony import */ var node_process__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1708);
/* harmony import */ var _runner_commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9964);



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
        (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .printLine */ .wi)(`::stop-commands::${this.#token}`);
    }
    end() {
        if (this.#token === undefined)
            return;
        (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .printLine */ .wi)(`::${this.#token}::`);
        this.#token = undefined;
    }
}
const pause = new CommandPause();
/** What the runner was told to mask, line by line, as it masks: the longest first, since one may hold another. */
const masked = new Set();
const redact = (text) => [...masked].sort((a, b) => b.length - a.length).reduce((rest, each) => rest.replaceAll(each, '***'), text);
/** A line at the bottom of a terminal, which whatever is printed takes the place of. */
class StatusLine {
    #isShown = false;
    show(line) {
        this.clear();
        // Broken by the terminal, it could not be taken back.
        node_process__WEBPACK_IMPORTED_MODULE_1__.stdout.write(line.slice(0, node_process__WEBPACK_IMPORTED_MODULE_1__.stdout.columns - 1));
        this.#isShown = line !== '';
    }
    clear() {
        if (this.#isShown)
            node_process__WEBPACK_IMPORTED_MODULE_1__.stdout.write('\r\u001b[2K');
        this.#isShown = false;
    }
}
const statusLine = new StatusLine();
/** Prints something of ours, with command processing on. */
const ours = (print) => {
    statusLine.clear();
    pause.end();
    print();
};
/** GitHub's job log, through the runner's own commands on stdout. */
const runnerLog = {
    info: (line) => ours(() => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .printLine */ .wi)(line)),
    debug: (line) => ours(() => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .issueCommand */ .Lb)('debug', {}, line)),
    warning: (message) => ours(() => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .issueCommand */ .Lb)('warning', {}, message)),
    annotate: (annotation) => ours(() => issueAnnotation(annotation)),
    untrusted: (lines) => {
        if (lines.length === 0)
            return;
        statusLine.clear();
        pause.begin();
        for (const line of lines)
            (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .printLine */ .wi)(line);
    },
    mask: (value) => ours(() => {
        for (const line of value.split(/\r?\n/)) {
            if (line.trim().length < SHORTEST_MASK)
                continue;
            (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .issueCommand */ .Lb)('add-mask', {}, line);
            masked.add(line.trim());
        }
    }),
    redact,
    group: async (title, work) => {
        ours(() => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .issueCommand */ .Lb)('group', {}, title));
        try {
            return await work();
        }
        finally {
            ours(() => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .issueCommand */ .Lb)('endgroup', {}, ''));
        }
    },
    ...(node_process__WEBPACK_IMPORTED_MODULE_1__.stdout.isTTY ? { status: (line) => statusLine.show(line) } : {}),
};
const issueAnnotation = ({ severity, message, title, file, startLine, endLine }) => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .issueCommand */ .Lb)(severity, { title, file, line: startLine, endLine }, message);


/***/ }),

/***/ 2318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TI: () => (/* binding */ mayRequestIdToken),
/* harmony export */   gj: () => (/* binding */ requestIdToken)
/* harmony export */ });
/* unused harmony export STS_AUDIENCE */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

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

/***/ 8263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ configuredEndpoint),
/* harmony export */   k: () => (/* binding */ hasPlainSettings)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** Variables by which the SDK reaches AWS in another way than the plain one, whatever they say. */
const ELSEWHERE = new Set([
    'AWS_AUTH_SCHEME_PREFERENCE',
    'AWS_DEFAULTS_MODE',
    'AWS_PROFILE',
    'AWS_SIGV4A_SIGNING_REGION_SET',
]);
/** Switches that are off where nobody turned them on. */
const SWITCHES = ['AWS_USE_DUALSTACK_ENDPOINT', 'AWS_USE_FIPS_ENDPOINT'];
/**
 * Whether the environment says how AWS is reached and by whom in the few words that are understood here without the SDK:
 * no profile, no shared configuration, nothing but the standard endpoints or the variables that replace them. The SDK
 * knows them all, and takes longer to load than a small site takes to publish.
 */
async function hasPlainSettings(environment) {
    return hasPlainVariables(environment) && (await sharedFilesAreEmpty(environment));
}
/** The part of `hasPlainSettings` that needs no look at a file. An empty variable is one, too: some the SDK refuses. */
function hasPlainVariables(environment) {
    const given = Object.keys(environment).filter((name) => environment[name] !== undefined);
    return (!given.some((name) => name.startsWith('AWS_S3_') || ELSEWHERE.has(name)) &&
        SWITCHES.every((name) => [undefined, 'false'].includes(environment[name])) &&
        [undefined, 'false', 'true'].includes(environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']));
}
/** Endpoint that the environment names for a service; undefined: the service's own. As the SDK reads it. */
function configuredEndpoint(environment, service) {
    if (environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true')
        return undefined;
    return environment[`AWS_ENDPOINT_URL_${service}`] || environment['AWS_ENDPOINT_URL'] || undefined;
}
/** What the SDK would read besides the environment: absent on a runner, and then it can't matter. */
async function sharedFilesAreEmpty(environment) {
    const { HOME: home, AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = environment;
    const inHome = (name) => home === undefined || home === '' ? undefined : node_path__WEBPACK_IMPORTED_MODULE_1__.join(home, '.aws', name);
    const files = [AWS_CONFIG_FILE || inHome('config'), AWS_SHARED_CREDENTIALS_FILE || inHome('credentials')];
    return (await Promise.all(files.map(isAbsentOrEmpty))).every(Boolean);
}
async function isAbsentOrEmpty(file) {
    // Where the home directory is has more answers than HOME: they are the SDK's to find.
    if (file === undefined)
        return false;
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8')).trim() === '';
    }
    catch (error) {
        return error.code === 'ENOENT';
    }
}


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

/***/ 6594:
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

/***/ 325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ER: () => (/* binding */ keptFilesPrefix),
/* harmony export */   TQ: () => (/* binding */ digestItemId),
/* harmony export */   _l: () => (/* binding */ releaseRecordKey),
/* harmony export */   dR: () => (/* binding */ journalKey),
/* harmony export */   fW: () => (/* binding */ placeName),
/* harmony export */   pN: () => (/* binding */ lockfileKey)
/* harmony export */ });
/** `s3://bucket/key` of a state, for messages. */
const placeName = ({ bucket, key }) => `s3://${bucket}/${key}`;
/** Key of the release record: beside the state key, so that one prefix in a policy covers both. */
const releaseRecordKey = (stateKey) => `${stateKey.replace(/\.tfstate$/, '')}.release.json`;
/** Key of the journal of planned creates: beside the state, too. */
const journalKey = (stateKey) => `${stateKey.replace(/\.tfstate$/, '')}.journal.json`;
/** Keys of the files of earlier releases, each by the SHA-256 of its content, begin with this: beside the state. */
const keptFilesPrefix = (stateKey) => `${stateKey.replace(/\.tfstate$/, '')}.files/`;
/** Key of the lock file that `use_lockfile = true` makes Terraform keep. */
const lockfileKey = (stateKey) => `${stateKey}.tflock`;
/** `LockID` of the item in which Terraform keeps the MD5 of the state it wrote last. */
const digestItemId = (location) => `${location.bucket}/${location.key}-md5`;


/***/ }),

/***/ 433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ib: () => (/* binding */ accessDenied),
/* harmony export */   Jj: () => (/* binding */ PERMISSIONS),
/* harmony export */   RY: () => (/* binding */ arnOf),
/* harmony export */   to: () => (/* binding */ explained),
/* harmony export */   yr: () => (/* binding */ policyDocument)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(325);



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
    /** Keeping files of earlier releases, for rollback. */
    files: [
        ...on('bucket', 's3:ListBucketVersions'),
        ...on('files', 's3:GetObject', 's3:PutObject', 's3:DeleteObjectVersion'),
    ],
    journal: [...on('bucket', 's3:ListBucket'), ...on('journal', 's3:GetObject', 's3:PutObject')],
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
        case 'journal':
            return `${bucket}/${(0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .journalKey */ .dR)(location.key)}`;
        case 'files':
            return `${bucket}/${(0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .keptFilesPrefix */ .ER)(location.key)}*`;
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

/***/ 3580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ hasWantedTags),
/* harmony export */   FE: () => (/* binding */ describeTags),
/* harmony export */   Kf: () => (/* binding */ MANAGED_BY),
/* harmony export */   MU: () => (/* binding */ isOurs),
/* harmony export */   pP: () => (/* binding */ wantedTags),
/* harmony export */   zq: () => (/* binding */ withWantedTags)
/* harmony export */ });
/** The tag that says a bucket or table may be changed by this action. */
const MANAGED_BY = {
    Key: 'managed-by',
    Value: 'revive-deploy',
};
const wantedTags = (project) => [
    MANAGED_BY,
    { Key: 'project', Value: project },
];
const valueOf = (tags, key) => tags.find((tag) => tag.Key === key)?.Value;
const hasWantedTags = (tags, project) => wantedTags(project).every((tag) => valueOf(tags, tag.Key) === tag.Value);
/** The wanted tags over those already there: the others belong to someone and stay. */
function withWantedTags(tags, project) {
    const wanted = wantedTags(project);
    return [...tags.filter((tag) => !wanted.some((each) => each.Key === tag.Key)), ...wanted];
}
/**
 * Ours to change: tagged as managed by this action and not by it for another project. Two projects may share a bucket
 * that one of them made; if both mended it they would take the `project` tag from each other for ever.
 */
const isOurs = (tags, project) => valueOf(tags, MANAGED_BY.Key) === MANAGED_BY.Value && (valueOf(tags, 'project') ?? project) === project;
/** The two tags as found, for people; `absent` when there is neither. */
function describeTags(tags, project) {
    const shown = wantedTags(project).flatMap(({ Key }) => {
        const value = valueOf(tags, Key);
        return value === undefined ? [] : [`${Key} = ${value}`];
    });
    return shown.join(', ') || 'absent';
}


/***/ }),

/***/ 1993:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j6: () => (/* binding */ BUCKET),
  t8: () => (/* binding */ WANTED_BUCKET),
  IP: () => (/* binding */ ownedBucket)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(6594);
;// CONCATENATED MODULE: ./lib/state/bucket-lifecycle.js
/** Old states stay for this long, and the newest this many for ever. */
const OLD_VERSION_DAYS = 90;
const OLD_VERSIONS_KEPT = 50;
const UPLOAD_DAYS = 7;
/** The rules that bound what a state bucket costs, without ever touching a current object. */
const LIFECYCLE_RULES = [
    {
        ID: 'expire-noncurrent-state-versions',
        Status: 'Enabled',
        Filter: { Prefix: '' },
        NoncurrentVersionExpiration: {
            NoncurrentDays: OLD_VERSION_DAYS,
            NewerNoncurrentVersions: OLD_VERSIONS_KEPT,
        },
    },
    {
        ID: 'abort-incomplete-uploads',
        Status: 'Enabled',
        Filter: { Prefix: '' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: UPLOAD_DAYS },
    },
];
const LIFECYCLE_WANTED = `old versions: newest ${OLD_VERSIONS_KEPT}, others ${OLD_VERSION_DAYS} days; unfinished uploads: ${UPLOAD_DAYS} days`;
/** What a rule does to what, without the spellings S3 takes as equal (`Filter: {}`, `{Prefix: ''}`, `Prefix: ''`). */
function effect(rule) {
    const { ID, Status, Filter, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload, ...others } = rule;
    const { Prefix, ...more } = { ...others, ...Filter };
    const further = Object.entries(more).filter(([, value]) => value !== undefined);
    return JSON.stringify([
        ID,
        Status,
        Prefix ?? '',
        NoncurrentVersionExpiration?.NoncurrentDays,
        NoncurrentVersionExpiration?.NewerNoncurrentVersions,
        AbortIncompleteMultipartUpload?.DaysAfterInitiation,
        further,
    ]);
}
const missingRules = (rules) => LIFECYCLE_RULES.filter((wanted) => !rules.some((rule) => effect(rule) === effect(wanted)));
const hasLifecycleRules = (rules) => missingRules(rules).length === 0;
/** The wanted rules over those already there; rules of other ids stay. */
function withLifecycleRules(rules) {
    const others = rules.filter(({ ID }) => !LIFECYCLE_RULES.some((wanted) => wanted.ID === ID));
    return [...others, ...LIFECYCLE_RULES];
}
function describeLifecycle(rules) {
    if (rules.length === 0)
        return 'absent';
    const missing = missingRules(rules);
    return missing.length === 0 ? LIFECYCLE_WANTED : `without ${missing.map(({ ID }) => ID).join(', ')}`;
}

;// CONCATENATED MODULE: ./lib/state/bucket-policy.js
/** The two statements that keep everyone, its owner included, to TLS 1.2 or better. */
function tlsStatements(bucketArn) {
    const deny = (sid, condition) => ({
        Sid: sid,
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: condition,
    });
    return [
        deny('DenyInsecureTransport', { Bool: { 'aws:SecureTransport': 'false' } }),
        deny('DenyOldTls', { NumericLessThan: { 's3:TlsVersion': '1.2' } }),
    ];
}
/** Reads a policy; a lone statement may stand without its array. Undefined: there is no policy. */
function parsePolicy(text) {
    if (text === undefined || text === '')
        return undefined;
    const document = JSON.parse(text);
    const statements = document.Statement ?? [];
    return { ...document, Statement: Array.isArray(statements) ? statements : [statements] };
}
/** The wanted statements that the policy lacks or has otherwise. */
function missingStatements(policy, wanted) {
    const found = policy?.Statement ?? [];
    return wanted.filter((statement) => !found.some((each) => canonical(each) === canonical(statement)));
}
/** The policy with the wanted statements in it: ones of the same Sid are replaced, all others stay as they are. */
function withStatements(policy, wanted) {
    const sids = new Set(wanted.map(({ Sid }) => Sid));
    const others = (policy?.Statement ?? []).filter(({ Sid }) => !sids.has(Sid));
    return { ...(policy ?? { Version: '2012-10-17' }), Statement: [...others, ...wanted] };
}
/**
 * One text for all spellings IAM takes as equal: a lone value or an array of one, arrays in any order, 1.2 or "1.2",
 * and `{"AWS": "*"}` for `"*"` as a principal.
 */
function canonical(value) {
    if (Array.isArray(value)) {
        const items = value.map(canonical).sort();
        return items.length === 1 ? (items[0] ?? '') : `[${items.join()}]`;
    }
    if (typeof value !== 'object' || value === null)
        return JSON.stringify(String(value));
    const entries = Object.entries(value).map(([key, inner]) => {
        const anyone = key === 'Principal' && canonical(inner) === '{"AWS":"*"}';
        return `${JSON.stringify(key)}:${anyone ? '"*"' : canonical(inner)}`;
    });
    return `{${entries.sort().join()}}`;
}

// EXTERNAL MODULE: ./lib/state/permissions.js
var permissions = __webpack_require__(433);
// EXTERNAL MODULE: ./lib/state/tags.js
var tags = __webpack_require__(3580);
// EXTERNAL MODULE: ./lib/state/wanted-setting.js
var wanted_setting = __webpack_require__(1315);
;// CONCATENATED MODULE: ./lib/state/wanted-bucket.js







/**
 * Names the bucket in a call. With ExpectedBucketOwner S3 answers 403 instead of handing the state to a bucket of
 * this name in someone else's account.
 */
const ownedBucket = (location) => ({
    Bucket: location.bucket,
    ExpectedBucketOwner: location.account,
});
const named = ({ location }) => ownedBucket(location);
const needs = (read, change) => ({
    read: { action: `s3:${read}`, resource: 'bucket' },
    change: { action: `s3:${change}`, resource: 'bucket' },
});
const readTags = async (target) => (await (0,aws_errors/* orAbsent */.Re)(target.s3.getBucketTagging(named(target)), 'NoSuchTagSet'))?.TagSet ?? [];
const wanted_bucket_tags = (0,wanted_setting/* wantedSetting */.w)({
    name: 'tags',
    wanted: ({ project }) => (0,tags/* describeTags */.FE)((0,tags/* withWantedTags */.zq)([], project), project),
    needs: needs('GetBucketTagging', 'PutBucketTagging'),
    read: readTags,
    describe: (found, { project }) => (0,tags/* describeTags */.FE)(found, project),
    matches: (found, { project }) => (0,tags/* hasWantedTags */.Dx)(found, project),
    change: async (target, found) => {
        // PutBucketTagging replaces the whole set, system tags (aws:cloudformation:...) included: those go back as found.
        const TagSet = (0,tags/* withWantedTags */.zq)(found, target.project).map(({ Key, Value }) => ({ Key, Value }));
        await target.s3.putBucketTagging({ ...named(target), Tagging: { TagSet } });
    },
});
const versioning = (0,wanted_setting/* wantedSetting */.w)({
    name: 'versioning',
    wanted: () => 'Enabled',
    needs: needs('GetBucketVersioning', 'PutBucketVersioning'),
    read: async (target) => (await target.s3.getBucketVersioning(named(target))).Status,
    describe: (found) => found ?? 'absent',
    matches: (found) => found === 'Enabled',
    change: async (target) => {
        await target.s3.putBucketVersioning({
            ...named(target),
            VersioningConfiguration: { Status: 'Enabled' },
        });
    },
});
const encryption = (0,wanted_setting/* wantedSetting */.w)({
    name: 'encryption',
    wanted: () => 'AES256, bucket key',
    needs: needs('GetEncryptionConfiguration', 'PutEncryptionConfiguration'),
    read: async (target) => {
        const found = await (0,aws_errors/* orAbsent */.Re)(target.s3.getBucketEncryption(named(target)), 'ServerSideEncryptionConfigurationNotFoundError');
        return found?.ServerSideEncryptionConfiguration?.Rules?.[0];
    },
    describe: (found) => {
        const algorithm = found?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
        if (algorithm === undefined)
            return 'absent';
        return found?.BucketKeyEnabled === true ? `${algorithm}, bucket key` : algorithm;
    },
    // A KMS key is the user's own choice and no weaker; taking it away could lock out who reads by that key's policy.
    matches: (found) => found?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm?.startsWith('aws:kms') === true ||
        (found?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm === 'AES256' && found.BucketKeyEnabled === true),
    change: async (target, found) => {
        const rule = {
            ...found,
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
            BucketKeyEnabled: true,
        };
        await target.s3.putBucketEncryption({
            ...named(target),
            ServerSideEncryptionConfiguration: { Rules: [rule] },
        });
    },
});
const ownership = (0,wanted_setting/* wantedSetting */.w)({
    name: 'ownership',
    wanted: () => 'BucketOwnerEnforced',
    needs: needs('GetBucketOwnershipControls', 'PutBucketOwnershipControls'),
    read: async (target) => {
        const found = await (0,aws_errors/* orAbsent */.Re)(target.s3.getBucketOwnershipControls(named(target)), 'OwnershipControlsNotFoundError');
        return found?.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
    },
    describe: (found) => found ?? 'absent',
    matches: (found) => found === 'BucketOwnerEnforced',
    change: async (target) => {
        const OwnershipControls = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] };
        try {
            await target.s3.putBucketOwnershipControls({ ...named(target), OwnershipControls });
        }
        catch (error) {
            throw (0,aws_errors/* errorCode */.CA)(error) === 'InvalidBucketAclWithObjectOwnership' ? openByAcl(target, error) : error;
        }
    },
});
/** S3 refuses to switch ACLs off while one of them lets others in. */
const openByAcl = ({ location }, cause) => new errors/* Failure */.H({
    code: 'BUCKET_PUBLIC',
    reason: `The ACL of state bucket ${location.bucket} lets others than its owner in.`,
    safe: 'Its ACL and its objects were not touched, and no state was read or written.',
    next: `Make it private: aws s3api put-bucket-acl --bucket ${location.bucket} --acl private`,
    cause,
});
const PUBLIC_ACCESS_BLOCKS = [
    'BlockPublicAcls',
    'IgnorePublicAcls',
    'BlockPublicPolicy',
    'RestrictPublicBuckets',
];
const publicAccess = (0,wanted_setting/* wantedSetting */.w)({
    name: 'public access',
    wanted: () => 'all four blocks',
    needs: needs('GetBucketPublicAccessBlock', 'PutBucketPublicAccessBlock'),
    read: async (target) => {
        const found = await (0,aws_errors/* orAbsent */.Re)(target.s3.getPublicAccessBlock(named(target)), 'NoSuchPublicAccessBlockConfiguration');
        return PUBLIC_ACCESS_BLOCKS.filter((block) => found?.PublicAccessBlockConfiguration?.[block] === true);
    },
    describe: (found) => {
        if (found.length === PUBLIC_ACCESS_BLOCKS.length)
            return 'all four blocks';
        return found.join(', ') || 'absent';
    },
    matches: (found) => found.length === PUBLIC_ACCESS_BLOCKS.length,
    change: async (target) => {
        const all = Object.fromEntries(PUBLIC_ACCESS_BLOCKS.map((block) => [block, true]));
        await target.s3.putPublicAccessBlock({ ...named(target), PublicAccessBlockConfiguration: all });
    },
});
const wantedStatements = ({ location }) => tlsStatements((0,permissions/* arnOf */.RY)('bucket', location));
const policy = (0,wanted_setting/* wantedSetting */.w)({
    name: 'policy',
    wanted: () => 'TLS >= 1.2 only',
    needs: needs('GetBucketPolicy', 'PutBucketPolicy'),
    read: async (target) => {
        const found = await (0,aws_errors/* orAbsent */.Re)(target.s3.getBucketPolicy(named(target)), 'NoSuchBucketPolicy');
        return parsePolicy(found?.Policy);
    },
    describe: (found, target) => {
        if (found === undefined)
            return 'absent';
        const missing = missingStatements(found, wantedStatements(target));
        return missing.length === 0 ? 'TLS >= 1.2 only' : `without ${missing.map(({ Sid }) => Sid).join(', ')}`;
    },
    matches: (found, target) => missingStatements(found, wantedStatements(target)).length === 0,
    change: async (target, found) => {
        const Policy = JSON.stringify(withStatements(found, wantedStatements(target)));
        await target.s3.putBucketPolicy({ ...named(target), Policy });
    },
});
const lifecycle = (0,wanted_setting/* wantedSetting */.w)({
    name: 'lifecycle',
    wanted: () => LIFECYCLE_WANTED,
    needs: needs('GetLifecycleConfiguration', 'PutLifecycleConfiguration'),
    read: (target) => (0,aws_errors/* orAbsent */.Re)(target.s3.getBucketLifecycleConfiguration(named(target)), 'NoSuchLifecycleConfiguration'),
    describe: (found) => describeLifecycle(found?.Rules ?? []),
    matches: (found) => hasLifecycleRules(found?.Rules ?? []),
    change: async (target, found) => {
        const size = found?.TransitionDefaultMinimumObjectSize;
        await target.s3.putBucketLifecycleConfiguration({
            ...named(target),
            LifecycleConfiguration: { Rules: withLifecycleRules(found?.Rules ?? []) },
            // Belongs to the rules of others; left out it would go back to its default.
            ...(size === undefined ? {} : { TransitionDefaultMinimumObjectSize: size }),
        });
    },
});
/** Whether the bucket is ours to change; never changed itself. Found `absent` means that it has no tag at all. */
const ours = (0,wanted_setting/* wantedSetting */.w)({
    name: 'ours',
    wanted: () => 'tagged as ours',
    needs: wanted_bucket_tags.needs,
    read: readTags,
    describe: (found) => (found.length === 0 ? 'absent' : 'tagged'),
    matches: (found, { project }) => (0,tags/* isOurs */.MU)(found, project),
});
/** Whether its policy keeps the public out, as S3 itself judges it; never changed, a public bucket is refused. */
const privacy = (0,wanted_setting/* wantedSetting */.w)({
    name: 'privacy',
    wanted: () => 'not public',
    needs: needs('GetBucketPolicyStatus', 'PutBucketPolicy'),
    read: async (target) => {
        const found = await (0,aws_errors/* orAbsent */.Re)(target.s3.getBucketPolicyStatus(named(target)), 'NoSuchBucketPolicy');
        return found?.PolicyStatus?.IsPublic === true;
    },
    describe: (isPublic) => (isPublic ? 'public' : 'not public'),
    matches: (isPublic) => !isPublic,
});
/** Settings that decide what may be done with a bucket. */
const BUCKET = { ours, privacy, tags: wanted_bucket_tags, versioning };
/** Everything a state bucket should be, in the order it is reported. */
const WANTED_BUCKET = [
    versioning,
    encryption,
    ownership,
    publicAccess,
    policy,
    lifecycle,
    wanted_bucket_tags,
];


/***/ }),

/***/ 1315:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ wantedSetting)
/* harmony export */ });
function wantedSetting(definition) {
    const { name, wanted, needs } = definition;
    return {
        name,
        wanted,
        needs,
        find: async (target) => {
            const found = await definition.read(target);
            return {
                text: definition.describe(found, target),
                asWanted: definition.matches(found, target),
                change: async () => definition.change?.(target, found),
            };
        },
    };
}


/***/ })

};
