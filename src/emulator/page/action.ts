/** What can be done on the page: a form that the page's script sends to the control API. */

import { type Html, html } from './html.ts';

export interface Action {
  /** Below `/__emulator/`; `{name}` in it is replaced by the field of that name. */
  path: string;
  method?: 'POST' | 'PUT';
  /** The body; fields of the form are added to it. */
  body: object;
  label: string;
  /** Said aloud once it is done. */
  done?: string;
  look?: 'primary' | 'chip' | 'menu';
  /** Stands before the button. */
  fields?: Html;
  /** Where to go afterwards, `{name}` as in `path`. */
  next?: string;
}

export function actionForm({
  path,
  method = 'POST',
  body,
  label,
  done = '',
  look,
  fields,
  next = '',
}: Action): Html {
  return html`<form data-path="${path}" data-method="${method}" data-body="${asciiJson(body)}" data-done="${done}" data-next="${next}">${fields}<button class="${look ?? 'plain'}">${label}</button></form>`;
}

/** JSON that is shown to nobody: characters that a page would make visible are escaped as JSON escapes them. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The path of what a customer does. */
export function actsOf(openid: string): string {
  return `users/${encodeURIComponent(openid)}/acts`;
}
