import { readdir, readFile } from 'node:fs/promises';

/**
 * Kills every process that carries a job's RUNNER_TRACKING_ID in its environment: how GitHub's runner finds the
 * orphans of a job at its end (JobExtension), detached ones too. Resolves with the ids of what it killed.
 * Linux only; elsewhere nothing is found.
 */
export const killJobProcesses = (trackingId: string): Promise<readonly number[]> =>
  killAll([`RUNNER_TRACKING_ID=${trackingId}`]);

/**
 * The machine of a job is lost: kills all that the job ever started, also what took its tracking id off to outlive it and
 * what is being started while others die, and resolves once nothing of it is left. Linux only, like the above.
 *
 * @param temporary RUNNER_TEMP, which the processes of this job alone know
 */
export async function loseJobProcesses(trackingId: string, temporary: string): Promise<void> {
  const marks = [`RUNNER_TRACKING_ID=${trackingId}`, `RUNNER_TEMP=${temporary}`];
  while ((await killAll(marks)).length > 0);
}

/** Ids of the processes of a job that are alive, by its RUNNER_TEMP. */
export const jobProcesses = (temporary: string): Promise<readonly number[]> =>
  findProcesses([`RUNNER_TEMP=${temporary}`]);

/** Finds all of them first, then kills them at one stroke: none sees another die and does something about it. */
async function killAll(marks: readonly string[]): Promise<readonly number[]> {
  return (await findProcesses(marks)).filter((id) => {
    try {
      return process.kill(id, 'SIGKILL');
    } catch {
      return false; // It ended meanwhile.
    }
  });
}

/** The processes that carry one of these variables; one that is dead and not reaped yet carries none. */
async function findProcesses(marks: readonly string[]): Promise<readonly number[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    ids.map(async (id) => {
      const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
      const variables = environment.split('\0');
      return marks.some((mark) => variables.includes(mark)) ? [id] : [];
    }),
  );
  return found.flat();
}
