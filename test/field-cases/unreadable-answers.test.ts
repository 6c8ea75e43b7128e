import { describe, expect, test } from 'vitest';
import { applied, configOf, planned, stageOf, write } from './case-stage.ts';

/** An upload of a picture was once answered like this: no JSON, and nobody knows what became of the picture. */
const answer = '{\n  "errcode": invalid kf_account,\n  "errmsg": "invalid kf_account"\n}';
const shown = '{ "errcode": invalid kf_account, "errmsg": "invalid kf_account" }';
/** "2 managed accounts are as the config says", also "as far as WeChat shows". */
const claim = /managed .*(is|are) as the config says/;
const unreadable = (path: string, effect: boolean) =>
  ({ kind: 'body', path, effect, times: 9, contentType: 'text/plain', body: answer }) as const;

test('given an upload that was answered with no JSON, expect no claim that all is as the config says', async () => {
  const stage = await stageOf({ config: '09-answer-that-is-not-json/kefu.yaml' });
  stage.emulator.inject(unreadable('kfaccount/uploadheadimg', false));
  const { exit, results, verdict, text } = await applied(stage);
  expect(results).toEqual([
    'alice create-account done',
    'alice upload-avatar unknown',
    'bob create-account done',
  ]);
  expect({ exit, verdict }).toEqual({ exit: 8, verdict: 'unknown' });
  expect(text).not.toMatch(claim);
  expect(text.replaceAll(/\s+/g, ' ')).toContain(shown);

  stage.emulator.world.faults.length = 0;
  const { changes, warnings } = await planned(stage);
  expect(changes).toEqual(['update alice']);
  expect(warnings.join()).toContain('interrupted-write');
});

const alice = '{ nickname: 小美 }';
const image = (lifetime: string) =>
  `templates: { promo: { msgtype: image, image: { file: ./day.png, lifetime: ${lifetime} } } }\n`;
const calls = [
  ['add', 'kfaccount/add', configOf({ alice, bob: '{ nickname: 阿博 }' })],
  ['update', 'kfaccount/update', configOf({ alice: '{ nickname: 大美 }' })],
  ['del', 'kfaccount/del', configOf({ alice, carol: '{ state: absent }' })],
  ['inviteworker', 'kfaccount/inviteworker', configOf({ alice: '{ nickname: 小美, worker: wxid_xiaomei }' })],
  ['uploadheadimg', 'kfaccount/uploadheadimg', configOf({ alice: '{ nickname: 小美, avatar: ./day.png }' })],
  ['add_material', 'material/add_material', configOf({ alice }) + image('permanent')],
] as const;
const live = [
  { account: 'alice', nickname: '小美' },
  { account: 'carol', nickname: '卡罗' },
];

describe.each(calls)('given %s answered with no JSON', (_, path, config) => {
  const open = async (effect: boolean) => {
    const stage = await stageOf({ live, recorded: { accounts: {} } });
    write(stage, config);
    stage.emulator.inject(unreadable(path, effect));
    return stage;
  };

  test('and not carried out, it is unknown, no claim is made, and the next run does it', async () => {
    const stage = await open(false);
    const { exit, results, verdict, text } = await applied(stage);
    expect(results[0]).toMatch(/ unknown$/);
    expect({ exit, verdict }).toEqual({ exit: 8, verdict: 'unknown' });
    expect(text).not.toMatch(claim);
    expect(text).not.toContain('\\u{A}');
    expect(text.replaceAll(/\s+/g, ' ')).toContain(shown);

    stage.emulator.world.faults.length = 0;
    expect((await applied(stage)).exit).toBe(0);
    expect(await planned(stage)).toMatchObject({ changes: [], warnings: [] });
  });

  test('and carried out, the list decides, and nothing is done twice', async () => {
    const stage = await open(true);
    const { exit, results, verdict } = await applied(stage);
    expect(results[0]).toMatch(/ done$/);
    expect({ exit, verdict }).toEqual({ exit: 0, verdict: 'as-configured' });
    expect(stage.emulator.world.requests.filter(({ path: asked }) => asked.endsWith(path))).toHaveLength(1);
    expect(await planned(stage)).toMatchObject({ changes: [], warnings: [] });
  });
});

test('given a temporary upload answered with no JSON, expect it to be unknown: nothing lists it', async () => {
  const stage = await stageOf({ live, recorded: { accounts: {} } });
  write(stage, configOf({ alice }) + image('temporary'));
  stage.emulator.inject(unreadable('media/upload', true));
  const { exit, verdict, text } = await applied(stage);
  expect({ exit, verdict }).toEqual({ exit: 8, verdict: 'unknown' });
  expect(text).not.toMatch(claim);
});

test.each([
  ['before the write', 2],
  ['after it', 3],
])('given a list that can not be read any more %s, expect no claim either', async (_, nth) => {
  const stage = await stageOf({ live, recorded: { accounts: {} } });
  write(stage, configOf({ alice: '{ nickname: 大美 }' }));
  stage.emulator.inject({ ...unreadable('getkflist', true), nth, times: 99 });
  const { exit, text, verdict } = await applied(stage);
  expect(exit).not.toBe(0);
  expect(verdict).not.toBe('as-configured');
  expect(text).not.toMatch(claim);
});
