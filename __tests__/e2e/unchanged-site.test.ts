import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';

import type { ActionRun } from '../../local/runner/run-action.ts';
import { through } from '../local/edge/through-proxy.ts';
import { SITE_BUCKET, createDistribution } from '../suites/kill/stacks.ts';
import { type World, assertFailed, assertWell, placeOf, startWorld } from './harness.ts';

const PROJECT = 'shop';

/** The build leaves a page with the value of its variable, a copied file, and a source map. */
const BUILD = `mkdir dist
sed "s/NAME/$SITE_NAME/" index.html > dist/index.html
cp report.pdf dist/
echo '{"sources":["app.ts"]}' > dist/app.js.map`;

const FILES = {
  'terraform/main.tf': `variable "distribution_id" { type = string }
variable "domain" { type = string }
variable "name" { type = string }

output "name" { value = var.name }
output "frontend_bucket" { value = "${SITE_BUCKET}" }
output "cloudfront_distribution_id" { value = var.distribution_id }
output "cloudfront_url" { value = "https://\${var.domain}" }
`,
  'web/index.html': '<!doctype html><title>NAME</title>',
  'web/report.pdf': 'a report',
  'web/revive.headers': '/*.pdf\n  Content-Disposition: attachment\n',
};

/** Another value of the output, and another header for the file. */
const NEXT = {
  name: 'Grace',
  files: { 'web/revive.headers': '/*.pdf\n  Content-Disposition: inline\n' },
};

/** A resource more, which no output knows of, and another page. */
const LAST = {
  name: NEXT.name,
  files: {
    ...NEXT.files,
    'terraform/more.tf': 'resource "terraform_data" "more" {}',
    'web/index.html': '<!doctype html><title>Beside NAME</title>',
  },
};

describe('a site that nothing changes', () => {
  let world: World;
  let site: { readonly id: string; readonly domain: string };
  let number = 0;

  before(async () => {
    world = await startWorld({ edge: true });
    await world.s3.createBucket({ Bucket: SITE_BUCKET });
    site = await createDistribution(world);
  });
  after(() => world?.stop());

  /** A push of a new commit, checked out afresh. */
  async function push(
    given: {
      readonly name?: string;
      readonly files?: Readonly<Record<string, string>>;
      /** Called with the checkout before the step begins. */
      readonly before?: (directory: string) => void;
    } = {},
  ): Promise<ActionRun & { readonly sha: string }> {
    number += 1;
    const sha = String(number).repeat(40);
    world.gateway.clear();
    const checkout = await world.checkout({ ...FILES, ...given.files });
    given.before?.(checkout.directory);
    const run = await world.run(checkout, {
      inputs: {
        project: PROJECT,
        'terraform-variables': `distribution_id=${site.id}\ndomain=${site.domain}\nname=${given.name ?? 'Ada'}`,
        'frontend-directory': 'web',
        'frontend-build-command': BUILD,
        'frontend-environment': 'SITE_NAME=name',
      },
      github: { sha, run_number: String(number) },
    });
    return { ...run, sha };
  }

  const live = async (file: string) => {
    assert.ok(world.edge);
    return through(world.edge, `https://${site.domain}/${file}`);
  };

  /** What the last run did to the site bucket and to CloudFront. */
  const writes = (): readonly string[] =>
    world.gateway
      .changing()
      .filter(({ service, path }) => service === 'cloudfront' || path.startsWith(`/${SITE_BUCKET}`))
      .map(({ operation, path }) => `${operation} ${path}`);

  async function liveCommit(): Promise<string> {
    const { bucket } = placeOf(PROJECT, world.aws.account);
    const Key = 'production/terraform.release.json';
    const { Body } = await world.s3.getObject({ Bucket: bucket, Key });
    const record = JSON.parse((await Body?.transformToString()) ?? '{}') as {
      readonly live: { readonly commit: string };
    };
    return record.live.commit;
  }

  it('is built and published with the headers it asks for, and without its source maps', async () => {
    const run = await push();
    assertWell(run, { result: 'deployed', 'files-uploaded': '2' });
    assert.match(run.log, /Build the frontend/);
    assert.match(run.log, /1 source maps are not published, since they hold the sources \(app\.js\.map\)/);
    assert.match((await live('index.html')).body, /Ada/);
    assert.equal((await live('report.pdf')).headers['content-disposition'], 'attachment');
    assert.notEqual((await live('app.js.map')).status, 200);
  });

  it('is neither built nor written to by the next commit, which is recorded as live all the same', async () => {
    const run = await push();
    assertWell(run, { result: 'unchanged', changed: 'false', 'files-uploaded': '0' });
    assert.match(run.log, /^✓ build .*: skipped, nothing it reads has changed since 1111111$/m);
    assert.doesNotMatch(run.log, /Build the frontend/);
    assert.deepEqual(writes(), []);
    assert.equal(await liveCommit(), run.sha);
  });

  it('is built for another value of an output; files whose headers change are written and invalidated', async () => {
    const run = await push(NEXT);
    assertWell(run, { result: 'deployed', 'files-uploaded': '2' });
    assert.match(run.log, /^✓ build .*: its files and environment changed since 2222222$/m);
    assert.match((await live('index.html')).body, /Grace/);
    assert.equal((await live('report.pdf')).headers['content-disposition'], 'inline');
    assert.match(run.log, /^✓ invalidate .*report\.pdf/m);
  });

  it('is built while Terraform applies, where the apply changes nothing that the build takes from it', async () => {
    const run = await push({
      ...LAST,
      before: (directory) => {
        const built = new Promise<void>((resolve) => {
          watch(path.join(directory, 'web'), { persistent: false }, (_, name) => {
            if (name === 'dist') resolve();
          });
        });
        // Terraform's apply can't end before the build has begun.
        const action = { kind: 'before', run: () => built } as const;
        world.gateway.inject({ operation: 'PutObject', path: /terraform\.tfstate/, times: 1, action });
      },
    });
    assertWell(run, { result: 'deployed', 'resources-added': '1', 'files-uploaded': '1' });
    assert.match(run.log, /^✓ apply [^]*Build the frontend[^]*^✓ build .*; made beside Terraform$/m);
    assert.match((await live('index.html')).body, /Beside Grace/);
  });

  it('is built again where somebody has deleted a file of it', async () => {
    await world.s3.deleteObject({ Bucket: SITE_BUCKET, Key: 'report.pdf' });
    const run = await push(LAST);
    assertWell(run, { result: 'deployed', 'files-uploaded': '1' });
    assert.match(run.log, /^✓ build .*: the bucket does not have the live site as it was published$/m);
    assert.equal((await live('report.pdf')).status, 200);
  });

  it('is not touched, nor AWS asked anything, where its header rules are wrong', async () => {
    const run = await push({ files: { 'web/revive.headers': '*.pdf\n  X-Frame-Options: DENY\n' } });
    assertFailed(run, 'INVALID_INPUTS');
    assert.match(run.log, /web\/revive\.headers, line 1: "\*\.pdf" is not a pattern/);
    assert.match(run.log, /web\/revive\.headers, line 2: S3 can't store "X-Frame-Options"/);
    assert.deepEqual(world.gateway.calls, []);
  });
});
