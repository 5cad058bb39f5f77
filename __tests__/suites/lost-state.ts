import assert from 'node:assert/strict';

import { assertFailed, assertWell, counts } from '../e2e/harness.ts';
import type { Loss } from '../e2e/state-object.ts';
import { inventoryOf, told } from './lost-state/inventory.ts';
import { type Deployed, type Round, WAYS, deployed, playRound } from './lost-state/round.ts';
import { STACKS, type StackName } from './lost-state/stacks.ts';
import { addSecondApi } from './lost-state/second-api.ts';
import { readSuiteOptions, seeded, table, tellVerdict } from './suite.ts';

/**
 * `npm run test:lost-state`: a stack is deployed and its state lost, round after round. Each time a deploy stops with the
 * code of that loss, and one with `adopt-existing` imports everything and adds nothing. In the end a plain deploy finds
 * nothing to do.
 *
 * `--rounds`, `--stack reference|rest`, `--loss` one of the ways alone, `--seed` that orders them.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { seed, numbers, texts } = readSuiteOptions(args, { rounds: 10, stack: 'reference', loss: '' });
  const stack = STACKS[texts['stack'] as StackName];
  const ways = WAYS.filter(({ what }) => texts['loss'] === '' || what === texts['loss']);
  if (stack === undefined) throw new Error(`--stack takes ${Object.keys(STACKS).join(', ')}.`);
  if (ways.length === 0) throw new Error(`--loss takes ${WAYS.map(({ what }) => `"${what}"`).join(', ')}.`);
  const losses = inSomeOrder(ways, numbers['rounds'] ?? 10, seed);
  const site = await deployed(stack);
  try {
    console.log(
      `seed ${seed}: ${stack.resources} resources in ${site.seconds.toFixed(1)} s; ${told(site.inventory)}`,
    );
    const rounds: Round[] = [];
    for (const loss of losses) {
      const round = await playRound(site, loss);
      rounds.push(round);
      console.log(lineOf(round, rounds.length));
    }
    const problems = rounds.flatMap((round) => round.problems);
    const end = await afterwards(site).catch((error: Error) => {
      problems.push(error.message);
      return 'then not';
    });
    console.log(`\n${figuresTable(rounds)}\n`);
    tellVerdict(problems, `${verdictOf(rounds)}; ${end} (seed ${seed})`);
  } finally {
    await site.close();
  }
}

/** So many losses: all the ways in an order of the seed's, again and again. */
export function inSomeOrder(ways: readonly Loss[], rounds: number, seed: number): readonly Loss[] {
  const random = seeded(seed);
  const losses: Loss[] = [];
  while (losses.length < rounds) {
    const left = [...ways];
    while (left.length > 0) losses.push(...left.splice(Math.floor(random.next() * left.length), 1));
  }
  return losses.slice(0, rounds);
}

/** A plain deploy after everything finds nothing to do. Where AWS has two APIs of one name, none of them is adopted. */
async function afterwards({ stack, state, world, deploy }: Deployed): Promise<string> {
  assertWell(await deploy(), { result: 'unchanged', ...counts(0, 0, 0) });
  const all = `then unchanged, with ${told(await inventoryOf(world))}`;
  if (stack.name !== 'rest') return all;
  const { id, remove } = await addSecondApi(world);
  try {
    await state.remove();
    const run = await deploy({ 'adopt-existing': 'true' });
    assertFailed(run, 'ADOPTION_REFUSED', counts(0, 0, 0));
    assert.match(run.log, new RegExp(`aws_api_gateway_rest_api\\.api: .*${id}.* 2 look like it`));
    return `${all}; with a second API of its name nothing was adopted`;
  } finally {
    await remove();
  }
}

const HEADING = ['round', 'state', 'stopped with', 's', 'imported', 'added', 'changed', 'destroyed', 's'];

const rowOf = ({ loss, stopped, adopted }: Round, number: number): readonly (string | number)[] => [
  number,
  loss.what,
  stopped.code,
  stopped.seconds.toFixed(1),
  adopted.imported,
  adopted.added,
  adopted.changed,
  adopted.destroyed,
  adopted.seconds.toFixed(1),
];

const lineOf = (round: Round, number: number): string =>
  `${round.problems.length === 0 ? 'ok' : 'FAILED'} ${rowOf(round, number).join(' | ')}`;

/** What became of each round. */
export const figuresTable = (rounds: readonly Round[]): string =>
  table([HEADING, ...rounds.map((round, index) => rowOf(round, index + 1))]);

const verdictOf = (rounds: readonly Round[]): string => {
  const well = rounds.filter(({ problems }) => problems.length === 0).length;
  return `${well} of ${rounds.length} lost states stopped the deploy, and were adopted whole`;
};
