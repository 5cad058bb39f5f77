import { Failure } from '../errors.ts';
import type { Terraform } from './cli.ts';
import type { Plan } from './plan.ts';

/** What of `terraform show -json <plan>` is read. It holds secrets: nothing of it is printed. */
export interface PlanJson {
  readonly resource_changes?: readonly PlannedResource[];
  readonly output_changes?: Readonly<Record<string, PlannedOutputJson>>;
  readonly prior_state?: { readonly values?: { readonly root_module?: StateModule } };
  readonly configuration?: {
    readonly provider_config?: Readonly<Record<string, ProviderConfig>>;
    readonly root_module?: ConfigModule;
  };
  readonly variables?: Readonly<Record<string, { readonly value?: unknown }>>;
}

export interface PlannedResource {
  readonly address: string;
  /** `module.api` or `module.api["a"].module.b`; absent in the root module. */
  readonly module_address?: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  /** Set where an object of this address was replaced and the old one is still to be destroyed. */
  readonly deposed?: string;
  /** Where a `moved` block took it from. */
  readonly previous_address?: string;
  /** `replace_because_cannot_update`, `delete_because_no_resource_config`, ...; absent where it goes without saying. */
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown?: Readonly<Record<string, unknown>>;
    readonly importing?: { readonly id?: string };
    /** Paths of the attributes that force a replacement: `[["hash_key"], ["disk", 0, "size"]]`. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

export interface PlannedOutputJson {
  readonly actions: readonly string[];
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
}

export interface StateModule {
  readonly resources?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly values?: Readonly<Record<string, unknown>>;
  }[];
  readonly child_modules?: readonly StateModule[];
}

export interface ProviderConfig {
  readonly full_name?: string;
  readonly expressions?: Readonly<Record<string, unknown>>;
}

export interface Expression {
  readonly constant_value?: unknown;
  readonly references?: readonly string[];
}

export interface ConfigModule {
  readonly resources?: readonly ConfigResource[];
  readonly outputs?: Readonly<Record<string, { readonly expression?: Expression }>>;
  readonly module_calls?: Readonly<
    Record<
      string,
      {
        /** `./modules/x`, or where it is downloaded from. */
        readonly source?: string;
        readonly expressions?: Readonly<Record<string, unknown>>;
        readonly module?: ConfigModule;
      }
    >
  >;
}

export interface ConfigResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly provider_config_key?: string;
  readonly provisioners?: readonly unknown[];
  readonly expressions?: Readonly<Record<string, unknown>>;
}

/**
 * Reads a saved plan whole: values and configuration, which the events of `plan -json` leave out. It costs as much as a
 * plan of nothing (5 s), so only where something is to be created.
 *
 * @throws Failure `TERRAFORM_PLAN_FAILED`
 */
export async function showPlan(
  terraform: Terraform,
  { planFile }: Pick<Plan, 'planFile'>,
): Promise<PlanJson> {
  const lines: string[] = [];
  // Not through `runTerraform`, which shows what is no event: this line holds secrets.
  const end = await terraform.run(
    {
      executable: terraform.executable,
      args: ['show', '-no-color', '-json', planFile],
      directory: terraform.directory,
    },
    (line) => lines.push(line),
  );
  const json = lines.find((line) => line.startsWith('{'));
  const parsed = json === undefined || end.exitCode !== 0 ? undefined : parse(json);
  if (parsed !== undefined) return parsed;
  throw new Failure({
    code: 'TERRAFORM_PLAN_FAILED',
    reason: `The saved plan could not be read: terraform show -json ended with ${end.exitCode ?? end.signal ?? end.error}.`,
    safe: 'Nothing was applied, and the site was not touched.',
    next: 'Run the deploy again.',
  });
}

function parse(json: string): PlanJson | undefined {
  try {
    return JSON.parse(json) as PlanJson;
  } catch {
    return undefined;
  }
}
