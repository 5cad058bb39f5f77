/**
 * One setting of the state backend: what it should be, what was found, whether this run changed it. `found` and
 * `wanted` are short texts for people (`Enabled`, `LockID (S, HASH)`, `TLS >= 1.2 only`).
 */
export interface SettingOutcome {
  readonly resource: 'bucket' | 'table';
  readonly setting: string;
  readonly wanted: string;
  /** What was there before this run: `absent` where there was nothing. */
  readonly found: string;
  readonly changed: boolean;
}

/** What became of the state backend: every setting, whether it had to be changed or not. */
export interface BackendReport {
  readonly bucket: string;
  readonly table: string;
  readonly bucketCreated: boolean;
  readonly tableCreated: boolean;
  readonly settings: readonly SettingOutcome[];
}
