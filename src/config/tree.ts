import type { Span } from './mask.ts';
import type { Source } from './source.ts';

/** A value of the YAML with its place. Every scalar is text here: what it means is for the schema to say. */
export type Tree = Scalar | Mapping | List;

export interface Scalar {
  readonly kind: 'scalar';
  readonly value: string;
  readonly at: Span;
}

interface Mapping {
  readonly kind: 'mapping';
  /** In the order of the file. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly at: Span;
}

interface List {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly at: Span;
}

export interface Entry {
  readonly key: string;
  readonly keyAt: Span;
  readonly value: Tree;
}

/** The entry of that key, when the tree is a mapping that has it. */
export function entryOf(tree: Tree | undefined, key: string): Entry | undefined {
  return tree?.kind === 'mapping' ? tree.entries.get(key) : undefined;
}

/** The value under that key, when the tree is a mapping that has it. */
export function valueAt(tree: Tree | undefined, key: string): Tree | undefined {
  return entryOf(tree, key)?.value;
}

/** The items, when the tree is a list. */
export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

/** The entries, when the tree is a mapping. */
export function entriesOf(tree: Tree | undefined): readonly Entry[] {
  return tree?.kind === 'mapping' ? [...tree.entries.values()] : [];
}

/** The text of a scalar that is not empty. */
export function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && tree.value !== '' ? tree.value : undefined;
}

/** Whether a scalar stands without quotes and is no block, so that YAML readers would see more in it than a text. */
export function isPlain(source: Source, { at }: Scalar): boolean {
  return at.end > at.start && !/["'|>]/.test(source.text[at.start] ?? '');
}

/** Whether YAML readers would take a scalar for no value at all. */
export function isNull(source: Source, scalar: Scalar): boolean {
  return /^(?:null|Null|NULL|~)$/.test(scalar.value) && isPlain(source, scalar);
}

/** Plain values as JSON knows them. Mappings have no prototype, so `__proto__` is a key like any other. */
export function plainOf(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plainOf);
  const plain = Object.create(null) as Record<string, unknown>;
  for (const { key, value } of tree.entries.values()) plain[key] = plainOf(value);
  return plain;
}

/** Whether the account is to be deleted. */
export function isAbsent({ value }: Entry): boolean {
  return textOf(valueAt(value, 'state')) === 'absent';
}

/** The configuration without its other templates, and without the sequences that name them; whole when it has no such template. */
export function withTemplateAlone(tree: Tree, name: string): Tree {
  const templates = entryOf(tree, 'templates');
  const template = entryOf(templates?.value, name);
  if (tree.kind !== 'mapping' || templates === undefined || template === undefined) return tree;
  const alone: Mapping = { kind: 'mapping', entries: new Map([[name, template]]), at: templates.value.at };
  const entries = new Map(tree.entries).set('templates', { ...templates, value: alone });
  entries.delete('sequences');
  return { ...tree, entries };
}
