import type { Trigger } from '../model/message.ts';
import type { InBoth } from '../words/say.ts';

/** How many messages the account may send a customer after what the customer did. */
export interface Allowance {
  /** Absent: no number that WeChat's pages agree on. */
  readonly messages?: number;
  readonly seconds: number;
  /** Why it may not be so: what the sources say, in one sentence. */
  readonly doubt?: InBoth;
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
  doubt: {
    en: "only an old page of WeChat (2019) names complaints (用户维权) as opening a window; today's pages do not, and none gives a number",
    zh: '只有微信的一个旧页面（2019 年）提到用户维权会开启会话，现在的页面都没有提到，也没有给出条数',
  },
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
        doubt: {
          en: 'the announcement of 2023 took payments away, the intro page for 服务号 still lists them without a limit, other pages leave them out, and users report 45015 after a payment',
          zh: '2023 年的公告取消了支付，服务号的介绍页面仍列出它而没有条数，其他页面没有提到它，还有用户反映支付之后出现 45015',
        },
      },
      complaint,
    },
  },
];

/** What holds today, and since when (ISO date). */
export const allowances = history[history.length - 1] as (typeof history)[number];
