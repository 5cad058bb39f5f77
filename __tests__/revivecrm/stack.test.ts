import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';

import { readFunctions, readTables, repository } from './reference-stack.ts';

const run = promisify(execFile);
const stack = path.join(repository, 'terraform');

function terraformMissing(): string | false {
  try {
    execFileSync('terraform', ['version'], { stdio: 'ignore' });
    return false;
  } catch {
    return 'there is no Terraform on the PATH';
  }
}

test("the stack is in Terraform's own format", { skip: terraformMissing() }, async () => {
  const { stdout } = await run('terraform', ['fmt', '-check', '-diff', stack]);
  assert.equal(stdout, '');
});

test('the stack declares no backend: the deploy brings it', async () => {
  for (const file of (await readdir(stack)).filter((name) => name.endsWith('.tf'))) {
    assert.doesNotMatch(
      await readFile(path.join(stack, file), 'utf8'),
      /^\s*(backend\s+"|cloud\s*\{)/m,
      file,
    );
  }
});

test('the provider is locked for every platform, not only for the one on which the lock was written', async () => {
  const lock = await readFile(path.join(stack, '.terraform.lock.hcl'), 'utf8');
  assert.match(lock, /"registry\.terraform\.io\/hashicorp\/aws"/);
  // One checksum (zh) for each of the release's 14 platforms and its manifest.
  assert.equal(lock.match(/"zh:[0-9a-f]{64}"/g)?.length, 15);
});

test('seven functions, six tables, and no function reaches for a table that there is not', async () => {
  const functions = await readFunctions();
  const tables = Object.keys(await readTables());
  assert.deepEqual(Object.keys(functions).sort(), [
    'api-analytics',
    'api-contact',
    'api-ros',
    'api-users',
    'batch-appointments',
    'batch-sales',
    'sync-tekmetric',
  ]);
  assert.deepEqual(tables.sort(), [
    'analytics-cache',
    'appointments',
    'contact-history',
    'repair-orders',
    'sales-tracking',
    'settings',
  ]);
  for (const entry of Object.values(functions)) {
    for (const table of Object.keys(entry.tables)) assert.ok(tables.includes(table), table);
  }
});

test('only the sync may read the secret', async () => {
  const readers = Object.entries(await readFunctions()).filter(([, { secret }]) => secret === true);
  assert.deepEqual(
    readers.map(([name]) => name),
    ['sync-tekmetric'],
  );
});

test("pages lead to the application's page, and a file that is missing stays missing", async () => {
  const code = await readFile(path.join(stack, 'site-pages.js'), 'utf8');
  const answer = (uri: string): string => {
    const context = { event: { request: { uri } } };
    return (runInNewContext(`${code}; handler(event)`, context) as { uri: string }).uri;
  };
  for (const page of ['/', '/analytics', '/analytics/', '/orders/12/contacts', '/v1.2/notes']) {
    assert.equal(answer(page), '/index.html', page);
  }
  const files = [
    '/assets/index-OLD.js',
    '/favicon.ico',
    '/index.html',
    '/.well-known/acme/x',
    '/orders/12.json',
  ];
  for (const file of files) assert.equal(answer(file), file);
});
