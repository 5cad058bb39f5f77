import { hash } from 'node:crypto';
import type { DistributionsApi } from '../aws.ts';
import type { Credentials } from '../plain/credentials.ts';
import type { Destination } from '../s3-transport/destination.ts';
import type { Answer } from '../s3-transport/exchange.ts';
import { Sender, type SenderParts } from '../s3-transport/sender.ts';
import { encodeUri, Signer } from '../s3-transport/signature.ts';
import { element, textAt } from '../s3-transport/xml.ts';

/** Version of CloudFront's interface: a part of each path and of the namespace of its documents. */
const VERSION = '2020-05-31';

/** CloudFront's calls for a publish, without the SDK: three requests don't earn what loading it costs. */
export function connectDistributions(
  { destination, credentials }: { readonly destination: Destination; readonly credentials: Credentials },
  parts: SenderParts,
): DistributionsApi {
  const sender = new Sender(parts);
  const route = { destination, credentials, signer: new Signer(destination.scope) };
  const send = async (
    method: 'GET' | 'POST',
    path: readonly string[],
    document?: string,
  ): Promise<Answer> => {
    const body = document === undefined ? undefined : Buffer.from(document);
    return sender.send(route, {
      method,
      path: [destination.prefix, VERSION, 'distribution', ...path.map(encodeUri)].join('/'),
      query: '',
      headers: body === undefined ? {} : { 'content-type': 'application/xml' },
      body,
      hash: hash('sha256', body ?? '', 'hex'),
    });
  };
  return {
    getDistribution: async ({ Id }) => readDistribution(await send('GET', [Id])),
    createInvalidation: async ({ DistributionId, InvalidationBatch }) =>
      readInvalidation(
        await send('POST', [DistributionId, 'invalidation'], batchDocument(InvalidationBatch)),
      ),
    getInvalidation: async ({ DistributionId, Id }) =>
      readInvalidation(await send('GET', [DistributionId, 'invalidation', Id])),
  };
}

type Batch = Parameters<DistributionsApi['createInvalidation']>[0]['InvalidationBatch'];

const batchDocument = ({ Paths: { Quantity, Items }, CallerReference }: Batch): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  `<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/${VERSION}/">` +
  `<Paths>${element('Quantity', String(Quantity))}` +
  `<Items>${Items.map((path) => element('Path', path)).join('')}</Items></Paths>` +
  `${element('CallerReference', CallerReference)}</InvalidationBatch>`;

function readDistribution({ body }: Answer): Awaited<ReturnType<DistributionsApi['getDistribution']>> {
  const at = placesOf(body.toString(), 'Distribution');
  return {
    Distribution: {
      Status: at('Status'),
      DomainName: at('DomainName'),
      // Origins, trusted signers and logging have words of the same names, in it and around it.
      DistributionConfig: { Enabled: at('DistributionConfig', 'Enabled') === 'true' },
    },
  };
}

function readInvalidation({ body }: Answer): Awaited<ReturnType<DistributionsApi['getInvalidation']>> {
  const at = placesOf(body.toString(), 'Invalidation');
  return { Invalidation: { Id: at('Id'), Status: at('Status') } };
}

const placesOf =
  (xml: string, root: string) =>
  (...names: readonly string[]): string | undefined =>
    textAt(xml, [root, ...names]);
