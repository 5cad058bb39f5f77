import { existsSync } from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import { readRun } from './context/run.ts';
import { bundleEntry } from './platform/bundle.ts';
import { connectCache } from './platform/cache.ts';
import { createPlatform } from './platform/create-platform.ts';
import type { Platform } from './platform/platform.ts';
import {
  atWork,
  removeJobDirectory,
  requestInterrupt,
  waitUntilEnded,
} from './platform/supervision/supervised.ts';
import {
  type JobDirectory,
  hasJobFile,
  readJobFile,
  watchJob,
  writeJobFile,
} from './platform/supervision/job.ts';
import { runnerToolkit } from './platform/toolkit.ts';
import { type SavedSession, keptAt, salvage } from './salvage.ts';
import { removeGenerated } from './terraform/generated-files.ts';
import type { CacheEntry } from './terraform/install/cache.ts';

/** GitHub gives `post` about four minutes after a cancel: the last part of them is for saving the state. */
const PATIENCE = { untilInterrupt: 180_000, untilGivenUp: 225_000 } as const;

/**
 * The post phase: whatever became of main, Terraform ends here, the lease is free, and nothing of ours is left in the
 * checkout. After a main that ended by itself there is nothing to do.
 */
export async function post(): Promise<void> {
  const platform = createPlatform();
  try {
    const root = runnerToolkit.getState('terraform-directory') || undefined;
    const directory = runnerToolkit.getState('job-directory');
    // A main that ended by itself left no directory.
    if (directory !== '' && existsSync(directory)) await endSession(platform, { path: directory }, root);
    if (root !== undefined) await removeGenerated(root);
    await saveTerraform(platform);
  } catch (error) {
    // The outcome of the step stands; a clean-up that failed is worth a warning, not a red cross.
    platform.log.warning(`The clean-up after the deploy did not end well: ${(error as Error).message}`);
    process.exitCode = 0;
  }
}

/** Ends what main left running, and then brings in safety what it left lying. */
async function endSession(platform: Platform, job: JobDirectory, root: string | undefined): Promise<void> {
  const { log } = platform;
  // Told to end before it is up: then it starts nothing.
  writeJobFile(job, 'release', '');
  if (hasJobFile(job, 'job.json') && !hasJobFile(job, 'status.json')) await seen(job, 'status.json');
  if (atWork(job)) {
    log.info('Terraform is still at work under its supervisor; waiting for it, so that its state is saved.');
    if (!(await waitedFor(job, PATIENCE.untilInterrupt))) {
      log.info('Asking Terraform once to stop and save its state.');
      requestInterrupt(job);
      if (!(await waitedFor(job, PATIENCE.untilGivenUp - PATIENCE.untilInterrupt))) {
        log.warning(`Terraform did not end in time; its files are kept in ${job.path}.`);
        return;
      }
    }
  }
  const kept = readJobFile(job, 'kept');
  if (kept !== undefined) log.warning(keptAt(kept));
  const saved = runnerToolkit.getState('session');
  if (saved !== '') {
    const run = readRun(platform.environment, os.hostname(), { cwd: process.cwd(), temporary: os.tmpdir() });
    await salvage(platform, run, JSON.parse(saved) as SavedSession, root);
  }
  // A plan has no supervisor, and no lease.
  if (hasJobFile(job, 'job.json')) log.info('Terraform has ended, and the deploy lease is free.');
  removeJobDirectory(job);
}

/** A supervisor that main was killed beside has this long to come up; then it never will. */
const START_PATIENCE = 15_000;

/** Resolves once the supervisor has written this file, or won't any more. */
const seen = (job: JobDirectory, name: string): Promise<void> =>
  watchJob(job, () => hasJobFile(job, name), AbortSignal.timeout(START_PATIENCE)).catch(() => {});

const waitedFor = (job: JobDirectory, milliseconds: number): Promise<boolean> =>
  waitUntilEnded(job, AbortSignal.timeout(milliseconds)).then(
    () => true,
    () => false,
  );

async function saveTerraform(platform: Platform): Promise<void> {
  const saved = runnerToolkit.getState('terraform-cache');
  if (saved === '') return;
  const { saveTerraformToCache } = await import('./terraform/install/cache.ts');
  const cache = connectCache(bundleEntry(), platform.environment);
  await saveTerraformToCache(platform, cache, JSON.parse(saved) as CacheEntry);
}
