import type { Run } from './run.ts';

/**
 * The journal of planned creates: one JSON object beside the state, written before an apply that creates and emptied
 * once the state that knows them is saved. A run that is killed in between leaves it behind, and the next one takes
 * over exactly those resources that this one proves to be of the killed run: looked up before the apply and not found.
 */
export interface Journal {
  readonly format: 1;
  /** The run that was about to create these. */
  readonly run: Pick<Run, 'id' | 'attempt' | 'commit' | 'url'>;
  /** The state the plan was made from; absent where there was none yet. */
  readonly state?: { readonly lineage: string; readonly serial: number };
  readonly entries: readonly JournalEntry[];
}

/** One resource that an apply was about to create. */
export interface JournalEntry {
  /** `module.api.aws_lambda_function.this["orders"]`. */
  readonly address: string;
  /** `aws_lambda_function`. */
  readonly type: string;
  /** Region it was looked up in, and is created in. */
  readonly region: string;
  readonly key: IdentityKey;
  readonly before: FoundBefore;
}

/**
 * What a resource is looked up by, e.g. `{ name: 'orders' }`. A part that AWS has yet to assign stands for the resource
 * that will have it: `{ api: { of: 'aws_apigatewayv2_api.this' } }`.
 */
export type IdentityKey = Readonly<Record<string, string | IdOf>>;

/** The import id that the resource at this address has, or will have. */
export interface IdOf {
  readonly of: string;
}

/** What was there before the apply. Where something of that identity was there and not ours, there is no entry. */
export type FoundBefore =
  /** Nothing of that identity. */
  | 'absent'
  /** The one that this state had at this address, which was about to be replaced under the same identity. */
  | 'replaced'
  /** AWS assigns its id: import ids of all that looked the same. */
  | { readonly alreadyThere: readonly string[] };
