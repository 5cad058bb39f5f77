export const id = 743;
export const ids = [743];
export const modules = {

/***/ 2743:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connectDistributions: () => (/* binding */ connectDistributions)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _s3_transport_sender_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3924);
/* harmony import */ var _s3_transport_signature_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1464);
/* harmony import */ var _s3_transport_xml_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9723);




/** Version of CloudFront's interface: a part of each path and of the namespace of its documents. */
const VERSION = '2020-05-31';
/** CloudFront's calls for a publish, without the SDK: three requests don't earn what loading it costs. */
function connectDistributions({ destination, credentials }, parts) {
    const sender = new _s3_transport_sender_js__WEBPACK_IMPORTED_MODULE_1__/* .Sender */ .U(parts);
    const route = { destination, credentials, signer: new _s3_transport_signature_js__WEBPACK_IMPORTED_MODULE_2__/* .Signer */ .lf(destination.scope) };
    const send = async (method, path, document) => {
        const body = document === undefined ? undefined : Buffer.from(document);
        return sender.send(route, {
            method,
            path: [destination.prefix, VERSION, 'distribution', ...path.map(_s3_transport_signature_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeUri */ .RR)].join('/'),
            query: '',
            headers: body === undefined ? {} : { 'content-type': 'application/xml' },
            body,
            hash: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', body ?? '', 'hex'),
        });
    };
    return {
        getDistribution: async ({ Id }) => readDistribution(await send('GET', [Id])),
        createInvalidation: async ({ DistributionId, InvalidationBatch }) => readInvalidation(await send('POST', [DistributionId, 'invalidation'], batchDocument(InvalidationBatch))),
        getInvalidation: async ({ DistributionId, Id }) => readInvalidation(await send('GET', [DistributionId, 'invalidation', Id])),
    };
}
const batchDocument = ({ Paths: { Quantity, Items }, CallerReference }) => '<?xml version="1.0" encoding="UTF-8"?>' +
    `<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/${VERSION}/">` +
    `<Paths>${(0,_s3_transport_xml_js__WEBPACK_IMPORTED_MODULE_3__/* .element */ .ND)('Quantity', String(Quantity))}` +
    `<Items>${Items.map((path) => (0,_s3_transport_xml_js__WEBPACK_IMPORTED_MODULE_3__/* .element */ .ND)('Path', path)).join('')}</Items></Paths>` +
    `${(0,_s3_transport_xml_js__WEBPACK_IMPORTED_MODULE_3__/* .element */ .ND)('CallerReference', CallerReference)}</InvalidationBatch>`;
function readDistribution({ body }) {
    const at = placesOf(body.toString(), 'Distribution');
    return {
        Distribution: {
            Status: at('Status'),
            DomainName: at('DomainName'),
            // Origins, trusted signers and logging have words of the same names, in it and around it.
            DistributionConfig: { Enabled: at('DistributionConfig', 'Enabled') === 'true' },
        },
    };
}
function readInvalidation({ body }) {
    const at = placesOf(body.toString(), 'Invalidation');
    return { Invalidation: { Id: at('Id'), Status: at('Status') } };
}
const placesOf = (xml, root) => (...names) => (0,_s3_transport_xml_js__WEBPACK_IMPORTED_MODULE_3__/* .textAt */ .$6)(xml, [root, ...names]);


/***/ })

};
