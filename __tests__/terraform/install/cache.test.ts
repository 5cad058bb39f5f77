import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startCacheServer } from '../../../local/cache/cache-server.ts';
import type { CacheServer } from '../../../local/cache/cache-server.ts';
import { createSigner } from '../../../local/releases/openpgp-signer.ts';
import { startReleaseServer } from '../../../local/releases/release-server.ts';
import type { ReleaseServer } from '../../../local/releases/release-server.ts';
import { connectCache } from '../../../src/platform/cache.ts';
import type { CacheService } from '../../../src/platform/cache.ts';
import { CACHE_PATIENCE, saveTerraformToCache } from '../../../src/terraform/install/cache.ts';
import type { TerraformBinary } from '../../../src/terraform/install/install.ts';
import { ensureTerraformSignedBy } from '../../../src/terraform/install/install.ts';
import { readSigningKey } from '../../../src/terraform/install/openpgp-signature.ts';
import { testPlatform } from './test-platform.ts';
import type { TestPlatform } from './test-platform.ts';

const signer = createSigner();
const key = readSigningKey(signer.publicKey, signer.fingerprint);
const entryFile = fileURLToPath(new URL('cache-process.ts', import.meta.url));

let root: string;
let releases: ReleaseServer;
let service: CacheServer;
let platform: TestPlatform;

before(async () => {
  releases = await startReleaseServer({ signer, versions: ['1.11.4'] });
});
after(() => releases.close());
beforeEach(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'cache-'));
  mkdirSync(path.join(root, 'workspace'));
  mkdirSync(path.join(root, 'temp'));
  service = await startCacheServer();
  platform = withClock('patient');
});
afterEach(async () => {
  await service.close();
  await processesEnd(15_000);
  rmSync(root, { recursive: true, force: true });
});

/** `patient`: the deadline never comes; `due`: it comes once the service was asked; `real`: it is the real one. */
function withClock(kind: 'patient' | 'due' | 'real'): TestPlatform {
  const base = testPlatform({ PATH: process.env['PATH'] });
  const sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    base.sleeps.push(milliseconds);
    if (kind === 'real') await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
    while (kind === 'due' && service.calls.length === 0) await delay(5, undefined, signal && { signal });
    if (kind === 'patient') {
      await new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
      );
    }
  };
  return { ...base, clock: { ...base.clock, sleep } };
}

const connect = (environment: Readonly<Record<string, string>> = service.environment): CacheService =>
  connectCache(entryFile, {
    PATH: process.env['PATH'],
    RUNNER_TEMP: path.join(root, 'temp'),
    GITHUB_WORKSPACE: path.join(root, 'workspace'),
    ...environment,
  });

/** A run on a fresh machine: its tool cache is empty, its temporary directory is where it always is. */
let machines = 0;
const run = (cacheService: CacheService = connect()): Promise<TerraformBinary> =>
  ensureTerraformSignedBy(
    key,
    { ...platform, environment: {}, commands: { ...platform.commands, find: async () => undefined } },
    {
      directory: root,
      repositoryRoot: root,
      requiredVersions: [],
      version: '1.11.4',
      cache: true,
      cacheService,
      toolCacheDirectory: path.join(root, `tools-${(machines += 1)}`),
      temporaryDirectory: path.join(root, 'temp'),
      releasesUrl: releases.url,
    },
  );

async function fill(): Promise<void> {
  const { toKeep } = await run();
  assert.ok(toKeep);
  await saveTerraformToCache(platform, connect(), toKeep);
  assert.deepEqual(service.keys(), [toKeep.key]);
}

const said = (pattern: RegExp): boolean => platform.lines.some((line) => pattern.test(line));

describe("GitHub's cache, through the real library", () => {
  it('keeps what was downloaded, and the next run takes it from there without asking for a release', async () => {
    await fill();
    const asked = releases.requests.length;
    const binary = await run();
    assert.deepEqual([binary.source, binary.version, binary.toKeep], ['cache', '1.11.4', undefined]);
    assert.ok(existsSync(binary.executable));
    assert.equal(releases.requests.length, asked);
    assert.deepEqual(
      readdirSync(path.join(root, 'temp')).filter((name) => name.includes('terraform')),
      [],
    );
  });

  it('that was poisoned or damaged costs a download and a warning, never trust', async () => {
    await fill();
    service.poison((archive) => archive.subarray(0, archive.length / 2));
    assert.equal((await run()).source, 'download');
    const forged = createSigner();
    const impostor = await startReleaseServer({ signer: forged, versions: ['1.11.4'] });
    try {
      const other = await startCacheServer();
      // A whole and consistent release in the cache, but signed by whoever could write there.
      const { toKeep } = await ensureTerraformSignedBy(
        readSigningKey(forged.publicKey, forged.fingerprint),
        { ...platform, commands: { ...platform.commands, find: async () => undefined } },
        {
          ...{ directory: root, repositoryRoot: root, requiredVersions: [], version: '1.11.4', cache: true },
          ...{ temporaryDirectory: path.join(root, 'temp'), toolCacheDirectory: path.join(root, 'forged') },
          ...{ releasesUrl: impostor.url, cacheService: connect(other.environment) },
        },
      );
      assert.ok(toKeep);
      await saveTerraformToCache(platform, connect(other.environment), toKeep);
      assert.equal((await run(connect(other.environment))).source, 'download');
      assert.ok(
        said(/The Terraform in GitHub's cache .* is not used, delete that entry: TERRAFORM_NOT_AUTHENTIC/),
      );
      await other.close();
    } finally {
      await impostor.close();
    }
  });

  it('that is absent costs nothing: no process, no wait', async () => {
    const binary = await run(connect({}));
    assert.deepEqual([binary.source, binary.toKeep], ['download', undefined]);
    assert.deepEqual(service.calls, []);
    assert.ok(said(/GitHub's cache was not used: this runner has no cache service/));
  });

  for (const behaviour of ['failing', 'hanging'] as const) {
    it(`that is ${behaviour} is given up at the deadline, its process with it, and nothing is saved to it`, async () => {
      service.behave(behaviour);
      platform = withClock('due');
      const binary = await run();
      assert.deepEqual([binary.source, binary.toKeep], ['download', undefined]);
      assert.equal(platform.sleeps[0], CACHE_PATIENCE);
      // The library would go on for half a minute: only a process that was stopped is gone at once.
      await processesEnd(2_000);
      assert.ok(said(/GitHub's cache was not used: no answer within 2 s/));
    });
  }

  it('that fails costs at most its two seconds on a real clock', async () => {
    service.behave('failing');
    platform = withClock('real');
    const [began, alone] = [performance.now(), await timeOf(() => run(connect({})))];
    const withCache = await timeOf(() => run());
    assert.ok(
      withCache < alone + CACHE_PATIENCE + 500,
      `${withCache} ms against ${alone} ms without, ${began}`,
    );
  });

  it('is not waited for longer than two seconds when a save hangs, and the run ends well', async () => {
    const { toKeep } = await run();
    assert.ok(toKeep);
    service.calls.length = 0;
    service.behave('hanging');
    platform = withClock('due');
    await saveTerraformToCache(platform, connect(), toKeep);
    assert.equal(platform.sleeps[0], CACHE_PATIENCE);
    assert.ok(said(/Terraform was not kept for the next run/));
  });
});

/** Waits until no process of this test's cache is left; their arguments hold its directory. */
async function processesEnd(patience: number): Promise<void> {
  const running = (): string[] =>
    execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(entryFile) && line.includes(root));
  for (const began = performance.now(); running().length > 0; await delay(50)) {
    assert.ok(performance.now() - began < patience, running().join('\n'));
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
