import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeRun, isAskedFor, readRun } from '../../src/context/run.ts';

const fallback = { cwd: '/here', temporary: '/temporary' };

describe('readRun', () => {
  it('tells the run, and leads to exactly this attempt of it', () => {
    const run = readRun(
      {
        GITHUB_SERVER_URL: 'https://github.example',
        GITHUB_REPOSITORY: 'ada/shop',
        GITHUB_RUN_ID: '42',
        GITHUB_RUN_ATTEMPT: '3',
        GITHUB_RUN_NUMBER: '17',
        GITHUB_WORKFLOW: 'Deploy it',
        GITHUB_JOB: 'deploy',
        GITHUB_ACTOR: 'ada',
        GITHUB_SHA: '3f9a1c2'.padEnd(40, '0'),
        GITHUB_REF: 'refs/heads/main',
        GITHUB_EVENT_NAME: 'push',
        GITHUB_WORKSPACE: '/work',
        RUNNER_NAME: 'runner 7',
        RUNNER_TEMP: '/runner/temp',
      },
      'host',
      fallback,
    );
    assert.deepEqual(run, {
      repository: 'ada/shop',
      id: '42',
      attempt: 3,
      workflow: 'Deploy it',
      runNumber: 17,
      job: 'deploy',
      actor: 'ada',
      commit: '3f9a1c2'.padEnd(40, '0'),
      ref: 'refs/heads/main',
      event: 'push',
      url: 'https://github.example/ada/shop/actions/runs/42/attempts/3',
      host: 'runner 7',
      hostname: 'host',
      workspace: '/work',
      temporaryDirectory: '/runner/temp',
    });
    assert.equal(describeRun(run), 'run 42 by ada at 3f9a1c2');
  });

  it('says plainly that a run outside GitHub Actions is local', () => {
    const run = readRun({ USER: 'grace', GITHUB_RUN_ID: '' }, 'laptop', fallback);
    assert.equal(run.repository, 'local/local');
    assert.equal(run.url, 'https://github.com/local/local/actions/runs/0/attempts/1');
    assert.deepEqual(
      [run.actor, run.host, run.workspace, run.temporaryDirectory],
      ['grace', 'laptop', '/here', '/temporary'],
    );
    assert.equal(readRun({}, 'laptop', fallback).actor, 'unknown');
    assert.equal('runNumber' in run, false);
  });
});

describe('isAskedFor', () => {
  it('tells the run that somebody wants from the one that a commit brings', () => {
    for (const event of ['push', 'pull_request', 'merge_group', 'release', 'local'])
      assert.equal(isAskedFor({ event, attempt: 1 }), false, event);
    for (const event of ['workflow_dispatch', 'repository_dispatch', 'schedule'])
      assert.equal(isAskedFor({ event, attempt: 1 }), true, event);
    assert.equal(isAskedFor({ event: 'push', attempt: 2 }), true);
  });
});
