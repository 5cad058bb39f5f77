import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * The part of OpenPGP (RFC 4880) that a release signature is made of: packets, version 4 RSA keys and version 4 RSA
 * signatures. Everything else is refused by name, never skipped: a verifier that guesses is a hole.
 */
export interface Packet {
  readonly tag: number;
  readonly body: Buffer;
}

export const TAG = { signature: 2, publicKey: 6, userId: 13, publicSubkey: 14 } as const;

export interface PublicKey {
  /** Hex SHA-1 of the key packet, upper case: OpenPGP's version 4 fingerprint. */
  readonly fingerprint: string;
  readonly rsa: KeyObject;
  /** Bytes of the RSA modulus, which is how long a signature must be. */
  readonly modulusBytes: number;
  /** The key as it enters the hash of a binding signature: 0x99, two bytes of length, the packet's body. */
  readonly hashed: Buffer;
}

export interface Signature {
  readonly type: number;
  /** Node's name of the digest: sha256, sha384 or sha512. */
  readonly digest: string;
  /** What of the signature itself is signed, with the closing trailer. */
  readonly trailer: Buffer;
  readonly subpackets: readonly Subpacket[];
  /** First two bytes of the digest, a quick check that the standard asks for. */
  readonly digestStart: Buffer;
  /** The RSA number, without leading zeros. */
  readonly value: Buffer;
}

export interface Subpacket {
  readonly type: number;
  readonly critical: boolean;
  /** Whether the signature covers it. What it does not cover may only help to find the key, never to trust it. */
  readonly hashed: boolean;
  readonly body: Buffer;
}

/** Why bytes were not understood: caught by the verifier, which turns it into a refusal. */
export class OpenPgpError extends RangeError {}

const RSA_ALGORITHMS = [1, 3];
/** SHA-1 and MD5 are left out on purpose: forged collisions are affordable. */
const DIGESTS: Readonly<Record<number, string>> = { 8: 'sha256', 9: 'sha384', 10: 'sha512' };

/** Takes the ASCII armour off (`-----BEGIN PGP ...`) and checks its CRC-24; binary input is returned as it is. */
export function dearmor(input: Buffer | string): Buffer {
  const text = input.toString('latin1');
  if (!text.trimStart().startsWith('-----BEGIN PGP ')) return Buffer.from(text, 'latin1');
  const match =
    /-----BEGIN PGP [A-Z ]+-----\r?\n(?:.+\r?\n)*\r?\n([A-Za-z0-9+/=\s]+?)\n=(\S{4})\r?\n-----END PGP/.exec(
      text,
    );
  if (match?.[1] === undefined || match[2] === undefined) throw new OpenPgpError('malformed ASCII armour');
  const bytes = Buffer.from(match[1], 'base64');
  if (crc24(bytes) !== Buffer.from(match[2], 'base64').readUIntBE(0, 3))
    throw new OpenPgpError('armour checksum');
  return bytes;
}

function crc24(bytes: Buffer): number {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit += 1) {
      crc <<= 1;
      if ((crc & 0x1000000) !== 0) crc ^= 0x1864cfb;
    }
  }
  return crc & 0xffffff;
}

/** A position in bytes that never reads beyond their end. */
class Cursor {
  readonly bytes: Buffer;
  offset = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get ended(): boolean {
    return this.offset >= this.bytes.length;
  }

  take(length: number): Buffer {
    if (this.offset + length > this.bytes.length) throw new OpenPgpError('truncated');
    this.offset += length;
    return this.bytes.subarray(this.offset - length, this.offset);
  }

  number(length: number): number {
    return this.take(length).readUIntBE(0, length);
  }

  /**
   * A multiprecision integer: two bytes with its length in bits, then the number, here without leading zeros. The
   * length may count leading zero bits though the standard says otherwise: the signer that HashiCorp uses rounds it up.
   */
  integer(): Buffer {
    const value = this.take(Math.ceil(this.number(2) / 8));
    const start = value.findIndex((byte) => byte !== 0);
    return start < 0 ? Buffer.alloc(0) : value.subarray(start);
  }

  /** The length of a new-format packet or a subpacket; both write it alike up to five bytes. */
  length(partialFrom: number): number {
    const first = this.number(1);
    if (first < 192) return first;
    if (first < partialFrom) return ((first - 192) << 8) + this.number(1) + 192;
    if (first === 255) return this.number(4);
    throw new OpenPgpError('partial lengths are not supported');
  }
}

export function readPackets(bytes: Buffer): readonly Packet[] {
  const cursor = new Cursor(bytes);
  const packets: Packet[] = [];
  while (!cursor.ended) {
    const header = cursor.number(1);
    if ((header & 0x80) === 0) throw new OpenPgpError('not an OpenPGP packet');
    if ((header & 0x40) !== 0) {
      packets.push({ tag: header & 0x3f, body: cursor.take(cursor.length(224)) });
    } else {
      const lengthBytes = [1, 2, 4][header & 0x03];
      if (lengthBytes === undefined) throw new OpenPgpError('indeterminate lengths are not supported');
      packets.push({ tag: (header & 0x3c) >> 2, body: cursor.take(cursor.number(lengthBytes)) });
    }
  }
  return packets;
}

export function readPublicKey(body: Buffer): PublicKey {
  const cursor = new Cursor(body);
  if (cursor.number(1) !== 4) throw new OpenPgpError('only version 4 keys are supported');
  cursor.take(4);
  if (!RSA_ALGORITHMS.includes(cursor.number(1))) throw new OpenPgpError('only RSA keys are supported');
  const [n, e] = [cursor.integer(), cursor.integer()];
  if (!cursor.ended) throw new OpenPgpError('bytes after the key');
  const hashed = Buffer.concat([Buffer.from([0x99, body.length >> 8, body.length & 0xff]), body]);
  return {
    fingerprint: createHash('sha1').update(hashed).digest('hex').toUpperCase(),
    rsa: createPublicKey({
      key: { kty: 'RSA', n: n.toString('base64url'), e: e.toString('base64url') },
      format: 'jwk',
    }),
    modulusBytes: n.length,
    hashed,
  };
}

export function readSignature(body: Buffer): Signature {
  const cursor = new Cursor(body);
  if (cursor.number(1) !== 4) throw new OpenPgpError('only version 4 signatures are supported');
  const type = cursor.number(1);
  if (!RSA_ALGORITHMS.includes(cursor.number(1))) throw new OpenPgpError('only RSA signatures are supported');
  const digest = DIGESTS[cursor.number(1)];
  if (digest === undefined) throw new OpenPgpError('only SHA-256, SHA-384 and SHA-512 are supported');
  const hashed = cursor.take(cursor.number(2));
  const signedLength = cursor.offset;
  const unhashed = cursor.take(cursor.number(2));
  const digestStart = cursor.take(2);
  const value = cursor.integer();
  if (!cursor.ended) throw new OpenPgpError('bytes after the signature');
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

function readSubpackets(bytes: Buffer, hashed: boolean): readonly Subpacket[] {
  const cursor = new Cursor(bytes);
  const subpackets: Subpacket[] = [];
  while (!cursor.ended) {
    const content = new Cursor(cursor.take(cursor.length(255)));
    const type = content.number(1);
    const body = content.take(content.bytes.length - 1);
    subpackets.push({ type: type & 0x7f, critical: (type & 0x80) !== 0, hashed, body });
  }
  return subpackets;
}
