import { mkdirSync, renameSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { wordDiff } from '../../src/render/word-diff.ts';
import { applyOn, planOn } from '../support/stage-run.ts';
import { changesOf, image, openShop, writeConfig } from './shop.ts';

const text = (content: string) => ({ msgtype: 'text', text: { content } });

test('a template that changed is shown as words, since it was last applied', async () => {
  const stage = await openShop({ welcome: text('您好!请问有什么可以帮您?'), farewell: text('欢迎再次光临') });
  onTestFinished(stage.end);
  const first = await planOn(stage, { json: false } as never);
  expect(first.out).toContain(
    'Plan: 0 to add, 0 to change, 0 to destroy. Templates: 2 new, 0 changed, 0 removed.',
  );
  expect((await applyOn(stage)).exit).toBe(0);
  expect((await planOn(stage, { json: false } as never)).out).toContain('No changes.');

  writeConfig(stage, { welcome: text('您好!请问有什么需要帮您?') });
  const { out } = await planOn(stage, { json: false } as never);
  expect(out).toContain('~ text.content = "您好!请问有什么[-可以-]{+需要+}帮您?"');
  expect(out).toContain('- template "farewell" {');
  expect(out).toContain('Templates: 0 new, 1 changed, 1 removed.');
  expect(out).not.toContain('No changes.');
});

test('a template whose picture could not be uploaded is not recorded, so the next plan shows it again', async () => {
  const stage = await openShop({ promo: image('./day.png'), welcome: text('您好') });
  onTestFinished(stage.end);
  stage.emulator.inject({ kind: 'errcode', errcode: 45074, path: 'material/add_material' } as never);
  const { exit, out } = await applyOn(stage);
  expect(exit).toBe(7);
  expect(
    (JSON.parse(out) as { results: { address: string; status: string }[] }).results.map(
      ({ address, status }) => `${address} ${status}`,
    ),
  ).toEqual([
    'shop-cn/media../day.png failed',
    'shop-cn/template.promo skipped',
    'shop-cn/template.welcome done',
  ]);
  const again = JSON.parse((await planOn(stage)).out);
  expect(changesOf(again, 'template')).toEqual(['record-template promo not_recorded']);
});

test('moving a picture to another folder changes nothing', async () => {
  const stage = await openShop({ promo: image('./day.png') });
  onTestFinished(stage.end);
  await applyOn(stage);
  mkdirSync(`${stage.folder}/media`);
  renameSync(`${stage.folder}/day.png`, `${stage.folder}/media/day.png`);
  writeConfig(stage, { promo: image('./media/day.png') });
  expect((await planOn(stage, { json: false } as never)).out).toContain('No changes.');
});

test('words are cut where Chinese readers see them, and nothing is lost', () => {
  const [before, after] = ['请在工作时间联系客服人员', '请在营业时间联系客服人员'];
  const pieces = wordDiff(before, after);
  expect(pieces.filter(({ kind }) => kind !== 'same').map(({ text: word }) => word)).toEqual([
    '工作',
    '营业',
  ]);
  const side = (own: string) =>
    pieces
      .filter(({ kind }) => kind === 'same' || kind === own)
      .map(({ text: piece }) => piece)
      .join('');
  expect([side('removed'), side('added')]).toEqual([before, after]);
  expect(wordDiff('a b', 'a  b').some(({ kind }) => kind !== 'same')).toBe(true);
  expect(wordDiff('甲乙丙丁'.repeat(300), 'xyz 123 '.repeat(300))).toHaveLength(2);
});
