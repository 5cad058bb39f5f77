import {
  RATES,
  type RandomDeploy,
  type RandomOutcome,
  faultsOf,
  plannedDeploys,
  runDeploys,
} from './faults/random-faults.ts';
import { type RoundOutcome, VARIANTS, plannedRounds, runRounds } from './faults/state-put.ts';
import { readSuiteOptions, table, tellVerdict } from './suite.ts';

/**
 * Deploys while 5, 10 and 20 % of all AWS calls fail, the SDK's and Terraform's, and deploys whose state can't be saved.
 *
 *     npm run test:faults -- [--seed N] [--lanes 2]
 *         [--only all|random|state-put]
 *         [--deploys 100] a rate, [--aws 10]: every 10th with real AWS resources (0: none),
 *         [--rate 0]: only this one, [--from 0]: index of the first deploy
 *         [--rounds 20], [--variant TEXT]: only those whose name has it
 */
export async function main(args: readonly string[]): Promise<void> {
  const { seed, lanes, numbers, texts } = readSuiteOptions(args, {
    only: 'all',
    deploys: 100,
    aws: 10,
    rate: 0,
    from: 0,
    rounds: 20,
    variant: '',
  });
  const { deploys = 0, aws = 0, rate = 0, from = 0, rounds: roundCount = 0 } = numbers;
  const { only = 'all', variant = '' } = texts;
  if (!['all', 'random', 'state-put'].includes(only))
    throw new Error(`--only takes all, random or state-put, not "${only}".`);
  console.log(`seed ${seed}, ${lanes} lanes`);
  const failures: string[] = [];
  const figures: string[] = [];

  if (only !== 'state-put') {
    const percents = rate === 0 ? RATES.map(({ percent }) => percent) : [rate];
    const outcomes = await runDeploys(plannedDeploys(seed, { deploys, aws, percents, from }), {
      lanes,
      tell: tellDeploy,
    });
    console.log(`\n${ratesTable(outcomes)}\n`);
    failures.push(...failedRates(outcomes), ...outcomes.filter(isWrong).map(deployText));
    const well = outcomes.filter(({ exitCode }) => exitCode === 0).length;
    figures.push(`${well} of ${outcomes.length} deploys ended well`);
  }
  if (only !== 'random') {
    const variants = VARIANTS.filter(({ name }) => name.includes(variant));
    const outcomes = await runRounds(plannedRounds(seed, roundCount, variants), { lanes, tell: tellRound });
    console.log(`\n${roundsTable(outcomes)}\n`);
    failures.push(...outcomes.filter(isWrong).map((outcome) => roundText(outcome, seed)));
    const forked = outcomes.filter(({ wrong }) => wrong.some((each) => /forked/.test(each))).length;
    figures.push(`${outcomes.length} rounds without a saved state, ${forked} forked states`);
  }
  tellVerdict(failures, figures.join('; '));
}

/** Something that must not be, was. */
export const isWrong = ({ wrong }: RandomOutcome | RoundOutcome): boolean => wrong.length > 0;

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

function tellDeploy(outcome: RandomOutcome): void {
  const { percent, seed, stack, failureCode, calls, milliseconds, wrong } = outcome;
  const ending = outcome.exitCode === 0 ? 'well' : failureCode;
  console.log(
    `${percent} %, ${stack}, fault seed ${seed}: ${ending}, ${faultsOf(outcome)} of ${calls} calls failed, ` +
      `${seconds(milliseconds)}${wrong.length === 0 ? '' : ' WRONG'}`,
  );
}

function tellRound({ variant, before, milliseconds, wrong }: RoundOutcome): void {
  console.log(
    `${variant.name}, from ${before}: ${wrong.length === 0 ? 'well' : 'WRONG'}, ${seconds(milliseconds)}`,
  );
}

/** Deploys, calls, faults and endings of each rate. */
export function ratesTable(outcomes: readonly RandomOutcome[]): string {
  const rows = percentsOf(outcomes).map((percent) => {
    const of = outcomes.filter((each) => each.percent === percent);
    const well = of.filter(({ exitCode }) => exitCode === 0).length;
    const sum = (value: (outcome: RandomOutcome) => number): number =>
      of.reduce((total, each) => total + value(each), 0);
    const median = [...of.map(({ milliseconds }) => milliseconds)].sort((a, b) => a - b)[of.length >> 1] ?? 0;
    return [
      `${percent} %`,
      of.length,
      of.filter(({ stack }) => stack === 'aws').length,
      sum(({ calls }) => calls),
      sum(faultsOf),
      sum(({ failed }) => failed['lost reply']),
      well,
      of.filter(({ exitCode, converged }) => exitCode !== 0 && converged).length,
      of.filter(isWrong).length,
      seconds(median),
      seconds(Math.max(...of.map(({ milliseconds }) => milliseconds))),
    ];
  });
  const heads = ['rate', 'deploys', 'aws', 'calls', 'failed', 'replies lost', 'well', 'well by the next'];
  return table([[...heads, 'wrong', 'median', 'longest'], ...rows]);
}

function roundsTable(outcomes: readonly RoundOutcome[]): string {
  const rows = VARIANTS.flatMap(({ name }) => {
    const of = outcomes.filter(({ variant }) => variant.name === name);
    const longest = Math.max(...of.map(({ milliseconds }) => milliseconds));
    return of.length === 0 ? [] : [[name, of.length, of.filter(isWrong).length, seconds(longest)]];
  });
  return table([['variant', 'rounds', 'wrong', 'longest'], ...rows]);
}

const percentsOf = (outcomes: readonly RandomOutcome[]): readonly number[] => [
  ...new Set(outcomes.map(({ percent }) => percent)),
];

/** The rates of which too few deploys ended well. */
export function failedRates(outcomes: readonly RandomOutcome[]): readonly string[] {
  return percentsOf(outcomes).flatMap((percent) => {
    const of = outcomes.filter((each) => each.percent === percent);
    const ill = of.filter(({ exitCode }) => exitCode !== 0);
    const wanted = RATES.find((rate) => rate.percent === percent)?.wanted ?? 1;
    if (of.length - ill.length >= Math.floor(wanted * of.length)) return [];
    const each = ill.map((one) => `  ${one.failureCode}: ${repeatDeploy(one)}\n${lastLines(one.log)}`);
    return [`at ${percent} % only ${of.length - ill.length} of ${of.length} ended well:\n${each.join('\n')}`];
  });
}

/** The command that deploys once more with the same faults. */
export function repeatDeploy({ seed, percent, stack }: RandomDeploy): string {
  const [suite, index] = [Math.floor(seed / 1_000), seed % 1_000];
  return (
    `npm run test:faults -- --only random --seed ${suite} --rate ${percent} --from ${index} --deploys 1 ` +
    `--aws ${stack === 'aws' ? 1 : 0}`
  );
}

/** What was wrong with a deploy, and how to see it again. */
export const deployText = (outcome: RandomOutcome): string =>
  `${outcome.percent} %, fault seed ${outcome.seed}:\n  ${outcome.wrong.join('\n  ')}\n` +
  `  again: ${repeatDeploy(outcome)}\n${lastLines(outcome.log)}`;

/** What was wrong with a round, and how to see it again. */
export const roundText = ({ variant, before, wrong, log }: RoundOutcome, seed: number): string =>
  `${variant.name}, from ${before}:\n  ${wrong.join('\n  ')}\n` +
  `  again: npm run test:faults -- --only state-put --seed ${seed} --variant "${variant.name}" --rounds 2\n${lastLines(log)}`;

const lastLines = (log: string): string =>
  log
    .split('\n')
    .slice(-40)
    .map((line) => `  | ${line}`)
    .join('\n');
