import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

const END = { signature: 0x06054b50, size: 22, maxComment: 0xffff, entries: 10, directoryOffset: 16 };
const CENTRAL = { signature: 0x02014b50, size: 46 };
const LOCAL = { signature: 0x04034b50, size: 30 };
const STORED = 0;
const DEFLATED = 8;

/**
 * The content of one entry of a zip archive; undefined when the archive has no such entry or is not read by this
 * (encrypted, larger than 4 GiB). Only called on bytes whose checksum holds. Reading the one entry we want from memory
 * needs no `unzip` on the machine, and no other entry can write anywhere.
 */
export async function readZipEntry(archive: Buffer, name: string): Promise<Buffer | undefined> {
  const end = findEnd(archive);
  if (end === undefined) return undefined;
  let offset = archive.readUInt32LE(end + END.directoryOffset);
  for (let left = archive.readUInt16LE(end + END.entries); left > 0; left -= 1) {
    if (offset + CENTRAL.size > end || archive.readUInt32LE(offset) !== CENTRAL.signature) return undefined;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) =>
      archive.readUInt16LE(offset + at),
    );
    const nameEnd = offset + CENTRAL.size + (nameLength ?? 0);
    if (archive.toString('utf8', offset + CENTRAL.size, nameEnd) === name)
      return readContent(archive, offset);
    offset = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return undefined;
}

/** The directory's end record stands last, before a comment of unknown length. */
function findEnd(archive: Buffer): number | undefined {
  const last = archive.length - END.size;
  for (let offset = last; offset >= 0 && offset >= last - END.maxComment; offset -= 1) {
    if (archive.readUInt32LE(offset) === END.signature) return offset;
  }
  return undefined;
}

async function readContent(archive: Buffer, central: number): Promise<Buffer | undefined> {
  const encrypted = (archive.readUInt16LE(central + 8) & 1) !== 0;
  const method = archive.readUInt16LE(central + 10);
  const compressed = archive.readUInt32LE(central + 20);
  const size = archive.readUInt32LE(central + 24);
  const local = archive.readUInt32LE(central + 42);
  if (encrypted || local + LOCAL.size > archive.length || archive.readUInt32LE(local) !== LOCAL.signature)
    return undefined;
  const start = local + LOCAL.size + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(start, start + compressed);
  if (bytes.length !== compressed) return undefined;
  if (method === STORED) return bytes;
  if (method !== DEFLATED) return undefined;
  const content = await inflate(bytes, { maxOutputLength: Math.max(size, 1) });
  return content.length === size ? content : undefined;
}
