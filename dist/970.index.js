export const id = 970;
export const ids = [970];
export const modules = {

/***/ 312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ FilePool)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5298);


/** Bytes of a SHA-256, and of an MD5. */
const SHA256 = 32;
const MD5 = 16;
const HASHES = SHA256 + MD5;
const HEX_SHA256 = /^[0-9a-f]{64}$/;
const HEX_MD5 = /^[0-9a-f]{32}$/;
/**
 * Files of releases, 52 bytes each: a site of 50,000 of them, recorded four times, would otherwise take a third of all
 * memory that publishing it may take. Files are only ever added, and then known by their number; releases that have a file
 * in common have its number in common.
 */
class FilePool {
    /** SHA-256 and MD5 of each file, one after the other. */
    hashes;
    /** Which of `headerSets` each has. */
    headers;
    headerSets = [];
    headerNumbers = new Map();
    /** ETags that are no MD5. */
    opaque = new Map();
    packs = new Map();
    length = 0;
    /** @param expected how many files there will be, about */
    constructor(expected) {
        this.hashes = Buffer.alloc(HASHES * expected);
        this.headers = new Uint32Array(expected);
    }
    /** Adds a file, and returns its number. */
    add({ sha256, etag, headers, pack }) {
        if (!HEX_SHA256.test(sha256))
            throw noHash(sha256);
        const file = this.append(headers, pack);
        this.hashes.write(sha256, file * HASHES, SHA256, 'hex');
        if (HEX_MD5.test(etag))
            this.hashes.write(etag, file * HASHES + SHA256, MD5, 'hex');
        else
            this.opaque.set(file, etag);
        return file;
    }
    /** Adds a file whose hashes are known to be well spelled, and returns its number. */
    addSpelled({ sha256, md5, opaque, headers, pack }) {
        const file = this.append(headers, pack);
        this.hashes.write(sha256, file * HASHES, SHA256, 'base64url');
        if (md5 !== undefined)
            this.hashes.write(md5, file * HASHES + SHA256, MD5, 'base64url');
        else if (opaque !== undefined)
            this.opaque.set(file, opaque);
        return file;
    }
    at(file) {
        const pack = this.packs.get(file);
        return {
            sha256: this.sha256(file),
            etag: this.etag(file),
            headers: this.headersOf(file),
            ...(pack === undefined ? {} : { pack }),
        };
    }
    spelled(file) {
        const start = file * HASHES;
        const opaque = this.opaque.get(file);
        return {
            sha256: this.hashes.toString('base64url', start, start + SHA256),
            md5: opaque === undefined ? this.hashes.toString('base64url', start + SHA256, start + HASHES) : undefined,
            opaque,
            headers: this.headersOf(file),
            pack: this.packs.get(file),
        };
    }
    sha256(file) {
        return this.hashes.toString('hex', file * HASHES, file * HASHES + SHA256);
    }
    etag(file) {
        return this.opaque.get(file) ?? this.hashes.toString('hex', file * HASHES + SHA256, (file + 1) * HASHES);
    }
    headersOf(file) {
        return this.headerSets[this.headers[file] ?? -1] ?? NO_HEADERS;
    }
    pack(file) {
        return this.packs.get(file);
    }
    /** Whether a file is just the same as one of another pool. */
    isSame(file, pool, other) {
        if (pool === this && file === other)
            return true;
        const [from, to] = [file * HASHES, other * HASHES];
        return (this.hashes.compare(pool.hashes, to, to + HASHES, from, from + HASHES) === 0 &&
            this.opaque.get(file) === pool.opaque.get(other) &&
            this.packs.get(file) === pool.packs.get(other) &&
            (0,_release_js__WEBPACK_IMPORTED_MODULE_1__/* .sameHeaders */ .lb)(this.headersOf(file), pool.headersOf(other)));
    }
    /** Whether a file is what is published so. */
    is(file, published) {
        return (this.etag(file) === published.etag &&
            this.sha256(file) === published.sha256 &&
            this.packs.get(file) === published.pack &&
            (0,_release_js__WEBPACK_IMPORTED_MODULE_1__/* .sameHeaders */ .lb)(this.headersOf(file), published.headers));
    }
    append(headers, pack) {
        const file = this.length;
        if (file === this.headers.length)
            this.grow();
        this.headers[file] = this.numberOf(headers);
        if (pack !== undefined)
            this.packs.set(file, pack);
        this.length += 1;
        return file;
    }
    grow() {
        // Most of what comes later are the few files that another release has otherwise.
        const capacity = this.length + Math.max(64, this.length >> 2);
        const hashes = Buffer.alloc(HASHES * capacity);
        this.hashes.copy(hashes);
        this.hashes = hashes;
        const headers = new Uint32Array(capacity);
        headers.set(this.headers);
        this.headers = headers;
    }
    numberOf(headers) {
        // Those of the text of a record are the very same objects.
        const known = this.headerSets.indexOf(headers);
        if (known >= 0)
            return known;
        const name = _release_js__WEBPACK_IMPORTED_MODULE_1__/* .HEADER_FIELDS */ .WY.map((field) => headers[field] ?? '\0').join('\n');
        let number = this.headerNumbers.get(name);
        if (number === undefined) {
            number = this.headerSets.push(headers) - 1;
            this.headerNumbers.set(name, number);
        }
        return number;
    }
}
const NO_HEADERS = { contentType: '', cacheControl: '' };
const noHash = (sha256) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'INTERNAL',
    reason: `A file was to be recorded whose SHA-256 is none (${JSON.stringify(sha256)}).`,
    safe: 'The release was not recorded; what was recorded before still is.',
    next: 'Deploy again, and report this with the log.',
});


/***/ }),

/***/ 192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ ReleaseFiles),
/* harmony export */   M: () => (/* binding */ MergedFiles)
/* harmony export */ });
/* harmony import */ var _file_pool_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(312);
/* harmony import */ var _sorted_places_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4755);


/**
 * The files of a release, in JavaScript's order of their keys, held so that those of several releases which have most in
 * common take little more memory than one. Looking up keys in this order is fastest.
 */
class ReleaseFiles {
    pool;
    /** In order, each once. */
    sorted;
    /** Number in the pool of the file of each key. */
    numbers;
    places;
    /** @param keys in order, each once */
    constructor(pool, keys, numbers) {
        this.pool = pool;
        this.sorted = keys;
        this.numbers = numbers;
        this.places = new _sorted_places_js__WEBPACK_IMPORTED_MODULE_1__/* .SortedPlaces */ .k({
            size: keys.length,
            keyAt: (place) => keys[place],
            compare: _sorted_places_js__WEBPACK_IMPORTED_MODULE_1__/* .nativeOrder */ .Q,
        });
    }
    /** @param like a release that has most of these files: what is the same is held once */
    static of(files, like) {
        if (files instanceof ReleaseFiles)
            return files;
        const entries = inOrder(files);
        return ReleaseFiles.inOrder(entries, { count: entries.length, like });
    }
    /** The same for `count` files that come in the order of their keys, each once. */
    static inOrder(files, { count, like, }) {
        const known = like instanceof ReleaseFiles ? like : undefined;
        const pool = known?.pool ?? new _file_pool_js__WEBPACK_IMPORTED_MODULE_0__/* .FilePool */ .p(count);
        const merged = new MergedFiles(count);
        for (const [key, file] of files) {
            const place = known?.places.find(key) ?? -1;
            const number = known?.numbers[place];
            // Not an equal key, but the very same string.
            const same = known?.sorted[place] ?? key;
            merged.push(same, number !== undefined && pool.is(number, file) ? number : pool.add(file));
        }
        return merged.of(pool);
    }
    get size() {
        return this.sorted.length;
    }
    get(key) {
        const number = this.numbers[this.places.find(key)];
        return number === undefined ? undefined : this.pool.at(number);
    }
    has(key) {
        return this.places.find(key) >= 0;
    }
    keys() {
        return this.sorted.values();
    }
    *values() {
        for (const number of this.numbers)
            yield this.pool.at(number);
    }
    *entries() {
        for (const [place, key] of this.sorted.entries())
            yield [key, this.pool.at(this.numbers[place] ?? 0)];
    }
    [Symbol.iterator]() {
        return this.entries();
    }
    forEach(each) {
        for (const [key, file] of this)
            each(file, key, this);
    }
    /** Key of the file at a place, from 0. */
    keyAt(place) {
        return this.sorted[place] ?? '';
    }
    /** Number in the pool of the file at a place, from 0. */
    numberAt(place) {
        return this.numbers[place] ?? 0;
    }
    /** Those of the files whose key is wanted. */
    only(isWanted) {
        const places = [...this.sorted.keys()].filter((place) => isWanted(this.keyAt(place)));
        return new ReleaseFiles(this.pool, places.map((place) => this.keyAt(place)), Uint32Array.from(places, (place) => this.numberAt(place)));
    }
    /** SHA-256 of each content that is in a pack, and its name: the others are not even looked at. */
    *packed() {
        for (const number of this.numbers) {
            const pack = this.pool.pack(number);
            if (pack !== undefined)
                yield [this.pool.sha256(number), pack];
        }
    }
    /** These files with others in place of those of the same keys, or beside them. */
    with(changed) {
        if (changed.size === 0)
            return this;
        const additions = inOrder(changed);
        const merged = new MergedFiles(this.size + changed.size);
        let place = 0;
        for (const [key, file] of additions) {
            for (; place < this.size && this.keyAt(place) < key; place += 1)
                merged.push(this.keyAt(place), this.numberAt(place));
            const isReplaced = this.keyAt(place) === key && place < this.size;
            merged.push(isReplaced ? this.keyAt(place) : key, this.pool.add(file));
            if (isReplaced)
                place += 1;
        }
        for (; place < this.size; place += 1)
            merged.push(this.keyAt(place), this.numberAt(place));
        return merged.of(this.pool);
    }
    /** What these files of an older release have otherwise than a newer one. */
    differenceTo(newer) {
        const has = [];
        const lacks = [];
        let there = 0;
        for (const [place, key] of this.sorted.entries()) {
            for (; there < newer.size && newer.keyAt(there) < key; there += 1)
                lacks.push(newer.keyAt(there));
            const isThere = there < newer.size && newer.keyAt(there) === key;
            if (!isThere || !this.pool.isSame(this.numberAt(place), newer.pool, newer.numberAt(there)))
                has.push(place);
            if (isThere)
                there += 1;
        }
        for (; there < newer.size; there += 1)
            lacks.push(newer.keyAt(there));
        return { has, lacks };
    }
}
/** Files of a release, gathered in the order of their keys. */
class MergedFiles {
    keys = [];
    numbers;
    /** @param most how many there can be */
    constructor(most) {
        this.numbers = new Uint32Array(most);
    }
    push(key, number) {
        this.numbers[this.keys.length] = number;
        this.keys.push(key);
    }
    of(pool) {
        const { keys, numbers } = this;
        return new ReleaseFiles(pool, keys, keys.length === numbers.length ? numbers : numbers.slice(0, keys.length));
    }
}
function inOrder(files) {
    const entries = [...files];
    return entries.sort(([one], [other]) => (0,_sorted_places_js__WEBPACK_IMPORTED_MODULE_1__/* .nativeOrder */ .Q)(one, other));
}


/***/ }),

/***/ 5298:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bf: () => (/* binding */ releaseId),
/* harmony export */   JR: () => (/* binding */ withFingerprint),
/* harmony export */   RV: () => (/* binding */ releasedBy),
/* harmony export */   WY: () => (/* binding */ HEADER_FIELDS),
/* harmony export */   lb: () => (/* binding */ sameHeaders),
/* harmony export */   oK: () => (/* binding */ withLiveCommit),
/* harmony export */   uA: () => (/* binding */ KEPT_RELEASES)
/* harmony export */ });
/* unused harmony export buildInfrastructureRelease */
/** How many releases before the live one keep their assets. */
const KEPT_RELEASES = 3;
const HEADER_FIELDS = [
    'contentType',
    'cacheControl',
    'contentDisposition',
    'contentEncoding',
    'contentLanguage',
];
/** Whether an object has just the headers that are wanted; undefined: they are not known. */
const sameHeaders = (found, wanted) => found === wanted || (found !== undefined && HEADER_FIELDS.every((field) => found[field] === wanted[field]));
/** `<run id>-<attempt>-<first 8 of the commit>`: the same for a run however often it asks. */
const releaseId = (run) => `${run.id}-${run.attempt}-${run.commit.slice(0, 8)}`;
/** Whose release it is: commit and run, as the record keeps them. */
const releasedBy = (run) => ({
    commit: run.commit,
    runUrl: run.url,
    ...(run.workflow === undefined ? {} : { workflow: run.workflow }),
    ...(run.runNumber === undefined ? {} : { runNumber: run.runNumber }),
});
/** The release of a run that deployed infrastructure and has no site: it says which commit is live, and no file. */
const buildInfrastructureRelease = (run, 
/** Milliseconds since the epoch. */
now) => ({
    id: releaseId(run),
    ...releasedBy(run),
    publishedAt: new Date(now).toISOString(),
    bucket: '',
    files: new Map(),
});
/**
 * The record once a run has found or made everything live as its commit wants it without publishing a file: the commit
 * that is live is this one, and the site stays the release it is (its id, its files, and since when). Otherwise a
 * commit between the two would pass for newer than what is live. Undefined where the record says so already.
 */
function withLiveCommit(record, run, { now, url }) {
    const { live } = record;
    if (live?.commit === run.commit)
        return undefined;
    const made = buildInfrastructureRelease(run, now);
    const site = live === undefined || live.bucket === '' ? {} : siteOf(live);
    const address = url ?? live?.url;
    return { ...record, live: { ...made, ...site, ...(address === undefined ? {} : { url: address }) } };
}
const siteOf = ({ id, publishedAt, bucket, files, fingerprint }) => ({
    ...{ id, publishedAt, bucket, files },
    ...(fingerprint === undefined ? {} : { fingerprint }),
});
/**
 * The record with what the live site was built from this time, where that made the very same site of other sources:
 * otherwise every run from here on would build it again. The same record where there is nothing to note.
 */
function withFingerprint(record, fingerprint) {
    const { live } = record;
    if (live === undefined || fingerprint === undefined || live.fingerprint === fingerprint)
        return record;
    return { ...record, live: { ...live, fingerprint } };
}


/***/ }),

/***/ 4755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ nativeOrder),
/* harmony export */   k: () => (/* binding */ SortedPlaces)
/* harmony export */ });
/** JavaScript's own order of texts, as of `Array.sort`. */
const nativeOrder = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
/**
 * Finds keys in a sorted list. In about the order of the keys a look takes one step; and unlike a map, that of a large site
 * takes no memory.
 */
class SortedPlaces {
    #keys;
    /** Where the next key is probably found. */
    #next = 0;
    constructor(keys) {
        this.#keys = keys;
    }
    /** Place of a key, from 0, or -1. */
    find(key) {
        const { keyAt } = this.#keys;
        if (keyAt(this.#next) !== key)
            this.#next = this.#placeOf(key);
        return keyAt(this.#next) === key ? this.#next++ : -1;
    }
    /** Place of the first key that isn't before this one. */
    #placeOf(key) {
        const { keyAt, compare, size } = this.#keys;
        const isBefore = (place) => {
            const there = keyAt(place);
            return there !== undefined && compare(there, key) < 0;
        };
        // Most often the key would be just here.
        if (!isBefore(this.#next) && (this.#next === 0 || isBefore(this.#next - 1)))
            return this.#next;
        let [from, to] = [0, size];
        while (from < to) {
            const middle = (from + to) >> 1;
            if (isBefore(middle))
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    }
}


/***/ }),

/***/ 1930:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $g: () => (/* binding */ readPendingRecovery),
/* harmony export */   N3: () => (/* binding */ knowledge),
/* harmony export */   Ok: () => (/* binding */ keepForRecovery),
/* harmony export */   iH: () => (/* binding */ recoverPending),
/* harmony export */   lQ: () => (/* binding */ foreseeRecovery),
/* harmony export */   tQ: () => (/* binding */ recoveryName)
/* harmony export */ });
/* unused harmony exports recoveryPrefix, recoveryKey, recoveredKey, decideRecovery */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(433);
/* harmony import */ var _release_record_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7320);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3544);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1993);






const recoveryPrefix = (stateKey) => `recovery/${stateKey}/`;
const recoveryKey = (stateKey, run) => `${recoveryPrefix(stateKey)}${run.id}-${run.attempt}.tfstate`;
/** Where one goes once it is saved. */
const recoveredKey = (key) => key.replace(/^recovery\//, 'recovery/done/');
/** `s3://bucket/key` of the state that this run would keep. */
const recoveryName = (location, run) => named(location, recoveryKey(location.key, run));
const named = (location, key) => `s3://${location.bucket}/${key}`;
/**
 * Keeps a state that could not be saved in the state bucket, as private and encrypted as the state itself, and resolves
 * to its address. What is kept there already is never overwritten.
 */
async function keepForRecovery({ aws }, location, { run, state }) {
    const key = recoveryKey(location.key, run);
    await explained(aws.s3(location.region).then((s3) => putNew(s3, location, key, state)), location, 'keep the state for recovery');
    return named(location, key);
}
/** Writes what isn't there; the same content there already is as good (the SDK repeats a put whose answer was lost). */
async function putNew(s3, location, key, text) {
    const place = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .ownedBucket */ .IP)(location), Key: key };
    try {
        await s3.putObject({ ...place, Body: text, ContentType: 'application/json', IfNoneMatch: '*' });
    }
    catch (error) {
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .httpStatus */ .nG)(error) !== 412)
            throw error;
        if ((await readText(s3, location, key)) !== text)
            throw error;
    }
}
/** The states of this place that wait for recovery, lowest serial first. */
async function readPendingRecovery({ aws }, location) {
    return explained(aws.s3(location.region).then((s3) => readAll(s3, location)), location, 'look for states kept for recovery');
}
async function readAll(s3, location) {
    const { Contents = [] } = await s3.listObjectsV2({
        ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .ownedBucket */ .IP)(location),
        Prefix: recoveryPrefix(location.key),
    });
    const keys = Contents.map(({ Key = '' }) => Key).filter((key) => key.endsWith('.tfstate'));
    const found = await Promise.all(keys.map(async (key) => {
        const text = await readText(s3, location, key);
        if (text === undefined)
            return undefined;
        const content = (0,_state_content_js__WEBPACK_IMPORTED_MODULE_5__/* .parseState */ .B)(text);
        if (typeof content === 'string')
            throw unreadable(location, key, content);
        return { key, text, serial: content.serial, lineage: content.lineage };
    }));
    return found.filter((each) => each !== undefined).sort((one, other) => one.serial - other.serial);
}
async function readText(s3, location, key) {
    const object = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(s3.getObject({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .ownedBucket */ .IP)(location), Key: key }), 'NoSuchKey');
    return object === undefined ? undefined : ((await object.Body?.transformToString()) ?? '');
}
/**
 * What becomes of a kept state: `push` where it continues the current one, or is the first; `contained` where it is the
 * current one already (a run was ended between pushing it and putting it away); `refuse` where pushing it would lose
 * what was applied since, or it is another state altogether.
 *
 * `isCurrent`: the current state already knows exactly what the kept one knows.
 */
function decideRecovery(pending, head, isCurrent) {
    if (head === undefined)
        return 'push';
    if (isCurrent)
        return 'contained';
    return head.lineage === pending.lineage && pending.serial > head.serial ? 'push' : 'refuse';
}
/**
 * Saves every kept state that continues the current one and puts it away. Resolves to how many were pushed: the state
 * has to be read again if any was.
 *
 * @throws Failure `STATE_RECOVERY_PENDING` for one that can't be saved without losing something: nothing may be planned
 * while it is there, because the plan would create again what it knows of.
 */
async function recoverPending(ports, location, { pending, readHead, push, }) {
    let pushed = 0;
    for (const each of pending) {
        const head = await readHead();
        const current = head.exists ? head : undefined;
        const isCurrent = head.exists && (await isSame(ports, location, each));
        const decision = decideRecovery(each, current, isCurrent);
        if (decision === 'refuse')
            throw notAllowed(location, each, current);
        if (decision === 'push') {
            if (!(await push(each.text)))
                throw notPushed(location, each);
            pushed += 1;
        }
        await putAway(ports, location, each);
    }
    return pushed;
}
/**
 * The kept state that will be the current one once `recoverPending` has saved what it can; undefined: the current one
 * stays. Reads only.
 *
 * @throws Failure `STATE_RECOVERY_PENDING` where `recoverPending` would refuse
 */
async function foreseeRecovery(ports, location, { pending, head }) {
    let saved;
    for (const each of pending) {
        const current = saved ?? (head.exists ? head : undefined);
        const isCurrent = saved === undefined
            ? head.exists && (await isSame(ports, location, each))
            : knowledge(saved.text) === knowledge(each.text);
        const decision = decideRecovery(each, current, isCurrent);
        if (decision === 'refuse')
            throw notAllowed(location, each, current);
        if (decision === 'push')
            saved = each;
    }
    return saved;
}
/** Whether the current state already knows exactly what a kept one knows. */
async function isSame({ aws }, location, pending) {
    const text = await readText(await aws.s3(location.region), location, location.key);
    return text !== undefined && knowledge(text) === knowledge(pending.text);
}
/** What a state says, without its name: Terraform gives a state that is pushed where none was another lineage. */
const knowledge = (text) => JSON.stringify({ ...JSON.parse(text), terraform_version: '', serial: 0, lineage: '' });
/** Moves a saved one out of the way; it stays readable under `recovery/done/`. */
async function putAway({ aws }, location, { key, text }) {
    const s3 = await aws.s3(location.region);
    const move = async () => {
        await putNew(s3, location, recoveredKey(key), text);
        await s3.deleteObject({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_4__/* .ownedBucket */ .IP)(location), Key: key });
    };
    await explained(move(), location, 'put a recovered state away');
}
const UNTOUCHED = 'Nothing was planned or applied, and both states are as they were.';
const describe = (state) => `serial ${state.serial} of lineage ${state.lineage}`;
function notAllowed(location, pending, current) {
    const kept = named(location, pending.key);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'STATE_RECOVERY_PENDING',
        reason: `A run could not save its state and kept it at ${kept} (${describe(pending)}), but the current state is ` +
            `${current === undefined ? 'not there' : describe(current)}: saving the one would lose what the other knows.`,
        safe: UNTOUCHED,
        next: `Look at what only the kept one knows: aws s3 cp ${kept} kept.tfstate && terraform state list -state=kept.tfstate`,
        details: [
            'Import what the current state lacks (terraform import ADDRESS ID), then put the kept one away:',
            `aws s3 mv ${kept} ${named(location, recoveredKey(pending.key))}`,
        ],
    });
}
const notPushed = (location, pending) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'STATE_RECOVERY_PENDING',
    reason: `The state that a run kept at ${named(location, pending.key)} (${describe(pending)}) could not be saved this time either.`,
    safe: UNTOUCHED,
    next: 'Run the deploy again once the cause named above is gone; it goes on from the kept state.',
});
const unreadable = (location, key, why) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'STATE_RECOVERY_PENDING',
    reason: `A run kept its state at ${named(location, key)}, and that object is no Terraform state: ${why}.`,
    safe: UNTOUCHED,
    next: `Look at its versions: aws s3api list-object-versions --bucket ${location.bucket} --prefix ${key}`,
    details: [
        'If it holds nothing, put it away:',
        `aws s3 mv ${named(location, key)} ${named(location, recoveredKey(key))}`,
    ],
});
/** S3 answers a read of what isn't there with 403 unless listing is allowed. */
const RECOVERY_PERMISSIONS = [
    { action: 's3:ListBucket', resource: 'bucket' },
    ..._permissions_js__WEBPACK_IMPORTED_MODULE_2__/* .PERMISSIONS */ .Jj.recovery,
];
async function explained(call, location, attempt) {
    try {
        return await call;
    }
    catch (error) {
        const safe = 'No state was overwritten or deleted.';
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCode */ .CA)(error) === 'NoSuchBucket')
            throw (0,_release_record_js__WEBPACK_IMPORTED_MODULE_3__/* .bucketGone */ .e8)(location, error, safe);
        throw (0,_permissions_js__WEBPACK_IMPORTED_MODULE_2__/* .accessDenied */ .Ib)(error, { location, permissions: RECOVERY_PERMISSIONS, attempt, safe }) ?? error;
    }
}


/***/ }),

/***/ 7320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e8: () => (/* binding */ bucketGone),
  lb: () => (/* binding */ expectAnew),
  d9: () => (/* binding */ readReleaseRecord),
  xD: () => (/* binding */ recordName),
  QH: () => (/* binding */ writeReleaseRecord)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(6594);
// EXTERNAL MODULE: ./lib/state/keys.js
var keys = __webpack_require__(325);
// EXTERNAL MODULE: ./lib/state/permissions.js
var permissions = __webpack_require__(433);
;// CONCATENATED MODULE: ./lib/state/record-fields.js
/** Says where the record is not what it should be: `live.files["index.html"].etag is not a string`. */
class Misshapen extends Error {
    name = 'Misshapen';
}
/** A field that records of older versions don't have. */
function optional(name, read, fields, path) {
    if (fields[name] === undefined)
        return {};
    return { [name]: read(fields[name], `${path}.${name}`) };
}
/** The value at a path of the record, which is to be an object. Throws Misshapen. */
function objectAt(value, path) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return value;
    throw new Misshapen(`${path} is not an object`);
}
/** The same for a list. */
function arrayAt(value, path) {
    if (Array.isArray(value))
        return value;
    throw new Misshapen(`${path} is not a list`);
}
/** The same for a text. */
function textAt(value, path) {
    if (typeof value === 'string')
        return value;
    throw new Misshapen(`${path} is not a text`);
}
/** The same for a number. */
function numberAt(value, path) {
    if (typeof value === 'number')
        return value;
    throw new Misshapen(`${path} is not a number`);
}

// EXTERNAL MODULE: ./lib/context/file-pool.js
var file_pool = __webpack_require__(312);
// EXTERNAL MODULE: ./lib/context/release-files.js
var release_files = __webpack_require__(192);
;// CONCATENATED MODULE: ./lib/state/release-record-files.js



/** Base64url of just as many bytes as it is to have: the bits that are left over are 0. */
const SHA256 = /^[\w-]{42}[AEIMQUYcgkosw048]$/;
const MD5 = /^[\w-]{21}[AQgw]$/;
const HEX_SHA256 = /^[0-9a-f]{64}$/;
/** Format 1: an object of objects, each file anew in each release. */
function readObjects() {
    let newer;
    return (release, path) => {
        const files = Object.entries(objectAt(release.files, `${path}.files`));
        newer = release_files/* ReleaseFiles */.D.of(files.map(([key, file]) => [key, fileOf(file, `${path}.files[${JSON.stringify(key)}]`)]), newer);
        return newer;
    };
}
function fileOf(value, path) {
    const file = objectAt(value, path);
    const sha256 = textAt(file.sha256, `${path}.sha256`);
    if (!HEX_SHA256.test(sha256))
        throw new Misshapen(`${path}.sha256 is not a SHA-256`);
    return {
        sha256,
        etag: textAt(file.etag, `${path}.etag`),
        headers: headersOf(file, path),
        ...optional('pack', textAt, file, path),
    };
}
const headersOf = (fields, path) => ({
    contentType: textAt(fields.contentType, `${path}.contentType`),
    cacheControl: textAt(fields.cacheControl, `${path}.cacheControl`),
    ...optional('contentDisposition', textAt, fields, path),
    ...optional('contentEncoding', textAt, fields, path),
    ...optional('contentLanguage', textAt, fields, path),
});
/**
 * Format 2: rows of `[key, SHA-256, ETag, place in headers, place in packs]`, in order of their keys. A release is whole
 * (`files`), or says what it has otherwise than the next newer one (`difference`).
 */
function readRows(record) {
    const tables = {
        headers: arrayAt(record.headers, 'headers').map((each, place) => headersOf(objectAt(each, `headers[${place}]`), `headers[${place}]`)),
        packs: arrayAt(record.packs ?? [], 'packs').map((each, place) => textAt(each, `packs[${place}]`)),
    };
    let newer;
    return (release, path) => {
        newer =
            release.difference === undefined
                ? whole(arrayAt(release.files, `${path}.files`), { tables, newer, path: `${path}.files` })
                : changed(release, { tables, newer, path });
        return newer;
    };
}
function whole(rows, { tables, newer, path }) {
    const pool = newer?.pool ?? new file_pool/* FilePool */.p(rows.length);
    const files = new release_files/* MergedFiles */.M(rows.length);
    eachRow(rows, { tables, pool, path }, (key, number) => files.push(key, number));
    return files.of(pool);
}
/** The newer release's files without those that this one lacks, and with those that it has otherwise. */
function changed(release, { tables, newer, path }) {
    const at = `${path}.difference`;
    if (release.files !== undefined)
        throw new Misshapen(`${path} has both files and a difference`);
    if (newer === undefined)
        throw new Misshapen(`${at} has no newer release that it could be to`);
    const difference = objectAt(release.difference, at);
    const rows = arrayAt(difference.has, `${at}.has`);
    const lacks = keysAt(difference.lacks, { newer, path: `${at}.lacks` });
    const files = new release_files/* MergedFiles */.M(newer.size + rows.length);
    let there = 0;
    let lacking = 0;
    const upTo = (key) => {
        for (; there < newer.size && (key === undefined || newer.keyAt(there) < key); there += 1) {
            if (lacks[lacking] === newer.keyAt(there))
                lacking += 1;
            else
                files.push(newer.keyAt(there), newer.numberAt(there));
        }
    };
    eachRow(rows, { tables, pool: newer.pool, path: `${at}.has` }, (key, number) => {
        upTo(key);
        if (lacks[lacking] === key)
            throw new Misshapen(`${at} both has and lacks ${JSON.stringify(key)}`);
        const isThere = there < newer.size && newer.keyAt(there) === key;
        files.push(isThere ? newer.keyAt(there) : key, number);
        if (isThere)
            there += 1;
    });
    upTo(undefined);
    return files.of(newer.pool);
}
function keysAt(value, { newer, path }) {
    const keys = arrayAt(value, path).map((key, place) => textAt(key, `${path}[${place}]`));
    for (const [place, key] of keys.entries()) {
        const at = `${path}[${place}]`;
        if (place > 0 && !((keys[place - 1] ?? '') < key))
            throw unordered(at, key);
        if (!newer.has(key))
            throw new Misshapen(`${at} (${JSON.stringify(key)}) is no file of the newer release`);
    }
    return keys;
}
function eachRow(rows, { tables, pool, path }, take) {
    let before;
    for (const [place, row] of rows.entries()) {
        if (!Array.isArray(row) || row.length < 4 || row.length > 5)
            throw new Misshapen(`${path}[${place}] is not a row of 4 or 5`);
        const [key, sha256, etag, headers, pack] = row;
        if (typeof key !== 'string')
            throw new Misshapen(`${path}[${place}][0] is not a text`);
        if (before !== undefined && !(before < key))
            throw unordered(`${path}[${place}]`, key);
        before = key;
        if (typeof sha256 !== 'string' || !SHA256.test(sha256))
            throw wrong(path, key, 'sha256 is not a SHA-256 in base64url');
        if (typeof etag !== 'string')
            throw wrong(path, key, 'etag is not a text');
        const isMd5 = MD5.test(etag);
        if (!isMd5 && !etag.startsWith('='))
            throw wrong(path, key, 'etag is neither an MD5 in base64url nor =text');
        const set = typeof headers === 'number' ? tables.headers[headers] : undefined;
        if (set === undefined)
            throw wrong(path, key, 'headers is no place in headers');
        const packName = typeof pack === 'number' ? tables.packs[pack] : undefined;
        if (row.length === 5 && packName === undefined)
            throw wrong(path, key, 'pack is no place in packs');
        const md5 = isMd5 ? etag : undefined;
        const opaque = isMd5 ? undefined : etag.slice(1);
        take(key, pool.addSpelled({ sha256, md5, opaque, headers: set, pack: packName }));
    }
}
const wrong = (path, key, what) => new Misshapen(`${path}[${JSON.stringify(key)}].${what}`);
const unordered = (path, key) => new Misshapen(`${path} (${JSON.stringify(key)}) is not after the key before it`);

;// CONCATENATED MODULE: ./lib/state/release-record-text.js

/** The format that is written: rows instead of objects, and of an earlier release only what it has otherwise. */
const FORMAT = 2;
/** How much text is gathered before it becomes bytes. Characters. */
const AT_ONCE = 16_384;
/** Of a row, but for its key. Bytes. */
const ROW = 84;
/**
 * A release record as it is stored: JSON, with a line for each file. As bytes, which it is sent as: for a large site a text
 * of it would take as much memory again.
 */
function recordBytes({ owner, live, previous, ...rest }) {
    const newest = live === undefined ? undefined : partsOf(live, undefined);
    const older = [];
    for (const release of previous)
        older.push(partsOf(release, (older.at(-1) ?? newest)?.files));
    const releases = newest === undefined ? older : [newest, ...older];
    const tables = tablesOf(releases);
    const writer = new Writer(releases);
    writer.add(`{"format":${FORMAT},"owner":${JSON.stringify(owner)}`);
    writer.add(`,\n"headers":${lines(tables.headerSets)}`);
    if (tables.packNames.length > 0)
        writer.add(`,\n"packs":${lines(tables.packNames)}`);
    if (newest !== undefined) {
        writer.add(',\n"live":');
        writeRelease(writer, newest, tables);
    }
    writer.add(',\n"previous":[');
    for (const [index, parts] of older.entries()) {
        writer.add(index === 0 ? '\n' : ',\n');
        writeRelease(writer, parts, tables);
    }
    writer.add(']');
    for (const [name, value] of Object.entries(rest)) {
        if (value !== undefined)
            writer.add(`,\n${JSON.stringify(name)}:${JSON.stringify(value)}`);
    }
    writer.add('}\n');
    return writer.bytes();
}
function partsOf(release, newer) {
    const files = release_files/* ReleaseFiles */.D.of(release.files, newer);
    const difference = newer === undefined ? undefined : files.differenceTo(newer);
    const isShorter = difference !== undefined && difference.has.length * 2 + difference.lacks.length < files.size * 2;
    return { release, files, difference: isShorter ? difference : undefined };
}
function tablesOf(releases) {
    const headerSets = [];
    const bySet = new Map();
    const byText = new Map();
    const packs = new Map();
    for (const { files, difference } of releases) {
        for (const place of difference?.has ?? places(files)) {
            const number = files.numberAt(place);
            const set = files.pool.headersOf(number);
            if (!bySet.has(set)) {
                // Sets of two pools may be equal without being the same.
                const text = JSON.stringify(set);
                const known = byText.get(text) ?? headerSets.push(set) - 1;
                byText.set(text, known);
                bySet.set(set, known);
            }
            const pack = files.pool.pack(number);
            if (pack !== undefined && !packs.has(pack))
                packs.set(pack, packs.size);
        }
    }
    const headers = (files, number) => bySet.get(files.pool.headersOf(number)) ?? 0;
    return { headerSets, headers, packNames: [...packs.keys()], packs };
}
function writeRelease(writer, { release, files, difference }, tables) {
    writer.add(JSON.stringify({ ...release, files: undefined }).slice(0, -1));
    if (difference === undefined) {
        writer.add(',"files":[');
        writeRows(writer, { files, tables, which: places(files) });
        writer.add(']}');
        return;
    }
    writer.add(',"difference":{"has":[');
    writeRows(writer, { files, tables, which: difference.has });
    writer.add('],"lacks":[');
    for (const [index, key] of difference.lacks.entries())
        writer.add(`${index === 0 ? '\n' : ',\n'}${JSON.stringify(key)}`);
    writer.add(']}}');
}
function writeRows(writer, { files, tables, which, }) {
    let separator = '\n';
    for (const place of which) {
        const number = files.numberAt(place);
        const { sha256, md5, opaque, pack } = files.pool.spelled(number);
        const etag = md5 === undefined ? JSON.stringify(`=${opaque}`) : `"${md5}"`;
        const last = pack === undefined ? '' : `,${tables.packs.get(pack)}`;
        writer.add(`${separator}[${JSON.stringify(files.keyAt(place))},"${sha256}",${etag},${tables.headers(files, number)}${last}]`);
        separator = ',\n';
    }
}
/** The places of all files of a release. */
function* places(files) {
    for (let place = 0; place < files.size; place += 1)
        yield place;
}
const lines = (values) => `[${values.map((each) => `\n${JSON.stringify(each)}`).join()}]`;
/** Bytes of a text that is told piece by piece. */
class Writer {
    buffer;
    length = 0;
    text = '';
    /** @param releases what will be written, for a guess of how much that is */
    constructor(releases) {
        let size = AT_ONCE;
        for (const { files, difference } of releases) {
            for (const place of difference?.has ?? places(files))
                size += ROW + files.keyAt(place).length;
            for (const key of difference?.lacks ?? [])
                size += key.length + 4;
        }
        this.buffer = Buffer.allocUnsafe(size);
    }
    add(text) {
        this.text += text;
        if (this.text.length >= AT_ONCE)
            this.flush();
    }
    bytes() {
        this.flush();
        return this.buffer.subarray(0, this.length);
    }
    flush() {
        const needed = this.length + Buffer.byteLength(this.text);
        if (needed > this.buffer.length) {
            const larger = Buffer.allocUnsafe(needed + (needed >> 2));
            this.buffer.copy(larger, 0, 0, this.length);
            this.buffer = larger;
        }
        this.length += this.buffer.write(this.text, this.length);
        this.text = '';
    }
}

;// CONCATENATED MODULE: ./lib/state/release-record-shape.js




/** What versions before this one wrote. */
const OLDER_FORMAT = 1;
/**
 * Reads a release record. What it holds decides what is overwritten and deleted, so anything it doesn't understand
 * is refused by name. `source` is where the text came from. Throws STATE_UNREADABLE.
 */
function parseReleaseRecord(text, source) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw unreadable(source, text.trim() === '' ? 'it is empty' : 'it is not JSON', cause);
    }
    try {
        return recordOf(value, source);
    }
    catch (cause) {
        throw cause instanceof Misshapen ? unreadable(source, cause.message, cause) : cause;
    }
}
const unreadable = (source, why, cause) => new errors/* Failure */.H({
    code: 'STATE_UNREADABLE',
    reason: `The release record ${source} cannot be read: ${why}.`,
    safe: 'Nothing was planned, built or uploaded; the record and the site are as they were.',
    next: 'Restore its last good version: aws s3api list-object-versions with this bucket and key lists them.',
    cause,
});
function recordOf(value, source) {
    const record = objectAt(value, 'the record');
    if (typeof record.format === 'number' && record.format > FORMAT) {
        throw new errors/* Failure */.H({
            code: 'STATE_UNREADABLE',
            reason: `The release record ${source} has format ${record.format}; this version of the action knows format ${FORMAT}.`,
            safe: 'Nothing was planned, built or uploaded; the record and the site are as they were.',
            next: 'Update the action to the version that wrote it, or newer.',
        });
    }
    if (record.format !== FORMAT && record.format !== OLDER_FORMAT)
        throw new Misshapen(`format is ${JSON.stringify(record.format)}, not ${FORMAT}`);
    const readFiles = record.format === FORMAT ? readRows(record) : readObjects();
    return {
        owner: ownerOf(record.owner),
        ...(record.live === undefined ? {} : { live: releaseOf(record.live, 'live', readFiles) }),
        ...(record.intended === undefined ? {} : { intended: intentOf(record.intended) }),
        previous: arrayAt(record.previous, 'previous').map((each, index) => releaseOf(each, `previous[${index}]`, readFiles)),
        ...optional('goingBack', textAt, record, 'the record'),
        ...optional('accepted', acceptedAt, record, 'the record'),
        ...(record.history === undefined
            ? {}
            : {
                history: arrayAt(record.history, 'history').map((each, index) => deployOf(each, `history[${index}]`)),
            }),
        ...optional('movedIn', movedInAt, record, 'the record'),
        ...optional('movedTo', placeAt, record, 'the record'),
    };
}
function movedInAt(value, path) {
    const moved = objectAt(value, path);
    return {
        from: textAt(moved.from, `${path}.from`),
        lineage: textAt(moved.lineage, `${path}.lineage`),
        serial: numberAt(moved.serial, `${path}.serial`),
    };
}
function placeAt(value, path) {
    const place = objectAt(value, path);
    return {
        bucket: textAt(place.bucket, `${path}.bucket`),
        key: textAt(place.key, `${path}.key`),
        region: textAt(place.region, `${path}.region`),
    };
}
function ownerOf(value) {
    const owner = objectAt(value, 'owner');
    return {
        repository: textAt(owner.repository, 'owner.repository'),
        terraformDirectory: textAt(owner.terraformDirectory, 'owner.terraformDirectory'),
        project: textAt(owner.project, 'owner.project'),
        environment: textAt(owner.environment, 'owner.environment'),
    };
}
function releaseOf(value, path, readFiles) {
    const release = objectAt(value, path);
    return {
        ...markOf(release, path),
        ...optional('workflow', textAt, release, path),
        ...optional('runNumber', numberAt, release, path),
        ...optional('url', textAt, release, path),
        publishedAt: textAt(release.publishedAt, `${path}.publishedAt`),
        bucket: textAt(release.bucket, `${path}.bucket`),
        files: readFiles(release, path),
        ...optional('fingerprint', fingerprintAt, release, path),
    };
}
function fingerprintAt(value, path) {
    const fingerprint = objectAt(value, path);
    const parts = Object.entries(objectAt(fingerprint.parts, `${path}.parts`));
    return {
        format: numberAt(fingerprint.format, `${path}.format`),
        salt: textAt(fingerprint.salt, `${path}.salt`),
        parts: Object.fromEntries(parts.map(([part, sealed]) => [part, textAt(sealed, `${path}.parts.${part}`)])),
    };
}
function deployOf(value, path) {
    const deploy = objectAt(value, path);
    return {
        ...markOf(deploy, path),
        command: commandAt(deploy.command, `${path}.command`),
        ...optional('actor', textAt, deploy, path),
        at: textAt(deploy.at, `${path}.at`),
        ...optional('release', textAt, deploy, path),
        ...optional('state', stateAt, deploy, path),
        ...optional('counts', countsAt, deploy, path),
    };
}
function commandAt(value, path) {
    if (value === 'deploy' || value === 'rollback' || value === 'destroy')
        return value;
    throw new Misshapen(`${path} is none of deploy, rollback, destroy`);
}
function stateAt(value, path) {
    const state = objectAt(value, path);
    return {
        lineage: textAt(state.lineage, `${path}.lineage`),
        serial: numberAt(state.serial, `${path}.serial`),
        ...optional('versionId', textAt, state, path),
    };
}
const acceptedAt = (value, path) => value === 'anew' ? value : stateAt(value, path);
function countsAt(value, path) {
    const counts = objectAt(value, path);
    return {
        added: numberAt(counts.added, `${path}.added`),
        changed: numberAt(counts.changed, `${path}.changed`),
        destroyed: numberAt(counts.destroyed, `${path}.destroyed`),
        imported: numberAt(counts.imported, `${path}.imported`),
    };
}
function intentOf(value) {
    const intent = objectAt(value, 'intended');
    const owed = arrayAt(intent.owed, 'intended.owed');
    return {
        release: markOf(objectAt(intent.release, 'intended.release'), 'intended.release'),
        owed: owed.map((path, index) => textAt(path, `intended.owed[${index}]`)),
    };
}
const markOf = (release, path) => ({
    id: textAt(release.id, `${path}.id`),
    commit: textAt(release.commit, `${path}.commit`),
    runUrl: textAt(release.runUrl, `${path}.runUrl`),
});

// EXTERNAL MODULE: ./lib/state/wanted-bucket.js + 2 modules
var wanted_bucket = __webpack_require__(1993);
;// CONCATENATED MODULE: ./lib/state/release-record.js







const place = (location) => ({
    ...(0,wanted_bucket/* ownedBucket */.IP)(location),
    Key: (0,keys/* releaseRecordKey */._l)(location.key),
});
/** `s3://bucket/key` of the record, for messages. */
const recordName = (location) => `s3://${location.bucket}/${(0,keys/* releaseRecordKey */._l)(location.key)}`;
/** Reads the release record; undefined before the first deploy. Throws STATE_UNREADABLE for what it can't understand. */
async function readReleaseRecord(s3, location) {
    const stored = await readText(s3, location);
    if (stored === undefined)
        return undefined;
    return { record: parseReleaseRecord(stored.text, recordName(location)), etag: stored.etag };
}
/**
 * Writes the record in place of the one with `etag`, or where there is none yet (undefined), and returns its new
 * ETag. Throws PUBLISH_CONFLICT when another process wrote it in between: nothing is overwritten.
 */
async function writeReleaseRecord(s3, location, record, etag) {
    const bytes = recordBytes(record);
    try {
        const { ETag = '' } = await s3.putObject({
            ...place(location),
            Body: bytes,
            ContentType: 'application/json',
            ...(etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag }),
        });
        return ETag;
    }
    catch (error) {
        if (!isConflict(error))
            throw explain(error, location, 'write the release record');
        // The SDK repeats a call whose answer was lost; the repeat then meets what the first one wrote.
        const stored = await readText(s3, location);
        if (stored?.text === bytes.toString())
            return stored.etag;
        throw conflict(location, error);
    }
}
/** Notes that the state begins anew, whatever lineage it will have: before the first apply without a lost one. */
async function expectAnew(s3, location, stored) {
    if (stored.record.accepted === 'anew')
        return stored;
    const record = { ...stored.record, accepted: 'anew' };
    return { record, etag: await writeReleaseRecord(s3, location, record, stored.etag) };
}
/** 412: the condition fails; 409: another conditional write is under way; NoSuchKey: what If-Match names is gone. */
const isConflict = (error) => (0,aws_errors/* httpStatus */.nG)(error) === 412 || (0,aws_errors/* httpStatus */.nG)(error) === 409 || (0,aws_errors/* errorCode */.CA)(error) === 'NoSuchKey';
const conflict = (location, cause) => new errors/* Failure */.H({
    code: 'PUBLISH_CONFLICT',
    reason: `Another process wrote ${recordName(location)} since this run read it.`,
    safe: 'Its record stands; this run wrote nothing over it.',
    next: 'See which other run deployed this environment, then run this one again.',
    cause,
});
async function readText(s3, location) {
    let answer;
    try {
        answer = await (0,aws_errors/* orAbsent */.Re)(s3.getObject(place(location)), 'NoSuchKey');
    }
    catch (error) {
        throw explain(error, location, 'read the release record');
    }
    if (answer === undefined)
        return undefined;
    return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
}
function explain(error, location, attempt) {
    const safe = 'Nothing was planned, uploaded or deleted by this step.';
    if ((0,aws_errors/* errorCode */.CA)(error) === 'NoSuchBucket')
        return bucketGone(location, error, safe);
    return (0,permissions/* accessDenied */.Ib)(error, { location, permissions: permissions/* PERMISSIONS */.Jj.record, attempt, safe }) ?? error;
}
/** The state bucket is not there, which only `bootstrap: never` lets a run meet this late. */
const bucketGone = (location, cause, safe) => new errors/* Failure */.H({
    code: 'BACKEND_MISSING',
    reason: `State bucket ${location.bucket} is not there (${(0,aws_errors/* errorText */.kc)(cause)}).`,
    safe,
    next: 'Run with bootstrap: auto, or create the bucket.',
    cause,
});


/***/ }),

/***/ 3544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ parseState)
/* harmony export */ });
/** The format of every Terraform since 0.12 and every OpenTofu. */
const STATE_VERSION = 4;
/** Reads a state file, or says in a few words why it isn't one. */
function parseState(text) {
    if (text.trim() === '')
        return 'it is empty';
    let state;
    try {
        state = JSON.parse(text);
    }
    catch {
        return `it is not JSON (${text.length} characters)`;
    }
    if (typeof state !== 'object' || state === null)
        return 'it is not a JSON object';
    const { version, serial, lineage, outputs } = state;
    if (version !== STATE_VERSION)
        return `its version is ${JSON.stringify(version) ?? 'missing'}, not ${STATE_VERSION}`;
    if (typeof serial !== 'number' || typeof lineage !== 'string' || lineage === '') {
        return 'it has no serial and lineage';
    }
    return { serial, lineage, outputs: outputsOf(outputs) };
}
function outputsOf(outputs) {
    if (typeof outputs !== 'object' || outputs === null)
        return {};
    return Object.fromEntries(Object.entries(outputs).map(([name, { sensitive, value }]) => [
        name,
        sensitive === true ? { sensitive } : { sensitive: false, value },
    ]));
}


/***/ }),

/***/ 4140:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  f: () => (/* binding */ annotate),
  Y: () => (/* binding */ runTerraform)
});

// EXTERNAL MODULE: ./lib/terraform/diagnostics.js
var terraform_diagnostics = __webpack_require__(1948);
;// CONCATENATED MODULE: ./lib/terraform/events.js
const KNOWN = new Set([
    'version',
    'planned_change',
    'resource_drift',
    'change_summary',
    'apply_start',
    'apply_progress',
    'apply_complete',
    'apply_errored',
    'outputs',
    'diagnostic',
    'state_lock_acquire',
]);
/** Reads one line of output. Undefined for what is no event: `init -json` mixes in plain text, and so may a provider. */
function parseEvent(line) {
    if (!line.startsWith('{'))
        return undefined;
    try {
        const event = JSON.parse(line);
        if (typeof event['@message'] !== 'string' || typeof event.type !== 'string')
            return undefined;
        return (KNOWN.has(event.type) ? event : { type: 'other', '@message': event['@message'] });
    }
    catch {
        return undefined;
    }
}
/** What Terraform prints in the last resort, when it can neither save the state nor write errored.tfstate. */
const STATE_DUMP = 'Emergency state dump';
/** The state in a line of output that is Terraform's emergency dump of it, as JSON; undefined for every other line. */
function parseStateDump(line) {
    if (!line.includes(STATE_DUMP))
        return undefined;
    try {
        const event = JSON.parse(line);
        if (event['@message'] !== STATE_DUMP || typeof event.state !== 'object' || event.state === null)
            return undefined;
        return JSON.stringify(event.state, undefined, 2);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/terraform/cli.js


const KEPT_TEXT = 40;
/** Events shown in the log as they come. The refresh of every resource is noise. */
const SHOWN = new Set([
    'planned_change',
    'resource_drift',
    'change_summary',
    'apply_start',
    'apply_progress',
    'apply_complete',
    'apply_errored',
]);
/** Runs one `-json` command, shows its events in the log, and turns its diagnostics into annotations. */
async function runTerraform(terraform, args, { showText = true, annotate: annotated = true } = {}) {
    const events = [];
    const diagnostics = [];
    const text = [];
    let dumpedState;
    let waiting;
    const onLine = (line) => {
        const event = parseEvent(line);
        waiting?.abort();
        waiting = undefined;
        if (event === undefined) {
            // A dump of the state that a full disk cut short is no event any more, and still holds its secrets.
            if (line.trim() === '' || line.startsWith(EVENT_START))
                return;
            text.push(line);
            if (text.length > KEPT_TEXT)
                text.shift();
            if (showText)
                terraform.log.untrusted([line]);
            return;
        }
        if (event.type === 'other')
            dumpedState = parseStateDump(line) ?? dumpedState;
        if (event.type === 'diagnostic')
            diagnostics.push(event.diagnostic);
        else if (event.type !== 'other')
            events.push(event);
        if (event.type === 'state_lock_acquire') {
            waiting = new AbortController();
            terraform.watchLock(waiting.signal).catch(() => { });
        }
        // `apply` of a saved plan tells the plan again, which was shown when it was made.
        const repeated = event.type === 'planned_change' && args[0] === 'apply';
        if (SHOWN.has(event.type) && !repeated)
            terraform.log.untrusted([event['@message']]);
    };
    try {
        const end = await terraform.run({ executable: terraform.executable, args, directory: terraform.directory }, onLine);
        const outcome = {
            end,
            events,
            diagnostics: distinct(diagnostics),
            text,
            ...(dumpedState === undefined ? {} : { dumpedState }),
        };
        if (annotated)
            annotate(terraform, outcome);
        return outcome;
    }
    finally {
        waiting?.abort();
    }
}
/** Shows the diagnostics of a command on file and line. */
function annotate({ log, relativeDirectory }, { diagnostics }) {
    for (const diagnostic of diagnostics)
        log.annotate((0,terraform_diagnostics/* toAnnotation */.$v)(diagnostic, relativeDirectory));
}
/** How every event begins. */
const EVENT_START = '{"@level"';
/** Warnings that our own override provokes are nothing the user could mend. */
const OURS = /^Deprecated Parameter$/;
function distinct(diagnostics) {
    const seen = new Set();
    return diagnostics.filter((diagnostic) => {
        const key = JSON.stringify([
            diagnostic.summary,
            diagnostic.detail,
            diagnostic.range?.filename,
            diagnostic.range?.start.line,
        ]);
        const ours = OURS.test(diagnostic.summary) && diagnostic.detail.includes('dynamodb_table');
        if (ours || seen.has(key))
            return false;
        seen.add(key);
        return true;
    });
}


/***/ }),

/***/ 1948:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $v: () => (/* binding */ toAnnotation),
/* harmony export */   WE: () => (/* binding */ explain),
/* harmony export */   bv: () => (/* binding */ firstError)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);

/** GitHub cuts an annotation at 4,096 characters; a shorter one is also the one people read. */
const LONGEST = 1_500;
/** An annotation on the file and line a diagnostic is about. `directory` is the root module's, relative to the workspace. */
function toAnnotation(diagnostic, directory) {
    const { range } = diagnostic;
    return {
        severity: diagnostic.severity,
        title: diagnostic.summary,
        message: shorten(explain(diagnostic)),
        ...(range === undefined
            ? {}
            : {
                file: node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(directory, range.filename),
                startLine: range.start.line,
                endLine: range.end.line,
            }),
    };
}
/** Summary, detail and address of a diagnostic as one text. */
function explain({ summary, detail, address }) {
    const where = address === undefined ? '' : `${address}: `;
    return `${where}${summary}${detail === '' ? '' : `\n${detail}`}`;
}
/** The first line of what went wrong, for a failure's reason. */
const firstError = (diagnostics) => diagnostics.find(({ severity }) => severity === 'error');
const shorten = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text);


/***/ }),

/***/ 8937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LN: () => (/* binding */ isStalePlan),
/* harmony export */   Ot: () => (/* binding */ isOnlyNotLocked),
/* harmony export */   Tq: () => (/* binding */ terraformFailure),
/* harmony export */   cA: () => (/* binding */ unreleasedLock),
/* harmony export */   ff: () => (/* binding */ isLockUnread),
/* harmony export */   h7: () => (/* binding */ isOnlyUnreleased),
/* harmony export */   ln: () => (/* binding */ isLocked)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _diagnostics_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1948);



/** The summary of Terraform's diagnostic when the state lock was not free in time. */
const LOCK_SUMMARY = 'Error acquiring the state lock';
/**
 * Whether somebody holds the state lock. Terraform has the same summary for a lock it was not allowed to take, or whose
 * table is not there: then nobody's lock is named, and waiting would help nobody.
 */
const isLocked = (outcome) => outcome.diagnostics.some(({ summary, detail }) => summary === LOCK_SUMMARY && HELD.test(detail));
const HELD = /^Lock Info:|ConditionalCheckFailed|PreconditionFailed/m;
/**
 * Whether the state lock was refused because of one that Terraform could not read a moment later: its holder freed it in
 * between, or the read failed. Terraform then gives up at once, whatever its -lock-timeout.
 */
const isLockUnread = (outcome) => isLocked(outcome) && !outcome.diagnostics.some(({ detail }) => /^Lock Info:/m.test(detail));
/** The summary of Terraform's diagnostic when its state lock would not go. */
const UNLOCK_SUMMARY = 'Error releasing the state lock';
/** Whether taking the state lock is all that failed: then nothing was read, planned or applied. */
const isOnlyNotLocked = (outcome) => everyErrorIs(outcome, LOCK_SUMMARY);
/** Whether freeing the state lock is all that failed: then everything else was done. */
const isOnlyUnreleased = (outcome) => outcome.end.signal === null && everyErrorIs(outcome, UNLOCK_SUMMARY);
/** Id of the lock that Terraform held and could not free; it prints the one it holds, not the one that is there. */
const unreleasedLock = ({ diagnostics }) => diagnostics
    .filter(({ summary }) => summary === UNLOCK_SUMMARY)
    .map(({ detail }) => lockField(detail, 'ID'))
    .find((id) => id !== '');
function everyErrorIs({ diagnostics }, wanted) {
    const errors = diagnostics.filter(isError);
    return errors.length > 0 && errors.every(({ summary }) => summary === wanted);
}
/** A field of the lock in a diagnostic's `Lock Info:`; empty where it has none. */
const lockField = (detail, name) => new RegExp(`^[ \\t]*${name}:(.*)$`, 'm').exec(detail)?.[1]?.trim() ?? '';
const isStalePlan = (outcome) => outcome.diagnostics.some(({ summary }) => summary === 'Saved plan is stale');
/** The failure of a Terraform command, out of its diagnostics and how it ended. */
function terraformFailure(terraform, outcome, about) {
    const { end, diagnostics, text } = outcome;
    if (isLocked(outcome))
        return locked(outcome, about.safe);
    if (end.signal !== null) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
            code: 'TERRAFORM_INTERRUPTED',
            reason: `terraform ${about.command} was ended by ${end.signal}.`,
            safe: about.safe,
            next: 'Run the deploy again.',
        });
    }
    const error = (0,_diagnostics_js__WEBPACK_IMPORTED_MODULE_2__/* .firstError */ .bv)(diagnostics);
    const range = error?.range;
    const file = range === undefined ? '' : node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(terraform.relativeDirectory, range.filename);
    const where = range === undefined ? '' : ` (${file}:${range.start.line})`;
    const what = error === undefined ? (end.error ?? text.at(-1) ?? `exit code ${end.exitCode}`) : error.summary;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
        code: about.code,
        reason: `terraform ${about.command} failed: ${what.replace(/\.$/, '').replaceAll('\n', ' ')}${where}.`,
        safe: about.safe,
        next: range === undefined
            ? 'Correct what Terraform names below, then run the deploy again.'
            : `Correct ${file} at line ${range.start.line}, then push again.`,
        details: error === undefined ? text : diagnostics.filter(isError).flatMap((each) => (0,_diagnostics_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .WE)(each).split('\n')),
    });
}
const isError = ({ severity }) => severity === 'error';
function locked(outcome, safe) {
    const detail = (0,_diagnostics_js__WEBPACK_IMPORTED_MODULE_2__/* .firstError */ .bv)(outcome.diagnostics)?.detail ?? '';
    const field = (name) => lockField(detail, name);
    const signature = field('Info');
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .H({
        code: 'STATE_LOCKED',
        reason: `The Terraform state is locked by ${field('Who') || 'an unknown holder'} since ${field('Created') || 'an unknown time'} ` +
            `for ${field('Operation') || 'an unknown operation'}${signature === '' ? '' : ` (${signature})`}, lock id ${field('ID') || 'unknown'}.`,
        safe,
        next: 'Wait for the holder to end, or raise lock-timeout, then run again.',
        details: [
            'Only if that holder is certainly gone, free its lock in the initialised terraform-directory:',
            `terraform force-unlock -force ${field('ID') || '<lock id>'}`,
        ],
    });
}


/***/ }),

/***/ 8189:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VJ: () => (/* binding */ siteWords),
/* harmony export */   ZQ: () => (/* binding */ readCounts),
/* harmony export */   et: () => (/* binding */ plan),
/* harmony export */   rs: () => (/* binding */ variableArguments),
/* harmony export */   uL: () => (/* binding */ lockTimeoutArgument)
/* harmony export */ });
/* unused harmony export planArguments */
/* harmony import */ var _changes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3541);
/* harmony import */ var _failures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8937);
/* harmony import */ var _resilient_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6259);



/** What an apply that fails leaves of the site: all of it, except where it was to go. */
const siteWords = (mode) => mode === 'destroy' ? '' : ' The site was not touched.';
/** Exit code of `plan -detailed-exitcode` when there are changes. */
const HAS_CHANGES = 2;
/**
 * Plans into a file. `-detailed-exitcode` tells whether there is anything to apply: an apply of nothing costs seconds
 * and writes a state version all the same.
 *
 * @throws Failure `TERRAFORM_PLAN_FAILED`, `STATE_LOCKED`
 */
async function plan(terraform, request) {
    const isLocking = request.lockTimeout !== 'no lock';
    const outcome = await (0,_resilient_js__WEBPACK_IMPORTED_MODULE_2__/* .runLocking */ .D)(terraform, {
        args: (lockTimeout) => planArguments(isLocking ? { ...request, lockTimeout } : request),
        lockTimeout: request.lockTimeout === 'no lock' ? 0 : request.lockTimeout,
        // It changes nothing but its own plan file.
        isRepeatable: () => true,
    });
    if (outcome.end.exitCode !== 0 && outcome.end.exitCode !== HAS_CHANGES) {
        throw (0,_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .terraformFailure */ .Tq)(terraform, outcome, {
            code: 'TERRAFORM_PLAN_FAILED',
            command: 'plan',
            safe: 'Nothing was applied, and the site was not touched.',
        });
    }
    return readPlan(outcome, request);
}
function planArguments(request) {
    return [
        'plan',
        '-input=false',
        '-no-color',
        '-json',
        '-detailed-exitcode',
        ...(request.mode === 'destroy' ? ['-destroy'] : []),
        `-out=${request.planFile}`,
        request.lockTimeout === 'no lock' ? '-lock=false' : lockTimeoutArgument(request.lockTimeout),
        ...variableArguments(request),
    ];
}
/** The values that every command which reads the configuration needs. */
const variableArguments = ({ variables, variableFiles, }) => [
    ...variableFiles.map((file) => `-var-file=${file}`),
    ...[...variables].map(([name, value]) => `-var=${name}=${value}`),
];
const lockTimeoutArgument = (milliseconds) => `-lock-timeout=${Math.max(0, Math.ceil(milliseconds / 1000))}s`;
function readPlan({ end, events }, { planFile, mode }) {
    return {
        hasChanges: end.exitCode === HAS_CHANGES,
        counts: readCounts(events),
        changes: events
            .map((event) => (event.type === 'planned_change' ? toResourceChange(event.change) : undefined))
            .filter((change) => change !== undefined),
        planFile,
        mode,
        stableOutputs: Object.entries(events.findLast((event) => event.type === 'outputs')?.outputs ?? {})
            .filter(([, { action }]) => action === 'noop')
            .map(([name]) => name),
    };
}
/** The counts of the last change summary among the events; nothing planned when there is none. */
function readCounts(events) {
    const summary = events.findLast((event) => event.type === 'change_summary')?.changes;
    return summary === undefined ? _changes_js__WEBPACK_IMPORTED_MODULE_0__/* .NO_CHANGES */ .eo : toCounts(summary);
}
const toCounts = (summary) => ({
    added: summary.add,
    changed: summary.change,
    destroyed: summary.remove,
    imported: summary.import ?? 0,
});
const ACTIONS = {
    create: 'create',
    update: 'update',
    replace: 'replace',
    delete: 'delete',
    import: 'import',
    read: 'read',
    move: 'move',
    remove: 'forget',
};
function toResourceChange({ resource, action }) {
    const known = ACTIONS[action];
    // Reading a data source and doing nothing are no changes.
    if (known === undefined || known === 'read')
        return undefined;
    return { address: resource.addr, type: resource.resource_type, action: known, applied: false };
}


/***/ }),

/***/ 6259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ runLocking)
/* harmony export */ });
/* harmony import */ var _cli_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4140);
/* harmony import */ var _failures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8937);
/* harmony import */ var _transient_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1158);



/**
 * Terraform waits for the lock in slices of this length. A lock request whose answer was lost leaves Terraform waiting
 * for itself, which can only be told, and mended, once it has ended. Under the lease that is the likeliest lock to meet:
 * so the first slice is short.
 */
const LOCK_SLICE = 60_000;
const FIRST_LOCK_SLICE = 5_000;
/** How often a lock of our own that turned up is freed before it is called held: each takes a lost answer. */
const MOST_FREED = 5;
/**
 * Runs a command that takes the state lock, again if it met what passes, and frees the lock it may have left. What the
 * last try said is shown as annotations, what the others said is not. An interrupted one is never repeated.
 */
async function runLocking(terraform, command) {
    const { resilience } = terraform;
    if (resilience === undefined)
        return (0,_cli_js__WEBPACK_IMPORTED_MODULE_0__/* .runTerraform */ .Y)(terraform, command.args(command.lockTimeout));
    const { clock, signal } = resilience;
    // Not of each try: whatever lock one of them left, the next may meet.
    const since = clock.now();
    const limits = { clock, signal, milliseconds: _transient_js__WEBPACK_IMPORTED_MODULE_2__/* .TRANSIENT_PATIENCE */ .PV };
    const outcome = await (0,_transient_js__WEBPACK_IMPORTED_MODULE_2__/* .withRetries */ .LH)(limits, () => waitForLock(terraform, { ...resilience, since }, command), (result) => {
        const again = !signal.aborted && (0,_transient_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransient */ .dg)(result) && command.isRepeatable(result);
        if (again)
            terraform.log.info(`Terraform met what may pass, and is run again: ${firstLine(result)}`);
        return again;
    });
    if (command.isShown?.(outcome) ?? true)
        (0,_cli_js__WEBPACK_IMPORTED_MODULE_0__/* .annotate */ .f)(terraform, outcome);
    return outcome;
}
async function waitForLock(terraform, { clock, signal, freeOwnLock, since }, { args, lockTimeout, isRepeatable }) {
    const start = clock.monotonic();
    for (let freed = 0, slice = FIRST_LOCK_SLICE;;) {
        const left = Math.max(0, lockTimeout - (clock.monotonic() - start));
        const outcome = await (0,_cli_js__WEBPACK_IMPORTED_MODULE_0__/* .runTerraform */ .Y)(terraform, args(Math.min(left, slice)), { annotate: false });
        const id = (0,_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .unreleasedLock */ .cA)(outcome);
        if (id !== undefined) {
            const isFree = await freeOwnLock({ since, id });
            if (isFree)
                terraform.log.info(`Terraform could not free its state lock ${id}; it was freed for it.`);
            else
                terraform.log.warning(stillLocked(id));
            if (!isFree || !isRepeatable(outcome) || signal.aborted)
                return outcome;
            if ((freed += 1) > MOST_FREED)
                return outcome;
            continue;
        }
        if (!(0,_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .isLocked */ .ln)(outcome))
            return outcome;
        if (freed < MOST_FREED && (await freeOwnLock({ since }))) {
            freed += 1;
            terraform.log.info('Terraform had the state lock without being told so; it was freed, and it tries again.');
        }
        else if (left <= slice || (0,_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .isLockUnread */ .ff)(outcome)) {
            return outcome;
        }
        else {
            slice = LOCK_SLICE;
        }
        signal.throwIfAborted();
    }
}
const stillLocked = (id) => `Terraform could not free its state lock ${id}, nor could it be freed for it. If the next run says that it is held: terraform force-unlock -force ${id}`;
const firstLine = ({ diagnostics, text }) => {
    const error = diagnostics.find(({ severity }) => severity === 'error');
    const lines = error === undefined ? [text.at(-1) ?? ''] : `${error.summary}: ${error.detail}`.split('\n');
    return (lines[0] ?? '').slice(0, 300);
};


/***/ }),

/***/ 1158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LH: () => (/* binding */ withRetries),
/* harmony export */   PV: () => (/* binding */ TRANSIENT_PATIENCE),
/* harmony export */   dg: () => (/* binding */ isTransient)
/* harmony export */ });
/** The answer to who asks, or to what is asked: the same however often it is asked again. */
const PERMANENT = /AccessDenied|Unauthorized|not authorized|ExpiredToken|InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|UnrecognizedClient|NoSuchBucket|ResourceNotFoundException/i;
/** As the AWS SDK for Go, Terraform's registry client and Go's own network errors spell what passes. */
const TRANSIENT = new RegExp([
    // Throttled.
    'Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded|TooManyRequests|Too Many Requests|SlowDown|Rate exceeded',
    // 5xx.
    'StatusCode: 5\\d\\d|(?:status|response)(?: code)?:? 5\\d\\d',
    'Service ?Unavailable|Internal ?Server ?Error|Bad Gateway|Gateway Time-?out|InternalError\\b',
    // The network.
    'connection reset|connection refused|broken pipe|unexpected EOF|: EOF\\b|i/o timeout|TLS handshake timeout',
    'Client\\.Timeout|context deadline exceeded|RequestError|RequestTimeout|request send failed',
    'Temporary failure in name resolution|server misbehaving|network is unreachable',
    'please try again later',
    // A lock that was gone when Terraform asked whose it is: its holder freed it in between.
    'ConditionalCheckFailed[^]*unexpected end of JSON input',
    'PreconditionFailed[^]*\\bGetObject\\b[^]*NoSuchKey',
].join('|'), 'i');
/** Whether every error of a command is one that may be gone when it is run again. */
function isTransient({ end, diagnostics, text }) {
    if (end.exitCode === 0 || end.exitCode === null)
        return false;
    const errors = diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ summary, detail }) => `${summary}\n${detail}`);
    // `state push`, and `init` of a Terraform that has no `init -json`, only print, and break lines where they are full.
    const told = errors.length > 0 ? errors : [text.join(' ').replaceAll(/\s+/g, ' ')];
    return told.every((error) => TRANSIENT.test(error) && !PERMANENT.test(error));
}
/** Milliseconds for which a throttled table, a broken endpoint or a registry that is down is tried again. */
const TRANSIENT_PATIENCE = 5 * 60_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/**
 * Tries until `isWorthRepeating` says no, or a limit is reached, and resolves to the last result. The pauses double from
 * 1 to 30 s, each cut by a random half, so that runs which were throttled together don't come back together.
 */
async function withRetries({ clock, signal, milliseconds, tries = Infinity }, attempt, isWorthRepeating) {
    const deadline = clock.monotonic() + milliseconds;
    for (let number = 1, pause = FIRST_PAUSE;; number += 1, pause = Math.min(2 * pause, LONGEST_PAUSE)) {
        const result = await attempt();
        if (number >= tries || !isWorthRepeating(result))
            return result;
        const wait = pause * (0.5 + Math.random() / 2);
        if (clock.monotonic() + wait >= deadline)
            return result;
        await clock.sleep(wait, signal);
    }
}


/***/ })

};
