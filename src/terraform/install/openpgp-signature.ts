import { createHash, verify } from 'node:crypto';
import { OpenPgpError, TAG, dearmor, readPackets, readPublicKey, readSignature } from './openpgp-packets.ts';
import type { PublicKey, Signature, Subpacket } from './openpgp-packets.ts';

/** A pinned OpenPGP key: the primary key and those of its subkeys that it lets sign. */
export interface SigningKey {
  /** Fingerprint of the primary key, 40 hex digits in upper case. */
  readonly fingerprint: string;
  readonly signers: readonly PublicKey[];
}

export type Verdict =
  { readonly genuine: true; readonly signer: string } | { readonly genuine: false; readonly reason: string };

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
export function readSigningKey(block: Buffer | string, fingerprint: string): SigningKey {
  const [first, ...rest] = readPackets(dearmor(block));
  if (first?.tag !== TAG.publicKey) throw new OpenPgpError('the block does not begin with a public key');
  const primary = readPublicKey(first.body);
  if (primary.fingerprint !== fingerprint) throw new OpenPgpError(`the key is ${primary.fingerprint}`);
  const signers: PublicKey[] = [primary];
  let subject: PublicKey | undefined = primary;
  const revoked = new Set<string>();
  for (const { tag, body } of rest) {
    if (tag === TAG.publicSubkey) subject = readPublicKey(body);
    else if (tag === TAG.userId) subject = undefined;
    else if (tag === TAG.signature && subject !== undefined) {
      const signature = readSignature(body);
      if (subject === primary) {
        if (signature.type !== SIGNATURE.keyRevoked) continue;
        if (isMadeBy(primary, signature, [primary.hashed])) throw new OpenPgpError('the key is revoked');
      } else if (isMadeBy(primary, signature, [primary.hashed, subject.hashed])) {
        if (signature.type === SIGNATURE.subkeyRevoked) revoked.add(subject.fingerprint);
        if (isSigningBinding(signature, primary, subject)) signers.push(subject);
      }
    }
  }
  return { fingerprint, signers: signers.filter((key) => !revoked.has(key.fingerprint)) };
}

/** Whether `signature`, a detached signature of binary data, was made over `data` by one of the key's signers. */
export function verifySignature(data: Buffer, signature: Buffer, key: SigningKey): Verdict {
  try {
    const packets = readPackets(dearmor(signature));
    const [only] = packets;
    if (packets.length !== 1 || only?.tag !== TAG.signature) {
      return refuse('the signature file does not hold exactly one signature');
    }
    const parsed = readSignature(only.body);
    if (parsed.type !== SIGNATURE.binary)
      return refuse(`it is a signature of type ${parsed.type}, not of a file`);
    if (!understood(parsed)) return refuse('it carries a condition that is not understood');
    const issuer = issuerOf(parsed);
    if (issuer === undefined) return refuse('it does not say who made it');
    const signer = key.signers.find(({ fingerprint }) => fingerprint.endsWith(issuer));
    if (signer === undefined) return refuse(`it was made by key ${issuer}, not by ${key.fingerprint}`);
    return isMadeBy(signer, parsed, [data])
      ? { genuine: true, signer: signer.fingerprint }
      : refuse(`it was not made over this file by key ${signer.fingerprint}`);
  } catch (error) {
    if (error instanceof OpenPgpError)
      return refuse(`it is not a readable OpenPGP signature (${error.message})`);
    throw error;
  }
}

const refuse = (reason: string): Verdict => ({ genuine: false, reason });

/** PKCS #1 v1.5 over the digest of the parts and the signature's own trailer. */
function isMadeBy(key: PublicKey, signature: Signature, parts: readonly Buffer[]): boolean {
  if (signature.value.length > key.modulusBytes) return false;
  const message = Buffer.concat([...parts, signature.trailer]);
  const start = createHash(signature.digest).update(message).digest().subarray(0, 2);
  if (!start.equals(signature.digestStart)) return false;
  const padded = Buffer.concat([Buffer.alloc(key.modulusBytes - signature.value.length), signature.value]);
  return verify(signature.digest, message, key.rsa, padded);
}

/** A subkey that signs must have signed the primary key back, or anyone could claim another's subkey as theirs. */
function isSigningBinding(signature: Signature, primary: PublicKey, subkey: PublicKey): boolean {
  if (signature.type !== SIGNATURE.subkeyBinding) return false;
  const flags = find(signature, SUBPACKET.keyFlags, true)?.body[0] ?? 0;
  const back = find(signature, SUBPACKET.embedded);
  if ((flags & MAY_SIGN) === 0 || back === undefined) return false;
  const embedded = readSignature(back.body);
  return (
    embedded.type === SIGNATURE.primaryBinding && isMadeBy(subkey, embedded, [primary.hashed, subkey.hashed])
  );
}

/** The standard's rule: a critical part that a reader doesn't know makes the signature worthless to it. */
const understood = (signature: Signature): boolean =>
  signature.subpackets.every(
    ({ critical, type }) =>
      type !== SUBPACKET.signatureExpires &&
      (!critical || [SUBPACKET.created, SUBPACKET.issuer, SUBPACKET.issuerFingerprint].includes(type)),
  ) && find(signature, SUBPACKET.created, true)?.body.length === 4;

/** The signer's fingerprint, or its last 16 digits. Only a hint: the key found by it must then verify. */
function issuerOf(signature: Signature): string | undefined {
  const fingerprint = find(signature, SUBPACKET.issuerFingerprint)?.body;
  if (fingerprint?.length === 21 && fingerprint[0] === 4)
    return fingerprint.subarray(1).toString('hex').toUpperCase();
  const keyId = find(signature, SUBPACKET.issuer)?.body;
  return keyId?.length === 8 ? keyId.toString('hex').toUpperCase() : undefined;
}

const find = (signature: Signature, type: number, hashed = false): Subpacket | undefined =>
  signature.subpackets.find((subpacket) => subpacket.type === type && (subpacket.hashed || !hashed));
