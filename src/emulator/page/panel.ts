/** A part of the page beside the phone. */

import { type Html, html } from './html.ts';

/** `count` stands behind the heading. */
export function panel(id: string, heading: string, content: Html, count?: number): Html {
  const number = count === undefined ? undefined : html` <span class="count">${count}</span>`;
  return html`<section class="panel" id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading" tabindex="-1">${heading}${number}</h2>${content}</section>`;
}
