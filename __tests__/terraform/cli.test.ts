import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runTerraform } from '../../src/terraform/cli.ts';
import { playing, recordedLines } from './recorded.ts';

const diagnostic = (severity: string, summary: string, detail = '', range?: object) =>
  JSON.stringify({
    type: 'diagnostic',
    '@message': 'x',
    diagnostic: { severity, summary, detail, ...(range && { range }) },
  });

describe('runTerraform', () => {
  it('starts the executable in the root module with exactly the arguments', async () => {
    const tasks: unknown[] = [];
    const terraform = playing([]);
    await runTerraform(
      {
        ...terraform,
        run: async (task) => {
          tasks.push(task);
          return { exitCode: 0, signal: null };
        },
      },
      ['init', '-json'],
    );
    assert.deepEqual(tasks, [
      { executable: '/bin/terraform', args: ['init', '-json'], directory: '/checkout/terraform' },
    ]);
  });

  it('shows what is applied as another program’s text, and leaves the refresh out', async () => {
    const terraform = playing('mixed.apply');
    await runTerraform(terraform, ['apply']);
    const { untrustedLines } = terraform.log;
    assert.deepEqual(untrustedLines, terraform.log.lines);
    // Told when it was planned, and once is enough.
    assert.ok(!untrustedLines.includes('terraform_data.changed: Plan to update'));
    assert.ok(untrustedLines.some((line) => /^terraform_data\.added: Creation complete/.test(line)));
    assert.equal(
      untrustedLines.at(-1),
      'Apply complete! Resources: 2 imported, 2 added, 2 changed, 2 destroyed.',
    );
    assert.deepEqual(
      untrustedLines.filter((line) => /Refresh|Provisioning/.test(line)),
      [],
    );
    assert.doesNotMatch(untrustedLines.join('\n'), /hunter2/);
  });

  it('shows text that is no event, keeps its last lines, and passes over empty ones', async () => {
    const lines = Array.from({ length: 60 }, (_, number) => `line ${number}`);
    const terraform = playing(['', '  ', ...lines]);
    const { text, events } = await runTerraform(terraform, ['init']);
    assert.deepEqual(events, []);
    assert.equal(text.length, 40);
    assert.equal(text.at(-1), 'line 59');
    assert.deepEqual(terraform.log.untrustedLines, lines);
    const silent = playing(['secret']);
    await runTerraform(silent, ['init'], { showText: false });
    assert.deepEqual(silent.log.lines, []);
  });

  it('annotates the file and line of each diagnostic once, those of nested modules by their path in the checkout', async () => {
    const terraform = playing('conditions.plan');
    const { diagnostics } = await runTerraform(terraform, ['plan']);
    assert.equal(
      recordedLines('conditions.plan').filter((line) => line.includes('precondition failed')).length,
      2,
    );
    // Terraform evaluates in parallel: in which order it tells is its own business.
    const annotations = terraform.log.annotations.toSorted((a, b) => (a.startLine ?? 0) - (b.startLine ?? 0));
    assert.deepEqual(annotations, [
      {
        severity: 'error',
        title: 'Resource precondition failed',
        message: 'Resource precondition failed\nThe seed is too short.',
        file: 'terraform/modules/names/inner/main.tf',
        startLine: 6,
        endLine: 6,
      },
      {
        severity: 'warning',
        title: 'Check block assertion failed',
        message: 'Check block assertion failed\nThe seed is not another.',
        file: 'terraform/modules/names/inner/main.tf',
        startLine: 16,
        endLine: 16,
      },
    ]);
    assert.equal(diagnostics.length, 2);
  });

  it('tells diagnostics apart by text and place', async () => {
    const at = (line: number) => ({ filename: 'main.tf', start: { line }, end: { line } });
    const terraform = playing([
      diagnostic('error', 'a', 'x', at(1)),
      diagnostic('error', 'a', 'x', at(2)),
      diagnostic('error', 'a', 'y', at(1)),
      diagnostic('error', 'a', 'x', at(1)),
      diagnostic('error', 'a', 'x'),
    ]);
    const { diagnostics } = await runTerraform(terraform, ['plan']);
    assert.equal(diagnostics.length, 4);
    assert.equal(terraform.log.annotations.length, 4);
  });

  it('leaves out the deprecation of dynamodb_table, which is this action’s doing, and no other', async () => {
    assert.ok(recordedLines('migration.init').some((line) => line.includes('Deprecated Parameter')));
    const terraform = playing('migration.init');
    await runTerraform(terraform, ['init']);
    assert.deepEqual(
      terraform.log.annotations.map(({ severity }) => severity),
      ['error'],
    );

    const other = playing([
      diagnostic('warning', 'Deprecated Parameter', 'The parameter "acl" is deprecated.'),
    ]);
    await runTerraform(other, ['init']);
    assert.equal(other.log.annotations.length, 1);
  });

  it('watches who holds the state lock from when Terraform waits for it until it says something again', async () => {
    const seen: [string, boolean | undefined][] = [];
    const terraform = playing('locked.plan', {}, (line, watches) => {
      seen.push([(JSON.parse(line) as { type: string }).type, watches[0]?.aborted]);
    });
    await runTerraform(terraform, ['plan']);
    assert.deepEqual(seen, [
      ['version', undefined],
      ['state_lock_acquire', false],
      ['diagnostic', true],
    ]);
  });

  it('ends the watch when Terraform ends, or can’t be run, without another word', async () => {
    const waiting = recordedLines('locked.plan').filter((line) => line.includes('state_lock_acquire'));
    const terraform = playing(waiting);
    await runTerraform(terraform, ['plan']);
    assert.equal(terraform.watches[0]?.aborted, true);

    const lost = playing(waiting, {}, () => {
      throw new RangeError('lease lost');
    });
    await assert.rejects(runTerraform(lost, ['plan']), { message: 'lease lost' });
    assert.equal(lost.watches[0]?.aborted, true);
  });

  it('goes on where the lock can’t be looked at', async () => {
    const terraform = { ...playing('locked.plan'), watchLock: async () => assert.fail('no permission') };
    assert.equal((await runTerraform(terraform, ['plan'])).end.exitCode, 1);
  });
});
