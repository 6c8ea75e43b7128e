import type { Words } from '../words/pages/words.ts';
import type { RenderContext } from './context.ts';
import { codeSpan } from './escape-markdown.ts';

type Made = Pick<RenderContext, 'madeIn' | 'created' | 'expires'>;

/** From which commit, when and in which run a page was made, and until when a plan may be applied. */
export function madeIn(
  { madeIn: origin = {}, created, expires }: Made,
  words: Words,
  what: 'plan' | 'report',
): [name: string, value: string][] {
  const { commit, run } = origin;
  return [
    ...(commit === undefined ? [] : [[words.commit, commit] as [string, string]]),
    [words.made, minute(created)],
    ...(what === 'plan' && expires > created ? [[words.expires, minute(expires)] as [string, string]] : []),
    ...(run === undefined ? [] : [[words.run, run] as [string, string]]),
  ];
}

/** The same as one line of Markdown; the address of the run is a link. */
export function madeInMarkdown(context: Made, words: Words, what: 'plan' | 'report'): string {
  return madeIn(context, words, what)
    .map(([name, value]) => (name === words.run ? `[${name}](<${value}>)` : `${name} ${codeSpan(value)}`))
    .join(' · ');
}

/** `2026-11-22 08:00 UTC`, from milliseconds since 1970. */
function minute(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
