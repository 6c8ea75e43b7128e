/** What must hold of the members of a world that comes from JSON, so that neither a call nor the page meets what it can't read. */

import { readFault } from '../faults/fault.ts';
import { fileFormats } from './file-formats.ts';
import { kinds, troubles } from './official-account.ts';
import { type Shape, shapeOf } from './shape.ts';

interface Rule {
  isFit: (value: unknown) => boolean;
  must: string;
  /** Filled in where it is absent. */
  mayLack?: true;
}

const nothing: Rule = { isFit: (value) => value === null, must: 'null' };
const text = ofShape('string', 'a string');
const number: Rule = { isFit: Number.isFinite, must: 'a number' };
const truth = ofShape('boolean', 'true or false');
const object = ofShape('object', 'an object');
const moment: Rule = { isFit: isMoment, must: 'milliseconds of a date' };
const numbers = { isFit: (value: unknown) => isRecordOf(number, value), must: 'numbers by path' };
const worker: Rule = { isFit: isWorker, must: 'nobody, invited or bound' };
const grant = objectOf({
  trigger: oneOf('message', 'menu', 'follow', 'scan', 'pay'),
  until: moment,
  left: either(nothing, number),
});
const online = objectOf({ status: oneOf(1, 2, 3), acceptedCase: either(nothing, number) });

const account = {
  account: text,
  nickname: lacking(text),
  id: lacking(number),
  openid: lacking(text),
  picture: lacking(text),
  worker: lacking(worker),
  online: lacking(either(nothing, online)),
};

/** Parts that hold many of a kind, and what holds of each. */
const collections: Readonly<Record<string, Fields>> = {
  accounts: account,
  formerLists: { number, until: moment, accounts: listOf(objectOf(account)) },
  people: { exists: lacking(truth), boundElsewhere: lacking(number) },
  pictures: { format: oneOf('jpeg', 'png'), base64: text },
  users: {
    openid: lacking(text),
    relation: lacking(oneOf('follower', 'left', 'never-followed')),
    grants: lacking(listOf(grant)),
    lastExchangeAt: lacking(either(nothing, moment)),
    typingUntil: lacking(either(nothing, moment)),
    blacklisted: lacking(truth),
    refusesMessages: lacking(truth),
    minor: lacking(truth),
  },
  messages: {
    number: lacking(number),
    at: moment,
    openid: text,
    from: oneOf('user', 'account'),
    msgtype: text,
    content: object,
    as: lacking(either(nothing, text)),
    ai: lacking(truth),
    menuId: lacking(either(nothing, text)),
  },
  records: { number, at: moment, openid: text, opercode: oneOf(2002, 2003), text, worker: text },
  media: {
    kind: oneOf('image', 'voice', 'video', 'thumb', 'news'),
    permanent: truth,
    createdAt: moment,
    name: lacking(text),
    format: lacking(either(nothing, oneOf(...fileFormats))),
    base64: lacking(either(nothing, text)),
    title: lacking(text),
    introduction: lacking(text),
    inUse: lacking(truth),
    articles: lacking(listOf(object)),
  },
  traces: { at: moment, request: text, requestBody: text, responseBody: text, ip: text, foreign: truth },
  requests: {
    number: lacking(number),
    at: lacking(moment),
    method: lacking(text),
    path: text,
    account: lacking(either(nothing, text)),
    carriedOut: lacking(number),
    effect: lacking(truth),
    effectAt: lacking(either(nothing, moment)),
    status: lacking(either(nothing, number)),
    errcode: lacking(either(nothing, number)),
    fault: lacking(either(nothing, text)),
  },
};

/** Parts that are one thing, and what holds of their fields; what is absent is filled in. */
const wholes: Readonly<Record<string, Fields>> = {
  officialAccount: {
    appSecret: lacking(text),
    wechatId: lacking(text),
    kind: lacking(oneOf(...kinds)),
    verified: lacking(truth),
    kfEnabled: lacking(truth),
    ipAllowList: lacking(either(nothing, listOf(text))),
    callbackUrl: lacking(either(nothing, text)),
    miniPrograms: lacking(either(nothing, listOf(text))),
    troubles: lacking(listOf(oneOf(...troubles))),
  },
  tokens: {
    issued: lacking(
      listOf(
        objectOf({
          value: text,
          space: oneOf('legacy', 'stable'),
          issuedAt: moment,
          expiresAt: moment,
          diesAt: either(nothing, moment),
        }),
      ),
    ),
    forcedAt: lacking(listOf(moment)),
  },
  sessions: {
    open: lacking(
      listOf(objectOf({ openid: text, account: text, createdAt: moment, lastMessageAt: moment })),
    ),
    waiting: lacking(listOf(objectOf({ openid: text, since: moment }))),
  },
  quotas: {
    day: lacking(text),
    used: lacking(numbers),
    perDay: lacking(numbers),
    minute: lacking(number),
    usedThisMinute: lacking(numbers),
    perMinute: lacking(numbers),
    month: lacking(text),
    clearedAll: lacking(number),
    clearedPaths: lacking(number),
  },
};

type Fields = Readonly<Record<string, Rule>>;

function ofShape(shape: Shape, must: string): Rule {
  return { isFit: (value) => shapeOf(value) === shape, must };
}

function objectOf(fields: Fields): Rule {
  return {
    isFit: (value) => shapeOf(value) === 'object' && misfitOf(value as object, fields) === undefined,
    must: `an object with ${Object.keys(fields).join(', ')}`,
  };
}

function listOf({ isFit, must }: Rule): Rule {
  return { isFit: (value) => Array.isArray(value) && value.every(isFit), must: `a list, each ${must}` };
}

function isRecordOf({ isFit }: Rule, value: unknown): boolean {
  return shapeOf(value) === 'object' && Object.values(value as object).every(isFit);
}

function lacking(rule: Rule): Rule {
  return { ...rule, mayLack: true };
}

function either(left: Rule, right: Rule): Rule {
  return { isFit: (value) => left.isFit(value) || right.isFit(value), must: `${left.must} or ${right.must}` };
}

function oneOf(...words: readonly (string | number)[]): Rule {
  return { isFit: (value) => words.some((word) => word === value), must: `one of: ${words.join(', ')}` };
}

/** Within what a calendar can show. */
function isMoment(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
}

function isWorker(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { state, wechatId, answer, expiresAt }: Record<string, unknown> = { ...value };
  if (state === 'none') return true;
  if (typeof wechatId !== 'string') return false;
  if (state === 'bound') return true;
  return (
    state === 'invited' && ['waiting', 'rejected', 'expired'].includes(String(answer)) && isMoment(expiresAt)
  );
}

/** A member that does not fit would be met in the middle of a call; a fault that is none, by every connection. */
export function membersFault(name: string, part: unknown): string | undefined {
  if (name === 'faults') return faultsFault(Object.values(part as object));
  const fields = collections[name] ?? wholes[name];
  if (fields === undefined) return undefined;
  const members: unknown[] = Object.hasOwn(wholes, name) ? [part] : Object.values(part as object);
  for (const member of members) {
    if (shapeOf(member) !== 'object') return `${name} must hold objects`;
    const misfit = misfitOf(member as object, fields);
    if (misfit !== undefined) return `${name}: ${misfit} must be ${fields[misfit]?.must}`;
  }
  return undefined;
}

/** The first field that is not as its rule says. */
function misfitOf(member: object, fields: Fields): string | undefined {
  const given: Record<string, unknown> = { ...member };
  return Object.entries(fields).find(
    ([field, { isFit, mayLack }]) => !isFit(given[field]) && !(mayLack && given[field] === undefined),
  )?.[0];
}

function faultsFault(members: readonly unknown[]): string | undefined {
  for (const member of members) {
    if (shapeOf(member) !== 'object') return 'faults must hold objects';
    const { seen: _, sinceList: __, ...input } = member as Record<string, unknown>;
    const fault = readFault(input, 0);
    if (typeof fault === 'string') return fault;
  }
  return undefined;
}
