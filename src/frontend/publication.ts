/** What publishing did to the site bucket. */
export interface Publication {
  readonly bucket: string;
  readonly uploaded: number;
  readonly deleted: number;
  readonly unchanged: number;
  /** Bytes of the uploaded files. */
  readonly bytes: number;
  /** Changed or removed paths at the edge, as an invalidation wants them; empty: nothing was overwritten. */
  readonly stalePaths: readonly string[];
}
