/**
 * Whether all of a text is visible ASCII, spaces, or the 20,902 ideographs that nearly all Chinese is written with (U+4E00 to
 * U+9FA5). Nothing there is invisible, joins its neighbours or is an emoji. V8 takes milliseconds to compile one pattern with
 * properties of Unicode, so such a text, which most are, is not held against any.
 */
export function isPlain(text: string): boolean {
  return /^[ -~\u4E00-\u9FA5]*$/.test(text);
}

/** Whether a character of a plain text is an ideograph. */
export function isPlainIdeograph(character: string): boolean {
  return /^[\u4E00-\u9FA5]$/.test(character);
}
