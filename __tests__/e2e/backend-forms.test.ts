import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import {
  type Checkout,
  type World,
  assertFailed,
  assertNothingLeft,
  assertWell,
  counts,
  placeOf,
  startWorld,
  stateVersions,
} from './harness.ts';

const RESOURCE =
  'resource "terraform_data" "shop" {\n  input = "open"\n}\n\noutput "shop" {\n  value = terraform_data.shop.output\n}\n';

describe('a configuration, whatever it says about its backend', { concurrency: 2 }, () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  interface Form {
    readonly project: string;
    readonly files: Readonly<Record<string, string>>;
    /** Where the state must be; by default where the convention says. */
    readonly place?: { readonly bucket: string; readonly key: string; readonly table: string };
  }

  async function deploysAgainAndAgain({ project, files, place }: Form): Promise<void> {
    const checkout = await world.checkout(files);
    const before = await checkout.files();
    const { bucket, key, table } = place ?? placeOf(project, world.aws.account);

    const first = await world.start(checkout, { inputs: { project } });
    assertWell(await first.finished, {
      result: 'deployed',
      ...counts(1, 0, 0),
      'state-bucket': bucket,
      'lock-table': table,
      'terraform-outputs': '{"shop":"open"}',
    });
    await assertNothingLeft(world, first, checkout);
    await assertAsBefore(checkout, before);

    const again = await world.run(checkout, { inputs: { project } });
    assertWell(again, { result: 'unchanged', ...counts(0, 0, 0), 'terraform-outputs': '{"shop":"open"}' });
    await assertAsBefore(checkout, before);

    const states = await stateVersions(world, { bucket, key });
    assert.deepEqual(
      states.map(({ resources, versionId }) => [resources.map(({ name }) => name), versionId]),
      [[['shop'], again.outputs['state-version-id']]],
    );
  }

  it('deploys with no backend block', () =>
    deploysAgainAndAgain({ project: 'no-block', files: { 'terraform/main.tf': RESOURCE } }));

  it('deploys with a placeholder for the bucket, keeping the key that is named', () =>
    deploysAgainAndAgain({
      project: 'placeholder',
      files: {
        'terraform/main.tf': `terraform {\n  backend "s3" {\n    bucket = "REPLACE_ME"\n    key    = "live/site.tfstate"\n  }\n}\n${RESOURCE}`,
      },
      place: { ...placeOf('placeholder', world.aws.account), key: 'live/site.tfstate' },
    }));

  it('deploys with a backend block that is commented out', () =>
    deploysAgainAndAgain({
      project: 'commented',
      files: {
        'terraform/main.tf': `terraform {\n  # backend "s3" {\n  #   bucket = "someone-elses-state"\n  # }\n  /* backend "gcs" { bucket = "gone" } */\n}\n${RESOURCE}`,
      },
    }));

  it('deploys with `backend "local"` that has no state file yet', () =>
    deploysAgainAndAgain({
      project: 'local-block',
      files: { 'terraform/main.tf': `terraform {\n  backend "local" {}\n}\n${RESOURCE}` },
    }));

  it('deploys with a complete S3 backend into its own bucket, key and table, made when missing', () =>
    deploysAgainAndAgain({
      project: 'complete',
      files: {
        'terraform/main.tf': `terraform {\n  backend "s3" {\n    bucket         = "acme-states"\n    key            = "shop/live.tfstate"\n    region         = "us-east-1"\n    dynamodb_table = "acme-locks"\n    encrypt        = true\n  }\n}\n${RESOURCE}`,
      },
      place: { bucket: 'acme-states', key: 'shop/live.tfstate', table: 'acme-locks' },
    }));

  it('deploys with the backend in backend.tf', () =>
    deploysAgainAndAgain({
      project: 'other-file',
      files: {
        'terraform/main.tf': RESOURCE,
        'terraform/backend.tf':
          'terraform {\n  backend "s3" {\n    bucket         = "other-file-states"\n    key            = "a.tfstate"\n    region         = "us-east-1"\n    dynamodb_table = "other-file-locks"\n  }\n}\n',
      },
      place: { bucket: 'other-file-states', key: 'a.tfstate', table: 'other-file-locks' },
    }));

  it('deploys files with CRLF line ends', () =>
    deploysAgainAndAgain({
      project: 'crlf',
      files: {
        'terraform/main.tf':
          `terraform {\n  backend "s3" {\n    bucket = "crlf-states"\n    key    = "b.tfstate"\n  }\n}\n${RESOURCE}`.replaceAll(
            '\n',
            '\r\n',
          ),
      },
      place: { ...placeOf('crlf', world.aws.account), bucket: 'crlf-states', key: 'b.tfstate' },
    }));

  it('deploys with a `cloud` block that names nothing real', () =>
    deploysAgainAndAgain({
      project: 'cloud-block',
      files: {
        'terraform/main.tf': `terraform {\n  cloud {\n    organization = "your-organization"\n    workspaces {\n      name = "your-workspace"\n    }\n  }\n}\n${RESOURCE}`,
      },
    }));

  it('deploys main.tf.json', () =>
    deploysAgainAndAgain({
      project: 'json',
      files: {
        'terraform/main.tf.json': JSON.stringify({
          terraform: {
            backend: { s3: { bucket: 'json-states', key: 'c.tfstate', dynamodb_table: 'json-locks' } },
          },
          resource: { terraform_data: { shop: { input: 'open' } } },
          output: { shop: { value: '${terraform_data.shop.output}' } },
        }),
      },
      place: { bucket: 'json-states', key: 'c.tfstate', table: 'json-locks' },
    }));

  interface Refused {
    readonly project: string;
    readonly files: Readonly<Record<string, string>>;
    readonly environment?: Readonly<Record<string, string>>;
    readonly code: string;
    readonly says: RegExp;
  }

  async function refuses({ project, files, environment = {}, code, says }: Refused): Promise<void> {
    const checkout = await world.checkout(files);
    const before = await checkout.files();
    const step = await world.start(checkout, { inputs: { project }, environment });
    const run = await step.finished;
    assertFailed(run, code);
    assert.match(run.log, says);
    await assertNothingLeft(world, step, checkout);
    await assertAsBefore(checkout, before);
    const { bucket, table } = placeOf(project, world.aws.account);
    await assert.rejects(world.s3.headBucket({ Bucket: bucket }), { name: 'NotFound' });
    await assert.rejects(world.dynamodb.describeTable({ TableName: table }), {
      name: 'ResourceNotFoundException',
    });
  }

  it('refuses a local state file that holds resources, naming it and how many', () =>
    refuses({
      project: 'local-state',
      files: {
        'terraform/main.tf': RESOURCE,
        'terraform/terraform.tfstate': JSON.stringify({
          version: 4,
          serial: 3,
          resources: [{ type: 'aws_s3_bucket' }],
        }),
      },
      code: 'LOCAL_STATE_FOUND',
      says: /^LOCAL_STATE_FOUND: terraform\.tfstate .*1 resource\b/m,
    }));

  for (const kind of ['gcs', 'remote', 'azurerm', 'http']) {
    it(`refuses a state kept in backend "${kind}", naming file and line`, () =>
      refuses({
        project: `elsewhere-${kind}`,
        files: { 'terraform/main.tf': `terraform {\n  backend "${kind}" {\n  }\n}\n${RESOURCE}` },
        code: 'STATE_ELSEWHERE',
        says: new RegExp(`^STATE_ELSEWHERE: main\\.tf:2 .*"${kind}"`, 'm'),
      }));
  }

  it('refuses a selected workspace, naming it and where it was selected', () =>
    refuses({
      project: 'workspace',
      files: { 'terraform/main.tf': RESOURCE },
      environment: { TF_WORKSPACE: 'staging' },
      code: 'STATE_ELSEWHERE',
      says: /^STATE_ELSEWHERE: .*"staging".*TF_WORKSPACE/m,
    }));
});

/** Byte for byte. */
async function assertAsBefore(checkout: Checkout, before: Readonly<Record<string, string>>): Promise<void> {
  assert.deepEqual(await checkout.files(), before);
}
