import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../../src/errors.ts';
import type { ProcessEnd } from '../../src/terraform/cli.ts';
import { type PlanRequest, lockTimeoutArgument, plan, planArguments } from '../../src/terraform/plan.ts';
import { playing } from './recorded.ts';

const request: PlanRequest = {
  variables: new Map(),
  variableFiles: [],
  planFile: '/private/plan',
  lockTimeout: 90_000,
};

const planned = (recording: string) => plan(playing(recording), request);

/** `terraform_data.x create`, in the order of Terraform's events. */
const shown = (changes: Awaited<ReturnType<typeof planned>>['changes']) =>
  changes.map(({ address, action }) => `${address} ${action}`).sort();

async function failed(recording: string | readonly string[], end?: Partial<ProcessEnd>): Promise<Failure> {
  const error: unknown = await plan(playing(recording, end), request).catch((reason: unknown) => reason);
  assert.ok(error instanceof Failure, String(error));
  return error;
}

describe('plan', () => {
  it('lists what a first deploy creates, in nested modules and under any key', async () => {
    const { hasChanges, counts, changes } = await planned('create.plan');
    assert.equal(hasChanges, true);
    assert.deepEqual(counts, { added: 8, changed: 0, destroyed: 0, imported: 0 });
    assert.deepEqual(shown(changes), [
      'module.names.module.inner.terraform_data.deep create',
      'module.names.terraform_data.name["one"] create',
      'module.names.terraform_data.name["t\\"wo"] create',
      'terraform_data.changed create',
      'terraform_data.dropped create',
      'terraform_data.forgotten create',
      'terraform_data.old_name create',
      'terraform_data.replaced create',
    ]);
    assert.ok(changes.every(({ applied, type }) => !applied && type === 'terraform_data'));
  });

  it('names the outputs that stay what they are', async () => {
    assert.deepEqual((await planned('output-only.plan')).stableOutputs, ['list', 'token', 'url']);
    assert.deepEqual((await planned('create.plan')).stableOutputs, []);
  });

  it('tells updates, replacements, deletions, imports, moves and what is forgotten apart', async () => {
    const { counts, changes } = await planned('mixed.plan');
    assert.deepEqual(counts, { added: 2, changed: 2, destroyed: 2, imported: 2 });
    assert.deepEqual(shown(changes), [
      'terraform_data.added create',
      'terraform_data.changed update',
      'terraform_data.dropped delete',
      'terraform_data.forgotten forget',
      'terraform_data.imported import',
      'terraform_data.imported_and_changed update',
      'terraform_data.new_name move',
      'terraform_data.replaced replace',
    ]);
  });

  it('has nothing to apply where nothing changes', async () => {
    const { hasChanges, changes, counts } = await planned('unchanged.plan');
    assert.deepEqual([hasChanges, changes], [false, []]);
    assert.deepEqual(counts, { added: 0, changed: 0, destroyed: 0, imported: 0 });
  });

  it('has something to apply where only an output changes', async () => {
    const { hasChanges, changes } = await planned('output-only.plan');
    assert.deepEqual([hasChanges, changes], [true, []]);
  });

  it('names file and line of the first error, and lists each error once', async () => {
    const failure = await failed('conditions.plan');
    assert.equal(failure.code, 'TERRAFORM_PLAN_FAILED');
    assert.equal(
      failure.reason,
      'terraform plan failed: Resource precondition failed (terraform/modules/names/inner/main.tf:6).',
    );
    assert.equal(failure.next, 'Correct terraform/modules/names/inner/main.tf at line 6, then push again.');
    assert.deepEqual(failure.details, ['Resource precondition failed', 'The seed is too short.']);
    assert.match(failure.safe, /^Nothing was applied/);
  });

  it('keeps an error of several lines on one', async () => {
    const failure = await failed('syntax.init');
    assert.doesNotMatch(failure.reason, /\n/);
    assert.match(failure.details.join('\n'), /configuration must be valid before initialization/);
  });

  it('says who holds the state lock, since when, for what, and how to free it', async () => {
    const failure = await failed('locked.plan');
    assert.equal(failure.code, 'STATE_LOCKED');
    const id = /[0-9a-f]{8}(-[0-9a-f]+){4}/.exec(failure.reason)?.[0];
    assert.match(
      failure.reason,
      /^The Terraform state is locked by ada@laptop since 2\d{3}-\d\d-\d\d [\d:.]+ \+0000 UTC for OperationTypeApply, lock id [^ ]+\.$/,
    );
    assert.equal(failure.details.at(-1), `terraform force-unlock -force ${id}`);
  });

  it('repeats what a signed lock says', async () => {
    const detail =
      'Error message: x\nLock Info:\n  ID:        1\n  Who:       a@b\n  Info:      run 42 by ada at 3f9a1c2\n';
    const diagnostic = { severity: 'error', summary: 'Error acquiring the state lock', detail };
    const failure = await failed([JSON.stringify({ type: 'diagnostic', '@message': 'x', diagnostic })], {
      exitCode: 1,
    });
    assert.match(
      failure.reason,
      /locked by a@b since an unknown time for an unknown operation \(run 42 by ada at 3f9a1c2\), lock id 1\./,
    );
  });

  it('doesn’t take a lock it may not take for a lock that is held', async () => {
    const detail =
      'Error message: 2 errors occurred:\n\t* AccessDeniedException: not authorized\n\n\nTerraform acquires a state lock';
    const diagnostic = { severity: 'error', summary: 'Error acquiring the state lock', detail };
    const failure = await failed([JSON.stringify({ type: 'diagnostic', '@message': 'x', diagnostic })], {
      exitCode: 1,
    });
    assert.equal(failure.code, 'TERRAFORM_PLAN_FAILED');
    assert.match(failure.details.join('\n'), /AccessDeniedException/);
  });

  it('repeats the last text where Terraform says nothing by events', async () => {
    const failure = await failed(['panic: oh no', 'goroutine 1'], { exitCode: 11 });
    assert.equal(failure.reason, 'terraform plan failed: goroutine 1.');
    assert.deepEqual(failure.details, ['panic: oh no', 'goroutine 1']);
    assert.equal((await failed([], { exitCode: 3 })).reason, 'terraform plan failed: exit code 3.');
    const absent = await failed([], { exitCode: null, error: 'spawn ENOENT' });
    assert.equal(absent.reason, 'terraform plan failed: spawn ENOENT.');
  });

  it('tells an interrupted Terraform from a failed one', async () => {
    const failure = await failed([], { exitCode: null, signal: 'SIGINT' });
    assert.equal(failure.code, 'TERRAFORM_INTERRUPTED');
    assert.equal(failure.reason, 'terraform plan was ended by SIGINT.');
  });
});

describe('planArguments', () => {
  it('plans a destroy where that is asked for', () => {
    assert.deepEqual(planArguments({ ...request, mode: 'destroy' }), [
      ...planArguments(request).slice(0, 5),
      '-destroy',
      ...planArguments(request).slice(5),
    ]);
  });

  it('gives variables after files and in order, whatever is in their values', () => {
    const variables = new Map([
      ['a', 'b=c'],
      ['lines', 'one\ntwo'],
      ['quoted', '["x", "$(id)"]'],
      ['empty', ''],
    ]);
    assert.deepEqual(
      planArguments({ ...request, variables, variableFiles: ['/w/b.tfvars', '/w/a b.tfvars'] }),
      [
        'plan',
        '-input=false',
        '-no-color',
        '-json',
        '-detailed-exitcode',
        '-out=/private/plan',
        '-lock-timeout=90s',
        '-var-file=/w/b.tfvars',
        '-var-file=/w/a b.tfvars',
        '-var=a=b=c',
        '-var=lines=one\ntwo',
        '-var=quoted=["x", "$(id)"]',
        '-var=empty=',
      ],
    );
  });

  it('gives Terraform what is left of the patience in whole seconds, never less than none', () => {
    assert.deepEqual([-5, 0, 1, 1_000, 1_001].map(lockTimeoutArgument), [
      '-lock-timeout=0s',
      '-lock-timeout=0s',
      '-lock-timeout=1s',
      '-lock-timeout=1s',
      '-lock-timeout=2s',
    ]);
  });
});
