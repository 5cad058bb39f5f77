import { element } from './xml.ts';

/** How a field of an input is written as a document: its root, what is repeated in it, and what follows. */
interface Shape {
  readonly root: string;
  readonly list: { readonly field: string; readonly item: string; readonly fields: readonly string[] };
  readonly flag?: string;
}

const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  [
    'Delete',
    {
      root: 'Delete',
      list: { field: 'Objects', item: 'Object', fields: ['Key', 'VersionId'] },
      flag: 'Quiet',
    },
  ],
  [
    'MultipartUpload',
    {
      root: 'CompleteMultipartUpload',
      list: { field: 'Parts', item: 'Part', fields: ['ETag', 'ChecksumSHA256', 'PartNumber'] },
    },
  ],
]);

/**
 * The document that a field of an input is sent as; undefined where it is of another kind, or holds anything that isn't
 * known here.
 */
export function documentOf(field: string, value: object): string | undefined {
  const shape = SHAPES.get(field);
  if (shape === undefined) return undefined;
  const { root, list, flag } = shape;
  let xml = '';
  for (const [name, part] of Object.entries(value) as [string, unknown][]) {
    if (part === undefined) continue;
    if (name === list.field && Array.isArray(part)) {
      for (const item of part as readonly object[]) {
        const written = itemOf(item, list);
        if (written === undefined) return undefined;
        xml += written;
      }
    } else if (name === flag && typeof part === 'boolean') xml += element(name, String(part));
    else return undefined;
  }
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${xml}</${root}>`
  );
}

function itemOf(item: object, { item: name, fields }: Shape['list']): string | undefined {
  const given = new Map(Object.entries(item).filter(([, value]) => value !== undefined));
  const known = fields.filter((field) => given.has(field));
  if (known.length !== given.size) return undefined;
  return `<${name}>${known.map((field) => element(field, String(given.get(field)))).join('')}</${name}>`;
}
