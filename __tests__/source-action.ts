import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ActionOptions, type ActionRun, runAction } from '../local/runner/run-action.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** This action as the runner sees it, but run from its source: nothing has to be built before. */
export interface SourceAction {
  readonly workspace: string;
  /** Runs main and post in an account that nobody can reach. */
  run(options: Pick<ActionOptions, 'inputs' | 'environment' | 'github'>): Promise<ActionRun>;
  remove(): void;
}

export function sourceAction(): SourceAction {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'revive-source-action-'));
  const workspace = mkdtempSync(path.join(os.tmpdir(), 'revive-workspace-'));
  const action = readFileSync(path.join(root, 'action.yml'), 'utf8');
  const entry = JSON.stringify(path.join(root, 'src', 'main.ts'));
  writeFileSync(
    path.join(directory, 'action.yml'),
    action.replaceAll(/^(\s+(?:main|post)):.*$/gm, `$1: ${entry}`),
  );
  return {
    workspace,
    run: ({ inputs, environment, github }) =>
      runAction({
        actionDirectory: directory,
        workspace,
        ...(inputs === undefined ? {} : { inputs }),
        ...(github === undefined ? {} : { github }),
        environment: {
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_CONFIG_FILE: os.devNull,
          AWS_SHARED_CREDENTIALS_FILE: os.devNull,
          ...environment,
        },
      }),
    remove: () => {
      for (const each of [directory, workspace]) rmSync(each, { recursive: true, force: true });
    },
  };
}
