import { createHash } from 'node:crypto';
import path from 'node:path';

import type { World } from '../../e2e/harness.ts';

/** Name of what is deployed: prefix of its state bucket and lock table. */
export const PROJECT = 'crowd';

/** What is deployed: resources of Terraform's own, or those of AWS that it makes twice without a word. */
export type Stack = 'light' | 'aws';

/** A straight history of so many commits, oldest first; no checkout knows it, as with `actions/checkout`'s one commit. */
export const history = (length: number, seed: number): readonly string[] =>
  Array.from({ length }, (_, index) => createHash('sha1').update(`${seed} ${index}`).digest('hex'));

/**
 * Each apply leaves two lines of its own in a file outside of AWS, one when it begins to change something and one when
 * it has: the witness of what ran beside what that no lock has a part in.
 */
const LIGHT = `variable "commit" {}
variable "marks" {}
variable "site" {}

resource "terraform_data" "released" {
  input = var.commit
}

resource "terraform_data" "witness" {
  triggers_replace = [var.commit]
  provisioner "local-exec" {
    command = "echo begin \${var.commit} >> \${var.marks}; sleep 0.3; echo end \${var.commit} >> \${var.marks}"
  }
}

output "released" {
  value = terraform_data.released.output
}

output "frontend_bucket" {
  value = var.site
}

output "cloudfront_url" {
  value = "https://\${var.site}.example"
}
`;

/** An HTTP API is made a second time wherever the state doesn't know the first; a bucket and a table say that they exist. */
const AWS = `${LIGHT}
resource "aws_s3_bucket" "files" {
  bucket = "${PROJECT}-files"
}

resource "aws_dynamodb_table" "orders" {
  name         = "${PROJECT}-orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  tags = { commit = var.commit }
}

resource "aws_apigatewayv2_api" "api" {
  name          = "${PROJECT}-api"
  protocol_type = "HTTP"
  description   = var.commit
}
`;

/** Addresses of a stack's resources, sorted. */
export const resourcesOf = (stack: Stack): readonly string[] => [
  ...(stack === 'aws'
    ? ['aws_apigatewayv2_api.api', 'aws_dynamodb_table.orders', 'aws_s3_bucket.files']
    : []),
  'terraform_data.released',
  'terraform_data.witness',
];

/** A world of its own from nothing, but for the bucket of the site, which keeps every page it was ever given. */
export interface Ground {
  readonly world: World;
  readonly stack: Stack;
  readonly site: string;
  /** The file in which applies leave their marks. */
  readonly marks: string;
}

export async function prepareGround(world: World, stack: Stack): Promise<Ground> {
  const site = `${PROJECT}-site`;
  await world.s3.createBucket({ Bucket: site });
  await world.s3.putBucketVersioning({ Bucket: site, VersioningConfiguration: { Status: 'Enabled' } });
  return { world, stack, site, marks: path.join(await world.directory('marks'), 'marks') };
}

/** The checkout of a commit. */
export const checkoutOf = ({ world, stack }: Ground, commit: string) =>
  world.checkout({
    'terraform/main.tf': stack === 'aws' ? AWS : LIGHT,
    'site/index.html': `<!doctype html><title>${PROJECT}</title><p>${commit}</p>\n`,
  });

/** `with:` of the step that deploys a commit. */
export const inputsOf = (
  { site, marks }: Ground,
  { commit, token }: { readonly commit: string; readonly token: string },
): Readonly<Record<string, string>> => ({
  project: PROJECT,
  'terraform-variables': `commit=${commit}\nmarks=${marks}\nsite=${site}`,
  'lock-timeout': '30m',
  'frontend-directory': 'site',
  'frontend-build-command': 'mkdir -p dist && cp index.html dist/',
  // No distribution: the site is read from its bucket.
  invalidation: 'none',
  'wait-for-live': 'false',
  'github-token': token,
});
