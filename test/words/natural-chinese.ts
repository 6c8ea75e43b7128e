/** Words that read as machine-made, or mean another thing to readers of WeChat's own pages, and what we say instead. */
const notOurs: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/帐号/u, '账号'],
  [/顾客/u, '客户'],
  [/守卫|护栏/u, '保护规则'],
  [/不会被动(?!态)/u, '不会被改动'],
  [/写明(?:了)?(?:出路|解决办法)/u, '给出解决办法'],
  [/自成一体/u, '独立文件'],
  [/询问微信/u, '查询微信'],
  [/被信号停止/u, '被信号中断'],
  [/上次应用/u, '上次执行'],
  [/应用结果/u, '执行结果'],
  [/应用完成/u, '执行完成'],
  [/应用(?:该|这份|此|保存的)?(?:计划|配置)/u, '执行计划'],
  [/(?:消息|回复|文本|此|该|个)模板(?!消息|参数)|模板(?:名|文本|变量)/u, '预设消息'],
  [/结果未知/u, '无法确定'],
  [/拦住/u, '拦下'],
  [/存储后端/u, '后端'],
  [/发送记录/u, '发送日志'],
  [/(?<!主)目录/u, '文件夹'],
  [/发送账号/u, '发言账号'],
  [/没有动它/u, '未作改动'],
  [/access_token/u, 'access token'],
];

/** A mark of half width at a Chinese character, also with a space between as at a bracket: one of full width belongs there. */
const halfWidthMark =
  /\p{Script=Han}(?:[,:;()[\]!?]| \()|(?:[,:;()[\]!?]|\) |(?<![A-Za-z0-9/]:)(?<=[A-Za-z0-9])[,;!?] )\p{Script=Han}/gu;

/** A space beside a mark of full width, which has its own. */
const spaceAtMark = / [。，：；？！）、]|(?<!\bhttps?:\S*|\s)(?<=\S) （|[。，；？！（、] (?![ →·|[(])/gu;

/** How a help writes what may be left out, in every language: `[选项]`. */
const notation = /(?<=^|\s)\[\p{Script=Han}+(?:\.\.\.)?\]/gmu;

/** What is not natural Chinese in a text for people, each with what stands around it. */
export function unnaturalIn(said: string): string[] {
  const text = said.replaceAll(notation, ' ');
  const marks = [...text.matchAll(halfWidthMark)].map(
    ({ index }) => `half-width mark: ${around(text, index)}`,
  );
  const spaces = [...text.matchAll(spaceAtMark)].map(
    ({ index }) => `space beside a mark: ${around(text, index)}`,
  );
  const words = notOurs.flatMap(([pattern, instead]) => {
    const found = pattern.exec(text);
    return found ? [`${found[0]}, say ${instead}: ${around(text, found.index)}`] : [];
  });
  return [...marks, ...spaces, ...words];
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 12), index + 14).replaceAll('\n', ' ');
}

/** A page without what is no prose: code, and where links lead. */
export function proseOf(markdown: string): string {
  return markdown
    .replaceAll(/^```.*?^```$/gmsu, '')
    .replaceAll(/`[^`\n]+`/gu, 'code')
    .replaceAll(/^\| | \|$/gmu, '')
    .replaceAll(' | ', '\n')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1');
}
