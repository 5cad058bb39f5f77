export const id = 34;
export const ids = [34];
export const modules = {

/***/ 6731:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DQ: () => (/* binding */ readPullRequest),
/* harmony export */   H8: () => (/* binding */ refuseUntrustedEvent),
/* harmony export */   fS: () => (/* binding */ refuseDestroyEvent)
/* harmony export */ });
/* unused harmony export untrusted */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);


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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
        code: 'UNTRUSTED_EVENT',
        reason,
        safe: 'Nothing was run, and nothing was read from or changed in AWS.',
        next: 'Deploy on push or workflow_dispatch of this repository: `on: { push: { branches: [main] } }`.',
    });
}
/**
 * What may start a destroy: a person who may write to the repository, or a clock. Anybody can open an issue or write a
 * comment, and a workflow that filters those in its own `if` is one typo away from a stranger's destroy.
 */
const MAY_DESTROY = new Set([
    'workflow_dispatch',
    'repository_dispatch',
    'schedule',
    'push',
    'merge_group',
    'release',
    'deployment',
    'workflow_run',
    // A branch that is gone takes its preview along.
    'delete',
]);
/**
 * Refuses to destroy by an event that nobody would want that of. A pull request destroys when it is closed, as a preview
 * environment is to be: in every other action of it a destroy is a job that was copied without its `if`.
 *
 * @throws Failure `UNTRUSTED_EVENT`
 */
function refuseDestroyEvent(environment) {
    const event = environment['GITHUB_EVENT_NAME'] ?? '';
    if (event === '' || MAY_DESTROY.has(event))
        return;
    const { action } = event === 'pull_request' ? readPayload(environment['GITHUB_EVENT_PATH']) : {};
    if (action === 'closed')
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
        code: 'UNTRUSTED_EVENT',
        reason: `The event is ${event}${action === undefined ? '' : ` (${action})`}, which must not destroy anything.`,
        safe: 'Nothing was run, and nothing was read from or changed in AWS.',
        next: 'Destroy on workflow_dispatch: `on: workflow_dispatch`; a preview environment also on `pull_request: { types: [closed] }`.',
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
/** Undefined where the event is none of a pull request. */
function readPullRequest(environment) {
    if (environment['GITHUB_EVENT_NAME']?.startsWith('pull_request') !== true)
        return undefined;
    const { number, head } = readPayload(environment['GITHUB_EVENT_PATH']).pull_request ?? {};
    if (number === undefined || !Number.isSafeInteger(number) || number < 1)
        return undefined;
    return { number, head: head?.sha ?? environment['GITHUB_SHA'] ?? '' };
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
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8')) ?? {};
    }
    catch {
        return {};
    }
}


/***/ }),

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

/***/ 642:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fT: () => (/* binding */ assemble),
/* harmony export */   om: () => (/* binding */ block),
/* harmony export */   p_: () => (/* binding */ list)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3021);
/* harmony import */ var _measures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1469);


const block = (markdown) => ({ kind: 'core', markdown });
/** Rows shown without a click. */
const OPEN_ROWS = 10;
/** Rows of one folded piece: what is left out for size is left out by whole pieces. */
const PIECE_ROWS = 500;
/** A list of any length: the first rows open, the others folded in pieces, with their number. */
function list(rows, render, pieceRows = PIECE_ROWS) {
    if (rows.length === 0)
        return [];
    // Nobody wants to click for two rows.
    if (rows.length <= OPEN_ROWS + 2)
        return [block(render(rows))];
    const open = block(render(rows.slice(0, OPEN_ROWS)));
    const rest = rows.slice(OPEN_ROWS);
    const pieces = [];
    for (let start = 0; start < rest.length; start += pieceRows) {
        const piece = rest.slice(start, start + pieceRows);
        const first = OPEN_ROWS + start + 1;
        const title = rest.length <= pieceRows
            ? `${(0,_measures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(rest.length)} more`
            : `${(0,_measures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(first)} to ${(0,_measures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(first + piece.length - 1)} of ${(0,_measures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(rows.length)}`;
        pieces.push({ kind: 'list', markdown: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .folded */ .TM)(title, render(piece)), rows: piece.length });
    }
    return [open, ...pieces];
}
const size = ({ source }) => Buffer.byteLength(source) + 2;
/** Why rows of a summary are left out. */
const SUMMARY_LIMIT = 'because GitHub drops a summary beyond 1 MiB; the job log has them all';
/** All blocks in order within `limit` bytes of UTF-8. Lists are cut between blocks, and a line says by how much. */
function assemble(blocks, limit, because = SUMMARY_LIMIT) {
    const note = (rows) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .markup */ .PT) `_${(0,_measures_js__WEBPACK_IMPORTED_MODULE_1__/* .formatCount */ .B4)(rows)} more rows are left out here, ${because}._`;
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
    return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .stack */ .t$)(shown).source}\n`;
}


/***/ }),

/***/ 3021:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ prose),
/* harmony export */   Dy: () => (/* binding */ webAddress),
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   PT: () => (/* binding */ markup),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   Vr: () => (/* binding */ addressLink),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   fj: () => (/* binding */ join),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   t$: () => (/* binding */ stack),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/* unused harmony export Markdown */
/* harmony import */ var _platform_printable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(124);

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
    return part + (value instanceof Markdown ? value.source : escape(String(value)));
})
    .join(''));
const join = (pieces, separator) => new Markdown(pieces.map(({ source }) => source).join(separator));
/** Blocks (paragraphs, tables, headings) one under the other. */
const stack = (blocks) => join(blocks, '\n\n');
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escape = (text) => escapeLine((0,_platform_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printableLine */ .o)(text));
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
    const line = (0,_platform_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printableLine */ .o)(text);
    if (PLAIN_CODE.test(line))
        return new Markdown(`\`${line}\``);
    const entities = line.replace(/[^\w .,:/="-]|_/gu, (character) => `&#${character.codePointAt(0)};`);
    return new Markdown(`<code>${entities}</code>`);
}
/** A link, where the address is one of the web; else only its label. */
function link(label, address) {
    const target = webAddress(address);
    return target === undefined ? label : new Markdown(`[${label.source}](${encodeTarget(target)})`);
}
/** A web address that is its own label; else only its text. */
function addressLink(address) {
    const target = webAddress(address);
    if (target === undefined)
        return markup `${address}`;
    return link(new Markdown(escapeLine(target.replace(/\/$/, '')).replaceAll('&#58;//', '://')), target);
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
    const line = (0,_platform_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printableLine */ .o)(text, 2_000);
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
    const all = lines.flatMap((line) => (0,_platform_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printableLines */ .f)(line)).map((line) => clip(line, 1_000));
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
        ...rows.map((row) => line(row.map(({ source }, index) => (columns[index]?.align === 'right' ? unbroken(source) : source)))),
    ].join('\n'));
}
/** What is right-aligned is measured: its unit would otherwise get a line of its own in a narrow table. */
const unbroken = (source) => source.replaceAll(' ', '\u00a0');
/** A block that is folded until it is clicked. The blank lines let GitHub read Markdown inside the element. */
const folded = (title, body) => new Markdown(`<details>\n<summary>${escapeTags(title)}</summary>\n\n${body.source}\n\n</details>`);
const escapeTags = (text) => (0,_platform_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printableLine */ .o)(text).replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);


/***/ }),

/***/ 1469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B4: () => (/* binding */ formatCount),
/* harmony export */   M0: () => (/* binding */ bar),
/* harmony export */   Xo: () => (/* binding */ formatSeconds),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
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


/***/ }),

/***/ 3028:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ adoptedSection)
/* harmony export */ });
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(642);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3021);
/* harmony import */ var _measures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);



const COLUMNS = [
    { title: 'Resource', align: 'left' },
    { title: 'What exists', align: 'left' },
];
/** What a plan would have created and AWS had already. */
function adoptedSection(adopted) {
    if (adopted === undefined || adopted.resources.length + (adopted.lost === undefined ? 0 : 1) === 0)
        return [];
    const { resources, lost } = adopted;
    const head = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `### Adopted\n\n${(0,_measures_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(resources.length, 'resource')} existed already, so ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)('adopt-existing')} planned to import rather than create:`;
    const because = lost === undefined
        ? head
        : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .stack */ .t$)([head, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `The state was not to be used (${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(lost.code)}): ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)(lost.reason)}`]);
    return [
        (0,_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .block */ .om)(because),
        ...(0,_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(resources, (some) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(COLUMNS, some.map(({ address, id, replaced }) => [
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(address),
            replaced ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(id)}, replaced by a new snapshot` : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(id),
        ]))),
    ];
}


/***/ }),

/***/ 4730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ guardSection)
/* harmony export */ });
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(642);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3021);
/* harmony import */ var _measures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);



const COLUMNS = [
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
    const notes = unused.length === 0 ? [] : [(0,_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .block */ .om)(unusedNote(unused))];
    if (destroys.length === 0)
        return notes;
    const head = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `### Precious resources\n\nThe plan destroys ${(0,_measures_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(destroys.length, 'resource')} that the destroy guard knows as precious:`;
    return [(0,_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .block */ .om)(head), ...(0,_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(destroys, (some) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(COLUMNS, some.map(row))), ...notes];
}
const row = ({ action, address, what, why, at, atStake, decision }) => [
    (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${action}`,
    (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(address)}<br>${what}`,
    at === undefined ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)(why) : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .prose */ .CS)(why)}<br>${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(`${at.file}:${at.line}`)}`,
    (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${atStake}`,
    MAY_GO[decision],
];
const MAY_GO = {
    refused: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `**no**: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)('allow-destroy')} does not name it`,
    allowed: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `by ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)('allow-destroy')}`,
    empty: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `it is empty`,
};
/** An allowance that stays behind would also let go whatever comes to have that address. */
const unusedNote = (unused) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .stack */ .t$)([
    (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)('allow-destroy')} also names ${(0,_measures_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(unused.length, 'address', 'addresses')} at which this plan destroys nothing precious; it can be taken out again:`,
    (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)([{ title: 'Not destroyed', align: 'left' }], unused.map((address) => [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(address)])),
]);


/***/ }),

/***/ 1563:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ historySection)
/* harmony export */ });
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(642);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3021);
/* harmony import */ var _measures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);



const COLUMNS = [
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
        (0,_blocks_js__WEBPACK_IMPORTED_MODULE_0__/* .block */ .om)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .folded */ .TM)(`History: the last ${(0,_measures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(history.length)}`, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(COLUMNS, history.map(row)))),
    ];
}
function row(entry) {
    if (entry.kind === 'deploy')
        return deployRow(entry.deploy);
    const { versions, newest } = entry;
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${newest.savedAt}`,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) ``,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) ``,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `not recorded: by an apply under way, a run that failed, or without this action`,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) ``,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${(0,_measures_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(versions, 'version')}, newest ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(newest.versionId)}`,
    ];
}
function deployRow({ id, command, commit, runUrl, actor, at, counts, state, }) {
    const who = actor ?? 'run';
    const short = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(commit.slice(0, 7));
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${at}`,
        // Of a destroy there is nothing to go back to.
        command === 'destroy' ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `` : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(id),
        command === 'rollback' ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `back to ${short}` : command === 'destroy' ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `destroyed` : short,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${who}`, runUrl),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `${counts === undefined ? '' : countsText(counts)}`,
        state === undefined
            ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) ``
            : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `serial ${state.serial}${state.versionId === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .markup */ .PT) `, ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(state.versionId)}`}`,
    ];
}
/** `3 added, 1 destroyed`. */
function countsText(counts) {
    const some = Object.entries(counts).filter(([, count]) => count > 0);
    return some.map(([what, count]) => `${(0,_measures_js__WEBPACK_IMPORTED_MODULE_2__/* .formatCount */ .B4)(Number(count))} ${what}`).join(', ') || 'none changed';
}


/***/ }),

/***/ 4389:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bk: () => (/* binding */ stopsSection),
/* harmony export */   NE: () => (/* binding */ plannedTitle),
/* harmony export */   _G: () => (/* binding */ plannedSection)
/* harmony export */ });
/* harmony import */ var _terraform_changes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3541);
/* harmony import */ var _blocks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(642);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3021);
/* harmony import */ var _measures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1469);
/* harmony import */ var _what_changed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(507);





/** `3 to add, 1 to change`; also where only outputs or addresses change. */
function plannedTitle(plan) {
    if (plan?.hasChanges !== true)
        return 'no changes';
    const { added, changed, destroyed, imported } = plan.counts;
    return added + changed + destroyed + imported === 0
        ? 'no resource to change'
        : (0,_terraform_changes_js__WEBPACK_IMPORTED_MODULE_0__/* .describePlanned */ .yZ)(plan.counts);
}
/** Lines of a failure that are shown: the lists of a whole account would bury the rest. */
const MOST_LINES = 40;
/** What the deploy would stop at: the same words, and the lines to add, before anyone has merged anything. */
function stopsSection(plan) {
    return (plan?.stops ?? []).map(({ code: name, reason, details, next }) => {
        // The table of the guard has the rest.
        const lines = name === 'DESTROY_GUARDED' ? details.slice(details.indexOf('allow-destroy: |')) : details;
        const language = name === 'DESTROY_GUARDED' ? 'yaml' : 'text';
        return (0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .block */ .om)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .stack */ .t$)([
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `### The deploy would stop here: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(name)}`,
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .prose */ .CS)(reason),
            ...(lines.length === 0 ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .fence */ .EU)(lines, { language, most: MOST_LINES })]),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `**To go on:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .prose */ .CS)(next)}`,
        ]));
    });
}
const COLUMNS = [
    { title: 'Action', align: 'left' },
    { title: 'Resource', align: 'left' },
    { title: 'What and why', align: 'left' },
];
/** What deserves a look comes first. */
const ORDER = Object.keys(_what_changed_js__WEBPACK_IMPORTED_MODULE_4__/* .ACTION_WORDS */ .dC);
/** Every change by action, then the outputs, then what it was planned against. */
function plannedSection({ plan, run }, pieceRows) {
    if (plan === undefined)
        return [];
    const sorted = [...plan.changes].sort((one, other) => ORDER.indexOf(one.action) - ORDER.indexOf(other.action) || (one.address < other.address ? -1 : 1));
    const cells = sorted.map((change) => row(change, run));
    // Of what is only created there is nothing more to say.
    const columns = cells.every(([, , what]) => what?.source === '') ? COLUMNS.slice(0, 2) : COLUMNS;
    const render = (some) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(columns, some.map((each) => each.slice(0, columns.length)));
    const rows = (0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(cells, render, pieceRows);
    const head = sorted.length === 0 ? [] : [(0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .block */ .om)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `### Infrastructure`), ...rows];
    return [...head, ...outputs(plan.outputs), (0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .block */ .om)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .stack */ .t$)(surroundings(plan)))];
}
function row({ address, action, attributes, why, at, from }, run) {
    const moved = from === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `moved from ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(from)}`];
    const changed = attributes.length === 0 ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .join */ .fj)(shortened(attributes), ', ')];
    // Of a replacement the reason names the arguments that matter; the others change along with them.
    const what = why === undefined ? changed : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .prose */ .CS)(why)];
    const place = at === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(`${at.file}:${at.line}`), sourceAddress(run, at))];
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `${_what_changed_js__WEBPACK_IMPORTED_MODULE_4__/* .ACTION_WORDS */ .dC[action].planned}`,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(address),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .join */ .fj)([...what, ...moved, ...place], '<br>'),
    ];
}
/** Names in one cell. */
const MOST_NAMES = 8;
const shortened = (names) => [
    ...names.slice(0, MOST_NAMES).map((name) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(name)),
    ...(names.length > MOST_NAMES ? [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `${names.length - MOST_NAMES} more`] : []),
];
/** The line on GitHub, in the commit that was planned. */
const sourceAddress = ({ url, commit }, at) => `${url.split('/actions/')[0]}/blob/${commit}/${at.file.split('/').map(encodeURIComponent).join('/')}#L${at.line}`;
const OUTPUT_WORDS = {
    create: 'new',
    update: 'changes',
    delete: 'goes',
};
function outputs(changed) {
    if (changed.length === 0)
        return [];
    const columns = [
        { title: 'Output', align: 'left' },
        { title: '', align: 'left' },
    ];
    const rows = (0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)(changed, (some) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(columns, some.map(({ name, action, sensitive }) => [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(name),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `${`${OUTPUT_WORDS[action]}${sensitive ? ' (sensitive)' : ''}`}`,
    ])));
    return [(0,_blocks_js__WEBPACK_IMPORTED_MODULE_1__/* .block */ .om)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `### Outputs`), ...rows];
}
/** What is live, what this was planned against, and what a deploy does besides. */
function surroundings({ live, basis, backend, stops, movedFrom }) {
    const { missing, drifted } = backend;
    const tasks = [
        ...(missing.length > 0 ? [`creates ${missing.join(' and ')}`] : []),
        ...(drifted.length > 0 ? [`brings ${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(drifted.length, 'setting')} of the state backend back`] : []),
        ...(basis === 'kept state' ? ['first saves the state that a run could not save'] : []),
        ...(movedFrom === undefined ? [] : [`first moves the state from \`${movedFrom}\` into the bucket`]),
        ...(basis === 'lost state' ? ['goes on without the state, which is lost, and imports what exists'] : []),
    ];
    const deploys = stops.length > 0 ? 'A deploy' : 'The deploy';
    return [
        ...(tasks.length === 0 ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `${deploys} also ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .prose */ .CS)(tasks.join('; '))}.`]),
        ...(drifted.length === 0 ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .fence */ .EU)(drifted)]),
        live === undefined
            ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `**Live now:** nothing of this environment is recorded as live.`
            : liveNow(live),
    ];
}
function liveNow({ commit, runUrl, url, publishedAt }) {
    const facts = [
        ...(url === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .addressLink */ .Vr)(url)]),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `commit ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(commit.slice(0, 7))}`,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `since ${publishedAt}`,
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)((0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `its run`, runUrl),
    ];
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .markup */ .PT) `**Live now:** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .join */ .fj)(facts, ' · ')}`;
}


/***/ }),

/***/ 507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $W: () => (/* binding */ changesMade),
/* harmony export */   LH: () => (/* binding */ freedPhrases),
/* harmony export */   VX: () => (/* binding */ resourcesPhrase),
/* harmony export */   dC: () => (/* binding */ ACTION_WORDS),
/* harmony export */   em: () => (/* binding */ sentence),
/* harmony export */   fl: () => (/* binding */ whatChanged),
/* harmony export */   x7: () => (/* binding */ emptiedPhrases)
/* harmony export */ });
/* harmony import */ var _terraform_changes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3541);
/* harmony import */ var _state_heal_lock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(199);
/* harmony import */ var _state_lease_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(389);
/* harmony import */ var _measures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1469);




function whatChanged({ terraform, site, backend, restored, emptied = [] }) {
    return {
        infrastructure: restored?.changed === true ||
            terraform?.outcome === 'applied' ||
            (terraform?.changes.some(({ applied }) => applied) ?? false) ||
            emptied.some(({ versions, deleteMarkers }) => versions + deleteMarkers > 0),
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
            return report.restored === undefined ? rolledBackSentence(report) : restoredSentence(report.restored);
        case 'planned':
            return plannedSentence(report);
        case 'unlocked':
            return unlockedSentence(report);
        case 'destroyed':
            return destroyedSentence(report);
        case 'deployed':
        case 'unchanged':
            return deployedSentence(report);
    }
}
/** `12 resources destroyed; shop-site emptied of 40 object versions. The state bucket with its history ... stay.` */
function destroyedSentence(report) {
    const { terraform } = report;
    const stays = 'The state bucket with its history and the lock table stay.';
    if (!whatChanged(report).infrastructure)
        return `Nothing was left to destroy. ${stays}`;
    const resources = resourcesPhrase(terraform?.counts ?? _terraform_changes_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_CHANGES */ .eo);
    return `${capital([resources, ...emptiedPhrases(report)].join('; '))}. ${stays}`;
}
/** What was emptied: `shop-site emptied of 40 object versions and 2 delete markers`. */
function emptiedPhrases({ emptied = [] }) {
    return emptied.map(({ bucket, versions, deleteMarkers }) => {
        const markers = deleteMarkers === 0 ? '' : ` and ${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(deleteMarkers, 'delete marker')}`;
        return `${bucket} emptied of ${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(versions, 'object version')}${markers}`;
    });
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
        ...distinct.map((lock) => `the state lock ${(0,_state_heal_lock_js__WEBPACK_IMPORTED_MODULE_1__/* .describeHealed */ .hR)(lock)}`),
        ...(lease === undefined ? [] : [`the deploy lease of ${(0,_state_lease_js__WEBPACK_IMPORTED_MODULE_2__/* .describeHolder */ .sG)(lease)}`]),
    ];
}
function plannedSentence({ plan }) {
    const { counts = _terraform_changes_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_CHANGES */ .eo, hasChanges = false, stops = [] } = plan ?? {};
    if (stops.length > 0)
        return `A deploy would stop before it applies anything: ${stops.map(({ code }) => code).join(', ')}.`;
    if (!hasChanges)
        return 'A deploy would leave the infrastructure as it is.';
    const { added, changed, destroyed, imported } = counts;
    const verbs = [
        [imported, 'import'],
        [added, 'create'],
        [changed, 'change in place'],
        [destroyed, 'destroy'],
    ];
    const phrases = verbs
        .filter(([count]) => count > 0)
        .map(([count, verb], index) => `${verb.replace(' in place', '')} ${index === 0 ? (0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(count, 'resource') : (0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(count)}${verb.endsWith('in place') ? ' in place' : ''}`);
    return phrases.length === 0
        ? 'A deploy would change no resource, only what the state says.'
        : `A deploy would ${inWords(phrases)}.`;
}
/** `a`, `a and b`, `a, b and c`. */
const inWords = (phrases) => phrases.length < 2 ? phrases.join('') : `${phrases.slice(0, -1).join(', ')} and ${phrases.at(-1)}`;
function rolledBackSentence(report) {
    const { rolledBack } = report;
    const to = rolledBack === undefined ? '' : ` to ${rolledBack.to.id} (commit ${short(rolledBack.to.commit)})`;
    const from = rolledBack?.from === undefined ? '' : ` from ${rolledBack.from.id}`;
    return `Rolled back${from}${to} without a build. ${deployedSentence(report)}`;
}
function restoredSentence({ from, to, changed }) {
    const done = changed ? 'is the state again' : 'was restored already';
    return `Version ${from.versionId} of the state ${done}, with serial ${to.serial}; nothing in AWS but the state was changed.`;
}
function deployedSentence(report) {
    const { infrastructure, site, backend } = whatChanged(report);
    if (!infrastructure && !site) {
        const nothing = report.site === undefined ? 'nothing applied' : 'nothing applied, uploaded or invalidated';
        return backend ? `${capital(nothing)}. ${backendPhrase(report)}.` : `Nothing changed: ${nothing}.`;
    }
    if (isFromNothing(report)) {
        const files = report.site === undefined ? '' : `, ${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(report.site.publication.uploaded, 'file')}`;
        return `Everything was created: ${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(report.terraform?.counts.added ?? 0, 'resource')}${files}.`;
    }
    const applied = infrastructure
        ? resourcesPhrase(report.terraform?.counts ?? _terraform_changes_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_CHANGES */ .eo)
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
        .map(([count, what], index) => `${index === 0 ? (0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(count, 'resource') : (0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(count)} ${what}`);
    return phrases.length === 0 ? 'no resource changed, only what the state says' : phrases.join(', ');
}
/** `4 files uploaded, 1 deleted, 2 paths invalidated`. */
function sitePhrase({ publication, invalidation }, changed) {
    if (!changed)
        return 'the site stayed as it was';
    const { uploaded, deleted } = publication;
    return [
        ...(uploaded > 0 ? [`${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(uploaded, 'file')} uploaded`] : []),
        ...(deleted > 0
            ? [uploaded > 0 ? `${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(deleted)} deleted` : `${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(deleted, 'file')} deleted`]
            : []),
        ...(invalidation === undefined ? [] : [`${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(invalidation.paths.length, 'path')} invalidated`]),
    ].join(', ');
}
function supersededSentence({ run, supersededBy }) {
    const newer = supersededBy === undefined ? 'A newer commit' : `The newer commit ${short(supersededBy.commit)}`;
    return `${newer} is live already, so ${short(run.commit)} was not deployed: nothing applied, uploaded or invalidated.`;
}
const short = (commit) => commit.slice(0, 7);
function backendPhrase({ backend }) {
    if (backend === undefined)
        return 'The state backend was not looked at';
    const { bucketCreated, tableCreated, settings } = backend;
    const all = (0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(settings.length, 'setting');
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
    return `${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(changed, 'setting')} of the state backend ${changed === 1 ? 'was' : 'were'} changed`;
}
function failedSentence(report) {
    const { stages, terraform } = report;
    const last = stages.findLast(({ outcome }) => outcome === 'failed') ?? stages.at(-1);
    if (last === undefined)
        return 'Nothing was started.';
    const emptied = emptiedPhrases(report).map((phrase) => `; ${phrase}`);
    const where = `Stopped ${last.outcome === 'failed' ? 'in' : 'after'} ${last.name}${emptied.join('')}`;
    if (terraform === undefined || terraform.outcome === 'unchanged')
        return `${where}.`;
    return `${where}; ${changesMade(terraform.changes)}.`;
}
/** `38 of 71 changes were made`. */
function changesMade(changes) {
    const made = changes.filter(({ applied }) => applied).length;
    // `0 of 1 changes`, but `1 change was made`.
    const all = made === changes.length ? (0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .counted */ .hS)(made, 'change') : `${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(changes.length)} changes`;
    return made === changes.length
        ? `${all} ${made === 1 ? 'was' : 'were'} made`
        : `${(0,_measures_js__WEBPACK_IMPORTED_MODULE_3__/* .formatCount */ .B4)(made)} of ${all} were made`;
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


/***/ }),

/***/ 2034:
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
// EXTERNAL MODULE: ./lib/context/event.js
var context_event = __webpack_require__(6731);
// EXTERNAL MODULE: ./lib/context/run.js
var context_run = __webpack_require__(2922);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/failure-message.js
var failure_message = __webpack_require__(3547);
// EXTERNAL MODULE: ./lib/inputs/definitions.js
var definitions = __webpack_require__(3683);
// EXTERNAL MODULE: ./lib/inputs/parse.js + 2 modules
var parse = __webpack_require__(7195);
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
// EXTERNAL MODULE: ./lib/terraform/changes.js
var changes = __webpack_require__(3541);
// EXTERNAL MODULE: ./lib/report/measures.js
var measures = __webpack_require__(1469);
// EXTERNAL MODULE: ./lib/report/what-changed.js
var what_changed = __webpack_require__(507);
;// CONCATENATED MODULE: ./lib/report/log-lines.js




/** The last lines of the job log: what came of the run, where it is live, and how long it took. */
function closingLines(report) {
    const { command, milliseconds, plan, result, run, site, state, stateVersionId, terraform, url } = report;
    const known = [
        [result, (0,what_changed/* sentence */.em)(report)],
        // Of a run that failed nobody knows what the address shows.
        ['live', result === 'failed' ? undefined : url],
        ['infrastructure', terraform && resources(terraform.counts)],
        ['plan', plan && (0,changes/* describePlanned */.yZ)(plan.counts)],
        ['site', site && files(site.publication)],
        ['release', site?.releaseId],
        [
            'state',
            state && `s3://${state.bucket}/${state.key}${stateVersionId ? ` version ${stateVersionId}` : ''}`,
        ],
        ['took', `${(0,measures/* formatDuration */.a3)(milliseconds)} (${command}, run ${run.id})`],
    ];
    const lines = known.flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]));
    const width = Math.max(...lines.map(({ name }) => name.length));
    return lines.map(({ name, text }) => `${name.padEnd(width)}  ${(0,printable/* printableLine */.o)(text, 2_000)}`);
}
const resources = ({ added, changed, destroyed, imported }) => `${(0,measures/* formatCount */.B4)(added)} added, ${(0,measures/* formatCount */.B4)(changed)} changed, ${(0,measures/* formatCount */.B4)(destroyed)} destroyed, ${(0,measures/* formatCount */.B4)(imported)} imported`;
const files = ({ uploaded, deleted, unchanged, bytes }) => `${(0,measures/* counted */.hS)(uploaded, 'file')} uploaded${uploaded > 0 ? ` (${(0,measures/* formatBytes */.z3)(bytes)})` : ''}, ${(0,measures/* formatCount */.B4)(deleted)} deleted, ${(0,measures/* formatCount */.B4)(unchanged)} unchanged`;

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
    const { backend, failure, plan, site, state, terraform } = report;
    const counts = terraform?.counts ?? plan?.counts ?? changes/* NO_CHANGES */.eo;
    const changed = (0,what_changed/* whatChanged */.fl)(report);
    return {
        result: report.result,
        'cloudfront-url': report.url ?? '',
        changed: String(changed.infrastructure || changed.site || changed.backend || plan?.hasChanges === true),
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

// EXTERNAL MODULE: ./lib/report/blocks.js
var report_blocks = __webpack_require__(642);
// EXTERNAL MODULE: ./lib/report/markdown.js
var markdown = __webpack_require__(3021);
// EXTERNAL MODULE: ./lib/report/sections/adopted.js
var adopted = __webpack_require__(3028);
;// CONCATENATED MODULE: ./lib/report/sections/backend.js



const COLUMNS = [
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
    const created = (was) => (was ? (0,markdown/* markup */.PT) ` (created)` : (0,markdown/* markup */.PT) ``);
    const head = (0,markdown/* markup */.PT) `### State backend\n\nBucket ${(0,markdown/* code */.aY)(bucket)}${created(bucketCreated)}, lock table ${(0,markdown/* code */.aY)(lockTable)}${created(tableCreated)}.`;
    const blocks = [head];
    if (settings.length === 0)
        blocks.push((0,markdown/* markup */.PT) `Its settings were not looked at, as ${(0,markdown/* code */.aY)('bootstrap: never')} asks.`);
    if (changed.length > 0) {
        // All that a new bucket or table has is "absent" before: no news, unless this is what the run was for.
        const madeNow = bucketCreated && tableCreated;
        const rendered = settingsTable(changed);
        blocks.push(madeNow && !open ? (0,markdown/* folded */.TM)(`${(0,measures/* counted */.hS)(changed.length, 'setting')}, each read back`, rendered) : rendered);
    }
    // Of a bucket or table that isn't ours by tag, or the user's own choice where it is no weaker (a KMS key).
    if (left.length > 0)
        blocks.push((0,markdown/* markup */.PT) `${(0,measures/* counted */.hS)(left.length, 'setting')} left as found:`, settingsTable(left));
    if (asWanted.length > 0) {
        const which = asWanted.length === settings.length ? 'All' : 'The other';
        blocks.push((0,markdown/* folded */.TM)(`${which} ${(0,measures/* counted */.hS)(asWanted.length, 'setting')} as wanted`, settingsTable(asWanted)));
    }
    return [(0,report_blocks/* block */.om)((0,markdown/* stack */.t$)(blocks))];
}
const settingsTable = (settings) => (0,markdown/* table */.tp)(COLUMNS, settings.map(({ resource, setting, found, wanted }) => [
    (0,markdown/* markup */.PT) `${resource}`,
    (0,markdown/* markup */.PT) `${setting}`,
    (0,markdown/* markup */.PT) `${found}`,
    (0,markdown/* markup */.PT) `${wanted}`,
]));

;// CONCATENATED MODULE: ./lib/report/sections/failure.js




/** Reason, details, what was done, what wasn't, what is safe, what to do next. */
function failureSection(report) {
    const { failure } = report;
    if (failure === undefined)
        return [];
    return [
        (0,report_blocks/* block */.om)((0,markdown/* prose */.CS)(failure.reason)),
        ...(failure.details.length === 0 ? [] : [(0,report_blocks/* block */.om)((0,markdown/* fence */.EU)(failure.details))]),
        (0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `**Done:** ${done(report)}`),
        (0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `**Not done:** ${notDone(report)}`),
        (0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `**Safe:** ${(0,markdown/* prose */.CS)(failure.safe)}`),
        (0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `**Next:** ${(0,markdown/* prose */.CS)(failure.next)}`),
        ...commands(failure),
    ];
}
function done(report) {
    const { stages, terraform, site, backend } = report;
    const names = stages.filter(({ outcome }) => outcome === 'done').map(({ name }) => name);
    const changed = (0,what_changed/* whatChanged */.fl)(report);
    const settings = backend?.settings.filter((setting) => setting.changed).length ?? 0;
    const { uploaded = 0, deleted = 0 } = site?.publication ?? {};
    const facts = [
        ...(changed.backend ? [`${(0,measures/* counted */.hS)(settings, 'setting')} of the state backend changed`] : []),
        ...(0,what_changed/* emptiedPhrases */.x7)(report),
        ...(changed.infrastructure ? [(0,what_changed/* changesMade */.$W)(terraform?.changes ?? [])] : []),
        ...(changed.site ? [`${(0,measures/* counted */.hS)(uploaded, 'file')} uploaded and ${(0,measures/* formatCount */.B4)(deleted)} deleted`] : []),
        ...(names.length > 0 ? [`finished: ${names.join(', ')}`] : []),
    ];
    return facts.length === 0 ? (0,markdown/* markup */.PT) `nothing.` : (0,markdown/* markup */.PT) `${facts.join('; ')}.`;
}
function notDone({ stages, terraform }) {
    const failed = stages.find(({ outcome }) => outcome === 'failed');
    const last = stages.at(-1);
    if (last === undefined)
        return (0,markdown/* markup */.PT) `everything: the run ended before its first stage.`;
    const missing = terraform?.changes.filter(({ applied }) => !applied).length ?? 0;
    const listed = missing === 0 ? '' : `; ${(0,measures/* counted */.hS)(missing, 'planned change')}, listed below`;
    return failed === undefined
        ? (0,markdown/* markup */.PT) `everything after ${last.name}${listed}.`
        : (0,markdown/* markup */.PT) `${failed.name}, and everything that comes after it${listed}.`;
}
/** What can be pasted into a terminal: the commands among what a failure puts between backticks. */
const COMMAND = /^(?:aws|bash|gh|git|npm|npx|terraform) \S/;
function commands({ next }) {
    const marked = [...next.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
    const found = marked.filter((text) => COMMAND.test(text));
    return found.length === 0 ? [] : [(0,report_blocks/* block */.om)((0,markdown/* fence */.EU)(found, { language: 'bash' }))];
}

// EXTERNAL MODULE: ./lib/report/sections/guard.js
var guard = __webpack_require__(4730);
// EXTERNAL MODULE: ./lib/report/sections/history.js
var sections_history = __webpack_require__(1563);
// EXTERNAL MODULE: ./lib/report/sections/planned.js
var planned = __webpack_require__(4389);
;// CONCATENATED MODULE: ./lib/report/sections/resources.js




/** What deserves a look comes first. */
const ORDER = Object.keys(what_changed/* ACTION_WORDS */.dC);
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
            (0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `### Infrastructure\n\n${capital((0,what_changed/* resourcesPhrase */.VX)(counts))}.${types(changes)}`),
            ...rows(made, 'done'),
        ];
    }
    const some = outcome === 'partly' ? `${capital((0,what_changed/* changesMade */.$W)(changes))}.` : 'Planned, not applied.';
    return [
        (0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `### Infrastructure\n\n${some}`),
        (0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `**Not made: ${(0,measures/* formatCount */.B4)(notMade.length)}**${types(notMade)}`),
        ...rows(notMade, 'planned'),
        ...(made.length === 0
            ? []
            : [(0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `**Made: ${(0,measures/* formatCount */.B4)(made.length)}**${types(made)}`), ...rows(made, 'done')]),
    ];
}
/** By action, the slowest first: what took the time is what the open rows show. */
function rows(changes, tense) {
    const sorted = [...changes].sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action) ||
        (b.milliseconds ?? 0) - (a.milliseconds ?? 0) ||
        compare(a.address, b.address));
    const columns = tense === 'done' ? resources_COLUMNS : resources_COLUMNS.slice(0, 2);
    return (0,report_blocks/* list */.p_)(sorted, (some) => (0,markdown/* table */.tp)(columns, some.map((change) => row(change, tense).slice(0, columns.length))));
}
const row = ({ action, address, milliseconds }, tense) => [
    (0,markdown/* markup */.PT) `${what_changed/* ACTION_WORDS */.dC[action][tense]}`,
    (0,markdown/* code */.aY)(address),
    (0,markdown/* markup */.PT) `${milliseconds === undefined ? '' : (0,measures/* formatSeconds */.Xo)(milliseconds)}`,
];
/** Where there are many: of what types they are, the most frequent first. */
function types(changes) {
    if (changes.length <= MANY)
        return (0,markdown/* markup */.PT) ``;
    const counts = new Map();
    for (const { type } of changes)
        counts.set(type, (counts.get(type) ?? 0) + 1);
    const sorted = [...counts].sort(([a, many], [b, more]) => more - many || compare(a, b));
    const named = sorted
        .slice(0, MOST_TYPES)
        .map(([type, count]) => (0,markdown/* markup */.PT) `${(0,measures/* formatCount */.B4)(count)}&nbsp;${(0,markdown/* code */.aY)(type)}`);
    const others = sorted.slice(MOST_TYPES).reduce((sum, [, count]) => sum + count, 0);
    return (0,markdown/* markup */.PT) `\n\n${(0,markdown/* join */.fj)([...named, ...(others === 0 ? [] : [(0,markdown/* markup */.PT) `${(0,measures/* formatCount */.B4)(others)} of other types`])], ', ')}`;
}
const MANY = 12;
const MOST_TYPES = 8;
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

;// CONCATENATED MODULE: ./lib/report/sections/restored.js



const restored_COLUMNS = [
    { title: 'Resource', align: 'left' },
    { title: 'What a deploy would do', align: 'left' },
];
const WHAT = {
    forgotten: 'not known any more: created again, unless adopt-existing finds it',
    remembered: 'known again: created, if a later deploy destroyed it',
    replaced: 'known by the id it had then: looked for, created if it is gone',
};
/** The restore: from where, what it can't undo, and what to do next. */
function restoredSection(restored) {
    if (restored === undefined)
        return [];
    const { from, to, over, difference } = restored;
    const { forgotten, remembered, replaced } = difference;
    const rows = ['forgotten', 'replaced', 'remembered'].flatMap((kind) => difference[kind].map((address) => ({ address, kind })));
    const version = to.versionId === undefined ? (0,markdown/* markup */.PT) `` : (0,markdown/* markup */.PT) ` as version ${(0,markdown/* code */.aY)(to.versionId)}`;
    const paragraphs = [
        (0,markdown/* markup */.PT) `### State restored`,
        (0,markdown/* markup */.PT) `Version ${(0,markdown/* code */.aY)(from.versionId)} (serial ${from.serial}, saved ${from.savedAt}) is the state again${version}: same lineage, serial ${to.serial}.`,
        over === undefined
            ? (0,markdown/* markup */.PT) `No object stood in its place.`
            : (0,markdown/* markup */.PT) `What stood there stays as version ${(0,markdown/* code */.aY)(over)}.`,
        (0,markdown/* markup */.PT) `**Not undone:** what AWS has now stays as it is, and so does the site; the state only says what Terraform knows. `,
        rows.length === 0
            ? (0,markdown/* markup */.PT) `It knows the same resources as the newest state there was.`
            : (0,markdown/* markup */.PT) `Against the newest state there was, ${(0,measures/* counted */.hS)(forgotten.length, 'resource')} not known any more, ${String(remembered.length)} known again, ${String(replaced.length)} known by another id:`,
    ];
    return [
        (0,report_blocks/* block */.om)((0,markdown/* stack */.t$)(paragraphs)),
        ...(0,report_blocks/* list */.p_)(rows, (some) => (0,markdown/* table */.tp)(restored_COLUMNS, some.map(({ address, kind }) => [(0,markdown/* code */.aY)(address), (0,markdown/* markup */.PT) `${WHAT[kind]}`]))),
        (0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `**Next:** ${(0,markdown/* code */.aY)('command: plan')} shows what a deploy would change now${forgotten.length > 0 ? (0,markdown/* markup */.PT) ` (with ${(0,markdown/* code */.aY)('adopt-existing: true')} what exists is imported rather than created)` : ''}; then deploy.`),
    ];
}

;// CONCATENATED MODULE: ./lib/report/sections/site.js



/** Few enough to be read in a line. */
const IN_A_LINE = 6;
/** Files, paths and release of the site. */
function siteSection(site) {
    if (site === undefined)
        return [];
    const { publication, invalidation, releaseId, verified } = site;
    const seen = verified ? 'seen live at its URL' : 'not looked up at its URL';
    const head = (0,markdown/* markup */.PT) `### Site\n\n${site_files(publication)}<br>\nRelease ${(0,markdown/* code */.aY)(releaseId)}, ${seen}.`;
    if (invalidation === undefined)
        return [(0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `${head}<br>\nNo path was invalidated.`)];
    const { paths, id } = invalidation;
    const title = (0,markdown/* markup */.PT) `${head}<br>\n${(0,measures/* counted */.hS)(paths.length, 'path')} invalidated by ${(0,markdown/* code */.aY)(id)}:`;
    if (paths.length <= IN_A_LINE)
        return [(0,report_blocks/* block */.om)((0,markdown/* markup */.PT) `${title} ${(0,markdown/* join */.fj)(paths.map(markdown/* code */.aY), ', ')}`)];
    const column = { title: 'Path', align: 'left' };
    const rows = (0,report_blocks/* list */.p_)(paths, (some) => (0,markdown/* table */.tp)([column], some.map((path) => [(0,markdown/* code */.aY)(path)])));
    return [(0,report_blocks/* block */.om)(title), ...rows];
}
function site_files({ bucket, uploaded, deleted, unchanged, bytes }) {
    if (uploaded + deleted === 0)
        return (0,markdown/* markup */.PT) `${(0,measures/* counted */.hS)(unchanged, 'file')} in ${(0,markdown/* code */.aY)(bucket)}, all as they were.`;
    const parts = [
        ...(uploaded > 0 ? [`${(0,measures/* counted */.hS)(uploaded, 'file')} uploaded (${(0,measures/* formatBytes */.z3)(bytes)})`] : []),
        ...(deleted > 0 ? [`${(0,measures/* counted */.hS)(deleted, 'file')} deleted`] : []),
        ...(unchanged > 0 ? [`${(0,measures/* formatCount */.B4)(unchanged)} unchanged`] : []),
    ];
    return (0,markdown/* markup */.PT) `${parts.join(', ')}, in ${(0,markdown/* code */.aY)(bucket)}.`;
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
        (0,markdown/* markup */.PT) `${stage.name}`,
        (0,markdown/* markup */.PT) `${(0,measures/* formatDuration */.a3)(stage.milliseconds)}`,
        (0,markdown/* markup */.PT) `${(0,measures/* bar */.M0)(stage.milliseconds, longest, BAR_WIDTH)}`,
        (0,markdown/* markup */.PT) `${note(stage)}`,
    ]);
    const total = [
        (0,markdown/* markup */.PT) `**total**`,
        (0,markdown/* markup */.PT) `**${(0,measures/* formatDuration */.a3)(milliseconds)}**`,
        (0,markdown/* markup */.PT) ``,
        (0,markdown/* markup */.PT) `${overlap(stages, milliseconds)}`,
    ];
    return [(0,report_blocks/* block */.om)((0,markdown/* stack */.t$)([(0,markdown/* markup */.PT) `### Time`, (0,markdown/* table */.tp)(stages_COLUMNS, [...rows, total])]))];
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
    return (0,report_blocks/* assemble */.fT)([
        (0,report_blocks/* block */.om)(head(report)),
        ...failureSection(report),
        ...(0,planned/* stopsSection */.Bk)(report.plan),
        ...restoredSection(report.restored),
        ...(0,guard/* guardSection */.$)(report),
        ...(0,adopted/* adoptedSection */.z)(report.adopted),
        ...(0,planned/* plannedSection */._G)(report),
        ...resourcesSection(report.terraform),
        ...siteSection(report.site),
        ...backendSection(report.backend, { open: report.result === 'bootstrapped' }),
        ...(0,sections_history/* historySection */.g)(report.history),
        ...stagesSection(report),
    ], MAX_SUMMARY_BYTES);
}
function head(report) {
    // What is live is not what a plan is about.
    const url = report.result === 'planned' ? undefined : report.url;
    const address = url === undefined ? undefined : (0,markdown/* webAddress */.Dy)(url);
    const notes = [...newer(report), ...freed(report), ...moved(report)];
    const paragraphs = [(0,markdown/* markup */.PT) `**${(0,what_changed/* sentence */.em)(report)}**`, ...notes, facts(report)];
    if (address === undefined)
        return (0,markdown/* stack */.t$)([(0,markdown/* markup */.PT) `## ${title(report)}`, ...paragraphs]);
    const heading = (0,markdown/* markup */.PT) `## ${(0,markdown/* addressLink */.Vr)(address)}`;
    // An address alone says that all went well, and that this commit is what is there.
    const isOwn = report.result !== 'failed' && report.result !== 'superseded';
    return (0,markdown/* stack */.t$)(isOwn ? [heading, ...paragraphs] : [heading, (0,markdown/* markup */.PT) `### ${title(report)}`, ...paragraphs]);
}
/** What a run that is over had left behind; of an unlock the sentence says it already. */
function freed(report) {
    if (report.result === 'unlocked')
        return [];
    return (0,what_changed/* freedPhrases */.LH)(report).map((phrase) => (0,markdown/* markup */.PT) `Freed ${phrase}.`);
}
/** Where the state came from, and which file is of no use any more. */
function moved({ moved: from, staleState, state }) {
    const to = state === undefined ? (0,markdown/* markup */.PT) `the bucket` : (0,markdown/* code */.aY)(`s3://${state.bucket}/${state.key}`);
    const left = from?.kind === 'place' ? ' The old one is as it was; nobody deploys from it any more.' : '';
    return [
        ...(from === undefined
            ? []
            : [(0,markdown/* markup */.PT) `Moved the state with ${from.holds} from ${(0,markdown/* code */.aY)(from.from)} to ${to}.${left}`]),
        ...(staleState === undefined
            ? []
            : [
                (0,markdown/* markup */.PT) `${(0,markdown/* code */.aY)(staleState)} is as it was and not used any more: remove it from the repository. It holds secrets, and who applies with it works on a state of the past.`,
            ]),
    ];
}
/** Which run deployed the newer commit that ended this one. */
function newer({ supersededBy }) {
    if (supersededBy === undefined)
        return [];
    return [(0,markdown/* link */.nf)((0,markdown/* markup */.PT) `The run that deployed ${(0,markdown/* code */.aY)(supersededBy.commit.slice(0, 7))}`, supersededBy.runUrl)];
}
function title({ result, command, failure, plan, restored }) {
    switch (result) {
        case 'failed':
            return (0,markdown/* markup */.PT) `${command.charAt(0).toUpperCase()}${command.slice(1)} failed: ${(0,markdown/* code */.aY)(failure?.code ?? 'INTERNAL')}`;
        case 'planned':
            return (0,markdown/* markup */.PT) `Plan: ${(0,planned/* plannedTitle */.NE)(plan)}`;
        case 'bootstrapped':
            return (0,markdown/* markup */.PT) `State backend ready`;
        case 'deployed':
            return (0,markdown/* markup */.PT) `Deployed`;
        case 'unchanged':
            return (0,markdown/* markup */.PT) `Unchanged`;
        case 'rolled-back':
            return restored === undefined ? (0,markdown/* markup */.PT) `Rolled back` : (0,markdown/* markup */.PT) `State restored`;
        case 'superseded':
            return (0,markdown/* markup */.PT) `Superseded`;
        case 'unlocked':
            return (0,markdown/* markup */.PT) `Unlocked`;
        case 'destroyed':
            return (0,markdown/* markup */.PT) `Destroyed`;
    }
}
/** Who, what, where: `shop / production / us-east-1 · commit 3f9a1c2 by ada · run 42 · 1 m 12 s`. */
function facts({ run, project, environment, region, milliseconds }) {
    const repository = run.url.split('/actions/')[0] ?? '';
    const attempt = run.attempt > 1 ? ` (attempt ${run.attempt})` : '';
    const commit = (0,markdown/* link */.nf)((0,markdown/* code */.aY)(run.commit.slice(0, 7)), `${repository}/commit/${run.commit}`);
    return (0,markdown/* join */.fj)([
        (0,markdown/* markup */.PT) `${[project, environment, region].filter(Boolean).join(' / ')}`,
        (0,markdown/* markup */.PT) `commit ${commit} by ${run.actor}`,
        (0,markdown/* link */.nf)((0,markdown/* markup */.PT) `run ${run.id}${attempt}`, run.url),
        (0,markdown/* markup */.PT) `${(0,measures/* formatDuration */.a3)(milliseconds)}`,
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
    const run = (0,context_run/* readRun */.cI)(platform.environment, external_node_os_.hostname(), { cwd: external_node_process_.cwd(), temporary: external_node_os_.tmpdir() });
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
        (0,context_event/* refuseUntrustedEvent */.H8)(platform.environment);
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
    deploy: async (context) => (await Promise.all(/* import() */[__webpack_require__.e(86), __webpack_require__.e(947), __webpack_require__.e(970), __webpack_require__.e(116), __webpack_require__.e(227), __webpack_require__.e(776), __webpack_require__.e(537), __webpack_require__.e(182), __webpack_require__.e(41), __webpack_require__.e(922)]).then(__webpack_require__.bind(__webpack_require__, 9922))).deploy(context),
    bootstrap: async (context) => (await Promise.all(/* import() */[__webpack_require__.e(947), __webpack_require__.e(776), __webpack_require__.e(705)]).then(__webpack_require__.bind(__webpack_require__, 4705))).bootstrap(context),
    plan: async (context) => (await Promise.all(/* import() */[__webpack_require__.e(947), __webpack_require__.e(970), __webpack_require__.e(116), __webpack_require__.e(227), __webpack_require__.e(776), __webpack_require__.e(182), __webpack_require__.e(920)]).then(__webpack_require__.bind(__webpack_require__, 1920))).plan(context),
    rollback: async (context) => context.inputs.restoreTo === undefined
        ? (await Promise.all(/* import() */[__webpack_require__.e(86), __webpack_require__.e(947), __webpack_require__.e(970), __webpack_require__.e(116), __webpack_require__.e(227), __webpack_require__.e(537), __webpack_require__.e(41), __webpack_require__.e(504)]).then(__webpack_require__.bind(__webpack_require__, 504))).rollback(context)
        : (await Promise.all(/* import() */[__webpack_require__.e(947), __webpack_require__.e(970), __webpack_require__.e(116), __webpack_require__.e(337)]).then(__webpack_require__.bind(__webpack_require__, 5337))).restoreState(context),
    unlock: async (context) => (await Promise.all(/* import() */[__webpack_require__.e(947), __webpack_require__.e(115)]).then(__webpack_require__.bind(__webpack_require__, 9115))).unlock(context),
    destroy: async (context) => (await Promise.all(/* import() */[__webpack_require__.e(86), __webpack_require__.e(947), __webpack_require__.e(970), __webpack_require__.e(116), __webpack_require__.e(227), __webpack_require__.e(537), __webpack_require__.e(182), __webpack_require__.e(3)]).then(__webpack_require__.bind(__webpack_require__, 2711))).destroy(context),
};
const cancelled = () => new errors/* Failure */.H({
    code: 'CANCELLED',
    reason: 'The run was cancelled.',
    safe: 'Terraform applied nothing after the cancel; a deploy lease that was held is freed.',
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
