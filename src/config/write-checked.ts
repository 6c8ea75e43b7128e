// What was written into the text of a configuration, read back before anything is saved.
import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic } from '../model/diagnostic.ts';
import { checkLoaded } from './config.ts';
import { loadedOf } from './load.ts';
import { merged } from './merge.ts';
import { parse } from './parse.ts';
import { scan } from './scan.ts';
import { sourceOf } from './source.ts';
import { plainOf, type Tree, textOf, valueAt } from './tree.ts';
import { withLayers } from './with-layers.ts';
import type { ConfigWorld } from './world.ts';
import type { WrittenAccount } from './write.ts';

/** A text that is to stand in a file, and what it is meant to say. */
export interface Rewritten {
  /** Absolute path. */
  readonly file: string;
  /** As people see it. */
  readonly shown: string;
  readonly text: string;
  /** What the text said before. */
  readonly before: Tree;
  /** What was written into it. */
  readonly accounts: readonly WrittenAccount[];
}

/**
 * What keeps a rewritten text from being saved: `other-meaning` when a reader of YAML would not find just these accounts in it
 * and all else as before, or the faults of the configuration it makes; undefined when it is as it is meant.
 */
export async function faultOfRewritten(
  { file, shown, text, before, accounts }: Rewritten,
  world: ConfigWorld,
): Promise<'other-meaning' | readonly Diagnostic[] | undefined> {
  const source = sourceOf(shown, text);
  const { tree } = scan(text).length > 0 ? {} : parse(source);
  if (tree === undefined || !saysJust(accounts, tree, before)) return 'other-meaning';
  const layered = await withLayers(loadedOf({ file, source }, tree), world);
  if (!('tree' in layered)) return layered;
  const checked = await checkLoaded(layered, world);
  return checked.ok ? undefined : checked.diagnostics;
}

function saysJust(accounts: readonly WrittenAccount[], now: Tree, before: Tree): boolean {
  const written = treeOf({
    ...(accounts.length === 0 ? {} : { accounts: Object.fromEntries(accounts.map(named)) }),
    ...(isLevelNew(now, before) ? { lint: { placeholder: 'warning' } } : {}),
  });
  return isDeepStrictEqual(plainOf(now), plainOf(merged(before, written)));
}

function named({ name, ...fields }: WrittenAccount): [string, Plain] {
  return [name, fields];
}

/** Beside accounts, a file may get the level that lets a nickname stand which looks like a placeholder. */
function isLevelNew(now: Tree, before: Tree): boolean {
  const levelOf = (tree: Tree) => valueAt(valueAt(tree, 'lint'), 'placeholder');
  return levelOf(before) === undefined && textOf(levelOf(now)) === 'warning';
}

type Plain = string | { readonly [key: string]: Plain | undefined };

/** A tree without places. */
function treeOf(plain: Plain): Tree {
  const at = { start: 0, end: 0 };
  if (typeof plain === 'string') return { kind: 'scalar', value: plain, at };
  const entries = Object.entries(plain).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, { key, keyAt: at, value: treeOf(value) }] as const],
  );
  return { kind: 'mapping', entries: new Map(entries), at };
}
