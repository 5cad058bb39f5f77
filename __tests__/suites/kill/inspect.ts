import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';

import { parseReleaseRecord } from '../../../src/state/release-record-shape.ts';
import type { ActionRun } from '../../../local/runner/run-action.ts';
import { jobProcesses } from '../../../local/runner/job-processes.ts';
import { type Step, type World, heldIn, placeOf, stateVersions } from '../../e2e/harness.ts';
import {
  type StateResource,
  backendSettings,
  duplicatesIn,
  everythingIn,
  thingsOf,
  without,
} from './inventory.ts';
import type { Prepared, Stack } from './stacks.ts';

/** Name of everything that is deployed. */
export const PROJECT = 'kill';

export const placeIn = (world: World) => placeOf(PROJECT, world.aws.account);

/** One version of the state. */
export interface Version {
  readonly versionId: string;
  readonly serial: number;
  readonly lineage: string;
  readonly resources: readonly StateResource[];
}

export const versionsIn = (world: World): Promise<readonly Version[]> =>
  stateVersions(world, placeIn(world)) as unknown as Promise<readonly Version[]>;

/** What a run that was to end well left. */
export interface Findings {
  /** What is not as it has to be, a sentence each. */
  readonly problems: readonly string[];
  readonly lostSerials: number;
  readonly orphans: number;
  readonly duplicates: number;
  readonly locksLeft: number;
}

/** What happened: what is to be looked at. */
export interface Aftermath {
  readonly stack: Stack;
  readonly prepared: Prepared;
  /** The versions of the state right after the first run. */
  readonly before: readonly Version[];
  readonly second: ActionRun;
  readonly steps: readonly Step[];
  /** The settings of bucket and table after an undisturbed deploy; undefined: not known yet. */
  readonly settings: string | undefined;
}

/** Looks at everything a deploy may have left wrong. */
export async function inspect(world: World, aftermath: Aftermath): Promise<Findings> {
  const { stack, prepared, second, steps } = aftermath;
  const place = placeIn(world);
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string): void => void (holds || problems.push(problem));

  expect(second.exitCode === 0, `the second run ended with ${second.exitCode ?? second.signal}`);
  const { result = 'none', 'failure-code': code = '' } = second.outputs;
  expect(['deployed', 'unchanged'].includes(result), `its result is ${result} ${code}`);
  expect(second.post?.exitCode === 0, `its post ended with ${second.post?.exitCode}`);
  expect(second.orphans.length === 0, `it left the processes ${second.orphans.join()}`);

  const versions = await versionsIn(world);
  const lost = lostSerials(aftermath.before, versions);
  problems.push(...lost);

  const current = versions.at(-1);
  const addresses = addressesIn(current);
  expect(
    addresses.join() === [...stack.addresses].sort().join(),
    `the state has ${addresses.join(', ') || 'nothing'}`,
  );
  const tainted = (current?.resources ?? []).filter(({ instances }) =>
    instances.some(({ status }) => status),
  );
  expect(tainted.length === 0, `tainted: ${tainted.map(({ type, name }) => `${type}.${name}`).join()}`);

  const there = await everythingIn(world);
  const known = [...thingsOf(current?.resources ?? []), ...backendThings(place, prepared)];
  const orphans = without(there, known);
  const missing = without(known, there);
  const duplicates = duplicatesIn(there);
  expect(orphans.length === 0, `in AWS and not in the state: ${orphans.join(', ')}`);
  expect(missing.length === 0, `in the state and not in AWS: ${missing.join(', ')}`);
  expect(duplicates.length === 0, `twice in AWS: ${duplicates.join(', ')}`);

  const held = await locksLeft(world);
  expect(held.length === 0, `still held: ${held.join(', ')}`);
  problems.push(...(await contentsWrong(world, aftermath)));

  for (const { temporary } of steps) {
    const alive = await jobProcesses(temporary);
    expect(alive.length === 0, `processes of ${temporary} are alive: ${alive.join()}`);
  }
  const temporary = steps.at(-1)?.temporary ?? '';
  const left = await readdir(temporary);
  expect(left.length === 0, `RUNNER_TEMP of the second run holds ${left.join()}`);
  return {
    problems,
    lostSerials: lost.length,
    orphans: orphans.length,
    duplicates: duplicates.length,
    locksLeft: held.length,
  };
}

/** Every instance, so that one that is there twice shows. */
const addressesIn = (version: Version | undefined): readonly string[] =>
  (version?.resources ?? [])
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ type, name, instances }) => instances.map(() => `${type}.${name}`))
    .sort();

/** What the state backend and the world before the deploy are made of. */
const backendThings = (
  { bucket, table }: { readonly bucket: string; readonly table: string },
  { buckets }: Prepared,
) => [
  ...['aws_s3_bucket', 'aws_s3_bucket_public_access_block'].map((type) => ({
    type,
    id: bucket,
    name: bucket,
  })),
  ...buckets.map((name) => ({ type: 'aws_s3_bucket', id: name, name })),
  { type: 'aws_dynamodb_table', id: table, name: table },
];

/** Versions that are gone, and those that don't continue the one before: each is work that is lost. */
function lostSerials(before: readonly Version[], after: readonly Version[]): readonly string[] {
  const gone = before.filter(({ versionId }, index) => after[index]?.versionId !== versionId);
  const forked = after.filter((version, index) => {
    const earlier = after[index - 1];
    return earlier !== undefined && (earlier.lineage !== version.lineage || earlier.serial >= version.serial);
  });
  const shown = ({ serial, lineage }: Version): string => `serial ${serial} of ${lineage.slice(0, 8)}`;
  return [
    ...gone.map((version) => `the state's ${shown(version)} is gone`),
    ...forked.map((version) => `the state's ${shown(version)} does not continue the one before`),
  ];
}

async function locksLeft(world: World): Promise<readonly string[]> {
  const { bucket, table } = placeIn(world);
  const { Contents = [] } = await world.s3.listObjectsV2({ Bucket: bucket });
  const files = Contents.map(({ Key = '' }) => Key).filter((key) => key.endsWith('.tflock'));
  return [...(await heldIn(world, table)), ...files];
}

/** Digest, journal, recovery, settings, site and release record. */
async function contentsWrong(
  world: World,
  { stack, second, settings }: Aftermath,
): Promise<readonly string[]> {
  const { bucket, key, table } = placeIn(world);
  const problems: string[] = [];
  const state = await textOf(world, bucket, key);
  const { Item } = await world.dynamodb.getItem({
    TableName: table,
    Key: { LockID: { S: `${bucket}/${key}-md5` } },
    ConsistentRead: true,
  });
  const digest = Item?.['Digest']?.S ?? 'absent';
  const md5 = createHash('md5')
    .update(state ?? '')
    .digest('hex');
  if (digest !== md5) problems.push(`the digest is ${digest}, the state's MD5 ${md5}`);

  const base = key.replace(/\.tfstate$/, '');
  const journal = JSON.parse((await textOf(world, bucket, `${base}.journal.json`)) ?? '{"entries":[]}') as {
    readonly entries: readonly { readonly address: string }[];
  };
  if (journal.entries.length > 0)
    problems.push(`the journal still names ${journal.entries.map(({ address }) => address).join()}`);

  const { Contents = [] } = await world.s3.listObjectsV2({ Bucket: bucket, Prefix: 'recovery/' });
  const kept = Contents.map(({ Key = '' }) => Key).filter((name) => !name.startsWith('recovery/done/'));
  if (kept.length > 0) problems.push(`kept for recovery: ${kept.join()}`);

  if (settings !== undefined && settings !== (await backendSettings(world, { bucket, table })))
    problems.push(
      'the settings of the state bucket or the lock table are not those of an undisturbed deploy',
    );
  return [...problems, ...(await siteWrong(world, { stack, second, record: `${base}.release.json` }))];
}

async function siteWrong(
  world: World,
  { stack, second, record: recordKey }: Pick<Aftermath, 'stack' | 'second'> & { readonly record: string },
): Promise<readonly string[]> {
  const outputs = JSON.parse(second.outputs['terraform-outputs'] || '{}') as Record<string, string>;
  const site = outputs['frontend_bucket'] ?? '';
  const problems: string[] = [];
  for (const [name, content] of Object.entries(stack.site)) {
    if ((await textOf(world, site, name)) !== content)
      problems.push(`the site's ${name} is not what it should be`);
  }
  const record = parseReleaseRecord((await textOf(world, placeIn(world).bucket, recordKey)) ?? '', recordKey);
  const files = [...(record.live?.files.keys() ?? [])].sort();
  if (files.join() !== Object.keys(stack.site).sort().join())
    problems.push(`the release record has ${files.join(', ') || 'no file'} live`);
  if (record.live?.bucket !== site)
    problems.push(`the release record names the bucket ${record.live?.bucket}`);
  if (record.intended !== undefined) problems.push('the release record still intends a release');
  return problems;
}

/** Content of an object; undefined where it, or its bucket, is not there. */
async function textOf({ s3 }: World, Bucket: string, Key: string): Promise<string | undefined> {
  if (Bucket === '') return undefined;
  try {
    return await (await s3.getObject({ Bucket, Key })).Body?.transformToString();
  } catch (error) {
    if (['NoSuchKey', 'NoSuchBucket'].includes((error as Error).name)) return undefined;
    throw error;
  }
}
