import type { Span } from './mask.ts';
import { nicknameFaults } from './nickname-rules.ts';
import { type Fault, lineOf, type Source, shownText } from './source.ts';
import { type Entry, entriesOf, entryOf, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

/** WeChat docs, addkfaccount: the part before "@" has at most 10 letters, digits and underscores. */
const accountNamePattern = /^[A-Za-z0-9_]{1,10}$/;

/** Lenient on purpose: WeChat documents no form for the id an invitation takes. */
const workerPattern = /^[!-?A-~]{1,64}$/;

const accountKeys = new Set(['nickname', 'avatar', 'worker', 'protect', 'previously', 'state', 'password']);

/** Faults of the accounts that go beyond the schema. */
export function accountFaults(source: Source, tree: Tree): Fault[] {
  const accounts = entriesOf(valueAt(tree, 'accounts'));
  const wechatId = textOf(valueAt(valueAt(tree, 'officialAccount'), 'wechatId'));
  const misplaced = accounts.filter(isMisplacedKey);
  const named = accounts.filter((entry) => !misplaced.includes(entry));
  return [
    ...misplaced.map((entry) => misplacedKey(source, entry, accounts)),
    ...named.flatMap((entry) => [...nameFaults(source, entry, wechatId), ...fieldFaults(source, entry)]),
    ...namesThatDifferInCase(source, named),
    ...previousNameFaults(source, named),
    ...sharedWorkers(source, named),
    ...sharedNicknames(source, named),
  ];
}

function isMisplacedKey({ key, value }: Entry): boolean {
  return accountKeys.has(key) && value.kind !== 'mapping';
}

/** `wrong-indentation`: `nickname:` beside the account's name instead of below it. */
function misplacedKey(source: Source, entry: Entry, accounts: readonly Entry[]): Fault {
  const owner = accounts.findLast(({ keyAt, value }) => keyAt.start < entry.keyAt.start && isEmpty(value));
  const name = owner === undefined ? "an account's name" : `\`${shownText(source, owner.keyAt)}\``;
  return {
    severity: 'error',
    code: 'wrong-indentation',
    message: `\`${shownText(source, entry.keyAt)}\` stands where the names of accounts stand.`,
    hint: `Indent it by two more spaces, so that it stands below ${name}.`,
    at: entry.keyAt,
    covers: [entry.keyAt, entry.value.at, ...(owner ? [owner.keyAt] : [])],
  };
}

function isEmpty(value: Tree): boolean {
  return value.kind === 'scalar' && value.value === '';
}

/** `account-name-with-suffix`, `account-name`: WeChat docs, addkfaccount. */
function nameFaults(source: Source, { key, keyAt }: Entry, wechatId: string | undefined): Fault[] {
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

function fieldFaults(source: Source, { value }: Entry): Fault[] {
  const nickname = entryOf(value, 'nickname');
  const worker = entryOf(value, 'worker');
  return [
    ...(nickname ? nicknameFaults(source, nickname) : []),
    ...(worker ? workerFaults(worker) : []),
    ...protectFaults(value),
  ];
}

/** `worker-id`: WeChat answers 65409 to an invalid WeChat ID. */
function workerFaults({ value }: Entry): Fault[] {
  const worker = textOf(value);
  if (worker === undefined || workerPattern.test(worker)) return [];
  return [
    {
      severity: 'error',
      code: 'worker-id',
      message:
        'This is not a WeChat ID: it has spaces, "@" or characters beyond ASCII, or more than 64 characters.',
      hint: "Write the person's WeChat ID (微信号), not the display name.",
      at: value.at,
      covers: [value.at],
    },
  ];
}

/** `protect-absent`: an account can't be kept and deleted at once; `protect: false` lifts a recorded protection. */
function protectFaults(account: Tree): Fault[] {
  const protect = valueAt(account, 'protect');
  if (protect === undefined || textOf(protect) !== 'true' || textOf(valueAt(account, 'state')) !== 'absent')
    return [];
  return [
    {
      severity: 'error',
      code: 'protect-absent',
      message: '`protect: true` stands beside `state: absent`, which deletes the account.',
      hint: 'Write `protect: false` to lift the protection and delete it, or remove `state: absent`.',
      at: protect.at,
    },
  ];
}

/** `account-names-differ-in-case`: ours; whether WeChat tells them apart is not documented. */
function namesThatDifferInCase(source: Source, accounts: readonly Entry[]): Fault[] {
  return repeated(accounts, ({ key }) => key.toLowerCase()).map(([first, entry]) => ({
    severity: 'error',
    code: 'account-names-differ-in-case',
    message: `\`${shownText(source, entry.keyAt)}\` and \`${shownText(source, first.keyAt)}\` (line ${lineOf(source, first.keyAt)}) differ only in upper and lower case.`,
    hint: 'Give one of them another name: WeChat may take them for the same account.',
    at: entry.keyAt,
  }));
}

/** `previously-name`, `previously-current`, `previously-twice`: an earlier name leads to a delete, so it must be unambiguous. */
function previousNameFaults(source: Source, accounts: readonly Entry[]): Fault[] {
  const current = new Map(accounts.map(({ key, keyAt }) => [key.toLowerCase(), keyAt]));
  const names = accounts.flatMap(({ value }) => itemsOf(valueAt(value, 'previously'))).flatMap(named);
  const malformed = names.filter(({ name }) => !accountNamePattern.test(name));
  const reused = names.filter(({ name }) => current.has(name.toLowerCase()));
  return [
    ...malformed.map(({ name, at }) => malformedPrevious(name, at)),
    ...reused.map(({ name, at }) => ({
      severity: 'error' as const,
      code: 'previously-current',
      message: `\`${shownText(source, at)}\` is an account of this file (line ${lineOf(source, current.get(name.toLowerCase()) ?? at)}).`,
      hint: 'An earlier name leads to a delete: remove it here, or remove the account.',
      at,
    })),
    ...repeated(names, ({ name }) => name.toLowerCase()).map(([first, { at }]) => ({
      severity: 'error' as const,
      code: 'previously-twice',
      message: `\`${shownText(source, at)}\` stands in \`previously\` twice; the first is on line ${lineOf(source, first.at)}.`,
      hint: 'Keep it at the account that replaces it.',
      at,
    })),
  ];
}

function named(item: Tree): { name: string; at: Span }[] {
  const name = textOf(item);
  return name === undefined ? [] : [{ name, at: item.at }];
}

function malformedPrevious(name: string, at: Span): Fault {
  return {
    severity: 'error',
    code: 'previously-name',
    message: 'An earlier name has 1 to 10 letters, digits or underscores, like an account name.',
    hint: name.includes('@') ? 'Write the part before "@" alone.' : 'Write the name the account had.',
    at,
    covers: [at],
  };
}

/** `worker-twice`: WeChat answers 65407 to a second invitation, or 65410 when the person is bound too often. */
function sharedWorkers(source: Source, accounts: readonly Entry[]): Fault[] {
  return repeated(texts(accounts, 'worker'), ({ text }) => text).map(([first, { at }]) => ({
    severity: 'warning',
    code: 'worker-twice',
    message: `The same person is invited on line ${lineOf(source, first.at)}; WeChat usually refuses the second invitation (65407, 65410).`,
    hint: 'Invite each person to one account.',
    at,
  }));
}

/** `nickname-twice`: allowed, and seen in the wild; customers can't tell the two apart. */
function sharedNicknames(source: Source, accounts: readonly Entry[]): Fault[] {
  return repeated(texts(accounts, 'nickname'), ({ text }) => text.normalize('NFC')).map(
    ([first, { at }]) => ({
      severity: 'warning',
      code: 'nickname-twice',
      message: `The account on line ${lineOf(source, first.at)} has the same nickname; customers can't tell them apart.`,
      hint: 'Nothing to do if that is meant.',
      at,
    }),
  );
}

function texts(accounts: readonly Entry[], key: string): { text: string; at: Span }[] {
  return accounts.flatMap(({ value }) => {
    const field = valueAt(value, key);
    const text = textOf(field);
    return field === undefined || text === undefined ? [] : [{ text, at: field.at }];
  });
}

/** Pairs of the first of its kind and each later one. */
function repeated<T>(items: readonly T[], kindOf: (item: T) => string): [T, T][] {
  const firsts = new Map<string, T>();
  return items.flatMap((item): [T, T][] => {
    const kind = kindOf(item);
    const first = firsts.get(kind);
    if (first !== undefined) return [[first, item]];
    firsts.set(kind, item);
    return [];
  });
}
