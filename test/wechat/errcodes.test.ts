import { describe, expect, test } from 'vitest';
import { emulatorErrorCodes } from '../../src/emulator/errors.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { accountId } from '../../src/model/account.ts';
import { Failure } from '../../src/model/failure.ts';
import type { MediaFile } from '../../src/model/message.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { UploadOutcome } from '../../src/model/ports.ts';
import { classify } from '../../src/wechat/classify.ts';
import type { WechatClient } from '../../src/wechat/client.ts';
import { errorCatalogue } from '../../src/wechat/error-catalogue.ts';
import { ownMeanings } from '../../src/wechat/error-of-call.ts';
import { openCause } from '../../src/wechat/errors.ts';
import {
  type Operation,
  operations,
  readOperations,
  type WriteOperation,
  writeOperations,
} from '../../src/wechat/operation.ts';
import { openClientOf, openEmulator, told } from './opened.ts';

const alice = accountId('alice', 'kftest');
const jpeg = { bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), contentType: 'image/jpeg' } as const;

const greeting = { touser: 'oCUSTOMER_1', msgtype: 'text', text: { content: '您好' } } as const;

const picture: MediaFile = {
  path: './promo.jpg',
  sha256: '0'.repeat(64),
  kind: 'image',
  format: 'jpeg',
  lifetime: 'permanent',
  bytes: jpeg.bytes,
  source: { file: 'kefu.yaml', line: 1, column: 1, length: 1, text: '' },
};

async function withoutId(upload: Promise<UploadOutcome>): Promise<Outcome> {
  const outcome = await upload;
  return outcome.kind === 'applied' ? { kind: 'applied' } : outcome;
}

const writes = {
  add: ['kfaccount/add', ({ accounts }) => accounts.add(alice, '小美')],
  update: ['kfaccount/update', ({ accounts }) => accounts.update(alice, '小美')],
  delete: ['kfaccount/del', ({ accounts }) => accounts.delete(alice)],
  avatar: ['kfaccount/uploadheadimg', ({ accounts }) => accounts.uploadAvatar(alice, jpeg)],
  invite: ['kfaccount/inviteworker', ({ accounts }) => accounts.invite(alice, 'wxid_alice')],
  send: ['message/custom/send', ({ messages }) => messages.send(greeting)],
  typing: ['message/custom/typing', ({ messages }) => messages.typing('oCUSTOMER_1', 'Typing')],
  'upload-media': [
    'material/add_material',
    ({ media }) => withoutId(media.uploadPermanent(picture, 'kefu-0123456789abcdef.jpg')),
  ],
  'delete-media': ['material/del_material', ({ media }) => media.delete('MEDIA_ID')],
} satisfies Record<WriteOperation, [path: string, write: (client: WechatClient) => Promise<Outcome>]>;

const codes = errorCatalogue()
  .map(({ code }) => code)
  .filter((code) => code !== 0);

test('what follows from each errcode of each call is as written in the table', async () => {
  const operations = [...readOperations, ...writeOperations];
  const row = (code: number | string, cells: readonly string[]) =>
    [String(code).padEnd(6), ...cells.map((cell) => cell.padEnd(11))].join(' ').trimEnd();
  const lines = [...errorCatalogue().map(({ code }) => code), 99999].map((code) =>
    row(
      code,
      operations.map((operation) => classify(operation, code).rule),
    ),
  );
  const table = `${[row('code', operations), ...lines].join('\n')}\n`;
  await expect(table).toMatchFileSnapshot('./errcode-table.txt');
});

test('what a person is told to do about each errcode of each call is as written in the table', async () => {
  const sections = [...codes, 3, 99999].map((errcode) => {
    const hints = new Set(operations.map((operation) => hintOf(operation, errcode)));
    const lines = [...hints].map((hint) => {
      const of = operations.filter((operation) => hintOf(operation, errcode) === hint);
      return `  ${of.join(' ')}\n    ${hint}`;
    });
    return `${errcode}\n${lines.join('\n')}\n`;
  });
  await expect(sections.join('\n')).toMatchFileSnapshot('./errcode-hints.txt');
});

test.each([
  ['send', -1, /no call tells it/, /reads back/],
  ['typing', -1, /ends by itself/, /reads back/],
  ['list', -1, /three times in a row/, /reads back/],
  ['update', -1, /reads back/, /three times/],
  ['list', 45011, /waited a minute/, /not sent/],
  ['add', 45011, /fewer at once/, /not sent/],
  ['send', 45011, /the message was not sent/, /kefu waits/],
  ['send', 40200, /msgmenu[\s\S]*Other message types go through/, /mini program/],
  ['typing', 40200, /typing state/, /msgmenu/],
  ['add', 40200, /verified official account/, /msgmenu/],
  ['add', 65401, /wechatId/, /deleted elsewhere/],
  ['delete', 65401, /deleted already/, /Plan again/],
  ['invite', 65401, /Plan again/, /deleted already/],
  ['send', 65401, /message is to come from/, /Plan again/],
  ['upload-media', 40005, /mp3/, /640/],
  ['avatar', 40005, /640/, /mp3/],
  ['invite', 40132, /Ask the person/, /wechatId/],
  ['add', 40132, /wechatId/, /worker/],
  ['delete', 43002, /has tried both/, /tries/],
  ['add', 65407, /not for this call. There it means/, /^This person/],
  ['list', 45047, /not for this call. There it means/, /^The messages/],
  ['send', 3, /Below 100/, /全局返回码/],
] as const)(
  'given %s answered with %i, expect advice of that call',
  (operation, errcode, useful, misleading) => {
    const hint = hintOf(operation, errcode);
    expect(hint).toMatch(useful);
    expect(hint).not.toMatch(misleading);
  },
);

test.each([3, 12, -2])(
  'given the code %i, which nobody documents, expect the effect to be left open',
  async (errcode) => {
    const emulator = await openEmulator();
    for (const operation of writeOperations) {
      const [path, write] = writes[operation];
      answerWith(emulator, path, errcode, ' rid: 654e3151-5b1b9a3e-0b7b3d5a');
      expect(told(await write(openClientOf(emulator)))).toBe(`unknown ${errcode}`);
    }
  },
);

test('every entry is whole, in both languages', () => {
  const entries = [...errorCatalogue(), ...errorCatalogue().flatMap(ownMeanings)];
  const faults = entries.filter(({ name, meaning, whatToDo }) => {
    const english = [meaning.en, whatToDo.en].every((text) =>
      /^[^\u4e00-\u9fff]+\.$/.test(
        text.replace(
          /[（(].*?[)）]|客服功能|客服|公众号|服务号|测试号|基本配置|接口权限|服务器配置|IP白名单/g,
          '',
        ),
      ),
    );
    const chinese = [meaning.zh, whatToDo.zh].every((text) => /[\u4e00-\u9fff].*。$/.test(text));
    return name === '' || !english || !chinese;
  });
  expect(faults.map(({ code }) => code)).toEqual([]);
});

test('every code the emulator can answer with is in the catalogue', () => {
  const known = new Set(errorCatalogue().map(({ code }) => code));
  expect(emulatorErrorCodes.filter((code) => !known.has(code))).toEqual([]);
});

test('the fields of the YAML that WeChat refuses are named', () => {
  const fields = Object.fromEntries(errorCatalogue().map(({ code, field }) => [code, field]));
  expect(fields).toMatchObject({
    65403: 'nickname',
    65404: 'account',
    40005: 'avatar',
    40009: 'avatar',
    61457: 'avatar',
    65409: 'worker',
    40013: 'appId',
    40125: 'credentials',
  });
});

test.each([
  ['add', 65403, 'nickname'],
  ['update', 65403, 'nickname'],
  ['update', 61451, undefined],
  ['avatar', 40005, 'avatar'],
  ['avatar', 40009, 'avatar'],
  ['avatar', 61457, 'avatar'],
  ['avatar', 40137, 'avatar'],
  ['upload-media', 40005, 'file'],
  ['upload-media', 45001, 'file'],
  ['invite', 40132, 'worker'],
  ['invite', 65407, 'worker'],
  ['invite', 65409, 'worker'],
  ['invite', 65412, 'worker'],
  ['add', 65404, 'account'],
  ['add', 61452, 'account'],
  ['add', 61454, 'account'],
  ['add', 61455, 'account'],
  ['add', 65405, undefined],
  ['add', 61456, undefined],
  ['add', 40005, undefined],
  ['delete', 65403, undefined],
  ['add', 48001, undefined],
] as const)(
  'given %s refused with %i, expect the YAML key %s in the cause',
  async (operation, errcode, key) => {
    const emulator = await openEmulator();
    const [path, write] = writes[operation];
    answerWith(emulator, path, errcode);
    const outcome = await write(openClientOf(emulator));
    if (outcome.kind === 'applied') throw new Error('it was not refused');
    expect(outcome.cause.field).toBe(key);
  },
);

describe.each(Object.entries(writes))(
  'given each code of the catalogue in answer to %s',
  (operation, [path, write]) => {
    test('expect the outcome of the table, with a cause that names the code and says what to do', async () => {
      const emulator = await openEmulator();
      for (const errcode of codes) {
        answerWith(emulator, path, errcode);
        const outcome = await write(openClientOf(emulator));
        expect(told(outcome), String(errcode)).toBe(expected(operation as WriteOperation, errcode));
        const cause = outcome.kind === 'applied' ? undefined : outcome.cause;
        expect(cause?.message).toContain(String(errcode));
        expect(cause?.hint).toMatch(/\S/);
      }
    });
  },
);

test('given each code of the catalogue in answer to getkflist, expect a Failure that names the code', async () => {
  const emulator = await openEmulator();
  for (const errcode of codes) {
    answerWith(emulator, 'getkflist', errcode);
    const { accounts } = openClientOf(emulator);
    const failure: unknown = await accounts.list().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({
      code: String(errcode),
      message: expect.stringContaining(String(errcode)),
    });
  }
});

test('given a code nobody knows, expect a refusal that says so', async () => {
  const emulator = await openEmulator();
  answerWith(emulator, 'kfaccount/add', 65499, 'something new');
  const outcome = await openClientOf(emulator).accounts.add(alice, '小美');
  expect(told(outcome)).toBe('not-applied 65499 fail');
  expect(outcome).toMatchObject({
    cause: {
      message: expect.stringContaining('65499 something new'),
      hint: expect.stringContaining('does not know this code'),
    },
  });
});

function hintOf(operation: Operation, errcode: number): string {
  return openCause({ operation }, errcode, { text: '' }).hint ?? '';
}

describe('given a quota', () => {
  test('of the minute: a write may be sent again after 60 seconds, a read waits by itself', async () => {
    const emulator = await openEmulator();
    const client = openClientOf(emulator);
    emulator.inject({ kind: 'errcode', path: 'kfaccount/add', errcode: 45011 });
    expect(await client.accounts.add(alice, '小美')).toMatchObject({
      kind: 'not-applied',
      waitMs: 60_000,
      slower: true,
    });
    emulator.inject({ kind: 'errcode', path: 'getkflist', errcode: 45011 });
    expect((await client.accounts.list()).accounts).toEqual([]);
  });

  test('of no kind, but no connection: another try is not to be slower', async () => {
    const emulator = await openEmulator();
    const client = openClientOf(emulator);
    await client.accounts.list();
    await emulator.close();
    const outcome = await client.accounts.add(alice, '小美');
    expect(outcome).toMatchObject({ kind: 'not-applied', waitMs: 1000 });
    expect(outcome).not.toHaveProperty('slower');
  });

  test('of the day: everything stops', async () => {
    const emulator = await openEmulator();
    emulator.inject({ kind: 'errcode', path: '*', errcode: 45009, times: 9 });
    const client = openClientOf(emulator);
    await expect(client.accounts.list()).rejects.toMatchObject({ kind: 'quota', code: '45009' });
    expect(told(await client.accounts.add(alice, '小美'))).toBe('not-applied 45009 stop');
  });
});

function answerWith(emulator: RunningEmulator, path: string, errcode: number, errmsg?: string): void {
  emulator.world.faults.length = 0;
  emulator.inject({ kind: 'errcode', path, errcode, times: 99, ...(errmsg !== undefined && { errmsg }) });
}

/** The outcome in words, by the rule of the table: a token that keeps being refused and a verb that never fits end too. */
function expected(operation: WriteOperation, errcode: number): string {
  const { rule } = classify(operation, errcode);
  if (rule === 'read-back' || rule === 'leave-unknown') return `unknown ${errcode}`;
  if (rule === 'wait') return `not-applied ${errcode} retry`;
  return `not-applied ${errcode} ${rule === 'stop' || rule === 'renew-token' ? 'stop' : 'fail'}`;
}
