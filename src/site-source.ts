import type { Release } from './context/release.ts';
import { type SiteHeaders, headersFor, isUnaskedSourceMap, matches } from './frontend/headers.ts';
import type { Kept, KeptFiles, Packs } from './frontend/kept-files.ts';
import { hashFiles } from './frontend/hash-files.ts';
import { findLocalFiles, type FoundFile, type LocalFile } from './frontend/local-files.ts';
import type { PublishPlan } from './frontend/publish-plan.ts';
import type { Site } from './frontend/publish.ts';
import { type Whereabouts, fetchFiles, filesOfRelease, locateFiles } from './frontend/restored-files.ts';
import type { SiteObject } from './frontend/site-object.ts';
import { HEADERS_FILE, type HeaderRule } from './inputs/header-rules.ts';
import type { Log } from './platform/platform.ts';

/** Where the files of a site to be published come from. */
export interface SiteSource {
  /** Keys of every file, in order: what the bucket's listing probably holds. */
  keys(): readonly string[];
  /** Every file with its hashes; may begin before the listing is there. */
  files(listing: Promise<readonly SiteObject[]>): Promise<readonly LocalFile[]>;
  /** What a file of it is to be served with. */
  headersOf(key: string): SiteHeaders;
  /** Makes sure that the content of what a plan uploads is where the files say. */
  fetch(plan: PublishPlan): Promise<void>;
}

/** What a build left, without the source maps that no rule asks for; the log is told of what that leaves out. */
export function builtFiles(
  directory: string,
  {
    rules,
    log,
    live,
  }: {
    readonly rules: readonly HeaderRule[];
    readonly log: Log;
    /** What was published last. */
    readonly live: Release | undefined;
  },
): SiteSource {
  const find = (): readonly FoundFile[] => {
    const maps: string[] = [];
    const isLeftOut = (key: string): boolean => isUnaskedSourceMap(key, rules) && maps.push(key) > 0;
    const files = findLocalFiles(directory, { isLeftOut, like: [...(live?.files.keys() ?? [])] });
    if (maps.length > 0) log.info(leftOutLine(maps));
    const idle = rules.filter(({ pattern }) => !files.some(({ key }) => matches(pattern, key)));
    if (idle.length > 0) log.warning(idleLine(idle));
    return files;
  };
  let found: readonly FoundFile[] | undefined;
  return {
    keys: () => (found ??= find()).map(({ key }) => key),
    files: async () => hashFiles((found ??= find()), (key) => live?.files.get(key)),
    headersOf: (key) => headersFor(key, rules),
    fetch: () => Promise.resolve(),
  };
}

/** The files of a recorded release: where they stand in the site bucket, or where they are kept. */
export function recordedFiles(
  release: Release,
  {
    site,
    store,
    kept,
    packs,
    directory,
  }: {
    readonly site: Site;
    readonly store: KeptFiles;
    readonly kept: Kept;
    readonly packs: Packs;
    /** For what is to be uploaded. Absolute. */
    readonly directory: string;
  },
): SiteSource {
  let located: ReadonlyMap<string, Whereabouts> = new Map();
  return {
    keys: () => [...release.files.keys()],
    files: async (listing) => {
      located = locateFiles(release, { listing: await listing, kept, packs });
      return filesOfRelease(release, { store, directory, located });
    },
    headersOf: (key) => release.files.get(key)?.headers ?? headersFor(key),
    fetch: (plan) => fetchFiles({ store, site, located }, plan),
  };
}

const leftOutLine = (maps: readonly string[]): string =>
  `${maps.length} source maps are not published, since they hold the sources (${maps[0]}). To publish them, let ` +
  `${HEADERS_FILE} name them: a line /*.map, and a header below it.`;

const idleLine = (rules: readonly HeaderRule[]): string =>
  `${HEADERS_FILE}: no file of this site matches ${rules.map(({ pattern }) => pattern).join(', ')}.`;
