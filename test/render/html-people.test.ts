import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/kinds.ts';
import { planFormats, reportFormats } from '../../src/render/formats.ts';
import { chinese } from '../../src/words/pages/chinese.ts';
import { chinese as chineseWords } from '../../src/words/zh-CN/words.ts';
import { openBrowser, openPage } from './browser.ts';
import { context, plan } from './fixture.ts';
import { report } from './report-fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const inChinese = { ...context, words: chineseWords };
const pages = [
  ['plan', planFormats.html(plan, context)],
  ['plan in Chinese', planFormats.html(plan, inChinese)],
  ['report', reportFormats.html(plan, report, context)],
  ['report in Chinese', reportFormats.html(plan, report, inChinese)],
] as const;
const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
const widths = [320, 360, 390, 480, 576, 577, 640, 768, 928, 1280, 1600];

/** These run in the page: how many tiles stand in each row, and the words that begin in one line and end in another. */
const tilesInRows = `Object.values(Object.groupBy(document.querySelectorAll('.counts li'),
  (tile) => Math.round(tile.getBoundingClientRect().top))).map(({ length }) => length)`;
const brokenWords = `[...document.querySelectorAll('.counts li span')].flatMap((label) => {
  const text = label.firstChild;
  return [...text.data.matchAll(/[\\w'-]+/g)].filter(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1 || range.getBoundingClientRect().right > label.closest('li').getBoundingClientRect().right;
  }).map(([word]) => word);
})`;
const brokenNames = `[...document.querySelectorAll('.rows dt bdi, .rows code bdi')]
  .filter((part) => /^[\\w.[\\]]+$/.test(part.textContent) && part.getClientRects().length > 1)
  .map((part) => part.textContent)`;
const withTiles = (number: number) => `(() => {
  const list = document.querySelector('.counts');
  const [first] = list.children;
  list.replaceChildren(...Array.from({ length: ${number} }, () => first.cloneNode(true)));
})()`;

describe('given the tiles at the top of a page', () => {
  test.each(pages)('%s: none stands alone in its row, no word is broken, at any width', async (_, html) => {
    const { page } = await openPage(browser, html, { bypassCSP: true });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await page.evaluate(brokenWords)]).toEqual([width, []]);
      expect(await page.evaluate<number[]>(tilesInRows)).not.toContain(1);
    }
    await page.context().close();
  });

  test('however many there are', async () => {
    const { page } = await openPage(browser, planFormats.html(plan, context), { bypassCSP: true });
    for (const number of numbers.slice(1)) {
      await page.evaluate(withTiles(number));
      for (const width of [320, 576, 577, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate<number[]>(tilesInRows), `${number} tiles at ${width}`).not.toContain(1);
      }
    }
    await page.context().close();
  });

  test('zero is grey, whatever it counts', async () => {
    const nothing = { ...report, results: [] };
    const { page } = await openPage(browser, reportFormats.html(plan, nothing, context));
    const looks = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.counts li')].filter((tile) => tile.querySelector('strong').textContent === '0')
        .map((tile) => getComputedStyle(tile).color)`,
    );
    const grey = await page.evaluate(`getComputedStyle(document.querySelector('.kind')).color`);
    expect(looks.length).toBeGreaterThan(0);
    expect(new Set(looks)).toEqual(new Set([grey]));
    await page.context().close();
  });
});

describe('given a plan for people', () => {
  test('the bar is red when it deletes, though no guard holds it, and blue when it does not', async () => {
    const bar = async (html: string) => {
      const { page } = await openPage(browser, html);
      const colour = await page.evaluate<string>(
        `getComputedStyle(document.querySelector('.top')).getPropertyValue('--bar')`,
      );
      await page.context().close();
      return colour;
    };
    const free = { ...plan, guards: [] };
    const keeping = { ...free, changes: plan.changes.filter(({ action }) => action !== 'delete') };
    expect(await bar(planFormats.html(free, context))).toBe('#a8231a');
    expect(await bar(planFormats.html(keeping, context))).toBe('#1d55a8');
  });

  test('it shows when it was made, until when it may be applied and its commit; digests are folded', async () => {
    const made = { ...context, madeIn: { commit: 'c0ffee1' }, planDigest: `sha256:${'1'.repeat(64)}` };
    const { page } = await openPage(browser, planFormats.html(plan, made));
    const [footer, body] = await Promise.all(['footer', 'body'].map((one) => page.locator(one).innerText()));
    expect(footer).toMatch(/made\s+\d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    expect(footer).toMatch(/may be applied until\s+\d{4}-\d\d-\d\d/);
    expect(footer).toContain('c0ffee1');
    expect(body).not.toContain('sha256:1111');
    await page.locator('footer summary').click();
    expect(await page.locator('footer').innerText()).toContain('sha256:1111');
    await page.context().close();
  });

  test('nothing is destroyed in a comment, where badges and headings say Delete', async () => {
    for (const comment of [
      planFormats.markdown(plan, context),
      reportFormats.markdown(plan, report, context),
    ]) {
      expect(comment).not.toMatch(/destroy/i);
    }
  });

  test.each(pages)(
    '%s: nothing is destroyed on it; keys of the API and digests are folded; no name of a field breaks inside a word',
    async (_, html) => {
      const { page } = await openPage(browser, html, { bypassCSP: true });
      expect(await page.locator('body').innerText()).not.toMatch(/destroy/i);
      const cards = page.locator('article.card:not(.guard)');
      const atFirst = (await cards.allInnerTexts()).join('\n');
      expect(atFirst).not.toMatch(/sha256:|msgtype|head_content|media_id/);
      const menu = page.locator('article.card', { hasText: 'satisfaction' });
      await menu.locator('summary').click();
      expect(await menu.innerText()).toContain('msgmenu.head_content');
      const picture = page.locator('article.card.update', {
        has: page.locator('h3', { hasText: 'alice@kftest' }),
      });
      await picture.locator('summary').click();
      expect(await picture.innerText()).toMatch(/sha256:a{12}[\s\S]*sha256:2{12}/);
      await page.evaluate(`for (const part of document.querySelectorAll('details')) part.open = true`);
      for (const width of [320, 360, 577, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect([width, await page.evaluate(brokenNames)]).toEqual([width, []]);
      }
      await page.context().close();
    },
  );

  test('in Chinese, every guard speaks Chinese, but for what an older plan says in English alone', async () => {
    const [first] = plan.guards;
    const { said: _, ...older } = first ?? { said: undefined };
    const held = { ...plan, guards: [...plan.guards, older as (typeof plan.guards)[number]] };
    const { page } = await openPage(browser, planFormats.html(held, inChinese));
    const cards = await page.locator('article.guard').all();
    for (const [index, { code, said }] of held.guards.entries()) {
      const title =
        chinese.guard[code]?.title ??
        kinds.flatMap(({ words }) => words['zh-CN'].guards[code]?.title ?? [])[0];
      expect(await cards[index]?.innerText()).toContain(title);
      expect(await cards[index]?.locator('[lang=en]').count()).toBe(said ? 0 : 2);
    }
    await page.context().close();
  });
});
