import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type PartlyApplied, apply } from '../../src/terraform/apply.ts';
import type { ProcessEnd } from '../../src/terraform/cli.ts';
import { plan } from '../../src/terraform/plan.ts';
import { playing, recordedLines } from './recorded.ts';

const planOf = (recording: string) =>
  plan(playing(recording), {
    variables: new Map(),
    variableFiles: [],
    planFile: '/private/plan',
    lockTimeout: 0,
  });

async function partly(
  recording: string | readonly string[],
  end: Partial<ProcessEnd> = {},
): Promise<PartlyApplied> {
  const outcome = await apply(playing(recording, end), await planOf('partly.plan'), 0);
  assert.equal(outcome.kind, 'failed');
  return (outcome as Extract<typeof outcome, { kind: 'failed' }>).partly;
}

describe('apply', () => {
  it('applies exactly the saved plan', async () => {
    const terraform = playing('create.apply');
    await apply(terraform, await planOf('create.plan'), 5_000);
    assert.deepEqual(terraform.asked, [
      ['apply', '-input=false', '-no-color', '-json', '-lock-timeout=5s', '/private/plan'],
    ]);
  });

  it('reads the outputs from the events, without the value of a sensitive one', async () => {
    const outcome = await apply(playing('create.apply'), await planOf('create.plan'), 0);
    assert.deepEqual(outcome.kind === 'applied' && outcome.applied.outputs, {
      list: { sensitive: false, value: ['a', { b: 1 }] },
      token: { sensitive: true },
      url: { sensitive: false, value: 'https://shop.example' },
    });
    assert.doesNotMatch(JSON.stringify(outcome), /hunter2/);
  });

  it('counts as Terraform does, and marks every change as made, those without an event of their own too', async () => {
    const outcome = await apply(playing('mixed.apply'), await planOf('mixed.plan'), 0);
    assert.equal(outcome.kind, 'applied');
    if (outcome.kind !== 'applied') return;
    assert.deepEqual(outcome.applied.counts, { added: 2, changed: 2, destroyed: 2, imported: 2 });
    assert.equal(outcome.applied.changes.length, 8);
    assert.ok(outcome.applied.changes.every(({ applied }) => applied));
    const timed = outcome.applied.changes.filter(({ milliseconds }) => milliseconds !== undefined);
    assert.deepEqual(timed.map(({ action }) => action).sort(), [
      'create',
      'delete',
      'replace',
      'update',
      'update',
    ]);
  });

  it('tells a plan that went stale from a failure: it is made again', async () => {
    assert.deepEqual(await apply(playing('stale.apply'), await planOf('create.plan'), 0), { kind: 'stale' });
  });

  it('tells what was made and what was not when it fails half-way', async () => {
    const { changes, failure } = await partly('partly.apply');
    assert.equal(failure.code, 'TERRAFORM_APPLY_FAILED');
    assert.equal(
      failure.reason,
      'terraform apply failed: local-exec provisioner error (terraform/main.tf:8).',
    );
    const open = changes
      .filter(({ applied }) => !applied)
      .map(({ address, action }) => `${address} ${action}`);
    assert.deepEqual(open.sort(), ['terraform_data.never create', 'terraform_data.replaced replace']);
    assert.equal(changes.length, 11);
  });

  it('owns up to a replacement that destroyed the old one and didn’t make the new one', async () => {
    const { counts, failure } = await partly('partly.apply');
    assert.deepEqual(counts, { added: 1, changed: 0, destroyed: 9, imported: 0 });
    assert.equal(
      failure.safe,
      '9 of 11 changes were made and are in the state; terraform_data.replaced was destroyed and its replacement was ' +
        'not made; the others were not made. The site was not touched.',
    );
  });

  it('knows what was made where Terraform was killed in the middle', async () => {
    const lines = recordedLines('partly.apply');
    const firstCompletion = lines.findIndex((line) => line.includes('"apply_complete"'));
    const { counts, failure } = await partly(lines.slice(0, firstCompletion + 1), {
      exitCode: null,
      signal: 'SIGKILL',
    });
    assert.equal(failure.code, 'TERRAFORM_INTERRUPTED');
    assert.match(failure.safe, /^1 of 11 changes were made/);
    assert.deepEqual(counts, { added: 0, changed: 0, destroyed: 1, imported: 0 });
  });

  it('says that nothing was made where it failed before the first change', async () => {
    const { counts, failure } = await partly('locked.plan');
    assert.equal(failure.code, 'STATE_LOCKED');
    assert.match(failure.safe, /^0 of 11 changes were made and are in the state; the others were not made\./);
    assert.deepEqual(counts, { added: 0, changed: 0, destroyed: 0, imported: 0 });
  });
});
