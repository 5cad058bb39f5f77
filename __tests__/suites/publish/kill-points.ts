import type { FaultAction } from '../../../local/proxy/fault-proxy.ts';
import type { ActionRun } from '../../../local/runner/run-action.ts';
import type { When } from '../kill/points.ts';
import {
  type Ground,
  deletesTooEarly,
  isOfPublish,
  judgeLive,
  openGround,
  startDeploy,
  visibleChanges,
  warmEdge,
} from './ground.ts';
import { watchSite } from './witness.ts';

/** A moment of a publish: before or after its Nth request. */
export interface KillPoint {
  readonly request: number;
  readonly when: When;
}

/** How a point ended. */
export interface KillOutcome {
  readonly point: KillPoint;
  /** `PUT /site/index.html`; undefined: the run ended before it. */
  readonly struck: string | undefined;
  /** How often the live site was looked at, and what was not as it has to be. */
  readonly looks: number;
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Opens a ground with a first version live. */
export async function openSite(pages: number): Promise<Ground> {
  const ground = await openGround(pages);
  const first = await (await startDeploy(ground, 1)).ended;
  const problems = [...endedWell(first, 'deployed'), ...(await judgeLive(ground, 1))];
  if (problems.length === 0) return ground;
  await ground.close();
  throw new Error(`Even the first deploy ends badly: ${problems.join('; ')}\n${first.log}`);
}

/** How many requests an undisturbed publish of the next version makes. */
export async function countRequests(ground: Ground): Promise<number> {
  const { world } = ground;
  world.gateway.clear();
  const version = ground.version + 1;
  const run = await (await startDeploy(ground, version)).ended;
  const problems = [...endedWell(run, 'deployed'), ...(await judgeLive(ground, version))];
  if (problems.length > 0) throw new Error(`${problems.join('; ')}\n${run.log}`);
  return world.gateway.calls.filter(isOfPublish).length;
}

/**
 * Deploys the next version, loses its machine at the point, deploys it again, and looks at the site after every change.
 *
 * @param again whether it is deployed a third time, with nothing to do
 */
export async function killPublish(
  ground: Ground,
  point: KillPoint,
  { again }: { readonly again: boolean },
): Promise<KillOutcome> {
  const { world } = ground;
  const began = performance.now();
  await warmEdge(ground);
  world.gateway.clear();
  const version = ground.version + 1;
  let struck: string | undefined;
  let requests = 0;
  const disarm = world.gateway.inject({
    action: (call): FaultAction | undefined => {
      if (!isOfPublish(call) || (requests += 1) !== point.request) return undefined;
      return {
        kind: point.when,
        run: async ({ method, path }): Promise<'drop'> => {
          struck = `${method} ${path}`;
          await (await starting).step.action.kill();
          return 'drop';
        },
      };
    },
  });
  const witness = await watchSite(world, ground.reader);
  const starting = startDeploy(ground, version);
  const first = await (await starting).ended;
  disarm();
  const problems: string[] = [];
  if (struck === undefined) problems.push(...endedWell(first, 'deployed'));
  else {
    await witness.look('the end of the killed run');
    const second = await (await startDeploy(ground, version)).ended;
    problems.push(...endedWell(second, 'deployed', 'unchanged'));
  }
  problems.push(...(await judgeLive(ground, version)), ...deletesTooEarly(ground), ...witness.broken);
  if (again) problems.push(...(await deployAgain(ground, version)));
  return { point, struck, looks: witness.looks, problems, seconds: (performance.now() - began) / 1000 };
}

/** Nothing changed: nothing may be written to the site, or be invalidated. */
async function deployAgain(ground: Ground, version: number): Promise<readonly string[]> {
  ground.world.gateway.clear();
  const third = await (await startDeploy(ground, version)).ended;
  return [
    ...endedWell(third, 'unchanged'),
    ...visibleChanges(ground).map((change) => `nothing had changed, and yet: ${change}`),
  ];
}

/** What is wrong with a run that was to end well, with one of these results. */
export function endedWell(
  { exitCode, outputs, log }: ActionRun,
  ...results: readonly string[]
): readonly string[] {
  const { result = 'none', 'failure-code': code = '' } = outputs;
  if (exitCode === 0 && results.includes(result)) return [];
  return [`a run ended with ${exitCode}, result ${result} ${code}\n${log.split('\n').slice(-25).join('\n')}`];
}
