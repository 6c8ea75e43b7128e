import { padToWidth } from './width.ts';

/** An errcode of WeChat as a person asked about it; every text is in one language. */
export interface Explanation {
  readonly code: number;
  /** WeChat's own errmsg. */
  readonly name: string;
  readonly class: string;
  readonly classMeaning: string;
  readonly meaning: string;
  readonly whatToDo: string;
  /** Where in the YAML to look. */
  readonly yaml?: string;
  /** The calls whose pages name it; empty when any may answer so. */
  readonly calls: readonly string[];
  /** What it means for single calls, where that differs. */
  readonly ownMeanings: readonly {
    readonly calls: readonly string[];
    readonly meaning: string;
    readonly whatToDo: string;
    /** The class, with its meaning, where it is another one too. */
    readonly class?: { readonly name: string; readonly meaning: string };
  }[];
  /** What kefu does by itself; without calls: whatever it asked. */
  readonly reactions: readonly { readonly reaction: string; readonly calls: readonly string[] }[];
}

/** One of kefu's own codes as a person asked about it. */
export interface OwnExplanation {
  readonly code: string;
  readonly meaning: string;
  readonly whatToDo: string;
  /** The section of docs/errors.md. */
  readonly section: string;
}

const labels = {
  en: {
    meaning: 'Meaning',
    todo: 'To do',
    class: 'Class',
    yaml: 'In YAML',
    calls: 'Calls',
    of: 'Call',
    kefu: 'kefu',
    any: 'any',
    page: 'Page',
    pageOf: (section: string) => `docs/errors.md, ${section}`,
    classOf: (name: string, meaning: string) => `${name}: ${meaning}`,
    ofCalls: (calls: readonly string[], text: string) => `${calls.join(', ')}: ${text}`,
    sentences: (meaning: string, whatToDo: string, ownClass?: string) =>
      `${meaning} ${whatToDo}${ownClass === undefined ? '' : ` (${ownClass})`}`,
    listed: ', ',
    more: 'More on one of them: kefu explain CODE',
  },
  zh: {
    meaning: '含义',
    todo: '处理',
    class: '类别',
    yaml: 'YAML',
    calls: '接口',
    of: '接口',
    kefu: 'kefu',
    any: '任何接口',
    page: '文档',
    pageOf: (section: string) => `docs/errors.zh-CN.md，${section}`,
    classOf: (name: string, meaning: string) => `${name}：${meaning}`,
    ofCalls: (calls: readonly string[], text: string) => `${calls.join('、')}：${text}`,
    sentences: (meaning: string, whatToDo: string, ownClass?: string) =>
      `${meaning}${whatToDo}${ownClass === undefined ? '' : `（${ownClass}）`}`,
    listed: '、',
    more: '详情：kefu explain CODE',
  },
} as const;

/** One errcode on a handful of lines. */
export function renderExplanation(explained: Explanation, language: 'en' | 'zh'): string {
  const words = labels[language];
  const rows: (readonly [label: string, text: string])[] = [
    [words.meaning, explained.meaning],
    [words.todo, explained.whatToDo],
    [words.class, words.classOf(explained.class, explained.classMeaning)],
    ...(explained.yaml === undefined ? [] : ([[words.yaml, explained.yaml]] as const)),
    [words.calls, explained.calls.length === 0 ? words.any : explained.calls.join(words.listed)],
    ...explained.ownMeanings.map(
      ({ calls, meaning, whatToDo, class: ownClass }) =>
        [
          words.of,
          words.ofCalls(
            calls,
            words.sentences(meaning, whatToDo, ownClass && words.classOf(ownClass.name, ownClass.meaning)),
          ),
        ] as const,
    ),
    ...explained.reactions.map(
      ({ reaction, calls }) =>
        [words.kefu, calls.length === 0 ? reaction : words.ofCalls(calls, reaction)] as const,
    ),
  ];
  return `${explained.code} ${explained.name}\n\n${labelled(rows)}`;
}

/** One of kefu's own codes on a few lines. */
export function renderOwnExplanation(explained: OwnExplanation, language: 'en' | 'zh'): string {
  const words = labels[language];
  const rows = [
    [words.meaning, explained.meaning],
    [words.todo, explained.whatToDo],
    [words.page, words.pageOf(explained.section)],
  ] as const;
  return `${explained.code}\n\n${labelled(rows)}`;
}

function labelled(rows: readonly (readonly [label: string, text: string])[]): string {
  return rows.map(([label, text]) => `  ${padToWidth(label, 8)} ${text}\n`).join('');
}

/** Every errcode and then every code of kefu's own, one a line. */
export function renderCodeList(
  explained: readonly Explanation[],
  own: readonly OwnExplanation[],
  language: 'en' | 'zh',
): string {
  const lines = explained.map(({ code, meaning }) => `${String(code).padEnd(5)}  ${meaning}`);
  const ownLines = own.map(({ code, meaning }) => `${code}  ${meaning}`);
  return `${lines.join('\n')}\n\n${ownLines.join('\n')}\n\n${labels[language].more}\n`;
}
