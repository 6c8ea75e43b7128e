// What the system says of a file, told with what to do about just that: a full disk needs no rights, and a file that can't be opened
// is not damaged.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startJournal } from '../../src/backend/delivery-journal.ts';
import { historyFile } from '../../src/backend/history-file.ts';
import { takeLock } from '../../src/backend/lock.ts';
import { stateFile } from '../../src/backend/state-file.ts';
import { run as init } from '../../src/cli/commands/init.ts';
import type { Failure } from '../../src/model/failure.ts';
import { emptyRecorded } from '../../src/model/recorded.ts';
import { systemClock } from '../../src/reconcile/system-clock.ts';
import { unreadHint } from '../../src/words/system-hints.ts';
import { capturedWorld } from '../support/cli.ts';
import { emptyFolder } from './folder.ts';

const entry = {
  id: 'a',
  officialAccount: 'shop',
  appId: 'wxemu0000000000001',
  began: '2026-01-01T00:00:00.000Z',
  by: { host: 'ci', pid: 1 },
  configDigest: `sha256:${'0'.repeat(64)}`,
  plannedDeletes: 0,
};
const about = { appId: 'wxemu0000000000001', template: 'hi', digest: 'sha256:00' };

const failureOf = (done: Promise<unknown>): Promise<Failure> =>
  done.then(
    () => expect.fail(),
    (why) => why,
  );

/** Nothing is written to a disk from now on. */
async function failAtSync(code: string): Promise<void> {
  const handle = await open(import.meta.filename);
  const ofHandles: FileHandle = Object.getPrototypeOf(handle);
  await handle.close();
  const failing = vi.spyOn(ofHandles, 'sync').mockRejectedValue(Object.assign(new Error(code), { code }));
  onTestFinished(() => failing.mockRestore());
}

describe.each([
  ['ENOSPC', /disk is full/],
  ['EDQUOT', /quota/],
  ['EROFS', /read.+ name another place/],
  ['EMFILE', /ulimit -n/],
  ['ENFILE', /fs\.file-max/],
])('given a disk that answers %s', (code, todo) => {
  test('expect the history and the journal to say what to do about it', async () => {
    await failAtSync(code);
    const history = historyFile(join(emptyFolder(), 'kefu.history.jsonl'));
    expect((await failureOf(history.put(entry))).hint).toMatch(todo);
    const journal = startJournal(join(emptyFolder(), 'sent.jsonl'), about, systemClock, {});
    expect((await failureOf(journal)).hint).toMatch(todo);
  });

  test('expect nobody to be told to delete or restore a file that could not be opened', () => {
    const restore = { key: 'restore-state', values: {} };
    expect(unreadHint({ why: 'unreadable', code }, restore)).not.toBe(restore);
    expect(unreadHint({ why: 'too-large' }, restore)).toBe(restore);
  });
});

test('given a right that is missing for reading, expect to be told of rights', () => {
  const restore = { key: 'restore-state', values: {} };
  expect(unreadHint({ why: 'unreadable', code: 'EACCES' }, restore).key).toBe('check-config-permissions');
});

test.each([
  ['a record', (file: string) => stateFile(`${file}.json`, []).write({ ...emptyRecorded('wx1'), serial: 1 })],
  ['a lock', (file: string) => takeLock(file, systemClock, 0)],
  ['a journal', (file: string) => startJournal(file, about, systemClock, {})],
  ['a history', (file: string) => historyFile(file).put(entry)],
])('given a name that is too long for %s, expect to be told so', async (_, write) => {
  const failure = await failureOf(write(join(emptyFolder(), 'n'.repeat(300))));
  expect(failure.message).toContain('ENAMETOOLONG');
  expect(failure.hint).toContain('too long');
});

test.each(['shop/kefu.yaml', 'shop/deeper/kefu.yaml'])(
  'given kefu init %s where shop is a file, expect to hear that it is in the way',
  async (path) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'shop'), 'mine');
    const failure = await failureOf(
      init({ path, fromLive: false, appId: undefined }, capturedWorld(folder, {}).world),
    );
    expect(failure).toMatchObject({ code: 'not-writable' });
    expect(failure.message).toContain(`${path} can't be written (ENOTDIR)`);
    expect(failure.hint).toContain('is a file, not a folder');
    expect(readFileSync(join(folder, 'shop'), 'utf8')).toBe('mine');
  },
);

test('given kefu init where a config is already, expect it to be left', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'kefu.yaml'));
  const options = { path: './kefu.yaml', fromLive: false, appId: undefined };
  expect(await failureOf(init(options, capturedWorld(folder, {}).world))).toMatchObject({
    code: 'file-exists',
  });
});
