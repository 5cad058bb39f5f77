import type { Run } from './context/run.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Platform } from './platform/platform.ts';
import type { Progress } from './report/progress.ts';

/** What every command is given. */
export interface CommandContext {
  readonly platform: Platform;
  readonly inputs: Inputs;
  readonly run: Run;
  readonly progress: Progress;
  /** Aborts when the run is cancelled. */
  readonly signal: AbortSignal;
  /** Keeps a value for the post phase of this step. */
  readonly saveForPost: (name: PostState, value: string) => void;
}

/** What `post` needs to know to clean up after a main that did not. */
export type PostState = 'phase' | 'job-directory' | 'session' | 'terraform-directory' | 'terraform-cache';
