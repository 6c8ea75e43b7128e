/**
 * JSON text that no terminal or CI log reads as anything but text: invisible characters inside its strings become
 * `\uXXXX`, which every parser turns back into the same value.
 */
export function inJson(json: string): string {
  return json
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, (found) =>
      found === '\n' ? found : utf16Escapes(found),
    )
    .replaceAll(/#(?=#(?:\[|vso\[))/g, '\\u0023');
}

/** A value as such a text, with a line end. `indent`: spaces a level; 0: one line. */
export function jsonText(value: unknown, indent = 2): string {
  return inJson(`${JSON.stringify(value, null, indent)}\n`);
}

function utf16Escapes(character: string): string {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}
