export const id = 155;
export const ids = [155];
export const modules = {

/***/ 8225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dc: () => (/* binding */ refuseContradictions),
/* harmony export */   MT: () => (/* binding */ resolveDeployment),
/* harmony export */   QR: () => (/* binding */ declaredState),
/* harmony export */   TI: () => (/* binding */ stateBucketName)
/* harmony export */ });
/* unused harmony exports lockTableName, stateKey */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2685);

/** What a backend declaration says about the place of an S3 state; any other kind of backend says nothing. */
const declaredState = (backend) => backend.kind === 's3' ? backend : {};
const stateBucketName = (project, account) => `${project}-terraform-state-${account}`;
const lockTableName = (project) => `${project}-terraform-locks`;
const stateKey = (environment) => `${environment}/terraform.tfstate`;
/**
 * A declared S3 backend is never overridden with another place: it supplies the defaults, and an input that names
 * another place contradicts it.
 *
 * @throws Failure `INVALID_INPUTS` with every contradiction
 */
function refuseContradictions(inputs, declared) {
    const pairs = [
        ['state-bucket', inputs.state.bucket, declared.bucket],
        ['state-key', inputs.state.key, declared.key],
        ['lock-table', inputs.state.lockTable, declared.lockTable],
    ];
    const lines = pairs
        .filter(([, given, found]) => given !== undefined && found !== undefined && given !== found)
        .map(([input, given, found]) => `${input}: "${given}" contradicts "${found}" in the configuration's S3 backend`);
    if (lines.length === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'INVALID_INPUTS',
        reason: lines.length === 1
            ? `${lines[0]}.`
            : `${lines.length} inputs contradict the configuration's S3 backend.`,
        safe: 'Nothing was read from or changed in AWS.',
        next: 'Leave the input out, or change the backend block: the state can only be in one place.',
        ...(lines.length > 1 ? { details: lines } : {}),
    });
}
/** Resolves every name: input, else declared backend, else the convention. */
function resolveDeployment(inputs, declared, { account, run }) {
    const { project, environment, region } = inputs;
    return {
        project,
        environment,
        account,
        region,
        state: {
            bucket: inputs.state.bucket ?? declared.bucket ?? stateBucketName(project, account),
            key: inputs.state.key ?? declared.key ?? stateKey(environment),
            region: declared.region ?? region,
            lockTable: inputs.state.lockTable ?? declared.lockTable ?? lockTableName(project),
            locking: resolveLocking(inputs.state.locking, declared),
            account,
        },
        owner: {
            repository: run.repository,
            terraformDirectory: inputs.terraform.relativeDirectory,
            project,
            environment,
        },
    };
}
/** A lock file that the configuration declares is taken too: laptops that run it bare must meet our lock. */
function resolveLocking(asked, declared) {
    return asked === 'dynamodb' && declared.useLockfile === true ? 'both' : asked;
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

/***/ 6673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JW: () => (/* binding */ findAll),
/* harmony export */   LW: () => (/* binding */ asFound),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   ne: () => (/* binding */ convergeAll)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2685);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7479);
/* harmony import */ var _patience_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7303);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2186);




/** How long a setting may take until it reads back as wanted. */
const CONVERGENCE_TIME = 60_000;
/** A change is made again when it still doesn't show after this long: another run may have written over it. */
const CHANGE_AGAIN_AFTER = 3_000;
/** Reads every setting at once; all refusals by AWS come together, in one failure. */
async function findAll({ resource, target, wanted }, safe) {
    const found = wanted.map((setting) => setting.find(target).then((value) => ({ value }), (error) => ({ error, refused: [setting.needs.read] })));
    const attempt = `read the settings of ${nameOf(resource, target.location)}`;
    return valuesOf(await Promise.all(found), { location: target.location, attempt, safe });
}
/** The outcome of a setting that stays as it was found. */
function asFound({ resource, target, wanted }, findings) {
    return wanted.map((setting, index) => ({
        resource,
        setting: setting.name,
        wanted: setting.wanted(target),
        found: findings[index]?.text ?? 'absent',
        changed: false,
    }));
}
/**
 * Brings every setting to what is wanted, each on its own and all at once: found, changed where it differs, and read
 * back until it shows. A setting that is as wanted already is not written. `findings` are those just read, if any.
 */
async function convergeAll(settings, findings, patience) {
    const { resource, target, wanted } = settings;
    const brought = wanted.map((setting, index) => {
        const step = { setting, target, resource, start: findings?.[index] };
        return converge(step, patience).then((value) => ({ value }), (error) => ({ error, refused: Object.values(setting.needs) }));
    });
    return valuesOf(await Promise.all(brought), {
        location: target.location,
        attempt: `bring ${nameOf(resource, target.location)} to its settings`,
        safe: 'Nothing was deleted, no state was touched; what could be set is set, and running again goes on from there.',
    });
}
async function converge({ setting, target, resource, start }, patience) {
    let first = start;
    let unread = start;
    let changedAt;
    let obstacle;
    const outcome = await (0,_patience_js__WEBPACK_IMPORTED_MODULE_3__/* .tryUntil */ .a)(CONVERGENCE_TIME, patience, async () => {
        try {
            let finding = unread ?? (await setting.find(target));
            unread = undefined;
            first ??= finding;
            const now = patience.clock.monotonic();
            if (!finding.asWanted && (changedAt === undefined || now - changedAt >= CHANGE_AGAIN_AFTER)) {
                await finding.change();
                changedAt = now;
                finding = await setting.find(target);
            }
            return finding.asWanted ? first.text : undefined;
        }
        catch (error) {
            if (!(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isBusy */ .A5)(error))
                throw error;
            obstacle = error;
            return undefined;
        }
    });
    if (outcome === undefined)
        throw notConverged({ setting, target, resource, start: first }, obstacle);
    const wanted = setting.wanted(target);
    return { resource, setting: setting.name, wanted, found: outcome, changed: changedAt !== undefined };
}
function notConverged({ setting, target, resource, start }, obstacle) {
    const because = obstacle === undefined ? '' : `; AWS last said: ${(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorText */ .kc)(obstacle)}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'BACKEND_NOT_CONVERGED',
        reason: `${setting.name} of ${nameOf(resource, target.location)} was ${start?.text ?? 'unreadable'} and did not read back as ` +
            `${setting.wanted(target)} within ${CONVERGENCE_TIME / 1000} s${because}.`,
        safe: 'Nothing was deleted, no state was touched; the other settings stand.',
        next: 'Run again; if it stays, look in CloudTrail for who changes this setting back.',
        cause: obstacle,
    });
}
/** All values, or one failure: every refusal named in it, else the first other error. */
function valuesOf(results, attempt) {
    const failed = results.filter((result) => 'error' in result);
    const other = failed.find(({ error }) => !(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isDenied */ .GZ)(error) && !(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isCredentialProblem */ .Jx)(error));
    if (other !== undefined)
        throw other.error;
    const [refusal] = failed;
    if (refusal !== undefined) {
        const permissions = failed.flatMap(({ refused }) => refused);
        throw (0,_permissions_js__WEBPACK_IMPORTED_MODULE_2__/* .accessDenied */ .Ib)(refusal.error, { ...attempt, permissions }) ?? refusal.error;
    }
    return results.flatMap((result) => ('value' in result ? [result.value] : []));
}
/** `state bucket shop-terraform-state-123456789012`. */
const nameOf = (resource, location) => resource === 'bucket' ? `state bucket ${location.bucket}` : `lock table ${location.lockTable}`;


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

/***/ 8666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ lookAtTable),
/* harmony export */   d: () => (/* binding */ makeTable)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2685);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7479);
/* harmony import */ var _converge_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6673);
/* harmony import */ var _patience_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7303);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2186);
/* harmony import */ var _wanted_table_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5906);






const UNTOUCHED = 'Nothing was created or changed, and no state was read or written.';
/** How long a table may take from CREATING to ACTIVE. */
const ACTIVE_TIME = 120_000;
/** ListTagsOfResource is eventually consistent: a table that was just made may show no tags yet. */
const TAG_TIME = 10_000;
/** Looks at the table without changing it, waiting while it is being made. Throws when it has another key. */
async function lookAtTable(target, patience) {
    const status = await settledStatus(target, patience);
    if (status === 'absent')
        return { kind: 'absent' };
    const wanted = [_wanted_table_js__WEBPACK_IMPORTED_MODULE_4__/* .lockKey */ .TL, _wanted_table_js__WEBPACK_IMPORTED_MODULE_4__/* .tableIsOurs */ .mo, ..._wanted_table_js__WEBPACK_IMPORTED_MODULE_4__/* .WANTED_TABLE */ .pG];
    const [key, tagged, ...findings] = await (0,_converge_js__WEBPACK_IMPORTED_MODULE_2__/* .findAll */ .JW)({ resource: 'table', target, wanted }, UNTOUCHED);
    if (key?.asWanted !== true)
        throw wrongKey(target, key?.text ?? 'absent');
    const ours = tagged?.asWanted === true || (status === 'just made' && (await getsOurTag(target, patience)));
    return { kind: 'present', ours, findings };
}
const wrongKey = ({ location, project }, found) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'LOCK_TABLE_WRONG_KEY',
    reason: `Lock table ${location.lockTable} in ${location.region} has the key ${found}; Terraform locks need LockID (S, HASH).`,
    safe: UNTOUCHED,
    next: `Set lock-table to another name, such as ${project}-deploy-locks: the key of a table cannot be changed.`,
});
const getsOurTag = async (target, patience) => (await (0,_patience_js__WEBPACK_IMPORTED_MODULE_5__/* .tryUntil */ .a)(TAG_TIME, patience, async () => (await _wanted_table_js__WEBPACK_IMPORTED_MODULE_4__/* .tableIsOurs */ .mo.find(target)).asWanted ? true : undefined)) ?? false;
/** Waits until the table is usable or gone. `just made`: it was still being made when first seen. */
async function settledStatus(target, patience) {
    const { location } = target;
    let last;
    let wasCreating = false;
    const settled = await (0,_patience_js__WEBPACK_IMPORTED_MODULE_5__/* .tryUntil */ .a)(ACTIVE_TIME, patience, async () => {
        last = await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .explained */ .to)(tableStatus(target), {
            location,
            permissions: tablePermissions('verify'),
            attempt: `look at lock table ${location.lockTable}`,
            safe: UNTOUCHED,
        });
        if (last === undefined)
            return 'absent';
        wasCreating ||= last === 'CREATING';
        if (last !== 'ACTIVE' && last !== 'UPDATING')
            return undefined;
        return wasCreating ? 'just made' : 'usable';
    });
    if (settled !== undefined)
        return settled;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'BACKEND_NOT_CONVERGED',
        reason: `Lock table ${location.lockTable} is ${last} and did not become ACTIVE within ${ACTIVE_TIME / 1000} s.`,
        safe: 'No state was read or written.',
        next: `Run again once it is ACTIVE: aws dynamodb describe-table --table-name ${location.lockTable}`,
    });
}
async function tableStatus({ dynamodb, location }) {
    const found = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(dynamodb.describeTable({ TableName: location.lockTable }), 'ResourceNotFoundException');
    return found?.Table?.TableStatus;
}
const tablePermissions = (stage) => _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .PERMISSIONS */ .Jj[stage].filter(({ resource }) => resource === 'table');
/** Makes the table that was not there, and waits until it is ACTIVE. Someone else's making it at once is as good. */
async function makeTable(target, patience) {
    const { location } = target;
    let made = false;
    let obstacle;
    const result = await (0,_patience_js__WEBPACK_IMPORTED_MODULE_5__/* .tryUntil */ .a)(ACTIVE_TIME, patience, async () => {
        if (!made)
            obstacle = await tryCreate(target);
        made ||= obstacle === undefined;
        const sighting = await lookAtTable(target, patience);
        if (sighting.kind === 'absent')
            return undefined;
        if (made)
            return { kind: 'made' };
        // Its maker tagged it with the call that made it; those tags may show a little later.
        return { ...sighting, ours: sighting.ours || (await getsOurTag(target, patience)) };
    });
    if (result !== undefined)
        return result;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'BACKEND_NOT_CONVERGED',
        reason: `Lock table ${location.lockTable} was asked for and did not show within ${ACTIVE_TIME / 1000} s.`,
        safe: 'No state was read or written.',
        next: 'Run again.',
        cause: obstacle,
    });
}
/** Undefined: it is made. Otherwise what says that someone else has made it, or that AWS makes too many at once. */
async function tryCreate(target) {
    const { dynamodb, location } = target;
    try {
        await dynamodb.createTable((0,_wanted_table_js__WEBPACK_IMPORTED_MODULE_4__/* .newTable */ .Nh)(target));
        return undefined;
    }
    catch (error) {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isBusy */ .A5)(error))
            return error;
        const permissions = [...tablePermissions('verify'), ...tablePermissions('bootstrap')];
        const attempt = `create lock table ${location.lockTable}`;
        throw (0,_permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .accessDenied */ .Ib)(error, { location, permissions, attempt, safe: UNTOUCHED }) ?? error;
    }
}


/***/ }),

/***/ 7303:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ tryUntil)
/* harmony export */ });
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;
/**
 * Tries until `attempt` gives something or `milliseconds` have passed, which gives undefined. The pauses double from
 * 50 ms to 2 s, each cut by a random half, so that runs that started together don't stay in step.
 */
async function tryUntil(milliseconds, { clock, abort }, attempt) {
    const deadline = clock.monotonic() + milliseconds;
    for (let pause = FIRST_PAUSE;; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
        abort?.throwIfAborted();
        const result = await attempt();
        if (result !== undefined)
            return result;
        if (clock.monotonic() >= deadline)
            return undefined;
        await clock.sleep(pause * (0.5 + Math.random() / 2), abort);
    }
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

/***/ 9951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ lookAtBucket),
  $: () => (/* binding */ makeBucket)
});

// EXTERNAL MODULE: ./lib/context/deployment.js
var deployment = __webpack_require__(8225);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(2685);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(7479);
// EXTERNAL MODULE: ./lib/state/permissions.js
var state_permissions = __webpack_require__(2186);
// EXTERNAL MODULE: ./lib/state/tags.js
var tags = __webpack_require__(3125);
;// CONCATENATED MODULE: ./lib/state/bucket-refusals.js




const UNTOUCHED = 'Nothing was created or changed, and no state was read or written.';
const ANOTHER_NAME = 'set state-bucket to a name that is free or yours';
const bucketOfAnotherAccount = (location, cause) => new errors/* Failure */.H({
    code: 'BUCKET_OF_ANOTHER_ACCOUNT',
    reason: `Bucket ${location.bucket} exists, and S3 does not take account ${location.account} for its owner.`,
    safe: UNTOUCHED,
    next: `Run with credentials of the account that owns it, or ${ANOTHER_NAME}.`,
    details: [
        `If account ${location.account} does own it, the role of this run lacks:`,
        ...(0,state_permissions/* policyDocument */.yr)(state_permissions/* PERMISSIONS */.Jj.verify.filter(({ resource }) => resource === 'bucket'), location),
    ],
    cause,
});
const bucketInAnotherRegion = (location, actual, cause) => new errors/* Failure */.H({
    code: 'BUCKET_IN_ANOTHER_REGION',
    reason: `State bucket ${location.bucket} is in ${actual}, not in ${location.region} as declared.`,
    safe: UNTOUCHED,
    next: `Declare region ${actual} (in the S3 backend of the configuration, or aws-region), or ${ANOTHER_NAME}.`,
    cause,
});
/** Codes by which S3 sends a request to another region; HEAD has only the status and the header. */
const REDIRECTS = new Set([
    'AuthorizationHeaderMalformed',
    'IllegalLocationConstraintException',
    'PermanentRedirect',
    'TemporaryRedirect',
]);
/** The failure for an answer that says "in another region"; undefined for any other. */
function redirected(error, location) {
    const status = (0,aws_errors/* httpStatus */.nG)(error);
    const region = (0,aws_errors/* responseHeader */.Rd)(error, 'x-amz-bucket-region');
    const elsewhere = region !== undefined && region !== location.region;
    if (!elsewhere && status !== 301 && status !== 307 && !REDIRECTS.has((0,aws_errors/* errorCode */.CA)(error)))
        return undefined;
    // A 403 to a bucket elsewhere carries the header too: the region is known, the owner is not.
    if (status === 403)
        return undefined;
    return bucketInAnotherRegion(location, region ?? 'another region', error);
}
const bucketPublic = (location) => new errors/* Failure */.H({
    code: 'BUCKET_PUBLIC',
    reason: `The policy of state bucket ${location.bucket} opens it to the public, and a state holds secrets.`,
    safe: UNTOUCHED,
    next: `Remove the public statement: aws s3api get-bucket-policy --bucket ${location.bucket} shows it.`,
});
const bucketNotOurs = (location, versioning) => new errors/* Failure */.H({
    code: 'BUCKET_NOT_OURS',
    reason: `State bucket ${location.bucket} keeps no old versions (versioning is ${versioning}), and it has no tag ` +
        `${tags/* MANAGED_BY */.Kf.Key} = ${tags/* MANAGED_BY */.Kf.Value} that lets this action change it.`,
    safe: UNTOUCHED,
    next: `Turn it on: aws s3api put-bucket-versioning --bucket ${location.bucket} ` +
        '--versioning-configuration Status=Enabled',
    details: [
        `Or give the bucket the tag ${tags/* MANAGED_BY */.Kf.Key} = ${tags/* MANAGED_BY */.Kf.Value}: then this action brings every setting to what it should be.`,
    ],
});

// EXTERNAL MODULE: ./lib/state/converge.js
var converge = __webpack_require__(6673);
// EXTERNAL MODULE: ./lib/state/patience.js
var state_patience = __webpack_require__(7303);
// EXTERNAL MODULE: ./lib/state/wanted-bucket.js + 2 modules
var wanted_bucket = __webpack_require__(1622);
;// CONCATENATED MODULE: ./lib/state/state-bucket.js








const state_bucket_UNTOUCHED = 'Nothing was created or changed, and no state was read or written.';
/** How long another run that is just making this bucket may take to tag it. */
const TAG_TIME = 10_000;
/** How long a bucket that was just made, here or by another run, may stay invisible. */
const APPEARANCE_TIME = 60_000;
/**
 * Looks at the bucket without changing it. Throws when it must not hold the state: of another account, in another
 * region, public, or unversioned and not ours. `isNew`: it was not there a moment ago.
 */
async function lookAtBucket(target, patience, isNew = false) {
    if (!(await isThere(target)))
        return { kind: 'absent' };
    const wanted = [wanted_bucket/* BUCKET */.j6.privacy, wanted_bucket/* BUCKET */.j6.ours, wanted_bucket/* BUCKET */.j6.versioning, ...wanted_bucket/* WANTED_BUCKET */.t8];
    const [privacy, ours, versioning, ...findings] = await (0,converge/* findAll */.JW)({ resource: 'bucket', target, wanted }, state_bucket_UNTOUCHED);
    if (privacy?.asWanted !== true)
        throw bucketPublic(target.location);
    const seen = { kind: 'present', findings };
    if (ours?.asWanted === true)
        return { ...seen, ours: true };
    if (findings.every(({ asWanted }) => asWanted))
        return { ...seen, ours: false };
    // Tags are the first thing written on a new bucket: whoever saw another setting written sees them by now.
    if ((await wanted_bucket/* BUCKET */.j6.ours.find(target)).asWanted)
        return { ...seen, ours: true };
    if (versioning?.asWanted === true)
        return { ...seen, ours: false };
    const untouched = ours?.text === 'absent' && versioning?.text === 'absent';
    if (untouched && (await isBeingMade(target, patience, isNew)))
        return { ...seen, ours: true };
    throw bucketNotOurs(target.location, versioning?.text ?? 'absent');
}
/**
 * Whether a bare bucket (no tag, never versioned) is one that a run of ours is making, or was killed making. One that
 * holds nothing is when it just appeared, or stands under our own name with the account's id in it; any other must get
 * its tag within some seconds.
 */
async function isBeingMade(target, patience, isNew) {
    const { s3, location, project } = target;
    const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({
        ...(0,wanted_bucket/* ownedBucket */.IP)(location),
        MaxKeys: 1,
    });
    if (Versions.length + DeleteMarkers.length > 0)
        return false;
    if (isNew || location.bucket === (0,deployment/* stateBucketName */.TI)(project, location.account))
        return true;
    const tagged = await (0,state_patience/* tryUntil */.a)(TAG_TIME, patience, async () => (await wanted_bucket/* BUCKET */.j6.ours.find(target)).asWanted ? true : undefined);
    return tagged ?? false;
}
/** HEAD: there, or not. Only a 404 means "not there". */
async function isThere(target) {
    const { s3, location } = target;
    try {
        const { BucketRegion } = await s3.headBucket((0,wanted_bucket/* ownedBucket */.IP)(location));
        if (BucketRegion === undefined || BucketRegion === location.region)
            return true;
        throw bucketInAnotherRegion(location, BucketRegion);
    }
    catch (error) {
        if (error instanceof errors/* Failure */.H)
            throw error;
        const status = (0,aws_errors/* httpStatus */.nG)(error);
        if (status === 404)
            return false;
        throw (redirected(error, location) ??
            (status === 403 || status === 400 ? await explainRefusal(target, error) : error));
    }
}
/**
 * HEAD's refusal has no body. A GET tells more: it may be allowed (only ListBucket is missing), name bad credentials,
 * or say who "is not authorized to perform" what, which S3 tells nobody about a bucket of another account
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html).
 */
async function explainRefusal(target, error) {
    const { s3, location } = target;
    const request = { location, attempt: `look at state bucket ${location.bucket}`, safe: state_bucket_UNTOUCHED };
    try {
        await s3.getBucketVersioning((0,wanted_bucket/* ownedBucket */.IP)(location));
        return ((0,state_permissions/* accessDenied */.Ib)(error, { ...request, permissions: [{ action: 's3:ListBucket', resource: 'bucket' }] }) ??
            error);
    }
    catch (probe) {
        if ((0,aws_errors/* isDenied */.GZ)(probe) && !(0,aws_errors/* errorText */.kc)(probe).includes('not authorized to perform')) {
            return bucketOfAnotherAccount(location, probe);
        }
        return (redirected(probe, location) ??
            (0,state_permissions/* accessDenied */.Ib)(probe, { ...request, permissions: bucketPermissions('verify') }) ??
            probe);
    }
}
const bucketPermissions = (stage) => state_permissions/* PERMISSIONS */.Jj[stage].filter(({ resource }) => resource === 'bucket');
/** Makes the bucket that HEAD did not find, and waits until it shows. Someone else's making it at once is as good. */
async function makeBucket(target, patience) {
    const { location } = target;
    let made = false;
    let obstacle;
    const result = await (0,state_patience/* tryUntil */.a)(APPEARANCE_TIME, patience, async () => {
        if (!made)
            obstacle = await tryCreate(target);
        made ||= obstacle === undefined;
        if (made)
            return (await isThere(target)) ? { kind: 'made' } : undefined;
        const sighting = await lookAtBucket(target, patience, true);
        return sighting.kind === 'present' ? sighting : undefined;
    });
    if (result !== undefined)
        return result;
    if ((0,aws_errors/* errorCode */.CA)(obstacle) === 'BucketAlreadyExists')
        throw bucketOfAnotherAccount(location, obstacle);
    throw new errors/* Failure */.H({
        code: 'BACKEND_NOT_CONVERGED',
        reason: `State bucket ${location.bucket} was asked for and did not show within ${APPEARANCE_TIME / 1000} s.`,
        safe: 'No state was read or written.',
        next: 'Run again.',
        cause: obstacle,
    });
}
/** Undefined: it is made. Otherwise what says that someone else has it or is just making it. */
async function tryCreate({ s3, location }) {
    // us-east-1 is the one region that may not be named as a constraint.
    const LocationConstraint = location.region === 'us-east-1' ? undefined : location.region;
    try {
        await s3.createBucket({
            Bucket: location.bucket,
            ...(LocationConstraint === undefined ? {} : { CreateBucketConfiguration: { LocationConstraint } }),
        });
        return undefined;
    }
    catch (error) {
        if ((0,aws_errors/* errorCode */.CA)(error) === 'BucketAlreadyExists' || (0,aws_errors/* isBusy */.A5)(error))
            return error;
        const permissions = [...bucketPermissions('verify'), ...bucketPermissions('bootstrap')];
        const attempt = `create state bucket ${location.bucket}`;
        throw (0,state_permissions/* accessDenied */.Ib)(error, { location, permissions, attempt, safe: state_bucket_UNTOUCHED }) ?? error;
    }
}


/***/ }),

/***/ 3125:
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

/***/ 1622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j6: () => (/* binding */ BUCKET),
  t8: () => (/* binding */ WANTED_BUCKET),
  IP: () => (/* binding */ ownedBucket)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(2685);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(7479);
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
var permissions = __webpack_require__(2186);
// EXTERNAL MODULE: ./lib/state/tags.js
var tags = __webpack_require__(3125);
// EXTERNAL MODULE: ./lib/state/wanted-setting.js
var wanted_setting = __webpack_require__(3038);
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

/***/ 3038:
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


/***/ }),

/***/ 5906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nh: () => (/* binding */ newTable),
/* harmony export */   TL: () => (/* binding */ lockKey),
/* harmony export */   mo: () => (/* binding */ tableIsOurs),
/* harmony export */   pG: () => (/* binding */ WANTED_TABLE)
/* harmony export */ });
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2186);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3125);
/* harmony import */ var _wanted_setting_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3038);



const named = ({ location }) => ({ TableName: location.lockTable });
const arn = ({ location }) => (0,_permissions_js__WEBPACK_IMPORTED_MODULE_0__/* .arnOf */ .RY)('table', location);
const needs = (read, change) => ({
    read: { action: `dynamodb:${read}`, resource: 'table' },
    change: { action: `dynamodb:${change}`, resource: 'table' },
});
/** Terraform's S3 backend asks for exactly this key. */
const LOCK_ATTRIBUTE = 'LockID';
const KEY_WANTED = `${LOCK_ATTRIBUTE} (S, HASH)`;
/** The table's key for people: `LockID (S, HASH)`. */
function describeKey(table) {
    const types = new Map(table.AttributeDefinitions?.map((each) => [each.AttributeName, each.AttributeType]));
    const parts = (table.KeySchema ?? []).map(({ AttributeName, KeyType }) => `${AttributeName} (${types.get(AttributeName) ?? '?'}, ${KeyType})`);
    return parts.join(', ') || 'absent';
}
const describeTable = async (target) => (await target.dynamodb.describeTable(named(target))).Table ?? {};
/** Cannot be changed once the table is made. */
const lockKey = (0,_wanted_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .wantedSetting */ .w)({
    name: 'key',
    wanted: () => KEY_WANTED,
    needs: needs('DescribeTable', 'CreateTable'),
    read: describeTable,
    describe: describeKey,
    matches: (found) => describeKey(found) === KEY_WANTED,
});
const billing = (0,_wanted_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .wantedSetting */ .w)({
    name: 'billing',
    wanted: () => 'PAY_PER_REQUEST',
    needs: needs('DescribeTable', 'UpdateTable'),
    // A table that was never switched has no BillingModeSummary: that means provisioned capacity.
    read: async (target) => (await describeTable(target)).BillingModeSummary?.BillingMode ?? 'PROVISIONED',
    describe: (found) => found,
    matches: (found) => found === 'PAY_PER_REQUEST',
    change: async (target) => {
        await target.dynamodb.updateTable({ ...named(target), BillingMode: 'PAY_PER_REQUEST' });
    },
});
const recovery = (0,_wanted_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .wantedSetting */ .w)({
    name: 'point-in-time recovery',
    wanted: () => 'ENABLED',
    needs: needs('DescribeContinuousBackups', 'UpdateContinuousBackups'),
    read: async (target) => {
        const { ContinuousBackupsDescription } = await target.dynamodb.describeContinuousBackups(named(target));
        return ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
    },
    describe: (found) => found ?? 'absent',
    matches: (found) => found === 'ENABLED',
    change: async (target) => {
        await target.dynamodb.updateContinuousBackups({
            ...named(target),
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        });
    },
});
const deletionProtection = (0,_wanted_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .wantedSetting */ .w)({
    name: 'deletion protection',
    wanted: () => 'ENABLED',
    needs: needs('DescribeTable', 'UpdateTable'),
    read: async (target) => (await describeTable(target)).DeletionProtectionEnabled === true,
    describe: (found) => (found ? 'ENABLED' : 'DISABLED'),
    matches: (found) => found,
    change: async (target) => {
        await target.dynamodb.updateTable({ ...named(target), DeletionProtectionEnabled: true });
    },
});
/** Every page of them. */
async function readTags(target) {
    const found = [];
    let token;
    do {
        const page = await target.dynamodb.listTagsOfResource({
            ResourceArn: arn(target),
            ...(token === undefined ? {} : { NextToken: token }),
        });
        found.push(...(page.Tags ?? []));
        token = page.NextToken;
    } while (token !== undefined);
    return found;
}
const tags = (0,_wanted_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .wantedSetting */ .w)({
    name: 'tags',
    wanted: ({ project }) => (0,_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .describeTags */ .FE)((0,_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .wantedTags */ .pP)(project), project),
    needs: needs('ListTagsOfResource', 'TagResource'),
    read: readTags,
    describe: (found, { project }) => (0,_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .describeTags */ .FE)(found, project),
    matches: (found, { project }) => (0,_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .hasWantedTags */ .Dx)(found, project),
    change: async (target) => {
        // TagResource adds; tags of others stay by themselves.
        await target.dynamodb.tagResource({ ResourceArn: arn(target), Tags: [...(0,_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .wantedTags */ .pP)(target.project)] });
    },
});
/** Whether the table is ours to change; never changed itself. */
const tableIsOurs = (0,_wanted_setting_js__WEBPACK_IMPORTED_MODULE_2__/* .wantedSetting */ .w)({
    name: 'ours',
    wanted: () => 'tagged as ours',
    needs: tags.needs,
    read: readTags,
    describe: (found) => (found.length === 0 ? 'absent' : 'tagged'),
    matches: (found, { project }) => (0,_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .isOurs */ .MU)(found, project),
});
/** Everything a lock table should be, in the order it is reported. */
const WANTED_TABLE = [
    lockKey,
    billing,
    recovery,
    deletionProtection,
    tags,
];
/** A new lock table: all in one call but point-in-time recovery, which AWS takes only once the table is ACTIVE. */
const newTable = ({ location, project }) => ({
    TableName: location.lockTable,
    AttributeDefinitions: [{ AttributeName: LOCK_ATTRIBUTE, AttributeType: 'S' }],
    KeySchema: [{ AttributeName: LOCK_ATTRIBUTE, KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: true,
    Tags: [...(0,_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .wantedTags */ .pP)(project)],
});


/***/ }),

/***/ 6893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jq: () => (/* binding */ terraformBlocks),
/* harmony export */   MI: () => (/* binding */ declarationOf),
/* harmony export */   Rl: () => (/* binding */ declarationsIn),
/* harmony export */   du: () => (/* binding */ backendBlocks),
/* harmony export */   zH: () => (/* binding */ backendKind)
/* harmony export */ });
/* harmony import */ var _hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8888);
/* harmony import */ var _hcl_scan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8702);


/** What the `terraform` blocks of one file declare. Undefined: the file can't be followed. */
function declarationsIn(file) {
    if (file.text === undefined)
        return undefined;
    return file.syntax === 'json' ? inJson(file.name, file.text) : inHcl(file.name, file.text);
}
/** Backends of one file, in HCL: the blocks themselves, for editing. */
function terraformBlocks(items) {
    return items.filter((item) => item.kind === 'block').filter(({ type }) => type === 'terraform');
}
function backendBlocks(terraform) {
    return terraform.items
        .filter((item) => item.kind === 'block')
        .filter(({ type, labels }) => (type === 'backend' && labels.length === 1) || (type === 'cloud' && labels.length === 0));
}
/** `s3` of `backend "s3"`, `cloud` of `cloud`. */
const backendKind = (block) => block.labels[0] ?? block.type;
/** One backend block of an HCL file. */
function declarationOf(file, text, block) {
    return {
        kind: backendKind(block),
        attributes: literals(text, block.items),
        file,
        line: (0,_hcl_scan_js__WEBPACK_IMPORTED_MODULE_1__/* .lineAt */ .m)(text, block.start),
        carried: (except) => block.items
            .filter((item) => !except.has(item.kind === 'attribute' ? item.name : item.type))
            .map((item) => text.slice(item.start, item.end))
            .join('\n'),
    };
}
function inHcl(name, text) {
    const items = (0,_hcl_scan_js__WEBPACK_IMPORTED_MODULE_1__/* .scanHcl */ .J)(text);
    if (items === undefined)
        return undefined;
    const blocks = terraformBlocks(items);
    return {
        requiredVersions: blocks
            .map((block) => literals(text, block.items).get('required_version'))
            .filter((value) => typeof value === 'string'),
        backends: blocks.flatMap(backendBlocks).map((block) => declarationOf(name, text, block)),
    };
}
const literals = (text, items) => new Map(items
    .filter((item) => item.kind === 'attribute')
    .map(({ name, value }) => [name, (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__/* .literalValue */ .X)(text.slice(value.start, value.end))]));
/** The JSON form: every block may be one object or a list of them. */
function inJson(name, text) {
    let root;
    try {
        root = JSON.parse(text.replace(/^\uFEFF/, ''));
    }
    catch {
        return undefined;
    }
    if (!isObject(root))
        return undefined;
    const blocks = objects(root['terraform']);
    // JSON.parse knows no positions: the first mention of the word serves for a message.
    const lineOf = (word) => (0,_hcl_scan_js__WEBPACK_IMPORTED_MODULE_1__/* .lineAt */ .m)(text, Math.max(0, text.indexOf(`"${word}"`)));
    const declaration = (kind, body, word) => ({
        kind,
        attributes: new Map(Object.entries(body).map(([key, value]) => [key, isLiteral(value) ? value : undefined])),
        file: name,
        line: lineOf(word),
        carried: (except) => Object.entries(body)
            .filter(([key, value]) => !except.has(key) && key !== '//' && value !== null)
            .map(([key, value]) => `${key} = ${hclOf(value)}`)
            .join('\n'),
    });
    return {
        requiredVersions: blocks
            .map((block) => block['required_version'])
            .filter((value) => typeof value === 'string'),
        backends: blocks.flatMap((block) => [
            ...objects(block['backend']).flatMap((labelled) => Object.entries(labelled).flatMap(([kind, bodies]) => objects(bodies).map((body) => declaration(kind, body, 'backend')))),
            ...objects(block['cloud']).map((body) => declaration('cloud', body, 'cloud')),
        ]),
    };
}
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value) => Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
/** A text with a template in it is no literal: in JSON, too, `${...}` is evaluated. */
const isLiteral = (value) => typeof value === 'number' ||
    typeof value === 'boolean' ||
    (typeof value === 'string' && !/[$%]\{/.test(value));
function hclOf(value) {
    if (Array.isArray(value))
        return `[${value.map(hclOf).join(', ')}]`;
    if (isObject(value)) {
        const entries = Object.entries(value).map(([key, inner]) => `${(0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .h)(key)} = ${hclOf(inner)}`);
        return `{ ${entries.join(', ')} }`;
    }
    return typeof value === 'string' ? (0,_hcl_literal_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .h)(value) : String(value);
}


/***/ }),

/***/ 8784:
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2685);
/* harmony import */ var _hcl_literal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8888);
/* harmony import */ var _replace_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30);





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

/***/ 507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ readConfigurationFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _backend_override_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8784);



/**
 * The files Terraform reads in a directory: primary ones by name, then override files by name. The override this
 * action generates is left out.
 */
async function readConfigurationFiles(directory) {
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory, { withFileTypes: true });
    const names = entries
        .filter((entry) => !entry.isDirectory() && /\.tf(\.json)?$/.test(entry.name))
        // Terraform leaves out hidden files and those editors leave behind (`main.tf~` has another ending anyway).
        .filter((entry) => !entry.name.startsWith('.') && !entry.name.startsWith('#'))
        .map((entry) => entry.name)
        .sort(byCodePoint);
    const files = await Promise.all(names.map(async (name) => {
        const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name);
        return {
            name,
            path: file,
            syntax: name.endsWith('.json') ? 'json' : 'hcl',
            role: isOverride(name) ? 'override' : 'primary',
            text: decode(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file)),
        };
    }));
    const read = files.filter((file) => file.text === undefined || !(0,_backend_override_js__WEBPACK_IMPORTED_MODULE_2__/* .isOurOverride */ .fj)(file.name, file.text));
    return [
        ...read.filter((file) => file.role === 'primary'),
        ...read.filter((file) => file.role === 'override'),
    ];
}
const byCodePoint = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const isOverride = (name) => /^(?:.*_)?override$/.test(name.replace(/\.tf(\.json)?$/, ''));
function decode(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 3352:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Zo: () => (/* binding */ OWN_SETTINGS),
  cf: () => (/* binding */ describeBackend),
  TD: () => (/* binding */ readConfiguration)
});

// EXTERNAL MODULE: ./lib/terraform/backend-declarations.js
var backend_declarations = __webpack_require__(6893);
// EXTERNAL MODULE: ./lib/terraform/configuration-files.js
var configuration_files = __webpack_require__(507);
;// CONCATENATED MODULE: ./lib/terraform/placeholder.js
/**
 * Whether a backend's setting is a text left to be filled in rather than the name of something.
 *
 * A placeholder counts as not declared, so that a default takes its place; a real name taken for a placeholder would
 * start a second, empty state. So the rule only takes what could hardly be a working name:
 *
 * 1. it is empty, or holds what no name can: `<...>`, `${...}`, `{{...}}`, white space (not in keys), quotes;
 * 2. it says so: `replace-me`, `change-this`, `placeholder`, `your-...`, `xxx` as words, joined or not, in any case;
 * 3. it is written as a constant: `STATE_BUCKET` (a bucket all in capitals);
 * 4. all its words are filler and one of them says so: `todo`, `example-bucket`, `my_bucket_name`. A `todo-app-state`
 *    or an `example-corp-tfstate` has a word of its own and is real;
 * 5. a bucket S3 would not create (length, first or last character, underscores or capitals). S3 in us-east-1 gave out
 *    names with underscores and capitals until 2018 and Terraform still works on them: those with a word of their
 *    own are real.
 */
function isPlaceholder(setting, value) {
    const trimmed = value.trim();
    if (trimmed === '' || IMPOSSIBLE[setting].test(trimmed))
        return true;
    const words = wordsOf(trimmed);
    if (words.length === 0 || SAYS_SO.test(words.join('-')))
        return true;
    if (setting === 'region')
        return !REGION.test(trimmed);
    if (setting === 'key')
        return words.length === 1 && UNNAMED_KEY.has(words[0] ?? '');
    if (words.some((word) => DECLARES_FILLER.has(word)) && words.every((word) => FILLER.has(word)))
        return true;
    if (setting === 'bucket') {
        if (CONSTANT.test(trimmed))
            return true;
        return (!BUCKET.test(trimmed) && (!BUCKET_UNTIL_2018.test(trimmed) || words.every((word) => FILLER.has(word))));
    }
    return setting === 'table' && !TABLE.test(trimmed);
}
const IMPOSSIBLE = {
    bucket: /[<>{}[\]$%"'\s]/,
    table: /[<>{}[\]$%"'\s]/,
    region: /[<>{}[\]$%"'\s]/,
    name: /[<>{}[\]$%"']/,
    // A key may hold almost anything; only the marks of a template are left.
    key: /<[^>]*>|[$%]\{|\{\{/,
};
const SAYS_SO = new RegExp([
    String.raw `(?:^|-)(?:(?:replace|change)-?(?:me|this|with)|fill-?(?:me|in)|edit-?me)(?:-|$)`,
    String.raw `(?:^|-)(?:placeholder|fixme|x{3,})(?:-|$)`,
    String.raw `(?:^|-)your(?:-|bucket|table|name|org|company|project|account)`,
].join('|'));
/** Words that by themselves say that nothing is named yet. */
const DECLARES_FILLER = new Set(['todo', 'tbd', 'example', 'your', 'none', 'null', 'undefined']);
/** `example/terraform.tfstate` works as a key; a key that is one of these alone was never meant. */
const UNNAMED_KEY = new Set(['todo', 'tbd', 'null', 'undefined']);
/** Words that name nothing in particular. */
const FILLER = new Set([
    ...DECLARES_FILLER,
    ...[
        'my',
        'the',
        'a',
        'some',
        'bucket',
        'table',
        'name',
        'state',
        'tfstate',
        'terraform',
        'tf',
        'lock',
        'locks',
    ],
    ...['remote', 'backend', 's3', 'dynamodb', 'org', 'organization', 'here', 'infra', 'prod', 'dev', 'test'],
]);
const CONSTANT = /^[A-Z][A-Z0-9_.-]*$/;
const REGION = /^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}$/;
const TABLE = /^[A-Za-z0-9_.-]{3,255}$/;
const BUCKET = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const BUCKET_UNTIL_2018 = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9_]$/;
const wordsOf = (value) => value
    // yourBucket -> your Bucket
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

;// CONCATENATED MODULE: ./lib/terraform/configuration.js



/** Reads every `*.tf` and `*.tf.json` of the root module in `directory`. */
async function readConfiguration(directory) {
    const requiredVersions = [];
    const unreadable = [];
    let counting;
    for (const file of await (0,configuration_files/* readConfigurationFiles */.O)(directory)) {
        const found = (0,backend_declarations/* declarationsIn */.Rl)(file);
        if (found === undefined) {
            unreadable.push(file.name);
            continue;
        }
        requiredVersions.push(...found.requiredVersions);
        const [first] = found.backends;
        if (first !== undefined && (file.role === 'override' || counting === undefined))
            counting = first;
    }
    return { requiredVersions, backend: describeBackend(counting), unreadable };
}
/** What a declaration means: its settings with placeholders taken out. */
function describeBackend(declaration) {
    if (declaration === undefined)
        return { kind: 'none' };
    const { kind, attributes, file, line } = declaration;
    const text = (attribute, setting) => {
        const value = attributes.get(attribute);
        return typeof value === 'string' && !isPlaceholder(setting, value) ? value : undefined;
    };
    if (kind === 'cloud') {
        const name = text('organization', 'name') ?? '';
        return { kind: 'cloud', name, placeholder: name === '', file, line };
    }
    if (kind === 'local') {
        return {
            kind: 'local',
            ...given('path', literalText(attributes.get('path'))),
            ...given('workspaceDirectory', literalText(attributes.get('workspace_dir'))),
            file,
            line,
        };
    }
    if (kind !== 's3') {
        // An empty block of another kind is real: it is completed by -backend-config elsewhere.
        const placeholder = [...attributes].some(([, value]) => typeof value === 'string' && isPlaceholder('key', value));
        return { kind: 'other', name: kind, placeholder, file, line };
    }
    return {
        kind: 's3',
        attributes,
        carried: declaration.carried(OWN_SETTINGS),
        ...given('bucket', text('bucket', 'bucket')),
        ...given('key', text('key', 'key')),
        ...given('region', text('region', 'region')),
        ...given('lockTable', text('dynamodb_table', 'table')),
        ...given('useLockfile', literalFlag(attributes.get('use_lockfile'))),
        ...given('encrypt', literalFlag(attributes.get('encrypt'))),
        file,
        line,
    };
}
/** The settings of an S3 backend that the generated one decides itself. */
const OWN_SETTINGS = new Set([
    'bucket',
    'key',
    'region',
    'encrypt',
    'dynamodb_table',
    'use_lockfile',
]);
const given = (name, value) => value === undefined ? {} : { [name]: value };
const literalText = (value) => typeof value === 'string' && value !== '' ? value : undefined;
/** Terraform takes `"true"` for `true`. */
const literalFlag = (value) => value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;


/***/ }),

/***/ 8888:
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

/***/ 8702:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ scanHcl),
/* harmony export */   m: () => (/* binding */ lineAt)
/* harmony export */ });
/**
 * A scanner for HCL native syntax: blocks and attributes with their offsets, so that a file can be edited in place
 * with every other byte kept. It does not evaluate expressions; it only finds where each one ends.
 *
 * It is more lenient than Terraform (it accepts two attributes on a line, say): whatever Terraform refuses,
 * Terraform reports better than this could. Own code because @cdktf/hcl2json knows no positions and neither it nor
 * tree-sitter survives bundling; the tests hold it against hcl2json.
 */
/** Scans a file's text. Undefined: this is not HCL that could be followed to its end. */
function scanHcl(text) {
    try {
        const scanner = new Scanner(text);
        const items = scanner.body();
        scanner.expectEnd();
        return items;
    }
    catch (error) {
        if (error instanceof NotHcl)
            return undefined;
        throw error;
    }
}
/** Never leaves this file. */
class NotHcl extends Error {
    name = 'NotHcl';
}
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** The marker must be followed by the line's end at once: `<<EOT ` is not a heredoc. */
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const CLOSING = { '(': ')', '[': ']', '{': '}' };
const BYTE_ORDER_MARK = '\uFEFF';
class Scanner {
    text;
    at;
    constructor(text) {
        this.text = text;
        this.at = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    }
    expectEnd() {
        if (this.at < this.text.length)
            throw new NotHcl();
    }
    /** Items up to a `}` that is not theirs, or the end of the text. */
    body() {
        const items = [];
        for (;;) {
            this.skipBlank('across lines');
            if (this.at >= this.text.length || this.text[this.at] === '}')
                return items;
            items.push(this.item());
        }
    }
    item() {
        const start = this.at;
        const name = this.match(IDENTIFIER)?.[0];
        if (name === undefined)
            throw new NotHcl();
        this.skipBlank('within the line');
        if (this.text[this.at] === '=' && this.text[this.at + 1] !== '=') {
            this.at += 1;
            const value = this.expression();
            return { kind: 'attribute', name, start, end: value.end, value };
        }
        const labels = [];
        while (this.text[this.at] !== '{') {
            labels.push(this.label());
            this.skipBlank('within the line');
        }
        this.at += 1;
        const innerStart = this.at;
        const items = this.body();
        if (this.text[this.at] !== '}')
            throw new NotHcl();
        const inner = { start: innerStart, end: this.at };
        this.at += 1;
        return { kind: 'block', type: name, labels, start, end: this.at, inner, items };
    }
    label() {
        const identifier = this.match(IDENTIFIER)?.[0];
        if (identifier !== undefined)
            return identifier;
        const start = this.at;
        if (this.text[start] !== '"')
            throw new NotHcl();
        this.quoted();
        return this.text.slice(start + 1, this.at - 1);
    }
    /** Up to the line's end, or the `}` of a one-line block; comments after the last token stay outside the span. */
    expression() {
        this.skipBlank('within the line');
        const start = this.at;
        let end = start;
        for (;;) {
            this.skipBlank('within the line');
            const character = this.text[this.at];
            if (character === undefined || character === '\n' || character === '\r' || character === '}')
                break;
            this.token();
            end = this.at;
        }
        if (end === start)
            throw new NotHcl();
        return { start, end };
    }
    /** One string, heredoc, bracketed group with all that is in it, or a single character of anything else. */
    token() {
        const character = this.text[this.at] ?? '';
        const closing = CLOSING[character];
        if (closing !== undefined)
            this.group(closing);
        else if (character === '"')
            this.quoted();
        else if (character === ')' || character === ']' || character === '}')
            throw new NotHcl();
        else {
            const heredoc = this.match(HEREDOC)?.[1];
            if (heredoc === undefined)
                this.at += 1;
            else
                this.heredoc(heredoc);
        }
    }
    /** From an opening bracket, or from the `${` of a template, past its closing one. */
    group(closing) {
        this.at += 1;
        for (;;) {
            this.skipBlank('across lines');
            if (this.at >= this.text.length)
                throw new NotHcl();
            if (this.text[this.at] === closing)
                break;
            this.token();
        }
        this.at += 1;
    }
    quoted() {
        this.at += 1;
        for (;;) {
            const character = this.text[this.at];
            if (character === undefined || character === '\n')
                throw new NotHcl();
            if (character === '"')
                break;
            if (character === '\\')
                this.at += 2;
            else if (!this.template())
                this.at += 1;
        }
        this.at += 1;
    }
    /** The text after `<<EOT` up to the end of the line that closes it; that line's own end belongs to who comes next. */
    heredoc(marker) {
        for (;;) {
            if (this.at >= this.text.length)
                throw new NotHcl();
            const lineEnd = this.lineEnd();
            // Terraform trims the closing line whether or not the heredoc is an indented one (<<-).
            if (this.text.slice(this.at, lineEnd).trim() === marker) {
                this.at = this.text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
                return;
            }
            // A template may span lines, and a line inside it can't close the heredoc.
            while (this.at < this.text.length && this.text[this.at] !== '\n') {
                if (!this.template())
                    this.at += 1;
            }
            this.at += 1;
        }
    }
    /** Passes `${...}`, `%{...}` or their escapes `$${`, `%%{` if one is here; false: nothing was passed. */
    template() {
        const here = this.text.slice(this.at, this.at + 3);
        if (here === '$${' || here === '%%{') {
            this.at += 3;
            return true;
        }
        if (!here.startsWith('${') && !here.startsWith('%{'))
            return false;
        this.at += 1;
        this.group('}');
        return true;
    }
    /** Whitespace and comments. A comment to the line's end leaves that end in place: it closes an expression. */
    skipBlank(reach) {
        for (;;) {
            const character = this.text[this.at];
            const next = this.text[this.at + 1];
            if (character === ' ' || character === '\t')
                this.at += 1;
            else if (reach === 'across lines' && (character === '\n' || character === '\r'))
                this.at += 1;
            else if (character === '#' || (character === '/' && next === '/')) {
                const end = this.lineEnd();
                this.at = this.text[end - 1] === '\r' ? end - 1 : end;
            }
            else if (character === '/' && next === '*') {
                const end = this.text.indexOf('*/', this.at + 2);
                if (end < 0)
                    throw new NotHcl();
                this.at = end + 2;
            }
            else
                return;
        }
    }
    /** Offset of the next `\n`, or of the end of the text. */
    lineEnd() {
        const end = this.text.indexOf('\n', this.at);
        return end < 0 ? this.text.length : end;
    }
    match(pattern) {
        pattern.lastIndex = this.at;
        const found = pattern.exec(this.text) ?? undefined;
        if (found !== undefined)
            this.at = pattern.lastIndex;
        return found;
    }
}
/** Line of an offset, counted from 1. */
function lineAt(text, offset) {
    return text.slice(0, offset).split('\n').length;
}


/***/ }),

/***/ 30:
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
