import type { ConfigurationFile } from './configuration-files.ts';
import { literalValue, quote, type Literal } from './hcl/literal.ts';
import { lineAt, scanHcl, type HclBlock, type HclItem } from './hcl/scan.ts';

/** One `backend "kind" {}` or `cloud {}`, as it stands in a file. */
export interface Declaration {
  /** `s3`, `local`, `cloud`, ... */
  readonly kind: string;
  /** Undefined: the value is not one literal. */
  readonly attributes: ReadonlyMap<string, Literal | undefined>;
  readonly file: string;
  readonly line: number;
  /** All attributes and blocks of it but those named, as HCL text, one after the other. */
  carried(except: ReadonlySet<string>): string;
}

export interface Declarations {
  readonly requiredVersions: readonly string[];
  readonly backends: readonly Declaration[];
}

/** What the `terraform` blocks of one file declare. Undefined: the file can't be followed. */
export function declarationsIn(file: ConfigurationFile): Declarations | undefined {
  if (file.text === undefined) return undefined;
  return file.syntax === 'json' ? inJson(file.name, file.text) : inHcl(file.name, file.text);
}

/** Backends of one file, in HCL: the blocks themselves, for editing. */
export function terraformBlocks(items: readonly HclItem[]): readonly HclBlock[] {
  return items.filter((item) => item.kind === 'block').filter(({ type }) => type === 'terraform');
}

export function backendBlocks(terraform: HclBlock): readonly HclBlock[] {
  return terraform.items
    .filter((item) => item.kind === 'block')
    .filter(
      ({ type, labels }) =>
        (type === 'backend' && labels.length === 1) || (type === 'cloud' && labels.length === 0),
    );
}

/** `s3` of `backend "s3"`, `cloud` of `cloud`. */
export const backendKind = (block: HclBlock): string => block.labels[0] ?? block.type;

/** One backend block of an HCL file. */
export function declarationOf(file: string, text: string, block: HclBlock): Declaration {
  return {
    kind: backendKind(block),
    attributes: literals(text, block.items),
    file,
    line: lineAt(text, block.start),
    carried: (except) =>
      block.items
        .filter((item) => !except.has(item.kind === 'attribute' ? item.name : item.type))
        .map((item) => text.slice(item.start, item.end))
        .join('\n'),
  };
}

function inHcl(name: string, text: string): Declarations | undefined {
  const items = scanHcl(text);
  if (items === undefined) return undefined;
  const blocks = terraformBlocks(items);
  return {
    requiredVersions: blocks
      .map((block) => literals(text, block.items).get('required_version'))
      .filter((value) => typeof value === 'string'),
    backends: blocks.flatMap(backendBlocks).map((block) => declarationOf(name, text, block)),
  };
}

const literals = (text: string, items: readonly HclItem[]): ReadonlyMap<string, Literal | undefined> =>
  new Map(
    items
      .filter((item) => item.kind === 'attribute')
      .map(({ name, value }) => [name, literalValue(text.slice(value.start, value.end))]),
  );

type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON form: every block may be one object or a list of them. */
function inJson(name: string, text: string): Declarations | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  if (!isObject(root)) return undefined;
  const blocks = objects(root['terraform']);
  // JSON.parse knows no positions: the first mention of the word serves for a message.
  const lineOf = (word: string): number => lineAt(text, Math.max(0, text.indexOf(`"${word}"`)));
  const declaration = (kind: string, body: JsonObject, word: string): Declaration => ({
    kind,
    attributes: new Map(
      Object.entries(body).map(([key, value]) => [key, isLiteral(value) ? value : undefined]),
    ),
    file: name,
    line: lineOf(word),
    carried: (except) =>
      Object.entries(body)
        .filter(([key, value]) => !except.has(key) && key !== '//' && value !== null)
        .map(([key, value]) => `${key} = ${hclOf(value)}`)
        .join('\n'),
  });
  return {
    requiredVersions: blocks
      .map((block) => block['required_version'])
      .filter((value) => typeof value === 'string'),
    backends: blocks.flatMap((block) => [
      ...objects(block['backend']).flatMap((labelled) =>
        Object.entries(labelled).flatMap(([kind, bodies]) =>
          objects(bodies).map((body) => declaration(kind, body, 'backend')),
        ),
      ),
      ...objects(block['cloud']).map((body) => declaration('cloud', body, 'cloud')),
    ]),
  };
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objects = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];

/** A text with a template in it is no literal: in JSON, too, `${...}` is evaluated. */
const isLiteral = (value: unknown): value is Literal =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && !/[$%]\{/.test(value));

function hclOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(hclOf).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, inner]) => `${quote(key)} = ${hclOf(inner)}`);
    return `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' ? quote(value) : String(value);
}
