import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A certificate of our own authority, and that authority. */
export interface Certificates {
  readonly key: string;
  readonly certificate: string;
  /** SHA-256 of the certificate's public key (SubjectPublicKeyInfo), base64: by it Chromium can be told to take it. */
  readonly keyHash: string;
  /** File of our authority alone, PEM. */
  readonly authorityFile: string;
  /** File of our authority and those that NODE_EXTRA_CA_CERTS already named, PEM. */
  readonly bundleFile: string;
}

/**
 * Makes an authority and one certificate for `names` (wildcards allowed) in `directory`, with the openssl command.
 * Throws where there is none.
 */
export async function makeCertificates(directory: string, names: readonly string[]): Promise<Certificates> {
  const file = (name: string): string => path.join(directory, name);
  const elliptic = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const authority = [
    ...['req', '-x509', ...elliptic, '-subj', '/CN=revive-deploy local edge'],
    ...['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'],
    ...['-keyout', file('authority.key'), '-out', file('authority.pem')],
  ];
  const leaf = [
    ...['req', '-x509', ...elliptic, '-subj', '/CN=local edge'],
    ...['-CA', file('authority.pem'), '-CAkey', file('authority.key')],
    ...['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth'],
    ...['-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`],
    ...['-keyout', file('edge.key'), '-out', file('edge.pem')],
  ];
  try {
    await run('openssl', authority);
    await run('openssl', leaf);
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
    throw new Error(
      code === 'ENOENT'
        ? 'The local edge answers over https and makes its certificate with openssl, which is missing here (Debian: apt-get install openssl).'
        : `The local edge couldn't make its certificate: openssl (3.0 or newer is needed) said: ${stderr?.trim()}`,
      { cause: error },
    );
  }
  const already = process.env.NODE_EXTRA_CA_CERTS;
  const known = already === undefined ? '' : await readFile(already, 'utf8').catch(() => '');
  await writeFile(file('bundle.pem'), `${await readFile(file('authority.pem'), 'utf8')}\n${known}`);
  const certificate = await readFile(file('edge.pem'), 'utf8');
  const publicKey = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return {
    key: await readFile(file('edge.key'), 'utf8'),
    certificate,
    keyHash: createHash('sha256').update(publicKey).digest('base64'),
    authorityFile: file('authority.pem'),
    bundleFile: file('bundle.pem'),
  };
}
