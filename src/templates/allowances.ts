import type { Trigger } from '../model/message.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/templates.ts';

/** How many messages the account may send a customer after what the customer did. */
export interface Allowance {
  /** Absent: no number that WeChat's pages agree on. */
  readonly messages?: number;
  readonly seconds: number;
  /** Why it may not be so: what the sources say, in one sentence. */
  readonly doubt?: Saying;
}

type Allowances = Readonly<Record<Trigger, Allowance>>;

const twoDays = 48 * 3600;

/** Of menu clicks, follows and scans, since 2021. */
const aMinute = {
  menu: { messages: 3, seconds: 60 },
  follow: { messages: 3, seconds: 60 },
  scan: { messages: 3, seconds: 60 },
} as const satisfies Partial<Allowances>;

/** Named by a copy of 2019 alone; no page gives a number. */
const complaint: Allowance = {
  seconds: twoDays,
  doubt: say('complaints-disputed'),
};

/** WeChat's figures over time: the last whose day has come holds (WeChat docs, 客服消息 intro; announcement of 2023). */
const history: readonly { readonly since: string; readonly allowed: Allowances }[] = [
  {
    since: '2021-06-01',
    allowed: {
      message: { messages: 20, seconds: twoDays },
      ...aMinute,
      pay: { messages: 20, seconds: twoDays },
      complaint,
    },
  },
  {
    since: '2023-06-12',
    allowed: {
      message: { messages: 5, seconds: twoDays },
      ...aMinute,
      pay: {
        seconds: twoDays,
        doubt: say('payments-disputed'),
      },
      complaint,
    },
  },
];

/** What holds today, and since when (ISO date). */
export const allowances = history[history.length - 1] as (typeof history)[number];
