import process from 'node:process';
import { connectAws } from './aws.ts';
import { systemClock } from './clock.ts';
import { runnerCommands } from './commands.ts';
import { runnerHttp } from './http.ts';
import { runnerLog } from './log.ts';
import type { Platform } from './platform.ts';

/** The real platform of this process, with AWS credentials left to the SDK's default chain. */
export function createPlatform(): Platform {
  const environment = { ...process.env };
  return {
    environment,
    log: runnerLog,
    clock: systemClock,
    commands: runnerCommands,
    http: runnerHttp,
    aws: connectAws(undefined, environment),
  };
}
