import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';

import { type GithubApi, startGithubApi } from '../../local/github/github-api.ts';
import { type StickyComment, writeComment } from '../../src/context/pull-request.ts';
import { githubAccess } from '../../src/context/run-status.ts';
import { runnerHttp } from '../../src/platform/http.ts';

const REPOSITORY = 'ada/shop';
const MARKER = '<!-- revive-deploy:plan 0011223344556677';

const started: GithubApi[] = [];
let github: GithubApi;
beforeEach(async () => {
  github = await startGithubApi();
  started.push(github);
});
after(() => Promise.all(started.map((each) => each.close())));

const comment = (text: string, change: Partial<StickyComment> = {}): StickyComment => {
  const run = change.run ?? '7';
  const body = `${change.marker ?? MARKER} run ${run} -->\n${text}`;
  return { repository: REPOSITORY, pullRequest: 12, marker: MARKER, run, body, ...change };
};
const write = (wanted: StickyComment, token: string | undefined = github.token) =>
  writeComment(runnerHttp, githubAccess({ GITHUB_API_URL: github.url }, token), wanted);
const bodies = () => github.comments.of(REPOSITORY, 12).map(({ body }) => body.split('\n')[1]);
const MALLORY = { login: 'mallory', type: 'User' } as const;

describe('writeComment', () => {
  it('writes one comment and updates it from then on; another place has its own', async () => {
    const first = await write(comment('one'));
    const second = await write(comment('two', { run: '8' }));
    assert.deepEqual([first.kind, second.kind], ['created', 'updated']);
    assert.ok('url' in first && 'url' in second && first.url === second.url && first.url !== '');
    await write(comment('other', { marker: MARKER.replace('0', 'f') }));
    assert.deepEqual(bodies(), ['two', 'other']);
  });

  it('finds it behind hundreds of others', async () => {
    for (let count = 0; count < 250; count += 1)
      github.comments.add(REPOSITORY, 12, { body: `talk ${count}`, user: MALLORY });
    await write(comment('one'));
    assert.equal((await write(comment('two'))).kind, 'updated');
    assert.equal(github.comments.of(REPOSITORY, 12).length, 251);
  });

  it('never touches a comment of somebody else that looks like ours', async () => {
    github.comments.add(REPOSITORY, 12, { body: `${MARKER} run 1 -->\nmine`, user: MALLORY });
    assert.equal((await write(comment('one'))).kind, 'created');
    assert.deepEqual(bodies(), ['mine', 'one']);
  });

  it('leaves what a newer run wrote, and lets a later attempt of the same run write again', async () => {
    await write(comment('newer', { run: '10' }));
    assert.equal((await write(comment('older', { run: '9' }))).kind, 'newer');
    assert.deepEqual(bodies(), ['newer']);
    assert.equal((await write(comment('again', { run: '10' }))).kind, 'updated');
  });

  it('says which permission is missing, and never fails for what GitHub or the network does', async () => {
    const why = async (token?: string): Promise<string> => {
      const said = await write(comment('one'), token);
      assert.ok(said.kind === 'refused' && !said.why.includes(github.token), JSON.stringify(said));
      return said.why;
    };
    github.comments.readOnly(true);
    assert.match(await why(), /answered 403; the job needs `permissions: { pull-requests: write }`/);
    assert.match(await why('another'), /answered 401$/);
    github.behave(500);
    assert.match(await why(), /answered 500$/);
    github.behave('reset');
    assert.match(await why(), /could not be reached/);
    const nowhere = await writeComment(runnerHttp, githubAccess({}, 'x'), comment('one'));
    assert.deepEqual(nowhere, { kind: 'refused', why: 'there is no GITHUB_API_URL here' });
  });
});
