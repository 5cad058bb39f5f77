import type { BuildAhead } from './build-ahead.ts';
import type { CommandContext } from './command-context.ts';
import type { Deployment, StateLocation } from './context/deployment.ts';
import type { RecordedDeploy } from './context/release-history.ts';
import type { KeptFiles } from './frontend/kept-files.ts';
import type { Site } from './frontend/publish.ts';
import { type SiteOutputs, readSiteOutputs } from './frontend/site-outputs.ts';
import type { FrontendInputs } from './inputs/inputs.ts';
import type { Platform } from './platform/platform.ts';
import { keptFilesPrefix } from './state/keys.ts';
import type { StoredRecord } from './state/release-record.ts';
import type { TerraformOutputs } from './terraform/changes.ts';

export interface SiteRequest {
  readonly deployment: Deployment;
  readonly outputs: TerraformOutputs;
  /** The release record as this run last read or wrote it. */
  readonly stored: StoredRecord;
  /** Aborts when the deploy lease is lost. */
  readonly lost: AbortSignal;
  /** What the record is to remember of this run. */
  readonly deploy: RecordedDeploy;
  /** May have built the frontend already. */
  readonly ahead?: Pick<BuildAhead, 'result'> | undefined;
}

/** What is published where. */
export interface Place {
  readonly site: Site;
  readonly names: SiteOutputs;
  /** Where the files of earlier releases are kept. */
  readonly store: KeptFiles;
}

/** Finds the site by what Terraform says of it, and tells the report its address. */
export async function findPlace(
  { platform, progress, signal: cancelled }: CommandContext,
  frontend: FrontendInputs,
  { deployment, outputs, lost }: SiteRequest,
): Promise<Place> {
  const names = readSiteOutputs(frontend, outputs);
  if (names.url !== undefined) progress.found({ url: names.url });
  const signal = AbortSignal.any([cancelled, lost]);
  const s3 = await platform.aws.objects(deployment.region);
  return {
    names,
    site: { s3, bucket: names.bucket, account: deployment.account, signal },
    store: await keptFilesOf(platform, deployment.state, signal),
  };
}

/** Where the files of an environment's earlier releases are kept. */
export const keptFilesOf = async (
  { aws }: Pick<Platform, 'aws'>,
  { bucket, account, region, key }: StateLocation,
  signal: AbortSignal,
): Promise<KeptFiles> => ({
  s3: await aws.objects(region),
  bucket,
  account,
  prefix: keptFilesPrefix(key),
  signal,
});
