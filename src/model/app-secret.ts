import { placeholderKind, placeholderMeaning } from './placeholder.ts';

/** An AppSecret as WeChat's console shows it: 32 hexadecimal digits. */
export function isAppSecret(text: string): boolean {
  return /^[0-9a-f]{32}$/i.test(text);
}

/** What a text looks like that should be an AppSecret and is none, as the end of a sentence; it tells none of its signs. */
export function whyNoAppSecret(text: string): string {
  return looks.find(([pattern]) => pattern.test(text))?.[1] ?? placeholderLook(text) ?? formOf(text);
}

const looks: readonly (readonly [RegExp, string])[] = [
  [
    /^["'“”‘’`].*["'“”‘’`]$/s,
    'it stands in quotes, which belong to the shell or the file, not to the secret',
  ],
  [/^["'“”‘’`]|["'“”‘’`]$/s, 'a quote stands at one end of it'],
  [/[*•●·xX…]{4,}|\.{3,}/, 'it is masked, as a console or log shows a secret, and not the secret itself'],
  [/^wx[0-9a-f]{16}$/i, 'it looks like an AppID'],
  [/^gh_\w+$/, 'it looks like the original id of an official account'],
  [/^\d{1,3}_[\w-]{40,}$/, 'it looks like an access token'],
  [/^[\w-]*(?:secret|token|passw)[\w-]*\s*[=:]/i, 'the name of a variable stands before it'],
  [/^(?:https?|file):|^\.{0,2}\/|^[A-Za-z]:\\/, 'it looks like an address or a path'],
  [/[\uFF01-\uFF5E]/, 'it has full-width characters (全角)'],
];

function placeholderLook(text: string): string | undefined {
  const kind = placeholderKind(text);
  return kind === undefined ? undefined : `it is ${placeholderMeaning[kind]}`;
}

function formOf(text: string): string {
  const { length } = [...text];
  const digits = /^[0-9a-f]*$/i.test(text);
  if (digits) return `it has ${length} digits`;
  const others = 'it has characters other than 0-9 and a-f';
  return length === 32 ? others : `${others}, and ${length} of them in all`;
}
