/** Text as HTML: markup made harmless, and characters that show as nothing made visible. */

export function escapeHtml(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => {
    if (character === '\n') return character;
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
