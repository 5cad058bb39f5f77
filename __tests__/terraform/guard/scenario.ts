/**
 * The configuration that the recorded plans of this folder are made from: what was applied, and what it was changed to.
 * Only blocks that a test is about; each says in its name what happens to it.
 */
export interface Configuration {
  readonly [file: string]: string;
}

const PROVIDER = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  max_retries = 2
}
provider "aws" {
  alias       = "ireland"
  region      = "eu-west-1"
  max_retries = 2
}
variable "table_key" {
  default = "id"
}
`;

const table = (name: string, lines = '', key = 'id'): string => `
resource "aws_dynamodb_table" "${name}" {
  name         = "shop-${name.replaceAll('_', '-')}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "${key}"
  attribute {
    name = "${key}"
    type = "S"
  }${lines}
}
`;

const bucket = (name: string, lines = ''): string => `
resource "aws_s3_bucket" "${name}" {
  bucket = "shop-${name}"${lines}
}
`;

/** A table for each of these keys, called in two ways. */
const each = (name: string, keys: readonly string[]): string => `
resource "aws_dynamodb_table" "${name}" {
  for_each     = toset(${JSON.stringify(keys)})
  name         = "shop-\${each.key}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
`;

const counted = (count: number): string => `
resource "aws_kinesis_stream" "counted" {
  count       = ${count}
  name        = "shop-\${count.index}"
  shard_count = 1
}
`;

const SHOP_MODULE = `variable "name" {}
variable "key" {}

resource "aws_dynamodb_table" "stock" {
  name         = "stock-\${var.name}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = var.key
  attribute {
    name = var.key
    type = "S"
  }
}
`;

const shops = (keys: readonly string[]): string => `
module "shop" {
  source   = "./modules/shop"
  for_each = toset(${JSON.stringify(keys)})
  name     = each.key
  key      = var.table_key
}
`;

const secret = (name: string): string => `
resource "aws_secretsmanager_secret" "token" {
  name = "${name}"
  lifecycle {
    create_before_destroy = true
  }
}
`;

/** A bucket whose name follows from something that is replaced, so that it isn't known before the apply. */
const derived = (seed: string): string => `
resource "terraform_data" "seed" {
  triggers_replace = "${seed}"
}
resource "aws_s3_bucket" "derived" {
  bucket = "shop-\${substr(terraform_data.seed.id, 0, 8)}"
}
resource "aws_dynamodb_table" "triggered" {
  name         = "shop-triggered"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  lifecycle {
    replace_triggered_by = [terraform_data.seed]
  }
}
`;

const LOGS = `
resource "aws_cloudwatch_log_group" "kept" {
  name              = "/shop/kept"
  retention_in_days = 30
}
resource "aws_cloudwatch_log_group" "skipped" {
  name         = "/shop/skipped"
  skip_destroy = true
}
`;

const PARAMETERS = `
resource "aws_ssm_parameter" "secret" {
  name  = "/shop/secret"
  type  = "SecureString"
  value = "hunter2"
}
resource "aws_ssm_parameter" "plain" {
  name  = "/shop/plain"
  type  = "String"
  value = "blue"
}
resource "aws_sns_topic" "not_precious" {
  name = "shop"
}
`;

const reshaped = (lines: string): string => `
resource "aws_sqs_queue" "reshaped" {${lines}
  name = "shop-reshaped"
}
`;

export const BEFORE: Configuration = {
  'main.tf': [
    PROVIDER,
    table('orders'),
    table('stays'),
    table('tainted'),
    table('old_name'),
    table('old_place'),
    table('forgotten'),
    secret('shop/token'),
    counted(2),
    reshaped(''),
  ].join(''),
  'tenants.tf': each('tenant', ['north', 'south']) + shops(['eu', 'us']),
  'later.tf': derived('one'),
  'dropped.tf': [
    table('dropped', '\n  lifecycle {\n    prevent_destroy = true\n  }'),
    bucket('uploads'),
    bucket('scratch'),
    bucket('ireland', '\n  provider = aws.ireland'),
    LOGS,
    PARAMETERS,
    '\nmodule "archive" {\n  source = "./modules/shop"\n  name   = "archive"\n  key    = "id"\n}\n',
  ].join(''),
  'modules/shop/main.tf': SHOP_MODULE,
};

/** `dropped.tf` is gone. */
export const AFTER: Configuration = {
  'main.tf': [
    PROVIDER.replace('default = "id"', 'default = "sku"'),
    table('orders', '', 'customer'),
    table('stays'),
    table('tainted'),
    table('new_name').replace('shop-new-name', 'shop-old-name'),
    '\nmoved {\n  from = aws_dynamodb_table.old_name\n  to   = aws_dynamodb_table.new_name\n}\n',
    table('new_place', '', 'sku').replace('shop-new-place', 'shop-old-place'),
    '\nmoved {\n  from = aws_dynamodb_table.old_place\n  to   = aws_dynamodb_table.new_place\n}\n',
    '\nremoved {\n  from = aws_dynamodb_table.forgotten\n  lifecycle {\n    destroy = false\n  }\n}\n',
    secret('shop/token-2'),
    counted(1),
    reshaped('\n  for_each = toset(["one"])'),
  ].join(''),
  'tenants.tf': each('tenant', ['north']) + shops(['eu']),
  'later.tf': derived('two'),
  'modules/shop/main.tf': SHOP_MODULE,
};

/** Marked as tainted before the plan. */
export const TAINTED = 'aws_dynamodb_table.tainted';
