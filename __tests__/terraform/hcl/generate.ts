import { quote } from '../../../src/terraform/hcl/literal.ts';

/** What a generated file holds: attribute names with their literal (null: not one), and the blocks in order. */
export interface Shape {
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
  readonly blocks: readonly { readonly path: readonly string[]; readonly shape: Shape }[];
}

/** A small, seeded source of chance (mulberry32): the same seed makes the same files anywhere. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A file of HCL full of what trips scanners up, together with what is in it. */
export function generateHcl(random: () => number): { text: string; shape: Shape } {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const newline = pick(['\n', '\n', '\r\n']);
  const space = () => pick([' ', ' ', '  ', '\t', '']);
  const lineComment = () => pick(['# } " ${', '// backend "s3" {', '#', '// <<EOT', '# /* not open']);
  const inlineComment = () => pick(['', '', '', '/* } */', '/* " */', '/* ${ \n */']);
  const filler = () =>
    pick(['', '', `${newline}`, `  ${lineComment()}${newline}`, `/* { ${newline} # */${newline}`]);
  const word = () => pick(['alpha', 'b_2', 'gämma', 'with-dash', '_u', 'for_each', 'if', 'été']);
  const text = () =>
    pick([
      '',
      'plain',
      'a "quoted" }',
      'tab\there',
      'line\nbreak',
      '${not} %{one}',
      '${open %{',
      'back\\slash',
      '# no',
      '// no',
      '<<EOT',
      'é😀',
    ]);

  const template = (depth: number): string =>
    pick([
      () => '${var.x}',
      () => '${f("}", "{")}',
      () => `\${upper("\${${expressionText(depth + 1)}}")}`,
      () => '%{ if a }yes%{ else }no%{ endif }',
      () => '${{ a = "}" }["a"]}',
      () => `\${ ${newline}/* } */ 1${newline} + 2 }`,
    ])();

  const expressionText = (depth: number): string =>
    depth > 3
      ? '1'
      : pick([
          () => 'var.a.b[0].c',
          () => '1 + 2 * (3 - 4)',
          () => `a == b ? "x" : "y"`,
          () => `[1, "]", ${lineComment()}${newline} ${expressionText(depth + 1)}, ${newline}]`,
          () => `{${newline} a = ${expressionText(depth + 1)} ${lineComment()}${newline} "b}" : 2${newline}}`,
          () => `(${newline} 1 ${lineComment()}${newline} + 2${newline})`,
          () => `f(${inlineComment()}"a\\"b", ${expressionText(depth + 1)})`,
          () => `"${pick(['', 'pre '])}${template(depth)} post $\${kept} %%{kept}"`,
          () => `[for k, v in m : "\${k}=}" if v != "{"]`,
          () => `!a && -1 >= 0 || a % 2 == 1`,
          // Only its own line's end closes a heredoc: inside brackets the comma goes on the next line.
          () => heredoc(depth) + (depth > 0 ? newline : ''),
        ])();

  const heredoc = (depth: number): string => {
    const marker = pick(['EOT', 'E-O_T', 'ENDE']);
    const lines = [
      `} " { # // /*`,
      `  ${marker}x`,
      `x ${marker}`,
      `$\${escaped}`,
      `$\${open " %%{`,
      template(depth),
      '',
      '\\',
    ];
    const body = Array.from({ length: Math.floor(random() * 4) }, () => pick(lines));
    return [pick([`<<${marker}`, `<<-${marker}`]), ...body, `${pick(['', '  '])}${marker}`].join(newline);
  };

  const value = (): { text: string; literal: string | number | boolean | null } =>
    pick([
      () => ({ text: 'true', literal: true }),
      () => ({ text: '-12.5', literal: -12.5 }),
      () => ({ text: '42', literal: 42 }),
      () => string(text()),
      () => string(text() + text()),
      () => ({ text: expressionText(0), literal: null }),
      () => ({ text: `(${expressionText(1)})`, literal: null }),
    ])();
  const string = (literal: string) => ({ text: quote(literal), literal });

  const body = (depth: number, indent: string): { text: string; shape: Shape } => {
    const attributes: Record<string, string | number | boolean | null> = {};
    const blocks: { path: string[]; shape: Shape }[] = [];
    let out = '';
    for (let count = Math.floor(random() * 5); count > 0; count -= 1) {
      out += filler() + indent;
      if (depth < 3 && random() < 0.45) {
        const labels = Array.from({ length: Math.floor(random() * 3) }, () =>
          pick(['s3', 'aws_x', 'a b', 'ü']),
        );
        const type = `block-${depth}-${blocks.length}`;
        const header = [
          type,
          ...labels.map((label) => (/^\w+$/.test(label) && random() < 0.3 ? label : `"${label}"`)),
        ];
        const inner = random() < 0.15 ? undefined : body(depth + 1, `${indent}  `);
        const oneLine = value();
        const path = [type, ...labels];
        const end = `${space()}${pick(['', lineComment()])}${newline}`;
        if (inner !== undefined) {
          out += `${header.join(' ')}${space()}{${space()}${pick(['', lineComment()])}${newline}${inner.text}${indent}}${end}`;
          blocks.push({ path, shape: inner.shape });
        } else if (random() < 0.5 || oneLine.text.startsWith('<<')) {
          out += `${header.join(' ')} {}${end}`;
          blocks.push({ path, shape: { attributes: {}, blocks: [] } });
        } else {
          out += `${header.join(' ')} { only${space()}=${space()}${oneLine.text}${space()}}${end}`;
          blocks.push({ path, shape: { attributes: { only: oneLine.literal }, blocks: [] } });
        }
      } else {
        const name = `${word()}_${Object.keys(attributes).length}`;
        const { text: source, literal } = value();
        const comment = source.startsWith('<<')
          ? ''
          : `${inlineComment()}${space()}${pick(['', lineComment()])}`;
        out += `${name}${space()}${inlineComment()}=${space()}${source}${comment}${newline}`;
        attributes[name] = literal;
      }
    }
    return { text: out + filler(), shape: { attributes, blocks } };
  };
  const file = body(0, '');
  return { text: pick(['', '', '\uFEFF']) + file.text, shape: file.shape };
}
