import { declarationsIn, type Declaration } from './backend-declarations.ts';
import { readConfigurationFiles } from './configuration-files.ts';
import type { Literal } from './hcl/literal.ts';
import { isPlaceholder, type NamedSetting } from './placeholder.ts';

/** What a deploy needs to know of a root module before Terraform runs. */
export interface Configuration {
  /** Every `required_version`, as written; all of them must hold. */
  readonly requiredVersions: readonly string[];
  readonly backend: DeclaredBackend;
  /**
   * Names of files that could not be followed. What they declare is not known; nothing is refused for it here,
   * because Terraform reads them first thing in `init` and says on which line it stops.
   */
  readonly unreadable: readonly string[];
}

/** The place a declaration stands at, for messages. Lines start at 1. */
export interface DeclaredAt {
  readonly file: string;
  readonly line: number;
}

/**
 * The backend that counts: of the override files the last one that declares any, else the first in the primary ones.
 * (Two in the primary ones are an error that Terraform reports.)
 */
export type DeclaredBackend = { readonly kind: 'none' } | DeclaredS3 | DeclaredLocal | DeclaredElsewhere;

export interface DeclaredS3 extends DeclaredAt {
  readonly kind: 's3';
  /** Every attribute; undefined where the value is not one literal (Terraform refuses references in a backend). */
  readonly attributes: ReadonlyMap<string, Literal | undefined>;
  /**
   * What the generated backend must repeat, as HCL text, because nothing of a declared one is merged into it:
   * credentials, KMS key, endpoints, ... - everything but the settings below.
   */
  readonly carried: string;
  // The settings this action decides. Each is undefined where it is absent, a placeholder or not one literal.
  readonly bucket?: string;
  readonly key?: string;
  readonly region?: string;
  readonly lockTable?: string;
  readonly useLockfile?: boolean;
  readonly encrypt?: boolean;
}

export interface DeclaredLocal extends DeclaredAt {
  readonly kind: 'local';
  /** Relative to the directory, or absolute. */
  readonly path?: string;
  readonly workspaceDirectory?: string;
}

/** HCP Terraform (`cloud`), or another kind of backend: `remote`, `gcs`, `azurerm`, `http`, ... */
export interface DeclaredElsewhere extends DeclaredAt {
  readonly kind: 'cloud' | 'other';
  /** The organization of `cloud` (empty: not given), the kind of another backend. */
  readonly name: string;
  /** Nothing can be kept there as it is written. */
  readonly placeholder: boolean;
}

/** Reads every `*.tf` and `*.tf.json` of the root module in `directory`. */
export async function readConfiguration(directory: string): Promise<Configuration> {
  const requiredVersions: string[] = [];
  const unreadable: string[] = [];
  let counting: Declaration | undefined;
  for (const file of await readConfigurationFiles(directory)) {
    const found = declarationsIn(file);
    if (found === undefined) {
      unreadable.push(file.name);
      continue;
    }
    requiredVersions.push(...found.requiredVersions);
    const [first] = found.backends;
    if (first !== undefined && (file.role === 'override' || counting === undefined)) counting = first;
  }
  return { requiredVersions, backend: describeBackend(counting), unreadable };
}

/** What a declaration means: its settings with placeholders taken out. */
export function describeBackend(declaration: Declaration | undefined): DeclaredBackend {
  if (declaration === undefined) return { kind: 'none' };
  const { kind, attributes, file, line } = declaration;
  const text = (attribute: string, setting: NamedSetting): string | undefined => {
    const value = attributes.get(attribute);
    return typeof value === 'string' && !isPlaceholder(setting, value) ? value : undefined;
  };
  if (kind === 'cloud') {
    const name = text('organization', 'name') ?? '';
    return { kind: 'cloud', name, placeholder: name === '', file, line };
  }
  if (kind === 'local') {
    return {
      kind: 'local',
      ...given('path', literalText(attributes.get('path'))),
      ...given('workspaceDirectory', literalText(attributes.get('workspace_dir'))),
      file,
      line,
    };
  }
  if (kind !== 's3') {
    // An empty block of another kind is real: it is completed by -backend-config elsewhere.
    const placeholder = [...attributes].some(
      ([, value]) => typeof value === 'string' && isPlaceholder('key', value),
    );
    return { kind: 'other', name: kind, placeholder, file, line };
  }
  return {
    kind: 's3',
    attributes,
    carried: declaration.carried(OWN_SETTINGS),
    ...given('bucket', text('bucket', 'bucket')),
    ...given('key', text('key', 'key')),
    ...given('region', text('region', 'region')),
    ...given('lockTable', text('dynamodb_table', 'table')),
    ...given('useLockfile', literalFlag(attributes.get('use_lockfile'))),
    ...given('encrypt', literalFlag(attributes.get('encrypt'))),
    file,
    line,
  };
}

/** The settings of an S3 backend that the generated one decides itself. */
export const OWN_SETTINGS: ReadonlySet<string> = new Set([
  'bucket',
  'key',
  'region',
  'encrypt',
  'dynamodb_table',
  'use_lockfile',
]);

const given = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } | Record<never, never> =>
  value === undefined ? {} : { [name]: value };

const literalText = (value: Literal | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Terraform takes `"true"` for `true`. */
const literalFlag = (value: Literal | undefined): boolean | undefined =>
  value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
