import { describe, expect, test } from 'vitest';
import { rulesAsWritten, rulesForPeople } from '../../src/kinds/template/variables.ts';
import { inNaturalOrder, naturally } from '../../src/model/natural-order.ts';
import type { Plan } from '../../src/model/plan.ts';
import { prose } from '../../src/render/escape-markdown.ts';
import { planFormats, reportFormats } from '../../src/render/formats.ts';
import { sentence } from '../../src/render/html-sentence.ts';
import { alikeNotes } from '../../src/render/look-alike.ts';
import { shortPair } from '../../src/render/short-address.ts';
import { displayWidth } from '../../src/render/width.ts';
import { english } from '../../src/words/en/words.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { context, plan } from './fixture.ts';
import { planOf } from './plan-of.ts';
import { report } from './report-fixture.ts';
import { desiredState, keepAll, live, wanted } from './states.ts';

/** A plan that changes nicknames: from what is live to what is wanted. */
function renaming(nicknames: Readonly<Record<string, readonly [from: string, to: string]>>): Plan {
  const all = Object.entries(nicknames);
  return planOf({
    desired: desiredState(
      all.map(([name, [, to]], index) => wanted(name, index + 10, to)),
      [],
      keepAll,
    ),
    accounts: all.map(([name, [from]]) => live(name, from)),
  });
}

describe('given numbered names', () => {
  test('k2 stands before k10 wherever they are listed', () => {
    const names = ['k10', 'k2', 'k1', 'a', 'K3', 'k02'];
    expect(inNaturalOrder(names, (name) => name)).toEqual(['K3', 'a', 'k1', 'k02', 'k2', 'k10']);
    const many = renaming({ k10: ['A', 'B'], k2: ['C', 'D'], k1: ['same', 'same'] });
    for (const format of ['text', 'markdown', 'html', 'github-annotations'] as const) {
      const shown = planFormats[format](many, context);
      expect(shown.indexOf('k2@kftest'), format).toBeLessThan(shown.indexOf('k10@kftest'));
    }
  });

  test('the order is one for all: never both before and behind', () => {
    const names = ['1', '01', '10', 'a1b', 'a01b', 'a1', 'a', '', '😀2', '😀10'];
    for (const one of names) {
      for (const other of names) {
        expect(Math.sign(naturally(one, other)) + Math.sign(naturally(other, one))).toBe(0);
        expect(naturally(one, other) === 0).toBe(one === other);
      }
    }
  });
});

describe('given a sentence with code in it', () => {
  const [own] = plan.guards;
  const guards = own ? [{ ...own, message: 'Set `policy.maxDeletes: 5` & ask.', wayOut: 'Or wait.' }] : [];
  const inEnglish = { ...plan, guards };

  test('a page sets it as code, and its signs as text', () => {
    const page = planFormats.html(inEnglish, context);
    expect(page).toContain('<p lang="en">Set <code>policy.maxDeletes: 5</code> &#38; ask.</p>');
    expect(sentence('请设置 `<b>`。', 'zh-CN').markup).toBe('请设置 <code>&#60;b&#62;</code>。');
    expect(sentence('`a``b` is no code: "`', 'en').markup).not.toContain('<code>');
  });

  test.each([
    ['English', english],
    ['Chinese', chinese],
  ] as const)('no backtick of ours is left on the pages in %s', (_language, words) => {
    const asked = { ...context, words };
    for (const page of [planFormats.html(plan, asked), reportFormats.html(plan, report, asked)]) {
      const told = page.replaceAll(/<bdi>.*?<\/bdi>/gu, '').split('\n');
      const ours = told.filter((line) => !line.includes('::error::'));
      expect(ours.filter((line) => line.includes('&#96;'))).toEqual([]);
    }
  });
});

describe('given a variable of a template', () => {
  const rules = { type: 'string', enum: ['早班', '夜 班'], default: '早班', maxLength: 1 } as const;
  const count = { type: 'integer', minimum: 1, maximum: 9, example: 3 } as const;

  test('a terminal shows what it may be as the YAML says it', () => {
    expect(rulesAsWritten(rules)).toBe(
      '{ type: string, enum: [早班, "夜 班"], default: 早班, maxLength: 1 }',
    );
    expect(rulesAsWritten(count)).toBe('{ type: integer, minimum: 1, maximum: 9, example: 3 }');
  });

  test('a page says it in words', () => {
    expect(rulesForPeople(count, 'en')).toBe('whole number, at least 1, at most 9, for example 3');
    expect(rulesForPeople(rules, 'en')).toBe(
      'text, one of "早班" or "夜 班", at most 1 character, "早班" by default',
    );
    expect(rulesForPeople(count, 'zh-CN')).toBe('整数，最小 1，最大 9，例如 3');
    expect(rulesForPeople(rules, 'zh-CN')).toBe('文本，只能是“早班”或“夜 班”，最多 1 个字符，默认“早班”');
    expect(rulesForPeople({ type: 'boolean', default: true }, 'zh-CN')).toBe('是或否，默认 true');
  });
});

describe('given two values that look the same', () => {
  test('the difference is named by its code points', () => {
    expect(alikeNotes('Cafe\u0301', 'Caf\u00E9', 'en')).toEqual([
      'differs only in how é is composed: e + U+0301 → U+00E9',
    ]);
    expect(alikeNotes('小美\u00A0a', '小美 a', 'en')).toEqual(['looks alike: U+00A0 → U+0020']);
    expect(alikeNotes('\u0430lice', 'alice', 'en')).toEqual(['looks alike: U+0430 → a']);
    expect(alikeNotes('\u00E9\u00E9', 'e\u0301e\u0301', 'zh-CN')).toEqual([
      '只有 é 的编码不同：U+00E9 → e + U+0301（另有 1 处）',
    ]);
    expect(alikeNotes('茶\u2615', '茶\u2615\uFE0F', 'en')).toEqual(['looks alike: U+2615 → U+2615 + U+FE0F']);
    expect(alikeNotes('9\u20139点', '9-9点', 'en')).toEqual(['looks alike: U+2013 → -']);
    expect(alikeNotes('Ａ', 'A', 'en')).toEqual([]);
    expect(alikeNotes('小美', '小明', 'en')).toEqual([]);
    expect(alikeNotes('小美', '小美', 'en')).toEqual([]);
  });

  test('so it is in what drifted', () => {
    const [drift] = plan.drift;
    if (!drift) throw new Error('the fixture has no drift');
    const twins = { ...plan, changes: [], drift: [{ ...drift, recorded: 'Cafe\u0301', live: 'Caf\u00E9' }] };
    for (const format of ['text', 'markdown', 'html'] as const) {
      expect(planFormats[format](twins, context), format).toContain('e + U+0301 → U+00E9');
    }
  });

  test('text, Markdown, HTML and annotations say it', () => {
    const twins = renaming({ alice: ['Cafe\u0301 客服', 'Caf\u00E9 客服'] });
    for (const format of ['text', 'markdown', 'html', 'github-annotations'] as const) {
      expect(planFormats[format](twins, context), format).toContain('e + U+0301 → U+00E9');
    }
  });
});

describe('given a text of several lines', () => {
  const text = planFormats.text(plan, context);
  const markdown = planFormats.markdown(plan, context);

  test('a line break is shown as one, with what changed on each line', () => {
    expect(text).toContain(
      '~ text.content =\n          | {{name}},[-你好-]{+您好+}!{+↵+}\n          | 请问有什么[-能-]{+可以+}帮您[-的吗-]?\n          | 回复数字即可\n',
    );
    expect(markdown).toContain(
      '!     text.content:\n!       | {{name}},[-你好-]{+您好+}!{+↵+}\n!       | 请问有什么[-能-]',
    );
    expect(planFormats.html(plan, context)).toContain('!<mark><span>↵\n</span></mark>');
  });

  test('a nickname, which has one line, shows a line break as what it is', () => {
    expect(text).toContain('- nickname = "```\\u{A}::error::`stolen`');
  });
});

describe('given a long address', () => {
  const address = (name: string) => `https://mmbiz.qpic.cn/mmbiz_jpg/${name.repeat(60)}/0?wx_fmt=jpeg`;

  test('its host and its end are shown', () => {
    expect(shortPair(address('a'), 'https://a.example/b')).toEqual([
      'https://mmbiz.qpic.cn/…aaaaaa/0?wx_fmt=jpeg',
      'https://a.example/b',
    ]);
  });

  test('two that would look the same are shown whole', () => {
    const [one, other] = [`${address('a')}`, address('a').replace('/aa', '/ba')];
    expect(shortPair(one, other)).toEqual([one, other]);
  });

  test('the drift of a picture does not fill the screen', () => {
    const [drift] = plan.drift;
    if (!drift) throw new Error('the fixture has no drift');
    const drifted = { ...plan, drift: [{ ...drift, recorded: address('a'), live: address('b') }] };
    for (const format of ['text', 'markdown'] as const) {
      const shown = planFormats[format](drifted, context);
      expect(shown, format).not.toContain('a'.repeat(20));
      expect(shown, format).toContain('https://mmbiz.qpic.cn/…bbbbbb/0?wx_fmt=jpeg');
    }
  });

  test('what is gone is called deleted, not null', () => {
    const [drift] = plan.drift;
    if (!drift) throw new Error('the fixture has no drift');
    const gone = { ...plan, drift: [{ ...drift, live: null }] };
    expect(planFormats.text(gone, context)).toContain('nickname "艾琳" -> deleted');
    for (const format of ['text', 'markdown', 'github-annotations'] as const) {
      expect(planFormats[format](gone, context), format).not.toMatch(/\bnull\b/);
    }
  });
});

describe('given a sentence for Markdown', () => {
  test('a command between backticks is one code span, without others inside', () => {
    expect(prose('Run `kefu plan` to see it.', 'en')).toBe('Run `kefu plan` to see it.');
    expect(prose('See (`a@b c`), then "`x.y`".', 'en')).toBe('See (`a@b c`), then "`x.y`".');
  });

  test('backticks that enclose nothing are text, and two code spans never touch', () => {
    expect(prose('a`b`c', 'en')).toBe('``a`b`c``');
    expect(prose('x@y`z`', 'en')).not.toMatch(/[^` ]``[^`]/);
  });

  test('a Chinese sentence is plain but for what it names', () => {
    const said = (sentence: string) => prose(sentence, 'zh-CN');
    expect(said('计划会删除 3 个账号；`policy.maxDeletes` 只允许 1。')).toBe(
      '计划会删除 3 个账号；`policy.maxDeletes` 只允许 1。',
    );
    expect(said('alice@kftest 受保护，却将被删除。')).toBe('`alice@kftest` 受保护，却将被删除。');
    expect(said('请写成 `alice: { state: absent }`。')).toBe('请写成 `alice: { state: absent }`。');
    expect(said('“wxid_a”拒绝了 @everyone 的邀请：[x](y)。')).toBe(
      '“`wxid_a`”拒绝了 `@everyone` 的邀请：`[x](y`)。',
    );
    expect(said('“#1”与“`x`y”，<b>')).toBe('“`#1`”与“`` `x`y ``”，`<b>`');
  });
});

test('columns are counted as terminals draw them', () => {
  const widths = ['小美', '👩‍💻', '🇨🇳', '👍🏽', '❤️', '1️⃣', 'Cafe\u0301', '『a』'].map(displayWidth);
  expect(widths).toEqual([4, 2, 2, 2, 2, 2, 4, 5]);
});
