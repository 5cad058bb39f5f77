import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import type { AwsCall } from '../../local/proxy/classify.ts';
import { type FaultAction, type FaultProxy, startFaultProxy } from '../../local/proxy/fault-proxy.ts';
import type { ActionRun } from '../../local/runner/run-action.ts';
import {
  type Checkout,
  type World,
  assertFailed,
  assertNothingLeft,
  assertWell,
  counts,
  heldIn,
  placeOf,
  startWorld,
  stateVersions,
} from './harness.ts';

/** In the state, and nowhere a reader of the run could see it. */
const CANARY = 'canary-51d7e0';

const SHOP = `variable "secret" {
  default   = "${CANARY}"
  sensitive = true
}

resource "terraform_data" "shop" {
  count = 2
  input = var.secret
}
`;

const answer = (status: number, code: string): FaultAction => ({
  kind: 'answer',
  status,
  body: `<Error><Code>${code}</Code><Message>Injected.</Message></Error>`,
});
const DENIED = answer(403, 'AccessDenied');
const EXPIRED = answer(400, 'ExpiredToken');

const STATE = /\/production\/terraform\.tfstate(\?|$)/;
const isStatePut = ({ operation, path }: AwsCall): boolean => operation === 'PutObject' && STATE.test(path);

/** Through the bundle: an apply that makes two resources, of which S3 does not take the state. */
describe('a deploy whose state can not be saved', { concurrency: 2 }, () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  interface Unsaved {
    readonly project: string;
    readonly proxy: FaultProxy;
    readonly checkout: Checkout;
    readonly failed: ActionRun;
    /** What it made. */
    readonly ids: readonly string[];
    run(checkout: Checkout): Promise<ActionRun>;
  }

  /** Deploys from nothing while calls fail, and afterwards they no longer do. */
  async function deployUnsaved(
    project: string,
    fault: (call: AwsCall) => FaultAction | undefined,
    work: (unsaved: Unsaved) => Promise<void>,
  ): Promise<void> {
    const proxy = await startFaultProxy(world.aws.endpoint);
    try {
      const checkout = await world.checkout({ 'terraform/main.tf': SHOP });
      const run = async (where: Checkout): Promise<ActionRun> => {
        const ended = await world.run(where, {
          inputs: { project },
          environment: { AWS_ENDPOINT_URL: proxy.endpoint },
        });
        assertNotShown(ended);
        return ended;
      };
      proxy.inject({ action: fault });
      const failed = await run(checkout);
      proxy.clear();
      const ids = idsIn(failed.log);
      assert.equal(ids.length, 2);
      assertFailed(failed, 'TERRAFORM_APPLY_FAILED', counts(2, 0, 0));
      assert.deepEqual(await heldIn(world, placeOf(project, world.aws.account).table), []);
      await work({ project, proxy, checkout, failed, ids, run });
    } finally {
      await proxy.stop();
    }
  }

  it('pushes it again with a new Terraform, which has fresh credentials; the next run has nothing to do', async () => {
    let puts = 0;
    const once = (call: AwsCall) => (isStatePut(call) && (puts += 1) === 1 ? EXPIRED : undefined);
    await deployUnsaved('pushed', once, async ({ project, failed, ids, run }) => {
      assert.match(failed.log, /^Safe: The state was saved in a second try/m);
      assertWell(await run(await freshCheckout()), { result: 'unchanged', ...counts(0, 0, 0) });
      await assertSavedOnce(project, ids);
    });
  });

  it('keeps it in the bucket where it can not be pushed; the next run saves it before it plans', async () => {
    const always = (call: AwsCall) => (isStatePut(call) ? DENIED : undefined);
    await deployUnsaved('kept', always, async ({ project, failed, ids, proxy, run }) => {
      const { bucket, key } = placeOf(project, world.aws.account);
      const [kept = ''] = await keysIn(bucket, 'recovery/');
      assert.match(kept, new RegExp(`^recovery/${key}/\\d+-1\\.tfstate$`));
      assert.ok(failed.log.includes(`Safe: The state is kept at s3://${bucket}/${kept} `), failed.log);
      assert.deepEqual(await stateVersions(world, { bucket, key }), []);

      const checkout = await freshCheckout();
      const step = await world.start(checkout, {
        inputs: { project },
        environment: { AWS_ENDPOINT_URL: proxy.endpoint },
      });
      const next = await step.finished;
      assertNotShown(next);
      assertWell(next, { result: 'unchanged', ...counts(0, 0, 0) });
      const [saved, planned] = [/^Saved the state that an earlier run/m, /^✓ plan/m].map((line) =>
        next.log.search(line),
      );
      assert.ok(saved! >= 0 && planned! > saved!, next.log);
      assert.deepEqual(await keysIn(bucket, 'recovery/'), [kept.replace('recovery/', 'recovery/done/')]);
      await assertNothingLeft(world, step, checkout);

      // As if that run had been killed between saving it and putting it away: the state has it already.
      const { Body } = await world.s3.getObject({
        Bucket: bucket,
        Key: kept.replace('recovery/', 'recovery/done/'),
      });
      await world.s3.putObject({ Bucket: bucket, Key: kept, Body: (await Body?.transformToByteArray())! });
      assertWell(await run(await freshCheckout()), { result: 'unchanged' });
      assert.equal((await keysIn(bucket, 'recovery/')).length, 1);
      await assertSavedOnce(project, ids);
    });
  });

  it('refuses while one is kept that the state has moved on from, and touches neither', async () => {
    const always = (call: AwsCall) => (isStatePut(call) ? DENIED : undefined);
    await deployUnsaved('moved-on', always, async ({ project, run }) => {
      const { bucket, key, table } = placeOf(project, world.aws.account);
      // Somebody without this action applied from an empty state.
      const Body = JSON.stringify({ version: 4, serial: 9, lineage: 'another', outputs: {}, resources: [] });
      await world.s3.putObject({ Bucket: bucket, Key: key, Body });
      const kept = await keysIn(bucket, 'recovery/');
      const refused = await run(await freshCheckout());
      assertFailed(refused, 'STATE_RECOVERY_PENDING', counts(0, 0, 0));
      assert.ok(refused.log.includes(`s3://${bucket}/${kept[0]}`), refused.log);
      assert.match(refused.log, /serial 9 of lineage another/);
      assert.doesNotMatch(refused.log, /^✓ plan/m);
      assert.deepEqual(await keysIn(bucket, 'recovery/'), kept);
      assert.equal((await stateVersions(world, { bucket, key })).length, 1);
      assert.deepEqual(await heldIn(world, table), []);
    });
  });

  it('says in which file it is where S3 takes nothing at all, and shows nothing of it', async () => {
    let down = false;
    const all = (call: AwsCall) => {
      down ||= isStatePut(call);
      return down && call.service === 's3' ? DENIED : undefined;
    };
    await deployUnsaved('stranded', all, async ({ failed, ids }) => {
      const [, file = ''] =
        /^Safe: The state is nowhere but in (\S+errored\.tfstate)/m.exec(failed.log) ?? [];
      const state = await readFile(file, 'utf8');
      assert.ok(ids.every((id) => state.includes(id)));
      assert.ok(state.includes(CANARY), 'there was something to show');
    });
  });

  const freshCheckout = (): Promise<Checkout> => world.checkout({ 'terraform/main.tf': SHOP });

  async function keysIn(bucket: string, prefix: string): Promise<readonly string[]> {
    const { Contents = [] } = await world.s3.listObjectsV2({ Bucket: bucket, Prefix: prefix });
    return Contents.map(({ Key = '' }) => Key);
  }

  /** One version of the state, with all that was made: nothing was made a second time. */
  async function assertSavedOnce(project: string, ids: readonly string[]): Promise<void> {
    const versions = await stateVersions(world, placeOf(project, world.aws.account));
    assert.equal(versions.length, 1);
    const text = JSON.stringify(versions);
    assert.ok(
      ids.every((id) => text.includes(`"${id}"`)),
      `the state does not have ${ids.join(', ')}: ${text}`,
    );
  }
});

const idsIn = (log: string): readonly string[] =>
  [...log.matchAll(/: Creation complete after \S+ \[id=([^\]]+)\]/g)].map(([, id = '']) => id);

/** The state holds secrets: none is in anything that a run shows. */
function assertNotShown({ log, post, summary, annotations, outputs }: ActionRun): void {
  const shown = JSON.stringify([log, post?.log, post?.summary, summary, annotations, outputs]);
  assert.ok(!shown.includes(CANARY), 'a secret of the state was shown');
}
