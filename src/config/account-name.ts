import { type PlaceholderKind, placeholderKind, placeholderMeaning } from '../model/placeholder.ts';
import type { Span } from './mask.ts';
import { type Fault, type Source, shownText } from './source.ts';
import type { Entry } from './tree.ts';

/** WeChat docs, addkfaccount: the part before "@" has at most 10 letters, digits and underscores. */
export const accountNamePattern = /^[A-Za-z0-9_]{1,10}$/;

/** `account-name-with-suffix`, `account-name`: WeChat docs, addkfaccount. */
export function accountNameFaults(
  source: Source,
  { key, keyAt }: Entry,
  wechatId: string | undefined,
): Fault[] {
  const kind = placeholderKind(key);
  if (kind !== undefined) return [placeholderName(source, keyAt, kind)];
  if (accountNamePattern.test(key)) return [];
  const [before = '', after = ''] = key.split('@', 2);
  if (key.includes('@') && accountNamePattern.test(before)) {
    const other =
      wechatId !== undefined && after !== wechatId ? ' This one names another official account.' : '';
    return [
      {
        severity: 'error',
        code: 'account-name-with-suffix',
        message: `kefu adds "@${wechatId ?? '…'}" itself.${other}`,
        hint: `Write \`${before}\`.`,
        at: keyAt,
        covers: [keyAt],
      },
    ];
  }
  const said = shownText(source, keyAt);
  const why =
    key.length > 10 && /^\w+$/.test(key) ? `has ${key.length} characters` : 'is not a name WeChat takes';
  return [
    {
      severity: 'error',
      code: 'account-name',
      message: `\`${said}\` ${why}: an account name has 1 to 10 letters (a-z, A-Z), digits or underscores.`,
      hint: 'Choose a short name such as alice; what customers see is the nickname.',
      at: keyAt,
      covers: [keyAt],
    },
  ];
}

/** `placeholder`: the name would stand before the "@" for ever; WeChat can't rename an account. */
function placeholderName(source: Source, keyAt: Span, kind: PlaceholderKind): Fault {
  return {
    severity: 'error',
    code: 'placeholder',
    message: `The account is named \`${shownText(source, keyAt)}\`: ${placeholderMeaning[kind]}.`,
    hint: 'Write the name of the account, such as alice.',
    at: keyAt,
    covers: [keyAt],
  };
}
