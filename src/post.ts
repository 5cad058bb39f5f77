import process from 'node:process';
import { bundleEntry } from './platform/bundle.ts';
import { connectCache } from './platform/cache.ts';
import { createPlatform } from './platform/create-platform.ts';
import type { Platform } from './platform/platform.ts';
import {
  atWork,
  readStatus,
  removeJobDirectory,
  requestInterrupt,
  waitUntilEnded,
} from './platform/supervision/supervised.ts';
import { type JobDirectory, hasJobFile, writeJobFile } from './platform/supervision/job.ts';
import { runnerToolkit } from './platform/toolkit.ts';
import { removeAdoptions } from './terraform/adopt.ts';
import { removeOverride } from './terraform/backend-override.ts';
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
    const directory = runnerToolkit.getState('job-directory');
    const job: JobDirectory | undefined = directory === '' ? undefined : { path: directory };
    if (job !== undefined && hasJobFile(job, 'status.json')) await endSupervisor(platform, job);
    const root = runnerToolkit.getState('terraform-directory');
    if (root !== '') await Promise.all([removeOverride(root), removeAdoptions(root)]);
    await saveTerraform(platform);
  } catch (error) {
    // The outcome of the step stands; a clean-up that failed is worth a warning, not a red cross.
    platform.log.warning(`The clean-up after the deploy did not end well: ${(error as Error).message}`);
    process.exitCode = 0;
  }
}

async function endSupervisor({ log }: Platform, job: JobDirectory): Promise<void> {
  if (atWork(job)) {
    log.info('Terraform is still at work under its supervisor; waiting for it, so that its state is saved.');
    writeJobFile(job, 'release', '');
    const ended = await waitedFor(job, PATIENCE.untilInterrupt);
    if (!ended) {
      log.info('Asking Terraform once to stop and save its state.');
      requestInterrupt(job);
      if (!(await waitedFor(job, PATIENCE.untilGivenUp - PATIENCE.untilInterrupt))) {
        log.warning(`Terraform did not end in time; its files are kept in ${job.path}.`);
        return;
      }
    }
    if (readStatus(job).state === 'ended') log.info('Terraform has ended, and the deploy lease is free.');
    else log.warning('Terraform and its supervisor are gone; the next run frees what they held.');
  }
  removeJobDirectory(job);
}

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
