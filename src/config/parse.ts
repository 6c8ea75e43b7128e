import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { say } from '../words/en/yaml.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import { deepestLevel } from './scan.ts';
import { type Fault, lineOf, type Source, shownText } from './source.ts';
import { explainSyntax } from './syntax-faults.ts';
import type { Entry, Tree } from './tree.ts';

/**
 * Parses scanned text into a tree with places. All scalars stay text; anchors, aliases, tags, merge keys, directives
 * and further documents are refused.
 */
export function parse(source: Source): { readonly tree?: Tree; readonly faults: readonly Fault[] } {
  const document = parseDocument(source.text, {
    schema: 'failsafe',
    stringKeys: true,
    // The parser's own check takes quadratic time.
    uniqueKeys: false,
    merge: false,
    strict: true,
    prettyErrors: false,
    // With "silent" the parser would not report a second document.
    logLevel: 'error',
  });
  const faults = [...syntaxFaults(document, source), ...directiveFaults(document, source)];
  if (faults.length > 0) return { faults };
  if (document.contents === null) return { faults: [emptyFile(source)] };
  return buildTree(source, document.contents);
}

function syntaxFaults(document: Document.Parsed, source: Source): Fault[] {
  const faults = explainSyntax(source, [...document.errors, ...document.warnings]);
  // One slip makes the parser stumble more than once on the same line or at the end of the text.
  const seen = new Set<string>();
  return faults.filter(({ code, at }) => {
    const key = `${code} ${at?.start}`;
    return !seen.has(key) && seen.add(key);
  });
}

function directiveFaults(document: Document.Parsed, source: Source): Fault[] {
  const explicit = document.directives.yaml.explicit || Object.keys(document.directives.tags).length > 1;
  const found = explicit ? /^%.*$/m.exec(source.text) : null;
  return found === null
    ? []
    : [featureRefused('directive', { start: found.index, end: found.index + found[0].length })];
}

function emptyFile(source: Source): Fault {
  return {
    severity: 'error',
    code: 'empty-config',
    ...told(say('config-is-empty', { file: source.file }), say('init-in-folder')),
    at: { start: 0, end: 0 },
  };
}

function buildTree(source: Source, contents: ParsedNode) {
  const faults: Fault[] = [];
  const tree = treeOf(contents, 1);
  return faults.length > 0 ? { faults } : { tree, faults };

  function treeOf(node: Node, level: number): Tree {
    const at = spanOf(node);
    if (level > deepestLevel) faults.push(tooDeep(at));
    else if (isAlias(node)) faults.push(featureRefused('alias', at));
    else {
      refuseProperties(node, at);
      if (isMap(node)) return { kind: 'mapping', entries: entriesOf(node, level), at };
      if (isSeq(node))
        return { kind: 'list', items: node.items.map((item) => treeOf(item as Node, level + 1)), at };
      if (isScalar(node)) return { kind: 'scalar', value: String(node.value ?? ''), at };
    }
    return { kind: 'scalar', value: '', at };
  }

  function refuseProperties(node: Exclude<Node, { source: string }>, at: Span): void {
    if ('anchor' in node && node.anchor) faults.push(featureRefused('anchor', at));
    if (node.tag !== undefined) faults.push(featureRefused('tag', at));
  }

  function entriesOf(map: YAMLMap, level: number): ReadonlyMap<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const pair of map.items) {
      const key = pair.key as Scalar;
      const keyAt = spanOf(key);
      refuseProperties(key, keyAt);
      const name = String(key.value ?? '');
      const first = entries.get(name);
      if (first !== undefined) faults.push(duplicate(source, keyAt, first.keyAt));
      if (name === '<<') faults.push(featureRefused('merge-key', keyAt));
      // `? key` and `{ key }` have no value node at all.
      const value = pair.value ? treeOf(pair.value as Node, level + 1) : nothingAfter(keyAt);
      entries.set(name, { key: name, keyAt, value });
    }
    return entries;
  }
}

function nothingAfter(keyAt: Span): Tree {
  return { kind: 'scalar', value: '', at: { start: keyAt.end, end: keyAt.end } };
}

function spanOf(node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

function duplicate(source: Source, at: Span, first: Span): Fault {
  return {
    severity: 'error',
    code: 'duplicate-key',
    ...told(
      say('key-twice', { key: shownText(source, at), row: lineOf(source, first) }),
      say('remove-or-rename'),
    ),
    at,
  };
}

function tooDeep(at: Span): Fault {
  return {
    severity: 'error',
    code: 'yaml-too-deep',
    ...told(say('too-deep', { most: deepestLevel }), say('six-levels')),
    at,
  };
}

function featureRefused(what: 'directive' | 'alias' | 'anchor' | 'tag' | 'merge-key', at: Span): Fault {
  return {
    severity: 'error',
    code: 'yaml-feature',
    ...told(say(`no-${what}`), say('special-sign-in-quotes')),
    at,
  };
}
