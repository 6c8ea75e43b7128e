import { appendFileSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resumeJournal, startJournal } from '../../src/backend/delivery-journal.ts';
import { deliver } from '../../src/messages/deliver.ts';
import type { DeliveryJournal } from '../../src/model/delivery.ts';
import { Failure } from '../../src/model/failure.ts';
import { patientClock } from '../wechat/opened.ts';
import { listStage, three } from './list-stage.ts';

const name = 'openids.txt.sent.jsonl';

test('the journal lies beside the list, is for its owner alone, and names no customer', async () => {
  const { folder, send } = await listStage();
  expect((await send()).exit).toBe(0);
  const text = readFileSync(join(folder, name), 'utf8');
  for (const openid of three) expect(text).not.toContain(openid);
  expect(text).not.toContain('您好');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ template: 'hi', message: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  expect(lines.slice(1).map(({ line, status }) => `${line} ${status}`)).toEqual([
    '1 intended',
    '1 sent',
    '2 intended',
    '2 sent',
    '3 intended',
    '3 sent',
  ]);
  if (process.platform !== 'win32') expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test('who was refused is tried again by --resume, who has it is not', async () => {
  const { emulator, send, arrived } = await listStage();
  emulator.inject({ kind: 'errcode', errcode: 45015, path: 'message/custom/send', nth: 2 });
  const first = await send();
  expect(first).toMatchObject({ exit: 7, told: expect.stringContaining('the same command with --resume') });
  expect(arrived()).toEqual([1, 0, 1]);
  expect((await send({ resume: true })).exit).toBe(0);
  expect(arrived()).toEqual([1, 1, 1]);
});

test('somebody added to the list meanwhile gets the message by --resume', async () => {
  const { folder, send, arrived } = await listStage({ 'openids.txt': three.slice(0, 1).join('\n') });
  await send();
  writeFileSync(join(folder, 'openids.txt'), three.toReversed().join('\n'));
  expect((await send({ resume: true })).exit).toBe(0);
  expect(arrived()).toEqual([1, 1, 1]);
});

describe('given a journal that is not the one of this message, expect nothing to be sent', () => {
  test.each([
    ['of a run before', {}, 'journal-exists'],
    ['of the same template with another speaker', { as: 'bob', resume: true }, 'journal-other-message'],
    ['of the same, without --resume', { as: 'bob' }, 'journal-other-message'],
    ['that is not there', { resume: true, journal: 'elsewhere.jsonl' }, 'journal-missing'],
    ['in a folder that is not there', { journal: 'nowhere/sent.jsonl' }, 'journal-not-writable'],
  ])('%s', async (_, more, code) => {
    const { folder, emulator, send, calls } = await listStage();
    emulator.addAccount({ account: 'bob@kftest', nickname: '小明' });
    const config = join(folder, 'kefu.yaml');
    const text = readFileSync(config, 'utf8').replace('accounts:', 'accounts:\n  bob: { nickname: 小明 }');
    writeFileSync(config, text);
    await send();
    const before = calls();
    await expect(send(more)).rejects.toMatchObject({ code });
    expect(calls()).toBe(before);
  });

  test('with another text', async () => {
    const { folder, send, calls } = await listStage();
    await send();
    const config = join(folder, 'kefu.yaml');
    writeFileSync(config, readFileSync(config, 'utf8').replace('您好', '再见'));
    await expect(send({ resume: true })).rejects.toMatchObject({ code: 'journal-other-message' });
    expect(calls()).toBe(3);
    expect((await send({ journal: 'goodbye.jsonl' })).exit).toBe(0);
    expect(calls()).toBe(6);
  });

  test('a link where the journal would be is not followed', async () => {
    const { folder, send, calls } = await listStage({ 'other.txt': '' });
    symlinkSync(join(folder, 'other.txt'), join(folder, name));
    await expect(send()).rejects.toMatchObject({ code: 'journal-unreadable' });
    expect(readFileSync(join(folder, 'other.txt'), 'utf8')).toBe('');
    expect(calls()).toBe(0);
  });

  test.each(['', 'hello\n', '{"kefu_delivery_journal":"1.0"}\n'])('%j instead of a journal', async (text) => {
    const { send, calls } = await listStage({ [name]: text });
    for (const resume of [false, true])
      await expect(send({ resume })).rejects.toMatchObject({ code: 'journal-unreadable' });
    expect(calls()).toBe(0);
  });

  test('a line in the middle that was changed', async () => {
    const { folder, send, calls } = await listStage();
    await send();
    const file = join(folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"status":"sent"', '"status":"new"'));
    await expect(send({ resume: true })).rejects.toMatchObject({ code: 'journal-unreadable' });
    expect(calls()).toBe(3);
  });

  test('--journal and --resume without a list', async () => {
    const { folder, emulator } = await listStage();
    const { messageStage } = await import('./stage.ts');
    const stage = await messageStage(folder);
    for (const more of [{ resume: true }, { journal: 'a.jsonl' }])
      await expect(stage.send('hi', more)).rejects.toMatchObject({ code: 'journal-without-file' });
    expect(emulator.world.requests).toEqual([]);
  });
});

const about = { appId: 'wxemu0000000000001', template: 'hi', digest: 'sha256:00' };
const recipients = three.map((openid, index) => ({ openid, line: index + 1 }));
const body = (touser: string) => ({ touser, msgtype: 'text', text: { content: '您好' } }) as const;

describe('given the file of a journal', () => {
  async function open() {
    const { folder } = await listStage();
    const path = join(folder, 'journal.jsonl');
    return { path, journal: await startJournal(path, about, patientClock()) };
  }

  test('a last line that a crash cut off is left out, and spoils nothing that comes after', async () => {
    const { path, journal } = await open();
    const [first = { openid: '' }, second = { openid: '' }] = recipients;
    await journal.intend(first);
    await journal.conclude(first, 'sent');
    await journal.intend(second);
    await journal.close();
    appendFileSync(path, '{"to":"ab');
    for (let time = 1; time <= 2; time += 1) {
      const resumed = await resumeJournal(path, about, patientClock());
      expect(resumed.earlier(first.openid)).toBe('sent');
      expect(resumed.earlier(second.openid)).toBe('unknown');
      await resumed.conclude({ openid: 'oCUSTOMER_9' }, 'sent');
      await resumed.close();
    }
  });

  test('two runs at once: the second is refused until the first has ended', async () => {
    const { path, journal } = await open();
    const again = () => resumeJournal(path, about, patientClock());
    await expect(again()).rejects.toMatchObject({ kind: 'busy', code: 'journal-in-use' });
    await journal.close();
    await (await again()).close();
  });

  test('two runs that both believe to hold the lock: the second to write is stopped before it sends', async () => {
    const { path, journal } = await open();
    const [first = { openid: '' }] = recipients;
    rmSync(`${path}.lock`);
    const other = await resumeJournal(path, about, patientClock());
    await journal.intend(first);
    await expect(other.intend(first)).rejects.toMatchObject({ code: 'journal-in-use' });
    await expect(journal.conclude(first, 'sent')).rejects.toMatchObject({ code: 'journal-in-use' });
    await journal.close();
    await other.close();
  });
});

describe('given a disk that is full in the middle of the list', () => {
  /** Takes so many lines and no more. */
  function fullAfter(most: number): DeliveryJournal {
    let lines = 0;
    const write = async () => {
      lines += 1;
      if (lines > most) throw new Failure('config', 'journal-not-writable', 'The disk is full.');
    };
    return { earlier: () => undefined, intend: write, conclude: write };
  }

  test.each([
    [0, 0, ['not-attempted', 'not-attempted', 'not-attempted']],
    [1, 1, ['sent', 'not-attempted', 'not-attempted']],
    [2, 1, ['sent', 'not-attempted', 'not-attempted']],
    [3, 2, ['sent', 'sent', 'not-attempted']],
  ])('after %d lines: %d sent, none without a line before it', async (most, sent, statuses) => {
    let sends = 0;
    const messages = {
      send: async () => {
        sends += 1;
        return { kind: 'applied' } as const;
      },
    };
    const world = { messages, clock: patientClock(), journal: fullAfter(most) };
    const { deliveries, failure } = await deliver(recipients, body, world);
    expect(deliveries.map(({ status }) => status)).toEqual(statuses);
    expect(failure).toMatchObject({ code: 'journal-not-writable' });
    expect(sends).toBe(sent);
  });
});

test('a journal that can no longer be written, as JSON: expect the document to say so', async () => {
  const stage = await listStage();
  stage.emulator.inject({ kind: 'errcode', errcode: 45011, path: 'message/custom/send', nth: 2 });
  // Another run writes in it while this one waits.
  stage.clock.sleep = async () => appendFileSync(join(stage.folder, 'openids.txt.sent.jsonl'), '\n');
  const { exit, out, told } = await stage.send({ json: true });
  const { deliveries, error } = JSON.parse(out);
  expect(deliveries.map(({ status }: { status: string }) => status)).toEqual([
    'sent',
    'not-attempted',
    'not-attempted',
  ]);
  const hint = expect.stringContaining('kefu unlock');
  expect(error).toMatchObject({ code: 'journal-in-use', kind: 'busy', hint });
  expect(exit).toBe(7);
  expect(told, 'people read it on stderr').toContain('[journal-in-use]');
});

test('a journal that was kept to the end, as JSON: expect no error in the document', async () => {
  const { send } = await listStage();
  expect(JSON.parse((await send({ json: true })).out)).not.toHaveProperty('error');
});
