import { rm } from 'node:fs/promises';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

import { type GithubApi, startGithubApi } from '../../../local/github/github-api.ts';
import type { AwsCall } from '../../../local/proxy/classify.ts';
import type { RecordedCall } from '../../../local/proxy/fault-proxy.ts';
import type { ActionRun } from '../../../local/runner/run-action.ts';
import { type Checkout, type Step, type World, startWorld } from '../../e2e/harness.ts';
import { type Findings, PROJECT, inspect, placeIn, versionsIn } from './inspect.ts';
import { backendSettings } from './inventory.ts';
import { type Point, type Way, callName } from './points.ts';
import { type Prepared, STACKS, type Stack, countedBy } from './stacks.ts';

/** GitHub's sequence, in a fifth of its times. */
const CANCEL_TIMES = { interrupt: 1_500, terminate: 500 };

/** Milliseconds in which a run has to end, whatever was done to it. */
const PATIENCE = 300_000;

const REPOSITORY = 'example/site';

/** A world of its own, used for one point after the other. */
export interface Lane {
  readonly world: World;
  readonly github: GithubApi;
  close(): Promise<void>;
}

export async function openLane(): Promise<Lane> {
  const github = await startGithubApi();
  const world = await startWorld({ edge: true, providers: 'dev-overrides' });
  return {
    world,
    github,
    close: async () => {
      await world.stop();
      await github.close();
    },
  };
}

/** What an undisturbed deploy does. */
export interface Recording {
  readonly stack: Stack;
  /** The calls that the stack's points count. */
  readonly counted: readonly RecordedCall[];
  /** All of them. */
  readonly calls: number;
  /** Settings of bucket and table after it. */
  readonly settings: string;
  readonly seconds: number;
}

/** How a point ended. */
export interface Outcome {
  readonly point: Point;
  /** The call at which it struck; undefined: the run ended before it. */
  readonly struck: AwsCall | undefined;
  /** How many calls the first run made of those that count. */
  readonly counted: number;
  readonly seconds: number;
  readonly findings: Findings;
  /** What the second run had to free, take over or adopt, each by proof. */
  readonly proof: { readonly healed: number; readonly takenOver: number; readonly adopted: number };
  readonly logs: { readonly first: string; readonly second: string };
}

let runs = 0;

/** Deploys a stack from nothing, undisturbed. */
export async function record(lane: Lane, stack: Stack): Promise<Recording> {
  const { world } = lane;
  const began = performance.now();
  const deploy = await fromNothing(lane, stack);
  const second = await ended(await deploy.start());
  const seconds = (performance.now() - began) / 1000;
  const calls = [...world.gateway.calls];
  const settings = await backendSettings(world, placeIn(world));
  const { problems } = await inspect(world, { ...deploy, before: [], second, settings });
  await deploy.remove();
  if (problems.length > 0)
    throw new Error(`Even an undisturbed deploy ends badly: ${problems.join('; ')}\n${second.log}`);
  return { stack, counted: countedBy(stack, calls), calls: calls.length, settings, seconds };
}

/** Deploys from nothing, strikes at the point, deploys once more, and looks at what there is. */
export async function runPoint(lane: Lane, point: Point, settings: string): Promise<Outcome> {
  const { world, github } = lane;
  const stack = STACKS[point.stack];
  const began = performance.now();
  const deploy = await fromNothing(lane, stack);
  let struck: AwsCall | undefined;
  world.gateway.inject({
    ...(stack.changesOnly ? { changes: true } : {}),
    from: point.call,
    times: 1,
    action: {
      kind: point.when,
      run: async (call) => {
        struck = call;
        return strike(await starting, point.way);
      },
    },
  });
  const starting = deploy.start();
  const firstRun = await ended(await starting);
  const counted = countedBy(stack, world.gateway.calls).length;
  const result = (findings: Findings, second?: ActionRun): Outcome => ({
    point,
    struck,
    counted,
    seconds: (performance.now() - began) / 1000,
    findings,
    proof: proofIn(second?.log ?? ''),
    logs: { first: wholeLog(firstRun), second: second === undefined ? '' : wholeLog(second) },
  });
  try {
    if (struck === undefined) return result(NOTHING_WRONG);
    // A rule that is still there could strike at the second run.
    world.gateway.clear();
    github.setAttempt(REPOSITORY, { id: deploy.firstRunId(), attempt: 1 }, { status: 'completed' });
    const before = await versionsIn(world);
    const second = await ended(await deploy.start());
    return result(await inspect(world, { ...deploy, before, second, settings }), second);
  } finally {
    await deploy.remove();
  }
}

const NOTHING_WRONG: Findings = { problems: [], lostSerials: 0, orphans: 0, duplicates: 0, locksLeft: 0 };

interface FromNothing {
  readonly stack: Stack;
  readonly prepared: Prepared;
  readonly steps: readonly Step[];
  firstRunId(): string;
  start(): Promise<Step>;
  /** Removes checkouts and temporary directories. */
  remove(): Promise<void>;
}

async function fromNothing({ world, github }: Lane, stack: Stack): Promise<FromNothing> {
  await world.aws.reset();
  world.gateway.clear();
  const prepared = await stack.prepare(world);
  const steps: Step[] = [];
  const checkouts: Checkout[] = [];
  const ids: string[] = [];
  return {
    stack,
    prepared,
    steps,
    firstRunId: () => ids[0] ?? '',
    start: async () => {
      const checkout = await world.checkout(stack.files);
      const id = String(500_000 + (runs += 1));
      github.setAttempt(REPOSITORY, { id, attempt: 1 }, 'in_progress');
      const step = await world.start(checkout, {
        inputs: {
          project: PROJECT,
          // Longer than a beat has to stand still before somebody else's lease may be taken.
          'lock-timeout': '150s',
          'github-token': github.token,
          ...prepared.inputs,
        },
        environment: github.environment,
        github: { repository: REPOSITORY, run_id: id, run_number: String(runs), actor: 'ada' },
        cancelTimes: CANCEL_TIMES,
      });
      checkouts.push(checkout);
      steps.push(step);
      ids.push(id);
      return step;
    },
    remove: async () => {
      const directories = [
        ...checkouts.map(({ directory }) => directory),
        ...steps.map((step) => step.temporary),
      ];
      await Promise.all(directories.map((each) => rm(each, { recursive: true, force: true })));
    },
  };
}

/** Does what the way asks for, and tells whether the call that it happened at is lost with its client. */
async function strike(step: Step, way: Way): Promise<void | 'drop'> {
  switch (way) {
    case 'machine':
      await step.action.kill();
      return 'drop';
    case 'main':
      return killMain(step.pids.main ?? 0);
    case 'cancel':
      return step.action.cancel();
  }
}

/** Resolves once the process is gone and reaped: its connections are closed then. */
async function killMain(pid: number): Promise<void> {
  try {
    for (process.kill(pid, 'SIGKILL'); ; process.kill(pid, 0)) await pause(5);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The step's end; one that doesn't end in time is killed as a whole, and its log says so. */
async function ended(step: Step): Promise<ActionRun> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void step.action.kill();
  }, PATIENCE);
  try {
    const run = await step.finished;
    return late ? { ...run, log: `${run.log}\n[killed: it did not end within ${PATIENCE / 1000} s]` } : run;
  } finally {
    clearTimeout(timer);
  }
}

const wholeLog = ({ log, post }: ActionRun): string =>
  post === undefined ? log : `${log}\n--- post ---\n${post.log}`;

const countOf = (log: string, pattern: RegExp): number => [...log.matchAll(pattern)].length;

const proofIn = (log: string): Outcome['proof'] => ({
  healed: countOf(log, /^Freed the Terraform state lock /gm),
  takenOver: countOf(log, /^Took the lease over /gm),
  adopted: countOf(
    log,
    /^An earlier run created .* importing it\.$|was interrupted and is ready; it is kept\.$/gm,
  ),
});

/** `s3.PutObject`, or what there was instead. */
export const struckAt = ({ struck, counted }: Pick<Outcome, 'struck' | 'counted'>): string =>
  struck === undefined ? `not reached: the run made ${counted}` : callName(struck);
