import { describe, expect, test } from 'vitest';
import type { Variable, VariableValue } from '../../src/model/message.ts';
import { type CompiledText, compileText } from '../../src/templates/engine.ts';
import { longestBytes, longestOfMany } from '../../src/templates/longest.ts';

async function longestOf(source: string, ...variables: Variable[]): Promise<number> {
  return longestBytes(await compileText(source, 'markup'), variables);
}

describe('given what a variable may be, expect the most bytes that any of its values takes', () => {
  test.each<[string, string, number, Partial<Variable>]>([
    ['choices of other characters', '{{ v }}', 9, { enum: ['aaaa', '中文字', 'bbb'] }],
    ['choices with signs that become entities', '{{ v }}', 16, { enum: ['aaaaaaaaaa', '<<<<'] }],
    ['a choice that takes another way', '{% if v == "b" %}long way{% endif %}', 8, { enum: ['aaa', 'b'] }],
    ['a number between whole ones', '{{ v }}', 25, { type: 'number', minimum: 0, maximum: 1 }],
    ['a number that can only be one', '{{ v }}', 1, { type: 'number', minimum: 7, maximum: 7 }],
    ['a number without bounds', '{{ v }}', 25, { type: 'number' }],
    [
      'a number whose bound takes another way',
      '{% if v > 5 %}{{ "a long way to go, longer than a number" }}{% endif %}',
      38,
      { type: 'number', maximum: 10 },
    ],
    ['an integer', '{{ v }}', 3, { type: 'integer', minimum: -10, maximum: 9 }],
    ['an integer beyond the safe ones', '{{ v }}', 24, { type: 'integer', minimum: 0, maximum: 1e300 }],
  ])('%s', async (_, source, bytes, rules) => {
    expect(await longestOf(source, { name: 'v', type: 'string', ...rules })).toBe(bytes);
  });

  test.each([
    ['of more bytes', ['aaaa', '中文字'], 18],
    ['that grow by escaping', ['aaaaaaaaaa', '<<<<'], 32],
  ])('choices of two variables %s', async (_, choices, bytes) => {
    const [one, other] = ['one', 'other'].map((name): Variable => ({ name, type: 'string', enum: choices }));
    expect(await longestOf('{{ one }}{{ other }}', one as Variable, other as Variable)).toBe(bytes);
  });

  test.each([0.1234567890123456, 0.0000012345678901234567, 1 / 3, 5e-324])(
    'no number from 0 to 1 takes more: %d',
    async (number) => {
      const most = await longestOf('{{ v }}', { name: 'v', type: 'number', minimum: 0, maximum: 1 });
      expect(String(number).length).toBeLessThanOrEqual(most);
    },
  );
});

describe('given more values than a text can be tried with, expect so many renderings', () => {
  const switches = Array.from(
    { length: 5 },
    (_, index): Variable => ({ name: `s${index}`, type: 'boolean' }),
  );
  const choices = Array.from({ length: 20_000 }, (_, index) => `choice ${index}`);
  const chosen: Variable = { name: 'v', type: 'string', enum: choices };

  test('of one text', async () => {
    const { text, calls } = counted(
      await compileText(`{{ v }}${switches.map(({ name }) => `{{ ${name} }}`)}`, 'none'),
    );
    longestBytes(text, [chosen, ...switches]);
    expect(calls.length).toBeLessThanOrEqual(600);
  });

  test('but those that the text asks for are tried', async () => {
    const text = await compileText('{% if v == "choice 7" %}a way that is longer{% endif %}', 'none');
    expect(longestBytes(text, [chosen])).toBe(20);
  });

  test('of many texts of a file', async () => {
    const { text, calls } = counted(await compileText('{{ v }}{{ s0 }}', 'none'));
    const longest = longestOfMany(1000);
    const lengths = Array.from({ length: 100 }, () => longest(text, [chosen, ...switches]));
    expect(new Set(lengths)).toEqual(new Set(['choice 19999false'.length]));
    expect(calls.length).toBeLessThanOrEqual(1000 + 100 * 10);
  });

  test('and what a text does not use is not tried', async () => {
    const { text, calls } = counted(await compileText('{{ s0 }}', 'none'));
    longestBytes(text, [chosen, ...switches]);
    expect(calls.map(({ s0 }) => s0)).toEqual([true, false]);
  });
});

/** The text, and the values it was rendered with. */
function counted(text: CompiledText) {
  const calls: Readonly<Record<string, VariableValue>>[] = [];
  const render: CompiledText['render'] = (values) => {
    calls.push(values);
    return text.render(values);
  };
  return { text: { ...text, render }, calls };
}

test.each([
  '{{ a | append: v }}',
  '{% capture x %}{{ v }}{% endcapture %}{{ x }}',
  '{% assign x = v %}{{ x }}',
  '{% case a %}{% when v %}{{ v }}{% else %}{{ v }}{% endcase %}',
  '{% unless v == a %}{{ v }}{% endunless %}',
])('given %s, expect each variable in it to have a value', async (source) => {
  const a: Variable = { name: 'a', type: 'string', maxLength: 1 };
  const v: Variable = { name: 'v', type: 'string', maxLength: 3 };
  expect(await longestOf(source, a, v)).toBeGreaterThanOrEqual(12);
});
