import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isPlaceholder, type NamedSetting } from '../../src/terraform/placeholder.ts';

const PLACEHOLDERS: Readonly<Record<NamedSetting, readonly string[]>> = {
  bucket: [
    '',
    '   ',
    '<bucket>',
    '<your-bucket-name>',
    '${var.bucket}',
    '{{ bucket }}',
    '[bucket]',
    'bucket name here',
    'REPLACE_ME',
    'replace-me',
    'replaceme-tfstate',
    'ReplaceMe',
    'acme-change-me',
    'CHANGEME',
    'change-this-bucket',
    'your-bucket',
    'your-company-tfstate',
    'YOUR_BUCKET_NAME',
    'yourBucket',
    'yourbucketname',
    'placeholder',
    'placeholder-bucket',
    'my-placeholder-state',
    'TODO',
    'todo',
    'todo-bucket-name',
    'FIXME',
    'xxx',
    'acme-xxxxxxxxxxxx-state',
    'example-bucket',
    'example-terraform-state',
    'my_bucket_name',
    'STATE_BUCKET',
    'ab',
    '-acme',
    'acme..state',
  ],
  table: ['', '<table>', 'your-lock-table', 'TODO', 'replace-me', 'ab', 'terraform locks', 'example-table'],
  key: [
    '',
    '<path>/terraform.tfstate',
    '${env}/terraform.tfstate',
    'your-app/terraform.tfstate',
    'replace-me',
    'TODO',
  ],
  region: ['', '<region>', 'your-region', 'REGION', 'us-east', 'eu', 'us-xxx-1'],
  name: ['', '<org>', 'your-org', 'example-org', 'TODO'],
};

const NAMES: Readonly<Record<NamedSetting, readonly string[]>> = {
  bucket: [
    'acme-tfstate',
    'my-company-state',
    'my-terraform-state',
    'terraform-state',
    'terraform-state-123456789012',
    'acme.example.com-state',
    'example-corp-tfstate',
    // Products of that name exist; their state must not be taken for absent.
    'todo-app-tfstate',
    'the-todo-company-state',
    'exchange-me-state',
    'yours-truly-tfstate',
    'foxxxy-state',
    // Created in us-east-1 before March 2018.
    'Acme_TerraformState',
    'acme_tfstate',
  ],
  table: [
    'terraform-locks',
    'Terraform_Locks',
    'TF.LOCKS',
    'acme-lock',
    'todo-app-locks',
    'terraform_state_lock',
  ],
  key: [
    'terraform.tfstate',
    'production/terraform.tfstate',
    'example/terraform.tfstate',
    'path/to/my/key',
    'todo/terraform.tfstate',
    'Global/S3 Logs/terraform.tfstate',
    'env:/prod/x.tfstate',
  ],
  region: ['us-east-1', 'eu-central-1', 'us-gov-west-1', 'ap-southeast-3', 'us-isob-east-1', 'mx-central-1'],
  name: ['acme', 'Acme Inc', 'todo-inc', 'example-corp'],
};

describe('placeholders', () => {
  for (const [setting, values] of Object.entries(PLACEHOLDERS) as [NamedSetting, readonly string[]][]) {
    for (const value of values) {
      it(`takes "${value}" for no ${setting}`, () => assert.equal(isPlaceholder(setting, value), true));
    }
  }
  for (const [setting, values] of Object.entries(NAMES) as [NamedSetting, readonly string[]][]) {
    for (const value of values) {
      it(`takes "${value}" for a real ${setting}`, () => assert.equal(isPlaceholder(setting, value), false));
    }
  }
});
