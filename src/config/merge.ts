// How a configuration and what it extends become one: mappings key by key, and what the extending file says wins.
import { type Entry, entriesOf, entryOf, isAbsent, type Tree, textOf } from './tree.ts';

type Mapping = Tree & { readonly kind: 'mapping' };

/** A place in the tree: `['accounts', 'alice']`. */
export type Path = readonly string[];

/**
 * `own` over `inherited`: mappings are merged key by key, everything else is replaced. Inherited entries come first, so that
 * a rule about two entries is told at the one in the extending file.
 */
export function merged(inherited: Tree, own: Tree, path: Path = []): Tree {
  if (inherited.kind !== 'mapping' || own.kind !== 'mapping' || isOneValue(path)) return own;
  const entries = new Map(kept(inherited, own, path).entries);
  for (const [key, entry] of own.entries) {
    const before = entries.get(key);
    entries.set(key, before ? { ...entry, value: merged(before.value, entry.value, [...path, key]) } : entry);
  }
  return { kind: 'mapping', entries, at: own.at };
}

/**
 * Credentials, and a reference to a secret, are one value that is replaced as a whole: half of one file's and half of the
 * other's would be a reference that nobody wrote.
 */
function isOneValue(path: Path): boolean {
  const key = path.at(-1);
  return (
    (path.length === 2 && path[0] === 'officialAccount' && key === 'credentials') ||
    (path.length === 3 && path[0] === 'accounts' && key === 'password')
  );
}

/** What is left of an inherited block beside the own one, where the two can't stand together. */
function kept(inherited: Mapping, own: Mapping, path: Path): Mapping {
  if (path.length !== 2) return inherited;
  if (path[0] === 'accounts') return keptOfAccount(inherited, own, path[1] ?? '');
  if (path[0] === 'templates') return keptOfTemplate(inherited, own);
  return inherited;
}

/** `state: absent` stands alone; a protection stays, so that the two are told as the contradiction they are. */
function keptOfAccount(inherited: Mapping, own: Mapping, key: string): Mapping {
  if (!isAbsent({ key, keyAt: own.at, value: own })) return inherited;
  return only(inherited, ({ key }) => key === 'protect');
}

/** A message of another type: the content of the earlier one goes with it. */
function keptOfTemplate(inherited: Mapping, own: Mapping): Mapping {
  const msgtype = textOf(entryOf(own, 'msgtype')?.value);
  const before = textOf(entryOf(inherited, 'msgtype')?.value);
  if (msgtype === undefined || msgtype === before) return inherited;
  return only(inherited, ({ key }) => key !== before);
}

function only(mapping: Mapping, isKept: (entry: Entry) => boolean): Mapping {
  return {
    ...mapping,
    entries: new Map(entriesOf(mapping).flatMap((entry) => (isKept(entry) ? [[entry.key, entry]] : []))),
  };
}

/** The tree without the entry at that path; undefined when there is none. */
export function withoutEntry(tree: Tree, [key, ...rest]: Path): Tree | undefined {
  const entry = key === undefined ? undefined : entryOf(tree, key);
  if (tree.kind !== 'mapping' || entry === undefined) return undefined;
  if (rest.length === 0) return only(tree, (other) => other !== entry);
  const value = withoutEntry(entry.value, rest);
  return value && { ...tree, entries: new Map(tree.entries).set(entry.key, { ...entry, value }) };
}

/** The same tree with its places moved by so many characters. */
export function shifted(tree: Tree, by: number): Tree {
  if (by === 0) return tree;
  const move = ({ start, end }: Tree['at']) => ({ start: start + by, end: end + by });
  return moved(tree);

  function moved(part: Tree): Tree {
    const at = move(part.at);
    if (part.kind === 'scalar') return { ...part, at };
    if (part.kind === 'list') return { ...part, at, items: part.items.map(moved) };
    const entries = entriesOf(part).map(
      ({ key, keyAt, value }) => [key, { key, keyAt: move(keyAt), value: moved(value) }] as const,
    );
    return { ...part, at, entries: new Map(entries) };
  }
}
