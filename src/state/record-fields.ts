/** Says where the record is not what it should be: `live.files["index.html"].etag is not a string`. */
export class Misshapen extends Error {
  override readonly name = 'Misshapen';
}

/** A field that records of older versions don't have. */
export function optional<Name extends string, T>(
  name: Name,
  read: (value: unknown, path: string) => T,
  fields: Fields,
  path: string,
): { readonly [Key in Name]?: T } {
  if (fields[name] === undefined) return {};
  return { [name]: read(fields[name], `${path}.${name}`) } as { readonly [Key in Name]: T };
}

/** An object of the record whose fields are still to be read. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value at a path of the record, which is to be an object. Throws Misshapen. */
export function objectAt(value: unknown, path: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Misshapen(`${path} is not an object`);
}

/** The same for a list. */
export function arrayAt(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Misshapen(`${path} is not a list`);
}

/** The same for a text. */
export function textAt(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  throw new Misshapen(`${path} is not a text`);
}

/** The same for a number. */
export function numberAt(value: unknown, path: string): number {
  if (typeof value === 'number') return value;
  throw new Misshapen(`${path} is not a number`);
}
