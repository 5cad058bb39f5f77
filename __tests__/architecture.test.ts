import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/**
 * What may import what in src/, highest first. Imports point down, or stay within one line. A name with a slash is a
 * folder, any other a file at the root of src/.
 */
const LAYERS: readonly (readonly string[])[] = [
  ['main', 'post', 'run-action', 'supervisor', 'state-backend-cli'],
  [
    'deploy',
    'bootstrap',
    'rollback',
    'destroy',
    'plan',
    'plan-session',
    'foresee-stops',
    'look-at-state',
    'comment-on-plan',
    'restore-state',
    'salvage',
    'keep-unsaved',
    'unlock',
    'deploy-session',
    'apply-configuration',
    'plan-and-apply',
    'plan-and-destroy',
    'adopter',
    'journal-keeper',
    'find-deployment',
    'publish-site',
    'prepare-activation',
    'build-site',
    'build-ahead',
    'keep-replaced',
    'site-place',
    'site-source',
    'record-deploy',
    'release-checkout',
    'examine-state',
    'migrate-state',
    'find-terraform',
    'terraform-environment',
    'command-context',
    'supervised-lease',
  ],
  ['report/', 'failure-message'],
  ['state/', 'terraform/', 'frontend/', 'cdn/'],
  ['context/'],
  ['inputs/'],
  ['platform/'],
  ['errors'],
];

/** Folders of one line that are strangers to each other: only a command knows more than one of them. */
const STAGES = ['state/', 'terraform/', 'frontend/', 'cdn/'];

/** Where side effects may be reached without `Platform`: what builds it, and what starts before it is there. */
const MAY_REACH_OUT = ['platform/', 'context/', ...(LAYERS[0] ?? [])];

const LONGEST_FILE = 350;

const source = fileURLToPath(new URL('../src', import.meta.url));
const dist = fileURLToPath(new URL('../dist', import.meta.url));

interface Import {
  /** As written: `./errors.ts`, `@aws-sdk/client-s3`. */
  readonly specifier: string;
  readonly kind: 'static' | 'type' | 'dynamic';
}

interface SourceFile {
  /** `state/lease.ts`. */
  readonly name: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

const files: ReadonlyMap<string, SourceFile> = new Map(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => [name, readSource(name)]),
);

function readSource(name: string): SourceFile {
  const text = readFileSync(path.join(source, name), 'utf8');
  const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const imports = nodesOf(tree).flatMap((node): Import[] => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const kind =
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes(node) ? 'type' : 'static';
      return [{ specifier: node.moduleSpecifier.text, kind }];
    }
    if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      return [{ specifier: node.moduleSpecifier.text, kind: node.isTypeOnly ? 'type' : 'static' }];
    }
    const [argument] = ts.isCallExpression(node) ? node.arguments : [];
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      argument !== undefined
    ) {
      // A computed name can't be checked, nor bundled.
      assert.ok(ts.isStringLiteral(argument), `${name}: import(${argument.getText()})`);
      return [{ specifier: argument.text, kind: 'dynamic' }];
    }
    return [];
  });
  return { name, text, tree, imports };
}

function nodesOf(root: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return nodes;
}

/** `import { type A, type B }`: erased as a whole only by name, but it loads nothing we would use. */
function onlyTypes({ importClause }: ts.ImportDeclaration): boolean {
  const named = importClause?.namedBindings;
  return (
    importClause !== undefined &&
    importClause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

/** Name of the file in src/ that an import of ours leads to; undefined for a package. */
const target = (from: SourceFile, { specifier }: Import): string | undefined =>
  specifier.startsWith('.') ? path.posix.join(path.posix.dirname(from.name), specifier) : undefined;

/** `state/` for `state/lease.ts`, `deploy` for `deploy.ts`. */
const part = (name: string): string =>
  name.includes('/') ? `${name.split('/')[0]}/` : name.replace(/\.ts$/, '');

const layer = (name: string): number => LAYERS.findIndex((parts) => parts.includes(part(name)));

const within = (name: string, parts: readonly string[]): boolean => parts.includes(part(name));

/** Every import of ours, as `from -> to`, that a rule refuses. */
const importsThat = (refused: (from: string, to: string) => boolean): readonly string[] =>
  [...files.values()].flatMap((file) =>
    file.imports.flatMap((each) => {
      const to = target(file, each);
      return to !== undefined && refused(file.name, to) ? [`${file.name} -> ${to}`] : [];
    }),
  );

/** `file:line` of every node that a rule refuses. */
const nodesThat = (refused: (node: ts.Node, file: SourceFile) => boolean): readonly string[] =>
  [...files.values()].flatMap((file) =>
    nodesOf(file.tree)
      .filter((node) => refused(node, file))
      .map((node) => `${file.name}:${file.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`),
  );

/** Everything that loads when `entry` does: packages by their specifier, files of ours by their name. */
function loadedWith(entry: string, seen = new Set<string>()): ReadonlySet<string> {
  seen.add(entry);
  const file = files.get(entry);
  for (const each of file?.imports ?? []) {
    if (file === undefined || each.kind !== 'static') continue;
    const to = target(file, each);
    if (to === undefined) seen.add(each.specifier);
    else if (!seen.has(to)) loadedWith(to, seen);
  }
  return seen;
}

describe('the layers of src/', () => {
  it('give every file a place', () => {
    assert.deepEqual(
      [...files.keys()].filter((name) => layer(name) === -1),
      [],
    );
  });

  it('name nothing that is gone', () => {
    const gone = LAYERS.flat().filter(
      (name) => !existsSync(path.join(source, name.endsWith('/') ? name : `${name}.ts`)),
    );
    assert.deepEqual(gone, []);
  });

  it('are imported downwards only', () => {
    assert.deepEqual(
      importsThat((from, to) => layer(to) < layer(from)),
      [],
    );
  });

  it('keep the stages apart', () => {
    assert.deepEqual(
      importsThat((from, to) => part(from) !== part(to) && within(from, STAGES) && within(to, STAGES)),
      [],
    );
  });

  it('have no circle of modules that load each other', () => {
    const circles = [...files.values()].flatMap((file) =>
      file.imports
        .filter(({ kind }) => kind === 'static')
        .map((each) => target(file, each))
        .filter((to) => to !== undefined && loadedWith(to).has(file.name))
        .map((to) => `${file.name} <-> ${to}`),
    );
    assert.deepEqual(circles, []);
  });

  it('import only files that are there, by their full name', () => {
    assert.deepEqual(
      importsThat((_from, to) => !files.has(to)),
      [],
    );
  });
});

describe('side effects', () => {
  const insideThePlatform = ({ name }: SourceFile): boolean => within(name, MAY_REACH_OUT);

  it('read the environment only through the platform', () => {
    const reads = nodesThat(
      (node, file) =>
        !insideThePlatform(file) &&
        ts.isPropertyAccessExpression(node) &&
        ['process.env', 'process.argv', 'process.stdout', 'process.stderr'].includes(node.getText()),
    );
    assert.deepEqual(reads, []);
  });

  it('start processes only through the platform', () => {
    const starts = [...files.values()].filter(
      (file) =>
        !insideThePlatform(file) &&
        file.imports.some(({ specifier }) => /^(node:)?(child_process|process)$/.test(specifier)),
    );
    assert.deepEqual(
      starts.map(({ name }) => name),
      [],
    );
  });

  it('load the AWS SDK and the runner toolkit only in the platform; others see their types', () => {
    const loads = [...files.values()].flatMap((file) =>
      part(file.name) === 'platform/'
        ? []
        : file.imports
            .filter(
              ({ specifier, kind }) => /^@(aws-sdk|smithy|actions)\//.test(specifier) && kind !== 'type',
            )
            .map(({ specifier }) => `${file.name} -> ${specifier}`),
    );
    assert.deepEqual(loads, []);
  });

  it('make no AWS client of their own', () => {
    const clients = nodesThat(
      (node, file) =>
        !insideThePlatform(file) &&
        ts.isNewExpression(node) &&
        /^(S3|DynamoDB|STS|CloudFront)(Client)?$/.test(node.expression.getText().split('.').at(-1) ?? ''),
    );
    assert.deepEqual(clients, []);
  });
});

describe('every file of src/', () => {
  it('throws failures with a code, never a bare Error', () => {
    const bare = nodesThat(
      (node) =>
        ts.isThrowStatement(node) &&
        ts.isNewExpression(node.expression) &&
        /^(Type|Range|Syntax)?Error$/.test(node.expression.expression.getText()),
    );
    assert.deepEqual(bare, []);
  });

  it(`has at most ${LONGEST_FILE} lines`, () => {
    const lines = ({ text }: SourceFile): number => text.split('\n').length - 1;
    const long = [...files.values()].filter((file) => lines(file) > LONGEST_FILE);
    assert.deepEqual(
      long.map((file) => `${file.name}: ${lines(file)}`),
      [],
    );
  });

  it('is named after what it does', () => {
    assert.deepEqual(
      [...files.keys()].filter((name) => /(^|[/-])(util|helper|misc|common|manager)s?([./-]|$)/.test(name)),
      [],
    );
  });
});

describe('the start of the action', () => {
  it('loads no AWS SDK and no cache client with the entry, nor with the main phase', () => {
    for (const entry of ['main.ts', 'run-action.ts']) {
      const heavy = [...loadedWith(entry)].filter((name) =>
        /^@(aws-sdk|smithy)\/|^@actions\/cache/.test(name),
      );
      assert.deepEqual(heavy, [], entry);
    }
  });

  it('has none of them in the entry of the bundle', () => {
    const entry = readFileSync(path.join(dist, 'index.js'), 'utf8');
    for (const sign of ['AmazonS3', 'DynamoDB_20120810', '@azure/storage-blob'])
      assert.ok(!entry.includes(sign), sign);
    const chunks = readdirSync(dist).filter((name) => /^\d+\.index\.js$/.test(name));
    const inChunks = chunks.map((name) => readFileSync(path.join(dist, name), 'utf8')).join('\n');
    for (const sign of ['AmazonS3', 'DynamoDB_20120810']) assert.ok(inChunks.includes(sign), sign);
  });
});
