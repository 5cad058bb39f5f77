import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { startLocalAws, type LocalAws } from '../../../local/aws/local-aws.ts';

let aws: LocalAws;
before(async () => {
  aws = await startLocalAws({ region: 'eu-central-1' });
});
after(() => aws?.stop());

interface Call {
  readonly service: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: object;
}

async function call({
  service,
  method = 'GET',
  path,
  body,
}: Call): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${aws.endpoint}${path}`, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${aws.region}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

test('its environment leaves no way to another AWS', () => {
  assert.match(aws.environment.AWS_ENDPOINT_URL ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(aws.environment.AWS_REGION, 'eu-central-1');
  assert.equal(aws.environment.AWS_EC2_METADATA_DISABLED, 'true');
  assert.equal(aws.environment.AWS_CONFIG_FILE, '/dev/null');
});

test('reset forgets everything', async () => {
  const bucket = { service: 's3', path: '/forgotten' };
  await call({
    ...bucket,
    method: 'PUT',
  });
  await aws.reset();
  assert.equal((await call({ ...bucket, method: 'HEAD' })).status, 404);
});

test('it ends when what started it is killed', async () => {
  const module = new URL('../../../local/aws/local-aws.ts', import.meta.url).href;
  const script = `const { startLocalAws } = await import('${module}'); console.log((await startLocalAws()).endpoint);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [endpoint] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
  assert.ok((await fetch(`${endpoint}/moto-api/`)).ok);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  const serves = () =>
    fetch(`${endpoint}/moto-api/`).then(
      () => true,
      () => false,
    );
  const deadline = Date.now() + 10_000;
  while (await serves()) {
    assert.ok(Date.now() < deadline, 'it still serves');
    await wait(20);
  }
});

test('integration responses of an integration that is gone are not found', async () => {
  const rest = async (path: string, method: string, body: object = {}): Promise<Record<string, string>> => {
    const { status, text } = await call({ service: 'apigateway', method, path: `/restapis${path}`, body });
    assert.ok(status < 300, text);
    return JSON.parse(text || '{}') as Record<string, string>;
  };
  const { id, rootResourceId } = await rest('', 'POST', { name: 'rest' });
  const method = `/${id}/resources/${rootResourceId}/methods/GET`;
  await rest(method, 'PUT', { authorizationType: 'NONE' });
  await rest(`${method}/integration`, 'PUT', { type: 'MOCK', httpMethod: 'POST' });
  await rest(`${method}/integration/responses/200`, 'PUT', {});
  await call({ service: 'apigateway', method: 'DELETE', path: `/restapis${method}/integration` });
  for (const verb of ['GET', 'DELETE']) {
    const path = `/restapis${method}/integration/responses/200`;
    assert.equal((await call({ service: 'apigateway', method: verb, path })).status, 404);
  }
});

test('a function keeps its logging configuration through an update of another setting', async () => {
  const role = await fetch(aws.endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: new URLSearchParams({
      ...{ Action: 'CreateRole', Version: '2010-05-08', RoleName: 'function' },
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      }),
    }),
  });
  assert.equal(role.status, 200);
  // An empty archive: nothing but the end of a central directory.
  const empty = Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)]).toString('base64');
  const made = await call({
    service: 'lambda',
    method: 'POST',
    path: '/2015-03-31/functions',
    body: {
      FunctionName: 'logged',
      Runtime: 'nodejs22.x',
      Role: `arn:aws:iam::${aws.account}:role/function`,
      Handler: 'index.handler',
      Code: { ZipFile: empty },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: '/own' },
    },
  });
  assert.equal(made.status, 201, made.text);
  const configuration = '/2015-03-31/functions/logged/configuration';
  await call({ service: 'lambda', method: 'PUT', path: configuration, body: { Timeout: 9 } });
  const { text } = await call({ service: 'lambda', path: configuration });
  const found = JSON.parse(text) as {
    readonly Timeout: number;
    readonly LoggingConfig: Record<string, string>;
  };
  assert.equal(found.Timeout, 9);
  assert.equal(found.LoggingConfig.LogFormat, 'JSON');
  assert.equal(found.LoggingConfig.LogGroup, '/own');
});
