import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

import { type Step, type World, placeOf } from './harness.ts';

/** Resolves once the lock of a state carries the signature of a run. */
export async function isSigned(world: World, table: string): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    const { Items = [] } = await world.dynamodb.scan({ TableName: table });
    if (Items.some((item) => /actions\/runs/.test(item['Info']?.S ?? ''))) return;
    await wait(50);
  }
  assert.fail(`no lock in ${table} was signed`);
}

/** Everything of the job is gone at once: main, the supervisor, Terraform and what it started. */
export async function loseMachine(step: Step): Promise<void> {
  const [job = ''] = (await readdir(step.temporary)).filter((name) => name.startsWith('revive-deploy-'));
  const status = await readFile(path.join(step.temporary, job, 'status.json'), 'utf8');
  process.kill(-(JSON.parse(status) as { pid: number }).pid, 'SIGKILL');
  step.action.kill();
  await step.finished;
}

/**
 * Lets the holder of the deploy lease pass for one of another machine. What the others know of processes on their own
 * proves nothing there: only GitHub can say that it is over.
 */
export async function moveHolderElsewhere(world: World, project: string): Promise<void> {
  const { bucket, key, table } = placeOf(project, world.aws.account);
  await world.dynamodb.updateItem({
    TableName: table,
    Key: { LockID: { S: `${bucket}/${key}-lease` } },
    UpdateExpression: 'SET Machine = :other',
    ConditionExpression: 'attribute_exists(Machine)',
    ExpressionAttributeValues: { ':other': { S: 'another boot/another space' } },
  });
}
