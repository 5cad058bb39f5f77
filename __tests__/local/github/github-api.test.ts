import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type GithubApi, startGithubApi } from '../../../local/github/github-api.ts';

let github: GithubApi;
before(async () => {
  github = await startGithubApi();
});
after(() => github.close());

const get = async (path: string, token = github.token) => {
  const response = await fetch(`${github.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('the stand-in for GitHub’s API', () => {
  it('tells the status of exactly the attempt that was set, and of the latest for the run', async () => {
    github.setAttempt('ada/shop', { id: '42', attempt: 1 }, 'completed');
    github.setAttempt('ada/shop', { id: '42', attempt: 2 }, 'in_progress');
    const first = await get('/repos/Ada/Shop/actions/runs/42/attempts/1');
    assert.deepEqual(first.body, { id: 42, run_attempt: 1, status: 'completed', conclusion: 'success' });
    assert.equal((await get('/repos/ada/shop/actions/runs/42')).body['status'], 'in_progress');
    assert.equal((await get('/repos/ada/shop/actions/runs/42/attempts/3')).status, 404);
    github.setAttempt('ada/shop', { id: '42', attempt: 1 }, undefined);
    assert.equal((await get('/repos/ada/shop/actions/runs/42/attempts/1')).status, 404);
  });

  it('compares two commits as history or a single pair says, and knows nothing of others', async () => {
    github.setHistory('ada/shop', ['aaa', 'bbb', 'ccc']);
    const status = async (pair: string) => (await get(`/repos/ada/shop/compare/${pair}`)).body['status'];
    assert.deepEqual(await Promise.all(['aaa...ccc', 'ccc...aaa', 'bbb...bbb'].map(status)), [
      'ahead',
      'behind',
      'identical',
    ]);
    github.setComparison('ada/shop', { base: 'aaa', head: 'ccc' }, 'diverged');
    assert.equal(await status('aaa...ccc'), 'diverged');
    assert.equal((await get('/repos/ada/shop/compare/aaa...ddd')).status, 404);
  });

  it('answers no one without its token, and keeps no token among the calls', async () => {
    assert.equal((await get('/repos/ada/shop/actions/runs/42', 'another')).status, 401);
    assert.deepEqual(github.calls.at(-1), {
      method: 'GET',
      path: '/repos/ada/shop/actions/runs/42',
      status: 401,
    });
    assert.ok(!JSON.stringify(github.calls).includes(github.token));
  });

  it('fails as it is told to', async () => {
    github.behave(403);
    assert.equal((await get('/repos/ada/shop/actions/runs/42')).status, 403);
    github.behave('reset');
    await assert.rejects(get('/repos/ada/shop/actions/runs/42'));
    github.behave('hang');
    await assert.rejects(
      fetch(`${github.url}/repos/ada/shop/actions/runs/42`, { signal: AbortSignal.timeout(100) }),
    );
    github.behave('well');
    assert.equal((await get('/repos/ada/shop/actions/runs/42')).status, 200);
  });
});
