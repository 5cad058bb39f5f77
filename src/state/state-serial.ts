/**
 * The same state with another serial, every other byte as it is: parsing and writing the whole would round numbers
 * beyond 2^53, which Terraform keeps exactly. Undefined where the text has no serial at its top level.
 */
export function withSerial(text: string, serial: number): string | undefined {
  const at = findSerial(text);
  return at === undefined ? undefined : `${text.slice(0, at.start)}${serial}${text.slice(at.end)}`;
}

/** Whether two states say the same but for their serial. */
export const saySame = (one: string, other: string): boolean => withSerial(one, 0) === withSerial(other, 0);

const STRING = /"(?:[^"\\]|\\.)*"/y;
const VALUE = /\s*:\s*(\d+)/y;

/** Where the number stands that belongs to the key `serial` of the outermost object. */
function findSerial(text: string): { readonly start: number; readonly end: number } | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === '"') {
      STRING.lastIndex = at;
      const string = STRING.exec(text)?.[0];
      if (string === undefined) return undefined;
      at += string.length - 1;
      if (depth !== 1 || string !== '"serial"') continue;
      VALUE.lastIndex = at + 1;
      const [whole, number] = VALUE.exec(text) ?? [];
      if (whole === undefined || number === undefined) continue;
      const end = at + 1 + whole.length;
      return { start: end - number.length, end };
    }
  }
  return undefined;
}
