import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { accountOf, hostileFolder, planAndTell, removeFolder, wholeDesired } from './endure/stage.ts';
import { kept } from './kept-texts.ts';

// What a state file holds of a template is shown when the template leaves the config. A file that was edited, or written by
// another version, may hold anything there: the plan can do without the drawing, and must not fail on it.

async function planWith(state: unknown) {
  const folder = hostileFolder();
  onTestFinished(() => removeFolder(folder));
  const file = join(folder, 'kefu.state.json');
  writeFileSync(file, JSON.stringify(state));
  return planAndTell(accountOf(await wholeDesired(folder), file));
}

const state = JSON.parse(kept.state);
const withBody = (body: object) => ({
  ...state,
  objects: { 'template.old': { digest: `sha256:${'0'.repeat(64)}`, body: { variables: [], ...body } } },
});

describe('given a template in the state that no config could have given, expect it to be planned away', () => {
  test.each<[string, object]>([
    ['a text that is a number', { msgtype: 'text', content: { content: 5 } }],
    ['a text without text', { msgtype: 'text', content: {} }],
    ['articles that are a word', { msgtype: 'news', content: { articles: 'a' } }],
    ['articles that are none', { msgtype: 'news', content: { articles: [null, 1] } }],
    ['a menu without answers', { msgtype: 'msgmenu', content: { head_content: 'a' } }],
    [
      'a picture whose hash is a number',
      { msgtype: 'image', content: { media_id: { file: 'a', sha256: 5 } } },
    ],
    ['a type of tomorrow', { msgtype: 'hologram', content: { media_id: 'M' } }],
    ['a type that is a word of the language', { msgtype: 'constructor', content: { content: 'a' } }],
  ])('%s', async (_, body) => {
    const { plan } = await planWith(withBody(body));
    expect(plan.changes.map(({ name }) => name)).toContain('old');
  });
});

test('given a state that is nested without end, expect a refusal', async () => {
  const depth = 5000;
  const text = JSON.stringify(withBody({ msgtype: 'text', content: { content: 'DEEP' } }));
  const deep = text.replace('"DEEP"', `${'['.repeat(depth)}${']'.repeat(depth)}`);
  const folder = hostileFolder();
  onTestFinished(() => removeFolder(folder));
  const file = join(folder, 'kefu.state.json');
  writeFileSync(file, deep);
  await expect(planAndTell(accountOf(await wholeDesired(folder), file))).rejects.toMatchObject({
    code: 'state-unreadable',
  });
});
