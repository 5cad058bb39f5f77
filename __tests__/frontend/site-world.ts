import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { encodePath, invalidationPaths } from '../../src/cdn/paths.ts';
import { invalidate } from '../../src/cdn/invalidate.ts';
import { headersFor } from '../../src/frontend/headers.ts';
import { readLocalFiles } from '../../src/frontend/hash-files.ts';
import type { LocalFile } from '../../src/frontend/local-files.ts';
import { listSite } from '../../src/frontend/listing.ts';
import {
  changesSite,
  keysToExamine,
  planPublish,
  type PublishPlan,
  type RecordedReleases,
} from '../../src/frontend/publish-plan.ts';
import type { SiteObject } from '../../src/frontend/site-object.ts';
import {
  activate,
  examineHeaders,
  prune,
  removePages,
  uploadAdditive,
  type Site,
} from '../../src/frontend/publish.ts';
import { buildRelease, releaseId } from '../../src/frontend/release.ts';
import { previousReleases } from '../../src/frontend/retention.ts';
import type { DistributionsApi } from '../../src/platform/aws.ts';
import type { Clock } from '../../src/platform/platform.ts';
import { FakeCloudFront } from '../fakes/cloudfront.ts';
import { FakeClock } from '../fakes/platform.ts';
import { FakeS3, type FakeS3Options } from '../fakes/s3.ts';

export const BUCKET = 'site';
export const ACCOUNT = '123456789012';
const DISTRIBUTION = 'E1';

/** A built site by key. */
export type Tree = Readonly<Record<string, string>>;

const trees = mkdtempSync(path.join(os.tmpdir(), 'revive-trees-'));
after(() => rmSync(trees, { recursive: true, force: true }));
let made = 0;

/** Writes a tree to disk; it is removed when the tests of the file have ended. */
export function writeTree(tree: Tree): string {
  const directory = path.join(trees, String(++made));
  mkdirSync(directory);
  for (const [key, content] of Object.entries(tree)) {
    mkdirSync(path.dirname(path.join(directory, key)), { recursive: true });
    writeFileSync(path.join(directory, key), content);
  }
  return directory;
}

/** The files of a tree as a build would have left them. */
export const filesOf = (tree: Tree): Promise<readonly LocalFile[]> => readLocalFiles(writeTree(tree));

/** What a bundler makes of `content`: a name that changes with it. */
export const hashed = (name: string, extension: string, content: string): string =>
  `assets/${name}-${hash('sha256', content, 'hex').slice(0, 10)}.${extension}`;

/** A page that needs the named files. */
export const page = (title: string, assets: readonly string[]): string =>
  `<!doctype html><title>${title}</title>${assets.map((key) => `<script src="/${key}"></script>`).join('')}`;

/** A site of a root page and `pages` others; each page has assets of its own and one for all. */
export function site(version: string, pages = 3): Tree {
  const tree: Record<string, string> = { 'logo.svg': `<svg>${version}</svg>`, 'robots.txt': 'User-agent: *' };
  const add = (name: string, content: string): string => {
    const key = hashed(name, 'js', content);
    tree[key] = content;
    return key;
  };
  const shared = add('shared', `shared ${version}`);
  const stable = add('vendor', 'vendor');
  const names = ['index.html', ...Array.from({ length: pages }, (_, index) => `page${index}/index.html`)];
  for (const name of names) {
    const own = add(name.replaceAll(/\W/g, ''), `${name} ${version}`);
    tree[name] = page(version, [own, shared, stable, 'logo.svg']);
  }
  return tree;
}

/** The death of a process: nothing it does afterwards has any effect. */
export class Killed extends Error {}

/** What a deploy of a site works on. */
export interface Place {
  readonly site: Site;
  readonly cloudfront: Pick<DistributionsApi, 'createInvalidation'>;
  readonly distributionId: string;
  readonly clock: Clock;
  readonly record: RecordedReleases;
  /** Whether the intent is recorded before the first new file is there, or after the last: a deploy does both at once. */
  readonly intent: 'first' | 'last';
  save(record: RecordedReleases): void;
}

/** Lists the bucket and plans, as a deploy does. */
export async function planSite(
  { site, record, now }: { readonly site: Site; readonly record: RecordedReleases; readonly now: number },
  files: readonly LocalFile[],
  listing?: readonly SiteObject[],
): Promise<PublishPlan> {
  const state = { bucket: site.bucket, listing: listing ?? (await listSite(site)), files, record, now };
  return planPublish(state, await examineHeaders(site, keysToExamine(state)));
}

/** A deploy's way through the site: the order of deploy.ts, without what lies before and after. */
export async function deploySite(
  place: Place,
  files: readonly LocalFile[],
  id: string,
): Promise<PublishPlan> {
  const { site, cloudfront, distributionId, clock, record } = place;
  const run = { id, attempt: 1, commit: id.padEnd(40, '0'), url: `https://ci.example/${id}` };
  const listing = await listSite(site);
  const plan = await planSite({ site, record, now: clock.now() }, files, listing);
  if (!changesSite(plan)) return plan;
  const release = { id: releaseId(run), commit: run.commit, runUrl: run.url };
  const recordIntent = (): void => place.save({ ...record, intended: { release, owed: plan.owed } });
  if (place.intent === 'first') recordIntent();
  const additive = await uploadAdditive(site, plan);
  if (place.intent === 'last') recordIntent();
  const activated = await activate(site, plan, additive);
  const paths = invalidationPaths(plan.stalePaths, 'changed');
  if (paths.length > 0)
    await invalidate(cloudfront, clock, { distributionId, paths, callerReference: release.id });
  await removePages(site, plan);
  const live = buildRelease({ run, plan, written: [additive, activated], now: clock.now() });
  const before = [...(record.live === undefined ? [] : [record.live]), ...(record.previous ?? [])];
  place.save({ live, previous: previousReleases(live, { before, listing }) });
  await prune(site, plan);
  return plan;
}

/** A site bucket, a distribution and a release record, with everything that ever changed in them. */
export class World implements Place {
  readonly distributionId = DISTRIBUTION;
  readonly clock = new FakeClock();
  readonly s3: FakeS3;
  readonly cloudfront = new FakeCloudFront({ [DISTRIBUTION]: {} });
  record: RecordedReleases = { previous: [] };
  intent: Place['intent'] = 'first';
  /** Pages that named a missing file, with the change after which they did. */
  readonly broken: string[] = [];
  /** Keys the edge may still show as they were. */
  readonly staleAtEdge = new Set<string>();
  /** Every change and every accepted invalidation, in order. */
  readonly events: string[] = [];
  #killAt = Infinity;
  #killWhen: 'before' | 'after' = 'before';
  #steps = 0;
  /** Steps that had their effect: those in flight at once begin together and end one by one. */
  #ended = 0;
  #dead = false;

  constructor(options: Partial<FakeS3Options> = {}) {
    this.s3 = new FakeS3({ buckets: [BUCKET], account: ACCOUNT, now: this.clock.now, ...options });
    this.s3.onChange = ({ key, kind }) => {
      this.events.push(`${kind} ${key}`);
      if (kind === 'overwritten') this.staleAtEdge.add(key);
      this.#lookForBrokenPages(`${kind} ${key}`);
    };
    const writes = new Set(['putObject', 'deleteObjects', 'completeMultipartUpload']);
    this.s3.before = (operation) => this.#before(writes.has(operation));
    this.s3.after = (operation) => this.#after(writes.has(operation));
    this.cloudfront.before = (operation) => this.#before(operation === 'createInvalidation');
    this.cloudfront.after = (operation) => {
      if (operation === 'createInvalidation') this.#invalidated();
      this.#after(operation === 'createInvalidation');
    };
  }

  /** Steps (writes, invalidations, records) taken since the last `killAt` or `live`. */
  get steps(): number {
    return this.#steps;
  }

  /** From here on the process lives until it takes its nth step, and dies before or after that had its effect. */
  killAt(step: number, when: 'before' | 'after'): void {
    this.#killAt = step;
    this.#killWhen = when;
    this.#steps = 0;
    this.#ended = 0;
    this.#dead = false;
  }

  /** The next process lives. */
  live(): void {
    this.killAt(Infinity, 'before');
  }

  get site() {
    return { s3: this.s3, bucket: BUCKET, account: ACCOUNT };
  }

  /** The keys of the bucket with their text. */
  contents(): Tree {
    const entries = [...this.s3.objects(BUCKET)].map(([key, { content }]) => [key, content.toString()]);
    return Object.fromEntries(
      entries.sort(([one], [other]) => ((one ?? '') < (other ?? '') ? -1 : 1)),
    ) as Tree;
  }

  save(record: RecordedReleases): void {
    this.#before(true);
    this.record = record;
    this.events.push(record.intended === undefined ? 'recorded live' : 'recorded intent');
    this.#after(true);
  }

  plan(files: readonly LocalFile[]): Promise<PublishPlan> {
    return planSite({ site: this.site, record: this.record, now: this.clock.now() }, files);
  }

  deploy(files: readonly LocalFile[], id: string): Promise<PublishPlan> {
    return deploySite(this, files, id);
  }

  /** What of a tree the bucket doesn't hold as wanted: content or headers. */
  differences(tree: Tree): readonly string[] {
    const objects = this.s3.objects(BUCKET);
    return Object.entries(tree).flatMap(([key, content]) => {
      const found = objects.get(key);
      const headers = headersFor(key);
      const same =
        found?.content.toString() === content &&
        found.contentType === headers.contentType &&
        found.cacheControl === headers.cacheControl;
      return same ? [] : [key];
    });
  }

  #before(counts: boolean): void {
    if (this.#dead) throw new Killed();
    if (!counts) return;
    this.#steps++;
    if (this.#steps === this.#killAt && this.#killWhen === 'before') this.#die();
  }

  #after(counts: boolean): void {
    if (this.#dead) throw new Killed();
    if (counts && ++this.#ended === this.#killAt && this.#killWhen === 'after') this.#die();
  }

  #die(): never {
    this.#dead = true;
    throw new Killed();
  }

  #invalidated(): void {
    const paths = this.cloudfront.invalidations.at(-1)?.paths ?? [];
    this.events.push('invalidated');
    for (const key of this.staleAtEdge) {
      const own = encodePath(`/${key}`);
      const hit = paths.some((one) => (one.endsWith('*') ? own.startsWith(one.slice(0, -1)) : own === one));
      if (hit) this.staleAtEdge.delete(key);
    }
  }

  #lookForBrokenPages(change: string): void {
    const objects = this.s3.objects(BUCKET);
    for (const [key, { content }] of objects) {
      if (!key.endsWith('.html')) continue;
      for (const [, asset = ''] of content.toString().matchAll(/src="\/([^"]+)"/g)) {
        if (!objects.has(asset)) this.broken.push(`${change}: ${key} misses ${asset}`);
      }
    }
  }
}
