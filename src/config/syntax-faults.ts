import type { ErrorCode, YAMLError } from 'yaml';
import type { Said } from '../model/saying.ts';
import { secretLookalikes } from '../model/secret-looks.ts';
import { say as placeholder } from '../words/en/placeholders.ts';
import { say } from '../words/en/yaml.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import { lookalikeAt } from './secret-rules.ts';
import { type Fault, type Source, shownText } from './source.ts';

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly said: Said<'message' | 'hint'>;
}

/** The YAML parser's complaints, said so that someone who does not know YAML's grammar can act on them. */
export function explainSyntax(source: Source, errors: readonly YAMLError[]): Fault[] {
  const { text } = source;
  const open = errors.some(({ code }) => mayBeOpenBracket.has(code)) ? openBracket(text) : undefined;
  const markers = errors.slice(0, mostMarkers).flatMap(({ pos }) => unquotedMarker(text, pos[0]) ?? []);
  const faults = errors.flatMap(({ code, pos }) => {
    const marker = markers.find(({ start, lineEnd }) => start <= pos[0] + 1 && pos[0] <= lineEnd);
    if (marker !== undefined) return [unfilled(source, marker)];
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

/** A secret in backticks, as Markdown has it, is no placeholder. */
function unfilled(source: Source, { start, end }: Marker): Fault {
  const [secret] = secretLookalikes(source.text.slice(start, end));
  if (secret !== undefined) return lookalikeAt({ start: start + secret.start, end: start + secret.end });
  const marker = shownText(source, { start, end });
  return {
    severity: 'error',
    code: 'placeholder',
    ...told(placeholder('unfilled-or-unquoted', { marker }), placeholder('write-value-or-quote', { marker })),
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
    ...told(say('bracket-open'), say('close-bracket')),
    at: { start, end: start + 1 },
  };
}

const spaceAfterColon: Explanation = {
  code: 'yaml-syntax',
  ...told(say('no-space-after-colon'), say('write-key-value')),
};

const indentation: Explanation = {
  code: 'yaml-indentation',
  ...told(say('not-indented-alike'), say('how-to-indent')),
};

const oneKeyPerLine: Explanation = {
  code: 'yaml-syntax',
  ...told(say('second-key'), say('own-line-each')),
};

const unfinished: Explanation = {
  code: 'yaml-syntax',
  ...told(say('something-missing'), say('colon-and-space')),
};

const properties: Explanation = {
  code: 'yaml-feature',
  ...told(say('no-anchors'), say('write-in-full')),
};

const unexpected: Explanation = {
  code: 'yaml-syntax',
  ...told(say('unexpected'), say('look-for-stray')),
};

const textKeys: Explanation = {
  code: 'yaml-key',
  ...told(say('key-no-word'), say('write-keys-on-lines')),
};

const explanations: Record<ErrorCode, Explanation> = {
  ALIAS_PROPS: properties,
  BAD_ALIAS: properties,
  BAD_DIRECTIVE: {
    code: 'yaml-feature',
    ...told(say('directive'), say('remove-line')),
  },
  BAD_DQ_ESCAPE: {
    code: 'yaml-syntax',
    ...told(say('unknown-escape'), say('use-single-quotes')),
  },
  BAD_INDENT: indentation,
  BAD_PROP_ORDER: properties,
  BAD_SCALAR_START: {
    code: 'yaml-syntax',
    ...told(say('text-begins-with-sign'), say('put-in-quotes')),
  },
  BLOCK_AS_IMPLICIT_KEY: oneKeyPerLine,
  BLOCK_IN_FLOW: {
    code: 'yaml-syntax',
    ...told(say('block-in-brackets'), say('brackets-or-lines')),
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
    ...told(say('second-document'), say('own-file-each')),
  },
  MULTIPLE_TAGS: properties,
  NON_STRING_KEY: textKeys,
  RESOURCE_EXHAUSTION: unexpected,
  TAB_AS_INDENT: {
    code: 'tab-indent',
    ...told(say('tab-here'), say('replace-tab')),
  },
  TAG_RESOLVE_FAILED: properties,
  UNEXPECTED_TOKEN: unexpected,
  BAD_COLLECTION_TYPE: properties,
};
