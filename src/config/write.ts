// Accounts written into the text of a configuration: values are replaced and lines added in place, so that comments,
// order and form of everything else stay as people wrote them.

import { stringify } from 'yaml';
import type { Language } from '../model/language.ts';
import { leftOutHeading } from '../words/left-out-heading.ts';
import { accountFaults } from './account-rules.ts';
import { parse } from './parse.ts';
import { placeholderFaults } from './placeholder-rules.ts';
import { sourceOf } from './source.ts';
import { type Entry, entriesOf, entryOf, type Tree, textOf, valueAt } from './tree.ts';
import { valuesOf } from './value-uses.ts';

/** An account as it is to stand in the file. Fields that are absent are left as they are. */
export interface WrittenAccount {
  readonly name: string;
  /** Absent only where an extended file says the same. */
  readonly nickname?: string;
  /** As written: relative to the file. */
  readonly avatar?: string;
  readonly worker?: string;
}

/** The text with these accounts added or brought up to date; the same text when they already stand there so. */
export function withAccounts(text: string, tree: Tree, accounts: readonly WrittenAccount[]): string {
  const written = entryOf(tree, 'accounts');
  if (written === undefined) return withAccountsBlock(text, tree, accounts);
  const known = accounts.flatMap((account) => {
    const entry = entryOf(written.value, account.name);
    return entry ? updatesOf(text, entry, account) : [];
  });
  const added = accounts.filter(({ name }) => entryOf(written.value, name) === undefined);
  return withLineEndsOf(text, applied(text, [...known, ...additionsTo(text, tree, written, added)]));
}

/** A file that extends others may say nothing of accounts itself. */
function withAccountsBlock(text: string, tree: Tree, accounts: readonly WrittenAccount[]): string {
  if (accounts.length === 0) return text;
  if (isFlow(text, tree)) {
    const inFlow = accounts.map((account) => accountInFlow(account)).join(', ');
    return withLineEndsOf(text, applied(text, [appended(text, tree, [`"accounts": { ${inFlow} }`])]));
  }
  const lines = accounts.flatMap((account) => accountLines(account, 2)).map((line) => `  ${line}`);
  return withLineEndsOf(text, applied(text, [appended(text, tree, [['accounts:', ...lines].join('\n')])]));
}

/**
 * The text with placeholders lowered to warnings, where live names look like ones: they are what WeChat has, and a file
 * that says so must be valid. A level that people set stays.
 */
export function withPlaceholdersTaken(text: string): string {
  const source = sourceOf('', text);
  const { tree } = parse(source);
  if (tree === undefined) return text;
  const lint = entryOf(tree, 'lint');
  const faults = [...placeholderFaults(source, valuesOf(tree)), ...accountFaults(source, tree)];
  const isNeeded = faults.some(({ severity, code }) => severity === 'error' && code === 'placeholder');
  if (!isNeeded || entryOf(lint?.value, 'placeholder') !== undefined) return text;
  return withLineEndsOf(text, applied(text, [placeholderLevel(text, tree, lint)]));
}

function placeholderLevel(text: string, tree: Tree, lint: Entry | undefined): Edit {
  if (lint === undefined) {
    const block = isFlow(text, tree)
      ? '"lint": { "placeholder": "warning" }'
      : 'lint:\n  placeholder: warning';
    return appended(text, tree, [block]);
  }
  if (entriesOf(lint.value).length > 0) {
    const isQuoted = isFlow(text, lint.value);
    return appended(text, lint.value, [isQuoted ? '"placeholder": "warning"' : 'placeholder: warning']);
  }
  return replacing(text, lint.value, '{ placeholder: warning }');
}

/**
 * The same list of what could not be written, as comment lines at the end of the file; an earlier list, in whatever language,
 * is replaced.
 */
export function withLeftOut(text: string, lines: readonly string[], lang: Language): string {
  const rest = text.replace(leftOutBlock, '');
  if (lines.length === 0) return rest;
  const end = rest.endsWith('\n') ? '' : '\n';
  const list = lines.map((line) => `#   ${line}\n`).join('');
  const heading = lang === 'en' ? leftOutHeading.en : leftOutHeading.zh;
  return withLineEndsOf(text, `${rest}${end}\n# ${heading}\n${list}`);
}

function withLineEndsOf(text: string, edited: string): string {
  return text.includes('\r\n') ? edited.replace(/\r?\n/g, '\r\n') : edited;
}

const leftOutHeadings = `${leftOutHeading.en}|${leftOutHeading.zh}`;
const leftOutBlock = new RegExp(`(?:\\r?\\n)?^# (?:${leftOutHeadings})\\r?\\n(?:#   .*\\r?\\n?)*`, 'mu');

/** A stretch of the text and what is to stand in its place. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function applied(text: string, edits: readonly Edit[]): string {
  // From the end, so that the places before it stay right; at one place the last first, so that they stand in their order.
  return [...edits]
    .reverse()
    .sort((one, other) => other.start - one.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

const fieldNames = ['nickname', 'avatar', 'worker'] as const;

function fieldsOf(account: WrittenAccount): (readonly [string, string])[] {
  return fieldNames.flatMap((name) => {
    const value = account[name];
    return value === undefined ? [] : [[name, value] as const];
  });
}

function updatesOf(text: string, entry: Entry, account: WrittenAccount): Edit[] {
  const fields = fieldsOf(account);
  const replaced = fields.flatMap(([key, value]) => {
    const field = valueAt(entry.value, key);
    if (field === undefined || textOf(field) === value) return [];
    return [replacing(text, field, scalarText(value, isFlow(text, entry.value)))];
  });
  const missing = fields.filter(([key]) => entryOf(entry.value, key) === undefined);
  if (missing.length === 0) return replaced;
  return [...replaced, appended(text, entry.value, fieldTexts(missing, isFlow(text, entry.value)))];
}

function additionsTo(text: string, tree: Tree, accounts: Entry, added: readonly WrittenAccount[]): Edit[] {
  if (added.length === 0) return [];
  const entries = entriesOf(accounts.value);
  if (entries.length === 0) return firstOf(text, tree, accounts, added);
  if (isFlow(text, accounts.value)) {
    return [appended(text, accounts.value, added.map(accountInFlow))];
  }
  const step = nestedStep(text, entries);
  const blocks = added.map((account) => accountLines(account, step).join('\n'));
  return [appended(text, accounts.value, blocks)];
}

/** `accounts: {}` becomes a block, but for one in a line of JSON, or with comments in it. */
function firstOf(
  text: string,
  tree: Tree,
  { keyAt, value }: Entry,
  added: readonly WrittenAccount[],
): Edit[] {
  const isKept = text.slice(value.at.start, value.at.end).includes('#');
  if (isFlow(text, tree) || isKept) {
    const items = added.map(accountInFlow);
    return [
      isFlow(text, value) ? appended(text, value, items) : replacing(text, value, ` { ${items.join(', ')} }`),
    ];
  }
  const colon = text.indexOf(':', keyAt.end) + 1;
  const pad = ' '.repeat(columnOf(text, keyAt.start) + 2);
  const lines = added.flatMap((account) => accountLines(account, 2)).flatMap((block) => block.split('\n'));
  const end = lineEnd(text, value.at.end);
  return [
    { start: colon, end: value.at.end, text: '' },
    { start: end, end, text: lines.map((line) => `\n${pad}${line}`).join('') },
  ];
}

function accountInFlow(account: WrittenAccount): string {
  return `${scalarText(account.name, true)}: { ${fieldTexts(fieldsOf(account), true).join(', ')} }`;
}

function accountLines(account: WrittenAccount, step: number): string[] {
  const pad = ' '.repeat(step);
  const fields = fieldTexts(fieldsOf(account), false).map((field) => pad + field);
  return [`${scalarText(account.name, false)}:`, ...fields];
}

function fieldTexts(fields: readonly (readonly [string, string])[], flow: boolean): string[] {
  return fields.map(([key, value]) => `${key}: ${scalarText(value, flow)}`);
}

/** How far the fields of the accounts that are there stand to the right of the names. */
function nestedStep(text: string, entries: readonly Entry[]): number {
  const block = entries.find(({ value }) => value.kind === 'mapping' && !isFlow(text, value));
  const [field] = entriesOf(block?.value);
  if (block === undefined || field === undefined) return 2;
  return columnOf(text, field.keyAt.start) - columnOfEntry(text, block);
}

/** Puts items behind the last one of a mapping that is not empty. Lines of an item keep their own indentation. */
function appended(text: string, mapping: Tree, items: readonly string[]): Edit {
  const [first] = entriesOf(mapping);
  if (isFlow(text, mapping)) {
    if (first === undefined) {
      const start = mapping.at.start + 1;
      return { start, end: start, text: ` ${items.join(', ')} ` };
    }
    const end = endOf(text, entriesOf(mapping).at(-1)?.value ?? mapping);
    return { start: end, end, text: items.map((item) => `, ${item}`).join('') };
  }
  const end = lineEnd(text, endOf(text, mapping));
  const pad = ' '.repeat(first === undefined ? 0 : columnOfEntry(text, first));
  const lines = items.flatMap((item) => item.split('\n'));
  return { start: end, end, text: lines.map((line) => `\n${pad}${line}`).join('') };
}

function replacing(text: string, { at }: Tree, value: string): Edit {
  // A block scalar ends behind its line feed.
  return { start: at.start, end: at.end, text: text[at.end - 1] === '\n' ? `${value}\n` : value };
}

/** Where the last value within a tree ends: a block mapping's own end may lie behind comments that follow it. */
function endOf(text: string, tree: Tree): number {
  if (tree.kind === 'scalar' || isFlow(text, tree)) return tree.at.end;
  const last = tree.kind === 'list' ? tree.items.at(-1) : entriesOf(tree).at(-1)?.value;
  return last === undefined ? tree.at.end : endOf(text, last);
}

function lineEnd(text: string, place: number): number {
  if (text[place - 1] === '\n') return place - 1;
  const end = text.indexOf('\n', place);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

function columnOf(text: string, place: number): number {
  return place - (text.lastIndexOf('\n', place - 1) + 1);
}

/** `? alice` begins at its sign. */
function columnOfEntry(text: string, { keyAt }: Entry): number {
  const column = columnOf(text, keyAt.start);
  const sign = /\? *$/.exec(text.slice(keyAt.start - column, keyAt.start));
  return sign ? sign.index : column;
}

function isFlow(text: string, { at }: Tree): boolean {
  return text[at.start] === '{' || text[at.start] === '[';
}

/** Quoted where any YAML reader could take it for something else than text. */
function scalarText(value: string, flow: boolean): string {
  if (flow) return /^[A-Za-z][A-Za-z0-9]*$/.test(value) ? plainIfText(value) : JSON.stringify(value);
  return plainIfText(value);
}

/** With a space of any kind at its start or end it is quoted: for YAML an em space is text, for editors the end of a line. */
function plainIfText(value: string): string {
  if (value.trim() !== value) return JSON.stringify(value);
  return stringify(value, { compat: 'yaml-1.1', lineWidth: 0, blockQuote: false }).trimEnd();
}
