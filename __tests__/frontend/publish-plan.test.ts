import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { KEPT_RELEASES, type PublishedFile, type Release } from '../../src/context/release.ts';
import { headersFor, type SiteHeaders } from '../../src/frontend/headers.ts';
import type { LocalFile } from '../../src/frontend/local-files.ts';
import {
  changesSite,
  keysToExamine,
  planPublish,
  type SiteState,
  standsAsRecorded,
} from '../../src/frontend/publish-plan.ts';
import type { SiteObject } from '../../src/frontend/site-object.ts';
import { GRACE, previousReleases } from '../../src/frontend/retention.ts';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const DAY = 24 * 60 * 60_000;
const BUCKET = 'site';

const digest = (algorithm: string, content: string): string =>
  createHash(algorithm).update(content).digest('hex');

const file = (key: string, content = key): LocalFile => ({
  key,
  path: `/built/${key}`,
  size: content.length,
  sha256: digest('sha256', content),
  md5: digest('md5', content),
});

const object = (key: string, content = key, more: Partial<SiteObject> = {}): SiteObject => ({
  key,
  etag: digest('md5', content),
  size: content.length,
  lastModified: NOW - 30 * DAY,
  ...more,
});

const published = (
  key: string,
  content = key,
  more: Partial<PublishedFile> = {},
): [string, PublishedFile] => [
  key,
  { sha256: digest('sha256', content), etag: digest('md5', content), headers: headersFor(key), ...more },
];

const release = (
  id: string,
  daysAgo: number,
  files: readonly (readonly [string, PublishedFile])[],
): Release => ({
  id,
  commit: id,
  runUrl: '',
  publishedAt: new Date(NOW - daysAgo * DAY).toISOString(),
  bucket: BUCKET,
  files: new Map(files),
});

const state = (given: Partial<SiteState>): SiteState => ({
  bucket: BUCKET,
  listing: [],
  files: [],
  record: {},
  now: NOW,
  ...given,
});

const NONE: ReadonlyMap<string, SiteHeaders> = new Map();
const plan = (given: Partial<SiteState>, examined = NONE) => planPublish(state(given), examined);
const keys = (uploads: readonly { readonly file: LocalFile }[]): readonly string[] =>
  uploads.map((upload) => upload.file.key);

describe('a file is skipped', () => {
  test('when its ETag is its MD5 and the record knows its headers as wanted', () => {
    const given = {
      files: [file('a.js')],
      listing: [object('a.js')],
      record: { live: release('1', 1, [published('a.js')]) },
    };
    assert.deepEqual(keysToExamine(state(given)), []);
    assert.deepEqual(keys(plan(given).unchanged), ['a.js']);
    assert.equal(changesSite(plan(given)), false);
  });

  test('when the record knows its ETag, which is no MD5 (KMS, parts), to be its content', () => {
    const given = {
      files: [file('a.js')],
      listing: [object('a.js', 'a.js', { etag: 'opaque-2' })],
      record: { live: release('1', 1, [published('a.js', 'a.js', { etag: 'opaque-2' })]) },
    };
    assert.deepEqual(keys(plan(given).unchanged), ['a.js']);
  });

  test('when nobody recorded it but a HEAD found the wanted headers', () => {
    const given = { files: [file('a.js')], listing: [object('a.js')] };
    assert.deepEqual(keysToExamine(state(given)), ['a.js']);
    assert.deepEqual(keys(plan(given, new Map([['a.js', headersFor('a.js')]])).unchanged), ['a.js']);
  });
});

describe('the bucket has a release as it was recorded', () => {
  const live = release('1', 1, [published('a.js'), published('index.html')]);
  const all = [object('a.js'), object('index.html')];
  const stands = (listing: readonly SiteObject[], of = live, headersOf = (key: string) => headersFor(key)) =>
    standsAsRecorded(of, listing, headersOf);

  test('when the listing shows each of its files with its ETag, whatever else there is', () => {
    assert.equal(stands([...all, object('left-over.js')]), true);
  });

  test('but not when one is gone, was changed by hand, or is to have other headers now', () => {
    assert.equal(stands([object('a.js')]), false);
    assert.equal(stands([object('a.js'), object('index.html', 'by hand')]), false);
    assert.equal(
      stands(all, live, (key) => ({ ...headersFor(key), cacheControl: 'no-store' })),
      false,
    );
  });

  test('nor when it has no file: an infrastructure without a site', () => {
    assert.equal(stands(all, release('1', 1, [])), false);
  });
});

describe('a file is uploaded over the version that was listed', () => {
  const live = release('1', 1, [published('a.js')]);
  const cases: Readonly<Record<string, Partial<SiteState>>> = {
    'when its content differs': { files: [file('a.js', 'new')], listing: [object('a.js')], record: { live } },
    'when the listing shows another content than the record promises': {
      files: [file('a.js')],
      listing: [object('a.js', 'by-hand')],
      record: { live },
    },
    'when it is to have a header more than it was recorded with': {
      files: [file('a.js')],
      listing: [object('a.js')],
      record: { live },
      headersOf: (key) => ({ ...headersFor(key), contentDisposition: 'attachment' }),
    },
    'when it was recorded with a header that it is to have no more': {
      files: [file('a.js')],
      listing: [object('a.js')],
      record: {
        live: release('1', 1, [
          published('a.js', 'a.js', { headers: { ...headersFor('a.js'), contentLanguage: 'de' } }),
        ]),
      },
    },
    'when only its headers differ': {
      files: [file('a.js')],
      listing: [object('a.js')],
      record: {
        live: release('1', 1, [
          published('a.js', 'a.js', { headers: { ...headersFor('a.js'), cacheControl: 'no-store' } }),
        ]),
      },
    },
    'when its ETag is opaque and not the recorded one': {
      files: [file('a.js')],
      listing: [object('a.js', 'a.js', { etag: 'opaque-3' })],
      record: { live: release('1', 1, [published('a.js', 'a.js', { etag: 'opaque-2' })]) },
    },
    'when the record speaks of another bucket': {
      files: [file('a.js')],
      listing: [object('a.js', 'a.js', { etag: 'opaque-2' })],
      record: {
        live: { ...release('1', 1, [published('a.js', 'a.js', { etag: 'opaque-2' })]), bucket: 'other' },
      },
    },
  };
  for (const [name, given] of Object.entries(cases)) {
    test(name, () => {
      const made = plan(given);
      assert.deepEqual(keys(made.activations.assets), ['a.js']);
      assert.equal(made.activations.assets[0]?.replaces, given.listing?.[0]?.etag);
      assert.deepEqual(made.stalePaths, ['/a.js']);
    });
  }
});

describe('a site that is as wanted but not recorded so is recorded', () => {
  const files = [file('a.js')];
  const listing = [object('a.js')];
  const live = release('1', 1, [published('a.js')]);
  const found = new Map([['a.js', headersFor('a.js')]]);
  const cases: Readonly<Record<string, Partial<SiteState>>> = {
    'because a run was killed before it recorded': {
      record: { live, intended: { release: live, owed: [] } },
    },
    'because it was put there by another tool': { record: {} },
    'because a file left it': { record: { live: release('1', 1, [published('a.js'), published('b.js')]) } },
    'because a file came that a killed run had uploaded': { record: { live: release('1', 1, []) } },
    'because the record is of another bucket': { record: { live: { ...live, bucket: 'other' } } },
  };
  for (const [name, given] of Object.entries(cases)) {
    test(name, () => {
      const made = plan({ files, listing, ...given }, found);
      assert.deepEqual(keys(made.unchanged), ['a.js']);
      assert.equal(changesSite(made), true);
    });
  }
  test('and then is not recorded again', () => {
    assert.equal(changesSite(plan({ files, listing, record: { live } })), false);
  });
});

test('what a killed run may have rewritten with other headers is asked for them', () => {
  const live = release('1', 10, [published('old.js'), published('young.js')]);
  const given = state({
    files: [file('old.js'), file('young.js')],
    listing: [object('old.js'), object('young.js', 'young.js', { lastModified: NOW - DAY })],
    record: { live, intended: { release: live, owed: [] } },
  });
  assert.deepEqual(keysToExamine(given), ['young.js']);
  const found = new Map([['young.js', { contentType: 'text/plain', cacheControl: 'no-store' }]]);
  assert.deepEqual(keys(planPublish(given, found).activations.assets), ['young.js']);
  assert.deepEqual(keysToExamine({ ...given, record: { live } }), []);
});

test('new files are added, new pages wait for them, what exists is switched in groups', () => {
  const made = plan({
    files: ['new.css', 'old.css', 'about.html', 'index.html', 'old.html', 'sw.js'].map((key) =>
      file(key, 'new'),
    ),
    listing: ['old.css', 'index.html', 'old.html'].map((key) => object(key)),
  });
  assert.deepEqual(keys(made.additive), ['new.css']);
  assert.deepEqual(keys(made.activations.assets), ['old.css']);
  assert.deepEqual(keys(made.activations.pages), ['about.html', 'old.html']);
  assert.deepEqual(keys(made.activations.rootIndex), ['index.html']);
  assert.deepEqual(keys(made.activations.serviceWorkers), ['sw.js']);
  assert.deepEqual(made.stalePaths, ['/index.html', '/old.css', '/old.html']);
  assert.deepEqual(made.owed, ['/about.html', '/index.html', '/old.css', '/old.html']);
});

test('what an interrupted run owes is owed by the next one, though nothing is left to upload', () => {
  const live = release('1', 1, [published('index.html')]);
  const given = {
    files: [file('index.html')],
    listing: [object('index.html')],
    record: { live, intended: { release: live, owed: ['/index.html', '/gone.html'] } },
  };
  const made = plan(given);
  assert.deepEqual(made.stalePaths, ['/gone.html', '/index.html']);
  assert.equal(changesSite(made), true);
});

describe('what is deleted', () => {
  const old = (count: number, from = 0): Release[] =>
    Array.from({ length: count }, (_, index) => {
      const at = from + index;
      return release(`r${at}`, 30 + at, [published(`${at}.js`), published('index.html', `${at}`)]);
    });
  const [live, ...previous] = old(KEPT_RELEASES + 3);
  const listing = [
    object('index.html', '0'),
    ...Array.from({ length: KEPT_RELEASES + 3 }, (_, index) => object(`${index}.js`)),
    ...['upload.png', 'google123.html', 'x', 'y'].map((key) => object(key)),
  ];
  const record = { ...(live === undefined ? {} : { live }), previous };
  const files = [file('index.html', 'new'), file('new.js')];

  test('is what only releases older than the kept ones had', () => {
    const made = plan({ files, listing, record });
    assert.deepEqual(made.prunable, [`${KEPT_RELEASES + 1}.js`, `${KEPT_RELEASES + 2}.js`]);
    assert.deepEqual(made.withheld, []);
  });

  test('is never what no recorded release had', () => {
    assert.equal(plan({ files, listing, record }).foreign, 4);
    const made = plan({ files, listing });
    assert.deepEqual([...made.prunable, ...made.removedPages], []);
    assert.equal(made.foreign, listing.length - 1);
  });

  test('is not a file that was written within the grace period', () => {
    const young = listing.map((one) =>
      one.key === `${KEPT_RELEASES + 1}.js` ? { ...one, lastModified: NOW - GRACE + 1 } : one,
    );
    assert.deepEqual(plan({ files, listing: young, record }).prunable, [`${KEPT_RELEASES + 2}.js`]);
  });

  test('is not a file of a release that was live within the grace period, however many came since', () => {
    const hourly = Array.from({ length: 8 }, (_, index) =>
      release(`h${index}`, index / 24, [published(`${index}.js`)]),
    );
    const [newest, ...others] = hourly;
    const given = {
      files,
      listing: [object('z'), ...hourly.map((_, index) => object(`${index}.js`))],
      record: { ...(newest === undefined ? {} : { live: newest }), previous: others },
    };
    assert.deepEqual(plan(given).prunable, []);
    assert.deepEqual(plan({ ...given, now: NOW + 2 * GRACE }).prunable, ['4.js', '5.js', '6.js', '7.js']);
  });

  test('waits for a change: old files alone are no reason to write', () => {
    const same = { files: [file('index.html', '0'), file('0.js')], listing, record };
    assert.equal(changesSite(plan(same)), false);
  });

  test('is nothing where it would be more than half of the bucket', () => {
    const crowd = Array.from({ length: 20 }, (_, index) => published(`crowd${index}.js`));
    const given = {
      files,
      listing: [object('index.html', '0'), ...crowd.map(([key]) => object(key))],
      record: { ...record, previous: [...previous, release('crowd', 90, crowd)] },
    };
    assert.deepEqual(plan(given).prunable, []);
    assert.equal(plan(given).withheld.length, 20);
  });
});

describe('a page that the site no longer has', () => {
  const pages = ['index.html', 'a.html', 'b.html', 'c.html'];
  const live = release(
    '1',
    1,
    [...pages, 'x.js'].map((key) => published(key)),
  );
  const listing = [...pages, 'x.js'].map((key) => object(key));

  test('is removed and invalidated, though its release is still kept', () => {
    const made = plan({
      files: [...pages.slice(0, 3), 'x.js'].map((key) => file(key)),
      listing,
      record: { live },
    });
    assert.deepEqual(made.removedPages, ['c.html']);
    assert.deepEqual(made.stalePaths, ['/c.html']);
    assert.deepEqual(made.prunable, []);
    assert.equal(changesSite(made), true);
  });

  test('is removed where a killed run made it, which only its intent knows', () => {
    const made = plan({
      files: [...pages, 'x.js'].map((key) => file(key)),
      listing: [...listing, object('draft.html')],
      record: { live, intended: { release: live, owed: ['/draft.html'] } },
    });
    assert.deepEqual(made.removedPages, ['draft.html']);
  });

  test('is removed where a killed run made it, though more than half of the other pages stay: nobody would know it later', () => {
    const made = plan({
      files: [file('index.html')],
      listing: [...listing, object('draft.html')],
      record: { live, intended: { release: live, owed: ['/draft.html'] } },
    });
    assert.deepEqual(made.removedPages, ['draft.html']);
    assert.deepEqual(made.withheld, ['a.html', 'b.html', 'c.html']);
  });

  test('stays with all its files where more than half of the pages would go', () => {
    const old = release('0', 90, [published('ancient.js')]);
    const kept = Array.from({ length: KEPT_RELEASES }, (_, index) => release(`k${index}`, 50 + index, []));
    const made = plan({
      files: [file('index.html')],
      listing: [...listing, object('ancient.js')],
      record: { live: { ...live, publishedAt: old.publishedAt }, previous: [...kept, old] },
    });
    assert.deepEqual(made.removedPages, []);
    assert.deepEqual(made.prunable, []);
    assert.deepEqual(made.withheld, ['a.html', 'b.html', 'c.html']);
  });
});

describe('the releases that are recorded as previous', () => {
  const releases = Array.from({ length: 7 }, (_, index) =>
    release(`r${index}`, index, [published(`${index}.js`), published('shared.js')]),
  );
  const next = release('next', 0, [published('next.js')]);

  test('stay whole as far as they are kept, older ones with what only they had in the bucket', () => {
    const listing = [object('shared.js'), object('4.js'), object('6.js')];
    const previous = previousReleases(next, { before: releases, listing });
    assert.deepEqual(
      previous.map(({ id, files }) => [id, [...files.keys()].join()]),
      [
        ['r0', '0.js,shared.js'],
        ['r1', '1.js,shared.js'],
        ['r2', '2.js,shared.js'],
        ['r4', '4.js'],
        ['r6', '6.js'],
      ],
    );
  });

  test('are none of another bucket, and not the release itself', () => {
    const before = [next, { ...(releases[0] ?? next), bucket: 'other' }];
    assert.deepEqual(previousReleases(next, { before, listing: [] }), []);
  });
});
