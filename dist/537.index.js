export const id = 537;
export const ids = [537];
export const modules = {

/***/ 3160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ applyConfiguration),
/* harmony export */   c: () => (/* binding */ withInitialised)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _plan_and_apply_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(832);
/* harmony import */ var _keep_unsaved_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13);
/* harmony import */ var _platform_both_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(2160);
/* harmony import */ var _platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7548);
/* harmony import */ var _state_lock_signature_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(4265);
/* harmony import */ var _state_own_lock_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7009);
/* harmony import */ var _state_recovery_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1930);
/* harmony import */ var _state_set_aside_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6264);
/* harmony import */ var _state_state_head_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1155);
/* harmony import */ var _terraform_backend_override_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9345);
/* harmony import */ var _terraform_init_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4416);
/* harmony import */ var _terraform_local_state_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8503);
/* harmony import */ var _terraform_prepare_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3488);
/* harmony import */ var _terraform_record_backend_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(4218);
/* harmony import */ var _terraform_rescue_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(6371);
















/** The Terraform stages in their order: prepare and init, what an earlier run owes, plan, apply. */
const applyConfiguration = (context, leased, examined, beside) => withInitialised(context, { leased, examined }, (terraform, planning) => (0,_plan_and_apply_js__WEBPACK_IMPORTED_MODULE_1__/* .planAndApply */ .xK)(context, terraform, planning, beside));
/** Prepares, initialises, saves what an earlier run owes, and then does what is to be done with Terraform. */
async function withInitialised(context, { leased, examined }, work) {
    const terraform = openTerraform(context, leased);
    const { deployment, session } = leased;
    let lost = examined.head?.lost;
    try {
        await lost?.setAside();
        await (0,_platform_both_js__WEBPACK_IMPORTED_MODULE_14__/* .both */ .W)(runPrepare(context, session), initialise(context, terraform, leased));
        const found = await recover(context, terraform, { leased, examined });
        lost ??= found.lost;
        const { head } = found;
        return await work(terraform, {
            deployment,
            session,
            record: examined.record,
            head,
            lost,
        });
    }
    catch (error) {
        await putBack(context, lost);
        throw error;
    }
}
/** What was put aside to be adopted is as it was found where this run ends before it applies anything. */
async function putBack({ progress, platform }, lost) {
    const began = progress.report('failed').stages.some(({ name }) => name === 'apply');
    if (lost === undefined || began)
        return;
    try {
        await lost.putBack();
    }
    catch (error) {
        // The failure that led here says more; every version of the state is there.
        platform.log.warning(`What was put aside of the state could not be put back: ${String(error)}`);
    }
}
async function runPrepare({ platform, inputs, progress }, session) {
    const { prepareCommand: command, directory } = inputs.terraform;
    if (command === undefined)
        return;
    await progress.stage('prepare', () => (0,_terraform_prepare_js__WEBPACK_IMPORTED_MODULE_11__/* .prepare */ .i)(platform, { command, directory, environment: session.terraformEnvironment }));
}
async function initialise(context, terraform, leased) {
    const { directory } = context.inputs.terraform;
    const { state } = leased.deployment;
    const { backend, session } = leased;
    await context.progress.stage('init', async () => {
        context.saveForPost('terraform-directory', directory);
        const dataDirectory = session.terraformEnvironment['TF_DATA_DIR'];
        await (0,_terraform_local_state_js__WEBPACK_IMPORTED_MODULE_10__/* .refuseUnsavedOfAnother */ .R3)(directory, state, dataDirectory);
        const carried = backend.kind === 's3' ? backend.carried : '';
        await (0,_terraform_backend_override_js__WEBPACK_IMPORTED_MODULE_8__/* .writeOverride */ .y2)(directory, state, carried);
        if (await (0,_terraform_record_backend_js__WEBPACK_IMPORTED_MODULE_12__/* .wouldMigrate */ .B)(directory)) {
            const privateDirectory = session.directory;
            await (0,_terraform_record_backend_js__WEBPACK_IMPORTED_MODULE_12__/* .recordBackend */ .W)(terraform, { location: state, carried, dataDirectory, privateDirectory });
            await (0,_terraform_init_js__WEBPACK_IMPORTED_MODULE_9__/* .init */ .T)(terraform, 'recorded');
        }
        else {
            await (0,_terraform_init_js__WEBPACK_IMPORTED_MODULE_9__/* .init */ .T)(terraform);
        }
        await (0,_terraform_backend_override_js__WEBPACK_IMPORTED_MODULE_8__/* .checkRecordedBackend */ .fZ)({ directory, location: state, ...(dataDirectory ? { dataDirectory } : {}) });
    });
}
/** Saves what earlier runs could not save; resolves to the state as it is then. */
async function recover(context, terraform, { leased, examined }) {
    const { platform, signal, inputs, run } = context;
    const { state } = leased.deployment;
    // What an earlier run left in a checkout that nobody cleaned is kept like the others.
    const { directory } = inputs.terraform;
    const left = (await (0,_keep_unsaved_js__WEBPACK_IMPORTED_MODULE_2__.keepUnsaved)(platform, state, { run, directory })) !== undefined;
    if (examined.head !== undefined && !left)
        return examined.head;
    let record = examined.record?.record;
    const { adoptExisting: adopt } = inputs.terraform;
    const readHead = async () => {
        const found = await (0,_state_set_aside_js__WEBPACK_IMPORTED_MODULE_6__/* .readHeadToAdopt */ .U)(platform, state, { record, adopt });
        await found.lost?.setAside();
        // What is saved where none is has another lineage.
        if (found.lost !== undefined && record !== undefined)
            record = { ...record, accepted: 'anew' };
        return found;
    };
    const { job } = leased.session.supervised;
    const pushed = await (0,_state_recovery_js__WEBPACK_IMPORTED_MODULE_5__/* .recoverPending */ .iH)(platform, state, {
        pending: left ? await (0,_state_recovery_js__WEBPACK_IMPORTED_MODULE_5__/* .readPendingRecovery */ .$g)(platform, state) : examined.pending,
        readHead: async () => (await readHead()).head,
        push: (text) => {
            (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_3__/* .writeJobFile */ .XB)(job, 'recovered.tfstate', text);
            const limits = { clock: platform.clock, patience: _plan_and_apply_js__WEBPACK_IMPORTED_MODULE_1__/* .RESCUE_PATIENCE */ .UW, signal };
            return (0,_terraform_rescue_js__WEBPACK_IMPORTED_MODULE_13__/* .pushState */ .c8)(terraform, (0,_platform_supervision_job_js__WEBPACK_IMPORTED_MODULE_3__/* .jobFile */ ._h)(job, 'recovered.tfstate'), limits);
        },
    });
    if (pushed > 0)
        platform.log.info('Saved the state that an earlier run could not save; going on from there.');
    return readHead();
}
function openTerraform({ platform, inputs, run, signal, progress }, { session, binary, deployment }) {
    return {
        executable: binary.executable,
        version: binary.version,
        directory: inputs.terraform.directory,
        relativeDirectory: inputs.terraform.relativeDirectory,
        run: async (task, onLine) => {
            // A cancel stops init and plan at once, and never what writes the state: `post` waits for an apply.
            if (progress.current === 'apply' || progress.current === 'journal')
                return session.supervised.run(task, onLine);
            const end = await session.supervised.run(task, onLine, signal);
            signal.throwIfAborted();
            return end;
        },
        log: platform.log,
        watchLock: session.watchLock,
        resilience: {
            clock: platform.clock,
            signal,
            freeOwnLock: (claimed) => (0,_state_own_lock_js__WEBPACK_IMPORTED_MODULE_4__/* .freeOwnLock */ .W)(platform, deployment.state, {
                ...claimed,
                hostname: node_os__WEBPACK_IMPORTED_MODULE_0__.hostname(),
                signature: (0,_state_lock_signature_js__WEBPACK_IMPORTED_MODULE_15__/* .lockSignature */ .m)(run),
            }),
            readOutputs: async () => {
                const head = await (0,_state_state_head_js__WEBPACK_IMPORTED_MODULE_7__/* .readStateHead */ .a)(platform, deployment.state);
                return head.exists ? head.outputs : {};
            },
        },
    };
}


/***/ }),

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

/***/ 9552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ examineState)
/* harmony export */ });
/* harmony import */ var _state_heal_lock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(199);
/* harmony import */ var _state_holder_proof_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1056);
/* harmony import */ var _state_keys_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(325);
/* harmony import */ var _state_ownership_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(960);
/* harmony import */ var _state_recovery_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1930);
/* harmony import */ var _state_release_record_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7320);
/* harmony import */ var _state_set_aside_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6264);







/** Whose state it is, whether it is whole, and who left a lock on it: before Terraform reads it. */
async function examineState({ platform, progress, inputs }, leased) {
    const { state, owner } = leased.deployment;
    const previous = leased.session.takenOverFrom;
    const s3 = await platform.aws.s3(state.region);
    const [record, pending, { healed, kept }] = await Promise.all([
        (0,_state_release_record_js__WEBPACK_IMPORTED_MODULE_4__/* .readReleaseRecord */ .d9)(s3, state),
        (0,_state_recovery_js__WEBPACK_IMPORTED_MODULE_3__/* .readPendingRecovery */ .$g)(platform, state),
        (0,_state_heal_lock_js__WEBPACK_IMPORTED_MODULE_0__/* .healLock */ .C4)(platform, state, { prove: (0,_state_holder_proof_js__WEBPACK_IMPORTED_MODULE_1__/* .holderProver */ .l$)(platform, inputs.githubToken), previous }),
    ]);
    if (healed.length > 0 || previous !== undefined)
        progress.found({ freed: { locks: healed, lease: previous } });
    for (const lock of healed)
        platform.log.info(`Freed the Terraform state lock ${(0,_state_heal_lock_js__WEBPACK_IMPORTED_MODULE_0__/* .describeHealed */ .hR)(lock)}.`);
    for (const lock of kept)
        platform.log.info((0,_state_heal_lock_js__WEBPACK_IMPORTED_MODULE_0__/* .describeKept */ .gt)(lock));
    if (record !== undefined) {
        (0,_state_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .refuseStateOfAnother */ .qR)(record.record, owner, (0,_state_release_record_js__WEBPACK_IMPORTED_MODULE_4__/* .recordName */ .xD)(state));
        (0,_state_ownership_js__WEBPACK_IMPORTED_MODULE_2__/* .refuseMovedAway */ .Ei)(record.record, (0,_state_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .placeName */ .fW)(state));
    }
    // A state that waits for recovery goes first: until it is saved, what is there is not the whole truth.
    const { adoptExisting: adopt } = inputs.terraform;
    const head = pending.length > 0
        ? undefined
        : await (0,_state_set_aside_js__WEBPACK_IMPORTED_MODULE_5__/* .readHeadToAdopt */ .U)(platform, state, { record: record?.record, adopt });
    return { record, pending, head };
}


/***/ }),

/***/ 4621:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ byteOrder)
/* harmony export */ });
/**
 * Compares two texts as their UTF-8 compares, the order in which S3 lists keys. JavaScript's own order is that of UTF-16,
 * where what lies beyond the first 65,536 characters (emoji) comes before the last 8,192 of them.
 */
function byteOrder(one, other) {
    const shorter = Math.min(one.length, other.length);
    for (let index = 0; index < shorter; index++) {
        const difference = rank(one.charCodeAt(index)) - rank(other.charCodeAt(index));
        if (difference !== 0)
            return difference;
    }
    return one.length - other.length;
}
/** Halves of a character beyond the first 65,536 rank above everything else. */
const rank = (unit) => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);


/***/ }),

/***/ 4608:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wy: () => (/* binding */ ROOT_INDEX),
  B3: () => (/* binding */ fileRole),
  Qj: () => (/* binding */ fromObjectHeaders),
  iY: () => (/* binding */ headersFor),
  t3: () => (/* binding */ isImmutable),
  J9: () => (/* binding */ isUnaskedSourceMap),
  cK: () => (/* binding */ matches),
  lb: () => (/* reexport */ release/* sameHeaders */.lb),
  re: () => (/* binding */ toObjectHeaders)
});

// UNUSED EXPORTS: IMMUTABLE, REVALIDATE

// EXTERNAL MODULE: ./node_modules/mime/dist/src/index.js + 3 modules
var src = __webpack_require__(5086);
// EXTERNAL MODULE: ./lib/context/release.js
var release = __webpack_require__(5298);
;// CONCATENATED MODULE: ./lib/frontend/hashed-name.js
/**
 * Directories whose every file a bundler names after its content (or, in Next, after the build).
 * Nuxt keeps one mutable file in its own, `_nuxt/builds/latest.json`; JSON there is left out.
 */
const HASHED_DIRECTORIES = [
    /(?:^|\/)_next\/static\//,
    /(?:^|\/)_astro\//,
    /(?:^|\/)_app\/immutable\//,
    /(?:^|\/)_nuxt\/(?!.*\.json$)/,
];
/** Where bundlers put hashed files beside copied ones (Vite, Rollup, CRA): a weaker sign is enough here. */
const BUNDLE_DIRECTORIES = /(?:^|\/)(?:assets|static\/(?:js|css|media))\//;
/** Where Angular puts what its style sheets name. */
const ANGULAR_MEDIA = /(?:^|\/)media\/[^/]+$/;
/** Lengths at which bundlers cut a hexadecimal hash; 9 or 11 digits are a date or a number with a suffix. */
const HEX_LENGTHS = new Set([8, 10, 12, 16, 20, 24, 32, 40, 64]);
/**
 * Says whether a key's name changes whenever its content does, so that it may be cached for ever.
 *
 * The two mistakes differ: a hashed name taken for a plain one costs a visitor a 304, a plain name taken for a hashed
 * one shows a visitor last year's file. So in doubt a name is plain; one in ten of Vite's random hashes (those that
 * read like a word) is, measured.
 */
function isHashedName(key) {
    if (HASHED_DIRECTORIES.some((directory) => directory.test(key)))
        return true;
    const place = { bundled: BUNDLE_DIRECTORIES.test(key), media: ANGULAR_MEDIA.test(key) };
    const name = key.slice(key.lastIndexOf('/') + 1);
    // Without the extension, and without the name itself: `jquery` of jquery.min.js can't be the hash of jquery.
    const parts = name.split('.').slice(0, -1);
    return parts.some((part, index) => {
        if (index > 0 && isHash(part, place, name))
            return true;
        const afterHyphen = part.slice(part.lastIndexOf('-') + 1);
        if (afterHyphen !== part && isHash(afterHyphen, place, name))
            return true;
        // Rollup's hash is base64url: the last eight characters, which may hold a hyphen themselves.
        return part.at(-9) === '-' && isHash(part.slice(-8), place, name);
    });
}
function isHash(token, { bundled, media }, name) {
    if (/^[0-9a-f]+$/.test(token))
        return isHexHash(token);
    if (token.length !== 8)
        return false;
    // esbuild (Angular) writes base32: `main-5XLTVGJ3.js`.
    if (/^[A-Z2-7]{8}$/.test(token)) {
        if (/\.(?:m?js|css)(?:\.map)?$/.test(name))
            return /[2-7]/.test(token);
        return media && classTurns(token) >= 3;
    }
    if (!/^[\w-]{8}$/.test(token))
        return false;
    // A number at the end says nothing: people count (`IMG_1234`, `iPhone15`).
    const turns = classTurns(token.replace(/[_-]?\d+$/, ''));
    return turns >= 3 || (bundled && turns >= 2 && /[A-Z]/.test(token));
}
function isHexHash(token) {
    if (!HEX_LENGTHS.has(token.length) || !/[a-f]/.test(token) || !/[0-9]/.test(token))
        return false;
    // At eight digits, `cafe2024` is still something a person writes.
    return token.length > 8 || classTurns(token) >= 2;
}
/**
 * How often a name turns between lower case, upper case, digits and the rest. The step from a capital to the rest of
 * its word doesn't count: `UserCard` turns once, `BxT3k9aZ` five times, `settings` never.
 */
function classTurns(token) {
    let turns = 0;
    for (let index = 1; index < token.length; index++) {
        const before = characterClass(token.charAt(index - 1));
        const after = characterClass(token.charAt(index));
        if (before !== after && !(before === 'upper' && after === 'lower'))
            turns++;
    }
    return turns;
}
function characterClass(character) {
    if (character >= 'a' && character <= 'z')
        return 'lower';
    if (character >= 'A' && character <= 'Z')
        return 'upper';
    if (character >= '0' && character <= '9')
        return 'digit';
    return 'other';
}

;// CONCATENATED MODULE: ./lib/frontend/headers.js




/** A year: as long as anything may be cached. */
const IMMUTABLE = 'public,max-age=31536000,immutable';
/** Every view asks whether it is still the same; the answer is a 304 as long as it is. */
const REVALIDATE = 'public,max-age=0,must-revalidate';
const PAGE = /\.(?:html?|xhtml)$/i;
const SERVICE_WORKER = /(?:^|[/._-])(?:sw|service-?worker|ngsw-worker)\.m?js$/i;
/** Key of the page that the site's own address answers with. */
const ROOT_INDEX = 'index.html';
/** What part a key plays in the site, by its name. */
function fileRole(key) {
    if (PAGE.test(key))
        return 'page';
    return SERVICE_WORKER.test(key) ? 'service-worker' : 'asset';
}
/** Whether an object never changes under its name: its old versions can't be stale anywhere. */
function isImmutable(key) {
    return fileRole(key) === 'asset' && isHashedName(key);
}
/**
 * What a key is served with: content type and cache header by its name, and what `rules` say of it; of those that match,
 * the last one that has a header wins. Nothing is compressed in place: CloudFront compresses, and with Brotli only what
 * reaches it plain.
 */
function headersFor(key, rules = []) {
    const usual = usualHeaders(key);
    if (rules.length === 0)
        return usual;
    const matching = rules.filter(({ pattern }) => matches(pattern, key));
    return matching.reduce((found, { headers }) => ({ ...found, ...headers }), usual);
}
/** Debuggers ask for them, and they hold the sources: what `sourceMappingURL` names. */
const SOURCE_MAP = /\.(?:[cm]?js|css|wasm)\.map$/i;
/** Whether a key is a source map that nobody asked to publish: a rule whose pattern ends with `.map` does. */
function isUnaskedSourceMap(key, rules) {
    if (!SOURCE_MAP.test(key))
        return false;
    return !rules.some(({ pattern }) => pattern.endsWith('.map') && matches(pattern, key));
}
/** Whether a rule's pattern matches a key. */
function matches(pattern, key) {
    const [first = '', ...others] = pattern.split('/**/');
    // A directory `**` stands for none or several: the pattern with each of both.
    const plain = others.reduce((found, part) => found.flatMap((begun) => [`${begun}/${part}`, `${begun}/*/${part}`]), [first]);
    return plain.some((each) => matchesStars(each.replace(/\*+/g, '*').split('*'), `/${key}`));
}
/** Whether a text is these parts in this order, the first and the last at its ends. Never slower than its length. */
function matchesStars(parts, text) {
    const first = parts[0] ?? '';
    const last = parts.at(-1) ?? '';
    if (parts.length === 1)
        return text === first;
    if (!text.startsWith(first))
        return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
        const found = text.indexOf(part, at);
        if (found < 0)
            return false;
        at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
}
/** What an object is to be written with. */
const toObjectHeaders = (headers) => ({
    ContentType: headers.contentType,
    CacheControl: headers.cacheControl,
    ...(headers.contentDisposition === undefined ? {} : { ContentDisposition: headers.contentDisposition }),
    ...(headers.contentEncoding === undefined ? {} : { ContentEncoding: headers.contentEncoding }),
    ...(headers.contentLanguage === undefined ? {} : { ContentLanguage: headers.contentLanguage }),
});
/** What an object was found with. */
const fromObjectHeaders = (found) => ({
    contentType: found.ContentType ?? '',
    cacheControl: found.CacheControl ?? '',
    ...(found.ContentDisposition === undefined ? {} : { contentDisposition: found.ContentDisposition }),
    ...(found.ContentEncoding === undefined ? {} : { contentEncoding: found.ContentEncoding }),
    ...(found.ContentLanguage === undefined ? {} : { contentLanguage: found.ContentLanguage }),
});
/** Files whose type their name doesn't tell; Apple reads the association only as JSON. */
const NAMED_TYPES = new Map([
    ['.well-known/apple-app-site-association', 'application/json'],
    ['apple-app-site-association', 'application/json'],
]);
const TEXT = /^text\/|\/(?:javascript|json|xml)$|\+(?:json|xml)$/;
/** Of each type that was asked for: a site has few, and its files share them. */
const USUAL = new Map();
function usualHeaders(key) {
    const type = NAMED_TYPES.get(key) ?? src/* default */.A.getType(key) ?? 'application/octet-stream';
    let usual = USUAL.get(type);
    if (usual === undefined) {
        const contentType = TEXT.test(type) ? `${type}; charset=utf-8` : type;
        usual = {
            immutable: { contentType, cacheControl: IMMUTABLE },
            mutable: { contentType, cacheControl: REVALIDATE },
        };
        USUAL.set(type, usual);
    }
    return isImmutable(key) ? usual.immutable : usual.mutable;
}


/***/ }),

/***/ 3240:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ eachInFlight),
/* harmony export */   P: () => (/* binding */ REQUESTS_AT_ONCE)
/* harmony export */ });
/** Requests that are in flight at once: the knee of what S3 and a runner bear (measured). The transport has as many. */
const REQUESTS_AT_ONCE = 64;
/**
 * Works on every item, `atOnce` at a time and in order. After the first error no further item is begun, and the error is
 * thrown only once everything begun has ended: what writes must not go on behind the back of a caller that gave up (and
 * may have freed the lease by then), which is what `Promise.all` over a limiter does.
 */
async function eachInFlight(items, { atOnce, check, size = () => 0, room = Number.POSITIVE_INFINITY }, work) {
    const waiting = items.values();
    const memory = new Room(room);
    let failed;
    const worker = async () => {
        for (const item of waiting) {
            if (failed !== undefined)
                return;
            const taken = size(item);
            if (!memory.take(taken))
                await memory.wait(taken);
            try {
                if (failed !== undefined)
                    return;
                check?.();
                await work(item);
            }
            catch (error) {
                failed ??= { error };
                return;
            }
            finally {
                memory.giveBack(taken);
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
    if (failed !== undefined)
        throw failed.error;
}
/** What may be in flight at once; whoever finds too little waits, first come, first served. */
class Room {
    #all;
    #waiting = [];
    #free;
    constructor(all) {
        this.#all = all;
        this.#free = all;
    }
    /** Whether it was there at once. */
    take(taken) {
        if (this.#waiting.length > 0 || !this.#fits(taken))
            return false;
        this.#free -= taken;
        return true;
    }
    wait(taken) {
        return new Promise((enter) => this.#waiting.push({ taken, enter }));
    }
    giveBack(taken) {
        this.#free += taken;
        for (let [first] = this.#waiting; first !== undefined && this.#fits(first.taken); [first] = this.#waiting) {
            this.#waiting.shift();
            this.#free -= first.taken;
            first.enter();
        }
    }
    #fits(taken) {
        return taken <= this.#free || this.#free === this.#all;
    }
}


/***/ }),

/***/ 4388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EM: () => (/* binding */ notKept),
/* harmony export */   N9: () => (/* binding */ keepFiles),
/* harmony export */   T5: () => (/* binding */ planKeeping),
/* harmony export */   _I: () => (/* binding */ keptKey),
/* harmony export */   fx: () => (/* binding */ listKept),
/* harmony export */   l7: () => (/* binding */ packKey),
/* harmony export */   pC: () => (/* binding */ keptFailure)
/* harmony export */ });
/* harmony import */ var _context_release_history_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7931);
/* harmony import */ var _in_flight_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3240);
/* harmony import */ var _publish_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8582);
/* harmony import */ var _site_failures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3249);




const AT_ONCE = 32;
/** S3 copies up to here in one call; a larger file is not kept. */
const MOST_COPIED = 5 * 1024 ** 3;
const UNTOUCHED = 'No file of the site was replaced or deleted: visitors see it as it was.';
/** Key of a kept file. */
const keptKey = ({ prefix }, sha256) => `${prefix}${sha256}`;
const PACKS = 'packs/';
/** Key of a pack. */
const packKey = (store, name) => keptKey(store, `${PACKS}${name}`);
/**
 * What a publish replaces or deletes of the releases that a rollback can still go back to afterwards, and no pack holds.
 * Only what the listing proves to be the recorded file: what somebody else wrote over it belongs to no release.
 */
function planKeeping(plan, { record, listing, packs, }) {
    const going = new Set([
        ...plan.removedPages,
        ...(0,_publish_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .uploadsOf */ .y8)(plan).flatMap(({ file, replaces }) => (replaces === undefined ? [] : [file.key])),
    ]);
    const releases = (0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_2__/* .wholeReleases */ .WF)(record).filter(({ bucket }) => bucket === plan.bucket);
    const found = listing.flatMap(({ key, etag, size }) => {
        if (!going.has(key) || size > MOST_COPIED)
            return [];
        const sha256 = releases.map(({ files }) => files.get(key)).find((file) => file?.etag === etag)?.sha256;
        return sha256 === undefined || packs.has(sha256) ? [] : [{ key, etag, sha256 }];
    });
    return [...new Map(found.map((each) => [each.sha256, each])).values()];
}
/** Everything that is kept. */
async function listKept(store) {
    const files = [];
    const packs = [];
    const beforePacks = keptKey(store, PACKS);
    let next;
    do {
        const page = await listPage(store, next);
        for (const { Key = '', Size = 0, VersionId: versionId, LastModified } of page.Versions ?? []) {
            if (Key.startsWith(beforePacks)) {
                const lastModified = LastModified?.getTime() ?? 0;
                packs.push({ name: Key.slice(beforePacks.length), versionId, lastModified });
            }
            else
                files.push({ sha256: Key.slice(store.prefix.length), size: Size, versionId });
        }
        const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
        next =
            IsTruncated === true && NextKeyMarker !== undefined
                ? { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker }
                : undefined;
    } while (next !== undefined);
    return { files, packs };
}
async function listPage(store, from) {
    try {
        return await store.s3.listObjectVersions({ ...owned(store), Prefix: store.prefix, ...from });
    }
    catch (error) {
        throw keptFailure(error, store, 'listing the kept files in', ['s3:ListBucketVersions']);
    }
}
/**
 * Copies files of the site bucket to where they are kept, within S3. To be called before they are replaced or deleted;
 * the listing says what needs no copy.
 */
async function keepFiles(store, site, { keepsakes, kept }) {
    const there = new Set(kept.files.map(({ sha256 }) => sha256));
    const missing = keepsakes.filter(({ sha256 }) => !there.has(sha256));
    const check = () => store.signal?.throwIfAborted();
    await (0,_in_flight_js__WEBPACK_IMPORTED_MODULE_3__/* .eachInFlight */ .J)(missing, { atOnce: AT_ONCE, check }, (keepsake) => keep(store, site, keepsake));
}
async function keep(store, site, { key, etag, sha256 }) {
    try {
        await store.s3.copyObject({
            ...owned(store),
            ExpectedSourceBucketOwner: site.account,
            Key: keptKey(store, sha256),
            CopySource: `${site.bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
            CopySourceIfMatch: `"${etag}"`,
            // Copying the tags of an object takes permissions that nothing else here needs.
            TaggingDirective: 'REPLACE',
        });
    }
    catch (error) {
        // Another process wrote over it, or deleted it, since it was listed: then it is the recorded file no more.
        if ((0,_site_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) === 412 || (0,_site_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) === 404)
            return;
        throw notKept(error, store);
    }
}
const owned = ({ bucket, account }) => ({ Bucket: bucket, ExpectedBucketOwner: account });
/** The failure that an error of keeping a file is. */
const notKept = (error, store) => keptFailure(error, store, 'keeping a file of the site in', ['s3:PutObject', 's3:GetObject']);
/** The failure that an error of S3 is where files are kept. */
const keptFailure = (error, store, doing, actions) => (0,_site_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .siteFailure */ .Uf)(error, { site: store, doing, safe: UNTOUCHED, actions });


/***/ }),

/***/ 1203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ contentsOf),
/* harmony export */   j: () => (/* binding */ packHeader)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/**
 * A pack: small files of a site in one object. Its first line says what is in it, so that nothing else has to:
 * `{"format":1,"contents":[["<sha256>",<bytes>],...]}`, then the contents one after the other, in this order.
 */
const FORMAT = 1;
const NEWLINE = 0x0a;
/** The first line of a pack with these contents, its end included. */
const packHeader = (contents) => Buffer.from(`${JSON.stringify({ format: FORMAT, contents: contents.map(({ sha256, size }) => [sha256, size]) })}\n`);
/**
 * The wanted contents of a pack, each only if it is what its SHA-256 says. What is no whole pack has none: bytes that
 * can't be proved are no content.
 *
 * @param wanted hex SHA-256s
 * @returns hex SHA-256 -> content, a part of `pack`
 */
function contentsOf(pack, wanted) {
    const found = new Map();
    const end = pack.indexOf(NEWLINE);
    let start = end + 1;
    for (const { sha256, size } of listed(pack.subarray(0, Math.max(end, 0)))) {
        const content = pack.subarray(start, start + size);
        start += size;
        if (wanted.has(sha256) && content.length === size && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', content, 'hex') === sha256)
            found.set(sha256, content);
    }
    return found;
}
function listed(line) {
    let header;
    try {
        header = JSON.parse(line.toString());
    }
    catch {
        return [];
    }
    const { format, contents } = (header ?? {});
    if (format !== FORMAT || !Array.isArray(contents))
        return [];
    const read = contents.map(packed);
    return read.every((each) => each !== undefined) ? read : [];
}
function packed(entry) {
    if (!Array.isArray(entry))
        return undefined;
    const [sha256, size] = entry;
    const isWhole = typeof sha256 === 'string' && Number.isSafeInteger(size) && size >= 0;
    return isWhole ? { sha256, size: size } : undefined;
}


/***/ }),

/***/ 3990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m0: () => (/* binding */ packsOf),
/* harmony export */   mR: () => (/* binding */ writePacks),
/* harmony export */   qC: () => (/* binding */ planPacks)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
/* harmony import */ var _context_release_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(192);
/* harmony import */ var _context_release_history_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7931);
/* harmony import */ var _headers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4608);
/* harmony import */ var _in_flight_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3240);
/* harmony import */ var _kept_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4388);
/* harmony import */ var _pack_format_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1203);
/* harmony import */ var _publish_plan_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8582);










/**
 * Files that will be replaced some day are kept when they are uploaded, many in one object: S3 has no request that copies
 * many objects, so that keeping what a publish replaces would take one for each of its pages. Here their content is in
 * hand, and they go beside the uploads.
 */
/** Bytes up to which a file is packed. A larger one is copied when it is replaced: one request is little for so much. */
const MOST_PACKED = 256 * 1024;
/** Bytes of contents in a pack: what a rollback reads at once. */
const PACK = 4 * 1024 * 1024;
/** Packs that are in memory at once. */
const AT_ONCE = 2;
/** Files read between two turns of the event loop, so that the uploads beside it go on. */
const READS_PER_TURN = 32;
/** Fewer bytes of the live site than this make a pack a sparse one, and more sparse packs than this are packed anew. */
const SPARSE = PACK / 8;
const MOST_SPARSE = 16;
/** In which pack the content of a file is, by the releases that are recorded whole; of several the newest says. */
function packsOf(releases) {
    const packs = new Map();
    for (const { files } of releases) {
        for (const [sha256, pack] of _context_release_files_js__WEBPACK_IMPORTED_MODULE_3__/* .ReleaseFiles */ .D.of(files).packed()) {
            if (!packs.has(sha256))
                packs.set(sha256, pack);
        }
    }
    return packs;
}
/** What is packed: the files of each pack, every content once. */
function planPacks(plan, { record, packs, isWholeHere, }) {
    const uploaded = (0,_publish_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .uploadsOf */ .y8)(plan).map(({ file }) => file);
    const found = isWholeHere ? unrecorded(plan, record) : [];
    const fresh = [...uploaded, ...found].filter((file) => isPacked(file) && !packs.has(file.sha256));
    if (fresh.length === 0)
        return [];
    const all = [...fresh, ...(isWholeHere ? sparselyPacked(plan, packs) : [])];
    const planned = [];
    let room = 0;
    for (const file of new Map(all.map((each) => [each.sha256, each])).values()) {
        if (file.size > room || planned.length === 0) {
            planned.push([]);
            room = PACK;
        }
        planned.at(-1)?.push(file);
        room -= file.size;
    }
    return planned;
}
const isPacked = ({ key, size }) => size <= MOST_PACKED && !(0,_headers_js__WEBPACK_IMPORTED_MODULE_4__/* .isImmutable */ .t3)(key);
/** Unchanged files that a killed run uploaded, whose packs nobody recorded, or another tool before the first release. */
function unrecorded({ bucket, unchanged }, record) {
    if (record.intended === undefined && record.live?.bucket === bucket)
        return [];
    const releases = (0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_8__/* .wholeReleases */ .WF)(record);
    return unchanged.flatMap(({ file }) => releases.some(({ files }) => files.get(file.key)?.sha256 === file.sha256) ? [] : [file]);
}
/**
 * Unchanged files whose packs hold little else that is live, once there are many such packs: a file that never changes
 * would otherwise keep a whole pack of others that are long gone, and every deploy could leave one such pack behind.
 */
function sparselyPacked({ unchanged }, packs) {
    if (new Set(packs.values()).size <= MOST_SPARSE)
        return [];
    const live = new Map();
    for (const { file } of unchanged) {
        const name = packs.get(file.sha256);
        if (name === undefined)
            continue;
        const pack = live.get(name) ?? { bytes: 0, files: [] };
        pack.bytes += file.size;
        pack.files.push(file);
        live.set(name, pack);
    }
    const sparse = [...live.values()].filter(({ bytes }) => bytes < SPARSE);
    return sparse.length > MOST_SPARSE ? sparse.flatMap(({ files }) => files) : [];
}
/**
 * Writes packs. A file that is not what it was when it was hashed is left out: its upload fails as well.
 *
 * @param release id of the release they are written for
 * @returns in which pack each content is now
 */
async function writePacks(store, planned, release) {
    const written = new Map();
    const check = () => store.signal?.throwIfAborted();
    await (0,_in_flight_js__WEBPACK_IMPORTED_MODULE_9__/* .eachInFlight */ .J)(planned, { atOnce: AT_ONCE, check }, async (files) => {
        const { contents, body, hash: listed } = await pack(files);
        if (contents.length === 0)
            return;
        // Told apart by what is in them: a run may publish twice, and what it published first stays as it was recorded.
        const name = `${release}/${listed}`;
        try {
            await store.s3.putObject({
                Bucket: store.bucket,
                ExpectedBucketOwner: store.account,
                Key: (0,_kept_files_js__WEBPACK_IMPORTED_MODULE_5__/* .packKey */ .l7)(store, name),
                Body: body,
            });
        }
        catch (error) {
            throw (0,_kept_files_js__WEBPACK_IMPORTED_MODULE_5__/* .notKept */ .EM)(error, store);
        }
        for (const { sha256 } of contents)
            written.set(sha256, name);
    });
    return written;
}
async function pack(files) {
    const header = (0,_pack_format_js__WEBPACK_IMPORTED_MODULE_6__/* .packHeader */ .j)(files);
    const body = Buffer.allocUnsafeSlow(header.length + files.reduce((sum, { size }) => sum + size, 0));
    let end = header.copy(body);
    for (const [index, file] of files.entries()) {
        const content = body.subarray(end, (end += file.size));
        if (!readInto(content, file))
            return pack(files.filter((each) => each !== file));
        if (index % READS_PER_TURN === READS_PER_TURN - 1)
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setImmediate)();
    }
    return { contents: files, body, hash: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', header, 'hex').slice(0, 16) };
}
/** Reads a file that is just so long; false: it is not what was hashed. */
function readInto(content, { path, sha256 }) {
    let descriptor;
    try {
        descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(path, 'r');
    }
    catch {
        return false;
    }
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readSync)(descriptor, content) === content.length && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', content, 'hex') === sha256;
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(descriptor);
    }
}


/***/ }),

/***/ 6577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ pruneKept),
/* harmony export */   X: () => (/* binding */ letsGo)
/* harmony export */ });
/* harmony import */ var _context_release_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(192);
/* harmony import */ var _context_release_history_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7931);
/* harmony import */ var _headers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4608);
/* harmony import */ var _kept_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4388);




const DELETES_AT_ONCE = 1000;
/**
 * Whether anything that is kept can have become needless, so that it is worth a listing: a release that a rollback could
 * go back to is gone, with something that no other has; or a run was interrupted, and may have kept what nobody recorded.
 */
function letsGo({ before, after }) {
    if (before.intended !== undefined)
        return true;
    const remaining = (0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .wholeReleases */ .WF)(after);
    const [newest] = remaining;
    const contents = new Set();
    const packs = new Set();
    for (const release of (0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .wholeReleases */ .WF)(before)) {
        if (remaining.includes(release))
            continue;
        const files = _context_release_files_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseFiles */ .D.of(release.files);
        // Most files stay what they are from release to release.
        const own = newest === undefined ? undefined : files.differenceTo(_context_release_files_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseFiles */ .D.of(newest.files)).has;
        for (const place of own ?? Array(files.size).keys()) {
            const { sha256, pack } = files.pool.at(files.numberAt(place));
            if (pack !== undefined)
                packs.add(pack);
            // What is never replaced is never kept.
            else if (!(0,_headers_js__WEBPACK_IMPORTED_MODULE_1__/* .isImmutable */ .t3)(files.keyAt(place)))
                contents.add(sha256);
        }
    }
    const left = needless(remaining, { contents, packs });
    return left.contents.size + left.packs.size > 0;
}
/**
 * Deletes what no release needs any more that a rollback can go back to. For good, with its version: the bucket's own
 * rules would keep the newest fifty of each key for ever.
 *
 * @param orphansUntil a pack that neither record names is only deleted if it was written before, in milliseconds since
 *   the epoch: a run that has the lease by now may be about to record it
 * @returns how many were deleted
 */
async function pruneKept(store, kept, { before, after, orphansUntil }) {
    const all = {
        contents: new Set(kept.files.map(({ sha256 }) => sha256)),
        packs: new Set(kept.packs.map(({ name }) => name)),
    };
    const left = needless((0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .wholeReleases */ .WF)(after), all);
    const orphans = needless((0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .wholeReleases */ .WF)(before), { contents: new Set(), packs: left.packs }).packs;
    const files = kept.files
        .filter(({ sha256 }) => left.contents.has(sha256))
        .map(({ sha256, versionId }) => ({ Key: (0,_kept_files_js__WEBPACK_IMPORTED_MODULE_2__/* .keptKey */ ._I)(store, sha256), versionId }));
    const packs = kept.packs
        .filter(({ name, lastModified }) => left.packs.has(name) && (!orphans.has(name) || lastModified < orphansUntil))
        .map(({ name, versionId }) => ({ Key: (0,_kept_files_js__WEBPACK_IMPORTED_MODULE_2__/* .packKey */ .l7)(store, name), versionId }));
    const Objects = [...files, ...packs].map(({ Key, versionId: VersionId }) => ({
        Key,
        ...(VersionId === undefined ? {} : { VersionId }),
    }));
    for (let start = 0; start < Objects.length; start += DELETES_AT_ONCE) {
        await deleteObjects(store, Objects.slice(start, start + DELETES_AT_ONCE));
    }
    return Objects.length;
}
async function deleteObjects(store, Objects) {
    const { Errors: [first] = [] } = await store.s3
        .deleteObjects({
        Bucket: store.bucket,
        ExpectedBucketOwner: store.account,
        Delete: { Objects: [...Objects], Quiet: true },
    })
        .catch((error) => {
        throw notDeleted(error, store);
    });
    // S3 answers 200 to the call as a whole, and refuses each object by itself.
    if (first?.Code === undefined)
        return;
    const status = first.Code === 'AccessDenied' ? 403 : 500;
    const error = { name: first.Code, message: first.Message ?? '', $metadata: { httpStatusCode: status } };
    throw notDeleted(error, store);
}
const notDeleted = (error, store) => (0,_kept_files_js__WEBPACK_IMPORTED_MODULE_2__/* .keptFailure */ .pC)(error, store, 'deleting kept files from', ['s3:DeleteObjectVersion']);
/** Those that none of the releases needs. */
function needless(releases, things) {
    const contents = new Set(things.contents);
    const packs = new Set(things.packs);
    for (const release of releases) {
        const files = _context_release_files_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseFiles */ .D.of(release.files);
        for (let place = 0; place < files.size && contents.size + packs.size > 0; place += 1) {
            const number = files.numberAt(place);
            const pack = files.pool.pack(number);
            if (pack !== undefined)
                packs.delete(pack);
            if (contents.size > 0)
                contents.delete(files.pool.sha256(number));
        }
    }
    return { contents, packs };
}


/***/ }),

/***/ 8582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  HF: () => (/* binding */ changesSite),
  Py: () => (/* binding */ keysToExamine),
  N_: () => (/* binding */ planPublish),
  Q3: () => (/* binding */ standsAsRecorded),
  y8: () => (/* binding */ uploadsOf)
});

// EXTERNAL MODULE: ./lib/frontend/headers.js + 1 modules
var frontend_headers = __webpack_require__(4608);
// EXTERNAL MODULE: ./lib/frontend/byte-order.js
var byte_order = __webpack_require__(4621);
// EXTERNAL MODULE: ./lib/frontend/sorted-lookup.js
var sorted_lookup = __webpack_require__(8118);
;// CONCATENATED MODULE: ./lib/frontend/known-site.js


/** How far the runner's clock and S3's may be apart. */
const CLOCK_SKEW = 15 * 60_000;
/** The listing, annotated with what the record knows of exactly these versions. */
class KnownSite {
    #objects;
    #releases;
    /** What was written after this may have been written by a run that did not come to record itself. */
    #unsureAfter;
    constructor(state) {
        this.#objects = lookupIn(state.listing);
        this.#releases = releasesOf(state);
        const published = Date.parse(this.#releases[0]?.publishedAt ?? '');
        const isInterrupted = state.record.intended !== undefined;
        this.#unsureAfter = !isInterrupted
            ? Infinity
            : Number.isNaN(published)
                ? -Infinity
                : published - CLOCK_SKEW;
    }
    object(key) {
        return this.#objects.find(key);
    }
    /** What was published as this very version of an object; undefined: nobody recorded it. */
    recorded({ key, etag }) {
        for (const { files } of this.#releases) {
            const file = files.get(key);
            // The newest release that has the key speaks of it: an older one may have had other headers.
            if (file !== undefined)
                return file.etag === etag ? file : undefined;
        }
        return undefined;
    }
    /**
     * Whether an object has the headers it was recorded with. The same bytes with other headers keep their ETag, and a run
     * that was killed before it could record itself may have written exactly that.
     */
    knowsHeaders({ lastModified }, recorded) {
        return recorded !== undefined && lastModified <= this.#unsureAfter;
    }
}
/** Recorded releases in this bucket, newest first; those in another say nothing about it. */
function releasesOf({ bucket, record }) {
    const all = [...(record.live === undefined ? [] : [record.live]), ...(record.previous ?? [])];
    return all.filter((release) => release.bucket === bucket);
}
/** Looks objects up in a listing. */
const lookupIn = (listing) => new sorted_lookup/* SortedLookup */.C(listing, { keyOf: ({ key }) => key, compare: byte_order/* byteOrder */.T });

// EXTERNAL MODULE: ./lib/frontend/retention.js
var retention = __webpack_require__(7070);
;// CONCATENATED MODULE: ./lib/frontend/publish-plan.js



/** Of a large site nearly every file is one: its ETag is asked for where it is held already. */
class SameObject {
    file;
    headers;
    #object;
    constructor(file, headers, object) {
        this.file = file;
        this.headers = headers;
        this.#object = object;
    }
    get etag() {
        return this.#object.etag;
    }
}
/**
 * Keys whose content is already right but whose headers only a HEAD can tell: what a killed run uploaded, or another
 * tool. Without such a case (the usual one) there is none, and the listing is enough.
 */
function keysToExamine(state) {
    const site = new KnownSite(state);
    const isUnsure = (file) => {
        const object = site.object(file.key);
        if (object === undefined)
            return false;
        const recorded = site.recorded(object);
        return hasContent(object, recorded, file) && !site.knowsHeaders(object, recorded);
    };
    return state.files.filter(isUnsure).map(({ key }) => key);
}
/**
 * Decides what a publish does. A file is skipped only if the listing proves its content (the ETag is its MD5, or the
 * record knows this very ETag to be its SHA-256: KMS and multipart objects) and its headers are known to be as wanted.
 *
 * @param examined headers found by HEAD for `keysToExamine`
 */
function planPublish(state, examined) {
    const site = new KnownSite(state);
    const { headersOf = frontend_headers/* headersFor */.iY } = state;
    const uploads = [];
    const unchanged = [];
    for (const file of state.files) {
        const headers = headersOf(file.key);
        const object = site.object(file.key);
        if (object === undefined) {
            uploads.push({ file, headers });
            continue;
        }
        const recorded = site.recorded(object);
        const found = site.knowsHeaders(object, recorded) ? recorded.headers : examined.get(file.key);
        const isSame = hasContent(object, recorded, file) && (0,frontend_headers/* sameHeaders */.lb)(found, headers);
        if (isSame)
            unchanged.push(new SameObject(file, headers, object));
        else
            uploads.push({ file, headers, replaces: object.etag });
    }
    const recorded = uploads.length === 0 && isRecorded(state, unchanged);
    return { bucket: state.bucket, ...inOrder(uploads), unchanged, recorded, ...leftOver(state, uploads) };
}
function isRecorded({ bucket, record: { live, intended } }, site) {
    if (live?.bucket !== bucket || intended !== undefined)
        return false;
    if (live.files.size !== site.length)
        return false;
    return site.every(({ file: { key }, headers, etag }) => {
        const recorded = live.files.get(key);
        return recorded?.etag === etag && (0,frontend_headers/* sameHeaders */.lb)(recorded.headers, headers);
    });
}
/**
 * Whether a bucket has every file of a release as it was recorded, with the headers it is to have: the listing can tell
 * that without the files, which a build would make first.
 */
function standsAsRecorded({ files }, listing, headersOf) {
    const objects = lookupIn(listing);
    for (const [key, { etag, headers }] of files) {
        if (objects.find(key)?.etag !== etag || !(0,frontend_headers/* sameHeaders */.lb)(headers, headersOf(key)))
            return false;
    }
    return files.size > 0;
}
/**
 * Whether there is anything to do: to write, to invalidate, or only to record. (A site that a killed run, or another
 * tool, left exactly as wanted is recorded once; until then its files would count as somebody else's.)
 */
function changesSite(plan) {
    const { removedPages, prunable, stalePaths, recorded } = plan;
    return !recorded || uploadsOf(plan).length + removedPages.length + prunable.length + stalePaths.length > 0;
}
/** Every upload of a plan, in the order it is made. */
function uploadsOf({ additive, activations }) {
    const { assets, pages, rootIndex, serviceWorkers } = activations;
    return [...additive, ...assets, ...pages, ...rootIndex, ...serviceWorkers];
}
const hasContent = ({ size, etag }, recorded, file) => size === file.size && (etag === file.md5 || recorded?.sha256 === file.sha256);
function inOrder(uploads) {
    const role = (upload) => (0,frontend_headers/* fileRole */.B3)(upload.file.key);
    const isRoot = (upload) => upload.file.key === frontend_headers/* ROOT_INDEX */.wy;
    const assets = uploads.filter((upload) => role(upload) === 'asset');
    const pages = uploads.filter((upload) => role(upload) === 'page');
    return {
        additive: assets.filter(({ replaces }) => replaces === undefined),
        activations: {
            assets: assets.filter(({ replaces }) => replaces !== undefined),
            pages: pages.filter((upload) => !isRoot(upload)),
            rootIndex: pages.filter(isRoot),
            serviceWorkers: uploads.filter((upload) => role(upload) === 'service-worker'),
        },
    };
}
function leftOver(state, uploads) {
    const interrupted = state.record.intended;
    const owed = interrupted?.owed ?? [];
    const { gonePages, abandonedPages, expired, foreign } = (0,retention/* leftOvers */.Nx)({
        ...state,
        releases: releasesOf(state),
        alsoOurs: new Set(owed.map((path) => path.slice(1))),
    });
    const pages = state.listing.filter(({ key }) => (0,frontend_headers/* fileRole */.B3)(key) === 'page').length;
    const keepPages = moreThanHalf(gonePages, pages - abandonedPages.length);
    // Old files alone are no reason to write: they go with the next change. Nor do they go before the pages they belong to.
    const changes = uploads.length + gonePages.length > 0 || interrupted !== undefined;
    const due = changes && !keepPages ? expired : [];
    const keepFiles = moreThanHalf(due, state.listing.length);
    const removedPages = [...abandonedPages, ...(keepPages ? [] : gonePages)];
    const prunable = keepFiles ? [] : due;
    const overwritten = uploads.filter(({ replaces }) => replaces !== undefined).map(({ file }) => file.key);
    const created = uploads.filter(({ replaces }) => replaces === undefined).map(({ file }) => file.key);
    const stalePaths = paths(owed, [
        ...overwritten,
        ...removedPages,
        ...prunable.filter((key) => !(0,frontend_headers/* isImmutable */.t3)(key)),
    ]);
    return {
        removedPages,
        prunable,
        withheld: [...(keepPages ? gonePages : []), ...(keepFiles ? due : [])],
        foreign,
        stalePaths,
        owed: paths(stalePaths, created.filter((key) => (0,frontend_headers/* fileRole */.B3)(key) === 'page')),
    };
}
const moreThanHalf = (keys, all) => keys.length * 2 > all;
/** Known paths and those of `keys`, each once. */
const paths = (known, keys) => [...new Set([...known, ...keys.map((key) => `/${key}`)])].sort();


/***/ }),

/***/ 7070:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nx: () => (/* binding */ leftOvers),
/* harmony export */   iL: () => (/* binding */ previousReleases)
/* harmony export */ });
/* unused harmony export GRACE */
/* harmony import */ var _context_release_files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(192);
/* harmony import */ var _context_release_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5298);
/* harmony import */ var _context_sorted_places_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4755);
/* harmony import */ var _headers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4608);
/* harmony import */ var _sorted_lookup_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8118);





/**
 * How long a file stays after the last release that had it was replaced: a tab opened then still loads what it needs
 * (an application's lazy chunks, above all).
 */
const GRACE = 7 * 24 * 60 * 60_000;
/**
 * Which objects nobody needs any more. What no recorded release ever had is not ours to delete, as
 * `aws s3 sync --delete` would: an application's uploads, a search engine's verification file, the site as another tool
 * left it. It is counted and left alone.
 */
function leftOvers({ listing, files, releases, alsoOurs, now }) {
    const wanted = new _sorted_lookup_js__WEBPACK_IMPORTED_MODULE_2__/* .SortedLookup */ .C(files, { keyOf: ({ key }) => key, compare: _context_sorted_places_js__WEBPACK_IMPORTED_MODULE_3__/* .nativeOrder */ .Q });
    const kept = releases.filter((_, index) => isKept(releases, index, now));
    const unwanted = listing.filter(({ key }) => wanted.find(key) === undefined);
    const recorded = new Set(unwanted.flatMap(({ key }) => (isOf(releases, key) ? [key] : [])));
    const ours = unwanted.filter(({ key }) => recorded.has(key) || alsoOurs.has(key));
    const isPage = ({ key }) => (0,_headers_js__WEBPACK_IMPORTED_MODULE_1__/* .fileRole */ .B3)(key) === 'page';
    const pages = ours.filter(isPage).map(({ key }) => key);
    const isExpired = ({ key, lastModified }) => !isOf(kept, key) && now - lastModified > GRACE;
    return {
        gonePages: pages.filter((key) => recorded.has(key)),
        abandonedPages: pages.filter((key) => !recorded.has(key)),
        expired: ours.filter((object) => !isPage(object) && isExpired(object)).map(({ key }) => key),
        foreign: unwanted.length - ours.length,
    };
}
const isOf = (releases, key) => releases.some(({ files }) => files.has(key));
/** The live release and the `KEPT_RELEASES` before it, and any that was still live within the grace period. */
function isKept(releases, index, now) {
    if (index <= _context_release_js__WEBPACK_IMPORTED_MODULE_4__/* .KEPT_RELEASES */ .uA)
        return true;
    // A release was live until the next one was published.
    return !(now - Date.parse(releases[index - 1]?.publishedAt ?? '') > GRACE);
}
/**
 * What the record's `previous` becomes when `release` goes live. The newest `KEPT_RELEASES` stay whole, for rollback.
 * Older ones stay as long as the bucket still holds a file that only they had, with just those files: so the record
 * never forgets an object it will have to delete, however often a run is killed before its deletes, and its size is
 * bounded by the bucket's.
 *
 * @param listing the bucket as it was listed at the beginning of this run
 */
function previousReleases(release, { before, listing }) {
    const candidates = before.filter(({ id, bucket }) => id !== release.id && bucket === release.bucket);
    const whole = candidates.slice(0, _context_release_js__WEBPACK_IMPORTED_MODULE_4__/* .KEPT_RELEASES */ .uA);
    const others = candidates.slice(_context_release_js__WEBPACK_IMPORTED_MODULE_4__/* .KEPT_RELEASES */ .uA);
    const newer = [release, ...whole];
    const gone = others.map(({ files }) => [...files.keys()].filter((key) => !isOf(newer, key)));
    const sought = new Set(gone.flat());
    const left = new Set(listing.flatMap(({ key }) => (sought.has(key) ? [key] : [])));
    const remains = others.flatMap((other, index) => {
        // Of two that had it, the newer one remembers it.
        const own = new Set(gone[index]?.filter((key) => left.delete(key)));
        return own.size === 0 ? [] : [withOnly(other, own)];
    });
    return [...whole, ...remains];
}
function withOnly(release, keys) {
    if (keys.size === release.files.size)
        return release;
    return { ...release, files: _context_release_files_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseFiles */ .D.of(release.files).only((key) => keys.has(key)) };
}


/***/ }),

/***/ 3249:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NI: () => (/* binding */ stopIfAborted),
/* harmony export */   Uf: () => (/* binding */ siteFailure),
/* harmony export */   _m: () => (/* binding */ UNTOUCHED),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   hj: () => (/* binding */ conflict)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** Before the first upload. */
const UNTOUCHED = 'Nothing was uploaded: the site is as it was.';
/** HTTP status of an error of AWS; undefined: it isn't one. */
const statusOf = (error) => error.$metadata?.httpStatusCode;
/**
 * The failure that an error of S3 is to the user.
 *
 * @param doing what failed, as a clause: `listing the site bucket`
 */
function siteFailure(error, { site, doing, safe, actions, }) {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H)
        return error;
    const { name = 'an unknown error', message = '' } = error;
    const status = statusOf(error);
    const said = `${name}${message === '' || message === name ? '' : ` (${message.split('\n', 1)[0]})`}`;
    if (status === 403) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
            code: 'ACCESS_DENIED',
            reason: `AWS refused ${doing} ${site.bucket}: ${said}. Either the role lacks a permission, or the bucket isn't owned by account ${site.account}.`,
            safe,
            next: 'Allow the role what the statement below says (and the key of the bucket, if it is encrypted with KMS), then deploy again.',
            details: statement(site.bucket, actions),
            cause: error,
        });
    }
    const missing = name === 'NoSuchBucket';
    const elsewhere = name === 'PermanentRedirect' || status === 301;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'PUBLISH_FAILED',
        reason: missing
            ? `The site bucket ${site.bucket}, which the Terraform output names, does not exist.`
            : elsewhere
                ? `The site bucket ${site.bucket} is in another region than aws-region.`
                : `${doing.charAt(0).toUpperCase()}${doing.slice(1)} ${site.bucket} failed: ${said}.`,
        safe,
        next: missing
            ? 'Check frontend-bucket-output: the output must be the name of the bucket.'
            : elsewhere
                ? "Set aws-region to the bucket's region and deploy again."
                : 'Deploy again: it goes on where this run stopped.',
        cause: error,
    });
}
function statement(bucket, actions) {
    return JSON.stringify({
        Effect: 'Allow',
        Action: actions,
        // Listing is a right on the bucket, everything else here on its objects.
        Resource: `arn:aws:s3:::${bucket}${actions.includes('s3:ListBucket') ? '' : '/*'}`,
    }, null, 2).split('\n');
}
/** Somebody else wrote an object between our listing and our write. */
const conflict = ({ bucket }, { key, safe, cause }) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'PUBLISH_CONFLICT',
    reason: `${key} in ${bucket} was changed by another process after this run had listed the bucket.`,
    safe,
    next: 'Let only this action write to the bucket, and deploy again: it starts from what is there now.',
    cause,
});
/** Stops with the reason the run was stopped for, if that is a failure in itself (a lost lease, a cancelled run). */
function stopIfAborted({ signal, bucket }, safe) {
    if (signal?.aborted !== true)
        return;
    if (signal.reason instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H)
        throw signal.reason;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'CANCELLED',
        reason: `The run was cancelled while it published to ${bucket}.`,
        safe,
        next: 'Deploy again: it goes on where this run stopped.',
        cause: signal.reason,
    });
}


/***/ }),

/***/ 8118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ SortedLookup)
/* harmony export */ });
/* harmony import */ var _context_sorted_places_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4755);

/** Looks up items by their key in a list that is sorted by it, as it almost always is: a copy is sorted where it isn't. */
class SortedLookup {
    #items;
    #places;
    /** @param compare the order of the list, as of `Array.sort` */
    constructor(items, { keyOf, compare }) {
        const order = (one, other) => compare(keyOf(one), keyOf(other));
        const isSorted = items.every((item, place) => place === 0 || order(items[place - 1], item) < 0);
        const sorted = isSorted ? items : items.toSorted(order);
        const keyAt = (place) => {
            const item = sorted[place];
            return item === undefined ? undefined : keyOf(item);
        };
        this.#items = sorted;
        this.#places = new _context_sorted_places_js__WEBPACK_IMPORTED_MODULE_0__/* .SortedPlaces */ .k({ size: sorted.length, keyAt, compare });
    }
    /** The item with this key, or undefined. */
    find(key) {
        return this.#items[this.#places.find(key)];
    }
}


/***/ }),

/***/ 3167:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J0: () => (/* binding */ unlessRefused),
/* harmony export */   P2: () => (/* binding */ pruneReplaced),
/* harmony export */   Yu: () => (/* binding */ keepUploads),
/* harmony export */   wn: () => (/* binding */ keepReplaced)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _frontend_kept_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4388);
/* harmony import */ var _frontend_packs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3990);
/* harmony import */ var _frontend_prune_kept_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6577);




/**
 * Keeps what is about to be replaced or deleted, and a rollback would need, where no pack holds it. Resolves to what was
 * kept before; undefined: nobody looked.
 */
async function keepReplaced({ context, record, site, store, plan, packs, listing, }) {
    const keepsakes = (0,_frontend_kept_files_js__WEBPACK_IMPORTED_MODULE_1__/* .planKeeping */ .T5)(plan, { record, listing, packs });
    if (keepsakes.length === 0)
        return undefined;
    const missing = 'A rollback to the release before this one will not be possible.';
    return unlessRefused(context.platform.log, missing, async () => {
        const there = await (0,_frontend_kept_files_js__WEBPACK_IMPORTED_MODULE_1__/* .listKept */ .fx)(store);
        await (0,_frontend_kept_files_js__WEBPACK_IMPORTED_MODULE_1__/* .keepFiles */ .N9)(store, site, { keepsakes, kept: there });
        return there;
    });
}
/** Keeps what is uploaded for the day that it is replaced. Resolves to where each content is that was not kept before. */
async function keepUploads({ context, store, record, plan, packs, release, isWholeHere, }) {
    const planned = (0,_frontend_packs_js__WEBPACK_IMPORTED_MODULE_2__/* .planPacks */ .qC)(plan, { record, packs, isWholeHere });
    const missing = 'Once this release is replaced, a rollback to it may not be possible.';
    const written = await unlessRefused(context.platform.log, missing, () => (0,_frontend_packs_js__WEBPACK_IMPORTED_MODULE_2__/* .writePacks */ .mR)(store, planned, release));
    return written ?? new Map();
}
const DAY = 24 * 60 * 60_000;
/** Deletes what is kept of releases that nobody can go back to any more, once the release that replaced them is recorded. */
async function pruneReplaced({ log, clock }, { store, kept, ...passage }) {
    if (kept === undefined && !(0,_frontend_prune_kept_js__WEBPACK_IMPORTED_MODULE_3__/* .letsGo */ .X)(passage))
        return;
    const missing = 'Files that no release needs any more stay in the state bucket.';
    await unlessRefused(log, missing, async () => (0,_frontend_prune_kept_js__WEBPACK_IMPORTED_MODULE_3__/* .pruneKept */ .B)(store, kept ?? (await (0,_frontend_kept_files_js__WEBPACK_IMPORTED_MODULE_1__/* .listKept */ .fx)(store)), { ...passage, orphansUntil: clock.now() - DAY }));
}
/**
 * What AWS refuses of keeping files is told, and the deploy goes on: a role that was made for an older version of this
 * action lacks the permissions, and what it deploys matters more than going back from it.
 */
async function unlessRefused(log, consequence, work) {
    try {
        return await work();
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H) || error.code !== 'ACCESS_DENIED')
            throw error;
        log.warning(`${consequence} ${error.reason}`);
        log.untrusted(error.details);
        return undefined;
    }
}


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

/***/ 6770:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ findPlace),
  X: () => (/* binding */ keptFilesOf)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/frontend/site-outputs.js

/**
 * Reads bucket, distribution and URL from the outputs the inputs name. The distribution is needed unless `invalidation`
 * is `none`, the URL unless `wait-for-live` is false.
 *
 * @throws Failure `OUTPUT_MISSING` naming every one that isn't a text
 */
function readSiteOutputs(frontend, outputs) {
    const missing = [];
    const read = (input, name, needed) => {
        const value = Object.hasOwn(outputs, name) ? outputs[name]?.value : undefined;
        if (typeof value === 'string' && value !== '')
            return value;
        if (needed)
            missing.push(`${name} (input ${input})`);
        return undefined;
    };
    const bucket = read('frontend-bucket-output', frontend.bucketOutput, true);
    const distributionId = read('distribution-id-output', frontend.distributionIdOutput, frontend.invalidation !== 'none');
    const url = read('url-output', frontend.urlOutput, frontend.waitForLive);
    if (bucket === undefined || missing.length > 0) {
        const there = Object.keys(outputs);
        throw new errors/* Failure */.H({
            code: 'OUTPUT_MISSING',
            reason: `The Terraform configuration has no such output with a plain text: ${missing.join(', ')}.`,
            safe: 'What Terraform applied stays applied. Nothing was built or uploaded: the site is as it was.',
            next: 'Add the output, name the right one with the input, or set `frontend-directory: ""` if there is no frontend.',
            details: [
                there.length === 0 ? 'There are no outputs.' : `Outputs that are there: ${there.join(', ')}.`,
            ],
        });
    }
    return {
        bucket,
        ...(distributionId === undefined ? {} : { distributionId }),
        ...(url === undefined ? {} : { url }),
    };
}

// EXTERNAL MODULE: ./lib/state/keys.js
var keys = __webpack_require__(325);
;// CONCATENATED MODULE: ./lib/site-place.js


/** Finds the site by what Terraform says of it, and tells the report its address. */
async function findPlace({ platform, progress, signal: cancelled }, frontend, { deployment, outputs, lost }) {
    const names = readSiteOutputs(frontend, outputs);
    if (names.url !== undefined)
        progress.found({ url: names.url });
    const signal = AbortSignal.any([cancelled, lost]);
    const s3 = await platform.aws.objects(deployment.region);
    return {
        names,
        site: { s3, bucket: names.bucket, account: deployment.account, signal },
        store: await keptFilesOf(platform, deployment.state, signal),
    };
}
/** Where the files of an environment's earlier releases are kept. */
const keptFilesOf = async ({ aws }, { bucket, account, region, key }, signal) => ({
    s3: await aws.objects(region),
    bucket,
    account,
    prefix: (0,keys/* keptFilesPrefix */.ER)(key),
    signal,
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


/***/ })

};
