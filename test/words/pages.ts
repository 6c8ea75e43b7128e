/** What stands below one heading of a page, as far as it is the same in every language. */
export interface Part {
  readonly heading: string;
  /** What leads to it behind a `#`. */
  readonly slug: string;
  readonly level: number;
  /** What is typed in its blocks of a terminal, and whole lines of a shell. */
  readonly commands: readonly string[];
  /** The languages of its blocks of code. */
  readonly blocks: readonly string[];
  readonly rows: number;
  /** What is set as code within its sentences and tables, each once; of a row of a table only what it is found by. */
  readonly code: readonly string[];
}

/** The parts of a page in Markdown, from its first heading on. */
export function partsOf(markdown: string): Part[] {
  const blocks = [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gmu)];
  const marked = blocks.reduce(
    (text, [block], place) => text.replace(block, `\u0000${place}\u0000`),
    markdown,
  );
  return marked
    .split(/^(?=#{1,6} )/mu)
    .filter((part) => part.startsWith('#'))
    .map((part) => partOf(part, blocks));
}

function partOf(text: string, all: readonly RegExpMatchArray[]): Part {
  const heading = /^#+ (.*)$/mu.exec(text)?.[1] ?? '';
  const blocks = [...text.matchAll(/\u0000(\d+)\u0000/gu)].map(([, place]) => all[Number(place)] ?? []);
  return {
    heading,
    slug: slugOf(heading),
    level: text.indexOf(' '),
    commands: blocks.flatMap(([, language = '', lines = '']) => typed(language, lines)),
    blocks: blocks.map(([, language = '']) => language),
    rows: text.match(/^\|.*\|$/gmu)?.length ?? 0,
    code: [...new Set(text.replaceAll(/^(\|[^|]*\|).*$/gmu, '$1').match(/`[^`]+`/gu) ?? [])]
      .map((code) => code.replaceAll(/\s+/gu, ' '))
      .toSorted(),
  };
}

function typed(language: string, lines: string): string[] {
  if (language === 'console') return (lines.match(/^\$ .*$/gmu) ?? []).map((line) => line.trimEnd());
  if (language === 'sh') return lines.split('\n').map((line) => line.replace(/ +#.*$/u, ''));
  return [];
}

/** The anchor that GitHub and Gitee make of a heading. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replaceAll(/\s/gu, '-');
}
