// What a file says by `extends` and `without`, and what is wrong with that.
import { say } from '../words/en/files.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import type { Path } from './merge.ts';
import { type Fault, type Source, shownText } from './source.ts';
import { entryOf, isNull, type Scalar, type Tree } from './tree.ts';

/** Ours: more files than a person who reviews the configuration would open. */
export const mostFiles = 32;
/** Ours: as deep as that. */
export const deepestChain = 8;

/** The paths of the files a file extends, in its order: what a later one says wins. */
export function extendedPaths(
  source: Source,
  tree: Tree,
): { readonly paths: readonly Scalar[]; readonly faults: readonly Fault[] } {
  const entry = entryOf(tree, 'extends');
  if (entry === undefined) return { paths: [], faults: [] };
  const { value } = entry;
  const items = value.kind === 'list' ? value.items : [value];
  if (items.length > mostFiles) return { paths: [], faults: [tooMany(entry.keyAt)] };
  const paths = items.filter((item) => item.kind === 'scalar');
  const faults = items.filter((item) => !isPath(source, item)).map((item) => noPath(item, entry.keyAt));
  return { paths: faults.length > 0 ? [] : paths, faults };
}

function isPath(source: Source, item: Tree): boolean {
  return item.kind === 'scalar' && /\.ya?ml$/i.test(item.value) && !isNull(source, item);
}

function noPath({ at }: Tree, keyAt: Span): Fault {
  return {
    severity: 'error',
    code: 'extends-form',
    ...told(say('extends-form'), say('write-extends')),
    at: at.end > at.start ? at : keyAt,
  };
}

/** `extends-too-many`: one fault, also for a thousand. */
export function tooMany(at: Span): Fault {
  return {
    severity: 'error',
    code: 'extends-too-many',
    ...told(say('extends-too-many', { files: mostFiles, deep: deepestChain }), say('put-into-one-file')),
    at,
  };
}

/** `extends-cycle`: `way` are the files from the one that comes round again. */
export function cycle(at: Span, way: readonly string[]): Fault {
  return {
    severity: 'error',
    code: 'extends-cycle',
    ...told(say('extends-cycle', { way }), say('remove-one-extends')),
    at,
  };
}

/** `extends-twice`: the later one would win over all between them. */
export function extendedTwice(source: Source, at: Span): Fault {
  return {
    severity: 'error',
    code: 'extends-twice',
    ...told(say('extends-twice', { path: shownText(source, at) }), say('later-file-wins')),
    at,
  };
}

/** What a file leaves out of what it inherits. */
export interface LeftOut {
  readonly path: Path;
  readonly at: Span;
}

/** The entries named by `without`, such as `accounts.carol`. */
export function leftOutOf(tree: Tree): {
  readonly entries: readonly LeftOut[];
  readonly faults: readonly Fault[];
} {
  const entry = entryOf(tree, 'without');
  if (entry === undefined) return { entries: [], faults: [] };
  if (entry.value.kind !== 'list')
    return {
      entries: [],
      faults: [noEntry(entry.value.at.end > entry.value.at.start ? entry.value.at : entry.keyAt)],
    };
  const { items } = entry.value;
  const entries = items.flatMap((item) =>
    item.kind === 'scalar' && isEntry(item.value) ? [{ path: item.value.split('.'), at: item.at }] : [],
  );
  const faults = items
    .filter((item) => item.kind !== 'scalar' || !isEntry(item.value))
    .map(({ at }) => noEntry(at));
  return { entries, faults };
}

/** Whole blocks such as `accounts` are left alone: what goes is named one by one. */
function isEntry(text: string): boolean {
  return /^[\w-]+(?:\.[\w-]+){1,5}$/.test(text) && !/^(?:extends|without)\./.test(text);
}

function noEntry(at: Span): Fault {
  return {
    severity: 'error',
    code: 'without-form',
    ...told(say('without-form'), say('write-without')),
    at,
  };
}

/** `without-unknown`: a slip here would keep what was to go, or a change of the base has made it pointless. */
export function nothingToLeaveOut(source: Source, at: Span): Fault {
  return {
    severity: 'error',
    code: 'without-unknown',
    ...told(say('without-unknown', { entry: shownText(source, at) }), say('correct-or-remove')),
    at,
  };
}

/** What a file says itself, without how it is put together. */
export function withoutExtends(tree: Tree): Tree {
  if (tree.kind !== 'mapping') return tree;
  const entries = new Map(tree.entries);
  entries.delete('extends');
  entries.delete('without');
  return { ...tree, entries };
}
