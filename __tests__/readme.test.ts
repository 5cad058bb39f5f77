import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { generatedFiles } from '../scripts/generated-files.ts';
import { replaceParts } from '../scripts/generated-parts.ts';
import { FAILURE_CODES } from '../src/errors.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');

describe('what repeats action.yml and the code', () => {
  it('says the same as they do', async () => {
    for (const { file, before, after } of await generatedFiles(root)) {
      assert.equal(before, after, `${file}: run npm run generate`);
    }
  });

  it('is replaced between its markers only', () => {
    const text = 'a\n<!-- begin generated x (how) -->\nold\n<!-- end generated x -->\nb\n';
    const replaced = 'a\n<!-- begin generated x (how) -->\n$& new\n<!-- end generated x -->\nb\n';
    assert.equal(replaceParts(text, { x: '$& new' }), replaced);
    assert.equal(replaceParts(replaced, { x: '$& new' }), replaced);
    assert.throws(() => replaceParts(text, { y: '' }), /begin generated y/);
  });
});

describe('README.md', () => {
  it('has the two commands and the workflow on its first screen', async () => {
    const screen = (await read('README.md')).split('\n').slice(0, 30).join('\n');
    assert.match(screen, /^npm run demo\b/m);
    assert.match(screen, /^npm cit\b/m);
    const [, workflow = ''] = /```yaml\n([^]*?)```/.exec(screen) ?? [];
    const { permissions, jobs } = parse(workflow) as {
      permissions: unknown;
      jobs: { deploy: { steps: unknown[] } };
    };
    assert.deepEqual(permissions, { 'id-token': 'write', contents: 'read', actions: 'read' });
    assert.equal(jobs.deploy.steps.length, 2);
    assert.ok(workflow.trimEnd().split('\n').length <= 10);
  });

  it('names every failure code', async () => {
    const readme = await read('README.md');
    assert.deepEqual(
      Object.keys(FAILURE_CODES).filter((code) => !readme.includes(`\`${code}\``)),
      [],
    );
  });

  it('leads, as the other documents do, only to what is there', async () => {
    for (const file of ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']) {
      const text = await read(file);
      for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
        const [target = '', anchor] = link.split('#');
        const named = target === '' ? file : path.join(path.dirname(file), target);
        assert.ok(existsSync(path.join(root, named)), `${file} leads to ${link}`);
        if (anchor !== undefined)
          assert.ok(anchors(await read(named)).has(anchor), `${file} leads to ${link}`);
      }
    }
  });
});

/** Anchors of a document's headings, as GitHub makes them. */
const anchors = (markdown: string): ReadonlySet<string> =>
  new Set(
    [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
