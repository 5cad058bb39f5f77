export const id = 422;
export const ids = [422];
export const modules = {

/***/ 1041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deploy: () => (/* binding */ deploy)
});

// EXTERNAL MODULE: ./lib/apply-configuration.js + 34 modules
var apply_configuration = __webpack_require__(539);
// EXTERNAL MODULE: ./lib/context/deployment.js
var context_deployment = __webpack_require__(168);
;// CONCATENATED MODULE: ./lib/context/history.js
/**
 * How the own commit stands to the live one: by the checkout's git where it has both, else by GitHub's API (the usual
 * checkout has one commit and no history). Whatever fails is `unknown`, never an answer.
 */
async function relate(ports, request) {
    const { live, own } = request;
    if (live === own)
        return 'same';
    // A hash and nothing else becomes an argument of git and part of an address.
    if (!HASH.test(live) || !HASH.test(own))
        return 'unknown';
    const local = await relateByGit(ports, request);
    return local === 'unknown' ? relateByApi(ports, request) : local;
}
const HASH = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
async function relateByGit({ commands, environment, log }, { live, own, workspace }) {
    const git = (...args) => commands.run('git', args, { directory: workspace, environment: quiet(environment) });
    const contains = async (descendant, ancestor) => {
        const { exitCode } = await git('merge-base', '--is-ancestor', ancestor, descendant);
        return exitCode === 0 ? true : exitCode === 1 ? false : undefined;
    };
    try {
        // A path that is there is true even in a shallow checkout; only that there is none may be the cut's doing.
        const isNewer = await contains(own, live);
        if (isNewer === undefined)
            return 'unknown';
        if (isNewer)
            return 'newer';
        if ((await contains(live, own)) === true)
            return 'older';
        const { exitCode, stdout } = await git('rev-parse', '--is-shallow-repository');
        return exitCode === 0 && stdout.trim() === 'false' ? 'diverged' : 'unknown';
    }
    catch (error) {
        log.debug(`git could not be asked which commit is newer: ${String(error)}`);
        return 'unknown';
    }
}
/** Git that asks nobody anything, nor fetches what a partial clone left out. */
const quiet = (environment) => ({
    ...environment,
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
});
/** How head stands to base, in the words of GitHub's compare endpoint. */
const COMPARISONS = {
    identical: 'same',
    ahead: 'newer',
    behind: 'older',
    diverged: 'diverged',
};
async function relateByApi({ http, log }, { live, own, repository, apiUrl, token }) {
    if (apiUrl === undefined || apiUrl === '')
        return 'unknown';
    // One commit of the comparison is enough: its status is all that is read.
    const url = `${apiUrl}/repos/${repository}/compare/${live}...${own}?per_page=1`;
    try {
        const { status, body } = await http.get(url, {
            accept: 'application/vnd.github+json',
            'x-github-api-version': '2022-11-28',
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        });
        if (status !== 200) {
            log.debug(`GitHub answered ${status} when asked which commit is newer.`);
            return 'unknown';
        }
        const comparison = JSON.parse(body)?.status;
        return Object.hasOwn(COMPARISONS, String(comparison))
            ? (COMPARISONS[String(comparison)] ?? 'unknown')
            : 'unknown';
    }
    catch (error) {
        log.debug(`GitHub could not be asked which commit is newer: ${String(error)}`);
        return 'unknown';
    }
}

;// CONCATENATED MODULE: ./lib/context/newest.js
/**
 * Whether a run may deploy its commit over what is live: not when the live commit already contains it. Where history
 * doesn't say, the number of the run within the same workflow does; and where nothing does, the deploy goes on, because
 * a deploy that silently never happens is the worse mistake. `live` is what was deployed and verified last: a newer
 * deploy that failed supersedes nothing.
 *
 * Whoever presses "Run workflow" on an older branch or tag means that one: it goes on, unless what is live came of a
 * later run. "Re-run" of an old run repeats what someone wanted then; it is the usual accident, and superseded.
 */
function decideNewest({ relation, live, own, }) {
    // A run of the live commit repeats it, however its run is numbered.
    if (live.commit === own.commit)
        return 'go on';
    switch (relation) {
        case 'older':
            return isChosen(own, live) ? 'go on' : 'superseded';
        case 'same':
        case 'newer':
        case 'diverged':
            return 'go on';
        case 'unknown':
            return order(own, live) === 'earlier' ? 'superseded' : 'go on';
    }
}
/** Started by hand, when what is live was known already: its older commit is then what was asked for. */
function isChosen(own, live) {
    if (own.event !== 'workflow_dispatch')
        return false;
    const place = order(own, live);
    return place === 'later' || (place === 'unknown' && own.attempt === 1);
}
/** When a run was started beside another one. Numbers of different workflows have nothing to do with each other. */
function order(one, other) {
    const comparable = one.workflow !== undefined && one.workflow === other.workflow;
    if (!comparable || one.runNumber === undefined || other.runNumber === undefined)
        return 'unknown';
    if (one.runNumber === other.runNumber)
        return 'unknown';
    return one.runNumber < other.runNumber ? 'earlier' : 'later';
}

// EXTERNAL MODULE: ./lib/context/release-history.js
var release_history = __webpack_require__(7931);
// EXTERNAL MODULE: ./lib/context/run-status.js
var run_status = __webpack_require__(2289);
// EXTERNAL MODULE: ./lib/deploy-session.js
var deploy_session = __webpack_require__(7633);
// EXTERNAL MODULE: ./lib/examine-state.js
var examine_state = __webpack_require__(9552);
// EXTERNAL MODULE: ./lib/find-deployment.js
var find_deployment = __webpack_require__(5602);
// EXTERNAL MODULE: ./lib/platform/both.js
var both = __webpack_require__(2160);
// EXTERNAL MODULE: ./lib/publish-site.js + 11 modules
var publish_site = __webpack_require__(2847);
// EXTERNAL MODULE: ./lib/record-deploy.js
var record_deploy = __webpack_require__(4048);
// EXTERNAL MODULE: ./lib/state/ensure-backend.js
var ensure_backend = __webpack_require__(2470);
// EXTERNAL MODULE: ./lib/state/holder-proof.js
var holder_proof = __webpack_require__(1056);
// EXTERNAL MODULE: ./lib/terraform/adopt.js
var adopt = __webpack_require__(2962);
// EXTERNAL MODULE: ./lib/terraform/backend-override.js
var backend_override = __webpack_require__(9345);
// EXTERNAL MODULE: ./lib/terraform/configuration.js + 1 modules
var terraform_configuration = __webpack_require__(5730);
// EXTERNAL MODULE: ./lib/terraform/features.js
var features = __webpack_require__(5469);
// EXTERNAL MODULE: ./lib/terraform/install/install.js + 8 modules
var install = __webpack_require__(340);
// EXTERNAL MODULE: ./lib/terraform/local-state.js
var local_state = __webpack_require__(8503);
// EXTERNAL MODULE: ./lib/terraform-request.js
var terraform_request = __webpack_require__(9167);
;// CONCATENATED MODULE: ./lib/deploy.js





















/**
 * Push to main, get a live URL: from whatever is there, nothing included, to a running site. The order of the stages is
 * decided here and nowhere else.
 */
async function deploy(context) {
    const { inputs, run, progress, signal } = context;
    const directory = inputs.terraform.directory;
    // Everything that can be refused by looking at files is, before AWS is asked anything.
    const configuration = await (0,terraform_configuration/* readConfiguration */.TD)(directory);
    await (0,local_state/* refuseStateElsewhere */.gC)(configuration, directory, context.platform.environment);
    const declared = (0,context_deployment/* declaredState */.QR)(configuration.backend);
    (0,context_deployment/* refuseContradictions */.Dc)(inputs, declared);
    const { context: found, deployment } = await (0,find_deployment/* findDeployment */.H)(context, declared);
    const { platform } = found;
    // Neither needs the other; the binary may have to be downloaded, the backend to be made.
    const [binary] = await (0,both/* both */.W)(progress.stage('terraform binary', () => (0,install/* ensureTerraform */.B8)(platform, (0,terraform_request/* terraformRequest */.S)(context, configuration.requiredVersions)), ({ version }) => version), progress.stage('state backend', async () => {
        const backend = await (0,ensure_backend/* ensureBackend */.P)(platform, deployment.state, {
            mode: inputs.state.bootstrap,
            project: inputs.project,
            abort: signal,
        });
        progress.found({ backend });
        return backend;
    }));
    (0,features/* refuseUnknownLocking */.w0)(binary.version, deployment.state.locking);
    if (inputs.terraform.adoptExisting)
        (0,features/* refuseUnknownImports */.vr)(binary.version);
    if (binary.toKeep !== undefined)
        context.saveForPost('terraform-cache', JSON.stringify(binary.toKeep));
    const session = await progress.stage('lease', () => (0,deploy_session/* openSession */.f)(platform, { inputs, deployment, run }, {
        progress,
        prove: (0,holder_proof/* holderProver */.l$)(platform, inputs.githubToken),
        saveForPost: context.saveForPost,
        signal,
    }));
    try {
        return await deployUnderLease(found, { deployment, session, binary, backend: configuration.backend });
    }
    finally {
        await Promise.all([(0,backend_override/* removeOverride */.ZY)(directory), (0,adopt/* removeAdoptions */.WV)(directory)]);
        await session.end();
    }
}
async function deployUnderLease(context, leased) {
    const { platform, inputs, run, progress } = context;
    const { deployment, session } = leased;
    const examined = await progress.stage('examine state', () => (0,examine_state/* examineState */.X)(context, leased));
    const live = examined.record?.record.live;
    if (live !== undefined && (await isSuperseded(context, live))) {
        const { commit, runUrl, url } = live;
        progress.found({ supersededBy: { commit, runUrl }, ...(url === undefined ? {} : { url }) });
        return 'superseded';
    }
    const { result, stored, state } = await (0,apply_configuration/* applyConfiguration */.F)(context, leased, examined);
    progress.found({ terraform: result });
    const { lost } = session.supervised;
    const { counts, outputs } = result;
    const deploy = (0,release_history/* deployOf */.F9)(run, { command: 'deploy', now: platform.clock.now(), state, counts });
    const site = inputs.frontend === undefined
        ? { changed: false, stored }
        : await (0,publish_site/* publishSite */.b)(context, inputs.frontend, { deployment, lost, stored, outputs, deploy });
    await (0,record_deploy/* recordDeploy */.V)(context, deployment, { stored: site.stored, deploy });
    return result.outcome === 'applied' || site.changed ? 'deployed' : 'unchanged';
}
/** Whether a newer commit is live already: then this run has nothing to bring. */
async function isSuperseded({ platform, inputs, run }, live) {
    const { apiUrl } = (0,run_status/* githubAccess */.Yh)(platform.environment, inputs.githubToken);
    const relation = await relate(platform, {
        live: live.commit,
        own: run.commit,
        workspace: run.workspace,
        repository: run.repository,
        apiUrl,
        token: inputs.githubToken,
    });
    const verdict = decideNewest({ relation, live, own: run });
    if (relation === 'older' && verdict === 'go on') {
        platform.log.info(`${run.commit.slice(0, 7)} is older than the live ${live.commit.slice(0, 7)}; it was started by hand, so it is deployed.`);
    }
    return verdict === 'superseded';
}


/***/ }),

/***/ 2470:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ ensureBackend)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _platform_both_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2160);
/* harmony import */ var _converge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3776);
/* harmony import */ var _lock_table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(343);
/* harmony import */ var _state_bucket_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5522);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1993);
/* harmony import */ var _wanted_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(651);







/**
 * Gets or creates the state bucket and the lock table and brings every setting to what it should be: found, changed
 * where it differs, read back. Looks at both before it changes either, so that a refusal leaves both as they were.
 * Any number of runs may do this at once; they end in one bucket and one table. What is not ours by tag is used as it
 * is and reported. Throws the backend's failures: BUCKET_*, LOCK_TABLE_WRONG_KEY, BACKEND_*, ACCESS_DENIED.
 */
async function ensureBackend(platform, location, options) {
    const names = { bucket: location.bucket, table: location.lockTable };
    if (options.mode === 'never')
        return { ...names, bucketCreated: false, tableCreated: false, settings: [] };
    const { project, abort } = options;
    const patience = { clock: platform.clock, abort };
    const [s3, dynamodb] = await Promise.all([
        platform.aws.s3(location.region),
        platform.aws.dynamodb(location.region),
    ]);
    const bucket = {
        resource: 'bucket',
        target: { s3, location, project },
        wanted: _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .WANTED_BUCKET */ .t8,
    };
    const table = {
        resource: 'table',
        target: { dynamodb, location, project },
        wanted: _wanted_table_js__WEBPACK_IMPORTED_MODULE_5__/* .WANTED_TABLE */ .pG,
    };
    const [bucketSeen, tableSeen] = await (0,_platform_both_js__WEBPACK_IMPORTED_MODULE_6__/* .both */ .W)((0,_state_bucket_js__WEBPACK_IMPORTED_MODULE_3__/* .lookAtBucket */ .B)(bucket.target, patience), (0,_lock_table_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAtTable */ .R)(table.target, patience));
    abort?.throwIfAborted();
    if (options.mode === 'verify') {
        const settings = allVerified([verify(bucket, bucketSeen), verify(table, tableSeen)]);
        return { ...names, bucketCreated: false, tableCreated: false, settings };
    }
    const [bucketNow, tableNow] = await (0,_platform_both_js__WEBPACK_IMPORTED_MODULE_6__/* .both */ .W)(bringBucket(bucket, bucketSeen, patience), bringTable(table, tableSeen, patience));
    return {
        ...names,
        bucketCreated: bucketNow.created,
        tableCreated: tableNow.created,
        settings: [...bucketNow.outcomes, ...tableNow.outcomes],
    };
}
async function bringBucket(settings, seen, patience) {
    const now = seen.kind === 'absent' ? await (0,_state_bucket_js__WEBPACK_IMPORTED_MODULE_3__/* .makeBucket */ .$)(settings.target, patience) : seen;
    if (now.kind === 'present')
        return { created: false, outcomes: await bring(settings, now, patience) };
    // The tag first: a bucket that has it is ours to finish, should this run be killed right here.
    await (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .convergeAll */ .ne)({ ...settings, wanted: [_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .BUCKET */ .j6.tags] }, undefined, patience);
    return { created: true, outcomes: asCreated(await (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .convergeAll */ .ne)(settings, undefined, patience)) };
}
async function bringTable(settings, seen, patience) {
    const now = seen.kind === 'absent' ? await (0,_lock_table_js__WEBPACK_IMPORTED_MODULE_2__/* .makeTable */ .d)(settings.target, patience) : seen;
    if (now.kind === 'present')
        return { created: false, outcomes: await bring(settings, now, patience) };
    return { created: true, outcomes: asCreated(await (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .convergeAll */ .ne)(settings, undefined, patience)) };
}
/** What is ours is mended; what is not is used as it was found. */
const bring = async (settings, { ours, findings }, patience) => ours ? (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .convergeAll */ .ne)(settings, findings, patience) : (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .asFound */ .LW)(settings, findings);
/** What this run made had no setting before, even where AWS makes new ones as wanted. */
const asCreated = (outcomes) => outcomes.map((outcome) => ({ ...outcome, found: 'absent', changed: true }));
function verify(settings, sighting) {
    const name = (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .nameOf */ .Vb)(settings.resource, settings.target.location);
    if (sighting.kind === 'absent')
        return { missing: [name], drifted: [], outcomes: [] };
    const outcomes = (0,_converge_js__WEBPACK_IMPORTED_MODULE_1__/* .asFound */ .LW)(settings, sighting.findings);
    const drifted = outcomes.flatMap(({ setting, found, wanted }, index) => sighting.ours && sighting.findings[index]?.asWanted === false
        ? [`${name}: ${setting} is ${found}, wanted ${wanted}`]
        : []);
    return { missing: [], drifted, outcomes };
}
/** All outcomes, or the failure that names everything missing, else everything drifted. */
function allVerified(parts) {
    const missing = parts.flatMap((part) => part.missing);
    const drifted = parts.flatMap((part) => part.drifted);
    const safe = 'Nothing was created or changed, and no state was read or written.';
    const remedy = 'Run command: bootstrap (or bootstrap: auto) with a role that may change the state backend';
    if (missing.length > 0) {
        const verb = missing.length === 1 ? 'is' : 'are';
        const reason = `bootstrap is verify, and ${missing.join(' and ')} ${verb} not there.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({ code: 'BACKEND_MISSING', reason, safe, next: `${remedy}.` });
    }
    if (drifted.length > 0) {
        const reason = `bootstrap is verify, and ${drifted.length} of ${parts.flatMap(({ outcomes }) => outcomes).length} settings of the state backend are not as wanted.`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({ code: 'BACKEND_DRIFTED', reason, safe, next: `${remedy}.`, details: drifted });
    }
    return parts.flatMap(({ outcomes }) => outcomes);
}


/***/ })

};
