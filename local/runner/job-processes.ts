import { readdir, readFile } from 'node:fs/promises';

/**
 * Kills every process that carries a job's RUNNER_TRACKING_ID in its environment: how GitHub's runner finds the
 * orphans of a job at its end (JobExtension), detached ones too. Resolves with the ids of what it killed.
 * Linux only; elsewhere nothing is found.
 */
export async function killJobProcesses(trackingId: string): Promise<readonly number[]> {
  const marker = `RUNNER_TRACKING_ID=${trackingId}`;
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    ids.map(async (id) => {
      const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(marker) ? [id] : [];
    }),
  );
  return found.flat().filter((id) => {
    try {
      return process.kill(id, 'SIGKILL');
    } catch {
      return false; // It ended meanwhile.
    }
  });
}
