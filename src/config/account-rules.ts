import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/accounts.ts';
import { told } from '../words/say.ts';
import { accountNameFaults } from './account-name.ts';
import type { Span } from './mask.ts';
import { nicknameFaults } from './nickname-rules.ts';
import { isReplacedBy, previousNameFaults } from './previous-names.ts';
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
  return {
    severity: 'error',
    code: 'wrong-indentation',
    ...told(
      say('account-key-misplaced', { key: shownText(source, entry.keyAt) }),
      say('indent-below-account', { under: owner === undefined ? '' : shownText(source, owner.keyAt) }),
    ),
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
      ...told(whyNoWorker(worker), say('write-wechat-id')),
      at: value.at,
      covers: [value.at],
    },
  ];
}

function whyNoWorker(worker: string): Saying {
  const foreign = /[^!-?A-~]/u.exec(worker)?.[0];
  if (foreign === undefined) return say('worker-too-long', { count: worker.length });
  if (foreign === '@') return say('worker-with-at');
  return say('worker-with-sign', { sign: nameOfSign(foreign) });
}

/** With or without country code and hyphens. */
const telephone = /^\+?\d[\d-]{5,19}$/;

function workerPhone(at: Span): Fault {
  return {
    severity: 'warning',
    code: 'worker-phone',
    ...told(say('worker-is-a-phone'), say('ask-for-wechat-id')),
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
      ...told(say('protect-beside-absent'), say('lift-or-keep')),
      at: protect.at,
    },
  ];
}

/** `account-names-differ-in-case`: ours; whether WeChat tells them apart is not documented. */
function namesThatDifferInCase(source: Source, accounts: readonly Entry[]): Fault[] {
  const twins = repeated(accounts, ({ key }) => key.toLowerCase());
  const unexplained = twins.filter(([one, other]) => !isReplacedBy(one, other) && !isReplacedBy(other, one));
  return unexplained.map(([first, entry]) => ({
    severity: 'error',
    code: 'account-names-differ-in-case',
    ...told(
      say('names-differ-in-case', {
        name: shownText(source, entry.keyAt),
        other: shownText(source, first.keyAt),
        line: lineWords(source, first.keyAt, entry.keyAt),
      }),
      say('give-another-name'),
    ),
    at: entry.keyAt,
  }));
}

/** `worker-twice`: WeChat answers 65407 to a second invitation, or 65410 when the person is bound too often. */
function sharedWorkers(source: Source, accounts: readonly Entry[]): Fault[] {
  return repeated(texts(accounts, 'worker'), ({ text }) => text).map(([first, { at }]) => ({
    severity: 'warning',
    code: 'worker-twice',
    ...told(say('worker-twice', { line: lineWords(source, first.at, at) }), say('invite-to-one')),
    at,
  }));
}

/** `nickname-twice`: allowed, and seen in the wild; customers can't tell the two apart. */
function sharedNicknames(source: Source, accounts: readonly Entry[]): Fault[] {
  return repeated(texts(accounts, 'nickname'), ({ text }) => text.normalize('NFC')).map(
    ([first, { at }]) => ({
      severity: 'warning',
      code: 'nickname-twice',
      ...told(say('nickname-twice', { line: lineWords(source, first.at, at) }), say('fine-if-meant')),
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
