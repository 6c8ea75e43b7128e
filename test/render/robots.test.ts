import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import type { Plan } from '../../src/model/plan.ts';
import { visible } from '../../src/model/visible.ts';
import { failureIn } from '../../src/render/failure-formats.ts';
import { fleetPlanFormats, fleetReportFormats } from '../../src/render/fleet/formats.ts';
import { planFormats, reportFormats } from '../../src/render/formats.ts';
import { robots } from '../../src/render/robots.ts';
import { english } from '../../src/words/en/words.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { context, plan } from './fixture.ts';
import { hostileNicknames } from './hostile.ts';
import { largePlan, planOfNicknames, withReport, withUnreadReport } from './many.ts';
import { cleanReport } from './report-fixture.ts';

const names = Object.keys(robots) as (keyof typeof robots)[];
const run = 'https://ci.example.com/team/shop/-/jobs/7';
const inCi = { ...context, madeIn: { commit: '0123456789abcdef0123456789abcdef01234567', run } };

type Texts = readonly { readonly text: string; readonly isMarkup: boolean }[];

/** Every text of a body that people see, and whether the client reads markup in it. */
function textsOf(body: string): Texts {
  const message = JSON.parse(body);
  if (message.msgtype === 'markdown_v2') return [{ text: message.markdown_v2.content, isMarkup: true }];
  if (message.msgtype === 'markdown')
    return [
      { text: message.markdown.title, isMarkup: false },
      { text: message.markdown.text, isMarkup: true },
    ];
  const { header, elements } = message.card;
  return [header.title, ...elements.map(({ text }: { text: object }) => text)].map(
    ({ tag, content }: { tag: string; content: string }) => ({ text: content, isMarkup: tag === 'lark_md' }),
  );
}

const wholeText = (body: string) =>
  textsOf(body)
    .map(({ text }) => text)
    .join('\n');

/** What each system takes at most, in bytes. */
function expectWithinLimits(robot: string, body: string): void {
  const message = JSON.parse(body);
  if (robot === 'wecom-robot')
    expect(Buffer.byteLength(message.markdown_v2.content)).toBeLessThanOrEqual(4096);
  else expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20_000);
  if (robot === 'feishu-robot') {
    const signed = { timestamp: '1795680000', sign: 'A'.repeat(44), ...message };
    expect(Buffer.byteLength(JSON.stringify(signed))).toBeLessThanOrEqual(20_000);
  }
}

/** Nothing that any chat client could read as a mention, a link, a picture, HTML or emphasis, but what kefu writes. */
function expectHarmless(body: string): void {
  expect(body.split('\n')).toHaveLength(2);
  for (const { text, isMarkup } of textsOf(body)) {
    const outside = isMarkup ? text.replace(/^\*\*[^*]+\*\*/, '').replace(`[run](${run})`, '') : text;
    expect(outside.replaceAll('\n', '')).toBe(visible(outside.replaceAll('\n', '')));
    expect(outside).not.toMatch(/[<>[\]`*~#|&\\]/);
    expect(outside).not.toContain('://');
    expect(outside.replaceAll(/(?<![\w.@])\w{1,10}@kftest(?![\w.-])/g, '')).not.toContain('@');
    expect(outside).not.toMatch(/(?:evil|www)\.\w/);
  }
}

function everyBody(plan: Plan): [string, string][] {
  const member = { configFile: 'shop.yaml', name: 'shop-cn' };
  const fleet = {
    kefuVersion: '0.1.0',
    lang: 'en' as const,
    words: english,
    kinds: context.kinds,
    madeIn: inCi.madeIn,
  };
  const report = withReport(plan);
  const said = plan.unmanaged.map(({ title }) => title).join(' ');
  const failure = new Failure('config', 'odd', said, { hint: said });
  return names.flatMap((robot): [string, string][] => {
    const planned = fleetPlanFormats[robot](fleet);
    planned.add({ ...member, kind: 'planned', plan });
    planned.add({ configFile: said, name: said, kind: 'failed', failure });
    const applied = fleetReportFormats[robot](fleet);
    applied.add({ ...member, kind: 'applied', plan, report });
    applied.add({ ...member, kind: 'not-begun', why: said });
    applied.add({ configFile: said, name: said, kind: 'failed', failure });
    const failed = failureIn(robot, {
      failure,
      what: 'plan',
      name: said,
      words: english,
      created: context.created,
      madeIn: inCi.madeIn,
      kefuVersion: '0.1.0',
    });
    return [
      [robot, planFormats[robot](plan, inCi)],
      [robot, reportFormats[robot](plan, report, inCi)],
      [robot, reportFormats[robot](plan, withUnreadReport(plan), inCi)],
      [robot, planned.end()],
      [robot, applied.end()],
      [robot, failed ?? ''],
    ];
  });
}

describe.each(names)('%s', (robot) => {
  test('given a plan, expect the verdict in bold first, whom it is about, deletes, commit and run', () => {
    const body = planFormats[robot](plan, inCi);
    const markup = textsOf(body).find(({ isMarkup }) => isMarkup);
    expect(markup?.text).toMatch(/^\*\*Plan: 4 to add, 6 to change, 5 to delete\./);
    const text = wholeText(body);
    for (const said of ['shop-cn', '0123456789ab', `](${run})`, '➖ Delete bob@kftest', '小美'])
      expect(text).toContain(said);
    expect(text.indexOf('Held by 13 guards')).toBeLessThan(text.indexOf('➖ Delete bob@kftest'));
    expect(text.indexOf('➖ Delete bob@kftest')).toBeLessThan(text.indexOf('➕ Add carol@kftest'));
  });

  test('given an apply with nothing wrong, expect the verdict and that it was read back', () => {
    const text = wholeText(reportFormats[robot](plan, cleanReport, inCi));
    expect(text).toContain('**Apply complete!');
    expect(text).toContain('as the config says');
    expect(text).not.toContain('❌');
  });

  test('given the language of the pages, expect the words of that language', () => {
    const text = wholeText(planFormats[robot](plan, { ...inCi, words: chinese }));
    expect(text).toContain('**计划：新增 4，修改 6，删除 5。');
    expect(text).toContain('➖ 删除 bob@kftest');
  });

  test('given more than it holds, expect whole lines, deletes first, and how many are left', () => {
    const large = { ...largePlan(150, 200, 150), convergence: { converges: true, remaining: [] } };
    const body = planFormats[robot](large, inCi);
    expectWithinLimits(robot, body);
    const text = wholeText(body);
    const lines = text.split('\n').filter((line) => /^(?:- )?(?:➖|➕|✏️)/u.test(line));
    const [, left, deletesLeft = '0'] = /… and (\d+) more(?:, (\d+) of them deletes?)?/.exec(text) ?? [];
    expect(lines.length + Number(left)).toBe(500);
    const deletes = lines.filter((line) => line.includes('➖')).length;
    expect(deletes + Number(deletesLeft)).toBe(150);
    expect(deletes).toBeGreaterThan(10);
    for (const line of lines) expect(line).toMatch(/kftest.*(?:"|true)$/);
    expect(text).toContain(`](${run})`);
  });

  test('given text whose letters take three and four bytes, expect as many whole lines as its bytes hold', () => {
    const most = { 'wecom-robot': 4096, 'dingtalk-robot': 20_000, 'feishu-robot': 19_800 }[robot];
    const sizeOf = (body: string) =>
      Buffer.byteLength(robot === 'wecom-robot' ? JSON.parse(body).markdown_v2.content : body);
    // Each plan is a little longer than the one before: some of them end at the very limit.
    const sizes = Array.from({ length: 8 }, (_, letters) => {
      const nickname = `客服${'美'.repeat(letters)}👩`;
      const held = planOfNicknames(Array.from({ length: 450 }, () => nickname));
      const body = planFormats[robot]({ ...held, guards: [] }, inCi);
      expectWithinLimits(robot, body);
      expect(wholeText(body)).not.toContain('\ufffd');
      const shown = wholeText(body)
        .split('\n')
        .filter((line) => /^(?:- )?(?:➖|➕|✏️)/u.test(line));
      expect(shown.length).toBeGreaterThan(10);
      for (const line of shown) expect(line).toMatch(/kftest.*"$/);
      const longest = Math.max(...shown.map((line) => Buffer.byteLength(JSON.stringify(`${line}\n`))));
      expect(sizeOf(body)).toBeGreaterThan(most - longest - 100);
      return sizeOf(body);
    });
    expect(new Set(sizes).size).toBeGreaterThan(3);
  });

  test('given just what it holds, expect no line missing and none said to be', () => {
    for (let count = 1; count < 200; count += 7) {
      const text = wholeText(planFormats[robot](largePlan(count, 0, 0), inCi));
      const shown = text.match(/➖/g)?.length ?? 0;
      const [, left = '0'] = /… and (\d+) more/.exec(text) ?? [];
      expect(shown + Number(left)).toBe(count);
    }
  });
});

describe('given text from outside in every place', () => {
  test('each hostile nickname stays text, within the limits', () => {
    for (const nickname of hostileNicknames)
      for (const [robot, body] of everyBody(planOfNicknames([nickname, nickname, nickname]))) {
        expectHarmless(body);
        expectWithinLimits(robot, body);
      }
  });

  test('all of them at once, too', () => {
    for (const [robot, body] of everyBody(planOfNicknames(hostileNicknames))) {
      expectHarmless(body);
      expectWithinLimits(robot, body);
    }
  });

  test('any other text does, too', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...hostileNicknames),
      fc.constantFrom(
        '@all',
        '@所有人',
        '<@all>',
        '<@wxid_boss>',
        '<at id=all></at>',
        '<at user_id="all">',
        '@13800138000',
        'x@all',
        '](https://evil.example)',
        '![',
        'evil.example/x',
        'www.evil.example',
        '&lt;at id=all&gt;',
        '\n',
        '**',
        '"}]}',
        '\\',
        '👩',
      ),
    );
    const nickname = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(nickname, nickname, nickname, (...nicknames) => {
        for (const [robot, body] of everyBody(planOfNicknames(nicknames))) {
          expectHarmless(body);
          expectWithinLimits(robot, body);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('an official account that is called like everybody keeps no "@"', () => {
    const hostile = JSON.parse(JSON.stringify(plan).replaceAll('@kftest', '@all'));
    const officialAccount = { ...plan.officialAccount, wechatId: 'all' };
    for (const robot of names)
      expect(wholeText(planFormats[robot]({ ...hostile, officialAccount }, inCi))).not.toContain('@all');
  });

  test('an address of the run that could end the link early is left out', () => {
    const odd = { ...context, madeIn: { run: 'https://ci.example.com/x)[@all](https://evil.example' } };
    for (const robot of names)
      expect(wholeText(planFormats[robot](plan, odd))).not.toContain('evil.example)');
  });
});
