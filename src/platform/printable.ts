/** ANSI escape sequences, as programs colour their output with. */
// eslint-disable-next-line no-control-regex
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
/** Control characters, and those that reorder or hide text (bidirectional overrides, zero width, BOM). */
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text from elsewhere, fit to be shown: as lines, without colours, control characters or hidden reordering. */
export const printableLines = (text: string): readonly string[] =>
  text
    .replace(ANSI, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('\t', '  ').replace(INVISIBLE, '\ufffd').trimEnd());

/** The same on one line, and no longer than `longest` characters. */
export function printableLine(text: string, longest = 400): string {
  const line = printableLines(text).join(' ').replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}
