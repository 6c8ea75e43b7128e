// What is refused before the YAML parser sees the text, in time linear in its length: nesting that exhausts the
// stack, more keys than a configuration can need, and faults the parser would explain badly.

import { visible } from '../model/visible.ts';
import { say } from '../words/en/yaml.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import type { Fault } from './source.ts';

/** Ours: the deepest place of a valid configuration is 6 levels down. */
export const deepestLevel = 32;
/** Brackets hidden in strings and comments can't be told without parsing, so all are counted. */
const mostBrackets = 2000;
/** A hundred accounts with everything have about a thousand keys. */
const mostKeys = 10_000;

/** Faults of the text as a whole; the parser may only be called when there are none. */
export function scan(text: string): Fault[] {
  const markers = conflictMarkers(text);
  if (markers.length > 0) return markers;
  return [...controlCharacters(text), ...tabIndents(text), ...tooDeep(text), ...tooManyKeys(text)];
}

function conflictMarkers(text: string): Fault[] {
  return [...text.matchAll(/^(?:<{7} .*|={7}|\|{7} .*|>{7} .*)\r?$/gm)].map((match) => ({
    severity: 'error',
    code: 'merge-conflict',
    ...told(say('conflict-marker'), say('settle-conflict')),
    at: spanOf(match),
  }));
}

/** YAML 1.2 §5.1: no control character but tab and line ends. A lone carriage return would hide lines from people. */
function controlCharacters(text: string): Fault[] {
  const found = onePerLine(text, /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F]|\r(?!\n)/g);
  return found.map((match) => ({
    severity: 'error',
    code: 'control-character',
    ...told(say('control-character', { character: visible(match[0]) }), say('end-with-line-feed')),
    at: spanOf(match),
  }));
}

function onePerLine(text: string, pattern: RegExp): RegExpExecArray[] {
  let lineEnd = -1;
  return [...text.matchAll(pattern)].filter((match) => {
    if (match.index < lineEnd) return false;
    const next = text.indexOf('\n', match.index);
    lineEnd = next === -1 ? text.length : next;
    return true;
  });
}

function tabIndents(text: string): Fault[] {
  const [first, ...more] = text.matchAll(/^( *)(\t[ \t]*)(?=[^\s#])/gm);
  if (first === undefined) return [];
  const start = first.index + (first[1] ?? '').length;
  return [
    {
      severity: 'error',
      code: 'tab-indent',
      ...told(
        more.length === 0 ? say('tab-indent') : say('tab-indents', { more: more.length }),
        say('two-spaces-each'),
      ),
      at: { start, end: start + (first[2] ?? '').length },
    },
  ];
}

function tooDeep(text: string): Fault[] {
  const at = deepBrackets(text) ?? deepIndent(text) ?? deepDashes(text);
  if (at === undefined) return [];
  return [
    {
      severity: 'error',
      code: 'yaml-too-deep',
      ...told(say('too-deep-or-many', { most: deepestLevel, brackets: mostBrackets }), say('six-levels')),
      at,
    },
  ];
}

function deepBrackets(text: string): Span | undefined {
  let depth = 0;
  let opened = 0;
  // The variables of templates open and close as many, wherever they stand.
  const counted = text.replace(/\{\{[\w\s|.,:]{1,200}\}\}/g, (found) => ' '.repeat(found.length));
  for (const { 0: bracket, index } of counted.matchAll(/[[\]{}]/g)) {
    const opens = bracket === '[' || bracket === '{';
    depth = opens ? depth + 1 : Math.max(0, depth - 1);
    if (opens) opened += 1;
    if (depth > deepestLevel || opened > mostBrackets) return { start: index, end: index + 1 };
  }
  return undefined;
}

function deepIndent(text: string): Span | undefined {
  const open: number[] = [];
  for (const { 0: spaces, index } of text.matchAll(/^ *(?=[^\s#])/gm)) {
    while (open.length > 0 && (open.at(-1) ?? 0) >= spaces.length) open.pop();
    open.push(spaces.length);
    if (open.length > deepestLevel) return { start: index + spaces.length, end: index + spaces.length + 1 };
  }
  return undefined;
}

/** `- - - x` and `? ? ? x` nest without brackets or indentation. */
function deepDashes(text: string): Span | undefined {
  for (const match of text.matchAll(/^[ \t]*(?:[-?:][ \t]+)+/gm)) {
    if (match[0].replaceAll(/[ \t]/g, '').length > deepestLevel) return spanOf(match);
  }
  return undefined;
}

function tooManyKeys(text: string): Fault[] {
  let count = 0;
  for (const match of text.matchAll(/[:,]/g)) {
    count += 1;
    if (count > mostKeys) {
      return [
        {
          severity: 'error',
          code: 'yaml-too-many-keys',
          ...told(say('more-keys', { most: mostKeys }), say('split-accounts')),
          at: spanOf(match),
        },
      ];
    }
  }
  return [];
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
