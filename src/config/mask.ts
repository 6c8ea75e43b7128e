import { secretLookalikes } from '../model/secret-looks.ts';

/** A stretch of a text, by offsets in UTF-16 units; `end` is not part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The text with secrets replaced by as many asterisks (columns stay right): the given places, everything that looks
 * like a secret, and everything that stands where one is expected. Works on text that is not YAML, too, because
 * syntax errors are shown as well.
 */
export function maskedText(text: string, secrets: readonly Span[]): string {
  const masked = [...secrets, ...secretLookalikes(text), ...valuesOfSecretKeys(text)];
  if (masked.length === 0) return text;
  const units = text.split('');
  for (const { start, end } of masked) {
    for (let index = start; index < end; index += 1) {
      if (units[index] !== '\n' && units[index] !== '\r') units[index] = '*';
    }
  }
  return units.join('');
}

// Also with the signs of a Chinese input method: who slips once with an AppSecret must not see it in a log.
const keyBefore = /(?<![\w-])([\w-]{1,64})["'“”‘’]?[ \t\u00A0\u3000]*[:：﹕∶][ \t\u00A0\u3000]*/g;
const secretKey = /secret|token|passw/i;
const blank = /^[ \t]*(?:#.*)?$/;
const reference = /^[{｛]|^["'“‘]?(?:env|file|command)["'”’]?[ \t]*[:：﹕∶]/;
const anyKey = /^["'“‘]?[\w-]+["'”’]?[ \t]*(?::(?:[ \t]|$)|[：﹕∶])/;
const blockScalar = /^[|>][-+0-9]*[ \t]*(?:#.*)?$/;

/** What stands behind keys that name a secret and is not a reference, to the end of the line and below it. */
function valuesOfSecretKeys(text: string): Span[] {
  const spans: Span[] = [];
  let lineStart = 0;
  let open: { readonly indent: number; readonly block: boolean } | undefined;
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const content = line.trimEnd().slice(indent);
    const end = lineStart + indent + content.length;
    if (!blank.test(content)) {
      if (open && (indent <= open.indent || (!open.block && anyKey.test(content)))) open = undefined;
      if (open) spans.push({ start: lineStart + indent, end });
      else {
        const value = secretValueIn(content);
        if (value !== undefined) {
          open = { indent, block: blockScalar.test(value) };
          if (!blank.test(value) && !open.block) spans.push({ start: end - value.length, end });
        }
      }
    }
    lineStart += line.length + 1;
  }
  return spans;
}

function secretValueIn(content: string): string | undefined {
  if (!secretKey.test(content)) return undefined;
  for (const match of content.matchAll(keyBefore)) {
    const value = content.slice(match.index + match[0].length);
    if (secretKey.test(match[1] ?? '') && !reference.test(value)) return value;
  }
  return undefined;
}
