import { Failure } from '../errors.ts';

/** A Terraform output as the build may use it: a sensitive one has no value. */
export interface BuildOutput {
  readonly sensitive: boolean;
  readonly value?: unknown;
}

/**
 * The variables that `frontend-environment` asks for: strings as they are, numbers and booleans as text, lists and
 * objects as JSON.
 *
 * @param mapping environment variable -> name of a Terraform output
 * @throws {Failure} OUTPUT_MISSING naming every output that isn't there, has no value or is sensitive
 */
export function frontendEnvironment(
  mapping: ReadonlyMap<string, string>,
  outputs: Readonly<Record<string, BuildOutput>>,
): Readonly<Record<string, string>> {
  const problems: string[] = [];
  const environment: Record<string, string> = {};
  for (const [variable, name] of mapping) {
    const output = Object.hasOwn(outputs, name) ? outputs[name] : undefined;
    if (output === undefined) problems.push(`${variable}: there is no output ${name}`);
    else if (output.sensitive) problems.push(`${variable}: the output ${name} is sensitive`);
    else if (output.value === undefined || output.value === null)
      problems.push(`${variable}: the output ${name} is null`);
    else environment[variable] = asText(output.value);
  }
  if (problems.length === 0) return environment;
  throw new Failure({
    code: 'OUTPUT_MISSING',
    reason: `frontend-environment names ${problems.length === 1 ? 'an output' : `${problems.length} outputs`} that the frontend can't be built with.`,
    safe: 'What Terraform applied stays applied. Nothing was built or uploaded: the site is as it was.',
    next: 'Add the outputs to the configuration, without `sensitive`: whatever a build uses can be read by every visitor.',
    details: problems,
  });
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
