import { hash } from 'node:crypto';

/**
 * A pack: small files of a site in one object. Its first line says what is in it, so that nothing else has to:
 * `{"format":1,"contents":[["<sha256>",<bytes>],...]}`, then the contents one after the other, in this order.
 */
const FORMAT = 1;
const NEWLINE = 0x0a;

/** One content of a pack. */
export interface PackedContent {
  /** Hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** The first line of a pack with these contents, its end included. */
export const packHeader = (contents: readonly PackedContent[]): Buffer =>
  Buffer.from(
    `${JSON.stringify({ format: FORMAT, contents: contents.map(({ sha256, size }) => [sha256, size]) })}\n`,
  );

/**
 * The wanted contents of a pack, each only if it is what its SHA-256 says. What is no whole pack has none: bytes that
 * can't be proved are no content.
 *
 * @param wanted hex SHA-256s
 * @returns hex SHA-256 -> content, a part of `pack`
 */
export function contentsOf(pack: Buffer, wanted: ReadonlySet<string>): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  const end = pack.indexOf(NEWLINE);
  let start = end + 1;
  for (const { sha256, size } of listed(pack.subarray(0, Math.max(end, 0)))) {
    const content = pack.subarray(start, start + size);
    start += size;
    if (wanted.has(sha256) && content.length === size && hash('sha256', content, 'hex') === sha256)
      found.set(sha256, content);
  }
  return found;
}

function listed(line: Buffer): readonly PackedContent[] {
  let header: unknown;
  try {
    header = JSON.parse(line.toString());
  } catch {
    return [];
  }
  const { format, contents } = (header ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== FORMAT || !Array.isArray(contents)) return [];
  const read = (contents as readonly unknown[]).map(packed);
  return read.every((each) => each !== undefined) ? read : [];
}

function packed(entry: unknown): PackedContent | undefined {
  if (!Array.isArray(entry)) return undefined;
  const [sha256, size] = entry as readonly unknown[];
  const isWhole = typeof sha256 === 'string' && Number.isSafeInteger(size) && (size as number) >= 0;
  return isWhole ? { sha256, size: size as number } : undefined;
}
