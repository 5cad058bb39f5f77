import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRun } from '../../src/context/run.ts';
import { Failure } from '../../src/errors.ts';
import { Progress } from '../../src/report/progress.ts';
import { FakeClock, MemoryLog } from '../fakes/platform.ts';

const run = readRun({}, 'host', { cwd: '/', temporary: '/' });

function begin() {
  const clock = new FakeClock();
  const log = new MemoryLog();
  const beginning = {
    command: 'deploy',
    project: 'shop',
    environment: 'production',
    region: 'us-east-1',
    run,
  } as const;
  return { clock, log, progress: new Progress(beginning, { clock, log }) };
}

describe('Progress', () => {
  it('records what each stage did and how long it took, and says so in the log', async () => {
    const { clock, log, progress } = begin();
    const work = async () => {
      clock.advance(2_345);
      return 7;
    };
    assert.equal(await progress.stage('plan', work, (count) => `${count} to add`), 7);
    await progress.stage('apply', async () => clock.advance(100));
    const { stages, milliseconds } = progress.report('deployed');
    assert.deepEqual(stages, [
      { name: 'plan', milliseconds: 2_345, outcome: 'done', note: '7 to add' },
      { name: 'apply', milliseconds: 100, outcome: 'done' },
    ]);
    assert.equal(milliseconds, 2_445);
    assert.deepEqual(log.lines, ['✓ plan (2.3 s): 7 to add', '✓ apply (0.1 s)']);
  });

  it('records a stage that fails, and hands its failure on', async () => {
    const { log, progress } = begin();
    const failing = progress.stage(
      'init',
      async () => Promise.reject(new RangeError('x')),
      () => assert.fail(),
    );
    await assert.rejects(failing, { message: 'x' });
    assert.deepEqual(progress.report('failed').stages, [
      { name: 'init', milliseconds: 0, outcome: 'failed' },
    ]);
    assert.deepEqual(log.lines, ['✗ init (0.0 s)']);
  });

  it('tells every listener of each stage that begins, before it does anything', async () => {
    const { progress } = begin();
    const told: string[] = [];
    progress.onStage((stage) => told.push(`one ${stage}`));
    progress.onStage((stage) => told.push(`two ${stage}`));
    await progress.stage('lease', async () => {
      assert.equal(progress.current, 'lease');
      told.push('work');
    });
    assert.deepEqual(told, ['one lease', 'two lease', 'work']);
  });

  it('puts stages that overlap side by side', async () => {
    const { clock, progress } = begin();
    const slow = progress.stage('state backend', () => clock.sleep(50));
    await Promise.all([slow, progress.stage('terraform binary', async () => undefined)]);
    assert.deepEqual(
      progress
        .report('deployed')
        .stages.map(({ name, outcome }) => `${name} ${outcome}`)
        .toSorted(),
      ['state backend done', 'terraform binary done'],
    );
  });

  it('reports what was found last of each thing, wherever the run ends', () => {
    const { progress } = begin();
    progress.found({ url: 'https://old.example', stateVersionId: 'v1' });
    progress.found({ url: 'https://new.example' });
    const failure = new Failure({ code: 'CANCELLED', reason: 'r', safe: 's', next: 'n' });
    const report = progress.report('failed', failure);
    assert.deepEqual(
      [report.url, report.stateVersionId, report.result, report.failure, report.project],
      ['https://new.example', 'v1', 'failed', failure, 'shop'],
    );
    assert.equal('failure' in progress.report('deployed'), false);
  });

  it('makes a report that what happens later doesn’t change', async () => {
    const { progress } = begin();
    const report = progress.report('failed');
    await progress.stage('plan', async () => undefined);
    assert.deepEqual(report.stages, []);
  });
});
