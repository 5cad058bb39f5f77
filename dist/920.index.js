export const id = 920;
export const ids = [920];
export const modules = {

/***/ 1920:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  plan: () => (/* binding */ plan_plan)
});

// EXTERNAL MODULE: ./lib/context/event.js
var context_event = __webpack_require__(6731);
;// CONCATENATED MODULE: ./lib/context/pull-request.js
const PAGE = 100;
/** GitHub stops at 2,500 comments. */
const MOST_PAGES = 30;
/**
 * Writes a comment on a pull request, or updates the one that is there. Only a comment of our own is ever touched: one
 * that begins with the marker and is a bot's (nobody can pose as one), or of the token's own user. Never throws.
 */
async function writeComment(http, { apiUrl, token }, comment) {
    if (apiUrl === undefined)
        return refused('there is no GITHUB_API_URL here');
    if (token === undefined)
        return refused('there is no github-token');
    const headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' };
    const github = {
        get: async (path) => answerOf(await http.get(`${apiUrl}${path}`, headers)),
        send: async (method, path, body) => answerOf(await http.send({ method, url: `${apiUrl}${path}`, body, headers })),
    };
    try {
        return await write(github, comment);
    }
    catch (error) {
        if (error instanceof Unanswered)
            return refused(error.message);
        return refused('GitHub could not be reached');
    }
}
/** GitHub answered something else than what was asked for. */
class Unanswered extends Error {
    name = 'Unanswered';
}
const refused = (why) => ({ kind: 'refused', why });
async function write(github, comment) {
    const { repository, pullRequest, marker, run, body } = comment;
    const issue = `/repos/${repository}/issues/${pullRequest}/comments`;
    const found = await findOwn(github, issue, marker);
    if (found === undefined)
        return { kind: 'created', url: urlOf(await github.send('POST', issue, { body })) };
    if (isNewer(found, { marker, run }))
        return { kind: 'newer', url: found.url };
    await github.send('PATCH', `/repos/${repository}/issues/comments/${found.id}`, { body });
    return { kind: 'updated', url: found.url };
}
/** The oldest comment of ours; a later one would be of two runs that began it at once. */
async function findOwn(github, issue, marker) {
    const ofPeople = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
        const comments = toComments(await github.get(`${issue}?per_page=${PAGE}&page=${page}`));
        const marked = comments.filter(({ body }) => body.startsWith(`${marker} `));
        const ours = marked.find(({ isBot }) => isBot);
        if (ours !== undefined)
            return ours;
        ofPeople.push(...marked);
        if (comments.length < PAGE)
            break;
    }
    if (ofPeople.length === 0)
        return undefined;
    const own = await readOwnName(github);
    return ofPeople.find(({ author }) => author === own);
}
/** Whose token this is. An app's, like the one every job has, may not ask: then no person's comment is ours. */
async function readOwnName(github) {
    try {
        const { login } = (await github.get('/user'));
        return typeof login === 'string' ? login : undefined;
    }
    catch (error) {
        if (error instanceof Unanswered)
            return undefined;
        throw error;
    }
}
/** GitHub counts the ids of runs up. */
function isNewer({ body }, { marker, run }) {
    const [, theirs] = / run (\d{1,20}) /.exec(body.slice(marker.length, marker.length + 40)) ?? [];
    return theirs !== undefined && /^\d+$/.test(run) && BigInt(theirs) > BigInt(run);
}
function answerOf({ status, body }) {
    if (status < 200 || status > 299) {
        const hint = status === 403 || status === 404
            ? '; the job needs `permissions: { pull-requests: write }`, which a run that Dependabot starts never has'
            : '';
        throw new Unanswered(`GitHub answered ${status}${hint}`);
    }
    try {
        return JSON.parse(body);
    }
    catch {
        throw new Unanswered('GitHub’s answer could not be read');
    }
}
const toComments = (answer) => (Array.isArray(answer) ? answer : []).map((each) => ({
    id: Number(each.id),
    url: urlOf(each),
    body: typeof each.body === 'string' ? each.body : '',
    author: typeof each.user?.login === 'string' ? each.user.login : '',
    isBot: each.user?.type === 'Bot',
}));
const urlOf = (answer) => {
    const { html_url: url } = answer;
    return typeof url === 'string' ? url : '';
};

// EXTERNAL MODULE: ./lib/context/run-status.js
var run_status = __webpack_require__(2289);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/failure-message.js
var failure_message = __webpack_require__(3547);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/report/blocks.js
var blocks = __webpack_require__(642);
// EXTERNAL MODULE: ./lib/report/markdown.js
var markdown = __webpack_require__(3021);
// EXTERNAL MODULE: ./lib/report/sections/adopted.js
var adopted = __webpack_require__(3028);
// EXTERNAL MODULE: ./lib/report/sections/guard.js
var guard = __webpack_require__(4730);
// EXTERNAL MODULE: ./lib/report/sections/history.js
var sections_history = __webpack_require__(1563);
// EXTERNAL MODULE: ./lib/report/sections/planned.js
var planned = __webpack_require__(4389);
// EXTERNAL MODULE: ./lib/report/what-changed.js
var what_changed = __webpack_require__(507);
;// CONCATENATED MODULE: ./lib/report/comment.js








/** GitHub refuses a comment beyond 65,536 characters; in bytes that is never less. */
const MAX_COMMENT_BYTES = 64_000;
/** Rows of one folded piece: what is left out for size is left out by whole pieces. */
const PIECE_ROWS = 100;
/**
 * The beginning of every comment about one place: an HTML comment, which nobody sees. Two environments or two root modules
 * of one repository have a comment each.
 */
function commentMarker(owner) {
    const { project, environment, terraformDirectory } = owner;
    const place = JSON.stringify([project, environment, terraformDirectory]);
    return `<!-- revive-deploy:plan ${(0,external_node_crypto_.createHash)('sha256').update(place).digest('hex').slice(0, 16)}`;
}
/** The whole marker, with the run: an older run that ends later leaves the comment of a newer one alone. */
const markerOfRun = (marker, run) => `${marker} run ${run.id} -->`;
/**
 * What a plan found, as a comment on its pull request. Of a plan that failed: its code, reason and next step, without
 * the details, which may quote other programs; the run's page masks secrets in them, and a comment doesn't.
 */
function renderComment(report, { pullRequest, directory }) {
    const head = (0,blocks/* block */.om)((0,markdown/* stack */.t$)([title(report, directory), (0,markdown/* markup */.PT) `**${(0,what_changed/* sentence */.em)(report)}**`]));
    const foot = (0,blocks/* block */.om)(footer(report, pullRequest));
    const body = [
        head,
        ...failed(report),
        ...(0,planned/* stopsSection */.Bk)(report.plan),
        ...(0,guard/* guardSection */.$)(report),
        ...(0,adopted/* adoptedSection */.z)(report.adopted),
        ...(0,planned/* plannedSection */._G)(report, PIECE_ROWS),
        ...(0,sections_history/* historySection */.g)(report.history),
        foot,
    ];
    const because = 'because GitHub takes no longer comment; the summary of the run has them';
    const whole = (0,blocks/* assemble */.fT)(body, MAX_COMMENT_BYTES, because);
    if (Buffer.byteLength(whole) <= MAX_COMMENT_BYTES)
        return whole;
    const short = (0,blocks/* block */.om)((0,markdown/* markup */.PT) `All of it is too long for a comment: see the summary of the run.`);
    return (0,blocks/* assemble */.fT)([head, short, foot], MAX_COMMENT_BYTES);
}
function title({ project, environment, result, failure, plan }, directory) {
    const what = result === 'failed' ? (0,markdown/* markup */.PT) `plan failed: ${(0,markdown/* code */.aY)(failure?.code ?? 'INTERNAL')}` : (0,planned/* plannedTitle */.NE)(plan);
    const where = directory === 'terraform' ? (0,markdown/* markup */.PT) `` : (0,markdown/* markup */.PT) ` (${(0,markdown/* code */.aY)(directory)})`;
    return (0,markdown/* markup */.PT) `### ${project} / ${environment}${where}: ${what}`;
}
function failed({ failure }) {
    if (failure === undefined)
        return [];
    return [(0,blocks/* block */.om)((0,markdown/* stack */.t$)([(0,markdown/* prose */.CS)(failure.reason), (0,markdown/* markup */.PT) `**Next:** ${(0,markdown/* prose */.CS)(failure.next)}`]))];
}
function footer({ run, region }, { head }) {
    const repository = run.url.split('/actions/')[0] ?? '';
    const attempt = run.attempt > 1 ? ` (attempt ${run.attempt})` : '';
    const facts = [
        (0,markdown/* link */.nf)((0,markdown/* code */.aY)(head.slice(0, 7)), `${repository}/commit/${head}`),
        (0,markdown/* markup */.PT) `${region}`,
        (0,markdown/* link */.nf)((0,markdown/* markup */.PT) `run ${run.id}${attempt}`, run.url),
        (0,markdown/* markup */.PT) `infrastructure only: a deploy also builds and compares the site`,
    ];
    return (0,markdown/* markup */.PT) `<sub>${(0,markdown/* join */.fj)(facts, ' · ')}</sub>`;
}

;// CONCATENATED MODULE: ./lib/comment-on-plan.js






/**
 * Tells a pull request what its plan found, in the one comment about this environment. A comment that can't be written is
 * a warning: the plan is in the summary all the same. Never throws.
 */
async function commentOnPlan({ platform, inputs, run }, report) {
    const pullRequest = (0,context_event/* readPullRequest */.DQ)(platform.environment);
    if (!inputs.pullRequestComment || pullRequest === undefined)
        return;
    const { relativeDirectory: terraformDirectory } = inputs.terraform;
    const marker = commentMarker({ ...inputs, terraformDirectory });
    const text = renderComment(withoutValues(report, valuesOf(platform.environment, inputs)), {
        pullRequest,
        directory: terraformDirectory,
    });
    const said = await writeComment(platform.http, (0,run_status/* githubAccess */.Yh)(platform.environment, inputs.githubToken), {
        repository: run.repository,
        pullRequest: pullRequest.number,
        marker,
        run: run.id,
        // The runner masks logs and summaries; what goes to GitHub's API it never sees.
        body: `${markerOfRun(marker, run)}\n${platform.log.redact(text)}`,
    });
    const where = `pull request #${pullRequest.number}`;
    if (said.kind === 'refused') {
        platform.log.warning(`The plan is not in a comment on ${where}: ${said.why}.`);
    }
    else if (said.kind === 'newer') {
        platform.log.info(`A newer run has its plan in the comment on ${where} already: ${said.url}`);
    }
    else {
        platform.log.info(`The plan is in the comment on ${where}: ${said.url}`);
    }
}
/** Shorter values would blank half the sentence. */
const SHORTEST_VALUE = 4;
/** Every value that was handed to Terraform: a workflow's secrets are among them, and which they are only it knows. */
const valuesOf = (environment, { terraform }) => {
    const ofJob = Object.entries(environment).filter(([name]) => name.startsWith('TF_VAR_'));
    return [...terraform.variables.values(), ...ofJob.map(([, value = '']) => value)]
        .flatMap((value) => [value, ...value.split(/\r?\n/)])
        .map((value) => value.trim())
        .filter(({ length }) => length >= SHORTEST_VALUE)
        .sort((one, other) => other.length - one.length);
};
/** The report with these values, and what looks like a secret, out of what a failure quotes from other programs. */
function withoutValues(report, values) {
    if (report.failure === undefined)
        return report;
    const clean = (text) => (0,failure_message/* withoutSecrets */.cT)(values.reduce((rest, value) => rest.replaceAll(value, '***'), text));
    const { code, reason, safe, next } = report.failure;
    return {
        ...report,
        failure: new errors/* Failure */.H({ code, reason: clean(reason), safe: clean(safe), next: clean(next) }),
    };
}

// EXTERNAL MODULE: ./lib/context/deployment.js
var context_deployment = __webpack_require__(168);
// EXTERNAL MODULE: ./lib/find-deployment.js
var find_deployment = __webpack_require__(5602);
// EXTERNAL MODULE: ./lib/find-terraform.js + 9 modules
var find_terraform = __webpack_require__(6182);
// EXTERNAL MODULE: ./lib/terraform/guard/guard.js
var guard_guard = __webpack_require__(8103);
;// CONCATENATED MODULE: ./lib/foresee-stops.js


/** What a deploy stops at before it applies: of a plan that is no failure, but the most that it has to say. */
const FORESEEN = new Set([
    'ALREADY_EXISTS',
    'ADOPTION_REFUSED',
    'CREATES_UNPROVEN',
    'DESTROY_GUARDED',
]);
/** The failure that a deploy would stop with; what is none of those is this run's own. */
async function foreseen(work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof errors/* Failure */.H && FORESEEN.has(error.code))
            return [error];
        throw error;
    }
}
/**
 * What a deploy would stop at before it applies this plan, looked up as a deploy does; `plan again` where it would first
 * import something or free it of its taint: that is in the copy of the state, and for this run alone. All of it is
 * annotated: a deploy's errors are a plan's warnings.
 */
async function foreseeStops(context, plan) {
    const { progress, platform } = context;
    const { terraform, journal, made, shown } = plan;
    const examined = journal.concerns(made)
        ? await progress.stage('look up', () => foreseen(() => journal.examine(terraform, made, shown)))
        : [];
    if (examined === 'plan again')
        return examined;
    const stops = [...failuresIn(examined), ...(await foresee_stops_guard(context, plan))];
    for (const { code, reason, next } of stops) {
        const message = `A deploy would stop: ${reason} ${next}`;
        platform.log.annotate({ severity: 'warning', title: code, message });
    }
    return stops;
}
const failuresIn = (outcome) => Array.isArray(outcome) ? outcome : [];
async function foresee_stops_guard({ platform, inputs, progress }, { deployment: { region, account }, terraform, made, shown }) {
    if (!(0,guard_guard/* guardConcerns */.Np)(made))
        return [];
    const { directory, relativeDirectory } = terraform;
    const about = { directory, relativeDirectory, region, account, allowed: inputs.terraform.allowDestroy };
    const verdict = await progress.stage('guard', () => (0,guard_guard/* guardDestroys */.dS)(platform, shown, about));
    progress.found({ guard: verdict });
    for (const annotation of (0,guard_guard/* guardAnnotations */.W6)(verdict))
        platform.log.annotate({ ...annotation, severity: 'warning' });
    return failuresIn(await foreseen(() => (0,guard_guard/* refuseDestroys */.Y_)(verdict)));
}

// EXTERNAL MODULE: ./lib/journal-keeper.js + 8 modules
var journal_keeper = __webpack_require__(1341);
// EXTERNAL MODULE: ./lib/context/local-state.js
var local_state = __webpack_require__(3480);
// EXTERNAL MODULE: ./lib/context/release-history.js
var release_history = __webpack_require__(7931);
// EXTERNAL MODULE: ./lib/state/accepted-head.js + 1 modules
var accepted_head = __webpack_require__(4307);
// EXTERNAL MODULE: ./lib/state/earlier-place.js
var earlier_place = __webpack_require__(9295);
// EXTERNAL MODULE: ./lib/state/ensure-backend.js
var ensure_backend = __webpack_require__(2470);
// EXTERNAL MODULE: ./lib/state/keys.js
var keys = __webpack_require__(325);
// EXTERNAL MODULE: ./lib/state/move-state.js
var move_state = __webpack_require__(2716);
// EXTERNAL MODULE: ./lib/state/ownership.js
var ownership = __webpack_require__(960);
// EXTERNAL MODULE: ./lib/state/recovery.js
var recovery = __webpack_require__(1930);
// EXTERNAL MODULE: ./lib/state/release-record.js + 4 modules
var release_record = __webpack_require__(7320);
// EXTERNAL MODULE: ./lib/state/set-aside.js
var set_aside = __webpack_require__(6264);
// EXTERNAL MODULE: ./lib/state/state-content.js
var state_content = __webpack_require__(3544);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(6594);
// EXTERNAL MODULE: ./lib/state/permissions.js
var permissions = __webpack_require__(433);
// EXTERNAL MODULE: ./lib/state/wanted-bucket.js + 2 modules
var wanted_bucket = __webpack_require__(1993);
;// CONCATENATED MODULE: ./lib/state/state-copy.js



/** Reads the current state whole, for a plan that never writes it back; undefined where there is none. */
async function readStateCopy({ aws }, location) {
    const s3 = await aws.s3(location.region);
    const object = await (0,permissions/* explained */.to)((0,aws_errors/* orAbsent */.Re)(s3.getObject({ ...(0,wanted_bucket/* ownedBucket */.IP)(location), Key: location.key }), 'NoSuchKey'), {
        location,
        permissions: permissions/* PERMISSIONS */.Jj.state,
        attempt: 'read the state',
        safe: 'Nothing was planned or changed; the state is as it was.',
    });
    if (object === undefined)
        return undefined;
    return { text: (await object.Body?.transformToString()) ?? '', versionId: object.VersionId };
}

// EXTERNAL MODULE: ./lib/state/state-history.js
var state_history = __webpack_require__(6493);
// EXTERNAL MODULE: ./lib/terraform/local-state.js
var terraform_local_state = __webpack_require__(8503);
// EXTERNAL MODULE: ./lib/terraform/rescue.js
var rescue = __webpack_require__(6371);
;// CONCATENATED MODULE: ./lib/look-at-state.js

















/**
 * Examines the state as a deploy does, reading only: neither lease nor lock is taken, nothing is repaired or put away.
 *
 * @throws Failure what a deploy would stop with: `STATE_LOST`, `STATE_OF_ANOTHER`, `STATE_RECOVERY_PENDING`, ...
 */
async function lookAtState(context, deployment, local) {
    const { platform, inputs, signal } = context;
    const options = { mode: inputs.state.bootstrap, project: inputs.project, abort: signal };
    const backend = await (0,ensure_backend/* lookAtBackend */.d)(platform, deployment.state, options);
    const found = backend.hasBucket
        ? await lookInBucket(context, deployment)
        : { ...NOTHING, record: undefined };
    const moved = await lookElsewhere(context, deployment, { found, local });
    return { ...found, ...moved, backend };
}
const NOTHING = { basis: 'no state', head: { exists: false }, copy: undefined };
async function lookInBucket({ platform, inputs, progress }, { state, owner }) {
    const [stored, pending, versions, unsaved] = await Promise.all([
        (0,release_record/* readReleaseRecord */.d9)(await platform.aws.s3(state.region), state),
        (0,recovery/* readPendingRecovery */.$g)(platform, state),
        (0,state_history/* readStateVersions */.X)(platform, state),
        (0,rescue/* readUnsaved */.BO)(inputs.terraform.directory),
    ]);
    const record = stored?.record;
    if (record !== undefined) {
        (0,ownership/* refuseStateOfAnother */.qR)(record, owner, (0,release_record/* recordName */.xD)(state));
        (0,ownership/* refuseMovedAway */.Ei)(record, (0,keys/* placeName */.fW)(state));
    }
    if (unsaved !== undefined)
        throw unsavedHere(inputs.terraform.relativeDirectory);
    const { adoptExisting: adopt } = inputs.terraform;
    const found = await (0,set_aside/* readHeadToAdopt */.U)(platform, state, { record, adopt, read: accepted_head/* readAcceptableHead */.P });
    progress.found({ history: (0,state_history/* stateHistory */.u)(record === undefined ? [] : (0,release_history/* historyOf */.om)(record), versions) });
    const about = { ...found, record };
    const kept = await (0,recovery/* foreseeRecovery */.lQ)(platform, state, { pending, head: found.head });
    if (kept !== undefined)
        return { ...about, basis: 'kept state', copy: { text: kept.text } };
    if (found.lost !== undefined)
        return { ...about, basis: 'lost state', copy: undefined };
    const copy = found.head.exists ? await readStateCopy(platform, state) : undefined;
    return { ...about, basis: copy === undefined ? 'no state' : 'current state', copy };
}
/** The state that a deploy would move in before it plans, where there is one: see `migrateState`. */
async function lookElsewhere({ platform }, { state, owner }, { found, local }) {
    const { basis, record, copy } = found;
    if (record === undefined && (basis === 'no state' || basis === 'current state')) {
        const { places } = await (0,earlier_place/* findEarlierPlaces */.q)(platform, state, owner);
        const [place, ...others] = places;
        if (others.length > 0)
            throw (0,move_state/* ambiguous */.zs)(places, state);
        if (place !== undefined) {
            const movedFrom = (0,keys/* placeName */.fW)(place.location);
            return { basis: 'state to move', copy: await readStateCopy(platform, place.location), movedFrom };
        }
    }
    if (local === undefined)
        return undefined;
    const content = copy === undefined ? undefined : (0,state_content/* parseState */.B)(copy.text);
    const known = typeof content === 'object' ? content : undefined;
    const verdict = basis === 'lost state' ? 'another' : (0,local_state/* judgeLocalState */.S)(local, known, record?.movedIn);
    if (verdict === 'move')
        return { basis: 'state to move', copy: { text: local.text }, movedFrom: local.file };
    // The file is of the past: the bucket has it, or what came of it.
    if (verdict === 'moved already')
        return undefined;
    throw (0,terraform_local_state/* localStateFound */.T0)([local], {
        why: `${local.file} is a local Terraform state with ${local.holds}, and not the one that ${(0,keys/* placeName */.fW)(state)} continues: which of them is this environment's can't be told.`,
        next: 'Run the deploy, which stops at this, too, and says how they differ; or remove the file from the repository.',
    });
}
const unsavedHere = (directory) => new errors/* Failure */.H({
    code: 'STATE_RECOVERY_PENDING',
    reason: `${directory}/${rescue/* ERRORED_STATE */.mb} is a state that a Terraform in this checkout could not save; a plan without it would be wrong.`,
    safe: 'Nothing was planned or applied; the file is as it was.',
    next: 'Run the deploy from this checkout, which saves it first; or plan from a fresh checkout.',
});

// EXTERNAL MODULE: ./lib/plan-and-apply.js + 2 modules
var plan_and_apply = __webpack_require__(832);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./lib/platform/oidc.js
var oidc = __webpack_require__(2318);
// EXTERNAL MODULE: ./lib/platform/run-until-aborted.js
var run_until_aborted = __webpack_require__(481);
// EXTERNAL MODULE: ./lib/platform/supervision/job.js
var supervision_job = __webpack_require__(7548);
// EXTERNAL MODULE: ./lib/platform/supervision/supervised.js
var supervised = __webpack_require__(8657);
// EXTERNAL MODULE: ./lib/platform/supervision/task-runner.js
var task_runner = __webpack_require__(9433);
// EXTERNAL MODULE: ./lib/terraform/generated-files.js
var generated_files = __webpack_require__(319);
// EXTERNAL MODULE: ./lib/terraform/backend-override.js
var backend_override = __webpack_require__(9345);
// EXTERNAL MODULE: ./lib/terraform/init.js
var init = __webpack_require__(4416);
// EXTERNAL MODULE: ./lib/terraform/record-backend.js
var record_backend = __webpack_require__(4218);
// EXTERNAL MODULE: ./lib/terraform-environment.js
var terraform_environment = __webpack_require__(6527);
;// CONCATENATED MODULE: ./lib/plan-session.js












const STATE_FILE = 'copy.tfstate';
/**
 * Opens a Terraform that can change the state for nobody: it is given a copy, and so needs no lock, no lease and no right
 * to write. It runs as a child of this process, since there is nothing to save: a cancel stops it at once.
 */
async function openPlanSession({ platform, inputs, run, signal, saveForPost }, { binary, copy }) {
    const { directory, relativeDirectory } = inputs.terraform;
    const job = (0,supervision_job/* createJobDirectory */.Nj)(run.temporaryDirectory, (0,external_node_crypto_.randomUUID)());
    saveForPost('job-directory', job.path);
    saveForPost('terraform-directory', directory);
    const end = async () => {
        (0,supervised/* removeJobDirectory */.HY)(job);
        await (0,generated_files/* removeGenerated */.c)(directory);
    };
    const renewToken = async () => {
        if (inputs.roleToAssume !== undefined)
            (0,supervision_job/* writeJobFile */.XB)(job, supervision_job/* TOKEN_FILE */.r$, await (0,oidc/* requestIdToken */.gj)(platform));
    };
    try {
        await renewToken();
        if (copy !== undefined)
            (0,supervision_job/* writeJobFile */.XB)(job, STATE_FILE, copy.text);
        await (0,backend_override/* writeLocalOverride */.$y)(directory, (0,supervision_job/* jobFile */._h)(job, STATE_FILE));
    }
    catch (error) {
        await end();
        throw error;
    }
    const environment = (0,task_runner/* taskEnvironment */.r)({
        ...(0,terraform_environment/* terraformEnvironment */.M)(platform, { inputs, run, tokenFile: (0,supervision_job/* jobFile */._h)(job, supervision_job/* TOKEN_FILE */.r$) }),
        // What the checkout was initialised with stays as it is.
        TF_DATA_DIR: (0,supervision_job/* jobFile */._h)(job, 'data'),
    });
    const terraform = {
        executable: binary.executable,
        version: binary.version,
        directory,
        relativeDirectory,
        run: async (task, onLine) => {
            const ended = await (0,run_until_aborted/* runUntilAborted */.z)(task, onLine, { environment, signal });
            signal.throwIfAborted();
            return ended;
        },
        log: platform.log,
        // Of a copy nobody else has the lock.
        watchLock: async () => undefined,
        resilience: {
            clock: platform.clock,
            signal,
            freeOwnLock: async () => false,
            readOutputs: async () => ({}),
        },
    };
    const initialise = async () => {
        if (!(await (0,record_backend/* wouldMigrate */.B)(directory)))
            return (0,init/* init */.T)(terraform);
        const empty = (0,supervision_job/* jobFile */._h)(job, 'empty');
        await (0,promises_.mkdir)(empty);
        await (0,backend_override/* writeLocalOverride */.$y)(empty, (0,supervision_job/* jobFile */._h)(job, STATE_FILE));
        await (0,init/* init */.T)({ ...terraform, directory: empty });
        return (0,init/* init */.T)(terraform, 'recorded');
    };
    return { init: initialise, terraform, environment, planFile: (0,supervision_job/* jobFile */._h)(job, 'plan.tfplan'), renewToken, end };
}

// EXTERNAL MODULE: ./lib/platform/both.js
var both = __webpack_require__(2160);
// EXTERNAL MODULE: ./lib/terraform/changes.js
var changes = __webpack_require__(3541);
// EXTERNAL MODULE: ./lib/terraform/configuration.js + 1 modules
var terraform_configuration = __webpack_require__(5730);
// EXTERNAL MODULE: ./lib/terraform/plan-json.js
var plan_json = __webpack_require__(5048);
// EXTERNAL MODULE: ./lib/terraform/plan.js
var plan = __webpack_require__(8189);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/terraform/guard/block-location.js
var block_location = __webpack_require__(1219);
// EXTERNAL MODULE: ./lib/terraform/guard/planned-destroys.js
var planned_destroys = __webpack_require__(8202);
// EXTERNAL MODULE: ./lib/terraform/plan-references.js
var plan_references = __webpack_require__(8272);
;// CONCATENATED MODULE: ./lib/terraform/planned-changes.js




/** Every change of a plan's resources, in its order. Places are looked up for what is changed, replaced or deleted. */
async function plannedDetails(plan, directories) {
    const finder = (0,block_location/* blockFinder */.m)(plan, directories);
    const details = [];
    // One after the other: the finder reads each file once.
    for (const planned of plan.resource_changes ?? []) {
        const action = actionOf(planned);
        if (action !== undefined)
            details.push(await detailOf(plan, planned, { action, finder }));
    }
    return details;
}
async function detailOf(plan, planned, { action, finder }) {
    const { address, type, previous_address: from } = planned;
    const attributes = action === 'update' || action === 'replace' ? changedArguments(plan, planned) : [];
    const reason = action === 'delete' || action === 'replace'
        ? (0,planned_destroys/* reasonOfDestroy */.y)({ plan, mode: 'apply' }, planned)
        : undefined;
    const isLocated = reason !== undefined || action === 'update';
    const at = isLocated ? await finder.locate(planned, reason?.because ?? attributes) : undefined;
    return {
        address,
        type,
        action,
        ...(from === undefined || from === address ? {} : { from }),
        attributes,
        ...(reason === undefined ? {} : { why: reason.why }),
        ...(at === undefined ? {} : { at }),
    };
}
function actionOf({ mode, change, address, previous_address: from }) {
    const { actions, importing } = change;
    if (mode !== 'managed')
        return undefined;
    if (actions.includes('delete'))
        return actions.includes('create') ? 'replace' : 'delete';
    if (actions.includes('create'))
        return 'create';
    if (actions.includes('update'))
        return 'update';
    if (actions.includes('forget'))
        return 'forget';
    if (importing !== undefined)
        return 'import';
    return from !== undefined && from !== address ? 'move' : undefined;
}
/**
 * Names of the arguments that change. What only AWS decides (an ARN, a version) changes along with them and is left out,
 * unless nothing else changes.
 */
function changedArguments(plan, planned) {
    const { before, after, after_unknown: unknown = {} } = planned.change;
    const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
    const changed = [...new Set([...names, ...Object.keys(unknown)])].filter((name) => holdsTrue(unknown[name]) || !(0,external_node_util_.isDeepStrictEqual)(before?.[name] ?? null, after?.[name] ?? null));
    const expressions = (0,plan_references/* configuredAt */.Y9)(plan, planned)?.resource.expressions ?? {};
    const configured = changed.filter((name) => expressions[name] !== undefined);
    return (configured.length > 0 ? configured : changed).sort();
}
/** `after_unknown` mirrors the shape of a value, with `true` where something in it is known only after the apply. */
const holdsTrue = (value) => value === true ||
    (typeof value === 'object' && value !== null && Object.values(value).some(holdsTrue));
/** The root outputs that a plan changes, by name. */
const plannedOutputs = (plan) => Object.entries(plan.output_changes ?? {})
    .flatMap(([name, change]) => {
    const action = outputAction(change);
    return action === undefined ? [] : [{ name, action, sensitive: isSensitive(change) }];
})
    .sort((one, other) => (one.name < other.name ? -1 : 1));
const outputAction = ({ actions }) => ['create', 'update', 'delete'].find((action) => actions.includes(action));
const isSensitive = ({ before_sensitive: before, after_sensitive: after }) => holdsTrue(before) || holdsTrue(after);

// EXTERNAL MODULE: ./lib/terraform/prepare.js
var prepare = __webpack_require__(3488);
// EXTERNAL MODULE: ./lib/terraform/state-to-move.js
var state_to_move = __webpack_require__(1425);
;// CONCATENATED MODULE: ./lib/plan.js



















/**
 * Shows what a deploy would do to the infrastructure, and what it would stop at, reading only: nothing in AWS is made,
 * written or locked, and a role that may read is enough. In a pull request a comment has it, too, or why there is none.
 */
async function plan_plan(context) {
    const { progress, signal } = context;
    try {
        progress.found({ plan: await foresee(context) });
    }
    catch (error) {
        // A plan of an older commit must not stay and look like this one's. After a cancel the next run has the word.
        if (!signal.aborted)
            await commentOnPlan(context, progress.report('failed', (0,failure_message/* toFailure */.w2)(error)));
        throw error;
    }
    await commentOnPlan(context, progress.report('planned'));
    return 'planned';
}
async function foresee(context) {
    const { inputs, progress } = context;
    const { directory } = inputs.terraform;
    const configuration = await (0,terraform_configuration/* readConfiguration */.TD)(directory);
    const local = await (0,state_to_move/* findStateToMove */.$)(configuration, directory, context.platform.environment);
    const declared = (0,context_deployment/* declaredState */.QR)(configuration.backend);
    (0,context_deployment/* refuseContradictions */.Dc)(inputs, declared);
    const { context: found, deployment } = await (0,find_deployment/* findDeployment */.H)(context, declared);
    const [binary, looked] = await (0,both/* both */.W)((0,find_terraform/* findTerraform */.Y)(found, { ...configuration, locking: deployment.state.locking }), progress.stage('examine state', () => lookAtState(found, deployment, local), ({ basis }) => basis));
    const { live } = looked.record ?? {};
    progress.found({
        stateVersionId: looked.copy?.versionId,
        ...(live?.url === undefined ? {} : { url: live.url }),
    });
    await (0,terraform_local_state/* refuseUnsavedOfAnother */.R3)(directory, deployment.state, context.platform.environment['TF_DATA_DIR']);
    const session = await openPlanSession(found, { binary, copy: looked.copy });
    try {
        await (0,both/* both */.W)(runPrepare(found, session), progress.stage('init', () => session.init()));
        return { ...(await planAll(found, { deployment, session, looked })), live };
    }
    finally {
        await session.end();
    }
}
async function runPrepare({ platform, inputs, progress }, { environment }) {
    const { prepareCommand: command, directory } = inputs.terraform;
    if (command === undefined)
        return;
    await progress.stage('prepare', () => (0,prepare/* prepare */.i)(platform, { command, directory, environment }));
}
/** Plans until the plan holds what a deploy would adopt, and looks at what the deploy would look at. */
async function planAll(context, planning) {
    const { progress } = context;
    const { deployment, session, looked } = planning;
    const { head, lost, basis, backend, movedFrom } = looked;
    const from = { basis, backend, ...(movedFrom === undefined ? {} : { movedFrom }) };
    const { terraform } = session;
    const about = { deployment, head, lost };
    const journal = backend.hasBucket
        ? await journal_keeper/* JournalKeeper */.i.open(context, about)
        : journal_keeper/* JournalKeeper */.i.withoutBucket(context, about);
    for (let attempt = 1; attempt <= plan_and_apply/* MOST_PLANS */.t0; attempt += 1) {
        const made = await planOnce(context, session);
        const { hasChanges, counts } = made;
        if (!hasChanges)
            return { hasChanges, counts, changes: [], outputs: [], stops: [], ...from };
        const shown = await progress.stage('read plan', () => (0,plan_json/* showPlan */.t)(terraform, made));
        const stops = await foreseeStops(context, { terraform, deployment, journal, made, shown });
        if (stops === 'plan again')
            continue;
        const changes = await plannedDetails(shown, terraform);
        return { hasChanges, counts, changes, outputs: plannedOutputs(shown), stops, ...from };
    }
    throw (0,plan_and_apply/* tooManyPlans */.ut)();
}
async function planOnce({ inputs, progress }, session) {
    const { variables, variableFiles } = inputs.terraform;
    const { planFile } = session;
    return progress.stage('plan', async () => {
        await session.renewToken();
        return (0,plan/* plan */.et)(session.terraform, { variables, variableFiles, planFile, lockTimeout: 'no lock' });
    }, ({ counts }) => (0,changes/* describePlanned */.yZ)(counts));
}


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
