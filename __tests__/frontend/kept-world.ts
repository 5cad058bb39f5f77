import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { wholeReleases } from '../../src/context/release-history.ts';
import type { Release, ReleaseRecord } from '../../src/context/release.ts';
import { type Packs, keepFiles, listKept, planKeeping } from '../../src/frontend/kept-files.ts';
import { listSite } from '../../src/frontend/listing.ts';
import type { LocalFile } from '../../src/frontend/local-files.ts';
import { packsOf, planPacks, writePacks } from '../../src/frontend/packs.ts';
import { letsGo, pruneKept } from '../../src/frontend/prune-kept.ts';
import { activate, prune, removePages, uploadAdditive } from '../../src/frontend/publish.ts';
import { buildRelease, releaseId } from '../../src/frontend/release.ts';
import {
  fetchFiles,
  filesOfRelease,
  locateFiles,
  type Whereabouts,
} from '../../src/frontend/restored-files.ts';
import { previousReleases } from '../../src/frontend/retention.ts';
import { FakeS3, type FakeS3Options } from '../fakes/s3.ts';
import { ACCOUNT, BUCKET, type Tree, filesOf, planSite } from './site-world.ts';

export const STATE = 'state';
export const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A site that is deployed to, and rolled back, as publish-site.ts does it. */
export async function keptWorld(
  t: TestContext,
  {
    packing = true,
    ...options
  }: Partial<FakeS3Options> & {
    /** Whether uploads are packed; an older version didn't. */
    readonly packing?: boolean;
  } = {},
) {
  let now = Date.UTC(2026, 0, 1);
  const s3 = new FakeS3({ buckets: [BUCKET, STATE], account: ACCOUNT, now: () => now, ...options });
  const place = { s3, bucket: BUCKET, account: ACCOUNT };
  const store = { s3, bucket: STATE, account: ACCOUNT, prefix: 'production/terraform.files/' };
  const directory = await mkdtemp(path.join(os.tmpdir(), 'revive-kept-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const owner = { repository: 'a/b', terraformDirectory: '.', project: 'p', environment: 'e' };
  let record: ReleaseRecord = { owner, previous: [] };
  let packs = packing;
  let runs = 0;

  async function publish(
    files: readonly LocalFile[],
    again?: { readonly release: Release; readonly located: ReadonlyMap<string, Whereabouts> },
  ): Promise<Release> {
    now += MINUTE;
    const before = record;
    const listing = await listSite(place);
    const plan = await planSite({ site: place, record, now }, files, listing);
    if (again !== undefined) await fetchFiles({ store, site: place, located: again.located }, plan);
    runs += 1;
    const run = {
      id: String(runs),
      attempt: 1,
      commit: String(runs).padEnd(40, '0'),
      url: 'https://ci.example',
    };
    const known = packsOf(wholeReleases(record));
    const keepsakes = planKeeping(plan, { record, listing, packs: known });
    const kept = keepsakes.length === 0 ? undefined : await listKept(store);
    if (kept !== undefined) await keepFiles(store, place, { keepsakes, kept });
    const planned = packs ? planPacks(plan, { record, packs: known, isWholeHere: again === undefined }) : [];
    const fresh: Packs = await writePacks(store, planned, releaseId(run));
    const additive = await uploadAdditive(place, plan);
    const written = [additive, await activate(place, plan, additive)];
    await removePages(place, plan);
    const built = buildRelease({ run, plan, written, packs: new Map([...known, ...fresh]), now });
    const release = again === undefined ? built : { ...built, id: again.release.id };
    const earlier = record.live === undefined ? record.previous : [record.live, ...record.previous];
    record = { owner, live: release, previous: previousReleases(release, { before: earlier, listing }) };
    const passage = { before, after: record };
    if (kept !== undefined || letsGo(passage)) {
      await pruneKept(store, kept ?? (await listKept(store)), { ...passage, orphansUntil: now - DAY });
    }
    await prune(place, plan);
    return release;
  }

  return {
    s3,
    store,
    record: () => record,
    pass: (milliseconds: number) => (now += milliseconds),
    /** From here on with, or without, packs. */
    packing: (on: boolean) => (packs = on),
    /** As a run leaves it that was killed. */
    interrupt: () => {
      const release = { id: 'killed', commit: 'c', runUrl: '' };
      record = { ...record, intended: { release, owed: [] } };
    },
    deploy: async (tree: Tree) => publish(await filesOf(tree)),
    rollBack: async (release: Release) => {
      const stored = {
        listing: await listSite(place),
        kept: await listKept(store),
        packs: packsOf(wholeReleases(record)),
      };
      const located = locateFiles(release, stored);
      const files = await filesOfRelease(release, { store, directory, located });
      return publish(files, { release, located });
    },
    live: (): Tree =>
      Object.fromEntries([...s3.objects(BUCKET)].map(([key, { content }]) => [key, String(content)])),
    kept: () => [...s3.objects(STATE).keys()],
  };
}
