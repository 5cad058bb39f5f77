import type { Release } from './context/release.ts';
import type { KeptFile, KeptFiles } from './frontend/kept-files.ts';
import { type LocalFile, readLocalFiles } from './frontend/local-files.ts';
import type { PublishPlan } from './frontend/publish-plan.ts';
import type { Site } from './frontend/publish.ts';
import { fetchFiles, filesOfRelease } from './frontend/restored-files.ts';
import type { SiteObject } from './frontend/site-object.ts';

/** Where the files of a site to be published come from. */
export interface SiteSource {
  /** Every file with its hashes; may begin before the listing is there. */
  files(listing: Promise<readonly SiteObject[]>): Promise<readonly LocalFile[]>;
  /** Makes sure that the content of what a plan uploads is where the files say. */
  fetch(plan: PublishPlan): Promise<void>;
}

/** What a build left. */
export const builtFiles = (directory: string): SiteSource => ({
  files: () => readLocalFiles(directory),
  fetch: () => Promise.resolve(),
});

/** The files of a recorded release: where they stand in the site bucket, or where they are kept. */
export function recordedFiles(
  release: Release,
  {
    site,
    store,
    kept,
    directory,
  }: {
    readonly site: Site;
    readonly store: KeptFiles;
    readonly kept: readonly KeptFile[];
    /** For what is to be uploaded. Absolute. */
    readonly directory: string;
  },
): SiteSource {
  let listed: readonly SiteObject[] = [];
  return {
    files: async (listing) => {
      listed = await listing;
      return filesOfRelease(release, { listing: listed, kept }, directory);
    },
    fetch: (plan) => fetchFiles({ kept: store, site, stored: { listing: listed, kept } }, plan),
  };
}
