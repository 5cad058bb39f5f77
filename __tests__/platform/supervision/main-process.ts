import process from 'node:process';
import type { Job, JobDirectory, Task } from '../../../src/platform/supervision/job.ts';
import { startSupervisor } from '../../../src/platform/supervision/supervised.ts';
import type { LeaseIdentity } from '../../../src/state/lease.ts';
import { entry } from './supervised-world.ts';

/** A main phase to be killed: starts a supervisor with one task in its own environment, and prints what that prints. */
const [job, content, task] = process.argv.slice(2).map((text) => JSON.parse(text) as never) as unknown as [
  JobDirectory,
  Omit<Job<LeaseIdentity>, 'mainPid'>,
  Task,
];
const supervised = startSupervisor(job, content, { entry, environment: process.env });
await supervised.run(task, (line) => console.log(line));
