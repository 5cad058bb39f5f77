export const id = 3;
export const ids = [3];
export const modules = {

/***/ 2711:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  destroy: () => (/* binding */ destroy)
});

// EXTERNAL MODULE: ./lib/apply-configuration.js
var apply_configuration = __webpack_require__(3160);
// EXTERNAL MODULE: ./lib/context/deployment.js
var context_deployment = __webpack_require__(168);
// EXTERNAL MODULE: ./lib/context/event.js
var context_event = __webpack_require__(6731);
// EXTERNAL MODULE: ./lib/context/release-history.js
var release_history = __webpack_require__(7931);
// EXTERNAL MODULE: ./lib/deploy-session.js
var deploy_session = __webpack_require__(7633);
// EXTERNAL MODULE: ./lib/examine-state.js
var examine_state = __webpack_require__(9552);
// EXTERNAL MODULE: ./lib/find-deployment.js
var find_deployment = __webpack_require__(5602);
// EXTERNAL MODULE: ./lib/find-terraform.js + 9 modules
var find_terraform = __webpack_require__(6182);
// EXTERNAL MODULE: ./lib/frontend/kept-files.js
var kept_files = __webpack_require__(4388);
// EXTERNAL MODULE: ./lib/frontend/prune-kept.js
var prune_kept = __webpack_require__(6577);
// EXTERNAL MODULE: ./lib/keep-replaced.js
var keep_replaced = __webpack_require__(3167);
// EXTERNAL MODULE: ./lib/migrate-state.js
var migrate_state = __webpack_require__(2198);
// EXTERNAL MODULE: ./lib/journal-keeper.js + 8 modules
var journal_keeper = __webpack_require__(1341);
// EXTERNAL MODULE: ./lib/plan-and-apply.js + 2 modules
var plan_and_apply = __webpack_require__(832);
// EXTERNAL MODULE: ./lib/state/release-record.js + 4 modules
var release_record = __webpack_require__(7320);
// EXTERNAL MODULE: ./lib/state/state-head.js
var state_head = __webpack_require__(1155);
// EXTERNAL MODULE: ./lib/terraform/changes.js
var changes = __webpack_require__(3541);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/terraform/destroy-failures.js

const AGAIN = 'then run the destroy again: it goes on from here.';
/**
 * What keeps a resource from being destroyed, and what takes that away. None of it is circumvented: each is a setting by
 * which somebody said that it is to stay.
 */
const REMEDIES = [
    {
        sign: /prevent_destroy/,
        next: `Take prevent_destroy out of the lifecycle of what is named above and push, ${AGAIN}`,
    },
    {
        sign: /deletion.?protection/i,
        next: `Set deletion_protection_enabled (or deletion_protection) to false on what is named above, deploy that, ${AGAIN}`,
    },
    {
        sign: /final_snapshot|FinalDBSnapshot|FinalSnapshot|final snapshot/i,
        next: `Name a final snapshot (final_snapshot_identifier) or set skip_final_snapshot on what is named above, deploy that, ${AGAIN}`,
    },
    {
        sign: /RepositoryNotEmptyException|force_delete/,
        next: `Delete the images of the repository named above, or set force_delete on it and deploy that, ${AGAIN}`,
    },
    {
        sign: /BucketNotEmpty/,
        next: 'Run the destroy again: something wrote into the bucket after it was looked into, and by now that may be gone as well. If it was empty before, allow-destroy has to name it.',
    },
];
/** A failure of Terraform, where what failed is a destroy: what to change by what was said, and what to run again. */
function inWordsOfDestroy(error) {
    if (!(error instanceof errors/* Failure */.H))
        return error;
    const { code, reason, safe, details, cause } = error;
    const about = { code, reason, safe, details, cause };
    if (code !== 'TERRAFORM_PLAN_FAILED' && code !== 'TERRAFORM_APPLY_FAILED') {
        const next = error.next.replace('Run the deploy again', 'Run the destroy again');
        return next === error.next ? error : new errors/* Failure */.H({ ...about, next });
    }
    const said = [reason, ...details].join('\n');
    const remedy = REMEDIES.find(({ sign }) => sign.test(said));
    // A state that is nowhere but on this machine comes first.
    const isUnsaved = error.next.startsWith('Before anything else');
    if (remedy !== undefined && !isUnsaved)
        return new errors/* Failure */.H({ ...about, next: remedy.next });
    return new errors/* Failure */.H({
        ...about,
        next: error.next.replace(/(run|Run) the deploy again/, '$1 the destroy again'),
    });
}

// EXTERNAL MODULE: ./lib/terraform/identities/identity.js
var identity = __webpack_require__(1649);
;// CONCATENATED MODULE: ./lib/terraform/guard/buckets.js


/**
 * The buckets to be emptied before a plan is applied: those that it deletes, that `allow-destroy` names and that hold
 * something. With `force_destroy` the provider empties them itself. One that was empty is not named by anybody, so what
 * came into it since then stays: S3 refuses to delete it.
 */
function bucketsToEmpty(plan, { destroys }, region) {
    const allowed = new Map(destroys
        .filter(({ decision, action }) => decision === 'allowed' && action === 'delete')
        .map(({ address, atStake }) => [address, atStake]));
    return (plan.resource_changes ?? []).flatMap(({ address, mode, type, change: { actions, before } }) => {
        const atStake = allowed.get(address);
        if (mode !== 'managed' || type !== 'aws_s3_bucket' || atStake === undefined)
            return [];
        if (!actions.includes('delete') || before === null || before['force_destroy'] === true)
            return [];
        const { bucket, region: itsRegion } = before;
        if (typeof bucket !== 'string' || bucket === '')
            return [];
        const home = typeof itsRegion === 'string' && itsRegion !== '' ? itsRegion : region;
        return [{ address, bucket, region: home, atStake }];
    });
}
/** S3 deletes at most this many in one call, which is also what it lists in one. */
const BATCH = 1_000;
const BATCHES_AT_ONCE = 4;
/** What is written while a bucket is emptied goes, too; but nobody can empty what is being filled. */
const MOST_ROUNDS = 3;
/** A line of progress after so many. */
const PROGRESS = 50_000;
/**
 * Deletes every version and every delete marker of a bucket, for good. Called again it goes on; a bucket that is gone is
 * empty.
 *
 * @throws Failure `ACCESS_DENIED` where the role may not, where another account owns the bucket, or where objects of it
 * are locked
 */
async function emptyBucket(place, full) {
    const { address, bucket } = full;
    const total = { address, bucket, versions: 0, deleteMarkers: 0 };
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
        const { found, versions, deleteMarkers } = await emptyOnce(place, full, {
            before: total.versions + total.deleteMarkers,
        });
        total.versions += versions;
        total.deleteMarkers += deleteMarkers;
        // The round that finds nothing proves it.
        if (found === 0)
            break;
    }
    return total;
}
/** Lists the whole bucket once, and deletes behind the listing: what it has passed can't shift what is to come. */
async function emptyOnce(place, full, { before }) {
    const deleted = { found: 0, versions: 0, deleteMarkers: 0 };
    const running = [];
    try {
        for await (const { Versions = [], DeleteMarkers = [] } of pagesOf(place, full)) {
            const objects = [...Versions, ...DeleteMarkers].map(toIdentifier);
            if (objects.length === 0)
                continue;
            if (running.length >= BATCHES_AT_ONCE)
                await running.shift();
            place.signal.throwIfAborted();
            const batch = deleteBatch(place, full, objects).then((left) => {
                deleted.versions += Versions.filter((each) => !left.has(nameOf(each))).length;
                deleted.deleteMarkers += DeleteMarkers.filter((each) => !left.has(nameOf(each))).length;
            });
            // Should an earlier one fail, nobody waits for this one until the end.
            batch.catch(() => { });
            running.push(batch);
            const seen = before + deleted.found;
            deleted.found += objects.length;
            if (Math.floor((seen + objects.length) / PROGRESS) > Math.floor(seen / PROGRESS))
                place.log.info(`${full.bucket}: ${(seen + objects.length).toLocaleString('en-US')} so far.`);
        }
        await Promise.all(running);
    }
    finally {
        // What writes must not go on behind the back of a caller that gave up, and may free the lease.
        await Promise.allSettled(running);
    }
    return deleted;
}
const toIdentifier = ({ Key, VersionId }) => ({
    Key,
    ...(VersionId === undefined ? {} : { VersionId }),
});
const nameOf = ({ Key = '', VersionId = '' }) => `${VersionId} ${Key}`;
async function* pagesOf({ s3, account, signal }, { bucket, address }) {
    let markers;
    do {
        signal.throwIfAborted();
        let page;
        try {
            const place = { Bucket: bucket, ExpectedBucketOwner: account, MaxKeys: BATCH };
            page = await s3.listObjectVersions({ ...place, ...markers });
        }
        catch (error) {
            if ((0,identity/* codeOf */.$N)(error) === 'NoSuchBucket')
                return;
            throw isForbidden(error) ? refused(address, bucket, error) : error;
        }
        yield page;
        const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
        markers = IsTruncated === true && KeyMarker !== undefined ? { KeyMarker, VersionIdMarker } : undefined;
    } while (markers !== undefined);
}
/** Resolves to what S3 did not delete, by its name. */
async function deleteBatch({ s3, account, log }, { bucket, address }, Objects) {
    try {
        const place = { Bucket: bucket, ExpectedBucketOwner: account };
        const { Errors = [] } = await s3.deleteObjects({ ...place, Delete: { Objects, Quiet: true } });
        // S3 answers 200 to the call as a whole, and refuses each object by itself.
        const denied = Errors.find(({ Code }) => Code === 'AccessDenied');
        if (denied !== undefined)
            throw refused(address, bucket, undefined, `${denied.Key}: ${denied.Message}`);
        const [first] = Errors;
        // Most pass, and the next round tries again; what doesn't is told by the delete of the bucket.
        if (first !== undefined)
            log.warning(`S3 did not delete ${Errors.length} objects of ${bucket} (${first.Code}: ${first.Message ?? ''}).`);
        return new Set(Errors.map(nameOf));
    }
    catch (error) {
        if ((0,identity/* codeOf */.$N)(error) === 'NoSuchBucket')
            return new Set();
        throw isForbidden(error) ? refused(address, bucket, error) : error;
    }
}
const isForbidden = (error) => error.$metadata?.httpStatusCode === 403;
const refused = (address, bucket, cause, what) => new errors/* Failure */.H({
    code: 'ACCESS_DENIED',
    reason: `AWS refused to empty ${bucket} (${address}): ${what ?? (0,identity/* codeOf */.$N)(cause)}. Either the role lacks a permission, or another account owns the bucket, or an object lock or a policy keeps what is in it.`,
    safe: 'Terraform destroyed nothing yet. What was emptied before is gone; running the destroy again goes on from here.',
    next: 'Allow the role what the statement below says, or set force_destroy on the bucket and deploy that, then run the destroy again.',
    details: JSON.stringify({
        Effect: 'Allow',
        Action: ['s3:ListBucketVersions', 's3:DeleteObject', 's3:DeleteObjectVersion'],
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    }, undefined, 2).split('\n'),
    cause,
});

// EXTERNAL MODULE: ./lib/terraform/guard/guard.js
var guard = __webpack_require__(8103);
// EXTERNAL MODULE: ./lib/terraform/plan-json.js
var plan_json = __webpack_require__(5048);
;// CONCATENATED MODULE: ./lib/plan-and-destroy.js










/**
 * Plans to destroy everything, and applies exactly that plan once the guard has let it pass and its buckets are empty.
 * What an interrupted deploy created and could not save is taken into the state first: nothing is left behind that no
 * state knows of.
 */
async function planAndDestroy(context, terraform, planning) {
    const { progress, platform } = context;
    const { deployment, head } = planning;
    const { version } = terraform;
    const journal = await journal_keeper/* JournalKeeper */.i.open(context, { deployment, head, lost: undefined });
    let stored = planning.record;
    let stale = 0;
    for (let attempt = 1;; attempt += 1) {
        const planned = await progress.stage('plan', () => planDestroy(context, terraform, planning), ({ counts }) => (0,changes/* describePlanned */.yZ)(counts));
        context.signal.throwIfAborted();
        const isUnsettled = attempt < plan_and_apply/* MOST_PLANS */.t0 && journal.isUnsettled;
        const shown = isUnsettled || (0,guard/* guardConcerns */.Np)(planned)
            ? await progress.stage('read plan', () => (0,plan_json/* showPlan */.t)(terraform, planned))
            : undefined;
        if (isUnsettled && shown !== undefined) {
            if (await progress.stage('journal', () => journal.takeIn(terraform, shown)))
                continue;
        }
        if (!planned.hasChanges) {
            await journal.settle();
            const state = (0,plan_and_apply/* recordedState */.Od)(context, await (0,state_head/* readStateHead */.a)(platform, deployment.state));
            const nothing = { counts: changes/* NO_CHANGES */.eo, changes: [], outputs: {}, version };
            return { result: { outcome: 'unchanged', ...nothing }, stored, state };
        }
        const full = shown !== undefined && (0,guard/* guardConcerns */.Np)(planned)
            ? bucketsToEmpty(shown, await (0,plan_and_apply/* guard */.ah)(context, terraform, { deployment, planned, shown }), deployment.region)
            : [];
        // From here on the state is this repository's, and nothing of it is live.
        stored = await noteLeaving(context, planning, stored);
        await emptyAll(context, planning, full);
        context.signal.throwIfAborted();
        const outcome = await applyDestroy(context, terraform, { planned, planning, journal });
        if (outcome.kind === 'applied') {
            await journal.settle();
            const state = (0,plan_and_apply/* recordedState */.Od)(context, await (0,state_head/* readStateHead */.a)(platform, deployment.state));
            return { result: { outcome: 'applied', ...outcome.applied, outputs: {}, version }, stored, state };
        }
        stale += 1;
        if (stale > plan_and_apply/* STALE_PLANS */.rX)
            throw (0,plan_and_apply/* stalePlan */.VG)(stale);
        platform.log.info('Someone applied between plan and apply (without the deploy lease); planning again.');
    }
}
const planDestroy = (context, terraform, planning) => (0,plan_and_apply/* makePlan */.Cs)(context, terraform, { planning, mode: 'destroy' }).catch((error) => {
    throw inWordsOfDestroy(error);
});
const applyDestroy = (context, terraform, about) => (0,plan_and_apply/* applyPlan */.gj)(context, terraform, { ...about, isRepeatable: false }).catch((error) => {
    throw inWordsOfDestroy(error);
});
/** Notes that nothing is live any more, before anything goes: a commit older than what was live may be deployed again. */
async function noteLeaving(context, { deployment }, stored) {
    if (stored === undefined)
        return (0,plan_and_apply/* claim */.B7)(context, deployment);
    const record = (0,release_history/* leaving */.dv)(stored.record);
    if (record === stored.record)
        return stored;
    const { state } = deployment;
    const s3 = await context.platform.aws.s3(state.region);
    return { record, etag: await (0,release_record/* writeReleaseRecord */.QH)(s3, state, record, stored.etag) };
}
/** S3 deletes only empty buckets: announced before, counted after. */
async function emptyAll({ platform, progress, signal }, { deployment: { account }, session }, full) {
    if (full.length === 0)
        return;
    const stopped = AbortSignal.any([signal, session.supervised.lost]);
    await progress.stage('empty', async () => {
        const emptied = [];
        for (const each of full) {
            const { address, bucket, region, atStake } = each;
            platform.log.info(`Emptying ${bucket} (${address}) for good: ${atStake}.`);
            const s3 = await platform.aws.s3(region);
            emptied.push(await emptyBucket({ s3, account, log: platform.log, signal: stopped }, each));
            progress.found({ emptied: [...emptied] });
        }
        return emptied;
    }, (emptied) => emptied.map(describeEmptied).join('; '));
}
const describeEmptied = ({ bucket, versions, deleteMarkers }) => `${bucket}: ${versions} object versions and ${deleteMarkers} delete markers deleted`;

// EXTERNAL MODULE: ./lib/platform/both.js
var both = __webpack_require__(2160);
// EXTERNAL MODULE: ./lib/site-place.js + 1 modules
var site_place = __webpack_require__(6770);
// EXTERNAL MODULE: ./lib/state/backend-missing.js
var backend_missing = __webpack_require__(1252);
// EXTERNAL MODULE: ./lib/state/state-history.js
var state_history = __webpack_require__(6493);
// EXTERNAL MODULE: ./lib/terraform/configuration.js + 1 modules
var terraform_configuration = __webpack_require__(5730);
// EXTERNAL MODULE: ./lib/terraform/local-state.js
var local_state = __webpack_require__(8503);
;// CONCATENATED MODULE: ./lib/destroy.js




















/** A destroy makes nothing, so neither does it make a backend to find nothing in. */
const MISSING = {
    so: 'there is no state that could tell what to destroy',
    safe: 'Nothing was created, emptied or destroyed.',
    next: 'Check project, aws-region, state-bucket and lock-table against the deploy that should be destroyed.',
};
/**
 * Destroys everything that the state has: shown, guarded (whatever is precious has to be named by `allow-destroy`), its
 * buckets emptied, and applied as it was planned. The state backend stays, with every version of the state, and the next
 * deploy begins from nothing.
 */
async function destroy(given) {
    const context = withoutAdoption(given);
    const { inputs, progress } = context;
    const { directory } = inputs.terraform;
    (0,context_event/* refuseDestroyEvent */.fS)(context.platform.environment);
    const configuration = await (0,terraform_configuration/* readConfiguration */.TD)(directory);
    await (0,local_state/* refuseStateElsewhere */.gC)(configuration, directory, context.platform.environment);
    const declared = (0,context_deployment/* declaredState */.QR)(configuration.backend);
    (0,context_deployment/* refuseContradictions */.Dc)(inputs, declared);
    const { context: found, deployment } = await (0,find_deployment/* findDeployment */.H)(context, declared);
    const { platform } = found;
    const [binary] = await (0,both/* both */.W)((0,find_terraform/* findTerraform */.Y)(found, { ...configuration, locking: deployment.state.locking }), progress.stage('state backend', () => (0,backend_missing/* requireBackend */.i)(platform, deployment.state, MISSING)));
    await (0,deploy_session/* underLease */.z)(found, deployment, (session) => destroyUnderLease(found, { deployment, session, binary, backend: configuration.backend }));
    return 'destroyed';
}
/** A state that is lost can't tell what to destroy: what would be found by looking may be anybody's. */
const withoutAdoption = (context) => {
    const { inputs } = context;
    return { ...context, inputs: { ...inputs, terraform: { ...inputs.terraform, adoptExisting: false } } };
};
async function destroyUnderLease(context, leased) {
    const { platform, run, progress } = context;
    const found = await progress.stage('examine state', () => (0,examine_state/* examineState */.X)(context, leased));
    // Where the place of the state was changed: from an empty one everything would seem to be gone.
    const examined = await (0,migrate_state/* migrateState */.P)(context, leased, { examined: found, local: undefined });
    const { result, stored, state } = await (0,apply_configuration/* withInitialised */.c)(context, { leased, examined }, (terraform, planning) => planAndDestroy(context, terraform, planning));
    progress.found({ terraform: result });
    if (stored === undefined) {
        platform.log.info('There is nothing to destroy, and nothing was ever deployed to this environment.');
        return;
    }
    const { counts } = result;
    const entry = (0,release_history/* deployOf */.F9)(run, { command: 'destroy', now: platform.clock.now(), state, counts });
    await recordDestroy(context, leased, { stored, entry });
}
/** Records that nothing is live, and then deletes what was kept for going back to what was. */
async function recordDestroy(context, { deployment, session }, { stored, entry }) {
    const { platform, progress, signal } = context;
    const { state } = deployment;
    const record = (0,release_history/* destroyed */.Mf)(stored.record, entry);
    progress.found({ history: (0,state_history/* stateHistory */.u)((0,release_history/* historyOf */.om)(record), []) });
    if (record !== stored.record) {
        await progress.stage('record', async () => {
            await (0,release_record/* writeReleaseRecord */.QH)(await platform.aws.s3(state.region), state, record, stored.etag);
        });
    }
    await progress.stage('prune', async () => {
        const store = await (0,site_place/* keptFilesOf */.X)(platform, state, AbortSignal.any([signal, session.supervised.lost]));
        const stay = 'Files of earlier releases stay in the state bucket.';
        return (0,keep_replaced/* unlessRefused */.J0)(platform.log, stay, async () => (0,prune_kept/* pruneKept */.B)(store, await (0,kept_files/* listKept */.fx)(store), {
            ...{ before: stored.record, after: record },
            orphansUntil: Number.POSITIVE_INFINITY,
        }));
    }, (deleted = 0) => `${deleted} kept files deleted`);
}


/***/ }),

/***/ 2198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ migrateState)
/* harmony export */ });
/* harmony import */ var _context_local_state_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3480);
/* harmony import */ var _state_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5505);
/* harmony import */ var _state_earlier_place_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9295);
/* harmony import */ var _state_holder_proof_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1056);
/* harmony import */ var _state_journal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9361);
/* harmony import */ var _state_keys_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(325);
/* harmony import */ var _state_lease_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(389);
/* harmony import */ var _state_lock_signature_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(4265);
/* harmony import */ var _state_move_state_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2716);
/* harmony import */ var _state_other_states_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3622);
/* harmony import */ var _state_place_state_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3570);
/* harmony import */ var _state_release_record_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7320);
/* harmony import */ var _state_state_content_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(3544);
/* harmony import */ var _terraform_local_state_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8503);














/**
 * Brings the state to where this run looks for it, once: from the place in S3 where this environment had it until now,
 * or from a local file. After the examination and before any plan; nothing else is changed. What it was moved from stays
 * as it is.
 *
 * @param local the local state file of the root module, if there is one
 * @throws Failure `STATE_MOVED`, `LOCAL_STATE_FOUND`, `STATE_LOCKED`, `DEPLOY_IN_PROGRESS`
 */
async function migrateState(context, leased, { examined, local }) {
    const found = await fromEarlierPlace(context, leased, examined);
    return local === undefined ? found : fromFile(context, leased, { examined: found, local });
}
/** Only where nobody has claimed the new place: from the first plan on it is an environment's own. */
async function fromEarlierPlace(context, leased, examined) {
    const { head, record, pending } = examined;
    if (record !== undefined || head === undefined || pending.length > 0 || head.lost !== undefined)
        return examined;
    const { platform, progress } = context;
    const { state, owner } = leased.deployment;
    const { places, unread } = await (0,_state_earlier_place_js__WEBPACK_IMPORTED_MODULE_1__/* .findEarlierPlaces */ .q)(platform, state, owner);
    if (unread.length > 0)
        platform.log.debug(`Not looked into for an earlier state: ${unread.join(', ')}.`);
    const [place, ...others] = places;
    if (place === undefined)
        return examined;
    if (others.length > 0)
        throw (0,_state_move_state_js__WEBPACK_IMPORTED_MODULE_5__/* .ambiguous */ .zs)(places, state);
    return progress.stage('migrate', async () => {
        const begun = await (0,_state_journal_js__WEBPACK_IMPORTED_MODULE_3__/* .readJournal */ .a0)(await platform.aws.s3(state.region), state);
        if (begun !== undefined && begun.journal.entries.length > 0) {
            const why = `the run ${begun.journal.run.url} has begun to create it a second time, without a state`;
            throw (0,_state_move_state_js__WEBPACK_IMPORTED_MODULE_5__/* .notMovable */ .wp)(place.location, state, why);
        }
        return moveHere(context, leased, { place, head: head.head });
    });
}
async function moveHere(context, leased, { place, head }) {
    const { platform, progress, inputs, run } = context;
    const { state } = leased.deployment;
    const moved = await (0,_state_move_state_js__WEBPACK_IMPORTED_MODULE_5__/* .moveState */ .LX)(platform, place, {
        to: state,
        head,
        run,
        lock: lockWish(context, leased),
        prove: (0,_state_holder_proof_js__WEBPACK_IMPORTED_MODULE_2__/* .holderProver */ .l$)(platform, inputs.githubToken),
        onWait: (holder) => platform.log.info(`Waiting for the deploy at ${(0,_state_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .placeName */ .fW)(place.location)}: ${(0,_state_lease_js__WEBPACK_IMPORTED_MODULE_4__/* .describeHolder */ .sG)(holder)}`),
    });
    const from = (0,_state_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .placeName */ .fW)(place.location);
    const holds = (0,_terraform_local_state_js__WEBPACK_IMPORTED_MODULE_9__/* .whatStateHolds */ .Eq)(moved.text) ?? 'no resources';
    platform.log.info(`Moved the state with ${holds} from ${from} to ${(0,_state_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .placeName */ .fW)(state)} (lineage ${moved.head.lineage}, serial ${moved.head.serial}). The old one is as it was; nobody deploys from it any more.`);
    progress.found({ moved: { kind: 'place', from, holds } });
    return { record: moved.stored, pending: [], head: { head: moved.head } };
}
async function fromFile(context, leased, request) {
    const { examined, local } = request;
    const record = examined.record?.record;
    const verdict = (0,_context_local_state_js__WEBPACK_IMPORTED_MODULE_11__/* .judgeLocalState */ .S)(local, known(examined), record?.movedIn);
    switch (verdict) {
        case 'move':
            return context.progress.stage('migrate', () => moveIn(context, leased, request));
        case 'moved already':
            warnOfStale(context, leased, local);
            return { ...examined, record: await recorded(context, leased, request) };
        case 'applied since':
        case 'another':
            throw refused(leased, request, verdict);
    }
}
/** The newest state that is known of; a kept one is saved before anything is planned. */
function known({ head, pending }) {
    if (pending.length > 0)
        return pending.at(-1);
    return head?.head.exists === true ? head.head : undefined;
}
async function moveIn(context, leased, { examined, local }) {
    const { platform, progress } = context;
    const { state } = leased.deployment;
    if (examined.head?.lost !== undefined)
        throw remoteLost(leased, local);
    const s3 = await platform.aws.s3(state.region);
    const begun = await (0,_state_journal_js__WEBPACK_IMPORTED_MODULE_3__/* .readJournal */ .a0)(s3, state);
    if (begun !== undefined && begun.journal.entries.length > 0)
        throw begunWithout(local, begun.journal.run.url);
    const { states } = await (0,_state_other_states_js__WEBPACK_IMPORTED_MODULE_6__/* .readOtherStates */ .hj)(platform, state);
    const twin = states.find(({ text }) => lineageOf(text) === local.lineage);
    if (twin !== undefined)
        throw ofAnother(leased, local, twin.place);
    const record = examined.record?.record;
    const head = await (0,_state_place_state_js__WEBPACK_IMPORTED_MODULE_7__/* .placeState */ .B)(platform, state, { text: local.text, from: local.file, record }, lockWish(context, leased));
    platform.log.info(`Moved the state of ${local.holds} from ${local.file} to ${(0,_state_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .placeName */ .fW)(state)}: lineage ${head.lineage}, serial ${head.serial}, read back and the same to the last byte.`);
    progress.found({ moved: { kind: 'file', from: local.file, holds: local.holds } });
    warnOfStale(context, leased, local);
    const stored = await write(context, leased, { examined, movedIn: movedInOf(local) });
    return { record: stored, pending: [], head: { head } };
}
const movedInOf = ({ file, lineage, serial }) => ({ from: file, lineage, serial });
/** Notes a move that was ended before it could be noted: the bucket has just what the file has. */
async function recorded(context, leased, { examined, local }) {
    const head = examined.head?.head;
    const isSame = head?.exists === true && head.md5 === (0,_state_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .md5 */ .Fx)(local.text);
    if (!isSame || examined.record?.record.movedIn !== undefined)
        return examined.record;
    return write(context, leased, { examined, movedIn: movedInOf(local) });
}
async function write({ platform }, { deployment: { state, owner } }, { examined, movedIn }) {
    const before = examined.record?.record ?? { owner, previous: [] };
    const record = { ...before, movedIn };
    const s3 = await platform.aws.s3(state.region);
    return { record, etag: await (0,_state_release_record_js__WEBPACK_IMPORTED_MODULE_8__/* .writeReleaseRecord */ .QH)(s3, state, record, examined.record?.etag) };
}
function lockWish({ run, signal }, { session }) {
    const { actor, hostname } = run;
    return {
        operation: 'migrate',
        signature: (0,_state_lock_signature_js__WEBPACK_IMPORTED_MODULE_12__/* .lockSignature */ .m)(run),
        actor,
        hostname,
        milliseconds: session.patience,
        abort: signal,
    };
}
function lineageOf(text) {
    const content = (0,_state_state_content_js__WEBPACK_IMPORTED_MODULE_13__/* .parseState */ .B)(text);
    return typeof content === 'string' ? undefined : content.lineage;
}
/** Once a run: what is in the repository is of no use any more, and anyone who can read it reads its secrets. */
function warnOfStale({ platform, inputs, progress }, { deployment: { state } }, { file }) {
    const shown = inputs.terraform.relativeDirectory === '.' ? file : `${inputs.terraform.relativeDirectory}/${file}`;
    platform.log.warning(`${shown} is as it was and not used any more: the state is at ${(0,_state_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .placeName */ .fW)(state)}. ` +
        'Remove it from the repository: it holds secrets, and who applies with it works on a state of the past.');
    progress.found({ staleState: shown });
}
const SEE = (leased) => `Compare both: terraform state list -state=FILE, and the versions of ${(0,_state_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .placeName */ .fW)(leased.deployment.state)}`;
function refused(leased, { examined, local }, verdict) {
    const there = known(examined);
    const both = `${local.file} (serial ${local.serial} of lineage ${local.lineage}) and ${(0,_state_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .placeName */ .fW)(leased.deployment.state)} (serial ${there?.serial} of lineage ${there?.lineage})`;
    return verdict === 'applied since'
        ? (0,_terraform_local_state_js__WEBPACK_IMPORTED_MODULE_9__/* .localStateFound */ .T0)([local], {
            why: `${local.file} was moved into the bucket and has been applied with since: ${both}. What it knows of, the next deploy would create a second time.`,
            next: `Import what only the file knows of into the bucket's state (terraform import ADDRESS ID), then remove the file from the repository and run again.`,
            details: [SEE(leased)],
        })
        : (0,_terraform_local_state_js__WEBPACK_IMPORTED_MODULE_9__/* .localStateFound */ .T0)([local], {
            why: `There are two states: ${both}. Which of them is this environment's can't be told.`,
            next: `If the bucket's is the one, remove ${local.file} from the repository and run again; else deploy the file's to an environment or state-key of its own.`,
            details: [SEE(leased)],
        });
}
const remoteLost = ({ deployment: { state } }, local) => (0,_terraform_local_state_js__WEBPACK_IMPORTED_MODULE_9__/* .localStateFound */ .T0)([local], {
    why: `The state at ${(0,_state_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .placeName */ .fW)(state)} is lost, and ${local.file} is a local one with ${local.holds}: whether it is the same can't be told.`,
    next: `If it is, put it back: aws s3 cp ${local.file} ${(0,_state_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .placeName */ .fW)(state)}; if not, remove the file. Then run again.`,
});
const begunWithout = (local, url) => (0,_terraform_local_state_js__WEBPACK_IMPORTED_MODULE_9__/* .localStateFound */ .T0)([local], {
    why: `${local.file} is a local Terraform state with ${local.holds}, and the run ${url} has begun to create without it.`,
    next: `Run again with the file out of the way, which finishes that run; or look at what it made, and import it into the file's state.`,
});
const ofAnother = ({ deployment: { state, environment } }, local, place) => (0,_terraform_local_state_js__WEBPACK_IMPORTED_MODULE_9__/* .localStateFound */ .T0)([local], {
    why: `${local.file} was moved to ${place} already, which is not this environment's (${environment}, ${(0,_state_keys_js__WEBPACK_IMPORTED_MODULE_10__/* .placeName */ .fW)(state)}): two environments would manage the same resources.`,
    next: `Remove ${local.file} from the repository and run again.`,
});


/***/ }),

/***/ 1252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ backendMissing),
/* harmony export */   i: () => (/* binding */ requireBackend)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _lease_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(389);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(433);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1993);





/** The failure where bucket or table are not there; undefined for every other error. Green would hide a wrong name. */
function backendMissing(error, { lockTable, bucket, region }, { so, safe, next }) {
    const missing = new Map([
        ['ResourceNotFoundException', `lock table ${lockTable}`],
        ['NoSuchBucket', `state bucket ${bucket}`],
    ]).get((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCode */ .CA)(error));
    if (missing === undefined)
        return undefined;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'BACKEND_MISSING',
        reason: `There is no ${missing} in ${region}, so ${so}.`,
        safe,
        next,
        cause: error,
    });
}
/**
 * Makes sure that bucket and table are there, and makes neither.
 *
 * @throws Failure `BACKEND_MISSING`, `ACCESS_DENIED`
 */
async function requireBackend({ aws }, location, words) {
    const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
    const looks = Promise.all([
        s3.listObjectsV2({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .ownedBucket */ .IP)(location), Prefix: location.key, MaxKeys: 1 }),
        (0,_lease_js__WEBPACK_IMPORTED_MODULE_2__/* .readLease */ .zR)(dynamodb, location),
    ]).catch((error) => {
        throw backendMissing(error, location, words) ?? error;
    });
    await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .explained */ .to)(looks, {
        location,
        permissions: [..._permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .PERMISSIONS */ .Jj.state, ..._permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .PERMISSIONS */ .Jj.lock],
        attempt: 'look at the state backend',
        safe: words.safe,
    });
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
