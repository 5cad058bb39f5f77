import { hash } from 'node:crypto';
import { closeSync, futimesSync, linkSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomFrom } from '../../local/s3/faults.ts';

/** A built site in two versions, on disk. */
export interface BenchSite {
  /** How many files each version has. */
  readonly files: number;
  /** Bytes of a version. */
  readonly bytes: number;
  /** How many files of the second version the first one doesn't have like that. */
  readonly changed: number;
  /** Absolute paths. */
  readonly first: string;
  readonly second: string;
}

/** Of the files every fifth is a page; a page names the four assets that come with it. */
const ASSETS_A_PAGE = 4;
/** Bytes; sizes lie evenly between them on a logarithmic scale, as those of bundles do: about 6.5 KB each. */
const SMALLEST = 500;
const LARGEST = 32_000;

/**
 * Writes a site of so many files, and one of which 1 % is different: one asset of every fortieth page, under a new name
 * as a bundler does, and that page.
 */
export function writeSites(directory: string, files: number): BenchSite {
  const random = randomFrom(files);
  const noise = Buffer.from(Array.from({ length: 2 * LARGEST }, () => Math.floor(random() * 256)));
  const [first, second] = [path.join(directory, 'first'), path.join(directory, 'second')];
  let bytes = 0;
  let changed = 0;
  const made = new Set<string>();
  const write = (root: string, key: string, content: Buffer): void => {
    const file = path.join(root, key);
    const parent = path.dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, content);
  };
  const both = (key: string, content: Buffer): void => {
    write(first, key, content);
    const parent = path.join(second, path.dirname(key));
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    linkSync(path.join(first, key), path.join(second, key));
    bytes += content.length;
  };
  const content = (name: string): Buffer => {
    const length = Math.round(SMALLEST * (LARGEST / SMALLEST) ** random());
    const start = Math.floor(random() * (noise.length - length));
    return Buffer.concat([Buffer.from(`/* ${name} */\n`), noise.subarray(start, start + length)]);
  };
  const asset = (name: string): readonly [string, Buffer] => {
    const made = content(name);
    return [`assets/${name}-${hash('sha256', made, 'hex').slice(0, 20)}.js`, made];
  };
  const pageKey = (number: number): string => (number === 0 ? 'index.html' : `page-${number}/index.html`);

  let written = 0;
  for (let number = 0; written < files; number++) {
    const names: string[] = [];
    for (let index = 0; index < ASSETS_A_PAGE && written < files - 1; index++, written++) {
      const [key, body] = asset(`part-${number}-${index}`);
      names.push(key);
      // Every fortieth page's first asset makes half a percent, its page the other half.
      if (number % 40 === 0 && index === 0) write(first, key, body);
      else both(key, body);
    }
    const own = content(pageKey(number));
    written++;
    if (number % 40 !== 0) {
      both(pageKey(number), page(names, own));
      continue;
    }
    write(first, pageKey(number), page(names, own));
    const [key, body] = asset(`part-${number}-0`);
    write(second, key, body);
    write(second, pageKey(number), page([key, ...names.slice(1)], own));
    bytes += body.length + own.length;
    changed += 2;
  }
  return { files, bytes, changed, first, second };
}

const page = (assets: readonly string[], body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<!doctype html>${assets.map((key) => `<script src="/${key}"></script>`).join('')}<pre>`),
    Buffer.from(body.toString('base64')),
  ]);

const buffer = Buffer.alloc(128 * 1024);

/**
 * Leaves the files as a fresh checkout and its build leave them: their time is now, and their content is in the page
 * cache. rclone has the kernel drop what it has read (`posix_fadvise`), so that whoever came after it read from the disk:
 * at 10,000 files ours took 3.1 s instead of 0.95 s.
 */
export function asJustBuilt(directory: string, keys: readonly string[]): void {
  const now = new Date();
  for (const key of keys) {
    const file = openSync(path.join(directory, key), 'r');
    try {
      while (readSync(file, buffer) > 0);
      futimesSync(file, now, now);
    } finally {
      closeSync(file);
    }
  }
}
