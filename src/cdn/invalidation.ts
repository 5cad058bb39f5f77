/** An invalidation that CloudFront accepted. */
export interface Invalidation {
  readonly id: string;
  readonly distributionId: string;
  readonly paths: readonly string[];
}
