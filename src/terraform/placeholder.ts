/** Which setting a value stands for: each has its own idea of what can't be a real one. */
export type NamedSetting = 'bucket' | 'table' | 'key' | 'region' | 'name';

/**
 * Whether a backend's setting is a text left to be filled in rather than the name of something.
 *
 * A placeholder counts as not declared, so that a default takes its place; a real name taken for a placeholder would
 * start a second, empty state. So the rule only takes what could hardly be a working name:
 *
 * 1. it is empty, or holds what no name can: `<...>`, `${...}`, `{{...}}`, white space (not in keys), quotes;
 * 2. it says so: `replace-me`, `change-this`, `placeholder`, `your-...`, `xxx` as words, joined or not, in any case;
 * 3. it is written as a constant: `STATE_BUCKET` (a bucket all in capitals);
 * 4. all its words are filler and one of them says so: `todo`, `example-bucket`, `my_bucket_name`. A `todo-app-state`
 *    or an `example-corp-tfstate` has a word of its own and is real;
 * 5. a bucket S3 would not create (length, first or last character, underscores or capitals). S3 in us-east-1 gave out
 *    names with underscores and capitals until 2018 and Terraform still works on them: those with a word of their
 *    own are real.
 */
export function isPlaceholder(setting: NamedSetting, value: string): boolean {
  const trimmed = value.trim();
  if (trimmed === '' || IMPOSSIBLE[setting].test(trimmed)) return true;
  const words = wordsOf(trimmed);
  if (words.length === 0 || SAYS_SO.test(words.join('-'))) return true;
  if (setting === 'region') return !REGION.test(trimmed);
  if (setting === 'key') return words.length === 1 && UNNAMED_KEY.has(words[0] ?? '');
  if (words.some((word) => DECLARES_FILLER.has(word)) && words.every((word) => FILLER.has(word))) return true;
  if (setting === 'bucket') {
    if (CONSTANT.test(trimmed)) return true;
    return (
      !BUCKET.test(trimmed) && (!BUCKET_UNTIL_2018.test(trimmed) || words.every((word) => FILLER.has(word)))
    );
  }
  return setting === 'table' && !TABLE.test(trimmed);
}

const IMPOSSIBLE: Readonly<Record<NamedSetting, RegExp>> = {
  bucket: /[<>{}[\]$%"'\s]/,
  table: /[<>{}[\]$%"'\s]/,
  region: /[<>{}[\]$%"'\s]/,
  name: /[<>{}[\]$%"']/,
  // A key may hold almost anything; only the marks of a template are left.
  key: /<[^>]*>|[$%]\{|\{\{/,
};

const SAYS_SO = new RegExp(
  [
    String.raw`(?:^|-)(?:(?:replace|change)-?(?:me|this|with)|fill-?(?:me|in)|edit-?me)(?:-|$)`,
    String.raw`(?:^|-)(?:placeholder|fixme|x{3,})(?:-|$)`,
    String.raw`(?:^|-)your(?:-|bucket|table|name|org|company|project|account)`,
  ].join('|'),
);

/** Words that by themselves say that nothing is named yet. */
const DECLARES_FILLER = new Set(['todo', 'tbd', 'example', 'your', 'none', 'null', 'undefined']);

/** `example/terraform.tfstate` works as a key; a key that is one of these alone was never meant. */
const UNNAMED_KEY = new Set(['todo', 'tbd', 'null', 'undefined']);

/** Words that name nothing in particular. */
const FILLER = new Set([
  ...DECLARES_FILLER,
  ...[
    'my',
    'the',
    'a',
    'some',
    'bucket',
    'table',
    'name',
    'state',
    'tfstate',
    'terraform',
    'tf',
    'lock',
    'locks',
  ],
  ...['remote', 'backend', 's3', 'dynamodb', 'org', 'organization', 'here', 'infra', 'prod', 'dev', 'test'],
]);

const CONSTANT = /^[A-Z][A-Z0-9_.-]*$/;
const REGION = /^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}$/;
const TABLE = /^[A-Za-z0-9_.-]{3,255}$/;
const BUCKET = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const BUCKET_UNTIL_2018 = /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9_]$/;

const wordsOf = (value: string): string[] =>
  value
    // yourBucket -> your Bucket
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
