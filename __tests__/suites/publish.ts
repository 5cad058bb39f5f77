import type { Ground } from './publish/ground.ts';
import { type Blow, type Round, playRound } from './publish/interleave.ts';
import {
  type KillOutcome,
  type KillPoint,
  countRequests,
  killPublish,
  openSite,
} from './publish/kill-points.ts';
import { PAGES } from './publish/site.ts';
import { type Random, inLanes, readSuiteOptions, seeded, tellVerdict } from './suite.ts';

/**
 * `npm run test:publish`: a publish of sixty changed pages is killed at every request it makes, and publishes of two and
 * three versions run into each other. The live site is looked at after every single change.
 *
 * `--points N`: so many of the requests (0: all), `--rounds N`: so many interleavings, `--request N`: this one alone.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { seed, lanes, numbers } = readSuiteOptions(args, { points: 0, request: 0, rounds: 40, every: 10 });
  const { points = 0, request = 0, rounds = 0, every = 1 } = numbers;
  const random = seeded(seed);
  const sites: Sites = { open: () => openSite(PAGES), close: (ground) => ground.close() };
  console.log(`seed ${seed}`);
  const outcomes = await killPublishes({
    random,
    lanes,
    sites,
    every,
    choose: (all) => {
      const wanted = request > 0 ? all.filter((point) => point.request === request) : all;
      return points === 0 ? wanted : random.sample(wanted, points);
    },
    say: console.log,
  });
  const played =
    request > 0 ? [] : await playRounds({ random, lanes, sites, plans: plansOf(rounds), say: console.log });
  const failures = [...outcomes, ...played].flatMap(({ problems }) => problems);
  const struck = outcomes.filter((outcome) => outcome.struck !== undefined);
  tellVerdict(
    failures,
    `${struck.length} publishes killed at a request of theirs, ${played.length} rounds of two and three at once ` +
      `(${played.filter(({ blow }) => blow === 'kill').length} with a kill, ` +
      `${played.filter(({ blow, takenOver }) => blow === 'freeze' && takenOver).length} with one frozen past its lease); ` +
      `${sum(outcomes) + sum(played)} looks at the live site, ${failures.length} problems (seed ${seed})`,
  );
}

const sum = (each: readonly { readonly looks: number }[]): number =>
  each.reduce((total, { looks }) => total + looks, 0);

/** Where lanes get their sites: one of its own for each, whatever others do to theirs. */
export interface Sites {
  open(): Promise<Ground>;
  close(ground: Ground): Promise<void>;
}

export interface KillPlan {
  readonly random: Random;
  readonly lanes: number;
  readonly sites: Sites;
  /** Every how many points the version is deployed a third time, with nothing to do. */
  readonly every: number;
  choose(points: readonly KillPoint[]): readonly KillPoint[];
  say(line: string): void;
}

/** Kills publishes at the chosen requests, each before or after it by chance. */
export async function killPublishes(plan: KillPlan): Promise<readonly KillOutcome[]> {
  const { open, close } = plan.sites;
  const first = await open();
  const requests = await countRequests(first).catch(async (error: unknown) => {
    await close(first);
    throw error;
  });
  plan.say(`an undisturbed publish of ${first.pages} changed pages makes ${requests} requests`);
  const points = Array.from({ length: requests }, (_, index): KillPoint => ({
    request: index + 1,
    when: plan.random.pick(['before', 'after'] as const),
  }));
  return inLanes(plan.choose(points), plan.lanes, {
    open: (lane) => (lane === 0 ? Promise.resolve(first) : open()),
    work: async (ground: Ground, point, index) => {
      const outcome = await killPublish(ground, point, { again: index % plan.every === 0 });
      plan.say(killLine(outcome));
      return outcome;
    },
    close,
  });
}

/** How many deploys a round starts, and what hits one of them. */
export interface RoundPlan {
  readonly deploys: number;
  readonly blow: Blow | undefined;
}

/** Half of the rounds with a kill, every tenth with one that is frozen past its lease; two and three deploys by turns. */
export const plansOf = (rounds: number): readonly RoundPlan[] =>
  Array.from({ length: rounds }, (_, index) => ({
    deploys: 2 + (index % 2),
    blow: index % 10 === 9 ? 'freeze' : Math.floor(index / 2) % 2 === 0 ? 'kill' : undefined,
  }));

export async function playRounds({
  random,
  lanes,
  sites,
  plans,
  say,
}: {
  readonly random: Random;
  readonly lanes: number;
  readonly sites: Sites;
  readonly plans: readonly RoundPlan[];
  readonly say: (line: string) => void;
}): Promise<readonly Round[]> {
  return inLanes(plans, lanes, {
    open: sites.open,
    work: async (ground, plan) => {
      const round = await playRound(ground, { ...plan, random });
      say(roundLine(round));
      return round;
    },
    close: sites.close,
  });
}

/** `ok before 17 (PUT /site/page-3/index.html) 14.2 s, 121 looks`. */
export const killLine = ({ point, struck, looks, problems, seconds }: KillOutcome): string =>
  `${problems.length > 0 ? 'FAILED' : struck === undefined ? '--' : 'ok'} ${point.when} ${point.request} ` +
  `(${struck ?? 'not reached'}) ${seconds.toFixed(1)} s, ${looks} looks${listed(problems)}`;

export const roundLine = ({
  deploys,
  blow,
  struck,
  takenOver,
  results,
  looks,
  problems,
  seconds,
}: Round): string =>
  `${problems.length > 0 ? 'FAILED' : 'ok'} ${deploys} at once${blow === undefined ? '' : `, ${blow} ${struck ?? 'of none'}`}: ` +
  `${results.join(', ')}${takenOver ? ', taken over' : ''}; ${seconds.toFixed(1)} s, ${looks} looks${listed(problems)}`;

const listed = (problems: readonly string[]): string => problems.map((problem) => `\n  ${problem}`).join('');
