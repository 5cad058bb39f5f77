import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { cacheDirectory, findPython } from './environment.ts';
import { writeCliConfiguration, type MirrorUse } from './terraform-providers.ts';

const launcher = fileURLToPath(new URL('launch_moto.py', import.meta.url));

/** A running local AWS: Moto, mended. */
export interface LocalAws {
  /** `http://127.0.0.1:41235`: a literal address, so that every client uses path-style addressing. */
  readonly endpoint: string;
  /** The account that the credentials below belong to. */
  readonly account: '123456789012';
  readonly region: string;
  /** What a process needs to talk to it and to nothing else: endpoint, credentials, region, Terraform's CLI configuration. */
  readonly environment: Readonly<Record<string, string>>;
  /** Forgets everything in it. */
  reset(): Promise<void>;
  /** Ends it; resolves when its process is gone. Calling it again does nothing. */
  stop(): Promise<void>;
}

/** How a local AWS is started. */
export interface LocalAwsOptions {
  readonly region?: string;
  /** How Terraform takes its providers, where the machine has a mirror. `dev-overrides` is the quickest. Default `mirror`. */
  readonly providers?: MirrorUse;
  /** Seconds an invalidation stays InProgress. Default 0.3. */
  readonly invalidationSeconds?: number;
  /** Milliseconds until it must serve. Default 60,000. */
  readonly startTimeout?: number;
}

/** Starts a local AWS on a free port. It ends with `stop`, or with this process, however that ends. */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const region = options.region ?? 'us-east-1';
  const python = await findPython();
  const child = spawn(python, [launcher], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PYTHONDONTWRITEBYTECODE: '1',
      LOCAL_AWS_INVALIDATION_SECONDS: String(options.invalidationSeconds ?? 0.3),
    },
  });
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    const port = await servingPort(child, options.startTimeout ?? 60_000);
    const endpoint = `http://127.0.0.1:${port}`;
    return {
      endpoint,
      account: '123456789012',
      region,
      environment: await environmentFor({ endpoint, region, use: options.providers ?? 'mirror' }),
      reset: () => reset(endpoint),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Launcher = ChildProcessByStdio<Writable, Readable, Readable>;

async function servingPort(child: Launcher, timeout: number): Promise<number> {
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > 20) said.shift();
  });
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new Error(`The local AWS didn't start: ${why}.\n${said.join('\n')}`));
    const timer = setTimeout(() => fail(`nothing served within ${timeout} ms`), timeout);
    child.once('error', (error) => fail(error.message));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      fail(`its process ended with ${code ?? signal}`);
    });
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve((JSON.parse(line) as { readonly port: number }).port);
    });
  });
}

/**
 * Each Terraform command starts the provider anew, which builds the schemas of 1,400 resources and collects garbage most of
 * that time: without, a plan takes a fifth to a third less of a processor, and half a gigabyte at most.
 */
const WITHOUT_COLLECTING = { GOGC: 'off', GOMEMLIMIT: '512MiB' } as const;

interface Place {
  readonly endpoint: string;
  readonly region: string;
  readonly use: MirrorUse;
}

async function environmentFor({ endpoint, region, use }: Place): Promise<Record<string, string>> {
  const configuration = await writeCliConfiguration(cacheDirectory(), use);
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: region,
    // Nothing but what stands here decides: no instance profile, no profile of the person at the keyboard.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    ...(use === 'dev-overrides' ? WITHOUT_COLLECTING : {}),
    ...(configuration === undefined ? await pluginCache() : { TF_CLI_CONFIG_FILE: configuration }),
  };
}

/** Without a mirror every init would download the provider (700 MB unpacked) again. */
async function pluginCache(): Promise<Record<string, string>> {
  const directory = path.join(cacheDirectory(), 'terraform-plugins');
  await mkdir(directory, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: directory };
}

async function reset(endpoint: string): Promise<void> {
  const answer = await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The local AWS couldn't be reset: HTTP ${answer.status}.`);
}
