import { CloudFront } from '@aws-sdk/client-cloudfront';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import type { FaultAction } from '../../local/proxy/fault-proxy.ts';
import type { ActionRun } from '../../local/runner/run-action.ts';
import { through } from '../local/edge/through-proxy.ts';
import {
  type Distribution,
  SITE_BUCKET,
  createDistribution,
  siteCheckout,
  siteInputs,
} from '../suites/kill/stacks.ts';
import { type World, assertFailed, assertWell, startWorld } from './harness.ts';

/** A job's variables with which its waits are a hundred times shorter. */
const HURRIED = { NODE_OPTIONS: `--import=${new URL('hurried-clock.ts', import.meta.url).href}` };

/** Two pages and what they name, which has another name in each version. */
function siteOf(version: number): Readonly<Record<string, string>> {
  const script = `document.title = 'Version ${version}';\n`;
  const name = `assets/app-${createHash('sha256').update(script).digest('hex').slice(0, 10)}.js`;
  const page = `<!doctype html><title>${version}</title><script src="/${name}"></script>\n`;
  return { 'index.html': page, 'about/index.html': page, [name]: script };
}

const SLOW_DOWN: FaultAction = {
  kind: 'answer',
  status: 503,
  body: '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
};

const refused = (code: string): FaultAction => ({
  kind: 'answer',
  status: 400,
  body:
    '<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type>' +
    `<Code>${code}</Code><Message>Not now.</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});

const TOO_MANY = refused('TooManyInvalidationsInProgress');

describe('a publish that S3 and CloudFront refuse for a while', () => {
  let world: World;
  let site: Distribution;
  let cloudfront: CloudFront;
  let runs = 0;

  before(async () => {
    world = await startWorld({ edge: true });
    await world.s3.createBucket({ Bucket: SITE_BUCKET });
    // Only an invalidation shows a new page.
    site = await createDistribution(world, { keptAtEdge: 86_400 });
    const { endpoint, region } = world.aws;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    cloudfront = new CloudFront({ endpoint, region, credentials });
    assertWell(await deploy(1));
    assert.deepEqual(await visible(), ['1', '1']);
  });
  after(async () => {
    cloudfront?.destroy();
    await world?.stop();
  });

  /** A push of a version. The faults are those injected since the last one, and are gone afterwards. */
  async function deploy(version: number): Promise<ActionRun> {
    return world.run(await world.checkout(siteCheckout(siteOf(version))), {
      inputs: siteInputs(site),
      environment: HURRIED,
      github: { sha: String(version).repeat(40), run_number: String((runs += 1)) },
    });
  }

  /** The versions that visitors are shown of both pages, each with its script there. */
  async function visible(): Promise<readonly string[]> {
    const { edge } = world;
    assert.ok(edge);
    const found: string[] = [];
    for (const path of ['/', '/about/index.html']) {
      const page = await through(edge, `https://${site.domain}${path}`);
      const [, title = page.body, script = ''] =
        /<title>(.*)<\/title><script src="([^"]*)"/.exec(page.body) ?? [];
      assert.equal((await through(edge, `https://${site.domain}${script}`)).status, 200, `${path} is broken`);
      found.push(title);
    }
    return found;
  }

  const invalidations = async (): Promise<number> => {
    const { InvalidationList } = await cloudfront.listInvalidations({ DistributionId: site.id });
    return InvalidationList?.Quantity ?? 0;
  };

  /** Statuses of the calls of an operation since the faults were last cleared. */
  const answers = (operation: string, path: RegExp = /./): readonly number[] =>
    world.gateway.calls
      .filter((call) => call.operation === operation && path.test(call.path))
      .map(({ status }) => status);

  /** What was written to the site since then. */
  const writes = (): readonly string[] =>
    world.gateway
      .changing()
      .filter(({ path }) => path.startsWith(`/${SITE_BUCKET}`))
      .map(({ method, path }) => `${method} ${path}`);

  it('rides it out, and says in the log that it waits', async () => {
    const before = await invalidations();
    world.gateway.clear();
    const site = new RegExp(`^/${SITE_BUCKET}/`);
    world.gateway.inject({ operation: 'PutObject', path: site, times: 5, action: SLOW_DOWN });
    world.gateway.inject({ operation: 'CreateInvalidation', times: 2, action: refused('Throttling') });
    world.gateway.inject({ operation: 'CreateInvalidation', times: 3, action: TOO_MANY });
    const run = await deploy(2);
    assertWell(run, { result: 'deployed', 'files-uploaded': '3' });
    assert.equal(answers('PutObject', site).filter((status) => status === 503).length, 5);
    assert.equal(answers('CreateInvalidation').filter((status) => status === 400).length, 5);
    assert.match(run.log, /^CloudFront takes no further invalidation until earlier ones have ended/m);
    assert.deepEqual(await visible(), ['2', '2']);
    assert.equal(await invalidations(), before + 1);
  });

  it('fails where S3 never takes a page, with every page as it was', async () => {
    world.gateway.clear();
    world.gateway.inject({ operation: 'PutObject', path: /\/about\/index\.html/, action: SLOW_DOWN });
    const run = await deploy(3);
    assertFailed(run, 'PUBLISH_FAILED');
    assert.match(run.log, /SlowDown/);
    assert.deepEqual(answers('CreateInvalidation'), []);
    assert.deepEqual(await visible(), ['2', '2']);
  });

  it('fails where CloudFront takes no invalidation within ten minutes; the next deploy makes up for it', async () => {
    world.gateway.clear();
    world.gateway.inject({ operation: 'CreateInvalidation', action: TOO_MANY });
    const run = await deploy(3);
    assertFailed(run, 'INVALIDATION_FAILED', { 'invalidation-id': '' });
    const [, waited] = /^✗ invalidate \(([\d.]+) s\)$/m.exec(run.log) ?? [];
    assert.ok(Number(waited) > 9 * 60 && Number(waited) < 10 * 60, run.log);
    assert.match(run.log, /^Safe: .*no page is broken.*the next deploy invalidates them\.$/m);
    assert.match(run.log, new RegExp(`^Next: .*list-invalidations --distribution-id ${site.id}`, 'm'));
    assert.deepEqual(
      writes().filter((write) => write.startsWith('DELETE')),
      [],
    );
    assert.deepEqual(await visible(), ['2', '2'], 'the edge was told nothing');

    world.gateway.clear();
    const next = await deploy(3);
    assertWell(next, { result: 'deployed', 'files-uploaded': '0' });
    assert.notEqual(next.outputs['invalidation-id'], '');
    assert.deepEqual(await visible(), ['3', '3']);
  });

  it('changes nothing that anybody sees where the distribution is disabled', async () => {
    world.gateway.clear();
    const enable = async (Enabled: boolean): Promise<void> => {
      const { DistributionConfig, ETag } = await cloudfront.getDistributionConfig({ Id: site.id });
      assert.ok(DistributionConfig);
      await cloudfront.updateDistribution({
        Id: site.id,
        IfMatch: ETag,
        DistributionConfig: { ...DistributionConfig, Enabled },
      });
    };
    await enable(false);
    const run = await deploy(4);
    assertFailed(run, 'DISTRIBUTION_NOT_FOUND', { 'files-uploaded': '0' });
    assert.match(run.log, new RegExp(`^DISTRIBUTION_NOT_FOUND: .*${site.id} is disabled`, 'm'));
    assert.match(run.log, /^Next: .*`enabled` of the distribution/m);
    assert.match(run.log, /^Safe: No page was changed/m);
    const seen = writes().filter((write) => !write.startsWith(`PUT /${SITE_BUCKET}/assets/`));
    assert.deepEqual(seen, []);
    assert.deepEqual(answers('CreateInvalidation'), []);
    await enable(true);
    assert.deepEqual(await visible(), ['3', '3']);
  });
});
