import { createHash, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { BuildFingerprint } from '../context/release.ts';

/** Everything a build is made from, each part as one text; two equal ones are built the same. */
export interface BuildInputs {
  /** Every file a build may read, with its content's hash. */
  readonly files: string;
  /** Variables, those with Terraform's outputs too. */
  readonly environment: string;
  readonly command: string;
  /** Machine and versions of what the command starts. */
  readonly tools: string;
}

type Part = keyof BuildInputs;

const PARTS: readonly Part[] = ['files', 'environment', 'command', 'tools'];

/** Counts the ways fingerprints were taken. To be raised with every change of what they cover. */
const FORMAT = 1;

/** Costs 20 ms for each try to guess a value of the environment (measured), and as little here. */
const COST = { N: 2 ** 13, r: 8, p: 1 } as const;
const BYTES = 32;

const derive = promisify<Buffer, string, number, typeof COST, Buffer>(scrypt);

/** The fingerprint of a build that is about to be made. */
export async function takeFingerprint(inputs: BuildInputs): Promise<BuildFingerprint> {
  const salt = randomBytes(16).toString('hex');
  const parts = await Promise.all(PARTS.map(async (part) => [part, await sealed(inputs, part, salt)]));
  return { format: FORMAT, salt, parts: Object.fromEntries(parts) as Record<Part, string> };
}

/**
 * What of a build has changed since a fingerprint was taken of it: nothing is an empty list, and undefined says that the
 * fingerprint can't tell (there is none, or it is of another version of this action).
 */
export async function changedSince(
  recorded: BuildFingerprint | undefined,
  inputs: BuildInputs,
): Promise<readonly string[] | undefined> {
  if (recorded?.format !== FORMAT) return undefined;
  const { salt, parts } = recorded;
  const compared = await Promise.all(
    PARTS.map(async (part) => ({ part, same: parts[part] === (await sealed(inputs, part, salt)) })),
  );
  return compared.filter(({ same }) => !same).map(({ part }) => part);
}

/** A slow hash: whoever may read the record must not find a short secret by trying values. */
async function sealed(inputs: BuildInputs, part: Part, salt: string): Promise<string> {
  const digest = createHash('sha256').update(inputs[part]).digest();
  return (await derive(digest, `${salt} ${part}`, BYTES, COST)).toString('hex');
}
