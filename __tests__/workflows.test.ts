import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const directory = path.join('.github', 'workflows');
const names = readdirSync(path.join(root, directory)).map((name) => path.join(directory, name));
const workflows = new Map(names.map((name) => [name, parse(text(name)) as Workflow]));
const composite = parse(text('composite/action.yml')) as {
  readonly runs: { readonly steps: readonly Step[] };
};

/** Every step of every workflow and of the composite action, with the file it is in. */
const steps: readonly (readonly [string, Step])[] = [
  ...[...workflows].flatMap(([name, { jobs }]) =>
    Object.values(jobs).flatMap((job) => job.steps.map((step) => [name, step] as const)),
  ),
  ...composite.runs.steps.map((step) => ['composite/action.yml', step] as const),
];

describe('workflows and the composite action', () => {
  it('pin every action of others to a full commit, with its version beside it', () => {
    for (const name of [...names, 'composite/action.yml']) {
      for (const [line, action = ''] of text(name).matchAll(/^(?!\s*#).*\buses:\s*(\S+).*$/gm)) {
        // Ourselves: of this very commit, or for other repositories the major tag (a commit can't name itself).
        if (action === './' || action === 'org/revive-deploy@v1') continue;
        assert.match(line, /uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, `${name}: ${line.trim()}`);
      }
    }
  });

  it('name one commit for each action', () => {
    const used = new Map<string, Set<string>>();
    for (const [, { uses }] of steps) {
      const [action = '', commit = ''] = uses?.split('@') ?? [];
      used.set(action, (used.get(action) ?? new Set()).add(commit));
    }
    for (const [action, commits] of used) assert.equal(commits.size, 1, action);
  });

  it('put no expression into a script', () => {
    for (const [name, { run }] of steps) assert.ok(!run?.includes('${{'), `${name}: ${run}`);
  });

  it('leave no credentials in a checkout', () => {
    const checkouts = steps.filter(([, { uses }]) => uses?.startsWith('actions/checkout@'));
    assert.ok(checkouts.length >= 4);
    for (const [name, step] of checkouts) assert.equal(step.with?.['persist-credentials'], false, name);
  });

  it('install packages without their scripts', () => {
    const installs = steps.flatMap(([name, { run }]) =>
      (run ?? '')
        .split('\n')
        .filter((line) => /npm (ci|cit|i|install)\b/.test(line))
        .map((line) => [name, line] as const),
    );
    assert.ok(installs.length >= 3);
    for (const [name, line] of installs) assert.match(line, /--ignore-scripts/, name);
  });

  it('give nothing by default, what it needs to each job, and every job an end', () => {
    for (const [name, { permissions, jobs }] of workflows) {
      assert.deepEqual(permissions, {}, name);
      for (const [job, { 'timeout-minutes': minutes, permissions: own, steps }] of Object.entries(jobs)) {
        assert.ok(minutes !== undefined, `${name}: ${job}`);
        if (steps.some(({ uses }) => uses !== undefined)) assert.ok(own !== undefined, `${name}: ${job}`);
      }
    }
  });

  it('give a deploy the token, the checkout and the runs, and nothing else; and never cancel one for another', () => {
    for (const name of ['deploy.yml', 'deploy-reusable.yml']) {
      const workflow = workflows.get(path.join(directory, name)) as Workflow & { concurrency?: Concurrency };
      const deploy = workflow.jobs['deploy'] as Job & { concurrency?: Concurrency };
      assert.deepEqual(deploy.permissions, { 'id-token': 'write', contents: 'read', actions: 'read' }, name);
      assert.equal((workflow.concurrency ?? deploy.concurrency)?.['cancel-in-progress'], false, name);
    }
  });

  it('call the action by `uses:`, so that its post phase runs', () => {
    const calls = steps.filter(([, { uses }]) => uses === './' || uses?.startsWith('org/revive-deploy@'));
    assert.deepEqual(
      calls.map(([name]) => path.basename(path.dirname(name)) + '/' + path.basename(name)).sort(),
      ['composite/action.yml', 'workflows/deploy-reusable.yml', 'workflows/deploy.yml'],
    );
    for (const [name, { run }] of steps) assert.ok(!run?.includes('dist/index.js'), name);
  });
});

describe('what the workflows run', () => {
  it('is there: scripts by their file, npm scripts by their name', () => {
    const { scripts } = JSON.parse(text('package.json')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const lines = steps.flatMap(([, { run }]) => (run ?? '').split('\n'));
    const files = lines.flatMap((line) => [...line.matchAll(/\b(scripts\/[\w./-]+)/g)].map(([file]) => file));
    assert.deepEqual(
      files.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
    const named = lines.flatMap((line) =>
      [...line.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
    );
    assert.ok(named.length >= 5);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });

  it("takes a release's notes from the changelog, and refuses a version that it lacks", () => {
    const notes = (version: string): string =>
      execFileSync(process.execPath, [path.join(root, 'scripts', 'release-notes.mjs'), version], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const [, oldest = ''] = [...text('CHANGELOG.md').matchAll(/^## \[(.+?)\]/gm)].at(-1) ?? [];
    assert.match(notes(oldest), /^[^#[][^]*\n### Added\n/);
    assert.throws(() => notes('v99.0.0'));
  });
});

interface Concurrency {
  readonly 'cancel-in-progress': unknown;
}
