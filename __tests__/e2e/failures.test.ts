import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { applyMasks } from '../../local/runner/commands.ts';
import type { ActionRun } from '../../local/runner/run-action.ts';
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

const SHOP = 'resource "terraform_data" "shop" {\n  input = "open"\n}\n';
/** The outputs that a site needs. */
const SITE = ['frontend_bucket', 'cloudfront_distribution_id', 'cloudfront_url']
  .map((name) => `output "${name}" {\n  value = "shop-site"\n}\n`)
  .join('');
const FRONTEND = {
  'frontend-directory': 'site',
  'frontend-build-command': 'mkdir -p dist && echo hi > dist/index.html',
};

describe('a deploy that fails', { concurrency: 2 }, () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  it('in the plan: code, and an annotation on file and line as the workspace names them', async () => {
    const checkout = await world.checkout({
      'infra/live/main.tf': SHOP,
      'infra/live/more.tf': '# one\n# two\noutput "missing" {\n  value = var.nowhere\n}\n',
    });
    const step = await world.start(checkout, {
      inputs: { project: 'plan-error', 'terraform-directory': 'infra/live' },
    });
    const run = await step.finished;
    assertFailed(run, 'TERRAFORM_PLAN_FAILED', counts(0, 0, 0));
    const annotation = run.annotations.find(({ file }) => file !== undefined);
    assert.deepEqual(
      [annotation?.level, annotation?.file, annotation?.line],
      ['error', 'infra/live/more.tf', 4],
      JSON.stringify(run.annotations),
    );
    assert.match(annotation?.title ?? '', /Reference to undeclared input variable/);
    assert.match(run.log, /^Next: .*infra\/live\/more\.tf at line 4/m);
    await assertNothingLeft(world, step, checkout);
    assert.deepEqual(await stateVersions(world, placeOf('plan-error', world.aws.account)), []);
  });

  it('in init: code, and nothing is left', async () => {
    const checkout = await world.checkout({
      'terraform/main.tf': 'module "gone" {\n  source = "./gone"\n}\n',
    });
    const step = await world.start(checkout, { inputs: { project: 'init-error' } });
    assertFailed(await step.finished, 'TERRAFORM_INIT_FAILED', counts(0, 0, 0));
    await assertNothingLeft(world, step, checkout);
  });

  it('half-way through the apply: what was made is counted, saved and free to go on from', async () => {
    const failing = (command: string): string =>
      `${SHOP}\nresource "terraform_data" "second" {\n  depends_on = [terraform_data.shop]\n  provisioner "local-exec" {\n    command = "${command}"\n  }\n}\n\nresource "terraform_data" "third" {\n  depends_on = [terraform_data.second]\n}\n`;
    const checkout = await world.checkout({ 'terraform/main.tf': failing('echo broken; exit 3') });
    const inputs = { project: 'half-way' };
    const step = await world.start(checkout, { inputs });
    const run = await step.finished;
    assertFailed(run, 'TERRAFORM_APPLY_FAILED', { ...counts(1, 0, 0), changed: 'true' });
    assert.match(run.log, /^Safe: 1 of 3 changes/m);
    assert.match(run.summary, /terraform_data\.shop/);
    assert.match(run.summary, /terraform_data\.third/);
    await assertNothingLeft(world, step, checkout);
    const [state] = (await stateVersions(world, placeOf('half-way', world.aws.account))).slice(-1);
    assert.ok(state?.resources.some(({ name }) => name === 'shop'));

    await checkout.write('terraform/main.tf', failing('true'));
    // The second one is there but tainted: it is made again, and the third one after it.
    assertWell(await world.run(checkout, { inputs }), { result: 'deployed', ...counts(2, 0, 1) });
  });

  it('in the prepare command: its exit code and last lines; Terraform plans nothing', async () => {
    const checkout = await world.checkout({ 'terraform/main.tf': SHOP });
    const step = await world.start(checkout, {
      inputs: { project: 'prepare-error', 'terraform-prepare-command': 'pwd; echo no zip here; exit 7' },
    });
    const run = await step.finished;
    assertFailed(run, 'PREPARE_FAILED', counts(0, 0, 0));
    assert.match(run.log, /^PREPARE_FAILED: .*exit code 7/m);
    assert.ok(run.summary.includes('no zip here'));
    assert.doesNotMatch(run.log, /^[✓✗] (plan|apply)/m);
    assert.ok(run.log.includes(`${checkout.directory}/terraform`), 'it runs in terraform-directory');
    await assertNothingLeft(world, step, checkout);
  });

  it('in the build: what Terraform applied is told and stays, the site is untouched', async () => {
    const checkout = await world.checkout({
      'terraform/main.tf': SHOP + SITE,
      'site/package.json': '{}',
    });
    const step = await world.start(checkout, {
      inputs: {
        project: 'build-error',
        ...FRONTEND,
        'frontend-build-command': 'echo cannot resolve ./app.jsx >&2; exit 2',
      },
    });
    const run = await step.finished;
    assertFailed(run, 'FRONTEND_BUILD_FAILED', { ...counts(1, 0, 0), 'files-uploaded': '0' });
    assert.ok(run.summary.includes('cannot resolve ./app.jsx'));
    await assertNothingLeft(world, step, checkout);
  });

  it('for an output that is not there: names it, and those that are', async () => {
    const checkout = await world.checkout({
      'terraform/main.tf': `${SHOP}output "bucket_of_the_site" {\n  value = "shop-site"\n}\n`,
      'site/package.json': '{}',
    });
    const run = await world.run(checkout, { inputs: { project: 'output-missing', ...FRONTEND } });
    assertFailed(run, 'OUTPUT_MISSING', counts(1, 0, 0));
    assert.match(run.log, /^OUTPUT_MISSING: .*frontend_bucket/m);
    assert.match(run.log, /bucket_of_the_site/);
  });

  it('for an output that the build wants and is not there', async () => {
    const checkout = await world.checkout({
      'terraform/main.tf': SHOP + SITE,
      'site/package.json': '{}',
    });
    const run = await world.run(checkout, {
      inputs: { project: 'build-wants', ...FRONTEND, 'frontend-environment': 'API=api_url' },
    });
    assertFailed(run, 'OUTPUT_MISSING', counts(1, 0, 0));
    assert.match(
      run.log,
      /^OUTPUT_MISSING: .*frontend-environment[^\n]*\n +API: there is no output api_url$/m,
    );
  });
});

/** What a hostile program prints to be taken for the action. */
const EVIL = [
  '::error::pwned',
  '  ::error file=main.tf::pwned',
  '::set-output name=result::pwned',
  '::set-env name=PATH::/tmp/pwned',
  '::add-mask::deployed',
  '::add-path::/tmp/pwned',
  '::save-state name=job-directory::/tmp/pwned',
  'text ##[error]pwned',
  '##[set-output name=result]pwned',
  '::stop-commands::pwned',
  '::group::pwned',
];

describe('text of other programs that looks like workflow commands', { concurrency: 2 }, () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  /** Only what the action itself says is taken for a command. */
  function assertNotObeyed(run: ActionRun): void {
    assert.deepEqual(
      run.annotations.filter(({ message, title }) => `${title ?? ''} ${message}`.trim() === 'pwned'),
      [],
      run.log,
    );
    assert.ok(!run.masks.includes('deployed'), 'a mask was set');
    assert.ok(!JSON.stringify([run.outputs, run.state, run.env, run.paths]).includes('/tmp/pwned'));
    assert.notEqual(run.outputs['result'], 'pwned');
    // Shown to a person all the same, as it is.
    assert.ok(run.log.includes('::set-output name=result::pwned'), run.log);
  }

  const printing = (end: string): string => {
    const echo = EVIL.map((line) => `echo '${line}'`).join('; ');
    return `resource "terraform_data" "evil" {
  for_each = toset(${JSON.stringify(EVIL)})
}

resource "terraform_data" "printer" {
  provisioner "local-exec" {
    command = <<-EOT
      ${echo}; ${end}
    EOT
  }
}
`;
  };

  it('are never obeyed when a provisioner prints them and resources have their names', async () => {
    const checkout = await world.checkout({ 'terraform/main.tf': printing('true') });
    const run = await world.run(checkout, { inputs: { project: 'evil-apply' } });
    assertWell(run, { result: 'deployed', ...counts(EVIL.length + 1, 0, 0) });
    assert.deepEqual(run.annotations, []);
    assertNotObeyed(run);
  });

  it('are never obeyed when a failing provisioner prints them, in log, annotation and summary', async () => {
    const checkout = await world.checkout({ 'terraform/main.tf': printing('exit 1') });
    const run = await world.run(checkout, { inputs: { project: 'evil-apply-fails' } });
    assertFailed(run, 'TERRAFORM_APPLY_FAILED');
    assert.ok(
      run.annotations.every(({ title }) => /provisioner error|TERRAFORM_APPLY_FAILED/.test(title ?? '')),
      JSON.stringify(run.annotations),
    );
    assertNotObeyed(run);
  });

  it('are never obeyed when the prepare command prints them', async () => {
    const checkout = await world.checkout({
      'terraform/main.tf': SHOP,
      'terraform/evil.txt': EVIL.join('\n'),
    });
    const run = await world.run(checkout, {
      inputs: { project: 'evil-prepare', 'terraform-prepare-command': 'cat evil.txt' },
    });
    assertWell(run, { result: 'deployed' });
    assertNotObeyed(run);
  });

  it('are never obeyed when a failing prepare command prints them, in log, annotation and summary', async () => {
    const checkout = await world.checkout({
      'terraform/main.tf': SHOP,
      'terraform/evil.txt': EVIL.join('\n'),
    });
    const run = await world.run(checkout, {
      inputs: { project: 'evil-failure', 'terraform-prepare-command': 'cat evil.txt; exit 1' },
    });
    assertFailed(run, 'PREPARE_FAILED');
    assertNotObeyed(run);
  });

  it('are never obeyed when the plan fails with them in names, values and diagnostics', async () => {
    const message = EVIL.map((line) => JSON.stringify(line).slice(1, -1)).join('\\n');
    const checkout = await world.checkout({
      'terraform/main.tf': `variable "evil" {\n  default = "x"\n  validation {\n    condition     = var.evil == "y"\n    error_message = "${message}"\n  }\n}\n${SHOP}`,
    });
    const run = await world.run(checkout, { inputs: { project: 'evil-plan' } });
    assertFailed(run, 'TERRAFORM_PLAN_FAILED');
    assertNotObeyed(run);
  });

  it('are never obeyed in outputs of Terraform, which reach the workflow as they are', async () => {
    const evil = `x\nEOF\nresult=pwned\nghadelimiter\n${EVIL.join('\n')}`;
    const checkout = await world.checkout({
      'terraform/main.tf': `${SHOP}output "evil" {\n  value = ${JSON.stringify(evil)}\n}\n`,
    });
    const run = await world.run(checkout, { inputs: { project: 'evil-output' } });
    assertWell(run, { result: 'deployed' });
    assert.deepEqual(JSON.parse(run.outputs['terraform-outputs'] ?? ''), { evil });
    assert.equal(run.outputs['result'], 'deployed');
    assert.deepEqual([run.annotations, run.env, run.paths], [[], {}, []]);
  });
});

describe('a secret', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world?.stop());

  const CANARY = {
    output: 'canary-output-5f0c1e',
    variable: 'canary-variable-77ab02',
    attribute: 'canary-attribute-91c3d4',
    key: 'canarySecretKey0123456789abcdefABCDEF0123',
  };

  /** The runner masks the summary as it masks the log; outputs and the state for post it takes as they are. */
  function assertHidden(run: ActionRun): void {
    const summaries = applyMasks(run.summary + (run.post?.summary ?? ''), run.masks);
    const shown = JSON.stringify([
      run.log,
      run.post?.log,
      summaries,
      run.outputs,
      run.annotations,
      run.state,
    ]);
    for (const [name, canary] of Object.entries(CANARY)) {
      assert.ok(!shown.includes(canary), `${name} is shown:\n${run.log}\n${run.summary}`);
    }
  }

  const configuration = (command: string): string => `
variable "password" {
  sensitive = true
}
resource "terraform_data" "shop" {
  input = sensitive("${CANARY.attribute}")
  provisioner "local-exec" {
    command = "${command}"
    environment = {
      PASSWORD = var.password
    }
  }
}
output "secret" {
  value     = "${CANARY.output}"
  sensitive = true
}
output "open" {
  value = "door"
}
`;
  const step = (project: string) => ({
    inputs: { project, 'terraform-variables': `password=${CANARY.variable}` },
    environment: { AWS_SECRET_ACCESS_KEY: CANARY.key },
  });

  it('is in no log, output or summary: sensitive outputs, variables and attributes, and the AWS key', async () => {
    const checkout = await world.checkout({
      'terraform/main.tf': configuration('echo $PASSWORD $AWS_SECRET_ACCESS_KEY'),
    });
    const run = await world.run(checkout, step('secrets'));
    assertWell(run, { result: 'deployed', 'terraform-outputs': '{"open":"door"}' });
    assertHidden(run);
    const again = await world.run(checkout, step('secrets'));
    assertWell(again, { result: 'unchanged', 'terraform-outputs': '{"open":"door"}' });
    assertHidden(again);
  });

  it('is in none of them either when apply or plan fails over it', async () => {
    const applies = await world.checkout({
      'terraform/main.tf': configuration('echo $PASSWORD $AWS_SECRET_ACCESS_KEY >&2; exit 1'),
    });
    const applied = await world.run(applies, step('secrets-apply'));
    assertFailed(applied, 'TERRAFORM_APPLY_FAILED');
    assertHidden(applied);

    const plans = await world.checkout({
      'terraform/main.tf': `${configuration('true')}\nlocals {\n  number = tonumber(var.password)\n}\noutput "number" {\n  value = local.number\n}\n`,
    });
    const planned = await world.run(plans, step('secrets-plan'));
    assertFailed(planned, 'TERRAFORM_PLAN_FAILED');
    assertHidden(planned);
  });

  it('that a prepare command or build prints is masked as the key of this job', async () => {
    const checkout = await world.checkout({ 'terraform/main.tf': SHOP });
    const run = await world.run(checkout, {
      inputs: { project: 'secrets-prepare', 'terraform-prepare-command': 'env; false' },
      environment: { AWS_SECRET_ACCESS_KEY: CANARY.key },
    });
    assertFailed(run, 'PREPARE_FAILED');
    assert.ok(!run.log.includes(CANARY.key), run.log);
  });
});
