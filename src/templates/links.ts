import type { Said, Saying } from '../model/saying.ts';
import { say as template } from '../words/en/templates.ts';
import { say } from '../words/en/values.ts';
import { told } from '../words/say.ts';
import { isAbsoluteUrl } from './escaping.ts';

/** Something wrong in the markup of a text, counted in the text. */
export interface LinkFault {
  readonly code: 'message-link' | 'mini-program-appid' | 'mini-program-path';
  readonly message: string;
  readonly hint: string;
  readonly said: Said<'message' | 'hint'>;
  readonly start: number;
  readonly end: number;
}

/** Stands for `{{ … }}` while a text is looked at: a character no text has. */
const hole = '\uFFFC';

/**
 * Faults of the links in a text: WeChat answers 40213 and 40214 to broken ones, 45086 to a wrong AppID (WeChat docs,
 * sendCustomMessage). Places where values are filled in are taken as well-formed.
 */
export function linkFaults(written: string): LinkFault[] {
  const text = written.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (found) => hole.repeat(found.length));
  const tags = [...text.matchAll(/<(\/?)a\b([^<>]*)(>?)/gi)];
  const faults: LinkFault[] = [];
  let open: RegExpExecArray | undefined;
  for (const tag of tags) {
    const [whole, slash, attributes = '', end] = tag;
    const place = { start: tag.index, end: tag.index + whole.length };
    if (end === '') faults.push(broken(say('tag-not-closed'), say('write-angle'), place));
    else if (slash === '') {
      if (open !== undefined) faults.push(broken(say('link-in-link'), say('close-before'), place));
      faults.push(...attributeFaults(attributes, place));
      open = tag;
    } else {
      const shown = open && text.slice(open.index + open[0].length, tag.index);
      if (shown === undefined) faults.push(broken(say('closes-no-link'), say('remove-or-open'), place));
      else if (shown.trim() === '')
        faults.push(broken(say('link-without-text'), say('write-link-text'), place));
      open = undefined;
    }
  }
  if (open !== undefined) {
    const place = { start: open.index, end: open.index + open[0].length };
    faults.push(broken(say('link-not-closed'), say('close-behind-text'), place));
  }
  return faults;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

const known = new Set(['href', 'data-miniprogram-appid', 'data-miniprogram-path']);

function attributeFaults(written: string, place: Place): LinkFault[] {
  const attributes = new Map<string, string>();
  const rest = written.replace(/\s([a-z-]+)="([^"]*)"/gi, (_, name: string, value: string) => {
    attributes.set(name.toLowerCase(), value);
    return '';
  });
  if (rest.trim() !== '') {
    return [broken(say('attributes-not-written'), say('check-quotes'), place)];
  }
  const strange = [...attributes.keys()].filter((name) => !known.has(name));
  return [
    ...strange.map((name) =>
      broken(say('unknown-attribute', { name }), say('known-attributes', { known: [...known] }), place),
    ),
    ...hrefFaults(attributes.get('href'), place),
    ...miniProgramFaults(attributes, place),
  ];
}

function hrefFaults(href: string | undefined, place: Place): LinkFault[] {
  if (href === undefined) {
    return [broken(say('link-without-href'), say('write-href'), place)];
  }
  const isMenu = /^weixin:\/\/bizmsgmenu\?/i.test(href);
  if (href.includes(hole) || isMenu || isAbsoluteUrl(href)) return [];
  return [broken(template('not-absolute', { key: 'href' }), template('write-address-out'), place)];
}

function miniProgramFaults(attributes: ReadonlyMap<string, string>, place: Place): LinkFault[] {
  const appId = attributes.get('data-miniprogram-appid');
  const path = attributes.get('data-miniprogram-path');
  const faults: LinkFault[] = [];
  if (appId === undefined && path !== undefined)
    faults.push(broken(say('no-mini-app-id'), say('add-mini-app-id'), place));
  if (appId !== undefined && path === undefined)
    faults.push(broken(say('no-mini-path'), say('add-mini-path'), place));
  if (appId !== undefined && !isAppId(appId)) {
    faults.push({
      code: 'mini-program-appid',
      ...told(template('not-an-app-id', { key: 'data-miniprogram-appid' }), template('app-id-form')),
      ...place,
    });
  }
  if (path !== undefined && (path === '' || /\s/.test(path) || /^https?:/i.test(path))) {
    faults.push({
      code: 'mini-program-path',
      ...told(say('mini-path-form'), say('write-mini-path')),
      ...place,
    });
  }
  return faults;
}

/** Whether a text is written like an AppID, or will be filled in. */
export function isAppId(text: string): boolean {
  return text.includes(hole) || text.includes('{{') || /^wx[0-9a-f]{16}$/.test(text);
}

function broken(what: Saying, hint: Saying, place: Place): LinkFault {
  return { code: 'message-link', ...told(what, hint), ...place };
}
