// Draws the pictures of README.md and README.zh-CN.md: the page of a plan of the quick start, on the emulator, in Chromium.
// Needs a built dist/. Look at what it drew before committing it.
import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const kefu = resolve('dist/cli/main.js');
const folder = await mkdtemp(join(tmpdir(), 'kefu-pictures-'));
const emulator = spawn(process.execPath, [kefu, 'emulator', '--port', '0', '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const { url, appSecret } = await new Promise((told) => {
    createInterface(emulator.stdout).once('line', (line) => told(JSON.parse(line)));
  });
  const env = { ...process.env, KEFU_ENDPOINT: url, KEFU_APP_SECRET: appSecret };
  const run = (...args) => execFileSync(process.execPath, [kefu, ...args], { cwd: folder, env });
  await cp('examples/quickstart', folder, { recursive: true });
  run('apply', '--auto-approve', '--settle-time', '0.2');
  await changeMind();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  for (const lang of ['en', 'zh-CN']) {
    run('plan', '--lang', lang, '--output', 'html=plan.html');
    await draw(browser, `docs/pictures/plan.${lang}.png`);
  }
  await browser.close();
} finally {
  emulator.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}

/** What somebody might change on a Monday: a nickname and a picture, an account that goes, a greeting. */
async function changeMind() {
  const file = join(folder, 'kefu.yaml');
  const config = await readFile(file, 'utf8');
  const changed = config
    .replace(
      'nickname: 小美\n    avatar: ./avatars/alice.png',
      'nickname: 小美（夜班）\n    avatar: ./avatars/night.png',
    )
    .replace(/ {2}night:\n(?: {4}.*\n)+/, '  night: { state: absent }\n');
  const greeting =
    'templates:\n  welcome:\n    as: bob\n    msgtype: text\n    text: { content: "您好！请问有什么可以帮您？" }\n';
  await writeFile(file, `${changed}\n${greeting}`);
}

/** The page as a reader sees it down to the last change, its colours few enough for a small file. */
async function draw(browser, target) {
  const page = await browser.newPage({ viewport: { width: 860, height: 600 }, colorScheme: 'light' });
  await page.goto(pathToFileURL(join(folder, 'plan.html')).href);
  const { y, height } = await page.locator('#update').boundingBox();
  const clip = { x: 0, y: 0, width: 860, height: Math.ceil(y + height) + 16 };
  const whole = await page.screenshot({ fullPage: true, clip });
  await sharp(whole).png({ palette: true, colours: 128, compressionLevel: 9 }).toFile(target);
  await page.close();
}
