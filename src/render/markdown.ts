import { Buffer } from 'node:buffer';
import type { Words } from '../words/pages/words.ts';
import { fenceFor } from './escape-markdown.ts';
import { fitInto, type Limit, type Section } from './fit.ts';

/**
 * A comment holds 65,536 characters (GitHub; GitLab and Gitea allow more). Measured in UTF-16 units, which are never
 * fewer than characters, with room for what a pipeline puts around it.
 */
export const commentLimit: Limit = { most: 64_000, sizeOf: (text) => text.length };

/** A step summary holds 1 MiB (GitHub docs, workflow commands: adding a job summary). */
export const stepSummaryLimit: Limit = { most: 1_000_000, sizeOf: (text) => Buffer.byteLength(text) };

/** Head, what fits of the sections, and foot; when something is left out, head and foot say so. */
export function markdownPage(
  head: string,
  sections: readonly Section[],
  foot: string,
  words: Words,
  limit: Limit,
): string {
  const noticeRoom = 2_000;
  const fixed = limit.sizeOf(head) + limit.sizeOf(foot) + noticeRoom;
  const { text, left, deletesLeft } = fitInto(sections, { ...limit, most: limit.most - fixed });
  if (left === 0) return `${head}${text}${foot}`;
  const notice = `> ⚠️ **${words.cut(left, deletesLeft)}** ${words.wholePlan}\n\n`;
  return `${head}${notice}${text}${notice}${foot}`;
}

/** What a section is called, with how many things it tells of: "Warnings (3)", "警告（3）". */
export function counted(title: string, count: number, { aside }: Words): string {
  return `${title}${aside(String(count))}`;
}

/** Entries of lines in one fenced block, coloured as a diff; `count` when an entry tells of more than one thing. */
export function diffSection(
  title: string,
  entries: readonly (readonly string[])[],
  words: Words,
  count = entries.length,
): Section {
  const fence = fenceFor(entries.flat());
  return {
    open: `### ${counted(title, count, words)}\n\n${fence}diff\n`,
    entries: entries.map((lines) => `${lines.join('\n')}\n`),
    close: `${fence}\n\n`,
  };
}

/** Entries as a list; each is Markdown already. */
export function listSection(
  title: string,
  entries: readonly string[],
  words: Words,
  count = entries.length,
): Section {
  return { open: `### ${counted(title, count, words)}\n\n`, entries: entries.map(asItem), close: '\n' };
}

/** The same, folded away. `note` and `title` are words of ours. */
export function foldedSection(
  title: string,
  note: string,
  entries: readonly string[],
  words: Words,
): Section {
  return {
    open: `<details><summary>${counted(title, entries.length, words)}</summary>\n\n${note === '' ? '' : `${note}\n\n`}`,
    entries: entries.map(asItem),
    close: '\n</details>\n\n',
  };
}

function asItem(entry: string): string {
  return `- ${entry}\n`;
}

const largestGroup = 40;

/** Things that look the same, together, in the order of their first; a large group in parts that a page can hold. */
export function grouped<Thing>(things: readonly Thing[], likeness: (thing: Thing) => string): Thing[][] {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = likeness(thing);
    groups.set(key, [...(groups.get(key) ?? []), thing]);
  }
  return [...groups.values()].flatMap(inParts);
}

function inParts<Thing>(group: readonly Thing[]): Thing[][] {
  const parts = Math.ceil(group.length / largestGroup);
  return Array.from({ length: parts }, (_, part) =>
    group.slice(part * largestGroup, (part + 1) * largestGroup),
  );
}
