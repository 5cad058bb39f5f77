import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What a job knows of GitHub; each field is `github.<field>` and, but for the token, GITHUB_<FIELD>. */
export interface GithubContext {
  readonly token: string;
  readonly repository: string;
  readonly repository_owner: string;
  readonly run_id: string;
  readonly run_number: string;
  readonly run_attempt: string;
  readonly workflow: string;
  readonly job: string;
  readonly actor: string;
  readonly triggering_actor: string;
  readonly sha: string;
  readonly ref: string;
  readonly ref_name: string;
  readonly head_ref: string;
  readonly base_ref: string;
  readonly event_name: string;
  /** The webhook's payload; written to GITHUB_EVENT_PATH. */
  readonly event: object;
  readonly server_url: string;
  readonly api_url: string;
  readonly graphql_url: string;
}

interface Written extends GithubContext {
  readonly event_path: string;
}

/** The context of a push to main of `example/site`, changed by what is given; writes its event file into `home`. */
export async function githubContext(given: Partial<GithubContext>, home: string): Promise<Written> {
  const repository = given.repository ?? 'example/site';
  const ref = given.ref ?? 'refs/heads/main';
  const context: GithubContext = {
    token: 'ghs_localRunnerTokenThatOpensNothing00000',
    repository,
    repository_owner: repository.split('/')[0] ?? '',
    run_id: '4242424242',
    run_number: '42',
    run_attempt: '1',
    workflow: 'deploy',
    job: 'deploy',
    actor: 'octocat',
    triggering_actor: given.actor ?? 'octocat',
    sha: '0123456789abcdef0123456789abcdef01234567',
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    head_ref: '',
    base_ref: '',
    event_name: 'push',
    event: { ref, repository: { full_name: repository, default_branch: 'main' } },
    server_url: 'https://github.com',
    // Nothing listens there: what asks GitHub in a test has to bring its own server.
    api_url: 'http://127.0.0.1:9/api',
    graphql_url: 'http://127.0.0.1:9/graphql',
    ...given,
  };
  const event_path = path.join(home, 'event.json');
  await writeFile(event_path, JSON.stringify(context.event));
  return { ...context, event_path };
}

/** The GITHUB_ variables of a context. The token isn't one of them: it only comes as an input. */
export function githubEnvironment(context: Written): Record<string, string> {
  const variables = Object.entries(context).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== 'token',
  );
  return Object.fromEntries(variables.map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, value]));
}
