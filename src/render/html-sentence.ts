import type { Diagnostic } from '../model/diagnostic.ts';
import type { Language } from '../model/language.ts';
import type { Words } from '../words/pages/words.ts';
import { placeOf } from './describe.ts';
import { splitAtCode } from './escape-markdown.ts';
import { type Html, html } from './html.ts';
import { languageOf } from './spoken.ts';

/** A sentence on a page: what stands between backticks in it is set as code. */
export function sentence(text: string, lang: Language): Html {
  const parts = splitAtCode(text, lang);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** A finding with its code, its place and what to do, as an entry of a list. */
export function findingEntry({ code, message, hint, range, said }: Diagnostic, words: Words): Html {
  const spoken = languageOf(said, words);
  const place = range ? html` <span class="place">${placeOf(range)}</span>` : undefined;
  const way =
    hint === undefined ? undefined : html`<p class="hint" lang="${spoken}">${sentence(hint, spoken)}</p>`;
  return html`<code>${code}</code>${place}<p lang="${spoken}">${sentence(message, spoken)}</p>${way}`;
}
