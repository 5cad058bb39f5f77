import { failureMessage, toFailure } from '../failure-message.ts';
import type { Log } from '../platform/platform.ts';
import { printableLine } from '../platform/printable.ts';
import type { Toolkit } from '../platform/toolkit.ts';
import { closingLines } from './log-lines.ts';
import { toOutputs } from './outputs.ts';
import type { RunReport } from './run-report.ts';
import { renderSummary } from './summary.ts';

/**
 * Tells everyone what the run did: outputs for the workflow, lines and an annotation for the log, the summary for
 * people. Never throws, since there would be nobody left to tell. A summary that can't be written is a warning; outputs
 * that can't be written fail the step, because the steps after it would go on with nothing.
 */
export async function writeReport(
  report: RunReport,
  { toolkit, log }: { toolkit: Toolkit; log: Log },
): Promise<void> {
  const { failure } = report;
  if (failure !== undefined || report.result === 'failed') toolkit.setFailed();
  log.untrusted([
    ...(failure === undefined ? [] : [...failureMessage(failure), '']),
    ...closingLines(report),
  ]);
  if (failure !== undefined) {
    const message = `${failure.reason} ${failure.next}`;
    log.annotate({
      severity: 'error',
      title: failure.code,
      message: printableLine(message, LONGEST_ANNOTATION),
    });
  }
  try {
    for (const [name, value] of Object.entries(toOutputs(report))) toolkit.setOutput(name, value);
  } catch (error) {
    toolkit.setFailed();
    log.annotate({
      severity: 'error',
      message: `The outputs could not be written: ${toFailure(error).reason}`,
    });
  }
  try {
    await toolkit.writeSummary(renderSummary(report));
  } catch (error) {
    log.warning(`The job summary could not be written: ${toFailure(error).reason}`);
  }
}

/** GitHub cuts an annotation at 4,096 characters; a shorter one is also the one people read. */
const LONGEST_ANNOTATION = 1_500;
