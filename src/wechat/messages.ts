import type { MessageSender } from '../model/ports.ts';
import { write } from './calls.ts';
import { jsonBody } from './multipart.ts';
import type { AccessToken } from './token.ts';
import type { Transport } from './transport.ts';

/** Messages to customers (WeChat docs, sendCustomMessage and typing): each is sent at most once. */
export function messagesOf(transport: Transport, token: AccessToken): MessageSender {
  return {
    send: (body, stop) =>
      write(
        transport,
        token,
        { operation: 'send' },
        { name: 'message/custom/send', method: 'POST', body: jsonBody(body) },
        { stop },
      ),
    typing: (touser, command) =>
      write(
        transport,
        token,
        { operation: 'typing' },
        { name: 'message/custom/typing', method: 'POST', body: jsonBody({ touser, command }) },
      ),
  };
}
