import { type Reading, quoted, readLines } from './values.ts';

const NAME = String.raw`[\p{ID_Start}_][\p{ID_Continue}-]*`;
/** `[0]` or `["key"]`, with the escapes that Terraform writes in a key. */
const INSTANCE = String.raw`(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?`;
const ADDRESS = new RegExp(String.raw`^(?:module\.${NAME}${INSTANCE}\.)*${NAME}\.${NAME}${INSTANCE}$`, 'u');
const IN_MODULES = new RegExp(String.raw`^(?:module\.${NAME}${INSTANCE}\.)+`, 'u');

/**
 * Lines that are each the address of one resource instance, as a plan prints it: `module.shop["eu"].aws_s3_bucket.site`.
 * No patterns and no modules: who allows something to be destroyed says what, each by its name. Twice is once.
 */
export function readAddresses(value: string): Reading<readonly string[]> {
  const lines = readLines(value);
  const problems = lines.map(problemOf).filter((problem) => problem !== undefined);
  return problems.length > 0 ? { problem: problems.join('; ') } : { value: [...new Set(lines)] };
}

function problemOf(line: string): string | undefined {
  const shape =
    'the address of one resource, such as aws_s3_bucket.site or module.shop["eu"].aws_sqs_queue.orders[0]';
  if (!ADDRESS.test(line)) return `${quoted(line)} is not ${shape}${hint(line)}`;
  const own = line.replace(IN_MODULES, '');
  if (own.startsWith('module.')) return `${quoted(line)} is a module, not ${shape}: name each resource in it`;
  return undefined;
}

const hint = (line: string): string =>
  line.includes('*')
    ? ' (patterns are not taken)'
    : /\['|\[[^\]"\d]/.test(line)
      ? ' (a key stands in double quotes)'
      : '';
