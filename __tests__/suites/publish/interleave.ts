import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

import type { FaultAction } from '../../../local/proxy/fault-proxy.ts';
import { jobProcesses } from '../../../local/runner/job-processes.ts';
import type { Random } from '../suite.ts';
import {
  type Deploy,
  type Ground,
  isOfPublish,
  judgeLive,
  moveElsewhere,
  sayOver,
  startDeploy,
  warmEdge,
} from './ground.ts';
import { endedWell } from './kill-points.ts';
import { watchSite } from './witness.ts';

/** What is done to one of the deploys of a round, in the middle of its publish. */
export type Blow =
  /** Its machine is lost. */
  | 'kill'
  /** It is stopped, taken for over, and goes on once another has published behind its back. */
  | 'freeze';

/** How a round ended. */
export interface Round {
  readonly deploys: number;
  readonly blow: Blow | undefined;
  /** What it hit: `PUT /site/index.html`; undefined: nothing. */
  readonly struck: string | undefined;
  /** Whether another deploy took the lease from the one that was hit. */
  readonly takenOver: boolean;
  /** `deployed`, `superseded`, `killed` ..., in the order of the versions. */
  readonly results: readonly string[];
  readonly looks: number;
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Longest time between two starts, in milliseconds. */
const SPREAD = 3_000;

/** The deploys of a round are over in this many milliseconds, one frozen past its lease included. */
const PATIENCE = 300_000;

/**
 * Starts deploys of the next versions in a random order, hits one of them, and waits for all of them. The newest is live
 * then; where one was hit, perhaps after one more run of it.
 */
export async function playRound(
  ground: Ground,
  {
    deploys: count,
    blow,
    random,
  }: { readonly deploys: number; readonly blow: Blow | undefined; readonly random: Random },
): Promise<Round> {
  const { world } = ground;
  const began = performance.now();
  await warmEdge(ground);
  world.gateway.clear();
  const first = ground.version + 1;
  const newest = ground.version + count;
  const started: Deploy[] = [];
  const strike = blow === undefined ? undefined : armStrike(ground, { blow, random, started });
  const witness = await watchSite(world, ground.reader);
  for (const version of shuffled(first, count, random)) {
    started.push(await startDeploy(ground, version));
    await pause(random.next() * SPREAD);
  }
  const timer = setTimeout(() => started.forEach(({ step }) => void step.action.kill()), PATIENCE);
  const ended = await Promise.all(started.map(async (deploy) => ({ deploy, run: await deploy.ended })));
  clearTimeout(timer);
  await strike?.over();
  ended.sort((one, other) => one.deploy.version - other.deploy.version);

  const problems: string[] = [];
  const hit = strike?.hit();
  for (const { deploy, run } of ended)
    if (deploy !== hit?.deploy && hit === undefined)
      problems.push(...endedWell(run, 'deployed', 'superseded'));
  const results = ended.map(({ deploy, run }) =>
    deploy === hit?.deploy && blow === 'kill'
      ? 'killed'
      : ((run.outputs['failure-code'] || run.outputs['result']) ?? 'none'),
  );
  const takenOver = ended.some(({ run }) => /^Took the lease over/m.test(run.log));
  if (blow === 'freeze' && hit !== undefined && !takenOver)
    problems.push('nobody took the lease over from the frozen deploy');
  if (hit !== undefined) {
    await witness.look('the end of the round');
    const again = await (await startDeploy(ground, newest)).ended;
    problems.push(...endedWell(again, 'deployed', 'unchanged'));
  }
  problems.push(...(await judgeLive(ground, newest)), ...witness.broken);
  if (problems.length > 0)
    problems.push(...ended.map(({ deploy, run }) => `version ${deploy.version}: ${tail(run.log)}`));
  return {
    deploys: count,
    blow,
    struck: hit?.request,
    takenOver,
    results,
    looks: witness.looks,
    problems,
    seconds: (performance.now() - began) / 1000,
  };
}

const tail = (log: string): string => log.split('\n').slice(-25).join('\n');

function shuffled(first: number, count: number, random: Random): readonly number[] {
  const left = Array.from({ length: count }, (_, index) => first + index);
  return Array.from(
    { length: count },
    () => left.splice(Math.floor(random.next() * left.length), 1)[0] ?? first,
  );
}

interface Hit {
  readonly deploy: Deploy;
  readonly request: string;
}

interface Strike {
  hit(): Hit | undefined;
  /** Resolves when nothing is stopped any more. */
  over(): Promise<void>;
}

/**
 * Hits whoever makes a request of the site chosen by chance. The deploy lease lets one publish at a time: it is the one
 * that has compared and not recorded yet.
 */
function armStrike(
  ground: Ground,
  {
    blow,
    random,
    started,
  }: { readonly blow: Blow; readonly random: Random; readonly started: readonly Deploy[] },
): Strike {
  const at = 1 + Math.floor(random.next() * requestsOf(ground));
  const isBefore = random.next() < 0.5;
  let requests = 0;
  let hit: Hit | undefined;
  let over: Promise<void> = Promise.resolve();
  ground.world.gateway.inject({
    action: (call): FaultAction | undefined => {
      if (!isOfPublish(call) || (requests += 1) < at || hit !== undefined) return undefined;
      const deploy = publishing(started);
      if (deploy === undefined || (blow === 'freeze' && !isWaitedFor(started))) return undefined;
      const side = isBefore ? 'before' : 'after';
      hit = { deploy, request: `${side} ${call.method} ${call.path}` };
      return {
        kind: side,
        run: async () => {
          if (blow === 'kill') {
            await deploy.step.action.kill();
            return 'drop';
          }
          // What it has sent reaches S3 at once, or only when it goes on: a write nobody expects any more.
          const frozen = freeze(ground, deploy);
          over = frozen.over;
          if (isBefore) await frozen.over;
          return undefined;
        },
      };
    },
  });
  return { hit: () => hit, over: () => over };
}

/** About as many requests as a publish makes: its pages, their scripts, and what is the same for every site. */
const requestsOf = ({ pages }: Ground): number => 2 * pages + 20;

const publishing = (started: readonly Deploy[]): Deploy | undefined =>
  started.find(({ step }) => {
    const log = step.log();
    return /^✓ compare/m.test(log) && !/^✓ record/m.test(log);
  });

/** Whether there is a deploy that will take over: one that has come as far as the queue, and no further. */
const isWaitedFor = (started: readonly Deploy[]): boolean =>
  started.some(({ step }) => {
    const log = step.log();
    return /^Waiting for another deploy/m.test(log) && !/^[✓✗] lease/m.test(log);
  });

/** Stops every process of a deploy, says that its run is over, and lets it go on once another one has published. */
function freeze(ground: Ground, deploy: Deploy): { readonly over: Promise<void> } {
  const over = (async () => {
    const pids = await jobProcesses(deploy.step.temporary);
    for (const pid of pids) signal(pid, 'SIGSTOP');
    await moveElsewhere(ground);
    sayOver(ground, deploy);
    const isTaken = new Promise<void>((resolve) => {
      ground.world.gateway.inject({
        service: 's3',
        operation: 'PutObject',
        path: /\.release\.json/,
        action: () => {
          resolve();
          return undefined;
        },
      });
    });
    // Nobody else may be there to take over: then it simply goes on.
    await Promise.race([isTaken, pause(TAKEN_OVER_WITHIN)]);
    for (const pid of pids) signal(pid, 'SIGCONT');
  })();
  return { over };
}

/** Six beats, and time for the next one to come as far as its publish. */
const TAKEN_OVER_WITHIN = 120_000;

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended meanwhile.
  }
}
