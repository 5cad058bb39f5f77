import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type GithubApi, startGithubApi } from '../../local/github/github-api.ts';
import { githubAccess, parseAttemptUrl, readAttempt } from '../../src/context/run-status.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { runnerHttp } from '../../src/platform/http.ts';
import { VirtualClock } from '../fakes/virtual-clock.ts';

const attempt = { server: 'https://github.com', repository: 'ada/shop', id: '42', attempt: 2 };

let github: GithubApi;
before(async () => {
  github = await startGithubApi();
});
after(() => github.close());

const ask = (change: { token?: string | undefined; apiUrl?: string; server?: string } = {}) => {
  const access = { ...githubAccess({ GITHUB_API_URL: `${github.url}/` }, github.token), ...change };
  return readAttempt({ http: runnerHttp, clock: systemClock }, access, {
    ...attempt,
    server: change.server ?? attempt.server,
  });
};

describe('readAttempt', () => {
  it('is over only once GitHub calls exactly this attempt completed', async () => {
    for (const status of ['queued', 'waiting', 'in_progress'] as const) {
      github.setAttempt('ada/shop', { id: '42', attempt: 2 }, status);
      assert.equal((await ask()).verdict, 'live', status);
    }
    // Another attempt of the same run proves nothing about this one.
    github.setAttempt('ada/shop', { id: '42', attempt: 1 }, 'completed');
    assert.equal((await ask()).verdict, 'live');
    github.setAttempt('ada/shop', { id: '42', attempt: 2 }, { status: 'completed', conclusion: 'cancelled' });
    assert.deepEqual(await ask(), {
      verdict: 'over',
      why: 'GitHub says that its run attempt is completed',
    });
  });

  it('is unknown, and says why without the token, for every other answer and for none', async () => {
    const said: string[] = [];
    const unknown = async (proof: ReturnType<typeof ask>): Promise<void> => {
      const { verdict, why } = await proof;
      assert.equal(verdict, 'unknown', why);
      assert.ok(!why.includes(github.token));
      said.push(why);
    };
    github.setAttempt('ada/shop', { id: '42', attempt: 2 }, undefined);
    await unknown(ask());
    github.setAttempt('ada/shop', { id: '42', attempt: 2 }, 'completed');
    await unknown(ask({ token: 'another' }));
    await unknown(ask({ token: undefined }));
    await unknown(ask({ server: 'https://ghe.example.com' }));
    github.behave('reset');
    await unknown(ask());
    github.behave('well');
    assert.deepEqual(
      said.map((why) => /404|401|no github-token|not on https|could not be asked/.exec(why)?.[0]),
      ['404', '401', 'no github-token', 'not on https', 'could not be asked'],
    );
  });

  it('waits no longer than ten seconds for an answer', async () => {
    const clock = new VirtualClock();
    const http = { ...runnerHttp, get: () => new Promise<never>(() => undefined) };
    const proof = await readAttempt({ http, clock }, githubAccess({ GITHUB_API_URL: 'x' }, 'x'), attempt);
    assert.equal(proof.verdict, 'unknown');
    assert.equal(clock.monotonic(), 10_000);
  });
});

describe('parseAttemptUrl', () => {
  it('takes the address of an attempt apart, and nothing that only looks like one', () => {
    assert.deepEqual(parseAttemptUrl('https://github.com/ada/shop/actions/runs/42/attempts/2'), attempt);
    for (const url of [
      '',
      'unknown',
      'https://github.com/ada/shop/actions/runs/0/attempts/1',
      'https://github.com/ada/shop/actions/runs/42',
      'https://github.com/ada/../x/actions/runs/42/attempts/2',
      'https://github.com/ada/shop/actions/runs/42/attempts/2?x',
      'https://user@github.com/ada/shop/actions/runs/42/attempts/2',
    ])
      assert.equal(parseAttemptUrl(url), undefined, url);
  });
});
