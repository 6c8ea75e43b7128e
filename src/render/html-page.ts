import type { Plan } from '../model/plan.ts';
import type { Words } from '../words/pages/words.ts';
import { data, type Html, html } from './html.ts';
import { drawings } from './html-avatar.ts';
import { type Fact, factList } from './html-facts.ts';
import { htmlHead } from './html-head.ts';
import { style as pageStyle } from './html-style.ts';
import { messageStyle } from './message-style.ts';
import { phonesStyle } from './phones-style.ts';

/** What differs between one page and another. */
export interface Page {
  readonly kind: string;
  readonly name: string;
  /** What is said below the name: whose it is, or of how many it tells. */
  readonly whose: readonly string[];
  /** How it stands: colours the head. */
  readonly standing: 'calm' | 'good' | 'bad';
  readonly verdict: string;
  /** Said below the verdict, when something holds. */
  readonly alert?: Html;
  readonly counts: readonly Count[];
  readonly sections: readonly (Html | undefined)[];
  /** Name and value of where it comes from: commit, times, run. */
  readonly origin: readonly Fact[];
  /** Name and value of what only a machine compares, such as a digest: folded away. */
  readonly facts: readonly Fact[];
}

/** Whose page it is, where it is that of one official account. */
export function ownPage({ name, wechatId, appId }: Plan['officialAccount']): Pick<Page, 'name' | 'whose'> {
  return { name, whose: [`@${wechatId}`, appId] };
}

/** A number at the top of the page, with the section that tells about it, where that is one. */
export interface Count {
  readonly number: number;
  readonly label: string;
  readonly look: 'delete' | 'create' | 'update' | 'plain' | 'warn';
  readonly section?: string;
}

/**
 * The whole page as one file: no script, no request.
 */
export function htmlPage(page: Page, words: Words): string {
  const { kind, name, whose, standing, verdict, alert, counts, sections, origin, facts } = page;
  const present = sections.filter((section) => section !== undefined);
  return html`${htmlHead(words.lang, html`${name} · ${kind} · kefu`, style)}<body>
<a class="skip" href="#content">${words.skipToContent}</a>
${drawings}
<header class="top ${standing}">
<p class="kind">kefu · ${kind}</p>
<h1>${data(name)}</h1>
<p class="whose">${whose.map((one, index) => html`${index === 0 ? '' : ' · '}${data(one)}`)}</p>
<p class="verdict">${verdict}</p>
${alert}
<ul class="counts">${counts.map((count) => countItem(count, page))}</ul>
</header>
<main id="content" tabindex="-1">
${present}</main>
<footer>${factList(origin)}
<details><summary>${words.details}</summary>${factList(facts)}</details>
<p>${words.selfContained}</p></footer>
</body>
</html>
`.markup;
}

const style = `${pageStyle}${messageStyle}${phonesStyle}`;

function countItem({ number, label, look, section }: Count, { sections }: Page): Html {
  const inside = html`<strong>${number}</strong> <span>${label}</span>`;
  const shown = number === 0 ? 'zero' : look;
  const there = section !== undefined && sections.some((one) => one?.markup.includes(` id="${section}"`));
  return there
    ? html`<li class="${shown}"><a href="#${section}">${inside}</a></li>`
    : html`<li class="${shown}">${inside}</li>`;
}
