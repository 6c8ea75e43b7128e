import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of a text that is no YAML, or YAML that kefu does not take, in English. */
export const yamlSentences = {
  'bracket-open': () => 'This bracket is never closed.',
  'close-bracket': () => 'Add the closing bracket, or put the text in quotes when the bracket belongs to it.',
  'no-space-after-colon': () => 'There is no space after this colon, so it does not end a key.',
  'write-key-value': () => 'Write `key: value`.',
  'not-indented-alike': () => 'This line is not indented like the lines it belongs to.',
  'how-to-indent': () =>
    'Keys of one block start in the same column; what belongs to a key stands two spaces further right.',
  'second-key': () => 'A second key or value starts here, on the same line or without a line of its own.',
  'own-line-each': () => 'Put each key on a line of its own; a text with ": " in it goes in quotes.',
  'something-missing': () => 'Something is missing here: a closing quote or bracket, or the ":" after a key.',
  'colon-and-space': () => 'A key is followed by ":" and a space; every quote and bracket is closed.',
  'no-anchors': () =>
    'kefu does not take anchors, aliases and tags in YAML: a reviewer could not see what the file says.',
  'write-in-full': () =>
    'Write the value out in full; a text that begins with "&", "*" or "!" goes in quotes.',
  unexpected: () => 'This is not YAML: something unexpected stands here.',
  'look-for-stray': () =>
    'Look for a stray bracket, quote or comma; a text with special signs goes in quotes.',
  'key-no-word': () => 'A key has to be a plain word on one line.',
  'write-keys-on-lines': () => 'Write `key: value`, each key on a line of its own.',
  directive: () => 'A line that begins with "%" is a directive, which kefu does not take.',
  'remove-line': () => 'Remove the line.',
  'unknown-escape': () => 'A "\\" in double quotes begins an escape, and this is none that YAML knows.',
  'use-single-quotes': () => "Use single quotes: 'C:\\folder'.",
  'text-begins-with-sign': () => "A text can't begin with this sign unless it is in quotes.",
  'put-in-quotes': () => "Put the text in quotes: '@kf'.",
  'block-in-brackets': () => 'Inside brackets a block with lines of its own is not possible.',
  'brackets-or-lines': () => 'Close the bracket first, or write everything in brackets: { a: 1, b: [c, d] }.',
  'second-document': () => 'A second document begins here ("---"); a file describes one official account.',
  'own-file-each': () => 'Put each official account in a file of its own.',
  'tab-here': () => 'A tab stands where YAML takes spaces only.',
  'replace-tab': () => 'Replace the tab by spaces.',
  'no-directive': () =>
    'kefu does not take a directive in YAML: a reviewer could not see what the file says.',
  'no-alias': () => 'kefu does not take an alias in YAML: a reviewer could not see what the file says.',
  'no-anchor': () => 'kefu does not take an anchor in YAML: a reviewer could not see what the file says.',
  'no-tag': () => 'kefu does not take a tag in YAML: a reviewer could not see what the file says.',
  'no-merge-key': () =>
    'kefu does not take a merge key in YAML: a reviewer could not see what the file says.',
  'special-sign-in-quotes': () =>
    'Write the value out in full; a text that begins with a special sign goes in quotes.',
  'config-is-empty': ({ file }: { file: string }) => `${file} is empty.`,
  'init-in-folder': () => 'Run `kefu init` in an empty folder for a file to start from.',
  'key-twice': ({ key, row }: { key: string; row: number }) =>
    `\`${key}\` stands here twice; the first is on line ${row}.`,
  'remove-or-rename': () => 'Remove one of them, or give it another name.',
  'too-deep': ({ most }: { most: number }) => `The file is nested more than ${counted(most, 'level')} deep.`,
  'too-deep-or-many': ({ most, brackets }: { most: number; brackets: number }) =>
    `The file is nested more than ${counted(most, 'level')} deep, or has more than ${counted(brackets, 'bracket')}.`,
  'six-levels': () => 'A kefu configuration needs 6 levels at most: remove what does not belong here.',
  'conflict-marker': () => 'This line is a conflict marker that git left behind.',
  'settle-conflict': () => 'Settle the merge conflict and remove the marker lines.',
  'control-character': ({ character }: { character: string }) =>
    `The file has the control character ${character} here.`,
  'end-with-line-feed': () => 'Remove it; lines end with a line feed.',
  'tab-indent': () => 'The line is indented with a tab; YAML takes spaces only.',
  'tab-indents': ({ more }: { more: number }) =>
    `The line is indented with a tab; YAML takes spaces only. ${more} more ${more === 1 ? 'line has' : 'lines have'} one, too.`,
  'two-spaces-each': () => 'Replace each tab at the start of a line by two spaces.',
  'more-keys': ({ most }: { most: number }) => `The file has more than ${counted(most, 'key')}.`,
  'split-accounts': () =>
    'WeChat takes at most 100 accounts: split what does not belong to this official account.',
  'write-line': ({ line }: { line: string }) => `Write \`${line}\`.`,
  'other-signs': ({ meant, found }: { meant: string; found: string }) =>
    `YAML takes ${meant} here; this line has ${found}.`,
  'leave-empty': () => 'Leave the line empty.',
  'indent-with-spaces': ({ count, written }: { count: number; written: string }) =>
    `Indent it with ${count} usual spaces (半角空格): \`${written}\`.`,
};

export const say = sayer(yamlSentences);
