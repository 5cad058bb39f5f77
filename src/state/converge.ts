import { Failure } from '../errors.ts';
import type { StateLocation } from '../context/deployment.ts';
import { errorText, isBusy, isCredentialProblem, isDenied } from './aws-errors.ts';
import { tryUntil, type Patience } from './patience.ts';
import { accessDenied, type Permission } from './permissions.ts';
import type { SettingOutcome } from './settings.ts';
import type { Finding, WantedSetting } from './wanted-setting.ts';

/** How long a setting may take until it reads back as wanted. */
const CONVERGENCE_TIME = 60_000;
/** A change is made again when it still doesn't show after this long: another run may have written over it. */
const CHANGE_AGAIN_AFTER = 3_000;

/** The settings of one resource, and what they are settings of. */
export interface Settings<Target extends { readonly location: StateLocation }> {
  readonly resource: SettingOutcome['resource'];
  readonly target: Target;
  readonly wanted: readonly WantedSetting<Target>[];
}

type Result<T> = { readonly value: T } | { readonly error: unknown; readonly refused: readonly Permission[] };

/** Reads every setting at once; all refusals by AWS come together, in one failure. */
export async function findAll<Target extends { readonly location: StateLocation }>(
  { resource, target, wanted }: Settings<Target>,
  safe: string,
): Promise<readonly Finding[]> {
  const found = wanted.map((setting) =>
    setting.find(target).then(
      (value): Result<Finding> => ({ value }),
      (error: unknown): Result<Finding> => ({ error, refused: [setting.needs.read] }),
    ),
  );
  const attempt = `read the settings of ${nameOf(resource, target.location)}`;
  return valuesOf(await Promise.all(found), { location: target.location, attempt, safe });
}

/** The outcome of a setting that stays as it was found. */
export function asFound<Target extends { readonly location: StateLocation }>(
  { resource, target, wanted }: Settings<Target>,
  findings: readonly Finding[],
): readonly SettingOutcome[] {
  return wanted.map((setting, index) => ({
    resource,
    setting: setting.name,
    wanted: setting.wanted(target),
    found: findings[index]?.text ?? 'absent',
    changed: false,
  }));
}

/**
 * Brings every setting to what is wanted, each on its own and all at once: found, changed where it differs, and read
 * back until it shows. A setting that is as wanted already is not written. `findings` are those just read, if any.
 */
export async function convergeAll<Target extends { readonly location: StateLocation }>(
  settings: Settings<Target>,
  findings: readonly Finding[] | undefined,
  patience: Patience,
): Promise<readonly SettingOutcome[]> {
  const { resource, target, wanted } = settings;
  const brought = wanted.map((setting, index) => {
    const step = { setting, target, resource, start: findings?.[index] };
    return converge(step, patience).then(
      (value): Result<SettingOutcome> => ({ value }),
      (error: unknown): Result<SettingOutcome> => ({ error, refused: Object.values(setting.needs) }),
    );
  });
  return valuesOf(await Promise.all(brought), {
    location: target.location,
    attempt: `bring ${nameOf(resource, target.location)} to its settings`,
    safe: 'Nothing was deleted, no state was touched; what could be set is set, and running again goes on from there.',
  });
}

interface Step<Target> {
  readonly setting: WantedSetting<Target>;
  readonly target: Target;
  readonly resource: SettingOutcome['resource'];
  readonly start: Finding | undefined;
}

async function converge<Target extends { readonly location: StateLocation }>(
  { setting, target, resource, start }: Step<Target>,
  patience: Patience,
): Promise<SettingOutcome> {
  let first = start;
  let unread = start;
  let changedAt: number | undefined;
  let obstacle: unknown;

  const outcome = await tryUntil(CONVERGENCE_TIME, patience, async () => {
    try {
      let finding = unread ?? (await setting.find(target));
      unread = undefined;
      first ??= finding;
      const now = patience.clock.monotonic();
      if (!finding.asWanted && (changedAt === undefined || now - changedAt >= CHANGE_AGAIN_AFTER)) {
        await finding.change();
        changedAt = now;
        finding = await setting.find(target);
      }
      return finding.asWanted ? first.text : undefined;
    } catch (error) {
      if (!isBusy(error)) throw error;
      obstacle = error;
      return undefined;
    }
  });
  if (outcome === undefined) throw notConverged({ setting, target, resource, start: first }, obstacle);
  const wanted = setting.wanted(target);
  return { resource, setting: setting.name, wanted, found: outcome, changed: changedAt !== undefined };
}

function notConverged<Target extends { readonly location: StateLocation }>(
  { setting, target, resource, start }: Step<Target>,
  obstacle: unknown,
): Failure {
  const because = obstacle === undefined ? '' : `; AWS last said: ${errorText(obstacle)}`;
  return new Failure({
    code: 'BACKEND_NOT_CONVERGED',
    reason:
      `${setting.name} of ${nameOf(resource, target.location)} was ${start?.text ?? 'unreadable'} and did not read back as ` +
      `${setting.wanted(target)} within ${CONVERGENCE_TIME / 1000} s${because}.`,
    safe: 'Nothing was deleted, no state was touched; the other settings stand.',
    next: 'Run again; if it stays, look in CloudTrail for who changes this setting back.',
    cause: obstacle,
  });
}

interface Attempt {
  readonly location: StateLocation;
  readonly attempt: string;
  readonly safe: string;
}

/** All values, or one failure: every refusal named in it, else the first other error. */
function valuesOf<T>(results: readonly Result<T>[], attempt: Attempt): readonly T[] {
  const failed = results.filter((result) => 'error' in result);
  const other = failed.find(({ error }) => !isDenied(error) && !isCredentialProblem(error));
  if (other !== undefined) throw other.error;
  const [refusal] = failed;
  if (refusal !== undefined) {
    const permissions = failed.flatMap(({ refused }) => refused);
    throw accessDenied(refusal.error, { ...attempt, permissions }) ?? refusal.error;
  }
  return results.flatMap((result) => ('value' in result ? [result.value] : []));
}

/** `state bucket shop-terraform-state-123456789012`. */
export const nameOf = (resource: SettingOutcome['resource'], location: StateLocation): string =>
  resource === 'bucket' ? `state bucket ${location.bucket}` : `lock table ${location.lockTable}`;
