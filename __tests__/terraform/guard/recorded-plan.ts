import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import type { AwsClients } from '../../../src/platform/aws.ts';
import { type GuardVerdict, type Guarded, guardDestroys } from '../../../src/terraform/guard/guard.ts';
import type { PlanJson } from '../../../src/terraform/plan-json.ts';
import { FakeAwsError } from '../../fakes/aws-error.ts';
import { fakePlatform } from '../../fakes/platform.ts';
import { AFTER, type Configuration } from './scenario.ts';

/** A plan as Terraform showed it when it was recorded (see fixtures/record.ts and scenario.ts). */
export const recordedPlan = (name: 'changed' | 'destroy'): PlanJson =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.plan.json`, import.meta.url), 'utf8')) as PlanJson;

/** What the look-ups of a test answer: by bucket, table and log group how much is in each; what isn't named is refused. */
export interface Stored {
  readonly [name: string]: number;
}

interface BucketRequest {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string;
}

/** The account that the plans were recorded in. */
const ACCOUNT = '123456789012';

/** Keys in one answer of S3. */
const PAGE = 1_000;

/** An AWS that holds so much, and that remembers where it was looked into. */
export function storing(stored: Stored): { readonly aws: AwsClients; readonly looks: string[] } {
  const looks: string[] = [];
  const amount = (region: string, name = ''): number => {
    looks.push(`${region} ${name}`);
    const count = stored[name];
    if (count === undefined) throw new FakeAwsError('AccessDeniedException', 403);
    return count;
  };
  const of = (count: number): readonly object[] => Array.from({ length: count }, () => ({ IsLatest: true }));
  const clients = {
    s3: async (region: string) => ({
      listObjectVersions: async ({ Bucket, ExpectedBucketOwner: owner }: BucketRequest) => {
        // Of another account's bucket the guard must not take a word.
        if (owner !== ACCOUNT) throw new FakeAwsError('AccessDenied', 403);
        const count = amount(region, Bucket);
        return { Versions: of(Math.min(count, PAGE)), IsTruncated: count > PAGE };
      },
    }),
    dynamodb: async (region: string) => ({
      scan: async ({ TableName }: { TableName: string }) => ({
        Count: Math.min(1, amount(region, TableName)),
      }),
      describeTable: async ({ TableName }: { TableName: string }) => ({
        Table: { ItemCount: stored[TableName] },
      }),
    }),
    cloudWatchLogs: async (region: string) => ({
      describeLogStreams: async ({ logGroupName }: { logGroupName: string }) => ({
        logStreams: of(amount(region, logGroupName)),
      }),
    }),
  };
  return { aws: { ...fakePlatform().aws, ...(clients as unknown as Partial<AwsClients>) }, looks };
}

/** Runs the guard on a plan, beside its configuration, which is gone again afterwards. */
export async function guarded(
  plan: PlanJson,
  {
    aws = storing({}).aws,
    configuration = AFTER,
    ...about
  }: Partial<Guarded> & { readonly aws?: AwsClients; readonly configuration?: Configuration } = {},
): Promise<GuardVerdict> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'revive-guard-'));
  try {
    for (const [file, text] of Object.entries(configuration)) {
      await mkdir(path.dirname(path.join(directory, file)), { recursive: true });
      await writeFile(path.join(directory, file), text);
    }
    return await guardDestroys({ aws }, plan, {
      directory,
      relativeDirectory: 'infra',
      region: 'us-east-1',
      account: ACCOUNT,
      allowed: [],
      ...about,
    });
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The line that a text stands on in a file of the configuration, counted from 1. */
export function lineOf(file: string, text: string, after = ''): number {
  const source = AFTER[file] ?? '';
  const at = source.indexOf(text, Math.max(0, source.indexOf(after)));
  return source.slice(0, at).split('\n').length;
}
