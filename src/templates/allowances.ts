import type { Trigger } from '../model/message.ts';

/** How many messages the account may send a customer after what the customer did. */
export interface Allowance {
  readonly messages: number;
  readonly seconds: number;
}

/** WeChat's figures over time: the last whose day has come holds (WeChat docs, 客服消息 intro; announcement of 2023). */
const history: readonly { readonly since: string; readonly allowed: Readonly<Record<Trigger, Allowance>> }[] =
  [
    {
      since: '2021-06-01',
      allowed: {
        message: { messages: 20, seconds: 48 * 3600 },
        menu: { messages: 3, seconds: 60 },
        follow: { messages: 3, seconds: 60 },
        scan: { messages: 3, seconds: 60 },
      },
    },
    {
      since: '2023-06-12',
      allowed: {
        message: { messages: 5, seconds: 48 * 3600 },
        menu: { messages: 3, seconds: 60 },
        follow: { messages: 3, seconds: 60 },
        scan: { messages: 3, seconds: 60 },
      },
    },
  ];

/** What holds today, and since when (ISO date). */
export const allowances = history[history.length - 1] as (typeof history)[number];
