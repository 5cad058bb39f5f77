import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';

import type { ActionRun } from '../../local/runner/run-action.ts';
import {
  type Checkout,
  type World,
  assertFailed,
  assertNothingLeft,
  assertWell,
  counts,
  placeOf,
  startWorld,
} from './harness.ts';
import { type StateObject, ofAnother, stateObject, withFields } from './state-object.ts';

const PROJECT = 'shop';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** What happens to a state, and what a deploy then stops with. */
interface Row {
  readonly what: string;
  readonly code: string;
  readonly inflict: (at: StateObject, good: string) => Promise<unknown>;
}

/** Puts a text there with the digest that a Terraform would note with it. */
const pushed = async ({ put, setDigest }: StateObject, text: string): Promise<void> => {
  await put(text);
  await setDigest(md5(text));
};

/** Those of a group follow one another; then what the last failure names as its next step puts all of it right. */
const GROUPS: readonly (readonly Row[])[] = [
  [
    { what: 'not JSON', code: 'STATE_UNREADABLE', inflict: ({ put }, good) => put(good.slice(0, -20)) },
    { what: 'empty', code: 'STATE_UNREADABLE', inflict: ({ put }) => put('') },
    { what: 'deleted', code: 'STATE_LOST', inflict: ({ remove }) => remove() },
  ],
  [
    { what: 'replaced by another', code: 'STATE_FOREIGN', inflict: ({ put }) => put(ofAnother) },
    {
      what: 'replaced by an older one',
      code: 'STATE_REGRESSED',
      inflict: ({ put }, good) => put(withFields(good, { serial: 1 })),
    },
  ],
  [
    {
      what: 'begun anew by somebody',
      code: 'STATE_FOREIGN',
      inflict: (at) => pushed(at, ofAnother),
    },
  ],
  [
    {
      what: 'an older one pushed by force',
      code: 'STATE_REGRESSED',
      inflict: (at, good) => pushed(at, withFields(good, { serial: 1 })),
    },
  ],
  [
    {
      what: 'edited by hand',
      code: 'STATE_DIGEST_MISMATCH',
      inflict: ({ put }, good) => put(withFields(good, { outputs: {} })),
    },
  ],
  [
    {
      what: 'whole, and its digest of something else',
      code: 'STATE_DIGEST_MISMATCH',
      inflict: ({ setDigest }) => setDigest(md5('something else')),
    },
  ],
];

describe('the examination before any plan', () => {
  let world: World;
  let checkout: Checkout;
  let state: StateObject;
  /** Version id of the state that the first deploy left. */
  let first: string;

  before(async () => {
    world = await startWorld();
    checkout = await world.checkout({ 'terraform/main.tf': 'resource "terraform_data" "first" {}\n' });
    state = stateObject(world, PROJECT);
    const deployed = await run();
    assertWell(deployed, { result: 'deployed', ...counts(1, 0, 0) });
    first = deployed.outputs['state-version-id'] ?? '';
    await checkout.write('terraform/second.tf', 'resource "terraform_data" "second" {}\n');
    assertWell(await run(), { result: 'deployed', ...counts(1, 0, 0) });
  });
  after(() => world?.stop());

  async function run(inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
    const step = await world.start(checkout, { inputs: { project: PROJECT, ...inputs } });
    const done = await step.finished;
    await assertNothingLeft(world, step, checkout);
    return done;
  }

  const restore = (to: string): Promise<ActionRun> => run({ command: 'rollback', 'rollback-to': to });

  const place = () => placeOf(PROJECT, world.aws.account);

  /** Every version of every object in the state bucket, and the digest. */
  async function everything(): Promise<readonly unknown[]> {
    const { Versions = [], DeleteMarkers = [] } = await world.s3.listObjectVersions({
      Bucket: place().bucket,
    });
    const ids = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => `${Key} ${VersionId}`);
    return [ids.sort(), await state.digest()];
  }

  for (const group of GROUPS) {
    const title = group.map(({ what, code }) => `${what}: ${code}`).join(', ');
    it(`stops at a state that is ${title}; what it names as next puts it right`, async () => {
      const good = await state.text();
      let next = '';
      for (const { what, code, inflict } of group) {
        await inflict(state, good);
        const found = await everything();
        const stopped = await run();
        assertFailed(stopped, code, counts(0, 0, 0));
        assert.doesNotMatch(stopped.log, /^[✓✗] (init|plan)/m, `${what}: Terraform ran`);
        assert.deepEqual(await everything(), found, `${what}: something was written`);
        next = /^Next: .*`rollback-to: (state:[^`]+)`/m.exec(stopped.log)?.[1] ?? '';
        assert.ok(next, stopped.log);
      }
      const standing = await state.text().catch(() => undefined);
      const restored = await restore(next);
      assertWell(restored, { result: 'rolled-back', changed: 'true', ...counts(0, 0, 0) });
      assert.match(restored.summary, /State restored/);
      assert.match(restored.log, /What AWS has now is not changed/);
      assert.doesNotMatch(restored.log, /^[✓✗] (terraform binary|init|plan)/m);

      const { serial, ...text } = JSON.parse(await state.text()) as Record<string, unknown>;
      const { serial: before, ...same } = JSON.parse(good) as Record<string, unknown>;
      assert.deepEqual(text, same);
      assert.ok(Number(serial) > Number(before));
      assert.equal(await state.digest(), md5(await state.text()));
      const { Versions = [] } = await world.s3.listObjectVersions({
        Bucket: place().bucket,
        Prefix: place().key,
      });
      const kept = Versions.filter(({ Key }) => Key === place().key);
      assert.equal(restored.outputs['state-version-id'], kept[0]?.VersionId);
      if (standing !== undefined) {
        const VersionId = kept[1]?.VersionId;
        const { Body } = await world.s3.getObject({ Bucket: place().bucket, Key: place().key, VersionId });
        assert.equal(await Body?.transformToString(), standing, 'what stood there is gone');
      }
      assertWell(await run(), { result: 'unchanged', ...counts(0, 0, 0) });
    });
  }

  it('stops at a kept state that another run could not save, and a restore waits for it, too', async () => {
    const Key = `recovery/${place().key}/1-1.tfstate`;
    const Bucket = place().bucket;
    await world.s3.putObject({ Bucket, Key, Body: withFields(ofAnother, { resources: [1] }) });
    assertFailed(await run(), 'STATE_RECOVERY_PENDING', counts(0, 0, 0));
    const found = await everything();
    const refused = await restore('state:previous');
    assertFailed(refused, 'STATE_RECOVERY_PENDING');
    assert.match(refused.log, new RegExp(`kept it at s3://${Bucket}/${Key}`));
    assert.deepEqual(await everything(), found);
    await world.s3.deleteObject({ Bucket, Key });
  });

  it('an older state by choice: what it does not know any more is named, and going back from it is as easy', async () => {
    const older = await restore(`state:${first}`);
    assertWell(older, { result: 'rolled-back', changed: 'true' });
    assert.match(older.log, /Not known any more, .*: terraform_data\.second\./);
    assert.match(older.summary, /terraform_data\.second/);
    assertWell(await restore('state:previous'), { result: 'rolled-back', changed: 'true' });
    assertWell(await run(), { result: 'unchanged', ...counts(0, 0, 0) });
  });

  it('where every version is gone says so, and so does a restore; nothing is written', async () => {
    await state.removeVersions();
    assertFailed(await run(), 'STATE_LOST', counts(0, 0, 0));
    const found = await everything();
    const refused = await restore('state:previous');
    assertFailed(refused, 'ROLLBACK_IMPOSSIBLE');
    assert.match(refused.log, /^Next: Restore the state from a backup .*adopt-existing: true/m);
    assert.deepEqual(await everything(), found);
  });
});
