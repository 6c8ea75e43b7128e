import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What a text looks like that should be an AppSecret, in English: the ends of a sentence. */
export const appSecretSentences = {
  'look-quotes': () => 'it stands in quotes, which belong to the shell or the file, not to the secret',
  'look-quote-at-end': () => 'a quote stands at one end of it',
  'look-masked': () => 'it is masked, as a console or log shows a secret, and not the secret itself',
  'look-app-id': () => 'it looks like an AppID',
  'look-original-id': () => 'it looks like the original id of an official account',
  'look-access-token': () => 'it looks like an access token',
  'look-variable': () => 'the name of a variable stands before it',
  'look-address': () => 'it looks like an address or a path',
  'look-full-width': () => 'it has full-width characters (全角)',
  'look-placeholder': ({ what }: { what: string }) => `it is ${what}`,
  'look-digits': ({ count }: { count: number }) => `it has ${counted(count, 'digit')}`,
  'look-characters': () => 'it has characters other than 0-9 and a-f',
  'look-characters-counted': ({ count }: { count: number }) =>
    `it has characters other than 0-9 and a-f, and ${count} of them in all`,
};

export const say = sayer(appSecretSentences);
