import type { WrittenEntry } from './error-entry.ts';

/** Codes of the customer-service calls: 654xx of today's 客服, 614xx of the 多客服 before 2016, which are still given. */
export const kfCodes = (): Readonly<Record<number, WrittenEntry>> => ({
  61450: {
    name: 'system error',
    class: 'outcome-unknown',
    en: [
      'The customer-service system failed; test accounts got this too.',
      'kefu reads back. If it stays, check that 客服 is enabled.',
    ],
    zh: ['客服系统错误；测试号也曾返回此码。', 'kefu 会回读判断；若持续出现，请确认已开通客服功能。'],
  },
  61451: {
    name: 'invalid parameter',
    class: 'refused',
    en: [
      'A parameter of the customer-service call is not accepted.',
      'Compare account and nickname with the limits in the guide.',
    ],
    zh: ['客服接口参数错误。', '请对照文档检查账号与昵称。'],
  },
  61452: {
    name: 'invalid kf_account',
    class: 'config-fault',
    field: 'account',
    settles: ['delete'],
    en: [
      'WeChat does not accept this kf account.',
      "Check the name, and that wechatId is the account's own.",
    ],
    zh: ['无效的客服账号。', '请检查账号名，以及 wechatId 是否为本公众号微信号。'],
  },
  61453: {
    name: 'kf_account exsited',
    class: 'done-already',
    field: 'account',
    settles: ['add'],
    en: ['The kf account exists already.', 'kefu reads it and goes on from there.'],
    zh: ['客服账号已存在。', 'kefu 会读取现状并继续。'],
  },
  61454: {
    name: 'invalid kf_acount length',
    class: 'config-fault',
    field: 'account',
    en: ['The name before the @ is longer than 10 characters.', 'Shorten it.'],
    zh: ['客服账号名长度超过 10 个字符。', '请缩短 @ 前的名称。'],
  },
  61455: {
    name: 'illegal character in kf_account',
    class: 'config-fault',
    field: 'account',
    en: [
      'The name before the @ has a character WeChat does not allow.',
      'Use letters and digits; some accounts refuse the underscore.',
    ],
    zh: ['客服账号名含有非法字符。', '请只使用英文字母和数字。'],
  },
  61456: {
    name: 'kf_account count exceeded',
    class: 'refused',
    en: ['No more kf accounts fit.', 'Delete one that is not needed, in a run of its own before this one.'],
    zh: ['客服账号数量超过上限。', '请先单独执行一次，删除不需要的账号。'],
  },
  61457: {
    name: 'invalid file',
    class: 'config-fault',
    field: 'avatar',
    en: ['WeChat does not accept the picture.', 'Save it as a JPEG of 640×640 pixels and less than 5 MB.'],
    zh: ['无效的头像文件类型。', '请保存为 640×640、小于 5 MB 的 JPEG。'],
  },
  61458: {
    name: 'customer accepted by another kf',
    class: 'refused',
    en: ['Another account is serving this customer.', 'Wait until that session ends.'],
    zh: ['客户正被其他客服接待。', '请等待该会话结束。'],
  },
  61459: {
    name: 'kf offline',
    class: 'refused',
    en: ['The kf account is not online.', 'Its worker must sign in first.'],
    zh: ['客服不在线。', '请客服人员先登录。'],
  },
  61500: {
    name: 'date format error',
    class: 'refused',
    en: ['A date has a wrong form.', 'Use Unix seconds.'],
    zh: ['日期格式错误。', '请使用 Unix 秒。'],
  },
  61501: {
    name: 'date range error',
    class: 'refused',
    en: ['The time between two dates is not accepted.', 'Ask for a shorter time, within one day.'],
    zh: ['日期范围错误。', '请查询一天以内的时间段。'],
  },
  65400: {
    name: 'please enable new custom service, or wait for a while if you have enabled',
    class: 'fatal',
    en: [
      'Customer service (客服) is not enabled for this account, or was enabled minutes ago. Test accounts (测试号) do not have it.',
      '1. At mp.weixin.qq.com, verify the account and set its WeChat ID. 2. Enable 客服功能 there. 3. Add one account by hand and wait about five minutes.',
    ],
    zh: [
      '账号尚未开通新版客服功能，或刚开通不久；测试号没有此功能。',
      '1. 登录 mp.weixin.qq.com，完成认证并设置微信号；2. 开通“客服功能”；3. 手动添加一个客服，等待约五分钟后重试。',
    ],
  },
  65401: {
    name: 'invalid custom service account',
    class: 'done-already',
    field: 'account',
    settles: ['delete'],
    en: ['WeChat has no such kf account.', 'Plan again: it may have been deleted elsewhere.'],
    zh: ['客服账号不存在。', '请重新执行 plan：该账号可能已在别处删除。'],
  },
  65402: {
    name: 'the custom service account need to bind a wechat user',
    class: 'refused',
    field: 'worker',
    en: [
      'No person is bound to the kf account yet.',
      'Set worker, apply, and let that person accept the invitation.',
    ],
    zh: ['客服账号尚未绑定微信号。', '请设置 worker 并执行 apply，由对方接受邀请。'],
  },
  65403: {
    name: 'illegal nickname',
    class: 'config-fault',
    field: 'nickname',
    en: [
      'WeChat does not allow this nickname.',
      'Use at most 16 characters, without symbols or words WeChat blocks. If that is refused too: 6 Chinese characters or 12 Latin ones, as older pages of WeChat say.',
    ],
    zh: [
      '客服昵称不合法。',
      '请使用不超过 16 个字的昵称，避免特殊符号和敏感词；仍被拒绝时，请按旧文档使用不超过 6 个汉字或 12 个英文字符。',
    ],
  },
  65404: {
    name: 'illegal custom service account',
    class: 'config-fault',
    field: 'account',
    en: [
      'WeChat does not allow this account name.',
      'Use at most 10 letters, digits or underscores before the @, and the right wechatId.',
    ],
    zh: ['客服账号不合法。', '@ 前请使用不超过 10 个字母、数字或下划线，并核对 wechatId。'],
  },
  65405: {
    name: 'custom service account number reach limit',
    class: 'refused',
    en: [
      'The official account has as many kf accounts as it may have (100).',
      'Delete one that is not needed, in a run of its own before this one.',
    ],
    zh: ['客服账号数量已达上限（100 个）。', '请先单独执行一次，删除不需要的账号。'],
  },
  65406: {
    name: 'custom service account exists',
    class: 'done-already',
    field: 'account',
    settles: ['add'],
    en: ['The kf account exists already.', 'kefu reads it and goes on from there.'],
    zh: ['客服账号已存在。', 'kefu 会读取现状并继续。'],
  },
  65407: {
    name: 'the wechat user have been one of your workers',
    class: 'done-already',
    field: 'worker',
    settles: ['invite'],
    en: [
      'This person is a worker of the official account already.',
      'One WeChat ID serves one kf account: choose another person.',
    ],
    zh: ['邀请对象已经是本公众号的客服。', '一个微信号只能绑定一个客服账号，请更换邀请对象。'],
  },
  65408: {
    name: 'you have already invited the wechat user',
    class: 'done-already',
    field: 'worker',
    settles: ['invite'],
    en: ['This person is invited already.', 'Let them answer the invitation, or wait until it expires.'],
    zh: ['已向该微信号发出邀请。', '请等待对方处理，或等待邀请过期。'],
  },
  65409: {
    name: 'wechat account invalid',
    class: 'config-fault',
    field: 'worker',
    en: [
      'WeChat does not know this WeChat ID.',
      'Ask the person for the ID in WeChat: Me → the line below the name.',
    ],
    zh: ['被邀请的微信号无效。', '请让对方在微信“我”页面确认微信号。'],
  },
  65410: {
    name: 'too many custom service accounts bound by the worker',
    class: 'refused',
    field: 'worker',
    en: [
      'This person is bound to as many kf accounts as WeChat allows.',
      'Choose another person, or let them leave one.',
    ],
    zh: ['该微信号绑定的客服账号数量已达上限。', '请更换邀请对象，或让其解绑一个账号。'],
  },
  65411: {
    name: 'a effective invitation to bind the custom service account exists',
    class: 'done-already',
    field: 'worker',
    settles: ['invite'],
    en: [
      'An invitation for this kf account is waiting for its answer.',
      'Let it be answered, or wait until it expires.',
    ],
    zh: ['该客服账号已有一个待处理的邀请。', '请等待对方处理，或等待邀请过期。'],
  },
  65412: {
    name: 'the custom service account have been bound by a wechat user',
    class: 'done-already',
    field: 'worker',
    settles: ['invite'],
    en: ['A person is bound to this kf account already.', 'The binding must be ended in the console first.'],
    zh: ['该客服账号已绑定微信号。', '请先在公众平台解除绑定。'],
  },
  65413: {
    name: 'no effective session for the customer',
    class: 'refused',
    en: ['The customer is in no session.', 'Nothing: there is no session to act on.'],
    zh: ['客户没有有效会话。', '无需处理。'],
  },
  65414: {
    name: 'another worker is serving the customer',
    class: 'refused',
    en: ['Another worker is serving this customer.', 'Wait until that session ends.'],
    zh: ['客户正被其他客服接待。', '请等待该会话结束。'],
  },
  65415: {
    name: 'the worker is not online',
    class: 'refused',
    en: ['The worker is not online.', 'Wait until they sign in.'],
    zh: ['客服不在线。', '请等待客服上线。'],
  },
  65416: {
    name: 'invalid param, please check again',
    class: 'refused',
    en: ['The query for chat records has a wrong parameter.', 'Compare it with the docs of getmsglist.'],
    zh: ['聊天记录查询参数错误。', '请对照 getmsglist 文档检查。'],
  },
  65417: {
    name: 'it is too long from the starttime to endtime',
    class: 'refused',
    en: ['The time asked for is too long.', 'Ask for one day at most.'],
    zh: ['查询时间段过长。', '请查询一天以内的时间段。'],
  },
});
