import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** A headless Chromium that talks to nobody by itself; fails with what to install when there is none. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `The HTML pages are tested in ${executablePath}, which is not there. Install it: apt-get install -y chromium`,
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
  });
}

/** What a page did beside being shown. */
export interface Seen {
  readonly requests: string[];
  readonly dialogs: string[];
  readonly messages: string[];
}

/** Opens a page from memory; all requests are refused and written down. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; seen: Seen }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const seen: Seen = { requests: [], dialogs: [], messages: [] };
  const address = 'http://report.invalid/';
  await page.route('**/*', async (route) => {
    if (route.request().url() === address) {
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    }
    seen.requests.push(route.request().url());
    return route.abort();
  });
  page.on('dialog', async (dialog) => {
    seen.dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  page.on('console', (message) => seen.messages.push(message.text()));
  page.on('pageerror', (error) => seen.messages.push(String(error)));
  await page.goto(address, { waitUntil: 'load' });
  return { page, seen };
}

export interface Fault {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly string[];
}

/** What axe finds wrong, serious or critical, by all its rules or by those named. The page's policy must be off: axe is a script. */
export async function seriousFaults(page: Page, rules?: readonly string[]): Promise<Fault[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.addScriptTag({ content: axe.source });
  const faults = await page.evaluate<Fault[]>(
    `axe.run(${JSON.stringify(rules === undefined ? {} : { runOnly: rules })}).then(({ violations }) => violations.map(({ id, impact, nodes }) =>
      ({ id, impact, nodes: nodes.map(({ html }) => html) })))`,
  );
  return faults.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}
