/** An object as the bucket's listing shows it: the truth about the site. */
export interface SiteObject {
  readonly key: string;
  /** Without quotes. */
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch, on S3's clock. */
  readonly lastModified: number;
}
