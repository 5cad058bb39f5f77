export const id = 362;
export const ids = [362];
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

/***/ 3547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cT: () => (/* binding */ withoutSecrets),
/* harmony export */   oh: () => (/* binding */ failureMessage),
/* harmony export */   w2: () => (/* binding */ toFailure)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _platform_printable_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(124);


/**
 * A failure as lines of the job log: code and reason, details, what is safe, what to do next. Details may quote other
 * programs, so print the lines with `Log.untrusted`.
 */
function failureMessage({ code, reason, details, safe, next }) {
    return [
        ...(0,_platform_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printableLines */ .f)(`${code}: ${reason}`),
        ...details.flatMap((detail) => (0,_platform_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printableLines */ .f)(detail)).map((line) => `  ${line}`.trimEnd()),
        ...(0,_platform_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printableLines */ .f)(`Safe: ${safe}`),
        ...(0,_platform_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printableLines */ .f)(`Next: ${next}`),
    ];
}
/**
 * Whatever was thrown, as a failure. A cancel is `CANCELLED`, or the failure it was aborted with; anything else nobody
 * foresaw is `INTERNAL`, with its stack in the details and without what looks like a secret.
 */
function toFailure(error) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H)
        return error;
    if (isAbort(error))
        return error.cause instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H ? error.cause : cancelled(error);
    const trouble = awsTrouble(error);
    if (trouble !== undefined)
        return awsUnavailable(trouble, error);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'INTERNAL',
        reason: withoutSecrets((0,_platform_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printableLines */ .f)(describe(error))[0] ?? 'an unknown error'),
        safe: 'What was done before stays as it is; nothing was undone.',
        next: 'Run it again; if it fails in the same way, report this log.',
        details: withoutSecrets(stacks(error)).split('\n'),
        cause: error,
    });
}
/** What AWS or the way to it answered, if the SDK gave up on that: a 5xx, throttling, or no answer at all. */
function awsTrouble(error) {
    if (!(error instanceof Error))
        return undefined;
    const { $metadata, code } = error;
    const attempts = $metadata?.attempts === undefined ? '' : ` after ${$metadata.attempts} attempts`;
    const status = $metadata?.httpStatusCode;
    if (status !== undefined && (status >= 500 || status === 429))
        return `HTTP ${status} ${error.name}${attempts}`;
    const network = code !== undefined && NETWORK_CODES.has(code);
    return $metadata !== undefined && (network || error.name === 'TimeoutError')
        ? `${code ?? error.name}${attempts}`
        : undefined;
}
const NETWORK_CODES = new Set([
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENOTFOUND',
    'EPIPE',
    'ETIMEDOUT',
]);
const awsUnavailable = (trouble, cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'AWS_UNAVAILABLE',
    reason: `AWS did not answer as it should: ${trouble}.`,
    safe: 'What was done before stays as it is; the state is untouched by this.',
    next: 'Run it again; https://health.aws.amazon.com tells whether AWS is in trouble.',
    cause,
});
const cancelled = (cause) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'CANCELLED',
    reason: 'The run was cancelled.',
    safe: 'What was finished before the cancel stays as it is; nothing was undone.',
    next: 'Run it again when you are ready: it goes on from what is there.',
    cause,
});
/** Aborted waits and requests reject with this name; Node's own also carry what they were aborted with as the cause. */
const isAbort = (error) => error instanceof Error && error.name === 'AbortError';
function describe(error) {
    if (error instanceof Error)
        return `${error.name}: ${error.message}`;
    // String() of an object calls its own code, which may throw in turn.
    const text = typeof error === 'object' ? Object.prototype.toString.call(error) : String(error);
    return `${typeof error} thrown: ${text}`;
}
/** How many causes behind an error are worth a stack. */
const DEEPEST_CAUSE = 5;
function stacks(error, depth = 0) {
    if (!(error instanceof Error))
        return describe(error);
    const own = error.stack ?? describe(error);
    const cause = error.cause === undefined || depth >= DEEPEST_CAUSE
        ? ''
        : `\ncaused by ${stacks(error.cause, depth + 1)}`;
    return `${own}${cause}`;
}
const SECRETS = [
    // AWS access key ids, JSON web tokens, GitHub tokens, passwords in addresses.
    [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '***'],
    [/\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g, '***'],
    [/\b(?:gh[pousr]_|github_pat_)\w{20,}/g, '***'],
    [/(?<=:\/\/)[^\s/@]+@/g, '***@'],
    // `name=value` and `"name": "value"` where the name says what it is, as in headers, queries and requests.
    [
        /((?:[\w-]*(?:secret|password|token|signature|credential|api_?key)[\w-]*|authorization)["']?\s*[=:]\s*["']?)(?:(?:Bearer|Basic|token)\s+)?[^\s"'&,;)]+/gi,
        '$1***',
    ],
];
/** Secret access keys (40 characters) and session tokens (some hundred) have no mark but their shape. */
const KEY_SHAPED = /(?<![\w/+=-])[A-Za-z0-9+/]{40}(?![\w/+=-])|[A-Za-z0-9+/=]{120,}/g;
/**
 * The text with everything that looks like a credential replaced by `***`. The runner masks what it was told to; this
 * is for what an unforeseen error may carry that nobody could tell it.
 */
function withoutSecrets(text) {
    const named = SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
    return named.replace(KEY_SHAPED, (match) => /[a-z]/.test(match) && /[A-Z]/.test(match) && /\d/.test(match) ? '***' : match);
}


/***/ }),

/***/ 3683:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ INPUT_DEFAULTS),
/* harmony export */   m: () => (/* binding */ rawInputs)
/* harmony export */ });
/** Every input of action.yml with its default. A test holds the two together; the README's table comes from action.yml. */
const INPUT_DEFAULTS = {
    command: 'deploy',
    project: '',
    environment: 'production',
    'aws-region': '',
    'role-to-assume': '',
    'allowed-account-id': '',
    'terraform-directory': 'terraform',
    'terraform-version': '',
    'terraform-prepare-command': '',
    'terraform-variables': '',
    'terraform-var-files': '',
    'state-bucket': '',
    'state-key': '',
    'lock-table': '',
    locking: 'dynamodb',
    'lock-timeout': '20m',
    bootstrap: 'auto',
    'adopt-existing': 'false',
    'allow-destroy': '',
    'frontend-directory': 'frontend',
    'frontend-build-command': 'npm ci && npm run build',
    'frontend-output-directory': '',
    'frontend-environment': '',
    'frontend-bucket-output': 'frontend_bucket',
    'distribution-id-output': 'cloudfront_distribution_id',
    'url-output': 'cloudfront_url',
    invalidation: 'changed',
    'wait-for-live': 'true',
    'rollback-to': 'previous',
    cache: 'true',
    'pull-request-comment': 'true',
    'github-token': '',
};
/**
 * Raw inputs from the runner's variables: `INPUT_<NAME>` in upper case, spaces as `_`, hyphens kept. An input that is
 * set to nothing stays empty (`frontend-directory: ''` means no frontend); one that isn't set takes its default.
 */
function rawInputs(environment) {
    return (name) => (environment[`INPUT_${name.toUpperCase()}`] ?? INPUT_DEFAULTS[name]).trim();
}


/***/ }),

/***/ 3770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O$: () => (/* binding */ readHeaderFile),
/* harmony export */   OE: () => (/* binding */ HEADERS_FILE)
/* harmony export */ });
/* unused harmony export parseHeaderRules */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7035);



/** File in frontend-directory that says which files of the site are served with other headers than the usual ones. */
const HEADERS_FILE = 'revive.headers';
/**
 * What S3 stores with an object, and CloudFront hands on. Any other header is CloudFront's to add, by a response headers
 * policy.
 */
const STORED = {
    'cache-control': 'cacheControl',
    'content-disposition': 'contentDisposition',
    'content-encoding': 'contentEncoding',
    'content-language': 'contentLanguage',
    'content-type': 'contentType',
};
/** Printable ASCII: S3 takes more, and gives it back encoded. */
const VALUE = /^[\x20-\x7e]+$/;
const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
const PARAMETER = `${TOKEN}=(?:${TOKEN}|"[^"]*")`;
const shape = (text) => new RegExp(`^${text}$`);
const listOf = (item) => shape(`${item}(?: *, *${item})*`);
/** What a value looks like, and an example of it for whoever wrote another. */
const SHAPES = {
    cacheControl: [listOf(`${TOKEN}(?:=(?:${TOKEN}|"[^"]*"))?`), 'public,max-age=3600'],
    contentDisposition: [shape(`${TOKEN}(?: *; *${PARAMETER})*`), 'attachment; filename="report.pdf"'],
    contentEncoding: [listOf(TOKEN), 'br'],
    contentLanguage: [listOf('[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*'), 'en-GB'],
    contentType: [shape(`${TOKEN}/${TOKEN}(?: *; *${PARAMETER})*`), 'text/html; charset=utf-8'],
};
/** More of them would be slow to match, and nobody could read it. */
const MOST_DIRECTORY_WILDCARDS = 3;
/** The header rules of a frontend; none where it has no such file. `workspace` is what problems name the file from. */
function readHeaderFile(directory, workspace) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, HEADERS_FILE);
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file, { throwIfNoEntry: false })?.isFile() !== true)
        return { rules: [], problems: [] };
    const { rules, problems } = parseHeaderRules((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8'));
    const name = node_path__WEBPACK_IMPORTED_MODULE_1__.relative(workspace, file).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep).join('/');
    return {
        rules,
        problems: problems.map(({ line, message }) => ({ input: `${name}, line ${line}`, message })),
    };
}
/**
 * Parses header rules as Netlify and Cloudflare write them: a pattern at the beginning of a line, below it indented lines
 * `Name: value`. Lines that begin with `#` are comments. Where several rules match, the last one that has a header wins.
 */
function parseHeaderRules(text) {
    const rules = [];
    const problems = [];
    let headers;
    for (const [index, written] of text
        .replace(/^\ufeff/, '')
        .split(/\r?\n/)
        .entries()) {
        const line = index + 1;
        const said = written.trim();
        if (said === '' || said.startsWith('#'))
            continue;
        const complain = (message) => void problems.push({ line, message });
        if (/^[\w-]+\s*:\s/.test(written)) {
            complain(`${(0,_values_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(said)} is a header at the beginning of its line: indent it below its pattern`);
        }
        else if (!/^\s/.test(written)) {
            const wrong = whyNotAPattern(said);
            if (wrong !== undefined)
                complain(`${(0,_values_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(said)} ${wrong}`);
            headers = {};
            rules.push({ pattern: said, line, headers });
        }
        else {
            const header = readHeader(said);
            if ('problem' in header)
                complain(header.problem);
            else if (headers === undefined)
                complain(`${(0,_values_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(said)} has no pattern above it, such as /*.pdf`);
            else if (headers[header.field] !== undefined)
                complain(`${(0,_values_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(said)} is there twice for one pattern`);
            else
                headers[header.field] = header.value;
        }
    }
    const wrong = new Set(problems.map(({ line }) => line));
    for (const [index, { pattern, line, headers: own }] of rules.entries()) {
        const next = rules[index + 1]?.line ?? Infinity;
        // A pattern whose only header is wrong is complained of already.
        const isBlamed = [...wrong].some((each) => each >= line && each < next);
        if (Object.keys(own).length === 0 && !isBlamed)
            problems.push({
                line,
                message: `${(0,_values_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(pattern)} has no header below it (an indented line Name: value)`,
            });
    }
    return {
        rules: rules.map(({ pattern, headers: own }) => ({ pattern, headers: own })),
        problems: problems.sort((one, other) => one.line - other.line),
    };
}
function whyNotAPattern(text) {
    if (!text.startsWith('/'))
        return 'is not a pattern: it must begin with /, as in /downloads/*';
    if (text.endsWith('/'))
        return `names a directory: name its files, as in ${text}* or ${text}index.html`;
    if (/\/:\w/.test(text))
        return 'has a placeholder, which there are none of here: write * for it';
    if (text.split('**').length - 1 > MOST_DIRECTORY_WILDCARDS)
        return `has more than ${MOST_DIRECTORY_WILDCARDS} times **`;
    return undefined;
}
function readHeader(text) {
    const at = text.indexOf(':');
    if (at < 1)
        return { problem: `${(0,_values_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(text)} is not a header, Name: value` };
    const name = text.slice(0, at).trim();
    const value = text.slice(at + 1).trim();
    const known = name.toLowerCase();
    if (!Object.hasOwn(STORED, known)) {
        return {
            problem: `S3 can't store ${(0,_values_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(name)}, only ${Object.keys(STORED).join(', ')}; ` +
                'a response headers policy of the CloudFront distribution can add it',
        };
    }
    const field = STORED[known];
    const [pattern, example] = SHAPES[field];
    if (!VALUE.test(value) || !pattern.test(value))
        return { problem: `${(0,_values_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .TL)(value)} is not a ${known} such as ${example}` };
    return { field, value };
}


/***/ }),

/***/ 7195:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ parseInputs)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/inputs/values.js
var values = __webpack_require__(7035);
;// CONCATENATED MODULE: ./lib/inputs/addresses.js

const NAME = String.raw `[\p{ID_Start}_][\p{ID_Continue}-]*`;
/** `[0]` or `["key"]`, with the escapes that Terraform writes in a key. */
const INSTANCE = String.raw `(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?`;
const ADDRESS = new RegExp(String.raw `^(?:module\.${NAME}${INSTANCE}\.)*${NAME}\.${NAME}${INSTANCE}$`, 'u');
const IN_MODULES = new RegExp(String.raw `^(?:module\.${NAME}${INSTANCE}\.)+`, 'u');
/**
 * Lines that are each the address of one resource instance, as a plan prints it: `module.shop["eu"].aws_s3_bucket.site`.
 * No patterns and no modules: who allows something to be destroyed says what, each by its name. Twice is once.
 */
function readAddresses(value) {
    const lines = (0,values/* readLines */.Se)(value);
    const problems = lines.map(problemOf).filter((problem) => problem !== undefined);
    return problems.length > 0 ? { problem: problems.join('; ') } : { value: [...new Set(lines)] };
}
function problemOf(line) {
    const shape = 'the address of one resource, such as aws_s3_bucket.site or module.shop["eu"].aws_sqs_queue.orders[0]';
    if (!ADDRESS.test(line))
        return `${(0,values/* quoted */.TL)(line)} is not ${shape}${hint(line)}`;
    const own = line.replace(IN_MODULES, '');
    if (own.startsWith('module.'))
        return `${(0,values/* quoted */.TL)(line)} is a module, not ${shape}: name each resource in it`;
    return undefined;
}
const hint = (line) => line.includes('*')
    ? ' (patterns are not taken)'
    : /\['|\[[^\]"\d]/.test(line)
        ? ' (a key stands in double quotes)'
        : '';

// EXTERNAL MODULE: ./lib/inputs/definitions.js
var definitions = __webpack_require__(3683);
// EXTERNAL MODULE: ./lib/inputs/header-rules.js
var header_rules = __webpack_require__(3770);
;// CONCATENATED MODULE: ./lib/inputs/inputs.js
const COMMANDS = ['deploy', 'plan', 'bootstrap', 'rollback', 'unlock', 'destroy'];
const LOCKINGS = ['dynamodb', 'lockfile', 'both'];
const BOOTSTRAPS = ['auto', 'verify', 'never'];
const INVALIDATIONS = ['changed', 'all', 'none'];

;// CONCATENATED MODULE: ./lib/inputs/parse.js








// `<project>-terraform-state-<account id>` must fit the 63 characters of a bucket name: 63 - 17 - 12 = 34.
const PROJECT = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const PROJECT_LENGTH = { least: 2, most: 32 };
const ENVIRONMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const ACCOUNT = /^\d{12}$/;
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const TABLE = /^[A-Za-z0-9_.-]{3,255}$/;
const STATE_KEY = /^[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*$/;
const TERRAFORM_IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const ENVIRONMENT_VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const RELEASE = /^\d+-\d+-[0-9a-f]{8}$/;
/** A version id is S3's own and opaque; all of them are of these characters. */
const STATE_VERSION = /^state:(previous|[\w.+/=~-]{1,1024})$/;
const VERSION_CONSTRAINT = /^\s*(=|!=|>=|<=|>|<|~>)?\s*v?\d+(\.\d+){0,2}(-[\w.]+)?\s*$/;
/**
 * Parses every input once. Nothing outside the file system is asked, so this holds before the first call to AWS.
 *
 * @throws Failure `INVALID_INPUTS` with every problem in its details.
 */
function parseInputs(raw, context) {
    const problems = [];
    const complain = (input, message) => void problems.push({ input, message });
    /** The value of a reading, or the fallback with its problem noted: parsing goes on to find the other problems. */
    const take = (input, reading, fallback) => {
        if ('value' in reading)
            return reading.value;
        complain(input, reading.problem);
        return fallback;
    };
    const matching = (input, pattern, shape) => {
        const value = raw(input);
        if (value === '')
            return undefined;
        if (pattern.test(value))
            return value;
        complain(input, `${(0,values/* quoted */.TL)(value)} is not ${shape}`);
        return undefined;
    };
    const required = (input, pattern, shape) => {
        if (raw(input) === '')
            complain(input, `must not be empty: it is ${shape}`);
        return matching(input, pattern, shape) ?? '';
    };
    const command = take('command', (0,values/* readChoice */.Kf)(raw('command'), COMMANDS), 'deploy');
    const inputs = {
        command,
        project: readProject(),
        environment: required('environment', ENVIRONMENT, 'a name of letters, digits, dots, hyphens and underscores'),
        region: readRegion(),
        ...optional('roleToAssume', matching('role-to-assume', ROLE, 'the ARN of an IAM role')),
        ...optional('allowedAccountId', matching('allowed-account-id', ACCOUNT, 'an account id of twelve digits')),
        terraform: readTerraform(),
        state: readState(),
        ...optional('frontend', readFrontend()),
        ...readRollbackTo(),
        cache: take('cache', (0,values/* readBoolean */.Vf)(raw('cache')), true),
        pullRequestComment: take('pull-request-comment', (0,values/* readBoolean */.Vf)(raw('pull-request-comment')), true),
        ...optional('githubToken', raw('github-token') || undefined),
    };
    if (inputs.allowedAccountId !== undefined && inputs.roleToAssume !== undefined) {
        const account = inputs.roleToAssume.split(':')[4];
        if (account !== inputs.allowedAccountId) {
            complain('role-to-assume', `is in account ${account}, but allowed-account-id is ${inputs.allowedAccountId}`);
        }
    }
    refuse(problems);
    return inputs;
    function readRollbackTo() {
        const previous = definitions/* INPUT_DEFAULTS */.W['rollback-to'];
        const named = raw('rollback-to') || previous;
        if (named === previous)
            return { rollbackTo: previous };
        const [, restoreTo] = STATE_VERSION.exec(named) ?? [];
        if (restoreTo === undefined && !RELEASE.test(named)) {
            complain('rollback-to', `${(0,values/* quoted */.TL)(named)} is neither ${previous}, nor a release id such as 42-1-3f9a1c2e, nor state:<version id> of the state`);
        }
        // A workflow that forgot the command would deploy what it was to take back.
        if (command !== 'rollback')
            complain('rollback-to', `is only for \`command: rollback\`, not \`${command}\``);
        return restoreTo === undefined ? { rollbackTo: named } : { rollbackTo: previous, restoreTo };
    }
    function readProject() {
        const given = raw('project');
        const name = given || (context.repository.split('/')[1] ?? '');
        const fits = PROJECT.test(name) && name.length >= PROJECT_LENGTH.least && name.length <= PROJECT_LENGTH.most;
        if (!fits) {
            const rule = `${PROJECT_LENGTH.least} to ${PROJECT_LENGTH.most} lower-case letters, digits and single hyphens, a letter first`;
            complain('project', given === ''
                ? `the repository name ${(0,values/* quoted */.TL)(name)} can't be a project name (${rule}): set this input`
                : `${(0,values/* quoted */.TL)(name)} is not a project name (${rule})`);
        }
        return name;
    }
    function readRegion() {
        const { AWS_REGION, AWS_DEFAULT_REGION } = context.environment;
        const region = raw('aws-region') || AWS_REGION || AWS_DEFAULT_REGION || 'us-east-1';
        if (!REGION.test(region))
            complain('aws-region', `${(0,values/* quoted */.TL)(region)} is not a region such as eu-central-1`);
        return region;
    }
    function readTerraform() {
        const named = raw('terraform-directory');
        const reading = named === '' ? { problem: 'must not be empty' } : (0,values/* readDirectory */.gZ)(named, context.workspace);
        // `bootstrap` needs no configuration: the first step of a repository that has none yet.
        const directory = command === 'bootstrap' && named === definitions/* INPUT_DEFAULTS */.W['terraform-directory'] && !('value' in reading)
            ? external_node_path_.resolve(context.workspace, named)
            : take('terraform-directory', reading, context.workspace);
        const version = raw('terraform-version');
        if (version !== '' && !version.split(',').every((part) => VERSION_CONSTRAINT.test(part))) {
            complain('terraform-version', `${(0,values/* quoted */.TL)(version)} is not a version or constraint such as 1.11.4 or ~> 1.11`);
        }
        const variableFiles = (0,values/* readLines */.Se)(raw('terraform-var-files')).map((line) => {
            const file = external_node_path_.resolve(directory, line);
            if (!(0,values/* isInside */.FK)(file, context.workspace))
                complain('terraform-var-files', `${(0,values/* quoted */.TL)(line)} is outside the workspace`);
            else if (!(0,external_node_fs_.existsSync)(file) || !(0,external_node_fs_.statSync)(file).isFile()) {
                complain('terraform-var-files', `${(0,values/* quoted */.TL)(line)} is not a file in ${external_node_path_.relative(context.workspace, directory) || '.'}`);
            }
            return file;
        });
        return {
            directory,
            relativeDirectory: external_node_path_.relative(context.workspace, directory).split(external_node_path_.sep).join('/') || '.',
            ...optional('version', version || undefined),
            ...optional('prepareCommand', raw('terraform-prepare-command') || undefined),
            variables: take('terraform-variables', (0,values/* readPairs */.SX)(raw('terraform-variables'), { name: TERRAFORM_IDENTIFIER, shape: 'a line name=value' }), new Map()),
            variableFiles,
            adoptExisting: take('adopt-existing', (0,values/* readBoolean */.Vf)(raw('adopt-existing')), false),
            allowDestroy: take('allow-destroy', readAddresses(raw('allow-destroy')), []),
        };
    }
    function readState() {
        return {
            ...optional('bucket', matching('state-bucket', BUCKET, 'a bucket name')),
            ...optional('key', matching('state-key', STATE_KEY, 'an object key such as production/terraform.tfstate')),
            ...optional('lockTable', matching('lock-table', TABLE, 'a DynamoDB table name')),
            locking: take('locking', (0,values/* readChoice */.Kf)(raw('locking'), LOCKINGS), 'dynamodb'),
            lockTimeout: take('lock-timeout', (0,values/* readDuration */.$7)(raw('lock-timeout')), 0),
            bootstrap: take('bootstrap', (0,values/* readChoice */.Kf)(raw('bootstrap'), BOOTSTRAPS), 'auto'),
        };
    }
    function readFrontend() {
        const buildCommand = raw('frontend-build-command');
        const choice = take('invalidation', (0,values/* readChoice */.Kf)(raw('invalidation'), INVALIDATIONS), 'changed');
        const waitForLive = take('wait-for-live', (0,values/* readBoolean */.Vf)(raw('wait-for-live')), true);
        const environment = take('frontend-environment', (0,values/* readPairs */.SX)(raw('frontend-environment'), {
            name: ENVIRONMENT_VARIABLE,
            shape: 'a line ENV_NAME=terraform_output_name',
        }), new Map());
        for (const [variable, output] of environment) {
            if (!TERRAFORM_IDENTIFIER.test(output)) {
                complain('frontend-environment', `${variable} wants ${(0,values/* quoted */.TL)(output)}, which is not the name of a Terraform output`);
            }
        }
        const outputName = (input) => required(input, TERRAFORM_IDENTIFIER, 'the name of a Terraform output');
        const outputs = {
            bucketOutput: outputName('frontend-bucket-output'),
            distributionIdOutput: outputName('distribution-id-output'),
            urlOutput: outputName('url-output'),
        };
        const named = raw('frontend-directory');
        if (named === '') {
            for (const input of ['frontend-output-directory', 'frontend-environment']) {
                if (raw(input) !== '')
                    complain(input, 'is set, but frontend-directory is empty, which means no frontend');
            }
            return undefined;
        }
        // They build nothing: the site may be of a commit that had its frontend elsewhere.
        const isBuilt = command !== 'rollback' && command !== 'destroy';
        const reading = isBuilt
            ? (0,values/* readDirectory */.gZ)(named, context.workspace)
            : { value: external_node_path_.resolve(context.workspace, named) };
        const missing = !(0,external_node_fs_.existsSync)(external_node_path_.resolve(context.workspace, named));
        if (missing && named === definitions/* INPUT_DEFAULTS */.W['frontend-directory'] && isBuilt)
            return undefined;
        const directory = take('frontend-directory', reading, context.workspace);
        if (buildCommand === '')
            complain('frontend-build-command', 'must not be empty where there is a frontend');
        const outputDirectory = raw('frontend-output-directory');
        if (outputDirectory !== '' && !(0,values/* isInside */.FK)(external_node_path_.resolve(directory, outputDirectory), directory)) {
            complain('frontend-output-directory', `${(0,values/* quoted */.TL)(outputDirectory)} is outside ${(0,values/* quoted */.TL)(named)}`);
        }
        return {
            directory,
            buildCommand,
            ...optional('outputDirectory', outputDirectory || undefined),
            environment,
            headerRules: isBuilt ? readHeaderRules(directory) : [],
            ...outputs,
            invalidation: choice,
            waitForLive,
        };
    }
    function readHeaderRules(directory) {
        const { rules, problems: wrong } = (0,header_rules/* readHeaderFile */.O$)(directory, context.workspace);
        problems.push(...wrong);
        return rules;
    }
}
/** `{ [key]: value }`, or nothing where the value is undefined: what `exactOptionalPropertyTypes` asks for. */
function optional(key, value) {
    return value === undefined ? {} : { [key]: value };
}
function refuse(problems) {
    if (problems.length === 0)
        return;
    const lines = problems.map(({ input, message }) => `${input}: ${message}`);
    const inFile = problems.filter(({ input }) => input.includes(header_rules/* HEADERS_FILE */.OE)).length;
    const places = [
        ...(inFile < lines.length ? ['inputs'] : []),
        ...(inFile > 0 ? [`lines of ${header_rules/* HEADERS_FILE */.OE}`] : []),
    ].join(' and ');
    const what = lines.length === 1 ? lines[0] : `${lines.length} ${places} are wrong`;
    throw new errors/* Failure */.H({
        code: 'INVALID_INPUTS',
        reason: `${what}.`,
        safe: 'Nothing was read from or changed in AWS.',
        next: `Correct ${inFile < lines.length ? 'the `with:` block of the step' : header_rules/* HEADERS_FILE */.OE}; every problem is listed at once.`,
        ...(lines.length > 1 ? { details: lines } : {}),
    });
}


/***/ }),

/***/ 7035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ readDuration),
/* harmony export */   FK: () => (/* binding */ isInside),
/* harmony export */   Kf: () => (/* binding */ readChoice),
/* harmony export */   SX: () => (/* binding */ readPairs),
/* harmony export */   Se: () => (/* binding */ readLines),
/* harmony export */   TL: () => (/* binding */ quoted),
/* harmony export */   Vf: () => (/* binding */ readBoolean),
/* harmony export */   gZ: () => (/* binding */ readDirectory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


const shown = (value) => (value.length > 80 ? `${value.slice(0, 77)}...` : value);
/** Quotes an offending value for a message, shortened to 80 characters. */
const quoted = (value) => `"${shown(value).replaceAll('\n', '\\n').replaceAll('\r', '\\r')}"`;
function readChoice(value, choices) {
    const found = choices.find((choice) => choice === value);
    return found === undefined
        ? { problem: `${quoted(value)} is none of ${choices.join(', ')}` }
        : { value: found };
}
/** YAML 1.2's booleans, the ones `core.getBooleanInput` accepts. */
function readBoolean(value) {
    if (/^(true|True|TRUE)$/.test(value))
        return { value: true };
    if (/^(false|False|FALSE)$/.test(value))
        return { value: false };
    return { problem: `${quoted(value)} is neither true nor false` };
}
const UNITS = { s: 1_000, m: 60_000, h: 3_600_000 };
const MAX_DURATION = 6 * UNITS.h;
/** A duration such as `90s`, `20m` or `1h30m`, in milliseconds; at most six hours, the life of a hosted job. */
function readDuration(value) {
    const parts = [...value.matchAll(/(\d+)([hms])/g)];
    if (parts.length === 0 || parts.map(([part]) => part).join('') !== value) {
        return { problem: `${quoted(value)} is not a duration such as 90s, 20m or 1h` };
    }
    const total = parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit], 0);
    return total > MAX_DURATION
        ? { problem: `${quoted(value)} is more than 6h, the life of a job` }
        : { value: total };
}
/** The non-empty lines of a multi-line input, trimmed. */
const readLines = (value) => value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
/** Lines `name=value`; the value may hold further `=` and may be empty. */
function readPairs(value, rules) {
    const pairs = new Map();
    const wrong = [];
    for (const line of readLines(value)) {
        const at = line.indexOf('=');
        const name = line.slice(0, Math.max(at, 0)).trim();
        if (at < 1 || !rules.name.test(name))
            wrong.push(`${quoted(line)} is not ${rules.shape}`);
        else if (pairs.has(name))
            wrong.push(`${quoted(name)} is given twice`);
        else
            pairs.set(name, line.slice(at + 1).trim());
    }
    return wrong.length > 0 ? { problem: wrong.join('; ') } : { value: pairs };
}
/** A directory inside the workspace, as an absolute path. */
function readDirectory(value, workspace) {
    const absolute = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(workspace, value);
    if (!isInside(absolute, workspace))
        return { problem: `${quoted(value)} is outside the workspace ${workspace}` };
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(absolute))
        return { problem: `${quoted(value)} does not exist in ${workspace}` };
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(absolute).isDirectory())
        return { problem: `${quoted(value)} is not a directory` };
    return { value: absolute };
}
/** Whether `candidate` is `directory` or below it; both absolute. */
function isInside(candidate, directory) {
    const relative = node_path__WEBPACK_IMPORTED_MODULE_1__.relative(directory, candidate);
    return (relative === '' ||
        (!relative.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && relative !== '..' && !node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute(relative)));
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

/***/ 124:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ printableLines),
/* harmony export */   o: () => (/* binding */ printableLine)
/* harmony export */ });
/** ANSI escape sequences, as programs colour their output with. */
// eslint-disable-next-line no-control-regex
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
/** Control characters, and those that reorder or hide text (bidirectional overrides, zero width, BOM). */
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
/** Text from elsewhere, fit to be shown: as lines, without colours, control characters or hidden reordering. */
const printableLines = (text) => text
    .replace(ANSI, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('\t', '  ').replace(INVISIBLE, '\ufffd').trimEnd());
/** The same on one line, and no longer than `longest` characters. */
function printableLine(text, longest = 400) {
    const line = printableLines(text).join(' ').replace(/\s+/g, ' ').trim();
    const characters = [...line];
    return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
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


/***/ })

};
