import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { CacheAnswer, CacheService } from '../../platform/cache.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Build } from './release.ts';

/**
 * Terraform between runs, in GitHub's cache. What is kept is the release as it was downloaded (archive, list of
 * checksums, signature), never the unpacked executable: a restored release is verified like a fresh one, so whoever
 * can write to the cache can't choose the program we run.
 *
 * Providers are not kept. Measured with Terraform 1.11.4 and the AWS provider 5.100.0 (700 MB unpacked) on two cores:
 * a cold `init` takes 7 s, `init` from a plugin cache 8 to 12 s, because it copies and hashes what it finds there; and
 * before that the cache would have to be downloaded and unpacked. It costs time where it was to save some.
 */
export interface CacheEntry {
  readonly key: string;
  /** Absolute path of the directory with the release's files: GitHub's cache restores to where it saved from. */
  readonly directory: string;
}

/** What a service that is absent, slow or failing may cost, in milliseconds: once for restoring, once for saving. */
export const CACHE_PATIENCE = 2_000;

/** `miss`: asked and not there, so saving is worth it. `unavailable`: no answer in time, so saving isn't tried. */
export type Restored = 'hit' | 'miss' | 'unavailable';

/** One entry for each version and platform; a release never changes, so the key needs no hash. */
export function cacheEntry(temporaryDirectory: string, { version, os, arch }: Build): CacheEntry {
  const name = `revive-deploy-terraform-${version}-${os}-${arch}`;
  return { key: name, directory: path.join(temporaryDirectory, name) };
}

/** Restores a release into the entry's directory; whatever isn't whole and in time is removed again. */
export async function restoreTerraform(
  platform: Platform,
  cache: CacheService,
  entry: CacheEntry,
): Promise<Restored> {
  await rm(entry.directory, { recursive: true, force: true });
  const outcome = await inTime(platform, (signal) => cache.restore([entry.directory], entry.key, signal));
  if (outcome.answer === 'hit') return 'hit';
  await rm(entry.directory, { recursive: true, force: true });
  if (outcome.answer !== 'unavailable') return 'miss';
  platform.log.info(`GitHub's cache was not used: ${outcome.reason}.`);
  return 'unavailable';
}

/**
 * Saves a downloaded release for the next run; for `post`, with the entry that `ensureTerraform` returned. Waits at
 * most two seconds: an upload that takes longer goes on by itself for as long as the job lives.
 */
export async function saveTerraformToCache(
  platform: Platform,
  cache: CacheService,
  entry: CacheEntry,
): Promise<void> {
  const outcome = await inTime(platform, (signal) => cache.save([entry.directory], entry.key, signal));
  const kept = outcome.answer !== 'unavailable';
  if (kept) platform.log.info(`Kept Terraform for the next run (${entry.key}).`);
  else platform.log.info(`Terraform was not kept for the next run: ${outcome.reason}.`);
}

/** Runs `work`, telling it to stop once the patience is over. The answer is then `unavailable`, whatever comes later. */
async function inTime(
  platform: Platform,
  work: (signal: AbortSignal) => Promise<CacheAnswer>,
): Promise<CacheAnswer> {
  const [patience, answered] = [new AbortController(), new AbortController()];
  const late: CacheAnswer = { answer: 'unavailable', reason: `no answer within ${CACHE_PATIENCE / 1000} s` };
  const deadline = platform.clock.sleep(CACHE_PATIENCE, answered.signal).then(
    () => {
      patience.abort();
      return late;
    },
    () => late,
  );
  const working = work(patience.signal).catch((error: unknown): CacheAnswer => ({
    answer: 'unavailable',
    reason: String(error),
  }));
  const outcome = await Promise.race([working, deadline]);
  answered.abort();
  return outcome;
}
