export const id = 182;
export const ids = [182];
export const modules = {

/***/ 9295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ findEarlierPlaces)
/* harmony export */ });
/* harmony import */ var _context_deployment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(168);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6594);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5505);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(325);
/* harmony import */ var _other_states_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3622);
/* harmony import */ var _ownership_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(960);
/* harmony import */ var _release_record_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7320);








const RECORD_SUFFIX = '.release.json';
/**
 * Where else the state of this owner stands: by the release records beside the other states of the bucket, and in this
 * account's other buckets of the same convention. A place that it was moved away from, to another one than `location`,
 * does not count. What AWS won't show is not seen.
 */
async function findEarlierPlaces(platform, location, owner) {
    const s3 = await platform.aws.s3(location.region);
    const places = [];
    const unread = [];
    for (const bucket of await (0,_other_states_js__WEBPACK_IMPORTED_MODULE_4__/* .stateBuckets */ .jd)(s3, location, unread)) {
        try {
            for (const found of await ownIn(s3, { ...location, bucket }, { owner, unread })) {
                const { key } = found.location;
                const isHere = bucket === location.bucket && key === location.key;
                if (!isHere && isStillThere(found.stored, location))
                    places.push(await withTable(platform, found, owner));
            }
        }
        catch (error) {
            if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errorCode */ .CA)(error) === 'NoSuchBucket')
                continue;
            unread.push(`s3://${bucket} (${(0,_other_states_js__WEBPACK_IMPORTED_MODULE_4__/* .refusal */ .x5)(error)})`);
        }
    }
    return { places, unread };
}
/** Not moved away, or on its way to just here. */
function isStillThere({ record: { movedTo } }, location) {
    if (movedTo === undefined)
        return true;
    const { bucket, key, region } = location;
    return movedTo.bucket === bucket && movedTo.key === key && movedTo.region === region;
}
async function ownIn(s3, location, { owner, unread }) {
    const keys = await (0,_other_states_js__WEBPACK_IMPORTED_MODULE_4__/* .listKeys */ .TH)(s3, location);
    const records = keys.filter((key) => key.endsWith(RECORD_SUFFIX));
    const found = [];
    for (const recordKey of records) {
        // The record's key leaves the state's ending out, which it may not have.
        const key = recordKey.slice(0, -RECORD_SUFFIX.length);
        const at = { ...location, key: keys.includes(`${key}.tfstate`) ? `${key}.tfstate` : key };
        if ((0,_keys_js__WEBPACK_IMPORTED_MODULE_7__/* .releaseRecordKey */ ._l)(at.key) !== recordKey)
            continue;
        const stored = await (0,_release_record_js__WEBPACK_IMPORTED_MODULE_6__/* .readReleaseRecord */ .d9)(s3, at).catch((error) => {
            // Another project's, or of a newer version: what it is about is theirs.
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H))
                throw error;
            unread.push(`${(0,_release_record_js__WEBPACK_IMPORTED_MODULE_6__/* .recordName */ .xD)(at)} (${error.code})`);
            return undefined;
        });
        if (stored === undefined || !(0,_ownership_js__WEBPACK_IMPORTED_MODULE_5__/* .isSameOwner */ .Ie)(stored.record.owner, owner))
            continue;
        // One that only claimed its place, and never had a state there, holds nothing.
        const { live, intended, previous } = stored.record;
        const isDeployed = live !== undefined || intended !== undefined || previous.length > 0;
        if (isDeployed || keys.includes(at.key))
            found.push({ location: at, stored });
    }
    return found;
}
/** Which table guards the state there: that which has its digest. A lock file stands beside it, and needs none. */
async function withTable({ aws }, { location, stored }, { project }) {
    const dynamodb = await aws.dynamodb(location.region);
    for (const lockTable of new Set([location.lockTable, (0,_context_deployment_js__WEBPACK_IMPORTED_MODULE_0__/* .lockTableName */ .he)(project)])) {
        const at = { ...location, lockTable };
        const digest = await (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .readDigest */ .rP)(dynamodb, at).catch((error) => {
            if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isDenied */ .GZ)(error))
                return undefined;
            throw error;
        });
        if (digest !== undefined)
            return { location: at, isTableKnown: true, stored };
    }
    return { location, isTableKnown: location.locking === 'lockfile', stored };
}


/***/ }),

/***/ 9834:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ underStateLock)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6594);
/* harmony import */ var _lock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6906);
/* harmony import */ var _patience_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3978);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(433);
/* harmony import */ var _stored_lock_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7448);







/**
 * Does `work` while holding Terraform's own lock on a state: a Terraform that doesn't know of the deploy lease, on a
 * laptop, neither reads nor writes the state in between. A lock that can't be freed afterwards is a warning: it is signed,
 * so that the next run frees it by proof.
 *
 * @throws Failure `STATE_LOCKED` where somebody else holds it for all that time
 */
async function underStateLock(ports, location, wish, work) {
    const held = [];
    const text = lockText(ports, location, wish);
    const request = {
        location,
        permissions: [..._permissions_js__WEBPACK_IMPORTED_MODULE_4__/* .PERMISSIONS */ .Jj.lock, ...(location.locking === 'dynamodb' ? [] : _permissions_js__WEBPACK_IMPORTED_MODULE_4__/* .PERMISSIONS */ .Jj.lockfile)],
        attempt: 'lock the state',
        safe: UNWRITTEN,
    };
    try {
        for (const place of placesOf(location)) {
            held.push(await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_4__/* .explained */ .to)(takeLock(ports, location, { place, text, wish }), request));
        }
        return await work();
    }
    finally {
        for (const lock of held)
            await free(ports, location, lock);
    }
}
const UNWRITTEN = 'No state was written.';
async function free(ports, location, lock) {
    try {
        await (0,_stored_lock_js__WEBPACK_IMPORTED_MODULE_5__/* .deleteLock */ .bf)(ports, location, lock);
    }
    catch (error) {
        ports.log.warning(`The state lock could not be freed (${(0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errorText */ .kc)(error)}); the next run frees it.`);
    }
}
/** In Terraform's order. */
const placesOf = ({ locking }) => [
    ...(locking === 'dynamodb' ? [] : ['file']),
    ...(locking === 'lockfile' ? [] : ['item']),
];
async function takeLock(ports, location, { place, text, wish, }) {
    const patience = { clock: ports.clock, abort: wish.abort };
    let seen;
    const lock = await (0,_patience_js__WEBPACK_IMPORTED_MODULE_6__/* .tryUntil */ .a)(wish.milliseconds, patience, async () => {
        const taken = await (0,_stored_lock_js__WEBPACK_IMPORTED_MODULE_5__/* .createLock */ .cs)(ports, location, place, text);
        const holder = taken === undefined ? await (0,_lock_js__WEBPACK_IMPORTED_MODULE_3__/* .readLock */ .mF)(ports, location) : undefined;
        if (holder !== undefined && holder.id !== seen) {
            seen = holder.id;
            ports.log.info(`Waiting for the Terraform state lock, held by ${(0,_lock_js__WEBPACK_IMPORTED_MODULE_3__/* .describeLock */ .FD)(holder)}.`);
        }
        return taken;
    });
    if (lock !== undefined)
        return lock;
    const other = await (0,_lock_js__WEBPACK_IMPORTED_MODULE_3__/* .readLock */ .mF)(ports, location);
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
        code: 'STATE_LOCKED',
        reason: `The Terraform lock of the state s3://${location.bucket}/${location.key} was not free in ` +
            `${Math.round(wish.milliseconds / 1000)} s${other === undefined ? '' : `: it is held by ${(0,_lock_js__WEBPACK_IMPORTED_MODULE_3__/* .describeLock */ .FD)(other)}`}.`,
        safe: UNWRITTEN,
        next: 'Wait until whoever holds it is done, or raise lock-timeout, then run this again.',
    });
}
/** As Terraform writes it, so that whoever meets it reads it as one of Terraform's. */
const lockText = ({ clock }, { bucket, key }, { operation, signature, actor, hostname }) => JSON.stringify({
    ID: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
    Operation: operation,
    Info: signature,
    Who: `${actor}@${hostname}`,
    Version: '',
    Created: new Date(clock.now()).toISOString(),
    Path: `${bucket}/${key}`,
});


/***/ }),

/***/ 2716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LX: () => (/* binding */ moveState),
/* harmony export */   wp: () => (/* binding */ notMovable),
/* harmony export */   zs: () => (/* binding */ ambiguous)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _accepted_head_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4307);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5505);
/* harmony import */ var _holder_proof_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1056);
/* harmony import */ var _journal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9361);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(325);
/* harmony import */ var _lease_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(389);
/* harmony import */ var _lock_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6906);
/* harmony import */ var _place_state_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3570);
/* harmony import */ var _recovery_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1930);
/* harmony import */ var _release_record_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7320);
/* harmony import */ var _stored_lock_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(7448);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(1993);














/**
 * Moves the state of an environment from where it was to where this run looks, with what is known of its releases. Both
 * leases are held: a deploy with the old settings is over, or waits and then meets `STATE_MOVED`. The old state stays,
 * as it is.
 *
 * In this order, each step one write, so that a run that is ended in between is gone on with by the next: the old place
 * is marked as left, and from there on nobody deploys from it; the state is placed; the files kept for rollback follow;
 * the record makes the new place an environment's.
 *
 * @throws Failure `STATE_MOVED` where it can't be moved safely; `DEPLOY_IN_PROGRESS`, `STATE_LOCKED`, and what reading
 * the old state throws
 */
async function moveState(ports, { location: from, isTableKnown }, request) {
    const { to, run } = request;
    if (!isTableKnown) {
        throw notMovable(from, to, `no lock table that this run knows of has its digest, so that nothing would keep others out`);
    }
    const dynamodb = await ports.aws.dynamodb(from.region);
    const { lease } = await (0,_lease_js__WEBPACK_IMPORTED_MODULE_6__/* .takeLease */ ._e)({ dynamodb, clock: ports.clock }, from, run, {
        holder: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
        stage: 'migrate',
        patience: request.lock.milliseconds,
        onWait: request.onWait,
        process: (0,_holder_proof_js__WEBPACK_IMPORTED_MODULE_4__/* .ownProcess */ .oz)(process.pid),
        prove: request.prove,
        isGone: _holder_proof_js__WEBPACK_IMPORTED_MODULE_4__/* .isGoneHere */ .g3,
        ...(request.lock.abort === undefined ? {} : { signal: request.lock.abort }),
    });
    try {
        return await moveUnderLeases(ports, from, request);
    }
    finally {
        await (0,_lease_js__WEBPACK_IMPORTED_MODULE_6__/* .freeLease */ .hz)(dynamodb, lease);
    }
}
async function moveUnderLeases(ports, from, request) {
    const { to, head, lock } = request;
    const s3 = await ports.aws.s3(from.region);
    const stored = await (0,_release_record_js__WEBPACK_IMPORTED_MODULE_10__/* .readReleaseRecord */ .d9)(s3, from);
    const text = await readWhole(ports, from, stored?.record);
    if (stored === undefined || text === undefined)
        throw notMovable(from, to, 'it was removed just now');
    const hindrances = await hindrancesAt(ports, from);
    if (hindrances.length > 0)
        throw notMovable(from, to, hindrances.join('; '));
    if (head.exists && !(await isContinued(ports, to, { head, text })))
        throw twoStates(from, to, { head, text });
    const { bucket, key, region } = to;
    if (stored.record.movedTo === undefined) {
        await (0,_release_record_js__WEBPACK_IMPORTED_MODULE_10__/* .writeReleaseRecord */ .QH)(s3, from, { ...stored.record, movedTo: { bucket, key, region } }, stored.etag);
    }
    const placed = head.exists
        ? head
        : await (0,_place_state_js__WEBPACK_IMPORTED_MODULE_8__/* .placeState */ .B)(ports, to, { text, from: (0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .placeName */ .fW)(from), record: undefined }, lock);
    await copyKept(ports, from, to);
    const record = recordAt(stored.record, { from, text, placed });
    const etag = await (0,_release_record_js__WEBPACK_IMPORTED_MODULE_10__/* .writeReleaseRecord */ .QH)(await ports.aws.s3(to.region), to, record, undefined);
    return { head: placed, stored: { record, etag }, text };
}
/** What is known of the releases, at the new place, and that its state is this environment's from now on. */
function recordAt({ owner, live, intended, previous, history, goingBack, accepted }, { from, text, placed, }) {
    const old = markOf(text);
    // Moved by hand it may have another lineage than the one that the history names.
    const { lineage, serial } = placed;
    const now = lineage === old.lineage ? accepted : { lineage, serial };
    return {
        owner,
        previous,
        ...(live === undefined ? {} : { live }),
        ...(intended === undefined ? {} : { intended }),
        ...(history === undefined ? {} : { history }),
        ...(goingBack === undefined ? {} : { goingBack }),
        ...(now === undefined ? {} : { accepted: now }),
        movedIn: { from: (0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .placeName */ .fW)(from), ...old },
    };
}
/** Of a text that is known to be a state. */
function markOf(text) {
    const { lineage, serial } = JSON.parse(text);
    return { lineage, serial };
}
/** The state as Terraform would accept it, whole; undefined: there is none. */
async function readWhole(ports, location, record) {
    const head = await (0,_accepted_head_js__WEBPACK_IMPORTED_MODULE_2__/* .readAcceptedHead */ .w)(ports, location, record);
    if (!head.exists)
        return undefined;
    const text = await readText(ports, location);
    return text !== undefined && (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .md5 */ .Fx)(text) === head.md5 ? text : undefined;
}
async function readText({ aws }, location) {
    const s3 = await aws.s3(location.region);
    const { Body } = await s3.getObject({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_12__/* .ownedBucket */ .IP)(location), Key: location.key });
    return Body?.transformToString();
}
/** What has to be finished at the old place, with its settings, before the state can leave it. */
async function hindrancesAt(ports, from) {
    const s3 = await ports.aws.s3(from.region);
    const [locks, pending, journal] = await Promise.all([
        (0,_stored_lock_js__WEBPACK_IMPORTED_MODULE_11__/* .readStoredLocks */ .kW)(ports, { ...from, locking: 'both' }),
        (0,_recovery_js__WEBPACK_IMPORTED_MODULE_9__/* .readPendingRecovery */ .$g)(ports, from),
        (0,_journal_js__WEBPACK_IMPORTED_MODULE_5__/* .readJournal */ .a0)(s3, from),
    ]);
    return [
        ...locks.map(({ text }) => `its Terraform lock is held by ${(0,_lock_js__WEBPACK_IMPORTED_MODULE_7__/* .describeLock */ .FD)((0,_lock_js__WEBPACK_IMPORTED_MODULE_7__/* .parseLock */ .PG)(text))}`),
        ...(pending.length > 0 ? ['a run kept a state there that it could not save'] : []),
        ...(journal !== undefined && journal.journal.entries.length > 0
            ? [`the run ${journal.journal.run.url} was ended there in the middle of an apply`]
            : []),
    ];
}
/** Whether the state at the new place is the old one, or goes on from it: a move that was ended half-way, or by hand. */
async function isContinued(ports, to, { head, text }) {
    const old = markOf(text);
    if (head.lineage === old.lineage)
        return head.serial > old.serial || head.md5 === (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .md5 */ .Fx)(text);
    // Terraform gives a state another lineage when it is the one to move it.
    const now = await readText(ports, to);
    return now !== undefined && (0,_recovery_js__WEBPACK_IMPORTED_MODULE_9__/* .knowledge */ .N3)(now) === (0,_recovery_js__WEBPACK_IMPORTED_MODULE_9__/* .knowledge */ .N3)(text);
}
/** Files of earlier releases, for rollback; each by its content, so that copying once more changes nothing. */
async function copyKept({ aws, log }, from, to) {
    const s3 = await aws.s3(to.region);
    const [prefix, target] = [(0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .keptFilesPrefix */ .ER)(from.key), (0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .keptFilesPrefix */ .ER)(to.key)];
    try {
        let token;
        do {
            const page = await s3.listObjectsV2({
                ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_12__/* .ownedBucket */ .IP)(from),
                Prefix: prefix,
                ...(token === undefined ? {} : { ContinuationToken: token }),
            });
            for (const { Key = '' } of page.Contents ?? []) {
                await s3.copyObject({
                    ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_12__/* .ownedBucket */ .IP)(to),
                    ExpectedSourceBucketOwner: from.account,
                    Key: `${target}${Key.slice(prefix.length)}`,
                    CopySource: `${from.bucket}/${Key.split('/').map(encodeURIComponent).join('/')}`,
                });
            }
            token = page.NextContinuationToken;
        } while (token !== undefined);
    }
    catch (error) {
        // The state is what matters; what is missing a rollback tells before it changes anything.
        log.warning(`Files of earlier releases could not be copied from ${(0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .placeName */ .fW)(from)}: ${String(error)}`);
    }
}
/** What it would lead to, whatever keeps the state from being moved. */
const LEADS_TO = 'deploying without it would create everything a second time';
const notMovable = (from, to, why) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
    code: 'STATE_MOVED',
    reason: `The state of this environment is at ${(0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .placeName */ .fW)(from)} and this run looks at ${(0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .placeName */ .fW)(to)}, where none is; ${LEADS_TO}, and it can't be moved: ${why}.`,
    safe: 'Nothing was planned or changed, and the state is as it was.',
    next: `Deploy once with the settings as they were (state-bucket: ${from.bucket}, state-key: ${from.key}), so that it is whole; then change them and run again.`,
});
/** More than one place that could be the one. */
const ambiguous = (places, to) => new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
    code: 'STATE_MOVED',
    reason: `The state of this environment is at ${places.length} places (${places.map(({ location }) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .placeName */ .fW)(location)).join(', ')}) and this run looks at ${(0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .placeName */ .fW)(to)}, where none is; ${LEADS_TO}.`,
    safe: 'Nothing was planned or changed, and every state is as it was.',
    next: 'Decide which of them is the one, and deploy with the settings that name it.',
    details: places.map(({ location }) => (0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .placeName */ .fW)(location)),
});
function twoStates(from, to, { head, text }) {
    const old = markOf(text);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
        code: 'STATE_MOVED',
        reason: `This environment has been deployed from the state at ${(0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .placeName */ .fW)(from)} (serial ${old.serial} of lineage ${old.lineage}), ` +
            `and this run looks at ${(0,_keys_js__WEBPACK_IMPORTED_MODULE_13__/* .placeName */ .fW)(to)}, where another one is (serial ${head.serial} of lineage ${head.lineage}): planning from it could create or destroy what the other knows of.`,
        safe: 'Nothing was planned or changed, and both states are as they were.',
        next: `Decide which of them is the one: for the former, deploy with state-bucket: ${from.bucket} and state-key: ${from.key}.`,
        details: [
            'For the latter, let go of the former (its state and the site stay):',
            `aws s3 rm ${(0,_release_record_js__WEBPACK_IMPORTED_MODULE_10__/* .recordName */ .xD)(from)}`,
        ],
    });
}


/***/ }),

/***/ 3570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ placeState)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _accepted_head_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4307);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6594);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5505);
/* harmony import */ var _hold_lock_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9834);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(433);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1993);







/**
 * Puts a state where none is, byte for byte, and reads it back. Not by `terraform state push`: where there is no state
 * yet that begins one of another lineage, and nothing could tell any more that the two are one. One conditional write
 * under Terraform's own lock: a run that is killed left the state there or not there, never half of it. The digest that
 * Terraform keeps beside it follows; one that is missing is made up for by every later run.
 *
 * @throws Failure `STATE_LOCKED`, `STATE_MOVED` where a state is there by now, `ACCESS_DENIED`
 */
async function placeState(platform, location, { text, from, record }, wish) {
    const request = {
        location,
        permissions: [..._permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .PERMISSIONS */ .Jj.state, ..._permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .PERMISSIONS */ .Jj.lock],
        attempt: 'move the state in',
        safe: `Nothing was planned or applied, and ${from} is as it was.`,
    };
    await (0,_hold_lock_js__WEBPACK_IMPORTED_MODULE_4__/* .underStateLock */ .L)(platform, location, wish, () => (0,_permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .explained */ .to)(write(platform, location, text), request));
    const head = await (0,_accepted_head_js__WEBPACK_IMPORTED_MODULE_1__/* .readAcceptedHead */ .w)(platform, location, record);
    if (head.exists && head.md5 === (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .md5 */ .Fx)(text))
        return head;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'STATE_MOVED',
        reason: `The state of ${from} was to be moved to s3://${location.bucket}/${location.key}, ` +
            `${head.exists ? `and another one is there by now (serial ${head.serial} of lineage ${head.lineage})` : 'and is not there'}.`,
        safe: `Nothing was planned or applied, and ${from} is as it was.`,
        next: 'Find who else writes to that place (its versions tell when), then run the deploy again.',
    });
}
async function write({ aws }, location, text) {
    const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
    const place = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Key: location.key };
    try {
        await s3.putObject({ ...place, Body: text, ContentType: 'application/json', IfNoneMatch: '*' });
    }
    catch (error) {
        // What is there already is looked at once the lock is free; a repeat by the SDK meets what the first try wrote.
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .httpStatus */ .nG)(error) !== 412)
            throw error;
        const found = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orAbsent */ .Re)(s3.getObject(place), 'NoSuchKey');
        if ((await found?.Body?.transformToString()) !== text)
            return;
    }
    if (location.locking === 'lockfile')
        return;
    await (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .replaceDigest */ .lD)(dynamodb, location, { seen: undefined, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .md5 */ .Fx)(text) });
}


/***/ })

};
