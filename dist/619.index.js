export const id = 619;
export const ids = [619];
export const modules = {

/***/ 8619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bucketDestination: () => (/* binding */ bucketDestination),
/* harmony export */   cloudFrontDestination: () => (/* binding */ cloudFrontDestination)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var _s3_transport_destination_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3286);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8263);



/** Regions of the partition `aws`, as the SDK's rules tell them from those of other partitions. */
const REGION = /^(?:us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d$/;
/**
 * Names that can be part of a host's, and nothing else: dots need another certificate, `--x-s3` and its like are of
 * directories, access points and Outposts.
 */
const BUCKET = /^[a-z0-9](?:-?[a-z0-9])+$/;
const ALIAS = /-(?:s3alias|s3)$/;
/**
 * Where the requests of a bucket go, in the plain cases: those in which the SDK's rules come to the same by a few lines.
 * The environment must have plain settings.
 *
 * @returns undefined in all others
 */
function bucketDestination(environment, { region, bucket }) {
    if (!REGION.test(region))
        return undefined;
    if (!BUCKET.test(bucket) || bucket.length < 3 || bucket.length > 63 || ALIAS.test(bucket))
        return undefined;
    const configured = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__/* .configuredEndpoint */ .i)(environment, 'S3');
    const endpoint = endpointAt(configured ?? `https://s3.${region}.amazonaws.com`);
    if (endpoint === undefined)
        return undefined;
    // An address has no room for a name before it.
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(endpoint.hostname) !== 0)
        endpoint.pathname = `/${bucket}`;
    else
        endpoint.hostname = `${bucket}.${endpoint.hostname}`;
    return signedFor(endpoint, { region, service: 's3' });
}
/** Where CloudFront's requests go, in the plain cases: one service for all regions of the partition. */
function cloudFrontDestination(environment) {
    const endpoint = endpointAt((0,_settings_js__WEBPACK_IMPORTED_MODULE_1__/* .configuredEndpoint */ .i)(environment, 'CLOUDFRONT') ?? 'https://cloudfront.amazonaws.com');
    return endpoint && signedFor(endpoint, { region: 'us-east-1', service: 'cloudfront' });
}
const HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;
/** An endpoint of a host, a port and no more. */
function endpointAt(text) {
    if (!URL.canParse(text))
        return undefined;
    const url = new URL(text);
    const { protocol, hostname, href, host } = url;
    const isBare = href === `${protocol}//${host}/` && (protocol === 'http:' || protocol === 'https:');
    return isBare && HOST.test(hostname) ? url : undefined;
}
const signedFor = (url, { region, service }) => (0,_s3_transport_destination_js__WEBPACK_IMPORTED_MODULE_2__/* .destinationOf */ .M)({
    url,
    properties: { authSchemes: [{ name: 'sigv4', signingRegion: region, signingName: service }] },
});


/***/ }),

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


/***/ })

};
