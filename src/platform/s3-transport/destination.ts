import type { S3 } from '@aws-sdk/client-s3';
import type { SigningScope } from './signature.ts';

/** Where the requests of a bucket go. */
export interface Destination {
  readonly protocol: 'http:' | 'https:';
  readonly hostname: string;
  /** As it stands in the Host header: with the port where that isn't the protocol's own. */
  readonly host: string;
  readonly port: number;
  /** What comes before `/key`: empty, or `/bucket` where the bucket is no part of the host name. */
  readonly prefix: string;
  readonly scope: SigningScope;
}

/** An endpoint as the SDK's rules resolve it. */
interface Endpoint {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly properties?: {
    readonly authSchemes?: readonly {
      readonly name: string;
      readonly signingName?: string;
      readonly signingRegion?: string;
    }[];
  };
}

/**
 * Asks the SDK where it would send the requests of a bucket, without sending one: so every partition, endpoint variable,
 * profile, FIPS and dual-stack setting is followed as by any other call, and a bucket with dots gets its path style.
 *
 * @returns undefined where the requests need more than a plain signature (S3 Express, multi-region access points): the
 *   SDK has to make those itself
 */
export async function findDestination(client: S3, bucket: string): Promise<Destination | undefined> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  const command = new HeadBucketCommand({ Bucket: bucket });
  let endpoint: Endpoint | undefined;
  command.middlewareStack.add(
    (_next, context) => () => {
      endpoint = context['endpointV2'] as Endpoint | undefined;
      return Promise.resolve({ output: { $metadata: {} }, response: {} });
    },
    { step: 'build', name: 'findDestination', priority: 'high' },
  );
  await client.send(command);
  return endpoint === undefined ? undefined : destinationOf(endpoint);
}

/** What an endpoint means for a request, where a plain signature is all it takes. */
export function destinationOf({ url, headers, properties }: Endpoint): Destination | undefined {
  const scheme = properties?.authSchemes?.[0];
  const { protocol } = url;
  if (scheme?.name !== 'sigv4' || scheme.signingRegion === undefined) return undefined;
  if (Object.keys(headers ?? {}).length > 0 || (protocol !== 'http:' && protocol !== 'https:'))
    return undefined;
  return {
    protocol,
    // Node wants an IPv6 address without the brackets that it has in an address.
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    host: url.host,
    port: url.port === '' ? (protocol === 'https:' ? 443 : 80) : Number(url.port),
    prefix: url.pathname.replace(/\/$/, ''),
    scope: { region: scheme.signingRegion, service: scheme.signingName ?? 's3' },
  };
}
