/** A stretch of a text, counted in it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const entity = String.raw`&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});`;

/**
 * Addresses that hold entities of HTML or XML such as `&amp;`, as copied from the source of a page: web addresses, and
 * what stands in the attributes of a link. WeChat opens the address as it is, so the page behind it gets other parameters.
 */
export function addressesWithEntities(text: string): Stretch[] {
  if (!text.includes('&')) return [];
  return [...text.matchAll(addresses)]
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length }))
    .filter(({ start, end }) => hasEntity(text.slice(start, end)));
}

const addresses = /(?:https?|weixin):\/\/[^\s"'<>]+|(?<=\sdata-miniprogram-path=")[^"]*(?=")/gi;

/** Whether an address holds an entity where "&" or another sign was meant. */
export function hasEntity(address: string): boolean {
  return new RegExp(entity).test(address);
}

/** The address as it was meant: its entities replaced by the signs they stand for, also those made twice. */
export function withoutEntities(address: string): string {
  let text = address;
  for (let round = 0; round < 3 && hasEntity(text); round += 1) {
    text = text.replace(new RegExp(entity, 'g'), (found) => signOf(found.slice(1, -1)));
  }
  return text;
}

const signs: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function signOf(name: string): string {
  const code = /^#[xX]/.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (!name.startsWith('#')) return signs[name] ?? '';
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Escapes of line breaks and tabs that are two signs and more: a backslash and what follows it. */
export function literalEscapes(text: string): Stretch[] {
  if (!text.includes('\\')) return [];
  return [...text.matchAll(/\\r\\n|\\[nrt](?![A-Za-z0-9_])|\\n|\\u[0-9a-fA-F]{4}/g)].map(
    ({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
    }),
  );
}
