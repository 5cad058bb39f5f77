import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { StateLocation } from '../context/deployment.ts';
import { writeOverride } from './backend-override.ts';
import type { Terraform } from './cli.ts';
import { init } from './init.ts';
import { recordIn } from './local-state.ts';
import { isMissing, replaceFile } from './replace-file.ts';
import { DEFAULT_STATE } from './state-to-move.ts';

/**
 * Whether a root module holds a file that `init` would take for a state to be migrated. Where the backend has none yet it
 * asks, and fails; where the backend has the same state it empties the file without a word (both measured with 1.11.4,
 * `-reconfigure` or not). The file is not ours to touch.
 */
export async function wouldMigrate(directory: string): Promise<boolean> {
  try {
    const found = await stat(path.join(directory, DEFAULT_STATE));
    return found.isFile() && found.size > 0;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/**
 * Makes `.terraform` name the backend as if it had been initialised with it: Terraform migrates only into a backend that
 * is new to it. The record is Terraform's own, made in an empty directory that has the same backend and no state.
 *
 * @throws Failure `TERRAFORM_INIT_FAILED`
 */
export async function recordBackend(
  terraform: Terraform,
  {
    location,
    carried,
    dataDirectory,
    privateDirectory,
  }: {
    readonly location: StateLocation;
    /** What a declared S3 backend says beside the place. */
    readonly carried: string;
    /** TF_DATA_DIR, as Terraform takes it. */
    readonly dataDirectory: string | undefined;
    /** Of this run. Absolute. */
    readonly privateDirectory: string;
  },
): Promise<void> {
  const empty = await mkdtemp(path.join(privateDirectory, 'backend-'));
  try {
    await writeOverride(empty, location, carried);
    await init({ ...terraform, directory: empty });
    const [made, target] = [recordIn(empty, dataDirectory), recordIn(terraform.directory, dataDirectory)];
    // An absolute TF_DATA_DIR is one and the same for both.
    if (made === target) return;
    await mkdir(path.dirname(target), { recursive: true });
    await replaceFile(target, await readFile(made, 'utf8'));
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
}
