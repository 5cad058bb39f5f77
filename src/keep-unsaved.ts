import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { StateLocation } from './context/deployment.ts';
import type { Run } from './context/run.ts';
import type { Platform } from './platform/platform.ts';
import { keepForRecovery } from './state/recovery.ts';
import { ERRORED_STATE, readUnsaved } from './terraform/rescue.ts';

/**
 * Keeps a state that a Terraform left in this root module because it could not save it, and resolves to where; undefined:
 * there is none. The file goes only once its content is safe.
 */
export async function keepUnsaved(
  platform: Pick<Platform, 'aws'>,
  location: StateLocation,
  { run, directory }: { readonly run: Run; readonly directory: string },
): Promise<string | undefined> {
  const state = await readUnsaved(directory);
  if (state === undefined) return undefined;
  const place = await keepForRecovery(platform, location, { run, state });
  await rm(path.join(directory, ERRORED_STATE), { force: true });
  return place;
}
