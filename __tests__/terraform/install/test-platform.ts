import { runnerCommands } from '../../../src/platform/commands.ts';
import { runnerHttp } from '../../../src/platform/http.ts';
import type { Environment, Platform } from '../../../src/platform/platform.ts';
import { fakePlatform } from '../../fakes/platform.ts';

/** Real HTTP and processes; a clock that pauses for no time and writes its pauses down; a log to read. */
export interface TestPlatform extends Platform {
  readonly lines: string[];
  readonly sleeps: number[];
}

export function testPlatform(environment: Environment): TestPlatform {
  const lines: string[] = [];
  const sleeps: number[] = [];
  const say = (line: string): void => void lines.push(line);
  return {
    lines,
    sleeps,
    environment,
    log: {
      info: say,
      debug: say,
      warning: say,
      annotate: ({ message }) => say(message),
      untrusted: (all) => all.forEach(say),
      mask: () => {},
      redact: (text) => text,
      group: (_title, work) => work(),
    },
    clock: {
      now: () => 0,
      monotonic: () => 0,
      sleep: async (milliseconds) => void sleeps.push(milliseconds),
    },
    commands: {
      ...runnerCommands,
      find: async (executable) => {
        const { stdout } = await runnerCommands.run('/bin/sh', ['-c', `command -v ${executable} || true`], {
          directory: '/',
          environment,
        });
        return stdout.trim() || undefined;
      },
    },
    http: runnerHttp,
    aws: fakePlatform().aws,
  };
}
