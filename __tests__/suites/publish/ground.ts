import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';

import { type Sites, createSites } from '../../../local/edge/site.ts';
import { type GithubApi, startGithubApi } from '../../../local/github/github-api.ts';
import type { RecordedCall } from '../../../local/proxy/fault-proxy.ts';
import type { ActionRun } from '../../../local/runner/run-action.ts';
import { type Step, type World, startWorld } from '../../e2e/harness.ts';
import { moveHolderElsewhere } from '../../e2e/lost-machine.ts';
import { KEPT_RELEASES } from '../../../src/context/release.ts';
import {
  type Distribution,
  SITE_BUCKET,
  createDistribution,
  siteCheckout,
  siteInputs,
} from '../kill/stacks.ts';
import { type SiteFiles, commitOf, pagesOf, siteOf } from './site.ts';
import { BucketReader, isOfSite } from './witness.ts';

const PROJECT = 'pages';
const REPOSITORY = 'example/pages';

/** Seconds for which the edge keeps whatever it is not told to forget: only an invalidation refreshes a page. */
const KEPT_AT_EDGE = 86_400;

/** A world with a site that goes from one version to the next. */
export interface Ground {
  readonly world: World;
  readonly github: GithubApi;
  readonly distribution: Distribution;
  readonly reader: BucketReader;
  /** A place at the edge, with what it has kept. */
  readonly edge: Sites;
  /** How many pages a version changes. */
  readonly pages: number;
  /** The newest version that ever began to be deployed; 0: none. */
  version: number;
  /** Versions that were live, oldest first. */
  readonly lived: number[];
  close(): Promise<void>;
}

export async function openGround(pages: number): Promise<Ground> {
  const github = await startGithubApi();
  const world = await startWorld({ edge: true });
  await world.s3.createBucket({ Bucket: SITE_BUCKET });
  const distribution = await createDistribution(world, { keptAtEdge: KEPT_AT_EDGE });
  const edge = createSites(world.aws);
  return {
    world,
    github,
    distribution,
    reader: new BucketReader(world),
    edge,
    pages,
    version: 0,
    lived: [],
    close: async () => {
      edge.stop();
      await world.stop();
      await github.close();
    },
  };
}

/** One deploy of a version. */
export interface Deploy {
  readonly version: number;
  readonly run: string;
  readonly step: Step;
  /** The run's end; its checkout and its temporary directory are gone then. */
  readonly ended: Promise<ActionRun>;
}

let runs = 0;

/** Starts a deploy of a version. GitHub takes the run for one in progress until it has ended. */
export async function startDeploy(ground: Ground, version: number): Promise<Deploy> {
  const { world, github, distribution, pages } = ground;
  ground.version = Math.max(ground.version, version);
  github.setHistory(
    REPOSITORY,
    Array.from({ length: ground.version }, (_, index) => commitOf(index + 1)),
  );
  const checkout = await world.checkout(siteCheckout(siteOf(version, pages)));
  const run = String(600_000 + (runs += 1));
  github.setAttempt(REPOSITORY, { id: run, attempt: 1 }, 'in_progress');
  const step = await world.start(checkout, {
    inputs: {
      ...siteInputs(distribution),
      project: PROJECT,
      // Longer than a beat has to stand still before somebody else's lease may be taken.
      'lock-timeout': '5m',
      'github-token': github.token,
    },
    environment: github.environment,
    github: {
      repository: REPOSITORY,
      run_id: run,
      run_number: String(version),
      sha: commitOf(version),
      actor: 'ada',
    },
  });
  const ended = step.finished.then(async (ended) => {
    github.setAttempt(REPOSITORY, { id: run, attempt: 1 }, 'completed');
    await Promise.all(
      [checkout.directory, step.temporary].map((each) => rm(each, { recursive: true, force: true })),
    );
    return ended;
  });
  return { version, run, step, ended };
}

/** GitHub says that a run is over, whatever its machine does. */
export const sayOver = ({ github }: Ground, { run }: Deploy): void =>
  github.setAttempt(REPOSITORY, { id: run, attempt: 1 }, 'completed');

/** Lets whoever publishes pass for one of another machine. */
export const moveElsewhere = ({ world }: Ground): Promise<void> => moveHolderElsewhere(world, PROJECT);

/** Whether a call is one of publishing: of the site, the edge, the release record or the kept files. */
export const isOfPublish = ({ service, path }: Pick<RecordedCall, 'service' | 'path'>): boolean =>
  service === 'cloudfront' ||
  (service === 's3' && (isOfSite(path) || /\.release\.json|\.files\//.test(path)));

/** What has to hold of the site once a version is live, a sentence for each thing that doesn't. */
export async function judgeLive(ground: Ground, version: number): Promise<readonly string[]> {
  const { reader, lived, pages } = ground;
  const wanted = siteOf(version, pages);
  const found = await reader.all();
  const problems: string[] = [];
  for (const [key, content] of Object.entries(wanted)) {
    const there = found.get(key);
    if (there === undefined) problems.push(`${key} of version ${version} is not in the bucket`);
    else if (there.etag !== md5(content)) problems.push(`${key} is not version ${version}'s`);
  }
  const wantedPages = new Set(pagesOf(wanted));
  for (const key of found.keys())
    if (key.endsWith('.html') && !wantedPages.has(key)) problems.push(`the page ${key} is still there`);
  // They were live within the last week: tabs may be open.
  for (const earlier of lived.slice(-KEPT_RELEASES)) {
    const gone = Object.keys(siteOf(earlier, pages)).filter(
      (key) => key.startsWith('assets/') && !found.has(key),
    );
    problems.push(...gone.map((key) => `${key} of version ${earlier} is gone`));
  }
  lived.push(version);
  return [...problems, ...(await staleAtEdge(ground, wanted))];
}

const md5 = (content: string): string => createHash('md5').update(content).digest('hex');

/** Has the edge keep every page as it is now. */
export async function warmEdge(ground: Ground): Promise<void> {
  const found = await ground.reader.all();
  for (const key of found.keys()) if (key.endsWith('.html')) await atEdge(ground, key);
}

async function staleAtEdge(ground: Ground, wanted: SiteFiles): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const key of pagesOf(wanted)) {
    const { status, body } = await atEdge(ground, key);
    if (status !== 200 || body !== wanted[key])
      stale.push(`the edge answers ${key} with ${status} ${body.trim()}`);
  }
  return stale;
}

async function atEdge(
  { edge, distribution: { domain: host } }: Ground,
  key: string,
): Promise<{ readonly status: number; readonly body: string }> {
  const request = { host, method: 'GET', url: `/${key}`, headers: {}, body: Buffer.alloc(0) };
  const { status, body } = await edge.answer(request);
  return { status, body: body.toString() };
}

/** Deletes of the site's files that came before any invalidation was accepted, of the calls so far. */
export function deletesTooEarly({ world }: Ground): readonly string[] {
  let accepted = false;
  return world.gateway.calls.flatMap((call) => {
    if (call.operation === 'CreateInvalidation' && call.status >= 200 && call.status < 300) accepted = true;
    const isDelete = call.operation.startsWith('DeleteObject') && isOfSite(call.path);
    return isDelete && !accepted ? [`${call.method} ${call.path} before any invalidation was accepted`] : [];
  });
}

/** Changes of the site and invalidations among the calls so far. */
export const visibleChanges = ({ world }: Ground): readonly string[] =>
  world.gateway.calls
    .filter((call) => (call.changes && isOfSite(call.path)) || call.operation === 'CreateInvalidation')
    .map(({ method, path }) => `${method} ${path}`);
