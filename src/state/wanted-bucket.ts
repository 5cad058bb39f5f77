import type {
  GetBucketLifecycleConfigurationCommandOutput,
  ServerSideEncryptionRule,
} from '@aws-sdk/client-s3';
import { Failure } from '../errors.ts';
import type { S3Api } from '../platform/aws.ts';
import { errorCode, orAbsent } from './aws-errors.ts';
import {
  LIFECYCLE_WANTED,
  describeLifecycle,
  hasLifecycleRules,
  withLifecycleRules,
} from './bucket-lifecycle.ts';
import { missingStatements, parsePolicy, tlsStatements, withStatements } from './bucket-policy.ts';
import { arnOf, type Permission } from './permissions.ts';
import type { StateLocation } from '../context/deployment.ts';
import { describeTags, hasWantedTags, isOurs, withWantedTags, type Tag } from './tags.ts';
import { wantedSetting, type WantedSetting } from './wanted-setting.ts';

/** A state bucket and how it is reached. */
export interface BucketTarget {
  readonly s3: S3Api;
  readonly location: StateLocation;
  readonly project: string;
}

/**
 * Names the bucket in a call. With ExpectedBucketOwner S3 answers 403 instead of handing the state to a bucket of
 * this name in someone else's account.
 */
export const ownedBucket = (location: StateLocation): { Bucket: string; ExpectedBucketOwner: string } => ({
  Bucket: location.bucket,
  ExpectedBucketOwner: location.account,
});

const named = ({ location }: BucketTarget) => ownedBucket(location);
const needs = (read: string, change: string): { read: Permission; change: Permission } => ({
  read: { action: `s3:${read}`, resource: 'bucket' },
  change: { action: `s3:${change}`, resource: 'bucket' },
});

const readTags = async (target: BucketTarget): Promise<readonly Tag[]> =>
  (await orAbsent(target.s3.getBucketTagging(named(target)), 'NoSuchTagSet'))?.TagSet ?? [];

const tags = wantedSetting<BucketTarget, readonly Tag[]>({
  name: 'tags',
  wanted: ({ project }) => describeTags(withWantedTags([], project), project),
  needs: needs('GetBucketTagging', 'PutBucketTagging'),
  read: readTags,
  describe: (found, { project }) => describeTags(found, project),
  matches: (found, { project }) => hasWantedTags(found, project),
  change: async (target, found) => {
    // PutBucketTagging replaces the whole set, system tags (aws:cloudformation:...) included: those go back as found.
    const TagSet = withWantedTags(found, target.project).map(({ Key, Value }) => ({ Key, Value }));
    await target.s3.putBucketTagging({ ...named(target), Tagging: { TagSet } });
  },
});

const versioning = wantedSetting<BucketTarget, string | undefined>({
  name: 'versioning',
  wanted: () => 'Enabled',
  needs: needs('GetBucketVersioning', 'PutBucketVersioning'),
  read: async (target) => (await target.s3.getBucketVersioning(named(target))).Status,
  describe: (found) => found ?? 'absent',
  matches: (found) => found === 'Enabled',
  change: async (target) => {
    await target.s3.putBucketVersioning({
      ...named(target),
      VersioningConfiguration: { Status: 'Enabled' },
    });
  },
});

const encryption = wantedSetting<BucketTarget, ServerSideEncryptionRule | undefined>({
  name: 'encryption',
  wanted: () => 'AES256, bucket key',
  needs: needs('GetEncryptionConfiguration', 'PutEncryptionConfiguration'),
  read: async (target) => {
    const found = await orAbsent(
      target.s3.getBucketEncryption(named(target)),
      'ServerSideEncryptionConfigurationNotFoundError',
    );
    return found?.ServerSideEncryptionConfiguration?.Rules?.[0];
  },
  describe: (found) => {
    const algorithm = found?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
    if (algorithm === undefined) return 'absent';
    return found?.BucketKeyEnabled === true ? `${algorithm}, bucket key` : algorithm;
  },
  // A KMS key is the user's own choice and no weaker; taking it away could lock out who reads by that key's policy.
  matches: (found) =>
    found?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm?.startsWith('aws:kms') === true ||
    (found?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm === 'AES256' && found.BucketKeyEnabled === true),
  change: async (target, found) => {
    const rule: ServerSideEncryptionRule = {
      ...found,
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
      BucketKeyEnabled: true,
    };
    await target.s3.putBucketEncryption({
      ...named(target),
      ServerSideEncryptionConfiguration: { Rules: [rule] },
    });
  },
});

const ownership = wantedSetting<BucketTarget, string | undefined>({
  name: 'ownership',
  wanted: () => 'BucketOwnerEnforced',
  needs: needs('GetBucketOwnershipControls', 'PutBucketOwnershipControls'),
  read: async (target) => {
    const found = await orAbsent(
      target.s3.getBucketOwnershipControls(named(target)),
      'OwnershipControlsNotFoundError',
    );
    return found?.OwnershipControls?.Rules?.[0]?.ObjectOwnership;
  },
  describe: (found) => found ?? 'absent',
  matches: (found) => found === 'BucketOwnerEnforced',
  change: async (target) => {
    const OwnershipControls = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' as const }] };
    try {
      await target.s3.putBucketOwnershipControls({ ...named(target), OwnershipControls });
    } catch (error) {
      throw errorCode(error) === 'InvalidBucketAclWithObjectOwnership' ? openByAcl(target, error) : error;
    }
  },
});

/** S3 refuses to switch ACLs off while one of them lets others in. */
const openByAcl = ({ location }: BucketTarget, cause: unknown): Failure =>
  new Failure({
    code: 'BUCKET_PUBLIC',
    reason: `The ACL of state bucket ${location.bucket} lets others than its owner in.`,
    safe: 'Its ACL and its objects were not touched, and no state was read or written.',
    next: `Make it private: aws s3api put-bucket-acl --bucket ${location.bucket} --acl private`,
    cause,
  });

const PUBLIC_ACCESS_BLOCKS = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

const publicAccess = wantedSetting<BucketTarget, readonly string[]>({
  name: 'public access',
  wanted: () => 'all four blocks',
  needs: needs('GetBucketPublicAccessBlock', 'PutBucketPublicAccessBlock'),
  read: async (target) => {
    const found = await orAbsent(
      target.s3.getPublicAccessBlock(named(target)),
      'NoSuchPublicAccessBlockConfiguration',
    );
    return PUBLIC_ACCESS_BLOCKS.filter((block) => found?.PublicAccessBlockConfiguration?.[block] === true);
  },
  describe: (found) => {
    if (found.length === PUBLIC_ACCESS_BLOCKS.length) return 'all four blocks';
    return found.join(', ') || 'absent';
  },
  matches: (found) => found.length === PUBLIC_ACCESS_BLOCKS.length,
  change: async (target) => {
    const all = Object.fromEntries(PUBLIC_ACCESS_BLOCKS.map((block) => [block, true]));
    await target.s3.putPublicAccessBlock({ ...named(target), PublicAccessBlockConfiguration: all });
  },
});

const wantedStatements = ({ location }: BucketTarget) => tlsStatements(arnOf('bucket', location));

const policy = wantedSetting<BucketTarget, ReturnType<typeof parsePolicy>>({
  name: 'policy',
  wanted: () => 'TLS >= 1.2 only',
  needs: needs('GetBucketPolicy', 'PutBucketPolicy'),
  read: async (target) => {
    const found = await orAbsent(target.s3.getBucketPolicy(named(target)), 'NoSuchBucketPolicy');
    return parsePolicy(found?.Policy);
  },
  describe: (found, target) => {
    if (found === undefined) return 'absent';
    const missing = missingStatements(found, wantedStatements(target));
    return missing.length === 0 ? 'TLS >= 1.2 only' : `without ${missing.map(({ Sid }) => Sid).join(', ')}`;
  },
  matches: (found, target) => missingStatements(found, wantedStatements(target)).length === 0,
  change: async (target, found) => {
    const Policy = JSON.stringify(withStatements(found, wantedStatements(target)));
    await target.s3.putBucketPolicy({ ...named(target), Policy });
  },
});

const lifecycle = wantedSetting<BucketTarget, GetBucketLifecycleConfigurationCommandOutput | undefined>({
  name: 'lifecycle',
  wanted: () => LIFECYCLE_WANTED,
  needs: needs('GetLifecycleConfiguration', 'PutLifecycleConfiguration'),
  read: (target) =>
    orAbsent(target.s3.getBucketLifecycleConfiguration(named(target)), 'NoSuchLifecycleConfiguration'),
  describe: (found) => describeLifecycle(found?.Rules ?? []),
  matches: (found) => hasLifecycleRules(found?.Rules ?? []),
  change: async (target, found) => {
    const size = found?.TransitionDefaultMinimumObjectSize;
    await target.s3.putBucketLifecycleConfiguration({
      ...named(target),
      LifecycleConfiguration: { Rules: withLifecycleRules(found?.Rules ?? []) },
      // Belongs to the rules of others; left out it would go back to its default.
      ...(size === undefined ? {} : { TransitionDefaultMinimumObjectSize: size }),
    });
  },
});

/** Whether the bucket is ours to change; never changed itself. Found `absent` means that it has no tag at all. */
const ours = wantedSetting<BucketTarget, readonly Tag[]>({
  name: 'ours',
  wanted: () => 'tagged as ours',
  needs: tags.needs,
  read: readTags,
  describe: (found) => (found.length === 0 ? 'absent' : 'tagged'),
  matches: (found, { project }) => isOurs(found, project),
});

/** Whether its policy keeps the public out, as S3 itself judges it; never changed, a public bucket is refused. */
const privacy = wantedSetting<BucketTarget, boolean>({
  name: 'privacy',
  wanted: () => 'not public',
  needs: needs('GetBucketPolicyStatus', 'PutBucketPolicy'),
  read: async (target) => {
    const found = await orAbsent(target.s3.getBucketPolicyStatus(named(target)), 'NoSuchBucketPolicy');
    return found?.PolicyStatus?.IsPublic === true;
  },
  describe: (isPublic) => (isPublic ? 'public' : 'not public'),
  matches: (isPublic) => !isPublic,
});

/** Settings that decide what may be done with a bucket. */
export const BUCKET = { ours, privacy, tags, versioning } as const;

/** Everything a state bucket should be, in the order it is reported. */
export const WANTED_BUCKET: readonly WantedSetting<BucketTarget>[] = [
  versioning,
  encryption,
  ownership,
  publicAccess,
  policy,
  lifecycle,
  tags,
];
