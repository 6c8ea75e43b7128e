import type { CallEntry } from './error-entry.ts';

const goneAlready = {
  of: ['delete'],
  en: [
    'WeChat has no such kf account: it may be deleted already.',
    'kefu reads the list of accounts and decides by that.',
  ],
  zh: ['客服账号不存在，可能已删除。', 'kefu 会读取客服列表并据此判断。'],
} as const satisfies CallEntry;

/** Codes about kf accounts, their pictures and workers: what they mean for single calls. */
export const accountCallCodes = (): Readonly<Record<number, readonly CallEntry[]>> => ({
  40132: [
    {
      of: ['invite'],
      en: [
        'WeChat does not accept this WeChat ID.',
        'Ask the person for the ID in WeChat: Me → the line below the name.',
      ],
      zh: ['被邀请的微信号不合法。', '请让对方在微信“我”页面确认微信号。'],
    },
    {
      of: ['add', 'update', 'delete', 'avatar'],
      field: 'wechatId',
      en: ['The WeChat ID is not valid.', 'Check wechatId in the YAML: it stands after the @.'],
      zh: ['微信号不合法。', '请检查 YAML 中的 wechatId，即 @ 之后的部分。'],
    },
  ],
  61452: [
    goneAlready,
    {
      of: ['update', 'avatar', 'invite'],
      en: [
        'WeChat does not know this kf account.',
        "Plan again: it may have been deleted elsewhere. Check that wechatId is the account's own.",
      ],
      zh: ['客服账号不存在。', '请重新执行 plan：可能已在别处删除；并核对 wechatId 是否为本公众号微信号。'],
    },
  ],
  65401: [
    goneAlready,
    {
      of: ['add'],
      en: [
        'WeChat calls this kf account invalid.',
        "Check its name, and that wechatId is the official account's own.",
      ],
      zh: ['微信认为该客服账号无效。', '请检查账号名，以及 wechatId 是否为本公众号微信号。'],
    },
    {
      of: ['send'],
      en: [
        'WeChat has no such kf account as the message is to come from.',
        'Apply first, so that the account is there, or send without one.',
      ],
      zh: ['消息所用的客服账号不存在。', '请先执行 apply 创建该账号，或不以客服身份发送。'],
    },
  ],
  65402: [
    {
      of: ['send'],
      en: [
        'No person is bound yet to the kf account that the message is to come from.',
        'Let the invited person accept, or send as another account.',
      ],
      zh: ['消息所用的客服账号尚未绑定微信号。', '请由对方接受邀请，或改用其他客服账号发送。'],
    },
  ],
});
