/** Everything said between the official account and its users, in order. */

export interface Message {
  number: number;
  at: number;
  openid: string;
  from: 'user' | 'account';
  msgtype: string;
  /** The object named like the msgtype, as sent: `{ content }` for a text. */
  content: Record<string, unknown>;
  /** The kf account the customer sees as the sender; null: the official account itself. */
  as: string | null;
  /** The customer also sees a grey line that the content comes from an AI. */
  ai: boolean;
  /** The msgmenu entry a user clicked. */
  menuId: string | null;
}

export function addMessage(
  messages: Message[],
  said: Pick<Message, 'at' | 'openid' | 'from' | 'msgtype' | 'content'> & Partial<Message>,
): Message {
  const message = { as: null, ai: false, menuId: null, ...said, number: (messages.at(-1)?.number ?? 0) + 1 };
  messages.push(message);
  return message;
}

/** What msgrecord shows of a message: its text, or the kind in brackets. */
export function recordText(message: Message): string {
  if (message.msgtype === 'text') return String(message.content.content ?? '');
  return `[${message.msgtype}]`;
}
