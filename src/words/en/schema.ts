import { counted } from '../counted.ts';
import type { Named } from '../named.ts';
import { sayer } from '../say.ts';
import { named } from './config.ts';

type Owner = { readonly owner: Named };

/** What is said of values of a config that are of another type or beyond a limit, in English. */
export const schemaSentences = {
  'owner-without-value': ({ owner }: Owner) => `${named(owner)} has no value.`,
  'owner-with-comment': ({ owner, comment }: Owner & { comment: string }) =>
    `${named(owner)} has no value: \`${comment}\` is a comment.`,
  'wrong-type': ({ owner, found, expected }: Owner & { found: string; expected: string }) =>
    `${named(owner)} is ${found}; it has to be ${expected}.`,
  'type-object': () => 'a block of keys',
  'type-array': () => 'a list',
  'type-string': () => 'a text',
  'type-integer': () => 'a whole number',
  'type-boolean': () => 'true or false',
  'text-on-same-line': () => 'Write a text on the same line.',
  'digits-alone': () => 'Write digits alone.',
  'write-state-absent': () => 'Write { state: absent }.',
  'write-keys-below': () => 'Write its keys on the lines below, two spaces further right.',
  'write-as-map': ({ form }: { form: string }) =>
    `Write it without dashes and brackets, each with its name as key: \`${form}\`.`,
  'write-true': () => 'Write true.',
  'write-false': () => 'Write false.',
  'write-true-or-false': () => 'Write true or false.',
  'write-list': () => 'Write a list: [one, two].',
  'write-list-of': ({ text }: { text: string }) => `Write a list: [${text}].`,
  'number-at-least': ({ owner, limit }: Owner & { limit: number }) =>
    `${named(owner)} has to be at least ${limit}.`,
  'number-at-most': ({ owner, limit }: Owner & { limit: number }) =>
    `${named(owner)} has to be at most ${limit}.`,
  'is-empty': ({ owner }: Owner) => `${named(owner)} is empty.`,
  'is-empty-but-comment': ({ owner, comment }: Owner & { comment: string }) =>
    `${named(owner)} is empty: \`${comment}\` is a comment.`,
  'text-over-limit': ({ owner, count, limit }: Owner & { count: number; limit: number }) =>
    `${named(owner)} has ${counted(count, 'character')}; at most ${limit} are taken.`,
  'too-many-items': ({ owner, limit }: Owner & { limit: number }) =>
    `${named(owner)} has more than ${counted(limit, 'item')}.`,
  'too-few-keys': ({ owner, limit }: Owner & { limit: number }) =>
    `${named(owner)} has fewer than ${counted(limit, 'key')}.`,
  'too-many-keys': ({ owner, limit }: Owner & { limit: number }) =>
    `${named(owner)} has more than ${counted(limit, 'key')}.`,
  'not-as-it-has-to-be': ({ owner }: Owner) => `${named(owner)} is not written as it has to be.`,
  'number-from-to': ({ least, most }: { least: number; most: number }) =>
    `Write a number from ${least} to ${most}.`,
  'number-from': ({ least }: { least: number }) => `Write a number of at least ${least}.`,
  'number-to': ({ most }: { most: string }) => `Write a number of at most ${most}.`,
  'value-or-no-line': () => 'Write a value, or remove the line; one that begins with # goes in quotes.',
  'items-or-no-line': ({ limit }: { limit: number }) =>
    `Write at least ${counted(limit, 'item')}, or remove the line.`,
  'keep-items': ({ limit }: { limit: number }) => `Keep ${limit}.`,
  'write-so-many-keys': ({ limit }: { limit: number }) => `Write ${counted(limit, 'key')}.`,
  'keep-keys': ({ limit }: { limit: number }) => `Keep ${counted(limit, 'key')}.`,
  'see-errors-page': () => 'docs/errors.md says how it is written.',
  /** The text of the schema itself, which editors show. */
  'by-rule': ({ rule }: { rule: string }) => rule,
};

export const say = sayer(schemaSentences);
