import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import {
  awsEnvironment,
  maskEnvironmentSecrets,
  maskSecretVariables,
  resolveAccount,
  sessionName,
  withRole,
} from '../../src/context/credentials.ts';
import { readRun } from '../../src/context/run.ts';
import { Failure } from '../../src/errors.ts';
import type { StsApi } from '../../src/platform/aws.ts';
import { FakeAwsError } from '../fakes/aws-error.ts';
import { MemoryLog, fakeHttp, fakePlatform } from '../fakes/platform.ts';

const run = readRun({ GITHUB_REPOSITORY: 'ada/shop', GITHUB_RUN_ID: '42' }, 'host', {
  cwd: '/',
  temporary: '/',
});
const role = 'arn:aws:iam::123456789012:role/deploy';

/** A platform whose STS answers so when asked who this is. */
function withCaller(answer: () => { readonly Account?: string }) {
  const sts = { getCallerIdentity: async () => ({ $metadata: {}, ...answer() }) } as unknown as StsApi;
  return fakePlatform({ aws: { ...fakePlatform().aws, sts: async () => sts } });
}

const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Failure, String(error));
  return error;
};

describe('resolveAccount', () => {
  const asked = { region: 'us-east-1', role: undefined, allowed: undefined };

  it('answers the account of the credentials, allowed or with none named', async () => {
    const platform = withCaller(() => ({ Account: '123456789012' }));
    assert.equal(await resolveAccount(platform, asked), '123456789012');
    assert.equal(await resolveAccount(platform, { ...asked, allowed: '123456789012' }), '123456789012');
  });

  it('refuses the credentials of another account, naming both', async () => {
    const platform = withCaller(() => ({ Account: '210987654321' }));
    const failure = await failureOf(resolveAccount(platform, { ...asked, allowed: '123456789012' }));
    assert.equal(failure.code, 'WRONG_ACCOUNT');
    assert.equal(
      failure.reason,
      'The credentials belong to account 210987654321, and allowed-account-id is 123456789012.',
    );
  });

  it('says on one line why there are no credentials, and how to give some', async () => {
    const platform = withCaller(() => {
      throw new FakeAwsError(
        'CredentialsProviderError',
        0,
        'Could not load\ncredentials from any providers.',
      );
    });
    const failure = await failureOf(resolveAccount(platform, asked));
    assert.equal(failure.code, 'NO_CREDENTIALS');
    assert.equal(
      failure.reason,
      'AWS could not be asked whose credentials these are: Could not load credentials from any providers.',
    );
    assert.match(failure.next, /role-to-assume/);
    assert.match(failure.safe, /^Nothing was read/);
  });

  it('lays a refusal of the role at the role’s trust policy', async () => {
    const platform = withCaller(() => {
      throw new FakeAwsError('AccessDenied', 403, 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
    });
    const failure = await failureOf(resolveAccount(platform, { ...asked, role }));
    assert.equal(failure.code, 'ROLE_NOT_ASSUMED');
    assert.equal(
      failure.reason,
      `${role} could not be assumed: Not authorized to perform sts:AssumeRoleWithWebIdentity.`,
    );
    assert.match(failure.next, /trust policy/);
  });
});

describe('withRole', () => {
  it('leaves the platform as it is without a role', () => {
    const platform = fakePlatform();
    assert.equal(withRole(platform, undefined, 'us-east-1', run), platform);
  });

  it('asks for the permission a job without id-token lacks, before AWS is asked anything', () => {
    for (const environment of [{}, { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token' }]) {
      assert.throws(
        () => withRole(fakePlatform({ environment }), role, 'us-east-1', run),
        (error) => {
          assert.ok(error instanceof Failure);
          assert.equal(error.code, 'ROLE_NOT_ASSUMED');
          assert.equal(error.reason, `${role} can't be assumed: this job may not request an OIDC token.`);
          assert.match(error.next, /id-token: write/);
          return true;
        },
      );
    }
  });
});

describe('a role', () => {
  it('is assumed with a token of this job, and what comes of it signs the calls and shows in no log', async (context) => {
    const signedBy: (string | undefined)[] = [];
    const server = http.createServer((request, response) => {
      signedBy.push(/Credential=(\w+)/.exec(request.headers.authorization ?? '')?.[1]);
      const result = '<GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult>';
      response.setHeader('content-type', 'text/xml');
      response.end(`<GetCallerIdentityResponse>${result}</GetCallerIdentityResponse>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    context.after(() => {
      delete process.env['AWS_ENDPOINT_URL'];
      server.close().closeAllConnections();
    });
    const asked: unknown[] = [];
    const sts = {
      assumeRoleWithWebIdentity: async (request: unknown) => {
        asked.push(request);
        const Credentials = {
          AccessKeyId: 'ASIAROLE',
          SecretAccessKey: 'role-secret',
          SessionToken: 'role-session',
        };
        return { $metadata: {}, Credentials };
      },
    } as unknown as StsApi;
    const environment = {
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://tokens.example/?api=1',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
    };
    const platform = fakePlatform({
      environment,
      http: fakeHttp([{ body: '{"value":"oidc-token"}' }]),
      aws: { ...fakePlatform().aws, sts: async () => sts },
    });

    const region = 'eu-west-1';
    const account = await resolveAccount(withRole(platform, role, region, run), {
      region,
      role,
      allowed: undefined,
    });

    assert.equal(account, '123456789012');
    assert.deepEqual(signedBy, ['ASIAROLE']);
    assert.deepEqual(asked, [
      {
        RoleArn: role,
        RoleSessionName: 'revive-deploy-42-ada-shop',
        WebIdentityToken: 'oidc-token',
        DurationSeconds: 3600,
      },
    ]);
    assert.deepEqual(platform.log.masked, ['oidc-token', 'ASIAROLE', 'role-secret', 'role-session']);
  });
});

describe('sessionName', () => {
  it('tells run and repository in at most 64 of the characters STS takes', () => {
    assert.equal(sessionName(run), 'revive-deploy-42-ada-shop');
    for (const repository of ['ada/' + 'x'.repeat(200), 'ü/a b', 'a/b']) {
      const name = sessionName({ id: '19999999999', repository });
      assert.match(name, /^[\w+=,.@-]{2,64}$/);
      assert.ok(name.startsWith('revive-deploy-19999999999-'));
    }
  });
});

describe('awsEnvironment', () => {
  it('sets the region, and leaves the job’s credentials alone without a role', () => {
    assert.deepEqual(awsEnvironment('eu-west-1', undefined), {
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
    });
  });

  it('takes every other credential away with a role: static keys would win over the token file', () => {
    const environment = awsEnvironment('eu-west-1', { arn: role, tokenFile: '/job/token', run });
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE']) {
      assert.ok(name in environment, name);
      assert.equal(environment[name], undefined, name);
    }
    assert.equal(environment['AWS_ROLE_ARN'], role);
    assert.equal(environment['AWS_WEB_IDENTITY_TOKEN_FILE'], '/job/token');
    assert.equal(environment['AWS_ROLE_SESSION_NAME'], 'revive-deploy-42-ada-shop');
  });
});

describe('masking', () => {
  it('hides credentials and secret Terraform variables of the job, and leaves what is no secret readable', () => {
    const log = new MemoryLog();
    const environment = {
      AWS_ACCESS_KEY_ID: 'key id',
      AWS_SECRET_ACCESS_KEY: 'secret key',
      AWS_SESSION_TOKEN: 'session',
      AWS_REGION: 'eu-west-1',
      TF_VAR_db_password: 'hunter2',
      TF_VAR_apiKey: 'the key',
      TF_VAR_region: 'eu-west-1',
      MY_TOKEN: 'not ours to judge',
      TF_VAR_token: undefined,
    };
    maskEnvironmentSecrets(fakePlatform({ environment, log }));
    assert.deepEqual(log.masked, ['key id', 'secret key', 'session', 'hunter2', 'the key']);
  });

  it('hides terraform-variables with a secret’s name', () => {
    const log = new MemoryLog();
    const variables = {
      region: 'x',
      tekmetric_api_key: 'a',
      'private-key': 'no',
      private_key: 'b',
      Credential: 'c',
    };
    maskSecretVariables(log, new Map(Object.entries(variables)));
    assert.deepEqual(log.masked, ['a', 'b', 'c']);
  });
});
