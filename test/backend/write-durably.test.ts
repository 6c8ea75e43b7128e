import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { resumeJournal, startJournal } from '../../src/backend/delivery-journal.ts';
import { historyFile } from '../../src/backend/history-file.ts';
import { syncFolder, writeDurably } from '../../src/backend/write-durably.ts';
import type { HistoryEntry } from '../../src/model/history.ts';
import { emptyFolder } from '../files/folder.ts';
import { childProgram, run } from './child.ts';

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

test.each(['600', '640', '644', '666'])(
  'given a file of mode %s, expect the new content to have the same',
  async (before) => {
    const file = join(emptyFolder(), 'kefu.state.json');
    writeFileSync(file, 'old');
    chmodSync(file, Number.parseInt(before, 8));
    await writeDurably(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(mode(file)).toBe(before);
  },
);

test('given a last look that refuses, expect the old file, and nothing beside it', async () => {
  const folder = emptyFolder();
  const file = join(folder, 'kefu.yaml');
  writeFileSync(file, 'old');
  const refuse = () => Promise.reject(new Error('edited'));
  await expect(writeDurably(file, 'new', undefined, refuse)).rejects.toThrow('edited');
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['kefu.yaml']);
});

test('given no file, expect one that others may read, or only its owner when that is asked for', async () => {
  const folder = emptyFolder();
  await writeDurably(join(folder, 'kefu.state.json'), '{}');
  await writeDurably(join(folder, 'plan.json'), '{}', 0o600);
  expect(mode(join(folder, 'kefu.state.json'))).toBe('644');
  expect(mode(join(folder, 'plan.json'))).toBe('600');
});

test.skipIf(process.getuid?.() !== 0)(
  'given root and a file of another user, expect it to stay theirs',
  async () => {
    const file = join(emptyFolder(), 'kefu.state.json');
    writeFileSync(file, 'old');
    chownSync(file, 1234, 1235);
    await writeDurably(file, 'new');
    expect(statSync(file)).toMatchObject({ uid: 1234, gid: 1235 });
  },
);

test.each(['elsewhere/target', 'nowhere'])(
  'given a link to %s in place of the file, expect it to be refused and to stay',
  async (target) => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, 'elsewhere/target'), 'old');
    const link = join(folder, 'kefu.state.json');
    symlinkSync(target, link);
    await expect(writeDurably(link, 'new')).rejects.toMatchObject({
      code: 'is-a-link',
      message: expect.stringContaining('kefu.state.json is a symbolic link'),
    });
    expect(readlinkSync(link)).toBe(target);
    expect(readFileSync(join(folder, 'elsewhere/target'), 'utf8')).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['elsewhere', 'kefu.state.json']);
  },
);

test('given a folder in place of the file, expect it to be refused, with nothing left behind', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'kefu.state.json'));
  await expect(writeDurably(join(folder, 'kefu.state.json'), 'new')).rejects.toMatchObject({
    code: 'not-a-plain-file',
  });
  expect(readdirSync(folder)).toEqual(['kefu.state.json']);
});

test('given links laid out under the names a temporary file once had, expect none to be written through', async () => {
  const folder = emptyFolder();
  const file = join(folder, 'kefu.state.json');
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'precious');
  for (const name of [`.kefu.state.json.${process.pid}.tmp`, '.kefu.state.json.tmp']) {
    symlinkSync('victim', join(folder, name));
  }
  await writeDurably(file, 'new');
  expect(readFileSync(victim, 'utf8')).toBe('precious');
  expect(readFileSync(file, 'utf8')).toBe('new');
});

test('given a system that takes no more bytes, expect the old file and no temporary one', async () => {
  const folder = emptyFolder();
  const file = join(folder, 'kefu.state.json');
  writeFileSync(file, 'old');
  const program = await childProgram('write');
  const script = `ulimit -f 16; exec '${process.execPath}' '${program}' '${file}'`;
  expect(await run('bash', ['-c', script])).toEqual({ exit: 0, out: 'EFBIG' });
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['kefu.state.json']);
});

test('given a process that leaves at once, at whatever moment of its writes, expect no temporary file', async () => {
  const program = await childProgram('leave');
  const left: string[] = [];
  for (const ms of [0, 1, 2, 3, 4, 6, 8, 12, 16, 24]) {
    const folder = emptyFolder();
    expect((await run(process.execPath, [program, folder, `${ms}`])).exit).toBe(0);
    left.push(...readdirSync(folder).filter((name) => name.endsWith('.tmp')));
  }
  expect(left).toEqual([]);
});

test('given a system that takes no more bytes, expect half a picture not to be left under the name of a whole one', async () => {
  const folder = emptyFolder();
  const program = await childProgram('save-avatar');
  const picture = resolve(import.meta.dirname, '../cases/pictures/moon.png');
  const script = `ulimit -f 1; exec '${process.execPath}' '${program}' '${folder}' '${picture}'`;
  expect(await run('bash', ['-c', script])).toEqual({ exit: 0, out: 'EFBIG' });
  expect(readdirSync(folder)).toEqual([]);
});

test('given many writers of one file, expect the whole of one of them and nothing else', async () => {
  const folder = emptyFolder();
  const file = join(folder, 'kefu.state.json');
  const contents = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(5000));
  await Promise.all(contents.map((content) => writeDurably(file, content)));
  expect(contents).toContain(readFileSync(file, 'utf8'));
  expect(readdirSync(folder)).toEqual(['kefu.state.json']);
});

describe('given a file system that', () => {
  /** Folders can't be synced from now on; files can. */
  async function refuseFolders(code: string): Promise<void> {
    const handle = await open(import.meta.filename);
    const ofHandles: FileHandle = Object.getPrototypeOf(handle);
    await handle.close();
    const { sync } = ofHandles;
    const refused = vi.spyOn(ofHandles, 'sync').mockImplementation(async function (this: FileHandle) {
      if ((await this.stat()).isDirectory()) throw Object.assign(new Error(code), { code });
      await sync.call(this);
    });
    onTestFinished(() => refused.mockRestore());
  }

  const entry: HistoryEntry = {
    id: 'a',
    officialAccount: 'shop',
    appId: 'wxemu0000000000001',
    began: '2026-01-01T00:00:00.000Z',
    by: { host: 'ci', pid: 1 },
    configDigest: `sha256:${'0'.repeat(64)}`,
    plannedDeletes: 0,
  };
  const about = { appId: 'wxemu0000000000001', template: 'hi', digest: 'sha256:00' };
  const clock = { now: () => 0, uptime: () => 0, sleep: async () => {} };
  const writers: [title: string, write: (folder: string) => Promise<unknown>][] = [
    ['a record', (folder) => writeDurably(join(folder, 'kefu.state.json'), 'new')],
    ['a history', (folder) => historyFile(join(folder, 'kefu.history.jsonl')).put(entry)],
    [
      'a journal',
      async (folder) => {
        const journal = await startJournal(join(folder, 'sent.jsonl'), about, clock, {});
        onTestFinished(() => journal.close());
      },
    ],
  ];

  test.each(['EINVAL', 'EBADF', 'ENOTSUP', 'ENOSYS', 'EISDIR', 'EPERM'])(
    'has no sync of a folder (%s), expect every file to be written',
    async (code) => {
      await refuseFolders(code);
      for (const [, write] of writers) await write(emptyFolder());
    },
  );

  test('fails at it, expect no later entry of the history to be told as durable either', async () => {
    await refuseFolders('EIO');
    const history = historyFile(join(emptyFolder(), 'kefu.history.jsonl'));
    await expect(history.put(entry)).rejects.toThrow('EIO');
    await expect(history.put(entry)).rejects.toThrow('EIO');
  });

  test('fails at it, expect a journal of a run that was killed not to be gone on with', async () => {
    const file = join(emptyFolder(), 'sent.jsonl');
    const killed = await startJournal(file, about, clock, {});
    await killed.close();
    await refuseFolders('EIO');
    await expect(resumeJournal(file, about, clock, {})).rejects.toThrow('EIO');
  });

  test.runIf(process.platform === 'linux')(
    'fails at it, expect a journal that is not begun to leave no open file, and nothing in the way of the next run',
    async () => {
      const folder = emptyFolder();
      const file = join(folder, 'sent.jsonl');
      await refuseFolders('EIO');
      await expect(startJournal(file, about, clock, {})).rejects.toThrow('EIO');
      const stillOpen = readdirSync('/proc/self/fd').flatMap((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`);
        } catch {
          return [];
        }
      });
      expect(stillOpen.filter((name) => name.startsWith(file))).toEqual([]);
      vi.restoreAllMocks();
      const journal = await startJournal(file, about, clock, {});
      await journal.close();
    },
  );

  describe.each(['EIO', 'ENOSPC', 'EDQUOT'])('fails at it (%s)', (code) => {
    test.each(writers)('expect to hear of it for %s', async (_title, write) => {
      await refuseFolders(code);
      await expect(write(emptyFolder())).rejects.toThrow(code);
    });
  });
});

test.runIf(process.platform === 'linux')(
  'a real folder without a sync, expect nothing to be told',
  async () => {
    await syncFolder('/proc');
  },
);
