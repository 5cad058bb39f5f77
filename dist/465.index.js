export const id = 465;
export const ids = [465];
export const modules = {

/***/ 5997:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ runnerToolkit)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_process__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1708);
/* harmony import */ var _runner_commands_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9964);



/** The real one. Outside a runner, where there are no files to write to, nothing is written. */
const runnerToolkit = {
    setOutput: (name, value) => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .appendEntry */ .D4)('GITHUB_OUTPUT', name, value),
    writeSummary: async (markdown) => {
        const file = node_process__WEBPACK_IMPORTED_MODULE_1__.env['GITHUB_STEP_SUMMARY'];
        if (file)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.appendFile)(file, markdown, 'utf8');
    },
    saveState: (name, value) => (0,_runner_commands_js__WEBPACK_IMPORTED_MODULE_2__/* .appendEntry */ .D4)('GITHUB_STATE', name, value),
    getState: (name) => node_process__WEBPACK_IMPORTED_MODULE_1__.env[`STATE_${name}`] ?? '',
    setFailed: () => {
        node_process__WEBPACK_IMPORTED_MODULE_1__.exitCode = 1;
    },
};


/***/ }),

/***/ 465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAction: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
// EXTERNAL MODULE: ./lib/context/credentials.js
var credentials = __webpack_require__(7765);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/context/event.js


/**
 * Refuses to run where the code or its author is not the repository's own: a fork's pull request (its code would run
 * with this repository's rights) and `pull_request_target` (secrets beside a stranger's checkout), before anything else.
 *
 * @throws Failure `UNTRUSTED_EVENT`
 */
function refuseUntrustedEvent(environment) {
    const event = environment['GITHUB_EVENT_NAME'] ?? '';
    const repository = environment['GITHUB_REPOSITORY'] ?? '';
    const reason = untrusted(event, repository, () => readPayload(environment['GITHUB_EVENT_PATH']));
    if (reason === undefined)
        return;
    throw new errors/* Failure */.H({
        code: 'UNTRUSTED_EVENT',
        reason,
        safe: 'Nothing was run, and nothing was read from or changed in AWS.',
        next: 'Deploy on push or workflow_dispatch of this repository: `on: { push: { branches: [main] } }`.',
    });
}
/** Why a run of this event may not deploy, or undefined. A payload that names no head repository counts as a fork. */
function untrusted(event, repository, payload) {
    if (event === 'pull_request_target') {
        return 'The event is pull_request_target, which has the secrets of this repository and may check out the code of another.';
    }
    const head = headRepository(event, payload);
    if (head === 'own' || head?.toLowerCase() === repository.toLowerCase())
        return undefined;
    return `The event is ${event} of the fork ${head ?? '(deleted)'}, not of ${repository}.`;
}
function headRepository(event, payload) {
    if (event.startsWith('pull_request'))
        return payload().pull_request?.head?.repo?.full_name;
    if (event === 'workflow_run')
        return payload().workflow_run?.head_repository?.full_name;
    return 'own';
}
function readPayload(file) {
    if (file === undefined || file === '')
        return {};
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(file, 'utf8')) ?? {};
    }
    catch {
        return {};
    }
}

// EXTERNAL MODULE: ./lib/context/run.js
var context_run = __webpack_require__(2922);
// EXTERNAL MODULE: ./lib/failure-message.js
var failure_message = __webpack_require__(3547);
// EXTERNAL MODULE: ./lib/inputs/definitions.js
var definitions = __webpack_require__(3683);
// EXTERNAL MODULE: ./lib/inputs/parse.js + 3 modules
var parse = __webpack_require__(4134);
// EXTERNAL MODULE: ./lib/platform/create-platform.js + 1 modules
var create_platform = __webpack_require__(3430);
// EXTERNAL MODULE: ./lib/platform/toolkit.js
var toolkit = __webpack_require__(5997);
;// CONCATENATED MODULE: ./lib/report/progress.js
/** Collects what a run does while it does it, so that a report can be made wherever it ends. */
class Progress {
    /** The stage that began last. */
    current;
    #beginning;
    #ports;
    #started;
    #stages = [];
    #listeners = [];
    #findings = {};
    constructor(beginning, ports) {
        this.#beginning = beginning;
        this.#ports = ports;
        this.#started = ports.clock.monotonic();
    }
    /** Tells `listener` of every stage that begins: the lease shows it to whoever waits. */
    onStage(listener) {
        this.#listeners.push(listener);
    }
    /** Runs one stage, timing it. `note` puts what it did into a few words. */
    async stage(name, work, note) {
        const start = this.#ports.clock.monotonic();
        this.current = name;
        for (const listener of this.#listeners)
            listener(name);
        const record = (outcome, words) => {
            const milliseconds = this.#ports.clock.monotonic() - start;
            this.#stages.push({ name, milliseconds, outcome, ...(words === undefined ? {} : { note: words }) });
            const took = `${(milliseconds / 1000).toFixed(1)} s`;
            this.#ports.log.info(`${outcome === 'done' ? '✓' : '✗'} ${name} (${took})${words === undefined ? '' : `: ${words}`}`);
        };
        try {
            const result = await work();
            record('done', note?.(result));
            return result;
        }
        catch (error) {
            record('failed');
            throw error;
        }
    }
    /** Notes something for the report; later findings of the same name win. */
    found(findings) {
        this.#findings = { ...this.#findings, ...findings };
    }
    report(result, failure) {
        return {
            ...this.#beginning,
            ...this.#findings,
            result,
            stages: [...this.#stages],
            milliseconds: this.#ports.clock.monotonic() - this.#started,
            ...(failure === undefined ? {} : { failure }),
        };
    }
}

// EXTERNAL MODULE: ./lib/platform/printable.js
var printable = __webpack_require__(124);
;// CONCATENATED MODULE: ./lib/report/measures.js
const GROUPED = new Intl.NumberFormat('en-US');
/** `12,345`. */
const formatCount = (count) => GROUPED.format(count);
/** `1 file`, `12,345 files`. */
const counted = (count, singular, plural = `${singular}s`) => `${formatCount(count)} ${count === 1 ? singular : plural}`;
/** `840 ms`, `4.2 s`, `43 s`, `1 m 12 s`, `1 h 02 m`. */
function formatDuration(milliseconds) {
    if (milliseconds < 999.5)
        return `${Math.round(milliseconds)} ms`;
    if (milliseconds < 9_950)
        return `${(milliseconds / 1000).toFixed(1)} s`;
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return `${minutes} m ${String(seconds % 60).padStart(2, '0')} s`;
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} m`;
}
/** Terraform tells how long a resource took in whole seconds. */
const formatSeconds = (milliseconds) => milliseconds < 1000
    ? '< 1 s'
    : formatDuration(Math.round(milliseconds / 1000) * 1000).replace('.0 s', ' s');
const UNITS = ['kB', 'MB', 'GB', 'TB'];
/** `512 bytes`, `4.2 kB`, `13 MB`: powers of 1,000. */
function formatBytes(bytes) {
    if (bytes < 1000)
        return counted(bytes, 'byte');
    let value = bytes / 1000;
    let unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
        value /= 1000;
        unit += 1;
    }
    return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}
/** A bar of line-drawing characters, `width` of them for `whole`; empty for what is too short to show. */
function bar(part, whole, width) {
    const halves = whole <= 0 ? 0 : Math.round((Math.min(part, whole) / whole) * width * 2);
    return `${'━'.repeat(Math.floor(halves / 2))}${halves % 2 === 1 ? '╸' : ''}`;
}

// EXTERNAL MODULE: ./lib/terraform/changes.js
var changes = __webpack_require__(3541);
// EXTERNAL MODULE: ./lib/state/heal-lock.js
var heal_lock = __webpack_require__(199);
// EXTERNAL MODULE: ./lib/state/lease.js + 3 modules
var state_lease = __webpack_require__(389);
;// CONCATENATED MODULE: ./lib/report/what-changed.js




function whatChanged({ terraform, site, backend }) {
    return {
        infrastructure: terraform?.outcome === 'applied' || (terraform?.changes.some(({ applied }) => applied) ?? false),
        site: site !== undefined &&
            (site.publication.uploaded + site.publication.deleted > 0 || site.invalidation !== undefined),
        backend: backend?.settings.some(({ changed }) => changed) ?? false,
    };
}
/** The run in one plain sentence: `1 resource changed in place; the site stayed as it was.` */
function sentence(report) {
    switch (report.result) {
        case 'failed':
            return failedSentence(report);
        case 'bootstrapped':
            return `${backendPhrase(report)}.`;
        case 'superseded':
            return supersededSentence(report);
        case 'rolled-back':
            return rolledBackSentence(report);
        case 'unlocked':
            return unlockedSentence(report);
        case 'deployed':
        case 'unchanged':
            return deployedSentence(report);
    }
}
function unlockedSentence(report) {
    const freed = freedPhrases(report);
    return freed.length === 0
        ? 'Nothing was left to free: nobody holds the deploy lease or the state lock.'
        : `Freed ${freed.join('; ')}.`;
}
/** What was left behind by runs that are over, and is freed: `the state lock left by https://... (12 min old, id ...)`. */
function freedPhrases({ freed }) {
    if (freed === undefined)
        return [];
    const { lease, locks } = freed;
    // With `locking: both` one lock is an item and a file, of one id.
    const distinct = locks.filter(({ id }, index) => locks.findIndex((each) => each.id === id) === index);
    return [
        ...distinct.map((lock) => `the state lock ${(0,heal_lock/* describeHealed */.hR)(lock)}`),
        ...(lease === undefined ? [] : [`the deploy lease of ${(0,state_lease/* describeHolder */.sG)(lease)}`]),
    ];
}
function rolledBackSentence(report) {
    const { rolledBack } = report;
    const to = rolledBack === undefined ? '' : ` to ${rolledBack.to.id} (commit ${what_changed_short(rolledBack.to.commit)})`;
    const from = rolledBack?.from === undefined ? '' : ` from ${rolledBack.from.id}`;
    return `Rolled back${from}${to} without a build. ${deployedSentence(report)}`;
}
function deployedSentence(report) {
    const { infrastructure, site, backend } = whatChanged(report);
    if (!infrastructure && !site) {
        const nothing = report.site === undefined ? 'nothing applied' : 'nothing applied, uploaded or invalidated';
        return backend ? `${capital(nothing)}. ${backendPhrase(report)}.` : `Nothing changed: ${nothing}.`;
    }
    if (isFromNothing(report)) {
        const files = report.site === undefined ? '' : `, ${counted(report.site.publication.uploaded, 'file')}`;
        return `Everything was created: ${counted(report.terraform?.counts.added ?? 0, 'resource')}${files}.`;
    }
    const applied = infrastructure
        ? resourcesPhrase(report.terraform?.counts ?? changes/* NO_CHANGES */.eo)
        : 'no resource changed';
    const published = report.site === undefined ? undefined : sitePhrase(report.site, site);
    const phrases = published === undefined ? [applied] : infrastructure ? [applied, published] : [published, applied];
    return `${capital(phrases.join('; '))}.`;
}
/** Only a run that made the state bucket itself can know that there was nothing before. */
const isFromNothing = ({ backend, terraform }) => backend?.bucketCreated === true &&
    terraform !== undefined &&
    terraform.counts.added > 0 &&
    terraform.changes.every(({ action }) => action === 'create' || action === 'read');
/** `3 resources created, 1 changed in place, 1 destroyed`; the first of them says what is counted. */
function resourcesPhrase({ added, changed, destroyed, imported }) {
    const counts = [
        [imported, 'imported'],
        [added, 'created'],
        [changed, 'changed in place'],
        [destroyed, 'destroyed'],
    ];
    const phrases = counts
        .filter(([count]) => count > 0)
        .map(([count, what], index) => `${index === 0 ? counted(count, 'resource') : formatCount(count)} ${what}`);
    return phrases.length === 0 ? 'no resource changed, only what the state says' : phrases.join(', ');
}
/** `4 files uploaded, 1 deleted, 2 paths invalidated`. */
function sitePhrase({ publication, invalidation }, changed) {
    if (!changed)
        return 'the site stayed as it was';
    const { uploaded, deleted } = publication;
    return [
        ...(uploaded > 0 ? [`${counted(uploaded, 'file')} uploaded`] : []),
        ...(deleted > 0
            ? [uploaded > 0 ? `${formatCount(deleted)} deleted` : `${counted(deleted, 'file')} deleted`]
            : []),
        ...(invalidation === undefined ? [] : [`${counted(invalidation.paths.length, 'path')} invalidated`]),
    ].join(', ');
}
function supersededSentence({ run, supersededBy }) {
    const newer = supersededBy === undefined ? 'A newer commit' : `The newer commit ${what_changed_short(supersededBy.commit)}`;
    return `${newer} is live already, so ${what_changed_short(run.commit)} was not deployed: nothing applied, uploaded or invalidated.`;
}
const what_changed_short = (commit) => commit.slice(0, 7);
function backendPhrase({ backend }) {
    if (backend === undefined)
        return 'The state backend was not looked at';
    const { bucketCreated, tableCreated, settings } = backend;
    const all = counted(settings.length, 'setting');
    if (bucketCreated && tableCreated)
        return `The state backend was created: bucket and lock table, ${all}`;
    if (bucketCreated)
        return `The state bucket was created; the lock table was there`;
    if (tableCreated)
        return `The lock table was created; the state bucket was there`;
    const changed = settings.filter((setting) => setting.changed).length;
    if (changed === 0) {
        const asWanted = settings.length > 0 && settings.every(({ found, wanted }) => found === wanted);
        return `The state backend was there${asWanted ? `, all ${all} as wanted` : ''}: nothing changed`;
    }
    return `${counted(changed, 'setting')} of the state backend ${changed === 1 ? 'was' : 'were'} changed`;
}
function failedSentence({ stages, terraform }) {
    const last = stages.findLast(({ outcome }) => outcome === 'failed') ?? stages.at(-1);
    if (last === undefined)
        return 'Nothing was started.';
    const where = `Stopped ${last.outcome === 'failed' ? 'in' : 'after'} ${last.name}`;
    if (terraform === undefined || terraform.outcome === 'unchanged')
        return `${where}.`;
    return `${where}; ${changesMade(terraform.changes)}.`;
}
/** `38 of 71 changes were made`. */
function changesMade(changes) {
    const made = changes.filter(({ applied }) => applied).length;
    // `0 of 1 changes`, but `1 change was made`.
    const all = made === changes.length ? counted(made, 'change') : `${formatCount(changes.length)} changes`;
    return made === changes.length
        ? `${all} ${made === 1 ? 'was' : 'were'} made`
        : `${formatCount(made)} of ${all} were made`;
}
/** What an action is called once it is done, and while it isn't. */
const ACTION_WORDS = {
    delete: { done: 'destroyed', planned: 'destroy' },
    replace: { done: 'replaced', planned: 'replace' },
    update: { done: 'changed in place', planned: 'change in place' },
    import: { done: 'imported', planned: 'import' },
    create: { done: 'created', planned: 'create' },
    move: { done: 'moved in the state', planned: 'move in the state' },
    forget: { done: 'left to itself', planned: 'leave to itself' },
    read: { done: 'read', planned: 'read' },
};
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

;// CONCATENATED MODULE: ./lib/report/log-lines.js



/** The last lines of the job log: what came of the run, where it is live, and how long it took. */
function closingLines(report) {
    const { command, milliseconds, result, run, site, state, stateVersionId, terraform, url } = report;
    const known = [
        [result, sentence(report)],
        // Of a run that failed nobody knows what the address shows.
        ['live', result === 'failed' ? undefined : url],
        ['infrastructure', terraform && resources(terraform.counts)],
        ['site', site && files(site.publication)],
        ['release', site?.releaseId],
        [
            'state',
            state && `s3://${state.bucket}/${state.key}${stateVersionId ? ` version ${stateVersionId}` : ''}`,
        ],
        ['took', `${formatDuration(milliseconds)} (${command}, run ${run.id})`],
    ];
    const lines = known.flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]));
    const width = Math.max(...lines.map(({ name }) => name.length));
    return lines.map(({ name, text }) => `${name.padEnd(width)}  ${(0,printable/* printableLine */.o)(text, 2_000)}`);
}
const resources = ({ added, changed, destroyed, imported }) => `${formatCount(added)} added, ${formatCount(changed)} changed, ${formatCount(destroyed)} destroyed, ${formatCount(imported)} imported`;
const files = ({ uploaded, deleted, unchanged, bytes }) => `${counted(uploaded, 'file')} uploaded${uploaded > 0 ? ` (${formatBytes(bytes)})` : ''}, ${formatCount(deleted)} deleted, ${formatCount(unchanged)} unchanged`;

;// CONCATENATED MODULE: ./lib/report/outputs.js


/** Every output of action.yml; a test holds the two together. */
const OUTPUT_NAMES = (/* unused pure expression or super */ null && ([
    'result',
    'cloudfront-url',
    'changed',
    'resources-added',
    'resources-changed',
    'resources-destroyed',
    'resources-imported',
    'state-bucket',
    'lock-table',
    'state-version-id',
    'release-id',
    'files-uploaded',
    'files-deleted',
    'distribution-id',
    'invalidation-id',
    'terraform-outputs',
    'failure-code',
]));
/**
 * The outputs of a run, all of them however it ended: what isn't known is empty, what didn't happen is counted as `0`,
 * and `terraform-outputs` is always a JSON object (`fromJSON('')` would fail the workflow that reads it).
 */
function toOutputs(report) {
    const { backend, failure, site, state, terraform } = report;
    const counts = terraform?.counts ?? changes/* NO_CHANGES */.eo;
    const changed = whatChanged(report);
    return {
        result: report.result,
        'cloudfront-url': report.url ?? '',
        changed: String(changed.infrastructure || changed.site || changed.backend),
        'resources-added': String(counts.added),
        'resources-changed': String(counts.changed),
        'resources-destroyed': String(counts.destroyed),
        'resources-imported': String(counts.imported),
        'state-bucket': state?.bucket ?? backend?.bucket ?? '',
        'lock-table': state?.lockTable ?? backend?.table ?? '',
        'state-version-id': report.stateVersionId ?? '',
        'release-id': site?.releaseId ?? '',
        'files-uploaded': String(site?.publication.uploaded ?? 0),
        'files-deleted': String(site?.publication.deleted ?? 0),
        'distribution-id': site?.distributionId ?? '',
        'invalidation-id': site?.invalidation?.id ?? '',
        'terraform-outputs': JSON.stringify(nonSensitive(terraform?.outputs ?? {})),
        'failure-code': failure?.code ?? '',
    };
}
function nonSensitive(outputs) {
    const shown = Object.entries(outputs).filter(([, { sensitive }]) => !sensitive);
    return Object.fromEntries(shown.map(([name, { value }]) => [name, value ?? null]));
}

;// CONCATENATED MODULE: ./lib/report/markdown.js

/**
 * Markdown as GitHub renders it. Only this module makes it out of text, so whatever a resource, a branch or an error
 * is called, it can't become markup: not a table cell, not a link, not a tag.
 */
class Markdown {
    source;
    constructor(source) {
        this.source = source;
    }
}
/**
 * Markdown with values in it: strings are escaped, Markdown goes in as it is. (Not called `md`: Prettier takes that tag
 * for a document of its own and reformats it.)
 */
const markup = (parts, ...values) => new Markdown(parts
    .map((part, index) => {
    const value = values[index];
    if (value === undefined)
        return part;
    return part + (value instanceof Markdown ? value.source : markdown_escape(String(value)));
})
    .join(''));
const join = (pieces, separator) => new Markdown(pieces.map(({ source }) => source).join(separator));
/** Blocks (paragraphs, tables, headings) one under the other. */
const stack = (blocks) => join(blocks, '\n\n');
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const markdown_escape = (text) => escapeLine((0,printable/* printableLine */.o)(text));
function escapeLine(line) {
    return (line
        // An underscore inside a word is none of Markdown's business.
        .replace(/[\\`*[\]|~#$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
        .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
        // GitHub makes links of these by itself.
        .replace(/:(?=\/\/)/g, '&#58;')
        .replace(/(?<=\bwww)\./gi, '&#46;')
        // A list, a rule or a heading, were it at the start of a line.
        .replace(/^[-+=]/, '\\$&')
        .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2'));
}
/** What a code span can hold as it is: no backtick, no pipe (tables), no backslash, nothing to trim. */
const PLAIN_CODE = /^(?! )[^`|\\]+(?<! )$/;
/** Code in a line or table cell. Rare characters are written as entities, which are never markup. */
function code(text) {
    const line = (0,printable/* printableLine */.o)(text);
    if (PLAIN_CODE.test(line))
        return new Markdown(`\`${line}\``);
    const entities = line.replace(/[^\w .,:/="-]|_/gu, (character) => `&#${character.codePointAt(0)};`);
    return new Markdown(`<code>${entities}</code>`);
}
/** A link, where the address is one of the web; else only its label. */
function markdown_link(label, address) {
    const target = webAddress(address);
    return target === undefined ? label : new Markdown(`[${label.source}](${encodeTarget(target)})`);
}
/** A web address that is its own label; else only its text. */
function addressLink(address) {
    const target = webAddress(address);
    if (target === undefined)
        return markup `${address}`;
    return markdown_link(new Markdown(escapeLine(target.replace(/\/$/, '')).replaceAll('&#58;//', '://')), target);
}
/** The address made canonical, without a password; undefined where it isn't http or https. */
function webAddress(address) {
    if (!URL.canParse(address))
        return undefined;
    const url = new URL(address);
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
        return undefined;
    url.username = '';
    url.password = '';
    return url.href.length > LONGEST_ADDRESS ? undefined : url.href;
}
/** No browser is sure to take more. */
const LONGEST_ADDRESS = 2_000;
const encodeTarget = (href) => href
    .replace(/[()<>|`\\\s]/g, (character) => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`)
    .replaceAll('&', '&amp;');
/** Web addresses, and `code` between backticks, inside a sentence. */
const PROSE = /`([^`\n]+)`|(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}])/g;
/** A sentence as our own messages are written: backticks mark code, web addresses become links, the rest is text. */
function prose(text) {
    const line = (0,printable/* printableLine */.o)(text, 2_000);
    const pieces = [];
    let end = 0;
    for (const match of line.matchAll(PROSE)) {
        const [whole, marked, address] = match;
        pieces.push(new Markdown(escapeLine(line.slice(end, match.index))));
        if (marked !== undefined)
            pieces.push(code(marked));
        if (address !== undefined)
            pieces.push(addressLink(address));
        end = match.index + whole.length;
    }
    return join([...pieces, new Markdown(escapeLine(line.slice(end)))], '');
}
/** Lines as they are, in a fence longer than any in them; at most `most` of them. */
function fence(lines, { language = 'text', most = 200 } = {}) {
    const all = lines.flatMap((line) => (0,printable/* printableLines */.f)(line)).map((line) => clip(line, 1_000));
    const shown = all.length > most ? [...all.slice(0, most), `… ${all.length - most} more lines in the log`] : all;
    const longest = Math.max(2, ...shown.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
    const marks = '`'.repeat(longest + 1);
    return new Markdown([`${marks}${language}`, ...shown, marks].join('\n'));
}
const clip = (line, longest) => line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
function table(columns, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return new Markdown([
        line(columns.map(({ title }) => title)),
        line(columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
        ...rows.map((row) => line(row.map(({ source }) => source))),
    ].join('\n'));
}
/** A block that is folded until it is clicked. The blank lines let GitHub read Markdown inside the element. */
const folded = (title, body) => new Markdown(`<details>\n<summary>${escapeTags(title)}</summary>\n\n${body.source}\n\n</details>`);
const escapeTags = (text) => (0,printable/* printableLine */.o)(text).replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);

;// CONCATENATED MODULE: ./lib/report/blocks.js


const block = (markdown) => ({ kind: 'core', markdown });
/** Rows shown without a click. */
const OPEN_ROWS = 10;
/** Rows of one folded piece: what is left out for size is left out by whole pieces. */
const PIECE_ROWS = 500;
/** A list of any length: the first rows open, the others folded in pieces, with their number. */
function list(rows, render) {
    if (rows.length === 0)
        return [];
    // Nobody wants to click for two rows.
    if (rows.length <= OPEN_ROWS + 2)
        return [block(render(rows))];
    const open = block(render(rows.slice(0, OPEN_ROWS)));
    const rest = rows.slice(OPEN_ROWS);
    const pieces = [];
    for (let start = 0; start < rest.length; start += PIECE_ROWS) {
        const piece = rest.slice(start, start + PIECE_ROWS);
        const first = OPEN_ROWS + start + 1;
        const title = rest.length <= PIECE_ROWS
            ? `${formatCount(rest.length)} more`
            : `${formatCount(first)} to ${formatCount(first + piece.length - 1)} of ${formatCount(rows.length)}`;
        pieces.push({ kind: 'list', markdown: folded(title, render(piece)), rows: piece.length });
    }
    return [open, ...pieces];
}
const size = ({ source }) => Buffer.byteLength(source) + 2;
/** All blocks in order within `limit` bytes of UTF-8. Lists are cut between blocks, and a line says by how much. */
function assemble(blocks, limit) {
    const note = (rows) => markup `_${formatCount(rows)} more rows are left out here, because GitHub drops a summary beyond 1 MiB; the job log has them all._`;
    const fixed = blocks
        .filter(({ kind }) => kind === 'core')
        .reduce((sum, { markdown }) => sum + size(markdown), 0);
    let room = limit - fixed - size(note(Number.MAX_SAFE_INTEGER)) - 1;
    let leftOut = 0;
    const shown = [];
    let noteAt;
    for (const each of blocks) {
        if (each.kind === 'core') {
            shown.push(each.markdown);
        }
        else if (noteAt === undefined && size(each.markdown) <= room) {
            room -= size(each.markdown);
            shown.push(each.markdown);
        }
        else {
            noteAt ??= shown.length;
            leftOut += each.rows;
        }
    }
    if (noteAt !== undefined)
        shown.splice(noteAt, 0, note(leftOut));
    return `${stack(shown).source}\n`;
}

;// CONCATENATED MODULE: ./lib/report/sections/adopted.js



const COLUMNS = [
    { title: 'Resource', align: 'left' },
    { title: 'What exists', align: 'left' },
];
/** What a plan would have created and AWS had already. */
function adoptedSection(adopted) {
    if (adopted === undefined || adopted.resources.length + (adopted.lost === undefined ? 0 : 1) === 0)
        return [];
    const { resources, lost } = adopted;
    const head = markup `### Adopted\n\n${counted(resources.length, 'resource')} existed already, so ${code('adopt-existing')} planned to import rather than create:`;
    const because = lost === undefined
        ? head
        : stack([head, markup `The state was not to be used (${code(lost.code)}): ${prose(lost.reason)}`]);
    return [
        block(because),
        ...list(resources, (some) => table(COLUMNS, some.map(({ address, id, replaced }) => [
            code(address),
            replaced ? markup `${code(id)}, replaced by a new snapshot` : code(id),
        ]))),
    ];
}

;// CONCATENATED MODULE: ./lib/report/sections/backend.js



const backend_COLUMNS = [
    { title: 'Of', align: 'left' },
    { title: 'Setting', align: 'left' },
    { title: 'Found', align: 'left' },
    { title: 'Wanted', align: 'left' },
];
/** The state backend: what was found and changed, the rest in one line. `open`: it is what the run was about. */
function backendSection(backend, { open }) {
    if (backend === undefined)
        return [];
    const { bucket, table: lockTable, settings, bucketCreated, tableCreated } = backend;
    const changed = settings.filter((setting) => setting.changed);
    const asWanted = settings.filter((setting) => !setting.changed && setting.found === setting.wanted);
    const left = settings.filter((setting) => !setting.changed && setting.found !== setting.wanted);
    const created = (was) => (was ? markup ` (created)` : markup ``);
    const head = markup `### State backend\n\nBucket ${code(bucket)}${created(bucketCreated)}, lock table ${code(lockTable)}${created(tableCreated)}.`;
    const blocks = [head];
    if (settings.length === 0)
        blocks.push(markup `Its settings were not looked at, as ${code('bootstrap: never')} asks.`);
    if (changed.length > 0) {
        // All that a new bucket or table has is "absent" before: no news, unless this is what the run was for.
        const madeNow = bucketCreated && tableCreated;
        const rendered = settingsTable(changed);
        blocks.push(madeNow && !open ? folded(`${counted(changed.length, 'setting')}, each read back`, rendered) : rendered);
    }
    // Of a bucket or table that isn't ours by tag, or the user's own choice where it is no weaker (a KMS key).
    if (left.length > 0)
        blocks.push(markup `${counted(left.length, 'setting')} left as found:`, settingsTable(left));
    if (asWanted.length > 0) {
        const which = asWanted.length === settings.length ? 'All' : 'The other';
        blocks.push(folded(`${which} ${counted(asWanted.length, 'setting')} as wanted`, settingsTable(asWanted)));
    }
    return [block(stack(blocks))];
}
const settingsTable = (settings) => table(backend_COLUMNS, settings.map(({ resource, setting, found, wanted }) => [
    markup `${resource}`,
    markup `${setting}`,
    markup `${found}`,
    markup `${wanted}`,
]));

;// CONCATENATED MODULE: ./lib/report/sections/failure.js




/** Reason, details, what was done, what wasn't, what is safe, what to do next. */
function failureSection(report) {
    const { failure } = report;
    if (failure === undefined)
        return [];
    return [
        block(prose(failure.reason)),
        ...(failure.details.length === 0 ? [] : [block(fence(failure.details))]),
        block(markup `**Done:** ${done(report)}`),
        block(markup `**Not done:** ${notDone(report)}`),
        block(markup `**Safe:** ${prose(failure.safe)}`),
        block(markup `**Next:** ${prose(failure.next)}`),
        ...commands(failure),
    ];
}
function done(report) {
    const { stages, terraform, site, backend } = report;
    const names = stages.filter(({ outcome }) => outcome === 'done').map(({ name }) => name);
    const changed = whatChanged(report);
    const settings = backend?.settings.filter((setting) => setting.changed).length ?? 0;
    const { uploaded = 0, deleted = 0 } = site?.publication ?? {};
    const facts = [
        ...(changed.backend ? [`${counted(settings, 'setting')} of the state backend changed`] : []),
        ...(changed.infrastructure ? [changesMade(terraform?.changes ?? [])] : []),
        ...(changed.site ? [`${counted(uploaded, 'file')} uploaded and ${formatCount(deleted)} deleted`] : []),
        ...(names.length > 0 ? [`finished: ${names.join(', ')}`] : []),
    ];
    return facts.length === 0 ? markup `nothing.` : markup `${facts.join('; ')}.`;
}
function notDone({ stages, terraform }) {
    const failed = stages.find(({ outcome }) => outcome === 'failed');
    const last = stages.at(-1);
    if (last === undefined)
        return markup `everything: the run ended before its first stage.`;
    const missing = terraform?.changes.filter(({ applied }) => !applied).length ?? 0;
    const listed = missing === 0 ? '' : `; ${counted(missing, 'planned change')}, listed below`;
    return failed === undefined
        ? markup `everything after ${last.name}${listed}.`
        : markup `${failed.name}, and everything that comes after it${listed}.`;
}
/** What can be pasted into a terminal: the commands among what a failure puts between backticks. */
const COMMAND = /^(?:aws|bash|gh|git|npm|npx|terraform) \S/;
function commands({ next }) {
    const marked = [...next.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
    const found = marked.filter((text) => COMMAND.test(text));
    return found.length === 0 ? [] : [block(fence(found, { language: 'bash' }))];
}

;// CONCATENATED MODULE: ./lib/report/sections/guard.js



const guard_COLUMNS = [
    { title: 'Planned', align: 'left' },
    { title: 'Resource', align: 'left' },
    { title: 'Why', align: 'left' },
    { title: 'At stake', align: 'left' },
    { title: 'May go', align: 'left' },
];
/**
 * The precious resources that a plan destroys, and whether they may go. Of a run that the guard stopped the failure says
 * all of it already.
 */
function guardSection({ guard, failure }) {
    if (failure?.code === 'DESTROY_GUARDED')
        return [];
    const { destroys = [], unused = [] } = guard ?? {};
    const notes = unused.length === 0 ? [] : [block(unusedNote(unused))];
    if (destroys.length === 0)
        return notes;
    const head = markup `### Precious resources\n\nThe plan destroys ${counted(destroys.length, 'resource')} that the destroy guard knows as precious:`;
    return [block(head), ...list(destroys, (some) => table(guard_COLUMNS, some.map(row))), ...notes];
}
const row = ({ action, address, what, why, at, atStake, decision }) => [
    markup `${action}`,
    markup `${code(address)}<br>${what}`,
    at === undefined ? prose(why) : markup `${prose(why)}<br>${code(`${at.file}:${at.line}`)}`,
    markup `${atStake}`,
    MAY_GO[decision],
];
const MAY_GO = {
    refused: markup `**no**: ${code('allow-destroy')} does not name it`,
    allowed: markup `by ${code('allow-destroy')}`,
    empty: markup `it is empty`,
};
/** An allowance that stays behind would also let go whatever comes to have that address. */
const unusedNote = (unused) => stack([
    markup `${code('allow-destroy')} also names ${counted(unused.length, 'address', 'addresses')} at which this plan destroys nothing precious; it can be taken out again:`,
    table([{ title: 'Not destroyed', align: 'left' }], unused.map((address) => [code(address)])),
]);

;// CONCATENATED MODULE: ./lib/report/sections/history.js



const history_COLUMNS = [
    { title: 'Live since', align: 'left' },
    { title: 'Id for rollback-to', align: 'left' },
    { title: 'Commit', align: 'left' },
    { title: 'By', align: 'left' },
    { title: 'Resources', align: 'left' },
    { title: 'State', align: 'left' },
];
/** What was deployed and rolled back before, of use to whoever wants to go back. One deploy alone is no history. */
function historySection(history = []) {
    if (history.length < 2)
        return [];
    return [
        block(folded(`History: the last ${formatCount(history.length)}`, table(history_COLUMNS, history.map(history_row)))),
    ];
}
function history_row(entry) {
    if (entry.kind === 'deploy')
        return deployRow(entry.deploy);
    const { versions, newest } = entry;
    return [
        markup `${newest.savedAt}`,
        markup ``,
        markup ``,
        markup `not recorded: by an apply under way, a run that failed, or without this action`,
        markup ``,
        markup `${counted(versions, 'version')}, newest ${code(newest.versionId)}`,
    ];
}
function deployRow({ id, command, commit, runUrl, actor, at, counts, state, }) {
    const who = actor ?? 'run';
    const short = code(commit.slice(0, 7));
    return [
        markup `${at}`,
        code(id),
        command === 'rollback' ? markup `back to ${short}` : short,
        markdown_link(markup `${who}`, runUrl),
        markup `${counts === undefined ? '' : countsText(counts)}`,
        state === undefined
            ? markup ``
            : markup `serial ${state.serial}${state.versionId === undefined ? '' : markup `, ${code(state.versionId)}`}`,
    ];
}
/** `3 added, 1 destroyed`. */
function countsText(counts) {
    const some = Object.entries(counts).filter(([, count]) => count > 0);
    return some.map(([what, count]) => `${formatCount(Number(count))} ${what}`).join(', ') || 'none changed';
}

;// CONCATENATED MODULE: ./lib/report/sections/resources.js




/** What deserves a look comes first. */
const ORDER = Object.keys(ACTION_WORDS);
const resources_COLUMNS = [
    { title: 'Action', align: 'left' },
    { title: 'Resource', align: 'left' },
    { title: 'Time', align: 'right' },
];
/** What Terraform changed, by action; after a failed apply what it did not reach comes first. */
function resourcesSection(terraform) {
    if (terraform === undefined || terraform.changes.length === 0)
        return [];
    const { changes, counts, outcome } = terraform;
    const made = changes.filter(({ applied }) => applied);
    const notMade = changes.filter(({ applied }) => !applied);
    if (notMade.length === 0) {
        return [
            block(markup `### Infrastructure\n\n${resources_capital(resourcesPhrase(counts))}.${types(changes)}`),
            ...rows(made, 'done'),
        ];
    }
    const some = outcome === 'partly' ? `${resources_capital(changesMade(changes))}.` : 'Planned, not applied.';
    return [
        block(markup `### Infrastructure\n\n${some}`),
        block(markup `**Not made: ${formatCount(notMade.length)}**${types(notMade)}`),
        ...rows(notMade, 'planned'),
        ...(made.length === 0
            ? []
            : [block(markup `**Made: ${formatCount(made.length)}**${types(made)}`), ...rows(made, 'done')]),
    ];
}
/** By action, the slowest first: what took the time is what the open rows show. */
function rows(changes, tense) {
    const sorted = [...changes].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action) ||
        (b.milliseconds ?? 0) - (a.milliseconds ?? 0) ||
        compare(a.address, b.address));
    const columns = tense === 'done' ? resources_COLUMNS : resources_COLUMNS.slice(0, 2);
    return list(sorted, (some) => table(columns, some.map((change) => resources_row(change, tense).slice(0, columns.length))));
}
const resources_row = ({ action, address, milliseconds }, tense) => [
    markup `${ACTION_WORDS[action][tense]}`,
    code(address),
    markup `${milliseconds === undefined ? '' : formatSeconds(milliseconds)}`,
];
/** Where there are many: of what types they are, the most frequent first. */
function types(changes) {
    if (changes.length <= MANY)
        return markup ``;
    const counts = new Map();
    for (const { type } of changes)
        counts.set(type, (counts.get(type) ?? 0) + 1);
    const sorted = [...counts].sort(([a, many], [b, more]) => more - many || compare(a, b));
    const named = sorted
        .slice(0, MOST_TYPES)
        .map(([type, count]) => markup `${formatCount(count)}&nbsp;${code(type)}`);
    const others = sorted.slice(MOST_TYPES).reduce((sum, [, count]) => sum + count, 0);
    return markup `\n\n${join([...named, ...(others === 0 ? [] : [markup `${formatCount(others)} of other types`])], ', ')}`;
}
const MANY = 12;
const MOST_TYPES = 8;
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const resources_capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

;// CONCATENATED MODULE: ./lib/report/sections/site.js



/** Few enough to be read in a line. */
const IN_A_LINE = 6;
/** Files, paths and release of the site. */
function siteSection(site) {
    if (site === undefined)
        return [];
    const { publication, invalidation, releaseId, verified } = site;
    const seen = verified ? 'seen live at its URL' : 'not looked up at its URL';
    const head = markup `### Site\n\n${site_files(publication)}<br>\nRelease ${code(releaseId)}, ${seen}.`;
    if (invalidation === undefined)
        return [block(markup `${head}<br>\nNo path was invalidated.`)];
    const { paths, id } = invalidation;
    const title = markup `${head}<br>\n${counted(paths.length, 'path')} invalidated by ${code(id)}:`;
    if (paths.length <= IN_A_LINE)
        return [block(markup `${title} ${join(paths.map(code), ', ')}`)];
    const column = { title: 'Path', align: 'left' };
    const rows = list(paths, (some) => table([column], some.map((path) => [code(path)])));
    return [block(title), ...rows];
}
function site_files({ bucket, uploaded, deleted, unchanged, bytes }) {
    if (uploaded + deleted === 0)
        return markup `${counted(unchanged, 'file')} in ${code(bucket)}, all as they were.`;
    const parts = [
        ...(uploaded > 0 ? [`${counted(uploaded, 'file')} uploaded (${formatBytes(bytes)})`] : []),
        ...(deleted > 0 ? [`${counted(deleted, 'file')} deleted`] : []),
        ...(unchanged > 0 ? [`${formatCount(unchanged)} unchanged`] : []),
    ];
    return markup `${parts.join(', ')}, in ${code(bucket)}.`;
}

;// CONCATENATED MODULE: ./lib/report/sections/stages.js



const stages_COLUMNS = [
    { title: 'Stage', align: 'left' },
    { title: 'Time', align: 'right' },
    { title: '', align: 'left' },
    { title: '', align: 'left' },
];
const BAR_WIDTH = 24;
/** How long each stage took, and all of it. */
function stagesSection({ stages, milliseconds, }) {
    if (stages.length === 0)
        return [];
    const longest = Math.max(...stages.map((stage) => stage.milliseconds));
    const rows = stages.map((stage) => [
        markup `${stage.name}`,
        markup `${formatDuration(stage.milliseconds)}`,
        markup `${bar(stage.milliseconds, longest, BAR_WIDTH)}`,
        markup `${note(stage)}`,
    ]);
    const total = [
        markup `**total**`,
        markup `**${formatDuration(milliseconds)}**`,
        markup ``,
        markup `${overlap(stages, milliseconds)}`,
    ];
    return [block(stack([markup `### Time`, table(stages_COLUMNS, [...rows, total])]))];
}
const note = ({ outcome, note: text = '' }) => outcome === 'failed' ? (text === '' ? 'failed' : `failed: ${text}`) : text;
/** Below a tenth nobody adds up the column and wonders. */
const overlap = (stages, milliseconds) => stages.reduce((sum, stage) => sum + stage.milliseconds, 0) > milliseconds * 1.1
    ? 'some stages overlap'
    : '';

;// CONCATENATED MODULE: ./lib/report/summary.js












/** GitHub drops a summary beyond 1 MiB whole; this leaves room for what another step or `post` adds. */
const MAX_SUMMARY_BYTES = 900 * 1024;
/** The job summary, as GitHub's Markdown: the URL, what the run did in one sentence, then the details. */
function renderSummary(report) {
    return assemble([
        block(head(report)),
        ...failureSection(report),
        ...guardSection(report),
        ...adoptedSection(report.adopted),
        ...resourcesSection(report.terraform),
        ...siteSection(report.site),
        ...backendSection(report.backend, { open: report.result === 'bootstrapped' }),
        ...historySection(report.history),
        ...stagesSection(report),
    ], MAX_SUMMARY_BYTES);
}
function head(report) {
    const address = report.url === undefined ? undefined : webAddress(report.url);
    const paragraphs = [markup `**${sentence(report)}**`, ...newer(report), ...freed(report), facts(report)];
    if (address === undefined)
        return stack([markup `## ${title(report)}`, ...paragraphs]);
    const url = markup `## ${addressLink(address)}`;
    // An address alone says that all went well, and that this commit is what is there.
    const isOwn = report.result !== 'failed' && report.result !== 'superseded';
    return stack(isOwn ? [url, ...paragraphs] : [url, markup `### ${title(report)}`, ...paragraphs]);
}
/** What a run that is over had left behind; of an unlock the sentence says it already. */
function freed(report) {
    if (report.result === 'unlocked')
        return [];
    return freedPhrases(report).map((phrase) => markup `Freed ${phrase}.`);
}
/** Which run deployed the newer commit that ended this one. */
function newer({ supersededBy }) {
    if (supersededBy === undefined)
        return [];
    return [markdown_link(markup `The run that deployed ${code(supersededBy.commit.slice(0, 7))}`, supersededBy.runUrl)];
}
function title({ result, command, failure }) {
    switch (result) {
        case 'failed':
            return markup `${command.charAt(0).toUpperCase()}${command.slice(1)} failed: ${code(failure?.code ?? 'INTERNAL')}`;
        case 'bootstrapped':
            return markup `State backend ready`;
        case 'deployed':
            return markup `Deployed`;
        case 'unchanged':
            return markup `Unchanged`;
        case 'rolled-back':
            return markup `Rolled back`;
        case 'superseded':
            return markup `Superseded`;
        case 'unlocked':
            return markup `Unlocked`;
    }
}
/** Who, what, where: `shop / production / us-east-1 · commit 3f9a1c2 by ada · run 42 · 1 m 12 s`. */
function facts({ run, project, environment, region, milliseconds }) {
    const repository = run.url.split('/actions/')[0] ?? '';
    const attempt = run.attempt > 1 ? ` (attempt ${run.attempt})` : '';
    const commit = markdown_link(code(run.commit.slice(0, 7)), `${repository}/commit/${run.commit}`);
    return join([
        markup `${[project, environment, region].filter(Boolean).join(' / ')}`,
        markup `commit ${commit} by ${run.actor}`,
        markdown_link(markup `run ${run.id}${attempt}`, run.url),
        markup `${formatDuration(milliseconds)}`,
    ], ' · ');
}

;// CONCATENATED MODULE: ./lib/report/write-report.js





/**
 * Tells everyone what the run did: outputs for the workflow, lines and an annotation for the log, the summary for
 * people. Never throws, since there would be nobody left to tell. A summary that can't be written is a warning; outputs
 * that can't be written fail the step, because the steps after it would go on with nothing.
 */
async function writeReport(report, { toolkit, log }) {
    const { failure } = report;
    if (failure !== undefined || report.result === 'failed')
        toolkit.setFailed();
    log.untrusted([
        ...(failure === undefined ? [] : [...(0,failure_message/* failureMessage */.oh)(failure), '']),
        ...closingLines(report),
    ]);
    if (failure !== undefined) {
        const message = `${failure.reason} ${failure.next}`;
        log.annotate({
            severity: 'error',
            title: failure.code,
            message: (0,printable/* printableLine */.o)(message, LONGEST_ANNOTATION),
        });
    }
    try {
        for (const [name, value] of Object.entries(toOutputs(report)))
            toolkit.setOutput(name, value);
    }
    catch (error) {
        toolkit.setFailed();
        log.annotate({
            severity: 'error',
            message: `The outputs could not be written: ${(0,failure_message/* toFailure */.w2)(error).reason}`,
        });
    }
    try {
        await toolkit.writeSummary(renderSummary(report));
    }
    catch (error) {
        log.warning(`The job summary could not be written: ${(0,failure_message/* toFailure */.w2)(error).reason}`);
    }
}
/** GitHub cuts an annotation at 4,096 characters; a shorter one is also the one people read. */
const LONGEST_ANNOTATION = 1_500;

;// CONCATENATED MODULE: ./lib/run-action.js













/** The main phase: reads the inputs, runs the command, reports. The one place that catches. */
async function runAction() {
    const platform = (0,create_platform/* createPlatform */.Q)();
    const run = (0,context_run/* readRun */.c)(platform.environment, external_node_os_.hostname(), { cwd: external_node_process_.cwd(), temporary: external_node_os_.tmpdir() });
    const cancel = new AbortController();
    let progress = new Progress({ ...UNKNOWN, run }, platform);
    let told;
    const end = (report) => (told ??= writeReport(report, { log: platform.log, toolkit: toolkit/* runnerToolkit */.r }));
    const onSignal = (signal) => {
        if (told !== undefined)
            return;
        cancel.abort(cancelled());
        const inApply = progress.current === 'apply';
        // Terraform is not to be stopped in the middle of an apply: it goes on under its supervisor, and `post` waits for it.
        // SIGTERM is the runner's last word before SIGKILL: what has not stopped by then, such as a build, is left to it.
        if (inApply || signal === 'SIGTERM')
            void end(progress.report('failed', inApply ? cancelledInApply() : cancelled())).finally(() => external_node_process_.exit(1));
    };
    external_node_process_.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    try {
        toolkit/* runnerToolkit */.r.saveState('phase', 'post');
        (0,credentials/* maskEnvironmentSecrets */.LK)(platform);
        refuseUntrustedEvent(platform.environment);
        const inputs = readInputs(platform, run);
        const { command, project, environment, region } = inputs;
        progress = new Progress({ command, project, environment, region, run }, platform);
        const saveForPost = (name, value) => toolkit/* runnerToolkit */.r.saveState(name, value);
        const context = { platform, inputs, run, progress, signal: cancel.signal, saveForPost };
        await end(progress.report(await COMMANDS[inputs.command](context)));
    }
    catch (error) {
        await end(progress.report('failed', (0,failure_message/* toFailure */.w2)(error)));
    }
    finally {
        external_node_process_.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
}
function readInputs(platform, run) {
    const { environment, log } = platform;
    const inputs = (0,parse/* parseInputs */.T)((0,definitions/* rawInputs */.m)(environment), {
        environment,
        repository: run.repository,
        workspace: run.workspace,
    });
    if (inputs.githubToken !== undefined)
        log.mask(inputs.githubToken);
    (0,credentials/* maskSecretVariables */.OH)(log, inputs.terraform.variables);
    return inputs;
}
/** What a run is called before its inputs are read. */
const UNKNOWN = { command: 'deploy', project: '', environment: '', region: '' };
/** Each command's code is loaded when it is the one to run. */
const COMMANDS = {
    deploy: async (context) => (await Promise.all(/* import() */[__webpack_require__.e(848), __webpack_require__.e(947), __webpack_require__.e(86), __webpack_require__.e(776), __webpack_require__.e(128), __webpack_require__.e(422)]).then(__webpack_require__.bind(__webpack_require__, 1041))).deploy(context),
    bootstrap: async (context) => (await Promise.all(/* import() */[__webpack_require__.e(947), __webpack_require__.e(776), __webpack_require__.e(705)]).then(__webpack_require__.bind(__webpack_require__, 4705))).bootstrap(context),
    plan: notYet,
    rollback: async (context) => (await Promise.all(/* import() */[__webpack_require__.e(848), __webpack_require__.e(947), __webpack_require__.e(86), __webpack_require__.e(128), __webpack_require__.e(504)]).then(__webpack_require__.bind(__webpack_require__, 504))).rollback(context),
    unlock: async (context) => (await Promise.all(/* import() */[__webpack_require__.e(947), __webpack_require__.e(115)]).then(__webpack_require__.bind(__webpack_require__, 9115))).unlock(context),
    destroy: notYet,
};
async function notYet({ inputs }) {
    throw new errors/* Failure */.H({
        code: 'NOT_AVAILABLE_YET',
        reason: `The command ${inputs.command} is not available in this version yet.`,
        safe: 'Nothing was read from or changed in AWS.',
        next: 'Use `command: deploy`, `bootstrap`, `rollback` or `unlock`.',
    });
}
const cancelled = () => new errors/* Failure */.H({
    code: 'CANCELLED',
    reason: 'The run was cancelled.',
    safe: 'Terraform applied nothing after the cancel; the deploy lease is freed.',
    next: 'Run the deploy again when you want it: it goes on from what is there.',
});
const cancelledInApply = () => new errors/* Failure */.H({
    code: 'CANCELLED',
    reason: 'The run was cancelled while Terraform applied.',
    safe: 'Terraform goes on under its supervisor; the post phase of this step waits for it, so that its state is saved.',
    next: 'Run the deploy again when you want it: it goes on from what is there.',
});


/***/ }),

/***/ 199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C4: () => (/* binding */ healLock),
/* harmony export */   Vs: () => (/* binding */ forceUnlockCommand),
/* harmony export */   gt: () => (/* binding */ describeKept),
/* harmony export */   hR: () => (/* binding */ describeHealed)
/* harmony export */ });
/* unused harmony export judgeLock */
/* harmony import */ var _lease_item_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1355);
/* harmony import */ var _lock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6906);
/* harmony import */ var _lock_signature_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4265);
/* harmony import */ var _stored_lock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7448);




/**
 * Decides about one lock. Freeing one takes both: the lease of its state is ours, so that its holder's is at rest; and
 * proof that the holder is over. Its age decides nothing.
 *
 * @param lease `ours`: held by this process; `another`: somebody else's
 * @param proof whether the run that signed the lock, or is otherwise known to have taken it, is over
 */
function judgeLock({ lease, proof, }) {
    if (proof === 'nobody')
        return { verdict: 'foreign', why: 'no deploy has signed it: a laptop or another tool took it' };
    if (proof.verdict === 'live')
        return { verdict: 'live: wait', why: proof.why };
    if (lease === 'another')
        return { verdict: 'live: wait', why: 'another run holds the deploy lease' };
    return { verdict: proof.verdict === 'over' ? 'free it' : 'unprovable', why: proof.why };
}
/**
 * Frees every lock of this state whose holder is proven over, each on its exact content. Called by who holds the lease.
 *
 * @param previous whose lease it was before, where it was taken over: its process may prove what GitHub can't, and a lock
 * that it had no time to sign is known by its machine
 */
async function healLock(ports, location, { prove, previous }) {
    const before = previous === undefined ? [] : (0,_lease_item_js__WEBPACK_IMPORTED_MODULE_2__/* .successionOf */ .TC)(previous);
    const healed = [];
    const kept = [];
    for (const stored of await (0,_stored_lock_js__WEBPACK_IMPORTED_MODULE_1__/* .readStoredLocks */ .kW)(ports, location)) {
        const lock = (0,_lock_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLock */ .PG)(stored.text);
        const { whose, proof } = await suspect(lock, before, prove);
        const judgement = judgeLock({ lease: 'ours', proof });
        const ageMs = Math.max(0, ports.clock.now() - Date.parse(lock.created)) || 0;
        if (judgement.verdict !== 'free it') {
            kept.push({ place: stored.place, lock, ageMs, judgement });
        }
        else if (await (0,_stored_lock_js__WEBPACK_IMPORTED_MODULE_1__/* .deleteLock */ .bf)(ports, location, stored)) {
            healed.push({ id: lock.id, place: stored.place, whose, ageMs, why: judgement.why });
        }
        // Else it was let go, or is another's by now: whoever wants the lock next sees for itself.
    }
    return { healed, kept };
}
/** Who took a lock, as far as it can be known, and whether it is over. */
async function suspect(lock, before, prove) {
    const signature = (0,_lock_signature_js__WEBPACK_IMPORTED_MODULE_3__/* .parseSignature */ .u)(lock.info);
    if (signature !== undefined) {
        const { url } = signature;
        const holder = before.find((one) => one.url === url && Date.parse(lock.created) >= Date.parse(one.since));
        return { whose: lock.info, proof: await prove({ url, process: holder?.process }) };
    }
    const taker = before.find((one) => isUnsignedLockOf(lock, one));
    if (taker === undefined)
        return { whose: lock.info, proof: 'nobody' };
    // Proven when its lease was taken over, by this run or by one of those between.
    const why = `it was taken on ${taker.hostname} under the lease that was taken over`;
    return { whose: `${taker.url}, unsigned`, proof: { verdict: 'over', why } };
}
/**
 * Whether a holder that is over took a lock and was lost before it could sign it: nobody else signed it, it was made on
 * its machine, after it took the lease and not later than it could have beaten on. All three times are of one clock,
 * that machine's.
 */
function isUnsignedLockOf(lock, { hostname, since, beatAt, interval }) {
    const created = Date.parse(lock.created);
    return (lock.info === '' &&
        lock.who.endsWith(`@${hostname}`) &&
        created >= Date.parse(since) &&
        created <= Date.parse(beatAt) + _lease_item_js__WEBPACK_IMPORTED_MODULE_2__/* .BEATS_UNTIL_LOST */ .a0 * interval);
}
/** A few words about a lock that was freed: `left by https://... by ada at 3f9a1c2 (12 min old, id ...)`. */
const describeHealed = ({ whose, ageMs, id }) => `left by ${whose} (${age(ageMs)} old, id ${id})`;
/** One sentence about a lock that stays. */
const describeKept = ({ lock, ageMs, judgement }) => `The Terraform state lock ${lock.id} is held by ${(0,_lock_js__WEBPACK_IMPORTED_MODULE_0__/* .describeLock */ .FD)(lock)}, ${age(ageMs)} old: ${judgement.why}.`;
/** The command that frees a lock on its owner's word, for who knows that nobody holds it. */
const forceUnlockCommand = (lock, directory) => 
// Others wrote the id, and somebody will paste this into a shell.
`terraform -chdir=${directory} force-unlock -force ${/^[\w-]+$/.test(lock.id) ? lock.id : 'ID'}`;
/** `12 min`; people need no more. */
function age(milliseconds) {
    const minutes = Math.floor(milliseconds / 60_000);
    if (minutes < 1)
        return `${Math.floor(milliseconds / 1_000)} s`;
    if (minutes < 120)
        return `${minutes} min`;
    return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} days`;
}


/***/ }),

/***/ 4265:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ lockSignature),
/* harmony export */   u: () => (/* binding */ parseSignature)
/* harmony export */ });
const SIGNATURE = /^(https?:\/\/\S+\/actions\/runs\/\d+\/attempts\/\d+) by (.+) at ([0-9a-f]{7})$/;
/** What a lock of this run is signed with: `https://github.com/... by ada at 3f9a1c2`. */
const lockSignature = (run) => `${run.url} by ${run.actor} at ${run.commit.slice(0, 7)}`;
/** Whose signature this is; undefined where it is none: a laptop's lock, or another tool's. */
function parseSignature(info) {
    const [, url, actor, commit] = SIGNATURE.exec(info) ?? [];
    return url === undefined || actor === undefined || commit === undefined
        ? undefined
        : { url, actor, commit };
}


/***/ }),

/***/ 3541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bs: () => (/* binding */ together),
/* harmony export */   eo: () => (/* binding */ NO_CHANGES),
/* harmony export */   yZ: () => (/* binding */ describePlanned)
/* harmony export */ });
const NO_CHANGES = { added: 0, changed: 0, destroyed: 0, imported: 0 };
/** Two applies of one run as one: `later` went on where `earlier` stopped. */
const together = (earlier, later) => ({
    counts: {
        added: earlier.counts.added + later.counts.added,
        changed: earlier.counts.changed + later.counts.changed,
        destroyed: earlier.counts.destroyed + later.counts.destroyed,
        imported: earlier.counts.imported + later.counts.imported,
    },
    changes: [...earlier.changes.filter(({ applied }) => applied), ...later.changes],
});
/** What a plan is about to do, in a few words: `71 to add, 2 to change`; `nothing to do` when all are zero. */
function describePlanned({ added, changed, destroyed, imported }) {
    const words = [
        [imported, 'import'],
        [added, 'add'],
        [changed, 'change'],
        [destroyed, 'destroy'],
    ];
    return (words
        .filter(([count]) => count > 0)
        .map(([count, verb]) => `${count} to ${verb}`)
        .join(', ') || 'nothing to do');
}


/***/ })

};
