// Every command of every page is run with kefu as it is installed, and what a page shows is what it prints.
import { execFile } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { downloaded, shell } from '../release/packed.ts';
import { type Ended, folderWith, follow } from './follow.ts';
import { notRun } from './not-run.ts';
import { allPages, type Block, blocksOf, englishOf, isChinese, root } from './pages.ts';
import { quickstart, type Stage, scenes } from './scenes.ts';
import { type Step, stepsOf, untrue } from './steps.ts';

const release = downloaded();
const installed = () => join(release.folder, 'node_modules');

beforeAll(() => {
  shell(`npm install --ignore-scripts '${release.tarball()}'`, release.folder);
}, 180_000);

const sections = allPages().flatMap(sectionsOf);

test('expect pages with commands, and transcripts in both languages', () => {
  expect(sections.length).toBeGreaterThan(12);
  const shown = sections.flatMap(({ steps }) => steps).filter((step) => step.shown !== undefined);
  expect(new Set(shown.map(({ block }) => isChinese(block.page)))).toEqual(new Set([true, false]));
});

test('what is not run is on a page, and what another test runs stands in that test', () => {
  for (const { page, lines, runBy } of notRun) {
    const found = blocksOf(page).some(({ text }) => new RegExp(lines.source, lines.flags).test(text));
    expect(found, `${page} has no ${lines}`).toBe(true);
    if (runBy !== undefined) expect(existsSync(join(root, runBy)), runBy).toBe(true);
  }
});

test('a Chinese page shows the output of the commands whose output the English one shows', () => {
  for (const page of allPages().filter((name) => isChinese(name) && englishOf(name) !== name))
    expect(whatShows(page), page).toEqual(whatShows(englishOf(page)));
});

describe.each(sections)('$page, $section', ({ page, section, steps }) => {
  test('works as it stands', { timeout: 300_000 }, async () => {
    const stage = await setStage(page, section);
    const typed = steps.map((step) => ({ ...step, command: filledIn(step.command, stage) }));
    const ended = await follow(typed, stage.folder, stage.env);
    expect(ended.map(faultOf).filter((fault) => fault !== undefined)).toEqual([]);
    expect(ended).toHaveLength(steps.length);
  });
});

interface Section {
  readonly page: string;
  readonly section: string;
  readonly steps: readonly Step[];
}

/** The sections of a page that have something to run. */
function sectionsOf(page: string): Section[] {
  const blocks = blocksOf(page);
  return [...new Set(blocks.map(({ section }) => section))]
    .map((section) => blocks.filter((block) => block.section === section))
    .map((own) => ({ page, section: own[0]?.section ?? '', steps: own.map(toRun).flatMap(stepsOf) }))
    .filter(({ steps }) => steps.some(({ command }) => command.trim() !== ''));
}

/** A block without what is not run. */
function toRun(block: Block): Block {
  const left = notRun
    .filter(({ page }) => page === englishOf(block.page))
    .reduce((text, { lines }) => text.replace(lines, ''), block.text);
  return { ...block, text: left.trim() === '' ? '' : left };
}

function whatShows(page: string): string[] {
  return blocksOf(page)
    .flatMap(stepsOf)
    .map(
      ({ command, shown }) =>
        `${shown === undefined ? 'nothing' : 'output'} of ${command.replaceAll(/ *#.*/g, '')}`,
    );
}

async function setStage(page: string, section: string): Promise<Stage> {
  const emulator = await startEmulator();
  const folder = folderWith({});
  symlinkSync(installed(), join(folder, 'node_modules'));
  onTestFinished(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { PATH = '', HOME = '' } = process.env;
  const env = {
    PATH: `${installed()}/.bin:${PATH}`,
    HOME,
    LANG: isChinese(page) ? 'zh_CN.UTF-8' : 'en_US.UTF-8',
    KEFU_ENDPOINT: emulator.url,
    KEFU_APP_SECRET: emulator.appSecret,
  };
  const kefu = async (...args: string[]) => {
    await promisify(execFile)(`${installed()}/.bin/kefu`, args, { cwd: folder, env });
  };
  const atEnd = (task: () => unknown) => onTestFinished(async () => void (await task()));
  const stage: Stage = { page, folder, emulator, env, filledIn: {}, kefu, atEnd };
  await (scenes[englishOf(page)]?.[section] ?? quickstart)(stage);
  return stage;
}

function filledIn(command: string, stage: Stage): string {
  return Object.entries(stage.filledIn).reduce(
    (text, [open, value]) => text.replaceAll(open, value),
    command,
  );
}

/** What is wrong with how a step ended. A command whose output a page shows may end as it says. */
function faultOf({ step, exit, printed }: Ended): string | undefined {
  const where = `${step.block.page}:${step.block.line} $ ${step.command}`;
  if (exit === undefined) return `${where} did not end:\n${printed}`;
  if (step.shown === undefined) return exit === 0 ? undefined : `${where} ended with ${exit}:\n${printed}`;
  const fault = untrue(step.shown, printed);
  return fault === undefined ? undefined : `${where}\n${fault}`;
}
