import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { Signer } from './openpgp-signer.ts';

/** A stand-in for releases.hashicorp.com: index, archives, lists of checksums and their signatures, made on the spot. */
export interface ReleaseServer {
  /** Takes the place of `https://releases.hashicorp.com`. */
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  /** Answers the next requests for paths that match with a fault instead, `times` times (default: always). */
  fail(path: RegExp, fault: Fault, times?: number): void;
  close(): Promise<void>;
}

export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  /** The connection is cut after half of the body. */
  | { readonly kind: 'drop' }
  /** Another content under the same name. */
  | { readonly kind: 'content'; readonly content: Buffer };

export interface ReleaseServerOptions {
  readonly signer: Signer;
  /** Every version has a build for this machine and one for plan9. */
  readonly versions: readonly string[];
  /** The program inside the archives; default: a shell script that answers `version -json`. */
  readonly executable?: (version: string) => Buffer;
  /** Suffixes of the signature's name beside each list of checksums; default: key id and plain, as HashiCorp does. */
  readonly signatures?: readonly string[];
}

const machine = {
  os: { win32: 'windows' }[process.platform as string] ?? process.platform,
  arch: { x64: 'amd64', ia32: '386' }[process.arch as string] ?? process.arch,
};

/** A `terraform` that can only tell its version. */
export const scriptedTerraform = (version: string): Buffer =>
  Buffer.from(
    `#!/bin/sh\necho '{"terraform_version": "${version}", "platform": "local", "provider_selections": {}}'\n`,
  );

/** Starts on a free port of 127.0.0.1. */
export async function startReleaseServer(options: ReleaseServerOptions): Promise<ReleaseServer> {
  const files = await makeFiles(options);
  const requests: string[] = [];
  const faults: { readonly path: RegExp; readonly fault: Fault; left: number }[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/';
    requests.push(path);
    const active = faults.find((each) => each.left > 0 && each.path.test(path));
    if (active !== undefined) active.left -= 1;
    answer(response, files.get(path), active?.fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail: (path, fault, times = Infinity) => faults.unshift({ path, fault, left: times }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, file: Buffer | undefined, fault: Fault | undefined): void {
  const content = fault?.kind === 'content' ? fault.content : file;
  if (fault?.kind === 'status' || content === undefined) {
    response.writeHead(fault?.kind === 'status' ? fault.status : 404).end();
    return;
  }
  response.writeHead(200, { 'content-length': content.length });
  if (fault?.kind === 'drop')
    response.write(content.subarray(0, content.length / 2), () => response.destroy());
  else response.end(content);
}

async function makeFiles(options: ReleaseServerOptions): Promise<ReadonlyMap<string, Buffer>> {
  const { signer, versions, executable = scriptedTerraform } = options;
  const suffixes = options.signatures ?? ['.72D7468F.sig', '.sig'];
  const files = new Map<string, Buffer>();
  const index: Record<string, unknown> = {};
  for (const version of versions) {
    const builds = [machine, { os: 'plan9', arch: 'amd64' }].map(({ os, arch }) => {
      const filename = `terraform_${version}_${os}_${arch}.zip`;
      return { name: 'terraform', version, os, arch, filename, url: `/terraform/${version}/${filename}` };
    });
    const archive = await zip({
      'LICENSE.txt': Buffer.from('not HashiCorp\n'),
      terraform: executable(version),
    });
    const sums = Buffer.from(builds.map(({ filename }) => `${sha256(archive)}  ${filename}\n`).join(''));
    const list = `/terraform/${version}/terraform_${version}_SHA256SUMS`;
    for (const { url } of builds) files.set(url, archive);
    files.set(list, sums);
    for (const suffix of suffixes) files.set(list + suffix, signer.sign(sums));
    index[version] = { name: 'terraform', version, shasums: `terraform_${version}_SHA256SUMS`, builds };
  }
  return files.set(
    '/terraform/index.json',
    Buffer.from(JSON.stringify({ name: 'terraform', versions: index })),
  );
}

function zip(entries: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(entries)) archive.addBuffer(content, name, { mode: 0o100755 });
  archive.end();
  return buffer(archive.outputStream);
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
