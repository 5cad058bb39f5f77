export const id = 776;
export const ids = [776];
export const modules = {

/***/ 3776:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JW: () => (/* binding */ findAll),
/* harmony export */   LW: () => (/* binding */ asFound),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   ne: () => (/* binding */ convergeAll)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _patience_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3978);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(433);




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

/***/ 343:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ lookAtTable),
/* harmony export */   d: () => (/* binding */ makeTable)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _converge_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3776);
/* harmony import */ var _patience_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3978);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(433);
/* harmony import */ var _wanted_table_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(651);






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

/***/ 3978:
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

/***/ 5522:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ lookAtBucket),
  $: () => (/* binding */ makeBucket)
});

// EXTERNAL MODULE: ./lib/context/deployment.js
var deployment = __webpack_require__(168);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(6594);
// EXTERNAL MODULE: ./lib/state/permissions.js
var state_permissions = __webpack_require__(433);
// EXTERNAL MODULE: ./lib/state/tags.js
var tags = __webpack_require__(3580);
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
var converge = __webpack_require__(3776);
// EXTERNAL MODULE: ./lib/state/patience.js
var state_patience = __webpack_require__(3978);
// EXTERNAL MODULE: ./lib/state/wanted-bucket.js + 2 modules
var wanted_bucket = __webpack_require__(1993);
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

/***/ 651:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nh: () => (/* binding */ newTable),
/* harmony export */   TL: () => (/* binding */ lockKey),
/* harmony export */   mo: () => (/* binding */ tableIsOurs),
/* harmony export */   pG: () => (/* binding */ WANTED_TABLE)
/* harmony export */ });
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(433);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3580);
/* harmony import */ var _wanted_setting_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1315);



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


/***/ })

};
