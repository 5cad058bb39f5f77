import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { IncomingHttpHeaders } from 'node:http';
import { S3Error } from './s3-error.ts';

/** What was sent as the body of a request, once it was found to be what its sender meant. */
export interface ReceivedBody {
  readonly content: Buffer;
  /** Of headers and trailers: `x-amz-checksum-sha256` and the like. */
  readonly checksums: Readonly<Record<string, string>>;
}

/**
 * Takes a body out of the frame it may have been sent in, and checks it against every digest that came with it: the one
 * that was signed, Content-MD5, SHA-256 and CRC-32. (CRC-32C, SHA-1 and CRC-64 are stored as they come.)
 */
export function receiveBody(headers: IncomingHttpHeaders, sent: Buffer): ReceivedBody {
  const signed = text(headers['x-amz-content-sha256']);
  const { content, trailers } = signed.startsWith('STREAMING-')
    ? unchunk(sent)
    : { content: sent, trailers: {} };
  if (/^[0-9a-f]{64}$/.test(signed) && signed !== hash('sha256', content, 'hex')) {
    throw new S3Error(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  const given = Object.entries({ ...headers, ...trailers }).filter(([name]) =>
    /^x-amz-checksum-(?:sha1|sha256|crc32|crc32c|crc64nvme)$/.test(name),
  );
  const checksums = Object.fromEntries(given.map(([name, value]) => [name, text(value)]));
  checkDigest('Content-MD5', text(headers['content-md5']), () => hash('md5', content, 'base64'));
  checkDigest('SHA256', checksums['x-amz-checksum-sha256'], () => hash('sha256', content, 'base64'));
  checkDigest('CRC32', checksums['x-amz-checksum-crc32'], () => base64Number(crc32(content)));
  return { content, checksums };
}

function checkDigest(name: string, given: string | undefined, compute: () => string): void {
  if (given === undefined || given === '' || given === compute()) return;
  throw new S3Error(
    400,
    'BadDigest',
    name === 'Content-MD5'
      ? 'The Content-MD5 you specified did not match what we received.'
      : `The ${name} you specified did not match the calculated checksum.`,
  );
}

function base64Number(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes.toString('base64');
}

const text = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '');

/**
 * `aws-chunked`: each chunk's length in hexadecimal, perhaps its signature, the chunk; after the last, empty one the
 * trailers (S3 user guide, "Signature calculations: transferring payload in multiple chunks").
 */
function unchunk(sent: Buffer): { readonly content: Buffer; readonly trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = sent.indexOf('\r\n', at);
    const length = Number.parseInt(sent.toString('latin1', at, end), 16);
    if (end < 0 || Number.isNaN(length)) throw new S3Error(400, 'IncompleteBody');
    at = end + 2;
    if (length === 0) break;
    chunks.push(sent.subarray(at, at + length));
    at += length + 2;
  }
  const lines = sent.toString('latin1', at).split('\r\n');
  const trailers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
  });
  return { content: Buffer.concat(chunks), trailers: Object.fromEntries(trailers) as Record<string, string> };
}
