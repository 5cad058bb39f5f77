export const id = 324;
export const ids = [324];
export const modules = {

/***/ 3286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ destinationOf),
/* harmony export */   Y: () => (/* binding */ findDestination)
/* harmony export */ });
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


/***/ }),

/***/ 4324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectObjects: () => (/* binding */ connectObjects)
});

// EXTERNAL MODULE: ./lib/platform/s3-transport/destination.js
var s3_transport_destination = __webpack_require__(3286);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./lib/platform/s3-transport/xml.js
var s3_transport_xml = __webpack_require__(9723);
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
        CopyObjectResult: etag((0,s3_transport_xml/* textOf */.b6)(answer.body.toString(), 'ETag')),
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
            IsTruncated: (0,s3_transport_xml/* textOf */.b6)(page, 'IsTruncated') === 'true',
            NextContinuationToken: (0,s3_transport_xml/* textOf */.b6)(page, 'NextContinuationToken'),
            Contents: [...(0,s3_transport_xml/* elements */.Yt)(xml, 'Contents')].map((object) => ({
                Key: detached((0,s3_transport_xml/* textOf */.b6)(object, 'Key') ?? ''),
                ETag: (0,s3_transport_xml/* etagOf */.Nk)(object),
                Size: Number((0,s3_transport_xml/* textOf */.b6)(object, 'Size')),
                LastModified: new Date((0,s3_transport_xml/* textOf */.b6)(object, 'LastModified') ?? Number.NaN),
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

;// CONCATENATED MODULE: ./lib/platform/s3-transport/further-answers.js



/** Reads the answer to each call, with the fields that this action reads. */
const FURTHER_READERS = {
    abortMultipartUpload: (answer) => further_answers_metadata(answer),
    createMultipartUpload: (answer) => ({
        ...further_answers_metadata(answer),
        ...texts(answer.body.toString(), ['UploadId']),
    }),
    completeMultipartUpload: (answer) => ({
        ...further_answers_metadata(answer),
        ...texts(answer.body.toString(), ['ETag']),
    }),
    deleteObjects: (answer) => {
        const xml = answer.body.toString();
        const all = (name) => [...(0,s3_transport_xml/* elements */.Yt)(xml, name)].map((each) => texts(each, ['Key', 'VersionId', 'Code', 'Message']));
        const [deleted, errors] = [all('Deleted'), all('Error')];
        return {
            ...further_answers_metadata(answer),
            ...(deleted.length === 0 ? {} : { Deleted: deleted }),
            ...(errors.length === 0 ? {} : { Errors: errors }),
        };
    },
    listObjectVersions: (answer) => {
        const xml = answer.body.toString();
        const [versions, markers] = ['Version', 'DeleteMarker'].map((name) => [...(0,s3_transport_xml/* elements */.Yt)(xml, name)].map(version));
        return {
            ...further_answers_metadata(answer),
            ...texts(xml.replace(ENTRIES, ''), ['NextKeyMarker', 'NextVersionIdMarker']),
            IsTruncated: (0,s3_transport_xml/* textOf */.b6)(xml.replace(ENTRIES, ''), 'IsTruncated') === 'true',
            ...(versions?.length === 0 ? {} : { Versions: versions }),
            ...(markers?.length === 0 ? {} : { DeleteMarkers: markers }),
        };
    },
};
/** What a page says of objects; the rest of it speaks of the page. */
const ENTRIES = /<(Version|DeleteMarker)>.*?<\/\1>/gs;
function version(xml) {
    const size = (0,s3_transport_xml/* textOf */.b6)(xml, 'Size');
    return {
        ...texts(xml, ['Key', 'VersionId', 'ETag']),
        IsLatest: (0,s3_transport_xml/* textOf */.b6)(xml, 'IsLatest') === 'true',
        LastModified: new Date((0,s3_transport_xml/* textOf */.b6)(xml, 'LastModified') ?? Number.NaN),
        ...(size === undefined ? {} : { Size: Number(size) }),
    };
}
/** Those of the elements that are there. */
const texts = (xml, names) => Object.fromEntries(names.flatMap((name) => {
    const text = (0,s3_transport_xml/* textOf */.b6)(xml, name);
    return text === undefined ? [] : [[name, text]];
}));
/** The answer to a GET, its body yet to be read: once, in one of the ways that the SDK offers. */
function openedObject({ status, headers, body }) {
    const read = READERS.headObject({ status, headers, body: Buffer.alloc(0) });
    return { ...read, Body: Object.assign(body, transformations(body)) };
}
const transformations = (body) => ({
    transformToByteArray: () => bytesOf(body),
    transformToString: async (encoding) => (await bytesOf(body)).toString(encoding),
    transformToWebStream: () => external_node_stream_.Readable.toWeb(body),
});
async function bytesOf(body) {
    const chunks = [];
    for await (const chunk of body)
        chunks.push(chunk);
    return Buffer.concat(chunks);
}
const further_answers_metadata = ({ status }) => ({ $metadata: { httpStatusCode: status } });

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/platform/s3-transport/xml-bodies.js

const SHAPES = new Map([
    [
        'Delete',
        {
            root: 'Delete',
            list: { field: 'Objects', item: 'Object', fields: ['Key', 'VersionId'] },
            flag: 'Quiet',
        },
    ],
    [
        'MultipartUpload',
        {
            root: 'CompleteMultipartUpload',
            list: { field: 'Parts', item: 'Part', fields: ['ETag', 'ChecksumSHA256', 'PartNumber'] },
        },
    ],
]);
/**
 * The document that a field of an input is sent as; undefined where it is of another kind, or holds anything that isn't
 * known here.
 */
function documentOf(field, value) {
    const shape = SHAPES.get(field);
    if (shape === undefined)
        return undefined;
    const { root, list, flag } = shape;
    let xml = '';
    for (const [name, part] of Object.entries(value)) {
        if (part === undefined)
            continue;
        if (name === list.field && Array.isArray(part)) {
            for (const item of part) {
                const written = itemOf(item, list);
                if (written === undefined)
                    return undefined;
                xml += written;
            }
        }
        else if (name === flag && typeof part === 'boolean')
            xml += (0,s3_transport_xml/* element */.ND)(name, String(part));
        else
            return undefined;
    }
    return ('<?xml version="1.0" encoding="UTF-8"?>' +
        `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${xml}</${root}>`);
}
function itemOf(item, { item: name, fields }) {
    const given = new Map(Object.entries(item).filter(([, value]) => value !== undefined));
    const known = fields.filter((field) => given.has(field));
    if (known.length !== given.size)
        return undefined;
    return `<${name}>${known.map((field) => (0,s3_transport_xml/* element */.ND)(field, String(given.get(field)))).join('')}</${name}>`;
}

;// CONCATENATED MODULE: ./lib/platform/s3-transport/object-requests.js


/** Fields of the SDK's inputs that are sent as a header. */
const HEADERS = new Map([
    ['CacheControl', 'cache-control'],
    ['ChecksumAlgorithm', 'x-amz-checksum-algorithm'],
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
    ['KeyMarker', 'key-marker'],
    ['MaxKeys', 'max-keys'],
    ['PartNumber', 'partNumber'],
    ['Prefix', 'prefix'],
    ['StartAfter', 'start-after'],
    ['UploadId', 'uploadId'],
    ['VersionId', 'versionId'],
    ['VersionIdMarker', 'version-id-marker'],
]);
/** What each call is in HTTP; `x-id` names it to whoever watches, as the SDK does. */
const CALLS = {
    abortMultipartUpload: { method: 'DELETE', of: 'object', query: { 'x-id': 'AbortMultipartUpload' } },
    completeMultipartUpload: { method: 'POST', of: 'object', query: {}, sends: 'document' },
    copyObject: { method: 'PUT', of: 'object', query: { 'x-id': 'CopyObject' } },
    createMultipartUpload: { method: 'POST', of: 'object', query: { uploads: '' } },
    deleteObjects: { method: 'POST', of: 'bucket', query: { delete: '' }, sends: 'document' },
    getObject: { method: 'GET', of: 'object', query: { 'x-id': 'GetObject' } },
    headObject: { method: 'HEAD', of: 'object', query: {} },
    listObjectsV2: { method: 'GET', of: 'bucket', query: { 'list-type': '2' } },
    listObjectVersions: { method: 'GET', of: 'bucket', query: { versions: '' } },
    putObject: { method: 'PUT', of: 'object', query: { 'x-id': 'PutObject' }, sends: 'content' },
    uploadPart: { method: 'PUT', of: 'object', query: { 'x-id': 'UploadPart' }, sends: 'content' },
};
/**
 * The request that an input of the SDK means, or undefined where it holds anything that isn't known here: such a call is
 * left to the SDK, so that nothing is ever dropped in silence.
 */
function objectRequest(call, input) {
    const { method, of, query: fixed, sends } = CALLS[call];
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
        const sent = sends === undefined ? undefined : bodyOf(field, value);
        if (sent !== undefined)
            body = sent;
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
    const isWhole = (of === 'bucket') === (key === undefined) && (sends === undefined) === (body === undefined);
    if (bucket === undefined || bucket === '' || key === '' || !isWhole)
        return undefined;
    if (body !== undefined) {
        // What the SDK says of a body of which nobody says what it is.
        headers['content-type'] ??= sends === 'document' ? 'application/xml' : 'application/octet-stream';
        // S3 takes no list of deletes without a checksum, and anything else the better for one. The SDK takes CRC32 where
        // nobody chose; the signature needs this one anyway.
        if (call !== 'completeMultipartUpload')
            headers['x-amz-checksum-sha256'] ??= (0,external_node_crypto_.hash)('sha256', body, 'base64');
    }
    return { method, bucket, key, query, headers, body };
}
/** What a field says is to be sent; undefined: it is another kind of field. */
function bodyOf(field, value) {
    if (field === 'Body' && value instanceof Uint8Array)
        return value;
    if (field === 'Body' && typeof value === 'string')
        return Buffer.from(value);
    if (typeof value !== 'object' || value === null)
        return undefined;
    const document = documentOf(field, value);
    return document === undefined ? undefined : Buffer.from(document);
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

// EXTERNAL MODULE: ./lib/platform/s3-transport/sender.js + 4 modules
var s3_transport_sender = __webpack_require__(3924);
// EXTERNAL MODULE: ./lib/platform/s3-transport/signature.js
var signature = __webpack_require__(1464);
;// CONCATENATED MODULE: ./lib/platform/s3-transport/object-client.js






const ALL_READERS = { ...READERS, ...FURTHER_READERS };
/**
 * S3's calls on objects, for a site of many small files: signed and sent from here, with a fraction of the SDK's work for
 * a request, and without loading it where the bucket is reached in a plain way. Inputs, buckets and endpoints that need
 * more are the SDK's, and so are the address and the credentials then.
 */
function connectObjects(reach, parts) {
    const sender = new s3_transport_sender/* Sender */.U(parts);
    const routes = new Map();
    const routeTo = (bucket) => {
        const route = routes.get(bucket) ?? findRoute(reach, bucket);
        routes.set(bucket, route);
        return route;
    };
    /** The call as it is sent; undefined where the SDK has to make it. */
    const prepare = async (call, input) => {
        const request = objectRequest(call, input);
        const route = request === undefined ? undefined : await routeTo(request.bucket);
        return request === undefined || route === undefined
            ? undefined
            : [route, outgoing(route.destination, request)];
    };
    const by = (call, slow) => async (input) => {
        const prepared = await prepare(call, input);
        if (prepared === undefined)
            return slow(await reach.sdk(), input);
        return ALL_READERS[call](await sender.send(...prepared));
    };
    return {
        abortMultipartUpload: by('abortMultipartUpload', (client, input) => client.abortMultipartUpload(input)),
        completeMultipartUpload: by('completeMultipartUpload', (client, input) => client.completeMultipartUpload(input)),
        copyObject: by('copyObject', (client, input) => client.copyObject(input)),
        createMultipartUpload: by('createMultipartUpload', (client, input) => client.createMultipartUpload(input)),
        deleteObjects: by('deleteObjects', (client, input) => client.deleteObjects(input)),
        getObject: async (input) => {
            const prepared = await prepare('getObject', input);
            if (prepared === undefined)
                return (await reach.sdk()).getObject(input);
            return openedObject(await sender.open(...prepared));
        },
        headObject: by('headObject', (client, input) => client.headObject(input)),
        listObjectsV2: by('listObjectsV2', (client, input) => client.listObjectsV2(input)),
        listObjectVersions: by('listObjectVersions', (client, input) => client.listObjectVersions(input)),
        putObject: by('putObject', (client, input) => client.putObject(input)),
        uploadPart: by('uploadPart', (client, input) => client.uploadPart(input)),
    };
}
async function findRoute({ sdk, plain }, bucket) {
    const known = plain?.destinationOf(bucket);
    if (plain !== undefined && known !== undefined)
        return { destination: known, signer: new signature/* Signer */.lf(known.scope), credentials: plain.credentials };
    const client = await sdk();
    const destination = await (0,s3_transport_destination/* findDestination */.Y)(client, bucket);
    if (destination === undefined)
        return undefined;
    return {
        destination,
        signer: new signature/* Signer */.lf(destination.scope),
        credentials: () => client.config.credentials(),
    };
}
function outgoing({ prefix }, request) {
    const { method, key, query, headers, body } = request;
    const path = `${prefix}/${key === undefined ? '' : (0,signature/* encodeKey */.g2)(key)}`;
    return { method, path, query: (0,signature/* encodeQuery */.XX)(query), headers, body, hash: payloadHash(request) };
}


/***/ })

};
