import type { StateLocation } from '../context/deployment.ts';
import type { Run } from '../context/run.ts';
import { Failure } from '../errors.ts';
import type { S3Api } from '../platform/aws.ts';
import type { Platform } from '../platform/platform.ts';
import { errorCode, httpStatus, orAbsent } from './aws-errors.ts';
import { PERMISSIONS, type Permission, accessDenied } from './permissions.ts';
import { bucketGone } from './release-record.ts';
import { type StateContent, parseState } from './state-content.ts';
import type { StateHead } from './state-head.ts';
import { ownedBucket } from './wanted-bucket.ts';

type Ports = Pick<Platform, 'aws'>;

/** A state that a run could not save, kept until it is. */
export interface PendingRecovery {
  /** `recovery/production/terraform.tfstate/42-1.tfstate`. */
  readonly key: string;
  /** The whole state, secrets included: only ever to be written into a private file and pushed. */
  readonly text: string;
  readonly serial: number;
  readonly lineage: string;
}

export const recoveryPrefix = (stateKey: string): string => `recovery/${stateKey}/`;

export const recoveryKey = (stateKey: string, run: Pick<Run, 'id' | 'attempt'>): string =>
  `${recoveryPrefix(stateKey)}${run.id}-${run.attempt}.tfstate`;

/** Where one goes once it is saved. */
export const recoveredKey = (key: string): string => key.replace(/^recovery\//, 'recovery/done/');

/** `s3://bucket/key` of the state that this run would keep. */
export const recoveryName = (location: StateLocation, run: Pick<Run, 'id' | 'attempt'>): string =>
  named(location, recoveryKey(location.key, run));

const named = (location: StateLocation, key: string): string => `s3://${location.bucket}/${key}`;

/**
 * Keeps a state that could not be saved in the state bucket, as private and encrypted as the state itself, and resolves
 * to its address. What is kept there already is never overwritten.
 */
export async function keepForRecovery(
  { aws }: Ports,
  location: StateLocation,
  { run, state }: { readonly run: Pick<Run, 'id' | 'attempt'>; readonly state: string },
): Promise<string> {
  const key = recoveryKey(location.key, run);
  await explained(
    aws.s3(location.region).then((s3) => putNew(s3, location, key, state)),
    location,
    'keep the state for recovery',
  );
  return named(location, key);
}

/** Writes what isn't there; the same content there already is as good (the SDK repeats a put whose answer was lost). */
async function putNew(s3: S3Api, location: StateLocation, key: string, text: string): Promise<void> {
  const place = { ...ownedBucket(location), Key: key };
  try {
    await s3.putObject({ ...place, Body: text, ContentType: 'application/json', IfNoneMatch: '*' });
  } catch (error) {
    if (httpStatus(error) !== 412) throw error;
    if ((await readText(s3, location, key)) !== text) throw error;
  }
}

/** The states of this place that wait for recovery, lowest serial first. */
export async function readPendingRecovery(
  { aws }: Ports,
  location: StateLocation,
): Promise<readonly PendingRecovery[]> {
  return explained(
    aws.s3(location.region).then((s3) => readAll(s3, location)),
    location,
    'look for states kept for recovery',
  );
}

async function readAll(s3: S3Api, location: StateLocation): Promise<readonly PendingRecovery[]> {
  const { Contents = [] } = await s3.listObjectsV2({
    ...ownedBucket(location),
    Prefix: recoveryPrefix(location.key),
  });
  const keys = Contents.map(({ Key = '' }) => Key).filter((key) => key.endsWith('.tfstate'));
  const found = await Promise.all(
    keys.map(async (key): Promise<PendingRecovery | undefined> => {
      const text = await readText(s3, location, key);
      if (text === undefined) return undefined;
      const content = parseState(text);
      if (typeof content === 'string') throw unreadable(location, key, content);
      return { key, text, serial: content.serial, lineage: content.lineage };
    }),
  );
  return found.filter((each) => each !== undefined).sort((one, other) => one.serial - other.serial);
}

async function readText(s3: S3Api, location: StateLocation, key: string): Promise<string | undefined> {
  const object = await orAbsent(s3.getObject({ ...ownedBucket(location), Key: key }), 'NoSuchKey');
  return object === undefined ? undefined : ((await object.Body?.transformToString()) ?? '');
}

/**
 * What becomes of a kept state: `push` where it continues the current one, or is the first; `contained` where it is the
 * current one already (a run was ended between pushing it and putting it away); `refuse` where pushing it would lose
 * what was applied since, or it is another state altogether.
 *
 * `isCurrent`: the current state already knows exactly what the kept one knows.
 */
export function decideRecovery(
  pending: Pick<PendingRecovery, 'serial' | 'lineage'>,
  head: Pick<StateContent, 'serial' | 'lineage'> | undefined,
  isCurrent: boolean,
): 'push' | 'contained' | 'refuse' {
  if (head === undefined) return 'push';
  if (isCurrent) return 'contained';
  return head.lineage === pending.lineage && pending.serial > head.serial ? 'push' : 'refuse';
}

/** How a kept state is saved: written to a private file and pushed by Terraform. False: it did not work. */
export type PushState = (state: string) => Promise<boolean>;

/**
 * Saves every kept state that continues the current one and puts it away. Resolves to how many were pushed: the state
 * has to be read again if any was.
 *
 * @throws Failure `STATE_RECOVERY_PENDING` for one that can't be saved without losing something: nothing may be planned
 * while it is there, because the plan would create again what it knows of.
 */
export async function recoverPending(
  ports: Ports,
  location: StateLocation,
  {
    pending,
    readHead,
    push,
  }: {
    readonly pending: readonly PendingRecovery[];
    readonly readHead: () => Promise<StateHead>;
    readonly push: PushState;
  },
): Promise<number> {
  let pushed = 0;
  for (const each of pending) {
    const head = await readHead();
    const current = head.exists ? head : undefined;
    const isCurrent = head.exists && (await isSame(ports, location, each));
    const decision = decideRecovery(each, current, isCurrent);
    if (decision === 'refuse') throw notAllowed(location, each, current);
    if (decision === 'push') {
      if (!(await push(each.text))) throw notPushed(location, each);
      pushed += 1;
    }
    await putAway(ports, location, each);
  }
  return pushed;
}

/**
 * The kept state that will be the current one once `recoverPending` has saved what it can; undefined: the current one
 * stays. Reads only.
 *
 * @throws Failure `STATE_RECOVERY_PENDING` where `recoverPending` would refuse
 */
export async function foreseeRecovery(
  ports: Ports,
  location: StateLocation,
  { pending, head }: { readonly pending: readonly PendingRecovery[]; readonly head: StateHead },
): Promise<PendingRecovery | undefined> {
  let saved: PendingRecovery | undefined;
  for (const each of pending) {
    const current = saved ?? (head.exists ? head : undefined);
    const isCurrent =
      saved === undefined
        ? head.exists && (await isSame(ports, location, each))
        : knowledge(saved.text) === knowledge(each.text);
    const decision = decideRecovery(each, current, isCurrent);
    if (decision === 'refuse') throw notAllowed(location, each, current);
    if (decision === 'push') saved = each;
  }
  return saved;
}

/** Whether the current state already knows exactly what a kept one knows. */
async function isSame({ aws }: Ports, location: StateLocation, pending: PendingRecovery): Promise<boolean> {
  const text = await readText(await aws.s3(location.region), location, location.key);
  return text !== undefined && knowledge(text) === knowledge(pending.text);
}

/** What a state says, without its name: Terraform gives a state that is pushed where none was another lineage. */
export const knowledge = (text: string): string =>
  JSON.stringify({ ...(JSON.parse(text) as object), terraform_version: '', serial: 0, lineage: '' });

/** Moves a saved one out of the way; it stays readable under `recovery/done/`. */
async function putAway(
  { aws }: Ports,
  location: StateLocation,
  { key, text }: PendingRecovery,
): Promise<void> {
  const s3 = await aws.s3(location.region);
  const move = async (): Promise<void> => {
    await putNew(s3, location, recoveredKey(key), text);
    await s3.deleteObject({ ...ownedBucket(location), Key: key });
  };
  await explained(move(), location, 'put a recovered state away');
}

const UNTOUCHED = 'Nothing was planned or applied, and both states are as they were.';

const describe = (state: Pick<StateContent, 'serial' | 'lineage'>): string =>
  `serial ${state.serial} of lineage ${state.lineage}`;

function notAllowed(
  location: StateLocation,
  pending: PendingRecovery,
  current: Pick<StateContent, 'serial' | 'lineage'> | undefined,
): Failure {
  const kept = named(location, pending.key);
  return new Failure({
    code: 'STATE_RECOVERY_PENDING',
    reason:
      `A run could not save its state and kept it at ${kept} (${describe(pending)}), but the current state is ` +
      `${current === undefined ? 'not there' : describe(current)}: saving the one would lose what the other knows.`,
    safe: UNTOUCHED,
    next: `Look at what only the kept one knows: aws s3 cp ${kept} kept.tfstate && terraform state list -state=kept.tfstate`,
    details: [
      'Import what the current state lacks (terraform import ADDRESS ID), then put the kept one away:',
      `aws s3 mv ${kept} ${named(location, recoveredKey(pending.key))}`,
    ],
  });
}

const notPushed = (location: StateLocation, pending: PendingRecovery): Failure =>
  new Failure({
    code: 'STATE_RECOVERY_PENDING',
    reason: `The state that a run kept at ${named(location, pending.key)} (${describe(pending)}) could not be saved this time either.`,
    safe: UNTOUCHED,
    next: 'Run the deploy again once the cause named above is gone; it goes on from the kept state.',
  });

const unreadable = (location: StateLocation, key: string, why: string): Failure =>
  new Failure({
    code: 'STATE_RECOVERY_PENDING',
    reason: `A run kept its state at ${named(location, key)}, and that object is no Terraform state: ${why}.`,
    safe: UNTOUCHED,
    next: `Look at its versions: aws s3api list-object-versions --bucket ${location.bucket} --prefix ${key}`,
    details: [
      'If it holds nothing, put it away:',
      `aws s3 mv ${named(location, key)} ${named(location, recoveredKey(key))}`,
    ],
  });

/** S3 answers a read of what isn't there with 403 unless listing is allowed. */
const RECOVERY_PERMISSIONS: readonly Permission[] = [
  { action: 's3:ListBucket', resource: 'bucket' },
  ...PERMISSIONS.recovery,
];

async function explained<T>(call: Promise<T>, location: StateLocation, attempt: string): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const safe = 'No state was overwritten or deleted.';
    if (errorCode(error) === 'NoSuchBucket') throw bucketGone(location, error, safe);
    throw accessDenied(error, { location, permissions: RECOVERY_PERMISSIONS, attempt, safe }) ?? error;
  }
}
