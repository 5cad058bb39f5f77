import assert from 'node:assert/strict';

import type { ActionRun } from '../../../local/runner/run-action.ts';
import {
  type World,
  assertFailed,
  assertNothingLeft,
  assertWell,
  counts,
  startWorld,
} from '../../e2e/harness.ts';
import { LOSSES, type Loss, type StateObject, stateObject } from '../../e2e/state-object.ts';
import { type Inventory, type Kind, differences, inventoryOf } from './inventory.ts';
import type { CheckedOut, Stack } from './stacks.ts';

/** Digest, release record and journal are gone, too: only what the plan would create tells that there was a state. */
export const WITHOUT_A_TRACE: Loss = {
  what: 'deleted with every trace',
  code: 'ALREADY_EXISTS',
  inflict: ({ removeTraces }) => removeTraces(),
};

/** Every way to lose a state. */
export const WAYS: readonly Loss[] = [...LOSSES, WITHOUT_A_TRACE];

/** A stack, deployed into a world of its own. */
export interface Deployed {
  readonly stack: Stack;
  readonly world: World;
  readonly state: StateObject;
  /** What AWS had after the deploy. */
  readonly inventory: Inventory;
  /** Seconds that the first deploy took. */
  readonly seconds: number;
  /** Deploys again. */
  deploy(inputs?: Readonly<Record<string, string>>): Promise<ActionRun>;
  close(): Promise<void>;
}

/** Deploys a stack from nothing. */
export async function deployed(stack: Stack): Promise<Deployed> {
  const world = await startWorld({ providers: 'dev-overrides' });
  let checkout: CheckedOut | undefined;
  const close = async (): Promise<void> => {
    await checkout?.remove();
    await world.stop();
  };
  try {
    const checkedOut = (checkout = await stack.checkOut(world));
    const deploy: Deployed['deploy'] = async (inputs = {}) => {
      const step = await world.start(checkedOut, {
        inputs: { ...stack.inputs, ...inputs },
        github: { repository: `example/${stack.project}`, sha: checkedOut.commit },
      });
      const run = await step.finished;
      await assertNothingLeft(world, step, checkedOut);
      return run;
    };
    const first = await deploy();
    assertWell(first, { result: 'deployed', ...counts(stack.resources, 0, 0) });
    const inventory = await inventoryOf(world);
    for (const [kind, count] of Object.entries(stack.holds))
      assert.equal(inventory.get(kind as Kind)?.length, count, `${kind} after the first deploy`);
    const state = stateObject(world, stack.project);
    return { stack, world, state, inventory, seconds: first.durationMs / 1000, deploy, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One loss and what came of it. */
export interface Round {
  readonly loss: Loss;
  /** Of the deploy without adoption. */
  readonly stopped: Ended;
  /** Of the deploy with it. */
  readonly adopted: Ended;
  /** Nothing where all is as promised. */
  readonly problems: readonly string[];
}

/** How a deploy ended. */
interface Ended {
  readonly code: string;
  readonly seconds: number;
  readonly imported: string;
  readonly added: string;
  readonly changed: string;
  readonly destroyed: string;
}

/** Loses the state, deploys without adoption, which must stop, and with it, which must bring everything back. */
export async function playRound(site: Deployed, loss: Loss): Promise<Round> {
  const problems: string[] = [];
  const noted = (run: ActionRun, check: () => void): void => {
    try {
      check();
    } catch (error) {
      problems.push(`${loss.what}: ${(error as Error).message}\n${run.log}`);
    }
  };
  await loss.inflict(site.state);
  const stopped = await site.deploy();
  noted(stopped, () => assertStopped(stopped, loss, site.stack));
  const adopted = await site.deploy({ 'adopt-existing': 'true' });
  noted(adopted, () => assertAdopted(adopted, loss, site.stack));
  const now = await inventoryOf(site.world);
  for (const each of differences(site.inventory, now)) problems.push(`${loss.what}: ${each}`);
  return { loss, stopped: endOf(stopped), adopted: endOf(adopted), problems };
}

/** Only where nothing tells of a state it is planned at all: then what exists stops it, before the apply. */
export function assertStopped(run: ActionRun, { code }: Loss, { resources }: Stack): void {
  assertFailed(run, code, counts(0, 0, 0));
  if (code !== 'ALREADY_EXISTS') return assert.doesNotMatch(run.log, /^[✓✗] plan/m);
  assert.match(
    run.log,
    new RegExp(`${resources} resources that this plan would create exist in AWS already`),
  );
  assert.match(run.log, /^Next: .*`adopt-existing: true`/m);
  assert.doesNotMatch(run.log, /^[✓✗] apply/m);
}

/** Everything imported, nothing added or destroyed but a snapshot for a snapshot, which the summary says. */
function assertAdopted(run: ActionRun, { code }: Loss, { resources, replaced }: Stack): void {
  const again = String(replaced.length);
  assertWell(run, {
    result: 'deployed',
    'resources-imported': String(resources),
    'resources-added': again,
    'resources-destroyed': again,
  });
  assert.match(run.summary, new RegExp(`### Adopted[^]*${resources} resources existed already`));
  assert.equal(run.summary.match(/replaced by a new snapshot/g)?.length ?? 0, replaced.length);
  if (code !== 'ALREADY_EXISTS') assert.ok(run.summary.includes(code), `the summary doesn't tell of ${code}`);
}

const endOf = ({ durationMs, outputs }: ActionRun): Ended => ({
  code: outputs['failure-code'] ?? '',
  seconds: durationMs / 1000,
  imported: outputs['resources-imported'] ?? '',
  added: outputs['resources-added'] ?? '',
  changed: outputs['resources-changed'] ?? '',
  destroyed: outputs['resources-destroyed'] ?? '',
});
