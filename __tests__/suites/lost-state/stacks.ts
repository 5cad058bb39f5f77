import { createReferenceRepository, referenceInputs } from '../../../local/reference/repository.ts';
import type { World } from '../../e2e/harness.ts';
import type { Kind } from './inventory.ts';
import { EMPTY_ZIP, REST_STACK } from './rest-stack.ts';

export type StackName = 'reference' | 'rest';

/** A stack that is deployed once, and whose state is lost again and again. */
export interface Stack {
  readonly name: StackName;
  readonly project: string;
  /** How many resources it has. */
  readonly resources: number;
  /** What there has to be, by listing AWS. */
  readonly holds: Readonly<Partial<Record<Kind, number>>>;
  /** What an adoption replaces at once: snapshots, of which nothing tells from what they were made. */
  readonly replaced: readonly string[];
  readonly inputs: Readonly<Record<string, string>>;
  /** Makes its checkout. */
  checkOut(world: World): Promise<CheckedOut>;
}

export interface CheckedOut {
  /** Absolute path. */
  readonly directory: string;
  readonly commit: string;
  remove(): Promise<void>;
}

/** The application that this project deploys from the start, without its site. */
const reference: Stack = {
  name: 'reference',
  project: 'revivecrm',
  resources: 85,
  holds: { functions: 7, tables: 6, 'HTTP APIs': 1, distributions: 1 },
  replaced: [],
  inputs: { ...referenceInputs, 'frontend-directory': '', 'frontend-environment': '' },
  checkOut: async () => {
    const repository = await createReferenceRepository();
    const commit = await repository.commit('The application');
    return { directory: repository.directory, commit, remove: () => repository.remove() };
  },
};

/** What the reference stack doesn't have: a REST API and what leads to it. */
const rest: Stack = {
  name: 'rest',
  project: 'orders',
  resources: [...REST_STACK.matchAll(/^resource "/gm)].length,
  holds: { functions: 1, tables: 1, 'REST APIs': 1, deployments: 1 },
  replaced: ['aws_api_gateway_deployment.api'],
  inputs: { project: 'orders' },
  checkOut: async (world) => {
    const files = { 'terraform/main.tf': REST_STACK, 'terraform/function.zip': EMPTY_ZIP };
    const checkout = await world.checkout(files);
    return { directory: checkout.directory, commit: 'a'.repeat(40), remove: () => Promise.resolve() };
  },
};

export const STACKS: Readonly<Record<StackName, Stack>> = { reference, rest };
