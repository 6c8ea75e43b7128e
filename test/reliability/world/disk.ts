// Stands in for node:fs/promises: files in memory, each operation counted, so that it can fail, or be the last. A power cut
// leaves what was synced: contents by the file, names by the folder.
import { constants } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { alive, ownerOf } from './process.ts';
import { time } from './time.ts';

interface Node {
  bytes: Buffer;
  /** What a power cut leaves. */
  synced: Buffer;
  mode: number;
  inode: number;
  modified: number;
}

/** Called before each operation that changes something; throws to let it fail, or kills the process. */
type Before = (operation: string, process: number, path: string) => Promise<void> | void;

const nothing: Before = () => {};

/** What the test holds of the disk. */
export const disk = {
  files: new Map<string, Node>(),
  folders: new Set<string>(['/']),
  before: nothing,
  /** How often anything was changed. */
  operations: 0,
};

/** No course has so many; without an end to them a run would never give the turn back. */
export const mostOperations = 20_000;

/** Names that a power cut leaves. */
let durable = new Map<string, Node>();
let inodes = 1;

const machineFile = '/etc/machine-id';
const bootFile = '/proc/sys/kernel/random/boot_id';

/** An empty disk with these files. */
export function resetDisk(files: Readonly<Record<string, string | Uint8Array>>): void {
  disk.files.clear();
  opened.clear();
  disk.folders = new Set(['/', ...Object.keys(files).map((path) => dirname(path))]);
  disk.before = nothing;
  disk.operations = 0;
  inodes = 1;
  boots = 1;
  for (const [path, content] of Object.entries(files)) place(path, content);
  place(machineFile, `${'5'.repeat(32)}\n`);
  place(bootFile, 'boot-1\n');
  durable = new Map(disk.files);
}

let boots = 1;

export function place(path: string, content: string | Uint8Array): void {
  const bytes = Buffer.from(content);
  inodes += 1;
  disk.files.set(path, { bytes, synced: bytes, mode: 0o644, inode: inodes, modified: time.now });
}

/** As someone with an editor changes a file: durable at once. */
export function overwrite(path: string, content: string | Uint8Array): void {
  place(path, content);
  const node = disk.files.get(path);
  if (node) durable.set(path, node);
}

export function textAt(path: string): string | undefined {
  return disk.files.get(path)?.bytes.toString('utf8');
}

/** What was never synced is gone, and the machine starts anew. */
export function cutPower(): void {
  disk.files = new Map(durable);
  for (const node of disk.files.values()) node.bytes = node.synced;
  boots += 1;
  overwrite(bootFile, `boot-${boots}\n`);
}

/** Without a stack, as those of the system: to write one takes longer than all the rest. */
function fault(code: string, path: string): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = Object.assign(new Error(`${code}: ${path}`), { code });
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

interface Place {
  readonly process: number;
  readonly path: string;
}

const places = new Map<string, Place>();
/** No schedule names so many paths. */
const mostPlaces = 5000;

/** Remembered, for every run asks for the same few. */
function placeOf(given: string): Place {
  const known = places.get(given);
  if (known) return known;
  if (places.size > mostPlaces) places.clear();
  const place = ownerOf(resolve(given));
  places.set(given, place);
  return place;
}

async function touch(operation: string, { process, path }: Place): Promise<void> {
  await alive(process);
  disk.operations += 1;
  if (disk.operations > mostOperations) throw fault('EDQUOT', path);
  await disk.before(operation, process, path);
  await alive(process);
}

const isFolder = (path: string) => disk.folders.has(path);

function statsOf(node: Node | undefined) {
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
  };
}

/** Open files by their numbers. */
export const opened = new Map<number, Handle>();
let numbers = 100;

/** An open file. */
export class Handle {
  readonly fd: number;
  readonly #place: Place;
  readonly #node: Node | undefined;
  readonly #appends: boolean;
  #at = 0;

  constructor(where: Place, node: Node | undefined, appends: boolean) {
    this.#place = where;
    this.#node = node;
    this.#appends = appends;
    numbers += 1;
    this.fd = numbers;
    opened.set(numbers, this);
  }

  async stat() {
    await alive(this.#place.process);
    return this.statAtOnce();
  }

  statAtOnce() {
    return statsOf(this.#node);
  }

  async read(buffer: Buffer, offset: number, length: number, position: number | null = null) {
    await alive(this.#place.process);
    return { bytesRead: this.readAtOnce(buffer, offset, length, position) };
  }

  readAtOnce(buffer: Buffer, offset: number, length: number, position: number | null): number {
    const from = position ?? this.#at;
    const part = this.#node?.bytes.subarray(from, from + length) ?? Buffer.alloc(0);
    part.copy(buffer, offset);
    if (position === null) this.#at += part.length;
    return part.length;
  }

  async readFile(encoding?: BufferEncoding) {
    await alive(this.#place.process);
    const bytes = this.#node?.bytes ?? Buffer.alloc(0);
    return encoding ? bytes.toString(encoding) : bytes;
  }

  async writeFile(content: string | Uint8Array) {
    await touch('write', this.#place);
    if (!this.#node) throw fault('EBADF', this.#place.path);
    const bytes = Buffer.from(content);
    this.#node.bytes = this.#appends ? Buffer.concat([this.#node.bytes, bytes]) : bytes;
    this.#node.modified = time.now;
  }

  appendFile(content: string | Uint8Array) {
    return this.writeFile(content);
  }

  async truncate(length: number) {
    await touch('truncate', this.#place);
    if (this.#node) this.#node.bytes = this.#node.bytes.subarray(0, length);
  }

  async sync() {
    await touch('sync', this.#place);
    if (this.#node) this.#node.synced = this.#node.bytes;
    else syncNames(this.#place.path);
  }

  async chmod(mode: number) {
    await alive(this.#place.process);
    if (this.#node) this.#node.mode = mode;
  }

  async chown() {
    await alive(this.#place.process);
  }

  async close() {
    await alive(this.#place.process);
    opened.delete(this.fd);
  }
}

function syncNames(folder: string): void {
  for (const path of durable.keys()) {
    if (dirname(path) === folder && !disk.files.has(path)) durable.delete(path);
  }
  for (const [path, node] of disk.files) if (dirname(path) === folder) durable.set(path, node);
}

export async function open(given: string, flags: string | number = 'r', mode = 0o666) {
  const where = placeOf(given);
  const { path, process } = where;
  await alive(process);
  const bits = typeof flags === 'number' ? flags : flagBits(flags);
  const there = disk.files.get(path);
  const appends = (bits & constants.O_APPEND) !== 0;
  if (isFolder(path)) return new Handle(where, undefined, false);
  if ((bits & constants.O_CREAT) === 0) {
    if (!there) throw fault('ENOENT', path);
    return new Handle(where, there, appends);
  }
  if (there && (bits & constants.O_EXCL) !== 0) throw fault('EEXIST', path);
  if (!isFolder(dirname(path))) throw fault('ENOENT', path);
  await touch('create', where);
  if (!there) {
    place(path, '');
    const made = disk.files.get(path);
    if (made) Object.assign(made, { mode, synced: Buffer.alloc(0) });
  } else if ((bits & constants.O_TRUNC) !== 0) there.bytes = Buffer.alloc(0);
  return new Handle(where, disk.files.get(path), appends);
}

/**
 * Makes a file that must not be there, without waiting. When the process dies of it, nothing is made, and all that is done
 * with the handle never comes.
 */
export function createAtOnce(given: string, mode: number): Handle {
  const where = placeOf(given);
  if (disk.files.has(where.path)) throw fault('EEXIST', where.path);
  if (!isFolder(dirname(where.path))) throw fault('ENOENT', where.path);
  if (alive(where.process) || disk.before('create', where.process, where.path))
    return new Handle(where, undefined, false);
  place(where.path, '');
  const made = disk.files.get(where.path);
  if (made) Object.assign(made, { mode, synced: Buffer.alloc(0) });
  return new Handle(where, made, false);
}

/** Opens a file to read it, without waiting; a process that died meanwhile reads on, and does nothing with it. */
export function openAtOnce(given: string): Handle {
  const where = placeOf(given);
  const there = disk.files.get(where.path);
  if (!there && !isFolder(where.path)) throw fault('ENOENT', where.path);
  return new Handle(where, there, false);
}

/** What is there, without waiting. */
export function statAtOnce(given: string) {
  const { path } = placeOf(given);
  const node = disk.files.get(path);
  if (!node && !isFolder(path)) throw fault('ENOENT', given);
  return statsOf(node);
}

export function removeAtOnce(given: string): void {
  disk.files.delete(placeOf(given).path);
}

function flagBits(flags: string): number {
  const { O_WRONLY, O_CREAT, O_EXCL, O_TRUNC } = constants;
  if (flags === 'wx') return O_WRONLY | O_CREAT | O_EXCL;
  return flags === 'w' ? O_WRONLY | O_CREAT | O_TRUNC : constants.O_RDONLY;
}

export async function rename(from: string, to: string) {
  const old = placeOf(from);
  await touch('rename', old);
  const node = disk.files.get(old.path);
  if (!node) throw fault('ENOENT', from);
  disk.files.delete(old.path);
  disk.files.set(placeOf(to).path, node);
}

export async function link(from: string, to: string) {
  const [old, made] = [placeOf(from), placeOf(to)];
  await touch('link', made);
  const node = disk.files.get(old.path);
  if (!node) throw fault('ENOENT', from);
  if (disk.files.has(made.path)) throw fault('EEXIST', to);
  disk.files.set(made.path, node);
}

export async function rm(given: string, options: { force?: boolean } = {}) {
  const where = placeOf(given);
  await alive(where.process);
  if (!disk.files.has(where.path)) {
    if (options.force) return;
    throw fault('ENOENT', given);
  }
  await touch('remove', where);
  disk.files.delete(where.path);
}

export const unlink = (path: string) => rm(path);

export async function lstat(given: string) {
  await alive(placeOf(given).process);
  return statAtOnce(given);
}

export function stat(given: string) {
  return lstat(given);
}

export async function realpath(given: string) {
  await lstat(given);
  return resolve(given);
}

export async function access(path: string) {
  await lstat(path);
}

export async function readdir(given: string) {
  const { path, process } = placeOf(given);
  await alive(process);
  if (!isFolder(path)) throw fault('ENOENT', given);
  return [...disk.files.keys()].filter((file) => dirname(file) === path).map((file) => basename(file));
}

export async function readFile(path: string, encoding?: BufferEncoding) {
  return (await open(path)).readFile(encoding);
}

export async function readlink(path: string): Promise<string> {
  throw fault('ENOENT', path);
}

export async function mkdir(given: string) {
  const where = placeOf(given);
  await alive(where.process);
  for (let folder = where.path; folder !== '/'; folder = dirname(folder)) disk.folders.add(folder);
}

export async function writeFile(path: string, content: string | Uint8Array, options: { flag?: string } = {}) {
  const file = await open(path, options.flag ?? 'w');
  await file.writeFile(content);
}
