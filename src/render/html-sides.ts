import { type Html, html } from './html.ts';

/** What the two sides of a card are called: "Now" and "After" in a plan. */
export interface SideLabels {
  readonly before: string;
  readonly after: string;
}

/** One side, or both with an arrow between them. */
export function betweenSides(before: Html | undefined, after: Html | undefined): Html {
  const arrow =
    before && after ? html`<svg class="arrow" aria-hidden="true"><use href="#arrow"/></svg>` : undefined;
  return html`${before}${arrow}${after}`;
}
