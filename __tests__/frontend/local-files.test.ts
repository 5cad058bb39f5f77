import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { Failure } from '../../src/errors.ts';
import { hashFiles, readLocalFiles } from '../../src/frontend/hash-files.ts';
import { findLocalFiles, readRootPage } from '../../src/frontend/local-files.ts';

const base = mkdtempSync(path.join(os.tmpdir(), 'revive-files-'));
after(() => rmSync(base, { recursive: true, force: true }));

let root = '';
let made = 0;
beforeEach(() => {
  root = path.join(base, `${++made}`, 'dist');
  mkdirSync(root, { recursive: true });
});

function write(key: string, content: string | Buffer = key): void {
  mkdirSync(path.dirname(path.join(root, key)), { recursive: true });
  writeFileSync(path.join(root, key), content);
}

const keys = async (): Promise<readonly string[]> => (await readLocalFiles(root)).map(({ key }) => key);

async function problems(): Promise<readonly string[]> {
  try {
    await readLocalFiles(root);
  } catch (error) {
    assert.ok(error instanceof Failure);
    assert.equal(error.code, 'FRONTEND_UNSAFE_FILE');
    return error.details;
  }
  assert.fail('nothing was refused');
}

const digest = (algorithm: string, content: string | Buffer): string =>
  createHash(algorithm).update(content).digest('hex');

describe('local files', () => {
  test('are found at every depth, dot files too, sorted by key', async () => {
    for (const key of ['index.html', 'b/c/d.js', '.well-known/security.txt', 'a b/ü%.css']) write(key);
    assert.deepEqual(await keys(), ['.well-known/security.txt', 'a b/ü%.css', 'b/c/d.js', 'index.html']);
  });

  test('are the same whatever keys they are told to be like', async () => {
    for (const key of ['b.js', 'b/c.js', 'd.js']) write(key, key);
    for (const like of [[], ['b.js', 'b/c.js', 'd.js'], ['a', 'b/', 'b/c.js', 'c', 'd.js.map', 'e']]) {
      const files = await readLocalFiles(root, { like });
      assert.deepEqual(
        files.map(({ key, sha256 }) => [key, sha256]),
        ['b.js', 'b/c.js', 'd.js'].map((key) => [key, digest('sha256', key)]),
      );
    }
  });

  test('leave out what they are told to, and are none where that is all', async () => {
    for (const key of ['index.html', 'a.js.map']) write(key);
    const left = await readLocalFiles(root, { isLeftOut: (key) => key.endsWith('.map') });
    assert.deepEqual(
      left.map(({ key }) => key),
      ['index.html'],
    );
    await assert.rejects(readLocalFiles(root, { isLeftOut: () => true }), {
      code: 'FRONTEND_OUTPUT_MISSING',
    });
  });

  test('carry size and the hashes of their content', async () => {
    write('index.html', 'hello');
    write('empty', '');
    const [empty, index] = await readLocalFiles(root);
    assert.deepEqual(empty?.size, 0);
    assert.equal(index?.size, 5);
    assert.equal(index.sha256, digest('sha256', 'hello'));
    assert.equal(index.md5, digest('md5', 'hello'));
  });

  test('take the SHA-256 from the record where their MD5 is the recorded ETag, and nowhere else', async () => {
    for (const key of ['same.js', 'changed.js', 'encrypted.js', 'new.js']) write(key, key);
    const recorded = new Map([
      ['same.js', { etag: digest('md5', 'same.js'), sha256: 'as recorded' }],
      ['changed.js', { etag: digest('md5', 'before'), sha256: digest('sha256', 'before') }],
      // No MD5, though the content is the same.
      ['encrypted.js', { etag: `${digest('md5', 'encrypted.js')}-1`, sha256: 'as recorded' }],
    ]);
    const files = await hashFiles(findLocalFiles(root), (key) => recorded.get(key));
    assert.deepEqual(
      Object.fromEntries(files.map(({ key, sha256 }) => [key, sha256])),
      Object.fromEntries([
        ...['changed.js', 'encrypted.js', 'new.js'].map((key) => [key, digest('sha256', key)]),
        ['same.js', 'as recorded'],
      ]),
    );
    for (const { key, md5 } of files) assert.equal(md5, digest('md5', key));
  });

  test('are hashed the same in pieces as whole', async () => {
    const large = Buffer.alloc(9 * 1024 * 1024 + 17, 'abc');
    write('video.mp4', large);
    const [file] = await readLocalFiles(root);
    assert.equal(file?.size, large.length);
    assert.equal(file.sha256, digest('sha256', large));
    assert.equal(file.md5, digest('md5', large));
  });

  test('a large file is not read whole into memory', async () => {
    write('big.bin', '');
    truncateSync(path.join(root, 'big.bin'), 256 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    await readLocalFiles(root);
    assert.ok(process.memoryUsage().rss - before < 64 * 1024 * 1024);
  });

  test('leave out what a desktop leaves behind', async () => {
    write('index.html');
    write('.DS_Store');
    write('images/Thumbs.db');
    assert.deepEqual(await keys(), ['index.html']);
  });

  test('give the text of the root page', async () => {
    write('index.html', '<p>ü</p>');
    assert.equal(readRootPage(await readLocalFiles(root)), '<p>ü</p>');
    assert.equal(readRootPage([]), undefined);
  });

  test('follow links that stay inside the site', async () => {
    write('real/a.js', 'a');
    symlinkSync('real/a.js', path.join(root, 'a.js'));
    symlinkSync('real', path.join(root, 'again'));
    assert.deepEqual(await keys(), ['a.js', 'again/a.js', 'real/a.js']);
  });
});

describe('what must not be published is refused', () => {
  for (const key of [
    '.env',
    '.env.production',
    '.git/config',
    '.npmrc',
    'nested/.npmrc',
    'certs/server.pem',
    'server.KEY',
    'id_rsa',
    'id_ed25519.pub',
    'terraform.tfstate',
    'terraform.tfstate.backup',
    'prod.tfvars',
    '.aws/credentials',
    '.htpasswd',
  ]) {
    test(key, async () => {
      write('index.html');
      write(key);
      const [problem = '', ...more] = await problems();
      assert.deepEqual(more, []);
      assert.ok(key.startsWith(problem.split(' ', 1)[0] ?? '?'), problem);
    });
  }

  test('a link out of the site, even to a harmless file', async () => {
    writeFileSync(path.join(root, '..', 'secret.txt'), 'secret');
    write('index.html');
    symlinkSync('../secret.txt', path.join(root, 'notes.txt'));
    symlinkSync('..', path.join(root, 'up'));
    const found = await problems();
    assert.equal(found.length, 2);
    assert.match(found[0] ?? '', /^notes\.txt is a link that leaves the site/);
    assert.match(found[1] ?? '', /^up is a link that leaves the site/);
  });

  test('a directory beside the site whose name only begins like it', async () => {
    mkdirSync(`${root}-secret`);
    writeFileSync(path.join(`${root}-secret`, 'a'), 'a');
    write('index.html');
    symlinkSync('../dist-secret/a', path.join(root, 'a'));
    assert.match((await problems())[0] ?? '', /^a is a link that leaves the site/);
  });

  test('a link with another name to a file that is denied by its own', async () => {
    write('index.html');
    write('.env');
    symlinkSync('.env', path.join(root, 'config.txt'));
    assert.equal((await problems()).length, 2);
  });

  test('links that lead nowhere or round in a circle', async () => {
    write('index.html');
    symlinkSync('gone', path.join(root, 'broken'));
    symlinkSync('self', path.join(root, 'self'));
    symlinkSync('.', path.join(root, 'here'));
    const found = await problems();
    assert.deepEqual(
      found.map((line) => line.split(' ', 1)[0]),
      ['broken', 'here', 'self'],
    );
  });

  test('two names that are one once normalised', async () => {
    write('caf\u00e9.html', 'one');
    write('cafe\u0301.html', 'two');
    assert.match((await problems())[0] ?? '', /differ only in how they encode/);
  });

  test('a name with a control character, or too long for a key', async () => {
    write('line\nbreak.txt');
    const deep = Array.from({ length: 6 }, () => 'x'.repeat(200)).join('/');
    write(`${deep}/a.txt`);
    const found = await problems();
    assert.match(found[0] ?? '', /^line\?break\.txt has a control character/);
    assert.match(found[1] ?? '', /longer than 1024 bytes/);
  });

  test('all of it at once, and an empty or absent directory before anything else', async () => {
    write('.env');
    write('a.pem');
    assert.equal((await problems()).length, 2);
    const missing = { code: 'FRONTEND_OUTPUT_MISSING' };
    await assert.rejects(readLocalFiles(path.join(root, 'absent')), missing);
    mkdirSync(path.join(root, 'empty/deeper'), { recursive: true });
    await assert.rejects(readLocalFiles(path.join(root, 'empty')), missing);
  });
});
