import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import { findBrowser, openBrowser } from '../../local/browser/chromium.ts';
import {
  type ReferenceRepository,
  createReferenceRepository,
  projectRoot,
  referenceInputs,
} from '../../local/reference/repository.ts';
import type { ActionRun } from '../../local/runner/run-action.ts';
import {
  type StepOptions,
  type World,
  assertNothingLeft,
  assertOutputs,
  assertWell,
  counts,
  heldIn,
  placeOf,
  startWorld,
  stateVersions,
} from './harness.ts';

/** How many resources the reference stack has. */
const RESOURCES = 85;

const MODULES = path.join('revivecrm', 'frontend', 'node_modules');

describe('the seed story: the reference stack from nothing, on real Terraform and the real provider', () => {
  let world: World;
  let repository: ReferenceRepository;
  let commit: string;
  /** The state's version after each deploy, as the action told it. */
  const told: string[] = [];
  let url = '';
  let siteBucket = '';

  before(async () => {
    world = await startWorld({ edge: true, providers: 'dev-overrides' });
    repository = await createReferenceRepository({ installed: true });
    commit = await repository.commit('The application');
  });
  after(async () => {
    await repository?.remove();
    await world?.stop();
  });

  const options = (sha: string, github: StepOptions['github'] = {}): StepOptions => ({
    inputs: {
      ...referenceInputs,
      // The packages are there: nothing asks the registry.
      'frontend-build-command': 'npm run build',
      'lock-timeout': '10m',
    },
    github: { repository: 'example/revivecrm', sha, ...github },
  });

  async function deploy(): Promise<ActionRun> {
    const step = await world.start(repository, options(commit));
    const run = await step.finished;
    assertWell(run, { 'cloudfront-url': url || (run.outputs['cloudfront-url'] ?? '') });
    await assertNothingLeft(world, step, repository);
    told.push(run.outputs['state-version-id'] ?? '');
    return run;
  }

  /** Every version of every object: what was written, ever. */
  async function writesTo(bucket: string): Promise<readonly string[]> {
    const { Versions = [] } = await world.s3.listObjectVersions({ Bucket: bucket });
    return Versions.map(({ Key, VersionId, ETag, LastModified }) =>
      [Key, VersionId, ETag, LastModified?.toISOString()].join(' '),
    );
  }
  const place = () => placeOf('revivecrm', world.aws.account);

  it('1. nothing is there: everything is created, published and live', async () => {
    const run = await deploy();
    assertOutputs(run, {
      result: 'deployed',
      changed: 'true',
      ...counts(RESOURCES, 0, 0),
      'files-deleted': '0',
    });
    assert.ok(Number(run.outputs['files-uploaded']) >= 4);
    const outputs = JSON.parse(run.outputs['terraform-outputs'] ?? '{}') as Record<string, string>;
    url = run.outputs['cloudfront-url'] ?? '';
    siteBucket = outputs['frontend_bucket'] ?? '';
    assert.match(url, /^https:\/\/[a-z0-9]+\.cloudfront\.net/);
    assert.equal(url, outputs['cloudfront_url']);
    assert.match(run.log, /^✓ verify/m);
    assert.ok(run.summary.slice(0, 400).includes(url), 'the summary begins with the URL');
  });

  it('2. nothing changed: unchanged, with no write to the site, the state or the record', async () => {
    const before = [await writesTo(siteBucket), await writesTo(place().bucket)];
    const run = await deploy();
    assertOutputs(run, {
      result: 'unchanged',
      changed: 'false',
      ...counts(0, 0, 0),
      'files-uploaded': '0',
      'files-deleted': '0',
      'invalidation-id': '',
    });
    assert.deepEqual([await writesTo(siteBucket), await writesTo(place().bucket)], before);
    assert.doesNotMatch(run.log, /^[✓✗] (apply|publish|invalidate)/m);
  });

  it("3. a function's timeout: that function, in place", async () => {
    await repository.setTimeout('batch-sales', 180);
    commit = await repository.commit('Give the sales batch more time');
    const before = await writesTo(siteBucket);
    const run = await deploy();
    assertOutputs(run, { result: 'deployed', changed: 'true', ...counts(0, 1, 0), 'files-uploaded': '0' });
    assert.deepEqual(planned(run, 'update').length, 1);
    assert.match(planned(run, 'update')[0] ?? '', /^aws_lambda_function\..*batch-sales/);
    assert.deepEqual(await writesTo(siteBucket), before);
  });

  it('4. an eighth function: only what is its own is added', async () => {
    await repository.addFunction('api-health');
    commit = await repository.commit('Tell that we are there');
    const run = await deploy();
    const own = planned(run, 'create');
    assert.ok(own.length >= 4, run.log);
    assert.deepEqual(
      own.filter((address) => !address.includes('api-health')),
      [],
    );
    assertOutputs(run, { result: 'deployed', ...counts(own.length, 0, 0), 'files-uploaded': '0' });
  });

  it('5. two at once: one waits, says for whom, and goes on when the other is done', async () => {
    await repository.setTimeout('batch-sales', 200);
    commit = await repository.commit('Give the sales batch still more time');
    const checkout = { directory: await world.directory('second') };
    await promisify(execFile)('git', ['clone', '--quiet', repository.directory, checkout.directory]);
    const modules = path.join(checkout.directory, MODULES);
    if (!existsSync(modules)) await symlink(path.join(projectRoot, MODULES), modules);

    const one = await world.start(repository, options(commit, { actor: 'ada', run_id: '5001' }));
    await one.saw(/^✓ lease/);
    const other = await world.start(checkout, options(commit, { actor: 'grace', run_id: '5002' }));
    const waiting = await other.saw(/^Waiting for another deploy/);
    assert.match(waiting, /run 5001 \(attempt 1\) by ada at [0-9a-f]{7}, in stage [a-z ]+, since \d{4}-/);
    assert.ok(waiting.includes('https://github.com/example/revivecrm/actions/runs/5001/attempts/1'), waiting);
    assert.ok((await heldIn(world, place().table)).includes(`${place().bucket}/${place().key}-lease`));

    const [first, second] = await Promise.all([one.finished, other.finished]);
    assertWell(first, { result: 'deployed', ...counts(0, 1, 0), 'cloudfront-url': url });
    assertWell(second, { result: 'unchanged', ...counts(0, 0, 0), 'cloudfront-url': url });
    assert.match(second.log, /^The lease is free after \d+ s; going on\.$/m);
    await assertNothingLeft(world, one, repository);
    await assertNothingLeft(world, other, checkout);
    told.push(first.outputs['state-version-id'] ?? '', second.outputs['state-version-id'] ?? '');
  });

  it('leaves the versions of the state in order, each the one that its deploy told', async () => {
    const states = await stateVersions(world, place());
    const serials = states.map(({ serial }) => serial);
    assert.deepEqual(
      serials,
      [...new Set(serials)].sort((a, b) => a - b),
      'serials rise',
    );
    assert.equal(new Set(states.map(({ lineage }) => lineage)).size, 1);
    const order = told.map((versionId) => states.findIndex((state) => state.versionId === versionId));
    assert.ok(!order.includes(-1), `${told.join()} are not all in the bucket`);
    const [first = 0, unchanged, timeout = 0, eighth = 0, one = 0, other] = order;
    assert.equal(unchanged, first);
    assert.ok(first < timeout && timeout < eighth && eighth < one, order.join());
    assert.equal(other, one);
    assert.equal(one, states.length - 1, 'nothing was written after the last deploy');
  });

  it('shows the live page in a browser by its URL, with what the API answers', async (test) => {
    const found = await findBrowser();
    if (found === undefined) return test.skip('no Chromium starts on this machine: set CHROME_PATH to one');
    const { edge } = world;
    assert.ok(edge !== undefined);
    const browser = await openBrowser({ found, edge });
    assert.ok(browser !== undefined);
    try {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await page.goto(url);
      await page.getByLabel('Customer').fill('Ada Lovelace');
      await page.getByLabel('Vehicle').fill('Analytical Engine');
      await page.getByLabel('Concern').fill('Grinds at note G');
      await page.getByLabel('Estimate').fill('18.43');
      await page.getByRole('button', { name: 'Open order' }).click();
      const row = page.getByRole('row', {
        name: /Ada Lovelace.*Analytical Engine.*Grinds at note G.*18\.43/,
      });
      await row.waitFor({ timeout: 30_000 });
      // Not only in this page: a new one gets it from the table.
      await page.reload();
      await row.waitFor({ timeout: 30_000 });
      assert.deepEqual(problems, []);
    } finally {
      await browser.close();
    }
  });
});

/** Addresses that the plan told it would create or update, each once. */
function planned(run: ActionRun, action: 'create' | 'update'): readonly string[] {
  const found = run.log.matchAll(new RegExp(`^(\\S.*): Plan to ${action}$`, 'gm'));
  return [...new Set([...found].map(([, address = '']) => address))];
}
