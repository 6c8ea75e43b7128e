/** What must hold of the members of a world that comes from JSON, so that neither a call nor the page meets what it can't read. */

import { readFault } from '../faults/fault.ts';
import { shapeOf } from './shape.ts';

interface Rule {
  isFit: (value: unknown) => boolean;
  must: string;
  /** Filled in where it is absent. */
  mayLack?: true;
}

const text: Rule = { isFit: (value) => typeof value === 'string', must: 'a string' };
const object: Rule = { isFit: (value) => shapeOf(value) === 'object', must: 'an object' };
const moment: Rule = { isFit: isMoment, must: 'milliseconds of a date' };
const grants: Rule = {
  isFit: (value) => Array.isArray(value) && value.every((grant) => isGrant(grant)),
  must: 'a list of grants',
};
const worker: Rule = { isFit: isWorker, must: 'nobody, invited or bound' };
const nothing: Rule = { isFit: (value) => value === null, must: 'null' };

const rules: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  users: {
    relation: lacking(oneOf('follower', 'left', 'never-followed')),
    grants: lacking(grants),
    typingUntil: lacking(either(nothing, moment)),
  },
  messages: { at: moment, openid: text, from: oneOf('user', 'account'), msgtype: text, content: object },
  accounts: { account: text, nickname: lacking(text), picture: lacking(text), worker: lacking(worker) },
  requests: { path: text },
};

function lacking(rule: Rule): Rule {
  return { ...rule, mayLack: true };
}

function either(left: Rule, right: Rule): Rule {
  return { isFit: (value) => left.isFit(value) || right.isFit(value), must: `${left.must} or ${right.must}` };
}

function oneOf(...words: readonly string[]): Rule {
  return { isFit: (value) => words.some((word) => word === value), must: `one of: ${words.join(', ')}` };
}

/** Within what a calendar can show. */
function isMoment(value: unknown): boolean {
  return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
}

function isGrant(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { trigger, until, left }: Record<string, unknown> = { ...value };
  const isKnown = ['message', 'menu', 'follow', 'scan', 'pay'].includes(String(trigger));
  return isKnown && isMoment(until) && (left === null || typeof left === 'number');
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

/** Parts that hold many of a kind, each an object. */
const collections = [
  'accounts',
  'formerLists',
  'people',
  'pictures',
  'users',
  'messages',
  'records',
  'media',
  'traces',
  'requests',
];

/** A member that is no object would be met in the middle of a call; a fault that is none, by every connection. */
export function membersFault(name: string, part: unknown): string | undefined {
  const members: Record<string, unknown>[] = Object.values(part as object);
  if (collections.includes(name)) {
    if (!members.every((member) => shapeOf(member) === 'object')) return `${name} must hold objects`;
    const fields = rules[name] ?? {};
    for (const [field, { isFit, must, mayLack }] of Object.entries(fields)) {
      const misfit = members.find(
        (member) => !isFit(member[field]) && !(mayLack && member[field] === undefined),
      );
      if (misfit !== undefined) return `${name}: ${field} must be ${must}`;
    }
    return undefined;
  }
  if (name !== 'faults') return undefined;
  for (const member of members) {
    if (shapeOf(member) !== 'object') return 'faults must hold objects';
    const { seen: _, sinceList: __, ...input } = member as Record<string, unknown>;
    const fault = readFault(input, 0);
    if (typeof fault === 'string') return fault;
  }
  return undefined;
}
