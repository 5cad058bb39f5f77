import { S3Error } from './s3-error.ts';
import type { Answer } from './operations.ts';
import { elements, elementText, escapeXml, unescapeXml } from './xml.ts';

/** An invalidation that was accepted. */
export interface AcceptedInvalidation {
  readonly id: string;
  readonly distributionId: string;
  readonly callerReference: string;
  readonly paths: readonly string[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** How the distributions behave. */
export interface CloudFrontOptions {
  readonly now: () => number;
  /** Milliseconds an invalidation stays InProgress. */
  readonly invalidationTime: number;
  readonly accepted: (invalidation: AcceptedInvalidation) => void;
}

/** The calls of CloudFront that publishing makes; any distribution id there is asked for exists and is enabled. */
export class LocalCloudFront {
  readonly invalidations: AcceptedInvalidation[] = [];
  readonly #options: CloudFrontOptions;

  constructor(options: CloudFrontOptions) {
    this.#options = options;
  }

  /** @param path `/2020-05-31/distribution/E1/invalidation` */
  answer(method: string, path: string, body: string): Answer {
    const [, , kind, id = '', sub, invalidation] = path.split('/');
    if (kind === 'distribution' && id !== '') {
      if (method === 'GET' && sub === undefined) return { status: 200, body: distribution(id) };
      if (sub === 'invalidation' && method === 'POST') return this.#create(id, body);
      if (sub === 'invalidation' && method === 'GET' && invalidation !== undefined)
        return this.#get(id, invalidation);
    }
    throw new S3Error(501, 'NotImplemented', `The local CloudFront does not know ${method} ${path}.`);
  }

  #create(distributionId: string, body: string): Answer {
    const callerReference = elementText(body, 'CallerReference') ?? '';
    const paths = elements(body, 'Path').map(unescapeXml);
    const known = this.invalidations.find(
      (each) => each.distributionId === distributionId && each.callerReference === callerReference,
    );
    if (known !== undefined && known.paths.join('\n') !== paths.join('\n'))
      throw new S3Error(400, 'InvalidationBatchAlreadyExists');
    const invalidation = known ?? {
      id: `I${String(this.invalidations.length + 1).padStart(13, '0')}`,
      distributionId,
      callerReference,
      paths,
      createdAt: this.#options.now(),
    };
    if (known === undefined) {
      this.invalidations.push(invalidation);
      this.#options.accepted(invalidation);
    }
    return { status: 201, body: this.#document(invalidation) };
  }

  #get(distributionId: string, id: string): Answer {
    const found = this.invalidations.find((each) => each.id === id && each.distributionId === distributionId);
    if (found === undefined) throw new S3Error(404, 'NoSuchInvalidation');
    return { status: 200, body: this.#document(found) };
  }

  #document({ id, callerReference, paths, createdAt }: AcceptedInvalidation): string {
    const running = this.#options.now() < createdAt + this.#options.invalidationTime;
    const items = paths.map((path) => `<Path>${escapeXml(path)}</Path>`).join('');
    return document(
      'Invalidation',
      `<Id>${id}</Id><Status>${running ? 'InProgress' : 'Completed'}</Status>` +
        `<CreateTime>${new Date(createdAt).toISOString()}</CreateTime><InvalidationBatch>` +
        `<Paths><Quantity>${paths.length}</Quantity><Items>${items}</Items></Paths>` +
        `<CallerReference>${escapeXml(callerReference)}</CallerReference></InvalidationBatch>`,
    );
  }
}

/** No more of it than our own code reads. */
const distribution = (id: string): string =>
  document(
    'Distribution',
    `<Id>${id}</Id><Status>Deployed</Status><DomainName>${id.toLowerCase()}.cloudfront.net</DomainName>` +
      '<DistributionConfig><Enabled>true</Enabled></DistributionConfig>',
  );

const document = (name: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">${content}</${name}>`;
