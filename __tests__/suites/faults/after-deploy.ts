import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { FAILURE_CODES } from '../../../src/errors.ts';
import { digestItemId, journalKey } from '../../../src/state/keys.ts';
import type { ActionRun } from '../../../local/runner/run-action.ts';
import {
  type Checkout,
  type Step,
  type World,
  assertNothingLeft,
  type placeOf,
  stateVersions,
} from '../../e2e/harness.ts';

/** Where the state of a project is. */
export type Place = ReturnType<typeof placeOf>;

/** What is wrong with how a failed run says that it failed; empty for one that ended well. */
export function wrongInFailure(run: ActionRun): readonly string[] {
  if (run.exitCode === 0) return [];
  const code = run.outputs['failure-code'] ?? '';
  const said = (pattern: RegExp): boolean => pattern.test(run.log);
  return [
    ...(code === 'INTERNAL' || !(code in FAILURE_CODES) ? [`its code is "${code}"`] : []),
    ...(said(/^Safe: ./m) ? [] : ['it says nothing of what is safe']),
    ...(said(/^Next: ./m) ? [] : ['it names no next command']),
  ];
}

/** Whatever a promise about a run's end that is not kept says. */
async function broken(check: () => Promise<void>): Promise<readonly string[]> {
  try {
    await check();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/**
 * What is wrong with what a deploy left behind, however it ended: locks and leases, files, processes; a state of two
 * lineages, or whose serial didn't rise with every version; a journal or a digest that doesn't fit the state.
 */
export async function wrongAfter(
  world: World,
  step: Pick<Step, 'finished' | 'temporary'>,
  about: { readonly checkout: Pick<Checkout, 'directory'>; readonly place: Place },
): Promise<readonly string[]> {
  const { checkout, place } = about;
  const run = await step.finished;
  return [
    ...wrongInFailure(run),
    ...(await broken(() => assertNothingLeft(world, step, checkout))),
    ...(await broken(() => assertOneHistory(world, place))),
    // A failed run's journal is for the next one; and Terraform may not have got as far as the digest.
    ...(run.exitCode === 0 ? await broken(() => assertSettled(world, place)) : []),
    ...(run.exitCode === 0 ? await broken(() => assertDigest(world, place)) : []),
  ];
}

/**
 * One lineage over all versions, the serial rising from each to the next. A PUT whose answer was lost is repeated, and
 * makes a second version of the same content: that is no other state.
 */
export async function assertOneHistory(world: World, place: Place): Promise<void> {
  const found = (await stateVersions(world, place)).map((each) => ({ ...each, versionId: '' }));
  const versions = found.filter(
    (each, index) => index === 0 || JSON.stringify(each) !== JSON.stringify(found[index - 1]),
  );
  const lineages = new Set(versions.map(({ lineage }) => lineage));
  assert.ok(lineages.size <= 1, `the state has forked: lineages ${[...lineages].join(', ')}`);
  const serials = versions.map(({ serial }) => serial);
  const rising = serials.every((serial, index) => index === 0 || serial > (serials[index - 1] ?? 0));
  assert.ok(rising, `the serials of its versions do not rise: ${serials.join(', ')}`);
}

/** Nothing is left in the journal of planned creates. */
export async function assertSettled(world: World, { bucket, key }: Place): Promise<void> {
  const text = await readObject(world, bucket, journalKey(key));
  if (text === undefined) return;
  const { entries } = JSON.parse(text) as { readonly entries: readonly { readonly address: string }[] };
  assert.deepEqual(
    entries.map(({ address }) => address),
    [],
    'the journal is not settled',
  );
}

/** The lock table has the digest of the state that is there: else the next Terraform refuses it. */
async function assertDigest(world: World, place: Place): Promise<void> {
  const text = await readObject(world, place.bucket, place.key);
  const { Item } = await world.dynamodb.getItem({
    TableName: place.table,
    Key: { LockID: { S: digestItemId(place) } },
    ConsistentRead: true,
  });
  const wanted = createHash('md5')
    .update(text ?? '')
    .digest('hex');
  assert.equal(Item?.['Digest']?.S, wanted, 'the digest of the state is another');
}

/** An object's text; undefined: neither it nor its bucket is there. */
export async function readObject(world: World, bucket: string, key: string): Promise<string | undefined> {
  try {
    const { Body } = await world.s3.getObject({ Bucket: bucket, Key: key });
    return (await Body?.transformToString()) ?? '';
  } catch (error) {
    if (['NoSuchKey', 'NoSuchBucket'].includes((error as Error).name)) return undefined;
    throw error;
  }
}
