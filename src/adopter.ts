import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import { readOtherStates } from './state/other-states.ts';
import type { LostState } from './state/set-aside.ts';
import {
  type Misfit,
  createdBlindly,
  isReplaceable,
  madeAgain,
  misfitsOf,
} from './terraform/adoption-fit.ts';
import {
  alreadyExists,
  blindAfterLoss,
  refusedAdoptions,
  unfitAdoptions,
} from './terraform/adoption-failures.ts';
import type { Adoption } from './terraform/adopt.ts';
import { claimsOfState } from './terraform/claims.ts';
import { type ExaminedCreates, LOOK_UPS_AT_ONCE } from './terraform/examine-creates.ts';
import { type Existing, type OtherClaims, decideExisting } from './terraform/existing.ts';
import { IDENTITIES } from './terraform/identities/registry.ts';
import { inParallel } from './terraform/in-parallel.ts';
import type { PlanJson } from './terraform/plan-json.ts';
import type { PlannedCreates } from './terraform/planned-creates.ts';

/** A plan and what was found of what it creates. */
export interface ExaminedPlan {
  readonly shown: PlanJson;
  readonly planned: PlannedCreates;
  readonly examined: ExaminedCreates;
  /** Examines it again, taking what has these import ids by address for being there. */
  readonly examineAgain: (assumed: ReadonlyMap<string, string>) => Promise<ExaminedCreates>;
}

/**
 * Sees to what a plan would create and AWS has already: stops, or with `adopt-existing` says what is to be imported, and
 * checks once that is planned that it is what the configuration means.
 */
export class Adopter {
  readonly #context: CommandContext;
  readonly #deployment: Deployment;
  readonly #lost: LostState | undefined;
  readonly #adopted = new Map<string, string>();
  #others: readonly OtherClaims[] | undefined;

  constructor(
    context: CommandContext,
    { deployment, lost }: { readonly deployment: Deployment; readonly lost: LostState | undefined },
  ) {
    this.#context = context;
    this.#deployment = deployment;
    this.#lost = lost;
  }

  /** Whether a plan has to be looked at again although it creates nothing: what it imports must be what is meant. */
  get hasAdopted(): boolean {
    return this.#adopted.size > 0 || this.#lost !== undefined;
  }

  /**
   * What is to be imported before planning again; nothing where the plan may go on.
   *
   * @throws Failure `ALREADY_EXISTS` without `adopt-existing`; `ADOPTION_REFUSED` with it
   */
  async examine(plan: ExaminedPlan): Promise<readonly Adoption[]> {
    const { platform, inputs, progress } = this.#context;
    this.#refuseMisfits(plan.shown);
    const all = await this.#findAll(plan);
    if (!inputs.terraform.adoptExisting) {
      const concerning = all.filter(({ harmless }) => !harmless);
      if (concerning.length > 0) throw alreadyExists(concerning, this.#unread);
      return [];
    }
    const ready = await this.#withoutUnready(all);
    const refused = ready.filter(({ decision, harmless }) => decision.kind === 'refused' && !harmless);
    if (refused.length > 0) throw refusedAdoptions(refused, this.#unread);
    const fresh = ready.flatMap(({ address, type, decision }) =>
      decision.kind === 'adopt' ? [{ address, type, id: decision.id }] : [],
    );
    for (const { address, id } of fresh) {
      this.#adopted.set(address, id);
      platform.log.info(`${address} exists already (${id}); importing it.`);
    }
    if (fresh.length === 0) this.#refuseBlindness(plan);
    if (this.hasAdopted) progress.found({ adopted: this.#report(plan.shown, fresh) });
    return fresh;
  }

  #unread: readonly string[] = [];

  /** Everything there is, parents first: what hangs on an API is only looked up once it is known which API. */
  async #findAll(plan: ExaminedPlan): Promise<readonly Existing[]> {
    const { shown, planned } = plan;
    const assumed = new Map<string, string>();
    let examined = plan.examined;
    for (;;) {
      const others = hasCandidates(examined) ? await this.#readOthers() : [];
      const all = decideExisting(examined.verdicts, { plan: shown, planned, others, assumed });
      const parents = all.flatMap(({ address, type, decision }) =>
        decision.kind === 'adopt' && IDENTITIES[type]?.assignedBy === 'aws' && !assumed.has(address)
          ? [[address, decision.id] as const]
          : [],
      );
      if (parents.length === 0) return all;
      for (const [address, id] of parents) assumed.set(address, id);
      examined = await plan.examineAgain(assumed);
    }
  }

  async #readOthers(): Promise<readonly OtherClaims[]> {
    if (this.#others !== undefined) return this.#others;
    const { platform } = this.#context;
    const { states, unread } = await readOtherStates(platform, this.#deployment.state);
    this.#unread = unread;
    if (unread.length > 0) {
      platform.log.info(
        `What these states have is not known, so only tags tell whether something is theirs: ${unread.join(', ')}.`,
      );
    }
    this.#others = states.map(({ place, text }) => ({ place, claims: claimsOfState(text) }));
    return this.#others;
  }

  /** A table still being created, or a secret on its way out, can't be imported. */
  async #withoutUnready(all: readonly Existing[]): Promise<readonly Existing[]> {
    const { aws } = this.#context.platform;
    const { account } = this.#deployment;
    return inParallel(all, LOOK_UPS_AT_ONCE, async (each): Promise<Existing> => {
      const { type, region, decision } = each;
      const identity = IDENTITIES[type];
      if (decision.kind === 'refused' || identity?.isReady === undefined) return each;
      if (await identity.isReady({ aws, account, region }, decision.id)) return each;
      const why = 'it is not ready: still being created or changed, or scheduled for deletion';
      return { ...each, decision: { kind: 'refused', why } };
    });
  }

  #refuseMisfits(shown: PlanJson): void {
    const misfits: readonly Misfit[] = misfitsOf(shown, this.#adopted);
    if (misfits.length > 0) throw unfitAdoptions(misfits);
  }

  #refuseBlindness({ shown, examined }: ExaminedPlan): void {
    const { log } = this.#context.platform;
    if (this.#lost === undefined) return;
    const { lastGood, found } = this.#lost;
    if (lastGood !== undefined) {
      const known = new Set(claimsOfState(lastGood.text).map(({ address }) => address));
      const blind = createdBlindly(examined.verdicts, shown, known);
      if (blind.length > 0) throw blindAfterLoss(blind, found, lastGood.versionId);
      const again = madeAgain(shown, known);
      if (again.length > 0)
        log.info(
          `Made again, since it can't be imported as it is: ${again.join(', ')}. What AWS has of it stays.`,
        );
      return;
    }
    const unseen = examined.verdicts.filter(({ verdict }) => verdict.kind === 'unknown');
    if (unseen.length === 0) return;
    log.warning(
      'The state was lost with all its versions, and these can not be looked up, so they are created: ' +
        `${unseen.map(({ create }) => create.address).join(', ')}. Look whether AWS has them twice afterwards.`,
    );
  }

  #report(shown: PlanJson, fresh: readonly (Adoption & { readonly type: string })[]) {
    const types = new Map((shown.resource_changes ?? []).map(({ address, type }) => [address, type]));
    for (const { address, type } of fresh) types.set(address, type);
    const replaced = new Set(
      (shown.resource_changes ?? [])
        .filter(({ change }) => change.actions.includes('delete'))
        .map(({ address }) => address),
    );
    return {
      resources: [...this.#adopted].map(([address, id]) => ({
        address,
        id,
        replaced: replaced.has(address) && isReplaceable(types.get(address) ?? ''),
      })),
      ...(this.#lost === undefined ? {} : { lost: this.#lost.found }),
    };
  }
}

const hasCandidates = ({ verdicts }: ExaminedCreates): boolean =>
  verdicts.some(
    ({ verdict }) =>
      verdict.kind === 'taken' ||
      (verdict.kind === 'create' &&
        typeof verdict.before === 'object' &&
        verdict.before.alreadyThere.length > 0),
  );
