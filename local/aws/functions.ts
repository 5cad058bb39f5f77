import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { callMoto } from './call-moto.ts';
import type { LocalAws } from './local-aws.ts';
import { unzip } from './unzip.ts';

const host = fileURLToPath(new URL('function-host.ts', import.meta.url));
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** What a handler's error looks like to who invoked it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** How an invocation ended: with the handler's value, or with its error. */
export type Invocation = { readonly payload: unknown } | { readonly error: FunctionError };

/** The functions of a local AWS, run for real: Moto keeps them, but can run them in containers only. */
export interface Functions {
  /** Invokes a function by name or ARN. Rejects where there is no such function. */
  invoke(name: string, event: unknown): Promise<Invocation>;
  stop(): Promise<void>;
}

/** What the parent asks of an execution environment. */
export interface HostOrder {
  readonly requestId: string;
  readonly arn: string;
  readonly event: unknown;
  readonly timeoutMs: number;
}

/** What an execution environment answers. `payload` is JSON. */
export interface HostAnswer {
  readonly requestId: string;
  readonly payload?: string;
  readonly error?: FunctionError;
}

interface Configuration {
  readonly FunctionName: string;
  readonly FunctionArn: string;
  readonly Handler: string;
  readonly Timeout: number;
  readonly MemorySize: number;
  readonly CodeSha256: string;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
}

interface FoundFunction {
  readonly Configuration: Configuration;
  readonly Code: { readonly Location: string };
}

/**
 * Runs functions of the local AWS as Lambda does: the deployed package, its handler and environment variables, a
 * process that stays warm for the next invocation and takes one at a time, ended at the function's timeout.
 * The AWS SDK is there as in Lambda's Node runtimes. `directory` is where packages are unpacked.
 */
export function createFunctions(aws: LocalAws, directory: string): Functions {
  const idle = new Map<string, ChildProcess[]>();
  const running = new Set<ChildProcess>();
  const unpacked = new Map<string, Promise<string>>();

  async function invoke(name: string, event: unknown): Promise<Invocation> {
    const found = await callMoto<FoundFunction>(
      aws,
      'lambda',
      `/2015-03-31/functions/${encodeURIComponent(nameOf(name))}`,
    );
    const configuration = found.Configuration;
    // Another package or environment is another execution environment, as after an update in Lambda.
    const kind = JSON.stringify([
      configuration.FunctionName,
      configuration.CodeSha256,
      configuration.Environment,
      configuration.Handler,
    ]);
    const warm = idle.get(kind)?.pop();
    const child = warm ?? start(configuration, await packageOf(found));
    // Loading isn't part of the function's timeout: Lambda gives its first start a time of its own.
    if (warm === undefined) await loaded(child);
    const ended = await run(child, configuration, event);
    if (child.connected) idle.set(kind, [...(idle.get(kind) ?? []), child]);
    return ended;
  }

  function packageOf({ Configuration: { CodeSha256 }, Code }: FoundFunction): Promise<string> {
    const known = unpacked.get(CodeSha256) ?? unpack(Code.Location, directory);
    unpacked.set(CodeSha256, known);
    known.catch(() => unpacked.delete(CodeSha256));
    return known;
  }

  function start(configuration: Configuration, root: string): ChildProcess {
    const child = fork(host, [root, configuration.Handler], {
      cwd: root,
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        PATH: process.env.PATH,
        ...aws.environment,
        AWS_LAMBDA_FUNCTION_NAME: configuration.FunctionName,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.MemorySize),
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
        LAMBDA_TASK_ROOT: root,
        _HANDLER: configuration.Handler,
        ...configuration.Environment?.Variables,
      },
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  }

  return {
    invoke,
    async stop() {
      const gone = [...running].map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(gone);
    },
  };
}

/** `arn:aws:lambda:<region>:<account>:function:<name>` and the bare name. */
function nameOf(name: string): string {
  return /:function:([^:/]+)/.exec(name)?.[1] ?? name;
}

async function unpack(location: string, directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  // Packages bring what they need but for the SDK, which the runtime has: found in a parent directory.
  await symlink(modules, path.join(directory, 'node_modules'), 'dir').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  const root = await mkdtemp(path.join(directory, 'package-'));
  const answer = await fetch(location);
  if (!answer.ok) throw new Error(`The package at ${location} answered ${answer.status}.`);
  await unzip(Buffer.from(await answer.arrayBuffer()), root);
  return root;
}

/** Resolves when the execution environment has loaded its handler, or failed to, or ended. */
function loaded(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('message', () => resolve());
    child.once('exit', () => resolve());
  });
}

function run(
  child: ChildProcess,
  { FunctionArn, Timeout }: Configuration,
  event: unknown,
): Promise<Invocation> {
  const order: HostOrder = { requestId: randomUUID(), arn: FunctionArn, event, timeoutMs: Timeout * 1000 };
  return new Promise((resolve) => {
    const end = (invocation: Invocation): void => {
      clearTimeout(timer);
      child.off('message', answered).off('exit', exited);
      resolve(invocation);
    };
    const answered = (answer: HostAnswer): void => {
      if (answer.requestId !== order.requestId) return;
      end(answer.error ? { error: answer.error } : { payload: JSON.parse(answer.payload ?? 'null') });
    };
    const exited = (code: number | null, signal: string | null): void =>
      end({
        error: { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with ${code ?? signal}` },
      });
    const timer = setTimeout(() => {
      child.off('exit', exited);
      child.kill('SIGKILL');
      child.disconnect();
      end({
        error: {
          errorType: 'Sandbox.Timedout',
          errorMessage: `Task timed out after ${Timeout.toFixed(2)} seconds`,
        },
      });
    }, order.timeoutMs);
    child.on('message', answered).on('exit', exited);
    if (child.connected) child.send(order);
    else exited(child.exitCode, child.signalCode);
  });
}
