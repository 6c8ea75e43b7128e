// How a holder shows that it lives: a socket beside the lock that answers as long as its process does. The system itself
// closes it with the process, so neither reused numbers nor the walls of containers can make a dead holder seem alive.
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** A socket as its holder sees it; another mount of the same folder has other numbers, and would not reach it. */
export interface Socket {
  readonly id: string;
  readonly device: number;
  readonly inode: number;
}

export interface Presence {
  /** Undefined where the system or its disk knows no such sockets. */
  readonly socket: Socket | undefined;
  end(): Promise<void>;
}

/** Shows in this folder that this process lives, until `end` or the process's end. Never keeps the process alive. */
export async function showPresence(folder: string): Promise<Presence> {
  const id = randomUUID();
  const opened = await openFolder(folder);
  if (opened === undefined) return { socket: undefined, end: async () => {} };
  const server = createServer((visitor) => visitor.destroy());
  const end = async () => {
    await close(server);
    await opened.close();
  };
  try {
    await listen(server, shortPath(opened, id));
    const { dev, ino } = await lstat(join(folder, nameOf(id)));
    return { socket: { id, device: dev, inode: ino }, end };
  } catch {
    await end();
    return { socket: undefined, end: async () => {} };
  }
}

/** Whether the process that shows this socket lives; undefined when that can't be told from here. */
export async function probePresence(folder: string, socket: Socket): Promise<'lives' | 'gone' | undefined> {
  const there = await lstat(join(folder, nameOf(socket.id))).catch(() => undefined);
  const isTheSame = there?.isSocket() && there.dev === socket.device && there.ino === socket.inode;
  const opened = isTheSame ? await openFolder(folder) : undefined;
  if (opened === undefined) return undefined;
  try {
    return await knock(shortPath(opened, socket.id));
  } finally {
    await opened.close();
  }
}

/** Removes the socket of a holder that is gone. */
export async function clearPresence(folder: string, socket: Socket): Promise<void> {
  await rm(join(folder, nameOf(socket.id)), { force: true }).catch(() => undefined);
}

function nameOf(id: string): string {
  return `.kefu-${id}.sock`;
}

async function openFolder(folder: string): Promise<FileHandle | undefined> {
  if (process.platform !== 'linux') return undefined;
  return open(folder, constants.O_RDONLY | constants.O_DIRECTORY).catch(() => undefined);
}

/** The name of a socket may have 107 bytes at most; folders are deeper than that. */
function shortPath({ fd }: FileHandle, id: string): string {
  return `/proc/self/fd/${fd}/${nameOf(id)}`;
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(path, () => done());
    server.unref();
  });
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
  });
}

function knock(path: string): Promise<'lives' | 'gone' | undefined> {
  return new Promise((done) => {
    const visitor = connect(path);
    visitor.once('connect', () => {
      visitor.destroy();
      done('lives');
    });
    visitor.once('error', ({ code }: NodeJS.ErrnoException) => {
      done(code === 'ECONNREFUSED' ? 'gone' : undefined);
    });
  });
}
