export const id = 204;
export const ids = [204];
export const modules = {

/***/ 5204:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectObjects: () => (/* binding */ connectObjects)
});

;// CONCATENATED MODULE: ./lib/platform/s3-transport/destination.js
/**
 * Asks the SDK where it would send the requests of a bucket, without sending one: so every partition, endpoint variable,
 * profile, FIPS and dual-stack setting is followed as by any other call, and a bucket with dots gets its path style.
 *
 * @returns undefined where the requests need more than a plain signature (S3 Express, multi-region access points): the
 *   SDK has to make those itself
 */
async function findDestination(client, bucket) {
    const { HeadBucketCommand } = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(711)]).then(__webpack_require__.t.bind(__webpack_require__, 3711, 19));
    const command = new HeadBucketCommand({ Bucket: bucket });
    let endpoint;
    command.middlewareStack.add((_next, context) => () => {
        endpoint = context['endpointV2'];
        return Promise.resolve({ output: { $metadata: {} }, response: {} });
    }, { step: 'build', name: 'findDestination', priority: 'high' });
    await client.send(command);
    return endpoint === undefined ? undefined : destinationOf(endpoint);
}
/** What an endpoint means for a request, where a plain signature is all it takes. */
function destinationOf({ url, headers, properties }) {
    const scheme = properties?.authSchemes?.[0];
    const { protocol } = url;
    if (scheme?.name !== 'sigv4' || scheme.signingRegion === undefined)
        return undefined;
    if (Object.keys(headers ?? {}).length > 0 || (protocol !== 'http:' && protocol !== 'https:'))
        return undefined;
    return {
        protocol,
        // Node wants an IPv6 address without the brackets that it has in an address.
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        host: url.host,
        port: url.port === '' ? (protocol === 'https:' ? 443 : 80) : Number(url.port),
        prefix: url.pathname.replace(/\/$/, ''),
        scope: { region: scheme.signingRegion, service: scheme.signingName ?? 's3' },
    };
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
;// CONCATENATED MODULE: ./lib/platform/s3-transport/exchange.js


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
            const chunks = [];
            response.on('data', (chunk) => chunks.push(chunk));
            // An answer that is cut: Node reports it as ECONNRESET, and never as an end.
            response.once('error', reject);
            response.once('end', () => {
                const [first = NOTHING, ...more] = chunks;
                const whole = more.length === 0 ? first : Buffer.concat(chunks);
                resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole });
            });
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

;// CONCATENATED MODULE: ./lib/platform/s3-transport/xml.js
/**
 * S3's answers are flat XML without attributes below the root: a scan for its tags reads a page of a listing in a tenth of
 * the time that a parser takes, and listings are most of what a deploy without changes reads.
 */
/** What is inside each `<name>`, in order, still as XML. */
function* xml_elements(xml, name) {
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
    return end === -1 ? undefined : xml_unescape(xml.slice(start, end));
}
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Resolves the five entities that XML has by itself, and characters by number. */
const xml_unescape = (text) => text.includes('&')
    ? text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
        if (hex !== undefined)
            return String.fromCodePoint(Number.parseInt(hex, 16));
        if (decimal !== undefined)
            return String.fromCodePoint(Number(decimal));
        return NAMED[name ?? ''] ?? whole;
    })
    : text;

;// CONCATENATED MODULE: ./lib/platform/s3-transport/object-answers.js

/** What an object is served with and recognised by, in the answer to a HEAD. */
const OBJECT_HEADERS = [
    ['CacheControl', 'cache-control'],
    ['ChecksumSHA256', 'x-amz-checksum-sha256'],
    ['ContentDisposition', 'content-disposition'],
    ['ContentEncoding', 'content-encoding'],
    ['ContentLanguage', 'content-language'],
    ['ContentType', 'content-type'],
    ['ETag', 'etag'],
    ['VersionId', 'x-amz-version-id'],
];
/** Reads the answer to each call. */
const READERS = {
    putObject: (answer) => ({ ...metadata(answer), ...etag(header(answer, 'etag')) }),
    uploadPart: (answer) => ({ ...metadata(answer), ...etag(header(answer, 'etag')) }),
    copyObject: (answer) => ({
        ...metadata(answer),
        CopyObjectResult: etag(textOf(answer.body.toString(), 'ETag')),
    }),
    headObject: (answer) => {
        const lastModified = header(answer, 'last-modified');
        return {
            ...metadata(answer),
            ...Object.fromEntries(OBJECT_HEADERS.flatMap(([field, name]) => {
                const value = header(answer, name);
                return value === undefined ? [] : [[field, value]];
            })),
            ContentLength: Number(header(answer, 'content-length')),
            ...(lastModified === undefined ? {} : { LastModified: new Date(lastModified) }),
        };
    },
    listObjectsV2: (answer) => {
        const xml = answer.body.toString();
        // What precedes the objects or follows them speaks of the page.
        const page = xml.slice(0, at(xml.indexOf('<Contents>'), xml)) + xml.slice(xml.lastIndexOf('</Contents>') + 1);
        return {
            ...metadata(answer),
            IsTruncated: textOf(page, 'IsTruncated') === 'true',
            NextContinuationToken: textOf(page, 'NextContinuationToken'),
            Contents: [...xml_elements(xml, 'Contents')].map((object) => ({
                Key: detached(textOf(object, 'Key') ?? ''),
                ...etag(textOf(object, 'ETag')),
                Size: Number(textOf(object, 'Size')),
                LastModified: new Date(textOf(object, 'LastModified') ?? Number.NaN),
            })),
        };
    },
};
const at = (index, text) => (index === -1 ? text.length : index);
const header = ({ headers }, name) => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
};
const metadata = ({ status }) => ({ $metadata: { httpStatusCode: status } });
const etag = (value) => (value === undefined ? {} : { ETag: value });
/** A copy of its own: a part of a string keeps the whole of it in memory, here a page of a listing for each key. */
const detached = (text) => Buffer.from(text).toString();

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/platform/s3-transport/object-requests.js

/** Fields of the SDK's inputs that are sent as a header. */
const HEADERS = new Map([
    ['CacheControl', 'cache-control'],
    ['ChecksumMode', 'x-amz-checksum-mode'],
    ['ChecksumSHA256', 'x-amz-checksum-sha256'],
    ['ContentDisposition', 'content-disposition'],
    ['ContentEncoding', 'content-encoding'],
    ['ContentLanguage', 'content-language'],
    ['ContentType', 'content-type'],
    ['CopySource', 'x-amz-copy-source'],
    ['CopySourceIfMatch', 'x-amz-copy-source-if-match'],
    ['ExpectedBucketOwner', 'x-amz-expected-bucket-owner'],
    ['ExpectedSourceBucketOwner', 'x-amz-source-expected-bucket-owner'],
    ['IfMatch', 'if-match'],
    ['IfNoneMatch', 'if-none-match'],
    ['TaggingDirective', 'x-amz-tagging-directive'],
]);
/** Fields that are sent as a parameter. */
const PARAMETERS = new Map([
    ['ContinuationToken', 'continuation-token'],
    ['MaxKeys', 'max-keys'],
    ['PartNumber', 'partNumber'],
    ['Prefix', 'prefix'],
    ['StartAfter', 'start-after'],
    ['UploadId', 'uploadId'],
]);
/** What each call is in HTTP; `x-id` names it to whoever watches, as the SDK does. */
const CALLS = {
    copyObject: { method: 'PUT', query: { 'x-id': 'CopyObject' } },
    headObject: { method: 'HEAD', query: {} },
    listObjectsV2: { method: 'GET', query: { 'list-type': '2' } },
    putObject: { method: 'PUT', query: { 'x-id': 'PutObject' } },
    uploadPart: { method: 'PUT', query: { 'x-id': 'UploadPart' } },
};
/**
 * The request that an input of the SDK means, or undefined where it holds anything that isn't known here: such a call is
 * left to the SDK, so that nothing is ever dropped in silence.
 */
function objectRequest(call, input) {
    const { method, query: fixed } = CALLS[call];
    const query = { ...fixed };
    const headers = {};
    let bucket;
    let key;
    let body;
    for (const [field, value] of Object.entries(input)) {
        if (value === undefined)
            continue;
        const header = HEADERS.get(field);
        const parameter = PARAMETERS.get(field);
        if (field === 'Body' && value instanceof Uint8Array)
            body = value;
        else if (typeof value !== 'string' && typeof value !== 'number')
            return undefined;
        else if (field === 'Bucket')
            bucket = String(value);
        else if (field === 'Key')
            key = String(value);
        else if (header !== undefined)
            headers[header] = String(value);
        else if (parameter !== undefined)
            query[parameter] = String(value);
        else
            return undefined;
    }
    const isWhole = bucket !== undefined && bucket !== '' && (call === 'listObjectsV2' ? key === undefined : key);
    if (!isWhole || bucket === undefined)
        return undefined;
    if ((call === 'putObject' || call === 'uploadPart') && body === undefined)
        return undefined;
    // What the SDK says of a body of which nobody says what it is.
    if (body !== undefined)
        headers['content-type'] ??= 'application/octet-stream';
    return { method, bucket, key, query, headers, body };
}
const EMPTY = (0,external_node_crypto_.hash)('sha256', '', 'hex');
/** SHA-256 of what is sent, in hex. A file that is uploaded with its checksum was hashed before. */
function payloadHash({ headers, body }) {
    if (body === undefined || body.length === 0)
        return EMPTY;
    const checksum = headers['x-amz-checksum-sha256'];
    return checksum === undefined
        ? (0,external_node_crypto_.hash)('sha256', body, 'hex')
        : Buffer.from(checksum, 'base64').toString('hex');
}

;// CONCATENATED MODULE: ./lib/platform/s3-transport/retry.js
const THROTTLED = new Set([
    'BandwidthLimitExceeded',
    'RequestLimitExceeded',
    'RequestThrottled',
    'ServiceUnavailable',
    'SlowDown',
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

;// CONCATENATED MODULE: ./lib/platform/s3-transport/s3-error.js

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
/** An error of S3, shaped as the SDK shapes its own: told apart by name and HTTP status. */
class S3Error extends Error {
    name;
    Code;
    $metadata;
    constructor({ status, headers, body }, attempts) {
        const xml = body.toString();
        const code = textOf(xml, 'Code') ?? NAMES[status] ?? `HTTP ${status}`;
        super(textOf(xml, 'Message') ?? code);
        this.name = code;
        this.Code = code;
        const id = headers['x-amz-request-id'];
        const requestId = typeof id === 'string' ? { requestId: id } : {};
        this.$metadata = { httpStatusCode: status, ...requestId, attempts };
    }
}

;// CONCATENATED MODULE: ./lib/platform/s3-transport/signature.js

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
        const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${(0,external_node_crypto_.hash)('sha256', canonical, 'hex')}`;
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
            this.#key = { of, key: (0,external_node_crypto_.createSecretKey)(key) };
        }
        return this.#key.key;
    }
}
const hmac = (key, text) => (0,external_node_crypto_.createHmac)('sha256', key).update(text).digest();
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

;// CONCATENATED MODULE: ./lib/platform/s3-transport/object-client.js









/**
 * S3's calls on objects, for a site of many small files. What is called for each of them is signed and sent from here,
 * with a fraction of the SDK's work for a request; everything else is the SDK's: the rare calls, and inputs, buckets and
 * endpoints that need more than a plain signature. Addresses and credentials are always those of the SDK's client.
 */
function connectObjects(client, parts) {
    const sender = new Sender(client, parts);
    const fast = (call, slow) => async (input) => {
        const request = objectRequest(call, input);
        const route = request === undefined ? undefined : await sender.routeTo(request.bucket);
        if (request === undefined || route === undefined)
            return slow(input);
        return READERS[call](await sender.send(route, request));
    };
    return {
        abortMultipartUpload: client.abortMultipartUpload.bind(client),
        completeMultipartUpload: client.completeMultipartUpload.bind(client),
        copyObject: fast('copyObject', (input) => client.copyObject(input)),
        createMultipartUpload: client.createMultipartUpload.bind(client),
        deleteObjects: client.deleteObjects.bind(client),
        getObject: client.getObject.bind(client),
        headObject: fast('headObject', (input) => client.headObject(input)),
        listObjectsV2: fast('listObjectsV2', (input) => client.listObjectsV2(input)),
        listObjectVersions: client.listObjectVersions.bind(client),
        putObject: fast('putObject', (input) => client.putObject(input)),
        uploadPart: fast('uploadPart', (input) => client.uploadPart(input)),
    };
}
const USER_AGENT = 'revive-deploy';
/** Sends requests, each as often as it takes. */
class Sender {
    #client;
    #clock;
    #maxAttempts;
    #exchange;
    #random;
    #window = new Window();
    #routes = new Map();
    /** AWS's clock minus ours, in milliseconds. */
    #clockOffset = 0;
    constructor(client, { clock, maxAttempts, exchange, random }) {
        this.#client = client;
        this.#clock = clock;
        this.#maxAttempts = maxAttempts;
        this.#exchange = exchange ?? keepAliveExchange(WIDEST);
        this.#random = random ?? Math.random;
    }
    routeTo(bucket) {
        const known = this.#routes.get(bucket);
        if (known !== undefined)
            return known;
        const found = findDestination(this.#client, bucket).then((destination) => destination === undefined ? undefined : { destination, signer: new Signer(destination.scope) });
        this.#routes.set(bucket, found);
        return found;
    }
    /**
     * @throws {S3Error} what S3 answered last; where it gave no answer, the error of the connection
     */
    async send(route, request) {
        const hash = payloadHash(request);
        for (let attempt = 1;; attempt++) {
            const tried = await this.#try(route, request, hash);
            if ('answer' in tried && isDone(tried.answer))
                return tried.answer;
            const error = 'answer' in tried ? new S3Error(tried.answer, attempt) : tried.error;
            if (attempt >= this.#maxAttempts)
                throw error;
            if ('answer' in tried && this.#learnsTheTime(error, tried.answer))
                continue;
            if (tried.trouble === undefined)
                throw error;
            const retryAfter = 'answer' in tried ? tried.answer.headers['retry-after'] : undefined;
            await this.#clock.sleep(waitBefore(tried.trouble, { attempt, random: this.#random(), retryAfter }));
        }
    }
    async #try(route, request, hash) {
        const place = await this.#window.enter();
        let trouble;
        try {
            const credentials = await this.#client.config.credentials();
            const signed = this.#sign(route, request, { hash, credentials });
            const answer = await this.#exchange(route.destination, signed);
            trouble = isDone(answer) ? undefined : troubleOf({ status: answer.status, code: codeOf(answer) });
            return { answer, trouble };
        }
        catch (error) {
            trouble = troubleOf({ code: error.code ?? '' });
            return { error, trouble };
        }
        finally {
            this.#window.leave(place, trouble === undefined ? 'went-through' : trouble === 'throttled' ? trouble : 'failed');
        }
    }
    #sign({ destination: { host, prefix }, signer }, { method, key, query: parameters, headers, body }, { hash, credentials }) {
        const path = `${prefix}/${key === undefined ? '' : encodeKey(key)}`;
        const query = encodeQuery(parameters);
        const length = method === 'PUT' ? { 'content-length': String(body?.length ?? 0) } : {};
        const unsigned = {
            method,
            path,
            query,
            headers: { host, ...headers, ...length, 'x-amz-content-sha256': hash, 'user-agent': USER_AGENT },
        };
        const signed = signer.sign(unsigned, credentials, this.#clock.now() + this.#clockOffset);
        return { method, target: query === '' ? path : `${path}?${query}`, headers: signed, body };
    }
    /** A runner whose clock is wrong signs for the wrong time. S3 says what time it is, and the next try signs for that. */
    #learnsTheTime({ name }, { headers }) {
        const theirs = Date.parse(headers.date ?? '');
        if (name !== 'RequestTimeTooSkewed' || Number.isNaN(theirs))
            return false;
        const offset = theirs - this.#clock.now();
        // Told so with the time it gave itself, S3 is not waiting for another try.
        if (Math.abs(offset - this.#clockOffset) < SAME_TIME)
            return false;
        this.#clockOffset = offset;
        return true;
    }
}
/** Two readings of S3's clock are never further apart within a request. Milliseconds. */
const SAME_TIME = 60_000;
/** A copy that fails after it began is answered with 200 and an error. */
const isDone = ({ status, body }) => status >= 200 && status < 300 && !(body.length > 0 && body.includes('<Error>'));
const codeOf = ({ body }) => textOf(body.toString(), 'Code') ?? '';


/***/ })

};
