import { type PlaceholderKind, placeholderKind } from '../model/placeholder.ts';
import { say } from '../words/en/accounts.ts';
import { meaningOf } from '../words/en/placeholders.ts';
import { told } from '../words/say.ts';
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
    const isAnother = wechatId !== undefined && after !== wechatId;
    const suffix = wechatId ?? '…';
    return [
      {
        severity: 'error',
        code: 'account-name-with-suffix',
        ...told(
          say(isAnother ? 'account-name-of-another' : 'account-name-with-suffix', { suffix }),
          say('write-it', { text: before }),
        ),
        at: keyAt,
        covers: [keyAt],
      },
    ];
  }
  const name = shownText(source, keyAt);
  const isTooLong = key.length > 10 && /^\w+$/.test(key);
  return [
    {
      severity: 'error',
      code: 'account-name',
      ...told(
        isTooLong ? say('account-name-too-long', { name, count: key.length }) : say('account-name', { name }),
        say('choose-short-name'),
      ),
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
    ...told(
      say('account-is-placeholder', { name: shownText(source, keyAt), what: meaningOf(kind) }),
      say('write-account-name'),
    ),
    at: keyAt,
    covers: [keyAt],
  };
}
