/** Text as HTML: markup made harmless, and characters that show as nothing made visible. */

export function escapeHtml(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A joiner within one emoji, such as a family, shows as that emoji. */
const emojiJoiner =
  /(?<=\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F)?)\u200D(?=\p{Extended_Pictographic})/gu;

function visible(text: string): string {
  return text.split(emojiJoiner).map(visiblePiece).join('\u200D');
}

function visiblePiece(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => {
    if (character === '\n') return character;
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
