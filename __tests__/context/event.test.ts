import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { readPullRequest, refuseDestroyEvent, refuseUntrustedEvent } from '../../src/context/event.ts';
import { Failure } from '../../src/errors.ts';

const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-event-'));
after(() => rmSync(directory, { recursive: true, force: true }));

let files = 0;

type Variables = { readonly refuse?: typeof refuseDestroyEvent } & Readonly<
  Partial<Record<'GITHUB_EVENT_PATH' | 'GITHUB_REPOSITORY', string>>
>;

/** The refusal of a run of ada/shop by this event with this payload; undefined: it may deploy. */
function refused(
  event: string,
  payload?: unknown,
  { refuse = refuseUntrustedEvent, ...variables }: Variables = {},
): Failure | undefined {
  const file = path.join(directory, `${(files += 1)}.json`);
  if (payload !== undefined)
    writeFileSync(file, typeof payload === 'string' ? payload : JSON.stringify(payload));
  try {
    refuse({
      GITHUB_EVENT_NAME: event,
      GITHUB_REPOSITORY: 'ada/shop',
      GITHUB_EVENT_PATH: file,
      ...variables,
    });
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Failure, String(error));
    assert.equal(error.code, 'UNTRUSTED_EVENT');
    return error;
  }
}

const pullRequestOf = (repo: unknown) => ({ pull_request: { head: { repo } } });
const workflowRunOf = (head_repository: unknown) => ({ workflow_run: { head_repository } });

describe('refuseUntrustedEvent', () => {
  it('lets the repository’s own code deploy, whatever started the run', () => {
    for (const event of [
      'push',
      'workflow_dispatch',
      'schedule',
      'release',
      'merge_group',
      'repository_dispatch',
      '',
    ])
      assert.equal(refused(event), undefined, event);
    assert.equal(refused('pull_request', pullRequestOf({ full_name: 'ada/shop' })), undefined);
    assert.equal(refused('workflow_run', workflowRunOf({ full_name: 'ada/shop' })), undefined);
  });

  it('compares repositories as GitHub does, without regard to case', () => {
    assert.equal(refused('pull_request', pullRequestOf({ full_name: 'Ada/Shop' })), undefined);
  });

  for (const event of ['pull_request', 'pull_request_review', 'pull_request_review_comment']) {
    it(`refuses the ${event} of a fork by its name`, () => {
      assert.equal(
        refused(event, pullRequestOf({ full_name: 'eve/shop' }))?.reason,
        `The event is ${event} of the fork eve/shop, not of ada/shop.`,
      );
    });
  }

  it('refuses a run that the workflow run of a fork started', () => {
    assert.equal(
      refused('workflow_run', workflowRunOf({ full_name: 'eve/shop' }))?.reason,
      'The event is workflow_run of the fork eve/shop, not of ada/shop.',
    );
  });

  it('takes a head repository that is deleted, or not named, for a fork', () => {
    const reasons = [
      refused('pull_request', pullRequestOf(null)),
      refused('pull_request', { pull_request: {} }),
      refused('pull_request', {}),
      refused('workflow_run', workflowRunOf(null)),
      refused('pull_request', 'not JSON'),
      refused('pull_request', 'null'),
      refused('pull_request', '[]'),
      refused('pull_request'),
      refused('pull_request', undefined, { GITHUB_EVENT_PATH: '' }),
    ].map((failure) => failure?.reason);
    for (const reason of reasons)
      assert.match(reason ?? 'let through', /of the fork \(deleted\), not of ada\/shop\.$/);
  });

  it('refuses pull_request_target even of the repository itself: its checkout may be anybody’s', () => {
    const failure = refused('pull_request_target', pullRequestOf({ full_name: 'ada/shop' }));
    assert.match(failure?.reason ?? '', /^The event is pull_request_target, /);
    assert.match(failure?.safe ?? '', /^Nothing was run/);
    assert.match(failure?.next ?? '', /push or workflow_dispatch/);
  });

  it('refuses a fork although a repository of no name is asked about', () => {
    assert.ok(refused('pull_request', {}, { GITHUB_REPOSITORY: '' }));
  });
});

describe('refuseDestroyEvent', () => {
  const refusedDestroy = (event: string, payload?: unknown): Failure | undefined =>
    refused(event, payload, { refuse: refuseDestroyEvent });

  it('lets a person who may write here destroy, a clock, and what is no workflow', () => {
    for (const event of ['workflow_dispatch', 'schedule', 'push', 'repository_dispatch', 'delete', ''])
      assert.equal(refusedDestroy(event), undefined, event);
  });

  it('lets a pull request destroy when it is closed, and in no other action of it', () => {
    assert.equal(refusedDestroy('pull_request', { action: 'closed' }), undefined);
    for (const action of ['opened', 'synchronize', 'labeled', 'reopened'])
      assert.match(refusedDestroy('pull_request', { action })?.reason ?? '', new RegExp(`\\(${action}\\)`));
    assert.ok(refusedDestroy('pull_request', 'not JSON'));
  });

  it('refuses what a stranger can start, and what it does not know', () => {
    for (const event of [
      'issue_comment',
      'issues',
      'discussion_comment',
      'fork',
      'watch',
      'pull_request_review',
    ]) {
      const failure = refusedDestroy(event, { action: 'closed' });
      assert.match(failure?.reason ?? '', new RegExp(`^The event is ${event}`));
      assert.match(failure?.next ?? '', /workflow_dispatch/);
    }
  });
});

describe('readPullRequest', () => {
  const read = (event: string, payload: unknown) => {
    const file = path.join(directory, `${(files += 1)}.json`);
    writeFileSync(file, JSON.stringify(payload));
    return readPullRequest({ GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: file, GITHUB_SHA: 'merged' });
  };

  it('tells its number and newest commit, and nothing for any other event or payload', () => {
    const pull_request = { number: 12, head: { sha: 'beef' } };
    assert.deepEqual(read('pull_request', { pull_request }), { number: 12, head: 'beef' });
    assert.deepEqual(read('pull_request', { pull_request: { number: 12 } }), { number: 12, head: 'merged' });
    assert.equal(read('push', { pull_request }), undefined);
    for (const number of [0, -1, 1.5, '12/../../x', undefined])
      assert.equal(read('pull_request', { pull_request: { number } }), undefined, String(number));
  });
});
