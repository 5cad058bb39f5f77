import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Release,
  type ReleaseRecord,
  buildInfrastructureRelease,
  withFingerprint,
  withLiveCommit,
} from '../../src/context/release.ts';

const run = {
  id: '42',
  attempt: 2,
  commit: '3f9a1c2b'.padEnd(40, '0'),
  url: 'https://github.com/acme/shop/actions/runs/42/attempts/2',
  workflow: 'deploy',
  runNumber: 7,
};
const now = Date.UTC(2026, 0, 2);
const record: ReleaseRecord = {
  owner: { repository: 'acme/shop', terraformDirectory: 'terraform', project: 'shop', environment: 'x' },
  previous: [],
};
const site: Release = {
  id: '41-1-aaaaaaaa',
  commit: 'a'.repeat(40),
  runUrl: 'https://github.com/acme/shop/actions/runs/41/attempts/1',
  publishedAt: '2026-01-01T00:00:00.000Z',
  bucket: 'site',
  url: 'https://shop.example',
  files: new Map([
    [
      'index.html',
      { sha256: 'ab', etag: 'cd', headers: { contentType: 'text/html', cacheControl: 'no-cache' } },
    ],
  ]),
};
const ours = { commit: run.commit, runUrl: run.url, workflow: 'deploy', runNumber: 7 };

describe('buildInfrastructureRelease', () => {
  it('says which commit of which run is live, and that it has no files', () => {
    assert.deepEqual(buildInfrastructureRelease(run, now), {
      ...ours,
      id: '42-2-3f9a1c2b',
      publishedAt: '2026-01-02T00:00:00.000Z',
      bucket: '',
      files: new Map(),
    });
  });
});

describe('withLiveCommit', () => {
  it('records the first deploy of infrastructure alone, so that an older commit meets it', () => {
    assert.deepEqual(withLiveCommit(record, run, { now })?.live, buildInfrastructureRelease(run, now));
  });

  it('moves the live commit where the site stays the release it is, and since when', () => {
    const intended = { release: { id: 'x', commit: 'y', runUrl: 'z' }, owed: ['/'] };
    const before = { ...record, live: site, intended, previous: [site] };
    assert.deepEqual(withLiveCommit(before, run, { now }), { ...before, live: { ...site, ...ours } });
  });

  it('keeps what the site was built from', () => {
    const fingerprint = { format: 1, salt: 'ab', parts: {} };
    const moved = withLiveCommit({ ...record, live: { ...site, fingerprint } }, run, { now });
    assert.deepEqual(moved?.live?.fingerprint, fingerprint);
  });

  it('takes the address that the deploy knows', () => {
    const moved = withLiveCommit({ ...record, live: site }, run, { now, url: 'https://new.example' });
    assert.equal(moved?.live?.url, 'https://new.example');
  });

  it('has nothing to write for a run of the live commit', () => {
    assert.equal(
      withLiveCommit({ ...record, live: { ...site, commit: run.commit } }, run, { now }),
      undefined,
    );
  });
});

describe('withFingerprint', () => {
  const fingerprint = { format: 1, salt: 'ab', parts: {} };
  const live = { ...record, live: site };

  it('notes what the very same site was built from this time', () => {
    assert.deepEqual(withFingerprint(live, fingerprint).live, { ...site, fingerprint });
  });

  it('has nothing to write where that is known already, is unknown, or there is no site', () => {
    const noted = withFingerprint(live, fingerprint);
    assert.equal(withFingerprint(noted, fingerprint), noted);
    assert.equal(withFingerprint(live, undefined), live);
    assert.equal(withFingerprint(record, fingerprint), record);
  });
});
