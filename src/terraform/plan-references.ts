import type { ConfigModule, ConfigResource, Expression, PlanJson, PlannedResource } from './plan-json.ts';

/** The configuration of a planned resource, and where it stands. */
export interface Configured {
  readonly resource: ConfigResource;
  /** From the root module inwards. */
  readonly path: readonly ModuleStep[];
}

/** One call of a module on the way to a resource: `module.api["a"]`. */
interface ModuleStep {
  readonly name: string;
  /** `["a"]`, or empty. */
  readonly index: string;
  readonly module: ConfigModule;
}

/** Finds the block that a planned resource comes from; undefined where the plan doesn't hold it. */
export function configuredAt(plan: PlanJson, planned: PlannedResource): Configured | undefined {
  const root = plan.configuration?.root_module;
  if (root === undefined) return undefined;
  const path: ModuleStep[] = [{ name: '', index: '', module: root }];
  for (const { name, index } of moduleSteps(planned.module_address ?? '')) {
    const module = path.at(-1)?.module.module_calls?.[name]?.module;
    if (module === undefined) return undefined;
    path.push({ name, index, module });
  }
  const resource = path
    .at(-1)
    ?.module.resources?.find(
      ({ mode, type, name }) => mode === planned.mode && type === planned.type && name === planned.name,
    );
  return resource === undefined ? undefined : { resource, path };
}

/** `module.api["a"].module.b` -> api["a"], b. A key may hold dots and brackets. */
export const moduleSteps = (address: string): readonly { readonly name: string; readonly index: string }[] =>
  [...address.matchAll(/(?:^|\.)module\.([^.[]+)(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/g)].map(
    ([, name = '', index = '']) => ({ name, index }),
  );

export const isExpression = (value: unknown): value is Expression =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The address of the one resource that an expression refers to; undefined where it refers to none, to several, or to
 * one whose instance can't be told. Follows what a module is given and what it returns.
 */
export function referredAddress(
  expression: unknown,
  planned: Pick<PlannedResource, 'index'>,
  from: { readonly path: readonly ModuleStep[]; readonly exists: (address: string) => boolean },
): string | undefined {
  if (!isExpression(expression)) return undefined;
  const references = expression.references ?? [];
  const targets = distinct(references.map(targetOf));
  const [target] = targets;
  if (target === undefined || targets.length > 1) return undefined;
  const inner = from.path.at(-1);
  const outer = from.path.slice(0, -1);
  if (inner === undefined) return undefined;
  if (target.startsWith('var.')) {
    // What the module is given is written where it is called; an index there is the call's, not the resource's.
    const given = outer.at(-1)?.module.module_calls?.[inner.name]?.expressions?.[target.slice(4)];
    return referredAddress(given, indexOf(inner), { ...from, path: outer });
  }
  if (target.startsWith('module.')) {
    const [, name = '', output = ''] = /^module\.([^.[]+)\.(.+)$/.exec(target) ?? [];
    const module = inner.module.module_calls?.[name]?.module;
    const returned = module?.outputs?.[output]?.expression;
    if (module === undefined) return undefined;
    return referredAddress(returned, {}, { ...from, path: [...from.path, { name, index: '', module }] });
  }
  const prefix = from.path
    .slice(1)
    .map(({ name, index }) => `module.${name}${index}.`)
    .join('');
  return instanceOf(`${prefix}${target}`, references, { planned, exists: from.exists });
}

const indexOf = ({ index }: ModuleStep): Pick<PlannedResource, 'index'> =>
  index === '' ? {} : { index: JSON.parse(index.slice(1, -1)) as string | number };

const distinct = (targets: readonly (string | undefined)[]): readonly string[] => {
  const found = [...new Set(targets.filter((target) => target !== undefined))];
  // `module.a.id` is listed beside `module.a`, and `x.y[0]` beside `x.y`: the longer one says more.
  return found.filter(
    (each) => !found.some((other) => other.startsWith(each) && /^[.[]/.test(other.slice(each.length))),
  );
};

/** What a reference leads to: `aws_x.y`, `aws_x.y[0]`, `var.name` or `module.m.output`; undefined for each, path, ... */
function targetOf(reference: string): string | undefined {
  if (/^(each|count|path|terraform|self)\./.test(reference)) return undefined;
  const [variable] = /^var\.[^.[]+/.exec(reference) ?? [];
  if (variable !== undefined) return variable;
  const [output] = /^module\.[^.[]+\.[^.[]+/.exec(reference) ?? [];
  if (output !== undefined) return output;
  if (/^module\./.test(reference)) return undefined;
  // A local value or a data source may be anything: it leads somewhere, but not to an address.
  if (/^(local|data)\./.test(reference)) return 'local.unknown';
  return /^[a-z]\w*\.[\w-]+(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/.exec(reference)?.[0];
}

function instanceOf(
  target: string,
  references: readonly string[],
  {
    planned,
    exists,
  }: { readonly planned: Pick<PlannedResource, 'index'>; readonly exists: (address: string) => boolean },
): string | undefined {
  if (exists(target)) return target;
  // `aws_x.y[each.key]`: the instance of the same key. Which one any other index means, the plan doesn't tell.
  const same = references.includes('each.key') || references.includes('count.index');
  if (!same || planned.index === undefined) return undefined;
  const address = `${target}[${JSON.stringify(planned.index)}]`;
  return exists(address) ? address : undefined;
}
