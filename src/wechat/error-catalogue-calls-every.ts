import type { CallEntry } from './error-entry.ts';
import { readOperations } from './operation.ts';

const reads = readOperations;

const wholeByKefu: CallEntry = {
  of: reads,
  en: [
    'A parameter is not accepted.',
    'No value of the YAML but the AppID is in this call: check what stands between kefu and WeChat, else report it.',
  ],
  zh: ['参数不合法。', '此调用除 AppID 外不含 YAML 中的值：请检查中间的网关；若没有网关，请反馈此问题。'],
};

/** Codes that any call may be answered with, where a read, a write and a message differ. */
export const everyCallCodes = (): Readonly<Record<number, readonly CallEntry[]>> => ({
  [-1]: [
    {
      of: reads,
      en: ['WeChat was busy, three times in a row.', 'Nothing was changed. Try again later.'],
      zh: ['微信系统连续三次繁忙。', '未产生任何改动，请稍后再试。'],
    },
    {
      of: ['send'],
      en: [
        'WeChat was busy; whether the message arrived is not known, and no call tells it.',
        'With pictures some customers met this for days: a text may pass where a picture does not.',
      ],
      zh: [
        '微信系统繁忙，无法得知消息是否送达，也没有接口可以查询。',
        '有用户反映图片消息曾连续数日如此，可改发文本。',
      ],
    },
    {
      of: ['typing'],
      en: [
        'WeChat was busy; whether the customer sees the typing state is not known.',
        'Nothing: it ends by itself after 15 seconds.',
      ],
      zh: ['微信系统繁忙，无法得知客户是否看到输入状态。', '无需处理，状态 15 秒后自动结束。'],
    },
  ],
  4: [
    {
      of: reads,
      en: [
        'WeChat failed in itself, three times in a row: a code below 100 without a text.',
        'Nothing was changed. It was seen to last for an evening: try again later.',
      ],
      zh: [
        '微信内部连续三次出错（小于 100 且无文字的代码）。',
        '未产生任何改动。曾持续一个晚上，请稍后再试。',
      ],
    },
    {
      of: ['send', 'typing'],
      en: [
        'WeChat failed in itself, with a code below 100 and without a text; whether the customer got it is not known.',
        'It was seen to last for an evening: try again later, when you know that it did not arrive.',
      ],
      zh: [
        '微信内部出错（小于 100 且无文字的代码），无法得知是否送达。',
        '曾持续一个晚上；请确认未送达后再重试。',
      ],
    },
  ],
  40001: [
    {
      of: ['token'],
      en: [
        'The AppSecret is not the one of this AppID.',
        'Take it from the console (基本配置). After a reset, the old one is void.',
      ],
      zh: ['AppSecret 与 AppID 不匹配。', '请在公众平台“基本配置”核对；重置后旧密钥立即失效。'],
    },
  ],
  40035: [wholeByKefu],
  43001: [
    {
      of: ['delete'],
      en: [
        'The call wants GET.',
        'kefu has tried both documented methods: check what stands between kefu and WeChat; else report it.',
      ],
      zh: ['需要 GET 请求。', 'kefu 已尝试两种方法：请检查中间的网关；若没有网关，请反馈此问题。'],
    },
  ],
  43002: [
    {
      of: ['delete'],
      en: [
        'The call wants POST.',
        'kefu has tried both documented methods: check what stands between kefu and WeChat; else report it.',
      ],
      zh: ['需要 POST 请求。', 'kefu 已尝试两种方法：请检查中间的网关；若没有网关，请反馈此问题。'],
    },
  ],
  45011: [
    {
      of: reads,
      en: [
        'Too many calls within a minute.',
        'kefu has waited a minute and asked once more. Run fewer programs at once, and try again in a minute.',
      ],
      zh: ['一分钟内调用过于频繁。', 'kefu 已等待一分钟并重试一次。请减少同时运行的程序，一分钟后再试。'],
    },
    {
      of: ['send'],
      en: [
        'Too many calls within a minute; the message was not sent.',
        'Wait a minute, then send to those who did not get it.',
      ],
      zh: ['一分钟内调用过于频繁，消息未发送。', '请等待一分钟，再向未收到的客户发送。'],
    },
    {
      of: ['typing'],
      en: ['Too many calls within a minute.', 'Leave out the typing state for a minute.'],
      zh: ['一分钟内调用过于频繁。', '请在一分钟内不再下发输入状态。'],
    },
  ],
  48001: [
    {
      of: ['quota', 'domain-ips'],
      en: [
        'The account has no permission for this call.',
        'kefu asks it only to tell you more: planning and applying do not need it.',
      ],
      zh: ['账号没有该接口的权限。', '此调用仅用于提供更多信息，plan 与 apply 不需要它。'],
    },
  ],
  61450: [
    {
      of: reads,
      en: [
        'The customer-service system failed, three times in a row; test accounts got this too.',
        'Nothing was changed. Check that 客服 is enabled; else try again later.',
      ],
      zh: [
        '客服系统连续三次出错；测试号也曾返回此码。',
        '未产生任何改动。请确认已开通客服功能，否则稍后再试。',
      ],
    },
    {
      of: ['send', 'typing'],
      en: [
        'The customer-service system failed; whether the customer got it is not known, and no call tells it.',
        'Check that 客服 is enabled, and ask the customer before sending anew.',
      ],
      zh: [
        '客服系统错误，无法得知是否送达，也没有接口可以查询。',
        '请确认已开通客服功能；重发前请先与客户确认。',
      ],
    },
  ],
  61451: [
    {
      of: ['delete', 'avatar'],
      en: [
        'A parameter of the customer-service call is not accepted.',
        "Compare the account's name with the limits in the guide, and check wechatId.",
      ],
      zh: ['客服接口参数错误。', '请对照文档检查账号名，并核对 wechatId。'],
    },
    {
      of: ['invite'],
      en: [
        'A parameter of the customer-service call is not accepted.',
        "Check worker, and compare the account's name with the limits in the guide.",
      ],
      zh: ['客服接口参数错误。', '请检查 worker，并对照文档检查账号名。'],
    },
    wholeByKefu,
  ],
});
