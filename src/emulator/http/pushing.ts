/** What WeChat posts to the developer's server when a user writes (WeChat docs, 接收普通消息). */

import type { Message } from '../world/messages.ts';
import type { OfficialAccount } from '../world/official-account.ts';

/**
 * Posts a user's message to `callbackUrl`, when that is on this machine: the emulator talks to nobody else. Unsigned,
 * once, and not waited for: signatures and WeChat's three tries are not modelled.
 */
export function push(account: OfficialAccount, message: Message | undefined): void {
  const { callbackUrl, wechatId } = account;
  if (callbackUrl === null || message === undefined || !isOnThisMachine(callbackUrl)) return;
  const body = messageXml(message, wechatId);
  const headers = { 'content-type': 'text/xml' };
  fetch(callbackUrl, { method: 'POST', headers, body, redirect: 'error' }).catch(() => {});
}

function isOnThisMachine(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** The XML of a text message; a click in a msgmenu carries `bizmsgmenuid`. */
function messageXml({ openid, at, content, number, menuId }: Message, wechatId: string): string {
  return [
    '<xml>',
    `<ToUserName>${cdata(wechatId)}</ToUserName>`,
    `<FromUserName>${cdata(openid)}</FromUserName>`,
    `<CreateTime>${Math.floor(at / 1000)}</CreateTime>`,
    '<MsgType><![CDATA[text]]></MsgType>',
    `<Content>${cdata(String(content.content ?? ''))}</Content>`,
    `<MsgId>${1_234_567_890_000_000 + number}</MsgId>`,
    ...(menuId === null ? [] : [`<bizmsgmenuid>${cdata(menuId)}</bizmsgmenuid>`]),
    '</xml>',
  ].join('\n');
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
