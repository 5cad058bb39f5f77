import { isDeepStrictEqual } from 'node:util';
import { type Prepared, type ToPrepare, isAlreadyLive, prepareBuild } from './build-site.ts';
import type { CommandContext } from './command-context.ts';
import { Failure } from './errors.ts';
import { type BuiltSite, buildFrontend } from './frontend/build.ts';
import { frontendEnvironment } from './frontend/environment.ts';
import type { FrontendInputs } from './inputs/inputs.ts';
import { HeldLog } from './platform/held-log.ts';
import type { Environment } from './platform/platform.ts';
import type { KnownAhead } from './plan-and-apply.ts';
import { mayWriteHere } from './terraform/local-effects.ts';

/** A build, with what it was made from. */
export interface MadeAhead {
  readonly prepared: Prepared;
  readonly built: BuiltSite;
}

interface Making {
  /** What the build takes from Terraform. */
  readonly values: Environment;
  readonly log: HeldLog;
  /** Undefined: there was no need, or it must not be made beside an apply. */
  readonly made: Promise<MadeAhead | undefined>;
}

/**
 * Builds the frontend while Terraform applies, where the build takes nothing from Terraform that the apply changes. What
 * comes of it, a failure too, is only looked at when the apply has come to its end, and its lines are shown then.
 */
export class BuildAhead {
  readonly #context: CommandContext;
  readonly #frontend: FrontendInputs;
  readonly #terraformEnvironment: Environment;
  readonly #stop = new AbortController();
  #making: Making | undefined;

  constructor(
    context: CommandContext,
    frontend: FrontendInputs,
    {
      terraformEnvironment,
      lost,
    }: { readonly terraformEnvironment: Environment; readonly lost: AbortSignal },
  ) {
    const signal = AbortSignal.any([context.signal, lost, this.#stop.signal]);
    this.#context = { ...context, signal };
    this.#frontend = frontend;
    this.#terraformEnvironment = terraformEnvironment;
  }

  /** An apply is about to begin. Of two, the first begins the build. */
  begin({ outputs, stored }: KnownAhead): void {
    const values = this.#valuesOf(outputs);
    if (this.#making !== undefined || values === undefined) return;
    const log = new HeldLog(this.#context.platform.log);
    const context = { ...this.#context, platform: { ...this.#context.platform, log } };
    const { live, intended } = stored.record;
    const made = this.#make(context, { outputs, live: intended === undefined ? live : undefined });
    // Looked at later, or never: that is no unhandled rejection.
    made.catch(() => undefined);
    this.#making = { values, log, made };
  }

  async #make(context: CommandContext, building: ToPrepare): Promise<MadeAhead | undefined> {
    const { inputs } = context;
    if (await mayWriteHere(inputs.terraform.directory, this.#terraformEnvironment)) return undefined;
    const prepared = await prepareBuild(context, this.#frontend, building);
    // Most likely there is nothing to build; what the bucket has is only known after the apply.
    if (isAlreadyLive(prepared, context.run)) return undefined;
    return { prepared, built: await buildFrontend(context.platform, prepared.build) };
  }

  /** The build, where one was made with just these values; its lines are shown from here on. */
  async result(outputs: KnownAhead['outputs']): Promise<MadeAhead | undefined> {
    const making = this.#making;
    if (making === undefined) return undefined;
    if (!isDeepStrictEqual(making.values, this.#valuesOf(outputs))) {
      await this.stop();
      return undefined;
    }
    await making.log.release();
    return making.made;
  }

  /** What the build takes from these outputs; undefined where they don't have all of it. */
  #valuesOf(outputs: KnownAhead['outputs']): Environment | undefined {
    try {
      return frontendEnvironment(this.#frontend.environment, outputs);
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  }

  /** Ends a build that nobody wants any more. Safe to call again, and when there is none. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#making?.made.catch(() => undefined);
    this.#making = undefined;
  }
}
