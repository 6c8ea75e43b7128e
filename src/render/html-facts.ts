import { data, type Html, html } from './html.ts';

/** A name and its value, such as the commit of a page. */
export type Fact = readonly [name: string, value: string];

/** What a page says of itself, at its foot. */
export function factList(facts: readonly Fact[]): Html {
  return html`<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${data(value)}</dd></div>`)}</dl>`;
}
