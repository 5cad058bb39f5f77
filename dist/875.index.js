export const id = 875;
export const ids = [875];
export const modules = {

/***/ 3924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ Sender)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
;// CONCATENATED MODULE: ./lib/platform/s3-transport/exchange.js


/** Reads an answer to its end. Rejects where it is cut: Node reports that as ECONNRESET, and never as an end. */
function whole({ status, headers, body }) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        body.on('data', (chunk) => chunks.push(chunk));
        body.once('error', reject);
        body.once('end', () => {
            const [first = NOTHING, ...more] = chunks;
            resolve({ status, headers, body: more.length === 0 ? first : Buffer.concat(chunks) });
        });
    });
}
const PATIENCE = { connect: 10_000, idle: 120_000 };
/** Exchanges over connections that are kept: as many as there are requests in flight. */
function keepAliveExchange(connections, patience = PATIENCE) {
    const options = {
        keepAlive: true,
        maxSockets: connections,
        maxFreeSockets: connections,
        timeout: patience.idle,
    };
    const agents = new Map();
    const agentFor = (protocol) => {
        const agent = agents.get(protocol) ?? (protocol === 'https:' ? new external_node_https_.Agent(options) : new external_node_http_.Agent(options));
        agents.set(protocol, agent);
        return agent;
    };
    return ({ protocol, hostname, port }, { method, target, headers, body }) => new Promise((resolve, reject) => {
        const request = (protocol === 'https:' ? external_node_https_ : external_node_http_).request({
            agent: agentFor(protocol),
            host: hostname,
            port,
            method,
            path: target,
            // As a list Node writes them as they are, without looking at each: a fifth of a request's cost.
            headers: asList(headers),
        });
        const giveUp = (after) => {
            request.destroy(new NoAnswer(`${method} ${hostname}`, after));
        };
        request.once('socket', (socket) => {
            if (!socket.connecting)
                return;
            const timer = setTimeout(() => giveUp(patience.connect), patience.connect);
            const ended = () => clearTimeout(timer);
            socket.once('connect', ended).once('close', ended);
        });
        request.once('timeout', () => giveUp(patience.idle));
        request.on('error', reject);
        request.once('response', (response) => {
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: response });
        });
        request.end(body);
    });
}
function asList(headers) {
    const list = [];
    for (const name in headers)
        list.push(name, headers[name] ?? '');
    return list;
}
const NOTHING = Buffer.alloc(0);
/** Nothing came for too long: as the SDK names it, with the code that Node gives a connection that timed out. */
class NoAnswer extends Error {
    name = 'TimeoutError';
    code = 'ETIMEDOUT';
    constructor(doing, milliseconds) {
        super(`${doing}: no answer within ${milliseconds / 1000} s`);
    }
}

;// CONCATENATED MODULE: ./lib/platform/s3-transport/retry.js
const THROTTLED = new Set([
    'BandwidthLimitExceeded',
    'LimitExceededException',
    'PriorRequestNotComplete',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'ServiceUnavailable',
    'SlowDown',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
]);
/** 400 RequestTimeout is S3's word for a body that stopped coming: a fault of the network. */
const TRANSIENT = new Set([
    'InternalError',
    'RequestTimeout',
    'RequestTimeoutException',
]);
const NETWORK = new Set([
    'EAI_AGAIN',
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EPIPE',
    'ETIMEDOUT',
]);
/** Whether a request is worth another try, and why; undefined: its failure is final. As the SDK's standard mode decides. */
function troubleOf({ status, code }) {
    if (status === undefined)
        return NETWORK.has(code) ? 'transient' : undefined;
    if (status === 429 || status === 503 || THROTTLED.has(code))
        return 'throttled';
    return [500, 502, 504].includes(status) || TRANSIENT.has(code) ? 'transient' : undefined;
}
const LONGEST_WAIT = 20_000;
const FIRST_WAIT = { transient: 100, throttled: 500 };
/**
 * Milliseconds until the next try: exponential, with full jitter, so that those that failed together don't return
 * together.
 *
 * @param attempt the one that failed; the first is 1
 * @param random from 0 up to 1
 * @param retryAfter what the answer asks for, in seconds; at most `LONGEST_WAIT` of it is honoured
 */
function waitBefore(trouble, { attempt, random, retryAfter }) {
    const jittered = random * Math.min(FIRST_WAIT[trouble] * 2 ** (attempt - 1), LONGEST_WAIT);
    const asked = Number(retryAfter) * 1000;
    return Math.max(jittered, Number.isFinite(asked) ? Math.min(asked, LONGEST_WAIT) : 0);
}

// EXTERNAL MODULE: ./lib/platform/s3-transport/xml.js
var s3_transport_xml = __webpack_require__(9723);
;// CONCATENATED MODULE: ./lib/platform/s3-transport/service-error.js

/** What the answer to a HEAD can't say, for want of a body. The names are the SDK's where it has one. */
const NAMES = {
    301: 'PermanentRedirect',
    304: 'NotModified',
    307: 'TemporaryRedirect',
    400: 'BadRequest',
    403: 'Forbidden',
    404: 'NotFound',
    409: 'Conflict',
    412: 'PreconditionFailed',
    500: 'InternalError',
    503: 'SlowDown',
};
/** An error that AWS answered with, shaped as the SDK shapes its own: told apart by name and HTTP status. */
class ServiceError extends Error {
    name;
    Code;
    $metadata;
    constructor({ status, headers, body }, attempts) {
        const xml = body.toString();
        const code = (0,s3_transport_xml/* textOf */.b6)(xml, 'Code') ?? NAMES[status] ?? `HTTP ${status}`;
        super((0,s3_transport_xml/* textOf */.b6)(xml, 'Message') ?? code);
        this.name = code;
        this.Code = code;
        const id = headers['x-amz-request-id'] ?? headers['x-amzn-requestid'];
        const requestId = typeof id === 'string' ? { requestId: id } : {};
        this.$metadata = { httpStatusCode: status, ...requestId, attempts };
    }
}

;// CONCATENATED MODULE: ./lib/platform/s3-transport/window.js
/** Requests in flight at most: more gains nothing even where the way to S3 is long (measured). */
const WIDEST = 64;
const NARROWEST = 2;
/**
 * How many requests are in flight: all S3 bears. It halves when S3 says that it is too much, and widens by one with each
 * window that goes through, as TCP does. Without it, 64 requests that are told to slow down come back as 64 requests.
 */
class Window {
    #widest;
    #waiting = [];
    #size;
    #inFlight = 0;
    #epoch = 0;
    constructor(widest = WIDEST) {
        this.#widest = widest;
        this.#size = widest;
    }
    /** Requests that may be in flight now. */
    get size() {
        return Math.floor(this.#size);
    }
    /** Waits for a place; first come, first served. */
    async enter() {
        if (this.#inFlight >= this.size || this.#waiting.length > 0) {
            await new Promise((resolve) => this.#waiting.push(resolve));
        }
        else
            this.#inFlight++;
        return { epoch: this.#epoch };
    }
    /** Gives a place back. A request that waits for its next try holds none. */
    leave({ epoch }, outcome) {
        if (outcome === 'went-through')
            this.#size = Math.min(this.#widest, this.#size + 1 / this.#size);
        // What began before the last cut was cut for already: one burst of refusals halves the window once.
        else if (outcome === 'throttled' && epoch === this.#epoch) {
            this.#size = Math.max(NARROWEST, this.#size / 2);
            this.#epoch++;
        }
        this.#inFlight--;
        while (this.#waiting.length > 0 && this.#inFlight < this.size) {
            this.#inFlight++;
            this.#waiting.shift()?.();
        }
    }
}

;// CONCATENATED MODULE: ./lib/platform/s3-transport/sender.js





const USER_AGENT = 'revive-deploy';
/** Sends requests, each as often as it takes, and all together no faster than the service bears. */
class Sender {
    #clock;
    #maxAttempts;
    #exchange;
    #random;
    #window = new Window();
    /** AWS's clock minus ours, in milliseconds. */
    #clockOffset = 0;
    constructor({ clock, maxAttempts, exchange, random }) {
        this.#clock = clock;
        this.#maxAttempts = maxAttempts;
        this.#exchange = exchange ?? keepAliveExchange(WIDEST);
        this.#random = random ?? Math.random;
    }
    /**
     * Sends a request and reads its answer.
     *
     * @throws {ServiceError} what AWS answered last; where it gave no answer, the error of the connection
     */
    send(route, request) {
        return this.#untilDone(route, request, async (open) => {
            const answer = await whole(open);
            return isDone(answer) ? { done: answer } : { refused: answer };
        });
    }
    /** As `send`, with the body still to come: once it began, nothing is tried again. */
    open(route, request) {
        return this.#untilDone(route, request, async (open) => isSuccess(open) ? { done: open } : { refused: await whole(open) });
    }
    async #untilDone(route, request, receive) {
        for (let attempt = 1;; attempt++) {
            const tried = await this.#try(route, request, receive);
            if ('done' in tried)
                return tried.done;
            const error = 'refused' in tried ? new ServiceError(tried.refused, attempt) : tried.error;
            if (attempt >= this.#maxAttempts)
                throw error;
            if ('refused' in tried && this.#learnsTheTime(error, tried.refused))
                continue;
            const trouble = troubleIn(tried);
            if (trouble === undefined)
                throw error;
            const retryAfter = 'refused' in tried ? tried.refused.headers['retry-after'] : undefined;
            await this.#clock.sleep(waitBefore(trouble, { attempt, random: this.#random(), retryAfter }));
        }
    }
    async #try(route, request, receive) {
        const place = await this.#window.enter();
        let tried;
        try {
            const signed = await this.#sign(route, request);
            tried = await receive(await this.#exchange(route.destination, signed));
        }
        catch (error) {
            tried = { error };
        }
        const trouble = troubleIn(tried);
        this.#window.leave(place, trouble === undefined ? 'went-through' : trouble === 'throttled' ? trouble : 'failed');
        return tried;
    }
    async #sign({ destination, signer, credentials }, { method, path, query, headers, body, hash }) {
        // Without it Node sends an empty POST in chunks, which S3 doesn't take.
        const length = method === 'PUT' || method === 'POST' ? { 'content-length': String(body?.length ?? 0) } : {};
        const unsigned = {
            method,
            path,
            query,
            headers: {
                host: destination.host,
                ...headers,
                ...length,
                'x-amz-content-sha256': hash,
                'user-agent': USER_AGENT,
            },
        };
        const signed = signer.sign(unsigned, await credentials(), this.#clock.now() + this.#clockOffset);
        return { method, target: query === '' ? path : `${path}?${query}`, headers: signed, body };
    }
    /** A runner whose clock is wrong signs for the wrong time. AWS says what time it is, and the next try signs for that. */
    #learnsTheTime({ name }, { headers }) {
        const theirs = Date.parse(headers.date ?? '');
        if (!SKEWED.has(name) || Number.isNaN(theirs))
            return false;
        const offset = theirs - this.#clock.now();
        // Told so with the time it gave itself, AWS is not waiting for another try.
        if (Math.abs(offset - this.#clockOffset) < SAME_TIME)
            return false;
        this.#clockOffset = offset;
        return true;
    }
}
/** Why another try may help; undefined: it won't, or isn't needed. */
function troubleIn(tried) {
    if ('done' in tried)
        return undefined;
    if ('error' in tried)
        return troubleOf({ code: tried.error.code ?? '' });
    const { status, body } = tried.refused;
    return troubleOf({ status, code: (0,s3_transport_xml/* textOf */.b6)(body.toString(), 'Code') ?? '' });
}
/** What S3 calls a clock that is wrong, and what CloudFront does, which looks at the signature first. */
const SKEWED = new Set([
    'InvalidSignatureException',
    'RequestExpired',
    'RequestInTheFuture',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
]);
/** Two readings of AWS's clock are never further apart within a request. Milliseconds. */
const SAME_TIME = 60_000;
const isSuccess = ({ status }) => status >= 200 && status < 300;
/** A copy that fails after it began is answered with 200 and an error, which is the end of what was sent. */
const isDone = ({ status, body }) => isSuccess({ status }) && !body.subarray(-20).toString().trimEnd().endsWith('</Error>');


/***/ }),

/***/ 1464:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RR: () => (/* binding */ encodeUri),
/* harmony export */   XX: () => (/* binding */ encodeQuery),
/* harmony export */   g2: () => (/* binding */ encodeKey),
/* harmony export */   lf: () => (/* binding */ Signer)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/**
 * Headers that proxies and HTTP stacks may change on the way, so no signature covers them. The SDK leaves out the same;
 * the rest of its list never occurs here.
 */
const UNSIGNED_HEADERS = new Set([
    'cache-control',
    'connection',
    'expect',
    'user-agent',
]);
/**
 * Signs requests with Signature Version 4. The SDK's own signer does the same at several times the price, and S3 is told
 * thousands of times who we are: a differential test holds the two together.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
class Signer {
    #scope;
    #key;
    #date = { second: Number.NaN, text: '' };
    constructor(scope) {
        this.#scope = scope;
    }
    /**
     * The headers of a request with those that sign it.
     *
     * @param now milliseconds since the epoch, on AWS's clock
     */
    sign({ method, path, query, headers }, credentials, now) {
        const date = this.#dateOf(now);
        const day = date.slice(0, 8);
        const signed = { ...headers, 'x-amz-date': date };
        if (credentials.sessionToken !== undefined)
            signed['x-amz-security-token'] = credentials.sessionToken;
        const names = Object.keys(signed)
            .filter((name) => !UNSIGNED_HEADERS.has(name))
            .sort();
        let canonical = `${method}\n${path}\n${query}\n`;
        for (const name of names)
            canonical += `${name}:${canonicalValue(signed[name] ?? '')}\n`;
        const list = names.join(';');
        canonical += `\n${list}\n${signed['x-amz-content-sha256'] ?? ''}`;
        const scope = `${day}/${this.#scope.region}/${this.#scope.service}/aws4_request`;
        const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', canonical, 'hex')}`;
        const signature = hmac(this.#keyOf(credentials, day), toSign).toString('hex');
        signed['authorization'] =
            `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${list}, Signature=${signature}`;
        return signed;
    }
    /** `20260101T120000Z`: the same text for every request of a second. */
    #dateOf(now) {
        const second = Math.floor(now / 1000);
        if (second !== this.#date.second)
            this.#date = { second, text: new Date(second * 1000).toISOString().replace(/[-:]|\.\d+/g, '') };
        return this.#date.text;
    }
    /** Holds for a day and a secret. As a key object, because Node makes one of a plain buffer for every single HMAC. */
    #keyOf({ secretAccessKey }, day) {
        const of = `${day} ${secretAccessKey}`;
        if (this.#key?.of !== of) {
            const { region, service } = this.#scope;
            const key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), service), 'aws4_request');
            this.#key = { of, key: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createSecretKey)(key) };
        }
        return this.#key.key;
    }
}
const hmac = (key, text) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHmac)('sha256', key).update(text).digest();
const FOLDABLE = /[\r\n\t]| {2}|^ | $/;
/** White space folded to single blanks, none at the ends. */
const canonicalValue = (value) => FOLDABLE.test(value)
    ? value
        .replace(/[\r\n]/g, ' ')
        .replace(/[ \t]+/g, ' ')
        .replace(/^ | $/g, '')
    : value;
/** Percent-encodes what SigV4 wants encoded: everything but letters, digits and `-_.~`. */
const encodeUri = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
/** A key as the path of a request, its slashes kept. */
const encodeKey = (key) => encodeUri(key).replaceAll('%2F', '/');
/** Parameters as a query string: encoded, and sorted as the signature wants them. */
const encodeQuery = (parameters) => Object.entries(parameters)
    .map(([name, value]) => [encodeUri(name), encodeUri(value)])
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');


/***/ }),

/***/ 9723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ textAt),
/* harmony export */   ND: () => (/* binding */ element),
/* harmony export */   Nk: () => (/* binding */ etagOf),
/* harmony export */   Yt: () => (/* binding */ elements),
/* harmony export */   b6: () => (/* binding */ textOf)
/* harmony export */ });
/**
 * S3's answers are flat XML without attributes below the root: a scan for its tags reads a page of a listing in a tenth of
 * the time that a parser takes, and listings are most of what a deploy without changes reads.
 */
/** What is inside each `<name>`, in order, still as XML. */
function* elements(xml, name) {
    const opening = `<${name}>`;
    const closing = `</${name}>`;
    for (let start = xml.indexOf(opening); start !== -1; start = xml.indexOf(opening, start)) {
        start += opening.length;
        const end = xml.indexOf(closing, start);
        if (end === -1)
            return;
        yield xml.slice(start, end);
        start = end + closing.length;
    }
}
/** Text of the first `<name>`, or undefined where there is none. */
function textOf(xml, name) {
    const opening = `<${name}>`;
    const found = xml.indexOf(opening);
    if (found === -1)
        return xml.includes(`<${name}/>`) ? '' : undefined;
    const start = found + opening.length;
    const end = xml.indexOf(`</${name}>`, start);
    return end === -1 ? undefined : unescape(xml.slice(start, end));
}
/** As `textOf`, of an ETag. S3 writes its quotes as entities, and a page of a listing has a thousand of them. */
function etagOf(xml) {
    const found = ETAG.exec(xml);
    return found === null ? textOf(xml, 'ETag') : `"${found[1]}"`;
}
const ETAG = /<ETag>&quot;([\w-]*)&quot;<\/ETag>/;
const TAG = /<(\/?)([^\s<>/?!]+)[^<>]*?(\/?)>/g;
/** Text of the element that the names lead to from the root: for documents in which a name has several meanings. */
function textAt(xml, names) {
    const wanted = names.join('>');
    const open = [];
    let start;
    for (const { 0: tag, 1: closes, 2: name = '', 3: isEmpty, index } of xml.matchAll(TAG)) {
        if (closes === '/') {
            if (start !== undefined && open.join('>') === wanted)
                return unescape(xml.slice(start, index));
            open.pop();
        }
        else {
            open.push(name);
            if (open.join('>') === wanted) {
                if (isEmpty === '/')
                    return '';
                start = index + tag.length;
            }
            if (isEmpty === '/')
                open.pop();
        }
    }
    return undefined;
}
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Resolves the five entities that XML has by itself, and characters by number. */
const unescape = (text) => text.includes('&')
    ? text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
        if (hex !== undefined)
            return String.fromCodePoint(Number.parseInt(hex, 16));
        if (decimal !== undefined)
            return String.fromCodePoint(Number(decimal));
        return NAMED[name ?? ''] ?? whole;
    })
    : text;
const REFERENCES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
    '\r': '&#x0D;',
    '\n': '&#x0A;',
    '\u0085': '&#x85;',
    '\u2028': '&#x2028;',
};
/** An element with text in it. A reader would turn the ends of lines into others, so those are written by number. */
const element = (name, text) => `<${name}>${text.replace(/[&<>"'\r\n\u0085\u2028]/g, (character) => REFERENCES[character] ?? character)}</${name}>`;


/***/ })

};
