// Puts the files of a configuration together: one text, one tree, and what does not fit.
import { say } from '../words/en/files.ts';
import { told } from '../words/say.ts';
import { leftOutOf, nothingToLeaveOut, withoutExtends } from './extends.ts';
import type { Layers } from './layers.ts';
import type { Loaded } from './load.ts';
import { merged, shifted, withoutEntry } from './merge.ts';
import type { Part } from './part.ts';
import { secretCodes, secretFaults } from './secret-rules.ts';
import { type Fault, joined, type Source, startsOf } from './source.ts';
import { entryOf, type Tree, textOf, valueAt } from './tree.ts';

/** The configuration that these files make. */
export function assembled(layers: Layers): Loaded {
  const { parts, extended } = layers;
  const [first, ...others] = parts;
  const source = joined([first.source, ...others.map((part) => part.source)]);
  const starts = startsOf(parts.map((part) => part.source));
  const trees = parts.map(({ tree }, place) => shifted(tree, starts[place] ?? 0));
  const faults = parts.flatMap((part, place) => faultsOfPart(part, starts[place] ?? 0, place > 0));
  const wholes = new Map<number, Tree>();
  return { file: first.file, source, tree: wholeOf(0), layers, layerFaults: faults };

  /** A file with all that it extends. */
  function wholeOf(place: number): Tree {
    const known = wholes.get(place);
    if (known !== undefined) return known;
    const own = trees[place] as Tree;
    const inherited = (extended[place] ?? []).map(wholeOf).map(withoutExtends);
    const base =
      inherited.length === 0 ? undefined : inherited.reduce((before, next) => merged(before, next));
    const left = leftOut(own, base);
    const whole = left === undefined ? own : merged(left, own);
    const tree = inFront(own, whole);
    wholes.set(place, tree);
    return tree;
  }

  function leftOut(own: Tree, inherited: Tree | undefined): Tree | undefined {
    const { entries, faults: unfit } = leftOutOf(own);
    faults.push(...unfit);
    let left = inherited;
    for (const { path, at } of entries) {
      const next = left && withoutEntry(left, path);
      if (next === undefined) faults.push(nothingToLeaveOut(source, at));
      else left = next;
    }
    return left;
  }
}

/** `extends` stays the first entry: what the whole lacks is told there, and not at the first line of another file. */
function inFront(own: Tree, whole: Tree): Tree {
  const entry = entryOf(own, 'extends');
  if (entry === undefined || whole.kind !== 'mapping') return whole;
  const bare = withoutExtends(whole);
  return {
    ...whole,
    entries: new Map([['extends', entry] as const, ...(bare.kind === 'mapping' ? bare.entries : [])]),
  };
}

/**
 * What is wrong with one file whatever the others say: a secret stands in it, also when another value wins; and of a file
 * that is extended, that it is none of a configuration, or one of another version.
 */
function faultsOfPart({ source, tree }: Part, start: number, isExtended: boolean): Fault[] {
  const secrets = secretFaults(source, tree).filter(({ code }) => secretCodes.has(code));
  return [...secrets, ...(isExtended ? shapeFaults(source, tree) : [])].map((fault) => movedBy(fault, start));
}

function shapeFaults(source: Source, tree: Tree): Fault[] {
  if (tree.kind !== 'mapping') {
    const what = told(say('extended-no-mapping', { file: source.file }), say('write-config-keys'));
    return [{ severity: 'error', code: 'wrong-type', ...what, at: tree.at }];
  }
  const version = valueAt(tree, 'version');
  const text = textOf(version);
  if (version === undefined || text === '1') return [];
  return [
    {
      severity: 'error',
      code: 'unknown-value',
      ...told(say('version-other'), say('write-1')),
      at: version.at,
      covers: [version.at],
    },
  ];
}

/** The fault with its places moved by so many characters. */
export function movedBy(fault: Fault, by: number): Fault {
  const { at, covers } = fault;
  const move = ({ start, end }: { start: number; end: number }) => ({ start: start + by, end: end + by });
  return { ...fault, ...(at && { at: move(at) }), ...(covers && { covers: covers.map(move) }) };
}
