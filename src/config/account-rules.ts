import { accountNameFaults } from './account-name.ts';
import type { Span } from './mask.ts';
import { nicknameFaults } from './nickname-rules.ts';
import { previousNameFaults } from './previous-names.ts';
import { repeated } from './repeated.ts';
import { nameOfSign } from './signs.ts';
import { type Fault, lineWords, type Source, shownText } from './source.ts';
import { type Entry, entriesOf, entryOf, type Tree, textOf, valueAt } from './tree.ts';

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
    ...named.flatMap((entry) => [
      ...accountNameFaults(source, entry, wechatId),
      ...fieldFaults(source, entry),
    ]),
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

function fieldFaults(source: Source, { value }: Entry): Fault[] {
  const nickname = entryOf(value, 'nickname');
  const worker = entryOf(value, 'worker');
  return [
    ...(nickname ? nicknameFaults(source, nickname) : []),
    ...(worker ? workerFaults(worker) : []),
    ...protectFaults(value),
  ];
}

/** `worker-id`: WeChat answers 65409 to an invalid WeChat ID. `worker-phone`: a WeChat ID begins with a letter. */
function workerFaults({ value }: Entry): Fault[] {
  const worker = textOf(value);
  if (worker === undefined) return [];
  if (workerPattern.test(worker)) return telephone.test(worker) ? [workerPhone(value.at)] : [];
  return [
    {
      severity: 'error',
      code: 'worker-id',
      message: `This is not a WeChat ID: it has ${whyNoWorker(worker)}.`,
      hint: "Write the person's WeChat ID (微信号), not the display name.",
      at: value.at,
      covers: [value.at],
    },
  ];
}

function whyNoWorker(worker: string): string {
  const foreign = /[^!-?A-~]/u.exec(worker)?.[0];
  if (foreign === undefined) return `${worker.length} characters, and 64 are the most`;
  if (foreign === '@') return 'an "@"';
  return `${nameOfSign(foreign)} in it`;
}

/** With or without country code and hyphens. */
const telephone = /^\+?\d[\d-]{5,19}$/;

function workerPhone(at: Span): Fault {
  return {
    severity: 'warning',
    code: 'worker-phone',
    message:
      'This looks like a telephone number: an invitation takes the WeChat ID (微信号), and a number would stay in the history of the repository.',
    hint: 'Ask the person for the WeChat ID (我 → 微信号). WeChat refuses what it does not know as one (65409).',
    at,
  };
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
    message: `\`${shownText(source, entry.keyAt)}\` and \`${shownText(source, first.keyAt)}\` (${lineWords(source, first.keyAt, entry.keyAt)}) differ only in upper and lower case.`,
    hint: 'Give one of them another name: WeChat may take them for the same account.',
    at: entry.keyAt,
  }));
}

/** `worker-twice`: WeChat answers 65407 to a second invitation, or 65410 when the person is bound too often. */
function sharedWorkers(source: Source, accounts: readonly Entry[]): Fault[] {
  return repeated(texts(accounts, 'worker'), ({ text }) => text).map(([first, { at }]) => ({
    severity: 'warning',
    code: 'worker-twice',
    message: `The same person is invited on ${lineWords(source, first.at, at)}; WeChat usually refuses the second invitation (65407, 65410).`,
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
      message: `The account on ${lineWords(source, first.at, at)} has the same nickname; customers can't tell them apart.`,
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
