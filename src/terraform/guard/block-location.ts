import path from 'node:path';

import type { DeclaredAt } from '../configuration.ts';
import { type ConfigurationFile, readConfigurationFiles } from '../configuration-files.ts';
import { type HclBlock, type HclItem, lineAt, scanHcl } from '../hcl/scan.ts';
import type { ConfigModule, PlanJson, PlannedResource } from '../plan-json.ts';
import { moduleSteps } from '../plan-references.ts';
import { isMissing } from '../replace-file.ts';

/** Reads where blocks stand; every directory once. */
export interface BlockFinder {
  /**
   * Where the first of these arguments stands in a planned resource's block, else where the block itself does. Of what
   * comes from a downloaded module: where that module is called. Undefined: it is no longer in the configuration.
   */
  locate(planned: PlannedResource, because: readonly string[]): Promise<DeclaredAt | undefined>;
}

/** `directory`: of the root module; `relativeDirectory`: the same from the workspace, which found files are named from. */
export function blockFinder(
  plan: PlanJson,
  { directory, relativeDirectory }: { readonly directory: string; readonly relativeDirectory: string },
): BlockFinder {
  const read = new Map<string, Promise<readonly ConfigurationFile[]>>();
  /** `local`: from the root module's directory. */
  const find = async (local: string, labels: readonly string[], because: readonly string[]) => {
    const files = read.get(local) ?? filesIn(path.join(directory, local));
    read.set(local, files);
    const found = firstOf(await files, labels, because);
    return found === undefined
      ? undefined
      : { file: path.posix.join(relativeDirectory, local, found.file), line: found.line };
  };
  return {
    locate: async (planned, because) => {
      const steps = moduleSteps(planned.module_address ?? '');
      let module: ConfigModule | undefined = plan.configuration?.root_module;
      let local = '.';
      let call: { readonly local: string; readonly name: string } | undefined;
      for (const { name } of steps) {
        const called = module?.module_calls?.[name];
        if (called === undefined) return undefined;
        call = { local, name };
        module = called.module;
        const source = called.source ?? '';
        if (!/^\.\.?\//.test(source)) return find(call.local, ['module', name], []);
        local = path.posix.join(local, source);
      }
      // The module is there and this instance of it isn't: its call says why, not the block in it.
      if (planned.action_reason === 'delete_because_no_module')
        return call === undefined ? undefined : find(call.local, ['module', call.name], because);
      return find(local, ['resource', planned.type, planned.name], because);
    },
  };
}

/** None where a module's directory is gone. */
async function filesIn(directory: string): Promise<readonly ConfigurationFile[]> {
  try {
    return await readConfigurationFiles(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function firstOf(
  files: readonly ConfigurationFile[],
  labels: readonly string[],
  because: readonly string[],
): DeclaredAt | undefined {
  // What an override file says of an argument is what counts; the block is where its first file has it.
  const found = files.map((file) => ({ file, at: offsetsIn(file, labels, because) }));
  const argument = found.findLast(({ at }) => at?.argument !== undefined);
  const block = argument ?? found.find(({ at }) => at !== undefined);
  if (block?.at === undefined) return undefined;
  const { file, at } = block;
  return { file: file.name, line: lineAt(file.text ?? '', at.argument ?? at.block) };
}

interface Offsets {
  readonly block: number;
  readonly argument: number | undefined;
}

function offsetsIn(
  { text, syntax }: ConfigurationFile,
  labels: readonly string[],
  because: readonly string[],
): Offsets | undefined {
  if (text === undefined) return undefined;
  if (syntax === 'json') return offsetsInJson(text, labels);
  const [type, ...names] = labels;
  const block = scanHcl(text)
    ?.filter((item): item is HclBlock => item.kind === 'block')
    .find((each) => each.type === type && each.labels.join('.') === names.join('.'));
  if (block === undefined) return undefined;
  const argument = because.map((name) => offsetOf(block.items, name)).find((offset) => offset !== undefined);
  return { block: block.start, argument };
}

/** Of an argument or a nested block, wherever in the block. */
function offsetOf(items: readonly HclItem[], name: string): number | undefined {
  for (const item of items) {
    if ((item.kind === 'attribute' ? item.name : item.type) === name) return item.start;
    // `dynamic "disk" {}` makes blocks of that name.
    if (item.kind === 'block' && item.type === 'dynamic' && item.labels[0] === name) return item.start;
  }
  for (const item of items) {
    const inner = item.kind === 'block' && item.type === 'lifecycle' ? offsetOf(item.items, name) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** JSON.parse knows no positions: each label's first mention after the one before serves for a message. */
function offsetsInJson(text: string, labels: readonly string[]): Offsets | undefined {
  let offset = 0;
  for (const label of labels) {
    offset = text.indexOf(JSON.stringify(label), offset);
    if (offset < 0) return undefined;
  }
  return { block: offset, argument: undefined };
}
