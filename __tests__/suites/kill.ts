import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { failureText, figuresTable, isConverged, isReached, outcomeLine } from './kill/figures.ts';
import { type Lane, type Outcome, type Recording, openLane, record, runPoint } from './kill/lane.ts';
import {
  type Point,
  type Way,
  type When,
  WAYS,
  WHENS,
  callName,
  pointName,
  pointsAt,
} from './kill/points.ts';
import { STACKS, type StackName } from './kill/stacks.ts';
import { type Random, inLanes, readSuiteOptions, seeded, tellVerdict } from './suite.ts';

const NAMES = Object.keys(STACKS) as readonly StackName[];

/** How many lanes, and which points of all that the recordings show. */
export interface Plan {
  readonly random: Random;
  readonly lanes: number;
  readonly stacks: readonly StackName[];
  /** Chooses from every way and side of every call that counts. */
  choose(points: readonly Point[], stack: StackName): readonly Point[];
  /** Told of every recording and of every point as it ends. */
  say(line: string): void;
}

/**
 * `npm run test:kill`: a deploy from nothing is ended before and after every AWS call it makes, in three ways; one more run
 * must bring everything in order.
 */
export async function main(args: readonly string[]): Promise<void> {
  const { seed, lanes, numbers, texts } = readSuiteOptions(args, {
    points: 0,
    call: 0,
    stack: '',
    way: '',
    when: '',
    logs: '',
  });
  const random = seeded(seed);
  const [points = 0, call = 0] = [numbers['points'], numbers['call']];
  const stack = oneOf('stack', texts['stack'], NAMES);
  const way = oneOf<Way>('way', texts['way'], WAYS);
  const when = oneOf<When>('when', texts['when'], WHENS);
  console.log(`seed ${seed}`);
  const stacks = stack === undefined ? NAMES : [stack];
  const outcomes = await killDeploys({
    random,
    lanes,
    stacks,
    choose: (all, of) => {
      const wanted = (call > 0 ? pointsAt(of, [call]) : all).filter(
        (point) => (way ?? point.way) === point.way && (when ?? point.when) === point.when,
      );
      return points === 0 ? wanted : random.sample(wanted, Math.ceil(points / stacks.length));
    },
    say: console.log,
  });

  const failures = outcomes.filter((outcome) => isReached(outcome) && !isConverged(outcome));
  const { logs = '' } = texts;
  if (logs !== '') await writeLogs(logs, failures);
  for (const failure of failures) console.log(`\n${failureText(failure)}`);
  console.log(`\n${figuresTable(outcomes)}\n`);
  const reached = outcomes.filter(isReached).length;
  tellVerdict(
    failures.map((failure) => outcomeLine(failure).replace(/^FAILED /, '')),
    `${reached - failures.length} of ${reached} points converged within one more run (seed ${seed})`,
  );
}

function oneOf<Name extends string>(
  option: string,
  given: string | undefined,
  names: readonly Name[],
): Name | undefined {
  if (given === undefined || given === '') return undefined;
  const found = names.find((name) => name === given);
  if (found === undefined) throw new Error(`--${option} takes ${names.join(', ')}, not "${given}".`);
  return found;
}

/** Records an undisturbed deploy of each stack, chooses points, and goes through them. */
export async function killDeploys(plan: Plan): Promise<readonly Outcome[]> {
  // Each lane keeps its world from the recordings to the last point.
  const lanes = await openLanes(plan.lanes);
  try {
    const recordings = await inLanes(plan.stacks, plan.lanes, {
      open: (number) => Promise.resolve(lanes[number]!),
      work: (lane, name) => record(lane, STACKS[name]),
      close: () => Promise.resolve(),
    });
    const points = recordings.flatMap((recording) => {
      const { stack, counted, calls, seconds } = recording;
      const at = stack.points(counted);
      plan.say(
        `${stack.name}: an undisturbed deploy makes ${calls} AWS calls in ${seconds.toFixed(1)} s, ${counted.length} of which ` +
          `count; points at ${at.length} of them: ${at.map((call) => `${call} ${callName(counted[call - 1]!)}`).join(', ')}`,
      );
      return plan.choose(pointsAt(stack.name, at), stack.name).map((point) => ({ point, recording }));
    });
    // The slow ones first: no lane is left with one when the other has nothing more to do.
    points.sort((one, other) => other.recording.seconds - one.recording.seconds);
    return await inLanes(points, plan.lanes, {
      open: (number) => Promise.resolve(lanes[number]!),
      work: async (lane, { point, recording }) => {
        const outcome = await reach(lane, { point, recording, random: plan.random, say: plan.say });
        plan.say(outcomeLine(outcome));
        return outcome;
      },
      close: () => Promise.resolve(),
    });
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

async function openLanes(count: number): Promise<readonly Lane[]> {
  const opened = await Promise.allSettled(Array.from({ length: count }, () => openLane()));
  const lanes = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  for (const each of opened) {
    if (each.status === 'fulfilled') continue;
    await Promise.all(lanes.map((lane) => lane.close()));
    throw each.reason;
  }
  return lanes;
}

/** How often another point is taken for one that lies beyond the end of its run. */
const RETRIES = 2;

/** A point; another one before the end where the run made fewer calls than the recorded one. */
async function reach(
  lane: Lane,
  {
    point,
    recording,
    random,
    say,
  }: {
    readonly point: Point;
    readonly recording: Recording;
    readonly random: Random;
    readonly say: Plan['say'];
  },
): Promise<Outcome> {
  let outcome = await runPoint(lane, point, recording.settings);
  for (let retry = 0; !isReached(outcome) && retry < RETRIES; retry += 1) {
    say(outcomeLine(outcome));
    const within = recording.stack.points(recording.counted).filter((call) => call <= outcome.counted);
    if (within.length === 0) break;
    outcome = await runPoint(lane, { ...point, call: random.pick(within) }, recording.settings);
  }
  return outcome;
}

async function writeLogs(directory: string, failures: readonly Outcome[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const { point, logs } of failures) {
    const name = path.join(directory, pointName(point).replaceAll('/', '-'));
    await writeFile(`${name}-first.log`, logs.first);
    await writeFile(`${name}-second.log`, logs.second);
  }
}
