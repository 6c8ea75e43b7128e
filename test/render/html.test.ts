import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visible } from '../../src/model/visible.ts';
import { planFormats, reportFormats } from '../../src/render/formats.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { openBrowser, openPage, seriousFaults } from './browser.ts';
import { context, plan } from './fixture.ts';
import { hostileNicknames } from './hostile.ts';
import { planOfNicknames, withReport, withUnreadReport } from './many.ts';
import { cleanReport, report } from './report-fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const inChinese = { ...context, words: chinese };
const pages = {
  plan: planFormats.html(plan, context),
  'plan in Chinese': planFormats.html(plan, inChinese),
  report: reportFormats.html(plan, report, context),
  'report in Chinese': reportFormats.html(plan, report, inChinese),
  'report of a clean apply': reportFormats.html(plan, cleanReport, context),
};
const looks = {
  'light, then dark': { colorScheme: 'light' },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true },
} as const;
const cases = Object.entries(pages).flatMap(([name, html]) =>
  Object.entries(looks).map(([look, options]) => [name, look, html, options] as const),
);

/** These run in the page. */
const picturesLoaded =
  '[...document.images].map(({ complete, naturalWidth }) => complete && naturalWidth > 0)';
const foreignNodes = `({
  elements: document.querySelectorAll('script, iframe, object, embed, form, input, base, b, i').length,
  links: [...document.links].filter((link) => !link.getAttribute('href').startsWith('#')).length,
  handlers: [...document.querySelectorAll('*')].filter((element) =>
    element.getAttributeNames().some((name) => name.startsWith('on') || name === 'style')).length,
  pictures: [...document.images].filter(({ src }) => !src.startsWith('data:')).length,
})`;

describe('given the page of a plan or a report', () => {
  test.each(cases)(
    '%s, %s: it is whole, asks for nothing, and axe finds no serious fault',
    async (...one) => {
      const [, look, html, options] = one;
      const { page, seen } = await openPage(browser, html, { ...options, bypassCSP: true });
      const pictures = await page.evaluate<boolean[]>(picturesLoaded);
      expect(pictures.length).toBeGreaterThan(5);
      expect(pictures).not.toContain(false);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await seriousFaults(page)).toEqual([]);
      if (look !== 'phone') {
        // Nothing but colours differs.
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(await seriousFaults(page, ['color-contrast'])).toEqual([]);
      }
      expect(seen).toEqual({ requests: [], dialogs: [], messages: [] });
      await page.context().close();
    },
  );

  test('the checker does see a fault that is there', async () => {
    const faulty = pages.plan.replace('--soft: #57625b', '--soft: #aab0ac').replace(/alt="[^"]+"/, '');
    const { page } = await openPage(browser, faulty, { bypassCSP: true, colorScheme: 'dark' });
    // In the dark that grey is none.
    expect((await seriousFaults(page)).map(({ id }) => id)).toEqual(['image-alt']);
    await page.emulateMedia({ colorScheme: 'light' });
    expect((await seriousFaults(page, ['color-contrast'])).map(({ id }) => id)).toEqual(['color-contrast']);
    await page.context().close();
  });

  test('its own policy lets its style and pictures in, and nothing else', async () => {
    const { page, seen } = await openPage(browser, pages.plan);
    expect(await page.evaluate('getComputedStyle(document.body).maxWidth')).not.toBe('none');
    expect(await page.evaluate<boolean[]>(picturesLoaded)).not.toContain(false);
    expect(seen.messages).toEqual([]);
    await page.evaluate(`
      const picture = document.createElement('img');
      picture.src = 'http://evil.invalid/p.png';
      const script = document.createElement('script');
      script.textContent = 'document.title = "stolen"';
      document.body.append(picture, script);
    `);
    await expect.poll(() => seen.messages.length).toBeGreaterThanOrEqual(2);
    expect(await page.title()).not.toBe('stolen');
    expect(seen.requests).toEqual([]);
    await page.context().close();
  });

  test('the chat shows the picture at 42 pixels, before beside after', async () => {
    const { page } = await openPage(browser, pages.plan);
    const alice = page.locator('article.card.update', { hasText: 'alice@kftest' });
    const [before, after] = [alice.locator('.before img.chat'), alice.locator('.after img.chat')];
    const [left, right] = [await before.boundingBox(), await after.boundingBox()];
    expect(left).toMatchObject({ width: 42, height: 42 });
    expect(right).toMatchObject({ width: 42, height: 42, y: left?.y });
    expect(right?.x).toBeGreaterThan(left?.x ?? 0);
    expect(await before.getAttribute('src')).not.toBe(await after.getAttribute('src'));
    expect(await before.getAttribute('alt')).toBe('Avatar of alice@kftest, now');
    await page.context().close();
  });

  test('by keyboard: the first stop skips to the content, folded parts open with Enter', async () => {
    const { page } = await openPage(browser, pages.plan);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
    await page.locator('#unchanged summary').focus();
    expect(await page.locator('#unchanged li').first().isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    expect(await page.locator('#unchanged li').first().isVisible()).toBe(true);
    await page.context().close();
  });

  test('in print, folded parts are open', async () => {
    const { page } = await openPage(browser, pages.plan);
    expect(await page.locator('#unchanged li').first().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#unchanged li').first().isVisible()).toBe(true);
    await page.context().close();
  });

  test('without script allowed it says the same', async () => {
    const { page } = await openPage(browser, pages.report, { javaScriptEnabled: false });
    expect(await page.locator('h1').textContent()).toBe('shop-cn');
    expect(await page.locator('article.card').count()).toBe(plan.changes.length);
    await page.context().close();
  });
});

describe('given 100 hostile nicknames', () => {
  const hostile = planOfNicknames(hostileNicknames);
  const allowed = ['BDI', 'DEL', 'INS', 'MARK', 'SPAN'];

  test.each([
    ['plan', planFormats.html(hostile, context)],
    ['report', reportFormats.html(hostile, withReport(hostile), context)],
    ['report of a reading that failed', reportFormats.html(hostile, withUnreadReport(hostile), context)],
  ])('%s: no dialog, no request, no node, and each is read as it is written', async (_, html) => {
    const { page, seen } = await openPage(browser, html);
    await page.keyboard.press('Tab');
    await page.mouse.move(300, 300);
    expect(seen).toEqual({ requests: [], dialogs: [], messages: [] });
    const nicknames = await page.locator('article .nick bdi').evaluateAll((elements) =>
      elements.map((element) => ({
        text: element.textContent,
        nodes: [...element.querySelectorAll('*')].map(({ outerHTML }) => outerHTML.replace(/>.*/s, '>')),
      })),
    );
    const texts = new Set(nicknames.map(({ text }) => text));
    for (const nickname of hostileNicknames) expect(texts).toContain(visible(nickname));
    expect(new Set(nicknames.flatMap(({ nodes }) => nodes))).toEqual(new Set(['<span class="esc">']));
    const inside = await page
      .locator('bdi')
      .evaluateAll((elements) =>
        elements.flatMap((element) => [...element.querySelectorAll('*')].map(({ tagName }) => tagName)),
      );
    expect(inside.filter((tag) => !allowed.includes(tag))).toEqual([]);
    const foreign = await page.evaluate(foreignNodes);
    expect(foreign).toEqual({ elements: 0, links: 0, handlers: 0, pictures: 0 });
    await page.context().close();
  });
});
