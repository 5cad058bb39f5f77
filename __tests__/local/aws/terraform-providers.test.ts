import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { cliConfiguration, findMirror } from '../../../local/aws/terraform-providers.ts';

let root: string;
const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'mirror-'));
  const aws = path.join(root, 'tools/plugins/registry.terraform.io/hashicorp/aws');
  for (const version of ['5.9.0', '5.100.0'])
    await mkdir(path.join(aws, version, platform), { recursive: true });
  await mkdir(path.join(root, 'tools/plugins/registry.terraform.io/hashicorp/random'), { recursive: true });
});
after(() => rm(root, { recursive: true, force: true }));

test('a mirror two levels below a root is found, with its newest unpacked version', async () => {
  const mirror = await findMirror([path.join(root, 'absent'), root]);
  const directory = path.join(root, 'tools/plugins');
  assert.deepEqual(mirror, {
    directory,
    providers: [
      {
        source: 'registry.terraform.io/hashicorp/aws',
        unpacked: path.join(directory, 'registry.terraform.io/hashicorp/aws/5.100.0', platform),
      },
      { source: 'registry.terraform.io/hashicorp/random' },
    ],
  });
});

test('without a mirror there is none', async () => {
  assert.equal(await findMirror([path.join(root, 'absent')]), undefined);
});

test('what the mirror holds comes from there, everything else from the registry', () => {
  const mirror = {
    directory: '/m',
    providers: [{ source: 'registry.terraform.io/hashicorp/aws', unpacked: '/m/aws' }],
  };
  assert.equal(
    cliConfiguration(mirror),
    `provider_installation {
  filesystem_mirror {
    path    = "/m"
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws"]
  }
}
`,
  );
  assert.match(
    cliConfiguration(mirror, 'dev-overrides'),
    /dev_overrides \{\n {4}"registry\.terraform\.io\/hashicorp\/aws" = "\/m\/aws"/,
  );
});
