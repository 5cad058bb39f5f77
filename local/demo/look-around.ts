import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { S3 } from '@aws-sdk/client-s3';
import path from 'node:path';
import process from 'node:process';
import type { LocalAws } from '../aws/local-aws.ts';
import { openBrowser } from '../browser/chromium.ts';
import type { Edge } from '../edge/edge.ts';
import type { ReferenceRepository } from '../reference/repository.ts';
import { heading, say } from './print.ts';

const clientOptions = (aws: LocalAws) => ({
  endpoint: aws.endpoint,
  region: aws.region,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

const STATE_BUCKET = 'revivecrm-terraform-state-123456789012';
const STATE_KEY = 'production/terraform.tfstate';
const LOCK_TABLE = 'revivecrm-terraform-locks';

/** The items of the lock table, a line each. */
export async function lockTableItems(aws: LocalAws): Promise<readonly string[]> {
  const { Items = [] } = await new DynamoDB(clientOptions(aws)).scan({ TableName: LOCK_TABLE });
  return Items.map((item) => {
    const { LockID, ...rest } = item;
    const info = item['Info']?.S;
    const shown = Object.entries(rest).map(([name, value]) => `${name}=${value.S ?? value.N ?? ''}`);
    return `${LockID?.S}: ${info === undefined ? shown.join(' ') : info}`;
  });
}

/** Shows the versions of the state and what is left in the lock table; fails where a lock or lease is left. */
export async function showBackend(aws: LocalAws): Promise<void> {
  const { Versions = [] } = await new S3(clientOptions(aws)).listObjectVersions({
    Bucket: STATE_BUCKET,
    Prefix: STATE_KEY,
  });
  heading(`The state's versions, newest first: s3://${STATE_BUCKET}/${STATE_KEY}`);
  for (const { VersionId, LastModified, Size, IsLatest } of Versions) {
    say(
      `  ${LastModified?.toISOString()}  ${String(Size).padStart(7)} bytes  ${VersionId}${IsLatest === true ? '  (current)' : ''}`,
    );
  }
  const items = await lockTableItems(aws);
  heading(`The lock table after the deploys: ${LOCK_TABLE}`);
  for (const line of items) say(`  ${line}`);
  const left = items.filter((line) => !/-md5: /.test(line));
  say(left.length === 0 ? '  No lock and no lease is left; the -md5 item is the digest of the state.' : '');
  if (left.length > 0) throw new Error(`${left.length} locks are left`);
}

/** Opens the live page in a browser, where there is one, and keeps a picture of it. */
export async function showLivePage({
  url,
  edge,
  output,
}: {
  readonly url: string;
  readonly edge: Edge;
  readonly output: string;
}): Promise<void> {
  heading(`The live page: ${url}`);
  const browser = await openBrowser({ edge });
  if (browser === undefined) return say('  (no browser was found to open it; set CHROME_PATH to one)');
  try {
    const page = await browser.newPage();
    await page.goto(url, { waitUntil: 'networkidle' });
    // The page calls the API, the API its function, the function its table: all of it deployed a minute ago.
    await page.getByLabel('Customer').fill('Ada Lovelace');
    await page.getByLabel('Vehicle').fill('2014 Difference Engine');
    await page.getByLabel('Concern').fill('Rattles when it carries');
    await page.getByRole('button', { name: 'Open order' }).click();
    await page.getByText('Difference Engine').first().waitFor();
    say(
      `  ${await page.title()}: ${(await page.locator('main').innerText()).split('\n').slice(0, 6).join(' · ')}`,
    );
    const file = path.join(output, 'live-page.png');
    await page.screenshot({ path: file, fullPage: true });
    say(`  ${path.relative(process.cwd(), file)}`);
  } finally {
    await browser.close();
  }
}

/** Says how to look at what runs, and waits for Ctrl-C. */
export async function tellHowToLookAround(running: {
  readonly aws: LocalAws;
  readonly edge: Edge;
  readonly repository: ReferenceRepository;
}): Promise<void> {
  const { aws, edge, repository } = running;
  heading('Everything keeps running until Ctrl-C. To look around:');
  for (const [name, value] of Object.entries(aws.environment)) say(`  export ${name}=${value}`);
  say(`  aws s3 ls s3://${STATE_BUCKET}/ --recursive`);
  say(`  aws lambda list-functions --query 'Functions[].FunctionName'`);
  say(`  curl --proxy ${edge.proxyUrl} --cacert ${edge.caFile} <the live URL>`);
  say(`  cd ${repository.directory}   # the checkout that was deployed`);
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
}
