import { isPlain } from './plain-text.ts';

/**
 * Text from outside, made safe to print on one line: control, format (bidi, zero-width, tags), line and paragraph
 * separators, lone surrogates and other default-ignorable characters become visible escapes such as `\u{202E}`.
 * Nothing is deleted. A zero-width joiner or variation selector inside an emoji is kept readable.
 */
export function visible(text: string): string {
  if (isPlain(text)) return text;
  emojiOrInvisible ??= new RegExp(`${emoji}|${invisible}`, 'gu');
  return text.replace(emojiOrInvisible, (found) => (isEmoji(found) ? found : escapeEach(found)));
}

const emoji = String.raw`\p{Extended_Pictographic}\uFE0F?[\u{1F3FB}-\u{1F3FF}]?(?:\u200D\p{Extended_Pictographic}\uFE0F?[\u{1F3FB}-\u{1F3FF}]?)*`;
const invisible = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]`;
let emojiOrInvisible: RegExp | undefined;

function isEmoji(found: string): boolean {
  return /^\p{Extended_Pictographic}/u.test(found);
}

function escapeEach(found: string): string {
  return [...found]
    .map((character) => `\\u{${character.codePointAt(0)?.toString(16).toUpperCase()}}`)
    .join('');
}
