import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { renderFailureText } from '../../src/render/failure.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { readCase, setStage } from '../support/case.ts';
import { applyOn, type Ended, planOn } from '../support/stage-run.ts';
import { notChineseIn, writtenIn } from './spoken.ts';

const stories = readdirSync('test/cases').filter((name) => name.endsWith('.yaml'));

const forBoth = [
  'markdown',
  'html',
  'junit',
  'github-annotations',
  'wecom-robot',
  'dingtalk-robot',
  'feishu-robot',
];
const formats = { plan: [...forBoth, 'sarif', 'gitlab-codequality'], apply: forBoth } as const;

/** The files of a command, one of each of its formats. */
function outputOf(command: 'plan' | 'apply') {
  return formats[command].map((format) => ({ format, file: `${command}.${format}` }));
}

describe('given a story, expect plan, report and the plan after it in Chinese in every format', () => {
  test.each(stories)('%s', async (file) => {
    const story = readCase(join('test/cases', file));
    const stage = await setStage(story);
    onTestFinished(stage.end);
    const inChinese = { ...stage, env: { ...stage.env, KEFU_LANG: 'zh-CN' } };
    const options = { ...story.flags, json: false, allow: new Set(story.flags?.allow) };
    const given = [...writtenIn(story), ...writtenIn(stage.env), stage.folder];
    const found: string[] = [];
    const lookThrough = ({ out, told, failure }: Ended, output: ReturnType<typeof outputOf>) => {
      const failed = failure ? [renderFailureText(failure, chinese)] : [];
      for (const text of [out, told, ...failed]) found.push(...notChineseIn('text', text, given));
      for (const { format, file } of output) {
        found.push(...notChineseIn(format, readFileSync(join(stage.folder, file), 'utf8'), given));
      }
    };
    const [forPlan, forApply] = [outputOf('plan'), outputOf('apply')];
    lookThrough(await planOn(inChinese, { ...options, output: forPlan as never }), forPlan);
    for (const fault of story.faults ?? []) stage.emulator.inject(fault as never);
    const apply = { ...options, config: './kefu.yaml', output: forApply as never };
    lookThrough(await applyOn(inChinese, apply), forApply);
    stage.emulator.world.faults.length = 0;
    lookThrough(await planOn(inChinese, options), []);
    expect([...new Set(found)]).toEqual([]);
  });
});
