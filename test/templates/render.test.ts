import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SendBody, Template, Variable } from '../../src/model/message.ts';
import { renderTemplate, sendBody } from '../../src/templates/render.ts';

const nowhere = { file: 'kefu.yaml', line: 7, column: 20, length: 1, text: '' };

function template(content: string, variables: readonly Variable[]): Template {
  const lines = content.split('\n').map((_, index) => ({ ...nowhere, line: nowhere.line + index }));
  const body = { msgtype: 'text', content: { content: { text: content, lines } } } as const;
  return { name: 'welcome', variables, body, source: nowhere };
}

const name: Variable = { name: 'name', type: 'string' };

async function bodyOf(written: Template, values: Record<string, unknown>): Promise<SendBody> {
  const rendering = await renderTemplate(written, { values, mediaId: () => undefined });
  if (!rendering.ok) throw new Error(rendering.faults.map(({ code }) => code).join());
  return sendBody(written, rendering.body, 'oCUSTOMER_1');
}

async function codesOf(written: Template, values: Record<string, unknown>): Promise<string[]> {
  const rendering = await renderTemplate(written, { values, mediaId: () => undefined });
  return rendering.ok
    ? []
    : rendering.faults.map(({ code, range }) => `${code} ${range?.line}:${range?.column}`);
}

/** What hostile customers might call themselves. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '{{ name }}',
    '{% include "/etc/passwd" %}',
    '{{ constructor }}',
    '</a><a href="https://evil.example">点',
    '"},"msgtype":"image","x":{"',
    "' onclick='x",
    '\\u0022',
    '&lt;a&gt;',
  ),
);

describe('given hostile values, expect them to stay text', () => {
  test('no value adds markup, whatever the template has of its own', async () => {
    const texts = [
      '{{ name }}',
      'a {{ name }} <a href="https://a.cn/?n={{ name }}">点</a>',
      '{% if name %}{{ name | upcase }}{% endif %}',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), hostile, async (text, value) => {
        const rendering = await renderTemplate(template(text, [name]), {
          values: { name: value },
          mediaId: () => undefined,
        });
        if (!rendering.ok) return;
        const { content } = (rendering.body as Extract<typeof rendering.body, { msgtype: 'text' }>).content;
        const tags = (some: string) =>
          some
            .replace(/\{\{.*?\}\}|\{%.*?%\}/g, '')
            .match(/[<>"]/g)
            ?.join('') ?? '';
        expect(content.match(text.includes('<') ? /[<>"]/g : /[<>]/g)?.join('') ?? '').toBe(tags(text));
        const body = sendBody({}, rendering.body, 'oCUSTOMER_1');
        const json = JSON.stringify(body);
        expect(JSON.parse(json)).toEqual(body);
        expect(Object.keys(JSON.parse(json))).toEqual(['touser', 'msgtype', 'text']);
        expect(json.replaceAll('\\\\', '')).not.toContain('\\u');
      }),
      { numRuns: 1000 },
    );
  });

  test('a value is never read as a template', async () => {
    const body = await bodyOf(template('{{ name }}', [name]), { name: '{{ name }}{% include "x" %}' });
    expect(body.text?.content).toBe('{{ name }}{% include "x" %}');
  });

  test('without markup of its own a text keeps quotes as they are', async () => {
    const body = await bodyOf(template('{{ name }}', [name]), { name: `"AT&T" <b> it's` });
    expect(body.text?.content).toBe(`"AT&T" &lt;b&gt; it's`);
  });

  test.each(['constructor', '__proto__', 'toString', 'process'])('%s is no variable', async (word) => {
    expect(await codesOf(template(`{{ ${word} }}`, [name]), { name: 'a' })).toEqual(['template-fault 7:23']);
  });

  test.each([
    '{{ name | append: name | append: name | raw }}',
    '{% render "x" %}',
    '{% for i in (1..1000000000) %}x{% endfor %}',
    '{% liquid echo name %}',
    '{% cycle name, "b" %}',
  ])('%s is refused', async (text) => {
    const [code] = await codesOf(template(text, [name]), { name: '<b>' });
    expect(code).toMatch(/^template-fault /);
  });

  test('a template that doubles itself again and again ends', async () => {
    const doubling = `{% assign a = name %}${'{% assign a = a | append: a %}'.repeat(60)}{{ a }}`;
    expect(await codesOf(template(doubling, [name]), { name: 'aaaa' })).toEqual([
      expect.stringMatching(/^template-fault /),
    ]);
  });
});

describe('given values, expect what does not fit to be named', () => {
  const variables: Variable[] = [
    { name: 'count', type: 'integer', minimum: 1, maximum: 9 },
    { name: 'late', type: 'boolean', default: false },
    { name: 'link', type: 'url' },
    { name: 'name', type: 'string', maxLength: 3 },
  ];
  const all = template('{{ name }} {{ count }} {{ late }} {{ link }}', variables);
  const good = { name: '小王', count: '3', link: 'https://a.cn/?q=1' };

  test('texts of a command line become what the variables are', async () => {
    expect((await bodyOf(all, good)).text?.content).toBe('小王 3 false https://a.cn/?q=1');
  });

  test.each<[Record<string, unknown>, string]>([
    [{ name: undefined }, 'value-missing'],
    [{ nmae: 'x' }, 'value-unknown'],
    [{ name: 5 }, 'value-type'],
    [{ count: 'three' }, 'value-type'],
    [{ count: 1.5 }, 'value-type'],
    [{ count: 10 }, 'value-limit'],
    [{ count: 0 }, 'value-limit'],
    [{ late: 'yes' }, 'value-type'],
    [{ link: 'javascript:alert(1)' }, 'value-type'],
    [{ link: '/relative' }, 'value-type'],
    [{ name: '小王小李' }, 'value-limit'],
    [{ name: 'a\u0000' }, 'value-character'],
    [{ name: '\uD800' }, 'value-character'],
  ])('%j: %s', async (more, code) => {
    expect(await codesOf(all, { ...good, ...more })).toEqual([`${code} undefined:undefined`]);
  });

  const digits = template('{{ whole }} {{ real }}', [
    { name: 'whole', type: 'integer', default: 0 },
    { name: 'real', type: 'number', default: 0 },
  ]);

  test.each(['0', '-3', '0.1', '12.5', '9007199254740991', '1e+24', '-1.5e-7'])(
    '%s is sent as it is written',
    async (real) => {
      expect((await bodyOf(digits, { real })).text?.content).toBe(`0 ${real}`);
    },
  );

  test.each([
    '9007199254740993',
    '99999999999999999999',
    '12.50',
    '00123',
    '+5',
    '-0',
    '1e5',
    '0.12345678901234567890',
    '1e400',
    '9'.repeat(400),
  ])('%s, which a number would send in other digits, is refused', async (written) => {
    expect(await codesOf(digits, { real: written })).toEqual(['value-type undefined:undefined']);
    expect(await codesOf(digits, { whole: written })).toEqual(['value-type undefined:undefined']);
  });

  test('a text that its values make too long is refused before it is sent', async () => {
    const long = template('{{ name }}', [name]);
    expect(await codesOf(long, { name: '中'.repeat(682) })).toEqual([]);
    expect(await codesOf(long, { name: '中'.repeat(683) })).toEqual(['text-too-long 7:20']);
    expect(await codesOf(long, { name: ' ' })).toEqual(['text-empty 7:20']);
  });

  test('a fault is told at its line and column of the YAML', async () => {
    expect(await codesOf(template('您好\n  {{ name | divided_by: nobody }}', [name]), { name: 'a' })).toEqual(
      [expect.stringMatching(/^template-fault 8:\d+$/)],
    );
  });
});
