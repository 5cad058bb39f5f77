/** One root output as the state holds it. A sensitive one has no value here: it never leaves Terraform through us. */
export interface StateOutput {
  readonly sensitive: boolean;
  readonly value?: unknown;
}

/** What of a Terraform state is read: never its resources. */
export interface StateContent {
  /** Rises with every change of the state. */
  readonly serial: number;
  /** Given once, when the state is first made; another lineage is another state. */
  readonly lineage: string;
  readonly outputs: Readonly<Record<string, StateOutput>>;
}

/** The format of every Terraform since 0.12 and every OpenTofu. */
const STATE_VERSION = 4;

/** Reads a state file, or says in a few words why it isn't one. */
export function parseState(text: string): StateContent | string {
  if (text.trim() === '') return 'it is empty';
  let state: { version?: unknown; serial?: unknown; lineage?: unknown; outputs?: unknown } | null;
  try {
    state = JSON.parse(text);
  } catch {
    return `it is not JSON (${text.length} characters)`;
  }
  if (typeof state !== 'object' || state === null) return 'it is not a JSON object';
  const { version, serial, lineage, outputs } = state;
  if (version !== STATE_VERSION)
    return `its version is ${JSON.stringify(version) ?? 'missing'}, not ${STATE_VERSION}`;
  if (typeof serial !== 'number' || typeof lineage !== 'string' || lineage === '') {
    return 'it has no serial and lineage';
  }
  return { serial, lineage, outputs: outputsOf(outputs) };
}

function outputsOf(outputs: unknown): Readonly<Record<string, StateOutput>> {
  if (typeof outputs !== 'object' || outputs === null) return {};
  return Object.fromEntries(
    Object.entries(outputs as Record<string, { readonly sensitive?: boolean; readonly value?: unknown }>).map(
      ([name, { sensitive, value }]) => [
        name,
        sensitive === true ? { sensitive } : { sensitive: false, value },
      ],
    ),
  );
}
