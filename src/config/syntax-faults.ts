import type { ErrorCode, YAMLError } from 'yaml';
import { visible } from '../model/visible.ts';
import type { Span } from './mask.ts';
import type { Fault } from './source.ts';

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** The YAML parser's complaints, said so that someone who does not know YAML's grammar can act on them. */
export function explainSyntax(text: string, errors: readonly YAMLError[]): Fault[] {
  const open = errors.some(({ code }) => mayBeOpenBracket.has(code)) ? openBracket(text) : undefined;
  const markers = errors.slice(0, mostMarkers).flatMap(({ pos }) => unquotedMarker(text, pos[0]) ?? []);
  const faults = errors.flatMap(({ code, pos }) => {
    const marker = markers.find(({ start, lineEnd }) => start <= pos[0] + 1 && pos[0] <= lineEnd);
    if (marker !== undefined) return [unfilled(text, marker)];
    if (open !== undefined && mayBeOpenBracket.has(code) && pos[0] > open) return [];
    return [explainOne(text, code, pos[0], pos[1])];
  });
  return open === undefined ? faults : [...faults, neverClosed(open)];
}

interface Marker extends Span {
  readonly lineEnd: number;
}

/** A placeholder of another tool that stands as a value on the line of a complaint: YAML takes its signs for its own. */
function unquotedMarker(text: string, at: number): Marker | undefined {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const line = text.slice(lineStart, lineStart + longestLine).split('\n', 1)[0] ?? '';
  const found = markerAsValue.exec(line);
  if (found?.[1] === undefined) return undefined;
  const end = lineStart + found.index + found[0].length;
  return { start: end - found[1].length, end, lineEnd: lineStart + line.length };
}

const longestLine = 1000;
/** More faults are not shown either. */
const mostMarkers = 100;
const markerAsValue =
  /(?:^|[:[,{-])[ \t]*(\{\{[^{}]*\}\}|\{%[^%]*%\}|\$\{[^{}]*\}|@\w+@|%\w+%|%\(\w+\)s|`[^`]+`)/;

function unfilled(text: string, { start, end }: Marker): Fault {
  const marker = visible(text.slice(start, end));
  return {
    severity: 'error',
    code: 'placeholder',
    message: `\`${marker}\` is a placeholder that nobody filled in, or a text without quotes.`,
    hint: `Write the value itself; a text of a template goes in quotes: "${marker}".`,
    at: { start, end },
  };
}

function explainOne(text: string, code: ErrorCode, start: number, end: number): Fault {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(lineStart).split('\n', 1)[0] ?? '';
  const noSpace = /^(\s*(?:- )?["']?[\w-]+["']?:)[^\s/:]/.exec(line);
  if (noSpace !== null && mayBeMissingSpace.has(code)) {
    const colon = lineStart + (noSpace[1]?.length ?? 1) - 1;
    return { severity: 'error', ...spaceAfterColon, at: { start: colon, end: colon + 1 } };
  }
  // The parser marks the spaces before a wrongly indented word; people look at the word.
  const word = /^[ ]*(?=\S)/.exec(text.slice(start, start + 200))?.[0].length ?? 0;
  return {
    severity: 'error',
    ...explanations[code],
    at: { start: start + word, end: Math.max(end, start + word + 1) },
  };
}

const mayBeMissingSpace: ReadonlySet<ErrorCode> = new Set([
  'MULTILINE_IMPLICIT_KEY',
  'MISSING_CHAR',
  'BLOCK_AS_IMPLICIT_KEY',
]);
const mayBeOpenBracket: ReadonlySet<ErrorCode> = new Set(['BAD_INDENT', 'MISSING_CHAR', 'BLOCK_IN_FLOW']);

/** The last bracket that is opened and never closed. Guessed, as strings and comments are only roughly told apart. */
function openBracket(text: string): number | undefined {
  const open: number[] = [];
  for (const { 0: found, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(?<!\S)#.*|[[\]{}]/g)) {
    if (found === '[' || found === '{') open.push(index);
    else if (found === ']' || found === '}') open.pop();
  }
  return open.at(-1);
}

function neverClosed(start: number): Fault {
  return {
    severity: 'error',
    code: 'yaml-bracket',
    message: 'This bracket is never closed.',
    hint: 'Add the closing bracket, or put the text in quotes when the bracket belongs to it.',
    at: { start, end: start + 1 },
  };
}

const spaceAfterColon: Explanation = {
  code: 'yaml-syntax',
  message: 'There is no space after this colon, so it does not end a key.',
  hint: 'Write `key: value`.',
};

const indentation: Explanation = {
  code: 'yaml-indentation',
  message: 'This line is not indented like the lines it belongs to.',
  hint: 'Keys of one block start in the same column; what belongs to a key stands two spaces further right.',
};

const oneKeyPerLine: Explanation = {
  code: 'yaml-syntax',
  message: 'A second key or value starts here, on the same line or without a line of its own.',
  hint: 'Put each key on a line of its own; a text with ": " in it goes in quotes.',
};

const unfinished: Explanation = {
  code: 'yaml-syntax',
  message: 'Something is missing here: a closing quote or bracket, or the ":" after a key.',
  hint: 'A key is followed by ":" and a space; every quote and bracket is closed.',
};

const properties: Explanation = {
  code: 'yaml-feature',
  message:
    'kefu does not take anchors, aliases and tags in YAML: a reviewer could not see what the file says.',
  hint: 'Write the value out in full; a text that begins with "&", "*" or "!" goes in quotes.',
};

const unexpected: Explanation = {
  code: 'yaml-syntax',
  message: 'This is not YAML: something unexpected stands here.',
  hint: 'Look for a stray bracket, quote or comma; a text with special signs goes in quotes.',
};

const textKeys: Explanation = {
  code: 'yaml-key',
  message: 'A key has to be a plain word on one line.',
  hint: 'Write `key: value`, each key on a line of its own.',
};

const explanations: Record<ErrorCode, Explanation> = {
  ALIAS_PROPS: properties,
  BAD_ALIAS: properties,
  BAD_DIRECTIVE: {
    code: 'yaml-feature',
    message: 'A line that begins with "%" is a directive, which kefu does not take.',
    hint: 'Remove the line.',
  },
  BAD_DQ_ESCAPE: {
    code: 'yaml-syntax',
    message: 'A "\\" in double quotes begins an escape, and this is none that YAML knows.',
    hint: "Use single quotes: 'C:\\folder'.",
  },
  BAD_INDENT: indentation,
  BAD_PROP_ORDER: properties,
  BAD_SCALAR_START: {
    code: 'yaml-syntax',
    message: "A text can't begin with this sign unless it is in quotes.",
    hint: "Put the text in quotes: '@kf'.",
  },
  BLOCK_AS_IMPLICIT_KEY: oneKeyPerLine,
  BLOCK_IN_FLOW: {
    code: 'yaml-syntax',
    message: 'Inside brackets a block with lines of its own is not possible.',
    hint: 'Close the bracket first, or write everything in brackets: { a: 1, b: [c, d] }.',
  },
  // Never given: kefu looks for duplicate keys itself.
  DUPLICATE_KEY: textKeys,
  IMPOSSIBLE: unexpected,
  KEY_OVER_1024_CHARS: textKeys,
  MISSING_CHAR: unfinished,
  MULTILINE_IMPLICIT_KEY: oneKeyPerLine,
  MULTIPLE_ANCHORS: properties,
  MULTIPLE_DOCS: {
    code: 'yaml-several-documents',
    message: 'A second document begins here ("---"); a file describes one official account.',
    hint: 'Put each official account in a file of its own.',
  },
  MULTIPLE_TAGS: properties,
  NON_STRING_KEY: textKeys,
  RESOURCE_EXHAUSTION: unexpected,
  TAB_AS_INDENT: {
    code: 'tab-indent',
    message: 'A tab stands where YAML takes spaces only.',
    hint: 'Replace the tab by spaces.',
  },
  TAG_RESOLVE_FAILED: properties,
  UNEXPECTED_TOKEN: unexpected,
  BAD_COLLECTION_TYPE: properties,
};
