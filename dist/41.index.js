export const id = 41;
export const ids = [41];
export const modules = {

/***/ 6523:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Sk: () => (/* binding */ buildSite),
  p0: () => (/* binding */ isAlreadyLive),
  yI: () => (/* binding */ prepareBuild)
});

// EXTERNAL MODULE: ./lib/context/run.js
var context_run = __webpack_require__(2922);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./lib/frontend/build.js
var frontend_build = __webpack_require__(8428);
// EXTERNAL MODULE: ./lib/frontend/headers.js + 1 modules
var headers = __webpack_require__(4608);
;// CONCATENATED MODULE: ./lib/frontend/source-files.js






/**
 * What no build reads, or what it made itself from all the rest: packages (the lock file stands for them), caches, and
 * git's own files.
 */
const UNREAD = new Set([
    ...[
        'node_modules',
        '.git',
        '.terraform',
        '.npm',
        '.pnpm-store',
        '.cache',
        '.parcel-cache',
        '.turbo',
        '.nx',
    ],
]);
/** Caches within directories that are read. */
const UNREAD_PATH = /(?:^|\/)(?:\.next|\.angular|\.vite|\.yarn)\/cache(?:\/|$)/;
const isUnread = (name) => UNREAD_PATH.test(name) || name.split('/').some((part) => UNREAD.has(part));
/** Infrastructure: a frontend learns of it by Terraform's outputs. */
const INFRASTRUCTURE = /\.(?:tf|tofu|tfvars|tfstate(?:\.backup)?|tftest\.hcl)(?:\.json)?$|\.terraform\.lock\.hcl$/;
/** More would take longer to read than most builds to make. */
const MOST_FILES = 200_000;
const READ_WHOLE = 8 * 1024 * 1024;
const PIECE = 1024 * 1024;
/** Files read between two turns of the event loop. */
const READS_PER_TURN = 64;
/**
 * Every file that a build may read, one a line with its mode and content hash, sorted: of the whole checkout, since a
 * build may reach for `../shared` or a root's package.json. Of the frontend itself also what git ignores (an `.env` that
 * a step before has written, generated sources, an output that is only to be published), and of the directories above
 * it; of terraform-directory only what is committed, since Terraform's preparation writes there.
 */
async function listSources(ports, build) {
    const workspace = (0,external_node_fs_.realpathSync)(build.workspace);
    const within = (file) => external_node_path_.join(workspace, external_node_path_.relative(build.workspace, file));
    const directory = within(build.directory);
    const terraform = within(build.terraformDirectory);
    const sources = new SourceList(workspace);
    try {
        const root = await gitRoot(ports, directory, workspace);
        if (root === undefined)
            await sources.walk(workspace);
        else {
            // Where the frontend lies in it, nothing tells what is prepared for Terraform from what is for the frontend.
            const isPrepared = (file) => !isBelow(directory, terraform) && isBelow(file, terraform);
            await addCheckout(sources, ports, { root, isPrepared });
            await sources.walk(directory);
            for (const above of ancestors(directory, workspace).slice(1))
                await sources.addFilesOf(above);
            // Other checkouts beside this one, or around it: how much of them is read, nobody knows.
            if (root !== workspace)
                await sources.walk(workspace, root);
        }
        const { outputDirectory, live } = build;
        for (const name of live === undefined
            ? []
            : outputDirectory === undefined
                ? frontend_build/* USUAL_OUTPUTS */.O
                : [outputDirectory]) {
            const output = external_node_path_.resolve(directory, name);
            if (isJustWhatIsLive(sources.uncommitted(output), build))
                sources.forget(output);
        }
    }
    catch (error) {
        if (error instanceof Unknown)
            return { unknown: error.message };
        throw error;
    }
    return { lines: sources.lines() };
}
/** Whether an output directory holds the live site and nothing else: an earlier build in this checkout has left it. */
function isJustWhatIsLive(output, { live, headerRules }) {
    if (output === undefined || live === undefined)
        return false;
    const published = [...output].filter(([key]) => !(0,headers/* isUnaskedSourceMap */.J9)(key, headerRules));
    return (published.length === live.files.size &&
        published.every(([key, said]) => live.files.has(key) && said.endsWith(` ${live.files.get(key)?.sha256}`)));
}
/** Why a list of files can't be complete. */
class Unknown extends Error {
    name = 'Unknown';
}
/** Top of the git checkout that a directory is in, if it lies in the workspace and git is there to be asked. */
async function gitRoot(ports, directory, workspace) {
    const answered = await git(ports, directory, ['rev-parse', '--show-cdup']);
    if (answered === undefined)
        return undefined;
    const root = external_node_path_.resolve(directory, answered.trim());
    return isBelow(root, workspace) ? root : undefined;
}
/** What git prints; undefined: it is not there, or refuses (no checkout, or one of another user). */
async function git({ commands, environment }, directory, args) {
    const options = { directory, environment: { ...environment, GIT_NO_LAZY_FETCH: '1' } };
    const { exitCode, stdout } = await commands
        .run('git', args, options)
        .catch(() => ({ exitCode: 1, stdout: '' }));
    return exitCode === 0 ? stdout : undefined;
}
const SUBMODULE = '160000';
const LINK = '120000';
/** What git sees of a checkout: its index has the hash of what is as committed, the rest is read. */
async function addCheckout(sources, ports, { root, isPrepared }) {
    const list = async (...args) => {
        const listed = await git(ports, root, ['ls-files', '-z', ...args]);
        if (listed === undefined)
            throw new Unknown('git does not list the files of the checkout');
        return listed.split('\0').filter(Boolean);
    };
    const [staged, modified, untracked] = await Promise.all([
        list('--stage'),
        list('--modified'),
        list('--others', '--exclude-standard'),
    ]);
    const changed = new Set(modified);
    for (const line of staged) {
        const [about = '', name = ''] = line.split('\t');
        const [mode = '', object = ''] = about.split(' ');
        const file = external_node_path_.join(root, name);
        if (mode === SUBMODULE)
            await sources.walk(file);
        else if (mode === LINK || changed.has(name))
            await sources.read(file);
        else
            sources.add(file, `${mode} ${object}`);
        sources.commit(file);
    }
    for (const name of untracked) {
        const file = external_node_path_.join(root, name);
        if (isPrepared(file) || isUnread(name))
            continue;
        // A checkout within the checkout, which git does not look into.
        if (name.endsWith('/'))
            await sources.walk(file);
        else
            await sources.read(file);
    }
}
/** Files with their hashes, each read at most once. */
class SourceList {
    #workspace;
    /** Path below the workspace -> mode and hash. */
    #found = new Map();
    /** Names of the files that git has. */
    #committed = new Set();
    #read = 0;
    constructor(workspace) {
        this.#workspace = workspace;
    }
    /** Name, mode and hash of each file, sorted. */
    lines() {
        return [...this.#found].map(([name, said]) => `${JSON.stringify(name)} ${said}`).sort();
    }
    add(file, said) {
        if (INFRASTRUCTURE.test(file))
            return;
        this.#found.set(this.#name(file), said);
        if (this.#found.size > MOST_FILES)
            throw new Unknown(`there are more than ${MOST_FILES} files in the checkout`);
    }
    /** Notes that git has a file, changed here or not. */
    commit(file) {
        this.#committed.add(this.#name(file));
    }
    /** What lies below a directory, by its path there; undefined where git has any of it: then they are sources. */
    uncommitted(directory) {
        const below = this.#below(directory);
        if (below.some((name) => this.#committed.has(name)))
            return undefined;
        const start = this.#name(directory).length + 1;
        return new Map(below.map((name) => [name.slice(start), this.#found.get(name) ?? '']));
    }
    forget(directory) {
        for (const name of this.#below(directory))
            this.#found.delete(name);
    }
    #below(directory) {
        const start = `${this.#name(directory)}/`;
        return [...this.#found.keys()].filter((name) => name.startsWith(start));
    }
    /** Everything below a directory that is not known yet; `but` not, and what lies below it. */
    async walk(directory, but) {
        for (const entry of entriesOf(directory)) {
            const file = external_node_path_.join(directory, entry.name);
            if (isUnread(this.#name(file)) || file === but)
                continue;
            if (entry.isDirectory())
                await this.walk(file, but);
            else
                await this.read(file);
        }
    }
    /** The files of one directory, without those of the directories in it. */
    async addFilesOf(directory) {
        for (const entry of entriesOf(directory)) {
            if (entry.isFile())
                await this.read(external_node_path_.join(directory, entry.name));
        }
    }
    /** Reads a file, unless it is known; of a link also what it leads to. */
    async read(file) {
        if (INFRASTRUCTURE.test(file) || this.#found.has(this.#name(file)))
            return;
        this.add(file, this.#describe(file));
        this.#read += 1;
        if (this.#read % READS_PER_TURN === 0)
            await (0,promises_.setImmediate)();
    }
    #describe(file) {
        const found = (0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false });
        if (found === undefined)
            return 'deleted';
        const isExecutable = (found.mode & 0o111) !== 0;
        if (found.isFile())
            return `${isExecutable ? 'executable' : 'file'} ${hashFile(file)}`;
        if (!found.isSymbolicLink())
            return 'other';
        const target = (0,external_node_fs_.statSync)(file, { throwIfNoEntry: false });
        const link = `link ${JSON.stringify((0,external_node_fs_.readlinkSync)(file))}`;
        if (target?.isFile() === true)
            return `${link} ${hashFile(file)}`;
        if (target?.isDirectory() === true && !isBelow((0,external_node_fs_.realpathSync)(file), this.#workspace))
            throw new Unknown(`${this.#name(file)} leads out of the checkout`);
        return link;
    }
    #name(file) {
        return external_node_path_.relative(this.#workspace, file).split(external_node_path_.sep).join('/');
    }
}
function entriesOf(directory) {
    try {
        return (0,external_node_fs_.readdirSync)(directory, { withFileTypes: true });
    }
    catch (error) {
        // A submodule that was not checked out.
        if (error.code === 'ENOENT')
            return [];
        throw error;
    }
}
/** A directory and those above it, up to and with `top`. */
function ancestors(directory, top) {
    const above = external_node_path_.dirname(directory);
    return directory === top || above === directory ? [directory] : [directory, ...ancestors(above, top)];
}
const isBelow = (file, directory) => file === directory || file.startsWith(directory.endsWith(external_node_path_.sep) ? directory : directory + external_node_path_.sep);
/** Hex SHA-256 of a file, in pieces where it is large. */
function hashFile(file) {
    if ((0,external_node_fs_.statSync)(file).size <= READ_WHOLE)
        return (0,external_node_crypto_.hash)('sha256', (0,external_node_fs_.readFileSync)(file), 'hex');
    const digest = (0,external_node_crypto_.createHash)('sha256');
    const piece = Buffer.allocUnsafe(PIECE);
    const descriptor = (0,external_node_fs_.openSync)(file, 'r');
    try {
        for (let read = (0,external_node_fs_.readSync)(descriptor, piece); read > 0; read = (0,external_node_fs_.readSync)(descriptor, piece))
            digest.update(piece.subarray(0, read));
        return digest.digest('hex');
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}

;// CONCATENATED MODULE: ./lib/frontend/build-inputs.js





/**
 * Everything that a build of the frontend may read, as far as it lies on this machine. In doubt a thing counts: to build
 * once too often is slow, to publish an old site is wrong. What a build gets from the network, but for packages that a
 * lock file pins, nobody here can see; a run that was started by hand, or by a schedule, builds for that reason.
 */
async function readBuildInputs(ports, build) {
    const manifest = readManifest(build.directory);
    const commands = [build.buildCommand, ...Object.values(manifest.scripts ?? {})].map(String);
    const unpinned = whyUnpinned(build, manifest, commands);
    if (unpinned !== undefined)
        return { unknown: unpinned };
    const [sources, tools] = await Promise.all([
        listSources(ports, build),
        describeTools(ports, build, commands),
    ]);
    if ('unknown' in sources)
        return sources;
    const { directory, workspace, buildCommand, outputDirectory = '' } = build;
    return {
        inputs: {
            files: sources.lines.join('\n'),
            environment: describeEnvironment(build).join('\n'),
            command: JSON.stringify([external_node_path_.relative(workspace, directory), buildCommand, outputDirectory]),
            tools: tools.join('\n'),
        },
    };
}
/** The package.json of the frontend, as far as it is one. */
function readManifest(directory) {
    try {
        const read = JSON.parse((0,external_node_fs_.readFileSync)(external_node_path_.join(directory, 'package.json'), 'utf8'));
        return typeof read === 'object' && read !== null ? read : {};
    }
    catch {
        // None, or none that npm could read either: its content counts like that of any file.
        return {};
    }
}
const LOCK_FILES = [
    'package-lock.json',
    'npm-shrinkwrap.json',
    'yarn.lock',
    'pnpm-lock.yaml',
    'bun.lock',
    'bun.lockb',
    'deno.lock',
];
/** Commands that take whatever the network has today. */
const FROM_NETWORK = /@latest\b|\b(?:curl|wget)\b|\bgit (?:clone|pull)\b|\b(?:update|upgrade)\b/;
function whyUnpinned({ directory, workspace }, { dependencies, devDependencies, optionalDependencies }, commands) {
    const packages = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const isLocked = ancestors(directory, workspace).some((each) => LOCK_FILES.some((name) => (0,external_node_fs_.existsSync)(external_node_path_.join(each, name))));
    if (packages.length > 0 && !isLocked)
        return 'no lock file pins its packages';
    if (commands.some((command) => FROM_NETWORK.test(command)))
        return 'its command asks the network';
    return undefined;
}
/** Differ from run to run and say nothing of what is built: which run it is, and where its files are. */
const OF_THE_RUN = new Set([
    ...['ACTION', 'ACTION_PATH', 'ACTION_REF', 'ACTION_REPOSITORY', 'ACTOR', 'ACTOR_ID', 'ENV', 'EVENT_NAME'],
    ...[
        'EVENT_PATH',
        'JOB',
        'OUTPUT',
        'PATH',
        'RETENTION_DAYS',
        'RUN_ATTEMPT',
        'RUN_ID',
        'RUN_NUMBER',
        'SHA',
    ],
    ...['STATE', 'STEP_SUMMARY', 'TOKEN', 'TRIGGERING_ACTOR', 'WORKFLOW_SHA', 'WORKSPACE'],
].map((name) => `GITHUB_${name}`));
const OF_THE_MACHINE = /^(?:RUNNER_(?:NAME|TEMP|TOOL_CACHE|TRACKING_ID|WORKSPACE)|GH_TOKEN|PATH|PWD|OLDPWD|SHLVL|_|HOSTNAME|INVOCATION_ID|JOURNAL_STREAM|SYSTEMD_EXEC_PID|MEMORY_PRESSURE_\w+|STATS_\w+|XDG_(?:SESSION_ID|RUNTIME_DIR)|SSH_\w+|DBUS_SESSION_BUS_ADDRESS)$/;
/** Credentials for an hour: nothing that lasts is built from them. */
const OF_THE_SESSION = /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|CREDENTIAL_EXPIRATION|ROLE_SESSION_NAME|WEB_IDENTITY_TOKEN_FILE|CONTAINER_\w+)$/;
const INSTALLATION_TOKEN = /^ghs_/;
/** Every variable a build sees that isn't the run's own, sorted; places of this run by what they are. */
function describeEnvironment({ environment, workspace, temporaryDirectory }) {
    const counts = (name, value) => !OF_THE_RUN.has(name) &&
        !OF_THE_MACHINE.test(name) &&
        !OF_THE_SESSION.test(name) &&
        !INSTALLATION_TOKEN.test(value);
    return Object.entries(environment)
        .flatMap(([name, value]) => {
        if (value === undefined || !counts(name, value))
            return [];
        const anywhere = value
            .replaceAll(temporaryDirectory, '<temporary>')
            .replaceAll(workspace, '<workspace>');
        return [JSON.stringify([name, anywhere])];
    })
        .sort();
}
/** Words of the commands that are programs of this machine, each with what its file says of its version. */
async function describeTools({ commands: ports }, build, commands) {
    const words = new Set([
        'node',
        ...commands.flatMap((command) => command.match(/(?<![\w./-])[\w][\w.+-]*/g) ?? []),
    ]);
    const tools = await Promise.all([...words].sort().map(async (word) => {
        const found = await ports.find(word);
        return found === undefined ? [] : [await describeTool(ports, build, found)];
    }));
    return [`${external_node_os_.platform()} ${external_node_os_.arch()}`, ...tools.flat()];
}
async function describeTool(commands, { directory, environment }, found) {
    const file = (0,external_node_fs_.realpathSync)(found);
    const name = external_node_path_.basename(found);
    if (name === 'node') {
        // A hundred megabytes, which its version stands for.
        const { stdout } = await commands.run(found, ['--version'], { directory, environment });
        return `${name} ${stdout.trim()}`;
    }
    // What is only a script has its version in the package it belongs to.
    const manifest = [external_node_path_.dirname(file), external_node_path_.dirname(external_node_path_.dirname(file))]
        .map((each) => external_node_path_.join(each, 'package.json'))
        .find((each) => (0,external_node_fs_.existsSync)(each));
    const version = manifest === undefined ? '' : (0,external_node_crypto_.hash)('sha256', (0,external_node_fs_.readFileSync)(manifest), 'hex');
    return `${name} ${hashFile(file)} ${version}`;
}

// EXTERNAL MODULE: ./lib/frontend/environment.js
var environment = __webpack_require__(9409);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./lib/frontend/fingerprint.js


const PARTS = ['files', 'environment', 'command', 'tools'];
/** Counts the ways fingerprints were taken. To be raised with every change of what they cover. */
const FORMAT = 1;
/** Costs 20 ms for each try to guess a value of the environment (measured), and as little here. */
const COST = { N: 2 ** 13, r: 8, p: 1 };
const BYTES = 32;
const derive = (0,external_node_util_.promisify)(external_node_crypto_.scrypt);
/** The fingerprint of a build that is about to be made. */
async function takeFingerprint(inputs) {
    const salt = (0,external_node_crypto_.randomBytes)(16).toString('hex');
    const parts = await Promise.all(PARTS.map(async (part) => [part, await sealed(inputs, part, salt)]));
    return { format: FORMAT, salt, parts: Object.fromEntries(parts) };
}
/**
 * What of a build has changed since a fingerprint was taken of it: nothing is an empty list, and undefined says that the
 * fingerprint can't tell (there is none, or it is of another version of this action).
 */
async function changedSince(recorded, inputs) {
    if (recorded?.format !== FORMAT)
        return undefined;
    const { salt, parts } = recorded;
    const compared = await Promise.all(PARTS.map(async (part) => ({ part, same: parts[part] === (await sealed(inputs, part, salt)) })));
    return compared.filter(({ same }) => !same).map(({ part }) => part);
}
/** A slow hash: whoever may read the record must not find a short secret by trying values. */
async function sealed(inputs, part, salt) {
    const digest = (0,external_node_crypto_.createHash)('sha256').update(inputs[part]).digest();
    return (await derive(digest, `${salt} ${part}`, BYTES, COST)).toString('hex');
}

// EXTERNAL MODULE: ./lib/frontend/listing.js + 1 modules
var frontend_listing = __webpack_require__(5495);
// EXTERNAL MODULE: ./lib/frontend/publish-plan.js + 1 modules
var publish_plan = __webpack_require__(8582);
// EXTERNAL MODULE: ./lib/platform/supervision/task-runner.js
var task_runner = __webpack_require__(9433);
;// CONCATENATED MODULE: ./lib/build-site.js









/** Finds out what a build would read. `context.signal` ends the build. */
async function prepareBuild({ platform, inputs, run, signal }, frontend, { outputs, live }) {
    const build = {
        ...frontend,
        workspace: run.workspace,
        environment: {
            ...(0,task_runner/* taskEnvironment */.r)(platform.environment),
            ...(0,environment/* frontendEnvironment */.q)(frontend.environment, outputs),
        },
        signal,
    };
    const known = await readBuildInputs(platform, {
        ...build,
        terraformDirectory: inputs.terraform.directory,
        temporaryDirectory: run.temporaryDirectory,
        headerRules: frontend.headerRules,
        live,
    });
    const changed = 'unknown' in known ? undefined : await changedSince(live?.fingerprint, known.inputs);
    return { build, known, changed };
}
/** Whether a build would be of no use, as far as that can be told without the bucket. */
const isAlreadyLive = ({ changed }, run) => 
// A build may read more than lies in the checkout: an article of a CMS, say. Who asks for it gets it.
changed?.length === 0 && !(0,context_run/* isAskedFor */.un)(run);
/** Builds the frontend, unless nothing that the build reads has changed since what is live was built. */
async function buildSite(context, frontend, { request, place }) {
    const live = liveIn({ request, place });
    const { outputs, lost } = request;
    const ahead = await request.ahead?.result(outputs);
    const signal = AbortSignal.any([context.signal, lost]);
    const prepared = ahead?.prepared ?? (await prepareBuild({ ...context, signal }, frontend, { outputs, live }));
    const { build, known, changed } = prepared;
    const isSame = live !== undefined && changed?.length === 0;
    const reason = isSame ? await whyAllTheSame(context, { prepared, frontend, place, live }) : undefined;
    if (isSame && reason === undefined) {
        const note = `skipped, nothing it reads has changed since ${live.commit.slice(0, 7)}`;
        return { kind: 'unchanged', live, note };
    }
    const { directory } = ahead?.built ?? (await (0,frontend_build/* buildFrontend */.j)(context.platform, build));
    const notes = [
        reason ?? ('unknown' in known ? `always made: ${known.unknown}` : describeChange(changed, live)),
        ahead === undefined ? undefined : 'made beside Terraform',
    ];
    const note = notes.filter((each) => each !== undefined).join('; ') || undefined;
    if ('unknown' in known)
        return { kind: 'built', directory, fingerprint: undefined, note };
    // Of the same inputs the recorded one still holds: nothing is to be written because of another salt.
    const fingerprint = isSame ? live.fingerprint : await takeFingerprint(known.inputs);
    return { kind: 'built', directory, fingerprint, note };
}
/** The release that is live in this bucket, with no run interrupted since it was published. */
function liveIn({ request, place }) {
    const { live, intended } = request.stored.record;
    return intended === undefined && live?.bucket === place.names.bucket ? live : undefined;
}
/** Why a site is built although the build would read what it read before; undefined: there is no reason. */
async function whyAllTheSame({ run }, { prepared, frontend: { headerRules }, place: { site }, live, }) {
    if (!isAlreadyLive(prepared, run))
        return 'this run was asked for';
    const listing = await (0,frontend_listing/* listSite */.k)(site, [...live.files.keys()]);
    const stands = (0,publish_plan/* standsAsRecorded */.Q3)(live, listing, (key) => (0,headers/* headersFor */.iY)(key, headerRules));
    return stands ? undefined : 'the bucket does not have the live site as it was published';
}
function describeChange(changed, live) {
    if (changed === undefined || live === undefined || changed.length === 0)
        return undefined;
    return `its ${changed.join(' and ')} changed since ${live.commit.slice(0, 7)}`;
}


/***/ }),

/***/ 8428:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ USUAL_OUTPUTS),
/* harmony export */   j: () => (/* binding */ buildFrontend)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7975);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);




/** Where Vite, CRA and Next (export) write to. */
const USUAL_OUTPUTS = ['dist', 'build', 'out'];
/** Lines of the build's output that a failure repeats. */
const LAST_LINES = 30;
/**
 * Runs the build and finds what it left. Its output goes to the log as text of another program.
 *
 * @throws {Failure} FRONTEND_BUILD_FAILED with the last lines, FRONTEND_OUTPUT_MISSING, or FRONTEND_UNSAFE_FILE where
 *   the output lies outside the checkout.
 */
async function buildFrontend(platform, build) {
    // A named output is taken whatever was there before.
    const compared = build.outputDirectory === undefined ? USUAL_OUTPUTS : [];
    const before = new Map(compared.map((name) => [name, inventory(node_path__WEBPACK_IMPORTED_MODULE_1__.join(build.directory, name))]));
    await platform.log.group(`Build the frontend: ${oneLine(build.buildCommand)}`, () => runBuild(platform, build));
    const directory = build.outputDirectory === undefined
        ? usualOutput(platform.log, build, before)
        : namedOutput(build, build.outputDirectory);
    insideWorkspace(build.workspace, directory);
    return { directory };
}
async function runBuild({ commands, log }, build) {
    const last = [];
    let waiting = [];
    const print = () => {
        const lines = waiting;
        waiting = [];
        if (lines.length > 0)
            log.untrusted(lines);
    };
    const result = await commands.shell(build.buildCommand, {
        directory: build.directory,
        environment: build.environment,
        ...(build.signal === undefined ? {} : { signal: build.signal }),
        onLine: (line) => {
            // Lines that come in one chunk are printed at once: each printing switches the runner's commands off and on.
            if (waiting.push(line) === 1)
                queueMicrotask(print);
            last.push((0,node_util__WEBPACK_IMPORTED_MODULE_2__.stripVTControlCharacters)(line));
            if (last.length > LAST_LINES)
                last.shift();
        },
    });
    print();
    build.signal?.throwIfAborted();
    if (result.exitCode !== 0)
        throw buildFailed(build, result.exitCode, last);
}
function namedOutput(build, name) {
    const directory = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(build.directory, name);
    if (!hasFile(directory)) {
        throw outputMissing(`frontend-output-directory is ${name}, and after the build there is no file in ${directory}.`);
    }
    return directory;
}
/** The first that the build touched: a `dist` that was there before may be another build's, even committed by accident. */
function usualOutput(log, build, before) {
    const left = USUAL_OUTPUTS.filter((name) => hasFile(node_path__WEBPACK_IMPORTED_MODULE_1__.join(build.directory, name)));
    const touched = left.filter((name) => {
        const then = before.get(name) ?? '';
        // Where nothing was before (a fresh checkout), what is there needs no second look: of 10,000 files it takes its time.
        return then === '' || inventory(node_path__WEBPACK_IMPORTED_MODULE_1__.join(build.directory, name)) !== then;
    });
    const taken = touched[0] ?? left[0];
    if (taken === undefined) {
        throw outputMissing(`After the build there is no file in any of ${USUAL_OUTPUTS.join(', ')} in ${build.directory}.`);
    }
    const directory = node_path__WEBPACK_IMPORTED_MODULE_1__.join(build.directory, taken);
    if (touched.length === 0) {
        log.warning(`The build left ${directory} as it was before; it is published all the same.`);
    }
    else {
        log.info(`The build wrote ${touched.join(', ')}; ${directory} is published.`);
    }
    return directory;
}
/** Whether there is a file in a directory, however deep; false where there is no directory. */
function hasFile(directory) {
    const entries = orNone(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(directory, { withFileTypes: true }));
    return (entries.some((entry) => !entry.isDirectory()) ||
        entries.some(({ name }) => hasFile(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name))));
}
/** What lies in a directory, by names, sizes and times; empty: no file, or no directory. */
function inventory(directory) {
    return orNone(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(directory, { recursive: true, withFileTypes: true }))
        .filter((entry) => !entry.isDirectory())
        .map((entry) => {
        const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(entry.parentPath, entry.name);
        // The inode too: a copy that keeps sizes and times (`cp -p`) is still a new file.
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file, { throwIfNoEntry: false });
        return `${file} ${found?.size} ${found?.mtimeMs} ${found?.ino}`;
    })
        .sort()
        .join('\n');
}
function orNone(read) {
    try {
        return read();
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(error.code ?? ''))
            return [];
        throw error;
    }
}
function insideWorkspace(workspace, directory) {
    const relative = node_path__WEBPACK_IMPORTED_MODULE_1__.relative((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(workspace), (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(directory));
    if (relative.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep)[0] !== '..' && !node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute(relative))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
        code: 'FRONTEND_UNSAFE_FILE',
        reason: `The build output ${directory} lies outside the checkout ${workspace}.`,
        safe: 'Nothing was uploaded: the site is as it was.',
        next: 'Let the build write into the repository, and name that directory in frontend-output-directory.',
    });
}
const buildFailed = (build, exitCode, last) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
    code: 'FRONTEND_BUILD_FAILED',
    reason: `frontend-build-command \`${oneLine(build.buildCommand)}\` ended with ${exitCode}${meaning(exitCode)}.`,
    safe: 'Nothing was uploaded: the site is as it was. What Terraform applied stays applied.',
    next: `Run it in ${build.directory} on your machine, mend what it reports, and deploy again.`,
    details: last,
});
/** Exit codes of bash that say more than the command could. */
function meaning(exitCode) {
    if (exitCode === 127)
        return ' (a command was not found: is the tool set up before this step?)';
    if (exitCode === 137)
        return ' (killed, most often for lack of memory)';
    return '';
}
const outputMissing = (reason) => new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .Failure */ .H({
    code: 'FRONTEND_OUTPUT_MISSING',
    reason,
    safe: 'Nothing was uploaded: the site is as it was. What Terraform applied stays applied.',
    next: 'Name the directory the build writes to in frontend-output-directory.',
});
const oneLine = (text) => text.trim().replace(/\s*\n\s*/g, ' ; ');


/***/ }),

/***/ 9409:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ frontendEnvironment)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/**
 * The variables that `frontend-environment` asks for: strings as they are, numbers and booleans as text, lists and
 * objects as JSON.
 *
 * @param mapping environment variable -> name of a Terraform output
 * @throws {Failure} OUTPUT_MISSING naming every output that isn't there, has no value or is sensitive
 */
function frontendEnvironment(mapping, outputs) {
    const problems = [];
    const environment = {};
    for (const [variable, name] of mapping) {
        const output = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
        if (output === undefined)
            problems.push(`${variable}: there is no output ${name}`);
        else if (output.sensitive)
            problems.push(`${variable}: the output ${name} is sensitive`);
        else if (output.value === undefined || output.value === null)
            problems.push(`${variable}: the output ${name} is null`);
        else
            environment[variable] = asText(output.value);
    }
    if (problems.length === 0)
        return environment;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'OUTPUT_MISSING',
        reason: `frontend-environment names ${problems.length === 1 ? 'an output' : `${problems.length} outputs`} that the frontend can't be built with.`,
        safe: 'What Terraform applied stays applied. Nothing was built or uploaded: the site is as it was.',
        next: 'Add the outputs to the configuration, without `sensitive`: whatever a build uses can be read by every visitor.',
        details: problems,
    });
}
const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));


/***/ }),

/***/ 5495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ listSite)
});

// UNUSED EXPORTS: split

// EXTERNAL MODULE: ./lib/frontend/byte-order.js
var byte_order = __webpack_require__(4621);
// EXTERNAL MODULE: ./lib/frontend/in-flight.js
var in_flight = __webpack_require__(3240);
;// CONCATENATED MODULE: ./lib/frontend/listed-objects.js
/** Bytes of an MD5, which most ETags are. */
const MD5 = 16;
const HEX_MD5 = /^[0-9a-f]{32}$/;
/**
 * Objects of a page of a listing, what is said of them held in columns: with texts and numbers of their own they would
 * take three times the memory, which is 6 MB for a site of 50,000 files.
 */
class ListedObjects {
    #md5s;
    /** ETags that are no MD5. */
    #opaque = new Map();
    #sizes;
    #times;
    #length = 0;
    /** @param most how many there can be */
    constructor(most) {
        this.#md5s = Buffer.alloc(MD5 * most);
        this.#sizes = new Float64Array(most);
        this.#times = new Float64Array(most);
    }
    /** The same object, held here. */
    add({ key, etag, size, lastModified }) {
        const place = this.#length++;
        if (HEX_MD5.test(etag))
            this.#md5s.write(etag, place * MD5, MD5, 'hex');
        else
            this.#opaque.set(place, etag);
        this.#sizes[place] = size;
        this.#times[place] = lastModified;
        return new ListedObject(key, place, this);
    }
    etag(place) {
        return this.#opaque.get(place) ?? this.#md5s.toString('hex', place * MD5, (place + 1) * MD5);
    }
    size(place) {
        return this.#sizes[place] ?? 0;
    }
    lastModified(place) {
        return this.#times[place] ?? 0;
    }
}
class ListedObject {
    key;
    #place;
    #page;
    constructor(key, place, page) {
        this.key = key;
        this.#place = place;
        this.#page = page;
    }
    get etag() {
        return this.#page.etag(this.#place);
    }
    get size() {
        return this.#page.size(this.#place);
    }
    get lastModified() {
        return this.#page.lastModified(this.#place);
    }
}

// EXTERNAL MODULE: ./lib/frontend/site-failures.js
var site_failures = __webpack_require__(3249);
// EXTERNAL MODULE: ./lib/frontend/write-object.js
var write_object = __webpack_require__(699);
;// CONCATENATED MODULE: ./lib/frontend/listing.js





/**
 * Keys of a part of a listing. S3 gives 1,000 a page; a tenth is left for old files that the bucket still has, so that one
 * page is most often a whole part.
 */
const KEYS_A_PART = 900;
/** A page is a third of a megabyte, and is read while files are hashed: more at once would only lie in memory. */
const PARTS_AT_ONCE = 8;
/**
 * Every object of the site bucket, in the order S3 lists them (of their names in UTF-8): the truth that a plan starts
 * from. Pages of a listing come one after the other, each as slow as the way to S3; so it is listed in parts at once.
 *
 * @param expected keys that are probably there, in order: where it is split. What is there otherwise is found all the same.
 * @throws {Failure} ACCESS_DENIED or PUBLISH_FAILED; nothing was uploaded then
 */
async function listSite(site, expected = []) {
    const parts = split(expected).map((part) => part);
    const bound = { atOnce: PARTS_AT_ONCE, check: () => (0,site_failures/* stopIfAborted */.NI)(site, site_failures/* UNTOUCHED */._m) };
    await (0,in_flight/* eachInFlight */.J)(parts, bound, async (part) => {
        part.found = await listPart(site, part);
    });
    const objects = parts.flatMap(({ found = [] }) => found);
    // What lists in another order than S3, or from another place than it was asked to, can't be listed in parts.
    return parts.length === 1 || isAscending(objects) ? objects : listPart(site, { keys: [] });
}
/**
 * Parts of a listing with about as many of the expected keys as a page has. Together they are the whole of it.
 *
 * @param expected in order, each once; in another order the parts are uneven, or what they find isn't ascending
 */
function split(expected) {
    // Node's own order is near enough for keys; where parts meet, only S3's will do.
    const ends = expected
        .filter((_key, index) => index % KEYS_A_PART === KEYS_A_PART - 1 && index < expected.length - 1)
        .sort(byte_order/* byteOrder */.T);
    return [...ends, undefined].map((upTo, index) => {
        const keys = expected.slice(index * KEYS_A_PART, (index + 1) * KEYS_A_PART);
        return { after: ends[index - 1], upTo, keys };
    });
}
const isAscending = (objects) => objects.every(({ key }, index) => index === 0 || (0,byte_order/* byteOrder */.T)(objects[index - 1]?.key ?? '', key) < 0);
async function listPart(site, { after, upTo, keys }) {
    const objects = [];
    // Whoever expects a key holds it already: once is enough.
    const known = new Map(keys.map((key) => [key, key]));
    let token;
    do {
        (0,site_failures/* stopIfAborted */.NI)(site, site_failures/* UNTOUCHED */._m);
        const page = await listPage(site, token === undefined ? { StartAfter: after } : { ContinuationToken: token });
        const contents = page.Contents ?? [];
        const listed = new ListedObjects(contents.length);
        for (const { Key, ETag, Size, LastModified } of contents) {
            if (Key === undefined)
                continue;
            // The rest belongs to the next part.
            if (upTo !== undefined && (0,byte_order/* byteOrder */.T)(Key, upTo) > 0)
                return objects;
            const lastModified = LastModified?.getTime() ?? 0;
            const key = known.get(Key) ?? Key;
            objects.push(listed.add({ key, etag: (0,write_object/* withoutQuotes */.Yg)(ETag), size: Size ?? 0, lastModified }));
        }
        token =
            page.IsTruncated === true && objects.at(-1)?.key !== upTo ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return objects;
}
async function listPage(site, from) {
    try {
        return await site.s3.listObjectsV2({ Bucket: site.bucket, ExpectedBucketOwner: site.account, ...from });
    }
    catch (error) {
        const doing = 'listing the site bucket';
        throw (0,site_failures/* siteFailure */.Uf)(error, { site, doing, safe: site_failures/* UNTOUCHED */._m, actions: ['s3:ListBucket'] });
    }
}


/***/ }),

/***/ 6107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Uq: () => (/* binding */ fetchFiles),
  QA: () => (/* binding */ filesOfRelease),
  ws: () => (/* binding */ locateFiles)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/frontend/headers.js + 1 modules
var headers = __webpack_require__(4608);
// EXTERNAL MODULE: ./lib/frontend/in-flight.js
var in_flight = __webpack_require__(3240);
// EXTERNAL MODULE: ./lib/frontend/kept-files.js
var kept_files = __webpack_require__(4388);
// EXTERNAL MODULE: ./lib/frontend/publish-plan.js + 1 modules
var publish_plan = __webpack_require__(8582);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/frontend/rollback-failures.js

/** As long as a rollback gathers the files of its release: it publishes nothing before it has them all. */
const UNTOUCHED = 'No file of the site was touched by this rollback: visitors see it as it was.';
/** How many of the missing files a failure names. */
const NAMED = 20;
/**
 * The files of a release are not all to be had as they were recorded.
 *
 * @param missing their keys, where `reason` doesn't name them all
 */
const notRestorable = (reason, missing = []) => new errors/* Failure */.H({
    code: 'ROLLBACK_IMPOSSIBLE',
    reason,
    safe: UNTOUCHED,
    next: 'Deploy the commit of that release again (run its workflow by hand on a tag or branch of it): that builds the site.',
    details: [
        ...missing.slice(0, NAMED),
        ...(missing.length > NAMED ? [`and ${missing.length - NAMED} more`] : []),
    ],
});

// EXTERNAL MODULE: ./lib/frontend/site-failures.js
var site_failures = __webpack_require__(3249);
// EXTERNAL MODULE: ./lib/frontend/pack-format.js
var pack_format = __webpack_require__(1203);
;// CONCATENATED MODULE: ./lib/frontend/unpack-files.js







/** Packs that are in memory at once. */
const AT_ONCE = 2;
/**
 * Reads each pack once and writes what is wanted of it into `directory`, each file under its SHA-256.
 *
 * @returns hex SHA-256 -> bytes
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where a pack doesn't hold what was recorded
 */
async function unpackFiles(store, files, directory) {
    const sizes = new Map();
    const packs = [...byPack(files)];
    const bound = { atOnce: AT_ONCE, check: () => store.signal?.throwIfAborted() };
    await (0,in_flight/* eachInFlight */.J)(packs, bound, async ([pack, wanted]) => {
        const contents = (0,pack_format/* contentsOf */.K)(await read(store, pack), new Set(wanted.map(({ sha256 }) => sha256)));
        const missing = wanted.filter(({ sha256 }) => !contents.has(sha256)).map(({ key }) => key);
        if (missing.length > 0)
            throw notInPack(store, { pack, missing });
        for (const [sha256, content] of contents) {
            await (0,promises_.writeFile)(external_node_path_.join(directory, sha256), content);
            sizes.set(sha256, content.length);
        }
    });
    return sizes;
}
function byPack(files) {
    const packs = new Map();
    for (const file of files) {
        const others = packs.get(file.pack);
        if (others === undefined)
            packs.set(file.pack, [file]);
        else
            others.push(file);
    }
    return packs;
}
/** A pack that is gone is read as an empty one: it holds nothing. */
async function read(store, pack) {
    const Key = (0,kept_files/* packKey */.l7)(store, pack);
    const chunks = [];
    try {
        const { Body } = await store.s3.getObject({
            Bucket: store.bucket,
            ExpectedBucketOwner: store.account,
            Key,
        });
        // In Node the body is a Readable; the type also allows for browsers.
        for await (const chunk of (Body ?? []))
            chunks.push(chunk);
    }
    catch (error) {
        if ((0,site_failures/* statusOf */.c2)(error) === 404)
            return Buffer.alloc(0);
        const doing = `reading ${Key} of`;
        throw (0,site_failures/* siteFailure */.Uf)(error, { site: store, doing, safe: UNTOUCHED, actions: ['s3:GetObject'] });
    }
    return Buffer.concat(chunks);
}
const notInPack = (store, { pack, missing }) => notRestorable(`${(0,kept_files/* packKey */.l7)(store, pack)} in ${store.bucket} does not hold ${missing.length} files as they were recorded (${missing[0]}).`, missing);

;// CONCATENATED MODULE: ./lib/frontend/restored-files.js










const restored_files_AT_ONCE = 16;
/**
 * Where the content of each file of a recorded release is, by its key.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where the content of one is nowhere any more
 */
function locateFiles(release, { listing, kept, packs }) {
    const there = new Map(listing.map((object) => [object.key, object]));
    const sizes = new Map(kept.files.map(({ sha256, size }) => [sha256, size]));
    const present = new Set(kept.packs.map(({ name }) => name));
    const missing = [];
    const located = new Map();
    for (const [key, { sha256, etag, pack = packs.get(sha256) }] of release.files) {
        const object = there.get(key);
        const size = sizes.get(sha256);
        if (object?.etag === etag)
            located.set(key, { at: 'site', size: object.size });
        else if (size !== undefined)
            located.set(key, { at: 'copy', size });
        else if (pack !== undefined && present.has(pack))
            located.set(key, { at: 'pack', pack });
        else
            missing.push(key);
    }
    if (missing.length > 0)
        throw gone(release, missing);
    return located;
}
/**
 * The files of a recorded release as a build would have left them, each under the path in `directory` to which
 * `fetchFiles` brings it where it is to be uploaded. What only a pack has is there already.
 */
async function filesOfRelease(release, { store, directory, located }) {
    const packed = [...located].flatMap(([key, where]) => {
        const sha256 = release.files.get(key)?.sha256;
        return where.at === 'pack' && sha256 !== undefined ? [{ key, sha256, pack: where.pack }] : [];
    });
    const sizes = await unpackFiles(store, packed, directory);
    return [...release.files].map(([key, { sha256, etag }]) => {
        const where = located.get(key);
        const size = where !== undefined && 'size' in where ? where.size : (sizes.get(sha256) ?? 0);
        // The ETag it was recorded with recognises it where it stands, whether that is an MD5 or not.
        return { key, path: external_node_path_.join(directory, sha256), size, sha256, md5: etag };
    });
}
/**
 * Brings the content of what a plan uploads, and of the root page (which the live site is compared with), to where
 * `filesOfRelease` says it is.
 */
async function fetchFiles({ store, site, located }, plan) {
    const root = plan.unchanged.flatMap(({ file }) => (file.key === headers/* ROOT_INDEX */.wy ? [file] : []));
    const wanted = [...(0,publish_plan/* uploadsOf */.y8)(plan).map(({ file }) => file), ...root];
    // Two keys may have the same content, and so the same path.
    const files = [...new Map(wanted.map((file) => [file.path, file])).values()];
    await (0,in_flight/* eachInFlight */.J)(files, { atOnce: restored_files_AT_ONCE, check: () => store.signal?.throwIfAborted() }, async (file) => {
        const where = located.get(file.key)?.at;
        if (where === 'site')
            await fetch(site, { Key: file.key, IfMatch: `"${file.md5}"` }, file);
        else if (where === 'copy')
            await fetch(store, { Key: (0,kept_files/* keptKey */._I)(store, file.sha256) }, file);
    });
}
async function fetch(source, object, file) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    try {
        const { Body } = await source.s3.getObject({
            Bucket: source.bucket,
            ExpectedBucketOwner: source.account,
            ...object,
        });
        const handle = await (0,promises_.open)(file.path, 'w');
        try {
            // In Node the body is a Readable; the type also allows for browsers.
            for await (const chunk of (Body ?? [])) {
                hash.update(chunk);
                await handle.writeFile(chunk);
            }
        }
        finally {
            await handle.close();
        }
    }
    catch (error) {
        const doing = `reading ${object.Key} of`;
        throw (0,site_failures/* siteFailure */.Uf)(error, { site: source, doing, safe: UNTOUCHED, actions: ['s3:GetObject'] });
    }
    if (hash.digest('hex') !== file.sha256)
        throw altered(source, object.Key);
}
const gone = ({ id, bucket }, missing) => notRestorable(`${missing.length} files of release ${id} are neither in ${bucket} nor kept any more (${missing[0]}).`, missing);
const altered = ({ bucket }, key) => notRestorable(`${key} in ${bucket} does not hold what was recorded: its SHA-256 is another one.`);


/***/ }),

/***/ 699:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E1: () => (/* binding */ bytesInMemory),
/* harmony export */   YA: () => (/* binding */ bytesToTell),
/* harmony export */   Yg: () => (/* binding */ withoutQuotes),
/* harmony export */   p7: () => (/* binding */ writeObject)
/* harmony export */ });
/* unused harmony export ONE_PIECE */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var _headers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4608);
/* harmony import */ var _in_flight_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3240);
/* harmony import */ var _site_failures_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3249);






/** Up to here a file goes in one piece, which makes its ETag its MD5; S3 takes up to 5 GB so, memory doesn't. */
const ONE_PIECE = 32 * 1024 * 1024;
const PART = 8 * 1024 * 1024;
const MOST_PARTS = 10_000;
const PARTS_AT_ONCE = 4;
/** Up to here reading a file costs less than leaving it to another thread. */
const READ_HERE = 256 * 1024;
/** Tries of a write that meets another of the same key. */
const MOST_ATTEMPTS = 4;
/**
 * Writes one file under its condition: over the very object that was listed, or where there is none.
 *
 * A condition that doesn't hold is no conflict when our content stands there: S3 answers 412 to the SDK's second try of
 * a write whose first answer was lost, and another run of the same commit writes the same.
 *
 * @param check called before each part of a large file; throws to stop
 * @returns the ETag, without quotes
 * @throws {Failure} PUBLISH_CONFLICT, ACCESS_DENIED or PUBLISH_FAILED
 */
async function writeObject(target, upload, { safe, check }) {
    for (let attempt = 1;; attempt++) {
        try {
            return await (upload.file.size > ONE_PIECE
                ? inParts(target, upload, check)
                : inOnePiece(target, upload));
        }
        catch (error) {
            if (!isUnmetCondition(error))
                throw notWritten(error, { target, upload, safe });
            const there = await ourObject(target, upload, safe);
            if (there !== undefined)
                return there;
            // 409 says that a write of this key is under way, most often our own first try: it decides nothing yet.
            if ((0,_site_failures_js__WEBPACK_IMPORTED_MODULE_4__/* .statusOf */ .c2)(error) !== 409 || attempt === MOST_ATTEMPTS) {
                throw (0,_site_failures_js__WEBPACK_IMPORTED_MODULE_4__/* .conflict */ .hj)(target, { key: upload.file.key, safe, cause: error });
            }
        }
    }
}
const notWritten = (error, { target, upload, safe }) => (0,_site_failures_js__WEBPACK_IMPORTED_MODULE_4__/* .siteFailure */ .Uf)(error, {
    site: target,
    doing: `writing ${upload.file.key} to`,
    safe,
    actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
});
/** 412: another version than listed, or one where there was none; 404: the listed one is gone; 409: written right now. */
const isUnmetCondition = (error) => {
    const status = (0,_site_failures_js__WEBPACK_IMPORTED_MODULE_4__/* .statusOf */ .c2)(error);
    const { name } = error;
    return status === 412 || (status === 409 && name === 'ConditionalRequestConflict') || name === 'NoSuchKey';
};
const fields = ({ bucket, account }, { file }) => ({
    Bucket: bucket,
    Key: file.key,
    ExpectedBucketOwner: account,
});
const condition = ({ replaces }) => replaces === undefined ? { IfNoneMatch: '*' } : { IfMatch: `"${replaces}"` };
async function inOnePiece(target, upload) {
    const { ETag } = await target.s3.putObject({
        ...fields(target, upload),
        ...(0,_headers_js__WEBPACK_IMPORTED_MODULE_3__/* .toObjectHeaders */ .re)(upload.headers),
        ...condition(upload),
        Body: upload.file.size <= READ_HERE ? (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)(upload.file.path) : await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readFile)(upload.file.path),
        // Of what was hashed, not of what is sent: S3 refuses a file that changed in between (BadDigest).
        ChecksumSHA256: base64(upload.file.sha256),
    });
    return withoutQuotes(ETag);
}
/** Bytes of a written file that nobody was told of yet: of one in parts, each part has told its own. */
const bytesToTell = ({ size }) => (size > ONE_PIECE ? 0 : size);
/** Bytes of a file that are in memory at once while it is written. */
const bytesInMemory = ({ file: { size } }) => size > ONE_PIECE ? PARTS_AT_ONCE * partLength(size) : size;
const partLength = (size) => Math.max(PART, Math.ceil(size / MOST_PARTS));
async function inParts(target, upload, check) {
    const { s3 } = target;
    const begun = await s3.createMultipartUpload({
        ...fields(target, upload),
        ...(0,_headers_js__WEBPACK_IMPORTED_MODULE_3__/* .toObjectHeaders */ .re)(upload.headers),
        ChecksumAlgorithm: 'SHA256',
    });
    const parts = { ...fields(target, upload), UploadId: begun.UploadId };
    try {
        const Parts = await uploadParts(target, parts, { upload, check });
        const { ETag } = await s3.completeMultipartUpload({
            ...parts,
            ...condition(upload),
            MultipartUpload: { Parts },
        });
        return withoutQuotes(ETag);
    }
    catch (error) {
        // Parts that are never completed cost as much as an object does, and no listing shows them.
        await s3.abortMultipartUpload(parts).catch(() => undefined);
        throw error;
    }
}
async function uploadParts({ s3, onSent }, parts, { upload: { file }, check }) {
    const length = partLength(file.size);
    const whole = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    const completed = [];
    const numbers = Array.from({ length: Math.ceil(file.size / length) }, (_, index) => index + 1);
    const descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(file.path, 'r');
    try {
        await (0,_in_flight_js__WEBPACK_IMPORTED_MODULE_5__/* .eachInFlight */ .J)(numbers, { atOnce: PARTS_AT_ONCE, check }, async (PartNumber) => {
            const Body = readPart(descriptor, { start: (PartNumber - 1) * length, length });
            // Parts are begun in order, and nothing is awaited before here.
            whole.update(Body);
            const ChecksumSHA256 = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', Body, 'base64');
            const { ETag } = await s3.uploadPart({ ...parts, PartNumber, Body, ChecksumSHA256 });
            onSent?.(Body.length, 0);
            completed[PartNumber - 1] = { PartNumber, ETag, ChecksumSHA256 };
        });
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(descriptor);
    }
    if (whole.digest('hex') !== file.sha256)
        throw new FileChanged(file.path);
    return completed;
}
function readPart(descriptor, { start, length }) {
    const part = Buffer.allocUnsafeSlow(length);
    return part.subarray(0, (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readSync)(descriptor, part, 0, length, start));
}
/** The check that S3 makes for a file in one piece: of a file in parts it only knows the parts. */
class FileChanged extends Error {
    name = 'FileChanged';
    constructor(file) {
        super(`${file} changed while it was uploaded`);
    }
}
/** ETag of the object that stands there, if it is what we wanted to write. */
async function ourObject(target, upload, safe) {
    let found;
    try {
        found = await target.s3.headObject({ ...fields(target, upload), ChecksumMode: 'ENABLED' });
    }
    catch (error) {
        if ((0,_site_failures_js__WEBPACK_IMPORTED_MODULE_4__/* .statusOf */ .c2)(error) === 404)
            return undefined;
        throw (0,_site_failures_js__WEBPACK_IMPORTED_MODULE_4__/* .siteFailure */ .Uf)(error, {
            site: target,
            doing: `reading ${upload.file.key} of`,
            safe,
            actions: ['s3:GetObject'],
        });
    }
    const etag = withoutQuotes(found.ETag);
    const same = etag === upload.file.md5 || found.ChecksumSHA256 === base64(upload.file.sha256);
    return same && (0,_headers_js__WEBPACK_IMPORTED_MODULE_3__/* .sameHeaders */ .lb)((0,_headers_js__WEBPACK_IMPORTED_MODULE_3__/* .fromObjectHeaders */ .Qj)(found), upload.headers) ? etag : undefined;
}
const base64 = (hex) => Buffer.from(hex, 'hex').toString('base64');
/** S3 writes an ETag with quotes; the record and this code don't. */
const withoutQuotes = (etag) => (etag ?? '').replaceAll('"', '');


/***/ }),

/***/ 2502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  b: () => (/* binding */ publishSite),
  Q: () => (/* binding */ republishSite)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/build-site.js + 3 modules
var build_site = __webpack_require__(6523);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/errors.js
var lib_errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/cdn/cdn-failures.js

/** Name of an error of AWS: `TooManyInvalidationsInProgress`. */
const errorName = (error) => error.name ?? 'an unknown error';
/** The failure that an error of CloudFront is to the user; `code` where it isn't a missing permission. */
function cdnFailure(error, { distributionId, doing, action, code, safe, next, }) {
    const { message = '', $metadata } = error;
    const name = errorName(error);
    const said = `${name}${message === '' || message === name ? '' : ` (${message.split('\n', 1)[0]})`}`;
    if ($metadata?.httpStatusCode !== 403) {
        const reason = `${doing.charAt(0).toUpperCase()}${doing.slice(1)} ${distributionId} failed: ${said}.`;
        return new lib_errors/* Failure */.H({ code, reason, safe, next, cause: error });
    }
    const statement = {
        Effect: 'Allow',
        Action: action,
        Resource: `arn:aws:cloudfront::*:distribution/${distributionId}`,
    };
    return new lib_errors/* Failure */.H({
        code: 'ACCESS_DENIED',
        reason: `AWS refused ${doing} ${distributionId}: ${said}.`,
        safe,
        next: 'Allow the role what the statement below says, then deploy again.',
        details: JSON.stringify(statement, null, 2).split('\n'),
        cause: error,
    });
}

;// CONCATENATED MODULE: ./lib/cdn/invalidate.js



const MINUTE = 60_000;
/** CloudFront carries out so many at once and refuses more; one takes it a minute or two. */
const PATIENCE = 10 * MINUTE;
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 30_000;
const NOT_INVALIDATED = 'The site is uploaded and no page is broken, but the edge may show old pages. The paths that are owed are recorded: the next deploy invalidates them.';
/**
 * Has CloudFront accept an invalidation. It is carried out later: see `waitForInvalidation`.
 *
 * @throws {Failure} INVALIDATION_FAILED, ACCESS_DENIED
 */
async function invalidate(cloudfront, clock, request) {
    const { distributionId, paths } = request;
    const timeout = request.timeout ?? PATIENCE;
    const deadline = clock.monotonic() + timeout;
    const batch = {
        CallerReference: stableReference(request),
        Paths: { Quantity: paths.length, Items: [...paths] },
    };
    for (let pause = FIRST_PAUSE;; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
        try {
            const answer = await cloudfront.createInvalidation({
                DistributionId: distributionId,
                InvalidationBatch: batch,
            });
            return { id: answer.Invalidation?.Id ?? '', distributionId, paths };
        }
        catch (error) {
            const busy = errorName(error) === 'TooManyInvalidationsInProgress';
            if (!busy || clock.monotonic() + pause > deadline)
                throw notAccepted(error, { distributionId, busy });
            if (pause === FIRST_PAUSE)
                request.onWait?.(waitingLine(error, timeout));
        }
        await pauseOrStop(clock, pause, { signal: request.signal, safe: NOT_INVALIDATED });
    }
}
const waitingLine = (error, timeout) => `CloudFront takes no further invalidation until earlier ones have ended (${errorName(error)}): ` +
    `asking again for up to ${Math.round(timeout / MINUTE)} minutes.`;
/**
 * The same for the same release and paths. CloudFront refuses a reference it has seen with other paths
 * (InvalidationBatchAlreadyExists), so the paths are part of it.
 */
function stableReference({ callerReference, paths }) {
    const digest = (0,external_node_crypto_.createHash)('sha256')
        .update([...paths].sort().join('\n'))
        .digest('hex');
    return `${callerReference}-${digest.slice(0, 8)}`;
}
const notAccepted = (error, { distributionId, busy }) => cdnFailure(error, {
    distributionId,
    doing: 'the invalidation of distribution',
    action: 'cloudfront:CreateInvalidation',
    code: 'INVALIDATION_FAILED',
    safe: NOT_INVALIDATED,
    next: busy
        ? 'Wait until the invalidations in progress have ended (`aws cloudfront list-invalidations --distribution-id ' +
            `${distributionId}\`), then deploy again.`
        : 'Deploy again.',
});
const PUBLISHED_NOT_EVERYWHERE = 'The site is uploaded and the invalidation is accepted: CloudFront goes on with it by itself.';
/**
 * Resolves when no edge shows an invalidated page any more.
 *
 * @throws {Failure} NOT_LIVE when it isn't so in time, INVALIDATION_FAILED, ACCESS_DENIED
 */
async function waitForInvalidation(cloudfront, clock, { id, distributionId }, { timeout = 15 * MINUTE, signal } = {}) {
    const deadline = clock.monotonic() + timeout;
    for (let pause = 1_000;; pause = Math.min(pause * 1.5, 15_000)) {
        const status = await statusOf(cloudfront, { id, distributionId });
        // AWS writes `Completed`; some servers that stand in for it `COMPLETED`.
        if (status.toLowerCase() === 'completed')
            return;
        if (clock.monotonic() + pause > deadline)
            throw notCompleted({ id, distributionId, status, timeout });
        await pauseOrStop(clock, pause, { signal, safe: PUBLISHED_NOT_EVERYWHERE });
    }
}
async function statusOf(cloudfront, { id, distributionId }) {
    try {
        const { Invalidation: found } = await cloudfront.getInvalidation({
            DistributionId: distributionId,
            Id: id,
        });
        return found?.Status ?? '';
    }
    catch (error) {
        throw cdnFailure(error, {
            distributionId,
            doing: `reading invalidation ${id} of distribution`,
            action: 'cloudfront:GetInvalidation',
            code: 'INVALIDATION_FAILED',
            safe: PUBLISHED_NOT_EVERYWHERE,
            next: 'Deploy again.',
        });
    }
}
async function pauseOrStop(clock, pause, { signal, safe }) {
    try {
        await clock.sleep(pause, signal);
    }
    catch (error) {
        if (signal?.aborted !== true)
            throw error;
        if (signal.reason instanceof lib_errors/* Failure */.H)
            throw signal.reason;
        throw new lib_errors/* Failure */.H({
            code: 'CANCELLED',
            reason: 'The run was cancelled while it waited for CloudFront.',
            safe,
            next: 'Deploy again: it goes on where this run stopped.',
            cause: error,
        });
    }
}
const notCompleted = (waited) => new lib_errors/* Failure */.H({
    code: 'NOT_LIVE',
    reason: `Invalidation ${waited.id} of distribution ${waited.distributionId} is ${waited.status || 'without a status'} after ${Math.round(waited.timeout / MINUTE)} minutes.`,
    safe: PUBLISHED_NOT_EVERYWHERE,
    next: `Watch it with \`aws cloudfront get-invalidation --distribution-id ${waited.distributionId} --id ${waited.id}\`, then deploy again.`,
});

;// CONCATENATED MODULE: ./lib/cdn/paths.js
/** Beyond this many single paths, prefixes with a wildcard are cheaper to wait for and to pay. */
const MOST_EXACT = 8;
/** CloudFront takes 15 wildcards in progress; a path with one counts as one of the 1,000 free a month. */
const MOST_WILDCARDS = 15;
/** Everything, as one path. */
const ALL_PATHS = ['/*'];
/**
 * The paths to invalidate for the site paths that are stale (`/blog/index.html`, not encoded; as `Intent.owed` keeps
 * them). Nothing stale is nothing to invalidate, whatever the choice. A single path where they are few, else the
 * longest prefixes that are few enough, else everything.
 */
function invalidationPaths(stale, choice) {
    const changed = [...new Set(stale)].sort();
    if (changed.length === 0 || choice === 'none')
        return [];
    if (choice === 'all')
        return ALL_PATHS;
    const exact = unique(changed.flatMap(addresses));
    if (exact.length <= MOST_EXACT)
        return exact;
    const deepest = Math.max(...changed.map((path) => directories(path).length));
    for (let depth = deepest; depth >= 1; depth--) {
        const paths = withPrefixes(changed, depth);
        const wildcards = paths.filter((path) => path.endsWith('*')).length;
        if (wildcards <= MOST_WILDCARDS && paths.length - wildcards <= MOST_EXACT)
            return paths;
    }
    return ALL_PATHS;
}
/** One wildcard for every directory, cut to `depth`, that holds something stale; what lies at the root stays exact. */
function withPrefixes(changed, depth) {
    const paths = changed.flatMap((path) => {
        const within = directories(path).slice(0, depth);
        // `/blog*` rather than `/blog/*`, which would leave `/blog`.
        return within.length === 0 ? addresses(path) : [`${encodePath(`/${within.join('/')}`)}*`];
    });
    return withoutCovered(unique(paths));
}
/** A directory cut short covers the ones below it. */
function withoutCovered(paths) {
    const prefixes = paths.filter((path) => path.endsWith('*')).map((path) => path.slice(0, -1));
    return paths.filter((path) => {
        const bare = path.endsWith('*') ? path.slice(0, -1) : path;
        return !prefixes.some((prefix) => bare.startsWith(prefix) && bare !== prefix);
    });
}
const directories = (path) => path.split('/').slice(1, -1);
/**
 * Every address a file is seen under, encoded. CloudFront caches by the address a viewer asked for, and a function or
 * the default root object makes several lead to one page; its documentation asks for all of them.
 */
function addresses(path) {
    const index = /^(.*)\/(?:index\.html)?$/.exec(path);
    if (index !== null) {
        const directory = encodePath(index[1] ?? '');
        return [`${directory}/`, ...(directory === '' ? [] : [directory]), `${directory}/index.html`];
    }
    const page = /^(.+)\.html$/.exec(path);
    return page === null ? [encodePath(path)] : [encodePath(page[1] ?? ''), encodePath(path)];
}
/**
 * Encodes once, and only what CloudFront asks for: what RFC 1738 calls unsafe and what isn't ASCII. It doesn't match a
 * path in which anything else is encoded. (`~` has been safe since RFC 3986, and no browser encodes it; `?` in a name
 * would begin a query.)
 */
function encodePath(path) {
    return path.replace(/[^\x21-\x7e]|["#%<>?[\\\]^`{|}]/gu, (character) => encodeURIComponent(character));
}
const unique = (paths) => [...new Set(paths)];

// EXTERNAL MODULE: ./lib/platform/printable.js
var printable = __webpack_require__(124);
;// CONCATENATED MODULE: ./lib/cdn/verify.js


const verify_MINUTE = 60_000;
const verify_FIRST_PAUSE = 1_000;
const verify_LONGEST_PAUSE = 15_000;
/**
 * Fetches the URL as a visitor does until it answers with exactly the page that was published. Says in the log what it
 * sees instead, each time that changes.
 *
 * @throws {Failure} NOT_LIVE with what came back last
 */
async function verifyLive({ clock, http, log }, { url, expected, timeout = 10 * verify_MINUTE, signal }) {
    const deadline = clock.monotonic() + timeout;
    let said;
    for (let pause = verify_FIRST_PAUSE;; pause = Math.min(pause * 1.5, verify_LONGEST_PAUSE)) {
        const sight = await look(http, { url, expected });
        if (sight.live)
            return;
        if (sight.seen !== said)
            log.info(`Not live yet: ${url} ${sight.seen}`);
        said = sight.seen;
        if (clock.monotonic() + pause > deadline)
            throw notLive({ url, sight, timeout });
        await clock.sleep(pause, signal).catch((error) => {
            throw stopped(error, { url, signal });
        });
    }
}
async function look(http, { url, expected }) {
    let response;
    try {
        response = await http.get(url);
    }
    catch (error) {
        const { code, message } = error;
        return { live: false, seen: `can't be reached: ${code ?? firstCharacters(message ?? 'unknown error')}` };
    }
    const { status, body } = response;
    if (status !== 200)
        return { live: false, seen: `answers ${status}`, body };
    if (expected === undefined || withoutMark(body) === withoutMark(expected))
        return { live: true };
    return { live: false, seen: 'answers 200 with another page', body };
}
/** Reading as text may take the byte order mark for part of the text or not. */
const withoutMark = (text) => text.replace(/^\ufeff/, '');
/** Enough to recognise a page by, on one line. */
const firstCharacters = (text) => (0,printable/* printableLine */.o)(text.slice(0, 1000), 160);
function notLive({ url, sight, timeout, }) {
    const seconds = Math.round(timeout / 1000);
    return new lib_errors/* Failure */.H({
        code: 'NOT_LIVE',
        reason: `${url} ${sight.seen}, ${seconds} s after everything was published.`,
        safe: 'The site is uploaded and no page is broken. Nothing old was deleted.',
        next: 'Open the URL. If it shows the new page by now, deploy again; else check that the distribution has the site bucket as its origin, may read it, and has index.html as its default root object.',
        ...(sight.body === undefined ? {} : { details: [`It began with: ${firstCharacters(sight.body)}`] }),
    });
}
function stopped(error, { url, signal }) {
    if (signal?.aborted !== true)
        return error;
    if (signal.reason instanceof lib_errors/* Failure */.H)
        return signal.reason;
    return new lib_errors/* Failure */.H({
        code: 'CANCELLED',
        reason: `The run was cancelled while it waited for ${url}.`,
        safe: 'The site is uploaded and no page is broken; it is not recorded as live yet.',
        next: 'Deploy again: it goes on where this run stopped.',
        cause: error,
    });
}

// EXTERNAL MODULE: ./lib/context/release-history.js
var release_history = __webpack_require__(7931);
// EXTERNAL MODULE: ./lib/frontend/kept-files.js
var kept_files = __webpack_require__(4388);
// EXTERNAL MODULE: ./lib/frontend/listing.js + 1 modules
var frontend_listing = __webpack_require__(5495);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/frontend/headers.js + 1 modules
var headers = __webpack_require__(4608);
;// CONCATENATED MODULE: ./lib/frontend/unsafe-files.js
/** Silently left out: what desktops leave behind. */
const IGNORED = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
const DENIED = [
    [/^\.env/i, 'holds environment variables, often secrets'],
    [/^\.git$/, 'holds the whole history of the repository'],
    [/^\.(?:aws|ssh|gnupg|terraform)$/i, 'holds credentials or state'],
    [/^\.(?:npmrc|yarnrc|yarnrc\.yml|netrc|htpasswd|pypirc|git-credentials)$/i, 'may hold credentials'],
    [/\.(?:pem|key|p12|pfx|jks|keystore)$/i, 'may be a private key'],
    [/^id_(?:rsa|dsa|ecdsa|ed25519)/i, 'may be a private key'],
    [/\.tfstate/i, 'holds every value of the infrastructure, secrets too'],
    [/\.tfvars(?:\.json)?$/i, 'holds values of Terraform variables'],
];
/** Whether a file or directory of this name is left out without a word. */
const isIgnored = (name) => IGNORED.has(name);
/** Any of them: nearly every name is that of none, and there are many. */
const ANY_DENIED = new RegExp(DENIED.map(([{ source }]) => source).join('|'), 'i');
/** Why a file or directory of this name must not be published, or undefined. */
function whyDenied(name) {
    if (!ANY_DENIED.test(name))
        return undefined;
    return DENIED.find(([pattern]) => pattern.test(name))?.[1];
}
/** S3 takes keys up to this many bytes of UTF-8. */
const LONGEST_KEY = 1024;
/** Why a key can't be published under its name, or undefined. */
function whyNotAKey(key) {
    // S3 answers in XML, which can't carry control characters: what was uploaded couldn't be listed again.
    if (/\p{Cc}/u.test(key))
        return 'has a control character in its name';
    // What Node reads from a name that isn't UTF-8; there is no address for it.
    if (key.includes('\ufffd'))
        return 'has a name that is not UTF-8';
    // No character takes more than three bytes for each of its UTF-16 units.
    if (key.length * 3 > LONGEST_KEY && Buffer.byteLength(key) > LONGEST_KEY)
        return `has a name longer than ${LONGEST_KEY} bytes`;
    return undefined;
}

;// CONCATENATED MODULE: ./lib/frontend/local-files.js





/**
 * Every file of a built site, sorted by key. Symbolic links are followed as far as they stay inside. What `isLeftOut` says
 * of a key is left out, unread.
 *
 * @throws {Failure} FRONTEND_UNSAFE_FILE naming every file that must not be published or can't be;
 *   FRONTEND_OUTPUT_MISSING where there is no file at all. Nothing was uploaded then.
 */
function local_files_findLocalFiles(directory, { isLeftOut = () => false, like = [] } = {}) {
    const root = realRoot(directory);
    const { found: all, problems } = walk(root);
    const found = all.filter(({ key }) => !isLeftOut(key));
    problems.push(...sameWhenNormalised(found));
    if (problems.length > 0)
        throw unsafe(directory, problems);
    if (found.length === 0)
        throw nothingToPublish(directory);
    found.sort((one, other) => (one.key < other.key ? -1 : 1));
    takeKeys(found, like);
    return found;
}
/** Gives each file not an equal key, but the very text that is there already. Both in order. */
function takeKeys(found, keys) {
    let place = 0;
    for (const file of found) {
        let key = keys[place];
        while (key !== undefined && key < file.key)
            key = keys[++place];
        if (key === file.key)
            file.key = key;
    }
}
/** The text a visitor must get at the site's own address, or undefined where the site has no root page. */
function readRootPage(files) {
    const root = files.find(({ key }) => key === headers/* ROOT_INDEX */.wy);
    return root === undefined ? undefined : (0,external_node_fs_.readFileSync)(root.path, 'utf8');
}
function walk(root) {
    const state = { root, found: [], problems: [] };
    enter(state, { directory: root, prefix: '', ancestors: [root] });
    return state;
}
/** A file of a directory. Its path is made when it is asked for: of a large site, paths would take more than all else. */
class FileIn {
    key;
    #parent;
    constructor(parent, key) {
        this.#parent = parent;
        this.key = key;
    }
    get path() {
        const { directory, prefix } = this.#parent;
        return `${directory}${external_node_path_.sep}${this.key.slice(prefix.length)}`;
    }
}
function enter(state, here) {
    for (const entry of (0,external_node_fs_.readdirSync)(here.directory, { withFileTypes: true })) {
        if (isIgnored(entry.name))
            continue;
        const key = here.prefix + entry.name;
        const why = whyDenied(entry.name) ?? whyNotAKey(key);
        if (why === undefined)
            visit(state, here, { entry, key });
        else
            state.problems.push(`${local_files_printable(key)} ${why}`);
    }
}
function visit(state, here, { entry, key }) {
    // As `path.join` would, whose price is that of the rest of the walk.
    const joined = `${here.directory}${external_node_path_.sep}${entry.name}`;
    if (entry.isFile())
        state.found.push(new FileIn(here, key));
    else if (entry.isDirectory())
        enter(state, below(here, { key, directory: joined }));
    else if (entry.isSymbolicLink())
        visitLink(state, here, { key, link: joined });
    else
        state.problems.push(`${key} is neither a file nor a directory`);
}
function visitLink(state, here, { key, link }) {
    const target = follow(link);
    if (target === undefined) {
        state.problems.push(`${key} is a link that leads nowhere`);
    }
    else if (!isInside(state.root, target.path)) {
        state.problems.push(`${key} is a link that leaves the site, to ${target.path}`);
    }
    else if (target.kind === 'file') {
        // The link's target has a name as well: `config.txt -> .env` gives away the same secrets.
        const why = deniedOnTheWay(state.root, target.path);
        if (why === undefined)
            state.found.push({ key, path: target.path });
        else
            state.problems.push(`${key} is a link to a file that ${why}`);
    }
    else if (target.kind === 'other') {
        state.problems.push(`${key} is neither a file nor a directory`);
    }
    else if (here.ancestors.includes(target.path)) {
        state.problems.push(`${key} is a link to a directory it lies in`);
    }
    else {
        enter(state, below(here, { key, directory: target.path }));
    }
}
const below = ({ ancestors }, { key, directory }) => ({
    directory,
    prefix: `${key}/`,
    ancestors: [...ancestors, directory],
});
/** Where a link leads in the end, and to what; undefined: nowhere. */
function follow(link) {
    try {
        const real = (0,external_node_fs_.realpathSync)(link);
        const found = (0,external_node_fs_.statSync)(real);
        return { path: real, kind: found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other' };
    }
    catch (error) {
        if (isAbsent(error) || error.code === 'ELOOP')
            return undefined;
        throw error;
    }
}
const deniedOnTheWay = (root, target) => external_node_path_.relative(root, target)
    .split(external_node_path_.sep)
    .map(whyDenied)
    .find((why) => why !== undefined);
/** Whether a real path is the root or below it. */
function isInside(root, target) {
    const relative = external_node_path_.relative(root, target);
    return relative === '' || !(relative.split(external_node_path_.sep)[0] === '..' || external_node_path_.isAbsolute(relative));
}
/** A browser on a Mac and one elsewhere write the same letter differently: which of two files it gets is chance. */
function sameWhenNormalised(found) {
    // Two names of ASCII alone never meet.
    if (found.every(({ key }) => ASCII.test(key)))
        return [];
    const seen = new Set();
    const problems = [];
    for (const { key } of found) {
        const normal = key.normalize('NFC');
        if (seen.has(normal))
            problems.push(`${key} and another file have names that differ only in how they encode the same letters`);
        seen.add(normal);
    }
    return problems;
}
const ASCII = /^[ -~]*$/;
function realRoot(directory) {
    try {
        return (0,external_node_fs_.realpathSync)(directory);
    }
    catch (error) {
        if (isAbsent(error))
            throw nothingToPublish(directory);
        throw error;
    }
}
const isAbsent = (error) => ['ENOENT', 'ENOTDIR'].includes(error.code ?? '');
const local_files_printable = (text) => text.replace(/\p{Cc}/gu, '?');
const NOTHING_UPLOADED = 'Nothing was uploaded: the site is as it was.';
const nothingToPublish = (directory) => new lib_errors/* Failure */.H({
    code: 'FRONTEND_OUTPUT_MISSING',
    reason: `There is no file to publish in ${directory}.`,
    safe: `${NOTHING_UPLOADED} An empty directory is never published.`,
    next: 'Check frontend-build-command, and name the directory it writes to in frontend-output-directory.',
});
const unsafe = (directory, problems) => new lib_errors/* Failure */.H({
    code: 'FRONTEND_UNSAFE_FILE',
    reason: `${problems.length === 1 ? 'A file' : `${problems.length} files`} in ${directory} must not be published.`,
    safe: NOTHING_UPLOADED,
    next: 'Keep the named files out of the build output, or rename them, and deploy again.',
    details: [...problems].sort(),
});

// EXTERNAL MODULE: ./lib/frontend/packs.js
var frontend_packs = __webpack_require__(3990);
// EXTERNAL MODULE: ./lib/frontend/publish-plan.js + 1 modules
var publish_plan = __webpack_require__(8582);
// EXTERNAL MODULE: ./lib/frontend/in-flight.js
var in_flight = __webpack_require__(3240);
// EXTERNAL MODULE: ./lib/frontend/site-failures.js
var site_failures = __webpack_require__(3249);
// EXTERNAL MODULE: ./lib/frontend/write-object.js
var write_object = __webpack_require__(699);
;// CONCATENATED MODULE: ./lib/frontend/publish.js





/** Bytes of files that are in memory at once, however many there are and however large. */
const BYTES_AT_ONCE = 64 * 1024 * 1024;
/** S3 deletes at most this many in one call. */
const DELETES_AT_ONCE = 1000;
const ONLY_ADDED = 'Only files that no page names yet were added: visitors see the site as it was. Deploying again goes on from here.';
const PARTLY_SWITCHED = 'Every file that a page names is there, so no page is broken, but some pages may be new and others old. Deploying again goes on from here and invalidates what is owed.';
const OLD_FILES_LEFT = 'The new site is uploaded and no page is broken. Only what it no longer has is left over; the next deploy deletes it.';
/**
 * The headers of the objects that `keysToExamine` names. One that is gone by now is left out; its write will meet the
 * conflict.
 */
async function examineHeaders(site, keys) {
    const examined = new Map();
    const bound = { atOnce: in_flight/* REQUESTS_AT_ONCE */.P, check: () => (0,site_failures/* stopIfAborted */.NI)(site, site_failures/* UNTOUCHED */._m) };
    await (0,in_flight/* eachInFlight */.J)(keys, bound, async (key) => {
        try {
            const found = await site.s3.headObject({
                Bucket: site.bucket,
                Key: key,
                ExpectedBucketOwner: site.account,
            });
            examined.set(key, (0,headers/* fromObjectHeaders */.Qj)(found));
        }
        catch (error) {
            if ((0,site_failures/* statusOf */.c2)(error) === 404)
                return;
            throw (0,site_failures/* siteFailure */.Uf)(error, {
                site,
                doing: `reading ${key} of`,
                safe: site_failures/* UNTOUCHED */._m,
                actions: ['s3:GetObject'],
            });
        }
    });
    return examined;
}
/** Adds the files that nothing live names yet. Stopped at any point, visitors see no difference. */
async function uploadAdditive(site, plan) {
    const written = startWriting();
    await write(site, plan.additive, { written, safe: () => ONLY_ADDED });
    return written;
}
/**
 * Switches the site over: files that pages share, then pages, the root page, service workers; each group ends before
 * the next begins. The intent with the plan's `owed` must be recorded by now.
 *
 * @param additive the result of `uploadAdditive`: without its files the pages would be broken
 */
async function activate(site, plan, additive) {
    const missing = plan.additive.filter(({ file }) => !additive.etags.has(file.key));
    if (missing.length > 0)
        throw notAdded(missing);
    const { assets, pages, rootIndex, serviceWorkers } = plan.activations;
    const written = startWriting();
    const safe = () => (written.begun ? PARTLY_SWITCHED : ONLY_ADDED);
    for (const group of [assets, pages, rootIndex, serviceWorkers])
        await write(site, group, { written, safe });
    return written;
}
/**
 * Deletes the pages that the site no longer has. To be called once the invalidation is accepted, and before the release
 * is recorded: what is recorded as done must not leave a page behind that nobody knows of.
 *
 * @returns how many objects were deleted
 */
const removePages = (site, plan) => deleteAll(site, plan.removedPages);
/**
 * Deletes the other files that nobody needs any more. To be called last, when the release is recorded as live.
 *
 * @returns how many objects were deleted
 */
const prune = (site, plan) => deleteAll(site, plan.prunable);
async function deleteAll(site, all) {
    for (let start = 0; start < all.length; start += DELETES_AT_ONCE) {
        (0,site_failures/* stopIfAborted */.NI)(site, OLD_FILES_LEFT);
        await deleteKeys(site, all.slice(start, start + DELETES_AT_ONCE));
    }
    return all.length;
}
async function deleteKeys(site, keys) {
    let answer;
    try {
        answer = await site.s3.deleteObjects({
            Bucket: site.bucket,
            ExpectedBucketOwner: site.account,
            Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true },
        });
    }
    catch (error) {
        const doing = 'deleting old files from';
        throw (0,site_failures/* siteFailure */.Uf)(error, { site, doing, safe: OLD_FILES_LEFT, actions: ['s3:DeleteObject'] });
    }
    const errors = answer.Errors ?? [];
    const first = errors[0];
    if (first === undefined)
        return;
    throw new lib_errors/* Failure */.H({
        code: 'PUBLISH_FAILED',
        reason: `S3 did not delete ${errors.length} old files of ${site.bucket}: ${first.Code} ${first.Message ?? ''}.`,
        safe: OLD_FILES_LEFT,
        next: 'Allow the role s3:DeleteObject on the objects of the site bucket.',
        details: errors.map(({ Key, Code }) => `${Key}: ${Code}`),
    });
}
const startWriting = () => ({ etags: new Map(), bytes: 0, begun: false });
async function write(site, uploads, { written, safe }) {
    const check = () => (0,site_failures/* stopIfAborted */.NI)(site, safe());
    const put = async (upload) => {
        written.begun = true;
        const { file } = upload;
        const etag = await (0,write_object/* writeObject */.p7)(site, upload, { safe: safe(), check });
        // Not only equal, but the very text that the file has: those of a large site take megabytes.
        written.etags.set(file.key, etag === file.md5 ? file.md5 : etag);
        written.bytes += file.size;
        site.onSent?.((0,write_object/* bytesToTell */.YA)(file), 1);
    };
    const bound = { atOnce: in_flight/* REQUESTS_AT_ONCE */.P, check, size: write_object/* bytesInMemory */.E1, room: BYTES_AT_ONCE };
    await (0,in_flight/* eachInFlight */.J)(uploads, bound, put);
}
const notAdded = (missing) => new lib_errors/* Failure */.H({
    code: 'INTERNAL',
    reason: `Pages were to be switched before ${missing.length} files they may need were there (${missing[0]?.file.key}).`,
    safe: ONLY_ADDED,
    next: 'Deploy again, and report this with the log.',
});

// EXTERNAL MODULE: ./lib/context/release-files.js
var release_files = __webpack_require__(192);
// EXTERNAL MODULE: ./lib/context/release.js
var context_release = __webpack_require__(5298);
;// CONCATENATED MODULE: ./lib/frontend/release.js





/** The release to record as live once it is verified. */
function buildRelease({ run, plan, written, packs, now, url, fingerprint, before, }) {
    // By key, so that the same site makes the same record.
    const files = [...plan.unchanged, ...(0,publish_plan/* uploadsOf */.y8)(plan)].sort(byKey);
    return {
        id: (0,context_release/* releaseId */.Bf)(run),
        ...(0,context_release/* releasedBy */.RV)(run),
        ...(url === undefined ? {} : { url }),
        publishedAt: new Date(now).toISOString(),
        bucket: plan.bucket,
        files: release_files/* ReleaseFiles */.D.inOrder(published(files, { written, packs }), {
            count: files.length,
            like: before?.files,
        }),
        ...(fingerprint === undefined ? {} : { fingerprint }),
    };
}
const byKey = ({ file: one }, { file: other }) => (one.key < other.key ? -1 : 1);
/** One after the other, so that those of a large site are never all there at once. */
function* published(files, { written, packs = new Map() }) {
    for (const each of files) {
        const { key, sha256 } = each.file;
        const { headers } = each;
        const etag = 'etag' in each ? each.etag : etagOf(written, key);
        const pack = packs.get(sha256);
        yield [key, { sha256, etag, headers, ...(pack === undefined ? {} : { pack }) }];
    }
}
function etagOf(written, key) {
    for (const { etags } of written) {
        const etag = etags.get(key);
        if (etag !== undefined)
            return etag;
    }
    throw notWritten(key);
}
/** What publishing did, for the report. */
function publicationOf(plan, { written, deleted }) {
    return {
        bucket: plan.bucket,
        uploaded: written.reduce((sum, { etags }) => sum + etags.size, 0),
        deleted,
        unchanged: plan.unchanged.length,
        bytes: written.reduce((sum, { bytes }) => sum + bytes, 0),
        stalePaths: plan.stalePaths,
    };
}
/** What is said of a live site that is not even built again. */
const untouched = ({ bucket, files }) => ({
    bucket,
    uploaded: 0,
    deleted: 0,
    unchanged: files.size,
    bytes: 0,
    stalePaths: [],
});
const notWritten = (key) => new lib_errors/* Failure */.H({
    code: 'INTERNAL',
    reason: `A release was to be recorded of which ${key} was never written.`,
    safe: 'The release was not recorded as live; what was live before still is in the record.',
    next: 'Deploy again, and report this with the log.',
});

// EXTERNAL MODULE: ./lib/frontend/retention.js
var retention = __webpack_require__(7070);
// EXTERNAL MODULE: ./lib/keep-replaced.js
var keep_replaced = __webpack_require__(3167);
// EXTERNAL MODULE: ./lib/platform/both.js
var both = __webpack_require__(2160);
;// CONCATENATED MODULE: ./lib/cdn/distribution.js


const UNTOUCHED = 'No page was changed: the site is as it was, but for new files that no page names yet. What Terraform applied stays applied.';
/**
 * Makes sure, before the first change that a visitor could see, that what is published will be seen.
 *
 * @throws {Failure} DISTRIBUTION_NOT_FOUND where it doesn't exist or is disabled, ACCESS_DENIED
 */
async function checkDistribution(cloudfront, { distributionId }) {
    const { Distribution: found } = await cloudfront
        .getDistribution({ Id: distributionId })
        .catch((error) => {
        if (errorName(error) === 'NoSuchDistribution') {
            throw unusable(`The distribution ${distributionId}, which the Terraform output names, does not exist.`, error);
        }
        throw cdnFailure(error, {
            distributionId,
            doing: 'reading the distribution',
            action: 'cloudfront:GetDistribution',
            code: 'PUBLISH_FAILED',
            safe: UNTOUCHED,
            next: 'Deploy again.',
        });
    });
    if (found?.DistributionConfig?.Enabled !== true) {
        throw unusable(`The distribution ${distributionId} is disabled: nobody would see what is published.`);
    }
    return {
        id: distributionId,
        domainName: found.DomainName ?? '',
        // AWS writes `InProgress` and `Deployed`.
        deployed: found.Status?.toLowerCase() === 'deployed',
    };
}
const unusable = (reason, cause) => new lib_errors/* Failure */.H({
    code: 'DISTRIBUTION_NOT_FOUND',
    reason,
    safe: UNTOUCHED,
    next: 'Check distribution-id-output and `enabled` of the distribution in the Terraform configuration, then deploy again.',
    cause,
});

;// CONCATENATED MODULE: ./lib/prepare-activation.js






/**
 * Everything that has to be done before the first change that a visitor could see: the distribution is looked at, the
 * intent recorded, what nothing names yet uploaded, and kept what is replaced now or some day. Of these none needs
 * another one, so they share one round trip; the first that fails ends the others, and nothing is activated.
 *
 * What a failure leaves behind is what a killed run leaves: files that no page names, and an intent whose paths are
 * invalidated once in vain.
 */
async function prepareActivation({ store, ...preparing }, recordIntent) {
    const { context, names, site, record, plan } = preparing;
    const failed = new AbortController();
    const endingTheOthers = async (work) => {
        try {
            return await work;
        }
        catch (error) {
            failed.abort(error);
            throw error;
        }
    };
    const orFailed = (signal) => signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal]);
    const packs = (0,frontend_packs/* packsOf */.m0)((0,release_history/* wholeReleases */.WF)(record));
    const keeping = { ...preparing, store: { ...store, signal: orFailed(store.signal) }, packs };
    const upload = () => uploadAdditive({ ...site, signal: orFailed(site.signal) }, plan);
    const intent = endingTheOthers(recordIntent());
    const additive = endingTheOthers(revivesRecorded(plan, record) ? intent.then(upload) : upload());
    const kept = (0,both/* both */.W)(endingTheOthers((0,keep_replaced/* keepReplaced */.wn)(keeping)), endingTheOthers((0,keep_replaced/* keepUploads */.Yu)(keeping)));
    // A failure that ends the others comes before theirs: most telling first.
    const [, [, [written, [before, fresh]]]] = await (0,both/* both */.W)(endingTheOthers(checkVisible(context, names)), (0,both/* both */.W)(intent, (0,both/* both */.W)(additive, kept)));
    return { additive: written, kept: before, packs: new Map([...packs, ...fresh]) };
}
/**
 * Whether a file is added whose key a release is recorded with, though the bucket has it no more. With the same bytes it
 * gets the same ETag back, and only the intent then tells the next run that its headers may be others than recorded.
 */
function revivesRecorded({ additive, bucket }, { live, previous }) {
    const releases = [...(live === undefined ? [] : [live]), ...previous].filter((release) => release.bucket === bucket);
    return additive.some(({ file }) => releases.some(({ files }) => files.has(file.key)));
}
/** Whether anyone would see what is published. (Where nothing is, nobody asks.) */
async function checkVisible({ platform }, { distributionId }) {
    if (distributionId === undefined)
        return;
    await checkDistribution(await platform.aws.distributions(), { distributionId });
}

// EXTERNAL MODULE: ./lib/report/measures.js
var measures = __webpack_require__(1469);
;// CONCATENATED MODULE: ./lib/report/transfer.js

/** Work that ends before is done when somebody would look: nothing is said of it. */
const QUIET = 5_000;
/** A log gets a line no sooner than this after another, and only for a tenth more of the whole, ... */
const PAUSE = 10_000;
const SHARE = 0.1;
/** ... but one at least this often. */
const SIGN_OF_LIFE = 60_000;
/** Milliseconds after which a line that replaces itself does so. */
const REFRESH = 200;
/**
 * Tells how far a long transfer is: a terminal by one line that replaces itself, a log by a few lines. Speaks when
 * something is transferred, so that a transfer that hangs is seen to hang.
 */
class TransferMeter {
    #transfer;
    #ports;
    #began;
    #files = 0;
    #bytes = 0;
    #told;
    constructor(transfer, ports) {
        this.#transfer = transfer;
        this.#ports = ports;
        this.#began = ports.clock.monotonic();
    }
    /** So much more is there: bytes, and the files that are complete by it. */
    sent = (bytes, files) => {
        this.#bytes += bytes;
        this.#files += files;
        const { clock, log } = this.#ports;
        const now = clock.monotonic();
        if (now - this.#began < QUIET || !this.#isDue(now, log.status === undefined))
            return;
        this.#told = { at: now, share: this.#share() };
        (log.status ?? log.info)(this.#line(now));
    };
    /** The transfer is over: what replaced itself goes. */
    end() {
        this.#ports.log.status?.('');
    }
    #isDue(now, isLog) {
        if (this.#told === undefined)
            return true;
        const pause = now - this.#told.at;
        if (!isLog)
            return pause >= REFRESH;
        return pause >= SIGN_OF_LIFE || (pause >= PAUSE && this.#share() - this.#told.share >= SHARE);
    }
    /** Of the bytes; where there are none, of the files. */
    #share() {
        const { bytes, files } = this.#transfer;
        if (bytes > 0)
            return this.#bytes / bytes;
        return files > 0 ? this.#files / files : 1;
    }
    #line(now) {
        const { doing, files, bytes } = this.#transfer;
        const time = now - this.#began;
        const rate = (this.#bytes / time) * 1000;
        const left = rate > 0 ? `, ${(0,measures/* formatDuration */.a3)(((bytes - this.#bytes) / rate) * 1000)} left` : '';
        return (`${doing}: ${(0,measures/* formatCount */.B4)(this.#files)} of ${(0,measures/* formatCount */.B4)(files)} files, ` +
            `${(0,measures/* formatBytes */.z3)(this.#bytes)} of ${(0,measures/* formatBytes */.z3)(bytes)} (${Math.floor(this.#share() * 100)} %), ` +
            `${(0,measures/* formatBytes */.z3)(Math.round(rate))}/s${left}`);
    }
}

// EXTERNAL MODULE: ./lib/site-place.js + 1 modules
var site_place = __webpack_require__(6770);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./lib/frontend/hash-files.js




/** Files are read by so much at a time, so that memory doesn't grow with them. Most of a site's fit in one piece. */
const PIECE = 1024 * 1024;
/** Files hashed between two turns of the event loop, so that a listing beside it goes on. */
const HASHES_PER_TURN = 32;
/** A file that was read. */
class ReadFile {
    size;
    #found;
    constructor(found, size) {
        this.#found = found;
        this.size = size;
    }
    get key() {
        return this.#found.key;
    }
    get path() {
        return this.#found.path;
    }
}
/** A file with hashes of its own. */
class HashedFile extends ReadFile {
    sha256;
    md5;
    constructor(found, size, { sha256, md5 }) {
        super(found, size);
        this.sha256 = sha256;
        this.md5 = md5;
    }
}
/** A file that holds what is recorded of it: the hashes of most files of a large site are not held a second time. */
class SameFile extends ReadFile {
    #recorded;
    constructor(found, size, recorded) {
        super(found, size);
        this.#recorded = recorded;
    }
    get sha256() {
        return this.#recorded(this.key)?.sha256 ?? '';
    }
    get md5() {
        return this.#recorded(this.key)?.etag ?? '';
    }
}
/**
 * Reads and hashes files.
 *
 * @param recorded what an earlier publish recorded of a key: the SHA-256 of a file whose MD5 is the recorded ETag is taken
 *   from there. Most files of most deploys are the same as before, and hashing is most of what such a deploy does.
 */
async function hashFiles(found, recorded = () => undefined) {
    const files = [];
    const piece = Buffer.allocUnsafeSlow(PIECE);
    for (const file of found) {
        // Synchronous reads beat promises here: 0.84 s against 1.5 s of CPU for 10,000 files.
        const { size, hashes } = read(file.path, { piece, recorded: recorded(file.key) });
        files.push(hashes === undefined ? new SameFile(file, size, recorded) : new HashedFile(file, size, hashes));
        if (files.length % HASHES_PER_TURN === 0)
            await (0,external_node_timers_promises_.setImmediate)();
    }
    return files;
}
/** Every file of a built site with its hashes, as `findLocalFiles` finds them. */
const readLocalFiles = async (directory, options) => hashFiles(findLocalFiles(directory, options));
/** Reads a file: its size, and its hashes where they aren't those that are recorded. */
function read(file, { piece, recorded }) {
    const descriptor = (0,external_node_fs_.openSync)(file, 'r');
    try {
        let size = (0,external_node_fs_.readSync)(descriptor, piece);
        if (size < piece.length) {
            const content = piece.subarray(0, size);
            const md5 = (0,external_node_crypto_.hash)('md5', content, 'hex');
            if (md5 === recorded?.etag)
                return { size };
            return { size, hashes: { sha256: (0,external_node_crypto_.hash)('sha256', content, 'hex'), md5 } };
        }
        const sha256 = (0,external_node_crypto_.createHash)('sha256').update(piece);
        const md5 = (0,external_node_crypto_.createHash)('md5').update(piece);
        for (let more = (0,external_node_fs_.readSync)(descriptor, piece); more > 0; more = (0,external_node_fs_.readSync)(descriptor, piece)) {
            sha256.update(piece.subarray(0, more));
            md5.update(piece.subarray(0, more));
            size += more;
        }
        return { size, hashes: { sha256: sha256.digest('hex'), md5: md5.digest('hex') } };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}

// EXTERNAL MODULE: ./lib/frontend/restored-files.js + 2 modules
var restored_files = __webpack_require__(6107);
// EXTERNAL MODULE: ./lib/inputs/header-rules.js
var header_rules = __webpack_require__(3770);
;// CONCATENATED MODULE: ./lib/site-source.js





/** What a build left, without the source maps that no rule asks for; the log is told of what that leaves out. */
function builtFiles(directory, { rules, log, live, }) {
    const find = () => {
        const maps = [];
        const isLeftOut = (key) => (0,headers/* isUnaskedSourceMap */.J9)(key, rules) && maps.push(key) > 0;
        const files = local_files_findLocalFiles(directory, { isLeftOut, like: [...(live?.files.keys() ?? [])] });
        if (maps.length > 0)
            log.info(leftOutLine(maps));
        const idle = rules.filter(({ pattern }) => !files.some(({ key }) => (0,headers/* matches */.cK)(pattern, key)));
        if (idle.length > 0)
            log.warning(idleLine(idle));
        return files;
    };
    let found;
    return {
        keys: () => (found ??= find()).map(({ key }) => key),
        files: async () => hashFiles((found ??= find()), (key) => live?.files.get(key)),
        headersOf: (key) => (0,headers/* headersFor */.iY)(key, rules),
        fetch: () => Promise.resolve(),
    };
}
/** The files of a recorded release: where they stand in the site bucket, or where they are kept. */
function recordedFiles(release, { site, store, kept, packs, directory, }) {
    let located = new Map();
    return {
        keys: () => [...release.files.keys()],
        files: async (listing) => {
            located = (0,restored_files/* locateFiles */.ws)(release, { listing: await listing, kept, packs });
            return (0,restored_files/* filesOfRelease */.QA)(release, { store, directory, located });
        },
        headersOf: (key) => release.files.get(key)?.headers ?? (0,headers/* headersFor */.iY)(key),
        fetch: (plan) => (0,restored_files/* fetchFiles */.Uq)({ store, site, located }, plan),
    };
}
const leftOutLine = (maps) => `${maps.length} source maps are not published, since they hold the sources (${maps[0]}). To publish them, let ` +
    `${header_rules/* HEADERS_FILE */.OE} name them: a line /*.map, and a header below it.`;
const idleLine = (rules) => `${header_rules/* HEADERS_FILE */.OE}: no file of this site matches ${rules.map(({ pattern }) => pattern).join(', ')}.`;

// EXTERNAL MODULE: ./lib/state/release-record.js + 4 modules
var release_record = __webpack_require__(7320);
;// CONCATENATED MODULE: ./lib/publish-site.js






















/**
 * Builds the frontend, unless it would only become what is live, and publishes it so that no visitor ever sees a broken page: intent, assets, pages, invalidation,
 * verification, record, and deletes last.
 */
async function publishSite(context, frontend, request) {
    const place = await (0,site_place/* findPlace */.P)(context, frontend, request);
    const site = await context.progress.stage('build', () => (0,build_site/* buildSite */.Sk)(context, frontend, { request, place }), ({ note }) => note);
    if (site.kind === 'unchanged') {
        reportUntouched(context, { ...place, live: site.live, publication: untouched(site.live) });
        return { changed: false, stored: request.stored };
    }
    const { directory, fingerprint } = site;
    const { log } = context.platform;
    const { live } = request.stored.record;
    const source = builtFiles(directory, { rules: frontend.headerRules, log, live });
    return publishFiles(context, frontend, { request, place, source, fingerprint });
}
/**
 * Publishes the files of a recorded release again, in the same order and without a build: what the site bucket still has
 * stays, the rest comes from where it is kept.
 *
 * @throws Failure `ROLLBACK_IMPOSSIBLE` where the content of a file is nowhere any more
 */
async function republishSite(context, frontend, request) {
    const { release } = request;
    const place = await (0,site_place/* findPlace */.P)(context, frontend, request);
    const kept = await (0,kept_files/* listKept */.fx)(place.store);
    const directory = await (0,promises_.mkdtemp)(external_node_path_.join(context.run.temporaryDirectory, 'revive-files-'));
    try {
        const packs = (0,frontend_packs/* packsOf */.m0)((0,release_history/* wholeReleases */.WF)(request.stored.record));
        const source = recordedFiles(release, { ...place, kept, packs, directory });
        const { fingerprint } = release;
        return await publishFiles(context, frontend, { request, place, source, release, fingerprint });
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
async function publishFiles(context, frontend, { request, place, source, release, fingerprint, }) {
    const { site, names } = place;
    const { files, listing } = await readBothSides(context, { site, source });
    const { record } = request.stored;
    const { headersOf } = source;
    const now = context.platform.clock.now();
    const state = { bucket: names.bucket, listing, files, record, now, headersOf };
    const plan = (0,publish_plan/* planPublish */.N_)(state, await examineHeaders(site, (0,publish_plan/* keysToExamine */.Py)(state)));
    const publishing = {
        ...place,
        ...{ context, frontend, request, plan, files, listing, release, fingerprint },
    };
    if (!(0,publish_plan/* changesSite */.HF)(plan)) {
        const publication = publicationOf(plan, { written: [], deleted: 0 });
        reportUntouched(context, { ...place, live: record.live, publication });
        return { changed: false, stored: request.stored, fingerprint };
    }
    await source.fetch(plan);
    return publishChanges(publishing);
}
/** What is here and what is there, asked at once. */
async function readBothSides({ progress }, { site, source }) {
    return progress.stage('compare', async () => {
        const listed = (0,frontend_listing/* listSite */.k)(site, source.keys());
        const [files, listing] = await Promise.all([source.files(listed), listed]);
        return { files, listing };
    }, ({ files, listing }) => `${files.length} files here, ${listing.length} in the bucket`);
}
/** Nothing differs: no write, no invalidation. */
function reportUntouched({ progress, run }, { names, live, publication, }) {
    progress.found({
        site: {
            publication,
            releaseId: live?.id ?? (0,context_release/* releaseId */.Bf)(run),
            distributionId: names.distributionId ?? '',
            verified: false,
        },
    });
}
async function publishChanges(publishing) {
    const { context, request, site, store, plan, files, listing } = publishing;
    const { platform, run, progress } = context;
    const { state } = request.deployment;
    const stateS3 = await platform.aws.objects(state.region);
    let { stored } = request;
    const save = async (record) => {
        stored = { record, etag: await (0,release_record/* writeReleaseRecord */.QH)(stateS3, state, record, stored.etag) };
    };
    const id = (0,context_release/* releaseId */.Bf)(run);
    const { written, kept, packs } = await progress.stage('publish', () => metered(publishing, async (watched) => {
        const { record } = stored;
        const intended = { release: { id, commit: run.commit, runUrl: run.url }, owed: plan.owed };
        const preparing = {
            ...publishing,
            site: watched,
            record,
            release: id,
            isWholeHere: publishing.release === undefined,
        };
        const { additive, ...keeping } = await prepareActivation(preparing, () => save({ ...record, intended }));
        return { written: [additive, await activate(watched, plan, additive)], ...keeping };
    }), ({ written: parts }) => `${count(parts)} uploaded`);
    report(publishing, { written, deleted: 0, verified: false });
    const invalidation = await invalidateChanged(publishing, id);
    report(publishing, { written, deleted: 0, verified: false, invalidation });
    // Only now: a page must not be gone while the edge still leads to it.
    const removed = await removePages(site, plan);
    const verified = await verify(publishing, readRootPage(files));
    await progress.stage('record', () => {
        const { url } = publishing.names;
        const { fingerprint } = publishing;
        const now = platform.clock.now();
        const before = stored.record.live;
        const built = buildRelease({ run, plan, written, packs, now, url, fingerprint, before });
        // A release that is live again is the one it was: it takes no second place among those that are kept.
        const release = publishing.release === undefined ? built : { ...built, id: publishing.release.id };
        return save((0,release_history/* withDeploy */.iv)(withLive(stored.record, release, listing), (0,release_history/* withRelease */._h)(request.deploy, release)));
    });
    const deleted = await progress.stage('prune', async () => {
        const passage = { before: request.stored.record, after: stored.record };
        const [pruned] = await (0,both/* both */.W)(prune(site, plan), (0,keep_replaced/* pruneReplaced */.P2)(platform, { store, kept, ...passage }));
        return removed + pruned;
    }, (number) => `${number} deleted`);
    if (plan.withheld.length > 0)
        platform.log.warning(withheldLine(plan));
    report(publishing, { written, deleted, verified, invalidation });
    return { changed: true, stored };
}
/** Uploads to a site with an eye on how far that is, for whoever waits. */
async function metered({ context, site, plan }, upload) {
    const files = (0,publish_plan/* uploadsOf */.y8)(plan).map(({ file }) => file);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const meter = new TransferMeter({ doing: 'Uploading', files: files.length, bytes }, context.platform);
    try {
        return await upload({ ...site, onSent: meter.sent });
    }
    finally {
        meter.end();
    }
}
/** The record once `release` is live: nothing is intended or owed any more. */
function withLive({ owner, live, previous, history, movedIn }, release, listing) {
    const before = live === undefined ? previous : [live, ...previous];
    return {
        owner,
        live: release,
        previous: (0,retention/* previousReleases */.iL)(release, { before, listing }),
        ...(history === undefined ? {} : { history }),
        ...(movedIn === undefined ? {} : { movedIn }),
    };
}
async function invalidateChanged({ context, frontend, request, names, plan }, callerReference) {
    const { platform, progress } = context;
    const { distributionId } = names;
    const paths = invalidationPaths(plan.stalePaths, frontend.invalidation);
    if (distributionId === undefined || paths.length === 0)
        return undefined;
    const signal = AbortSignal.any([context.signal, request.lost]);
    return progress.stage('invalidate', async () => {
        const cloudfront = await platform.aws.distributions();
        const accepted = await invalidate(cloudfront, platform.clock, {
            distributionId,
            paths,
            callerReference,
            signal,
            onWait: (line) => platform.log.info(line),
        });
        if (frontend.waitForLive)
            await waitForInvalidation(cloudfront, platform.clock, accepted, { signal });
        return accepted;
    }, () => paths.join(' '));
}
async function verify({ context, frontend, request, names }, expected) {
    const { url } = names;
    if (!frontend.waitForLive || url === undefined)
        return false;
    const signal = AbortSignal.any([context.signal, request.lost]);
    await context.progress.stage('verify', () => verifyLive(context.platform, { url, expected, signal }), () => url);
    return true;
}
function report({ context, names, plan, release }, done) {
    context.progress.found({
        site: {
            publication: publicationOf(plan, done),
            releaseId: release?.id ?? (0,context_release/* releaseId */.Bf)(context.run),
            distributionId: names.distributionId ?? '',
            verified: done.verified,
            ...(done.invalidation === undefined ? {} : { invalidation: done.invalidation }),
        },
    });
}
const withheldLine = ({ withheld, bucket }) => `${withheld.length} files of ${bucket} are not in this release any more, but that is more than half of what is ` +
    'there, so they were kept. Delete them by hand if they are not needed.';
const count = (written) => written.reduce((sum, { etags }) => sum + etags.size, 0);


/***/ }),

/***/ 4048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ recordDeploy)
/* harmony export */ });
/* harmony import */ var _context_release_history_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7931);
/* harmony import */ var _context_release_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5298);
/* harmony import */ var _state_release_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7320);
/* harmony import */ var _state_state_history_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6493);




/**
 * Records what is live at the end of a run: its commit, also where no file of the site had to change for it, and the
 * deploy, where it left something else than the one before. Publishing a site has recorded both already.
 */
async function recordDeploy({ platform, progress, run }, { state }, { stored, deploy, fingerprint, }) {
    const { url } = progress.report('deployed');
    const moved = (0,_context_release_js__WEBPACK_IMPORTED_MODULE_2__/* .withLiveCommit */ .oK)(stored.record, run, { now: platform.clock.now(), url });
    // Only with another commit: a run of the live one that changes nothing writes nothing.
    const live = moved === undefined ? stored.record : (0,_context_release_js__WEBPACK_IMPORTED_MODULE_2__/* .withFingerprint */ .JR)(moved, fingerprint);
    const record = (0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .withDeploy */ .iv)((0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .arrived */ .Kb)(live), (0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .withRelease */ ._h)(deploy, live.live));
    progress.found({ history: (0,_state_state_history_js__WEBPACK_IMPORTED_MODULE_1__/* .stateHistory */ .u)((0,_context_release_history_js__WEBPACK_IMPORTED_MODULE_3__/* .historyOf */ .om)(record), []) });
    if (record !== stored.record) {
        await (0,_state_release_record_js__WEBPACK_IMPORTED_MODULE_0__/* .writeReleaseRecord */ .QH)(await platform.aws.objects(state.region), state, record, stored.etag);
    }
    return record;
}


/***/ })

};
