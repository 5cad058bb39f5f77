export const id = 227;
export const ids = [227,729,110];
export const modules = {

/***/ 3480:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ judgeLocalState)
/* harmony export */ });
/**
 * What to do about a local state file, by what the bucket holds. The record of the move settles it where there is one:
 * the file is the one that was moved, or an older one (a checkout of an earlier commit), or it was applied with since,
 * which raises its serial whatever the bucket's has become. Without the record only a serial beyond the bucket's tells.
 */
function judgeLocalState(local, head, movedIn) {
    if (head === undefined)
        return 'move';
    const moved = [movedIn, head].find((state) => state?.lineage === local.lineage);
    if (moved === undefined)
        return 'another';
    return local.serial <= moved.serial ? 'moved already' : 'applied since';
}


/***/ }),

/***/ 6182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ findTerraform)
});

// EXTERNAL MODULE: ./lib/platform/bundle.js
var bundle = __webpack_require__(4219);
// EXTERNAL MODULE: ./lib/platform/cache.js
var cache = __webpack_require__(5729);
// EXTERNAL MODULE: ./lib/terraform/features.js
var features = __webpack_require__(5469);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/terraform/install/cache.js
var install_cache = __webpack_require__(3729);
// EXTERNAL MODULE: ./lib/terraform/install/constraint.js
var constraint = __webpack_require__(5101);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/terraform/install/openpgp-packets.js

const TAG = { signature: 2, publicKey: 6, userId: 13, publicSubkey: 14 };
/** Why bytes were not understood: caught by the verifier, which turns it into a refusal. */
class OpenPgpError extends RangeError {
}
const RSA_ALGORITHMS = [1, 3];
/** SHA-1 and MD5 are left out on purpose: forged collisions are affordable. */
const DIGESTS = { 8: 'sha256', 9: 'sha384', 10: 'sha512' };
/** Takes the ASCII armour off (`-----BEGIN PGP ...`) and checks its CRC-24; binary input is returned as it is. */
function dearmor(input) {
    const text = input.toString('latin1');
    if (!text.trimStart().startsWith('-----BEGIN PGP '))
        return Buffer.from(text, 'latin1');
    const match = /-----BEGIN PGP [A-Z ]+-----\r?\n(?:.+\r?\n)*\r?\n([A-Za-z0-9+/=\s]+?)\n=(\S{4})\r?\n-----END PGP/.exec(text);
    if (match?.[1] === undefined || match[2] === undefined)
        throw new OpenPgpError('malformed ASCII armour');
    const bytes = Buffer.from(match[1], 'base64');
    if (crc24(bytes) !== Buffer.from(match[2], 'base64').readUIntBE(0, 3))
        throw new OpenPgpError('armour checksum');
    return bytes;
}
function crc24(bytes) {
    let crc = 0xb704ce;
    for (const byte of bytes) {
        crc ^= byte << 16;
        for (let bit = 0; bit < 8; bit += 1) {
            crc <<= 1;
            if ((crc & 0x1000000) !== 0)
                crc ^= 0x1864cfb;
        }
    }
    return crc & 0xffffff;
}
/** A position in bytes that never reads beyond their end. */
class Cursor {
    bytes;
    offset = 0;
    constructor(bytes) {
        this.bytes = bytes;
    }
    get ended() {
        return this.offset >= this.bytes.length;
    }
    take(length) {
        if (this.offset + length > this.bytes.length)
            throw new OpenPgpError('truncated');
        this.offset += length;
        return this.bytes.subarray(this.offset - length, this.offset);
    }
    number(length) {
        return this.take(length).readUIntBE(0, length);
    }
    /**
     * A multiprecision integer: two bytes with its length in bits, then the number, here without leading zeros. The
     * length may count leading zero bits though the standard says otherwise: the signer that HashiCorp uses rounds it up.
     */
    integer() {
        const value = this.take(Math.ceil(this.number(2) / 8));
        const start = value.findIndex((byte) => byte !== 0);
        return start < 0 ? Buffer.alloc(0) : value.subarray(start);
    }
    /** The length of a new-format packet or a subpacket; both write it alike up to five bytes. */
    length(partialFrom) {
        const first = this.number(1);
        if (first < 192)
            return first;
        if (first < partialFrom)
            return ((first - 192) << 8) + this.number(1) + 192;
        if (first === 255)
            return this.number(4);
        throw new OpenPgpError('partial lengths are not supported');
    }
}
function readPackets(bytes) {
    const cursor = new Cursor(bytes);
    const packets = [];
    while (!cursor.ended) {
        const header = cursor.number(1);
        if ((header & 0x80) === 0)
            throw new OpenPgpError('not an OpenPGP packet');
        if ((header & 0x40) !== 0) {
            packets.push({ tag: header & 0x3f, body: cursor.take(cursor.length(224)) });
        }
        else {
            const lengthBytes = [1, 2, 4][header & 0x03];
            if (lengthBytes === undefined)
                throw new OpenPgpError('indeterminate lengths are not supported');
            packets.push({ tag: (header & 0x3c) >> 2, body: cursor.take(cursor.number(lengthBytes)) });
        }
    }
    return packets;
}
function readPublicKey(body) {
    const cursor = new Cursor(body);
    if (cursor.number(1) !== 4)
        throw new OpenPgpError('only version 4 keys are supported');
    cursor.take(4);
    if (!RSA_ALGORITHMS.includes(cursor.number(1)))
        throw new OpenPgpError('only RSA keys are supported');
    const [n, e] = [cursor.integer(), cursor.integer()];
    if (!cursor.ended)
        throw new OpenPgpError('bytes after the key');
    const hashed = Buffer.concat([Buffer.from([0x99, body.length >> 8, body.length & 0xff]), body]);
    return {
        fingerprint: (0,external_node_crypto_.createHash)('sha1').update(hashed).digest('hex').toUpperCase(),
        rsa: (0,external_node_crypto_.createPublicKey)({
            key: { kty: 'RSA', n: n.toString('base64url'), e: e.toString('base64url') },
            format: 'jwk',
        }),
        modulusBytes: n.length,
        hashed,
    };
}
function readSignature(body) {
    const cursor = new Cursor(body);
    if (cursor.number(1) !== 4)
        throw new OpenPgpError('only version 4 signatures are supported');
    const type = cursor.number(1);
    if (!RSA_ALGORITHMS.includes(cursor.number(1)))
        throw new OpenPgpError('only RSA signatures are supported');
    const digest = DIGESTS[cursor.number(1)];
    if (digest === undefined)
        throw new OpenPgpError('only SHA-256, SHA-384 and SHA-512 are supported');
    const hashed = cursor.take(cursor.number(2));
    const signedLength = cursor.offset;
    const unhashed = cursor.take(cursor.number(2));
    const digestStart = cursor.take(2);
    const value = cursor.integer();
    if (!cursor.ended)
        throw new OpenPgpError('bytes after the signature');
    const ending = Buffer.from([0x04, 0xff, 0, 0, 0, 0]);
    ending.writeUInt32BE(signedLength, 2);
    return {
        type,
        digest,
        trailer: Buffer.concat([body.subarray(0, signedLength), ending]),
        subpackets: [...readSubpackets(hashed, true), ...readSubpackets(unhashed, false)],
        digestStart,
        value,
    };
}
function readSubpackets(bytes, hashed) {
    const cursor = new Cursor(bytes);
    const subpackets = [];
    while (!cursor.ended) {
        const content = new Cursor(cursor.take(cursor.length(255)));
        const type = content.number(1);
        const body = content.take(content.bytes.length - 1);
        subpackets.push({ type: type & 0x7f, critical: (type & 0x80) !== 0, hashed, body });
    }
    return subpackets;
}

;// CONCATENATED MODULE: ./lib/terraform/install/openpgp-signature.js


const SIGNATURE = {
    binary: 0x00,
    subkeyBinding: 0x18,
    primaryBinding: 0x19,
    keyRevoked: 0x20,
    subkeyRevoked: 0x28,
};
const SUBPACKET = {
    created: 2,
    signatureExpires: 3,
    issuer: 16,
    keyFlags: 27,
    embedded: 32,
    issuerFingerprint: 33,
};
const MAY_SIGN = 0x02;
/**
 * Reads a public key, armoured or binary, that must have the pinned `fingerprint`. A subkey counts when the primary
 * key bound it for signing, it signed back that it belongs there, and the block holds no revocation of it.
 *
 * Expiry is left aside: owners prolong keys by signing them anew, which a copy fixed in a bundle can't see, and a
 * release signed while the key was good stays good. Withdrawing trust is done by revocation, and by a new bundle.
 */
function readSigningKey(block, fingerprint) {
    const [first, ...rest] = readPackets(dearmor(block));
    if (first?.tag !== TAG.publicKey)
        throw new OpenPgpError('the block does not begin with a public key');
    const primary = readPublicKey(first.body);
    if (primary.fingerprint !== fingerprint)
        throw new OpenPgpError(`the key is ${primary.fingerprint}`);
    const signers = [primary];
    let subject = primary;
    const revoked = new Set();
    for (const { tag, body } of rest) {
        if (tag === TAG.publicSubkey)
            subject = readPublicKey(body);
        else if (tag === TAG.userId)
            subject = undefined;
        else if (tag === TAG.signature && subject !== undefined) {
            const signature = readSignature(body);
            if (subject === primary) {
                if (signature.type !== SIGNATURE.keyRevoked)
                    continue;
                if (isMadeBy(primary, signature, [primary.hashed]))
                    throw new OpenPgpError('the key is revoked');
            }
            else if (isMadeBy(primary, signature, [primary.hashed, subject.hashed])) {
                if (signature.type === SIGNATURE.subkeyRevoked)
                    revoked.add(subject.fingerprint);
                if (isSigningBinding(signature, primary, subject))
                    signers.push(subject);
            }
        }
    }
    return { fingerprint, signers: signers.filter((key) => !revoked.has(key.fingerprint)) };
}
/** Whether `signature`, a detached signature of binary data, was made over `data` by one of the key's signers. */
function verifySignature(data, signature, key) {
    try {
        const packets = readPackets(dearmor(signature));
        const [only] = packets;
        if (packets.length !== 1 || only?.tag !== TAG.signature) {
            return refuse('the signature file does not hold exactly one signature');
        }
        const parsed = readSignature(only.body);
        if (parsed.type !== SIGNATURE.binary)
            return refuse(`it is a signature of type ${parsed.type}, not of a file`);
        if (!understood(parsed))
            return refuse('it carries a condition that is not understood');
        const issuer = issuerOf(parsed);
        if (issuer === undefined)
            return refuse('it does not say who made it');
        const signer = key.signers.find(({ fingerprint }) => fingerprint.endsWith(issuer));
        if (signer === undefined)
            return refuse(`it was made by key ${issuer}, not by ${key.fingerprint}`);
        return isMadeBy(signer, parsed, [data])
            ? { genuine: true, signer: signer.fingerprint }
            : refuse(`it was not made over this file by key ${signer.fingerprint}`);
    }
    catch (error) {
        if (error instanceof OpenPgpError)
            return refuse(`it is not a readable OpenPGP signature (${error.message})`);
        throw error;
    }
}
const refuse = (reason) => ({ genuine: false, reason });
/** PKCS #1 v1.5 over the digest of the parts and the signature's own trailer. */
function isMadeBy(key, signature, parts) {
    if (signature.value.length > key.modulusBytes)
        return false;
    const message = Buffer.concat([...parts, signature.trailer]);
    const start = (0,external_node_crypto_.createHash)(signature.digest).update(message).digest().subarray(0, 2);
    if (!start.equals(signature.digestStart))
        return false;
    const padded = Buffer.concat([Buffer.alloc(key.modulusBytes - signature.value.length), signature.value]);
    return (0,external_node_crypto_.verify)(signature.digest, message, key.rsa, padded);
}
/** A subkey that signs must have signed the primary key back, or anyone could claim another's subkey as theirs. */
function isSigningBinding(signature, primary, subkey) {
    if (signature.type !== SIGNATURE.subkeyBinding)
        return false;
    const flags = find(signature, SUBPACKET.keyFlags, true)?.body[0] ?? 0;
    const back = find(signature, SUBPACKET.embedded);
    if ((flags & MAY_SIGN) === 0 || back === undefined)
        return false;
    const embedded = readSignature(back.body);
    return (embedded.type === SIGNATURE.primaryBinding && isMadeBy(subkey, embedded, [primary.hashed, subkey.hashed]));
}
/** The standard's rule: a critical part that a reader doesn't know makes the signature worthless to it. */
const understood = (signature) => signature.subpackets.every(({ critical, type }) => type !== SUBPACKET.signatureExpires &&
    (!critical || [SUBPACKET.created, SUBPACKET.issuer, SUBPACKET.issuerFingerprint].includes(type))) && find(signature, SUBPACKET.created, true)?.body.length === 4;
/** The signer's fingerprint, or its last 16 digits. Only a hint: the key found by it must then verify. */
function issuerOf(signature) {
    const fingerprint = find(signature, SUBPACKET.issuerFingerprint)?.body;
    if (fingerprint?.length === 21 && fingerprint[0] === 4)
        return fingerprint.subarray(1).toString('hex').toUpperCase();
    const keyId = find(signature, SUBPACKET.issuer)?.body;
    return keyId?.length === 8 ? keyId.toString('hex').toUpperCase() : undefined;
}
const find = (signature, type, hashed = false) => signature.subpackets.find((subpacket) => subpacket.type === type && (subpacket.hashed || !hashed));

;// CONCATENATED MODULE: ./lib/terraform/install/hashicorp-key.js

/** Published at https://www.hashicorp.com/security; nothing outside this file can name another. */
const FINGERPRINT = 'C874011F0AB405110D02105534365D9472D7468F';
/** How HashiCorp names the signature made with this key beside each release: the key's last eight digits. */
const KEY_ID = FINGERPRINT.slice(-8);
/**
 * The primary key, its user id and the one live signing subkey (374E C75B 4859 1360 4A83 1CC7 C820 C6D5 CD27 AB87),
 * as HashiCorp prolonged them in February 2026. The encryption subkey and the signing subkey that ended in 2022 are
 * left out: they have no release to vouch for.
 */
const BLOCK = `-----BEGIN PGP PUBLIC KEY BLOCK-----

mQINBGB9+xkBEACabYZOWKmgZsHTdRDiyPJxhbuUiKX65GUWkyRMJKi/1dviVxOX
PG6hBPtF48IFnVgxKpIb7G6NjBousAV+CuLlv5yqFKpOZEGC6sBV+Gx8Vu1CICpl
Zm+HpQPcIzwBpN+Ar4l/exCG/f/MZq/oxGgH+TyRF3XcYDjG8dbJCpHO5nQ5Cy9h
QIp3/Bh09kET6lk+4QlofNgHKVT2epV8iK1cXlbQe2tZtfCUtxk+pxvU0UHXp+AB
0xc3/gIhjZp/dePmCOyQyGPJbp5bpO4UeAJ6frqhexmNlaw9Z897ltZmRLGq1p4a
RnWL8FPkBz9SCSKXS8uNyV5oMNVn4G1obCkc106iWuKBTibffYQzq5TG8FYVJKrh
RwWB6piacEB8hl20IIWSxIM3J9tT7CPSnk5RYYCTRHgA5OOrqZhC7JefudrP8n+M
pxkDgNORDu7GCfAuisrf7dXYjLsxG4tu22DBJJC0c/IpRpXDnOuJN1Q5e/3VUKKW
mypNumuQpP5lc1ZFG64TRzb1HR6oIdHfbrVQfdiQXpvdcFx+Fl57WuUraXRV6qfb
4ZmKHX1JEwM/7tu21QE4F1dz0jroLSricZxfaCTHHWNfvGJoZ30/MZUrpSC0IfB3
iQutxbZrwIlTBt+fGLtm3vDtwMFNWM+Rb1lrOxEQd2eijdxhvBOHtlIcswARAQAB
tERIYXNoaUNvcnAgU2VjdXJpdHkgKGhhc2hpY29ycC5jb20vc2VjdXJpdHkpIDxz
ZWN1cml0eUBoYXNoaWNvcnAuY29tPokCVAQTAQoAPgIbAwULCQgHAgYVCgkICwIE
FgIDAQIeAQIXgBYhBMh0AR8KtAURDQIQVTQ2XZRy10aPBQJplkfQBQkQrOy3AAoJ
EDQ2XZRy10aPw6gP/3GUEMUa6mCRuuSOT9UnziPIvXYd63mcN6A6Jwmwj8JaB2qu
OCijvJkw56UbZK3x1FZIbe0hA6VUAwNSNmSIxVJkilgwIYYFO0tnL79XhIeP7jYF
ydXLZ4rTi1FDl8lltAujTNARdY8UGg4hGlcM9OrEeXEFLWugJNiChL15FVoxZqIS
jeduaEqyxGfJnyVwy8z3pZfgODeFr7xs2NkUIMSfuRg24VcL4aW8Frt3jW8P45y3
o/5fsi6Aw2tZ0wD9NSgkVc8VD1NRV9eSZ95Bv+Awf9IXa+Cn5OCjc8Jc+XF+nLfB
oPswOO7E8dLiuBUw6/GzSLMbVs8qf8BNXB92dOe1VccVTqjCxK2sEpVaHh7e+co8
d8lDGBIWMGh7NS6XlGORpFb/T6gxjjOYUV3SKd4QDebUUG8kMkb5juLljOoq+YOP
vgNLDZLZteFpmH+zB9DpOY1YtHZB/OD+DtzLMaSl6VPF2Ln0j5aQGwNDt7sheyAe
sXbu0qn2H5FxojSfvhT0kUDKZ0mgg5y3Oflg49MiAOhjLGY0JocFpBeMILw27fbw
fpIBP7siQWFTFJ1O+l2NQiWAwC2x5fX2EakyCBJmrkPV2hr4nEogNqg9/RDskIUq
cpcOOd/0BntiXMyUCCH2AoCt5acaTQ0WU6CAosZPojOYhtGGgOgeQSdflpMSuQIN
BGCAXCYBEADW6RNrZVGNXvHVBqSiOWaxl1XOiEoiHPt50Aijt25yXbG+0kHIFSoR
+1g6Lh20JTCChgfQkGGjzQvEuG1HTw07YhsvLc0pkjNMfu6gJqFox/ogc53mz69O
xXauzUQ/TZ27GDVpUBu+EhDKt1s3OtA6Bjz/csop/Um7gT0+ivHyvJ/jGdnPEZv8
tNuSE/Uo+hn/Q9hg8SbveZzo3C+U4KcabCESEFl8Gq6aRi9vAfa65oxD5jKaIz7c
y+pwb0lizqlW7H9tQlr3dBfdIcdzgR55hTFC5/XrcwJ6/nHVH/xGskEasnfCQX8R
YKMuy0UADJy72TkZbYaCx+XXIcVB8GTOmJVoAhrTSSVLAZspfCnjwnSxisDn3Zzs
Yrq3cV6sU8b+QlIX7VAjurE+5cZiVlaxgCjyhKqlGgmonnReWOBacCgL/UvuwMmM
p5TTLmiLXLT7uxeGojEyoCk4sMrqrU1jevHyGlDJH9Taux15GILDwnYFfAvPF9WC
id4UZ4Ouwjcaxfys3LxNiZIlUsXNKwS3mhiMRL4TRsbs4k4QE+LIMOsauIvcvm8/
frydvQ/kUwIhVTH80XGOH909bYtJvY3fudK7ShIwm7ZFTduBJUG473E/Fn3VkhTm
BX6+PjOC50HR/HybwaRCzfDruMe3TAcE/tSP5CUOb9C7+P+hPzQcDwARAQABiQRy
BBgBCgAmAhsCFiEEyHQBHwq0BRENAhBVNDZdlHLXRo8FAmmWSAoFCRCqi+QCQMF0
IAQZAQoAHRYhBDdOx1tIWRNgSoMcx8ggxtXNJ6uHBQJggFwmAAoJEMggxtXNJ6uH
RfAP/2CGdSyg0K7U66Vygl0dugxrMm8O3/Oe211BKdQsFUSWAznOTRTK/zvMUHO4
LJAlYvdtZ6xDa4XHl9FYQ8MR9ZV0OuOlAZvU4IJDLPVCU09X/UzX/GEoZL0R5esv
wPAXopMaRHCfXJeI/gEaB94UhAeYlwpcRn0eSuk1vyZx7GRE6/hog8DCf4hoT40d
W20gGe58xcvJ+mRYlC0lr16WH08wuUcee6+dgu+4Cg6SG6+zt9cMyl8VnTUL5BK/
V3MebnYZJK0RFDNnnXDhzStgOd5gOeIL+xBPXHd0/ld/rDM74SFExpuS+hNsyo+x
MQ/HJavak21MFinul9COwfGEmlAXTGMY30Lf3Pt/eAkbwgmGc966VSoRmOFEXJVl
Dr+yJR6ru+7j50z8lAv6Lsop7sun1Qysbo0swf6W1qgPf6VWbx91NTFLkw0+gD8j
xwrU5ZMkeSuntX9dpjuZS29CflXXIRPlvhuiDPicwTpYuIUx37vHveAH5gnowZg2
47x780Urrsx8duTX8CI9MAnqzm4dFAiRlwE8bvLk+l9wekiXA9gIMZiVNqNlduXI
qvAG21Wdgq8qyeXKy/XWCVKDQOmEbFAltfNam8E3KEw0fl199x+93d5ckDGcPzUY
PbNkCuIwngC/ZN96pDafF3Z12fSNfhZUe0C8td8KAszYa96GCRA0Nl2UctdGj1gK
D/4jOGhEGTg88VyuPVjeK+zkwrTIZSvHdUHfTt/+rTLSNb/RQiBCUQuEZvafj6Fr
ntS7bAEhccGqH894T3St5K0AXWkvsLd6K+cbIQdlnFA2zb6geJUCk6qx5NgWpRc3
i0DS7CheGwl+Bwu7+n9pNjNjiHV+rYDgqbQXG0dtGysB0/3qIRgEDHFO0HJu/dct
e4oXrQIqrZrpOwe8WxqFqdU918JpSUcc8coiFp9YtwpgqQNxGVZ+rhgnTGdZzk1f
/Yhhimh+2B0ReaFvk3UzVBj3HQ9C6+Ot3MyDEhSgdhjr9e25Tm9S5YfhwtWmghRw
9RKPyLMSXSxm/Uc0mK1NucAp8TQBwKqKzNpCk5IdrBSWRUbjOoOFyzyCsY6gS285
GCpSIzI39hTf+3gdwYPlE6fj+F2TZzdhx62DPnzBzBHnByYTVdJ649bx0FFp4Q+5
TbIWtxu/AQkRDxmWNQfE+6GgeshlrhXWsh6+PGDzt+2raG6zUT913sdz7Ctw4fLj
msKOTdTz3Xa9pr8lxfI/JuukSgt9o/n3GirhTB3zE1w/I/Xt6k7oASiP3zQSuHtB
/CYKYHDtOCWwjo7JPEGtb/FkreKNxsk/p20jnlrB8WZxxswdr2Vri9NmFeyMDVX7
qF3WqT+8aCV9GtS1GCHx/5nGBdDwoxEsXqpI3IUqPb6FDg==
=bov7
-----END PGP PUBLIC KEY BLOCK-----
`;
/** HashiCorp's release signing key. */
const hashicorpKey = () => readSigningKey(BLOCK, FINGERPRINT);

;// CONCATENATED MODULE: ./lib/terraform/install/on-path.js



/**
 * The Terraform that a command line would start in `directory`, and its version; undefined where there is none or it
 * doesn't answer. Costs one process, about 100 ms.
 */
async function findOnPath(platform, directory) {
    const executable = (await unwrapped(platform.environment)) ?? (await platform.commands.find('terraform'));
    if (executable === undefined)
        return undefined;
    const environment = probeEnvironment(platform.environment);
    try {
        // In the terraform directory: the shims of tfenv, tenv and asdf choose by the files they find there.
        const { stdout } = await platform.commands.run(executable, ['version', '-json'], {
            directory,
            environment,
        });
        const version = (0,constraint/* parseVersion */.ot)(readVersion(stdout) ?? '');
        if (version !== undefined)
            return { executable, version };
        platform.log.info(`${executable} did not tell its version, so it is not used.`);
    }
    catch (error) {
        platform.log.info(`${executable} could not be started (${String(error)}), so it is not used.`);
    }
    return undefined;
}
/**
 * hashicorp/setup-terraform puts a Node script named `terraform` before the real one, which prints debug commands and
 * buffers the output; it keeps the real one beside it as `terraform-bin`.
 */
async function unwrapped(environment) {
    const directory = environment['TERRAFORM_CLI_PATH'];
    if (!directory)
        return undefined;
    const executable = external_node_path_.join(directory, 'terraform-bin');
    return (0,promises_.access)(executable, promises_.constants.X_OK).then(() => executable, () => undefined);
}
/** TF_CLI_ARGS would be added to `version` too, and a check for news costs a request to HashiCorp. */
function probeEnvironment(environment) {
    const kept = Object.entries(environment).filter(([name]) => !/^TF_(CLI_ARGS|LOG)/.test(name));
    return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1' };
}
/** Warnings about the CLI configuration may stand around the JSON. */
function readVersion(stdout) {
    const json = stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1);
    try {
        const { terraform_version: version } = JSON.parse(json);
        return typeof version === 'string' ? version : undefined;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./lib/platform/http.js
var http = __webpack_require__(1267);
;// CONCATENATED MODULE: ./lib/terraform/install/requirements.js




/** What tfenv, tenv and asdf's users write where any version is right. */
const ANY = /^latest(-allowed)?$/;
const NOTHING_DONE = 'No Terraform was run or installed.';
/** Who is asked which version it shall be, the first that answers wins; `required_version` must hold beside it. */
const CHOICES = [
    chosenByInput,
    chosenByVersionFile,
];
/** All that must hold at once. Fails where a text is malformed, or where an exact version contradicts another. */
async function readRequirements(sources) {
    const requirements = [];
    for (const choose of CHOICES) {
        const chosen = await choose(sources);
        if (chosen === undefined)
            continue;
        requirements.push(chosen);
        break;
    }
    for (const text of sources.requiredVersions) {
        const constraints = (0,constraint/* parseConstraints */.cP)(text);
        // Terraform refuses a malformed one itself, with file and line; nothing said here could be clearer.
        if (constraints === undefined)
            continue;
        requirements.push({ source: 'required_version', text, constraints, kind: 'declared' });
    }
    const exact = exactRequirement(requirements);
    if (exact !== undefined && !meets(exact, requirements))
        throw contradiction(requirements);
    return requirements;
}
/** The one version that can be meant, where a requirement is exact. */
function exactRequirement(requirements) {
    for (const { constraints } of requirements) {
        const exact = (0,constraint/* exactVersion */.y)(constraints);
        if (exact !== undefined)
            return exact;
    }
    return undefined;
}
/**
 * Whether a version is right for all of them. A choice means a prerelease only where it names it; a declaration is
 * held against the prerelease's core version, because that is what Terraform does with `required_version`.
 */
function meets(version, requirements) {
    const core = { ...version, prerelease: '', text: version.parts.join('.') };
    return requirements.every(({ kind, constraints }) => (0,constraint/* satisfies */.ib)(kind === 'chosen' ? version : core, constraints));
}
/** `1.11.4 (input terraform-version), ~> 1.10 (required_version)`; empty where nothing is required. */
const describeRequirements = (requirements) => requirements.map(({ text, source }) => `${text} (${source})`).join(', ');
// A promise only because it is one of a list of choices, of which another reads a file.
async function chosenByInput({ version }) {
    return version === undefined || version.trim() === ''
        ? undefined
        : choice(version.trim(), 'input terraform-version', 'INVALID_INPUTS');
}
async function chosenByVersionFile(sources) {
    for (const directory of upTo(sources.directory, sources.repositoryRoot)) {
        const file = external_node_path_.join(directory, '.terraform-version');
        const content = await (0,promises_.readFile)(file, 'utf8').catch((error) => {
            if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
                return undefined;
            throw unreadable(file, error);
        });
        const line = content
            ?.split('\n')
            .map((each) => each.trim())
            .find((each) => each !== '' && !each.startsWith('#'));
        if (line === undefined)
            continue;
        return choice(line, external_node_path_.relative(sources.repositoryRoot, file) || file, 'TERRAFORM_NOT_FOUND');
    }
    return undefined;
}
function choice(text, source, code) {
    const constraints = ANY.test(text) ? [] : (0,constraint/* parseConstraints */.cP)(text);
    if (constraints !== undefined)
        return { source, text, constraints, kind: 'chosen' };
    throw new errors/* Failure */.H({
        code,
        reason: `${source} says "${text}", which is no Terraform version or constraint.`,
        safe: NOTHING_DONE,
        next: `Write a version (1.11.4), a constraint as in required_version ("~> 1.11") or "latest" in ${source}.`,
    });
}
/** A directory and its parents up to `root`; only the directory itself where it isn't under `root`. */
function upTo(directory, root) {
    const relative = external_node_path_.relative(root, directory);
    if (relative.startsWith('..') || external_node_path_.isAbsolute(relative))
        return [directory];
    const steps = relative === '' ? [] : relative.split(external_node_path_.sep);
    return [...steps.map((_, index) => external_node_path_.join(root, ...steps.slice(0, steps.length - index))), root];
}
function contradiction(requirements) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `No Terraform can satisfy all that is asked for: ${describeRequirements(requirements)}.`,
        safe: NOTHING_DONE,
        next: 'Make them agree: change the one that is out of date.',
        details: requirements.map(({ source, text }) => `${source}: ${text}`),
    });
}
function unreadable(file, cause) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `${file} could not be read (${cause.code ?? cause.message}), so the wanted Terraform version is unknown.`,
        safe: NOTHING_DONE,
        next: `Make ${file} readable, or name the version in the input terraform-version.`,
        cause,
    });
}

;// CONCATENATED MODULE: ./lib/terraform/install/release.js









/** The three files of a release in one directory: what is downloaded, verified, and kept in the cache. */
const RELEASE_FILES = {
    archive: 'terraform.zip',
    checksums: 'SHA256SUMS',
    signature: 'SHA256SUMS.sig',
};
const archiveName = ({ version, os, arch }) => `terraform_${version}_${os}_${arch}.zip`;
const TRIES = 3;
const FIRST_PAUSE = 1_000;
const NOTHING_INSTALLED = 'Nothing was installed, and nothing in AWS was changed by this step.';
/** The newest stable release that meets the requirements and has a build for this machine, from the index. */
async function newestRelease(platform, releasesUrl, wanted) {
    const url = `${releasesUrl}/terraform/index.json`;
    const versions = readIndex((await getText(platform, url)) ?? '', wanted.machine);
    if (versions === undefined)
        throw downloadFailed(url, 'it is not a list of Terraform releases');
    const fitting = versions
        .filter((version) => version.prerelease === '' && meets(version, wanted.requirements))
        .sort(constraint/* compareVersions */.Zy);
    const newest = fitting.at(-1);
    if (newest !== undefined)
        return newest;
    const { os, arch } = wanted.machine;
    throw new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `None of the ${versions.length} Terraform releases for ${os}_${arch} satisfies ${describeRequirements(wanted.requirements)}.`,
        safe: NOTHING_INSTALLED,
        next: 'Change the version that is asked for, or put a fitting Terraform on the PATH.',
        details: wanted.requirements.map(({ source, text }) => `${source}: ${text}`),
    });
}
function readIndex(text, { os, arch }) {
    let index;
    try {
        index = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    if (typeof index?.versions !== 'object' || index.versions === null)
        return undefined;
    return Object.entries(index.versions).flatMap(([name, { builds }]) => {
        const version = (0,constraint/* parseVersion */.ot)(name);
        const built = builds?.some((build) => build.os === os && build.arch === arch) ?? false;
        return version === undefined || !built ? [] : [version];
    });
}
/** Downloads a release into `directory`. The archive comes only once the list of checksums has proved genuine. */
async function downloadRelease(platform, source, directory) {
    const { build, key } = source;
    const base = `${source.releasesUrl}/terraform/${build.version}`;
    const list = `${base}/terraform_${build.version}_SHA256SUMS`;
    const file = (name) => external_node_path_.join(directory, RELEASE_FILES[name]);
    if (!(await getFile(platform, list, file('checksums'))))
        throw unknownVersion(build, list);
    // Releases carry one signature for each key they were ever signed with; mirrors often keep only the plain one.
    const signed = (await getFile(platform, `${list}.${KEY_ID}.sig`, file('signature'))) ||
        (await getFile(platform, `${list}.sig`, file('signature')));
    if (!signed)
        throw notAuthentic(build, `its list of checksums has no signature at ${list}.${KEY_ID}.sig`);
    await readChecksum(directory, build, key);
    const archive = `${base}/${archiveName(build)}`;
    if (!(await getFile(platform, archive, file('archive'))))
        throw downloadFailed(archive, 'the server has no such file');
}
/** The archive of a release in `directory`, once its signature and checksum hold. Fails with TERRAFORM_NOT_AUTHENTIC. */
async function readAuthenticArchive(directory, build, key) {
    const expected = await readChecksum(directory, build, key);
    const archive = await (0,promises_.readFile)(external_node_path_.join(directory, RELEASE_FILES.archive));
    const actual = (0,external_node_crypto_.createHash)('sha256').update(archive).digest('hex');
    if (actual === expected)
        return archive;
    throw notAuthentic(build, `${archiveName(build)} has SHA-256 ${actual}, the signed list says ${expected}`);
}
async function readChecksum(directory, build, key) {
    const checksums = await (0,promises_.readFile)(external_node_path_.join(directory, RELEASE_FILES.checksums));
    const signature = await (0,promises_.readFile)(external_node_path_.join(directory, RELEASE_FILES.signature));
    const verdict = verifySignature(checksums, signature, key);
    if (!verdict.genuine) {
        throw notAuthentic(build, `the signature of its checksums by key ${key.fingerprint} does not hold: ${verdict.reason}`);
    }
    for (const line of checksums.toString('utf8').split('\n')) {
        const [checksum, name] = line.trim().split(/\s+\*?/);
        if (name === archiveName(build) && /^[0-9a-f]{64}$/.test(checksum ?? ''))
            return checksum ?? '';
    }
    // The name holds the version, so a genuine list of another release, replayed, ends here too.
    throw new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `Terraform ${build.version} has no build for ${build.os}_${build.arch}: its signed list has no ${archiveName(build)}.`,
        safe: NOTHING_INSTALLED,
        next: 'Ask for a version that has a build for this runner, or use another runner.',
    });
}
/** GET of a text with retries; undefined where the server has no such file. */
async function getText(platform, url) {
    let body;
    const found = await withRetries(platform, url, async () => {
        const response = await platform.http.get(url);
        if (response.status !== 200)
            throw new http/* HttpStatusError */.F(url, response.status);
        body = response.body;
    });
    return found ? body : undefined;
}
const getFile = (platform, url, file) => withRetries(platform, url, () => platform.http.download(url, file));
/** True once `attempt` ended well, false where the server has no such file; fails after three tries. */
async function withRetries(platform, url, attempt) {
    for (let tries = 1;; tries += 1) {
        try {
            await attempt();
            return true;
        }
        catch (error) {
            const status = error instanceof http/* HttpStatusError */.F ? error.status : undefined;
            // Mirrors in object stores answer 403 for what isn't there.
            if (status === 404 || status === 403)
                return false;
            const reason = status === undefined ? messageOf(error) : `it answered ${status}`;
            if (!isTransient(status) || tries === TRIES)
                throw downloadFailed(url, reason, { tries, cause: error });
            // Full jitter: runners that failed together must not come back together.
            const pause = Math.round(FIRST_PAUSE * 2 ** (tries - 1) * (0.5 + Math.random() / 2));
            platform.log.info(`${url}: ${reason}; trying again in ${pause} ms (${tries} of ${TRIES} tries).`);
            await platform.clock.sleep(pause);
        }
    }
}
const isTransient = (status) => status === undefined || status === 408 || status === 425 || status === 429 || status >= 500;
const messageOf = (error) => (error instanceof Error ? error.message : String(error));
function downloadFailed(url, reason, after) {
    const tries = after === undefined || after.tries === 1 ? '' : ` after ${after.tries} tries`;
    return new errors/* Failure */.H({
        code: 'TERRAFORM_DOWNLOAD_FAILED',
        reason: `${url} could not be downloaded${tries}: ${reason}.`,
        safe: NOTHING_INSTALLED,
        next: 'Run it again; if the runner cannot reach that host, set REVIVE_DEPLOY_TERRAFORM_RELEASES_URL to a mirror or put Terraform on the PATH.',
        cause: after?.cause,
    });
}
function notAuthentic(build, reason) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_AUTHENTIC',
        reason: `The downloaded Terraform ${build.version} is not used: ${reason}.`,
        safe: `${NOTHING_INSTALLED} The downloaded files were removed.`,
        next: 'Look at what stands between the runner and releases.hashicorp.com (proxy, mirror); run it again once that is known.',
    });
}
function unknownVersion({ version }, url) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `There is no Terraform ${version}: ${url} does not exist.`,
        safe: NOTHING_INSTALLED,
        next: 'Ask for a version that was released.',
    });
}

;// CONCATENATED MODULE: ./lib/terraform/install/tool-cache.js




const TOOL = 'terraform';
const EXECUTABLE_MODE = 0o755;
/** Each further try means that yet another run put something else there meanwhile. */
const tool_cache_TRIES = 5;
const none = () => [];
/** Every version that is there and whole. */
async function toolCacheVersions({ root, arch }) {
    const names = await (0,promises_.readdir)(external_node_path_.join(root, TOOL)).catch(none);
    const found = await Promise.all(names.map(async (name) => {
        const files = await (0,promises_.readdir)(external_node_path_.join(root, TOOL, name)).catch(none);
        return files.includes(arch) && files.includes(`${arch}.complete`) ? (0,constraint/* parseVersion */.ot)(name) : undefined;
    }));
    return found.filter((version) => version !== undefined);
}
const toolCacheExecutable = ({ root, arch, executableName }, version) => external_node_path_.join(root, TOOL, version, arch, executableName);
/**
 * Puts the executable in place with one rename, so that whoever looks sees all of it or nothing. Two runs at once end
 * with one of two equal files. Rejects with the file system's error.
 */
async function addToToolCache(cache, version, executable) {
    const parent = external_node_path_.join(cache.root, TOOL, version);
    const target = external_node_path_.join(parent, cache.arch);
    const staging = external_node_path_.join(parent, `.${cache.arch}-${(0,external_node_crypto_.randomUUID)()}`);
    try {
        await (0,promises_.mkdir)(staging, { recursive: true });
        const file = external_node_path_.join(staging, cache.executableName);
        await (0,promises_.writeFile)(file, executable);
        // Not the mode of writeFile: the umask would cut it, and another user of a shared runner may run it later.
        await (0,promises_.chmod)(file, EXECUTABLE_MODE);
        await moveInto(staging, target, { name: cache.executableName, content: executable });
        await (0,promises_.writeFile)(`${target}.complete`, '');
        return external_node_path_.join(target, cache.executableName);
    }
    finally {
        await (0,promises_.rm)(staging, { recursive: true, force: true });
    }
}
async function moveInto(staging, target, wanted) {
    for (let tries = 1;; tries += 1) {
        try {
            await (0,promises_.rename)(staging, target);
            return;
        }
        catch (error) {
            const { code } = error;
            if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM')
                throw error;
            const present = await (0,promises_.readFile)(external_node_path_.join(target, wanted.name)).catch(() => undefined);
            // Another run was faster; a directory that is in use must not be swapped away.
            if (present?.equals(wanted.content) === true)
                return;
            if (tries === tool_cache_TRIES)
                throw error;
            // Left half-made by a tool that copies in place, or tampered with: moved aside, because deleting takes time.
            await (0,promises_.rename)(target, `${staging}.old`).catch(ignoreMissing);
            await (0,promises_.rm)(`${staging}.old`, { recursive: true, force: true });
        }
    }
}
/** Another run moved it aside first. */
function ignoreMissing(error) {
    if (error.code !== 'ENOENT')
        throw error;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./lib/terraform/install/zip-entry.js


const inflate = (0,external_node_util_.promisify)(external_node_zlib_.inflateRaw);
const END = { signature: 0x06054b50, size: 22, maxComment: 0xffff, entries: 10, directoryOffset: 16 };
const CENTRAL = { signature: 0x02014b50, size: 46 };
const LOCAL = { signature: 0x04034b50, size: 30 };
const STORED = 0;
const DEFLATED = 8;
/**
 * The content of one entry of a zip archive; undefined when the archive has no such entry or is not read by this
 * (encrypted, larger than 4 GiB). Only called on bytes whose checksum holds. Reading the one entry we want from memory
 * needs no `unzip` on the machine, and no other entry can write anywhere.
 */
async function readZipEntry(archive, name) {
    const end = findEnd(archive);
    if (end === undefined)
        return undefined;
    let offset = archive.readUInt32LE(end + END.directoryOffset);
    for (let left = archive.readUInt16LE(end + END.entries); left > 0; left -= 1) {
        if (offset + CENTRAL.size > end || archive.readUInt32LE(offset) !== CENTRAL.signature)
            return undefined;
        const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => archive.readUInt16LE(offset + at));
        const nameEnd = offset + CENTRAL.size + (nameLength ?? 0);
        if (archive.toString('utf8', offset + CENTRAL.size, nameEnd) === name)
            return readContent(archive, offset);
        offset = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
    }
    return undefined;
}
/** The directory's end record stands last, before a comment of unknown length. */
function findEnd(archive) {
    const last = archive.length - END.size;
    for (let offset = last; offset >= 0 && offset >= last - END.maxComment; offset -= 1) {
        if (archive.readUInt32LE(offset) === END.signature)
            return offset;
    }
    return undefined;
}
async function readContent(archive, central) {
    const encrypted = (archive.readUInt16LE(central + 8) & 1) !== 0;
    const method = archive.readUInt16LE(central + 10);
    const compressed = archive.readUInt32LE(central + 20);
    const size = archive.readUInt32LE(central + 24);
    const local = archive.readUInt32LE(central + 42);
    if (encrypted || local + LOCAL.size > archive.length || archive.readUInt32LE(local) !== LOCAL.signature)
        return undefined;
    const start = local + LOCAL.size + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + compressed);
    if (bytes.length !== compressed)
        return undefined;
    if (method === STORED)
        return bytes;
    if (method !== DEFLATED)
        return undefined;
    const content = await inflate(bytes, { maxOutputLength: Math.max(size, 1) });
    return content.length === size ? content : undefined;
}

;// CONCATENATED MODULE: ./lib/terraform/install/install.js












const RELEASES_URL = 'https://releases.hashicorp.com';
/**
 * The Terraform to use: the first of PATH, tool cache, GitHub's cache and download that has a version meeting the
 * input `terraform-version` (else `.terraform-version`) and every `required_version`.
 *
 * Fails with INVALID_INPUTS, TERRAFORM_NOT_FOUND, TERRAFORM_DOWNLOAD_FAILED or TERRAFORM_NOT_AUTHENTIC; nothing is
 * left installed then.
 */
const ensureTerraform = (platform, request) => ensureTerraformSignedBy(hashicorpKey(), platform, request);
/** The same for releases signed by another key: for tests alone, so that no input or variable can name one. */
async function ensureTerraformSignedBy(key, platform, request) {
    const requirements = await readRequirements(request);
    const found = (await onPath(platform, request, requirements)) ??
        (await inToolCache(toolCache(request.toolCacheDirectory ?? temporaryToolCache(request)), requirements)) ??
        (await install(platform, request, { key, requirements }));
    const wanted = requirements.length === 0 ? '' : `; asked for ${describeRequirements(requirements)}`;
    platform.log.info(`Terraform ${found.version} from ${SOURCE_NAMES[found.source]}${wanted}.`);
    return found;
}
const SOURCE_NAMES = {
    path: 'the PATH',
    'tool-cache': 'the tool cache',
    cache: "GitHub's cache",
    download: 'a download, signature verified',
};
async function onPath(platform, { directory }, requirements) {
    const found = await findOnPath(platform, directory);
    if (found === undefined)
        return undefined;
    const { executable, version } = found;
    if (meets(version, requirements))
        return { executable, version: version.text, source: 'path' };
    platform.log.info(`Terraform ${version.text} on the PATH is not ${describeRequirements(requirements)}.`);
    return undefined;
}
async function inToolCache(cache, requirements) {
    const exact = exactRequirement(requirements);
    // A prerelease is taken only where it is named.
    const allowed = (version) => version.prerelease === '' || (exact !== undefined && (0,constraint/* compareVersions */.Zy)(version, exact) === 0);
    const versions = await toolCacheVersions(cache);
    const newest = versions
        .filter((version) => allowed(version) && meets(version, requirements))
        .sort(constraint/* compareVersions */.Zy)
        .at(-1);
    return newest === undefined
        ? undefined
        : { executable: toolCacheExecutable(cache, newest.text), version: newest.text, source: 'tool-cache' };
}
async function install(platform, request, { key, requirements }) {
    const machine = releaseMachine();
    const version = exactRequirement(requirements) ??
        (await newestRelease(platform, request.releasesUrl, { requirements, machine }));
    const build = { ...machine, version: version.text };
    const { archive, ...origin } = await obtain(platform, request, { key, build });
    const name = executableName();
    const executable = await readZipEntry(archive, name);
    if (executable === undefined)
        throw noExecutable(build, name);
    return { executable: await place(request, version.text, executable), version: version.text, ...origin };
}
/** The release's verified archive, from GitHub's cache or a download. Only its memory is used from here on. */
async function obtain(platform, request, { key, build }) {
    const entry = (0,install_cache/* cacheEntry */.Rv)(request.temporaryDirectory, build);
    const service = request.cache ? request.cacheService : undefined;
    let restored = 'unavailable';
    if (service !== undefined) {
        restored = await (0,install_cache/* restoreTerraform */.JX)(platform, service, entry);
        const archive = restored === 'hit' ? await readRestored(platform, entry, { key, build }) : undefined;
        if (archive !== undefined)
            return { archive, source: 'cache' };
    }
    await (0,promises_.mkdir)(request.temporaryDirectory, { recursive: true });
    const directory = await (0,promises_.mkdtemp)(external_node_path_.join(request.temporaryDirectory, 'terraform-download-'));
    try {
        await downloadRelease(platform, { releasesUrl: request.releasesUrl, build, key }, directory);
        const archive = await readAuthenticArchive(directory, build, key);
        if (restored !== 'miss')
            return { archive, source: 'download' };
        await (0,promises_.rename)(directory, entry.directory);
        return { archive, source: 'download', toKeep: entry };
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
/** What the cache held, if it is genuine; a poisoned or damaged entry costs a download, never trust. */
async function readRestored(platform, { directory, key: name }, { key, build }) {
    try {
        return await readAuthenticArchive(directory, build, key);
    }
    catch (error) {
        platform.log.warning(`The Terraform in GitHub's cache (${name}) is not used, delete that entry: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
/** Installs into the runner's tool cache, or under the temporary directory where that may not be written. */
async function place(request, version, executable) {
    const fallback = temporaryToolCache(request);
    try {
        return await addToToolCache(toolCache(request.toolCacheDirectory ?? fallback), version, executable);
    }
    catch (error) {
        if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code ?? ''))
            throw notWritten(error);
    }
    return addToToolCache(toolCache(fallback), version, executable).catch((error) => {
        throw notWritten(error);
    });
}
const temporaryToolCache = ({ temporaryDirectory }) => external_node_path_.join(temporaryDirectory, 'revive-deploy-tools');
const toolCache = (root) => ({ root, arch: external_node_os_.arch(), executableName: executableName() });
const executableName = () => (external_node_os_.platform() === 'win32' ? 'terraform.exe' : 'terraform');
const RELEASE_OS = { win32: 'windows', sunos: 'solaris' };
const RELEASE_ARCH = { x64: 'amd64', ia32: '386' };
/** This machine in the names of the releases. */
function releaseMachine() {
    const [platform, arch] = [external_node_os_.platform(), external_node_os_.arch()];
    return { os: RELEASE_OS[platform] ?? platform, arch: RELEASE_ARCH[arch] ?? arch };
}
function noExecutable({ version }, name) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_NOT_FOUND',
        reason: `The genuine archive of Terraform ${version} holds no ${name} that can be read.`,
        safe: 'Nothing was installed, and nothing in AWS was changed by this step.',
        next: 'Ask for another version of Terraform, or put one on the PATH.',
    });
}
function notWritten(cause) {
    return new errors/* Failure */.H({
        code: 'TERRAFORM_DOWNLOAD_FAILED',
        reason: `Terraform was downloaded and is genuine, but could not be written: ${String(cause)}.`,
        safe: 'Nothing was installed, and nothing in AWS was changed by this step.',
        next: 'Give the runner at least 200 MB of free disk in RUNNER_TOOL_CACHE and run it again.',
        cause,
    });
}

;// CONCATENATED MODULE: ./lib/find-terraform.js




/**
 * Finds the Terraform that a configuration asks for, or installs it, and makes sure that it knows what the inputs want of
 * it. What was downloaded is kept for the next run by `post`.
 *
 * @throws Failure `TERRAFORM_NOT_FOUND`, and what installing and `INVALID_INPUTS` name
 */
async function findTerraform(context, { requiredVersions, locking, }) {
    const { platform, inputs, progress, saveForPost } = context;
    const binary = await progress.stage('terraform binary', () => ensureTerraform(platform, terraformRequest(context, requiredVersions)), ({ version }) => version);
    (0,features/* refuseUnknownLocking */.w0)(binary.version, locking);
    if (inputs.terraform.adoptExisting)
        (0,features/* refuseUnknownImports */.vr)(binary.version);
    if (binary.toKeep !== undefined)
        saveForPost('terraform-cache', JSON.stringify(binary.toKeep));
    return binary;
}
/** Which Terraform a command is to run, and where one is looked for. */
function terraformRequest({ inputs, run, platform }, requiredVersions) {
    const { directory, version } = inputs.terraform;
    const { RUNNER_TOOL_CACHE: toolCacheDirectory, REVIVE_DEPLOY_TERRAFORM_RELEASES_URL: releasesUrl } = platform.environment;
    return {
        directory,
        repositoryRoot: run.workspace,
        requiredVersions,
        cache: inputs.cache,
        temporaryDirectory: run.temporaryDirectory,
        cacheService: (0,cache/* connectCache */.X)((0,bundle/* bundleEntry */.xJ)(), platform.environment),
        releasesUrl: releasesUrl || RELEASES_URL,
        ...(version === undefined ? {} : { version }),
        ...(toolCacheDirectory ? { toolCacheDirectory } : {}),
    };
}


/***/ }),

/***/ 1341:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ JournalKeeper)
});

// EXTERNAL MODULE: ./lib/state/other-states.js
var other_states = __webpack_require__(3622);
// EXTERNAL MODULE: ./lib/terraform/identities/registry.js + 10 modules
var registry = __webpack_require__(9725);
;// CONCATENATED MODULE: ./lib/terraform/adoption-fit.js

/** Types of which a replacement takes nothing away: a deployment of a REST API is a snapshot of it. */
const REPLACEABLE = new Set(['aws_api_gateway_deployment']);
/** Whether an adopted resource of this type may be replaced at once. */
const isReplaceable = (type) => REPLACEABLE.has(type);
/**
 * Compares what was adopted with what the plan makes of it: it may be changed in place, but a plan that destroys or
 * replaces it, gives it away to another project, or turns a distribution to another origin means another one.
 *
 * @param adopted import id by address
 */
function misfitsOf(plan, adopted) {
    return (plan.resource_changes ?? []).flatMap((planned) => {
        const id = planned.deposed === undefined ? adopted.get(planned.address) : undefined;
        const why = id === undefined ? undefined : misfit(planned);
        return id === undefined || why === undefined ? [] : [{ address: planned.address, id, why }];
    });
}
function misfit({ type, change }) {
    if (change.actions.includes('delete') && !isReplaceable(type)) {
        const because = (change.replace_paths ?? []).map((path) => path.join('.')).join(', ');
        return change.actions.includes('create')
            ? `the plan would replace it${because === '' ? '' : `, because of ${because}`}`
            : 'the plan would destroy it';
    }
    return foreignTag(change) ?? foreignOrigin(type, change);
}
/** Tags by which people say whose something is. One that tells of a commit or a date changes with every deploy. */
const OWNING = /^(app|application|env|environment|owner|project|repo|repository|service|stack|stage|team)$/i;
function foreignTag({ before, after }) {
    const [found, wanted] = [textsOf(before?.['tags_all']), textsOf(after?.['tags_all'])];
    const other = Object.keys(found).find((name) => OWNING.test(name) && wanted[name] !== undefined && wanted[name] !== found[name]);
    return other === undefined
        ? undefined
        : `its tag ${other} is ${JSON.stringify(found[other])}, and here it would be ${JSON.stringify(wanted[other])}`;
}
const textsOf = (value) => typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string'))
    : {};
/** Two distributions may be called the same; one that serves the same site has an origin in common with it. */
function foreignOrigin(type, { before, after }) {
    if (type !== 'aws_cloudfront_distribution')
        return undefined;
    const [found, wanted] = [originsOf(before), originsOf(after)];
    if (found.length === 0 || wanted.length === 0 || wanted.some((each) => found.includes(each)))
        return undefined;
    return `it leads to ${found.join(', ')}, and here it would lead to ${wanted.join(', ')}`;
}
function originsOf(values) {
    const origins = values?.['origin'];
    if (!Array.isArray(origins))
        return [];
    return origins.flatMap(({ domain_name: name }) => typeof name === 'string' ? [name] : []);
}
/**
 * Types that leave nothing in AWS, or nothing that matters, when they are made again: a layer is published as a further
 * version (none can be imported: what it was made from would force its replacement), and the account's setting of API
 * Gateway is written over.
 */
const MADE_AGAIN = /^(null_resource|terraform_data|local_(sensitive_)?file|time_\w+|aws_api_gateway_(account|deployment)|aws_lambda_layer_version)$/;
/**
 * What the last good version of a lost state knew and this plan would create again without anything telling that it is
 * gone: its type can't be looked up (a `random_id` that other names are made of), or AWS assigns its id and nothing
 * looks like it any more. Adopting the rest would then make duplicates; that version is the better way.
 */
function createdBlindly(verdicts, plan, known) {
    const judged = new Map(verdicts.map(({ create, verdict }) => [create.address, verdict]));
    return (plan.resource_changes ?? [])
        .filter(({ address, mode, type, deposed, change }) => {
        if (mode !== 'managed' || deposed !== undefined || !known.has(address) || MADE_AGAIN.test(type))
            return false;
        if (!change.actions.includes('create') || change.importing !== undefined)
            return false;
        const verdict = judged.get(address);
        if (verdict?.kind !== 'create')
            return verdict === undefined || verdict.kind === 'unknown';
        return registry/* IDENTITIES */.x[type]?.assignedBy === 'aws' && typeof verdict.before === 'object';
    })
        .map(({ address }) => address);
}
/** What the last good version of a lost state knew and is made again on purpose, beside what AWS has of it. */
const madeAgain = (plan, known) => (plan.resource_changes ?? [])
    .filter(({ address, mode, type, change }) => mode === 'managed' &&
    known.has(address) &&
    type.startsWith('aws_') &&
    MADE_AGAIN.test(type) &&
    change.actions.includes('create') &&
    change.importing === undefined)
    .map(({ address }) => address);

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/terraform/adoption-failures.js

const UNTOUCHED = 'Nothing was created, imported or changed, and the site was not touched.';
/** The first of them; the details have all. */
const MOST_NAMED = 3;
const inShort = (addresses) => addresses.length <= MOST_NAMED + 1
    ? addresses.join(', ')
    : `${addresses.slice(0, MOST_NAMED).join(', ')} and ${addresses.length - MOST_NAMED} more`;
const resources = (count) => `${count} resource${count === 1 ? '' : 's'}`;
const line = ({ address, ids, decision }) => `${address}: ${ids.join(', ')}${decision.kind === 'refused' ? ` (can't be adopted: ${decision.why})` : ''}`;
/** What the message can't promise: states that could not be looked into may claim some of it. */
const notLookedInto = (unread) => unread.length === 0 ? [] : ['', `Not looked into for whether it is theirs: ${unread.join(', ')}`];
/** What the plan would create exists, and nobody asked to adopt it. */
function alreadyExists(existing, unread) {
    const adoptable = existing.filter(({ decision }) => decision.kind === 'adopt').length;
    return new errors/* Failure */.H({
        code: 'ALREADY_EXISTS',
        reason: `${resources(existing.length)} that this plan would create ${existing.length === 1 ? 'exists' : 'exist'} in AWS already: ${inShort(existing.map(({ address }) => address))}.`,
        safe: UNTOUCHED,
        next: adoptable === 0
            ? 'See at each why it stands in the way, and give it another name or take it away.'
            : 'If they are of this very deployment, add `adopt-existing: true` to the `with:` block of the step and run again; if not, give them other names.',
        details: [...existing.map(line), ...notLookedInto(unread)],
    });
}
/** Some of what exists can't be adopted, so none of it is. */
const refusedAdoptions = (refused, unread) => new errors/* Failure */.H({
    code: 'ADOPTION_REFUSED',
    reason: `${resources(refused.length)} that this plan would create ${refused.length === 1 ? 'exists' : 'exist'} in AWS and can't be adopted: ${inShort(refused.map(({ address }) => address))}.`,
    safe: UNTOUCHED,
    next: 'See at each why; give it another name, take away what is too many, or import the right one yourself (terraform import ADDRESS ID), then run again.',
    details: [...refused.map(line), ...notLookedInto(unread)],
});
/** What was to be adopted is not what the configuration means. */
const unfitAdoptions = (misfits) => new errors/* Failure */.H({
    code: 'ADOPTION_REFUSED',
    reason: `${resources(misfits.length)} that adopt-existing found ${misfits.length === 1 ? 'is' : 'are'} not what the configuration means: ${inShort(misfits.map(({ address }) => address))}.`,
    safe: UNTOUCHED,
    next: 'See at each why; give it another name, or change the configuration to what is there, then run again.',
    details: misfits.map(({ address, id, why }) => `${address}: ${id} (${why})`),
});
/** Adopting would make again what the lost state knew and nothing can find. */
function blindAfterLoss(blind, found, versionId) {
    return new errors/* Failure */.H({
        code: 'ADOPTION_REFUSED',
        reason: `The state was lost (${found.code}), and its last good version has ${resources(blind.length)} that can't be found ` +
            `by looking and would be created a second time: ${inShort(blind)}.`,
        safe: `${UNTOUCHED} The state is as it was found, with all its versions.`,
        next: versionId === undefined
            ? found.next
            : `Put the last good version back: run with \`command: rollback\` and \`rollback-to: state:${versionId}\`.`,
        details: [...blind, '', `Found: ${found.reason}`],
    });
}

// EXTERNAL MODULE: ./lib/terraform/claims.js
var terraform_claims = __webpack_require__(1088);
;// CONCATENATED MODULE: ./lib/terraform/adoption-decision.js
/** Decides about one planned create from the import ids of all that has its identity. */
function judge(create, assignedBy, ids, evidence) {
    const entry = entryOf(create, evidence);
    if (create.reason === 'tainted')
        return judgeTainted(create, assignedBy, ids, entry);
    if (entry === undefined)
        return judgeUnjournaled(create, assignedBy, ids);
    const fresh = assignedBy === 'key' ? ids : newIds(entry, ids, evidence.inState);
    // What the state still has at this address is there because of it, not because of the run that was killed.
    if (create.reason === 'replaces-itself')
        return judgeUnjournaled(create, assignedBy, ids);
    const [id, ...others] = fresh;
    if (id === undefined)
        return judgeUnjournaled(create, assignedBy, ids);
    // An address that is taken in the state can't be imported to: the old one has to go first.
    const clear = others.length === 0 && !evidence.twin && create.reason === 'new';
    return clear ? { kind: 'adopt', id, entry } : { kind: 'unproven', ids: fresh, entry };
}
function judgeUnjournaled(create, assignedBy, ids) {
    if (assignedBy === 'aws')
        return { kind: 'create', before: { alreadyThere: ids } };
    if (ids.length === 0)
        return { kind: 'create', before: 'absent' };
    return create.reason === 'replaces-itself'
        ? { kind: 'create', before: 'replaced' }
        : { kind: 'taken', ids };
}
function judgeTainted({ replaces = '', provisioned }, assignedBy, ids, entry) {
    const id = assignedBy === 'key' ? ids[0] : ids.find((each) => isId(each, replaces));
    // Without a journal a person may have tainted it, and with a provisioner its failure may have.
    if (entry !== undefined && id !== undefined && !provisioned)
        return { kind: 'untaint', id, entry };
    if (assignedBy === 'aws')
        return { kind: 'create', before: { alreadyThere: ids } };
    return { kind: 'create', before: id === undefined ? 'absent' : 'replaced' };
}
/** The journal's entry of a planned create: the same address, type, region and identity. */
function entryOf(create, { journal, idOf }) {
    const { key } = create;
    if (key === undefined)
        return undefined;
    return journal?.entries.find((entry) => entry.address === create.address &&
        entry.type === create.type &&
        entry.region === create.region &&
        isSameKey(entry.key, key, idOf));
}
/** Whether two identities are one. An id that was yet to come then may be known now. */
function isSameKey(then, now, idOf) {
    const names = new Set([...Object.keys(then), ...Object.keys(now)]);
    return [...names].every((name) => {
        const [a, b] = [then[name], now[name]];
        if (a === undefined || b === undefined)
            return false;
        if (typeof a === 'object' && typeof b === 'object')
            return a.of === b.of;
        const known = (part) => typeof part === 'string' ? part : idOf(part.of);
        const value = known(a);
        return value !== undefined && value === known(b);
    });
}
/** Of several that look the same, those that neither were there before nor are anywhere in the state. */
function newIds({ before }, ids, inState) {
    const earlier = typeof before === 'string' ? [] : before.alreadyThere;
    return ids.filter((id) => !earlier.includes(id) && ![...inState].some((known) => isId(id, known)));
}
/** Whether an import id (`api/integration`) is that of an id in the state (`integration`). */
const isId = (importId, stateId) => importId === stateId || (stateId !== '' && importId.endsWith(`/${stateId}`));
/** Ids that the state has of one type. */
const idsOfType = (stateIds, type) => new Set([...stateIds.values()].filter((each) => each.type === type).map(({ id }) => id));
/**
 * Whether a journal speaks of the state there is. One of another lineage proves nothing about it. A journal that was
 * written before there was any state speaks of the first one.
 */
const isAbout = (journal, state) => journal.state === undefined || state === undefined || journal.state.lineage === state.lineage;
/**
 * What of a journal still matters after an apply that failed though Terraform saved its state: what it didn't complete
 * may be there all the same, created by a call whose answer was lost, or be tainted. What it completed is in the state.
 */
const unsettled = (journal, changes) => {
    const applied = new Set(changes.filter((change) => change.applied).map(({ address }) => address));
    return journal.entries.filter(({ address }) => !applied.has(address));
};

// EXTERNAL MODULE: ./lib/terraform/identities/identity.js
var identities_identity = __webpack_require__(1649);
;// CONCATENATED MODULE: ./lib/terraform/in-parallel.js
/** Like Promise.all over a function, with at most so many at once. */
async function inParallel(items, atOnce, work) {
    const results = [];
    const queue = items.entries();
    const worker = async () => {
        for (const [index, item] of queue)
            results[index] = await work(item);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
    return results;
}

;// CONCATENATED MODULE: ./lib/terraform/examine-creates.js





/** At most so many look-ups at once: IAM's and Lambda's control planes throttle early. */
const LOOK_UPS_AT_ONCE = 8;
/**
 * Looks up everything that a plan creates, in parallel, and decides about each. What hangs on something that is itself
 * yet to be created (a route on its API) isn't there; what hangs on something found is looked up in its turn.
 */
async function examineCreates(place, planned, { journal, assumed = new Map(), answers = new Map() } = {}) {
    const judged = new Map();
    const refused = new Set();
    const byAddress = new Map(planned.creates.map((create) => [create.address, create]));
    const twins = twinsAmong(planned.creates);
    const idOf = (address) => {
        const verdict = judged.get(address)?.verdict;
        if (verdict?.kind === 'adopt' || verdict?.kind === 'untaint')
            return verdict.id;
        if (verdict?.kind === 'taken')
            return verdict.ids.length === 1 ? verdict.ids[0] : undefined;
        return planned.stateIds.get(address)?.id ?? assumed.get(address);
    };
    const lookUp = (type, region, key) => {
        const question = JSON.stringify([type, region, key]);
        const answer = answers.get(question) ?? registry/* IDENTITIES */.x[type]?.find({ ...place, region }, key);
        if (answer === undefined)
            return Promise.resolve([]);
        answers.set(question, answer);
        return answer;
    };
    const examine = async (create) => {
        const { type, key, region } = create;
        const identity = registry/* IDENTITIES */.x[type];
        if (identity === undefined || key === undefined)
            return { kind: 'unknown' };
        const entry = entryOf(create, { journal, idOf });
        const resolved = (0,identities_identity/* resolveKey */.oO)(key, idOf);
        if (resolved === undefined) {
            const parents = referredTo(create).map((address) => judged.get(address)?.verdict.kind);
            const absent = parents.some((kind) => kind === 'create');
            if (!absent)
                return { kind: 'unknown', ...(entry === undefined ? {} : { entry }) };
            return judge(create, identity.assignedBy, [], { journal, idOf, inState: NONE, twin: false });
        }
        let ids;
        try {
            ids = await lookUp(type, region, resolved);
        }
        catch (error) {
            if (!isRefusal(error))
                throw error;
            // What a killed run may have created must not be created again unseen. Anything else only goes unjournaled.
            if (entry !== undefined)
                throw notTold(create, error);
            refused.add(`${type}: ${(0,identities_identity/* codeOf */.$N)(error)}`);
            return { kind: 'unknown' };
        }
        const inState = idsOfType(planned.stateIds, type);
        const verdict = judge(create, identity.assignedBy, ids, {
            journal,
            idOf,
            inState,
            twin: twins.has(create),
        });
        if (verdict.kind !== 'untaint' || identity.isReady === undefined)
            return verdict;
        if (await identity.isReady({ ...place, region }, verdict.id))
            return verdict;
        return { kind: 'create', before: identity.assignedBy === 'aws' ? { alreadyThere: ids } : 'replaced' };
    };
    let waiting = [...planned.creates];
    while (waiting.length > 0) {
        const depends = (create) => referredTo(create).some((address) => byAddress.has(address) && !judged.has(address));
        const ready = waiting.filter((create) => !depends(create));
        // Terraform refuses circles; should one stand here all the same, it ends the waiting.
        const wave = ready.length > 0 ? ready : waiting;
        const verdicts = await inParallel(wave, LOOK_UPS_AT_ONCE, examine);
        wave.forEach((create, index) => {
            judged.set(create.address, { create, verdict: verdicts[index] ?? { kind: 'unknown' } });
        });
        waiting = waiting.filter((create) => !judged.has(create.address));
    }
    const verdicts = [...judged.values()];
    const open = (journal?.entries ?? []).filter(({ address }) => !byAddress.has(address) && (!planned.stateIds.has(address) || planned.importing.has(address)));
    return {
        verdicts,
        entries: [...verdicts.flatMap(toEntry), ...open],
        leftBehind: await findLeftBehind(place, open.filter(({ address }) => !planned.configured.has(address)), idOf),
        refused: [...refused].sort(),
    };
}
const notTold = ({ address, type }, cause) => new errors/* Failure */.H({
    code: 'ACCESS_DENIED',
    reason: `An interrupted run may have created ${address}, and AWS refused to tell whether it did (${(0,identities_identity/* codeOf */.$N)(cause)}).`,
    safe: 'Nothing was applied; creating it again could have made a duplicate.',
    next: `Allow the role of this run to read what ${type} is, and run again.`,
    cause,
});
const NONE = new Set();
const referredTo = ({ key = {} }) => Object.values(key).flatMap((part) => (typeof part === 'string' ? [] : [part.of]));
/** Creates that look the same as another: what is found then can't be told apart. */
function twinsAmong(creates) {
    const groups = new Map();
    for (const create of creates) {
        if (create.key === undefined)
            continue;
        const look = JSON.stringify([create.type, create.region, Object.entries(create.key).sort()]);
        groups.set(look, [...(groups.get(look) ?? []), create]);
    }
    return new Set([...groups.values()].filter((group) => group.length > 1).flat());
}
/** The journal's entry of a verdict. What is proven stays so until the state has it; what is taken never gets one. */
function toEntry({ create, verdict }) {
    switch (verdict.kind) {
        case 'create':
            return create.key === undefined
                ? []
                : [
                    {
                        address: create.address,
                        type: create.type,
                        region: create.region,
                        key: create.key,
                        before: verdict.before,
                    },
                ];
        case 'adopt':
        case 'untaint':
        case 'unproven':
            return [verdict.entry];
        case 'unknown':
            return verdict.entry === undefined ? [] : [verdict.entry];
        case 'taken':
            return [];
    }
}
async function findLeftBehind(place, entries, idOf) {
    const found = await inParallel(entries, LOOK_UPS_AT_ONCE, async ({ address, type, region, key, before }) => {
        const resolved = (0,identities_identity/* resolveKey */.oO)(key, idOf);
        const ids = resolved === undefined
            ? []
            : await registry/* IDENTITIES */.x[type]?.find({ ...place, region }, resolved).catch((error) => {
                if (isRefusal(error))
                    return [];
                throw error;
            });
        const earlier = typeof before === 'string' ? [] : before.alreadyThere;
        return (ids ?? []).filter((id) => !earlier.includes(id)).map((id) => ({ address, type, id }));
    });
    return found.flat();
}
/** AWS won't say (no permission, or the service isn't there): not the same as "absent", nor a reason to stop. */
function isRefusal(error) {
    const status = error.$metadata
        ?.httpStatusCode;
    return (/^AccessDenied/.test((0,identities_identity/* codeOf */.$N)(error)) ||
        (status !== undefined && status >= 400 && status < 500 && status !== 429));
}

;// CONCATENATED MODULE: ./lib/terraform/existing.js




/**
 * Decides about everything that a plan would create and AWS has: what may be adopted, and why not the rest. What other
 * states claim is never taken. Where AWS assigns ids, theirs is also no reason to stop: another may be made beside it.
 */
function decideExisting(verdicts, { plan, planned, others, assumed }) {
    const own = (0,terraform_claims/* claimsOfPlan */.Ue)(plan, planned.importing);
    const replaced = planned.creates.flatMap(({ replaces }) => (replaces === undefined ? [] : [replaces]));
    const idOf = (address) => {
        const verdict = verdicts.find(({ create }) => create.address === address)?.verdict;
        if (verdict?.kind === 'taken' && verdict.ids.length === 1)
            return verdict.ids[0];
        return planned.stateIds.get(address)?.id ?? assumed.get(address);
    };
    const decideOne = ({ create, verdict }) => {
        const { address, type, region } = create;
        const identity = registry/* IDENTITIES */.x[type];
        const key = create.key === undefined ? undefined : (0,identities_identity/* resolveKey */.oO)(create.key, idOf);
        const all = idsThere(verdict);
        if (identity === undefined || key === undefined || all.length === 0)
            return [];
        const about = { address, type, region, harmless: isOurs(identity, key, own) };
        const found = (importId) => ({ type, region, key, importId });
        if (identity.assignedBy === 'aws') {
            // Its address is taken in the state: this plan makes another one on purpose.
            if (create.reason !== 'new')
                return [];
            const free = all.filter((id) => !replaced.some((gone) => (0,terraform_claims/* isId */.eQ)(id, gone)) &&
                (0,terraform_claims/* claimantOf */.Vk)(found(id), own) === undefined &&
                claimedBy(found(id), others) === undefined);
            const [id] = free;
            // Of several snapshots that stages show none is the one: another is made, and the stage goes over to it.
            if (id === undefined || (free.length > 1 && isReplaceable(type)))
                return [];
            const many = free.length > 1 ? `${free.length} look like it, and nothing tells which one it is` : undefined;
            return [decided({ ...about, ids: free }, many, id)];
        }
        const [id = ''] = all;
        const holder = (0,terraform_claims/* claimantOf */.Vk)(found(id), own);
        if (holder !== undefined) {
            const why = `this state has it as ${holder.address}: where only its address changed, a moved block says so`;
            return [decided({ ...about, ids: all }, why, id)];
        }
        const other = claimedBy(found(id), others);
        if (other !== undefined) {
            return [
                decided({ ...about, ids: all }, `it is ${other.claim.address} of the state ${other.place}`, id),
            ];
        }
        const occupied = create.reason === 'new'
            ? undefined
            : 'the state has something else at this address, which this plan replaces with it';
        return [decided({ ...about, ids: all }, occupied, id)];
    };
    return withoutTwins(verdicts.flatMap(decideOne));
}
const decided = (about, why, id) => ({
    ...about,
    decision: why === undefined ? { kind: 'adopt', id } : { kind: 'refused', why },
});
const idsThere = (verdict) => {
    if (verdict.kind === 'taken')
        return verdict.ids;
    return verdict.kind === 'create' && typeof verdict.before === 'object' ? verdict.before.alreadyThere : [];
};
/** Whether what it is a part of is in the state of this deployment. */
const isOurs = ({ within }, key, own) => within !== undefined &&
    own.some(({ type, id }) => type === within.type && (0,terraform_claims/* isId */.eQ)(key[within.part] ?? '', id));
function claimedBy(found, others) {
    for (const { place, claims } of others) {
        const claim = (0,terraform_claims/* claimantOf */.Vk)(found, claims);
        if (claim !== undefined)
            return { place, claim };
    }
    return undefined;
}
/** One thing can't be imported to two addresses. */
function withoutTwins(all) {
    const named = (each) => each.decision.kind === 'adopt' ? `${each.type} ${each.region} ${each.decision.id}` : '';
    return all.map((each) => {
        const twins = all.filter((other) => other !== each && named(other) !== '' && named(other) === named(each));
        if (each.decision.kind === 'refused' || twins.length === 0)
            return each;
        const why = `${twins.map(({ address }) => address).join(', ')} would be the same one`;
        return { ...each, decision: { kind: 'refused', why } };
    });
}

;// CONCATENATED MODULE: ./lib/adopter.js








/**
 * Sees to what a plan would create and AWS has already: stops, or with `adopt-existing` says what is to be imported, and
 * checks once that is planned that it is what the configuration means.
 */
class Adopter {
    #context;
    #deployment;
    #lost;
    #adopted = new Map();
    #others;
    constructor(context, { deployment, lost }) {
        this.#context = context;
        this.#deployment = deployment;
        this.#lost = lost;
    }
    /** Whether a plan has to be looked at again although it creates nothing: what it imports must be what is meant. */
    get hasAdopted() {
        return this.#adopted.size > 0 || this.#lost !== undefined;
    }
    /**
     * What is to be imported before planning again; nothing where the plan may go on.
     *
     * @throws Failure `ALREADY_EXISTS` without `adopt-existing`; `ADOPTION_REFUSED` with it
     */
    async examine(plan) {
        const { platform, inputs, progress } = this.#context;
        this.#refuseMisfits(plan.shown);
        const all = await this.#findAll(plan);
        if (!inputs.terraform.adoptExisting) {
            const concerning = all.filter(({ harmless }) => !harmless);
            if (concerning.length > 0)
                throw alreadyExists(concerning, this.#unread);
            return [];
        }
        const ready = await this.#withoutUnready(all);
        const refused = ready.filter(({ decision, harmless }) => decision.kind === 'refused' && !harmless);
        if (refused.length > 0)
            throw refusedAdoptions(refused, this.#unread);
        const fresh = ready.flatMap(({ address, type, decision }) => decision.kind === 'adopt' ? [{ address, type, id: decision.id }] : []);
        for (const { address, id } of fresh) {
            this.#adopted.set(address, id);
            platform.log.info(`${address} exists already (${id}); importing it.`);
        }
        if (fresh.length === 0)
            this.#refuseBlindness(plan);
        if (this.hasAdopted)
            progress.found({ adopted: this.#report(plan.shown, fresh) });
        return fresh;
    }
    #unread = [];
    /** Everything there is, parents first: what hangs on an API is only looked up once it is known which API. */
    async #findAll(plan) {
        const { shown, planned } = plan;
        const assumed = new Map();
        let examined = plan.examined;
        for (;;) {
            const others = hasCandidates(examined) ? await this.#readOthers() : [];
            const all = decideExisting(examined.verdicts, { plan: shown, planned, others, assumed });
            const parents = all.flatMap(({ address, type, decision }) => decision.kind === 'adopt' && registry/* IDENTITIES */.x[type]?.assignedBy === 'aws' && !assumed.has(address)
                ? [[address, decision.id]]
                : []);
            if (parents.length === 0)
                return all;
            for (const [address, id] of parents)
                assumed.set(address, id);
            examined = await plan.examineAgain(assumed);
        }
    }
    async #readOthers() {
        if (this.#others !== undefined)
            return this.#others;
        const { platform } = this.#context;
        const { states, unread } = await (0,other_states/* readOtherStates */.hj)(platform, this.#deployment.state);
        this.#unread = unread;
        if (unread.length > 0) {
            platform.log.info(`What these states have is not known, so only tags tell whether something is theirs: ${unread.join(', ')}.`);
        }
        this.#others = states.map(({ place, text }) => ({ place, claims: (0,terraform_claims/* claimsOfState */.S5)(text) }));
        return this.#others;
    }
    /** A table still being created, or a secret on its way out, can't be imported. */
    async #withoutUnready(all) {
        const { aws } = this.#context.platform;
        const { account } = this.#deployment;
        return inParallel(all, LOOK_UPS_AT_ONCE, async (each) => {
            const { type, region, decision } = each;
            const identity = registry/* IDENTITIES */.x[type];
            if (decision.kind === 'refused' || identity?.isReady === undefined)
                return each;
            if (await identity.isReady({ aws, account, region }, decision.id))
                return each;
            const why = 'it is not ready: still being created or changed, or scheduled for deletion';
            return { ...each, decision: { kind: 'refused', why } };
        });
    }
    #refuseMisfits(shown) {
        const misfits = misfitsOf(shown, this.#adopted);
        if (misfits.length > 0)
            throw unfitAdoptions(misfits);
    }
    #refuseBlindness({ shown, examined }) {
        const { log } = this.#context.platform;
        if (this.#lost === undefined)
            return;
        const { lastGood, found } = this.#lost;
        if (lastGood !== undefined) {
            const known = new Set((0,terraform_claims/* claimsOfState */.S5)(lastGood.text).map(({ address }) => address));
            const blind = createdBlindly(examined.verdicts, shown, known);
            if (blind.length > 0)
                throw blindAfterLoss(blind, found, lastGood.versionId);
            const again = madeAgain(shown, known);
            if (again.length > 0)
                log.info(`Made again, since it can't be imported as it is: ${again.join(', ')}. What AWS has of it stays.`);
            return;
        }
        const unseen = examined.verdicts.filter(({ verdict }) => verdict.kind === 'unknown');
        if (unseen.length === 0)
            return;
        log.warning('The state was lost with all its versions, and these can not be looked up, so they are created: ' +
            `${unseen.map(({ create }) => create.address).join(', ')}. Look whether AWS has them twice afterwards.`);
    }
    #report(shown, fresh) {
        const types = new Map((shown.resource_changes ?? []).map(({ address, type }) => [address, type]));
        for (const { address, type } of fresh)
            types.set(address, type);
        const replaced = new Set((shown.resource_changes ?? [])
            .filter(({ change }) => change.actions.includes('delete'))
            .map(({ address }) => address));
        return {
            resources: [...this.#adopted].map(([address, id]) => ({
                address,
                id,
                replaced: replaced.has(address) && isReplaceable(types.get(address) ?? ''),
            })),
            ...(this.#lost === undefined ? {} : { lost: this.#lost.found }),
        };
    }
}
const hasCandidates = ({ verdicts }) => verdicts.some(({ verdict }) => verdict.kind === 'taken' ||
    (verdict.kind === 'create' &&
        typeof verdict.before === 'object' &&
        verdict.before.alreadyThere.length > 0));

// EXTERNAL MODULE: ./lib/state/journal.js + 1 modules
var state_journal = __webpack_require__(9361);
// EXTERNAL MODULE: ./lib/terraform/adopt.js
var adopt = __webpack_require__(2962);
// EXTERNAL MODULE: ./lib/terraform/plan-references.js
var plan_references = __webpack_require__(8272);
;// CONCATENATED MODULE: ./lib/terraform/planned-creates.js



/** Reads the planned creates out of a plan. `region`: of a provider that doesn't name one. */
function readPlannedCreates(plan, region) {
    const changes = (plan.resource_changes ?? []).filter(({ mode, deposed }) => mode === 'managed' && deposed === undefined);
    const creating = changes.filter(({ change }) => change.actions.includes('create'));
    const addresses = new Set(changes.map(({ address }) => address));
    const stateIds = new Map();
    collectIds(plan.prior_state?.values?.root_module, stateIds);
    const created = new Set(creating.map(({ address }) => address));
    return {
        creates: creating.flatMap((planned) => plannedCreate(plan, planned, { region, addresses })),
        // What is replaced gets another id; what is imported gets into the state by this plan.
        stateIds: new Map([...stateIds].filter(([address]) => !created.has(address))),
        importing: new Set(changes.filter(({ change }) => change.importing !== undefined).map(({ address }) => address)),
        configured: new Set(changes.filter(({ change }) => change.after !== null).map(({ address }) => address)),
    };
}
/**
 * What an interrupted run was about to create and the state doesn't have, for a plan that creates nothing itself: it is
 * looked for by what the journal knows of it. An address that the state has is left out: what stands there is destroyed,
 * and where AWS assigns the id, one beside it shows as one too many.
 */
function journaledCreates({ entries }, planned) {
    const creates = entries.flatMap(({ address, type, region, key }) => {
        const inState = planned.stateIds.has(address);
        if (inState && registry/* IDENTITIES */.x[type]?.assignedBy !== 'aws')
            return [];
        const reason = inState ? 'replaces-another' : 'new';
        return [{ address, type, region, key, reason, provisioned: false }];
    });
    return { ...planned, creates };
}
function collectIds(module, ids) {
    for (const { address, mode, type, values } of module?.resources ?? []) {
        const id = values?.['id'];
        if (mode === 'managed' && typeof id === 'string')
            ids.set(address, { type, id });
    }
    for (const child of module?.child_modules ?? [])
        collectIds(child, ids);
}
function plannedCreate(plan, planned, { region, addresses }) {
    const { address, type, change } = planned;
    const configured = (0,plan_references/* configuredAt */.Y9)(plan, planned);
    const itsRegion = configured === undefined ? undefined : regionOf(plan, configured.resource, region);
    // Looked for in the wrong account or region everything is absent, which would prove nothing.
    if (configured === undefined || itsRegion === undefined)
        return [];
    const identity = registry/* IDENTITIES */.x[type];
    const expressions = configured.resource.expressions ?? {};
    const valueOf = (attribute) => {
        const value = change.after?.[attribute];
        if (typeof value === 'string' && value !== '')
            return { kind: 'known', value };
        if (change.after_unknown?.[attribute] !== true)
            return { kind: 'unset' };
        const expression = expressions[attribute];
        if (!(0,plan_references/* isExpression */.BH)(expression))
            return { kind: 'unset' };
        const of = (0,plan_references/* referredAddress */.G2)(expression, planned, {
            path: configured.path,
            exists: (each) => addresses.has(each),
        });
        return of === undefined ? { kind: 'unknown' } : { kind: 'of', address: of };
    };
    const key = identity === undefined ? undefined : (0,identities_identity/* keyOf */.TN)(identity, change.after ?? {}, valueOf);
    const before = change.before;
    const replaces = before?.['id'];
    return [
        {
            address,
            type,
            region: itsRegion,
            ...(key === undefined ? {} : { key }),
            reason: reasonOf(planned, key),
            ...(typeof replaces === 'string' ? { replaces } : {}),
            provisioned: (configured.resource.provisioners ?? []).length > 0,
        },
    ];
}
function reasonOf({ type, change, action_reason }, key) {
    if (change.before === null)
        return 'new';
    if (action_reason === 'replace_because_tainted')
        return 'tainted';
    const identity = registry/* IDENTITIES */.x[type];
    const before = change.before;
    const earlier = identity === undefined
        ? undefined
        : (0,identities_identity/* keyOf */.TN)(identity, before, (attribute) => {
            const value = before[attribute];
            return typeof value === 'string' && value !== '' ? { kind: 'known', value } : { kind: 'unset' };
        });
    const same = key !== undefined &&
        earlier !== undefined &&
        Object.entries(key).every(([name, part]) => typeof part === 'string' && part === earlier[name]);
    return same ? 'replaces-itself' : 'replaces-another';
}
/** What makes a provider speak for another account than the credentials of this run. */
const OTHER_ACCOUNT = [
    'access_key',
    'assume_role',
    'assume_role_with_web_identity',
    'endpoints',
    'profile',
    'token',
];
/** Region of a resource's provider; undefined where it can't be told, or where another account may be meant. */
function regionOf(plan, { provider_config_key: name = 'aws' }, region) {
    const providers = plan.configuration?.provider_config ?? {};
    const provider = providers[name] ?? (name === 'aws' ? {} : undefined);
    if (provider === undefined)
        return undefined;
    const expressions = provider.expressions ?? {};
    if (OTHER_ACCOUNT.some((attribute) => expressions[attribute] !== undefined))
        return undefined;
    const expression = expressions['region'];
    if (!(0,plan_references/* isExpression */.BH)(expression))
        return region;
    if (typeof expression.constant_value === 'string')
        return expression.constant_value;
    const [reference = '', ...others] = expression.references ?? [];
    const variable = /^var\.([^.[]+)$/.exec(reference)?.[1];
    const value = variable === undefined || others.length > 0 || name.includes(':')
        ? undefined
        : plan.variables?.[variable]?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
}

;// CONCATENATED MODULE: ./lib/journal-keeper.js







/**
 * Keeps the journal of planned creates: written before an apply that creates, settled once the state knows what was
 * made. A run that finds one unsettled adopts exactly what its predecessor created and could not save.
 */
class JournalKeeper {
    #context;
    #deployment;
    #head;
    #imports = new Map();
    #adopter;
    /** Of `#imports`, those that an earlier run of ours is proven to have created. */
    #proven = new Map();
    #stored;
    constructor(context, about, stored) {
        this.#context = context;
        this.#deployment = about.deployment;
        this.#head = about.head;
        this.#adopter = new Adopter(context, about);
        this.#stored = stored;
    }
    /** Reads what an earlier run left. */
    static async open(context, about) {
        const { state } = about.deployment;
        const stored = await (0,state_journal/* readJournal */.a0)(await context.platform.aws.s3(state.region), state);
        return new JournalKeeper(context, about, stored);
    }
    /** One for a place that has no state bucket yet, and so no journal: to look, not to write. */
    static withoutBucket(context, about) {
        return new JournalKeeper(context, about, undefined);
    }
    /** Whether a plan has to be looked at before it is applied: it creates, or an earlier run left something unsettled. */
    concerns({ changes }) {
        const creates = changes.some(({ action }) => action === 'create' || action === 'replace');
        return creates || this.#unsettled() !== undefined || this.#adopter.hasAdopted;
    }
    /**
     * Looks at what a plan creates before it is applied. `plan again`: what an earlier run made, or exists and is to be
     * adopted, was prepared to be imported, or freed of its taint. Else what is to be written before the apply.
     *
     * @throws Failure `CREATES_UNPROVEN` where an earlier run may have created something that can't be told apart;
     * `ALREADY_EXISTS`, `ADOPTION_REFUSED` where something else exists
     */
    async examine(terraform, planned, shown) {
        const { platform } = this.#context;
        const { region, account } = this.#deployment;
        const wanted = readPlannedCreates(shown, region);
        const place = { aws: platform.aws, account };
        const answers = new Map();
        const examineAgain = (assumed) => examineCreates(place, wanted, { journal: this.#unsettled(), assumed, answers });
        const examined = await examineAgain(new Map());
        if (await this.#recover(terraform, examined))
            return 'plan again';
        refuseUnproven(examined, (0,adopt/* misfits */.gX)([...this.#proven.values()], planned.changes));
        const existing = await this.#adopter.examine({ shown, planned: wanted, examined, examineAgain });
        if (existing.length > 0) {
            for (const each of existing)
                this.#imports.set(each.address, each);
            await (0,adopt/* writeAdoptions */.xs)(terraform.directory, [...this.#imports.values()]);
            return 'plan again';
        }
        this.#warn(examined);
        return examined;
    }
    /** Whether an earlier run may have created what its state does not have. */
    get isUnsettled() {
        return this.#unsettled() !== undefined;
    }
    /**
     * Before a destroy: takes what an earlier run created and could not save into the state, so that it goes with the rest.
     *
     * @param shown a plan that destroys, which tells what the state has
     * @returns whether it took anything: then that plan is not the whole any more
     * @throws Failure `CREATES_UNPROVEN` where something is there that can't be told apart, or not be taken in
     */
    async takeIn(terraform, shown) {
        const journal = this.#unsettled();
        if (journal === undefined)
            return false;
        const { platform, inputs } = this.#context;
        const { region, account } = this.#deployment;
        const wanted = journaledCreates(journal, readPlannedCreates(shown, region));
        const examined = await examineCreates({ aws: platform.aws, account }, wanted, { journal });
        refuseUnproven(examined, []);
        const { imports } = (0,adopt/* recoveryOf */.rU)(examined);
        for (const { address, id } of imports)
            platform.log.info(`An earlier run created ${address} (${id}) and could not save that; it goes with the rest.`);
        const { variables, variableFiles } = inputs.terraform;
        await (0,adopt/* importNow */.Qp)(terraform, imports, { variables, variableFiles, lockTimeout: IMPORT_LOCK_TIMEOUT });
        return imports.length > 0;
    }
    /**
     * Settles the journal once the state is saved: completely, or after a failed apply all but what that didn't complete.
     */
    async settle(changes) {
        if (this.#stored === undefined || this.#stored.journal.entries.length === 0)
            return;
        const { state } = this.#deployment;
        const { journal } = this.#stored;
        const left = changes === undefined ? [] : unsettled(journal, changes);
        const s3 = await this.#context.platform.aws.s3(state.region);
        const etag = await (0,state_journal/* settleJournal */.Xb)(s3, state, this.#stored, left);
        this.#stored = { journal: { ...journal, entries: left }, etag };
    }
    /** Whether this run's own apply was about to create each of these, looked up and found absent, and didn't complete it. */
    mayHaveCreated(addresses) {
        const left = new Set(this.#stored?.journal.entries.map(({ address }) => address));
        return addresses.length > 0 && addresses.every((address) => left.has(address));
    }
    /** The journal of an earlier run that did not save its state, if it is about the state that is there. */
    #unsettled() {
        const journal = this.#stored?.journal;
        if (journal === undefined || journal.entries.length === 0)
            return undefined;
        return isAbout(journal, this.#head.exists ? this.#head : undefined) ? journal : undefined;
    }
    async #recover(terraform, examined) {
        const { imports, untaints } = (0,adopt/* recoveryOf */.rU)(examined);
        const fresh = imports.filter(({ address }) => !this.#imports.has(address));
        if (fresh.length + untaints.length === 0)
            return false;
        const { platform, run } = this.#context;
        const { log } = platform;
        const by = this.#stored?.journal.run;
        const whose = by?.id === run.id && by.attempt === run.attempt ? 'This run' : 'An earlier run';
        for (const each of fresh) {
            this.#imports.set(each.address, each);
            this.#proven.set(each.address, each);
            log.info(`${whose} created ${each.address} (${each.id}) and could not save that; importing it.`);
        }
        for (const address of untaints)
            log.info(`${address} was interrupted and is ready; it is kept.`);
        await (0,adopt/* writeAdoptions */.xs)(terraform.directory, [...this.#imports.values()]);
        await (0,adopt/* untaint */.Sh)(terraform, untaints, UNTAINT_LOCK_TIMEOUT);
        return true;
    }
    #warn({ refused, leftBehind }) {
        const { log } = this.#context.platform;
        if (refused.length > 0) {
            log.info(`Not journaled, because AWS did not let us look (a killed apply of these would not be recognised): ${refused.join(', ')}.`);
        }
        for (const { address, type, id } of leftBehind) {
            log.warning(`An earlier run created ${address} (${type} ${id}); the configuration no longer has it, and no state knows it. ` +
                'Remove it by hand if nothing needs it.');
        }
    }
    /** Writes the journal: from here on the plan may be applied. */
    async write({ entries }) {
        if (entries.length === 0 && this.#stored === undefined)
            return;
        const { platform, run } = this.#context;
        const { state } = this.#deployment;
        const head = this.#head;
        const journal = {
            format: 1,
            run: { id: run.id, attempt: run.attempt, commit: run.commit, url: run.url },
            ...(head.exists ? { state: { lineage: head.lineage, serial: head.serial } } : {}),
            entries,
        };
        const s3 = await platform.aws.s3(state.region);
        this.#stored = { journal, etag: await (0,state_journal/* writeJournal */.fY)(s3, state, journal, this.#stored?.etag) };
    }
}
/** Milliseconds: the lock is ours a moment before and after, under the lease. */
const UNTAINT_LOCK_TIMEOUT = 30_000;
const IMPORT_LOCK_TIMEOUT = 30_000;
function refuseUnproven({ verdicts }, replaced) {
    const unproven = verdicts.flatMap(({ create: { address }, verdict }) => verdict.kind === 'unproven' ? [`${address}: ${verdict.ids.join(', ')}`] : []);
    const misfit = replaced.map(({ address, id }) => `${address}: ${id} (the plan would replace it)`);
    const lines = [...unproven, ...misfit];
    if (lines.length === 0)
        return;
    throw new errors/* Failure */.H({
        code: 'CREATES_UNPROVEN',
        reason: `An earlier run was ended in the middle of its apply and may have created ${lines.length} resources that can't be told apart from others: ${lines.join('; ')}.`,
        safe: 'Nothing was applied by this run; going on might have created them a second time.',
        next: 'Look at each: import it (terraform import ADDRESS ID) if it is ours, remove it otherwise, then run the deploy again.',
        details: lines,
    });
}


/***/ }),

/***/ 832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  t0: () => (/* binding */ MOST_PLANS),
  UW: () => (/* binding */ RESCUE_PATIENCE),
  rX: () => (/* binding */ STALE_PLANS),
  gj: () => (/* binding */ applyPlan),
  B7: () => (/* binding */ claim),
  ah: () => (/* binding */ plan_and_apply_guard),
  Cs: () => (/* binding */ makePlan),
  xK: () => (/* binding */ planAndApply),
  Od: () => (/* binding */ recordedState),
  VG: () => (/* binding */ stalePlan),
  ut: () => (/* binding */ tooManyPlans)
});

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/journal-keeper.js + 8 modules
var journal_keeper = __webpack_require__(1341);
// EXTERNAL MODULE: ./lib/platform/supervision/job.js
var job = __webpack_require__(7548);
// EXTERNAL MODULE: ./lib/state/accepted-head.js + 1 modules
var accepted_head = __webpack_require__(4307);
// EXTERNAL MODULE: ./lib/state/recovery.js
var recovery = __webpack_require__(1930);
// EXTERNAL MODULE: ./lib/state/release-record.js + 4 modules
var release_record = __webpack_require__(7320);
// EXTERNAL MODULE: ./lib/state/state-head.js
var state_head = __webpack_require__(1155);
// EXTERNAL MODULE: ./lib/terraform/failures.js
var failures = __webpack_require__(8937);
// EXTERNAL MODULE: ./lib/terraform/plan.js
var terraform_plan = __webpack_require__(8189);
// EXTERNAL MODULE: ./lib/terraform/resilient.js
var resilient = __webpack_require__(6259);
;// CONCATENATED MODULE: ./lib/terraform/apply.js



/** Applies exactly the saved plan. Terraform's own `outputs` event saves a command, i.e. seconds. */
async function apply(terraform, plan, lockTimeout) {
    const outcome = await (0,resilient/* runLocking */.D)(terraform, {
        args: (timeout) => [
            'apply',
            '-input=false',
            '-no-color',
            '-json',
            (0,terraform_plan/* lockTimeoutArgument */.uL)(timeout),
            plan.planFile,
        ],
        lockTimeout,
        // An apply that began is never repeated blindly.
        isRepeatable: failures/* isOnlyNotLocked */.Ot,
        isShown: (ended) => alreadyThere(ended).length === 0,
    });
    if (outcome.end.exitCode === 0) {
        const changes = markApplied(plan.changes, outcome);
        return {
            kind: 'applied',
            applied: { counts: (0,terraform_plan/* readCounts */.ZQ)(outcome.events), changes, outputs: readOutputs(outcome) },
        };
    }
    if (terraform.resilience !== undefined && (0,failures/* isOnlyUnreleased */.h7)(outcome)) {
        return { kind: 'applied', applied: await readApplied(terraform.resilience, plan, outcome) };
    }
    if ((0,failures/* isStalePlan */.LN)(outcome))
        return { kind: 'stale' };
    const changes = markApplied(plan.changes, outcome);
    const failure = (0,failures/* terraformFailure */.Tq)(terraform, outcome, {
        code: 'TERRAFORM_APPLY_FAILED',
        command: 'apply',
        safe: `${describeDone(changes, outcome)}${(0,terraform_plan/* siteWords */.VJ)(plan.mode)}`,
    });
    const { dumpedState } = outcome;
    const partly = {
        failure,
        counts: countCompleted(changes, outcome),
        changes,
        alreadyThere: alreadyThere(outcome),
        diagnostics: outcome.diagnostics,
    };
    return { kind: 'failed', partly: dumpedState === undefined ? partly : { ...partly, dumpedState } };
}
/** As AWS's services say that a name is taken. */
const TAKEN = /AlreadyExists|already exists|AlreadyOwnedByYou|ResourceInUse|ResourceConflict|ConflictException/;
function alreadyThere({ diagnostics }) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const addresses = errors.flatMap((error) => error.address !== undefined && TAKEN.test(`${error.summary}\n${error.detail}`) ? [error.address] : []);
    return addresses.length === errors.length ? addresses : [];
}
/**
 * An apply after which only the lock would not go: everything was made and is in the state. Terraform then tells
 * neither counts nor outputs.
 */
async function readApplied({ readOutputs: readStateOutputs }, plan, outcome) {
    const changes = markApplied(plan.changes, { events: outcome.events, end: { exitCode: 0, signal: null } });
    return { changes, counts: countCompleted(changes, outcome), outputs: await readStateOutputs() };
}
function readOutputs({ events }) {
    const outputs = events.findLast((event) => event.type === 'outputs')?.outputs ?? {};
    return Object.fromEntries(Object.entries(outputs).map(([name, { sensitive, value }]) => [
        name,
        sensitive ? { sensitive } : { sensitive, value },
    ]));
}
/** Which of the planned changes were completed, and how long each took. */
function markApplied(planned, { events, end }) {
    const completed = new Map();
    for (const event of events) {
        if (event.type !== 'apply_complete')
            continue;
        const { resource, action, elapsed_seconds: seconds = 0 } = event.hook;
        const known = completed.get(resource.addr) ?? { actions: new Set(), seconds: 0 };
        known.actions.add(action);
        completed.set(resource.addr, { ...known, seconds: known.seconds + seconds });
    }
    return planned.map((change) => {
        const done = completed.get(change.address);
        // A replacement is over when both halves are; moves and forgets have no event of their own.
        const halves = change.action === 'replace' ? ['create', 'delete'] : [];
        const applied = end.exitCode === 0 || (done !== undefined && halves.every((half) => done.actions.has(half)));
        return { ...change, applied, ...(done === undefined ? {} : { milliseconds: done.seconds * 1000 }) };
    });
}
const completions = ({ events }, action) => events.flatMap((event) => event.type === 'apply_complete' && event.hook.action === action ? [event.hook.resource.addr] : []);
function describeDone(changes, hooks) {
    const done = changes.filter(({ applied }) => applied).length;
    const deleted = new Set(completions(hooks, 'delete'));
    const created = new Set(completions(hooks, 'create'));
    const half = changes
        .filter(({ action, address }) => action === 'replace' && deleted.has(address) && !created.has(address))
        .map(({ address }) => address);
    const destroyed = half.length === 0 ? '' : `${half.join(', ')} was destroyed and its replacement was not made; `;
    const made = `${done} of ${changes.length} changes were made and are in the state; `;
    return `${made}${destroyed}the others were not made.`;
}
/** Counted by what was completed, not by what was planned: half a replacement has destroyed something. */
const countCompleted = (changes, hooks) => ({
    added: completions(hooks, 'create').length,
    changed: completions(hooks, 'update').length,
    destroyed: completions(hooks, 'delete').length,
    imported: changes.filter(({ applied, action }) => applied && action === 'import').length,
});

// EXTERNAL MODULE: ./lib/terraform/changes.js
var changes = __webpack_require__(3541);
// EXTERNAL MODULE: ./lib/terraform/cli.js + 1 modules
var cli = __webpack_require__(4140);
// EXTERNAL MODULE: ./lib/terraform/guard/guard.js
var guard = __webpack_require__(8103);
;// CONCATENATED MODULE: ./lib/terraform/guard/own-backend.js

/** What a bucket and a table are called in their attributes. */
const NAMED_BY = { aws_s3_bucket: 'bucket', aws_dynamodb_table: 'name' };
/**
 * Stops where a plan would take the backend that holds its own state: no `allow-destroy` makes that a good idea. A
 * deployment comes to manage it where someone imported it, or once made it with the same configuration.
 *
 * @throws Failure `DESTROY_GUARDED`
 */
function refuseBackendDestroy(plan, { bucket, lockTable }) {
    const names = { aws_s3_bucket: bucket, aws_dynamodb_table: lockTable };
    const own = (plan.resource_changes ?? []).find(({ mode, type, change }) => mode === 'managed' &&
        change.actions.includes('delete') &&
        names[type] !== undefined &&
        change.before?.[NAMED_BY[type] ?? ''] === names[type]);
    if (own === undefined)
        return;
    throw new errors/* Failure */.H({
        code: 'DESTROY_GUARDED',
        reason: `The plan would destroy ${own.address} (${names[own.type]}), which holds the state of this very deployment. allow-destroy can't allow that.`,
        safe: 'Nothing was applied, emptied or destroyed.',
        next: `Take it out of the state and leave the bucket or table itself as it is: \`terraform state rm '${own.address}'\`; take its block out as well, then run again.`,
    });
}

// EXTERNAL MODULE: ./lib/terraform/plan-json.js
var plan_json = __webpack_require__(5048);
// EXTERNAL MODULE: ./lib/terraform/rescue.js
var terraform_rescue = __webpack_require__(6371);
;// CONCATENATED MODULE: ./lib/plan-and-apply.js















/** How often a plan is made again because someone without our lease applied between plan and apply. */
const STALE_PLANS = 2;
/** How often a plan is made at most, also where what an earlier run left is adopted step by step. */
const MOST_PLANS = 8;
/** Milliseconds in which a state that could not be saved is pushed again before it is kept for the next run. */
const RESCUE_PATIENCE = 30_000;
/**
 * Plans, and applies exactly that plan if there is anything to apply. `beside` begins what can go on meanwhile; it is
 * told again where a plan has to be made again.
 */
async function planAndApply(context, terraform, planning, beside = () => { }) {
    const { progress, platform } = context;
    const { deployment, lost } = planning;
    const { version } = terraform;
    let { head } = planning;
    let journal = await journal_keeper/* JournalKeeper */.i.open(context, { deployment, head, lost });
    let stored = planning.record;
    let stale = 0;
    let earlier;
    for (let attempt = 1;; attempt += 1) {
        const planned = await progress.stage('plan', () => makePlan(context, terraform, { planning }), ({ counts }) => (0,changes/* describePlanned */.yZ)(counts));
        // From here on the state is this repository's: whoever else comes along meets STATE_OF_ANOTHER.
        stored ??= await claim(context, deployment);
        if (!planned.hasChanges) {
            // Freeing a resource of its taint wrote the state since it was read.
            const now = attempt === 1 ? head : await (0,state_head/* readStateHead */.a)(platform, deployment.state);
            // `plan -json` leaves output values out; the state has them.
            const outputs = now.exists ? now.outputs : {};
            const state = recordedState(context, now);
            await journal.settle();
            const done = earlier ?? { counts: changes/* NO_CHANGES */.eo, changes: [] };
            const outcome = earlier === undefined ? 'unchanged' : 'applied';
            return { result: { outcome, ...done, outputs, version }, stored, state };
        }
        // Cancelled between plan and apply: the one moment in which no Terraform is there to be interrupted.
        context.signal.throwIfAborted();
        const concerned = { journal: journal.concerns(planned), guard: (0,guard/* guardConcerns */.Np)(planned) };
        if (concerned.journal || concerned.guard) {
            const shown = await progress.stage('read plan', () => (0,plan_json/* showPlan */.t)(terraform, planned));
            const examined = concerned.journal
                ? await progress.stage('journal', () => journal.examine(terraform, planned, shown))
                : undefined;
            if (examined === 'plan again') {
                // This plan doesn't know of the imports yet: applied, it would create a second time.
                if (attempt >= MOST_PLANS)
                    throw tooManyPlans();
                continue;
            }
            // After the journal: what an interrupted run left tainted is untainted rather than replaced. Before its writing: a
            // journal of what is refused here, and so never begun, would prove too much.
            if (concerned.guard)
                await plan_and_apply_guard(context, terraform, { deployment, planned, shown });
            if (examined !== undefined)
                await journal.write(examined);
            context.signal.throwIfAborted();
        }
        if (lost !== undefined)
            stored = await (0,release_record/* expectAnew */.lb)(await platform.aws.s3(deployment.state.region), deployment.state, stored);
        beside({ outputs: stableOutputs(head, planned), stored });
        const isRepeatable = earlier === undefined;
        const outcome = await applyPlan(context, terraform, { planned, planning, journal, isRepeatable });
        if (outcome.kind === 'applied') {
            await journal.settle();
            const state = recordedState(context, await (0,state_head/* readStateHead */.a)(platform, deployment.state));
            const { outputs } = outcome.applied;
            const done = earlier === undefined ? outcome.applied : (0,changes/* together */.bs)(earlier, outcome.applied);
            return { result: { outcome: 'applied', ...done, outputs, version }, stored, state };
        }
        if (outcome.kind === 'made already') {
            earlier = outcome.completed;
            head = await (0,accepted_head/* readAcceptedHead */.w)(platform, deployment.state, stored.record);
            journal = await journal_keeper/* JournalKeeper */.i.open(context, { deployment, head, lost: undefined });
            platform.log.info('AWS made something in this apply whose answer was lost; looking for it, and planning again.');
            continue;
        }
        stale += 1;
        if (stale > STALE_PLANS)
            throw stalePlan(stale);
        platform.log.info('Someone applied between plan and apply (without the deploy lease); planning again.');
    }
}
/** What the plan leaves as the state has it. */
const stableOutputs = (head, planned) => Object.fromEntries(Object.entries(head.exists ? head.outputs : {}).filter(([name]) => planned.stableOutputs?.includes(name)));
/** The state as the release record remembers it; tells the report its version. */
function recordedState({ progress }, head) {
    if (!head.exists)
        return undefined;
    const { lineage, serial, versionId } = head;
    progress.found({ stateVersionId: versionId });
    return { lineage, serial, ...(versionId === undefined ? {} : { versionId }) };
}
/** Stops before anything precious goes that is not allowed to. */
function plan_and_apply_guard({ platform, inputs, progress }, { directory, relativeDirectory, version }, { deployment, planned, shown, }) {
    return progress.stage('guard', async () => {
        const { region, account } = deployment;
        const { mode } = planned;
        refuseBackendDestroy(shown, deployment.state);
        const { allowDestroy: allowed } = inputs.terraform;
        const about = { directory, relativeDirectory, mode, region, account, allowed };
        const verdict = await (0,guard/* guardDestroys */.dS)(platform, shown, about);
        progress.found({
            guard: verdict,
            terraform: { outcome: 'partly', counts: changes/* NO_CHANGES */.eo, changes: planned.changes, outputs: {}, version },
        });
        for (const annotation of (0,guard/* guardAnnotations */.W6)(verdict))
            platform.log.annotate(annotation);
        (0,guard/* refuseDestroys */.Y_)(verdict, mode);
        return verdict;
    });
}
/** Plans with the inputs of the run, into its private directory. */
const makePlan = ({ inputs }, terraform, { planning: { session }, mode }) => (0,terraform_plan/* plan */.et)(terraform, {
    mode,
    variables: inputs.terraform.variables,
    variableFiles: inputs.terraform.variableFiles,
    planFile: (0,job/* jobFile */._h)(session.supervised.job, 'plan.tfplan'),
    lockTimeout: session.patience,
});
/** Applies a plan; where that fails, makes sure that what was done is not forgotten. */
function applyPlan(context, terraform, { planned, planning, journal, isRepeatable, }) {
    const { progress } = context;
    const { version } = terraform;
    progress.found({
        terraform: { outcome: 'partly', counts: changes/* NO_CHANGES */.eo, changes: planned.changes, outputs: {}, version },
    });
    return progress.stage('apply', async () => {
        const ended = await apply(terraform, planned, planning.session.patience);
        if (ended.kind !== 'failed')
            return ended;
        const { counts, changes, failure, dumpedState, alreadyThere, diagnostics } = ended.partly;
        progress.found({ terraform: { outcome: 'partly', counts, changes, outputs: {}, version } });
        const rescue = await rescueUnsaved(context, terraform, { planning, dumpedState });
        // A Terraform that was killed saved nothing of its last seconds: then the journal stays as it is.
        if (rescue.kind !== 'stranded' && failure.code === 'TERRAFORM_APPLY_FAILED')
            await journal.settle(changes);
        const isSaved = rescue.kind === 'nothing' || rescue.kind === 'pushed';
        if (isRepeatable && isSaved && !context.signal.aborted && journal.mayHaveCreated(alreadyThere))
            return { kind: 'made already', completed: { counts, changes } };
        if (alreadyThere.length > 0)
            (0,cli/* annotate */.f)(terraform, { diagnostics });
        throw (0,terraform_rescue/* afterRescue */.sz)(failure, rescue, planned.mode);
    });
}
/** Makes sure that a state which Terraform could not save is not forgotten. */
const rescueUnsaved = ({ platform, run, signal }, terraform, { planning: { deployment, session }, dumpedState, }) => (0,terraform_rescue/* rescueState */.T5)(terraform, {
    clock: platform.clock,
    patience: RESCUE_PATIENCE,
    signal,
    keep: (state) => (0,recovery/* keepForRecovery */.Ok)(platform, deployment.state, { run, state }),
    recovery: (0,recovery/* recoveryName */.tQ)(deployment.state, run),
    dumped: dumpedState,
    privateDirectory: session.directory,
});
/** Notes whose state it is from here on. */
async function claim({ platform }, { state, owner }) {
    const record = { owner, previous: [] };
    const etag = await (0,release_record/* writeReleaseRecord */.QH)(await platform.aws.s3(state.region), state, record, undefined);
    return { record, etag };
}
/** Each plan led to more of what an earlier run left. */
const tooManyPlans = () => new errors/* Failure */.H({
    code: 'CREATES_UNPROVEN',
    reason: `What an earlier run created and could not save was not all found in ${MOST_PLANS} plans: each led to more.`,
    safe: 'Nothing was applied or imported by this run.',
    next: 'Import what is left by hand (terraform import ADDRESS ID), each as the log names it, then run the deploy again.',
});
const stalePlan = (attempts) => new errors/* Failure */.H({
    code: 'TERRAFORM_APPLY_FAILED',
    reason: `The saved plan was stale ${attempts} times: someone keeps applying to this state without the deploy lease.`,
    safe: 'Nothing was applied by this run, and the site was not touched.',
    next: 'Find who else applies to this state (its versions tell when), then run the deploy again.',
});


/***/ }),

/***/ 2160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ both)
/* harmony export */ });
/**
 * Waits for both, whatever becomes of either: no work goes on behind a failure, and none is left unobserved. The
 * first's failure comes first.
 */
async function both(first, second) {
    const [a, b] = await Promise.allSettled([first, second]);
    if (a.status === 'rejected')
        throw a.reason;
    if (b.status === 'rejected')
        throw b.reason;
    return [a.value, b.value];
}


/***/ }),

/***/ 5729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ connectCache),
/* harmony export */   runCacheProcess: () => (/* binding */ runCacheProcess)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_process__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1708);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4219);



const EXIT = { done: 0, failed: 1, miss: 3 };
/** How long an upload that nobody waits for may go on, in milliseconds. */
const LONGEST = 60_000;
/**
 * GitHub's cache through @actions/cache in a process of its own. The library can't be stopped: against a failing
 * service it goes on for half a minute, keeps the process alive as long, and at last prints an error that shows as an
 * annotation on a run that is fine. A process can be stopped at any moment, with the `tar` it started.
 *
 * `entry` is the bundle, which must call `runCacheProcess` when its first argument is `CACHE_ARGUMENT`.
 */
function connectCache(entry, environment) {
    const start = (operation, paths, key) => (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(node_process__WEBPACK_IMPORTED_MODULE_1__.execPath, [...node_process__WEBPACK_IMPORTED_MODULE_1__.execArgv, entry, _bundle_js__WEBPACK_IMPORTED_MODULE_2__/* .CACHE_ARGUMENT */ .Dn, operation, key, ...paths], {
        detached: true,
        // Nobody may be there to read when an upload ends.
        stdio: ['ignore', operation === 'save' ? 'ignore' : 'pipe', 'ignore'],
        env: { ...environment },
    });
    return {
        restore: async (paths, key, signal) => {
            if (!isConfigured(environment))
                return notConfigured;
            const child = start('restore', paths, key);
            let output = '';
            child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
            const stop = () => killGroup(child);
            signal.addEventListener('abort', stop);
            if (signal.aborted)
                stop();
            const exit = await ended(child);
            signal.removeEventListener('abort', stop);
            if (exit === EXIT.done)
                return { answer: 'hit' };
            // The library prints why it failed and then answers as if there were nothing.
            const complaint = /^::(?:warning|error)[^:]*::(.*)$/m.exec(output)?.[1];
            if (exit === EXIT.miss && complaint === undefined)
                return { answer: 'miss' };
            return { answer: 'unavailable', reason: complaint ?? `its process ended with ${exit}` };
        },
        save: async (paths, key, signal) => {
            if (!isConfigured(environment))
                return notConfigured;
            const child = start('save', paths, key);
            child.unref();
            const letGo = new Promise((resolve) => {
                if (signal.aborted)
                    resolve('let go');
                else
                    signal.addEventListener('abort', () => resolve('let go'), { once: true });
            });
            const exit = await Promise.race([ended(child), letGo]);
            if (exit === EXIT.done)
                return { answer: 'done' };
            return {
                answer: 'unavailable',
                reason: exit === 'let go' ? 'not waited for' : `its process ended with ${exit}`,
            };
        },
    };
}
const notConfigured = { answer: 'unavailable', reason: 'this runner has no cache service' };
/** What `isFeatureAvailable()` looks at, without loading the library: a runner without a cache pays nothing. */
const isConfigured = (environment) => Boolean(environment['ACTIONS_RESULTS_URL'] || environment['ACTIONS_CACHE_URL']);
/** Resolves with the exit code, or what ended it; never rejects. */
const ended = (child) => new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'no exit code'));
});
function killGroup(child) {
    if (child.pid === undefined)
        return;
    try {
        // The group, not the process: its `tar` would go on writing. Windows has no groups.
        if (node_process__WEBPACK_IMPORTED_MODULE_1__.platform === 'win32')
            child.kill('SIGKILL');
        else
            node_process__WEBPACK_IMPORTED_MODULE_1__.kill(-child.pid, 'SIGKILL');
    }
    catch {
        // Ended just now.
    }
}
/** The cache's process: does one operation and resolves with the exit code to end with. Arguments as `connectCache` gives them. */
async function runCacheProcess(args) {
    const [operation, key = '', ...paths] = args;
    setTimeout(() => node_process__WEBPACK_IMPORTED_MODULE_1__.exit(EXIT.failed), LONGEST).unref();
    const cache = await Promise.all(/* import() */[__webpack_require__.e(942), __webpack_require__.e(955), __webpack_require__.e(708)]).then(__webpack_require__.bind(__webpack_require__, 2327));
    if (!cache.isFeatureAvailable())
        return EXIT.failed;
    if (operation === 'save')
        return (await cache.saveCache([...paths], key)) > 0 ? EXIT.done : EXIT.failed;
    // A service that hangs in the middle is the caller's deadline to notice, not the library's ten minutes.
    return (await cache.restoreCache([...paths], key)) === undefined ? EXIT.miss : EXIT.done;
}


/***/ }),

/***/ 4307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ readAcceptableHead),
  w: () => (/* binding */ readAcceptedHead)
});

// EXTERNAL MODULE: ./lib/context/release-history.js
var release_history = __webpack_require__(7931);
// EXTERNAL MODULE: ./lib/state/digest.js
var state_digest = __webpack_require__(5505);
// EXTERNAL MODULE: ./lib/state/good-version.js
var good_version = __webpack_require__(2197);
// EXTERNAL MODULE: ./lib/state/older-versions.js
var older_versions = __webpack_require__(9153);
// EXTERNAL MODULE: ./lib/state/state-content.js
var state_content = __webpack_require__(3544);
// EXTERNAL MODULE: ./lib/state/state-head.js
var state_head = __webpack_require__(1155);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/keys.js
var keys = __webpack_require__(325);
;// CONCATENATED MODULE: ./lib/state/unaccepted-head.js



const UNTOUCHED = 'Nothing was planned or changed; every version of the state is as it was.';
const place = ({ location }) => `s3://${location.bucket}/${location.key}`;
/** Another lineage: planning would destroy what that state knows, and create again what it doesn't. */
const foreign = (found) => new errors/* Failure */.H({
    code: 'STATE_FOREIGN',
    reason: `The state at ${place(found)} is of lineage ${found.head.lineage} (serial ${found.head.serial}), but this environment's ` +
        `was of lineage ${found.expected.lineage} (serial ${found.expected.serial}): someone began a new one, or put another there.`,
    safe: `${UNTOUCHED} A plan from it would create again what it doesn't know.`,
    ...choices(found),
});
/** An older state: planning would create again what was made since. */
const regressed = (found) => new errors/* Failure */.H({
    code: 'STATE_REGRESSED',
    reason: `The state at ${place(found)} has serial ${found.head.serial}, but this environment's had come to serial ` +
        `${found.expected.serial} already (lineage ${found.head.lineage}): someone put an older one there.`,
    safe: `${UNTOUCHED} A plan from it would create again what was made since.`,
    ...choices(found),
});
/** A digest that is neither of this state nor of one that led to it. */
const mismatched = (found) => new errors/* Failure */.H({
    code: 'STATE_DIGEST_MISMATCH',
    reason: `The state at ${place(found)} (serial ${found.head.serial}) has the MD5 ${found.head.md5}, but Terraform noted ${found.digest} in ` +
        `${found.location.lockTable}, and that is not of the versions that led to it: someone replaced one of the two by hand.`,
    safe: UNTOUCHED,
    ...choices(found),
});
/** The good version as the next step, and as the other one how to say that what is there is right. */
function choices({ location, head, good }) {
    const { versionId } = head;
    const accept = versionId === undefined ? noteDigest(location, head.md5) : (0,good_version/* restoreWith */.Fy)(versionId);
    if (good === undefined) {
        return {
            next: `If what is there is right, ${accept}; else restore the state from a backup first.`,
            details: ['No other version of it in the bucket is a state of this environment.'],
        };
    }
    return {
        next: `Go on from the version before: ${(0,good_version/* restoreWith */.Fy)(good.versionId)}.`,
        details: [(0,good_version/* describeGood */.$l)(good), `Only if what is there now is right, accept it: ${accept}`],
    };
}
/** Where nothing has versions there is nothing to name but the digest. */
const noteDigest = (location, digest) => `aws dynamodb update-item --table-name ${location.lockTable} --key '{"LockID":{"S":"${(0,keys/* digestItemId */.TQ)(location)}"}}' ` +
    `--update-expression 'SET Digest = :md5' --expression-attribute-values '{":md5":{"S":"${digest}"}}'`;

;// CONCATENATED MODULE: ./lib/state/accepted-head.js







/**
 * Reads the state as `readStateHead` does, and makes sure that it is this environment's newest, and that Terraform will
 * accept it: the record tells lineage and least serial, and the digest that this is what Terraform wrote last.
 *
 * Terraform writes the state and then its MD5 into the lock table; a run that ended between the two leaves the MD5 of the
 * version before, and every Terraform after it fails with "does not have the expected content". That is repaired where
 * it is proven to be just that: the digest is of an earlier version, and from that one on every version is of the same
 * lineage and a higher serial; or a restore noted with the state which digest it was about to replace. A digest that is
 * not there is noted, unless the version before shows that the state is no newer. Called by who holds the lease.
 *
 * @throws Failure `STATE_LOST`, `STATE_UNREADABLE`; `STATE_FOREIGN` for another lineage, `STATE_REGRESSED` for an older
 * state, `STATE_DIGEST_MISMATCH` where the digest is of anything else
 */
async function readAcceptedHead(platform, location, record) {
    const { head, owed } = await readAcceptable(platform, location, record);
    if (owed === undefined)
        return head;
    const written = await (0,state_digest/* replaceDigest */.lD)(await platform.aws.dynamodb(location.region), location, owed);
    if (written && owed.left !== undefined)
        platform.log.info(`Repaired the digest of the state in ${location.lockTable}: ${owed.left}.`);
    return head;
}
/**
 * Reads the state that `readAcceptedHead` would make Terraform accept, and leaves its digest as it is: for who holds no
 * lease and only looks.
 *
 * @throws Failure as `readAcceptedHead`
 */
const readAcceptableHead = async (platform, location, record) => (await readAcceptable(platform, location, record)).head;
async function readAcceptable(platform, location, record) {
    const dynamodb = await platform.aws.dynamodb(location.region);
    const [head, digest] = await Promise.all([
        (0,state_head/* readStateHead */.a)(platform, location, record),
        (0,state_digest/* readDigest */.rP)(dynamodb, location),
    ]);
    if (!head.exists)
        return { head };
    const s3 = await platform.aws.s3(location.region);
    const expected = (0,release_history/* expectedState */._$)(record);
    await refuseUnexpected(s3, location, head, expected);
    // Terraform keeps one only where it locks in a table.
    const noted = location.locking === 'lockfile' ? undefined : digest;
    if (noted === head.md5)
        return { head };
    if (noted !== undefined) {
        const left = await leftBehind(s3, location, { head, digest: noted });
        return { head, owed: { seen: noted, digest: head.md5, left } };
    }
    // Nothing proves that Terraform wrote it: the version that the record knows is proof enough, else the one before.
    if (head.versionId === undefined || head.versionId !== expected?.versionId)
        await refuseOlder(s3, location, head);
    // Terraform reads a state without one, but can't tell then whether S3 gave it the newest.
    return location.locking === 'lockfile' ? { head } : { head, owed: { seen: digest, digest: head.md5 } };
}
/** Stops at a state that is not the one the record knows, nor one that follows it. */
async function refuseUnexpected(s3, location, head, expected) {
    if (expected === undefined)
        return;
    const { lineage, serial } = expected;
    if (head.lineage === lineage && head.serial >= serial)
        return;
    // A restore that was ended before it could tell the record: somebody chose this lineage.
    if (head.lineage !== lineage && head.mark !== undefined)
        return;
    const good = await (0,good_version/* findGoodVersion */.TV)(s3, location, lineage);
    const found = { location, head, expected, good };
    throw head.lineage === lineage ? regressed(found) : foreign(found);
}
/** Stops where the version before has the same lineage and the state is no newer: an older one was put over it. */
async function refuseOlder(s3, location, head) {
    const before = await (0,good_version/* findGoodVersion */.TV)(s3, location);
    if (before === undefined || before.content.lineage !== head.lineage)
        return;
    if (head.serial > before.content.serial || (0,state_digest/* md5 */.Fx)(before.text) === head.md5)
        return;
    throw regressed({ location, head, expected: before.content, good: before });
}
/** What left the digest behind, where the versions prove it. */
async function leftBehind(s3, location, mismatch) {
    const { head, digest } = mismatch;
    if (head.mark !== undefined && head.mark.replaces === digest)
        return `a restore of version ${head.mark.from} was ended before it wrote it`;
    const { since, noted } = await readSince(s3, location, digest);
    if (noted !== undefined && since !== undefined && isOneLine([head, ...since]))
        return `a run that was ended between the two writes left that of serial ${noted.content.serial}`;
    const found = { location, head, good: noted };
    if (noted !== undefined && noted.content.lineage !== head.lineage)
        throw foreign({ ...found, expected: noted.content });
    if (noted !== undefined && noted.content.serial > head.serial)
        throw regressed({ ...found, expected: noted.content });
    throw mismatched({ ...found, digest });
}
async function readSince(s3, location, digest) {
    let since = [];
    for await (const version of (0,older_versions/* readOlderVersions */.a)(s3, location)) {
        const content = (0,state_content/* parseState */.B)(version.text);
        if (typeof content === 'string') {
            since = undefined;
            continue;
        }
        since?.push(content);
        if ((0,state_digest/* md5 */.Fx)(version.text) === digest)
            return { noted: { ...version, content }, since };
    }
    return { since: undefined };
}
/** Whether each version, newest first, continues the one after it. */
const isOneLine = (versions) => versions.every((version, index) => {
    const before = versions[index + 1];
    return before === undefined || (before.lineage === version.lineage && before.serial < version.serial);
});


/***/ }),

/***/ 2197:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $l: () => (/* binding */ describeGood),
/* harmony export */   Fy: () => (/* binding */ restoreWith),
/* harmony export */   TV: () => (/* binding */ findGoodVersion),
/* harmony export */   US: () => (/* binding */ goOnFrom)
/* harmony export */ });
/* harmony import */ var _older_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9153);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3544);


/** The newest version before the current one that is a state, and of this lineage where one is named. */
async function findGoodVersion(s3, location, lineage) {
    for await (const version of (0,_older_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .readOlderVersions */ .a)(s3, location)) {
        const content = (0,_state_content_js__WEBPACK_IMPORTED_MODULE_1__/* .parseState */ .B)(version.text);
        if (typeof content === 'string')
            continue;
        if (lineage === undefined || content.lineage === lineage)
            return { ...version, content };
    }
    return undefined;
}
/** One line: which version it is, of when, and what it holds. */
const describeGood = ({ versionId, savedAt, text, content }) => `Last good version: ${versionId}${savedAt === undefined ? '' : ` of ${savedAt}`}, serial ${content.serial}, ${Buffer.byteLength(text)} bytes.`;
/** How a version is made the state again: a half-sentence with the inputs to set. */
const restoreWith = (versionId) => `run with \`command: rollback\` and \`rollback-to: state:${versionId ?? 'previous'}\``;
/** The same for a version that a failure offers. */
const goOnFrom = ({ versionId }) => `Go on from its last good version: ${restoreWith(versionId)}.`;


/***/ }),

/***/ 9361:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a0: () => (/* binding */ readJournal),
  Xb: () => (/* binding */ settleJournal),
  fY: () => (/* binding */ writeJournal)
});

// UNUSED EXPORTS: journalName

// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/state/aws-errors.js
var aws_errors = __webpack_require__(6594);
;// CONCATENATED MODULE: ./lib/state/journal-shape.js

/** The one format this version reads and writes. */
const FORMAT = 1;
/**
 * Reads a journal. What it holds decides what is adopted, so anything it doesn't understand is refused. `source` is
 * where the text came from. Throws STATE_UNREADABLE.
 */
function parseJournal(text, source) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw unreadable(source, text.trim() === '' ? 'it is empty' : 'it is not JSON', cause);
    }
    if (isRecord(value) && typeof value.format === 'number' && value.format > FORMAT) {
        throw unreadable(source, `its format is ${value.format}, and this version of the action knows ${FORMAT}`);
    }
    if (!isJournal(value))
        throw unreadable(source, 'it is not shaped like one');
    return value;
}
const unreadable = (source, why, cause) => new errors/* Failure */.H({
    code: 'STATE_UNREADABLE',
    reason: `The journal of planned creates ${source} cannot be read: ${why}.`,
    safe: 'Nothing was planned or applied. What a run that was killed had created is as it was.',
    next: 'Restore its last good version: aws s3api list-object-versions with this bucket and key lists them.',
    cause,
});
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string';
const isJournal = (value) => isRecord(value) &&
    value.format === FORMAT &&
    isRecord(value.run) &&
    [value.run.id, value.run.commit, value.run.url].every(isText) &&
    (value.state === undefined ||
        (isRecord(value.state) && isText(value.state.lineage) && typeof value.state.serial === 'number')) &&
    Array.isArray(value.entries) &&
    value.entries.every(isEntry);
const isEntry = (value) => isRecord(value) &&
    [value.address, value.type, value.region].every(isText) &&
    isKey(value.key) &&
    isFoundBefore(value.before);
const isKey = (value) => isRecord(value) &&
    Object.values(value).every((part) => isText(part) || (isRecord(part) && isText(part.of)));
const isFoundBefore = (value) => value === 'absent' ||
    value === 'replaced' ||
    (isRecord(value) && Array.isArray(value.alreadyThere) && value.alreadyThere.every(isText));

// EXTERNAL MODULE: ./lib/state/keys.js
var keys = __webpack_require__(325);
// EXTERNAL MODULE: ./lib/state/permissions.js
var permissions = __webpack_require__(433);
// EXTERNAL MODULE: ./lib/state/release-record.js + 4 modules
var release_record = __webpack_require__(7320);
// EXTERNAL MODULE: ./lib/state/wanted-bucket.js + 2 modules
var wanted_bucket = __webpack_require__(1993);
;// CONCATENATED MODULE: ./lib/state/journal.js







const place = (location) => ({
    ...(0,wanted_bucket/* ownedBucket */.IP)(location),
    Key: (0,keys/* journalKey */.dR)(location.key),
});
/** `s3://bucket/key` of the journal, for messages. */
const journalName = (location) => `s3://${location.bucket}/${(0,keys/* journalKey */.dR)(location.key)}`;
/**
 * Reads the journal; undefined where no run ever wrote one. One without entries is of a run that saved its state.
 *
 * @throws Failure `STATE_UNREADABLE` for what it can't understand: planning on would create a second time what is there
 */
async function readJournal(s3, location) {
    const stored = await readText(s3, location);
    if (stored === undefined)
        return undefined;
    return { journal: parseJournal(stored.text, journalName(location)), etag: stored.etag };
}
/**
 * Writes the journal in place of the one with `etag`, or where there is none yet (undefined), and returns its new ETag.
 * It must stand before the apply starts.
 *
 * @throws Failure `LEASE_LOST` when another run wrote it in between: only the holder of the lease does
 */
async function writeJournal(s3, location, journal, etag) {
    const text = `${JSON.stringify(journal)}\n`;
    try {
        const { ETag = '' } = await s3.putObject({
            ...place(location),
            Body: text,
            ContentType: 'application/json',
            ...(etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag }),
        });
        return ETag;
    }
    catch (error) {
        if (!isConflict(error))
            throw explain(error, location, 'write the journal of planned creates');
        // The SDK repeats a call whose answer was lost; the repeat then meets what the first one wrote.
        const stored = await readText(s3, location);
        if (stored?.text === text)
            return stored.etag;
        throw new errors/* Failure */.H({
            code: 'LEASE_LOST',
            reason: `Another run wrote ${journalName(location)} since this one read it, so this run no longer holds the deploy lease alone.`,
            safe: 'Its journal stands; this run applied nothing after that.',
            next: 'See which other run deploys this environment, then run this one again.',
            cause: error,
        });
    }
}
/** 412: the condition fails; 409: another conditional write is under way; NoSuchKey: what If-Match names is gone. */
const isConflict = (error) => (0,aws_errors/* httpStatus */.nG)(error) === 412 || (0,aws_errors/* httpStatus */.nG)(error) === 409 || (0,aws_errors/* errorCode */.CA)(error) === 'NoSuchKey';
/**
 * Keeps of a journal only these entries: none once the state that knows all of them is saved. Emptied rather than
 * deleted: S3 knows no conditional delete everywhere, and a delete that comes late would take the next run's journal.
 */
const settleJournal = (s3, location, { journal, etag }, left = []) => writeJournal(s3, location, { ...journal, entries: left }, etag);
async function readText(s3, location) {
    let answer;
    try {
        answer = await (0,aws_errors/* orAbsent */.Re)(s3.getObject(place(location)), 'NoSuchKey');
    }
    catch (error) {
        throw explain(error, location, 'read the journal of planned creates');
    }
    if (answer === undefined)
        return undefined;
    return { text: (await answer.Body?.transformToString()) ?? '', etag: answer.ETag ?? '' };
}
function explain(error, location, attempt) {
    const safe = 'Nothing was created, changed or uploaded by this step.';
    if ((0,aws_errors/* errorCode */.CA)(error) === 'NoSuchBucket')
        return (0,release_record/* bucketGone */.e8)(location, error, safe);
    return (0,permissions/* accessDenied */.Ib)(error, { location, permissions: permissions/* PERMISSIONS */.Jj.journal, attempt, safe }) ?? error;
}


/***/ }),

/***/ 9153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readOlderVersions)
/* harmony export */ });
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1993);

/** How many versions are looked through: what is further back was not left by a run that was just ended. */
const MOST_VERSIONS = 10;
/** The versions of the state before the current one, newest first, each read when it is asked for. */
async function* readOlderVersions(s3, location) {
    const { Versions = [] } = await s3.listObjectVersions({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_0__/* .ownedBucket */ .IP)(location), Prefix: location.key });
    const older = Versions.filter(({ Key, IsLatest }) => Key === location.key && IsLatest !== true);
    for (const { VersionId, LastModified } of older.slice(0, MOST_VERSIONS)) {
        const { Body } = await s3.getObject({
            ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_0__/* .ownedBucket */ .IP)(location),
            Key: location.key,
            ...(VersionId === undefined ? {} : { VersionId }),
        });
        yield {
            versionId: VersionId,
            text: (await Body?.transformToString()) ?? '',
            savedAt: LastModified?.toISOString(),
        };
    }
}


/***/ }),

/***/ 3622:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TH: () => (/* binding */ listKeys),
/* harmony export */   hj: () => (/* binding */ readOtherStates),
/* harmony export */   jd: () => (/* binding */ stateBuckets),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6594);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3544);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1993);



/** More than this many states in one bucket are not read. */
const MOST_STATES = 200;
const AT_ONCE = 8;
/**
 * Reads the other states that tell what belongs to somebody else: those in the same bucket, and those in this account's
 * other buckets of the same convention (`<project>-terraform-state-<account>`). A state anywhere else is not seen.
 */
async function readOtherStates({ aws }, location) {
    const s3 = await aws.s3(location.region);
    const states = [];
    const unread = [];
    for (const bucket of await stateBuckets(s3, location, unread)) {
        try {
            const found = await readBucket(s3, { ...location, bucket }, bucket === location.bucket ? location.key : '');
            states.push(...found.states);
            unread.push(...found.unread);
        }
        catch (error) {
            if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCode */ .CA)(error) === 'NoSuchBucket')
                continue;
            unread.push(`s3://${bucket} (${refusal(error)})`);
        }
    }
    return { states, unread };
}
/**
 * The bucket of a state, and this account's others of the same convention.
 *
 * @param unread is told where AWS won't list them
 */
async function stateBuckets(s3, location, unread) {
    const others = await otherBuckets(s3, location).catch((error) => {
        unread.push(`this account's other state buckets (${refusal(error)})`);
        return [];
    });
    return [location.bucket, ...others];
}
/** AWS won't say, has it no more, or has it in another region. Faults and throttling are something else. */
function refusal(error) {
    const status = (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .httpStatus */ .nG)(error);
    if (status === undefined || status < 300 || status >= 500 || status === 429)
        throw error;
    return (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCode */ .CA)(error);
}
async function otherBuckets(s3, { bucket, account }) {
    const names = [];
    let token;
    do {
        const page = await s3.listBuckets(token === undefined ? {} : { ContinuationToken: token });
        names.push(...(page.Buckets ?? []).flatMap(({ Name }) => (Name === undefined ? [] : [Name])));
        token = page.ContinuationToken;
    } while (token !== undefined);
    return names.filter((name) => name !== bucket && name.endsWith(`-terraform-state-${account}`));
}
async function readBucket(s3, location, ownKey) {
    const keys = (await stateKeys(s3, location)).filter((key) => key !== ownKey);
    const states = [];
    const unread = keys.length > MOST_STATES
        ? [`s3://${location.bucket} (only ${MOST_STATES} of ${keys.length} states)`]
        : [];
    const queue = keys.slice(0, MOST_STATES).values();
    const worker = async () => {
        for (const key of queue) {
            const place = `s3://${location.bucket}/${key}`;
            try {
                const { Body } = await s3.getObject({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .ownedBucket */ .IP)(location), Key: key });
                const text = (await Body?.transformToString()) ?? '';
                const content = (0,_state_content_js__WEBPACK_IMPORTED_MODULE_2__/* .parseState */ .B)(text);
                if (typeof content === 'string')
                    unread.push(`${place} (${content})`);
                else
                    states.push({ place, text });
            }
            catch (error) {
                unread.push(`${place} (${refusal(error)})`);
            }
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return { states, unread };
}
/** Keys of all states in a bucket but those that wait for recovery, which their own environment's state has or gets. */
const stateKeys = async (s3, location) => (await listKeys(s3, location)).filter((key) => key.endsWith('.tfstate') && !key.startsWith('recovery/'));
/** Every key of a bucket. */
async function listKeys(s3, location) {
    const keys = [];
    let token;
    do {
        const page = await s3.listObjectsV2({
            ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .ownedBucket */ .IP)(location),
            ...(token === undefined ? {} : { ContinuationToken: token }),
        });
        keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
        token = page.NextContinuationToken;
    } while (token !== undefined);
    return keys;
}


/***/ }),

/***/ 6264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ readHeadToAdopt)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _accepted_head_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4307);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6594);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5505);
/* harmony import */ var _older_versions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9153);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(433);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3544);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1993);








/** What becomes of a state by adoption: gone, no state at all, or not the one that Terraform wrote. */
const LOST = new Set([
    'STATE_LOST',
    'STATE_UNREADABLE',
    'STATE_DIGEST_MISMATCH',
    'STATE_FOREIGN',
    'STATE_REGRESSED',
]);
/**
 * Reads the state as `readAcceptedHead` does. With `adopt`, one that is lost, unreadable or replaced is not refused: it
 * can be set aside. Called by who holds the lease.
 *
 * @throws Failure what `readAcceptedHead` throws, without `adopt`; `ACCESS_DENIED`
 */
async function readHeadToAdopt(platform, location, { record, adopt, read = _accepted_head_js__WEBPACK_IMPORTED_MODULE_1__/* .readAcceptedHead */ .w, }) {
    try {
        return { head: await read(platform, location, record) };
    }
    catch (error) {
        if (!adopt || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H) || !LOST.has(error.code))
            throw error;
        const lost = await lookAtLost(platform, location, error);
        platform.log.info(`${error.code}: ${error.reason}`);
        platform.log.info('adopt-existing is set, so this run goes on without it: what exists is imported.');
        return { head: { exists: false }, lost };
    }
}
const REQUEST = (location) => ({
    location,
    permissions: [
        ..._permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .PERMISSIONS */ .Jj.state,
        { action: 's3:DeleteObject', resource: 'state' },
        { action: 'dynamodb:UpdateItem', resource: 'table' },
        { action: 'dynamodb:DeleteItem', resource: 'table' },
    ],
    attempt: 'put the lost state aside',
    safe: 'Nothing was planned or applied; every version of the state is there.',
});
async function lookAtLost({ aws }, location, found) {
    const [s3, dynamodb] = await Promise.all([aws.s3(location.region), aws.dynamodb(location.region)]);
    const clients = { s3, dynamodb, location };
    const [digest, current] = await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .explained */ .to)(Promise.all([(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .readDigest */ .rP)(dynamodb, location), readCurrent(clients)]), REQUEST(location));
    const lastGood = await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .explained */ .to)(findLastGood(clients, { digest, current }), REQUEST(location));
    let removed;
    return {
        found,
        lastGood,
        setAside: async () => {
            if (current !== undefined)
                removed ??= await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .explained */ .to)(remove(clients, current), REQUEST(location));
            // Terraform waits 10 s for the state that this is the digest of, and then refuses to go on.
            if (digest !== undefined)
                await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_5__/* .explained */ .to)((0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .deleteDigest */ .Q2)(dynamodb, location, digest), REQUEST(location));
        },
        putBack: () => putBack(clients, { removed, digest }),
    };
}
async function readCurrent({ s3, location }) {
    const place = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Key: location.key };
    const object = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orAbsent */ .Re)(s3.getObject(place), 'NoSuchKey');
    if (object === undefined)
        return undefined;
    return { text: (await object.Body?.transformToString()) ?? '', versionId: object.VersionId };
}
/** The version that Terraform noted last; else the current one if it is a state; else the newest that is one. */
async function findLastGood({ s3, location }, { digest, current }) {
    const good = [];
    if (current !== undefined && isState(current.text))
        good.push(current);
    for await (const version of (0,_older_versions_js__WEBPACK_IMPORTED_MODULE_4__/* .readOlderVersions */ .a)(s3, location)) {
        const { text } = version;
        if (!isState(text))
            continue;
        good.push(version);
        if (digest === undefined || (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .md5 */ .Fx)(text) === digest)
            break;
    }
    return good.find(({ text }) => (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .md5 */ .Fx)(text) === digest) ?? good[0];
}
const isState = (text) => typeof (0,_state_content_js__WEBPACK_IMPORTED_MODULE_7__/* .parseState */ .B)(text) !== 'string';
async function remove({ s3, location }, { text, versionId }) {
    const place = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Key: location.key };
    if (versionId === undefined) {
        const copy = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Key: `${location.key}.set-aside-${(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .md5 */ .Fx)(text)}`, Body: text };
        await s3.putObject({ ...copy, IfNoneMatch: '*' }).catch((error) => {
            // The same text was set aside before.
            if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .httpStatus */ .nG)(error) !== 412)
                throw error;
        });
    }
    const { VersionId: marker } = await s3.deleteObject(place);
    return marker === undefined ? { kind: 'copied', text } : { kind: 'hidden', marker };
}
async function putBack({ s3, dynamodb, location }, { removed, digest }) {
    const place = { ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Key: location.key };
    const saved = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orAbsent */ .Re)(s3.headObject(place), 'NoSuchKey', 'NotFound');
    if (saved !== undefined)
        return;
    if (removed?.kind === 'hidden')
        await s3.deleteObject({ ...place, VersionId: removed.marker });
    if (removed?.kind === 'copied')
        await s3.putObject({ ...place, Body: removed.text, IfNoneMatch: '*' });
    if (digest !== undefined)
        await (0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .replaceDigest */ .lD)(dynamodb, location, { seen: undefined, digest });
}


/***/ }),

/***/ 1155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ readStateHead)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _aws_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6594);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5505);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(433);
/* harmony import */ var _good_version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2197);
/* harmony import */ var _release_record_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7320);
/* harmony import */ var _restore_mark_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6793);
/* harmony import */ var _state_content_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3544);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1993);









const UNTOUCHED = 'Nothing was planned or changed; every version of the state is as it was.';
/**
 * Reads the state without Terraform. A state that isn't there is a first deploy only when nothing says that there
 * was one: no version of it, no digest, no release in `record`. Throws STATE_LOST when something does, and
 * STATE_UNREADABLE for an object that is no state: planning from either would create everything a second time.
 */
async function readStateHead(platform, location, record) {
    const [s3, dynamodb] = await Promise.all([
        platform.aws.s3(location.region),
        platform.aws.dynamodb(location.region),
    ]);
    try {
        const object = await (0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orAbsent */ .Re)(s3.getObject({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Key: location.key }), 'NoSuchKey');
        if (object === undefined) {
            await refuseLostState({ s3, dynamodb }, location, record);
            return { exists: false };
        }
        const text = (await object.Body?.transformToString()) ?? '';
        const content = (0,_state_content_js__WEBPACK_IMPORTED_MODULE_7__/* .parseState */ .B)(text);
        if (typeof content === 'string')
            throw unreadable(location, content, await (0,_good_version_js__WEBPACK_IMPORTED_MODULE_4__/* .findGoodVersion */ .TV)(s3, location));
        const { VersionId } = object;
        const mark = (0,_restore_mark_js__WEBPACK_IMPORTED_MODULE_8__/* .readMark */ .M)(object.Metadata);
        return {
            exists: true,
            ...content,
            md5: (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .md5 */ .Fx)(text),
            ...(VersionId === undefined ? {} : { versionId: VersionId }),
            ...(mark === undefined ? {} : { mark }),
        };
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H)
            throw error;
        if ((0,_aws_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .errorCode */ .CA)(error) === 'NoSuchBucket')
            throw (0,_release_record_js__WEBPACK_IMPORTED_MODULE_5__/* .bucketGone */ .e8)(location, error, UNTOUCHED);
        const request = { location, permissions: _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .PERMISSIONS */ .Jj.state, attempt: 'read the state', safe: UNTOUCHED };
        throw (0,_permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .accessDenied */ .Ib)(error, request) ?? error;
    }
}
/** What shows that there was a state: its versions, its digest, a release. */
async function refuseLostState({ s3, dynamodb }, location, record) {
    const [versions, digest] = await Promise.all([listVersions(s3, location), (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .readDigest */ .rP)(dynamodb, location)]);
    const evidence = [
        ...(versions.deleteMarker === undefined
            ? []
            : [`a delete marker of ${versions.deletedAt} stands on it (version ${versions.deleteMarker})`]),
        ...(versions.all.length === 0 ? [] : [`${versions.all.length} older versions of it are there`]),
        ...(digest === undefined ? [] : [`table ${location.lockTable} holds its digest ${digest}`]),
        ...(record !== undefined && wasReleased(record) ? ['the release record says that it was deployed'] : []),
    ];
    if (evidence.length > 0)
        throw lost(location, evidence, await (0,_good_version_js__WEBPACK_IMPORTED_MODULE_4__/* .findGoodVersion */ .TV)(s3, location));
}
/** A release or an intent comes after an apply, so a state was there. A record may also only say whose it will be. */
const wasReleased = (record) => record.live !== undefined || record.intended !== undefined || record.previous.length > 0;
/** The versions of the state. S3 lists a key before all longer ones, newest first, so the first page has the newest. */
async function listVersions(s3, location) {
    const page = await s3.listObjectVersions({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_6__/* .ownedBucket */ .IP)(location), Prefix: location.key });
    const marker = page.DeleteMarkers?.find(({ Key, IsLatest }) => Key === location.key && IsLatest === true);
    return {
        all: (page.Versions ?? []).filter(({ Key }) => Key === location.key),
        deleteMarker: marker?.VersionId,
        deletedAt: marker?.LastModified?.toISOString(),
    };
}
const BACKUP = (location) => `Restore the state from a backup to s3://${location.bucket}/${location.key}`;
const lost = (location, evidence, good) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'STATE_LOST',
    reason: `There was a state at s3://${location.bucket}/${location.key} and it is gone: ${evidence.join('; ')}.`,
    safe: UNTOUCHED,
    next: good === undefined ? `${BACKUP(location)}, or deploy to another environment.` : (0,_good_version_js__WEBPACK_IMPORTED_MODULE_4__/* .goOnFrom */ .US)(good),
    details: [good === undefined ? 'No good version of it is left in the bucket.' : (0,_good_version_js__WEBPACK_IMPORTED_MODULE_4__/* .describeGood */ .$l)(good)],
});
const unreadable = (location, why, good) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
    code: 'STATE_UNREADABLE',
    reason: `The object at s3://${location.bucket}/${location.key} is no Terraform state: ${why}.`,
    safe: UNTOUCHED,
    next: good === undefined ? `${BACKUP(location)}.` : (0,_good_version_js__WEBPACK_IMPORTED_MODULE_4__/* .goOnFrom */ .US)(good),
    details: [good === undefined ? 'No older version of it is a state.' : (0,_good_version_js__WEBPACK_IMPORTED_MODULE_4__/* .describeGood */ .$l)(good)],
});


/***/ }),

/***/ 6493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ readStateVersions),
/* harmony export */   u: () => (/* binding */ stateHistory)
/* harmony export */ });
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(433);
/* harmony import */ var _wanted_bucket_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1993);


const MOST_ENTRIES = 10;
/** The newest versions of the state, newest first (S3 lists them so); none where the bucket has no versioning. */
async function readStateVersions(platform, location) {
    const s3 = await platform.aws.s3(location.region);
    const { Versions = [] } = await (0,_permissions_js__WEBPACK_IMPORTED_MODULE_0__/* .explained */ .to)(s3.listObjectVersions({ ...(0,_wanted_bucket_js__WEBPACK_IMPORTED_MODULE_1__/* .ownedBucket */ .IP)(location), Prefix: location.key }), {
        location,
        permissions: _permissions_js__WEBPACK_IMPORTED_MODULE_0__/* .PERMISSIONS */ .Jj.state,
        attempt: 'list the versions of the state',
        safe: 'The state is as it was; what this run did before stays done.',
    });
    return Versions.flatMap(({ Key, VersionId, LastModified }) => Key !== location.key || VersionId === undefined || LastModified === undefined
        ? []
        : [{ versionId: VersionId, savedAt: LastModified.toISOString() }]);
}
/** What happened to an environment, newest first: its recorded deploys, and between them what nobody recorded. */
function stateHistory(deploys, versions) {
    const recorded = new Set(deploys.map(({ state }) => state?.versionId));
    const others = versions.filter(({ versionId }) => !recorded.has(versionId));
    const entries = [];
    for (const deploy of deploys) {
        // A deploy is recorded after its state was saved.
        entries.push(...unrecorded(others, { after: deploy.at, before: entries.length === 0 ? undefined : last(entries) }));
        entries.push({ kind: 'deploy', deploy });
    }
    entries.push(...unrecorded(others, { after: '', before: last(entries) }));
    return entries.slice(0, MOST_ENTRIES);
}
const last = (entries) => entries.findLast((entry) => entry.kind === 'deploy')?.deploy.at;
function unrecorded(versions, { after, before }) {
    const between = versions.filter(({ savedAt }) => savedAt > after && (before === undefined || savedAt <= before));
    const [newest] = between;
    return newest === undefined ? [] : [{ kind: 'unrecorded', versions: between.length, newest }];
}


/***/ }),

/***/ 5469:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jZ: () => (/* binding */ atLeast),
/* harmony export */   vr: () => (/* binding */ refuseUnknownImports),
/* harmony export */   w0: () => (/* binding */ refuseUnknownLocking)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _install_constraint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5101);


/** What came with which version of Terraform. */
const SINCE = { 'init -json': '1.9.0', use_lockfile: '1.10.0', 'import blocks': '1.5.0' };
/** Whether a Terraform has a feature. */
function atLeast(version, feature) {
    const [found, since] = [(0,_install_constraint_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(version), (0,_install_constraint_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(SINCE[feature])];
    return found !== undefined && since !== undefined && (0,_install_constraint_js__WEBPACK_IMPORTED_MODULE_1__/* .compareVersions */ .Zy)(found, since) >= 0;
}
/**
 * Refuses a lock file where Terraform doesn't know it: it would go on without any lock.
 *
 * @throws Failure `INVALID_INPUTS`
 */
function refuseUnknownLocking(version, locking) {
    if (locking === 'dynamodb' || atLeast(version, 'use_lockfile'))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'INVALID_INPUTS',
        reason: `locking is ${locking}, which needs Terraform ${SINCE.use_lockfile} or newer, and this is ${version}.`,
        safe: 'Terraform was not started; nothing was planned or applied.',
        next: 'Set `locking: dynamodb`, or `terraform-version` to a newer one.',
    });
}
/**
 * Refuses `adopt-existing` where Terraform doesn't know import blocks: it would refuse the file of them.
 *
 * @throws Failure `INVALID_INPUTS`
 */
function refuseUnknownImports(version) {
    if (atLeast(version, 'import blocks'))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'INVALID_INPUTS',
        reason: `adopt-existing needs Terraform ${SINCE['import blocks']} or newer, which has import blocks, and this is ${version}.`,
        safe: 'Terraform was not started; nothing was planned or applied.',
        next: 'Set `terraform-version` to a newer one, or import what exists by hand (terraform import ADDRESS ID).',
    });
}


/***/ }),

/***/ 1219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ blockFinder)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _configuration_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1552);
/* harmony import */ var _hcl_scan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7983);
/* harmony import */ var _plan_references_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8272);
/* harmony import */ var _replace_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9795);





/** `directory`: of the root module; `relativeDirectory`: the same from the workspace, which found files are named from. */
function blockFinder(plan, { directory, relativeDirectory }) {
    const read = new Map();
    /** `local`: from the root module's directory. */
    const find = async (local, labels, because) => {
        const files = read.get(local) ?? filesIn(node_path__WEBPACK_IMPORTED_MODULE_0__.join(directory, local));
        read.set(local, files);
        const found = firstOf(await files, labels, because);
        return found === undefined
            ? undefined
            : { file: node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(relativeDirectory, local, found.file), line: found.line };
    };
    return {
        locate: async (planned, because) => {
            const steps = (0,_plan_references_js__WEBPACK_IMPORTED_MODULE_4__/* .moduleSteps */ .a2)(planned.module_address ?? '');
            let module = plan.configuration?.root_module;
            let local = '.';
            let call;
            for (const { name } of steps) {
                const called = module?.module_calls?.[name];
                if (called === undefined)
                    return undefined;
                call = { local, name };
                module = called.module;
                const source = called.source ?? '';
                if (!/^\.\.?\//.test(source))
                    return find(call.local, ['module', name], []);
                local = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(local, source);
            }
            // The module is there and this instance of it isn't: its call says why, not the block in it.
            if (planned.action_reason === 'delete_because_no_module')
                return call === undefined ? undefined : find(call.local, ['module', call.name], because);
            return find(local, ['resource', planned.type, planned.name], because);
        },
    };
}
/** None where a module's directory is gone. */
async function filesIn(directory) {
    try {
        return await (0,_configuration_files_js__WEBPACK_IMPORTED_MODULE_1__/* .readConfigurationFiles */ .O)(directory);
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_3__/* .isMissing */ .b)(error))
            return [];
        throw error;
    }
}
function firstOf(files, labels, because) {
    // What an override file says of an argument is what counts; the block is where its first file has it.
    const found = files.map((file) => ({ file, at: offsetsIn(file, labels, because) }));
    const argument = found.findLast(({ at }) => at?.argument !== undefined);
    const block = argument ?? found.find(({ at }) => at !== undefined);
    if (block?.at === undefined)
        return undefined;
    const { file, at } = block;
    return { file: file.name, line: (0,_hcl_scan_js__WEBPACK_IMPORTED_MODULE_2__/* .lineAt */ .m)(file.text ?? '', at.argument ?? at.block) };
}
function offsetsIn({ text, syntax }, labels, because) {
    if (text === undefined)
        return undefined;
    if (syntax === 'json')
        return offsetsInJson(text, labels);
    const [type, ...names] = labels;
    const block = (0,_hcl_scan_js__WEBPACK_IMPORTED_MODULE_2__/* .scanHcl */ .J)(text)
        ?.filter((item) => item.kind === 'block')
        .find((each) => each.type === type && each.labels.join('.') === names.join('.'));
    if (block === undefined)
        return undefined;
    const argument = because.map((name) => offsetOf(block.items, name)).find((offset) => offset !== undefined);
    return { block: block.start, argument };
}
/** Of an argument or a nested block, wherever in the block. */
function offsetOf(items, name) {
    for (const item of items) {
        if ((item.kind === 'attribute' ? item.name : item.type) === name)
            return item.start;
        // `dynamic "disk" {}` makes blocks of that name.
        if (item.kind === 'block' && item.type === 'dynamic' && item.labels[0] === name)
            return item.start;
    }
    for (const item of items) {
        const inner = item.kind === 'block' && item.type === 'lifecycle' ? offsetOf(item.items, name) : undefined;
        if (inner !== undefined)
            return inner;
    }
    return undefined;
}
/** JSON.parse knows no positions: each label's first mention after the one before serves for a message. */
function offsetsInJson(text, labels) {
    let offset = 0;
    for (const label of labels) {
        offset = text.indexOf(JSON.stringify(label), offset);
        if (offset < 0)
            return undefined;
    }
    return { block: offset, argument: undefined };
}


/***/ }),

/***/ 3630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cr: () => (/* binding */ lookIntoBucket),
/* harmony export */   OW: () => (/* binding */ lookInto),
/* harmony export */   QF: () => (/* binding */ lookIntoTable),
/* harmony export */   fZ: () => (/* binding */ lookIntoLogGroup)
/* harmony export */ });
/* harmony import */ var _identities_identity_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1649);

/**
 * An empty bucket may go. (Should something come into it before it is deleted, S3 refuses to delete it, unless it has
 * `force_destroy`.) One answer tells: versions and delete markers hold a bucket, too.
 */
const lookIntoBucket = async ({ aws, region, account }, before) => {
    const s3 = await aws.s3(region);
    const { Versions = [], DeleteMarkers = [], IsTruncated = false, } = await s3.listObjectVersions({ Bucket: text(before, 'bucket'), ExpectedBucketOwner: account });
    if (Versions.length + DeleteMarkers.length === 0 && !IsTruncated)
        return { kind: 'empty', mayGo: true };
    const objects = Versions.filter(({ IsLatest }) => IsLatest).length;
    const earlier = Versions.length - objects;
    const parts = [
        ...(objects > 0 || earlier === 0 ? [counted(objects, 'object')] : []),
        ...(earlier > 0 ? [counted(earlier, 'earlier version')] : []),
        ...(DeleteMarkers.length > 0 ? [counted(DeleteMarkers.length, 'delete marker')] : []),
    ];
    return { kind: 'holds', what: `${IsTruncated ? 'more than ' : ''}${parts.join(', ')}` };
};
/**
 * That a table is empty is said, but is not enough for it to go: nothing would stop what a function writes to it between
 * this look and the end. The Scan counts and returns no item; DescribeTable's own count may be six hours old.
 */
const lookIntoTable = async ({ aws, region }, before) => {
    const dynamodb = await aws.dynamodb(region);
    const TableName = text(before, 'name');
    let refusal;
    try {
        const read = { TableName, Limit: 1, Select: 'COUNT', ConsistentRead: true };
        const { Count, LastEvaluatedKey } = await dynamodb.scan(read);
        if (Count === 0 && LastEvaluatedKey === undefined)
            return { kind: 'empty', mayGo: false };
    }
    catch (error) {
        // A role may describe tables without reading them.
        if (!isRefusal(error))
            throw error;
        refusal = error;
    }
    const { Table } = await dynamodb.describeTable({ TableName });
    const items = Table?.ItemCount ?? 0;
    if (items > 0)
        return { kind: 'holds', what: `about ${counted(items, 'item')}` };
    return refusal === undefined
        ? { kind: 'holds', what: 'at least one item' }
        : { kind: 'unknown', why: (0,_identities_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(refusal) };
};
/** A log group that nothing ever logged to has no stream. (How much it stores is told only hours later.) */
const lookIntoLogGroup = async ({ aws, region }, before) => {
    const logs = await aws.cloudWatchLogs(region);
    const { logStreams = [], nextToken } = await logs.describeLogStreams({
        logGroupName: text(before, 'name'),
        orderBy: 'LastEventTime',
        descending: true,
        limit: 1,
    });
    const [newest] = logStreams;
    if (newest === undefined)
        return nextToken === undefined ? { kind: 'empty', mayGo: true } : { kind: 'unknown' };
    const last = newest.lastEventTimestamp;
    const until = last === undefined ? '' : `, the last of ${new Date(last).toISOString().slice(0, 10)}`;
    return { kind: 'holds', what: `log events${until}` };
};
/**
 * Looks into a resource where its type can be looked into. Where AWS refuses, or what should be there isn't found (the
 * account or region may be another than thought), the contents are unknown.
 *
 * @throws what the SDK throws where AWS is in trouble: then the run ends and may be repeated
 */
async function lookInto(look, before, from) {
    if (look === undefined)
        return { kind: 'unknown' };
    const { region, account } = homeOf(before, from);
    // The credentials of this run say nothing about another account.
    if (account !== from.account)
        return { kind: 'unknown', why: `it is in account ${account}` };
    try {
        return await look({ ...from, region }, before);
    }
    catch (error) {
        if (isRefusal(error))
            return { kind: 'unknown', why: (0,_identities_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(error) };
        throw error;
    }
}
/**
 * Where a resource is, as its state tells. Its provider would tell, too, but not once its block is deleted. A bucket's
 * ARN names neither region nor account; its state has the region.
 */
function homeOf(before, otherwise) {
    const [, , , region = '', account = ''] = text(before, 'arn').split(':');
    return {
        region: text(before, 'region') || region || otherwise.region,
        account: account || otherwise.account,
    };
}
const text = (attributes, name) => {
    const value = attributes[name];
    return typeof value === 'string' ? value : '';
};
/** AWS won't say, has no such thing, or has it elsewhere (301). Throttling and faults of its own are something else. */
function isRefusal(error) {
    const status = error.$metadata
        ?.httpStatusCode;
    const throttled = status === 429 || /Throttl|ThroughputExceeded|LimitExceeded/.test((0,_identities_identity_js__WEBPACK_IMPORTED_MODULE_0__/* .codeOf */ .$N)(error));
    return error instanceof Error && status !== undefined && status >= 300 && status < 500 && !throttled;
}
const counted = (count, singular) => `${count.toLocaleString('en-US')} ${singular}${count === 1 ? '' : 's'}`;


/***/ }),

/***/ 8103:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Np: () => (/* binding */ guardConcerns),
/* harmony export */   W6: () => (/* binding */ guardAnnotations),
/* harmony export */   Y_: () => (/* binding */ refuseDestroys),
/* harmony export */   dS: () => (/* binding */ guardDestroys)
/* harmony export */ });
/* unused harmony export describeDestroy */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _block_location_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1219);
/* harmony import */ var _contents_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3630);
/* harmony import */ var _planned_destroys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8202);
/* harmony import */ var _precious_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8214);





/** Whether a plan has to be read whole (`showPlan`, 5 s) for the guard: it deletes or replaces what may be precious. */
const guardConcerns = ({ changes }) => changes.some(({ action, type }) => (action === 'delete' || action === 'replace') && (0,_precious_js__WEBPACK_IMPORTED_MODULE_3__/* .preciousKind */ .j)(type) !== undefined);
/** Finds every precious resource that a plan destroys, looks into those that can be looked into, and decides on each. */
async function guardDestroys({ aws }, plan, { mode, allowed, region, account, ...directories }) {
    const found = (0,_planned_destroys_js__WEBPACK_IMPORTED_MODULE_2__/* .plannedDestroys */ .s)(plan, mode);
    const finder = (0,_block_location_js__WEBPACK_IMPORTED_MODULE_1__/* .blockFinder */ .m)(plan, directories);
    const destroys = await inTurns(found, async ({ planned, because, before, ...destroy }) => {
        const kind = (0,_precious_js__WEBPACK_IMPORTED_MODULE_3__/* .preciousKind */ .j)(destroy.type);
        const contents = await (0,_contents_js__WEBPACK_IMPORTED_MODULE_4__/* .lookInto */ .OW)(kind?.look, before, { aws, region, account });
        const at = await finder.locate(planned, because);
        return {
            ...destroy,
            what: kind?.what ?? destroy.type,
            atStake: atStakeIn(contents, kind?.atStake ?? 'what is in it'),
            ...(at === undefined ? {} : { at }),
            decision: decide(destroy.address, contents, allowed),
        };
    });
    const addresses = new Set(found.map(({ address }) => address));
    return { destroys, unused: allowed.filter((address) => !addresses.has(address)) };
}
function decide(address, contents, allowed) {
    if (allowed.includes(address))
        return 'allowed';
    return contents.kind === 'empty' && contents.mayGo ? 'empty' : 'refused';
}
function atStakeIn(contents, ofKind) {
    switch (contents.kind) {
        case 'empty':
            return 'nothing: it is empty';
        case 'holds':
            return contents.what;
        case 'unknown':
            return contents.why === undefined ? ofKind : `${ofKind} (not looked into: ${contents.why})`;
    }
}
/** Look-ups at once: a destroy of everything may ask for hundreds. */
const AT_ONCE = 8;
async function inTurns(items, work) {
    const results = [];
    for (let start = 0; start < items.length; start += AT_ONCE)
        results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
    return results;
}
/**
 * Stops where a precious resource would go that nobody allowed to.
 *
 * @throws Failure `DESTROY_GUARDED` with every one of them, and the lines that would allow them
 */
function refuseDestroys({ destroys }, mode) {
    const refused = destroys.filter(({ decision }) => decision === 'refused');
    const [first] = refused;
    if (first === undefined)
        return;
    const addresses = [...new Set(refused.map(({ address }) => address))];
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'DESTROY_GUARDED',
        reason: refused.length === 1
            ? `The plan would ${describeDestroy(first)}.`
            : `The plan would destroy ${refused.length} precious resources that allow-destroy does not name: ${inShort(addresses)}.`,
        safe: mode === 'destroy'
            ? 'Nothing was emptied or destroyed: infrastructure and site are as they were.'
            : 'Nothing was applied, and the site was not touched.',
        next: `${mode === 'destroy' ? 'If' : 'Take the change back, or, if'} they may go with all that is in them, add the lines under ` +
            '`allow-destroy` above to the `with:` block of the step and run again.',
        details: [
            ...refused.map(describeDestroy),
            '',
            'allow-destroy: |',
            ...addresses.map((address) => `  ${address}`),
        ],
    });
}
/** The first of them; the details have all. */
const inShort = (addresses) => addresses.length <= MOST_NAMED + 1
    ? addresses.join(', ')
    : `${addresses.slice(0, MOST_NAMED).join(', ')} and ${addresses.length - MOST_NAMED} more`;
const MOST_NAMED = 3;
/** `replace aws_dynamodb_table.orders (DynamoDB table): hash_key can't ... (infra/main.tf:12); at stake: about 7 items`. */
function describeDestroy({ action, address, what, why, at, atStake }) {
    const where = at === undefined ? '' : ` (${at.file}:${at.line})`;
    return `${action} ${address} (${what}): ${why}${where}; at stake: ${atStake}`;
}
/** An annotation on the line that each refused one is because of, where there is one. */
const guardAnnotations = ({ destroys }) => destroys.flatMap((destroy) => destroy.decision !== 'refused' || destroy.at === undefined
    ? []
    : [
        {
            severity: 'error',
            title: `Would ${destroy.action} ${destroy.address}`,
            message: `This plan would ${describeDestroy(destroy)}.`,
            file: destroy.at.file,
            startLine: destroy.at.line,
        },
    ]);


/***/ }),

/***/ 8202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ plannedDestroys),
/* harmony export */   y: () => (/* binding */ reasonOfDestroy)
/* harmony export */ });
/* harmony import */ var _plan_references_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8272);
/* harmony import */ var _precious_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8214);


/**
 * The precious resources that a plan deletes or replaces, whatever its configuration says of them: with a block its
 * `prevent_destroy` goes, too. What is moved, or forgotten (`removed` with `destroy = false`), is not destroyed.
 */
function plannedDestroys(plan, planMode) {
    return (plan.resource_changes ?? []).flatMap((planned) => {
        const { address, mode, type, change } = planned;
        const { actions, before } = change;
        if (mode !== 'managed' || !actions.includes('delete') || before === null)
            return [];
        const kind = (0,_precious_js__WEBPACK_IMPORTED_MODULE_0__/* .preciousKind */ .j)(type);
        if (kind === undefined || kind.isPrecious?.(before) === false)
            return [];
        // In either order: with create_before_destroy the old one goes last, and goes all the same.
        const action = actions.includes('create') ? 'replace' : 'delete';
        return [
            { address, type, action, ...reasonOfDestroy({ plan, mode: planMode }, planned), before, planned },
        ];
    });
}
/** Why a plan deletes or replaces a resource, precious or not. */
function reasonOfDestroy(within, planned) {
    const because = attributesBehind(planned);
    return { why: wordsFor(within, planned, because), because };
}
/** Names of the arguments that stand behind a planned destroy. */
function attributesBehind({ action_reason: reason, change }) {
    switch (reason) {
        case 'replace_because_cannot_update':
            return [
                ...new Set((change.replace_paths ?? []).map(([name]) => name).filter((name) => typeof name === 'string')),
            ];
        case 'delete_because_each_key':
            return ['for_each'];
        case 'delete_because_count_index':
            return ['count'];
        case 'delete_because_wrong_repetition':
        case 'delete_because_no_module':
            return ['for_each', 'count'];
        case 'replace_by_triggers':
            return ['replace_triggered_by'];
        case undefined:
        default:
            return [];
    }
}
/** Terraform's own reasons: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
function wordsFor(within, planned, because) {
    const { previous_address: previous, address } = planned;
    const moved = previous === undefined || previous === address ? '' : ` (moved here from ${previous})`;
    return `${reasonOf(within, planned, because)}${moved}`;
}
function reasonOf({ plan, mode }, planned, because) {
    const { action_reason: reason, deposed, index, module_address: module = '', type, name, change } = planned;
    if (deposed !== undefined)
        return `an earlier replacement left this one behind (object ${deposed})`;
    const instance = index === undefined ? 'this instance' : `[${JSON.stringify(index)}]`;
    switch (reason) {
        case 'replace_because_cannot_update': {
            const named = because.map((attribute) => change.after_unknown?.[attribute] === true ? `${attribute} (known only after the apply)` : attribute);
            return named.length === 0
                ? "Terraform can't change it in place"
                : `${inWords(named)} can't be changed in place`;
        }
        case 'replace_because_tainted':
            return 'it is marked as tainted: an apply of it was not completed';
        case 'replace_by_triggers':
            return 'something in its replace_triggered_by changes';
        case 'replace_by_request':
            return 'its replacement was asked for';
        case 'delete_because_no_resource_config':
            // Terraform says this also of what is in a module that is gone.
            if (!hasModule(plan, module))
                return `${module} is no longer in the configuration`;
            return `${module === '' ? '' : `in ${module} `}its block (${type}.${name}) is no longer in the configuration`;
        case 'delete_because_no_module':
            return `${module} is no longer called`;
        case 'delete_because_each_key':
            return `${instance} is no longer in its for_each`;
        case 'delete_because_count_index':
            return `${instance} is beyond its count`;
        case 'delete_because_wrong_repetition':
            return index === undefined
                ? 'its block now has for_each or count, and no moved block says which instance it is'
                : `its block no longer has an instance ${instance}, and no moved block says what it is now`;
        case 'delete_because_no_move_target':
            return 'a moved block leads to where nothing is configured';
        case undefined:
        default:
            return mode === 'destroy'
                ? 'the whole deployment is destroyed'
                : 'this plan destroys what is configured';
    }
}
function hasModule(plan, address) {
    let module = plan.configuration?.root_module;
    for (const { name } of (0,_plan_references_js__WEBPACK_IMPORTED_MODULE_1__/* .moduleSteps */ .a2)(address))
        module = module?.module_calls?.[name]?.module;
    return module !== undefined;
}
/** `a`, `a and b`, `a, b and 3 more`. */
function inWords(names) {
    const shown = names.length > MOST_NAMED + 1 ? names.slice(0, MOST_NAMED) : names;
    const all = names.length > shown.length ? [...shown, `${names.length - shown.length} more`] : shown;
    return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
const MOST_NAMED = 4;


/***/ }),

/***/ 8214:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ preciousKind)
/* harmony export */ });
/* unused harmony export PRECIOUS_TYPES */
/* harmony import */ var _contents_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3630);

/**
 * What is precious, the commonest first. A type is here if destroying it loses what the configuration can't bring back:
 * data, secrets and keys, people's accounts, or a name that others point to and that AWS assigns anew (a zone's name
 * servers). A list of types and not a pattern of their names: `aws_ecs_cluster` and `aws_route_table` hold nothing.
 *
 * Left out on purpose, because deploys replace them every day and nothing is lost:
 * - what the configuration itself writes: `aws_s3_object`, `aws_secretsmanager_secret_version`, `aws_dynamodb_table_item`,
 *   `aws_kms_alias`, `aws_route53_record`;
 * - members of a cluster, whose volume stays: `aws_rds_cluster_instance`, `aws_docdb_cluster_instance`,
 *   `aws_neptune_cluster_instance`; groups around databases (`aws_rds_global_cluster`), which may not be deleted before
 *   what they hold; replicas of a table that stays;
 * - machines (`aws_instance`, `aws_lightsail_instance`): cattle here, with what must stay on `aws_ebs_volume`;
 * - schemas and indexes that are built from elsewhere: the Glue catalog, Kendra.
 */
const GROUPS = [
    {
        what: 'DynamoDB table',
        atStake: 'its items',
        types: ['aws_dynamodb_table'],
        look: _contents_js__WEBPACK_IMPORTED_MODULE_0__/* .lookIntoTable */ .QF,
    },
    {
        what: 'S3 bucket',
        atStake: 'its objects and their versions',
        types: ['aws_s3_bucket'],
        look: _contents_js__WEBPACK_IMPORTED_MODULE_0__/* .lookIntoBucket */ .Cr,
    },
    {
        what: 'bucket',
        atStake: 'its objects',
        types: [
            'aws_lightsail_bucket',
            'aws_s3_directory_bucket',
            'aws_s3control_bucket',
            'aws_s3tables_table_bucket',
        ],
    },
    {
        what: 'secret',
        atStake: 'its value and earlier versions',
        types: ['aws_secretsmanager_secret'],
    },
    {
        what: 'secret parameter',
        atStake: 'its value and earlier versions',
        types: ['aws_ssm_parameter'],
        // A plain one is configuration, and the configuration writes it again.
        isPrecious: ({ type }) => type === 'SecureString',
    },
    {
        what: 'table',
        atStake: 'its rows',
        types: [
            'aws_keyspaces_keyspace',
            'aws_keyspaces_table',
            'aws_s3tables_table',
            'aws_simpledb_domain',
            'aws_timestreamwrite_database',
            'aws_timestreamwrite_table',
        ],
    },
    {
        what: 'database',
        atStake: 'its data, and the backups that AWS made of it',
        types: [
            'aws_db_instance',
            'aws_docdb_cluster',
            'aws_docdbelastic_cluster',
            'aws_dsql_cluster',
            'aws_finspace_kx_database',
            'aws_lightsail_database',
            'aws_memorydb_cluster',
            'aws_neptune_cluster',
            'aws_neptunegraph_graph',
            'aws_qldb_ledger',
            'aws_rds_cluster',
            'aws_redshift_cluster',
            'aws_redshiftserverless_namespace',
            'aws_timestreaminfluxdb_db_instance',
        ],
    },
    {
        // Some keep the only copy in one, and where not, what stands behind a cold cache falls over.
        what: 'cache',
        atStake: 'its entries',
        types: [
            'aws_dax_cluster',
            'aws_elasticache_cluster',
            'aws_elasticache_replication_group',
            'aws_elasticache_serverless_cache',
        ],
    },
    {
        what: 'search domain',
        atStake: 'its indexes',
        types: [
            'aws_cloudsearch_domain',
            'aws_elasticsearch_domain',
            'aws_opensearch_domain',
            'aws_opensearchserverless_collection',
        ],
    },
    {
        what: 'user pool',
        atStake: 'the accounts of its users, and their passwords, which nobody can export',
        types: ['aws_cognito_user_pool'],
    },
    {
        what: 'identity pool',
        atStake: 'the identities that its users have',
        types: ['aws_cognito_identity_pool'],
    },
    {
        what: 'directory',
        atStake: 'its accounts',
        types: ['aws_directory_service_directory'],
    },
    {
        what: 'key',
        atStake: 'all that was encrypted with it, which nobody could read any more',
        types: [
            'aws_cloudhsm_v2_cluster',
            'aws_kms_custom_key_store',
            'aws_kms_external_key',
            'aws_kms_key',
            'aws_kms_replica_external_key',
            'aws_kms_replica_key',
        ],
    },
    {
        what: 'certificate authority',
        atStake: 'its private key',
        types: ['aws_acmpca_certificate_authority'],
    },
    {
        // Also one without a retention: it keeps its events for ever.
        what: 'log group',
        atStake: 'its log events',
        types: ['aws_cloudwatch_log_group'],
        // Then Terraform only forgets it.
        isPrecious: ({ skip_destroy }) => skip_destroy !== true,
        look: _contents_js__WEBPACK_IMPORTED_MODULE_0__/* .lookIntoLogGroup */ .fZ,
    },
    {
        what: 'record of events',
        atStake: 'its events',
        types: [
            'aws_cloudtrail_event_data_store',
            'aws_cloudwatch_event_archive',
            'aws_cloudwatch_log_stream',
            'aws_prometheus_workspace',
        ],
    },
    {
        what: 'file system',
        atStake: 'its files',
        types: [
            'aws_efs_file_system',
            'aws_finspace_kx_volume',
            'aws_fsx_file_cache',
            'aws_fsx_lustre_file_system',
            'aws_fsx_ontap_file_system',
            'aws_fsx_ontap_storage_virtual_machine',
            'aws_fsx_ontap_volume',
            'aws_fsx_openzfs_file_system',
            'aws_fsx_openzfs_volume',
            'aws_fsx_windows_file_system',
        ],
    },
    {
        what: 'volume',
        atStake: 'its files',
        types: [
            'aws_ebs_volume',
            'aws_lightsail_disk',
            'aws_storagegateway_cached_iscsi_volume',
            'aws_storagegateway_stored_iscsi_volume',
            'aws_workspaces_workspace',
        ],
    },
    {
        // What is left when all else is lost.
        what: 'backup',
        atStake: 'what was saved in it',
        types: [
            'aws_ami',
            'aws_ami_copy',
            'aws_ami_from_instance',
            'aws_backup_logically_air_gapped_vault',
            'aws_backup_vault',
            'aws_db_cluster_snapshot',
            'aws_db_snapshot',
            'aws_db_snapshot_copy',
            'aws_docdb_cluster_snapshot',
            'aws_ebs_snapshot',
            'aws_ebs_snapshot_copy',
            'aws_ebs_snapshot_import',
            'aws_fsx_backup',
            'aws_fsx_openzfs_snapshot',
            'aws_glacier_vault',
            'aws_memorydb_snapshot',
            'aws_neptune_cluster_snapshot',
            'aws_rds_cluster_snapshot_copy',
            'aws_redshift_cluster_snapshot',
            'aws_redshiftserverless_snapshot',
        ],
    },
    {
        what: 'DNS zone',
        atStake: 'the name servers that its registrar points to; a new zone gets others',
        types: ['aws_route53_zone'],
    },
    {
        // A stream is often the only record of what happened; a queue holds someone's order for up to fourteen days.
        what: 'queue or stream',
        atStake: 'the messages in it',
        types: [
            'aws_kinesis_stream',
            'aws_kinesis_video_stream',
            'aws_mq_broker',
            'aws_msk_cluster',
            'aws_msk_serverless_cluster',
            'aws_sqs_queue',
        ],
    },
    {
        what: 'registry or repository',
        atStake: 'what was pushed to it',
        types: [
            'aws_codeartifact_domain',
            'aws_codeartifact_repository',
            'aws_codecommit_repository',
            'aws_ecr_repository',
            'aws_ecrpublic_repository',
        ],
    },
    {
        what: 'workspace',
        atStake: 'its dashboards',
        types: ['aws_grafana_workspace'],
    },
    {
        what: 'CloudFormation stack',
        atStake: 'whatever its template made, which this plan does not tell',
        types: ['aws_cloudformation_stack', 'aws_serverlessapplicationrepository_cloudformation_stack'],
    },
];
const KINDS = new Map(GROUPS.flatMap(({ types, ...kind }) => types.map((type) => [type, kind])));
/** Every type of resource that can be precious. */
const PRECIOUS_TYPES = [...KINDS.keys()];
/** What a type of resource holds that can't be made again; undefined where that is nothing. */
const preciousKind = (type) => KINDS.get(type);


/***/ }),

/***/ 4416:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ init)
/* harmony export */ });
/* harmony import */ var _cli_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4140);
/* harmony import */ var _failures_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8937);
/* harmony import */ var _features_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5469);
/* harmony import */ var _transient_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1158);




/**
 * Initialises the root module against the backend of the generated override. `-reconfigure`: a `.terraform` left over
 * from another backend must neither be migrated from nor asked about.
 *
 * @param backend `recorded`: `.terraform` names this very backend already (`recordBackend`)
 * @throws Failure `TERRAFORM_INIT_FAILED`
 */
async function init(terraform, backend = 'to configure') {
    const json = (0,_features_js__WEBPACK_IMPORTED_MODULE_2__/* .atLeast */ .jZ)(terraform.version, 'init -json') ? ['-json'] : [];
    const reconfigure = backend === 'recorded' ? [] : ['-reconfigure'];
    const args = ['init', '-input=false', '-no-color', ...reconfigure, ...json];
    const outcome = await runInit(terraform, args);
    if (outcome.end.exitCode === 0)
        return;
    throw (0,_failures_js__WEBPACK_IMPORTED_MODULE_1__/* .terraformFailure */ .Tq)(terraform, outcome, {
        code: 'TERRAFORM_INIT_FAILED',
        command: 'init',
        safe: 'Nothing was planned or applied, and the site was not touched.',
    });
}
/** A registry or a backend that is down for longer than three tries take is down. */
const TRIES = 3;
async function runInit(terraform, args) {
    const { resilience } = terraform;
    // Its plain text among the events says what we say already: that the backend is configured.
    const once = () => (0,_cli_js__WEBPACK_IMPORTED_MODULE_0__/* .runTerraform */ .Y)(terraform, args, { showText: false, annotate: false });
    const outcome = resilience === undefined
        ? await once()
        : await (0,_transient_js__WEBPACK_IMPORTED_MODULE_3__/* .withRetries */ .LH)({ ...resilience, milliseconds: _transient_js__WEBPACK_IMPORTED_MODULE_3__/* .TRANSIENT_PATIENCE */ .PV, tries: TRIES }, once, _transient_js__WEBPACK_IMPORTED_MODULE_3__/* .isTransient */ .dg);
    (0,_cli_js__WEBPACK_IMPORTED_MODULE_0__/* .annotate */ .f)(terraform, outcome);
    return outcome;
}


/***/ }),

/***/ 3729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JX: () => (/* binding */ restoreTerraform),
/* harmony export */   Rv: () => (/* binding */ cacheEntry),
/* harmony export */   saveTerraformToCache: () => (/* binding */ saveTerraformToCache)
/* harmony export */ });
/* unused harmony export CACHE_PATIENCE */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/** What a service that is absent, slow or failing may cost, in milliseconds: once for restoring, once for saving. */
const CACHE_PATIENCE = 2_000;
/** One entry for each version and platform; a release never changes, so the key needs no hash. */
function cacheEntry(temporaryDirectory, { version, os, arch }) {
    const name = `revive-deploy-terraform-${version}-${os}-${arch}`;
    return { key: name, directory: node_path__WEBPACK_IMPORTED_MODULE_1__.join(temporaryDirectory, name) };
}
/** Restores a release into the entry's directory; whatever isn't whole and in time is removed again. */
async function restoreTerraform(platform, cache, entry) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(entry.directory, { recursive: true, force: true });
    const outcome = await inTime(platform, (signal) => cache.restore([entry.directory], entry.key, signal));
    if (outcome.answer === 'hit')
        return 'hit';
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(entry.directory, { recursive: true, force: true });
    if (outcome.answer !== 'unavailable')
        return 'miss';
    platform.log.info(`GitHub's cache was not used: ${outcome.reason}.`);
    return 'unavailable';
}
/**
 * Saves a downloaded release for the next run; for `post`, with the entry that `ensureTerraform` returned. Waits at
 * most two seconds: an upload that takes longer goes on by itself for as long as the job lives.
 */
async function saveTerraformToCache(platform, cache, entry) {
    const outcome = await inTime(platform, (signal) => cache.save([entry.directory], entry.key, signal));
    const kept = outcome.answer !== 'unavailable';
    if (kept)
        platform.log.info(`Kept Terraform for the next run (${entry.key}).`);
    else
        platform.log.info(`Terraform was not kept for the next run: ${outcome.reason}.`);
}
/** Runs `work`, telling it to stop once the patience is over. The answer is then `unavailable`, whatever comes later. */
async function inTime(platform, work) {
    const [patience, answered] = [new AbortController(), new AbortController()];
    const late = { answer: 'unavailable', reason: `no answer within ${CACHE_PATIENCE / 1000} s` };
    const deadline = platform.clock.sleep(CACHE_PATIENCE, answered.signal).then(() => {
        patience.abort();
        return late;
    }, () => late);
    const working = work(patience.signal).catch((error) => ({
        answer: 'unavailable',
        reason: String(error),
    }));
    const outcome = await Promise.race([working, deadline]);
    answered.abort();
    return outcome;
}


/***/ }),

/***/ 5101:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   cP: () => (/* binding */ parseConstraints),
/* harmony export */   ib: () => (/* binding */ satisfies),
/* harmony export */   ot: () => (/* binding */ parseVersion),
/* harmony export */   y: () => (/* binding */ exactVersion)
/* harmony export */ });
/* unused harmony export OPERATORS */
const OPERATORS = (/* unused pure expression or super */ null && (['=', '!=', '>=', '<=', '~>', '>', '<']));
const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const CONSTRAINT = /^(=|!=|>=|<=|~>|>|<)?\s*(\S+)$/;
/** Reads `1.11.4`, `v1.11` or `1.12.0-rc1`; undefined where it is no version. */
function parseVersion(text) {
    const match = VERSION.exec(text.trim());
    if (match === null)
        return undefined;
    const parts = [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
    const prerelease = match[4] ?? '';
    return { text: `${parts.join('.')}${prerelease && `-${prerelease}`}`, parts, prerelease };
}
/** Reads Terraform's syntax, `~> 1.10, != 1.10.3`: every one must hold. Undefined where it is malformed. */
function parseConstraints(text) {
    const constraints = [];
    for (const item of text.split(',')) {
        const match = CONSTRAINT.exec(item.trim());
        const version = match?.[2] === undefined ? undefined : parseVersion(match[2]);
        if (match?.[2] === undefined || version === undefined)
            return undefined;
        const precision = match[2].replace(/[-+].*$/, '').split('.').length;
        constraints.push({ operator: (match[1] ?? '='), version, precision });
    }
    return constraints;
}
/** Negative, zero or positive, as `a` is older than, the same as or newer than `b` (semver's precedence). */
function compareVersions(a, b) {
    for (const index of [0, 1, 2]) {
        const difference = a.parts[index] - b.parts[index];
        if (difference !== 0)
            return difference;
    }
    return comparePrereleases(a.prerelease, b.prerelease);
}
/** Whether every constraint holds, as Terraform itself decides it (`required_version`, hashicorp/go-version). */
function satisfies(version, constraints) {
    return constraints.every((constraint) => holds(version, constraint));
}
/** The one version the constraints can mean, where one of them is exact: no list of releases is needed then. */
function exactVersion(constraints) {
    return constraints.find(({ operator }) => operator === '=')?.version;
}
function holds(version, { operator, version: bound, precision }) {
    const order = compareVersions(version, bound);
    if (operator === '=')
        return order === 0;
    if (operator === '!=')
        return order !== 0;
    // A prerelease is never inside a range, unless the range was written with a prerelease of that very version.
    if (version.prerelease !== '' && !(bound.prerelease !== '' && sameParts(version, bound, 3)))
        return false;
    switch (operator) {
        case '>':
            return order > 0;
        case '<':
            return order < 0;
        case '>=':
            return order >= 0;
        case '<=':
            return order <= 0;
        case '~>':
            // `~> 1.10` is >= 1.10 and < 2.0, `~> 1.10.2` is >= 1.10.2 and < 1.11: only the last part written may grow.
            if (bound.prerelease !== '' && version.prerelease === '')
                return false;
            return order >= 0 && sameParts(version, bound, precision - 1);
    }
}
const sameParts = (a, b, count) => a.parts.slice(0, count).every((part, index) => part === b.parts[index]);
function comparePrereleases(a, b) {
    if (a === b)
        return 0;
    if (a === '' || b === '')
        return a === '' ? 1 : -1;
    const left = a.split('.');
    const right = b.split('.');
    for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
        const [x, y] = [left[index], right[index]];
        if (x === y)
            continue;
        if (x === undefined || y === undefined)
            return x === undefined ? -1 : 1;
        const [numberX, numberY] = [/^\d+$/.test(x), /^\d+$/.test(y)];
        if (numberX && numberY)
            return Number(x) - Number(y);
        if (numberX !== numberY)
            return numberX ? -1 : 1;
        return x < y ? -1 : 1;
    }
    return 0;
}


/***/ }),

/***/ 8503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eq: () => (/* binding */ whatStateHolds),
/* harmony export */   R3: () => (/* binding */ refuseUnsavedOfAnother),
/* harmony export */   Rn: () => (/* binding */ recordIn),
/* harmony export */   T0: () => (/* binding */ localStateFound),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   gC: () => (/* binding */ refuseStateElsewhere),
/* harmony export */   yY: () => (/* binding */ localStatesOnly)
/* harmony export */ });
/* unused harmony export localStates */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _backend_override_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9345);
/* harmony import */ var _replace_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9795);
/* harmony import */ var _rescue_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6371);






/**
 * Stops a command whose state is somewhere else than where the command would look for it: planning there would create
 * everything a second time. Reads files only. A deploy can move a local state in: see `findStateToMove`.
 *
 * `environment` is that of Terraform: TF_WORKSPACE, TF_DATA_DIR and TF_CLOUD_ORGANIZATION count.
 *
 * @throws Failure STATE_ELSEWHERE, LOCAL_STATE_FOUND
 */
async function refuseStateElsewhere(configuration, directory, environment) {
    const found = await localStatesOnly(configuration, directory, environment);
    const [first] = found;
    if (first === undefined)
        return;
    throw localStateFound(found, {
        why: `${first.file} is a local Terraform state with ${first.holds}; planning from an empty remote state would create all of it again.`,
        next: 'Run a deploy once, which moves it into the bucket; then remove the file from the repository.',
    });
}
/** The failure about local states that are in the way. */
const localStateFound = (found, { why, next, details = [], }) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
    code: 'LOCAL_STATE_FOUND',
    reason: why,
    safe: 'Terraform was not started; nothing was changed.',
    next,
    details: [...found.map(({ file, holds }) => `${file}: ${holds}`), ...details],
});
/**
 * The local states of a root module whose state is in no other kind of place, and of no workspace but the default one.
 *
 * @throws Failure STATE_ELSEWHERE
 */
async function localStatesOnly(configuration, directory, environment) {
    const { backend } = configuration;
    if (backend.kind === 'cloud' || backend.kind === 'other') {
        const organization = backend.kind === 'cloud' ? backend.name || environment['TF_CLOUD_ORGANIZATION'] : undefined;
        if (!backend.placeholder || organization) {
            const what = backend.kind === 'cloud'
                ? `HCP Terraform (organization "${organization}")`
                : `backend "${backend.name}"`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
                code: 'STATE_ELSEWHERE',
                reason: `${backend.file}:${backend.line} keeps the state in ${what}; this action keeps it in S3.`,
                safe: 'Terraform was not started; nothing was changed.',
                next: `Move the state once: run \`terraform state pull > state.json\`, remove that block, run \`bash bootstrap-state.sh\`, then \`terraform init\` and \`terraform state push state.json\`.`,
            });
        }
    }
    const workspace = await selectedWorkspace(directory, environment);
    if (workspace !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
            code: 'STATE_ELSEWHERE',
            reason: `The Terraform workspace "${workspace.name}" is selected by ${workspace.by}; this action keeps one state per environment, in the default workspace.`,
            safe: 'Terraform was not started; nothing was changed.',
            next: `Remove ${workspace.by} and name the environment with the input \`environment\`, or name the state's key with \`state-key\`.`,
        });
    }
    // What a Terraform with an S3 backend could not save is for `refuseUnsavedOfAnother`, once the place is known.
    const backendOfUnsaved = recordedKind(await contentOf(recordIn(directory, environment['TF_DATA_DIR'])));
    return (await localStates(configuration, directory)).filter(({ file }) => file !== _rescue_js__WEBPACK_IMPORTED_MODULE_5__/* .ERRORED_STATE */ .mb || backendOfUnsaved !== 's3');
}
/**
 * Stops a deploy in a checkout where an earlier Terraform left a state that it could not save to another place than this
 * one, e.g. that of another environment. Terraform's record of its backend tells, until the next init: so before that.
 *
 * @throws Failure LOCAL_STATE_FOUND
 */
async function refuseUnsavedOfAnother(directory, location, dataDirectory) {
    const holds = whatStateHolds(await contentOf(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, _rescue_js__WEBPACK_IMPORTED_MODULE_5__/* .ERRORED_STATE */ .mb)));
    if (holds === undefined)
        return;
    const differences = (0,_backend_override_js__WEBPACK_IMPORTED_MODULE_3__/* .compareRecorded */ .mc)(await contentOf(recordIn(directory, dataDirectory)), location);
    if (differences.length === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
        code: 'LOCAL_STATE_FOUND',
        reason: `${_rescue_js__WEBPACK_IMPORTED_MODULE_5__/* .ERRORED_STATE */ .mb} is a state with ${holds} that Terraform could not save, and not to s3://${location.bucket}/${location.key}: ${differences.join('; ')}.`,
        safe: 'Terraform was not started; nothing was changed.',
        next: `Deploy to the place it belongs to from this checkout, which saves it there; or push it by hand: terraform -chdir=${directory} state push ${_rescue_js__WEBPACK_IMPORTED_MODULE_5__/* .ERRORED_STATE */ .mb}`,
        details: differences,
    });
}
/** Where Terraform records the backend it was initialised with; `dataDirectory` is TF_DATA_DIR. */
const recordIn = (directory, dataDirectory) => node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, dataDirectory || '.terraform', 'terraform.tfstate');
function recordedKind(text) {
    try {
        return JSON.parse(text)?.backend?.type;
    }
    catch {
        return undefined;
    }
}
const UNREADABLE = 'content that cannot be read';
/** Local states with something in them: `*.tfstate`, those of workspaces, and where `backend "local"` says. */
async function localStates(configuration, directory) {
    const { backend } = configuration;
    const workspaces = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, (backend.kind === 'local' ? backend.workspaceDirectory : undefined) ?? 'terraform.tfstate.d');
    const files = new Set([
        ...(backend.kind === 'local' && backend.path !== undefined
            ? [node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, backend.path)]
            : []),
        ...(await entries(directory))
            .filter((name) => name.endsWith('.tfstate'))
            .map((name) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, name)),
        ...(await entries(workspaces)).map((name) => node_path__WEBPACK_IMPORTED_MODULE_1__.join(workspaces, name, 'terraform.tfstate')),
    ]);
    const states = await Promise.all([...files].map(async (file) => {
        const text = await contentOf(file);
        return { file: nameOf(directory, file), holds: whatStateHolds(text), text };
    }));
    return states.filter((state) => state.holds !== undefined);
}
/** Relative to the directory where it is inside. */
function nameOf(directory, file) {
    const relative = node_path__WEBPACK_IMPORTED_MODULE_1__.relative(directory, node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, file));
    return relative.startsWith('..') ? node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, file) : relative;
}
/**
 * What a state's text holds, in words; undefined: nothing that could be lost. Terraform leaves an empty file, or a
 * state without resources, behind when it moves a state away. A text that is no state (encrypted, a Git LFS pointer,
 * cut off) holds what can't be seen, so it counts.
 */
function whatStateHolds(text) {
    if (text.trim() === '')
        return undefined;
    let state;
    try {
        state = JSON.parse(text);
    }
    catch {
        return UNREADABLE;
    }
    if (typeof state !== 'object' || state === null)
        return UNREADABLE;
    // As OpenTofu encrypts a state: JSON in which nothing of it can be seen.
    if (state.encrypted_data !== undefined)
        return UNREADABLE;
    const modern = Array.isArray(state.resources) ? state.resources.length : 0;
    // Until Terraform 0.11 resources were an object in each module.
    const modules = Array.isArray(state.modules)
        ? state.modules
        : [];
    const old = modules.reduce((sum, module) => sum + Object.keys(module?.resources ?? {}).length, 0);
    const count = modern + old;
    return count === 0 ? undefined : `${count} ${count === 1 ? 'resource' : 'resources'}`;
}
async function selectedWorkspace(directory, environment) {
    const named = environment['TF_WORKSPACE'];
    // TF_WORKSPACE wins over the file, also when it says `default`.
    if (named)
        return named === 'default' ? undefined : { name: named, by: 'the variable TF_WORKSPACE' };
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.resolve(directory, environment['TF_DATA_DIR'] || '.terraform', 'environment');
    const selected = (await contentOf(file)).trim();
    return selected === '' || selected === 'default' ? undefined : { name: selected, by: `the file ${file}` };
}
/** Names in a directory, sorted; none where there is no such directory. */
async function entries(directory) {
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory)).sort();
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissing */ .b)(error))
            return [];
        throw error;
    }
}
const isDirectory = (error) => error instanceof Error && 'code' in error && error.code === 'EISDIR';
/** A file's text; empty where there is none. */
async function contentOf(file) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissing */ .b)(error) || isDirectory(error))
            return '';
        throw error;
    }
}


/***/ }),

/***/ 5048:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ showPlan)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/**
 * Reads a saved plan whole: values and configuration, which the events of `plan -json` leave out. It costs as much as a
 * plan of nothing (5 s), so only where something is to be created.
 *
 * @throws Failure `TERRAFORM_PLAN_FAILED`
 */
async function showPlan(terraform, { planFile }) {
    const lines = [];
    // Not through `runTerraform`, which shows what is no event: this line holds secrets.
    const end = await terraform.run({
        executable: terraform.executable,
        args: ['show', '-no-color', '-json', planFile],
        directory: terraform.directory,
    }, (line) => lines.push(line));
    const json = lines.find((line) => line.startsWith('{'));
    const parsed = json === undefined || end.exitCode !== 0 ? undefined : parse(json);
    if (parsed !== undefined)
        return parsed;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'TERRAFORM_PLAN_FAILED',
        reason: `The saved plan could not be read: terraform show -json ended with ${end.exitCode ?? end.signal ?? end.error}.`,
        safe: 'Nothing was applied, and the site was not touched.',
        next: 'Run the deploy again.',
    });
}
function parse(json) {
    try {
        return JSON.parse(json);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 8272:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BH: () => (/* binding */ isExpression),
/* harmony export */   G2: () => (/* binding */ referredAddress),
/* harmony export */   Y9: () => (/* binding */ configuredAt),
/* harmony export */   a2: () => (/* binding */ moduleSteps)
/* harmony export */ });
/** Finds the block that a planned resource comes from; undefined where the plan doesn't hold it. */
function configuredAt(plan, planned) {
    const root = plan.configuration?.root_module;
    if (root === undefined)
        return undefined;
    const path = [{ name: '', index: '', module: root }];
    for (const { name, index } of moduleSteps(planned.module_address ?? '')) {
        const module = path.at(-1)?.module.module_calls?.[name]?.module;
        if (module === undefined)
            return undefined;
        path.push({ name, index, module });
    }
    const resource = path
        .at(-1)
        ?.module.resources?.find(({ mode, type, name }) => mode === planned.mode && type === planned.type && name === planned.name);
    return resource === undefined ? undefined : { resource, path };
}
/** `module.api["a"].module.b` -> api["a"], b. A key may hold dots and brackets. */
const moduleSteps = (address) => [...address.matchAll(/(?:^|\.)module\.([^.[]+)(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/g)].map(([, name = '', index = '']) => ({ name, index }));
const isExpression = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/**
 * The address of the one resource that an expression refers to; undefined where it refers to none, to several, or to
 * one whose instance can't be told. Follows what a module is given and what it returns.
 */
function referredAddress(expression, planned, from) {
    if (!isExpression(expression))
        return undefined;
    const references = expression.references ?? [];
    const targets = distinct(references.map(targetOf));
    const [target] = targets;
    if (target === undefined || targets.length > 1)
        return undefined;
    const inner = from.path.at(-1);
    const outer = from.path.slice(0, -1);
    if (inner === undefined)
        return undefined;
    if (target.startsWith('var.')) {
        // What the module is given is written where it is called; an index there is the call's, not the resource's.
        const given = outer.at(-1)?.module.module_calls?.[inner.name]?.expressions?.[target.slice(4)];
        return referredAddress(given, indexOf(inner), { ...from, path: outer });
    }
    if (target.startsWith('module.')) {
        const [, name = '', output = ''] = /^module\.([^.[]+)\.(.+)$/.exec(target) ?? [];
        const module = inner.module.module_calls?.[name]?.module;
        const returned = module?.outputs?.[output]?.expression;
        if (module === undefined)
            return undefined;
        return referredAddress(returned, {}, { ...from, path: [...from.path, { name, index: '', module }] });
    }
    const prefix = from.path
        .slice(1)
        .map(({ name, index }) => `module.${name}${index}.`)
        .join('');
    return instanceOf(`${prefix}${target}`, references, { planned, exists: from.exists });
}
const indexOf = ({ index }) => index === '' ? {} : { index: JSON.parse(index.slice(1, -1)) };
const distinct = (targets) => {
    const found = [...new Set(targets.filter((target) => target !== undefined))];
    // `module.a.id` is listed beside `module.a`, and `x.y[0]` beside `x.y`: the longer one says more.
    return found.filter((each) => !found.some((other) => other.startsWith(each) && /^[.[]/.test(other.slice(each.length))));
};
/** What a reference leads to: `aws_x.y`, `aws_x.y[0]`, `var.name` or `module.m.output`; undefined for each, path, ... */
function targetOf(reference) {
    if (/^(each|count|path|terraform|self)\./.test(reference))
        return undefined;
    const [variable] = /^var\.[^.[]+/.exec(reference) ?? [];
    if (variable !== undefined)
        return variable;
    const [output] = /^module\.[^.[]+\.[^.[]+/.exec(reference) ?? [];
    if (output !== undefined)
        return output;
    if (/^module\./.test(reference))
        return undefined;
    // A local value or a data source may be anything: it leads somewhere, but not to an address.
    if (/^(local|data)\./.test(reference))
        return 'local.unknown';
    return /^[a-z]\w*\.[\w-]+(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/.exec(reference)?.[0];
}
function instanceOf(target, references, { planned, exists, }) {
    if (exists(target))
        return target;
    // `aws_x.y[each.key]`: the instance of the same key. Which one any other index means, the plan doesn't tell.
    const same = references.includes('each.key') || references.includes('count.index');
    if (!same || planned.index === undefined)
        return undefined;
    const address = `${target}[${JSON.stringify(planned.index)}]`;
    return exists(address) ? address : undefined;
}


/***/ }),

/***/ 3488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ prepare)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);

/** Lines of the command's output that a failure repeats. */
const LAST_LINES = 30;
/**
 * Runs the user's `terraform-prepare-command` in the root module's directory: function packages, generated files.
 *
 * @throws Failure `PREPARE_FAILED`
 */
async function prepare(platform, request) {
    const last = [];
    const { exitCode } = await platform.commands.shell(request.command, {
        directory: request.directory,
        environment: request.environment,
        onLine: (line) => {
            platform.log.untrusted([line]);
            last.push(line);
            if (last.length > LAST_LINES)
                last.shift();
        },
    });
    if (exitCode === 0)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .H({
        code: 'PREPARE_FAILED',
        reason: `terraform-prepare-command "${request.command}" ended with exit code ${exitCode}.`,
        safe: 'Nothing was planned or applied, and the site was not touched.',
        next: `Run it in ${request.directory} on your machine, mend it and push again.`,
        details: last,
    });
}


/***/ }),

/***/ 4218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ wouldMigrate),
/* harmony export */   W: () => (/* binding */ recordBackend)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _backend_override_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9345);
/* harmony import */ var _init_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4416);
/* harmony import */ var _local_state_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8503);
/* harmony import */ var _replace_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9795);
/* harmony import */ var _state_to_move_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1425);







/**
 * Whether a root module holds a file that `init` would take for a state to be migrated. Where the backend has none yet it
 * asks, and fails; where the backend has the same state it empties the file without a word (both measured with 1.11.4,
 * `-reconfigure` or not). The file is not ours to touch.
 */
async function wouldMigrate(directory) {
    try {
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, _state_to_move_js__WEBPACK_IMPORTED_MODULE_6__/* .DEFAULT_STATE */ .K));
        return found.isFile() && found.size > 0;
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_5__/* .isMissing */ .b)(error))
            return false;
        throw error;
    }
}
/**
 * Makes `.terraform` name the backend as if it had been initialised with it: Terraform migrates only into a backend that
 * is new to it. The record is Terraform's own, made in an empty directory that has the same backend and no state.
 *
 * @throws Failure `TERRAFORM_INIT_FAILED`
 */
async function recordBackend(terraform, { location, carried, dataDirectory, privateDirectory, }) {
    const empty = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(privateDirectory, 'backend-'));
    try {
        await (0,_backend_override_js__WEBPACK_IMPORTED_MODULE_2__/* .writeOverride */ .y2)(empty, location, carried);
        await (0,_init_js__WEBPACK_IMPORTED_MODULE_3__/* .init */ .T)({ ...terraform, directory: empty });
        const [made, target] = [(0,_local_state_js__WEBPACK_IMPORTED_MODULE_4__/* .recordIn */ .Rn)(empty, dataDirectory), (0,_local_state_js__WEBPACK_IMPORTED_MODULE_4__/* .recordIn */ .Rn)(terraform.directory, dataDirectory)];
        // An absolute TF_DATA_DIR is one and the same for both.
        if (made === target)
            return;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname(target), { recursive: true });
        await (0,_replace_file_js__WEBPACK_IMPORTED_MODULE_5__/* .replaceFile */ .f)(target, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(made, 'utf8'));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(empty, { recursive: true, force: true });
    }
}


/***/ }),

/***/ 6371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BO: () => (/* binding */ readUnsaved),
/* harmony export */   T5: () => (/* binding */ rescueState),
/* harmony export */   c8: () => (/* binding */ pushState),
/* harmony export */   mb: () => (/* binding */ ERRORED_STATE),
/* harmony export */   sz: () => (/* binding */ afterRescue)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(452);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8189);
/* harmony import */ var _replace_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9795);
/* harmony import */ var _transient_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1158);






/** Where Terraform writes a state it could not save, in the root module. */
const ERRORED_STATE = 'errored.tfstate';
/**
 * Brings a state that Terraform could not save to where it belongs: pushed again by a new Terraform, which reads fresh
 * credentials, else kept for the next run. Without it the next apply would create everything a second time. The file
 * goes only once its content is safe. Never shows the state: it holds secrets.
 */
async function rescueState(terraform, request) {
    const found = await findUnsaved(terraform.directory, request);
    if (found === undefined)
        return { kind: 'nothing' };
    const { log } = terraform;
    log.info('Terraform could not save the state; pushing it again.');
    // Whatever keeps it from being pushed (a cancel, a lost lease), it can still be kept.
    const isPushed = await pushState(terraform, found.file, request).catch((error) => {
        log.debug(`The state could not be pushed: ${String(error)}`);
        return false;
    });
    if (isPushed) {
        await found.remove();
        log.info('The state is saved.');
        return { kind: 'pushed' };
    }
    try {
        const place = await request.keep(found.state);
        await found.remove();
        log.warning(`The state could not be saved; it is kept at ${place}, and the next run goes on from it.`);
        return { kind: 'kept', place };
    }
    catch (why) {
        return { kind: 'stranded', file: found.file, recovery: request.recovery, why };
    }
}
/** The failure of an apply whose state was not saved, with what became of the state. */
function afterRescue(failure, rescue, mode) {
    const { code, reason, details, cause } = failure;
    const about = { code, reason, details, cause };
    const site = (0,_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .siteWords */ .VJ)(mode);
    const again = `Run the ${mode === 'destroy' ? 'destroy' : 'deploy'} again`;
    switch (rescue.kind) {
        case 'nothing':
            return failure;
        case 'pushed':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
                ...about,
                safe: `The state was saved in a second try, so it knows everything that was made.${site}`,
                next: `${again}: it goes on from there.`,
            });
        case 'kept':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
                ...about,
                safe: `The state is kept at ${rescue.place} and knows everything that was made.${site}`,
                next: `${again}: it saves the kept state first, and goes on from there.`,
            });
        case 'stranded':
            return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .Failure */ .H({
                ...about,
                safe: `The state is nowhere but in ${rescue.file} on this machine; it knows what was made.${site}`,
                next: `Before anything else is applied, put it where the next run takes it in: aws s3 cp ${rescue.file} ${rescue.recovery}`,
                cause: rescue.why,
            });
    }
}
async function findUnsaved(directory, { dumped, privateDirectory }) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, ERRORED_STATE);
    const state = await readUnsaved(directory);
    if (state !== undefined)
        return { state, file, remove: () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(file, { force: true }) };
    if (dumped === undefined)
        return undefined;
    const home = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdtemp)(node_path__WEBPACK_IMPORTED_MODULE_1__.join(privateDirectory, 'rescue-'));
    const copy = node_path__WEBPACK_IMPORTED_MODULE_1__.join(home, ERRORED_STATE);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(copy, dumped, { mode: 0o600 });
    return { state: dumped, file: copy, remove: () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(home, { recursive: true, force: true }) };
}
/** The state that an earlier Terraform could not save in this root module; undefined: there is none. */
async function readUnsaved(directory) {
    const file = node_path__WEBPACK_IMPORTED_MODULE_1__.join(directory, ERRORED_STATE);
    try {
        const state = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8');
        // Terraform writes it for all to read.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(file, 0o600);
        return state;
    }
    catch (error) {
        if ((0,_replace_file_js__WEBPACK_IMPORTED_MODULE_4__/* .isMissing */ .b)(error) || error.code === 'EISDIR')
            return undefined;
        throw error;
    }
}
/** `state push` prints no events; this much of its errors is never broken over two lines. */
const LOCK_ERROR = /Error (?:acquiring|releasing) the state lock/;
/** Milliseconds to wait for the state lock: it is ours a moment before and after, under the lease. */
const LOCK_TIMEOUT = 20_000;
/**
 * Pushes a state file to the backend. Terraform itself refuses another lineage, and a serial that is not higher. False:
 * it didn't work, and the log says why.
 */
async function pushState(terraform, file, { clock, patience, signal }) {
    const args = ['state', 'push', '-no-color', (0,_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .lockTimeoutArgument */ .uL)(LOCK_TIMEOUT), file];
    const since = clock.now();
    const { outcome } = await (0,_transient_js__WEBPACK_IMPORTED_MODULE_5__/* .withRetries */ .LH)({ clock, signal, milliseconds: patience }, async () => {
        const text = [];
        const { executable, directory } = terraform;
        const end = await terraform.run({ executable, args, directory }, (line) => void text.push(line));
        const outcome = { end, events: [], diagnostics: [], text };
        // Where the answer to its lock or unlock request was lost, a lock of our own is left, which nobody else would free.
        const isLockLeft = end.exitCode !== 0 && text.some((line) => LOCK_ERROR.test(line));
        const freed = isLockLeft && (await terraform.resilience?.freeOwnLock({ since })) === true;
        return { outcome, freed };
    }, (tried) => tried.freed || (0,_transient_js__WEBPACK_IMPORTED_MODULE_5__/* .isTransient */ .dg)(tried.outcome));
    if (outcome.end.exitCode === 0)
        return true;
    // A line that could be of the state is none of the log's business.
    terraform.log.untrusted(outcome.text.filter((line) => !/[{}"]/.test(line)).slice(0, MOST_LINES));
    return false;
}
const MOST_LINES = 12;


/***/ }),

/***/ 1425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ findStateToMove),
/* harmony export */   K: () => (/* binding */ DEFAULT_STATE)
/* harmony export */ });
/* harmony import */ var _local_state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8503);
/* harmony import */ var _rescue_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6371);


/** Where Terraform keeps a state that no backend says otherwise of. */
const DEFAULT_STATE = 'terraform.tfstate';
/** The format of every Terraform since 0.12: one reads what a newer one wrote, too (measured: 1.11 what says 1.99). */
const STATE_VERSION = 4;
/**
 * The one local state of a root module, where there is one that can be moved: of the default workspace, where the
 * configuration says that the state is or Terraform would put it by itself, and readable. Reads files only.
 *
 * @throws Failure STATE_ELSEWHERE; LOCAL_STATE_FOUND for one that can't be moved, or where there are several
 */
async function findStateToMove(configuration, directory, environment) {
    const found = await (0,_local_state_js__WEBPACK_IMPORTED_MODULE_0__/* .localStatesOnly */ .yY)(configuration, directory, environment);
    const [first, ...more] = found;
    if (first === undefined)
        return undefined;
    const unsaved = found.find(({ file }) => file === _rescue_js__WEBPACK_IMPORTED_MODULE_1__/* .ERRORED_STATE */ .mb);
    if (unsaved !== undefined) {
        throw (0,_local_state_js__WEBPACK_IMPORTED_MODULE_0__/* .localStateFound */ .T0)(found, {
            why: `${_rescue_js__WEBPACK_IMPORTED_MODULE_1__/* .ERRORED_STATE */ .mb} is a state with ${unsaved.holds} that Terraform could not save where it belongs; deploying without it would create all of it again.`,
            next: `Save it first: terraform -chdir=${directory} state push ${_rescue_js__WEBPACK_IMPORTED_MODULE_1__/* .ERRORED_STATE */ .mb}`,
        });
    }
    if (more.length > 0) {
        throw (0,_local_state_js__WEBPACK_IMPORTED_MODULE_0__/* .localStateFound */ .T0)(found, {
            why: `${found.length} local Terraform states hold resources (${found.map(({ file }) => file).join(', ')}); which of them is this environment's can't be told.`,
            next: 'Leave only the one that this environment is deployed from, in the default workspace, and run again: it is moved into the bucket.',
        });
    }
    const { backend } = configuration;
    const where = (0,_local_state_js__WEBPACK_IMPORTED_MODULE_0__/* .nameOf */ .Vb)(directory, (backend.kind === 'local' ? backend.path : undefined) ?? DEFAULT_STATE);
    if (first.file !== where) {
        throw (0,_local_state_js__WEBPACK_IMPORTED_MODULE_0__/* .localStateFound */ .T0)(found, {
            why: `${first.file} is a local Terraform state with ${first.holds}, and Terraform itself would look for it in ${where}: whether it is this environment's can't be told.`,
            next: `If it is, rename it to ${where} and run again, which moves it into the bucket; if it is not, remove it.`,
        });
    }
    const content = contentOf(first.text);
    if (content === undefined) {
        throw (0,_local_state_js__WEBPACK_IMPORTED_MODULE_0__/* .localStateFound */ .T0)(found, {
            why: `${first.file} is where the state is, and it holds ${first.holds}, but not as a state of Terraform 0.12 or newer: encrypted, a Git LFS pointer, cut off, or older.`,
            next: `Make it readable (decrypt it, \`git lfs pull\`, restore it from a backup, or \`terraform -chdir=${directory} apply -refresh-only\` with a Terraform that knows it) and run again: it is moved into the bucket.`,
        });
    }
    return { ...first, ...content };
}
function contentOf(text) {
    let state;
    try {
        state = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    if (typeof state !== 'object' || state === null || state.version !== STATE_VERSION)
        return undefined;
    const { serial, lineage } = state;
    if (typeof serial !== 'number' || typeof lineage !== 'string' || lineage === '')
        return undefined;
    return { serial, lineage };
}


/***/ })

};
