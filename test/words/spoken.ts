import { englishLeft, leftWithout } from './english-left.ts';
import { unnaturalIn } from './natural-chinese.ts';

/** What people read of an output, by its format: each text on a line of its own. */
const readers: Readonly<Record<string, (output: string) => string>> = {
  html: (output) => readMarkup(output, ['alt', 'title', 'aria-label']),
  junit: (output) => readMarkup(output, ['name', 'message']),
  markdown: (output) =>
    output.replaceAll(/<!--.*?-->|^```\w*$|<\/?\w+[^>]*>/gmu, '\n').replaceAll(/\]\([^)]*\)/gu, ']'),
  'github-summary': (output) => readers.markdown?.(output) ?? '',
  'wecom-robot': readJson,
  'dingtalk-robot': readJson,
  'feishu-robot': readJson,
  sarif: readJson,
  'gitlab-codequality': readJson,
  'github-annotations': (output) =>
    output
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%0A', '\n')
      .replaceAll(/^::\w+ (?:.*?\btitle=(?:kefu: )?(.*?))?::/gmu, '$1\n'),
};

/** Keys of JSON whose values people read. */
const readKeys = new Set(['content', 'text', 'title', 'description', 'fullDescription', 'shortDescription']);

function readMarkup(output: string, readAttributes: readonly string[]): string {
  const attributes = [...output.matchAll(/\s([a-z-]+)="([^"]*)"/gu)].filter(([, name = '']) =>
    readAttributes.includes(name),
  );
  const texts = output
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/gu, '\n')
    .replaceAll(/<!\[CDATA\[|\]\]>/gu, '')
    .replaceAll(/<code>([^<]*)<\/code>/gu, '`$1`')
    .replaceAll(/<[^>]+>/gu, '\n');
  return decoded([texts, ...attributes.map(([, , value]) => value)].join('\n'));
}

function decoded(text: string): string {
  return text
    .replaceAll(/&#(?:x([0-9a-f]+)|(\d+));/giu, (_, hex, decimal) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function readJson(output: string): string {
  const collect = (value: unknown, key = ''): string[] => {
    if (typeof value === 'string') return readKeys.has(key) ? [value] : [];
    if (Array.isArray(value)) return value.flatMap((one) => collect(one, key));
    if (typeof value !== 'object' || value === null || key === 'snippet') return [];
    return Object.entries(value).flatMap(([name, one]) => collect(one, name));
  };
  return collect(JSON.parse(output)).join('\n');
}

/** Lines that programs look for: the same in every language. */
const machineRead = [
  /^(?:Plan|Media|Templates): .*$/u,
  /^(?:Apply (?:complete|incomplete)|No changes|Plan incomplete).*$/u,
  /^(?:Doctor|Messages): .*$/u,
];

/** What is not natural Chinese in an output, or not Chinese at all, each with its line. `given` is what people wrote. */
export function notChineseIn(format: string, output: string, given: readonly string[]): string[] {
  const read = readers[format]?.(output) ?? output;
  const lines = read
    .replaceAll('．', '.')
    .replaceAll('｀', '`')
    .replaceAll('＠', '@')
    .replaceAll('\\u{A}', '\n')
    .split('\n');
  return lines.flatMap((line) => {
    const text = line.trim();
    if (given.some((written) => written.includes(text))) return [];
    if (machineRead.some((pattern) => pattern.test(text))) return [];
    const sentence = leftWithout(withoutShape(text), given);
    const faults = [...englishLeft(sentence), ...unnaturalIn(sentence.replaceAll(/`[^`]*`/gu, 'code'))];
    return faults.length === 0 ? [] : [`${format}: ${text} (${faults.join(', ')})`];
  });
}

/** An excerpt of a config, with its number or below it. */
const excerpt = /^\d* \|/u;

/** A line without its shape for programs: the names of fields and kinds, and what is quoted as JSON quotes it. */
function withoutShape(line: string): string {
  if (excerpt.test(line)) return '';
  return line
    .replaceAll(/"(?:[^"\\]|\\.)*"/gu, 'kefu')
    .replace(/^[-+~ ]*[a-z_.]+ += /u, '')
    .replace(/^[-+~ ]*\b(?:kf_account|media|template)\b(?= (?:kefu )?\{)/u, '')
    .replaceAll(
      /(?<=^|[-+ ；：])(?:as|msgtype|(?:text|·)\.(?:content|·)|content)(?=$|[ ；：]|kefu)/gu,
      'kefu',
    )
    .replaceAll(/(?<=[ ：])(?:true|false)\b/gu, 'kefu')
    .replaceAll(/\b(?:template|media|kf_account)\./gu, '')
    .replaceAll(/\bsha256:[0-9a-f]+/gu, 'kefu');
}

/** What people name in a config. */
const named = new Set(['accounts', 'templates', 'sequences', 'variables']);

/** Every text that people wrote in a story, a config or a list of flags, and the names they gave. */
export function writtenIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    ...(named.has(key) && typeof one === 'object' ? Object.keys(one ?? {}) : []),
    ...writtenIn(one),
  ]);
}
