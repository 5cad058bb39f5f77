import type { AwsCall } from '../../../local/proxy/classify.ts';
import type { StackName } from './stacks.ts';

/** How a deploy is ended. */
export type Way =
  /** The machine is lost: everything goes at once, and no post runs. */
  | 'machine'
  /** The main process alone is killed; post runs. */
  | 'main'
  /** GitHub cancels: SIGINT, SIGTERM, SIGKILL to the main process; post runs. */
  | 'cancel';

export const WAYS: readonly Way[] = ['machine', 'main', 'cancel'];

/** `before`: AWS never hears of the call; `after`: AWS has answered, and nobody is told. */
export type When = 'before' | 'after';

export const WHENS: readonly When[] = ['before', 'after'];

/** One moment of a deploy, and what happens in it. */
export interface Point {
  readonly stack: StackName;
  readonly way: Way;
  readonly when: When;
  /** The Nth of the calls that this stack counts, from 1. */
  readonly call: number;
}

/** `data/machine/before/17`. */
export const pointName = ({ stack, way, when, call }: Point): string => `${stack}/${way}/${when}/${call}`;

/** `s3.PutObject`. */
export const callName = ({ service, operation }: AwsCall): string => `${service}.${operation}`;

/** The command that repeats exactly this point. */
export const repeatCommand = ({ stack, way, when, call }: Point): string =>
  `npm run test:kill -- --stack ${stack} --way ${way} --when ${when} --call ${call}`;

/** Every way and both sides of each of these calls. */
export const pointsAt = (stack: StackName, calls: readonly number[]): readonly Point[] =>
  WAYS.flatMap((way) => WHENS.flatMap((when) => calls.map((call): Point => ({ stack, way, when, call }))));
