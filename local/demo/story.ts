import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LocalAws } from '../aws/local-aws.ts';
import { type ReferenceRepository, projectRoot, referenceInputs } from '../reference/repository.ts';
import { type ActionRun, type RunningAction, startAction } from '../runner/run-action.ts';
import { lockTableItems } from './look-around.ts';
import { dim, heading, say } from './print.ts';

export interface Story {
  readonly aws: LocalAws;
  /** What every deploy's job has: the local AWS and the edge. */
  readonly environment: Readonly<Record<string, string>>;
  readonly repository: ReferenceRepository;
  /** Directory for logs and summaries. */
  readonly output: string;
}

/** Lines of the action's own log that a person follows a deploy by; Terraform's and npm's are in the log file. */
const TOLD = /^([✓✗] [a-z ]+ \(|Waiting|The lease is free|[A-Z_]+: )/;

/** Plays the five stories, one after another; resolves to the last deploy. */
export async function playStory(story: Story): Promise<ActionRun> {
  const { repository } = story;
  let commit = await repository.commit('The application');

  heading('1. Nothing is there: everything is created');
  const first = await deploy(story, { name: '1-first', commit });
  expect(first, { result: 'deployed', 'resources-changed': '0', 'resources-destroyed': '0' });
  if (Number(first.outputs['resources-added']) < 60) throw new Error('the first deploy created too little');

  heading('2. Nothing changed: nothing is done');
  const second = await deploy(story, { name: '2-unchanged', commit });
  expect(second, { result: 'unchanged', changed: 'false', ...counts(0, 0, 0), 'files-uploaded': '0' });

  heading("3. One function's timeout changed: that function, in place");
  await repository.setTimeout('batch-sales', 180);
  commit = await repository.commit('Give the sales batch more time');
  expect(await deploy(story, { name: '3-timeout', commit }), { result: 'deployed', ...counts(0, 1, 0) });

  heading('4. An eighth function: only what is its own');
  await repository.addFunction('api-health');
  commit = await repository.commit('Tell that we are there');
  const eighth = await deploy(story, { name: '4-eighth', commit });
  expect(eighth, { result: 'deployed', 'resources-changed': '0', 'resources-destroyed': '0' });
  const added = Number(eighth.outputs['resources-added']);
  if (added < 4 || added > 10) throw new Error(`the eighth function added ${added} resources`);

  heading('5. Two pushes at once: one waits, sees for whom, and goes on');
  return playTwoAtOnce(story);
}

async function playTwoAtOnce(story: Story): Promise<ActionRun> {
  const { repository, aws } = story;
  await repository.setTimeout('batch-sales', 200);
  const older = await repository.commit('Give the sales batch still more time');
  // Two runners have two checkouts.
  const checkout = path.join(repository.directory, '..', `${path.basename(repository.directory)}-second`);
  await promisify(execFile)('git', ['clone', '--quiet', repository.directory, checkout]);
  try {
    const one = await start(story, { name: '5a-first-of-two', commit: older, prefix: 'A' });
    await one.saw(/^✓ lease/);
    const other = await start(story, {
      name: '5b-second-of-two',
      commit: older,
      prefix: 'B',
      actor: 'grace',
      workspace: checkout,
    });
    await one.saw(/^✓ init/);
    const held = await whileLocked(aws, one.ended);
    say(dim('   The lock table while A plans:'));
    for (const line of held) say(dim(`     ${line}`));
    const [first, second] = await Promise.all([one.ended, other.ended]);
    expect(first, { result: 'deployed', ...counts(0, 1, 0) });
    expect(second, { result: 'unchanged', ...counts(0, 0, 0) });
    if (!/Waiting for another deploy/.test(second.log)) throw new Error('the second deploy did not wait');
    return first;
  } finally {
    await promisify(execFile)('rm', ['-rf', checkout]);
  }
}

/** The items of the lock table at a moment at which Terraform holds its lock too, or as they are once `ended` has. */
async function whileLocked(aws: LocalAws, ended: Promise<unknown>): Promise<readonly string[]> {
  let over = false;
  void ended.then(() => (over = true));
  for (;;) {
    const items = await lockTableItems(aws);
    // Signed by then: whoever meets the lock reads whose it is.
    if (over || items.some((line) => /"Info":"https:/.test(line))) return items;
  }
}

interface Deploy {
  readonly name: string;
  readonly commit: string;
  readonly actor?: string;
  readonly workspace?: string;
  /** Before every line, where two run at once. */
  readonly prefix?: string;
}

interface Started {
  readonly action: RunningAction;
  /** Resolves with the run once its log and summary are written. */
  readonly ended: Promise<ActionRun>;
  /** Resolves when the log has had a line like this. */
  saw(pattern: RegExp): Promise<void>;
}

let runs = 1000;

const deploy = async (story: Story, options: Deploy): Promise<ActionRun> =>
  (await start(story, options)).ended;

async function start(
  story: Story,
  { name, commit, actor = 'ada', workspace, prefix }: Deploy,
): Promise<Started> {
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  const onLine = (line: string): void => {
    lines.push(line);
    if (TOLD.test(line)) say(`   ${prefix === undefined ? '' : `${prefix} `}${line}`);
    for (const look of watchers) look();
  };
  const action = await startAction({
    actionDirectory: projectRoot,
    inputs: { ...referenceInputs },
    workspace: workspace ?? story.repository.directory,
    environment: story.environment,
    github: { repository: 'example/revivecrm', sha: commit, actor, run_id: String((runs += 1)) },
    onLine,
  });
  const ended = action.finished.then(async (run) => {
    await writeFile(path.join(story.output, `${name}.log`), run.log);
    await writeFile(path.join(story.output, `${name}.md`), run.summary);
    const { result, 'resources-added': a, 'resources-changed': c, 'resources-destroyed': d } = run.outputs;
    const seconds = (run.durationMs / 1000).toFixed(1);
    say(
      `   ${prefix === undefined ? '' : `${prefix} `}=> ${result}: ${a} added, ${c} changed, ${d} destroyed; ` +
        `${run.outputs['files-uploaded']} files uploaded; ${seconds} s. ${run.outputs['cloudfront-url']}`,
    );
    return run;
  });
  const saw = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (lines.some((line) => pattern.test(line))) resolve();
      };
      watchers.add(look);
      look();
      void ended.then(() => reject(new Error(`${name} ended without a line like ${pattern}`)), reject);
    });
  return { action, ended, saw };
}

const counts = (added: number, changed: number, destroyed: number): Record<string, string> => ({
  'resources-added': String(added),
  'resources-changed': String(changed),
  'resources-destroyed': String(destroyed),
});

function expect(run: ActionRun, outputs: Readonly<Record<string, string>>): void {
  const wrong = Object.entries(outputs).filter(([name, value]) => run.outputs[name] !== value);
  if (run.exitCode === 0 && wrong.length === 0) return;
  const found = wrong.map(([name, value]) => `${name} is ${run.outputs[name]}, not ${value}`).join(', ');
  throw new Error(`the deploy ended with ${run.exitCode} ${run.outputs['failure-code'] ?? ''} ${found}`);
}
