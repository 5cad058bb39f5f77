import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../../../src/platform/platform.ts';
import {
  type JobDirectory,
  type Task,
  createJobDirectory,
  isAlive,
} from '../../../src/platform/supervision/job.ts';
import {
  type Supervised,
  readStatus,
  startSupervisor,
} from '../../../src/platform/supervision/supervised.ts';
import type { LeaseIdentity } from '../../../src/state/lease.ts';
import { LeaseTable, serveLeaseTable } from '../../fakes/lease-table.ts';

/** The bundle, as source: Node strips its types. */
export const entry = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

export const lease: LeaseIdentity = {
  table: 'locks',
  region: 'us-east-1',
  id: 'bucket/key-lease',
  holder: 'mine',
};

/** A lock table that processes can reach, a directory that goes away, and supervisors that end with the test. */
export class SupervisedWorld {
  readonly table = new LeaseTable();
  readonly directory = mkdtempSync(path.join(os.tmpdir(), 'revive-supervised-'));
  readonly #jobs: JobDirectory[] = [];
  #server: Awaited<ReturnType<typeof serveLeaseTable>> | undefined;

  async start(): Promise<void> {
    this.#server = await serveLeaseTable(this.table);
  }

  async stop(): Promise<void> {
    for (const { pid } of this.#jobs.map(readStatus))
      if (pid > 0 && isAlive(pid)) process.kill(pid, 'SIGKILL');
    await this.#server?.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** What a job's environment holds: the local endpoint, credentials, and things no task may see. */
  get environment(): Environment {
    return {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL: this.#server?.endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_EC2_METADATA_DISABLED: 'true',
      INPUT_PROJECT: 'shop',
      'INPUT_GITHUB-TOKEN': 'ghs_x',
      STATE_phase: 'post',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
      ACTIONS_RUNTIME_TOKEN: 'x',
      RUNNER_TRACKING_ID: 'github_x',
      TF_VAR_kept: 'yes',
    };
  }

  /** A job directory of its own, with the lease held as `takeLease` leaves it. */
  job(name: string): JobDirectory {
    const job = createJobDirectory(this.directory, name);
    this.#jobs.push(job);
    this.hold(lease.holder);
    return job;
  }

  supervise(name: string): Supervised {
    const job = this.job(name);
    return startSupervisor<LeaseIdentity>(
      job,
      { lease, keepToken: false },
      { entry, environment: this.environment },
    );
  }

  /** Puts a lease there as this holder's. */
  hold(holder: string): void {
    const item = { LockID: { S: lease.id }, Holder: { S: holder }, Stage: { S: 'lease' }, Beat: { N: '0' } };
    this.table.items.set(lease.id, item);
  }

  /** Who holds the lease, showing which stage. */
  get held(): { readonly holder: string | undefined; readonly stage: string | undefined } | undefined {
    const item = this.table.items.get(lease.id);
    return item && { holder: item['Holder']?.S, stage: item['Stage']?.S };
  }

  /** A task of a script that may call `say(text)`, `file(name)` and `await exists(name)`. */
  script(code: string): Task {
    return {
      executable: process.execPath,
      args: ['--input-type=module', '-e', `${PRELUDE}\n${code}`],
      directory: this.directory,
    };
  }

  /** Lets a script go on that awaits this file. */
  touch(name: string): void {
    writeFileSync(path.join(this.directory, name), '');
  }

  has(name: string): boolean {
    return existsSync(path.join(this.directory, name));
  }
}

const PRELUDE = `
import fs from 'node:fs';
const say = (text) => fs.writeSync(1, text);
const file = (name) => fs.writeFileSync(name, '');
const exists = async (name) => { while (!fs.existsSync(name)) await new Promise((resolve) => setTimeout(resolve, 5)); };
`;

/** Resolves once `look` is true; for what happens in another process and tells nobody. */
export async function until(look: () => boolean, patience = 20_000): Promise<void> {
  const end = performance.now() + patience;
  while (!look()) {
    if (performance.now() > end) throw new TypeError(`still not so after ${patience} ms: ${look.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
