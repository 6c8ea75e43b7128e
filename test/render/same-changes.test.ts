import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mediaActions } from '../../src/model/messages-document.ts';
import type { Action } from '../../src/model/plan.ts';
import { describeMessages } from '../../src/render/describe-messages.ts';
import { renderEvent } from '../../src/render/events.ts';
import { planFormats, reportFormats } from '../../src/render/formats.ts';
import { messageWordsIn } from '../../src/render/message-words.ts';
import { openBrowser, openPage } from './browser.ts';
import { context, plan } from './fixture.ts';
import { report } from './report-fixture.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** `delete bob@kftest`, for each account the plan changes. */
const changes = plan.accountChanges.map(({ action, account }) => `${action} ${account}`).sort();
const counts = { create: 4 + 5, update: 5 + 2, delete: 5 + 2 };
/** `create media ./media/promo.jpg`, for each media file and template of the plan. */
const messages = [
  ...plan.mediaChanges.map(({ kind, media }) => `${mediaActions[kind]} media ${media.path}`),
  ...plan.templateChanges.map(({ action, template }) => `${action} template ${template}`),
].sort();
const messageLine =
  'Media: 2 to upload, 1 to upload again, 1 to delete. Templates: 3 new, 1 changed, 1 removed.';

function messagesFound(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)]
    .map(({ groups }) => `${actionOfSymbol[groups?.symbol ?? '']} ${groups?.type} ${groups?.name}`)
    .sort();
}

const actionOfSymbol: Readonly<Record<string, Action>> = {
  '-': 'delete',
  '+': 'create',
  '~': 'update',
  '!': 'update',
};

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)]
    .map(({ groups }) => `${actionOfSymbol[groups?.symbol ?? '']} ${groups?.account}`)
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
    expect(found(text, /^ {2}(?<symbol>[-+~]) kf_account "(?<account>[^"]+)" \{/gm)).toEqual(changes);
    expect(
      messagesFound(text, /^ {2}(?<symbol>[-+~]) (?<type>media|template) "(?<name>[^"]+)" \{/gm),
    ).toEqual(messages);
    expect(text).toContain(`${messageLine}\nPlan: 4 to add, 5 to change, 5 to destroy.`);
  });

  test('json', () => {
    const {
      resource_changes: shown,
      media_changes: media,
      template_changes: templates,
      summary,
    } = JSON.parse(planFormats.json(plan, context));
    const nameOf = (one: { address: string }) => one.address.replace(/^shop-cn\/(media|template)\./, '$1 ');
    const readMessages = [...media, ...templates].map((one) => `${one.change.actions} ${nameOf(one)}`);
    expect(readMessages.sort()).toEqual(messages);
    const read = shown.map((one: { name: string; change: { actions: string[] } }) =>
      [one.change.actions, one.name].join(' '),
    );
    expect(read.sort()).toEqual(changes);
    expect(summary).toMatchObject({ add: 4, change: 5, destroy: 5 });
  });

  test.each(['markdown', 'github-summary'] as const)('%s', (format) => {
    const markdown = planFormats[format](plan, context);
    const read = found(changeBlocks(markdown), /^(?<symbol>[-+!]) (?<account>\S+@kftest)(?=\s|$)/gm);
    expect(read).toEqual(changes);
    const blocks = (['Media', 'Templates'] as const).map((title) => {
      const type = title === 'Media' ? 'media' : 'template';
      const lines = blockOf(markdown, title).replaceAll(/^([-+!]) (?=\S)/gm, `$1 ${type} `);
      return messagesFound(lines, /^(?<symbol>[-+!]) (?<type>media|template) (?<name>\S+) {2}# /gm);
    });
    expect(blocks.flat().sort()).toEqual(messages);
    expect(markdown).toContain(messageLine);
    expect(markdown).toContain('Plan: 4 to add, 5 to change, 5 to destroy.');
  });

  test('github-annotations', () => {
    const text = planFormats['github-annotations'](plan, context);
    expect(
      found(text, /^::\w+ [^:]*title=kefu%3A [^:]*::(?<symbol>[-+~]) (?<account>\S+@kftest) will/gm),
    ).toEqual(changes);
    expect(
      messagesFound(
        text,
        /^::\w+ [^:]*title=kefu%3A [^:]*::(?<symbol>[-+~]) (?<type>media|template)\.(?<name>\S+) (?:will|is|changed)/gm,
      ),
    ).toEqual(messages);
    for (const { code } of plan.guards) expect(text).toContain(`held by guard ${code}::`);
  });

  test('html, in both languages', async () => {
    for (const lang of ['en', 'zh-CN'] as const) {
      const { page } = await openPage(browser, planFormats.html(plan, { ...context, lang }));
      const cards = await page.locator('article.card:not(.guard)').all();
      const read = await Promise.all(
        cards.map(async (card) => {
          const action = (await card.getAttribute('class'))?.replace('card ', '');
          return `${action} ${await card.locator('h3').textContent()}`;
        }),
      );
      const dotted = messages.map((message) => message.replace(/^(\w+ \w+) /, '$1.'));
      expect(read.sort()).toEqual([...changes, ...dotted].sort());
      const guards = await page.locator('article.guard > header > code').allTextContents();
      expect(guards).toEqual(plan.guards.map(({ code }) => code));
      const tiles = await page.locator('.counts strong').allTextContents();
      expect(tiles).toEqual(['5', '4', '5', '1', '2', '3', '4', '5']);
      await page.context().close();
    }
  });

  test('events', () => {
    const events = plan.accountChanges.map((change) =>
      JSON.parse(renderEvent({ kind: 'planned-change', at: 0, officialAccount: 'shop-cn', change })),
    );
    expect(events.map(({ change }) => `${change.action} ${change.resource.resource_name}`).sort()).toEqual(
      changes,
    );
    const told = describeMessages(plan, messageWordsIn.en).map((message) =>
      JSON.parse(renderEvent({ kind: 'planned-message', at: 0, officialAccount: 'shop-cn', message })),
    );
    expect(
      told
        .map(
          ({ change: { action, resource } }) =>
            `${action} ${resource.resource_type} ${resource.resource_name}`,
        )
        .sort(),
    ).toEqual(messages);
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
      change: '5',
      destroy: '5',
      media: '4',
      templates: '5',
      guards: '11',
    });
    expect(outputs['plan-digest']).toBe(context.planDigest);
    expect(JSON.parse(planFormats['gitlab-report'](plan, context))).toEqual(counts);
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

describe('given one report, every format read back tells the same endings', () => {
  const endings = report.results.map(({ account, kind, status }) => `${account} ${kind} ${status}`).sort();
  const messageEndings = report.messageResults.map(({ address, status }) => `${address} ${status}`).sort();
  const kinds = { create: 'create-account', update: 'update-account', delete: 'delete-account' } as const;
  const kindOf = (name: string) => kinds[name as keyof typeof kinds] ?? name.replace(' ', '-');

  test('text', () => {
    const lines = [
      ...reportFormats
        .text(plan, report, context)
        .matchAll(/^ {2}(\S+@kftest) +(create|update|delete|\w+ \w+) +([a-z-]+) {2}/gm),
    ];
    expect(
      lines.map(([, account, name, status]) => `${account} ${kindOf(name ?? '')} ${status}`).sort(),
    ).toEqual(endings);
    const others = reportFormats
      .text(plan, report, context)
      .matchAll(/^ {2}((?:media|template)\.\S+) +\w+(?: \w+)? +([a-z-]+) {2}/gm);
    expect([...others].map(([, address, status]) => `${address} ${status}`).sort()).toEqual(messageEndings);
  });

  test('json', () => {
    const { results } = JSON.parse(reportFormats.json(plan, report, context));
    const read = results.map(({ address, change, status }: Record<string, string>) =>
      address?.includes('kf_account.')
        ? `${address?.split('kf_account.')[1]} ${change} ${status}`
        : `${address?.slice('shop-cn/'.length)} ${status}`,
    );
    expect(read.sort()).toEqual([...endings, ...messageEndings].sort());
  });

  test.each(['markdown', 'github-summary'] as const)('%s', (format) => {
    const sections = reportFormats[format](plan, report, context).split(/^### /m).slice(1);
    const read = sections.flatMap((section) => {
      const status = /^([\w ]+) \(/.exec(section)?.[1]?.toLowerCase().replace(' ', '-');
      return [...section.matchAll(/^- [➖➕✏]\S* \*\*([\w ]+)\*\* ((?:`\S+`(?:, )?)+): /gm)].flatMap(
        ([, name, accounts]) =>
          [...(accounts ?? '').matchAll(/`(\S+?)`/g)].map(
            ([, account]) => `${account} ${kindOf(name ?? '')} ${status}`,
          ),
      );
    });
    expect(read.sort()).toEqual(endings);
    const others = sections.join('').matchAll(/^- ([\w ]+): \*\*[\w ]+\*\* `((?:media|template)\.\S+?)`: /gm);
    expect(
      [...others].map(([, status, address]) => `${address} ${status?.replace(' ', '-')}`).sort(),
    ).toEqual(messageEndings);
  });

  test('junit, as any XML parser reads it', async () => {
    const xml = reportFormats.junit(plan, report, context);
    const { page } = await openPage(browser, '<!doctype html><title>parser</title>');
    const cases = await page.evaluate<{ name: string; inside: string[] }[]>(`
      const parsed = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml');
      [...parsed.querySelectorAll('testcase')].map((one) =>
        ({ name: one.getAttribute('name'), inside: [...one.children].map(({ tagName }) => tagName) }))`);
    const statusOf = {
      failure: ['failed'],
      error: ['unknown'],
      skipped: ['skipped', 'not-attempted'],
    } as const;
    const read = cases
      .filter(({ name }) => name.includes('@'))
      .map(({ name, inside }) => [name, inside[0] ? statusOf[inside[0] as keyof typeof statusOf] : ['done']]);
    for (const { account, kind, status } of report.results) {
      const name = `${account}: ${kind.endsWith('-account') ? kind.split('-')[0] : kind.replace('-', ' ')}`;
      const [, statuses] = read.find(([one]) => one === name) ?? [];
      expect([name, statuses]).toEqual([name, expect.arrayContaining([status])]);
    }
    expect(read.length).toBe(endings.length);
    const others = cases.slice(endings.length, endings.length + messageEndings.length);
    for (const [index, { address, status }] of report.messageResults.entries()) {
      const { name = '', inside = [] } = others[index] ?? {};
      expect(name.startsWith(`${address}: `)).toBe(true);
      const statuses = inside[0] ? statusOf[inside[0] as keyof typeof statusOf] : ['done'];
      expect(statuses).toContain(status);
    }
    expect(cases.slice(endings.length + messageEndings.length).map(({ name }) => name)).toEqual([
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
        const account = await card.locator('h3').textContent();
        const statuses = await card.locator('.steps .status').allTextContents();
        const names = await card.locator('.steps strong').allTextContents();
        return names.map((name, index) => `${account} ${kindOf(name)} ${statuses[index]?.replace(' ', '-')}`);
      }),
    );
    expect(read.flat().sort()).toEqual(endings);
    const entries = await page.locator('#messages li').all();
    const others = await Promise.all(
      entries.map(async (entry) => {
        const status = await entry.locator('.status').textContent();
        return `${await entry.locator('.id').textContent()} ${status?.replace(' ', '-')}`;
      }),
    );
    expect(others.sort()).toEqual(messageEndings);
    await page.context().close();
  });
});
