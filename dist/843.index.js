export const id = 843;
export const ids = [843,729,881];
export const modules = {

/***/ 7765:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LK: () => (/* binding */ maskEnvironmentSecrets),
/* harmony export */   OH: () => (/* binding */ maskSecretVariables),
/* harmony export */   PO: () => (/* binding */ awsEnvironment),
/* harmony export */   Tl: () => (/* binding */ withRole),
/* harmony export */   bE: () => (/* binding */ stsEndpoint),
/* harmony export */   u1: () => (/* binding */ resolveAccount)
/* harmony export */ });
/* unused harmony export sessionName */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _platform_aws_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5836);
/* harmony import */ var _platform_oidc_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2318);



/** Seconds a session of the role lasts; the SDK asks for a new one by itself before it ends. */
const SESSION_SECONDS = 3600;
const AWS_SECRETS = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/;
const SECRET_NAME = /secret|password|passwd|token|credential|private_?key|api_?key/i;
/**
 * Masks the credentials and the Terraform variables with a secret's name that came with the environment: a step before
 * ours may have set them without.
 */
function maskEnvironmentSecrets(platform) {
    for (const [name, value] of Object.entries(platform.environment)) {
        const secret = AWS_SECRETS.test(name) || (name.startsWith('TF_VAR_') && SECRET_NAME.test(name));
        if (secret && value !== undefined)
            platform.log.mask(value);
    }
}
/** Masks the values of `terraform-variables` whose name is a secret's. Others stay readable: a region is no secret. */
function maskSecretVariables(log, variables) {
    for (const [name, value] of variables)
        if (SECRET_NAME.test(name))
            log.mask(value);
}
/**
 * The platform with AWS clients that use the role, each session from a fresh OIDC token; without a role, the platform as
 * it is.
 *
 * @throws Failure `ROLE_NOT_ASSUMED` when the job may not ask for OIDC tokens.
 */
function withRole(platform, role, region, run) {
    if (role === undefined)
        return platform;
    if (!(0,_platform_oidc_js__WEBPACK_IMPORTED_MODULE_2__/* .mayRequestIdToken */ .TI)(platform.environment)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
            code: 'ROLE_NOT_ASSUMED',
            reason: `${role} can't be assumed: this job may not request an OIDC token.`,
            safe: 'Nothing was read from or changed in AWS.',
            next: 'Give the job `permissions: { id-token: write, contents: read }`.',
        });
    }
    const source = assumeByOidc(platform, { role, region, run });
    return { ...platform, aws: (0,_platform_aws_js__WEBPACK_IMPORTED_MODULE_1__/* .connectAws */ .o)(source, platform.environment) };
}
function assumeByOidc(platform, { role, region, run }) {
    return async () => {
        const sts = await platform.aws.sts(region);
        const { Credentials } = await sts.assumeRoleWithWebIdentity({
            RoleArn: role,
            RoleSessionName: sessionName(run),
            WebIdentityToken: await (0,_platform_oidc_js__WEBPACK_IMPORTED_MODULE_2__/* .requestIdToken */ .gj)(platform),
            DurationSeconds: SESSION_SECONDS,
        });
        const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = Credentials ?? {};
        for (const secret of [AccessKeyId, SecretAccessKey, SessionToken])
            platform.log.mask(secret);
        return {
            accessKeyId: AccessKeyId,
            secretAccessKey: SecretAccessKey,
            sessionToken: SessionToken,
            ...(Expiration === undefined ? {} : { expiration: Expiration }),
        };
    };
}
/** Session name, shown in CloudTrail: which run of which repository it was. At most 64 of `[\w+=,.@-]`. */
const sessionName = (run) => `revive-deploy-${run.id}-${run.repository.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, 64);
/**
 * What Terraform, and the supervisor that runs it, need in their environment: the region, and for a role the file its
 * sessions are made from, instead of any other credentials. Undefined takes a variable away.
 */
function awsEnvironment(region, role) {
    const regions = { AWS_REGION: region, AWS_DEFAULT_REGION: region };
    if (role === undefined)
        return regions;
    return {
        ...regions,
        AWS_ACCESS_KEY_ID: undefined,
        AWS_SECRET_ACCESS_KEY: undefined,
        AWS_SESSION_TOKEN: undefined,
        AWS_PROFILE: undefined,
        AWS_ROLE_ARN: role.arn,
        AWS_ROLE_SESSION_NAME: sessionName(role.run),
        AWS_WEB_IDENTITY_TOKEN_FILE: role.tokenFile,
    };
}
/**
 * AWS_ENDPOINT_URL for STS by its own name: Terraform's S3 backend takes it for every call but the one that makes a role
 * session from a token, for which it heeds AWS_ENDPOINT_URL_STS alone (measured with 1.11.4).
 */
function stsEndpoint({ AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_STS: sts }) {
    return all && !sts ? { AWS_ENDPOINT_URL_STS: all } : {};
}
/**
 * Asks AWS whose credentials these are.
 *
 * @throws Failure `NO_CREDENTIALS`, `ROLE_NOT_ASSUMED`, or `WRONG_ACCOUNT` when `allowed` names another account.
 */
async function resolveAccount(platform, { region, role, allowed, }) {
    let account;
    try {
        const sts = await platform.aws.sts(region);
        account = (await sts.getCallerIdentity({})).Account ?? '';
    }
    catch (cause) {
        throw role === undefined ? noCredentials(cause) : roleRefused(role, cause);
    }
    if (allowed !== undefined && account !== allowed) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
            code: 'WRONG_ACCOUNT',
            reason: `The credentials belong to account ${account}, and allowed-account-id is ${allowed}.`,
            safe: 'Nothing was changed in AWS; only whose credentials they are was asked.',
            next: `Give credentials or a role-to-assume of account ${allowed}.`,
        });
    }
    return account;
}
function noCredentials(cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'NO_CREDENTIALS',
        reason: `AWS could not be asked whose credentials these are: ${message(cause)}.`,
        safe: 'Nothing was read from or changed in AWS.',
        next: 'Set role-to-assume (with `permissions: id-token: write`), or provide AWS credentials in the environment.',
        cause,
    });
}
function roleRefused(role, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'ROLE_NOT_ASSUMED',
        reason: `${role} could not be assumed: ${message(cause)}.`,
        safe: 'Nothing was read from or changed in AWS.',
        next: "Compare the role's trust policy with this run: aud must be sts.amazonaws.com, and sub that of this repository and environment.",
        cause,
    });
}
const message = (cause) => (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '').replaceAll('\n', ' ');


/***/ }),

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


/***/ }),

/***/ 3430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ createPlatform)
});

// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
// EXTERNAL MODULE: ./lib/platform/aws.js + 1 modules
var aws = __webpack_require__(5836);
// EXTERNAL MODULE: ./lib/platform/clock.js
var clock = __webpack_require__(8005);
// EXTERNAL MODULE: ./lib/platform/line-splitter.js
var line_splitter = __webpack_require__(4629);
// EXTERNAL MODULE: ./lib/platform/run-until-aborted.js
var run_until_aborted = __webpack_require__(481);
;// CONCATENATED MODULE: ./lib/platform/commands.js


async function execute(executable, args, options) {
    const { getExecOutput } = await __webpack_require__.e(/* import() */ 955).then(__webpack_require__.bind(__webpack_require__, 1955));
    const [stdout, stderr] = [new line_splitter/* LineSplitter */.g(options.onLine), new line_splitter/* LineSplitter */.g(options.onLine)];
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
/** @actions/exec splits its first argument like a command line; quotes keep a path with spaces whole. */
const quoteExecutable = (executable) => `"${executable}"`;
const definedOnly = (environment) => Object.fromEntries(Object.entries(environment).filter((entry) => entry[1] !== undefined));
async function stoppable(executable, args, { directory, environment, onLine = () => { }, signal = new AbortController().signal }) {
    const task = { executable, args, directory };
    const end = await (0,run_until_aborted/* runUntilAborted */.z)(task, onLine, { environment, signal, interrupt: 'group' });
    // As a shell tells of a command that it could not start, or that a signal ended.
    if (end.error !== undefined)
        onLine(end.error);
    return { exitCode: end.exitCode ?? (end.error === undefined ? 143 : 127), stdout: '', stderr: '' };
}
/** Runs through @actions/exec, loaded when first needed. */
const runnerCommands = {
    run: execute,
    shell: (commandLine, options) => {
        const args = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', commandLine];
        return options.signal === undefined ? execute('bash', args, options) : stoppable('bash', args, options);
    },
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
    const environment = { ...external_node_process_.env };
    return {
        environment,
        log: log/* runnerLog */.t,
        clock: clock/* systemClock */.m,
        commands: runnerCommands,
        http: http/* runnerHttp */.J,
        aws: (0,aws/* connectAws */.o)(undefined, environment),
    };
}


/***/ }),

/***/ 4629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ LineSplitter)
/* harmony export */ });
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6193);

/** Splits a stream into lines. @actions/exec's own listeners never tell a last line that has no newline. */
class LineSplitter {
    #decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder('utf8');
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


/***/ }),

/***/ 481:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ runUntilAborted)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var _line_splitter_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4629);


/** Milliseconds that an interrupted program has to end by itself. */
const GRACE = 5_000;
/**
 * Runs a program that holds and saves nothing, handing on what it prints line by line. An abort interrupts it, and kills
 * it with all that it started where it doesn't end soon. It has no input; of both its outputs the lines come mixed.
 * `interrupt: 'group'` interrupts all that it started at once: a shell would first wait for what it runs.
 *
 * Never for what writes a state: that must outlive this process (see the supervisor).
 */
function runUntilAborted(task, onLine, { environment, signal, interrupt: whom = 'leader', }) {
    if (signal.aborted)
        return Promise.resolve({ exitCode: null, signal: 'SIGINT' });
    return new Promise((resolve) => {
        // The leader of a group of its own: a Ctrl-C in a terminal reaches it through the abort alone, once.
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(task.executable, [...task.args], {
            cwd: task.directory,
            env: { ...environment },
            stdio: ['ignore', 'pipe', 'pipe'],
            detached: true,
        });
        const outputs = [child.stdout, child.stderr].map((stream) => {
            const lines = new _line_splitter_js__WEBPACK_IMPORTED_MODULE_1__/* .LineSplitter */ .g(onLine);
            stream.on('data', (data) => lines.write(data));
            return lines;
        });
        let killing;
        const interrupt = () => {
            if (whom === 'leader')
                child.kill('SIGINT');
            else
                signalGroup(child.pid, 'SIGTERM');
            killing = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE);
        };
        signal.addEventListener('abort', interrupt, { once: true });
        const end = (exit) => {
            signal.removeEventListener('abort', interrupt);
            clearTimeout(killing);
            for (const lines of outputs)
                lines.end();
            resolve(exit);
        };
        child.once('error', (error) => end({ exitCode: null, signal: null, error: error.message }));
        child.once('close', (exitCode, ended) => end({ exitCode, signal: ended }));
    });
}
function signalGroup(leader, signal) {
    try {
        if (leader !== undefined)
            process.kill(-leader, signal);
    }
    catch {
        // It ended in this moment.
    }
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

/***/ 6091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  post: () => (/* binding */ post)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
// EXTERNAL MODULE: ./lib/context/run.js
var context_run = __webpack_require__(2922);
// EXTERNAL MODULE: ./lib/platform/bundle.js
var bundle = __webpack_require__(4219);
// EXTERNAL MODULE: ./lib/platform/cache.js
var platform_cache = __webpack_require__(5729);
// EXTERNAL MODULE: ./lib/platform/create-platform.js + 1 modules
var create_platform = __webpack_require__(3430);
// EXTERNAL MODULE: ./lib/platform/supervision/supervised.js
var supervised = __webpack_require__(8657);
// EXTERNAL MODULE: ./lib/platform/supervision/job.js
var supervision_job = __webpack_require__(7548);
// EXTERNAL MODULE: ./lib/platform/toolkit.js
var toolkit = __webpack_require__(5997);
// EXTERNAL MODULE: ./lib/context/credentials.js
var credentials = __webpack_require__(7765);
// EXTERNAL MODULE: ./lib/keep-unsaved.js
var keep_unsaved = __webpack_require__(13);
// EXTERNAL MODULE: ./lib/state/lease.js + 3 modules
var state_lease = __webpack_require__(389);
// EXTERNAL MODULE: ./lib/state/lock-signature.js
var lock_signature = __webpack_require__(4265);
// EXTERNAL MODULE: ./lib/state/own-lock.js
var own_lock = __webpack_require__(7009);
;// CONCATENATED MODULE: ./lib/salvage.js





/**
 * Brings in safety what a main that didn't end left behind, once nothing of it runs any more: a state that Terraform
 * could not save is kept for the next run, the lock of a Terraform that was killed and the lease are freed.
 *
 * @param terraformDirectory undefined: Terraform never got to run
 */
async function salvage(platform, run, { lease, location, role }, terraformDirectory) {
    const ours = (0,credentials/* withRole */.Tl)(platform, role, location.region, run);
    const place = terraformDirectory === undefined
        ? undefined
        : await (0,keep_unsaved.keepUnsaved)(ours, location, { run, directory: terraformDirectory });
    if (place !== undefined)
        platform.log.warning(keptAt(place));
    const dynamodb = await ours.aws.dynamodb(location.region);
    const holder = (await (0,state_lease/* readLease */.zR)(dynamodb, location))?.holder;
    if (holder?.holder !== lease.holder)
        return (0,state_lease/* leaveQueue */.jw)(dynamodb, lease);
    // The lock first: while the lease is held, no other run of ours takes one.
    const { hostname } = run;
    await (0,own_lock/* freeOwnLock */.W)(ours, location, {
        since: Date.parse(holder.since),
        hostname,
        signature: (0,lock_signature/* lockSignature */.m)(run),
    });
    await (0,state_lease/* freeLease */.hz)(dynamodb, lease);
}
/** What is said of a state that is kept. */
const keptAt = (place) => `Terraform could not save the state; it is kept at ${place}, and the next run goes on from it.`;

// EXTERNAL MODULE: ./lib/terraform/generated-files.js
var generated_files = __webpack_require__(319);
;// CONCATENATED MODULE: ./lib/post.js












/** GitHub gives `post` about four minutes after a cancel: the last part of them is for saving the state. */
const PATIENCE = { untilInterrupt: 180_000, untilGivenUp: 225_000 };
/**
 * The post phase: whatever became of main, Terraform ends here, the lease is free, and nothing of ours is left in the
 * checkout. After a main that ended by itself there is nothing to do.
 */
async function post() {
    const platform = (0,create_platform/* createPlatform */.Q)();
    try {
        const root = toolkit/* runnerToolkit */.r.getState('terraform-directory') || undefined;
        const directory = toolkit/* runnerToolkit */.r.getState('job-directory');
        // A main that ended by itself left no directory.
        if (directory !== '' && (0,external_node_fs_.existsSync)(directory))
            await endSession(platform, { path: directory }, root);
        if (root !== undefined)
            await (0,generated_files/* removeGenerated */.c)(root);
        await saveTerraform(platform);
    }
    catch (error) {
        // The outcome of the step stands; a clean-up that failed is worth a warning, not a red cross.
        platform.log.warning(`The clean-up after the deploy did not end well: ${error.message}`);
        external_node_process_.exitCode = 0;
    }
}
/** Ends what main left running, and then brings in safety what it left lying. */
async function endSession(platform, job, root) {
    const { log } = platform;
    // Told to end before it is up: then it starts nothing.
    (0,supervision_job/* writeJobFile */.XB)(job, 'release', '');
    if ((0,supervision_job/* hasJobFile */._q)(job, 'job.json') && !(0,supervision_job/* hasJobFile */._q)(job, 'status.json'))
        await seen(job, 'status.json');
    if ((0,supervised/* atWork */.R_)(job)) {
        log.info('Terraform is still at work under its supervisor; waiting for it, so that its state is saved.');
        if (!(await waitedFor(job, PATIENCE.untilInterrupt))) {
            log.info('Asking Terraform once to stop and save its state.');
            (0,supervised/* requestInterrupt */.vV)(job);
            if (!(await waitedFor(job, PATIENCE.untilGivenUp - PATIENCE.untilInterrupt))) {
                log.warning(`Terraform did not end in time; its files are kept in ${job.path}.`);
                return;
            }
        }
    }
    const kept = (0,supervision_job/* readJobFile */.i5)(job, 'kept');
    if (kept !== undefined)
        log.warning(keptAt(kept));
    const saved = toolkit/* runnerToolkit */.r.getState('session');
    if (saved !== '') {
        const run = (0,context_run/* readRun */.cI)(platform.environment, external_node_os_.hostname(), { cwd: external_node_process_.cwd(), temporary: external_node_os_.tmpdir() });
        await salvage(platform, run, JSON.parse(saved), root);
    }
    // A plan has no supervisor, and no lease.
    if ((0,supervision_job/* hasJobFile */._q)(job, 'job.json'))
        log.info('Terraform has ended, and the deploy lease is free.');
    (0,supervised/* removeJobDirectory */.HY)(job);
}
/** A supervisor that main was killed beside has this long to come up; then it never will. */
const START_PATIENCE = 15_000;
/** Resolves once the supervisor has written this file, or won't any more. */
const seen = (job, name) => (0,supervision_job/* watchJob */.LA)(job, () => (0,supervision_job/* hasJobFile */._q)(job, name), AbortSignal.timeout(START_PATIENCE)).catch(() => { });
const waitedFor = (job, milliseconds) => (0,supervised/* waitUntilEnded */.uC)(job, AbortSignal.timeout(milliseconds)).then(() => true, () => false);
async function saveTerraform(platform) {
    const saved = toolkit/* runnerToolkit */.r.getState('terraform-cache');
    if (saved === '')
        return;
    const { saveTerraformToCache } = await __webpack_require__.e(/* import() */ 110).then(__webpack_require__.bind(__webpack_require__, 3729));
    const cache = (0,platform_cache/* connectCache */.X)((0,bundle/* bundleEntry */.xJ)(), platform.environment);
    await saveTerraformToCache(platform, cache, JSON.parse(saved));
}


/***/ }),

/***/ 4265:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ lockSignature),
/* harmony export */   u: () => (/* binding */ parseSignature)
/* harmony export */ });
const SIGNATURE = /^(https?:\/\/\S+\/actions\/runs\/\d+\/attempts\/\d+) by (.+) at ([0-9a-f]{7})$/;
/** What a lock of this run is signed with: `https://github.com/... by ada at 3f9a1c2`. */
const lockSignature = (run) => `${run.url} by ${run.actor} at ${run.commit.slice(0, 7)}`;
/** Whose signature this is; undefined where it is none: a laptop's lock, or another tool's. */
function parseSignature(info) {
    const [, url, actor, commit] = SIGNATURE.exec(info) ?? [];
    return url === undefined || actor === undefined || commit === undefined
        ? undefined
        : { url, actor, commit };
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

/***/ 9345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $y: () => (/* binding */ writeLocalOverride),
/* harmony export */   S$: () => (/* binding */ backendSettings),
/* harmony export */   ZY: () => (/* binding */ removeOverride),
/* harmony export */   cQ: () => (/* binding */ backendLines),
/* harmony export */   fZ: () => (/* binding */ checkRecordedBackend),
/* harmony export */   fj: () => (/* binding */ isOurOverride),
/* harmony export */   mc: () => (/* binding */ compareRecorded),
/* harmony export */   y2: () => (/* binding */ writeOverride)
/* harmony export */ });
/* unused harmony exports OVERRIDE_FILE, overrideText, localOverrideText */
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
    return overrideOf([
        ...block.slice(0, -1),
        // As it stood, without indentation: a line of it may be part of a heredoc.
        ...(carried === '' ? [] : ['', carried]),
        ...block.slice(-1),
    ]);
}
/** Text of an override file that lets Terraform work on a file: a copy of the state, which it changes for nobody. */
const localOverrideText = (stateFile) => overrideOf(['  backend "local" {', `    path = ${(0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .h)(stateFile)}`, '  }']);
const overrideOf = (block) => [
    `${HEADER} for the time of a run: the backend that this directory's Terraform uses.`,
    '# It takes precedence over any other backend block here. It is removed when the run ends; if one was left',
    '# behind, it may be deleted. Do not commit it.',
    'terraform {',
    ...block,
    '}',
    '',
].join('\n');
/** Writes the override file and returns its path. Fails rather than overwrite a file of that name that isn't ours. */
const writeOverride = (directory, location, carried = '') => place(directory, overrideText(location, carried));
/** Writes an override for a copy of the state, as `writeOverride` does. */
const writeLocalOverride = (directory, stateFile) => place(directory, localOverrideText(stateFile));
async function place(directory, text) {
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
    await (0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .replaceFile */ .f)(file, text);
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

/***/ 1766:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ importBlocks)
/* harmony export */ });
/* harmony import */ var _hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7043);

/** A file of `import` blocks. Terraform passes over those whose resource its state knows already. */
const importBlocks = (imports) => imports.map(({ to, id }) => `import {\n  to = ${to}\n  id = ${(0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .h)(id)}\n}\n`).join('\n');


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
