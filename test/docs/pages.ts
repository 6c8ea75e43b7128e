// What the pages of the project show in fenced blocks, and where.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** The heading of the first or second level above it, on a page in Chinese that of its English twin. */
  readonly section: string;
  /** `console`: commands behind `$` and what they print; `sh`: a script; anything else is no command. */
  readonly language: string;
  readonly text: string;
  /** The line of its fence. */
  readonly line: number;
}

/** Every page of the project that people read, below the folder. */
export function allPages(): string[] {
  const below = ['docs', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  return [...readdirSync(root), ...below]
    .filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md')
    .toSorted();
}

export function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

export function isChinese(page: string): boolean {
  return page.endsWith('.zh-CN.md');
}

/** The English page that says the same; of an English page itself. */
export function englishOf(page: string): string {
  const english = page.replace('.zh-CN.md', '.md');
  return existsSync(join(root, english)) ? english : page;
}

/** The fenced blocks of a page, from top to bottom. */
export function blocksOf(page: string): Block[] {
  const headings = sectionsOf(englishOf(page));
  let section = -1;
  let open: { language: string; line: number; lines: string[]; indent: number } | undefined;
  const blocks: Block[] = [];
  for (const [at, line] of textOf(page).split('\n').entries()) {
    const [, indent = '', language = ''] = /^( *)```(\w*)$/.exec(line) ?? [];
    const isFence = /^ *```/.test(line);
    if (open === undefined && /^##? /.test(line)) section += 1;
    else if (open === undefined && isFence)
      open = { language, line: at + 1, lines: [], indent: indent.length };
    else if (open !== undefined && isFence) {
      const text = open.lines.map((shown) => `${shown}\n`).join('');
      blocks.push({ page, section: headings[section] ?? '', language: open.language, text, line: open.line });
      open = undefined;
    } else open?.lines.push(line.slice(open.indent));
  }
  return blocks;
}

/** The headings of the first two levels; a `#` in a block is none. */
function sectionsOf(page: string): string[] {
  const text = textOf(page).replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
  return [...text.matchAll(/^##? (.*)$/gm)].map(([, heading = '']) => heading);
}
