import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { PublishedFile, Release, ReleaseRecord, SiteHeaders } from '../../src/context/release.ts';
import { parseReleaseRecord } from '../../src/state/release-record-shape.ts';
import { recordBytes } from '../../src/state/release-record-text.ts';
import { plainRecord } from '../fakes/plain-record.ts';

const owner = { repository: 'crm/shop', terraformDirectory: 'terraform', project: 'shop', environment: 'x' };
const page: SiteHeaders = { contentType: 'text/html; charset=utf-8', cacheControl: 'no-cache' };
const asset: SiteHeaders = {
  contentType: 'text/javascript',
  cacheControl: 'public,max-age=31536000,immutable',
};
const rare: SiteHeaders = {
  ...asset,
  contentDisposition: 'attachment; filename="a\u2028b"',
  contentEncoding: 'br',
  contentLanguage: 'de',
};

const hash = (algorithm: string, content: string): string =>
  createHash(algorithm).update(content).digest('hex');

const published = (content: string, more: Partial<PublishedFile> = {}): PublishedFile => ({
  sha256: hash('sha256', content),
  etag: hash('md5', content),
  headers: asset,
  ...more,
});

const release = (id: string, files: Iterable<readonly [string, PublishedFile]>): Release => ({
  id,
  commit: 'a'.repeat(40),
  runUrl: `https://ci.example/${id}`,
  publishedAt: '2026-01-01T00:00:00.000Z',
  bucket: 'site',
  files: new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1))),
});

const parse = (text: string): ReleaseRecord => parseReleaseRecord(text, 's3://state/x.release.json');
const written = (record: ReleaseRecord): string => recordBytes(record).toString();

function assertKept(record: ReleaseRecord): void {
  const text = written(record);
  const read = parse(text);
  assert.deepEqual(plainRecord(read), record);
  assert.deepEqual([...(read.live?.files.keys() ?? [])], [...(record.live?.files.keys() ?? [])]);
  // What was read is written as it was: nothing is lost, or written twice, by a run that reads and writes.
  assert.equal(written(read), text);
}

/** The same numbers on every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const ODD_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  '',
  '10',
  '9',
  'a"b\\c.js',
  'a\nb',
  'grüße/ß.html',
  '\u{1f600}.png',
  '\uffee.png',
  '\u2028',
  'a',
  'a/',
  'a/b',
  'A',
];

function randomFile(below: (most: number) => number): PublishedFile {
  const content = String(below(1e9));
  const etags = [
    undefined,
    `${hash('md5', content)}-7`,
    '',
    '="x"',
    'A'.repeat(22),
    hash('md5', content).toUpperCase(),
  ];
  const etag = below(3) === 0 ? etags[below(etags.length)] : undefined;
  return published(content, {
    headers: [page, asset, rare, { ...page }][below(4)] ?? page,
    ...(etag === undefined ? {} : { etag }),
    ...(below(5) === 0 ? { pack: `4${below(3)}-1-aaaaaaaa/${below(4)}` } : {}),
  });
}

/** Releases of which each has most of what the one before has, or nothing of it. */
function randomReleases(below: (most: number) => number): readonly Release[] {
  let files = new Map<string, PublishedFile>();
  return Array.from({ length: below(6) }, (_, index) => {
    const kept = [...files].filter(() => below(10) > 0);
    files = new Map(below(8) === 0 ? [] : kept);
    for (let count = below(20); count > 0; count -= 1) {
      const key = below(3) === 0 ? (ODD_KEYS[below(ODD_KEYS.length)] ?? '') : `assets/${below(60)}.js`;
      files.set(key, randomFile(below));
    }
    return release(String(index), files);
  });
}

describe('a release record as text', () => {
  it('is read as it was written, whatever the files are and whatever they have in common', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const [live, ...previous] = randomReleases(random(seed));
      assertKept({ owner, ...(live === undefined ? {} : { live }), previous });
      assertKept({ owner, previous: [...(live === undefined ? [] : [live]), ...previous] });
    }
  });

  it('is JSON with a line for each file, so that two can be compared', () => {
    const live = release('2', [
      ['a.js', published('a')],
      ['index.html', published('2', { headers: page })],
    ]);
    const before = release('1', [
      ['a.js', published('a')],
      ['index.html', published('1', { headers: page, pack: '2-1-x/0' })],
    ]);
    const text = written({ owner, live, previous: [before] });
    const lines = text.split('\n');
    assert.equal(lines.filter((line) => line.startsWith('["a.js",')).length, 1);
    assert.equal(lines.filter((line) => line.startsWith('["index.html",')).length, 2);
    assert.equal((JSON.parse(text) as { format: number }).format, 2);
  });

  it('takes 150 bytes a file of a usual site, and next to nothing for releases that are almost the same', () => {
    const file = (index: number, version = 0): [string, PublishedFile] => [
      `assets/chunk-${index}-${hash('md5', `${index}`).slice(0, 8)}.js`,
      published(`${index} ${version}`),
    ];
    const site = (version: number) =>
      release(
        String(version),
        Array.from({ length: 10_000 }, (_, index) => file(index, index < 100 ? version : 0)),
      );
    const alone = recordBytes({ owner, live: site(4), previous: [] }).length;
    const all = recordBytes({ owner, live: site(4), previous: [site(3), site(2), site(1)] }).length;
    assert.ok(alone < 150 * 10_000, `${alone} bytes`);
    assert.ok(all < alone * 1.04, `${all} bytes instead of ${alone}`);
  });

  it('has headers once in memory, however many releases and files have them', () => {
    const files = (content: string) =>
      new Map([
        ['a.js', published(content, { headers: { ...rare } })],
        ['b.js', published('b', { headers: { ...rare } })],
      ]);
    const { live, previous } = parse(
      written({ owner, live: release('2', files('2')), previous: [release('1', files('1'))] }),
    );
    const [one, other] = [live?.files.get('a.js'), previous[0]?.files.get('b.js')];
    assert.ok(one !== undefined && one.headers === other?.headers);
  });

  it('of format 1 is read, and written as format 2', () => {
    const spelled = ({ headers, ...file }: PublishedFile) => ({ ...file, ...headers });
    const site = release('2', [
      ['10', published('ten', { headers: rare, pack: '2-1-x/0' })],
      ['9', published('nine', { etag: 'opaque-3' })],
    ]);
    const old = {
      ...site,
      files: Object.fromEntries([...site.files].map(([key, file]) => [key, spelled(file)])),
    };
    const read = parse(JSON.stringify({ format: 1, owner, live: old, previous: [old] }));
    assert.deepEqual(plainRecord(read), { owner, live: site, previous: [site] });
    assert.deepEqual([...(read.live?.files.keys() ?? [])], ['10', '9']);
    assertKept(plainRecord(read));
  });
});

describe('a record that is not understood', () => {
  const [a, b] = [published('a'), published('b')];
  const live = release('2', [
    ['a.js', a],
    ['b.js', b],
  ]);
  const before = release('1', [
    ['a.js', published('older')],
    ['b.js', b],
  ]);
  const text = written({ owner, live, previous: [before] });
  const [rowA = [], rowB = []] = (JSON.parse(text) as { live: { files: unknown[][] } }).live.files;
  const row = (at: number, value: unknown) => rowA.with(at, value);
  const sha256 = String(rowA[1]);

  const changed = (path: readonly string[], value: unknown): string => {
    const record = JSON.parse(text) as Record<string, never>;
    const last = path.at(-1) ?? '';
    const at = path.slice(0, -1).reduce<Record<string, never>>((fields, name) => fields[name] ?? {}, record);
    Object.assign(at, { [last]: value });
    return JSON.stringify(record);
  };
  const files = (...rows: readonly unknown[]): string => changed(['live', 'files'], rows);
  const difference = (has: unknown, lacks: unknown): string =>
    changed(['previous', '0', 'difference'], { has, lacks });

  const REFUSED: Readonly<Record<string, readonly [string, string]>> = {
    'files in an object': [changed(['live', 'files'], {}), 'live.files is not a list'],
    'a row that is none': [files(rowA, {}), 'live.files[1] is not a row of 4 or 5'],
    'a row that is too short': [files(rowA.slice(0, 3)), 'live.files[0] is not a row of 4 or 5'],
    'a row that is too long': [files([...rowA, 0, 0]), 'live.files[0] is not a row of 4 or 5'],
    'a key that is no text': [files(row(0, 7)), 'live.files[0][0] is not a text'],
    'keys that are not in order': [
      files(rowB, rowA),
      'live.files[1] ("a.js") is not after the key before it',
    ],
    'a key twice': [files(rowA, rowA), 'live.files[1] ("a.js") is not after the key before it'],
    'a hash that is no text': [files(row(1, 7)), 'live.files["a.js"].sha256 is not a SHA-256 in base64url'],
    'a hash that is too short': [
      files(row(1, sha256.slice(1))),
      'live.files["a.js"].sha256 is not a SHA-256 in base64url',
    ],
    'a hash that is too long': [
      files(row(1, `${sha256}A`)),
      'live.files["a.js"].sha256 is not a SHA-256 in base64url',
    ],
    'a hash with a wrong letter': [
      files(row(1, `+${sha256.slice(1)}`)),
      'live.files["a.js"].sha256 is not a SHA-256 in base64url',
    ],
    'a hash with bits beyond its end': [
      files(row(1, `${sha256.slice(0, -1)}B`)),
      'live.files["a.js"].sha256 is not a SHA-256 in base64url',
    ],
    'an ETag that is no text': [files(row(2, null)), 'live.files["a.js"].etag is not a text'],
    'an ETag of another length': [
      files(row(2, 'AAAA')),
      'live.files["a.js"].etag is neither an MD5 in base64url nor =text',
    ],
    'headers that are not there': [files(row(3, 1)), 'live.files["a.js"].headers is no place in headers'],
    'headers before the first': [files(row(3, -1)), 'live.files["a.js"].headers is no place in headers'],
    'headers between two': [files(row(3, 0.5)), 'live.files["a.js"].headers is no place in headers'],
    'headers by a name': [files(row(3, 'length')), 'live.files["a.js"].headers is no place in headers'],
    'a pack that is not there': [files([...rowA, 0]), 'live.files["a.js"].pack is no place in packs'],
    'packs that are no texts': [changed(['packs'], [1]), 'packs[0] is not a text'],
    'no headers': [changed(['headers'], undefined), 'headers is not a list'],
    'headers without a type': [
      changed(['headers', '0', 'contentType'], undefined),
      'headers[0].contentType is not a text',
    ],
    'headers with a language that is none': [
      changed(['headers', '0', 'contentLanguage'], 7),
      'headers[0].contentLanguage is not a text',
    ],
    'a difference and files': [
      changed(['previous', '0', 'files'], []),
      'previous[0] has both files and a difference',
    ],
    'neither files nor a difference': [
      changed(['previous', '0', 'difference'], undefined),
      'previous[0].files is not a list',
    ],
    'a difference to nothing': [
      changed(['live'], undefined),
      'previous[0].difference has no newer release that it could be to',
    ],
    'a difference that is none': [
      changed(['previous', '0', 'difference'], []),
      'previous[0].difference is not an object',
    ],
    'a difference without rows': [difference(undefined, []), 'previous[0].difference.has is not a list'],
    'a difference without keys': [difference([], undefined), 'previous[0].difference.lacks is not a list'],
    'a difference that lacks a file that nobody has': [
      difference([], ['c.js']),
      'previous[0].difference.lacks[0] ("c.js") is no file of the newer release',
    ],
    'a difference that lacks what every object has': [
      difference([], ['__proto__']),
      'previous[0].difference.lacks[0] ("__proto__") is no file of the newer release',
    ],
    'a difference that lacks no key': [difference([], [7]), 'previous[0].difference.lacks[0] is not a text'],
    'a difference that lacks a file twice': [
      difference([], ['a.js', 'a.js']),
      'previous[0].difference.lacks[1] ("a.js") is not after the key before it',
    ],
    'a difference that has and lacks a file': [
      difference([rowB], ['b.js']),
      'previous[0].difference both has and lacks "b.js"',
    ],
    'a difference that has a file twice': [
      difference([rowA, row(1, '')], []),
      'previous[0].difference.has[1] ("a.js") is not after the key before it',
    ],
    'a hash of format 1 that is none': [
      JSON.stringify({
        format: 1,
        owner,
        live: { ...live, files: { 'a.js': { ...a, ...asset, sha256: 'ab' } } },
        previous: [],
      }),
      'live.files["a.js"].sha256 is not a SHA-256',
    ],
    'a file of format 1 without a type': [
      JSON.stringify({
        format: 1,
        owner,
        live: { ...live, files: { ['__proto__x']: { ...a } } },
        previous: [],
      }),
      'live.files["__proto__x"].contentType is not a text',
    ],
  };
  for (const [what, [broken, where]] of Object.entries(REFUSED)) {
    it(`is refused by name: ${what}`, () => {
      assert.throws(
        () => parse(broken),
        (error: Error & { code: string; reason: string }) => {
          assert.equal(error.code, 'STATE_UNREADABLE');
          assert.equal(
            error.reason,
            `The release record s3://state/x.release.json cannot be read: ${where}.`,
          );
          return true;
        },
      );
    });
  }
});
