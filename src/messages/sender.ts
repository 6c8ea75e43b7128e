import type { Connection } from '../model/connection.ts';
import type { Clock, MessageSender } from '../model/ports.ts';
import { createWechat } from '../wechat/client.ts';
import type { ProxyEnvironment } from '../wechat/proxy.ts';
import { adviseOnSend, adviseOnTyping } from './advice.ts';
import { requireOpenId } from './open-id.ts';

export interface SenderOptions {
  /** Where `HTTPS_PROXY` and `NO_PROXY` are looked up, such as `process.env`; without it no proxy is used. */
  readonly env?: ProxyEnvironment;
}

/**
 * A connection that sends messages, each at most once; `close` it at the end. Throws a `Failure` for an endpoint or a
 * proxy that can't be used. Sending rejects with a `Failure` (`openid`) for what can't be a customer.
 */
export function openSender(
  connection: Connection,
  clock: Clock,
  { env = {} }: SenderOptions = {},
): MessageSender & { close(): Promise<void> } {
  const { messages, close } = createWechat({ connection, clock, mode: 'read-write', env });
  return {
    send: async (body, stop) => {
      requireOpenId(body.touser);
      return adviseOnSend(await messages.send(body, stop));
    },
    typing: async (touser, command) => {
      requireOpenId(touser);
      return adviseOnTyping(await messages.typing(touser, command));
    },
    close,
  };
}
