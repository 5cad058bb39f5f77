import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Adopter } from '../src/adopter.ts';
import type { CommandContext } from '../src/command-context.ts';
import type { Deployment } from '../src/context/deployment.ts';
import { Failure } from '../src/errors.ts';
import type { Findings } from '../src/report/progress.ts';
import type { StateVersion } from '../src/state/older-versions.ts';
import type { ExaminedCreates, Judged } from '../src/terraform/examine-creates.ts';
import type { PlanJson, PlannedResource } from '../src/terraform/plan-json.ts';
import type { PlannedCreate } from '../src/terraform/planned-creates.ts';
import { fakePlatform } from './fakes/platform.ts';
import { emptyAccount, location } from './fakes/state-backend.ts';

const create = (address: string, key: PlannedCreate['key'] & object): PlannedCreate => ({
  address,
  type: address.split('.')[0] ?? '',
  region: location.region,
  key,
  reason: 'new',
  provisioned: false,
});
const role = create('aws_iam_role.shop', { name: 'shop' });
const taken = (planned: PlannedCreate, id: string): Judged => ({
  create: planned,
  verdict: { kind: 'taken', ids: [id] },
});

interface Given {
  readonly adopt?: boolean;
  /** Resources of the state of another project. */
  readonly others?: readonly object[];
  /** Set: the state was lost, and perhaps a version of it is left. */
  readonly lost?: { readonly lastGood?: StateVersion };
  readonly secretDeleted?: boolean;
}

function adopterWith({ adopt = true, others = [], lost, secretDeleted = false }: Given) {
  const { s3, platform: account } = emptyAccount();
  s3.seed(location.bucket, location.key, '{}');
  const state = { version: 4, serial: 1, lineage: 'x', outputs: {}, resources: others };
  s3.seed('crm-terraform-state-123456789012', location.key, JSON.stringify(state));
  const secrets = { describeSecret: async () => (secretDeleted ? { DeletedDate: new Date() } : {}) };
  const platform = fakePlatform({ aws: { ...account.aws, secretsManager: async () => secrets as never } });
  const findings: Findings[] = [];
  const context = {
    platform,
    inputs: { terraform: { adoptExisting: adopt } },
    progress: { found: (each: Findings) => void findings.push(each) },
  } as unknown as CommandContext;
  const found = new Failure({ code: 'STATE_LOST', reason: 'gone', safe: 's', next: 'n' });
  const adopter = new Adopter(context, {
    deployment: { account: location.account, region: location.region, state: location } as Deployment,
    lost:
      lost === undefined
        ? undefined
        : { found, ...lost, setAside: async () => undefined, putBack: async () => undefined },
  });
  const examine = (verdicts: readonly Judged[], plan: PlanJson = {}) => {
    const examined: ExaminedCreates = { verdicts, entries: [], leftBehind: [], refused: [] };
    const planned = {
      creates: verdicts.map((each) => each.create),
      stateIds: new Map(),
      configured: new Set<string>(),
      importing: new Set<string>(),
    };
    return adopter.examine({ shown: plan, planned, examined, examineAgain: async () => examined });
  };
  return { adopter, examine, findings, log: platform.log, s3 };
}

const planned = (address: string, actions: readonly string[]): PlannedResource => ({
  address,
  mode: 'managed',
  type: address.split('.')[0] ?? '',
  name: address.split('.')[1] ?? '',
  change: { actions, before: null, after: {} },
});

describe('what exists already', () => {
  it('stops the run without adopt-existing, naming it and the input; and is imported with it', async () => {
    await assert.rejects(adopterWith({ adopt: false }).examine([taken(role, 'shop')]), (error: Failure) => {
      assert.equal(error.code, 'ALREADY_EXISTS');
      assert.deepEqual(error.details, ['aws_iam_role.shop: shop']);
      assert.match(error.next, /`adopt-existing: true`/);
      return true;
    });
    const { examine, findings } = adopterWith({});
    assert.deepEqual(await examine([taken(role, 'shop')]), [
      { address: role.address, type: role.type, id: 'shop' },
    ]);
    assert.deepEqual(findings, [
      { adopted: { resources: [{ address: role.address, id: 'shop', replaced: false }] } },
    ]);
  });

  it('asks nothing about others where nothing exists', async () => {
    const { examine, s3, findings } = adopterWith({ adopt: false });
    const absent: Judged = { create: role, verdict: { kind: 'create', before: 'absent' } };
    assert.deepEqual(await examine([absent]), []);
    assert.deepEqual([s3.calls, findings], [[], []]);
  });

  it("is refused as a whole where one is another's", async () => {
    const others = [
      {
        mode: 'managed',
        type: 'aws_iam_role',
        name: 'r',
        instances: [{ attributes: { id: 'shop', name: 'shop' } }],
      },
    ];
    const policy = create('aws_iam_policy.p', { name: 'p', path: '/' });
    const { examine, adopter } = adopterWith({ others });
    await assert.rejects(examine([taken(policy, 'arn:p'), taken(role, 'shop')]), (error: Failure) => {
      assert.equal(error.code, 'ADOPTION_REFUSED');
      assert.match(
        error.details.join('\n'),
        /^aws_iam_role\.shop: shop \(can't be adopted: it is aws_iam_role\.r of the state s3:\/\/crm-terraform-state-/,
      );
      return true;
    });
    assert.equal(adopter.hasAdopted, false);
  });

  it('is refused while it is on its way out: a secret that is scheduled for deletion keeps its name', async () => {
    const secret = create('aws_secretsmanager_secret.s', { name: 's' });
    await assert.rejects(adopterWith({ secretDeleted: true }).examine([taken(secret, 'arn:s')]), {
      code: 'ADOPTION_REFUSED',
    });
    assert.equal((await adopterWith({}).examine([taken(secret, 'arn:s')])).length, 1);
  });

  it('is refused once the plan shows that it would be replaced', async () => {
    const { examine } = adopterWith({});
    await examine([taken(role, 'shop')]);
    const replacing = { resource_changes: [planned(role.address, ['delete', 'create'])] };
    await assert.rejects(examine([], replacing), { code: 'ADOPTION_REFUSED' });
  });
});

describe('going on without a lost state', () => {
  const creating = { resource_changes: [planned('random_id.suffix', ['create'])] };
  const knowing = JSON.stringify({
    resources: [
      { mode: 'managed', type: 'random_id', name: 'suffix', instances: [{ attributes: { id: 'x' } }] },
    ],
  });

  it('stops where its last good version knew what would be made again, and names that version', async () => {
    const { examine } = adopterWith({ lost: { lastGood: { versionId: 'v7', text: knowing } } });
    await assert.rejects(examine([], creating), (error: Failure) => {
      assert.equal(error.code, 'ADOPTION_REFUSED');
      assert.match(error.next, /rollback-to: state:v7`/);
      return true;
    });
  });

  it('warns of what could not be looked up where no version is left', async () => {
    const { examine, log } = adopterWith({ lost: {} });
    const unknown: Judged = { create: create('aws_sqs_queue.q', {}), verdict: { kind: 'unknown' } };
    assert.deepEqual(await examine([unknown], creating), []);
    assert.match(log.warnings[0] ?? '', /aws_sqs_queue\.q/);
  });
});
