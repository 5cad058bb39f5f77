import type { AwsCall } from '../../../local/proxy/classify.ts';
import type { FaultAction } from '../../../local/proxy/fault-proxy.ts';
import type { ActionRun } from '../../../local/runner/run-action.ts';
import { type Checkout, type Step, heldIn, placeOf, stateVersions } from '../../e2e/harness.ts';
import { type SuiteOptions, inLanes, seeded } from '../suite.ts';
import { type Place, assertOneHistory, wrongAfter, wrongInFailure } from './after-deploy.ts';
import { refusal } from './fault-mix.ts';
import { type FaultLane, closeLane, openLane } from './random-faults.ts';

/** What S3 says to whoever writes the state. */
type Refusal = 'SlowDown' | 'AccessDenied' | 'ExpiredToken';

/** How the state fails to be saved, and what then becomes of it. */
export interface Variant {
  readonly name: string;
  readonly refusal: Refusal;
  /**
   * What fails: the first tries of a PUT of the state, all of them, or, from the first of them on, whatever is asked of
   * S3 until the run ends.
   */
  readonly fails: { readonly tries: number } | 'state' | 's3';
  /** What the next run has: this checkout, as nobody cleaned it, or a fresh one. */
  readonly next: 'same checkout' | 'fresh checkout';
  /** What the next run finds: what was made, by state or by journal, or nothing that anyone could know of. */
  readonly finds: 'state' | 'journal' | 'nothing';
  /** Whether the first checkout then comes back, with a state that the one in the bucket has left behind. */
  readonly returns?: true;
}

/** Tries of Terraform's own SDK for one call. */
const OWN_TRIES = 5;

export const VARIANTS: readonly Variant[] = [
  {
    name: 'pushed again',
    refusal: 'SlowDown',
    fails: { tries: OWN_TRIES },
    next: 'fresh checkout',
    finds: 'state',
  },
  {
    name: 'pushed again with fresh credentials',
    refusal: 'ExpiredToken',
    fails: { tries: 1 },
    next: 'fresh checkout',
    finds: 'state',
  },
  { name: 'kept: S3 slow', refusal: 'SlowDown', fails: 'state', next: 'fresh checkout', finds: 'state' },
  { name: 'kept: denied', refusal: 'AccessDenied', fails: 'state', next: 'fresh checkout', finds: 'state' },
  { name: 'kept: expired', refusal: 'ExpiredToken', fails: 'state', next: 'fresh checkout', finds: 'state' },
  { name: 'stranded: S3 slow', refusal: 'SlowDown', fails: 's3', next: 'same checkout', finds: 'state' },
  { name: 'stranded: denied', refusal: 'AccessDenied', fails: 's3', next: 'same checkout', finds: 'state' },
  { name: 'lost', refusal: 'AccessDenied', fails: 's3', next: 'fresh checkout', finds: 'nothing' },
  {
    name: 'lost, real resource',
    refusal: 'AccessDenied',
    fails: 's3',
    next: 'fresh checkout',
    finds: 'journal',
  },
  {
    name: 'lost, and returns',
    refusal: 'AccessDenied',
    fails: 's3',
    next: 'fresh checkout',
    finds: 'nothing',
    returns: true,
  },
];

/** A deploy whose state is not saved, and what comes after. */
export interface Round {
  readonly variant: Variant;
  /** Whether there was a state before. */
  readonly before: 'nothing' | 'a state';
}

export interface RoundOutcome extends Round {
  readonly milliseconds: number;
  readonly wrong: readonly string[];
  /** The logs of its runs. */
  readonly log: string;
}

/** So many rounds: every variant in turn, half of them from nothing. */
export function plannedRounds(
  seed: number,
  count: number,
  variants: readonly Variant[] = VARIANTS,
): readonly Round[] {
  const random = seeded(seed);
  const first = Math.floor(random.next() * 2);
  return Array.from({ length: count }, (_, index) => ({
    variant: variants[index % variants.length]!,
    // A variant's second time is on the other ground.
    before: (index + Math.floor(index / variants.length) + first) % 2 === 0 ? 'nothing' : 'a state',
  }));
}

export const runRounds = (
  rounds: readonly Round[],
  { lanes, tell }: Pick<SuiteOptions, 'lanes'> & { readonly tell: (outcome: RoundOutcome) => void },
): Promise<readonly RoundOutcome[]> =>
  inLanes(rounds, lanes, {
    open: openLane,
    work: async (lane, round) => {
      const outcome = await runRound(lane, round);
      tell(outcome);
      return outcome;
    },
    close: closeLane,
  });

const PROJECT = 'unsaved';

/** In the state, and nowhere a visitor of the run could read it. */
const CANARY = 'canary-8f1c2d';

const FIRST = `resource "terraform_data" "first" {}
`;

const SECRET = `variable "secret" {
  default   = "${CANARY}"
  sensitive = true
}

resource "terraform_data" "new" {
  count = 2
  input = var.secret
}
`;

const REAL = `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_cloudwatch_log_group" "new" {
  name = "/unsaved/new"
}
`;

async function runRound(lane: FaultLane, round: Round): Promise<RoundOutcome> {
  const { world, proxy } = lane;
  const { variant, before } = round;
  const place = placeOf(PROJECT, world.aws.account);
  const files = {
    'terraform/main.tf': FIRST,
    'terraform/new.tf': variant.finds === 'journal' ? REAL : SECRET,
  };
  const wrong: string[] = [];
  const logs: string[] = [];
  const deploy = async (checkout: Checkout): Promise<{ readonly run: ActionRun; readonly step: Step }> => {
    const step = await world.start(checkout, {
      inputs: { project: PROJECT },
      environment: { AWS_ENDPOINT_URL: proxy.endpoint },
    });
    const run = await step.finished;
    logs.push(run.log);
    if (`${run.log}${run.summary}${run.post?.log ?? ''}`.includes(CANARY)) wrong.push('a secret was shown');
    return { run, step };
  };
  await world.aws.reset();
  proxy.clear();
  const started = Date.now();
  if (before === 'a state') {
    const { run } = await deploy(await world.checkout({ 'terraform/main.tf': FIRST }));
    if (run.exitCode !== 0) wrong.push(`the deploy before ended with ${run.outputs['failure-code']}`);
  }

  const first = await world.checkout(files);
  proxy.inject({ action: failing(variant) });
  const { run: failed } = await deploy(first);
  proxy.clear();
  wrong.push(...wrongFailed(failed, variant), ...(await stillHeld(lane, place)));
  const made = createdIn(failed);

  const next = variant.next === 'same checkout' ? first : await world.checkout(files);
  const { run, step } = await deploy(next);
  wrong.push(
    ...wrongNext(run, variant, made.length),
    ...(await wrongAfter(world, step, { checkout: next, place })),
    ...(await wrongIds(lane, place, variant, made)),
  );
  if (variant.returns === true) {
    const { run: refused } = await deploy(first);
    const code = refused.outputs['failure-code'];
    if (code !== 'STATE_RECOVERY_PENDING') wrong.push(`the old checkout ended with "${code}"`);
    wrong.push(
      ...wrongInFailure(refused),
      ...(await stillHeld(lane, place)),
      ...(await assertOneHistory(world, place).then(
        () => [],
        (error: unknown) => [(error as Error).message],
      )),
    );
  }
  return { ...round, milliseconds: Date.now() - started, wrong, log: logs.join('\n----\n') };
}

const STATE = /\/production\/terraform\.tfstate(\?|$)/;

/** Fails what a variant says, beginning with the first PUT of the state. */
function failing({ refusal: code, fails }: Variant): (call: AwsCall) => FaultAction | undefined {
  const status = { SlowDown: 503, AccessDenied: 403, ExpiredToken: 400 }[code];
  let puts = 0;
  return (call) => {
    const isPut = call.operation === 'PutObject' && STATE.test(call.path);
    if (isPut) puts += 1;
    const fault = refusal(call.service, status, code);
    if (fails === 's3') return puts > 0 && call.service === 's3' ? fault : undefined;
    return isPut && (fails === 'state' || puts <= fails.tries) ? fault : undefined;
  };
}

/** What becomes of the state, as the run that could not save it says. */
const SAID: Readonly<Record<'pushed' | 'kept' | 'stranded', RegExp>> = {
  pushed: /^Safe: The state was saved in a second try/m,
  kept: /^Safe: The state is kept at s3:\/\/\S+\/recovery\//m,
  stranded: /^Safe: The state is nowhere but in \S+errored\.tfstate/m,
};

function wrongFailed(run: ActionRun, { fails }: Variant): readonly string[] {
  const code = run.outputs['failure-code'];
  const ending = fails === 's3' ? 'stranded' : fails === 'state' ? 'kept' : 'pushed';
  return [
    ...(code === 'TERRAFORM_APPLY_FAILED' ? [] : [`the failing deploy ended with "${code}"`]),
    ...(SAID[ending].test(run.log) ? [] : [`the failing deploy did not say that its state was ${ending}`]),
    ...wrongInFailure(run),
    ...(run.orphans.length === 0 ? [] : ['processes were left']),
  ];
}

function wrongNext(run: ActionRun, { finds }: Variant, made: number): readonly string[] {
  const wanted = {
    state: { result: 'unchanged', added: 0, imported: 0 },
    journal: { result: 'deployed', added: made - 1, imported: 1 },
    nothing: { result: 'deployed', added: made, imported: 0 },
  }[finds];
  const { result, 'resources-added': added, 'resources-imported': imported } = run.outputs;
  const found = { result, added: Number(added), imported: Number(imported) };
  return JSON.stringify(found) === JSON.stringify(wanted)
    ? []
    : [
        `the next run ended as ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}; ${run.outputs['failure-code']}`,
      ];
}

/** Ids of what a run created, as Terraform tells them. */
const createdIn = ({ log }: ActionRun): readonly string[] =>
  [...log.matchAll(/: Creation complete after \S+ \[id=([^\]]+)\]/g)].map(([, id = '']) => id);

/** Nothing was made twice: the state has every id that the failing deploy made. */
async function wrongIds(
  { world }: FaultLane,
  place: Place,
  { finds }: Variant,
  made: readonly string[],
): Promise<readonly string[]> {
  const state = JSON.stringify((await stateVersions(world, place)).at(-1) ?? {});
  const missing = made.filter((id) => !state.includes(`"${id}"`));
  const outside = missing.filter((id) => id.startsWith('/'));
  return [
    ...(made.length === 0 ? ['the failing deploy created nothing'] : []),
    ...(finds === 'state' && missing.length > 0 ? [`the state does not know ${missing.join(', ')}`] : []),
    ...(outside.length > 0 ? [`AWS has ${outside.join(', ')}, and the state does not know it`] : []),
  ];
}

async function stillHeld({ world }: FaultLane, { table }: Place): Promise<readonly string[]> {
  const held = await heldIn(world, table);
  return held.length === 0 ? [] : [`a lock or lease was left: ${held.join(', ')}`];
}
