import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Toolkit } from '../../src/platform/toolkit.ts';
import { OUTPUT_NAMES } from '../../src/report/outputs.ts';
import { writeReport } from '../../src/report/write-report.ts';
import { MemoryLog } from '../fakes/platform.ts';
import { PARTLY_APPLIED, UNCHANGED, sampleReport } from './sample-reports.ts';

/** What a runner would have got. */
class MemoryToolkit implements Toolkit {
  readonly outputs = new Map<string, string>();
  readonly summaries: string[] = [];
  failed = false;

  setOutput = (name: string, value: string): void => void this.outputs.set(name, value);
  writeSummary = async (markdown: string): Promise<void> => void this.summaries.push(markdown);
  saveState = (): void => undefined;
  getState = (): string => '';
  setFailed = (): void => {
    this.failed = true;
  };
}

describe('writeReport', () => {
  it('writes outputs, summary and closing lines of a run that went well, and leaves it green', async () => {
    const [toolkit, log] = [new MemoryToolkit(), new MemoryLog()];
    await writeReport(UNCHANGED, { toolkit, log });
    assert.deepEqual([...toolkit.outputs.keys()], OUTPUT_NAMES);
    assert.equal(toolkit.outputs.get('result'), 'unchanged');
    assert.match(toolkit.summaries.join(), /^## \[https/);
    assert.match(log.untrustedLines.join('\n'), /^unchanged +Nothing changed/);
    assert.deepEqual(log.annotations, []);
    assert.equal(toolkit.failed, false);
  });

  it('writes everything of a run that failed, too: outputs, summary, an annotation, and a red step', async () => {
    const [toolkit, log] = [new MemoryToolkit(), new MemoryLog()];
    await writeReport(PARTLY_APPLIED, { toolkit, log });
    assert.equal(toolkit.outputs.get('failure-code'), 'TERRAFORM_APPLY_FAILED');
    assert.equal(toolkit.outputs.get('resources-added'), '38');
    assert.equal(toolkit.summaries.length, 1);
    assert.match(
      log.untrustedLines.join('\n'),
      /^TERRAFORM_APPLY_FAILED: terraform apply failed[^]*\nSafe: [^]*\nNext: /,
    );
    const [annotation, ...others] = log.annotations;
    assert.deepEqual(others, []);
    assert.equal(annotation?.severity, 'error');
    assert.equal(annotation?.title, 'TERRAFORM_APPLY_FAILED');
    assert.match(annotation?.message ?? '', /^terraform apply failed.*then push again\.$/);
    assert.equal(toolkit.failed, true);
  });

  it('prints what may quote other programs where the runner reads no commands', async () => {
    const log = new MemoryLog();
    await writeReport(sampleReport({ url: '##[error]no' }), { toolkit: new MemoryToolkit(), log });
    assert.deepEqual(log.lines, log.untrustedLines);
  });

  it('warns where no summary can be written, and goes on', async () => {
    const [toolkit, log] = [new MemoryToolkit(), new MemoryLog()];
    toolkit.writeSummary = async () => {
      throw new Error('Unable to find environment variable for $GITHUB_STEP_SUMMARY.');
    };
    await writeReport(UNCHANGED, { toolkit, log });
    assert.match(log.warnings.join(), /summary could not be written: .*GITHUB_STEP_SUMMARY/);
    assert.equal(toolkit.failed, false);
  });

  it('fails the step where outputs cannot be written, and still writes the summary', async () => {
    const [toolkit, log] = [new MemoryToolkit(), new MemoryLog()];
    toolkit.setOutput = () => {
      throw new Error('Missing file at path: /gone');
    };
    await writeReport(UNCHANGED, { toolkit, log });
    assert.equal(toolkit.failed, true);
    assert.match(log.annotations[0]?.message ?? '', /outputs could not be written: .*\/gone/);
    assert.equal(toolkit.summaries.length, 1);
  });
});
