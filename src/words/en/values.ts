import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of variables, their values and the links of a text, in English. */
export const valueSentences = {
  'value-missing': ({ name }: { name: string }) => `\`${name}\` has no value.`,
  'give-value-by-set': ({ name }: { name: string }) => `Give one: --set ${name}=…`,
  'value-unknown': ({ name }: { name: string }) => `The template has no variable \`${name}\`.`,
  'takes-no-values': () => 'It takes no values.',
  'it-has': ({ names }: { names: readonly string[] }) => `It has: ${names.join(', ')}.`,
  'value-no-text': ({ name }: { name: string }) => `\`${name}\` is not a text.`,
  'value-no-url': ({ name }: { name: string }) => `\`${name}\` is not an absolute http(s) address.`,
  'value-no-integer': ({ name }: { name: string }) => `\`${name}\` is not a whole number.`,
  'value-no-number': ({ name }: { name: string }) => `\`${name}\` is not a number.`,
  'value-no-boolean': ({ name }: { name: string }) => `\`${name}\` is not true or false.`,
  'value-in-other-digits': ({ name, sent }: { name: string; sent: string }) =>
    `\`${name}\` would be sent as ${sent}, not as it is written.`,
  'write-digits': ({ sent }: { sent: string }) =>
    `Write ${sent}, or declare the variable as \`type: string\`: a text is sent as it is written.`,
  'write-text': () => 'Write a text.',
  'write-url': () => 'Write an absolute http(s) address.',
  'write-integer': () => 'Write a whole number.',
  'write-number': () => 'Write a number.',
  'write-boolean': () => 'Write true or false.',
  'value-character': ({ name }: { name: string }) => `\`${name}\` has a character that no message can carry.`,
  'remove-characters': () => 'Remove control characters and broken emoji from it.',
  'value-too-long': ({ name, count, most }: { name: string; count: number; most: number }) =>
    `\`${name}\` has ${counted(count, 'character')}; the template allows ${most}.`,
  'value-not-listed': ({ name }: { name: string }) =>
    `\`${name}\` is none of the values the template allows.`,
  'value-in-other-form': ({ name }: { name: string }) =>
    `\`${name}\` is none of the values the template allows, though one has the same letters in another Unicode form (NFC, NFD).`,
  'write-one-of-these': ({ options }: { options: readonly string[] }) =>
    `Write one of: ${options.join(', ')}.`,
  'value-too-small': ({ name, value, least }: { name: string; value: number; least: number }) =>
    `\`${name}\` is ${value}; at least ${least} is allowed.`,
  'value-too-large': ({ name, value, most }: { name: string; value: number; most: number }) =>
    `\`${name}\` is ${value}; at most ${most} is allowed.`,
  'check-it': () => 'Check it.',
  'value-entity': ({ name }: { name: string }) =>
    `The address in \`${name}\` has entities such as \`&amp;\`, as the source of a web page writes them.`,
  'give-it': ({ text }: { text: string }) => `Give \`${text}\`.`,
  'of-key': ({ key, what }: { key: string; what: string }) => `\`${key}\`: ${what}`,
  'limit-of-other-type': ({ key, type }: { key: string; type: string }) =>
    `\`${key}\` says nothing about ${type}.`,
  'use-known-limits': ({ known }: { known: readonly string[] }) =>
    `Use ${known.join(', ')}, or change the type.`,
  'maximum-below-minimum': () => '`maximum` is less than `minimum`.',
  'exchange-them': () => 'Exchange them.',
  'tag-not-closed': () => 'The tag is not closed.',
  'write-angle': () => 'Write ">" at its end.',
  'link-in-link': () => 'A link stands in a link.',
  'close-before': () => 'Write `</a>` before it.',
  'closes-no-link': () => '`</a>` closes no link.',
  'remove-or-open': () => 'Remove it, or write `<a href="…">` before it.',
  'link-without-text': () => 'The link has no text to click.',
  'write-link-text': () => 'Write its text before `</a>`.',
  'link-not-closed': () => 'The link is not closed.',
  'close-behind-text': () => 'Write `</a>` behind its text.',
  'attributes-not-written': () => 'The attributes are not written as name="value".',
  'check-quotes': () => 'Check quotes and spaces.',
  'unknown-attribute': ({ name }: { name: string }) => `WeChat documents no attribute \`${name}\`.`,
  'known-attributes': ({ known }: { known: readonly string[] }) => `It knows ${known.join(', ')}.`,
  'link-without-href': () => 'The link has no `href`.',
  'write-href': () => 'Write href="https://…"; old clients follow it.',
  'no-mini-app-id': () => 'There is no `data-miniprogram-appid`.',
  'add-mini-app-id': () => "Add the mini program's AppID.",
  'no-mini-path': () => 'There is no `data-miniprogram-path`.',
  'add-mini-path': () => 'Add the page to open.',
  'mini-path-form': () => '`data-miniprogram-path` is not the path of a page.',
  'write-mini-path': () => 'Write it as in the mini program: pages/index/index.',
};

export const say = sayer(valueSentences);
