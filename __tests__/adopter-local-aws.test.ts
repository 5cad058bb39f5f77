import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';

import { type LocalAws, startLocalAws } from '../local/aws/local-aws.ts';
import { ensureTerraformOnPath } from '../local/terraform/ensure-terraform.ts';
import { Adopter } from '../src/adopter.ts';
import type { CommandContext } from '../src/command-context.ts';
import type { Deployment } from '../src/context/deployment.ts';
import { type AwsClients, connectAws } from '../src/platform/aws.ts';
import type { Findings } from '../src/report/progress.ts';
import { type Adoption, writeAdoptions } from '../src/terraform/adopt.ts';
import { apply } from '../src/terraform/apply.ts';
import type { RunProcess, Terraform } from '../src/terraform/cli.ts';
import { examineCreates } from '../src/terraform/examine-creates.ts';
import { init } from '../src/terraform/init.ts';
import { type Plan, plan } from '../src/terraform/plan.ts';
import { showPlan } from '../src/terraform/plan-json.ts';
import { readPlannedCreates } from '../src/terraform/planned-creates.ts';
import { MemoryLog, fakePlatform } from './fakes/platform.ts';

/** One of every kind that the reference stack does not have, a REST API among them. */
const STACK = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  max_retries = 2
}
data "aws_region" "current" {}
locals {
  trust = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}
resource "aws_iam_role" "f" {
  name               = "shop"
  assume_role_policy = local.trust
}
resource "aws_iam_policy" "f" {
  name   = "shop"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:ListBucket", Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "f" {
  role       = aws_iam_role.f.name
  policy_arn = aws_iam_policy.f.arn
}
resource "aws_lambda_function" "f" {
  function_name = "shop"
  role          = aws_iam_role.f.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "\${path.module}/f.zip"
}
resource "aws_dynamodb_table" "orders" {
  name             = "orders"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_lambda_event_source_mapping" "orders" {
  function_name     = aws_lambda_function.f.arn
  event_source_arn  = aws_dynamodb_table.orders.stream_arn
  starting_position = "LATEST"
}
resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "nightly"
  schedule_expression = "rate(1 day)"
}
resource "aws_cloudwatch_event_target" "nightly" {
  rule      = aws_cloudwatch_event_rule.nightly.name
  target_id = "f"
  arn       = aws_lambda_function.f.arn
}
resource "aws_lambda_permission" "nightly" {
  statement_id  = "nightly"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.f.function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.nightly.arn
}
resource "aws_api_gateway_rest_api" "api" {
  name = "shop"
}
resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_rest_api.api.root_resource_id
  path_part   = "orders"
}
resource "aws_api_gateway_resource" "order" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_resource.orders.id
  path_part   = "{id}"
}
resource "aws_api_gateway_method" "order" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_resource.order.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_rest_api.api.root_resource_id
  http_method   = "OPTIONS"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "order" {
  rest_api_id             = aws_api_gateway_rest_api.api.id
  resource_id             = aws_api_gateway_resource.order.id
  http_method             = aws_api_gateway_method.order.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.f.invoke_arn
}
resource "aws_api_gateway_integration" "root" {
  rest_api_id       = aws_api_gateway_rest_api.api.id
  resource_id       = aws_api_gateway_rest_api.api.root_resource_id
  http_method       = aws_api_gateway_method.root.http_method
  type              = "MOCK"
  request_templates = { "application/json" = "{\\"statusCode\\": 200}" }
}
resource "aws_api_gateway_method_response" "root" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_rest_api.api.root_resource_id
  http_method = aws_api_gateway_method.root.http_method
  status_code = "200"
}
resource "aws_api_gateway_integration_response" "root" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_rest_api.api.root_resource_id
  http_method = aws_api_gateway_method.root.http_method
  status_code = aws_api_gateway_method_response.root.status_code
  depends_on  = [aws_api_gateway_integration.root]
}
resource "aws_api_gateway_deployment" "api" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  triggers    = { redeployment = sha1(jsonencode([aws_api_gateway_integration.order.id])) }
  depends_on  = [aws_api_gateway_integration.order, aws_api_gateway_integration.root]
  lifecycle {
    create_before_destroy = true
  }
}
resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  deployment_id = aws_api_gateway_deployment.api.id
  stage_name    = "live"
}
`;

/** An empty zip file: what code a function has doesn't matter here. */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

let local: LocalAws;
let directory: string;
let terraform: Terraform;
let aws: AwsClients;
let saved: NodeJS.ProcessEnv;

before(async () => {
  await ensureTerraformOnPath();
  local = await startLocalAws({ providers: 'dev-overrides' });
  saved = { ...process.env };
  Object.assign(process.env, local.environment);
  aws = connectAws();
  directory = await mkdtemp(path.join(os.tmpdir(), 'revive-adopter-'));
  await writeFile(path.join(directory, 'main.tf'), STACK);
  await writeFile(path.join(directory, 'f.zip'), EMPTY_ZIP);
  const run: RunProcess = (task, onLine) =>
    new Promise((resolve) => {
      const child = spawn(task.executable, task.args, {
        cwd: task.directory,
        env: process.env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      createInterface({ input: child.stdout }).on('line', onLine);
      child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
    });
  terraform = {
    executable: 'terraform',
    version: '1.11.4',
    directory,
    relativeDirectory: '.',
    run,
    log: new MemoryLog(),
    watchLock: async () => undefined,
  };
  await init(terraform);
});

after(async () => {
  for (const name of Object.keys(local.environment)) {
    if (saved[name] === undefined) delete process.env[name];
    else process.env[name] = saved[name];
  }
  await local.stop();
  await rm(directory, { recursive: true, force: true });
});

const makePlan = (): Promise<Plan> =>
  plan(terraform, {
    variables: new Map(),
    variableFiles: [],
    planFile: path.join(directory, 'plan.tfplan'),
    lockTimeout: 0,
  });

function adopter(adoptExisting: boolean): { readonly adopter: Adopter; readonly findings: Findings[] } {
  const findings: Findings[] = [];
  const context = {
    platform: fakePlatform({ aws }),
    inputs: { terraform: { adoptExisting } },
    progress: { found: (each: Findings) => void findings.push(each) },
  } as unknown as CommandContext;
  const bucket = `shop-terraform-state-${local.account}`;
  const state = { bucket, key: 'production/terraform.tfstate', region: local.region, account: local.account };
  const deployment = { account: local.account, region: local.region, state } as Deployment;
  return { adopter: new Adopter(context, { deployment, lost: undefined }), findings };
}

/** Plans and imports until there is nothing more to adopt; resolves to that plan, and how many it took. */
async function adopt({ adopter: found }: ReturnType<typeof adopter>): Promise<{ plan: Plan; plans: number }> {
  const adoptions: Adoption[] = [];
  for (let plans = 1; ; plans += 1) {
    const made = await makePlan();
    const shown = await showPlan(terraform, made);
    const planned = readPlannedCreates(shown, local.region);
    const examineAgain = (assumed: ReadonlyMap<string, string>) =>
      examineCreates({ aws, account: local.account }, planned, { assumed });
    const examined = await examineAgain(new Map());
    const fresh = await found.examine({ shown, planned, examined, examineAgain });
    if (fresh.length === 0) return { plan: made, plans };
    adoptions.push(...fresh);
    await writeAdoptions(directory, adoptions);
  }
}

/** How many resources STACK has. */
const RESOURCES = 20;

test('what exists stops the deploy, all of it named; adopted it is imported at once, and only a snapshot is replaced', async (t) => {
  const first = await apply(terraform, await makePlan(), 0);
  assert.ok(first.kind === 'applied', JSON.stringify(first));
  assert.equal(first.applied.counts.added, RESOURCES);
  const { items: before } = await (await aws.apiGateway(local.region)).getRestApis({});
  await rm(path.join(directory, 'terraform.tfstate'));

  await assert.rejects(
    adopt(adopter(false)),
    (error: Error & { code: string; details: readonly string[] }) => {
      assert.equal(error.code, 'ALREADY_EXISTS');
      assert.equal(error.details.length, RESOURCES, error.details.join('\n'));
      const api = before?.[0]?.id;
      assert.ok(error.details.includes(`aws_api_gateway_rest_api.api: ${api}`), error.details.join('\n'));
      assert.ok(error.details.includes(`aws_api_gateway_stage.live: ${api}/live`), error.details.join('\n'));
      return true;
    },
  );

  const adopting = adopter(true);
  const { plan: adopted, plans } = await adopt(adopting);
  t.diagnostic(`${plans} plans; ${JSON.stringify(adopted.counts)}`);
  // The deployment's triggers are nowhere in AWS: imported, it is replaced by a new snapshot.
  assert.deepEqual(
    { ...adopted.counts, changed: 0 },
    { added: 1, changed: 0, destroyed: 1, imported: RESOURCES },
  );
  assert.equal(plans, 2);
  const report = adopting.findings.at(-1)?.adopted?.resources ?? [];
  assert.deepEqual(
    report.filter(({ replaced }) => replaced).map(({ address }) => address),
    ['aws_api_gateway_deployment.api'],
  );
  const applied = await apply(terraform, adopted, 0);
  assert.ok(applied.kind === 'applied', JSON.stringify(applied));
  assert.equal((await makePlan()).hasChanges, false);
  const { items: now } = await (await aws.apiGateway(local.region)).getRestApis({});
  assert.deepEqual(
    now?.map(({ id }) => id),
    before?.map(({ id }) => id),
  );
});
