import type {
  CreateInvalidationRequest,
  GetDistributionRequest,
  GetDistributionResult,
  GetInvalidationRequest,
} from '@aws-sdk/client-cloudfront';
import type { CloudFrontApi } from '../../src/platform/aws.ts';
import { FakeAwsError } from './aws-error.ts';

/** An invalidation that was accepted. */
export interface AcceptedInvalidation {
  readonly id: string;
  readonly distributionId: string;
  readonly callerReference: string;
  readonly paths: readonly string[];
}

type Found = Pick<NonNullable<GetDistributionResult['Distribution']>, 'Status' | 'DomainName'> & {
  readonly enabled: boolean;
};

const bearer = { $metadata: {} };

/** CloudFront in memory: distributions as given, invalidations as CloudFront treats their references and statuses. */
export class FakeCloudFront implements Pick<
  CloudFrontApi,
  'createInvalidation' | 'getDistribution' | 'getInvalidation'
> {
  readonly invalidations: AcceptedInvalidation[] = [];
  /** How many further calls are refused because too many invalidations are in progress. */
  busyFor = 0;
  /** How often an invalidation is still InProgress when asked for. */
  slowFor = 0;
  /** What a finished one is called: AWS says `Completed`, Moto `COMPLETED`. */
  completed = 'Completed';
  before: (operation: keyof CloudFrontApi) => void = () => undefined;
  after: (operation: keyof CloudFrontApi) => void = () => undefined;
  readonly #distributions: ReadonlyMap<string, Found>;

  constructor(distributions: Readonly<Record<string, Partial<Found>>>) {
    const given = Object.entries(distributions);
    this.#distributions = new Map(
      given.map(([id, found]) => [
        id,
        { enabled: true, Status: 'Deployed', DomainName: `${id.toLowerCase()}.cloudfront.net`, ...found },
      ]),
    );
  }

  async getDistribution({ Id = '' }: GetDistributionRequest) {
    this.before('getDistribution');
    const found = this.#distributions.get(Id);
    if (found === undefined) throw new FakeAwsError('NoSuchDistribution', 404);
    const { enabled, ...shown } = found;
    const Distribution = { ...shown, Id, DistributionConfig: { Enabled: enabled } };
    return { ...bearer, Distribution } as GetDistributionResult & typeof bearer;
  }

  async createInvalidation({ DistributionId = '', InvalidationBatch }: CreateInvalidationRequest) {
    this.before('createInvalidation');
    if (!this.#distributions.has(DistributionId)) throw new FakeAwsError('NoSuchDistribution', 404);
    if (this.busyFor > 0) {
      this.busyFor--;
      throw new FakeAwsError('TooManyInvalidationsInProgress', 400);
    }
    const id = this.#accept(DistributionId, InvalidationBatch);
    this.after('createInvalidation');
    return {
      ...bearer,
      Invalidation: { Id: id, Status: 'InProgress', CreateTime: new Date(0), InvalidationBatch },
    };
  }

  async getInvalidation({ Id = '' }: GetInvalidationRequest) {
    this.before('getInvalidation');
    const found = this.invalidations.find(({ id }) => id === Id);
    if (found === undefined) throw new FakeAwsError('NoSuchInvalidation', 404);
    const Status = this.slowFor-- > 0 ? 'InProgress' : this.completed;
    return { ...bearer, Invalidation: { Id, Status, CreateTime: new Date(0), InvalidationBatch: undefined } };
  }

  #accept(distributionId: string, batch: CreateInvalidationRequest['InvalidationBatch']): string {
    const paths = batch?.Paths?.Items ?? [];
    if (batch?.Paths?.Quantity !== paths.length) throw new FakeAwsError('InconsistentQuantities', 400);
    if (paths.length === 0) throw new FakeAwsError('InvalidArgument', 400);
    const callerReference = batch.CallerReference ?? '';
    const known = this.invalidations.find((one) => one.callerReference === callerReference);
    if (known !== undefined) {
      if (known.paths.join('\n') === paths.join('\n')) return known.id;
      throw new FakeAwsError('InvalidationBatchAlreadyExists', 400);
    }
    const id = `I${this.invalidations.length + 1}`;
    this.invalidations.push({ id, distributionId, callerReference, paths });
    return id;
  }
}
