import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { isGroupAlive, machineName } from '../../../src/platform/supervision/process-group.ts';

describe('a process group', () => {
  it('is alive as long as anything in it is, its leader or not', async () => {
    // The leader starts a child that outlives it, as a killed supervisor leaves its Terraform.
    const script = `const { spawn } = require('node:child_process');
      spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)'], { stdio: ['ignore', 1, 1] });
      setInterval(() => {}, 1000);`;
    const leader = spawn(process.execPath, ['-e', script], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const group = leader.pid ?? 0;
    try {
      await once(leader.stdout, 'data');
      assert.equal(isGroupAlive(group), true);
      leader.kill('SIGKILL');
      await once(leader, 'exit');
      assert.equal(isGroupAlive(group), true);
      process.kill(-group, 'SIGKILL');
      await once(leader, 'close');
      const end = performance.now() + 10_000;
      while (isGroupAlive(group) && performance.now() < end)
        await new Promise((resolve) => setTimeout(resolve, 5));
      assert.equal(isGroupAlive(group), false);
    } finally {
      try {
        process.kill(-group, 'SIGKILL');
      } catch {
        // It is gone, as it should be.
      }
    }
  });

  it('has a machine whose name stays the same', () => {
    assert.equal(machineName(), machineName());
    if (process.platform === 'linux') assert.match(machineName() ?? '', /^[0-9a-f-]{36}\/pid:\[\d+\]$/);
  });
});
