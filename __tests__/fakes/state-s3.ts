import { createHash } from 'node:crypto';
import type {
  CopyObjectCommandInput,
  CreateBucketRequest,
  DeleteObjectRequest,
  GetObjectRequest,
  ListObjectVersionsRequest,
  PutBucketEncryptionRequest,
  PutBucketLifecycleConfigurationRequest,
  PutBucketOwnershipControlsRequest,
  PutBucketPolicyRequest,
  PutBucketTaggingRequest,
  PutBucketVersioningRequest,
  PutObjectCommandInput,
  PutPublicAccessBlockRequest,
} from '@aws-sdk/client-s3';
import { FakeAwsError } from './aws-error.ts';

/** A version of an object; a delete marker has no content. */
interface Version {
  readonly id: string;
  readonly content: string | undefined;
  readonly modified: Date;
  readonly metadata?: Record<string, string>;
}

interface Bucket {
  readonly account: string;
  readonly region: string;
  /** Sub-resource of the bucket -> what was put there. */
  readonly settings: Map<string, unknown>;
  /** Key -> versions, newest first. */
  readonly objects: Map<string, Version[]>;
}

interface Named {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

const bearer = { $metadata: {} };
const etagOf = (content: string): string => `"${createHash('md5').update(content).digest('hex')}"`;

/** S3's state buckets in memory: settings that read back as they were put, and objects with versions and conditions. */
export class FakeStateS3 {
  readonly buckets = new Map<string, Bucket>();
  /** Every call with its input. */
  readonly calls: { readonly operation: string; readonly input: Named }[] = [];
  before: (operation: string) => void = () => undefined;
  /** Throwing here is a lost reply. */
  after: (operation: string) => void = () => undefined;
  readonly #account: string;
  #serial = 0;

  constructor(account = '123456789012') {
    this.#account = account;
  }

  /** Puts an object there as somebody else would; undefined: deletes it, which leaves a delete marker. */
  seed(
    bucket: string,
    key: string,
    content: string | undefined,
    metadata: Record<string, string> = {},
  ): string {
    const found = this.buckets.get(bucket) ?? this.#add(bucket, 'us-east-1');
    const id = `v${(this.#serial += 1)}`;
    const modified = new Date(Date.UTC(2026, 0, 1, 0, this.#serial));
    found.objects.set(key, [{ id, content, modified, metadata }, ...(found.objects.get(key) ?? [])]);
    return id;
  }

  /** Content of an object now. */
  content(bucket: string, key: string): string | undefined {
    return this.buckets.get(bucket)?.objects.get(key)?.[0]?.content;
  }

  createBucket = (input: CreateBucketRequest) =>
    this.#call('createBucket', { Bucket: input.Bucket }, () => {
      const name = input.Bucket ?? '';
      if (this.buckets.has(name)) throw new FakeAwsError('BucketAlreadyOwnedByYou', 409);
      this.#add(name, input.CreateBucketConfiguration?.LocationConstraint ?? 'us-east-1');
      return {};
    });

  headBucket = (input: Named) =>
    this.#call('headBucket', input, (bucket) => ({ BucketRegion: bucket().region }));

  getBucketPolicyStatus = (input: Named) =>
    this.#call('getBucketPolicyStatus', input, () => ({ PolicyStatus: { IsPublic: false } }));

  getBucketTagging = this.#getter('tagging', 'NoSuchTagSet');
  putBucketTagging = this.#putter('tagging', (input: PutBucketTaggingRequest) => input.Tagging);
  getBucketVersioning = this.#getter('versioning');
  putBucketVersioning = this.#putter(
    'versioning',
    (input: PutBucketVersioningRequest) => input.VersioningConfiguration,
  );
  getBucketEncryption = this.#getter('encryption', 'ServerSideEncryptionConfigurationNotFoundError');
  putBucketEncryption = this.#putter(
    'encryption',
    ({ ServerSideEncryptionConfiguration }: PutBucketEncryptionRequest) => ({
      ServerSideEncryptionConfiguration,
    }),
  );
  getBucketOwnershipControls = this.#getter('ownership', 'OwnershipControlsNotFoundError');
  putBucketOwnershipControls = this.#putter(
    'ownership',
    ({ OwnershipControls }: PutBucketOwnershipControlsRequest) => ({ OwnershipControls }),
  );
  getPublicAccessBlock = this.#getter('publicAccess', 'NoSuchPublicAccessBlockConfiguration');
  putPublicAccessBlock = this.#putter(
    'publicAccess',
    ({ PublicAccessBlockConfiguration }: PutPublicAccessBlockRequest) => ({ PublicAccessBlockConfiguration }),
  );
  getBucketPolicy = this.#getter('policy', 'NoSuchBucketPolicy');
  putBucketPolicy = this.#putter('policy', ({ Policy }: PutBucketPolicyRequest) => ({ Policy }));
  getBucketLifecycleConfiguration = this.#getter('lifecycle', 'NoSuchLifecycleConfiguration');
  putBucketLifecycleConfiguration = this.#putter(
    'lifecycle',
    (input: PutBucketLifecycleConfigurationRequest) => input.LifecycleConfiguration,
  );

  putObject = (input: PutObjectCommandInput) =>
    this.#call('putObject', input, (bucket) => {
      const key = input.Key ?? '';
      const current = bucket().objects.get(key)?.[0]?.content;
      const etag = current === undefined ? undefined : etagOf(current);
      if (input.IfMatch !== undefined && etag === undefined) throw new FakeAwsError('NoSuchKey', 404);
      const fails =
        input.IfNoneMatch === '*'
          ? etag !== undefined
          : input.IfMatch !== undefined && input.IfMatch !== etag;
      if (fails) throw new FakeAwsError('PreconditionFailed', 412);
      const VersionId = this.seed(input.Bucket ?? '', key, String(input.Body), input.Metadata);
      return { ETag: etagOf(String(input.Body)), VersionId };
    });

  getObject = (input: GetObjectRequest) =>
    this.#call('getObject', input, (bucket) => {
      const versions = bucket().objects.get(input.Key ?? '') ?? [];
      if (input.VersionId !== undefined && !versions.some(({ id }) => id === input.VersionId))
        throw new FakeAwsError('NoSuchVersion', 404);
      const version = versions.find(({ id }) => id === (input.VersionId ?? versions[0]?.id));
      if (version?.content === undefined) throw new FakeAwsError('NoSuchKey', 404);
      const { content } = version;
      return {
        ETag: etagOf(content),
        VersionId: version.id,
        Metadata: version.metadata,
        Body: { transformToString: async () => content },
      };
    });

  headObject = (input: Pick<GetObjectRequest, 'Bucket' | 'Key' | 'ExpectedBucketOwner'>) =>
    this.#call('headObject', input, (bucket) => {
      const [current] = bucket().objects.get(input.Key ?? '') ?? [];
      if (current?.content === undefined) throw new FakeAwsError('NotFound', 404);
      return { VersionId: current.id };
    });

  copyObject = (input: CopyObjectCommandInput) =>
    this.#call('copyObject', input, () => {
      const [bucket = '', ...key] = (input.CopySource ?? '').split('/');
      const content = this.content(bucket, decodeURIComponent(key.join('/')));
      if (content === undefined) throw new FakeAwsError('NoSuchKey', 404);
      this.seed(input.Bucket ?? '', input.Key ?? '', content);
      return { CopyObjectResult: { ETag: etagOf(content) } };
    });

  /** Without a version: leaves a delete marker. Taking a delete marker away brings back what it hid. */
  deleteObject = (input: DeleteObjectRequest) =>
    this.#call('deleteObject', input, (bucket) => {
      const key = input.Key ?? '';
      if (input.VersionId === undefined)
        return { DeleteMarker: true, VersionId: this.seed(input.Bucket ?? '', key, undefined) };
      const versions = bucket().objects.get(key) ?? [];
      bucket().objects.set(
        key,
        versions.filter(({ id }) => id !== input.VersionId),
      );
      return { VersionId: input.VersionId };
    });

  listObjectsV2 = (input: Pick<ListObjectVersionsRequest, 'Bucket' | 'Prefix' | 'ExpectedBucketOwner'>) =>
    this.#call('listObjectsV2', input, (bucket) => ({
      Contents: [...bucket().objects]
        .filter(([key, [current]]) => key.startsWith(input.Prefix ?? '') && current?.content !== undefined)
        .map(([Key]) => ({ Key })),
    }));

  listBuckets = () =>
    this.#call('listBuckets', { Bucket: undefined }, () => ({
      Buckets: [...this.buckets.keys()].map((Name) => ({ Name })),
    }));

  listObjectVersions = (input: ListObjectVersionsRequest) =>
    this.#call('listObjectVersions', input, (bucket) => {
      const keys = [...bucket().objects.keys()].filter((key) => key.startsWith(input.Prefix ?? '')).sort();
      const all = keys.flatMap((Key) =>
        (bucket().objects.get(Key) ?? []).map(({ id, content, modified }, index) => ({
          Key,
          VersionId: id,
          IsLatest: index === 0,
          LastModified: modified,
          content,
        })),
      );
      return {
        Versions: all.flatMap(({ content, ...rest }) =>
          content === undefined ? [] : [{ ...rest, Size: Buffer.byteLength(content) }],
        ),
        DeleteMarkers: all.flatMap(({ content, ...rest }) => (content === undefined ? [rest] : [])),
      };
    });

  #getter(setting: string, absent?: string) {
    return (input: Named) =>
      this.#call(`get ${setting}`, input, (bucket) => {
        const found = bucket().settings.get(setting);
        if (found === undefined && absent !== undefined) throw new FakeAwsError(absent, 404);
        return (found ?? {}) as object;
      });
  }

  #putter<Input extends Named>(setting: string, kept: (input: Input) => unknown) {
    return (input: Input) =>
      this.#call(`put ${setting}`, input, (bucket) => {
        bucket().settings.set(setting, kept(input));
        return {};
      });
  }

  #add(name: string, region: string): Bucket {
    const bucket = { account: this.#account, region, settings: new Map(), objects: new Map() };
    this.buckets.set(name, bucket);
    return bucket;
  }

  async #call<T extends object>(
    operation: string,
    input: Named,
    answer: (bucket: () => Bucket) => T,
  ): Promise<T & typeof bearer> {
    this.calls.push({ operation, input });
    this.before(operation);
    const found = this.buckets.get(input.Bucket ?? '');
    if (found !== undefined && operation !== 'createBucket' && input.ExpectedBucketOwner !== found.account) {
      throw new FakeAwsError('AccessDenied', 403, 'Access Denied');
    }
    const given = answer(() => {
      if (found === undefined)
        throw new FakeAwsError(operation === 'headBucket' ? 'NotFound' : 'NoSuchBucket', 404);
      return found;
    });
    this.after(operation);
    return { ...bearer, ...given };
  }
}
