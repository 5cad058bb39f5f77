import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

/**
 * Unpacks a zip archive into a directory: stored and deflated entries, as packages of functions have. Throws on an
 * archive it can't read and on an entry that leads outside.
 */
export async function unzip(archive: Buffer, directory: string): Promise<void> {
  for (const { name, data } of entries(archive)) {
    const file = path.join(directory, name);
    if (!file.startsWith(directory + path.sep))
      throw new Error(`The archive's entry ${name} leads outside of it.`);
    await mkdir(path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) await writeFile(file, data);
  }
}

interface Entry {
  readonly name: string;
  readonly data: Buffer;
}

/** Reads the central directory at the archive's end (APPNOTE 4.3.12); sizes in local headers may be zero. */
function* entries(archive: Buffer): Generator<Entry> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error('Not a zip archive.');
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const method = archive.readUInt16LE(at + 10);
    const packedSize = archive.readUInt32LE(at + 20);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(at + offset),
    ) as [number, number, number];
    const local = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + packedSize);
    if (method !== 0 && method !== 8)
      throw new Error(`${name} is packed with method ${method}, which isn't deflate.`);
    yield { name, data: method === 8 ? inflateRawSync(packed) : Buffer.from(packed) };
    at += 46 + nameLength + extraLength + commentLength;
  }
}
