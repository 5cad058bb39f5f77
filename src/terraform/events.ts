/**
 * The events of `terraform plan -json` and `apply -json` that this action acts on. Terraform leaves sensitive values out
 * of them. Format: https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export type TerraformEvent =
  | { readonly type: 'version'; readonly '@message': string; readonly terraform: string }
  | { readonly type: 'planned_change'; readonly '@message': string; readonly change: PlannedChange }
  | { readonly type: 'resource_drift'; readonly '@message': string; readonly change: PlannedChange }
  | { readonly type: 'change_summary'; readonly '@message': string; readonly changes: ChangeSummary }
  | {
      readonly type: 'apply_start' | 'apply_progress' | 'apply_complete' | 'apply_errored';
      readonly '@message': string;
      readonly hook: ApplyHook;
    }
  | {
      readonly type: 'outputs';
      readonly '@message': string;
      readonly outputs: Readonly<Record<string, EventOutput>>;
    }
  | { readonly type: 'diagnostic'; readonly '@message': string; readonly diagnostic: Diagnostic }
  | { readonly type: 'state_lock_acquire'; readonly '@message': string }
  | { readonly type: 'other'; readonly '@message': string };

export interface EventResource {
  readonly addr: string;
  readonly resource_type: string;
}

export interface PlannedChange {
  readonly resource: EventResource;
  readonly action: string;
  readonly reason?: string;
}

export interface ChangeSummary {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
  /** Absent before Terraform 1.5. */
  readonly import?: number;
  readonly operation: 'plan' | 'apply' | 'destroy';
}

export interface ApplyHook {
  readonly resource: EventResource;
  readonly action: string;
  readonly elapsed_seconds?: number;
}

/** `value` is there after an apply and unless sensitive; `action` after a plan. */
export interface EventOutput {
  readonly sensitive: boolean;
  readonly value?: unknown;
  readonly action?: string;
}

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
  /** File name relative to the root module; lines start at 1. */
  readonly range?: {
    readonly filename: string;
    readonly start: { readonly line: number };
    readonly end: { readonly line: number };
  };
}

const KNOWN: ReadonlySet<string> = new Set<TerraformEvent['type']>([
  'version',
  'planned_change',
  'resource_drift',
  'change_summary',
  'apply_start',
  'apply_progress',
  'apply_complete',
  'apply_errored',
  'outputs',
  'diagnostic',
  'state_lock_acquire',
]);

/** Reads one line of output. Undefined for what is no event: `init -json` mixes in plain text, and so may a provider. */
export function parseEvent(line: string): TerraformEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const event = JSON.parse(line) as { type?: string; '@message'?: unknown };
    if (typeof event['@message'] !== 'string' || typeof event.type !== 'string') return undefined;
    return (
      KNOWN.has(event.type) ? event : { type: 'other', '@message': event['@message'] }
    ) as TerraformEvent;
  } catch {
    return undefined;
  }
}

/** What Terraform prints in the last resort, when it can neither save the state nor write errored.tfstate. */
const STATE_DUMP = 'Emergency state dump';

/** The state in a line of output that is Terraform's emergency dump of it, as JSON; undefined for every other line. */
export function parseStateDump(line: string): string | undefined {
  if (!line.includes(STATE_DUMP)) return undefined;
  try {
    const event = JSON.parse(line) as { readonly '@message'?: unknown; readonly state?: unknown };
    if (event['@message'] !== STATE_DUMP || typeof event.state !== 'object' || event.state === null)
      return undefined;
    return JSON.stringify(event.state, undefined, 2);
  } catch {
    return undefined;
  }
}
