import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { createSigner } from '../../../local/releases/openpgp-signer.ts';
import { scriptedTerraform, startReleaseServer } from '../../../local/releases/release-server.ts';
import type { ReleaseServer } from '../../../local/releases/release-server.ts';
import { Failure } from '../../../src/errors.ts';
import type { FailureCode } from '../../../src/errors.ts';
import type { TerraformBinary, TerraformRequest } from '../../../src/terraform/install/install.ts';
import { ensureTerraform, ensureTerraformSignedBy } from '../../../src/terraform/install/install.ts';
import { readSigningKey } from '../../../src/terraform/install/openpgp-signature.ts';
import { testPlatform } from './test-platform.ts';
import type { TestPlatform } from './test-platform.ts';

const signer = createSigner();
const key = readSigningKey(signer.publicKey, signer.fingerprint);
const VERSIONS = ['1.5.7', '1.9.0', '1.10.5', '1.11.3', '1.11.4', '1.12.0-rc1'];

let root: string;
let server: ReleaseServer;
let platform: TestPlatform;
let request: TerraformRequest;
const directories: string[] = [];
after(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

beforeEach(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'install-'));
  directories.push(root);
  mkdirSync(path.join(root, 'repository', 'terraform'), { recursive: true });
  server = await startReleaseServer({ signer, versions: VERSIONS });
  platform = testPlatform({ PATH: '/usr/bin:/bin' });
  request = {
    directory: path.join(root, 'repository', 'terraform'),
    repositoryRoot: path.join(root, 'repository'),
    requiredVersions: [],
    cache: false,
    toolCacheDirectory: path.join(root, 'tools'),
    temporaryDirectory: path.join(root, 'temp'),
    releasesUrl: server.url,
  };
});
afterEach(() => server.close());

const ensure = (change: Partial<TerraformRequest> = {}): Promise<TerraformBinary> =>
  ensureTerraformSignedBy(key, platform, { ...request, ...change });

async function fails(code: FailureCode, change: Partial<TerraformRequest> = {}): Promise<Failure> {
  const error: unknown = await ensure(change).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Failure, String(error));
  assert.equal(error.code, code, error.message);
  assert.ok(error.reason && error.safe && error.next);
  return error;
}

/** Every file below a directory, relative to it. */
const files = (directory: string): string[] =>
  existsSync(directory)
    ? readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
        .sort()
    : [];

const isClean = (): void => {
  assert.deepEqual(files(path.join(root, 'tools')), []);
  assert.deepEqual(files(path.join(root, 'temp')), []);
};

function write(file: string, content: string | Buffer, mode = 0o644): string {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
  chmodSync(target, mode);
  return target;
}

const answers = (executable: string): string =>
  (
    JSON.parse(spawnSync(executable, ['version', '-json'], { encoding: 'utf8' }).stdout) as {
      terraform_version: string;
    }
  ).terraform_version;

describe('a Terraform that is downloaded', () => {
  it('is the newest stable one that satisfies, runs, and stands in the tool cache as its own tools expect it', async () => {
    const binary = await ensure({ requiredVersions: ['~> 1.10'] });
    assert.deepEqual([binary.version, binary.source], ['1.11.4', 'download']);
    assert.equal(answers(binary.executable), '1.11.4');
    assert.equal(statSync(binary.executable).mode & 0o777, 0o755);
    const version = path.join('terraform', '1.11.4');
    assert.deepEqual(files(path.join(root, 'tools')), [
      path.join(version, `${os.arch()}.complete`),
      path.join(version, os.arch(), 'terraform'),
    ]);
    assert.deepEqual(files(path.join(root, 'temp')), []);
  });

  it('is found in the tool cache by the next run, which asks nobody', async () => {
    await ensure({ version: '1.10.5' });
    const asked = server.requests.length;
    const again = await ensure({ requiredVersions: ['>= 1.5, < 1.11'] });
    assert.deepEqual([again.version, again.source, server.requests.length], ['1.10.5', 'tool-cache', asked]);
  });

  it('is fetched without the index where the version is exact, and a prerelease only where it is named', async () => {
    const { version } = await ensure({ version: '1.12.0-rc1', requiredVersions: ['>= 1.11'] });
    assert.equal(version, '1.12.0-rc1');
    assert.ok(!server.requests.includes('/terraform/index.json'));
    assert.equal((await ensure({ requiredVersions: ['>= 1.11'] })).version, '1.11.4');
  });

  it('is one, whole, when eight runs install it at once', async () => {
    const binaries = await Promise.all(Array.from({ length: 8 }, () => ensure({ version: '1.11.4' })));
    assert.deepEqual([...new Set(binaries.map(({ executable }) => executable))].length, 1);
    assert.equal(answers(binaries[0]?.executable ?? ''), '1.11.4');
    assert.equal(files(path.join(root, 'tools')).length, 2);
  });

  it('replaces what a killed tool left half-made in its place', async () => {
    write(path.join('tools', 'terraform', '1.11.4', os.arch(), 'terraform'), 'half', 0o755);
    const { executable, source } = await ensure({ version: '1.11.4' });
    assert.deepEqual([source, answers(executable)], ['download', '1.11.4']);
    assert.equal(files(path.join(root, 'tools')).length, 2);
  });

  it(
    'goes under the temporary directory where the tool cache may not be written',
    {
      skip: process.getuid?.() === 0 && 'root may write anywhere',
    },
    async () => {
      mkdirSync(path.join(root, 'tools'), { mode: 0o555 });
      const { executable } = await ensure();
      assert.ok(executable.startsWith(path.join(root, 'temp')));
    },
  );

  it('that finds no place to be written is a failure by name, with nothing left', async () => {
    write('tools', 'a file where the directory should be');
    assert.match((await fails('TERRAFORM_DOWNLOAD_FAILED')).reason, /is genuine, but could not be written/);
    assert.deepEqual(files(path.join(root, 'temp')), []);
  });
});

describe('what version it must be', () => {
  it('is the input, else the nearest .terraform-version up to the repository, and required_version beside it', async () => {
    write('.terraform-version', '1.5.7\n');
    assert.equal((await ensure()).version, '1.11.4', 'a file outside the repository is none of ours');
    write('repository/.terraform-version', '# pinned\n1.9.0\n');
    assert.equal((await ensure()).version, '1.9.0');
    write('repository/terraform/.terraform-version', 'v1.10.5\n');
    assert.equal((await ensure()).version, '1.10.5');
    assert.equal((await ensure({ version: '~> 1.11.0', requiredVersions: ['!= 1.11.4'] })).version, '1.11.3');
    assert.equal((await ensure({ version: 'latest', requiredVersions: ['< 1.11'] })).version, '1.10.5');
  });

  it('is refused before anything is asked where an exact version contradicts, naming each source', async () => {
    write('repository/.terraform-version', '1.5.7\n');
    const failure = await fails('TERRAFORM_NOT_FOUND', { requiredVersions: ['>= 1.10', '< 2.0.0'] });
    assert.deepEqual(failure.details, [
      '.terraform-version: 1.5.7',
      'required_version: >= 1.10',
      'required_version: < 2.0.0',
    ]);
    assert.deepEqual(server.requests, []);
  });

  it('is refused with every source named where no release satisfies all', async () => {
    const failure = await fails('TERRAFORM_NOT_FOUND', {
      version: '>= 1.6, < 1.9',
      requiredVersions: ['< 1.9'],
    });
    assert.match(failure.reason, />= 1\.6, < 1\.9 \(input terraform-version\), < 1\.9 \(required_version\)/);
    isClean();
  });

  it('is refused by name where it is no version, in the input and in the file', async () => {
    assert.match(
      (await fails('INVALID_INPUTS', { version: 'newest' })).reason,
      /input terraform-version says "newest"/,
    );
    write('repository/.terraform-version', 'latest:^1.5\n');
    assert.match((await fails('TERRAFORM_NOT_FOUND')).reason, /\.terraform-version says "latest:\^1\.5"/);
  });

  it('is left to Terraform where required_version is malformed', async () => {
    assert.equal((await ensure({ requiredVersions: ['=> 1'] })).version, '1.11.4');
  });
});

describe('a Terraform on the PATH', () => {
  const putOnPath = (version: string, noise = ''): void => {
    const script = `#!/bin/sh\necho "$@" >> ${path.join(root, 'started')}\n${noise}\n`;
    write('bin/terraform', Buffer.concat([Buffer.from(script), scriptedTerraform(version)]), 0o755);
    platform = testPlatform({ PATH: `${path.join(root, 'bin')}:/usr/bin:/bin`, TF_CLI_ARGS: '-broken' });
  };

  it('is used where it satisfies, started once, warnings around its answer or not', async () => {
    putOnPath('1.9.0', 'echo "Warning: unable to open the CLI configuration"\necho Warning >&2');
    const binary = await ensure({ requiredVersions: ['>= 1.9'] });
    assert.deepEqual([binary.source, binary.version], ['path', '1.9.0']);
    assert.equal(binary.executable, path.join(root, 'bin', 'terraform'));
    assert.equal(
      spawnSync('cat', [path.join(root, 'started')], { encoding: 'utf8' }).stdout,
      'version -json\n',
    );
    assert.deepEqual(server.requests, []);
  });

  it('may be a prerelease where only required_version speaks, as Terraform itself allows', async () => {
    putOnPath('1.12.0-beta1');
    assert.equal((await ensure({ requiredVersions: ['~> 1.12'] })).source, 'path');
  });

  it('is left alone where it does not satisfy, does not answer, or cannot start', async () => {
    putOnPath('1.9.0');
    assert.deepEqual((await ensure({ version: '1.10.5' })).source, 'download');
    assert.ok(platform.lines.some((line) => line.includes('Terraform 1.9.0 on the PATH is not 1.10.5')));
    for (const broken of ['#!/bin/sh\nexit 1\n', '#!/no/such/interpreter\n']) {
      write('bin/terraform', broken, 0o755);
      assert.equal((await ensure({ version: '1.10.5' })).source, 'tool-cache');
    }
  });

  it("is setup-terraform's real one rather than its wrapper", async () => {
    putOnPath('1.9.0');
    write('cli/terraform-bin', scriptedTerraform('1.11.3'), 0o755);
    platform = testPlatform({
      PATH: `${path.join(root, 'bin')}:/usr/bin:/bin`,
      TERRAFORM_CLI_PATH: path.join(root, 'cli'),
    });
    const binary = await ensure();
    assert.deepEqual(
      [binary.version, binary.executable],
      ['1.11.3', path.join(root, 'cli', 'terraform-bin')],
    );
  });
});

describe('a download that goes wrong', () => {
  it('is tried three times with growing, jittered pauses while the fault may pass', async () => {
    for (const pattern of [/index\.json$/, /SHA256SUMS$/, /\.72D7468F\.sig$/, /\.zip$/]) {
      server.fail(pattern, { kind: 'status', status: 503 }, 2);
    }
    assert.equal((await ensure()).version, '1.11.4');
    assert.equal(platform.sleeps.length, 8);
    const [first = 0, second = 0] = platform.sleeps;
    assert.ok(first >= 500 && first <= 1000 && second >= 1000 && second <= 2000, String(platform.sleeps));
  });

  it('is given up after three tries, by its own code, with nothing left', async () => {
    server.fail(/\.zip$/, { kind: 'status', status: 503 });
    const failure = await fails('TERRAFORM_DOWNLOAD_FAILED');
    assert.match(failure.reason, /linux_.*\.zip could not be downloaded after 3 tries: it answered 503/);
    assert.equal(server.requests.filter((each) => each.endsWith('.zip')).length, 3);
    isClean();
  });

  it('is taken up again when the connection drops in the middle, and never passes for whole', async () => {
    server.fail(/\.zip$/, { kind: 'drop' }, 1);
    assert.equal(answers((await ensure()).executable), '1.11.4');
    server.fail(/\.zip$/, { kind: 'drop' });
    await fails('TERRAFORM_DOWNLOAD_FAILED', { version: '1.9.0' });
  });

  it('is not repeated where the server says no', async () => {
    server.fail(/index/, { kind: 'status', status: 400 });
    assert.match((await fails('TERRAFORM_DOWNLOAD_FAILED')).reason, /answered 400/);
    assert.equal(server.requests.length, 1);
  });

  it('fails by name for a version that was never released, an absent archive and a host that is not there', async () => {
    assert.match(
      (await fails('TERRAFORM_NOT_FOUND', { version: '1.11.99' })).reason,
      /There is no Terraform 1\.11\.99/,
    );
    server.fail(/\.zip$/, { kind: 'status', status: 404 });
    await fails('TERRAFORM_DOWNLOAD_FAILED', { version: '1.9.0' });
    await fails('TERRAFORM_DOWNLOAD_FAILED', { releasesUrl: 'http://127.0.0.1:1' });
    server.fail(/index/, { kind: 'content', content: Buffer.from('<html>captive portal</html>') });
    assert.match((await fails('TERRAFORM_DOWNLOAD_FAILED')).reason, /not a list of Terraform releases/);
    isClean();
  });
});

describe('a download that is not authentic', () => {
  const other = createSigner();
  const sums = (version: string): string =>
    `${'0'.repeat(64)}  terraform_${version}_${os.platform()}_${{ x64: 'amd64' }[os.arch() as string] ?? os.arch()}.zip\n`;

  it('is refused for a corrupt archive, naming both checksums', async () => {
    server.fail(/\.zip$/, { kind: 'content', content: Buffer.from('PK flipped') });
    assert.match(
      (await fails('TERRAFORM_NOT_AUTHENTIC')).reason,
      /has SHA-256 [0-9a-f]{64}, the signed list says [0-9a-f]{64}/,
    );
    isClean();
  });

  it('is refused for a list that was not signed, before the archive is fetched', async () => {
    server.fail(/SHA256SUMS$/, { kind: 'content', content: Buffer.from(sums('1.11.4')) });
    assert.match((await fails('TERRAFORM_NOT_AUTHENTIC')).reason, /not made over this file/);
    assert.ok(!server.requests.some((each) => each.endsWith('.zip')));
    isClean();
  });

  it('is refused for a list signed by another key, naming both', async () => {
    server.fail(/SHA256SUMS$/, { kind: 'content', content: Buffer.from(sums('1.11.4')) });
    server.fail(/sig$/, { kind: 'content', content: other.sign(Buffer.from(sums('1.11.4'))) });
    const { reason } = await fails('TERRAFORM_NOT_AUTHENTIC');
    assert.match(reason, new RegExp(`made by key [0-9A-F]{40}, not by ${signer.fingerprint}`));
    isClean();
  });

  it('is refused without any signature, and with a page in its place', async () => {
    server.fail(/sig$/, { kind: 'content', content: Buffer.from('<html>not found</html>') });
    assert.match((await fails('TERRAFORM_NOT_AUTHENTIC')).reason, /not a readable OpenPGP signature/);
    server.fail(/sig$/, { kind: 'status', status: 404 });
    assert.match((await fails('TERRAFORM_NOT_AUTHENTIC')).reason, /has no signature/);
    isClean();
  });

  it('is refused when a genuine list of another release is served in its place', async () => {
    const list = Buffer.from(sums('1.5.7'));
    server.fail(/SHA256SUMS$/, { kind: 'content', content: list });
    server.fail(/sig$/, { kind: 'content', content: signer.sign(list) });
    assert.match((await fails('TERRAFORM_NOT_FOUND')).reason, /its signed list has no terraform_1\.11\.4_/);
    isClean();
  });

  it("is refused by the action's own key, however well our key signed it: no setting names another", async () => {
    const error: unknown = await ensureTerraform(platform, request).catch((reason: unknown) => reason);
    assert.ok(error instanceof Failure && error.code === 'TERRAFORM_NOT_AUTHENTIC');
    assert.match(error.reason, /C874011F0AB405110D02105534365D9472D7468F/);
    isClean();
  });

  it('falls back to the plain signature that a mirror keeps', async () => {
    const mirror = await startReleaseServer({ signer, versions: ['1.11.4'], signatures: ['.sig'] });
    try {
      assert.equal((await ensure({ releasesUrl: mirror.url })).version, '1.11.4');
    } finally {
      await mirror.close();
    }
  });
});
