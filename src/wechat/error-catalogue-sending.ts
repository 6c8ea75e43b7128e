import type { WrittenEntry } from './error-entry.ts';

/** More codes of messages: who may be written to, how often, and with what (WeChat docs, 发送客服消息 and 客服输入状态). */
export const sendingCodes = (): Readonly<Record<number, WrittenEntry>> => ({
  45015: {
    name: 'response out of time limit or subscription is canceled',
    class: 'refused',
    en: [
      'No window is open: the customer has not acted in time, or unfollowed.',
      'Sending again does not help. A message of the customer opens 48 hours for 5 messages; a menu click, a follow or a scan opens one minute for 3.',
    ],
    zh: [
      '不在可下发时限内，或客户已取消关注。',
      '重发无效。客户发来消息后 48 小时内可下发 5 条；点击菜单、关注、扫码后 1 分钟内可下发 3 条。',
    ],
  },
  45047: {
    name: 'out of response count limit',
    class: 'refused',
    en: [
      "The messages allowed after the customer's last action are used up.",
      'Sending again does not help. The next message of the customer allows 5 in 48 hours; a menu click, a follow or a scan allows 3 in one minute.',
    ],
    zh: [
      '下行消息条数超过上限。',
      '重发无效。客户再次发来消息后 48 小时内可下发 5 条；点击菜单、关注、扫码后 1 分钟内可下发 3 条。',
    ],
  },
  45050: {
    name: 'invalid custom message type',
    class: 'refused',
    field: 'message',
    en: ['This message type can not be sent by customer service.', 'Check msgtype.'],
    zh: ['客服消息类型不合法。', '请检查 msgtype。'],
  },
  45064: {
    name: 'no permission to use weapp link',
    class: 'refused',
    field: 'message',
    en: [
      'The account may not link to this mini program.',
      'Link the mini program with the account in the console.',
    ],
    zh: ['没有使用该小程序链接的权限。', '请先在公众平台关联该小程序。'],
  },
  45072: {
    name: 'invalid command',
    class: 'refused',
    en: ['The typing command is not known.', 'Use Typing or CancelTyping.'],
    zh: ['输入状态指令不合法。', '请使用 Typing 或 CancelTyping。'],
  },
  45074: {
    name: 'material count reach limit',
    class: 'refused',
    en: ['The list of permanent media is full.', 'Delete some in the console.'],
    zh: ['永久素材数量已达上限。', '请在公众平台删除部分素材。'],
  },
  45080: {
    name: 'need sending message to user, or recving message from user in the last 30 seconds before typing',
    class: 'refused',
    en: [
      'Typing needs an exchange with the customer within the last 30 seconds.',
      'Nothing: it is not worth a retry.',
    ],
    zh: ['30 秒内与客户没有消息往来，不能下发输入状态。', '无需重试。'],
  },
  45081: {
    name: 'already in typing state',
    class: 'refused',
    en: ['The customer sees the typing state already.', 'Nothing: it lasts 15 seconds.'],
    zh: ['已经处于输入状态。', '无需处理，状态持续 15 秒。'],
  },
  45086: {
    name: 'invalid data-miniprogram-appid',
    class: 'refused',
    field: 'message',
    en: ['The AppID of the mini program in a link is not valid.', 'Check data-miniprogram-appid.'],
    zh: ['链接中的小程序 AppID 不合法。', '请检查 data-miniprogram-appid。'],
  },
  45087: {
    name: 'custom message blocked',
    class: 'refused',
    en: [
      'WeChat has blocked the customer-service messages of this account.',
      'Sign in at mp.weixin.qq.com and read the notice.',
    ],
    zh: ['客服消息能力已被封禁。', '请登录 mp.weixin.qq.com 查看通知。'],
  },
  45094: {
    name: 'enter-session message punished',
    class: 'refused',
    en: [
      'Messages at the start of a session are taken away for breaking the rules.',
      'Sign in at mp.weixin.qq.com and read the notice.',
    ],
    zh: ['进入会话消息因违规被限制。', '请登录 mp.weixin.qq.com 查看通知。'],
  },
  45098: {
    name: 'msgmenu list size out of limit',
    class: 'refused',
    field: 'message',
    en: ['The menu has too many items.', 'Take some out.'],
    zh: ['菜单消息的选项过多。', '请减少选项。'],
  },
  45099: {
    name: 'msgmenu item content size out of limit',
    class: 'refused',
    field: 'message',
    en: ['An item of the menu is too long.', 'Shorten it.'],
    zh: ['菜单消息的选项文字过长。', '请缩短文字。'],
  },
  46001: {
    name: 'media data no exist',
    class: 'refused',
    field: 'message',
    en: ['There is no file behind this media id.', 'Upload the file again.'],
    zh: ['素材数据不存在。', '请重新上传素材。'],
  },
  48002: {
    name: 'user block receive message',
    class: 'refused',
    en: ['The customer does not want messages.', 'Nothing can be sent to them.'],
    zh: ['客户拒收消息。', '无法向其发送。'],
  },
  48005: {
    name: 'forbid to delete material used by auto-reply or menu',
    class: 'refused',
    en: ['The file is used by an automatic reply or a menu.', 'Take it out there first.'],
    zh: ['素材被自动回复或菜单使用，不能删除。', '请先在自动回复或菜单中移除。'],
  },
  48008: {
    name: 'no permission for this msgtype',
    class: 'refused',
    field: 'message',
    en: [
      'The account may not send this message type.',
      'Use another msgtype, or ask for the permission in the console.',
    ],
    zh: ['没有发送该类型消息的权限。', '请更换 msgtype，或在公众平台申请权限。'],
  },
  50005: {
    name: 'user is unsubscribed',
    class: 'refused',
    en: ['The customer does not follow the official account.', 'Only followers can be written to.'],
    zh: ['客户未关注公众号。', '只能向已关注的客户发送。'],
  },
  70000: {
    name: 'blocked to protect minors',
    class: 'refused',
    en: ['The message was blocked to protect minors.', 'Nothing can be sent to this customer now.'],
    zh: ['因未成年人保护策略被拦截。', '目前无法向该客户发送。'],
  },
});
