import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { checkupOf, exitOfCheckup } from '../../src/cli/checkup.ts';
import { systemClock } from '../../src/cli/wiring.ts';
import type { DoctorWorld } from '../../src/doctor/check.ts';
import { checks } from '../../src/doctor/checks.ts';
import { type Examined, examine } from '../../src/doctor/examine.ts';
import { openDoctorWorld } from '../../src/doctor/world.ts';
import { type Checkup, renderCheckupText } from '../../src/render/doctor.ts';
import { plain } from '../../src/render/paint.ts';
import { inWords } from '../../src/words/language-words.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { capturedWorld } from '../support/cli.ts';
import { englishLeft } from '../words/english-left.ts';
import { givenIn } from '../words/given-in.ts';
import { unnaturalIn } from '../words/natural-chinese.ts';

/** The paths a checkup may send to; WeChat's reads and the token. */
const allowed = [
  '/cgi-bin/stable_token',
  '/cgi-bin/customservice/getkflist',
  '/cgi-bin/openapi/quota/get',
] as const;

/** One live account, and a config that fits. */
export const healthy: Omit<Case, 'story' | 'expect'> = {
  live: [{ account: 'alice', nickname: '小美' }],
  desired: { accounts: { alice: { nickname: '小美' } } },
};

/** A stage that is taken down when the test ends; the config names alice at least. */
export async function open(story: Omit<Case, 'story' | 'expect'> = healthy): Promise<Stage> {
  const desired = { ...healthy.desired, ...story.desired };
  const stage = await setStage({ story: 'a checkup', expect: {}, ...story, desired });
  onTestFinished(() => stage.end());
  return stage;
}

/** A Node that has its security fixes, and time to have them in: so that nothing but the story is out of order. */
export const young: Partial<DoctorWorld> = { nodeVersion: '24.11.0' };

/**
 * Makes every check on a stage, and proves for each that nothing was written: neither on the server nor in the folder.
 * `different` replaces parts of the world.
 */
export async function checkUp(
  { folder, env, emulator }: Stage,
  different: Partial<DoctorWorld> = young,
  more: Record<string, string> = {},
): Promise<{ checkup: Checkup; examined: readonly Examined[] }> {
  const before = fingerprint(folder);
  const { world: command } = capturedWorld(folder, { ...env, ...more });
  const world = openDoctorWorld('kefu.yaml', command, systemClock);
  try {
    const examined = await examine(checks, { ...world, ...different });
    const checkup = checkupOf(examined, exitOfCheckup(examined), await world.callsMade());
    expectChinese(checkup);
    expect(fingerprint(folder)).toBe(before);
    expect(
      emulator.world.requests.filter(({ path, effect }) => effect || !allowed.some((one) => one === path)),
    ).toEqual([]);
    return { checkup, examined };
  } finally {
    await world.close();
  }
}

/** Whatever is found is told in Chinese where Chinese is asked for. */
function expectChinese(checkup: Checkup): void {
  const text = renderCheckupText(checkup, plain, chinese);
  for (const { message, fix = '', said } of inWords(chinese, checkup).checks) {
    expect(said, message).toBeDefined();
    expect(text).toContain(message);
    const given = givenIn(said);
    for (const sentence of [message, fix]) {
      expect(englishLeft(sentence, given), sentence).toEqual([]);
      const own = given.reduce((left, value) => left.replaceAll(value, 'given'), sentence);
      expect(unnaturalIn(own.replaceAll(/`[^`]*`/gu, 'code'))).toEqual([]);
    }
  }
  expect(text).toMatch(/^检查结果：\d+ 项正常，\d+ 项需要留意，\d+ 项失败(?:，\d+ 项已跳过)?。$/mu);
}

/** `status message → fix` of one check. */
export function line({ checks: found }: Checkup, name: string): string {
  const check = found.find((one) => one.name === name);
  if (check === undefined) return 'no such check';
  const code = check.code === undefined ? '' : ` [${check.code}]`;
  return `${check.status} ${check.message}${code}${check.fix === undefined ? '' : ` → ${check.fix}`}`;
}

/** Names of the checks that ended so. */
export function named({ checks: found }: Checkup, status: string): string[] {
  return found.filter((check) => check.status === status).map(({ name }) => name);
}

/** Everything in a folder: names, sizes, times of change and content. */
function fingerprint(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return files
    .map((file) => {
      const path = join(folder, file);
      const { mtimeMs, mode } = statSync(path);
      const content = statSync(path).isFile()
        ? createHash('sha256').update(readFileSync(path)).digest('hex')
        : '';
      return `${file} ${mtimeMs} ${mode} ${content}`;
    })
    .join('\n');
}
