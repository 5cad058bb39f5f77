import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import type { ActionRun } from '../../local/runner/run-action.ts';
import { through } from '../local/edge/through-proxy.ts';
import { SITE_BUCKET, createDistribution } from '../suites/kill/stacks.ts';
import {
  type World,
  assertFailed,
  assertNothingLeft,
  assertWell,
  counts,
  placeOf,
  startWorld,
  stateVersions,
} from './harness.ts';

/** The commits of a straight history; the site of each has a page of its own. */
const NAMES = ['one', 'two', 'three'] as const;
type Name = (typeof NAMES)[number];

/** What a commit deploys. The packages it needs are made by the prepare command. */
const stack = (name: Name): string => `variable "distribution_id" { type = string }
variable "domain" { type = string }

resource "terraform_data" "released" {
  input = "${name} \${trimspace(file("\${path.module}/prepared.txt"))}"
}

${name === 'two' ? 'resource "terraform_data" "second" {}\n' : ''}
output "released" { value = terraform_data.released.output }
output "frontend_bucket" { value = "${SITE_BUCKET}" }
output "cloudfront_distribution_id" { value = var.distribution_id }
output "cloudfront_url" { value = "https://\${var.domain}" }
`;

const PROJECT = 'shop';
const PREPARE = 'cp source.txt prepared.txt';

describe('rollback', () => {
  let world: World;
  let site: { readonly id: string; readonly domain: string };
  let origin: string;
  const commits: Partial<Record<Name, string>> = {};
  const live = async (file: string) => {
    assert.ok(world.edge);
    return through(world.edge, `https://${site.domain}/${file}`);
  };

  before(async () => {
    world = await startWorld({ edge: true });
    await world.s3.createBucket({ Bucket: SITE_BUCKET });
    site = await createDistribution(world);
    origin = await world.directory('origin');
    await git(origin, 'init', '-q', '-b', 'main');
    for (const name of NAMES) commits[name] = await commit(name);
  });
  after(() => world?.stop());

  async function commit(name: Name): Promise<string> {
    const files = {
      'terraform/main.tf': stack(name),
      'terraform/source.txt': `prepared ${name}`,
      'web/public/index.html': `<!doctype html><title>${name}</title>`,
      [`web/public/only-${name}.html`]: `<!doctype html><title>only ${name}</title>`,
    };
    await git(origin, 'rm', '-rq', '--ignore-unmatch', '.');
    for (const [file, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(origin, file)), { recursive: true });
      await writeFile(path.join(origin, file), content);
    }
    await git(origin, 'add', '.');
    await git(origin, 'commit', '-q', '-m', name);
    return (await git(origin, 'rev-parse', 'HEAD')).trim();
  }

  /** A step in a checkout as shallow as `actions/checkout` makes it, of a commit or of the newest one. */
  async function step(of: Name, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
    const directory = await world.directory(of);
    const sha = commits[of] ?? '';
    await git(directory, 'init', '-q');
    await git(directory, 'remote', 'add', 'origin', `file://${origin}`);
    await git(directory, 'fetch', '-q', '--depth=1', 'origin', sha);
    await git(directory, 'checkout', '-q', sha);
    const begun = await world.start(
      { directory },
      {
        inputs: {
          project: PROJECT,
          'terraform-prepare-command': PREPARE,
          'terraform-variables': `distribution_id=${site.id}\ndomain=${site.domain}`,
          'frontend-directory': 'web',
          'frontend-build-command': 'echo built >> built.txt',
          'frontend-output-directory': 'public',
          ...inputs,
        },
        github: { repository: `example/${PROJECT}`, sha },
      },
    );
    const run = await begun.finished;
    if (run.outputs['failure-code'] !== 'BACKEND_MISSING')
      await assertNothingLeft(world, begun, { directory });
    assert.equal((await git(directory, 'worktree', 'list')).trim().split('\n').length, 1);
    return run;
  }

  const rollBack = (to?: string): Promise<ActionRun> =>
    step('three', { command: 'rollback', ...(to === undefined ? {} : { 'rollback-to': to }) });

  /** What of a commit is live: its page through the edge, its infrastructure by the outputs of the run. */
  async function assertLive(run: ActionRun, name: Name): Promise<void> {
    const outputs = JSON.parse(run.outputs['terraform-outputs'] ?? '{}') as Record<string, unknown>;
    assert.equal(outputs['released'], `${name} prepared ${name}`, run.log);
    assert.equal((await live('index.html')).body, `<!doctype html><title>${name}</title>`);
    assert.equal((await live(`only-${name}.html`)).body, `<!doctype html><title>only ${name}</title>`);
    const { Contents = [] } = await world.s3.listObjectsV2({ Bucket: SITE_BUCKET });
    assert.deepEqual(
      Contents.map(({ Key }) => Key),
      ['index.html', `only-${name}.html`],
    );
  }

  /** Fails unless a run went back without a build, through Terraform's plan. */
  function assertRolledBack(run: ActionRun): void {
    assertWell(run, { result: 'rolled-back', changed: 'true' });
    assert.doesNotMatch(run.log, /Build the frontend|^✓ build/m);
    assert.match(run.log, /^✓ prepare/m);
    assert.match(run.log, /^✓ plan/m);
    assert.match(run.log, /^✓ apply/m);
    assert.match(run.log, /^✓ verify/m);
    assert.match(run.summary, /Rolled back/);
  }

  const releases: Partial<Record<Name, string>> = {};

  it('is refused where nothing was ever deployed, and creates nothing', async () => {
    assertFailed(await rollBack(), 'BACKEND_MISSING');
    const { Buckets = [] } = await world.s3.listBuckets({});
    assert.deepEqual(
      Buckets.map(({ Name }) => Name),
      [SITE_BUCKET],
    );
  });

  it('is refused where there is nothing before what is live', async () => {
    const first = await step('one');
    assertWell(first, { result: 'deployed', ...counts(1, 0, 0) });
    releases.one = first.outputs['release-id'] ?? '';
    await assertLive(first, 'one');
    const run = await rollBack();
    assertFailed(run, 'ROLLBACK_IMPOSSIBLE');
    assert.match(run.log, new RegExp(`There is no deploy before the one that is live \\(${releases.one}\\)`));
    await assertLive(first, 'one');
  });

  it('makes the release before live again: its page, its infrastructure planned, and nothing built', async () => {
    const second = await step('two');
    assertWell(second, { result: 'deployed', ...counts(1, 1, 0) });
    releases.two = second.outputs['release-id'] ?? '';
    await assertLive(second, 'two');

    const run = await rollBack();
    assertRolledBack(run);
    assertWell(run, { ...counts(0, 1, 1), 'release-id': releases.one ?? '', 'files-deleted': '1' });
    await assertLive(run, 'one');
    assert.match(run.log, new RegExp(`from ${releases.two} to ${releases.one} \\(commit `));
    for (const id of [releases.one ?? '-', releases.two ?? '-'])
      assert.ok(run.summary.includes(id), run.summary);
  });

  it('is itself rolled back by another, which goes on where one before it failed', async () => {
    const forbid = world.gateway.inject({
      operation: 'CreateInvalidation',
      action: { kind: 'answer', status: 403, body: '<Error><Code>AccessDenied</Code></Error>' },
    });
    assertFailed(await rollBack().finally(forbid), 'ACCESS_DENIED', counts(1, 1, 0));
    const run = await rollBack();
    assertWell(run, { result: 'rolled-back', ...counts(0, 0, 0), 'release-id': releases.two ?? '' });
    await assertLive(run, 'two');
  });

  it('goes back to a release by its id, and a later push deploys over it', async () => {
    const back = await rollBack(releases.one);
    assertRolledBack(back);
    await assertLive(back, 'one');
    const third = await step('three');
    assertWell(third, { result: 'deployed' });
    await assertLive(third, 'three');
  });

  it('undoes a deploy that applied and never came to its end: back to what is live, which is the one before it', async () => {
    const bad = await step('two', { 'frontend-build-command': 'exit 1' });
    assertFailed(bad, 'FRONTEND_BUILD_FAILED', { ...counts(1, 1, 0) });
    const run = await rollBack();
    assertWell(run, { result: 'rolled-back', ...counts(0, 1, 1), 'files-uploaded': '0' });
    await assertLive(run, 'three');
    assert.match(run.summary, /not recorded: by an apply under way, a run that failed/);
  });

  it('where the role may not keep files, a deploy goes on and says so, and going back from it is refused', async () => {
    const allow = world.gateway.inject({
      path: /\.files\//,
      changes: true,
      action: { kind: 'answer', status: 403, body: '<Error><Code>AccessDenied</Code></Error>' },
    });
    const unkept = await step('two', { 'frontend-build-command': 'echo unkept > public/only-two.html' });
    assertWell(unkept, { result: 'deployed' });
    assert.match(
      unkept.log,
      /Once this release is replaced, a rollback to it may not be possible\. AWS refused/,
    );
    const run = await step('three').finally(allow);
    assertWell(run, { result: 'deployed' });
    await assertLive(run, 'three');
    assert.match(run.log, /A rollback to the release before this one will not be possible\. AWS refused/);
    assert.match(run.log, /"s3:PutObject"/);
    const back = await rollBack();
    assertFailed(back, 'ROLLBACK_IMPOSSIBLE');
    assert.match(
      back.log,
      /1 files of release .* are neither in kill-site nor kept any more \(only-two\.html\)/,
    );
    // Nor was anything else done: the infrastructure of one release with the site of another helps nobody.
    assert.doesNotMatch(back.log, /^[✓✗] (init|plan|apply)/m);
    await assertLive(run, 'three');
  });

  it('names what there is where the id is none of it, and touches nothing', async () => {
    const run = await rollBack('1-1-00000000');
    assertFailed(run, 'ROLLBACK_IMPOSSIBLE');
    assert.ok(run.log.includes(`${releases.two}: commit ${commits.two}`), run.log);
    assert.doesNotMatch(run.log, /^[✓✗] (lease|plan|publish)/m);
  });

  it('never sets a state back: each has the lineage of the first, and a higher serial than the one before', async () => {
    const versions = await stateVersions(world, placeOf(PROJECT, world.aws.account));
    assert.equal(new Set(versions.map(({ lineage }) => lineage)).size, 1);
    const serials = versions.map(({ serial }) => serial);
    assert.deepEqual(
      serials,
      [...serials].sort((one, other) => one - other),
    );
  });

  /** Git as on a machine on which nobody set anything up. */
  async function git(directory: string, ...args: readonly string[]): Promise<string> {
    const person = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Ada'],
      [`GIT_${who}_EMAIL`, 'ada@example.com'],
    ]);
    const { stdout } = await promisify(execFile)('git', ['-c', 'advice.detachedHead=false', ...args], {
      cwd: directory,
      env: {
        PATH: process.env['PATH'],
        HOME: directory,
        GIT_CONFIG_NOSYSTEM: '1',
        ...(Object.fromEntries(person) as Record<string, string>),
      },
    });
    return stdout;
  }
});
