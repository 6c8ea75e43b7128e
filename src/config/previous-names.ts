import { accountNamePattern } from './account-name.ts';
import type { Span } from './mask.ts';
import { repeated } from './repeated.ts';
import { type Fault, lineWords, type Source, shownText } from './source.ts';
import { type Entry, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

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

function earlierName(item: Tree, owner: Entry): EarlierName[] {
  const name = textOf(item);
  return name === undefined ? [] : [{ name, at: item.at, owner }];
}

/** `previously-name`. */
function malformed({ name, at }: EarlierName): Fault {
  return {
    severity: 'error',
    code: 'previously-name',
    message: 'An earlier name has 1 to 10 letters, digits or underscores, like an account name.',
    hint: name.includes('@') ? 'Write the part before "@" alone.' : 'Write the name the account had.',
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
  const alike = accounts.find(({ key }) => key.toLowerCase() === name.toLowerCase());
  if (same !== undefined) {
    return [
      {
        severity: 'error',
        code: 'previously-current',
        message: `\`${shownText(source, at)}\` is an account of this file (${lineWords(source, same.keyAt, at)}).`,
        hint: 'An earlier name leads to a delete: remove it here, or remove the account.',
        at,
      },
    ];
  }
  if (alike === undefined) return [];
  const isOwn = alike === owner;
  const which = isOwn
    ? "this account's name"
    : `the account \`${alike.key}\` (${lineWords(source, alike.keyAt, at)})`;
  return [
    {
      severity: isOwn ? 'warning' : 'error',
      code: 'previously-differs-in-case',
      message: `\`${shownText(source, at)}\` and ${which} differ only in upper and lower case; WeChat may take them for one account, and this name leads to a delete.`,
      hint: isOwn
        ? `Name the account \`${name}\`, as WeChat has it, unless a new account without history is meant.`
        : 'Remove it here: a delete could meet the account that is to stay.',
      at,
    },
  ];
}

/** `previously-twice`. */
function twice(source: Source, first: EarlierName, { name, at }: EarlierName): Fault {
  const line = lineWords(source, first.at, at);
  const said = shownText(source, at);
  const message =
    name === first.name
      ? `\`${said}\` stands in \`previously\` twice; the first is on ${line}.`
      : `\`${said}\` and \`${shownText(source, first.at)}\` (${line}) in \`previously\` differ only in upper and lower case.`;
  return {
    severity: 'error',
    code: 'previously-twice',
    message,
    hint: 'Keep it at the account that replaces it.',
    at,
  };
}
