import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/kinds.ts';
import type { Action } from '../../src/model/plan.ts';
import { describeChanges } from '../../src/render/describe.ts';
import { renderEvent } from '../../src/render/events.ts';
import { planFormats } from '../../src/render/formats.ts';
import { english } from '../../src/words/en/words.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { openBrowser, openPage } from './browser.ts';
import { calls, onPages } from './calls.ts';
import { context, plan } from './fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** `delete bob@kftest`, `create media../media/promo.jpg`, for each object the plan changes. */
const changes = plan.changes.map((change) => `${change.action} ${calls(change)}`).sort();
const sums = { create: 4 + 5, update: 6 + 2, delete: 5 + 2 };
const summaryLine =
  'Plan: 4 to add, 6 to change, 5 to destroy. Media: 2 to upload, 1 to upload again, 1 to delete. Templates: 3 new, 1 changed, 1 removed.';

/** Where people read it, there is one word for it. */
const forPeople = summaryLine.replace('to destroy', 'to delete').replace('1 removed', '1 to delete');

const actionOfSymbol: Readonly<Record<string, Action>> = {
  '-': 'delete',
  '+': 'create',
  '~': 'update',
  '!': 'update',
};

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)]
    .map(({ groups }) => `${actionOfSymbol[groups?.symbol ?? '']} ${groups?.name}`)
    .sort();
}

/** The part of a Markdown page that tells of changes: from the deletes on, without what follows them. */
function changeBlocks(markdown: string): string {
  return ['Delete', 'Add', 'Change'].map((title) => blockOf(markdown, title)).join('\n');
}

function blockOf(markdown: string, title: string): string {
  const pattern = new RegExp(`^### ${title} \\(\\d+\\)\\n\\n(\`+)diff\\n(.*?)\\n\\1\\n`, 'ms');
  return pattern.exec(markdown)?.[2] ?? '';
}

describe('given one plan, every format read back shows the same changes', () => {
  test('text', () => {
    const text = planFormats.text(plan, context);
    const read = [...text.matchAll(/^ {2}([-+~]) (kf_account|media|template) "([^"]+)" \{/gm)].map(
      ([, symbol, kind = '', label = '']) => `${actionOfSymbol[symbol ?? '']} ${calls({ kind, label })}`,
    );
    expect(read.sort()).toEqual(changes);
    expect(text.trimEnd().split('\n').at(-1)).toBe(summaryLine);
    expect(text).toContain('kefu would perform the following actions:');
    expect(text).not.toMatch(/ will be (?:created|updated|destroyed|uploaded|deleted)/);
    const free = planFormats.text({ ...plan, guards: [] }, context);
    expect(free).toContain('kefu will perform the following actions:');
    expect(free).toContain('# bob@kftest will be destroyed');
  });

  test('json', () => {
    const { resource_changes: shown, summary } = JSON.parse(planFormats.json(plan, context));
    const read = shown.map(
      ({ address, change }: { address: string; change: { actions: string[] } }) =>
        `${change.actions} ${address.replace(/^shop-cn\/(?:kf_account\.)?/, '')}`,
    );
    expect(read.sort()).toEqual(changes);
    expect(summary).toMatchObject({
      add: 4,
      change: 6,
      destroy: 5,
      kinds: [
        { kind: 'kf_account', add: 4, change: 6, destroy: 5 },
        { kind: 'media', add: 2, change: 1, destroy: 1 },
        { kind: 'template', add: 3, change: 1, destroy: 1 },
      ],
    });
  });

  test.each(['markdown', 'github-summary'] as const)('%s', (format) => {
    const markdown = planFormats[format](plan, context);
    const read = found(changeBlocks(markdown), /^(?<symbol>[-+!]) (?<name>\S+) {2}# /gm);
    expect(read).toEqual(changes);
    expect(markdown).toContain(`**${forPeople}**`);
    expect(markdown.indexOf('### Held by guards')).toBeLessThan(markdown.indexOf('### Delete'));
  });

  test('github-annotations', () => {
    const text = planFormats['github-annotations'](plan, context);
    expect(
      found(text, /^::\w+ [^:]*title=kefu%3A [^:]*::(?<symbol>[-+~]) (?<name>\S+) (?:would|is|changed)/gm),
    ).toEqual(changes);
    for (const { code } of plan.guards) expect(text).toContain(`held by guard ${code}::`);
  });

  test('html, in both languages', async () => {
    for (const words of [english, chinese]) {
      const { page } = await openPage(browser, planFormats.html(plan, { ...context, words }));
      const cards = await page.locator('article.card:not(.guard)').all();
      const read = await Promise.all(
        cards.map(async (card) => {
          const action = (await card.getAttribute('class'))?.replace('card ', '');
          return `${action} ${await card.locator('h3').textContent()}`;
        }),
      );
      const called = plan.changes.map((change) => `${change.action} ${onPages(change, words.lang)}`);
      expect(read.sort()).toEqual(called.sort());
      const guards = await page.locator('article.guard > header > code').allTextContents();
      expect(guards).toEqual(plan.guards.map(({ code }) => code));
      const tiles = await page.locator('.counts strong').allTextContents();
      expect(tiles).toEqual(['5', '4', '6', '1', '2', '1', '1', '3', '1', '1', '2', '2', '7']);
      await page.context().close();
    }
  });

  test('also of a kind that the renderer was not given', () => {
    const strange = { ...context, kinds: kinds.filter(({ name }) => name !== 'media') };
    for (const format of ['text', 'markdown', 'html', 'github-annotations'] as const) {
      const shown = planFormats[format](plan, strange);
      for (const { label } of plan.changes) expect(shown, format).toContain(label);
    }
  });

  test('events', () => {
    const events = describeChanges(plan, kinds, english).map((described) =>
      JSON.parse(
        renderEvent({ kind: 'planned-change', at: 0, officialAccount: 'shop-cn', described }, kinds),
      ),
    );
    const read = events.map(
      ({ change }) => `${change.action} ${change.resource.resource.replace(/^kf_account\./, '')}`,
    );
    expect(read.sort()).toEqual(changes);
    const summary = renderEvent({ kind: 'planned', at: 0, officialAccount: 'shop-cn', plan }, kinds);
    expect(JSON.parse(summary)).toMatchObject({
      '@message': summaryLine,
      changes: { add: 4, change: 6, remove: 5, kinds: [{}, { kind: 'media', add: 2 }, { remove: 1 }] },
    });
  });

  test('the counts of github-output and of the GitLab report', () => {
    const outputs = Object.fromEntries(
      planFormats['github-output'](plan, context)
        .trimEnd()
        .split('\n')
        .map((line) => line.split('=')),
    );
    expect(outputs).toMatchObject({
      'has-changes': 'true',
      add: '4',
      change: '6',
      destroy: '5',
      'media-add': '2',
      'media-change': '1',
      'media-destroy': '1',
      'template-add': '3',
      'template-change': '1',
      'template-destroy': '1',
      stuck: '2',
      guards: '13',
    });
    expect(outputs['plan-digest']).toBe(context.planDigest);
    expect(JSON.parse(planFormats['gitlab-report'](plan, context))).toEqual(sums);
  });

  test('the guards and warnings of the code quality report, each with a fingerprint of its own', () => {
    const findings: { check_name: string; fingerprint: string }[] = JSON.parse(
      planFormats['gitlab-codequality'](plan, context),
    );
    expect(findings.map(({ check_name }) => check_name)).toEqual([
      ...plan.guards.map(({ code }) => `guard-${code}`),
      ...plan.diagnostics.map(({ code }) => code),
    ]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
  });
});
