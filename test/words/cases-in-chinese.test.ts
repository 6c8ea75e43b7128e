import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderFailureText } from '../../src/render/failure.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { readCase, setStage } from '../support/case.ts';
import { applyOn, type Ended, planOn } from '../support/stage-run.ts';
import { englishLeft } from './english-left.ts';
import { unnaturalIn } from './natural-chinese.ts';

const folder = 'test/cases';
const cases = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

/** Lines that tools look for, lines of files, codes and addresses, what stands in YAML, and what people called things. */
const notForReaders = [
  /^(?:Plan|Plan incomplete|No changes|Apply complete|Apply incomplete|Media|Templates)\b.*$/gmu,
  /^\s+\d* \| .*$/gmu,
  /"(?:[^"\\\n]|\\.)*"/gu,
  /^ +[+~-] (?:kf_account|media|template) .*$/gmu,
  /^ +[+~-] (?:msgtype|as|[a-z]+\.[\w.[\]]+) +=/gmu,
  /^ {2}[a-z-]+(?=：)|(?<=kefu: )[a-z-]+/gmu,
  /(?: \[[a-z-]+\])$/gmu,
  /（[a-z-]+）/gu,
  // WeChat's own words.
  /(?:-1|\b\d{5}) [\w ,:-]+(?:\(rid:? [\w-]+\))?/gu,
  /^ {2}# \w+/gmu,
  /[\w*-]*@[\w-]+|\bkf_account\b|\b(?:template|media)\.\w+/gu,
  /\bpolicy\.\w+: \w+|\bstate: absent\b|= (?:true|false)(?: -> (?:true|false))?/gu,
  /\bsha256:[0-9a-f]+|\b(?:png|jpeg|UTC)\b/gu,
];

function toldIn({ out, told, failure }: Ended): string {
  const all = `${out}\n${told}\n${failure ? renderFailureText(failure, chinese) : ''}`;
  return notForReaders.reduce((text, pattern) => text.replaceAll(pattern, 'X'), all);
}

/** What the stories call accounts and templates. */
const names = [
  'alice',
  'Alice',
  'carol',
  'caro',
  'bob',
  'othershop',
  'goodbye',
  'welcome',
  'hours',
  'notice',
  'kf_id',
];

const inText = { json: false, autoApprove: true };

describe('given a plan and an apply, expect all that people read to be Chinese', () => {
  test.each(cases)('%s', async (name) => {
    const story = readCase(join(folder, name));
    const stage = await setStage(story);
    try {
      const inChinese = { ...stage, env: { ...stage.env, KEFU_LANG: 'zh-CN' } };
      const { allow = [], ...flags } = story.flags ?? {};
      const options = { ...inText, ...flags, allow: new Set(allow) };
      const planned = toldIn(await planOn(inChinese, options));
      for (const fault of story.faults ?? []) stage.emulator.inject(fault as never);
      const applied = toldIn(await applyOn(inChinese, { ...options, config: './kefu.yaml' }));
      stage.emulator.world.faults.length = 0;
      const again = toldIn(await planOn(inChinese, options));
      for (const text of [planned, applied, again]) {
        expect(englishLeft(text, names), text).toEqual([]);
        expect(unnaturalIn(text.replaceAll(/`[^`]*`/gu, 'code')), text).toEqual([]);
      }
    } finally {
      await stage.end();
    }
  });
});
