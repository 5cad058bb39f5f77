import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * Makes what HashiCorp makes when it signs a release: an OpenPGP primary key with a signing subkey, and detached
 * signatures. Local releases are signed with a key of our own, so that nothing about the real one is pretended.
 */
export interface Signer {
  /** The public key as a transferable block, binary: what a verifier is given, and a keyring for `gpgv`. */
  readonly publicKey: Buffer;
  /** Fingerprint of the primary key, 40 hex digits in upper case. */
  readonly fingerprint: string;
  /** Detached signature of binary data. */
  sign(data: Buffer, options?: SignOptions): Buffer;
}

export interface SignOptions {
  readonly with?: 'subkey' | 'primary';
  readonly digest?: Digest;
}

export interface SignerOptions {
  readonly modulusLength?: number;
  /** What is wrong with the subkey: a signer that must not be believed. */
  readonly subkey?: 'bound' | 'revoked' | 'not bound' | 'not signing back' | 'for encryption';
}

export type Digest = 'sha256' | 'sha384' | 'sha512';

interface Key {
  readonly privateKey: KeyObject;
  readonly body: Buffer;
  readonly fingerprint: Buffer;
  readonly hashed: Buffer;
}

const DIGEST_IDS: Readonly<Record<Digest, number>> = { sha256: 8, sha384: 9, sha512: 10 };
const USER_ID = 'Local releases (not HashiCorp) <nobody@example.invalid>';

export function createSigner({ modulusLength = 2048, subkey: kind = 'bound' }: SignerOptions = {}): Signer {
  const created = Math.floor(Date.now() / 1000) - 60;
  const primary = createKey(modulusLength, created);
  const subkey = createKey(modulusLength, created);
  const pair = [primary.hashed, subkey.hashed];
  const certification = makeSignature(primary, [primary.hashed, prefixed(0xb4, USER_ID)], {
    type: 0x13,
    created,
    extra: [subpacket(27, Buffer.from([0x03]))],
  });
  const back = makeSignature(subkey, pair, { type: 0x19, created });
  const binder = kind === 'not bound' ? subkey : primary;
  const binding = makeSignature(binder, pair, {
    type: 0x18,
    created,
    extra: [
      subpacket(27, Buffer.from([kind === 'for encryption' ? 0x0c : 0x02])),
      ...(kind === 'not signing back' ? [] : [subpacket(32, back)]),
    ],
  });
  const revocation = makeSignature(primary, pair, { type: 0x28, created });
  return {
    publicKey: Buffer.concat([
      packet(6, primary.body),
      packet(13, Buffer.from(USER_ID)),
      packet(2, certification),
      packet(14, subkey.body),
      ...(kind === 'revoked' ? [packet(2, revocation)] : []),
      packet(2, binding),
    ]),
    fingerprint: primary.fingerprint.toString('hex').toUpperCase(),
    sign: (data, options = {}) => {
      const digest = options.digest ?? 'sha512';
      const key = options.with === 'primary' ? primary : subkey;
      return packet(2, makeSignature(key, [data], { type: 0x00, created: created + 30, digest }));
    },
  };
}

function createKey(modulusLength: number, created: number): Key {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const body = Buffer.concat([
    Buffer.from([4]),
    number(created, 4),
    Buffer.from([1]),
    integer(Buffer.from(n, 'base64url')),
    integer(Buffer.from(e, 'base64url')),
  ]);
  const hashed = Buffer.concat([Buffer.from([0x99]), number(body.length, 2), body]);
  return { privateKey, body, hashed, fingerprint: createHash('sha1').update(hashed).digest() };
}

interface SignatureOptions {
  readonly type: number;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly digest?: Digest;
  readonly extra?: readonly Buffer[];
}

/** Body of a version 4 RSA signature packet over `parts`. */
function makeSignature(key: Key, parts: readonly Buffer[], options: SignatureOptions): Buffer {
  const digest = options.digest ?? 'sha512';
  const hashed = Buffer.concat([
    subpacket(33, Buffer.concat([Buffer.from([4]), key.fingerprint])),
    subpacket(2, number(options.created, 4)),
    ...(options.extra ?? []),
  ]);
  const signed = Buffer.concat([
    Buffer.from([4, options.type, 1, DIGEST_IDS[digest]]),
    number(hashed.length, 2),
    hashed,
  ]);
  const message = Buffer.concat([...parts, signed, Buffer.from([4, 0xff]), number(signed.length, 4)]);
  const unhashed = subpacket(16, key.fingerprint.subarray(-8));
  return Buffer.concat([
    signed,
    number(unhashed.length, 2),
    unhashed,
    createHash(digest).update(message).digest().subarray(0, 2),
    roundedInteger(sign(digest, message, key.privateKey)),
  ]);
}

function number(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

/** A multiprecision integer whose length in bits is exact, as in keys. */
function integer(value: Buffer): Buffer {
  const digits = value.subarray(value.findIndex((byte) => byte !== 0));
  return Buffer.concat([number(digits.length * 8 - (Math.clz32(digits[0] ?? 0) - 24), 2), digits]);
}

/** The same with the length rounded up to bytes, as golang.org/x/crypto (so HashiCorp) writes it in signatures. */
const roundedInteger = (value: Buffer): Buffer => Buffer.concat([number(value.length * 8, 2), value]);

function prefixed(prefix: number, text: string): Buffer {
  return Buffer.concat([Buffer.from([prefix]), number(Buffer.byteLength(text), 4), Buffer.from(text)]);
}

function subpacket(type: number, body: Buffer): Buffer {
  const length = body.length + 1;
  const header = length < 192 ? number(length, 1) : Buffer.concat([Buffer.from([255]), number(length, 4)]);
  return Buffer.concat([header, Buffer.from([type]), body]);
}

/** Old-format packet with a two-byte length, as GnuPG writes them. */
function packet(tag: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x80 | (tag << 2) | 1]), number(body.length, 2), body]);
}
