export const id = 337;
export const ids = [337];
export const modules = {

/***/ 7633:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ underLease)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _platform_bundle_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4219);
/* harmony import */ var _platform_oidc_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2318);
/* harmony import */ var _platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7548);
/* harmony import */ var _platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8657);
/* harmony import */ var _platform_supervision_task_runner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9433);
/* harmony import */ var _state_holder_proof_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1056);
/* harmony import */ var _state_lease_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(389);
/* harmony import */ var _state_lock_signature_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(4265);
/* harmony import */ var _state_lock_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6906);
/* harmony import */ var _state_own_lock_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7009);
/* harmony import */ var _terraform_generated_files_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(319);
/* harmony import */ var _terraform_environment_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(6527);













/** How often the holder of the state lock is looked up while Terraform waits for it. */
const LOCK_LOOK_INTERVAL = 5_000;
/**
 * Takes the deploy lease, waiting for it if it must, does the work, and whatever becomes of it frees the lease and removes
 * what Terraform was given beside its configuration.
 *
 * @throws Failure `DEPLOY_IN_PROGRESS`, and what the work throws
 */
async function underLease(context, deployment, work) {
    const session = await context.progress.stage('lease', () => openSession(context, deployment));
    try {
        return await work(session);
    }
    finally {
        await (0,_terraform_generated_files_js__WEBPACK_IMPORTED_MODULE_10__/* .removeGenerated */ .c)(context.inputs.terraform.directory);
        await session.end();
    }
}
/** Takes the deploy lease and starts the supervisor that beats it and runs Terraform. */
async function openSession({ platform, inputs, run, progress, signal, saveForPost }, deployment) {
    const { state } = deployment;
    const role = inputs.roleToAssume;
    // Whatever can fail without the lease does so before it is taken.
    const token = role === undefined ? undefined : await (0,_platform_oidc_js__WEBPACK_IMPORTED_MODULE_2__/* .requestIdToken */ .gj)(platform);
    const holder = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
    const job = (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_3__/* .createJobDirectory */ .Nj)(run.temporaryDirectory, holder);
    if (token !== undefined)
        (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_3__/* .writeJobFile */ .XB)(job, _platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_3__/* .TOKEN_FILE */ .r$, token);
    const dynamodb = await platform.aws.dynamodb(state.region);
    const ports = { dynamodb, clock: platform.clock };
    saveForPost('job-directory', job.path);
    saveForPost('session', JSON.stringify({
        lease: (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_7__/* .leaseIdentity */ .zQ)(state, holder),
        location: state,
        ...(role === undefined ? {} : { role }),
    }));
    const { lease, waited, takenOver } = await (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_7__/* .takeLease */ ._e)(ports, state, run, {
        holder,
        stage: progress.current ?? 'lease',
        patience: inputs.state.lockTimeout,
        onWait: (other, time, position) => platform.log.info(waitingLine(other, time, position)),
        process: (0,_state_holder_proof_js__WEBPACK_IMPORTED_MODULE_6__/* .ownProcess */ .oz)(process.pid),
        prove: (0,_state_holder_proof_js__WEBPACK_IMPORTED_MODULE_6__/* .holderProver */ .l$)(platform, inputs.githubToken),
        isGone: _state_holder_proof_js__WEBPACK_IMPORTED_MODULE_6__/* .isGoneHere */ .g3,
        signal,
    }).catch((error) => {
        (0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_4__/* .removeJobDirectory */ .HY)(job);
        throw error;
    });
    const started = platform.clock.now();
    if (takenOver !== undefined) {
        platform.log.info(`Took the lease over from ${(0,_state_lease_js__WEBPACK_IMPORTED_MODULE_7__/* .describeHolder */ .sG)(takenOver.from)}: ${takenOver.why}.`);
    }
    else if (waited > 1_000) {
        platform.log.info(`The lease is free after ${Math.round(waited / 1000)} s; going on.`);
    }
    const tokenFile = (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_3__/* .jobFile */ ._h)(job, _platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_3__/* .TOKEN_FILE */ .r$);
    const environment = (0,_terraform_environment_js__WEBPACK_IMPORTED_MODULE_11__/* .terraformEnvironment */ .M)(platform, { inputs, run, tokenFile });
    const lock = { location: state, signature: (0,_state_lock_signature_js__WEBPACK_IMPORTED_MODULE_12__/* .lockSignature */ .m)(run), since: started };
    const supervised = (0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_4__/* .startSupervisor */ .xM)(job, { lease: { ...lease, lock }, keepToken: role !== undefined }, { entry: (0,_platform_bundle_js__WEBPACK_IMPORTED_MODULE_1__/* .bundleEntry */ .xJ)(), environment });
    progress.onStage((stage) => supervised.setStage(stage));
    const end = async () => {
        const status = await supervised.release();
        // A supervisor that was killed, or never came up, freed nothing.
        if (status.state !== 'ended') {
            const own = { since: started, hostname: run.hostname, signature: lock.signature };
            await (0,_state_own_lock_js__WEBPACK_IMPORTED_MODULE_9__/* .freeOwnLock */ .W)(platform, state, own);
            await (0,_state_lease_js__WEBPACK_IMPORTED_MODULE_7__/* .freeLease */ .hz)(dynamodb, lease);
        }
        (0,_platform_supervision_supervised_js__WEBPACK_IMPORTED_MODULE_4__/* .removeJobDirectory */ .HY)(job);
    };
    let ended;
    return {
        supervised,
        directory: job.path,
        terraformEnvironment: (0,_platform_supervision_task_runner_js__WEBPACK_IMPORTED_MODULE_5__/* .taskEnvironment */ .r)(environment),
        takenOverFrom: takenOver?.from,
        patience: Math.max(0, inputs.state.lockTimeout - waited),
        watchLock: lockWatch(platform, deployment),
        end: () => (ended ??= end()),
    };
}
const waitingLine = (holder, waited, position) => `Waiting for another deploy (${Math.round(waited / 1000)} s so far` +
    `${position > 1 ? `, number ${position} in the queue` : ''}): ${(0,_state_lease_js__WEBPACK_IMPORTED_MODULE_7__/* .describeHolder */ .sG)(holder)}`;
function lockWatch(platform, { state }) {
    // Kept from one wait to the next: Terraform waits in slices, and the same holder is worth one line.
    let seen = '';
    return async (signal) => {
        while (!signal.aborted) {
            const lock = await (0,_state_lock_js__WEBPACK_IMPORTED_MODULE_8__/* .readLock */ .mF)(platform, state);
            if (lock !== undefined && lock.id !== seen && !signal.aborted) {
                seen = lock.id;
                platform.log.info(`Waiting for the Terraform state lock, held by ${(0,_state_lock_js__WEBPACK_IMPORTED_MODULE_8__/* .describeLock */ .FD)(lock)}.`);
            }
            await platform.clock.sleep(LOCK_LOOK_INTERVAL, signal);
        }
    };
}


/***/ }),

/***/ 5337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restoreState: () => (/* binding */ restoreState)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/context/deployment.js
var context_deployment = __webpack_require__(168);
// EXTERNAL MODULE: ./lib/deploy-session.js
var deploy_session = __webpack_require__(7633);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/find-deployment.js
var find_deployment = __webpack_require__(5602);
// EXTERNAL MODULE: ./lib/state/heal-lock.js
var heal_lock = __webpack_require__(199);
// EXTERNAL MODULE: ./lib/state/hold-lock.js
var hold_lock = __webpack_require__(9834);
// EXTERNAL MODULE: ./lib/state/holder-proof.js
var holder_proof = __webpack_require__(1056);
// EXTERNAL MODULE: ./lib/state/keys.js
var keys = __webpack_require__(325);
// EXTERNAL MODULE: ./lib/state/lock-signature.js
var lock_signature = __webpack_require__(4265);
// EXTERNAL MODULE: ./lib/state/ownership.js
var ownership = __webpack_require__(960);
// EXTERNAL MODULE: ./lib/state/permissions.js
var permissions = __webpack_require__(433);
// EXTERNAL MODULE: ./lib/state/recovery.js
var recovery = __webpack_require__(1930);
// EXTERNAL MODULE: ./lib/state/release-record.js + 4 modules
var release_record = __webpack_require__(7320);
// EXTERNAL MODULE: ./lib/context/release-history.js
var release_history = __webpack_require__(7931);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(6594);
// EXTERNAL MODULE: ./lib/state/digest.js
var state_digest = __webpack_require__(5505);
// EXTERNAL MODULE: ./lib/state/restore-mark.js
var restore_mark = __webpack_require__(6793);
// EXTERNAL MODULE: ./lib/state/state-content.js
var state_content = __webpack_require__(3544);
// EXTERNAL MODULE: ./lib/state/wanted-bucket.js + 2 modules
var wanted_bucket = __webpack_require__(1993);
;// CONCATENATED MODULE: ./lib/state/restorable.js






/** How many versions are read: enough for every state that somebody would go back to without knowing its id. */
const MOST_READ = 20;
/** Looks at a state and its versions, whatever became of it. */
async function findVersions({ s3, dynamodb }, location, { asked, record }) {
    const [current, digest, listed] = await Promise.all([
        readCurrent(s3, location),
        (0,state_digest/* readDigest */.rP)(dynamodb, location),
        listVersions(s3, location),
    ]);
    const wanted = listed.filter(({ versionId }, index) => index < MOST_READ || versionId === asked);
    const read = await Promise.all(wanted.map(async (each) => {
        const { Body } = await s3.getObject({
            ...(0,wanted_bucket/* ownedBucket */.IP)(location),
            Key: location.key,
            VersionId: each.versionId,
        });
        const text = (await Body?.transformToString()) ?? '';
        return { ...each, text, content: (0,state_content/* parseState */.B)(text) };
    }));
    return { current, digest, listed, read, expected: (0,release_history/* expectedState */._$)(record) };
}
async function readCurrent(s3, location) {
    const place = { ...(0,wanted_bucket/* ownedBucket */.IP)(location), Key: location.key };
    const object = await (0,aws_errors/* orAbsent */.Re)(s3.getObject(place), 'NoSuchKey');
    if (object === undefined)
        return undefined;
    const text = (await object.Body?.transformToString()) ?? '';
    const { ETag: etag = '', VersionId: versionId, Metadata } = object;
    return { text, etag, versionId, content: (0,state_content/* parseState */.B)(text), mark: (0,restore_mark/* readMark */.M)(Metadata) };
}
async function listVersions(s3, location) {
    const found = [];
    let from = {};
    while (from !== undefined) {
        const page = await s3.listObjectVersions({
            ...(0,wanted_bucket/* ownedBucket */.IP)(location),
            Prefix: location.key,
            ...from,
        });
        for (const { Key, VersionId, LastModified } of page.Versions ?? []) {
            // S3 lists a key before all longer ones.
            if (Key !== location.key)
                return found;
            if (VersionId !== undefined)
                found.push({ versionId: VersionId, savedAt: LastModified?.toISOString() ?? '' });
        }
        const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
        from =
            IsTruncated === true && NextKeyMarker !== undefined
                ? {
                    KeyMarker: NextKeyMarker,
                    ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
                }
                : undefined;
    }
    return found;
}
/** The versions that are states, newest first. */
const statesOf = ({ read }) => read.filter((each) => typeof each.content !== 'string');
/**
 * The lineage that is this environment's, as far as any version of it is left: the record's; that of the version
 * Terraform noted last; that of what stands there; that of the newest version that is a state.
 */
function acceptedLineage(found) {
    const states = statesOf(found);
    const { expected, current, digest } = found;
    const candidates = [
        expected?.lineage,
        states.find(({ text }) => (0,state_digest/* md5 */.Fx)(text) === digest)?.content.lineage,
        typeof current?.content === 'object' ? current.content.lineage : undefined,
        states[0]?.content.lineage,
    ];
    return candidates.find((lineage) => states.some(({ content }) => content.lineage === lineage));
}

;// CONCATENATED MODULE: ./lib/state/state-serial.js
/**
 * The same state with another serial, every other byte as it is: parsing and writing the whole would round numbers
 * beyond 2^53, which Terraform keeps exactly. Undefined where the text has no serial at its top level.
 */
function withSerial(text, serial) {
    const at = findSerial(text);
    return at === undefined ? undefined : `${text.slice(0, at.start)}${serial}${text.slice(at.end)}`;
}
/** Whether two states say the same but for their serial. */
const saySame = (one, other) => withSerial(one, 0) === withSerial(other, 0);
const STRING = /"(?:[^"\\]|\\.)*"/y;
const VALUE = /\s*:\s*(\d+)/y;
/** Where the number stands that belongs to the key `serial` of the outermost object. */
function findSerial(text) {
    let depth = 0;
    for (let at = 0; at < text.length; at += 1) {
        const character = text[at];
        if (character === '{' || character === '[')
            depth += 1;
        else if (character === '}' || character === ']')
            depth -= 1;
        else if (character === '"') {
            STRING.lastIndex = at;
            const string = STRING.exec(text)?.[0];
            if (string === undefined)
                return undefined;
            at += string.length - 1;
            if (depth !== 1 || string !== '"serial"')
                continue;
            VALUE.lastIndex = at + 1;
            const [whole, number] = VALUE.exec(text) ?? [];
            if (whole === undefined || number === undefined)
                continue;
            const end = at + 1 + whole.length;
            return { start: end - number.length, end };
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/state/restoration.js




/** The value of `rollback-to` after `state:` that names no version. */
const PREVIOUS_STATE = 'previous';
/**
 * Decides what a restore puts there. A version is named by its id, or as `previous`: the newest one before what stands
 * there that is a state of this environment's lineage and says something else. Another lineage is only taken where it
 * stands there already (to accept it), or where no version of the environment's own is left. A restore that was ended,
 * or is run again by the same run, is finished and not followed by another.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE`
 */
function decideRestore(found, { asked, run, location, }) {
    const { current, digest, expected } = found;
    const states = statesOf(found);
    const lineage = acceptedLineage(found);
    const ofLineage = states.filter(({ content }) => content.lineage === lineage);
    const newest = ofLineage.toSorted((one, other) => other.content.serial - one.content.serial)[0];
    const begun = begunBy(found, run);
    const chosen = asked === PREVIOUS_STATE
        ? (begun ?? previousOf(found, ofLineage, location))
        : namedVersion(found, { asked, lineage, location });
    const { serial: own, lineage: kept } = chosen.content;
    const common = { chosen, lineage: kept, current, digest, newest };
    const mark = { from: chosen.versionId, run, ...(digest === undefined ? {} : { replaces: digest }) };
    if (typeof current?.content === 'object' && current.mark?.from === chosen.versionId) {
        if (saySame(current.text, chosen.text))
            return { ...common, kind: 'finish', text: current.text, serial: current.content.serial, mark };
    }
    const serials = [own, expected, ...states.map(({ content }) => content)].flatMap((each) => typeof each === 'number' ? [each] : each?.lineage === kept ? [each.serial] : []);
    const serial = Math.max(...serials) + 1;
    const text = withSerial(chosen.text, serial);
    if (text === undefined || !Number.isSafeInteger(serial)) {
        throw impossible(found, {
            reason: `The serial of version ${chosen.versionId} can't be raised above ${serial - 1}.`,
            location,
        });
    }
    return { ...common, kind: 'write', text, serial, mark };
}
/** The version that a restore has put there already, if that restore was ended, or is of this very run. */
function begunBy({ current, digest, read }, run) {
    const mark = current?.mark;
    if (mark === undefined || current === undefined)
        return undefined;
    const isDone = digest === undefined || digest === (0,state_digest/* md5 */.Fx)(current.text);
    if (isDone && mark.run !== run)
        return undefined;
    return statesOf({ read }).find(({ versionId }) => versionId === mark.from);
}
function previousOf(found, ofLineage, location) {
    const { current } = found;
    const earlier = ofLineage.find(({ versionId, text }) => versionId !== current?.versionId && (current === undefined || !saysSame(current, text)));
    if (earlier !== undefined)
        return earlier;
    throw impossible(found, {
        reason: `No version of the state at ${nameOf(location)} before the one that stands there is another state of this environment.`,
        location,
    });
}
const saysSame = ({ content, text }, other) => typeof content === 'object' && saySame(text, other);
function namedVersion(found, { asked, lineage, location, }) {
    const version = found.read.find(({ versionId }) => versionId === asked);
    const refuse = (reason) => impossible(found, { reason, location });
    if (version === undefined)
        throw refuse(`The state at ${nameOf(location)} has no version ${asked}.`);
    const { content } = version;
    if (typeof content === 'string')
        throw refuse(`Version ${asked} of ${nameOf(location)} is no Terraform state: ${content}.`);
    if (content.lineage !== lineage && found.current?.versionId !== asked) {
        throw refuse(`Version ${asked} is of lineage ${content.lineage}, but this environment's state is of lineage ${lineage}: it is another state.`);
    }
    return { ...version, content };
}
const nameOf = ({ bucket, key }) => `s3://${bucket}/${key}`;
/** How many versions a failure names. */
const MOST_NAMED = 10;
function impossible(found, { reason, location }) {
    const states = statesOf(found);
    return new errors/* Failure */.H({
        code: 'ROLLBACK_IMPOSSIBLE',
        reason,
        safe: 'Nothing was written: state and digest are as they were.',
        next: states.length === 0
            ? `Restore the state from a backup to ${nameOf(location)}, or deploy with \`adopt-existing: true\`.`
            : 'Name one of the versions below in rollback-to.',
        details: states.slice(0, MOST_NAMED).map(describeVersion),
    });
}
/** `state:<version id>: serial 7 of lineage ..., saved 2026-01-01T00:00:00.000Z`. */
const describeVersion = ({ versionId, content, savedAt }) => `state:${versionId}: serial ${content.serial} of lineage ${content.lineage}, saved ${savedAt}`;

;// CONCATENATED MODULE: ./lib/state/write-restored.js





/**
 * Writes a restored state as a new version, then its digest, each only if nobody wrote in between, and reads both back.
 * Called by who holds the state lock. Ended between the two writes, the mark on the version proves to whoever comes next
 * what the digest is to be.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where somebody writes without the lock
 */
async function writeRestored({ s3, dynamodb }, location, restoration) {
    const { kind, text, digest: seen, lineage, serial } = restoration;
    const wroteState = kind === 'write' && (await putState(s3, location, restoration));
    const digest = (0,state_digest/* md5 */.Fx)(text);
    let wroteDigest = false;
    // Terraform keeps one only where it locks in a table.
    if (location.locking !== 'lockfile' && seen !== digest) {
        wroteDigest = await (0,state_digest/* replaceDigest */.lD)(dynamodb, location, { seen, digest });
        if (!wroteDigest && (await (0,state_digest/* readDigest */.rP)(dynamodb, location)) !== digest)
            throw interfered(location);
    }
    const { Body, VersionId } = await s3.getObject({ ...(0,wanted_bucket/* ownedBucket */.IP)(location), Key: location.key });
    if ((await Body?.transformToString()) !== text)
        throw interfered(location);
    const state = { lineage, serial, ...(VersionId === undefined ? {} : { versionId: VersionId }) };
    return { state, changed: wroteState || wroteDigest };
}
async function putState(s3, location, { text, mark, current }) {
    const place = { ...(0,wanted_bucket/* ownedBucket */.IP)(location), Key: location.key };
    try {
        await s3.putObject({
            ...place,
            Body: text,
            ContentType: 'application/json',
            Metadata: (0,restore_mark/* markMetadata */.n)(mark),
            ...(current === undefined ? { IfNoneMatch: '*' } : { IfMatch: current.etag }),
        });
        return true;
    }
    catch (error) {
        const isConflict = [409, 412].includes((0,aws_errors/* httpStatus */.nG)(error) ?? 0) || (0,aws_errors/* errorCode */.CA)(error) === 'NoSuchKey';
        if (!isConflict)
            throw error;
        // The SDK repeats a call whose answer was lost; the repeat then meets what the first one wrote.
        const { Body } = await s3.getObject(place);
        if ((await Body?.transformToString()) === text)
            return true;
        throw interfered(location, error);
    }
}
const interfered = (location, cause) => new errors/* Failure */.H({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `Somebody wrote the state at s3://${location.bucket}/${location.key}, or its digest, while this run held its lock.`,
    safe: 'Their state stands, and every version of it is there; this run wrote nothing over it.',
    next: 'Find who writes it without a lock (its versions tell when), then run the restore again.',
    cause,
});

// EXTERNAL MODULE: ./lib/terraform/configuration.js + 1 modules
var configuration = __webpack_require__(5730);
// EXTERNAL MODULE: ./lib/terraform/claims.js
var claims = __webpack_require__(1088);
;// CONCATENATED MODULE: ./lib/terraform/state-difference.js

/** Compares the managed resources of two states (format 4): addresses and ids only, never another value. */
function compareStates(going, coming) {
    const [before, after] = [idsByAddress(going), idsByAddress(coming)];
    const missingIn = (one, other) => [...one.keys()].filter((address) => !other.has(address)).sort();
    return {
        forgotten: missingIn(before, after),
        remembered: missingIn(after, before),
        replaced: [...after]
            .filter(([address, ids]) => before.has(address) && !ids.some((id) => before.get(address)?.includes(id)))
            .map(([address]) => address)
            .sort(),
    };
}
/** Address -> ids; more than one where a replaced object was not yet destroyed. */
function idsByAddress(text) {
    const ids = new Map();
    for (const { address, attributes } of (0,claims/* resourcesOfState */.yw)(text))
        ids.set(address, [...(ids.get(address) ?? []), attributes['id']]);
    return ids;
}

;// CONCATENATED MODULE: ./lib/restore-state.js



















/**
 * Makes an earlier version of the state the state again, and nothing else: no Terraform runs, and what AWS has stays as it
 * is. It is written as a new version with its lineage and a higher serial, under the deploy lease and Terraform's own
 * lock, and its digest with it; what stood there stays as a version. For a state that is lost, damaged or not the right
 * one, and for saying that the one that stands there is.
 */
async function restoreState(context) {
    const { inputs, progress } = context;
    const { directory } = inputs.terraform;
    const declared = (0,external_node_fs_.existsSync)(directory) ? (0,context_deployment/* declaredState */.QR)((await (0,configuration/* readConfiguration */.TD)(directory)).backend) : {};
    (0,context_deployment/* refuseContradictions */.Dc)(inputs, declared);
    const { context: found, deployment } = await (0,find_deployment/* findDeployment */.H)(context, declared);
    // Before the lease is waited for: what can't be restored is told at once.
    const asked = await progress.stage('find version', () => choose(found, deployment), ({ restoration }) => describeVersion(restoration.chosen));
    await (0,deploy_session/* underLease */.z)(found, deployment, (session) => restoreUnderLease(found, { deployment, session, asked: asked.restoration }));
    return 'rolled-back';
}
/** Whose state it is, and what is to stand there; refuses before anything is written. */
async function choose({ platform, inputs, run }, { state, owner }) {
    const asked = inputs.restoreTo ?? '';
    const [s3, dynamodb] = await Promise.all([
        platform.aws.s3(state.region),
        platform.aws.dynamodb(state.region),
    ]);
    const record = (await (0,release_record/* readReleaseRecord */.d9)(s3, state))?.record;
    (0,ownership/* refuseStateOfAnother */.qR)(record, owner, (0,release_record/* recordName */.xD)(state));
    (0,ownership/* refuseMovedAway */.Ei)(record, (0,keys/* placeName */.fW)(state));
    const [pending] = await (0,recovery/* readPendingRecovery */.$g)(platform, state);
    if (pending !== undefined)
        throw recoveryFirst(`s3://${state.bucket}/${pending.key}`);
    const versions = await (0,permissions/* explained */.to)(findVersions({ s3, dynamodb }, state, { asked, record }), request(state));
    return { restoration: decideRestore(versions, { asked, run: run.id, location: state }), record };
}
async function restoreUnderLease(context, { deployment, session, asked, }) {
    const { platform, progress, run, signal } = context;
    const { state } = deployment;
    await progress.stage('examine state', () => heal(context, deployment, session));
    const stop = AbortSignal.any([signal, session.supervised.lost]);
    const wish = {
        operation: 'restore',
        signature: (0,lock_signature/* lockSignature */.m)(run),
        actor: run.actor,
        hostname: run.hostname,
        milliseconds: session.patience,
        abort: stop,
    };
    const [s3, dynamodb] = await Promise.all([
        platform.aws.s3(state.region),
        platform.aws.dynamodb(state.region),
    ]);
    const { restoration, restored } = await progress.stage('restore', () => (0,permissions/* explained */.to)((0,hold_lock/* underStateLock */.L)(platform, state, wish, async () => {
        // Again, now that nobody else writes it.
        const now = await choose(context, deployment);
        if (now.restoration.chosen.versionId !== asked.chosen.versionId)
            throw overtaken(asked);
        stop.throwIfAborted();
        const written = await writeRestored({ s3, dynamodb }, state, now.restoration);
        return { restoration: now.restoration, restored: written };
    }), request(state)));
    await progress.stage('record', () => note(context, deployment, restored));
    tell(context, restoration, restored);
}
/** Frees what runs that are proven over left behind, as every deploy does. */
async function heal({ platform, inputs, progress }, { state }, { takenOverFrom: previous }) {
    const prove = (0,holder_proof/* holderProver */.l$)(platform, inputs.githubToken);
    const { healed, kept } = await (0,heal_lock/* healLock */.C4)(platform, state, { prove, previous });
    if (healed.length > 0 || previous !== undefined)
        progress.found({ freed: { locks: healed, lease: previous } });
    for (const lock of healed)
        platform.log.info(`Freed the Terraform state lock ${(0,heal_lock/* describeHealed */.hR)(lock)}.`);
    for (const lock of kept)
        platform.log.info((0,heal_lock/* describeKept */.gt)(lock));
}
/** Tells the record which state is this environment's now; without a record there is nothing to contradict it. */
async function note({ platform }, { state }, { state: accepted }) {
    const s3 = await platform.aws.s3(state.region);
    const stored = await (0,release_record/* readReleaseRecord */.d9)(s3, state);
    if (stored !== undefined)
        await (0,release_record/* writeReleaseRecord */.QH)(s3, state, { ...stored.record, accepted }, stored.etag);
}
/** How many addresses of a kind the log names; the summary has them all. */
const restore_state_MOST_NAMED = 20;
function tell({ platform: { log }, progress }, { chosen, current, newest }, { state, changed }) {
    const difference = compareStates((newest ?? chosen).text, chosen.text);
    const { versionId, savedAt, content } = chosen;
    progress.found({
        stateVersionId: state.versionId,
        restored: {
            from: { versionId, savedAt, serial: content.serial },
            to: state,
            over: current?.versionId,
            changed,
            difference,
        },
    });
    log.info('What AWS has now is not changed by this; a state only says what Terraform knows of it.');
    for (const [kind, words] of Object.entries(WORDS)) {
        const addresses = difference[kind];
        if (addresses.length === 0)
            continue;
        const more = addresses.length > restore_state_MOST_NAMED ? ` and ${addresses.length - restore_state_MOST_NAMED} more` : '';
        log.info(`${words}: ${addresses.slice(0, restore_state_MOST_NAMED).join(', ')}${more}.`);
    }
}
const WORDS = {
    forgotten: 'Not known any more, so a deploy would create it again unless adopt-existing finds it',
    remembered: 'Known again, though a later deploy may have destroyed it, so a deploy may create it',
    replaced: 'Known by the id it had then, which may be gone',
};
const UNTOUCHED = 'Nothing was written: state and digest are as they were.';
const request = (location) => ({
    location,
    permissions: [
        ...permissions/* PERMISSIONS */.Jj.state,
        ...permissions/* PERMISSIONS */.Jj.lock,
        ...(location.locking === 'dynamodb' ? [] : permissions/* PERMISSIONS */.Jj.lockfile),
    ],
    attempt: 'restore the state',
    safe: 'Every version of the state is there; running it again goes on from what was written.',
});
const recoveryFirst = (place) => new errors/* Failure */.H({
    code: 'STATE_RECOVERY_PENDING',
    reason: `A run could not save its state and kept it at ${place}: it is newer than any version that could be restored.`,
    safe: UNTOUCHED,
    next: 'Run with `command: deploy`: it saves the kept state first. Then restore, if that is still wanted.',
});
const overtaken = ({ chosen }) => new errors/* Failure */.H({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `While this run waited, another one saved the state: the version before it is not ${chosen.versionId} any more.`,
    safe: UNTOUCHED,
    next: `See what is there now. To restore it all the same, run again with rollback-to: state:${chosen.versionId}.`,
});


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


/***/ })

};
