import stringWidth from 'string-width';

/** Terminal columns a text takes: 2 for Chinese characters and emoji (also for one of several code points), else mostly 1. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** Appends spaces until the text takes `width` columns; a longer text stays as it is. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
