import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run as apply } from '../../src/cli/commands/apply.ts';
import { run as plan } from '../../src/cli/commands/plan.ts';
import { Failure } from '../../src/model/failure.ts';
import { renderFailureText } from '../../src/render/failure.ts';
import { type Case, readCase, type Stage, setStage } from '../support/case.ts';
import { capturedWorld } from '../support/cli.ts';
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

describe('given a story, expect plan and report in Chinese in every format', () => {
  test.each(stories)('%s', async (file) => {
    const story = readCase(join('test/cases', file));
    const stage = await setStage(story);
    onTestFinished(stage.end);
    const planned = await spoken('plan', story, stage);
    for (const fault of story.faults ?? []) stage.emulator.inject(fault as never);
    const applied = await spoken('apply', story, stage);
    const given = [...writtenIn(story), ...writtenIn(stage.env), stage.folder];
    const found = [...planned, ...applied].flatMap(([format, text]) => notChineseIn(format, text, given));
    expect([...new Set(found)]).toEqual([]);
  });
});

type Run = (options: never, world: never) => Promise<number>;

/** What a command says of a story, by format. */
async function spoken(command: 'plan' | 'apply', { flags }: Case, { folder: cwd, env }: Stage) {
  const { world, out, told } = capturedWorld(cwd, { ...env, KEFU_LANG: 'zh-CN' });
  const output = formats[command].map((format) => ({ format, file: `${command}.${format}` }));
  const options = {
    config: './kefu.yaml',
    json: false,
    autoApprove: true,
    detailedExitcode: false,
    writeUnverifiable: flags?.writeUnverifiable ?? false,
    allow: new Set(flags?.allow ?? []),
    lockTimeout: 0,
    settleTime: 0.05,
    fetchAvatars: flags?.fetchAvatars ?? true,
    expiresIn: 1,
    strict: false,
    jsonLines: false,
    output,
  };
  const run = (command === 'plan' ? plan : apply) as Run;
  const failure = await run(options as never, world as never).catch((error: unknown) => error);
  if (failure instanceof Error && !(failure instanceof Failure)) throw failure;
  const failed = failure instanceof Failure ? [renderFailureText(failure, world.words)] : [];
  const files = output.map(({ format, file }) => [format, readFileSync(join(cwd, file), 'utf8')] as const);
  return [...[out(), told(), ...failed].map((text) => ['text', text] as const), ...files];
}
