import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Command } from './measure.ts';

/** What is to be published where. */
export interface Publish {
  /** Absolute path of the files. */
  readonly directory: string;
  readonly bucket: string;
  /** Private, beside the site's; only ours has one. */
  readonly stateBucket: string;
  readonly distributionId: string;
  /** Of this run alone. */
  readonly run: number;
  readonly endpoint: string;
  /** What every process needs. */
  readonly environment: Readonly<Record<string, string>>;
}

export const TOOLS = ['ours', 'aws', 'rclone', 's3cmd'] as const;
export type ToolName = (typeof TOOLS)[number];

/** One way to publish a site. */
export interface Tool {
  readonly name: ToolName;
  readonly version: string;
  command(publish: Publish): Command;
}

/** Finds the tools that are asked for on this machine; names those that are not installed or don't run. */
export function findTools(
  names: readonly ToolName[],
  bundle: string,
): { readonly tools: readonly Tool[]; readonly missing: readonly ToolName[] } {
  const found = names.map((name) => [name, FINDERS[name](bundle)] as const);
  return {
    tools: found.flatMap(([, tool]) => tool ?? []),
    missing: found.flatMap(([name, tool]) => (tool === undefined ? [name] : [])),
  };
}

const FINDERS: Readonly<Record<ToolName, (bundle: string) => Tool | undefined>> = {
  ours: (bundle) => ({
    name: 'ours',
    version: `Node ${process.versions.node}`,
    command: ({ directory, bucket, stateBucket, distributionId, run, environment }) => ({
      file: process.execPath,
      args: [bundle],
      environment: {
        ...environment,
        GITHUB_REPOSITORY: 'bench/bench',
        GITHUB_RUN_ID: String(run),
        GITHUB_SHA: run.toString(16).padStart(40, '0'),
        GITHUB_WORKSPACE: path.dirname(directory),
        BENCH_PUBLISH: JSON.stringify({ directory, bucket, stateBucket, distributionId }),
      },
    }),
  }),
  aws: () => {
    const { file, version } = find('aws', '--version');
    return file === undefined || version === undefined
      ? undefined
      : {
          name: 'aws',
          version: version.replace(/ .*/, ''),
          command: ({ directory, bucket, distributionId, environment }) => ({
            file: '/bin/sh',
            args: [
              '-ec',
              '"$0" s3 sync --delete --only-show-errors "$1" "s3://$2"; "$0" cloudfront create-invalidation --distribution-id "$3" --paths "/*" > /dev/null',
              file,
              directory,
              bucket,
              distributionId,
            ],
            environment: { ...environment, AWS_PAGER: '' },
          }),
        };
  },
  rclone: () => {
    const { file, version } = find('rclone', 'version');
    return file === undefined || version === undefined
      ? undefined
      : {
          name: 'rclone',
          version: version.replace('rclone v', 'rclone/'),
          command: ({ directory, bucket, endpoint, environment }) => ({
            file,
            args: [
              'sync',
              directory,
              `:s3:${bucket}`,
              ...[
                '--s3-provider',
                'Other',
                '--s3-env-auth',
                '--s3-endpoint',
                endpoint,
                '--s3-no-check-bucket',
              ],
              ...[
                '--checksum',
                '--fast-list',
                '--transfers',
                '64',
                '--checkers',
                '64',
                '--config',
                '/dev/null',
              ],
            ],
            environment,
          }),
        };
  },
  s3cmd: () => {
    const { file, version } = find('s3cmd', '--version');
    return file === undefined || version === undefined
      ? undefined
      : {
          name: 's3cmd',
          version: version.replace(' version ', '/'),
          command: ({ directory, bucket, endpoint, environment }) => {
            const host = new URL(endpoint).host;
            return {
              file,
              args: [
                ...['sync', '--delete-removed', '--quiet', '--no-ssl', '-c', '/dev/null'],
                ...[`--host=${host}`, `--host-bucket=${host}`, '--access_key=local', '--secret_key=local'],
                `${directory}/`,
                `s3://${bucket}/`,
              ],
              environment,
            };
          },
        };
  },
};

/**
 * Absolute path of an executable on the PATH, and what it says of its version; undefined where it isn't there, or doesn't
 * run. A pyenv shim costs 0.1 s of bash: what it leads to is measured.
 */
function find(
  name: string,
  versionArgument: string,
): { readonly file: string | undefined; readonly version: string | undefined } {
  const files = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((directory) => path.join(directory, name));
  const first = files.find((each) => {
    try {
      accessSync(each, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  const file = first?.includes('/shims/') === true ? firstLine('pyenv', ['which', name]) : first;
  return { file, version: file === undefined ? undefined : firstLine(file, [versionArgument]) };
}

/** The first line that a program prints; undefined where it doesn't start or fails. */
function firstLine(file: string, args: readonly string[]): string | undefined {
  const { error, status, stdout } = spawnSync(file, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return error === undefined && status === 0 ? stdout.split('\n')[0] : undefined;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles our side as dist/ is bundled. Returns the file to start, and what removes it. */
export function bundleEntry(): { readonly file: string; readonly remove: () => void } {
  // Within the project, so that what it imports is found.
  const directory = mkdtempSync(path.join(root, '.bench-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    const configuration = {
      extends: '../tsconfig.build.json',
      compilerOptions: { rootDir: '..', outDir: 'lib' },
      include: ['../bench/publish/entry.ts'],
    };
    writeFileSync(path.join(directory, 'tsconfig.json'), JSON.stringify(configuration));
    const run = (name: string, args: readonly string[]): void =>
      void execFileSync(path.join(root, 'node_modules', '.bin', name), args, {
        cwd: directory,
        stdio: 'inherit',
      });
    run('tsc', ['-p', 'tsconfig.json']);
    run('ncc', [
      'build',
      path.join(directory, 'lib/bench/publish/entry.js'),
      '--out',
      path.join(directory, 'out'),
      '--quiet',
    ]);
    return { file: path.join(directory, 'out', 'index.js'), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
