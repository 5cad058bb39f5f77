import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { code, fence, folded, link, markup, prose, table } from '../../src/report/markdown.ts';
import { cells, elements, html, visible } from './rendered.ts';

/** What someone may call a resource, a branch, a bucket: each must be seen as it is. */
const HOSTILE: readonly string[] = [
  'aws_x.y["a|b<c>"]',
  'aws_lambda_function.this["orders"]',
  'a|b',
  'a\\|b',
  'a\\\\|b',
  '||||',
  '`',
  '``',
  '`a`',
  'a`b',
  '```js',
  '`|`',
  '*bold* _em_ __strong__ ~~gone~~',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</td></tr></table><h1>x',
  '</details>',
  '[click](https://evil.example)',
  '![image](https://evil.example/x.png)',
  '&lt;not a tag&gt; &amp; &#60;b&#62;',
  '# heading',
  '- item',
  '+ item',
  '1. item',
  '2) item',
  '> quote',
  '---',
  '===',
  '$x$ $$y$$',
  '\\',
  '\\\\',
  'a\\',
  'www.evil.example',
  'ünïcödé 日本 🚗',
  'module.a["x"].aws_s3_object.b["p/q r.html"]',
];

describe('table', () => {
  for (const text of HOSTILE) {
    it(`shows ${JSON.stringify(text)} in its cells, as text and as code, and as nothing else`, () => {
      const columns = [
        { title: 'A', align: 'left' },
        { title: 'B', align: 'right' },
      ] as const;
      const page = html(
        table(columns, [
          [markup`${text}`, code(text)],
          [markup`next`, markup`row`],
        ]).source,
      );
      assert.deepEqual(cells(page), [
        ['A', 'B'],
        [text, text],
        ['next', 'row'],
      ]);
      const allowed = new Set(['table', 'thead', 'tbody', 'tr', 'th', 'td', 'code']);
      assert.deepEqual(
        [...elements(page)].filter((name) => !allowed.has(name)),
        [],
      );
    });
  }

  it('keeps a measure and its unit together, and lets text wrap', () => {
    const columns = [
      { title: 'Stage', align: 'left' },
      { title: 'Time', align: 'right' },
    ] as const;
    const { source } = table(columns, [[markup`state backend`, markup`1 m 12 s`]]);
    assert.match(source, /\| state backend \| 1\u00a0m\u00a012\u00a0s \|$/);
  });

  it('keeps a value with newlines in one row', () => {
    const page = html(
      table([{ title: 'A', align: 'left' }], [[code('a\n| b |\r\nc')], [markup`${'x\n\n# y'}`]]).source,
    );
    assert.deepEqual(cells(page), [['A'], ['a | b | c'], ['x # y']]);
  });
});

describe('markup', () => {
  for (const text of HOSTILE) {
    it(`makes a paragraph of ${JSON.stringify(text)} and no more than its text`, () => {
      const page = html(markup`${text}`.source);
      assert.equal(visible(page), text);
      assert.deepEqual([...elements(page)], ['p']);
    });
  }

  it('cuts what nobody would read to its end', () => {
    assert.ok(markup`${'x'.repeat(100_000)}`.source.length < 1_000);
  });
});

describe('prose', () => {
  it('shows what stands between backticks as code, and web addresses as links', () => {
    const page = html(
      prose('Set `lock-timeout`, see https://github.com/o/r/actions/runs/1?a_b=c&d_e=f.').source,
    );
    assert.match(page, /<code>lock-timeout<\/code>/);
    assert.match(page, /<a href="https:\/\/github\.com\/o\/r\/actions\/runs\/1\?a_b=c&amp;d_e=f">/);
    assert.equal(visible(page), 'Set lock-timeout, see https://github.com/o/r/actions/runs/1?a_b=c&d_e=f.');
  });

  for (const text of HOSTILE.filter((each) => !each.includes('`') && !each.includes('https://'))) {
    it(`is only text for ${JSON.stringify(text)}`, () => {
      const page = html(prose(text).source);
      assert.equal(visible(page), text);
      assert.deepEqual([...elements(page)], ['p']);
    });
  }
});

describe('code', () => {
  it('shows backticks, which a code span has no escape for', () => {
    assert.equal(visible(html(code('a`b``c|d').source)), 'a`b``c|d');
  });
});

describe('link', () => {
  it('links to the web only', () => {
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '/relative',
      'no address',
    ]) {
      assert.equal(link(markup`label`, address).source, 'label');
    }
  });

  it("can't be left by the address, and shows no password", () => {
    const page = html(link(markup`label`, 'https://ada:pw@example.com/a)b(c|d`e<f>?x=[1]&copy=2').source);
    assert.equal(page.match(/<a /g)?.length, 1);
    assert.equal(visible(page), 'label');
    assert.ok(!page.includes('pw@'));
    assert.match(page, /&amp;copy=2"/);
  });
});

describe('fence', () => {
  it('holds lines that contain fences', () => {
    const lines = ['```', '~~~', '````js', '</code></pre><b>x</b>'];
    const page = html(`${fence(lines).source}\n\nafter`);
    assert.equal(visible(page).replace(/\n+after$/, ''), lines.join('\n'));
    assert.match(page, /<p>after<\/p>/);
  });

  it('says how many lines it leaves to the log', () => {
    const { source } = fence(
      Array.from({ length: 500 }, (_, index) => `line ${index}`),
      { most: 3 },
    );
    assert.match(source, /line 2\n… 497 more lines in the log\n```$/);
  });
});

describe('folded', () => {
  it('reads Markdown inside, and nothing but text in its title', () => {
    const page = html(
      folded('1 < 2 </summary> more', table([{ title: 'A', align: 'left' }], [[code('b')]])).source,
    );
    assert.deepEqual(cells(page), [['A'], ['b']]);
    assert.match(page, /<summary>1 &lt; 2 &lt;\/summary&gt; more<\/summary>/);
  });
});
