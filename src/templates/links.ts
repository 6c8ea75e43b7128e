import { isAbsoluteUrl } from './escaping.ts';

/** Something wrong in the markup of a text, counted in the text. */
export interface LinkFault {
  readonly code: 'message-link' | 'mini-program-appid' | 'mini-program-path';
  readonly message: string;
  readonly hint: string;
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
    if (end === '') faults.push(broken('The tag is not closed.', 'Write ">" at its end.', place));
    else if (slash === '') {
      if (open !== undefined)
        faults.push(broken('A link stands in a link.', 'Write `</a>` before it.', place));
      faults.push(...attributeFaults(attributes, place));
      open = tag;
    } else {
      const shown = open && text.slice(open.index + open[0].length, tag.index);
      if (shown === undefined)
        faults.push(broken('`</a>` closes no link.', 'Remove it, or write `<a href="…">` before it.', place));
      else if (shown.trim() === '')
        faults.push(broken('The link has no text to click.', 'Write its text before `</a>`.', place));
      open = undefined;
    }
  }
  if (open !== undefined) {
    const place = { start: open.index, end: open.index + open[0].length };
    faults.push(broken('The link is not closed.', 'Write `</a>` behind its text.', place));
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
    return [broken('The attributes are not written as name="value".', 'Check quotes and spaces.', place)];
  }
  const strange = [...attributes.keys()].filter((name) => !known.has(name));
  return [
    ...strange.map((name) =>
      broken(`WeChat documents no attribute \`${name}\`.`, `It knows ${[...known].join(', ')}.`, place),
    ),
    ...hrefFaults(attributes.get('href'), place),
    ...miniProgramFaults(attributes, place),
  ];
}

function hrefFaults(href: string | undefined, place: Place): LinkFault[] {
  if (href === undefined) {
    return [broken('The link has no `href`.', 'Write href="https://…"; old clients follow it.', place)];
  }
  const isMenu = /^weixin:\/\/bizmsgmenu\?/i.test(href);
  if (href.includes(hole) || isMenu || isAbsoluteUrl(href)) return [];
  return [broken('`href` is not an absolute http(s) address.', 'Write it out: https://….', place)];
}

function miniProgramFaults(attributes: ReadonlyMap<string, string>, place: Place): LinkFault[] {
  const appId = attributes.get('data-miniprogram-appid');
  const path = attributes.get('data-miniprogram-path');
  const faults: LinkFault[] = [];
  if (appId === undefined && path !== undefined)
    faults.push(broken('There is no `data-miniprogram-appid`.', "Add the mini program's AppID.", place));
  if (appId !== undefined && path === undefined)
    faults.push(broken('There is no `data-miniprogram-path`.', 'Add the page to open.', place));
  if (appId !== undefined && !isAppId(appId)) {
    faults.push({
      code: 'mini-program-appid',
      message: '`data-miniprogram-appid` is not an AppID.',
      hint: 'An AppID is "wx" and 16 characters of 0-9 and a-f.',
      ...place,
    });
  }
  if (path !== undefined && (path === '' || /\s/.test(path) || /^https?:/i.test(path))) {
    faults.push({
      code: 'mini-program-path',
      message: '`data-miniprogram-path` is not the path of a page.',
      hint: 'Write it as in the mini program: pages/index/index.',
      ...place,
    });
  }
  return faults;
}

/** Whether a text is written like an AppID, or will be filled in. */
export function isAppId(text: string): boolean {
  return text.includes(hole) || text.includes('{{') || /^wx[0-9a-f]{16}$/.test(text);
}

function broken(message: string, hint: string, place: Place): LinkFault {
  return { code: 'message-link', message, hint, ...place };
}
