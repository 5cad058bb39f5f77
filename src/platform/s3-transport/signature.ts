import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { AwsCredentialIdentity } from '@smithy/types';

/** A request of S3 before it is signed. */
export interface Unsigned {
  readonly method: string;
  /** Encoded once, as it is sent: S3 is the one service whose signature encodes nothing again. */
  readonly path: string;
  /** Encoded and sorted, as it is sent; empty: none. */
  readonly query: string;
  /** Lower-case name -> value. `host` and `x-amz-content-sha256` must be among them. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface SigningScope {
  readonly region: string;
  /** `s3`, unless the endpoint rules say otherwise. */
  readonly service: string;
}

/**
 * Headers that proxies and HTTP stacks may change on the way, so no signature covers them. The SDK leaves out the same;
 * the rest of its list never occurs here.
 */
const UNSIGNED_HEADERS: ReadonlySet<string> = new Set([
  'cache-control',
  'connection',
  'expect',
  'user-agent',
]);

/**
 * Signs requests with Signature Version 4. The SDK's own signer does the same at several times the price, and S3 is told
 * thousands of times who we are: a differential test holds the two together.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export class Signer {
  readonly #scope: SigningScope;
  #key: { readonly of: string; readonly key: KeyObject } | undefined;
  #date: { readonly second: number; readonly text: string } = { second: Number.NaN, text: '' };

  constructor(scope: SigningScope) {
    this.#scope = scope;
  }

  /**
   * The headers of a request with those that sign it.
   *
   * @param now milliseconds since the epoch, on AWS's clock
   */
  sign(
    { method, path, query, headers }: Unsigned,
    credentials: AwsCredentialIdentity,
    now: number,
  ): Readonly<Record<string, string>> {
    const date = this.#dateOf(now);
    const day = date.slice(0, 8);
    const signed: Record<string, string> = { ...headers, 'x-amz-date': date };
    if (credentials.sessionToken !== undefined) signed['x-amz-security-token'] = credentials.sessionToken;
    const names = Object.keys(signed)
      .filter((name) => !UNSIGNED_HEADERS.has(name))
      .sort();
    let canonical = `${method}\n${path}\n${query}\n`;
    for (const name of names) canonical += `${name}:${canonicalValue(signed[name] ?? '')}\n`;
    const list = names.join(';');
    canonical += `\n${list}\n${signed['x-amz-content-sha256'] ?? ''}`;
    const scope = `${day}/${this.#scope.region}/${this.#scope.service}/aws4_request`;
    const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash('sha256', canonical, 'hex')}`;
    const signature = hmac(this.#keyOf(credentials, day), toSign).toString('hex');
    signed['authorization'] =
      `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${list}, Signature=${signature}`;
    return signed;
  }

  /** `20260101T120000Z`: the same text for every request of a second. */
  #dateOf(now: number): string {
    const second = Math.floor(now / 1000);
    if (second !== this.#date.second)
      this.#date = { second, text: new Date(second * 1000).toISOString().replace(/[-:]|\.\d+/g, '') };
    return this.#date.text;
  }

  /** Holds for a day and a secret. As a key object, because Node makes one of a plain buffer for every single HMAC. */
  #keyOf({ secretAccessKey }: AwsCredentialIdentity, day: string): KeyObject {
    const of = `${day} ${secretAccessKey}`;
    if (this.#key?.of !== of) {
      const { region, service } = this.#scope;
      const key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), service), 'aws4_request');
      this.#key = { of, key: createSecretKey(key) };
    }
    return this.#key.key;
  }
}

const hmac = (key: KeyObject | Buffer | string, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

const FOLDABLE = /[\r\n\t]| {2}|^ | $/;

/** White space folded to single blanks, none at the ends. */
const canonicalValue = (value: string): string =>
  FOLDABLE.test(value)
    ? value
        .replace(/[\r\n]/g, ' ')
        .replace(/[ \t]+/g, ' ')
        .replace(/^ | $/g, '')
    : value;

/** Percent-encodes what SigV4 wants encoded: everything but letters, digits and `-_.~`. */
export const encodeUri = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** A key as the path of a request, its slashes kept. */
export const encodeKey = (key: string): string => encodeUri(key).replaceAll('%2F', '/');

/** Parameters as a query string: encoded, and sorted as the signature wants them. */
export const encodeQuery = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => [encodeUri(name), encodeUri(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
