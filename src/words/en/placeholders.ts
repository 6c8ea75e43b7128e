import type { PlaceholderKind } from '../../model/placeholder.ts';
import type { Saying } from '../../model/saying.ts';
import { sayer } from '../say.ts';

/** What is said of values that nobody meant, in English. */
export const placeholderSentences = {
  'placeholder-marker': () => 'a placeholder that nobody filled in',
  'placeholder-nothing': () => 'what programs write when a value is missing',
  'placeholder-note': () => 'a note that something is still to be written',
  'placeholder-word': () => 'a word for no value at all',
  'masked-value': () => 'a masked value',
  'is-placeholder': ({ key, what }: { key: string; what: string }) => `\`${key}\` is ${what}.`,
  'value-is-placeholder': ({ key, value, what }: { key: string; value: string; what: string }) =>
    `\`${key}\` is \`${value}\`: ${what}.`,
  'placeholder-inside': ({ found, key, what }: { found: string; key: string; what: string }) =>
    `\`${found}\` in \`${key}\` is ${what}.`,
  'write-nickname-or-lint': () =>
    'Write the name customers see. Set `lint: { placeholder: warning }` if somebody is really called so.',
  'write-customer-name': () => 'Write the name customers see.',
  'write-worker': () => "Write the person's WeChat ID (微信号), or leave `worker` out to invite nobody.",
  'write-picture-path': () => 'Write the path of a picture, or leave `avatar` out.',
  'write-speaker': () => 'Write the name of an account of this file, or leave `as` out.',
  'write-previous-or-not': () => 'Write the name the account had, or leave it out.',
  'write-default-or-not': () => 'Write the value, or leave `default` out: then one has to be given.',
  'write-env-reference': () => 'Write { env: NAME_OF_THE_VARIABLE }: kefu reads the variable itself.',
  'write-customer-text': () =>
    'Write what customers are to read; kefu fills in {{ name }} of declared variables alone.',
  'write-value-itself': () => 'Write the value itself: kefu fills nothing in here.',
  'write-what-belongs': () =>
    'Write what belongs there; `lint: { placeholder-inside: off }` if customers are to read it.',
  'unfilled-or-unquoted': ({ marker }: { marker: string }) =>
    `\`${marker}\` is a placeholder that nobody filled in, or a text without quotes.`,
  'write-value-or-quote': ({ marker }: { marker: string }) =>
    `Write the value itself; a text of a template goes in quotes: "${marker}".`,
  'write-value-or-default': () => 'Write the value, or remove the line for the default.',
  'literal-escape': ({ found, key }: { found: string; key: string }) =>
    `\`${found}\` in \`${key}\` is a backslash and what follows it, and would be read as such.`,
  'literal-escapes': ({ found, key, more }: { found: string; key: string; more: number }) =>
    `\`${found}\` in \`${key}\` (and ${more} more) is a backslash and what follows it, and would be read as such.`,
  'write-in-quotes-or-block': () =>
    'Write the text in double quotes, or its lines below `|-`; `lint: { literal-escape: off }` if the backslash is meant.',
  'write-in-double-quotes': ({ value }: { value: string }) =>
    `Write it in double quotes: \`"${value}"\`; \`lint: { literal-escape: off }\` if the backslash is meant.`,
  'address-entity': ({ entity }: { entity: string }) =>
    `The address has \`${entity}\`, as the source of a web page writes it; WeChat opens it as it stands.`,
  'text-keeps-break': ({ key, header }: { key: string; header: string }) =>
    `The text ends with a line break, which \`${key}: ${header}\` keeps: customers see an empty line.`,
  'value-keeps-break': ({ key, header }: { key: string; header: string }) =>
    `\`${key}\` ends with a line break, which \`${key}: ${header}\` keeps.`,
  'write-header': ({ header }: { header: string }) =>
    `Write \`${header}\`; \`lint: { last-line-break: off }\` if the empty line is meant.`,
  'write-on-line-or-header': ({ key, header }: { key: string; header: string }) =>
    `Write the value on the line of \`${key}:\`, or \`${header}\`.`,
  'keeps-quotes': ({ key, signs }: { key: string; signs: string }) =>
    `\`${key}\` keeps its quotation marks: YAML knows " and ' alone; this line has ${signs}.`,
  'write-without-quotes': ({ key, inside, whole }: { key: string; inside: string; whole: string }) =>
    `Write \`${key}: ${inside}\`, or put ASCII quotes around it if they are meant: \`${key}: '${whole}'\`.`,
};

export const say = sayer(placeholderSentences);

const meanings = {
  marker: say('placeholder-marker'),
  nothing: say('placeholder-nothing'),
  note: say('placeholder-note'),
  word: say('placeholder-word'),
} as const;

/** What a placeholder of each kind is, for the end of a sentence. */
export function meaningOf(kind: PlaceholderKind): Saying {
  return meanings[kind];
}
