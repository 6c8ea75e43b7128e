import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is not as the config says, before or after an apply, in English. */
export const remainderSentences = {
  'is-not-there': () => 'is not there',
  'is-still-there': () => 'is still there',
  'field-differs': ({ field }: { field: string }) => `${field} is not as in the config`,
  'field-stuck': ({ field, code }: { field: string; code: string }) => `${field} stays as it is (${code})`,
  'field-unverifiable': ({ field, value }: { field: string; value: string }) =>
    `nobody can tell whether ${field} is ${value}`,
  'exists-already': () => 'exists already (65406)',
  'limit-met-here': ({ most }: { most: number }) =>
    `the limit of ${counted(most, 'account')} would be met here (65405)`,
  'bound-already': () => 'is bound to a person already (65412)',
  'invited-already': () => 'has an open invitation already (65411)',
  'not-there-then': () => 'does not exist at this point (65401)',
};

export const say = sayer(remainderSentences);
