import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { onFile } from '../../src/backend/on-file.ts';
import { stateFile } from '../../src/backend/state-file.ts';
import { addressOf } from '../../src/model/address.ts';
import { emptyFolder } from '../files/folder.ts';

// What a state file says decides what is protected and what is deleted: one that says two things, or something else than
// kefu writes, is refused, and never taken for less.

const alice = { kfId: '1001', nickname: '小美', protect: true };
const state = {
  version: 2,
  appId: 'wxemu0000000000001',
  serial: 3,
  objects: { 'kf_account.alice@kftest': alice },
  intents: [] as unknown[],
  appliedPlans: [] as unknown[],
};

const kinds = ['kf_account', 'media', 'template'];

function read(text: string) {
  const path = join(emptyFolder(), 'kefu.state.json');
  writeFileSync(path, text);
  return stateFile(path, kinds).read();
}

const whole = JSON.stringify(state, null, 2);

test('given the file as kefu writes it, expect it to be taken', async () => {
  expect((await read(whole))?.objects.get(addressOf({ kind: 'kf_account', name: 'alice@kftest' }))).toEqual(
    alice,
  );
});

describe('given a key that stands twice, as after a merge of two branches', () => {
  test.each([
    [
      'an account',
      '"kf_account.alice@kftest": {',
      '"kf_account.alice@kftest": { "kfId": "1001", "nickname": "小美", "protect": false }, "kf_account.alice@kftest": {',
    ],
    ['a field', '"protect": true', '"protect": true, "protect": false'],
    ['a field, escaped', '"protect": true', '"protect": true, "\\u0070rotect": false'],
    ['the objects', '"objects": {', '"objects": {}, "objects": {'],
    ['the serial', '"serial": 3', '"serial": 3, "serial": 4'],
    ['the intents', '"intents": []', '"intents": [], "intents": []'],
    ['a key far away', '"serial": 3', `"serial": 3,${' '.repeat(500)}"serial"${' '.repeat(500)}: 4`],
  ])('%s: expect a refusal that names it', async (_, before, after) => {
    expect(whole).toContain(before);
    await expect(read(whole.replace(before, after))).rejects.toMatchObject({
      code: 'state-unreadable',
      message: expect.stringMatching(/stands twice/),
    });
  });
});

describe('given something that kefu never writes', () => {
  const intent = {
    address: 'kf_account.alice@kftest',
    step: { kind: 'delete-account', account: 'alice@kftest' },
    at: '2026-11-22T08:00:00.000Z',
  };
  test.each<[string, unknown]>([
    ['a serial below zero', { ...state, serial: -1 }],
    ['half a serial', { ...state, serial: 1.5 }],
    ['a serial beyond what counts', { ...state, serial: 1e300 }],
    ['another version', { ...state, version: 3 }],
    ['no version', { ...state, version: undefined }],
    ['an unknown part', { ...state, more: 1 }],
    [
      'a field of an account that is none',
      { ...state, objects: { 'kf_account.alice@kftest': { ...alice, more: 1 } } },
    ],
    [
      'an account without protection',
      { ...state, objects: { 'kf_account.alice@kftest': { ...alice, protect: undefined } } },
    ],
    [
      'protection that is a text',
      { ...state, objects: { 'kf_account.alice@kftest': { ...alice, protect: 'false' } } },
    ],
    ['an address that is none', { ...state, objects: { 'kf_account.alice': alice } }],
    ['an unknown kind of object', { ...state, objects: { 'menu.main': {} } }],
    ['an intent of an unknown kind', { ...state, intents: [{ ...intent, address: 'menu.main' }] }],
    [
      'an intent of a step that no kind has',
      { ...state, intents: [{ ...intent, step: { kind: 'explode' } }] },
    ],
    [
      'an intent of a step of another kind',
      { ...state, intents: [{ ...intent, step: { kind: 'upload-media' } }] },
    ],
    [
      'an intent without what was sent',
      { ...state, intents: [{ ...intent, step: { kind: 'create-account' } }] },
    ],
    [
      'an intent of an upload without its file',
      {
        ...state,
        intents: [
          { ...intent, address: `media.${'0'.repeat(64)}:image:permanent`, step: { kind: 'upload-media' } },
        ],
      },
    ],
    ['an intent without a time', { ...state, intents: [{ ...intent, at: undefined }] }],
    ['an intent at no time', { ...state, intents: [{ ...intent, at: 'yesterday' }] }],
    ['plans that are no digests', { ...state, appliedPlans: ['x'] }],
    ['a list', []],
    ['nothing', null],
  ])('%s: expect a refusal', async (_, document) => {
    await expect(read(JSON.stringify(document))).rejects.toMatchObject({ code: 'state-unreadable' });
  });
});

test('given the file cut off at any byte, expect a refusal', async () => {
  const bytes = Buffer.from(whole);
  for (let end = 0; end < bytes.length; end += 1) {
    await expect(read(bytes.subarray(0, end).toString('utf8')), `${end} bytes`).rejects.toMatchObject({
      code: 'state-unreadable',
    });
  }
});

test('given twenty thousand damaged entries, expect the first to be named', { timeout: 20_000 }, async () => {
  const objects = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`template.t${index}`, { as: 'alice' }]),
  );
  await expect(read(JSON.stringify({ ...state, objects }))).rejects.toMatchObject({
    message: expect.stringContaining('template.t0'),
  });
});

test('given bytes that are no UTF-8, expect a refusal', async () => {
  const path = join(emptyFolder(), 'kefu.state.json');
  writeFileSync(path, Buffer.from(whole.replace('小美', '\u00ff\u00fe'), 'latin1'));
  expect(readFileSync(path).includes(0xff)).toBe(true);
  await expect(stateFile(path, kinds).read()).rejects.toMatchObject({ code: 'state-unreadable' });
});

test('given a write that stalls until another run, after `kefu unlock`, has written: expect the newer record to stay', async () => {
  const path = join(emptyFolder(), 'kefu.state.json');
  writeFileSync(path, whole);
  const store = stateFile(path, kinds);
  const recorded = { ...((await store.read()) ?? expect.fail()), serial: 4 };
  const { sync } = onFile;
  const stalled = vi.spyOn(onFile, 'sync').mockImplementationOnce(async (file) => {
    await stateFile(path, kinds).write({ ...recorded, objects: new Map() });
    await sync(file);
  });
  onTestFinished(() => stalled.mockRestore());
  await expect(store.write(recorded)).rejects.toMatchObject({ code: 'state-moved' });
  expect((await store.read())?.objects.size).toBe(0);
});
