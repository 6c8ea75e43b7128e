// Stands in for node:fs/promises: files in memory, each operation counted, so that it can fail, or be the last.
import { constants } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { alive } from './process.ts';

interface Node {
  bytes: Buffer;
  /** What a power cut leaves. */
  synced: Buffer;
  mode: number;
  inode: number;
  modified: number;
}

/** What the test holds of the disk. */
export const disk = {
  files: new Map<string, Node>(),
  folders: new Set<string>(['/']),
  /** Operations that change something, so far. */
  operations: 0,
  /** Called before each of them; throws to let it fail, or kills the process. */
  before: (_operation: string, _number: number): Promise<void> | void => {},
  inodes: 1,
};

/** An empty disk with these files. */
export function resetDisk(files: Readonly<Record<string, string | Uint8Array>>): void {
  disk.files.clear();
  disk.folders = new Set(['/', '/sim']);
  disk.operations = 0;
  disk.before = () => {};
  for (const [path, content] of Object.entries(files)) place(path, content);
}

export function place(path: string, content: string | Uint8Array): void {
  const bytes = Buffer.from(content);
  disk.inodes += 1;
  disk.files.set(path, { bytes, synced: bytes, mode: 0o644, inode: disk.inodes, modified: 0 });
}

export function textAt(path: string): string | undefined {
  return disk.files.get(path)?.bytes.toString('utf8');
}

/** What was never synced is gone. */
export function cutPower(): void {
  for (const node of disk.files.values()) node.bytes = node.synced;
}

function fault(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

async function touch(operation: string): Promise<void> {
  await alive();
  disk.operations += 1;
  await disk.before(operation, disk.operations);
  await alive();
}

const isFolder = (path: string) => disk.folders.has(path);

function statsOf(path: string, node: Node | undefined) {
  const isDirectory = node === undefined;
  return {
    isFile: () => !isDirectory,
    isDirectory: () => isDirectory,
    isSymbolicLink: () => false,
    isSocket: () => false,
    size: node?.bytes.length ?? 0,
    dev: 1,
    ino: node?.inode ?? 1,
    uid: 0,
    gid: 0,
    mode: node?.mode ?? 0o755,
    mtimeMs: node?.modified ?? 0,
    path,
  };
}

class Handle {
  readonly fd = -1;
  readonly #path: string;
  readonly #node: Node | undefined;
  readonly #appends: boolean;
  #at = 0;

  constructor(path: string, node: Node | undefined, appends: boolean) {
    this.#path = path;
    this.#node = node;
    this.#appends = appends;
  }

  async stat() {
    await alive();
    return statsOf(this.#path, this.#node);
  }

  async read(buffer: Buffer, offset: number, length: number) {
    await alive();
    const part = this.#node?.bytes.subarray(this.#at, this.#at + length) ?? Buffer.alloc(0);
    part.copy(buffer, offset);
    this.#at += part.length;
    return { bytesRead: part.length };
  }

  async readFile(encoding?: BufferEncoding) {
    await alive();
    const bytes = this.#node?.bytes ?? Buffer.alloc(0);
    return encoding ? bytes.toString(encoding) : bytes;
  }

  async writeFile(content: string | Uint8Array) {
    await touch('write');
    if (!this.#node) throw fault('EBADF', this.#path);
    const bytes = Buffer.from(content);
    this.#node.bytes = this.#appends ? Buffer.concat([this.#node.bytes, bytes]) : bytes;
  }

  appendFile(content: string | Uint8Array) {
    return this.writeFile(content);
  }

  async truncate(length: number) {
    await touch('truncate');
    if (this.#node) this.#node.bytes = this.#node.bytes.subarray(0, length);
  }

  async sync() {
    await touch('sync');
    if (this.#node) this.#node.synced = this.#node.bytes;
  }

  async chmod(mode: number) {
    await alive();
    if (this.#node) this.#node.mode = mode;
  }

  async chown() {
    await alive();
  }

  async close() {
    await alive();
  }
}

export async function open(given: string, flags: string | number = 'r', mode = 0o666) {
  await alive();
  const path = resolve(given);
  const bits = typeof flags === 'number' ? flags : flagBits(flags);
  const there = disk.files.get(path);
  if (isFolder(path)) return new Handle(path, undefined, false);
  if ((bits & constants.O_CREAT) === 0) {
    if (!there) throw fault('ENOENT', path);
    return new Handle(path, there, (bits & constants.O_APPEND) !== 0);
  }
  if (there && (bits & constants.O_EXCL) !== 0) throw fault('EEXIST', path);
  if (!isFolder(dirname(path))) throw fault('ENOENT', path);
  await touch('create');
  if (!there) {
    place(path, '');
    const made = disk.files.get(path);
    if (made) {
      made.mode = mode;
      made.synced = Buffer.alloc(0);
    }
  } else if ((bits & constants.O_TRUNC) !== 0) there.bytes = Buffer.alloc(0);
  return new Handle(path, disk.files.get(path), (bits & constants.O_APPEND) !== 0);
}

function flagBits(flags: string): number {
  const { O_WRONLY, O_CREAT, O_EXCL, O_TRUNC } = constants;
  if (flags === 'wx') return O_WRONLY | O_CREAT | O_EXCL;
  return flags === 'w' ? O_WRONLY | O_CREAT | O_TRUNC : constants.O_RDONLY;
}

export async function rename(from: string, to: string) {
  const node = disk.files.get(resolve(from));
  if (!node) throw fault('ENOENT', from);
  await touch('rename');
  disk.files.delete(resolve(from));
  disk.files.set(resolve(to), node);
}

export async function link(from: string, to: string) {
  const node = disk.files.get(resolve(from));
  if (!node) throw fault('ENOENT', from);
  if (disk.files.has(resolve(to))) throw fault('EEXIST', to);
  await touch('link');
  disk.files.set(resolve(to), node);
}

export async function rm(path: string, options: { force?: boolean } = {}) {
  await alive();
  if (!disk.files.has(resolve(path)) && !options.force) throw fault('ENOENT', path);
  if (!disk.files.has(resolve(path))) return;
  await touch('remove');
  disk.files.delete(resolve(path));
}

export const unlink = (path: string) => rm(path);

export async function lstat(path: string) {
  await alive();
  const whole = resolve(path);
  const node = disk.files.get(whole);
  if (!node && !isFolder(whole)) throw fault('ENOENT', path);
  return statsOf(whole, node);
}

export const stat = lstat;

export async function realpath(path: string) {
  return (await lstat(path)).path;
}

export async function access(path: string) {
  await lstat(path);
}

export async function readdir(path: string) {
  await alive();
  const folder = resolve(path);
  if (!isFolder(folder)) throw fault('ENOENT', path);
  return [...disk.files.keys()].filter((file) => dirname(file) === folder).map((file) => basename(file));
}

export async function readFile(path: string, encoding?: BufferEncoding) {
  return (await open(path)).readFile(encoding);
}

export async function readlink(path: string): Promise<string> {
  throw fault('ENOENT', path);
}

export async function mkdir(path: string) {
  await alive();
  for (let folder = resolve(path); folder !== '/'; folder = dirname(folder)) disk.folders.add(folder);
}

export async function writeFile(path: string, content: string | Uint8Array, options: { flag?: string } = {}) {
  const file = await open(path, options.flag ?? 'w');
  await file.writeFile(content);
}
