import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readNamed, type Unread } from '../files/read-carefully.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { say } from '../words/en/files.ts';
import { told } from '../words/say.ts';
import { systemHint } from '../words/system-hints.ts';
import { unreadWords } from '../words/unread.ts';
import type { Layers } from './layers.ts';
import { nearest } from './nearest.ts';
import { parse } from './parse.ts';
import { syntaxFaultsAsMeant } from './read-as-meant.ts';
import { configByteLimit, readText } from './read-text.ts';
import { scan } from './scan.ts';
import { literalSecrets } from './secret-rules.ts';
import { shownPath } from './shown-path.ts';
import { diagnosticsOf, type Fault, type Source, sourceOf } from './source.ts';
import type { Tree } from './tree.ts';
import type { ConfigWorld } from './world.ts';

/** A configuration file that is YAML as kefu takes it: its text and its tree. */
export interface Loaded {
  /** Absolute path. */
  readonly file: string;
  readonly source: Source;
  readonly tree: Tree;
  /** The files it was put together from, when it extends others. */
  readonly layers?: Layers;
  /** What is wrong with the way they were put together. */
  readonly layerFaults?: readonly Fault[];
}

/** A file's text, fit to be parsed. */
export interface OpenedText {
  /** Absolute path. */
  readonly file: string;
  readonly source: Source;
}

/** Reads and parses a file; the faults of its syntax when that fails. */
export async function load(file: string, world: ConfigWorld): Promise<Loaded | readonly Diagnostic[]> {
  const opened = await openText(file, world);
  if (!('source' in opened)) return opened;
  const { source } = opened;
  const { tree, faults } = parse(source);
  if (tree === undefined) return diagnosticsOf(source, syntaxFaultsAsMeant(source, faults));
  return loadedOf(opened, tree);
}

/** The file with its tree: only now it is known which of its values are secrets. */
export function loadedOf({ file, source }: OpenedText, tree: Tree): Loaded {
  const secrets = literalSecrets(source.text, tree);
  return { file, source: secrets.length === 0 ? source : sourceOf(source.file, source.text, secrets), tree };
}

/** Reads a file; faults when it is not there, no text, or nothing that a parser should see. */
export async function openText(
  file: string,
  world: ConfigWorld,
): Promise<OpenedText | readonly Diagnostic[]> {
  if (file.trim() === '') return [emptyPath()];
  const absolute = path.resolve(world.cwd, file);
  const shown = shownPath(absolute, world.cwd);
  const bytes = await readBytes(absolute, shown);
  if (!(bytes instanceof Uint8Array)) return [bytes];
  const reading = readText(shown, bytes);
  if (!reading.ok) return [reading.diagnostic];
  const source = sourceOf(shown, reading.text);
  const unfit = scan(source.text);
  return unfit.length > 0 ? diagnosticsOf(source, unfit) : { file: absolute, source };
}

function emptyPath(): Diagnostic {
  return {
    severity: 'error',
    code: 'config-not-found',
    ...told(say('config-path-empty'), say('name-yaml-not-variable')),
  };
}

/** The operator names this file, so links are followed; a FIFO or device is refused all the same. */
async function readBytes(absolute: string, shown: string): Promise<Uint8Array | Diagnostic> {
  const read = await readNamed(absolute, configByteLimit);
  if (read.ok) return read.bytes;
  if (read.why === 'missing') return notFound(absolute, shown);
  if (read.why === 'too-large') return tooLarge(shown);
  return unreadable(shown, read);
}

async function notFound(absolute: string, shown: string): Promise<Diagnostic> {
  const folder = path.dirname(absolute);
  const files = (await readdir(folder).catch(() => [])).filter((name) => /\.ya?ml$/i.test(name));
  const near = nearest(path.basename(absolute), files);
  return {
    severity: 'error',
    code: 'config-not-found',
    ...told(
      say('config-not-found', { file: shown }),
      near === undefined ? say('init-or-config') : say('meant-file', { near }),
    ),
  };
}

function tooLarge(shown: string): Diagnostic {
  return {
    severity: 'error',
    code: 'config-too-large',
    ...told(
      say('config-too-large', { file: shown, kibibytes: configByteLimit / 1024 }),
      say('is-it-the-right-file'),
    ),
  };
}

function unreadable(shown: string, unread: Unread): Diagnostic {
  return {
    severity: 'error',
    code: 'config-unreadable',
    ...told(
      unread.why === 'link'
        ? say('config-is-dead-link', { file: shown })
        : say('config-unread', { file: shown, why: unreadWords(unread) }),
      unread.why === 'unreadable'
        ? systemHint(unread.code, say('check-config-permissions'))
        : say('name-yaml-file'),
    ),
  };
}
