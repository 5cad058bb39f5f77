import { type State, heldIn, stateVersions } from '../../e2e/harness.ts';
import type { Deployed } from './round.ts';
import { type Ground, PROJECT, resourcesOf } from './stack.ts';
import { type Handover, appliedInOrder, overlaps, overtakings, queuedIn } from './witness.ts';

/** What a round came to, as it was seen. */
export interface Seen {
  readonly deploys: readonly Deployed[];
  /** Oldest first. */
  readonly commits: readonly string[];
  readonly state: { readonly bucket: string; readonly key: string };
  readonly handovers: readonly Handover[];
  /** Runs in the order in which they held the lease. */
  readonly queue: readonly string[];
  /** What the applies themselves wrote. */
  readonly marks: string;
}

/** What was not as promised, a sentence each. */
export async function judgeRound(ground: Ground, seen: Seen): Promise<readonly string[]> {
  const failures: string[] = [];
  const check = (what: string, found: unknown, wanted: unknown): void => {
    const [is, should] = [JSON.stringify(found), JSON.stringify(wanted)];
    if (is !== should) failures.push(`${what}: ${is}, not ${should}`);
  };
  judgeEnds(seen, check);
  failures.push(...overlaps(seen.handovers), ...overtakings(seen.handovers));
  await judgeOneAfterAnother(ground, seen, check).catch((error: unknown) => failures.push(String(error)));
  await judgeWhatIsThere(ground, seen, check).catch((error: unknown) => failures.push(String(error)));
  return failures;
}

type Check = (what: string, found: unknown, wanted: unknown) => void;

/** Deploys that had something to bring when it was their turn, and those that a newer one had gone before. */
function byTurn({ deploys, queue }: Seen) {
  let newest = -1;
  return queue.map((run) => {
    const deploy = deploys.find((each) => each.run === run);
    const isNewer = (deploy?.age ?? -1) > newest;
    newest = Math.max(newest, deploy?.age ?? -1);
    return { run, commit: deploy?.commit ?? '', result: isNewer ? 'deployed' : 'superseded' };
  });
}

function judgeEnds(seen: Seen, check: Check): void {
  const { deploys, queue, handovers } = seen;
  check('each run held the lease once', [...queue].sort(), deploys.map(({ run }) => run).sort());
  const queued = queuedIn(handovers);
  check(
    'deploys that waited without joining the queue',
    deploys.filter(({ run, waiting }) => waiting.length > 0 && !queued.includes(run)).map(({ run }) => run),
    [],
  );
  for (const { run, result } of byTurn(seen)) {
    const { ended, left } = deploys.find((each) => each.run === run) ?? {};
    const { 'failure-code': code = '', result: found } = ended?.outputs ?? {};
    check(`run ${run} ended`, [ended?.exitCode, code, found, left], [0, '', result, undefined]);
    if (ended !== undefined && ended.exitCode !== 0) check(`log of run ${run}`, ended.log, '');
  }
}

async function judgeOneAfterAnother({ world, site, stack }: Ground, seen: Seen, check: Check): Promise<void> {
  const { state, commits, deploys } = seen;
  const turns = byTurn(seen).filter(({ result }) => result === 'deployed');
  const wanted = turns.map(({ commit }) => commit);
  check('commits applied, in order', appliedInOrder(seen.marks), wanted);

  const versions = await stateVersions(world, state);
  const serials = versions.map(({ serial }) => serial);
  check(
    'serials of the state',
    serials,
    [...new Set(serials)].sort((a, b) => a - b),
  );
  check('lineages of the state', new Set(versions.map(({ lineage }) => lineage)).size, 1);
  const last = versions.at(-1);
  check('what the state released last', last?.outputs['released']?.value, commits.at(-1));
  check('resources in the state', addresses(last), resourcesOf(stack));

  const pages = await pagesOf(world, site);
  const published = pages.map((page) => commits.find((commit) => page.includes(commit)));
  check('pages that were ever live, in order', published, wanted);

  const record = await readJson(world, state.bucket, state.key.replace('.tfstate', '.release.json'));
  const { live, intended } = record as { live?: { commit?: string; url?: string }; intended?: unknown };
  const url = `https://${site}.example`;
  check('what is live by the record', [live?.commit, live?.url, intended], [commits.at(-1), url, undefined]);
  for (const { run, ended } of deploys)
    check(`the URL that run ${run} tells`, ended.outputs['cloudfront-url'], url);
}

async function judgeWhatIsThere({ world, site, stack }: Ground, seen: Seen, check: Check): Promise<void> {
  const { Buckets = [] } = await world.s3.listBuckets({});
  const { TableNames = [] } = await world.dynamodb.listTables({});
  const table = `${PROJECT}-terraform-locks`;
  const isReal = stack === 'aws';
  check(
    'buckets',
    Buckets.map(({ Name }) => Name).sort(),
    [...(isReal ? [`${PROJECT}-files`] : []), site, seen.state.bucket].sort(),
  );
  check('tables', TableNames.sort(), [...(isReal ? [`${PROJECT}-orders`] : []), table].sort());
  check('locks and leases left', await heldIn(world, table), []);

  const { Status } = await world.s3.getBucketVersioning({ Bucket: seen.state.bucket });
  check('versioning of the state bucket', Status, 'Enabled');
  // CreateBucket tells nothing: in us-east-1 it is answered with 200 also where the bucket is one's own already.
  const made = (operation: string, path: RegExp): number =>
    world.gateway.calls.filter(
      (call) =>
        call.operation === operation && path.test(call.path) && call.status >= 200 && call.status < 300,
    ).length;
  check('tables made', made('CreateTable', /^\/$/), isReal ? 2 : 1);
  check('HTTP APIs made', made('POST /v2/apis', /^\/v2\/apis$/), isReal ? 1 : 0);
}

/** Every instance in a state, by address without its module. */
function addresses(state: State | undefined): readonly string[] {
  return (state?.resources ?? [])
    .flatMap(({ type, name, ...rest }) => {
      const { instances = [] } = rest as { readonly instances?: readonly unknown[] };
      return instances.map(() => `${type}.${name}`);
    })
    .sort();
}

/** Every page that the site ever had under its entry, oldest first. */
async function pagesOf({ s3 }: Ground['world'], site: string): Promise<readonly string[]> {
  const { Versions = [] } = await s3.listObjectVersions({ Bucket: site, Prefix: 'index.html' });
  const found = await Promise.all(
    Versions.map(async ({ VersionId = '' }) => {
      const { Body } = await s3.getObject({ Bucket: site, Key: 'index.html', VersionId });
      return (await Body?.transformToString()) ?? '';
    }),
  );
  return found.reverse();
}

async function readJson({ s3 }: Ground['world'], bucket: string, key: string): Promise<unknown> {
  const { Body } = await s3.getObject({ Bucket: bucket, Key: key });
  return JSON.parse((await Body?.transformToString()) ?? '{}') as unknown;
}
