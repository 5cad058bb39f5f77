// Builds one package a function: node revivecrm/build-packages.mjs [output directory]
//
// The same sources give the same bytes on every machine and every Node from 20 on, so an unchanged function is
// unchanged in the plan. That is why this is not `zip`, and why nothing is compressed: entries are sorted, their
// time and mode are fixed, and deflate's output differs between releases of zlib. The sources are a few kilobytes.
//
// A package holds <name>/ and shared/ as they lie in functions/, so that imports work here as they do in Lambda.
// It needs nothing installed: the AWS SDK is part of Lambda's Node runtime.

import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHARED = 'shared';
const DOS_1980_01_01 = 0x0021; // The zip format's first day; its time 00:00:00 is 0.
const UTF8_NAMES = 0x0800;
const MADE_ON_UNIX = 0x0314; // High byte 3: the mode below counts. Low byte: zip 2.0.
const REGULAR_FILE_0644 = 0o100644; // Lambda's user has to be able to read it.

/**
 * Writes <output>/<name>.zip for every folder of `functions` with an index.mjs, and removes packages of functions
 * that are gone. A package that is already there with the same bytes is left alone.
 *
 * @param {{ functions: string, output: string }} where absolute directories
 * @returns {{ built: string[], written: string[], removed: string[] }} names of functions, sorted
 */
export function buildPackages({ functions, output }) {
  const shared = filesUnder(functions, SHARED);
  const built = directoriesIn(functions).filter(
    (name) => name !== SHARED && readdirSync(join(functions, name)).includes('index.mjs'),
  );
  if (built.length === 0) throw new Error(`No function in ${functions}: each is a folder with an index.mjs.`);
  mkdirSync(output, { recursive: true });

  const written = [];
  for (const name of built) {
    const bytes = zip([...filesUnder(functions, name), ...shared]);
    if (writeIfDifferent(join(output, `${name}.zip`), bytes)) written.push(name);
  }
  const removed = readdirSync(output)
    .filter((file) => file.endsWith('.zip') && !built.includes(file.slice(0, -4)))
    .sort();
  for (const file of removed) rmSync(join(output, file));
  return { built, written, removed: removed.map((file) => file.slice(0, -4)) };
}

function directoriesIn(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Every file below root/folder, with its path in the package. Hidden files are left out: they are an editor's. */
function filesUnder(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(root, path) : [{ path, bytes: readFileSync(join(root, path)) }];
    });
}

function writeIfDifferent(file, bytes) {
  try {
    if (readFileSync(file).equals(bytes)) return false;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  // In one step: somebody who builds at the same time never sees half a package.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, file);
  return true;
}

/** A zip archive of stored (uncompressed) entries, sorted by the bytes of their paths. */
function zip(files) {
  const entries = files
    .map((file) => ({ ...file, name: Buffer.from(file.path, 'utf8') }))
    .sort((a, b) => Buffer.compare(a.name, b.name));
  const locals = [];
  const centrals = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const description = describe(name, bytes);
    const local = Buffer.concat([uint32(0x04034b50), description, name, bytes]);
    // Comment length, disk, internal attributes, then the mode and where the entry begins.
    const tail = [uint16(0), uint16(0), uint16(0), uint32(REGULAR_FILE_0644 * 0x10000), uint32(offset)];
    centrals.push(Buffer.concat([uint32(0x02014b50), uint16(MADE_ON_UNIX), description, ...tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const count = uint16(entries.length);
  const end = [
    uint32(0x06054b50),
    uint16(0),
    uint16(0),
    count,
    count,
    uint32(directory.length),
    uint32(offset),
  ];
  return Buffer.concat([...locals, directory, ...end, uint16(0)]);
}

/** The fields that an entry's local header and its directory entry have in common. */
function describe(name, bytes) {
  const size = uint32(bytes.length);
  const stored = 0;
  const when = [uint16(0), uint16(DOS_1980_01_01)];
  const what = [uint32(crc32(bytes)), size, size, uint16(name.length), uint16(0)];
  return Buffer.concat([uint16(20), uint16(UTF8_NAMES), uint16(stored), ...when, ...what]);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** zlib.crc32 came with Node 20.15; this is for those before. */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 0xff];
  return (crc ^ 0xffffffff) >>> 0;
}

function uint16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function main([output]) {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const { built, written, removed } = buildPackages({
    functions: join(here, 'functions'),
    output: resolve(output ?? join(here, '..', 'terraform', 'packages')),
  });
  const news = [
    written.length > 0 ? `new: ${written.join(', ')}` : 'all as they were',
    ...(removed.length > 0 ? [`removed: ${removed.join(', ')}`] : []),
  ];
  console.log(`${built.length} function packages, ${news.join('; ')}`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  main(process.argv.slice(2));
