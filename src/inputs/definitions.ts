/** Every input of action.yml with its default. A test holds the two together; the README's table comes from action.yml. */
export const INPUT_DEFAULTS = {
  command: 'deploy',
  project: '',
  environment: 'production',
  'aws-region': '',
  'role-to-assume': '',
  'allowed-account-id': '',
  'terraform-directory': 'terraform',
  'terraform-version': '',
  'terraform-prepare-command': '',
  'terraform-variables': '',
  'terraform-var-files': '',
  'state-bucket': '',
  'state-key': '',
  'lock-table': '',
  locking: 'dynamodb',
  'lock-timeout': '20m',
  bootstrap: 'auto',
  'adopt-existing': 'false',
  'allow-destroy': '',
  'frontend-directory': 'frontend',
  'frontend-build-command': 'npm ci && npm run build',
  'frontend-output-directory': '',
  'frontend-environment': '',
  'frontend-bucket-output': 'frontend_bucket',
  'distribution-id-output': 'cloudfront_distribution_id',
  'url-output': 'cloudfront_url',
  invalidation: 'changed',
  'wait-for-live': 'true',
  'rollback-to': 'previous',
  cache: 'true',
  'pull-request-comment': 'true',
  'github-token': '',
} as const;

export type InputName = keyof typeof INPUT_DEFAULTS;

/** Reads one raw input; trimmed, and the default when it is not set at all. */
export type RawInputs = (name: InputName) => string;

/**
 * Raw inputs from the runner's variables: `INPUT_<NAME>` in upper case, spaces as `_`, hyphens kept. An input that is
 * set to nothing stays empty (`frontend-directory: ''` means no frontend); one that isn't set takes its default.
 */
export function rawInputs(environment: Readonly<Record<string, string | undefined>>): RawInputs {
  return (name) => (environment[`INPUT_${name.toUpperCase()}`] ?? INPUT_DEFAULTS[name]).trim();
}
