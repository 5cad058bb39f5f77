import { type GithubApi, startGithubApi } from '../../local/github/github-api.ts';
import { startWorld } from '../e2e/harness.ts';
import { type Round, playRound } from './contention/round.ts';
import type { Stack } from './contention/stack.ts';
import { readSuiteOptions, seeded, table, tellVerdict } from './suite.ts';

/** The command that plays one round again. */
export const repeatOf = (seed: number, deploys: number, stack: Stack): string =>
  `npm run test:contention -- --seed ${seed} --deploys ${deploys} ` +
  (stack === 'aws' ? '--rounds 0 --aws-rounds 1' : '--rounds 1 --aws-rounds 0');

/** One round of so many deploys at once, in an account of its own in which there is nothing. */
export async function contend(seed: number, deploys: number, stack: Stack): Promise<Round> {
  const world = await startWorld(stack === 'aws' ? { providers: 'dev-overrides' } : {});
  let github: GithubApi | undefined;
  try {
    github = await startGithubApi();
    return await playRound(world, github, { deploys, stack, random: seeded(seed) });
  } finally {
    await github?.close();
    await world.stop();
  }
}

/** Who came when, held the lease when, waited how long, and how it ended; and what the waiting ones saw. */
export function tellRound({ deploys, queue }: Round): string {
  const rows = deploys.map(({ run, age, commit, waited, ended }, index) => [
    index + 1,
    run,
    `${age + 1} ${commit.slice(0, 7)}`,
    queue.indexOf(run) + 1,
    `${waited} s`,
    `${Math.round(ended.durationMs / 100) / 10} s`,
    ended.outputs['result'] ?? 'none',
  ]);
  return table([['started', 'run', 'commit', 'turn', 'waited', 'took', 'result'], ...rows]);
}

/** How many ended so, and how long they waited. */
export function figuresOf(rounds: readonly Round[]): string {
  const deploys = rounds.flatMap((round) => round.deploys);
  const ended = (result: string): number =>
    deploys.filter((each) => each.ended.outputs['result'] === result).length;
  const waits = deploys.map(({ waited }) => waited).sort((a, b) => a - b);
  const seconds = rounds.map((round) => round.seconds.toFixed(0)).join(', ');
  return (
    `${deploys.length} deploys in ${rounds.length} rounds: ${ended('deployed')} deployed, ` +
    `${ended('superseded')} superseded, ${ended('unchanged')} unchanged; waited ` +
    `${waits[Math.floor(waits.length / 2)] ?? 0} s in the middle, ${waits.at(-1) ?? 0} s at most; rounds of ${seconds} s`
  );
}

/** Lines of a round's log that tell a waiting deploy for whom it waits: of the one that waited longest. */
export function waitingLines({ deploys }: Round): readonly string[] {
  const longest = [...deploys].sort((a, b) => b.waiting.length - a.waiting.length || b.waited - a.waited)[0];
  return longest?.waiting ?? [];
}

/**
 * Deploys of different commits, started at once in random order into an account in which there is nothing, round after
 * round: one bucket, one table, one apply after another, nothing twice, and the newest commit live in the end.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { seed, numbers } = readSuiteOptions(args, {
    deploys: 8,
    rounds: 5,
    /** Rounds with resources of AWS, on the real provider. */
    'aws-rounds': 1,
    /** Lines of a waiting deploy to print a round. */
    lines: 3,
  });
  const { deploys = 8, rounds = 5, 'aws-rounds': real = 1, lines = 3 } = numbers;
  const stacks = [...Array<Stack>(rounds).fill('light'), ...Array<Stack>(real).fill('aws')];
  console.log(`seed ${seed}: ${stacks.length} rounds of ${deploys} deploys at once`);
  const played: Round[] = [];
  const failures: string[] = [];
  for (const [index, stack] of stacks.entries()) {
    const round = await contend(seed + index, deploys, stack);
    played.push(round);
    console.log(`\nround ${index + 1} (${stack}), ${round.seconds.toFixed(1)} s`);
    console.log(tellRound(round));
    for (const line of waitingLines(round).slice(0, lines)) console.log(`  ${line}`);
    for (const failure of round.failures)
      failures.push(`round ${index + 1}: ${failure}\n  again: ${repeatOf(seed + index, deploys, stack)}`);
  }
  console.log('');
  tellVerdict(failures, figuresOf(played));
}
