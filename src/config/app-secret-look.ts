import { placeholderKind } from '../model/placeholder.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/app-secrets.ts';
import { meaningOf } from '../words/en/placeholders.ts';

/** What a text looks like that should be an AppSecret and is none, for the end of a sentence; it tells none of its signs. */
export function whyNoAppSecret(text: string): Saying {
  return looks.find(([pattern]) => pattern.test(text))?.[1] ?? placeholderLook(text) ?? formOf(text);
}

const looks: readonly (readonly [RegExp, Saying])[] = [
  [/^["'“”‘’`].*["'“”‘’`]$/s, say('look-quotes')],
  [/^["'“”‘’`]|["'“”‘’`]$/s, say('look-quote-at-end')],
  [/[*•●·xX…]{4,}|\.{3,}/, say('look-masked')],
  [/^wx[0-9a-f]{16}$/i, say('look-app-id')],
  [/^gh_\w+$/, say('look-original-id')],
  [/^\d{1,3}_[\w-]{40,}$/, say('look-access-token')],
  [/^[\w-]*(?:secret|token|passw)[\w-]*\s*[=:]/i, say('look-variable')],
  [/^(?:https?|file):|^\.{0,2}\/|^[A-Za-z]:\\/, say('look-address')],
  [/[\uFF01-\uFF5E]/, say('look-full-width')],
];

function placeholderLook(text: string): Saying | undefined {
  const kind = placeholderKind(text);
  return kind === undefined ? undefined : say('look-placeholder', { what: meaningOf(kind) });
}

function formOf(text: string): Saying {
  const { length: count } = [...text];
  if (/^[0-9a-f]*$/i.test(text)) return say('look-digits', { count });
  return count === 32 ? say('look-characters') : say('look-characters-counted', { count });
}
