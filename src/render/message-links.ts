/** A stretch of a text message: plain, or a link to a page or a mini program. */
export interface TextPiece {
  readonly text: string;
  readonly href?: string;
  readonly miniProgram?: { readonly appId: string; readonly path: string };
}

/** A text message as WeChat shows it: its `<a>` tags as links, entities as the characters they stand for (modelled). */
export function textPieces(content: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of content.matchAll(/<a\s([^<>]*)>([\s\S]*?)<\/a>/gi)) {
    const [whole, attributes = '', shown = ''] = match;
    pieces.push({ text: decoded(content.slice(end, match.index)) }, link(attributes, decoded(shown)));
    end = match.index + whole.length;
  }
  pieces.push({ text: decoded(content.slice(end)) });
  return pieces.filter(({ text }) => text !== '');
}

function link(attributes: string, text: string): TextPiece {
  const value = (name: string) => {
    const found = new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(attributes)?.[1];
    return found === undefined ? undefined : decoded(found);
  };
  const appId = value('data-miniprogram-appid');
  const href = value('href');
  return {
    text,
    ...(href !== undefined && { href }),
    ...(appId !== undefined && { miniProgram: { appId, path: value('data-miniprogram-path') ?? '' } }),
  };
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function decoded(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}
