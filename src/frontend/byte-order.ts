/**
 * Compares two texts as their UTF-8 compares, the order in which S3 lists keys. JavaScript's own order is that of UTF-16,
 * where what lies beyond the first 65,536 characters (emoji) comes before the last 8,192 of them.
 */
export function byteOrder(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  for (let index = 0; index < shorter; index++) {
    const difference = rank(one.charCodeAt(index)) - rank(other.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Halves of a character beyond the first 65,536 rank above everything else. */
const rank = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
