import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import type { GithubApi } from '../../../local/github/github-api.ts';
import type { ActionRun } from '../../../local/runner/run-action.ts';
import { type Step, type World, assertNothingLeft } from '../../e2e/harness.ts';
import type { Random } from '../suite.ts';
import { judgeRound } from './judge.ts';
import { PROJECT, type Stack, checkoutOf, history, inputsOf, prepareGround } from './stack.ts';
import { turnsIn, watchHandovers } from './witness.ts';

/** One of the deploys that were started at once. */
export interface Deployed {
  readonly run: string;
  /** Place of its commit in history, 0 the oldest. */
  readonly age: number;
  readonly commit: string;
  readonly ended: ActionRun;
  /** Seconds it waited for the lease. */
  readonly waited: number;
  /** The lines that told it for whom. */
  readonly waiting: readonly string[];
  /** What it left behind, if anything. */
  readonly left: string | undefined;
}

/** A round: deploys of different commits, all at once, into an account in which there is nothing. */
export interface Round {
  /** In the order in which they were started. */
  readonly deploys: readonly Deployed[];
  /** Runs in the order in which they held the lease. */
  readonly queue: readonly string[];
  readonly seconds: number;
  /** What was not as promised; empty: everything was. */
  readonly failures: readonly string[];
}

const REPOSITORY = 'example/crowd';
const ACTORS = ['ada', 'grace', 'linus', 'barbara', 'ken', 'radia', 'dennis', 'frances'] as const;

/** Longest time between two starts, in milliseconds. */
const SPREAD = 400;

/** Plays one round in a world that is new. */
export async function playRound(
  world: World,
  github: GithubApi,
  { deploys, stack, random }: { readonly deploys: number; readonly stack: Stack; readonly random: Random },
): Promise<Round> {
  const ground = await prepareGround(world, stack);
  const commits = history(deploys, random.seed);
  github.setHistory(REPOSITORY, commits);
  const runs = commits.map((_, age) => String(5_000 + age));
  const state = {
    bucket: `${PROJECT}-terraform-state-${world.aws.account}`,
    key: 'production/terraform.tfstate',
  };
  const witness = watchHandovers(world.gateway, state);

  const start = async (age: number): Promise<Deployed> => {
    const commit = commits[age] ?? '';
    const run = runs[age] ?? '';
    const checkout = await checkoutOf(ground, commit);
    const actor = ACTORS[age % ACTORS.length] ?? 'ada';
    github.setAttempt(REPOSITORY, { id: run, attempt: 1 }, 'in_progress');
    const step = await world.start(checkout, {
      inputs: inputsOf(ground, { commit, token: github.token }),
      environment: github.environment,
      // Runs are numbered as their pushes came; nothing but history may need to decide.
      github: { repository: REPOSITORY, run_id: run, run_number: String(age + 1), sha: commit, actor },
    });
    const ended = await step.finished;
    github.setAttempt(REPOSITORY, { id: run, attempt: 1 }, 'completed');
    return {
      run,
      age,
      commit,
      ended,
      ...waitingOf(ended.log),
      left: await leftBy(world, step, checkout.directory),
    };
  };

  const began = performance.now();
  const order = shuffled(commits.length, random);
  const ends: Promise<Deployed>[] = [];
  for (const age of order) {
    ends.push(start(age));
    await wait(random.next() * SPREAD);
  }
  const ended = await Promise.all(ends);
  const seconds = (performance.now() - began) / 1000;
  const handovers = witness.handovers();
  const queue = turnsIn(handovers);
  const marks = await readFile(ground.marks, 'utf8').catch(() => '');
  const failures = await judgeRound(ground, { deploys: ended, commits, state, handovers, queue, marks });
  return { deploys: ended, queue, seconds, failures };
}

function shuffled(count: number, random: Random): readonly number[] {
  const left = Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: count }, () => {
    const next = random.pick(left);
    left.splice(left.indexOf(next), 1);
    return next;
  });
}

function waitingOf(log: string): Pick<Deployed, 'waited' | 'waiting'> {
  const waiting = log.split('\n').filter((line) => line.startsWith('Waiting for another deploy'));
  return { waiting, waited: Number(/^The lease is free after (\d+) s/m.exec(log)?.[1] ?? 0) };
}

/** What a deploy left on its machine, if anything. Lease and lock are others' by then: they are judged at the end. */
async function leftBy(world: World, step: Step, directory: string): Promise<string | undefined> {
  const ended = await step.finished;
  const local = { temporary: step.temporary, finished: Promise.resolve({ ...ended, outputs: {} }) };
  return assertNothingLeft(world, local, { directory }).then(
    () => undefined,
    (error: unknown) => String(error),
  );
}
