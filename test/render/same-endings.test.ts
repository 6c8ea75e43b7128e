import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/kinds.ts';
import type { Labelled } from '../../src/model/address.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { renderEvent } from '../../src/render/events.ts';
import { reportFormats } from '../../src/render/formats.ts';
import { openBrowser, openPage } from './browser.ts';
import { calls, onPages } from './calls.ts';
import { context, plan } from './fixture.ts';
import { report } from './report-fixture.ts';

const leftBehind: Diagnostic = {
  severity: 'warning',
  code: 'worker-left-behind',
  message: 'wxid_alice is still invited',
  hint: 'End the invitation in the console.',
};

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('given one report, every format read back tells the same endings', () => {
  const steps: Readonly<Record<string, string>> = Object.assign(
    {},
    ...kinds.map(({ words }) => words.en.steps),
  );
  const endingsOf = (called: (object: Labelled) => string) =>
    report.results.map((result) => `${called(result)}: ${steps[result.step]}: ${result.status}`).sort();
  const endings = endingsOf(calls);
  const failures = report.results.filter(({ source }) => source);

  test('text', () => {
    const text = reportFormats.text(plan, report, context);
    const lines = [...text.matchAll(/^ {2}(\S+) +(\w+(?: \w+)?) {2,}([a-z-]+) {2}/gm)];
    expect(lines.map(([, name, step, status]) => `${name}: ${step}: ${status}`).sort()).toEqual(endings);
    for (const { source } of failures) {
      expect(text).toContain(`    shop-cn.yaml:${source?.line}:${source?.column}\n`);
      expect(text).toMatch(new RegExp(`^ +${source?.line} \\| .*\n +\\| +\\^+$`, 'm'));
    }
    expect(text).toContain('    → Save the picture as JPEG or PNG and apply again.');
  });

  test('json', () => {
    const { results, summary } = JSON.parse(reportFormats.json(plan, report, context));
    const read = results.map(({ address, change, status }: Record<string, string>) => {
      const name = address?.replace(/^shop-cn\/(?:kf_account\.)?/, '');
      return `${name}: ${steps[change ?? '']}: ${status}`;
    });
    expect(read.sort()).toEqual(endings);
    expect(summary).toMatchObject({ added: 3, changed: 5, destroyed: 4 });
  });

  test.each(['markdown', 'github-summary'] as const)('%s', (format) => {
    const markdown = reportFormats[format](plan, report, context);
    const read = markdown
      .split(/^### /m)
      .slice(1)
      .flatMap((section) => {
        const status = /^([\w ]+) \(/.exec(section)?.[1]?.toLowerCase().replace(' ', '-');
        return [...section.matchAll(/^- [➖➕✏]\S* \*\*([\w ]+)\*\* ((?:`\S+`(?:, )?)+)/gm)].flatMap(
          ([, step, names]) =>
            [...(names ?? '').matchAll(/`(\S+?)`/g)].map(([, name]) => `${name}: ${step}: ${status}`),
        );
      });
    expect(read.sort()).toEqual(endings);
    for (const { source } of failures) expect(markdown).toContain(`(\`shop-cn.yaml:${source?.line}:`);
  });

  test('junit, as any XML parser reads it', async () => {
    const xml = reportFormats.junit(plan, report, context);
    const { page } = await openPage(browser, '<!doctype html><title>parser</title>');
    const cases = await page.evaluate<{ name: string; inside: string[]; text: string }[]>(`
      const parsed = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml');
      [...parsed.querySelectorAll('testcase')].map((one) => ({
        name: one.getAttribute('name'),
        inside: [...one.children].map(({ tagName }) => tagName),
        text: one.textContent,
      }))`);
    const statusOf = {
      failure: ['failed'],
      error: ['unknown'],
      skipped: ['skipped', 'not-attempted'],
    } as const;
    for (const [index, result] of report.results.entries()) {
      const { name, inside = [], text } = cases[index] ?? {};
      expect(name).toBe(`${calls(result)}: ${steps[result.step]}`);
      const statuses = inside[0] ? statusOf[inside[0] as keyof typeof statusOf] : ['done'];
      expect(statuses).toContain(result.status);
      if (result.source) expect(text).toContain(`shop-cn.yaml:${result.source.line}:`);
    }
    expect(cases.slice(report.results.length).map(({ name }) => name)).toEqual([
      'read back',
      'stopped early',
      'state file',
    ]);
    await page.context().close();
  });

  test('html', async () => {
    const { page } = await openPage(browser, reportFormats.html(plan, report, context));
    const cards = await page.locator('article.card').all();
    const read = await Promise.all(
      cards.map(async (card) => {
        const name = await card.locator('h3').textContent();
        const statuses = await card.locator('.steps .status').allTextContents();
        const names = await card.locator('.steps strong').allTextContents();
        return names.map((step, index) => `${name}: ${step}: ${statuses[index]?.replace(' ', '-')}`);
      }),
    );
    expect(read.flat().sort()).toEqual(endingsOf((object) => onPages(object, 'en')));
    const places = await page.locator('.steps .place').allTextContents();
    expect(places.sort()).toEqual(['shop-cn.yaml:12:13', 'shop-cn.yaml:14:3']);
    await page.context().close();
  });

  test('github-annotations, at the line of what was refused', () => {
    const text = reportFormats['github-annotations'](plan, report, context);
    const read = [...text.matchAll(/^::\w+ [^:]*title=kefu%3A ([a-z ]+)::(\S+): (\w+(?: \w+)?): /gm)];
    expect(
      read
        .filter(([, status]) => status !== 'not as the config says')
        .map(([, status, name, step]) => `${name}: ${step}: ${status?.replace(' ', '-')}`)
        .sort(),
    ).toEqual(endings);
    expect(text).toMatch(/^::error file=shop-cn\.yaml,line=12,col=13,[^\n]*alice@kftest: upload avatar/m);
  });

  test.each(['text', 'json', 'markdown', 'html', 'github-summary', 'github-annotations', 'junit'] as const)(
    '%s repeats what the plan warned of: after an apply it still holds',
    (format) => {
      const warned = { ...report, warnings: [leftBehind] };
      expect(reportFormats[format](plan, warned, context)).toContain('wxid_alice');
      expect(reportFormats[format](plan, { ...report, warnings: [] }, context)).not.toContain('wxid_alice');
    },
  );

  test('the counts of text, Markdown, HTML, JSON, GitHub output and events', () => {
    const line =
      'Accounts: 3 added, 5 changed, 4 destroyed; media: 1 uploaded, 1 uploaded again, 0 deleted; templates: 2 added, 1 changed, 1 removed; 3 failed; 2 unknown; 3 skipped; 1 not attempted.';
    expect(reportFormats.text(plan, report, context)).toContain(`Apply incomplete. ${line}`);
    // Where people read it, there is one word for it.
    for (const format of ['markdown', 'html'] as const) {
      expect(reportFormats[format](plan, report, context)).toContain(
        `Apply incomplete. ${line.replace(/destroyed|removed/g, 'deleted')}`,
      );
    }
    const { summary } = JSON.parse(reportFormats.json(plan, report, context));
    expect(summary.kinds).toEqual([
      { kind: 'kf_account', added: 3, changed: 5, destroyed: 4 },
      { kind: 'media', added: 1, changed: 1, destroyed: 0 },
      { kind: 'template', added: 2, changed: 1, destroyed: 1 },
    ]);
    const output = reportFormats['github-output'](plan, report, context);
    expect(output).toContain('added=3\nchanged=5\ndestroyed=4\nmedia-added=1\nmedia-changed=1\n');
    const ended = renderEvent({ kind: 'ended', at: 0, officialAccount: 'shop-cn', report }, kinds);
    expect(JSON.parse(ended).changes).toMatchObject({ add: 3, change: 5, remove: 4 });
  });
});
