import { visible } from '../model/visible.ts';

export { inJson } from '../model/json-text.ts';

/*
 * One function for each target that untrusted text (nicknames, ids, WeChat's errmsg, file names) is written to.
 * Each first makes invisible characters visible, so no text from outside holds a line break, an escape sequence or a
 * direction change; then it takes away what the target itself would read as markup or command.
 */

/**
 * For a terminal and for a CI log. A log of GitHub or Azure is also a command channel: `::name::` at the start of a line
 * (after spaces) and `##[name]` or `##vso[name]` anywhere in it are commands, so these are broken up visibly.
 */
export function inTerminal(text: string): string {
  return visible(text)
    .replace(/^(\s*):(?=:)/, '$1\\u{3A}')
    .replaceAll(/#(?=#(?:\[|vso\[))/g, '\\u{23}');
}

/** For an HTML text node or a quoted attribute. */
export function inHtml(text: string): string {
  return visible(text).replaceAll(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** For an XML text node or a quoted attribute; what XML 1.0 can't hold at all is already a visible escape. */
export function inXml(text: string): string {
  return visible(text).replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

/** For the message of a GitHub workflow command (after the second `::`). */
export function inCommandMessage(text: string): string {
  return inTerminal(text).replaceAll('%', '%25');
}

/** For a property of a GitHub workflow command (`file=…,title=…`). */
export function inCommandProperty(text: string): string {
  return inCommandMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
