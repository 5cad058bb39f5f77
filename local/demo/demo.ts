import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { startLocalAws } from '../aws/local-aws.ts';
import { startEdge } from '../edge/edge.ts';
import { ensureTerraformOnPath } from '../terraform/ensure-terraform.ts';
import { createReferenceRepository, projectRoot } from '../reference/repository.ts';
import { renderSummary } from '../summary/render-summary.ts';
import { showBackend, showLivePage, tellHowToLookAround } from './look-around.ts';
import { heading, say } from './print.ts';
import { playStory } from './story.ts';

/** Where the demo leaves logs, summaries and pictures. */
const output = path.join(projectRoot, 'demo-output');

/**
 * Plays the seed story on a local AWS with the committed bundle: from an empty account to a live URL, then what changes
 * and nothing else. Fails where a count is not what it must be.
 */
async function demo(keep: boolean): Promise<void> {
  const started = performance.now();
  await ensureTerraformOnPath();
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  say('Starting the local AWS (Moto), and an edge that answers for CloudFront ...');
  const aws = await startLocalAws();
  const edge = await startEdge(aws);
  const repository = await createReferenceRepository();
  try {
    const environment = { ...aws.environment, ...edge.environment, ...npmEnvironment };
    const story = { aws, environment, repository, output };
    const last = await playStory(story);

    await showBackend(aws);
    await showLivePage({ url: last.outputs['cloudfront-url'] ?? '', edge, output });
    const htmlFile = path.join(output, 'summary.html');
    const pngFile = path.join(output, 'summary.png');
    await writeFile(path.join(output, 'summary.md'), last.summary);
    const rendered = await renderSummary(last.summary, { htmlFile, pngFile });
    heading('The last summary, as GitHub would show it');
    say(`  ${path.relative(process.cwd(), htmlFile)}`);
    say(
      rendered.pngFile === undefined
        ? '  (no PNG: no browser was found; set CHROME_PATH to one)'
        : `  ${path.relative(process.cwd(), pngFile)}`,
    );
    heading(`All five stories ended as they must, in ${Math.round((performance.now() - started) / 1000)} s.`);
    if (keep) await tellHowToLookAround({ aws, edge, repository });
  } finally {
    await edge.stop();
    await aws.stop();
    await repository.remove();
  }
}

/** The frontend's `npm ci` takes what it can from npm's cache: five deploys need not fetch React five times. */
const npmEnvironment = { npm_config_prefer_offline: 'true', npm_config_update_notifier: 'false' };

try {
  await demo(process.argv.includes('--keep'));
} catch (error) {
  console.error(`\nThe demo did not end well: ${(error as Error).message}`);
  console.error(`Logs and summaries are in ${path.relative(process.cwd(), output)}/.`);
  process.exitCode = 1;
}
