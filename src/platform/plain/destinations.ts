import { isIP } from 'node:net';
import type { Environment } from '../platform.ts';
import { destinationOf, type Destination } from '../s3-transport/destination.ts';
import { configuredEndpoint } from './settings.ts';

/** Regions of the partition `aws`, as the SDK's rules tell them from those of other partitions. */
const REGION = /^(?:us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d$/;

/**
 * Names that can be part of a host's, and nothing else: dots need another certificate, `--x-s3` and its like are of
 * directories, access points and Outposts.
 */
const BUCKET = /^[a-z0-9](?:-?[a-z0-9])+$/;
const ALIAS = /-(?:s3alias|s3)$/;

/**
 * Where the requests of a bucket go, in the plain cases: those in which the SDK's rules come to the same by a few lines.
 * The environment must have plain settings.
 *
 * @returns undefined in all others
 */
export function bucketDestination(
  environment: Environment,
  { region, bucket }: { readonly region: string; readonly bucket: string },
): Destination | undefined {
  if (!REGION.test(region)) return undefined;
  if (!BUCKET.test(bucket) || bucket.length < 3 || bucket.length > 63 || ALIAS.test(bucket)) return undefined;
  const configured = configuredEndpoint(environment, 'S3');
  const endpoint = endpointAt(configured ?? `https://s3.${region}.amazonaws.com`);
  if (endpoint === undefined) return undefined;
  // An address has no room for a name before it.
  if (isIP(endpoint.hostname) !== 0) endpoint.pathname = `/${bucket}`;
  else endpoint.hostname = `${bucket}.${endpoint.hostname}`;
  return signedFor(endpoint, { region, service: 's3' });
}

/** Where CloudFront's requests go, in the plain cases: one service for all regions of the partition. */
export function cloudFrontDestination(environment: Environment): Destination | undefined {
  const endpoint = endpointAt(
    configuredEndpoint(environment, 'CLOUDFRONT') ?? 'https://cloudfront.amazonaws.com',
  );
  return endpoint && signedFor(endpoint, { region: 'us-east-1', service: 'cloudfront' });
}

const HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

/** An endpoint of a host, a port and no more. */
function endpointAt(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { protocol, hostname, href, host } = url;
  const isBare = href === `${protocol}//${host}/` && (protocol === 'http:' || protocol === 'https:');
  return isBare && HOST.test(hostname) ? url : undefined;
}

const signedFor = (
  url: URL,
  { region, service }: { readonly region: string; readonly service: string },
): Destination | undefined =>
  destinationOf({
    url,
    properties: { authSchemes: [{ name: 'sigv4', signingRegion: region, signingName: service }] },
  });
