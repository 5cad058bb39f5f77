import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import { type GithubApi, startGithubApi } from '../../local/github/github-api.ts';
import type { GithubContext } from '../../local/runner/github-context.ts';
import type { ActionRun } from '../../local/runner/run-action.ts';
import { type Step, type World, assertNothingLeft, assertWell, placeOf, startWorld } from './harness.ts';

/** The commits of a straight history, oldest first, each with a tag of its name; the last one's apply fails. */
const NAMES = ['one', 'two', 'three', 'broken'] as const;
type Name = (typeof NAMES)[number];

/** Its apply lasts as long as the file `hold` names is there. */
const stack = (name: Name): string => `variable "hold" {
  default = ""
}

variable "site" {}

resource "terraform_data" "released" {
  input            = "${name}"
  triggers_replace = ["${name}"]
  provisioner "local-exec" {
    command = "while [ -e '\${var.hold}' ]; do sleep 0.1; done; ${name === 'broken' ? 'exit 1' : 'true'}"
  }
}

output "released" {
  value = terraform_data.released.output
}

output "frontend_bucket" {
  value = var.site
}

output "cloudfront_url" {
  value = "https://\${var.site}.example"
}
`;

interface Repository {
  readonly address: string;
  readonly commits: Readonly<Record<Name, string>>;
}

/** What a push of a commit starts. */
interface Push {
  readonly of: Name;
  readonly github?: Partial<GithubContext>;
  /** The file that keeps its apply from ending. */
  readonly hold?: string;
}

describe('newest last', { concurrency: 2 }, () => {
  let world: World;
  let github: GithubApi;
  let repository: Repository;
  before(async () => {
    world = await startWorld();
    github = await startGithubApi();
    repository = await createRepository(await world.directory('repository'));
  });
  after(async () => {
    await github?.close();
    await world?.stop();
  });

  /** One project, deployed from checkouts of which each knows the whole history, or its own commit alone. */
  async function project(name: string, { depth }: { readonly depth: 'whole' | 'one commit' }) {
    const site = `${name}-site`;
    const url = `https://${site}.example`;
    await world.s3.createBucket({ Bucket: site });
    const left: { readonly step: Step; readonly directory: string }[] = [];
    const start = async ({ of, hold, github: given = {} }: Push): Promise<Step> => {
      const directory = await world.directory(of);
      const shallow = depth === 'whole' ? [] : ['--depth', '1'];
      await git(directory, 'clone', '-q', ...shallow, '--branch', of, repository.address, '.');
      const step = await world.start(
        { directory },
        {
          inputs: {
            project: name,
            'lock-timeout': '5m',
            'terraform-variables': `site=${site}\n${hold === undefined ? '' : `hold=${hold}`}`,
            'frontend-directory': 'site',
            'frontend-build-command': 'mkdir -p dist && cp index.html dist/',
            invalidation: 'none',
            'wait-for-live': 'false',
            'github-token': github.token,
          },
          environment: github.environment,
          github: { repository: `example/${name}`, sha: repository.commits[of], ...given },
        },
      );
      left.push({ step, directory });
      return step;
    };
    const { bucket, key } = placeOf(name, world.aws.account);
    return {
      url,
      start,
      deploy: async (push: Push): Promise<ActionRun> => (await start(push)).finished,
      /** What is live: by the site, and by the release record. */
      live: async (): Promise<readonly string[]> => {
        const text = async (Bucket: string, Key: string) =>
          (await (await world.s3.getObject({ Bucket, Key })).Body?.transformToString()) ?? '';
        const record = JSON.parse(await text(bucket, key.replace('.tfstate', '.release.json'))) as {
          readonly live?: { readonly commit: string };
        };
        const name = NAMES.find((each) => repository.commits[each] === record.live?.commit);
        return [(await text(site, 'index.html')).trim(), name ?? 'none'];
      },
      assertNothingLeft: async () => {
        for (const { step, directory } of left) await assertNothingLeft(world, step, { directory });
      },
    };
  }

  /** Fails unless the step ended green, having done nothing, and led to what is live. */
  function assertSuperseded(run: ActionRun, { by, url }: { readonly by: Name; readonly url: string }): void {
    assertWell(run, { result: 'superseded', changed: 'false', 'files-uploaded': '0', 'cloudfront-url': url });
    assert.ok(run.summary.includes(url), `the summary doesn't lead to ${url}:\n${run.summary}`);
    assert.ok(run.summary.includes(repository.commits[by].slice(0, 7)), run.summary);
    assert.doesNotMatch(run.log, /^[✓✗] (init|plan|apply|build|publish)/m);
  }

  it('of two pushes, the older one whose turn comes later is superseded: by git, where the checkout has the history', async () => {
    const shop = await project('by-git', { depth: 'whole' });
    const hold = path.join(await world.directory('hold'), 'hold');
    await writeFile(hold, '');
    // The API knows nothing of this repository: what it answers can't be what decides.
    const newer = await shop.start({ of: 'two', hold, github: { run_id: '302', actor: 'ada' } });
    await newer.saw(/^terraform_data\.released: (Creating|Provisioning)/);
    const older = await shop.start({ of: 'one', github: { run_id: '301', actor: 'grace' } });
    const waiting = await older.saw(/^Waiting for another deploy/);
    const whose = `run 302 \\(attempt 1\\) by ada at ${repository.commits.two.slice(0, 7)}`;
    const link = 'https://github\\.com/example/by-git/actions/runs/302/attempts/1';
    assert.match(
      waiting,
      new RegExp(
        `^Waiting for another deploy \\(\\d+ s so far\\): ${whose}, in stage [a-z ]+, since \\d{4}-\\S+Z: ${link}$`,
      ),
    );
    await rm(hold);
    assertWell(await newer.finished, { result: 'deployed', 'cloudfront-url': shop.url });
    const run = await older.finished;
    assertSuperseded(run, { by: 'two', url: shop.url });
    assert.match(run.log, /^The lease is free after \d+ s; going on\.$/m);
    assert.deepEqual(await shop.live(), ['two', 'two']);
    await shop.assertNothingLeft();
  });

  it("a shallow checkout asks GitHub's API", async () => {
    const shop = await project('by-api', { depth: 'one commit' });
    github.setHistory(
      'example/by-api',
      NAMES.map((name) => repository.commits[name]),
    );
    // The numbers say otherwise: history goes before them.
    assertWell(await shop.deploy({ of: 'two', github: { run_number: '1' } }), { result: 'deployed' });
    const older = await shop.deploy({ of: 'one', github: { run_number: '2' } });
    assertSuperseded(older, { by: 'two', url: shop.url });
    assertWell(await shop.deploy({ of: 'three', github: { run_number: '1' } }), { result: 'deployed' });
    assert.deepEqual(await shop.live(), ['three', 'three']);
    const asked = github.calls.filter(({ path }) => path.startsWith('/repos/example/by-api/compare/'));
    assert.deepEqual(
      asked.map(({ path, status }) => [path.split('/').at(-1), status]),
      [
        [`${repository.commits.two}...${repository.commits.one}`, 200],
        [`${repository.commits.two}...${repository.commits.three}`, 200],
      ],
    );
    await shop.assertNothingLeft();
  });

  it('where neither knows, the run number within the same workflow decides, and nothing across workflows', async () => {
    const shop = await project('by-number', { depth: 'one commit' });
    assertWell(await shop.deploy({ of: 'two', github: { run_number: '8' } }), { result: 'deployed' });
    const older = await shop.deploy({ of: 'one', github: { run_number: '7' } });
    assertSuperseded(older, { by: 'two', url: shop.url });
    assert.deepEqual(await shop.live(), ['two', 'two']);
    const other = await shop.deploy({ of: 'one', github: { run_number: '7', workflow: 'nightly' } });
    assertWell(other, { result: 'deployed' });
    assert.deepEqual(await shop.live(), ['one', 'one']);
    await shop.assertNothingLeft();
  });

  it('a newer deploy that failed supersedes nothing, and what is live may be run again', async () => {
    const shop = await project('failed', { depth: 'whole' });
    assertWell(await shop.deploy({ of: 'one' }), { result: 'deployed' });
    const broken = await shop.deploy({ of: 'broken' });
    assert.equal(broken.outputs['failure-code'], 'TERRAFORM_APPLY_FAILED', broken.log);
    assert.deepEqual(await shop.live(), ['one', 'one']);
    assertWell(await shop.deploy({ of: 'two' }), { result: 'deployed' });
    assert.deepEqual(await shop.live(), ['two', 'two']);
    const again = await shop.deploy({ of: 'two', github: { run_attempt: '2' } });
    assertWell(again, { result: 'unchanged', 'cloudfront-url': shop.url });
    await shop.assertNothingLeft();
  });

  it('lets a person who runs the workflow on an older tag have it; running an old run again is no such wish', async () => {
    const shop = await project('by-hand', { depth: 'whole' });
    const push = (of: Name, run_number: string, run_attempt = '1'): Push => ({
      of,
      github: { run_number, run_attempt },
    });
    const byHand = (of: Name, run_number: string, run_attempt = '1'): Push => ({
      of,
      github: { run_number, run_attempt, event_name: 'workflow_dispatch', ref: `refs/tags/${of}` },
    });
    assertWell(await shop.deploy(push('two', '8')), { result: 'deployed' });
    assertSuperseded(await shop.deploy(push('one', '7', '2')), { by: 'two', url: shop.url });

    assertWell(await shop.deploy(byHand('one', '9')), { result: 'deployed' });
    assert.deepEqual(await shop.live(), ['one', 'one']);

    // The next push goes on from there, and then nobody's old wish comes back.
    assertWell(await shop.deploy(push('three', '10')), { result: 'deployed' });
    assertSuperseded(await shop.deploy(byHand('one', '9', '2')), { by: 'three', url: shop.url });
    assert.deepEqual(await shop.live(), ['three', 'three']);
    await shop.assertNothingLeft();
  });
});

async function createRepository(directory: string): Promise<Repository> {
  await git(directory, 'init', '-q', '-b', 'main');
  const commits: Partial<Record<Name, string>> = {};
  for (const name of NAMES) {
    await git(directory, 'rm', '-rq', '--ignore-unmatch', '.');
    await promisify(execFile)('mkdir', ['-p', 'terraform', 'site'], { cwd: directory });
    await writeFile(path.join(directory, 'terraform', 'main.tf'), stack(name));
    await writeFile(path.join(directory, 'site', 'index.html'), `${name}\n`);
    await git(directory, 'add', '.');
    await git(directory, 'commit', '-q', '-m', name);
    await git(directory, 'tag', name);
    commits[name] = (await git(directory, 'rev-parse', 'HEAD')).trim();
  }
  // A path alone would be cloned as a whole, whatever depth is asked for.
  return { address: `file://${directory}`, commits: commits as Readonly<Record<Name, string>> };
}

/** Git as on a machine on which nobody set anything up. */
async function git(directory: string, ...args: readonly string[]): Promise<string> {
  const person = { NAME: 'Ada', EMAIL: 'ada@example.com' };
  const { stdout } = await promisify(execFile)('git', [...args], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'],
      HOME: directory,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'advice.detachedHead',
      GIT_CONFIG_VALUE_0: 'false',
      ...Object.fromEntries(
        Object.entries(person).flatMap(([name, value]) => [
          [`GIT_AUTHOR_${name}`, value],
          [`GIT_COMMITTER_${name}`, value],
        ]),
      ),
    },
  });
  return stdout;
}
