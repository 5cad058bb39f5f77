import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIFECYCLE_RULES, hasLifecycleRules, withLifecycleRules } from '../../src/state/bucket-lifecycle.ts';
import {
  missingStatements,
  parsePolicy,
  tlsStatements,
  withStatements,
} from '../../src/state/bucket-policy.ts';
import { PERMISSIONS, accessDenied, arnOf, policyDocument } from '../../src/state/permissions.ts';
import { isOurs, withWantedTags } from '../../src/state/tags.ts';
import { BUCKET, WANTED_BUCKET } from '../../src/state/wanted-bucket.ts';
import { WANTED_TABLE, tableIsOurs } from '../../src/state/wanted-table.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { location } from '../fakes/state-backend.ts';

const wanted = tlsStatements('arn:aws:s3:::states');

test('a policy spelled as IAM also takes it is as wanted', () => {
  const spelled = wanted.map((statement) => ({
    ...statement,
    Principal: { AWS: ['*'] },
    Action: ['s3:*'],
    Resource: [...(statement.Resource as string[])].reverse(),
    Condition:
      statement.Sid === 'DenyOldTls'
        ? { NumericLessThan: { 's3:TlsVersion': [1.2] } }
        : { Bool: { 'aws:SecureTransport': false } },
  }));
  const policy = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: spelled }));
  assert.deepEqual(missingStatements(policy, wanted), []);
});

test('a statement of our name that denies less is replaced, and those of others stay in front', () => {
  const theirs = { Sid: 'Theirs', Effect: 'Deny', Principal: '*', Action: 's3:DeleteBucket', Resource: '*' };
  const weak = { ...wanted[1], Condition: { NumericLessThan: { 's3:TlsVersion': '1.1' } } };
  const policy = parsePolicy(JSON.stringify({ Version: '2008-10-17', Id: 'x', Statement: [weak, theirs] }));
  assert.equal(missingStatements(policy, wanted).length, 2);
  assert.deepEqual(withStatements(policy, wanted), {
    Version: '2008-10-17',
    Id: 'x',
    Statement: [theirs, ...wanted],
  });
});

test('a lone statement without its array is kept', () => {
  const policy = parsePolicy('{"Version":"2012-10-17","Statement":{"Sid":"Alone"}}');
  assert.deepEqual(withStatements(policy, wanted).Statement[0], { Sid: 'Alone' });
});

test('lifecycle rules are recognised in each way S3 spells "everything"', () => {
  for (const everything of [{ Filter: {} }, { Filter: { Prefix: '' } }, { Prefix: '' }]) {
    const rules = LIFECYCLE_RULES.map((rule) => ({ ...rule, Filter: undefined, ...everything }));
    assert.ok(hasLifecycleRules(rules), JSON.stringify(everything));
  }
});

test('a lifecycle rule of our name that does more, or to less, is put right', () => {
  const [versions, uploads] = LIFECYCLE_RULES;
  assert.ok(versions && uploads);
  for (const wrong of [
    { ...versions, Expiration: { Days: 1 } },
    { ...versions, Filter: { Prefix: 'production/' } },
    { ...versions, Status: 'Disabled' as const },
    { ...versions, NoncurrentVersionExpiration: { NoncurrentDays: 90 } },
  ]) {
    assert.ok(!hasLifecycleRules([wrong, uploads]), JSON.stringify(wrong));
    assert.deepEqual(withLifecycleRules([wrong, uploads]), [...LIFECYCLE_RULES]);
  }
});

test('tags of others stay, and only our own tag makes a thing ours', () => {
  const theirs = [
    { Key: 'team', Value: 'crm' },
    { Key: 'managed-by', Value: 'hand' },
  ];
  assert.equal(isOurs(theirs, 'shop'), false);
  const tagged = withWantedTags(theirs, 'shop');
  assert.deepEqual(tagged, [
    { Key: 'team', Value: 'crm' },
    { Key: 'managed-by', Value: 'revive-deploy' },
    { Key: 'project', Value: 'shop' },
  ]);
  assert.deepEqual([isOurs(tagged, 'shop'), isOurs(tagged, 'store')], [true, false]);
});

test('every setting asks for actions that the published lists name', () => {
  const named = (stage: 'verify' | 'bootstrap'): ReadonlySet<string> =>
    new Set(PERMISSIONS[stage].map(({ action, resource }) => `${action} on ${resource}`));
  const [verify, bootstrap] = [named('verify'), named('bootstrap')];
  for (const { needs, name } of [
    ...WANTED_BUCKET,
    BUCKET.privacy,
    BUCKET.ours,
    ...WANTED_TABLE,
    tableIsOurs,
  ]) {
    assert.ok(verify.has(`${needs.read.action} on ${needs.read.resource}`), `${name}: ${needs.read.action}`);
    assert.ok(
      bootstrap.has(`${needs.change.action} on ${needs.change.resource}`),
      `${name}: ${needs.change.action}`,
    );
  }
});

test('a statement to paste names each resource of the backend by its ARN in its own partition', () => {
  const china = { ...location, region: 'cn-north-1' };
  assert.equal(arnOf('bucket', china), 'arn:aws-cn:s3:::shop-terraform-state-123456789012');
  assert.equal(
    arnOf('table', { ...location, region: 'us-gov-west-1' }),
    'arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/shop-terraform-locks',
  );
  const document = JSON.parse(policyDocument(PERMISSIONS.record, location).join('\n'));
  assert.deepEqual(document.Statement[1], {
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject'],
    Resource: 'arn:aws:s3:::shop-terraform-state-123456789012/production/terraform.release.json',
  });
});

test('tells a missing permission, bad credentials and anything else apart', () => {
  const request = { location, permissions: PERMISSIONS.lock, attempt: 'take the lock', safe: 'Nothing.' };
  const codeOf = (name: string, status: number): string | undefined =>
    accessDenied(new FakeAwsError(name, status), request)?.code;
  assert.deepEqual(
    [
      codeOf('AccessDenied', 403),
      codeOf('AccessDeniedException', 400),
      codeOf('Forbidden', 403),
      codeOf('ExpiredToken', 400),
      codeOf('InvalidAccessKeyId', 403),
      codeOf('CredentialsProviderError', 0),
      codeOf('NoSuchKey', 404),
      codeOf('SlowDown', 503),
    ],
    [
      ...['ACCESS_DENIED', 'ACCESS_DENIED', 'ACCESS_DENIED'],
      ...['NO_CREDENTIALS', 'NO_CREDENTIALS', 'NO_CREDENTIALS'],
      ...[undefined, undefined],
    ],
  );
});
