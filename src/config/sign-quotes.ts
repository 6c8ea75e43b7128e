/** Every sign that people take for a quotation mark. */
export const quoteSigns = `"'“”„‟‘’＂＇`;

export function isQuoteSign(sign: string): boolean {
  return sign !== '' && quoteSigns.includes(sign);
}

/** A quotation mark that YAML takes for a letter. */
export function isQuoteOfInputMethod(sign: string): boolean {
  return isQuoteSign(sign) && sign !== '"' && sign !== "'";
}

/** What stands behind an opening ASCII quote, with the one that closes it; sticky. */
export function quoteInside(quote: string): RegExp {
  return quote === '"' ? /(?:[^"\\]|\\.)*"/y : /(?:[^']|'')*'(?!')/y;
}
