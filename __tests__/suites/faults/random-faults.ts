import { type FaultProxy, type RecordedCall, startFaultProxy } from '../../../local/proxy/fault-proxy.ts';
import {
  type Checkout,
  type Step,
  type World,
  placeOf,
  startWorld,
  stateVersions,
} from '../../e2e/harness.ts';
import { type SuiteOptions, inLanes } from '../suite.ts';
import { type Place, wrongAfter } from './after-deploy.ts';
import { FAULT_KINDS, type FaultKind, faultMix } from './fault-mix.ts';

/** Per cent of calls that fail, and of how many deploys how many must end well nevertheless. */
export const RATES = [
  { percent: 5, wanted: 1 },
  { percent: 10, wanted: 1 },
  { percent: 20, wanted: 0.99 },
] as const;

/** A deploy, from nothing, while calls fail by chance. */
export interface RandomDeploy {
  readonly percent: number;
  /** Of its faults. */
  readonly seed: number;
  /** With resources of the AWS provider, or with none but Terraform's own. */
  readonly stack: 'terraform_data' | 'aws';
}

/** How it ended. */
export interface RandomOutcome extends RandomDeploy {
  readonly exitCode: number | null;
  readonly failureCode: string;
  readonly calls: number;
  readonly failed: Readonly<Record<FaultKind, number>>;
  readonly milliseconds: number;
  /** Whether a run without faults after a failed one ended well. */
  readonly converged: boolean;
  /** What must not be. */
  readonly wrong: readonly string[];
  readonly log: string;
}

const PROJECT = 'faults';

/** What is deployed: two that depend on each other and two that don't, and an output. */
const STACKS: Readonly<Record<RandomDeploy['stack'], { readonly resources: number; readonly main: string }>> =
  {
    terraform_data: {
      resources: 4,
      main: `resource "terraform_data" "one" {
  input = "one"
}

resource "terraform_data" "two" {
  input = terraform_data.one.id
}

resource "terraform_data" "more" {
  count = 2
}

output "one" {
  value = terraform_data.one.id
}
`,
    },
    aws: {
      resources: 3,
      main: `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_s3_bucket" "site" {
  bucket = "faults-site"
}

resource "aws_iam_role" "shop" {
  name = "faults-shop"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_cloudwatch_log_group" "shop" {
  name = "/faults/shop"
}

output "one" {
  value = aws_s3_bucket.site.bucket
}
`,
    },
  };

/** A world whose every call passes a fault proxy. */
export interface FaultLane {
  readonly world: World;
  readonly proxy: FaultProxy;
}

export async function openLane(): Promise<FaultLane> {
  const world = await startWorld({ providers: 'dev-overrides' });
  return { world, proxy: await startFaultProxy(world.aws.endpoint) };
}

export async function closeLane({ world, proxy }: FaultLane): Promise<void> {
  await proxy.stop();
  await world.stop();
}

/** The deploys of a suite: so many for each rate, every tenth of them (`aws`) with the AWS provider. */
export const plannedDeploys = (
  seed: number,
  options: {
    readonly deploys: number;
    /** 0: none of them. */
    readonly aws: number;
    readonly percents: readonly number[];
    /** Index of the first, to repeat a later one. */
    readonly from?: number;
  },
): readonly RandomDeploy[] =>
  options.percents.flatMap((percent) =>
    Array.from({ length: options.deploys }, (_, index) => ({
      percent,
      seed: seed * 1_000 + (options.from ?? 0) + index,
      stack:
        options.aws > 0 && (index + 1) % options.aws === 0 ? ('aws' as const) : ('terraform_data' as const),
    })),
  );

/** Runs them in lanes, telling of each as it ends. */
export const runDeploys = (
  deploys: readonly RandomDeploy[],
  { lanes, tell }: Pick<SuiteOptions, 'lanes'> & { readonly tell: (outcome: RandomOutcome) => void },
): Promise<readonly RandomOutcome[]> =>
  inLanes(deploys, lanes, {
    open: openLane,
    work: async (lane, deploy) => {
      const outcome = await deployOnce(lane, deploy);
      tell(outcome);
      return outcome;
    },
    close: closeLane,
  });

/** Milliseconds after which a deploy counts as hanging; the longest that ended well took 75 s. */
const LONGEST = 240_000;

const callText = ({ operation, reached }: RecordedCall): string => `${operation}${reached ? ' (made)' : ''}`;

async function deployOnce({ world, proxy }: FaultLane, deploy: RandomDeploy): Promise<RandomOutcome> {
  const { resources, main } = STACKS[deploy.stack];
  await world.aws.reset();
  proxy.clear();
  const mix = faultMix(deploy.seed, deploy.percent);
  proxy.inject({ action: (call) => mix.choose(call) });
  const place = placeOf(PROJECT, world.aws.account);
  const checkout = await world.checkout({ 'terraform/main.tf': main });
  const started = Date.now();
  const step = await startDeploy({ world, proxy }, checkout);
  const open: string[] = [];
  const watch = setTimeout(() => {
    open.push(...proxy.calls.filter(({ status }) => status === 0).map(callText));
    step.action.kill();
  }, LONGEST);
  const run = await step.finished;
  clearTimeout(watch);
  const milliseconds = Date.now() - started;
  const { calls } = mix;
  proxy.clear();
  const wrong = [...(await wrongAfter(world, step, { checkout, place }))];
  if (milliseconds >= LONGEST)
    wrong.push(`it did not end in ${LONGEST / 1_000} s; calls that got no answer: ${open.join(', ')}`);
  if (run.exitCode === 0) wrong.push(...(await wrongStack(world, place, resources)));
  const again =
    run.exitCode === 0 ? undefined : await convergeAfter({ world, proxy }, place, { main, resources });
  return {
    ...deploy,
    exitCode: run.exitCode,
    failureCode: run.outputs['failure-code'] ?? '',
    calls,
    failed: mix.failed,
    milliseconds,
    converged: again === undefined || again.length === 0,
    wrong: [...wrong, ...(again ?? []).map((each) => `the run after it: ${each}`)],
    log: run.log,
  };
}

const startDeploy = ({ world, proxy }: FaultLane, checkout: Checkout): Promise<Step> =>
  world.start(checkout, {
    inputs: { project: PROJECT },
    environment: { AWS_ENDPOINT_URL: proxy.endpoint },
  });

/** A fresh checkout without faults: what is wrong with how it ends. */
async function convergeAfter(
  lane: FaultLane,
  place: Place,
  { main, resources }: { readonly main: string; readonly resources: number },
): Promise<readonly string[]> {
  const checkout = await lane.world.checkout({ 'terraform/main.tf': main });
  const step = await startDeploy(lane, checkout);
  const run = await step.finished;
  return [
    ...(run.exitCode === 0 ? [] : [`it ended with ${run.exitCode}, ${run.outputs['failure-code']}`]),
    ...(await wrongAfter(lane.world, step, { checkout, place })),
    ...(await wrongStack(lane.world, place, resources)),
  ];
}

async function wrongStack(world: World, place: Place, resources: number): Promise<readonly string[]> {
  const state = (await stateVersions(world, place)).at(-1);
  const found = (state?.resources ?? []) as readonly { readonly instances?: readonly unknown[] }[];
  const count = found.reduce((sum, { instances = [] }) => sum + instances.length, 0);
  return count === resources ? [] : [`the state has ${count} resources, not ${resources}`];
}

/** How many of its calls were answered by a fault. */
export const faultsOf = ({ failed }: Pick<RandomOutcome, 'failed'>): number =>
  FAULT_KINDS.reduce((sum, kind) => sum + failed[kind], 0);
