export const id = 922;
export const ids = [922];
export const modules = {

/***/ 9922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deploy: () => (/* binding */ deploy)
});

// EXTERNAL MODULE: ./lib/apply-configuration.js
var apply_configuration = __webpack_require__(3160);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/build-site.js + 3 modules
var build_site = __webpack_require__(6523);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/frontend/build.js
var build = __webpack_require__(8428);
// EXTERNAL MODULE: ./lib/frontend/environment.js
var environment = __webpack_require__(9409);
;// CONCATENATED MODULE: ./lib/platform/held-log.js
/**
 * A log that keeps what it is told until it is released: of work that goes on beside other work, whose lines would come
 * between. Only masks are told at once.
 */
class HeldLog {
    #log;
    /** Undefined once released. */
    #held = [];
    constructor(log) {
        this.#log = log;
    }
    info = (line) => this.#tell(() => this.#log.info(line));
    debug = (line) => this.#tell(() => this.#log.debug(line));
    warning = (message) => this.#tell(() => this.#log.warning(message));
    annotate = (annotation) => this.#tell(() => this.#log.annotate(annotation));
    untrusted = (lines) => this.#tell(() => this.#log.untrusted(lines));
    mask = (value) => this.#log.mask(value);
    redact = (text) => this.#log.redact(text);
    group = async (title, work) => {
        let end = () => { };
        const ended = new Promise((resolve) => (end = resolve));
        let shown;
        this.#tell(() => void (shown = this.#log.group(title, () => ended)));
        const close = async () => {
            end();
            await shown;
        };
        try {
            return await work();
        }
        finally {
            if (this.#held === undefined)
                await close();
            else
                this.#held.push(close);
        }
    };
    /** Tells all that was kept, and from here on everything at once. */
    async release() {
        // What comes while a group is being closed is kept behind it.
        for (let next = this.#held?.shift(); next !== undefined; next = this.#held?.shift())
            await next();
        this.#held = undefined;
    }
    #tell(print) {
        if (this.#held === undefined)
            print();
        else
            this.#held.push(print);
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/terraform/configuration-files.js
var configuration_files = __webpack_require__(1552);
;// CONCATENATED MODULE: ./lib/terraform/local-effects.js



/** What lets an apply write files of this machine, or run commands on it. */
const LOCAL_EFFECTS = /\blocal-exec\b|\blocal_(?:sensitive_)?file\b/;
/**
 * Whether an apply may change what lies in the checkout, as far as the texts of the root module and of all its modules
 * tell: a provisioner, a file. In doubt it may.
 */
async function mayWriteHere(directory, environment) {
    try {
        const data = external_node_path_.resolve(directory, environment['TF_DATA_DIR'] || '.terraform');
        const modules = await moduleDirectories(data);
        const texts = await Promise.all(['', ...modules].map(async (each) => (0,configuration_files/* readConfigurationFiles */.O)(external_node_path_.resolve(directory, each))));
        return texts.flat().some(({ text }) => text === undefined || LOCAL_EFFECTS.test(text));
    }
    catch {
        return true;
    }
}
/** Where `init` has put the modules, relative to the root module. It writes no list where there is none. */
async function moduleDirectories(data) {
    let text;
    try {
        text = await (0,promises_.readFile)(external_node_path_.join(data, 'modules', 'modules.json'), 'utf8');
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    }
    const { Modules } = JSON.parse(text);
    return Modules.map(({ Dir }) => Dir);
}

;// CONCATENATED MODULE: ./lib/build-ahead.js







/**
 * Builds the frontend while Terraform applies, where the build takes nothing from Terraform that the apply changes. What
 * comes of it, a failure too, is only looked at when the apply has come to its end, and its lines are shown then.
 */
class BuildAhead {
    #context;
    #frontend;
    #terraformEnvironment;
    #stop = new AbortController();
    #making;
    constructor(context, frontend, { terraformEnvironment, lost, }) {
        const signal = AbortSignal.any([context.signal, lost, this.#stop.signal]);
        this.#context = { ...context, signal };
        this.#frontend = frontend;
        this.#terraformEnvironment = terraformEnvironment;
    }
    /** An apply is about to begin. Of two, the first begins the build. */
    begin({ outputs, stored }) {
        const values = this.#valuesOf(outputs);
        if (this.#making !== undefined || values === undefined)
            return;
        const log = new HeldLog(this.#context.platform.log);
        const context = { ...this.#context, platform: { ...this.#context.platform, log } };
        const { live, intended } = stored.record;
        const made = this.#make(context, { outputs, live: intended === undefined ? live : undefined });
        // Looked at later, or never: that is no unhandled rejection.
        made.catch(() => undefined);
        this.#making = { values, log, made };
    }
    async #make(context, building) {
        const { inputs } = context;
        if (await mayWriteHere(inputs.terraform.directory, this.#terraformEnvironment))
            return undefined;
        const prepared = await (0,build_site/* prepareBuild */.yI)(context, this.#frontend, building);
        // Most likely there is nothing to build; what the bucket has is only known after the apply.
        if ((0,build_site/* isAlreadyLive */.p0)(prepared, context.run))
            return undefined;
        return { prepared, built: await (0,build/* buildFrontend */.j)(context.platform, prepared.build) };
    }
    /** The build, where one was made with just these values; its lines are shown from here on. */
    async result(outputs) {
        const making = this.#making;
        if (making === undefined)
            return undefined;
        if (!(0,external_node_util_.isDeepStrictEqual)(making.values, this.#valuesOf(outputs))) {
            await this.stop();
            return undefined;
        }
        await making.log.release();
        return making.made;
    }
    /** What the build takes from these outputs; undefined where they don't have all of it. */
    #valuesOf(outputs) {
        try {
            return (0,environment/* frontendEnvironment */.q)(this.#frontend.environment, outputs);
        }
        catch (error) {
            if (error instanceof errors/* Failure */.H)
                return undefined;
            throw error;
        }
    }
    /** Ends a build that nobody wants any more. Safe to call again, and when there is none. */
    async stop() {
        this.#stop.abort();
        await this.#making?.made.catch(() => undefined);
        this.#making = undefined;
    }
}

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
// EXTERNAL MODULE: ./lib/find-terraform.js + 9 modules
var find_terraform = __webpack_require__(6182);
// EXTERNAL MODULE: ./lib/migrate-state.js
var migrate_state = __webpack_require__(2198);
// EXTERNAL MODULE: ./lib/platform/both.js
var both = __webpack_require__(2160);
// EXTERNAL MODULE: ./lib/publish-site.js + 13 modules
var publish_site = __webpack_require__(2502);
// EXTERNAL MODULE: ./lib/record-deploy.js
var record_deploy = __webpack_require__(4048);
// EXTERNAL MODULE: ./lib/state/ensure-backend.js
var ensure_backend = __webpack_require__(2470);
// EXTERNAL MODULE: ./lib/terraform/configuration.js + 1 modules
var terraform_configuration = __webpack_require__(5730);
// EXTERNAL MODULE: ./lib/terraform/state-to-move.js
var state_to_move = __webpack_require__(1425);
;// CONCATENATED MODULE: ./lib/deploy.js


















/**
 * Push to main, get a live URL: from whatever is there, nothing included, to a running site. The order of the stages is
 * decided here and nowhere else.
 */
async function deploy(context) {
    const { inputs, progress, signal } = context;
    const directory = inputs.terraform.directory;
    // Everything that can be refused by looking at files is, before AWS is asked anything.
    const configuration = await (0,terraform_configuration/* readConfiguration */.TD)(directory);
    const local = await (0,state_to_move/* findStateToMove */.$)(configuration, directory, context.platform.environment);
    const declared = (0,context_deployment/* declaredState */.QR)(configuration.backend);
    (0,context_deployment/* refuseContradictions */.Dc)(inputs, declared);
    const { context: found, deployment } = await (0,find_deployment/* findDeployment */.H)(context, declared);
    const { platform } = found;
    // Neither needs the other; the binary may have to be downloaded, the backend to be made.
    const [binary] = await (0,both/* both */.W)((0,find_terraform/* findTerraform */.Y)(found, { ...configuration, locking: deployment.state.locking }), progress.stage('state backend', async () => {
        const backend = await (0,ensure_backend/* ensureBackend */.P)(platform, deployment.state, {
            mode: inputs.state.bootstrap,
            project: inputs.project,
            abort: signal,
        });
        progress.found({ backend });
        return backend;
    }));
    return (0,deploy_session/* underLease */.z)(found, deployment, (session) => deployUnderLease(found, { deployment, session, binary, backend: configuration.backend }, local));
}
async function deployUnderLease(context, leased, local) {
    const { platform, inputs, run, progress } = context;
    const { deployment, session } = leased;
    const found = await progress.stage('examine state', () => (0,examine_state/* examineState */.X)(context, leased));
    const examined = await (0,migrate_state/* migrateState */.P)(context, leased, { examined: found, local });
    const live = examined.record?.record.live;
    if (live !== undefined && (await isSuperseded(context, live))) {
        const { commit, runUrl, url } = live;
        progress.found({ supersededBy: { commit, runUrl }, ...(url === undefined ? {} : { url }) });
        return 'superseded';
    }
    const { frontend } = inputs;
    const { lost } = session.supervised;
    const { terraformEnvironment } = session;
    const ahead = frontend && new BuildAhead(context, frontend, { terraformEnvironment, lost });
    try {
        const { result, stored, state } = await (0,apply_configuration/* applyConfiguration */.F)(context, leased, examined, (known) => ahead?.begin(known));
        progress.found({ terraform: result });
        const { counts, outputs } = result;
        const deploy = (0,release_history/* deployOf */.F9)(run, { command: 'deploy', now: platform.clock.now(), state, counts });
        const site = frontend === undefined
            ? { changed: false, stored, fingerprint: undefined }
            : await (0,publish_site/* publishSite */.b)(context, frontend, { deployment, lost, stored, outputs, deploy, ahead });
        await (0,record_deploy/* recordDeploy */.V)(context, deployment, { ...site, deploy });
        return result.outcome === 'applied' || site.changed ? 'deployed' : 'unchanged';
    }
    finally {
        await ahead?.stop();
    }
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

/***/ 2470:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ ensureBackend),
/* harmony export */   d: () => (/* binding */ lookAtBackend)
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
    const { bucket, table } = await settingsOf(platform, location, project);
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
/**
 * Looks at the state backend and changes nothing. What `ensureBackend` would refuse in this mode is refused here, too;
 * with `never` nothing is looked at.
 */
async function lookAtBackend(platform, location, { mode, project, abort }) {
    if (mode === 'never')
        return { missing: [], drifted: [], hasBucket: true };
    const patience = { clock: platform.clock, abort };
    const { bucket, table } = await settingsOf(platform, location, project);
    const [bucketSeen, tableSeen] = await (0,_platform_both_js__WEBPACK_IMPORTED_MODULE_6__/* .both */ .W)((0,_state_bucket_js__WEBPACK_IMPORTED_MODULE_3__/* .lookAtBucket */ .B)(bucket.target, patience), (0,_lock_table_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAtTable */ .R)(table.target, patience));
    const parts = [verify(bucket, bucketSeen), verify(table, tableSeen)];
    if (mode === 'verify')
        allVerified(parts);
    return {
        missing: parts.flatMap(({ missing }) => missing),
        drifted: parts.flatMap(({ drifted }) => drifted),
        hasBucket: bucketSeen.kind === 'present',
    };
}
/** What bucket and table are to be. */
async function settingsOf({ aws }, location, project) {
    const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
    return {
        bucket: { resource: 'bucket', target: { s3, location, project }, wanted: _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .WANTED_BUCKET */ .t8 },
        table: { resource: 'table', target: { dynamodb, location, project }, wanted: _wanted_table_js__WEBPACK_IMPORTED_MODULE_5__/* .WANTED_TABLE */ .pG },
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
