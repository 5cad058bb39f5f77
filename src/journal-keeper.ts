import { Adopter } from './adopter.ts';
import type { CommandContext } from './command-context.ts';
import type { Deployment } from './context/deployment.ts';
import { Failure } from './errors.ts';
import { type StoredJournal, readJournal, settleJournal, writeJournal } from './state/journal.ts';
import type { LostState } from './state/set-aside.ts';
import type { StateHead } from './state/state-head.ts';
import { isAbout, unsettled } from './terraform/adoption-decision.ts';
import { type Adoption, importNow, misfits, recoveryOf, untaint, writeAdoptions } from './terraform/adopt.ts';
import type { ResourceChange } from './terraform/changes.ts';
import type { Terraform } from './terraform/cli.ts';
import { type Answers, type ExaminedCreates, examineCreates } from './terraform/examine-creates.ts';
import type { PlanJson } from './terraform/plan-json.ts';
import type { Plan } from './terraform/plan.ts';
import { journaledCreates, readPlannedCreates } from './terraform/planned-creates.ts';

/** What the journal is about. */
interface About {
  readonly deployment: Deployment;
  /** The state that the plans are made against. */
  readonly head: StateHead;
  /** Set where the state was lost, and this run goes on without it. */
  readonly lost: LostState | undefined;
}

/**
 * Keeps the journal of planned creates: written before an apply that creates, settled once the state knows what was
 * made. A run that finds one unsettled adopts exactly what its predecessor created and could not save.
 */
export class JournalKeeper {
  readonly #context: CommandContext;
  readonly #deployment: Deployment;
  readonly #head: StateHead;
  readonly #imports = new Map<string, Adoption>();
  readonly #adopter: Adopter;
  /** Of `#imports`, those that an earlier run of ours is proven to have created. */
  readonly #proven = new Map<string, Adoption>();
  #stored: StoredJournal | undefined;

  private constructor(context: CommandContext, about: About, stored: StoredJournal | undefined) {
    this.#context = context;
    this.#deployment = about.deployment;
    this.#head = about.head;
    this.#adopter = new Adopter(context, about);
    this.#stored = stored;
  }

  /** Reads what an earlier run left. */
  static async open(context: CommandContext, about: About): Promise<JournalKeeper> {
    const { state } = about.deployment;
    const stored = await readJournal(await context.platform.aws.s3(state.region), state);
    return new JournalKeeper(context, about, stored);
  }

  /** One for a place that has no state bucket yet, and so no journal: to look, not to write. */
  static withoutBucket(context: CommandContext, about: About): JournalKeeper {
    return new JournalKeeper(context, about, undefined);
  }

  /** Whether a plan has to be looked at before it is applied: it creates, or an earlier run left something unsettled. */
  concerns({ changes }: Plan): boolean {
    const creates = changes.some(({ action }) => action === 'create' || action === 'replace');
    return creates || this.#unsettled() !== undefined || this.#adopter.hasAdopted;
  }

  /**
   * Looks at what a plan creates before it is applied. `plan again`: what an earlier run made, or exists and is to be
   * adopted, was prepared to be imported, or freed of its taint. Else what is to be written before the apply.
   *
   * @throws Failure `CREATES_UNPROVEN` where an earlier run may have created something that can't be told apart;
   * `ALREADY_EXISTS`, `ADOPTION_REFUSED` where something else exists
   */
  async examine(
    terraform: Terraform,
    planned: Plan,
    shown: PlanJson,
  ): Promise<ExaminedCreates | 'plan again'> {
    const { platform } = this.#context;
    const { region, account } = this.#deployment;
    const wanted = readPlannedCreates(shown, region);
    const place = { aws: platform.aws, account };
    const answers: Answers = new Map();
    const examineAgain = (assumed: ReadonlyMap<string, string>): Promise<ExaminedCreates> =>
      examineCreates(place, wanted, { journal: this.#unsettled(), assumed, answers });
    const examined = await examineAgain(new Map());
    if (await this.#recover(terraform, examined)) return 'plan again';
    refuseUnproven(examined, misfits([...this.#proven.values()], planned.changes));
    const existing = await this.#adopter.examine({ shown, planned: wanted, examined, examineAgain });
    if (existing.length > 0) {
      for (const each of existing) this.#imports.set(each.address, each);
      await writeAdoptions(terraform.directory, [...this.#imports.values()]);
      return 'plan again';
    }
    this.#warn(examined);
    return examined;
  }

  /** Whether an earlier run may have created what its state does not have. */
  get isUnsettled(): boolean {
    return this.#unsettled() !== undefined;
  }

  /**
   * Before a destroy: takes what an earlier run created and could not save into the state, so that it goes with the rest.
   *
   * @param shown a plan that destroys, which tells what the state has
   * @returns whether it took anything: then that plan is not the whole any more
   * @throws Failure `CREATES_UNPROVEN` where something is there that can't be told apart, or not be taken in
   */
  async takeIn(terraform: Terraform, shown: PlanJson): Promise<boolean> {
    const journal = this.#unsettled();
    if (journal === undefined) return false;
    const { platform, inputs } = this.#context;
    const { region, account } = this.#deployment;
    const wanted = journaledCreates(journal, readPlannedCreates(shown, region));
    const examined = await examineCreates({ aws: platform.aws, account }, wanted, { journal });
    refuseUnproven(examined, []);
    const { imports } = recoveryOf(examined);
    for (const { address, id } of imports)
      platform.log.info(
        `An earlier run created ${address} (${id}) and could not save that; it goes with the rest.`,
      );
    const { variables, variableFiles } = inputs.terraform;
    await importNow(terraform, imports, { variables, variableFiles, lockTimeout: IMPORT_LOCK_TIMEOUT });
    return imports.length > 0;
  }

  /**
   * Settles the journal once the state is saved: completely, or after a failed apply all but what that didn't complete.
   */
  async settle(changes?: readonly ResourceChange[]): Promise<void> {
    if (this.#stored === undefined || this.#stored.journal.entries.length === 0) return;
    const { state } = this.#deployment;
    const { journal } = this.#stored;
    const left = changes === undefined ? [] : unsettled(journal, changes);
    const s3 = await this.#context.platform.aws.s3(state.region);
    const etag = await settleJournal(s3, state, this.#stored, left);
    this.#stored = { journal: { ...journal, entries: left }, etag };
  }

  /** Whether this run's own apply was about to create each of these, looked up and found absent, and didn't complete it. */
  mayHaveCreated(addresses: readonly string[]): boolean {
    const left = new Set(this.#stored?.journal.entries.map(({ address }) => address));
    return addresses.length > 0 && addresses.every((address) => left.has(address));
  }

  /** The journal of an earlier run that did not save its state, if it is about the state that is there. */
  #unsettled(): StoredJournal['journal'] | undefined {
    const journal = this.#stored?.journal;
    if (journal === undefined || journal.entries.length === 0) return undefined;
    return isAbout(journal, this.#head.exists ? this.#head : undefined) ? journal : undefined;
  }

  async #recover(terraform: Terraform, examined: ExaminedCreates): Promise<boolean> {
    const { imports, untaints } = recoveryOf(examined);
    const fresh = imports.filter(({ address }) => !this.#imports.has(address));
    if (fresh.length + untaints.length === 0) return false;
    const { platform, run } = this.#context;
    const { log } = platform;
    const by = this.#stored?.journal.run;
    const whose = by?.id === run.id && by.attempt === run.attempt ? 'This run' : 'An earlier run';
    for (const each of fresh) {
      this.#imports.set(each.address, each);
      this.#proven.set(each.address, each);
      log.info(`${whose} created ${each.address} (${each.id}) and could not save that; importing it.`);
    }
    for (const address of untaints) log.info(`${address} was interrupted and is ready; it is kept.`);
    await writeAdoptions(terraform.directory, [...this.#imports.values()]);
    await untaint(terraform, untaints, UNTAINT_LOCK_TIMEOUT);
    return true;
  }

  #warn({ refused, leftBehind }: ExaminedCreates): void {
    const { log } = this.#context.platform;
    if (refused.length > 0) {
      log.info(
        `Not journaled, because AWS did not let us look (a killed apply of these would not be recognised): ${refused.join(', ')}.`,
      );
    }
    for (const { address, type, id } of leftBehind) {
      log.warning(
        `An earlier run created ${address} (${type} ${id}); the configuration no longer has it, and no state knows it. ` +
          'Remove it by hand if nothing needs it.',
      );
    }
  }

  /** Writes the journal: from here on the plan may be applied. */
  async write({ entries }: ExaminedCreates): Promise<void> {
    if (entries.length === 0 && this.#stored === undefined) return;
    const { platform, run } = this.#context;
    const { state } = this.#deployment;
    const head = this.#head;
    const journal: StoredJournal['journal'] = {
      format: 1,
      run: { id: run.id, attempt: run.attempt, commit: run.commit, url: run.url },
      ...(head.exists ? { state: { lineage: head.lineage, serial: head.serial } } : {}),
      entries,
    };
    const s3 = await platform.aws.s3(state.region);
    this.#stored = { journal, etag: await writeJournal(s3, state, journal, this.#stored?.etag) };
  }
}

/** Milliseconds: the lock is ours a moment before and after, under the lease. */
const UNTAINT_LOCK_TIMEOUT = 30_000;
const IMPORT_LOCK_TIMEOUT = 30_000;

function refuseUnproven({ verdicts }: ExaminedCreates, replaced: readonly Adoption[]): void {
  const unproven = verdicts.flatMap(({ create: { address }, verdict }) =>
    verdict.kind === 'unproven' ? [`${address}: ${verdict.ids.join(', ')}`] : [],
  );
  const misfit = replaced.map(({ address, id }) => `${address}: ${id} (the plan would replace it)`);
  const lines = [...unproven, ...misfit];
  if (lines.length === 0) return;
  throw new Failure({
    code: 'CREATES_UNPROVEN',
    reason: `An earlier run was ended in the middle of its apply and may have created ${lines.length} resources that can't be told apart from others: ${lines.join('; ')}.`,
    safe: 'Nothing was applied by this run; going on might have created them a second time.',
    next: 'Look at each: import it (terraform import ADDRESS ID) if it is ours, remove it otherwise, then run the deploy again.',
    details: lines,
  });
}
