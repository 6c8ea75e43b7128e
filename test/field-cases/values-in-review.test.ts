import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Stage } from '../support/case.ts';
import { planned, stageOf } from './case-stage.ts';

async function shown(stage: Stage): Promise<Record<'text' | 'markdown' | 'html', string>> {
  const formats = ['text', 'markdown', 'html'] as const;
  await planned(stage, { output: formats.map((format) => ({ format, file: `plan.${format}` })) });
  const read = (format: string) => readFileSync(join(stage.folder, `plan.${format}`), 'utf8');
  return { text: read('text'), markdown: read('markdown'), html: read('html') };
}

describe('given a nickname of the same letters in other bytes', () => {
  const composed = 'Café 客服';

  test('every preview says in what they differ', async () => {
    const stage = await stageOf({
      config: '36-same-letters-other-bytes/kefu.yaml',
      live: [{ account: 'alice', nickname: composed.normalize('NFD') }],
    });
    for (const [format, preview] of Object.entries(await shown(stage)))
      expect([format, preview]).toEqual([format, expect.stringMatching(/U\+0301|\\u\{301\}|decomposed/i)]);
  });

  test('nothing is said where the bytes are the same', async () => {
    const stage = await stageOf({
      config: '36-same-letters-other-bytes/kefu.yaml',
      live: [{ account: 'alice', nickname: composed }],
    });
    expect((await shown(stage)).text).toContain('No changes.');
  });
});

test('given a text of several lines, expect every preview to show lines', async () => {
  const stage = await stageOf({
    config: '37-several-lines-in-review/kefu.yaml',
    live: [{ account: 'alice', nickname: '小美' }],
  });
  const previews = await shown(stage);
  for (const [format, preview] of Object.entries(previews))
    expect([format, preview]).toEqual([format, expect.not.stringContaining('\\u{A}')]);
  for (const preview of [previews.text, previews.markdown]) {
    const lines = preview.split('\n');
    const at = (text: string) => lines.findIndex((line) => line.includes(text));
    expect(at('营业时间')).toBeGreaterThan(0);
    expect(at('周末休息')).toBe(at('营业时间') + 2);
  }
});
