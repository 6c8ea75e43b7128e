import { say } from '../words/en/accounts.ts';
import { told } from '../words/say.ts';
import { accountNamePattern } from './account-name.ts';
import type { Span } from './mask.ts';
import { repeated } from './repeated.ts';
import { type Fault, lineWords, type Source, shownText } from './source.ts';
import { type Entry, isAbsent, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

/** An earlier name of an account, and which account has it. */
interface EarlierName {
  readonly name: string;
  readonly at: Span;
  readonly owner: Entry;
}

/** Faults of `previously`: an earlier name leads to a delete, so it must be unambiguous. */
export function previousNameFaults(source: Source, accounts: readonly Entry[]): Fault[] {
  const names = accounts.flatMap((owner) =>
    itemsOf(valueAt(owner.value, 'previously')).flatMap((item) => earlierName(item, owner)),
  );
  return [
    ...names.filter(({ name }) => !accountNamePattern.test(name)).map(malformed),
    ...names.flatMap((earlier) => currentNameFaults(source, accounts, earlier)),
    ...repeated(names, ({ name }) => name.toLowerCase()).map(([first, again]) => twice(source, first, again)),
  ];
}

/** Whether an account is to go for another: its own block may say so beside, and lift its protection. */
export function isReplacedBy(account: Entry, { value }: Entry): boolean {
  const isNamed = itemsOf(valueAt(value, 'previously')).some((item) => textOf(item) === account.key);
  return isNamed && isAbsent(account);
}

function earlierName(item: Tree, owner: Entry): EarlierName[] {
  const name = textOf(item);
  return name === undefined ? [] : [{ name, at: item.at, owner }];
}

/** `previously-name`. */
function malformed({ name, at }: EarlierName): Fault {
  return {
    severity: 'error',
    code: 'previously-name',
    ...told(say('previously-name'), say(name.includes('@') ? 'write-before-at' : 'write-earlier-name')),
    at,
    covers: [at],
  };
}

/** `previously-current`, `previously-differs-in-case`: the delete would meet an account that is to stay. */
function currentNameFaults(
  source: Source,
  accounts: readonly Entry[],
  { name, at, owner }: EarlierName,
): Fault[] {
  const same = accounts.find(({ key }) => key === name);
  const alike = accounts.find((one) => one !== same && one.key.toLowerCase() === name.toLowerCase());
  if (same !== undefined && !isAbsent(same)) {
    return [
      {
        severity: 'error',
        code: 'previously-current',
        ...told(
          say('previously-current', { name: shownText(source, at), line: lineWords(source, same.keyAt, at) }),
          say('remove-name-or-account'),
        ),
        at,
      },
    ];
  }
  if (alike === undefined) return [];
  const isOwn = alike === owner;
  const shown = shownText(source, at);
  const which = isOwn
    ? say('previously-own-in-case', { name: shown })
    : say('previously-other-in-case', {
        name: shown,
        other: alike.key,
        line: lineWords(source, alike.keyAt, at),
      });
  return [
    {
      severity: isOwn ? 'warning' : 'error',
      code: 'previously-differs-in-case',
      ...told(which, isOwn ? say('name-as-wechat-has-it', { name }) : say('remove-earlier-name')),
      at,
    },
  ];
}

/** `previously-twice`. */
function twice(source: Source, first: EarlierName, { name, at }: EarlierName): Fault {
  const line = lineWords(source, first.at, at);
  const shown = shownText(source, at);
  const message =
    name === first.name
      ? say('previously-twice', { name: shown, line })
      : say('previously-twice-in-case', { name: shown, other: shownText(source, first.at), line });
  return {
    severity: 'error',
    code: 'previously-twice',
    ...told(message, say('keep-at-replacing')),
    at,
  };
}
