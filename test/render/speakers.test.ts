// Whose face stands beside a message: also of an account that the plan leaves as it is, also on the page of a saved plan.
import { expect, test } from 'vitest';
import { validatePlan } from '../../src/backend/generated/validate-plan.js';
import { planDocument, planText } from '../../src/documents/plan.ts';
import { planOf as planOfDocument, readPlanDocument } from '../../src/documents/read-plan.ts';
import { kinds } from '../../src/kinds/kinds.ts';
import type { Template } from '../../src/model/message.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planFormats } from '../../src/render/formats.ts';
import { context } from './fixture.ts';
import { planOf } from './plan-of.ts';
import { at, desiredState, id, keepAll, live, recorded, wanted } from './states.ts';

const url = 'https://mmbiz.qpic.cn/mmbiz_jpg/alice/0';
const alice = live('alice', '小美', { url, worker: { status: 'bound', wechatId: 'wxid_alice' } });
const welcome: Template = {
  name: 'welcome',
  as: id('alice'),
  variables: [],
  body: { msgtype: 'text', content: { content: { text: '您好！', lines: [] } } },
  source: at(20, 3, '  welcome:'),
};

function planTo(...templates: readonly Template[]): Plan {
  const desired = { ...desiredState([wanted('alice', 10, '小美')], [], keepAll), templates };
  const objects = new Map([recorded(alice)]);
  return planOf({
    desired,
    accounts: [alice],
    recorded: { appId: desired.officialAccount.appId, serial: 1, intents: [], appliedPlans: [], objects },
  });
}

const saved = (plan: Plan) => planText(planDocument(plan, context, kinds));
const taken = (text: string) => readPlanDocument(text, validatePlan, kinds, undefined);

/** The face and the name beside the one message of a page. */
function beside(html: string): {
  readonly picture: string | undefined;
  readonly nickname: string | undefined;
} {
  const [, picture] = /<img class="face" src="data:image\/jpeg;base64,([^"]+)"/.exec(html) ?? [];
  const [, nickname] = /<p class="nick">([^<]+)<\/p>/.exec(html.slice(html.indexOf('class="wx"'))) ?? [];
  return { picture, nickname };
}

test('given a new message of an account that does not change, expect its own picture and nickname beside it', () => {
  const plan = planTo(welcome);
  expect(plan.changes.map(({ name }) => name)).toEqual(['welcome']);
  const { picture, nickname } = beside(planFormats.html(plan, context));
  expect(nickname).toBe('小美');
  expect(picture).toBe(context.pictures.get(url)?.base64);
  const asked = kinds.flatMap(({ pictures }) =>
    plan.changes.map((change) => pictures?.(change, desired, plan)),
  );
  expect(asked.flat()).toContainEqual({ key: url, from: { url }, use: 'face' });
});

const desired = { ...desiredState([], [], keepAll), templates: [welcome] };

test('given its saved plan, expect the same page', () => {
  const plan = planTo(welcome);
  const read = taken(saved(plan));
  if (!read.ok) throw new Error(read.fault);
  const page = (one: Plan) => beside(planFormats.html(one, context));
  expect(page(planOfDocument(read.document))).toEqual(page(plan));
});

test('given a plan without messages, expect the document of before; one that an earlier version saved is taken', () => {
  const text = saved(planTo());
  expect(text).not.toContain('"speakers"');
  expect(taken(text).ok).toBe(true);
  const earlier = saved({ ...planTo(welcome), speakers: [] });
  expect(earlier).not.toContain('"speakers"');
  const read = taken(earlier);
  if (!read.ok) throw new Error(read.fault);
  // It never held the face: the message is shown under the name of the account.
  expect(beside(planFormats.html(planOfDocument(read.document), context))).toEqual({
    picture: undefined,
    nickname: 'alice',
  });
});
