export const id = 504;
export const ids = [504];
export const modules = {

/***/ 504:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rollback: () => (/* binding */ rollback)
});

// EXTERNAL MODULE: ./lib/apply-configuration.js
var apply_configuration = __webpack_require__(3160);
// EXTERNAL MODULE: ./lib/context/deployment.js
var context_deployment = __webpack_require__(168);
// EXTERNAL MODULE: ./lib/context/release-history.js
var release_history = __webpack_require__(7931);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/context/rollback-target.js


/** The value of `rollback-to` that names no release. */
const PREVIOUS = 'previous';
/**
 * Finds what to go back to: a recorded deploy or release by its id, or `previous`. That is the deploy before the newest
 * one that left something else live; and where a later run changed the state or began to switch the site and never came
 * to its end, the newest one itself: what is to be undone then is that run. A rollback that never came to its end is gone
 * on with. What was destroyed is nothing to go back to: neither its infrastructure nor its files are there any more.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE`
 */
function findTarget(present, asked) {
    const { record } = present;
    const history = record === undefined ? [] : (0,release_history/* historyOf */.om)(record);
    const [newest] = history;
    if (record === undefined || newest === undefined) {
        throw impossible('Nothing was ever deployed to this environment.', {
            next: 'Check project and environment against the deploy that should be undone.',
        });
    }
    // A rollback that began and never came to its end is what "previous" goes on with: it has changed the state already.
    const wanted = asked === PREVIOUS ? (record.goingBack ?? PREVIOUS) : asked;
    const { deploys, destroy } = (0,release_history/* sinceDestroyed */.as)(history);
    if (destroy === newest)
        throw isDestroyed(destroy, history);
    const deploy = wanted === PREVIOUS ? previousOf(present, { deploys, destroy }) : named(record, { history, wanted });
    return { deploy, site: siteOf(record, deploys, deploy) };
}
/** Whether what is there is not what the newest recorded deploy left. */
function isUnfinished({ record, state }) {
    if (record === undefined)
        return false;
    if (record.intended !== undefined)
        return true;
    const left = (0,release_history/* historyOf */.om)(record)[0]?.state;
    if (left === undefined)
        return false;
    return state === undefined || state.serial !== left.serial || state.lineage !== left.lineage;
}
function previousOf(present, { deploys, destroy }) {
    const [newest, ...earlier] = deploys;
    if (isUnfinished(present))
        return newest;
    const found = earlier.find(({ commit, release }) => commit !== newest.commit || release !== newest.release);
    if (found !== undefined)
        return found;
    const before = destroy === undefined ? '' : `: before it, ${describeDestroy(destroy)}`;
    throw impossible(`There is no deploy before the one that is live (${newest.id})${before}.`, {
        next: 'Revert the commit and push: that deploys what was there before.',
    });
}
function named(record, { history, wanted }) {
    const { deploys, destroy } = (0,release_history/* sinceDestroyed */.as)(history);
    const found = deploys.find(({ id }) => id === wanted);
    if (found !== undefined)
        return found;
    const release = (0,release_history/* wholeReleases */.WF)(record).find(({ id }) => id === wanted);
    if (release !== undefined)
        return (0,release_history/* asDeploy */.E_)(release);
    const gone = history.find(({ id, command }) => id === wanted && command !== 'destroy');
    if (gone !== undefined && destroy !== undefined) {
        throw impossible(`${wanted} is not there any more: after it, ${describeDestroy(destroy)}.`, {
            next: deployInstead(gone),
            history: deploys,
        });
    }
    throw impossible(`No deploy or release ${JSON.stringify(wanted)} is recorded.`, {
        next: 'Name one of those below in rollback-to, or leave it out for the previous one.',
        history: deploys,
    });
}
function isDestroyed(destroy, history) {
    const last = history.find(({ command }) => command !== 'destroy');
    return impossible(`Nothing is there to go back from or to: ${describeDestroy(destroy)}.`, {
        next: last === undefined ? 'Deploy again.' : deployInstead(last),
    });
}
/** `the deployment was destroyed at 2026-01-02T... by https://...`. */
const describeDestroy = ({ at, runUrl }) => `the deployment was destroyed at ${at} by ${runUrl}`;
const deployInstead = ({ commit }) => `Deploy commit ${commit} instead (run its workflow by hand on a tag or branch of it).`;
function siteOf(record, history, { id, commit, release }) {
    if (release === undefined)
        return undefined;
    const kept = (0,release_history/* wholeReleases */.WF)(record);
    const found = kept.find((each) => each.id === release);
    if (found !== undefined)
        return found;
    const ids = new Set(kept.map((each) => each.id));
    throw impossible(`The files of ${release}, the site's release of ${id}, are not kept any more.`, {
        next: `Deploy commit ${commit} instead (run its workflow by hand on a tag or branch of it), or name one of those below.`,
        history: history.filter((each) => each.release === undefined || ids.has(each.release)),
    });
}
function impossible(reason, { next, history = [] }) {
    return new errors/* Failure */.H({
        code: 'ROLLBACK_IMPOSSIBLE',
        reason,
        safe: 'Nothing was planned, applied or uploaded: infrastructure and site are as they were.',
        next,
        details: history.map(describeDeploy),
    });
}
/** `42-1-3f9a1c2e: commit 3f9a1c2e..., live since 2026-01-01T00:00:00.000Z, https://...`. */
const describeDeploy = ({ id, commit, at, runUrl }) => `${id}: commit ${commit}, live since ${at}, ${runUrl}`;

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
// EXTERNAL MODULE: ./lib/frontend/listing.js + 1 modules
var frontend_listing = __webpack_require__(5495);
// EXTERNAL MODULE: ./lib/frontend/packs.js
var packs = __webpack_require__(3990);
// EXTERNAL MODULE: ./lib/frontend/restored-files.js + 2 modules
var restored_files = __webpack_require__(6107);
// EXTERNAL MODULE: ./lib/publish-site.js + 13 modules
var publish_site = __webpack_require__(2502);
// EXTERNAL MODULE: ./lib/record-deploy.js
var record_deploy = __webpack_require__(4048);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/context/local-state.js
var local_state = __webpack_require__(3480);
;// CONCATENATED MODULE: ./lib/context/worktree.js




/** A hash and nothing else becomes an argument of git. */
const HASH = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
/** What Terraform reads by itself: where the commit doesn't have it but the checkout does, a step before wrote it. */
const OWN_VARIABLE_FILES = [
    'terraform.tfvars',
    'terraform.tfvars.json',
    ':(glob)*.auto.tfvars',
    ':(glob)*.auto.tfvars.json',
];
/**
 * Checks a commit out beside the checkout, as `git worktree` does: fetched alone where a shallow checkout lacks it. The
 * variable files of `directory` that git doesn't know come along.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where the commit can't be had
 */
async function addWorktree(ports, request) {
    const { directory, commit, temporaryDirectory } = request;
    if (!HASH.test(commit))
        throw notHad(commit, 'that is no hash of a commit');
    const git = gitIn(ports, directory);
    const top = await git(['rev-parse', '--show-cdup']).catch((cause) => {
        throw notHad(commit, 'git could not be started', cause);
    });
    if (top.exitCode !== 0)
        throw notHad(commit, `${directory} is in no git checkout`);
    if (!(await isThere(git, commit)))
        await fetchCommit(ports, git, request);
    const root = external_node_path_.resolve(directory, top.stdout.trim());
    const made = external_node_path_.join(await (0,promises_.mkdtemp)(external_node_path_.join(temporaryDirectory, 'revive-release-')), 'checkout');
    const worktree = {
        locate: (file) => external_node_path_.join(made, external_node_path_.relative(root, file)),
        remove: async () => {
            await (0,promises_.rm)(external_node_path_.dirname(made), { recursive: true, force: true });
            await git(['worktree', 'prune']);
        },
    };
    const added = await git(['worktree', 'add', '--detach', '--force', made, commit]);
    if (added.exitCode !== 0) {
        await worktree.remove();
        throw notHad(commit, lastLine(added));
    }
    await bringVariableFiles(git, { directory, to: worktree.locate(directory) });
    return worktree;
}
/** Git that asks nobody anything, and runs no hook of the repository. */
const gitIn = ({ commands, environment }, directory) => (args, more = {}) => commands.run('git', ['-c', 'core.hooksPath=/dev/null', ...args], {
    directory,
    environment: { ...environment, GIT_TERMINAL_PROMPT: '0', ...more },
});
const isThere = async (git, commit) => 
// In a partial clone the commit would be fetched to answer; that is the next step's to do.
(await git(['cat-file', '-e', `${commit}^{commit}`], { GIT_NO_LAZY_FETCH: '1' })).exitCode === 0;
async function fetchCommit({ log, environment }, git, request) {
    const { commit, token } = request;
    const fetching = ['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit];
    log.info(`Fetching commit ${commit}, which the checkout does not have.`);
    const plain = await git(fetching);
    if (plain.exitCode === 0)
        return;
    // `persist-credentials: false` leaves a checkout that can't fetch. A second header beside its own would be refused, so
    // the token is only tried after it.
    const other = token === undefined ? undefined : await git(fetching, authorisation(environment, token));
    if (other?.exitCode !== 0)
        throw notHad(commit, `git fetch failed: ${lastLine(other ?? plain)}`);
}
/** By environment: an argument would show the token to every process of the machine. */
function authorisation(environment, token) {
    const server = environment['GITHUB_SERVER_URL'] || 'https://github.com';
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    return {
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: `http.${server}/.extraheader`,
        GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
    };
}
async function bringVariableFiles(git, { directory, to }) {
    if (!(0,external_node_fs_.existsSync)(to))
        return;
    const { stdout } = await git(['ls-files', '--others', '-z', '--', ...OWN_VARIABLE_FILES]);
    for (const name of stdout.split('\0').filter(Boolean)) {
        const target = external_node_path_.join(to, name);
        if (!(0,external_node_fs_.existsSync)(target))
            await (0,promises_.copyFile)(external_node_path_.join(directory, name), target);
    }
}
const lastLine = ({ stderr, exitCode }) => stderr.trim().split('\n').at(-1)?.trim() || `exit code ${exitCode}`;
const notHad = (commit, why, cause) => new errors/* Failure */.H({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `Commit ${commit} of the release can not be checked out: ${why}.`,
    safe: 'Nothing was planned, applied or uploaded: infrastructure and site are as they were.',
    next: 'Check the repository out with actions/checkout and `fetch-depth: 0` before this step; a commit that was deleted from it can not be rolled back to.',
    cause,
});

// EXTERNAL MODULE: ./lib/terraform/configuration.js + 1 modules
var terraform_configuration = __webpack_require__(5730);
// EXTERNAL MODULE: ./lib/terraform/local-state.js
var terraform_local_state = __webpack_require__(8503);
// EXTERNAL MODULE: ./lib/terraform/rescue.js
var rescue = __webpack_require__(6371);
// EXTERNAL MODULE: ./lib/terraform/state-to-move.js
var state_to_move = __webpack_require__(1425);
;// CONCATENATED MODULE: ./lib/release-checkout.js











/**
 * Checks out the commit of a release in a directory of its own, and reads its configuration.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE`, and what a configuration is refused for
 */
async function openRelease({ platform, inputs, run }, { target, deployment }) {
    const { commit } = target.deploy;
    const { terraform, githubToken: token } = inputs;
    const worktree = await addWorktree(platform, {
        directory: terraform.directory,
        commit,
        temporaryDirectory: run.temporaryDirectory,
        token,
    });
    const directory = worktree.locate(terraform.directory);
    const close = async () => {
        // A state that could be saved nowhere must not go with the worktree: in the checkout the next run here finds it.
        const unsaved = external_node_path_.join(directory, rescue/* ERRORED_STATE */.mb);
        if ((0,external_node_fs_.existsSync)(unsaved))
            await (0,promises_.copyFile)(unsaved, external_node_path_.join(terraform.directory, rescue/* ERRORED_STATE */.mb));
        await worktree.remove();
    };
    try {
        if (!(0,external_node_fs_.existsSync)(directory))
            throw notThere(terraform.relativeDirectory, commit);
        const configuration = await (0,terraform_configuration/* readConfiguration */.TD)(directory);
        const local = await (0,state_to_move/* findStateToMove */.$)(configuration, directory, platform.environment);
        const isMoved = local !== undefined && (0,local_state/* judgeLocalState */.S)(local, target.movedIn, target.movedIn) === 'moved already';
        // The file of a commit from before the move is what the bucket has since, and stays unused.
        if (!isMoved)
            await (0,terraform_local_state/* refuseStateElsewhere */.gC)(configuration, directory, platform.environment);
        refuseMoved(configuration, deployment.state, commit);
        return {
            ...configuration,
            terraform: {
                ...terraform,
                directory,
                // One that git doesn't know was written by a step before this one.
                variableFiles: terraform.variableFiles.map((file) => {
                    const then = worktree.locate(file);
                    return (0,external_node_fs_.existsSync)(then) ? then : file;
                }),
            },
            run: { ...run, workspace: worktree.locate(run.workspace) },
            close,
        };
    }
    catch (error) {
        await close();
        throw error;
    }
}
const SAFE = 'Nothing was planned, applied or uploaded: infrastructure and site are as they were.';
const notThere = (directory, commit) => new errors/* Failure */.H({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason: `Commit ${commit} has no directory ${directory}.`,
    safe: SAFE,
    next: 'Set terraform-directory to what it was then, or deploy that commit by running its own workflow.',
});
/** A configuration that kept its state elsewhere knows nothing of the one that is live. */
function refuseMoved({ backend }, location, commit) {
    const declared = (0,context_deployment/* declaredState */.QR)(backend);
    const moved = ['bucket', 'key', 'region'].find((name) => declared[name] !== undefined && declared[name] !== location[name]);
    if (moved === undefined)
        return;
    throw new errors/* Failure */.H({
        code: 'ROLLBACK_IMPOSSIBLE',
        reason: `The configuration of commit ${commit} keeps its state elsewhere: its backend has the ${moved} ${declared[moved]}, and the state is in ${location[moved]}.`,
        safe: SAFE,
        next: 'Revert what should be undone in a new commit and push it.',
    });
}

// EXTERNAL MODULE: ./lib/site-place.js + 1 modules
var site_place = __webpack_require__(6770);
// EXTERNAL MODULE: ./lib/state/ownership.js
var ownership = __webpack_require__(960);
// EXTERNAL MODULE: ./lib/state/recovery.js
var recovery = __webpack_require__(1930);
// EXTERNAL MODULE: ./lib/state/release-record.js + 4 modules
var release_record = __webpack_require__(7320);
// EXTERNAL MODULE: ./lib/state/state-head.js
var state_head = __webpack_require__(1155);
// EXTERNAL MODULE: ./lib/state/state-history.js
var state_history = __webpack_require__(6493);
;// CONCATENATED MODULE: ./lib/rollback.js























/**
 * Makes a recorded release live again: the configuration of its commit planned, guarded and applied as a deploy would,
 * and its site published from the files that are kept, without a build. The state is never set back: Terraform changes
 * what the newer commit changed. What was live before stays recorded, so that a rollback can be rolled back.
 */
async function rollback(context) {
    const { inputs, progress } = context;
    const configuration = await (0,terraform_configuration/* readConfiguration */.TD)(inputs.terraform.directory);
    const declared = (0,context_deployment/* declaredState */.QR)(configuration.backend);
    (0,context_deployment/* refuseContradictions */.Dc)(inputs, declared);
    const { context: found, deployment } = await (0,find_deployment/* findDeployment */.H)(context, declared);
    // Before the lease is waited for: a rollback that can't be is told at once, and what it undoes is what was live when
    // it was asked for, not what another deploy has made live by its turn.
    const asked = await progress.stage('find release', () => findRelease(found, deployment), ({ deploy }) => describeDeploy(deploy));
    const release = await progress.stage('check out', () => openRelease(found, { target: asked, deployment }));
    try {
        const there = { ...found, inputs: { ...inputs, terraform: release.terraform } };
        const { requiredVersions, backend } = release;
        const { locking } = deployment.state;
        const binary = await (0,find_terraform/* findTerraform */.Y)({ ...there, run: release.run }, { requiredVersions, locking });
        return await (0,deploy_session/* underLease */.z)(there, deployment, (session) => rollBackUnderLease(there, { leased: { deployment, session, binary, backend }, asked }));
    }
    finally {
        await release.close();
    }
}
/** What to go back to, by what is there now. */
async function findRelease({ platform, inputs }, { state, owner }) {
    const s3 = await platform.aws.s3(state.region);
    const stored = await (0,release_record/* readReleaseRecord */.d9)(s3, state);
    if (stored !== undefined)
        (0,ownership/* refuseStateOfAnother */.qR)(stored.record, owner, (0,release_record/* recordName */.xD)(state));
    // What the lease will show as well: a state that waits to be saved is of a run that did not end.
    const isPending = (await (0,recovery/* readPendingRecovery */.$g)(platform, state)).length > 0;
    const head = isPending ? undefined : await (0,state_head/* readStateHead */.a)(platform, state, stored?.record);
    return findTarget({ record: stored?.record, state: existing(head) }, inputs.rollbackTo);
}
async function rollBackUnderLease(context, { leased, asked }) {
    const { platform, inputs, progress } = context;
    const { deployment, session } = leased;
    const examined = await progress.stage('examine state', () => (0,examine_state/* examineState */.X)(context, leased));
    const { deploy: target, site } = sameTarget(examined, { inputs, asked });
    const record = examined.record?.record;
    const from = record === undefined ? undefined : (0,release_history/* historyOf */.om)(record)[0];
    progress.found({ rolledBack: { to: target, from } });
    const versions = await (0,state_history/* readStateVersions */.X)(platform, deployment.state);
    if (site !== undefined && record !== undefined) {
        await progress.stage('compare', () => refuseUnlessKept(context, deployment, { release: site, record }));
    }
    const noted = await noteGoingBack(context, deployment, { stored: examined.record, to: target.id });
    const { result, stored, state } = await (0,apply_configuration/* applyConfiguration */.F)(context, leased, { ...examined, record: noted });
    progress.found({ terraform: result });
    // From here on this is the deploy of the release's commit, made by this run.
    const releasing = { ...context, run: { ...context.run, commit: target.commit } };
    const { counts, outputs } = result;
    const now = platform.clock.now();
    const deploy = (0,release_history/* deployOf */.F9)(releasing.run, { command: 'rollback', now, state, counts });
    const { lost } = session.supervised;
    const published = inputs.frontend === undefined || site === undefined
        ? { stored }
        : await (0,publish_site/* republishSite */.Q)(releasing, inputs.frontend, {
            ...{ deployment, lost, stored, outputs, deploy },
            release: site,
        });
    const written = await (0,record_deploy/* recordDeploy */.V)(releasing, deployment, { stored: published.stored, deploy });
    progress.found({ history: (0,state_history/* stateHistory */.u)((0,release_history/* historyOf */.om)(written), versions) });
    return 'rolled-back';
}
/** Before anything is applied: infrastructure of one release with the site of another helps nobody. */
async function refuseUnlessKept({ platform, signal }, { region, account, state }, { release, record }) {
    const s3 = await platform.aws.objects(region);
    const [listing, kept] = await Promise.all([
        (0,frontend_listing/* listSite */.k)({ s3, bucket: release.bucket, account, signal }, [...release.files.keys()]),
        (0,kept_files/* listKept */.fx)(await (0,site_place/* keptFilesOf */.X)(platform, state, signal)),
    ]);
    (0,restored_files/* locateFiles */.ws)(release, { listing, kept, packs: (0,packs/* packsOf */.m0)((0,release_history/* wholeReleases */.WF)(record)) });
}
/** Notes where to, so that a rollback that is run again goes on, and doesn't take back what it did itself. */
async function noteGoingBack({ platform }, { state }, { stored, to }) {
    if (stored === undefined || stored.record.goingBack === to)
        return stored;
    const record = { ...stored.record, goingBack: to };
    const etag = await (0,release_record/* writeReleaseRecord */.QH)(await platform.aws.s3(state.region), state, record, stored.etag);
    return { record, etag };
}
const existing = (head) => (head?.exists === true ? head : undefined);
/** The target by what is live now that the lease is held: it must be the one that was asked for. */
function sameTarget({ record, head }, { inputs, asked }) {
    const now = findTarget({ record: record?.record, state: existing(head?.head) }, inputs.rollbackTo);
    if (now.deploy.id === asked.deploy.id)
        return now;
    throw new errors/* Failure */.H({
        code: 'ROLLBACK_IMPOSSIBLE',
        reason: `While this rollback waited, another run changed what is live: the release before it is not ${asked.deploy.id} any more, but ${now.deploy.id}.`,
        safe: 'Nothing was planned, applied or uploaded by this run.',
        next: `See what is live. To go back all the same, run the rollback again, or with rollback-to: ${asked.deploy.id}.`,
    });
}


/***/ })

};
