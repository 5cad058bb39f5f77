import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type SourceAction, sourceAction } from './source-action.ts';

let action: SourceAction;
before(() => {
  action = sourceAction();
  mkdirSync(path.join(action.workspace, 'terraform'));
});
after(() => action.remove());

describe('a run that can’t begin', () => {
  it('for an unknown command fails by its code in log, output, annotation and summary, with nothing for post', async () => {
    const run = await action.run({ inputs: { command: 'deplyo', project: 'shop' } });
    assert.equal(run.exitCode, 1);
    assert.deepEqual([run.outputs['result'], run.outputs['failure-code']], ['failed', 'INVALID_INPUTS']);
    assert.match(run.log, /INVALID_INPUTS: command: "deplyo" is none of deploy, plan, bootstrap/);
    assert.match(run.log, /^Safe: Nothing was read from or changed in AWS\.$/m);
    assert.match(run.log, /^Next: Correct the `with:` block/m);
    assert.match(run.summary, /INVALID_INPUTS/);
    assert.deepEqual(
      run.annotations.map(({ level }) => level),
      ['error'],
    );
    assert.deepEqual([run.post?.exitCode, run.post?.log, run.orphans], [0, '', []]);
  });

  it('lists every wrong input', async () => {
    const { log, exitCode } = await action.run({
      inputs: { locking: 'x', 'lock-timeout': 'soon', 'wait-for-live': 'y', project: 'No Project' },
    });
    assert.equal(exitCode, 1);
    assert.match(log, /INVALID_INPUTS: 4 inputs are wrong\./);
    for (const input of ['project', 'locking', 'lock-timeout', 'wait-for-live'])
      assert.match(log, new RegExp(`^  ${input}: `, 'm'));
  });

  it('refuses a fork’s pull request before it reads an input', async () => {
    const run = await action.run({
      inputs: { command: 'deplyo' },
      github: { event_name: 'pull_request_target', repository: 'ada/shop' },
    });
    assert.deepEqual([run.exitCode, run.outputs['failure-code']], [1, 'UNTRUSTED_EVENT']);
    assert.doesNotMatch(run.log, /deplyo/);
  });

  it('without credentials says how to give some', async () => {
    writeFileSync(path.join(action.workspace, 'terraform', 'main.tf'), 'resource "terraform_data" "x" {}\n');
    const run = await action.run({ inputs: { project: 'shop', 'frontend-directory': '' } });
    assert.deepEqual([run.exitCode, run.outputs['failure-code']], [1, 'NO_CREDENTIALS']);
    assert.match(run.log, /^Next: Set role-to-assume/m);
    assert.equal(run.post?.exitCode, 0);
  });

  it('never obeys or shows what an input and a secret variable hold', async () => {
    const run = await action.run({
      inputs: {
        project: 'shop',
        locking: 'x\n::error::not ours\n::set-output name=result::deployed',
        'terraform-variables': 'db_password=hunter2-hunter2',
        'github-token': 'ghs_token_of_the_job',
      },
      environment: { AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG', TF_VAR_api_key: 'key-of-something' },
    });
    assert.equal(run.outputs['result'], 'failed');
    assert.deepEqual(
      run.annotations.filter(({ message }) => message.startsWith('not ours')),
      [],
    );
    for (const secret of ['wJalrXUtnFEMI/K7MDENG', 'key-of-something'])
      assert.ok(run.masks.includes(secret), secret);
    assert.doesNotMatch(`${run.log}${run.summary}`, /hunter2|wJalr|key-of-something|ghs_token/);
  });
});
