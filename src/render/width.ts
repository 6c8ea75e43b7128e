import fastStringWidth from 'fast-string-width';

/** What takes no column and is no part of an emoji: the library counts one for each. */
const unseen = /\u034F|[\u00AD\u061C\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\p{Cs}]/gu;

/** Letters, digits, marks and spaces of ASCII: one column each, and most of what a help says. */
const plainAscii = /^[ -~]*$/;

/** Terminal columns a text takes: 2 for Chinese characters and emoji (also for one of several code points), else mostly 1. */
export function displayWidth(text: string): number {
  if (plainAscii.test(text)) return text.length;
  // Composed, since the parts of a Hangul syllable would count one by one.
  return fastStringWidth(text.normalize('NFC').replace(unseen, ''), { tabWidth: 0, controlWidth: 0 });
}

/** Appends spaces until the text takes `width` columns; a longer text stays as it is. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
