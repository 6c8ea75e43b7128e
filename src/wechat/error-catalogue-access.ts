import type { WrittenEntry } from './error-entry.ts';

/** More codes of every call: form of the request, quota, permission, and the queries about them. */
export const accessCodes = (): Readonly<Record<number, WrittenEntry>> => ({
  43001: {
    name: 'require GET method',
    class: 'refused',
    en: [
      'The call wants GET.',
      'kefu uses the documented method: check what stands between kefu and WeChat; else report it.',
    ],
    zh: ['需要 GET 请求。', 'kefu 使用文档中的方法：请检查中间的网关；若没有网关，请反馈此问题。'],
  },
  43002: {
    name: 'require POST method',
    class: 'refused',
    en: [
      'The call wants POST.',
      'kefu uses the documented method: check what stands between kefu and WeChat; else report it.',
    ],
    zh: ['需要 POST 请求。', 'kefu 使用文档中的方法：请检查中间的网关；若没有网关，请反馈此问题。'],
  },
  43003: {
    name: 'require https',
    class: 'fatal',
    en: ['The request reached WeChat without https.', 'Check the endpoint and what stands in between.'],
    zh: ['需要 https 请求。', '请检查接入地址以及中间的网关。'],
  },
  44002: {
    name: 'empty post data',
    class: 'refused',
    en: ['The request arrived without a body.', 'Check what stands between kefu and WeChat.'],
    zh: ['POST 数据为空。', '请检查中间的网关是否丢弃了请求内容。'],
  },
  45009: {
    name: 'reach max api daily quota limit',
    class: 'retry-after-waiting',
    en: [
      "The day's quota for this call is used up.",
      'Wait until tomorrow, or clear the quota in the console (接口权限); that works ten times a month.',
    ],
    zh: ['该接口当日调用次数已用完。', '请等到次日，或在公众平台清零（每月 10 次）。'],
  },
  45011: {
    name: 'api minute-quota reach limit, must slower, retry next minute',
    class: 'retry-after-waiting',
    waitSeconds: 60,
    en: [
      'Too many calls within a minute; nothing was changed.',
      'kefu waits a minute and sends it again, fewer at once. If it stays, run fewer programs at once.',
    ],
    zh: [
      '一分钟内调用过于频繁，未产生任何改动。',
      'kefu 会等待一分钟并减少并发后重发；若仍如此，请减少同时运行的程序。',
    ],
  },
  47001: {
    name: 'data format error',
    class: 'refused',
    en: [
      'WeChat could not read the request as JSON.',
      'Check what stands between kefu and WeChat; else report it.',
    ],
    zh: ['请求数据无法解析。', '请检查中间的网关；若没有网关，请反馈此问题。'],
  },
  47002: {
    name: 'data format error, do NOT use json unicode encode, please use utf8 encoded text!',
    class: 'refused',
    en: [
      'The request held unicode escapes in place of UTF-8.',
      'kefu sends raw UTF-8: check what stands in between.',
    ],
    zh: ['请求使用了 unicode 转义而非 UTF-8。', 'kefu 发送原始 UTF-8，请检查中间的网关。'],
  },
  47003: {
    name: 'argument invalid!',
    class: 'refused',
    en: ['An argument does not fit its template.', 'Compare it with the template in the console.'],
    zh: ['模板参数不合法。', '请对照公众平台中的模板检查参数。'],
  },
  48001: {
    name: 'api unauthorized',
    class: 'fatal',
    en: [
      'The account has no permission for this call.',
      'Only verified accounts have it; see 接口权限 in the console.',
    ],
    zh: ['账号没有该接口的权限。', '仅已认证账号可用，请在公众平台“接口权限”中查看。'],
  },
  48004: {
    name: 'api forbidden for irregularities, view detail on mp.weixin.qq.com',
    class: 'fatal',
    en: [
      'WeChat has taken this call away for breaking its rules.',
      'Sign in at mp.weixin.qq.com and read the notice.',
    ],
    zh: ['接口因违规被封禁。', '请登录 mp.weixin.qq.com 查看详情。'],
  },
  48006: {
    name: 'forbid to clear quota because of reaching the limit',
    class: 'refused',
    en: ['The quota was cleared ten times this month already.', 'Wait for the next day or month.'],
    zh: ['本月清零次数已达上限。', '请等到次日或下月。'],
  },
  50002: {
    name: 'user limited',
    class: 'fatal',
    en: ['The account is limited by WeChat.', 'Sign in at mp.weixin.qq.com and read the notice.'],
    zh: ['账号受限。', '请登录 mp.weixin.qq.com 查看通知。'],
  },
  50004: {
    name: 'access_token forbidden',
    class: 'fatal',
    field: 'credentials',
    en: ['Using access tokens is forbidden for this account.', 'Ask WeChat through the console why.'],
    zh: ['该账号被禁止使用 access token。', '请通过公众平台联系微信。'],
  },
  50007: {
    name: 'account frozen',
    class: 'fatal',
    field: 'appId',
    en: ['The account is frozen.', 'Sign in at mp.weixin.qq.com and follow the steps to unfreeze it.'],
    zh: ['账号已被冻结。', '请登录 mp.weixin.qq.com 按提示解冻。'],
  },
  76001: {
    name: 'rid not exist',
    class: 'refused',
    en: ['WeChat does not know this request id.', 'Copy the rid whole, as it stands in the message.'],
    zh: ['rid 不存在。', '请完整复制报错信息中的 rid。'],
  },
  76002: {
    name: 'rid is empty or illegal',
    class: 'refused',
    en: ['The request id is empty or has a wrong form.', 'Copy the rid whole, as it stands in the message.'],
    zh: ['rid 为空或格式错误。', '请完整复制报错信息中的 rid。'],
  },
  76003: {
    name: 'rid belongs to another account',
    class: 'refused',
    en: ['The request id belongs to a call of another account.', 'Ask with the account that made the call.'],
    zh: ['该 rid 属于其他账号的调用。', '请用发起该调用的账号查询。'],
  },
  76004: {
    name: 'rid expired',
    class: 'refused',
    en: ['The request is older than 7 days.', 'Make the call again and use its new rid.'],
    zh: ['rid 已超过 7 天。', '请重新调用并使用新的 rid。'],
  },
  76021: {
    name: 'cgi_path not found',
    class: 'refused',
    en: [
      'WeChat does not know the path whose quota was asked for.',
      'Give the path as in the docs, from the first slash on.',
    ],
    zh: ['查询额度的 cgi_path 不存在。', '请按文档填写以斜杠开头的完整路径。'],
  },
  76022: {
    name: 'could not use this cgi_path, no permission',
    class: 'refused',
    en: ['This type of account can not ask for the quota of that path.', 'Nothing: the quota stays unknown.'],
    zh: ['账号类型无权查询该路径的额度。', '无需处理，额度无法确定。'],
  },
  89503: {
    name: 'ip not in whitelist, need admin confirm',
    class: 'fatal',
    field: 'credentials',
    en: [
      'An administrator must confirm this call on the phone.',
      'Confirm it in WeChat, or put the address on the IP allow-list.',
    ],
    zh: ['此次调用需要管理员确认。', '请管理员在微信中确认，或将 IP 加入白名单。'],
  },
  89506: {
    name: 'ip refused by admin, retry after 24 hours',
    class: 'fatal',
    field: 'credentials',
    en: [
      'An administrator has refused this address for 24 hours.',
      'Put the address on the IP allow-list, or wait.',
    ],
    zh: ['管理员已拒绝该 IP，24 小时内不可再调用。', '请将 IP 加入白名单，或等待 24 小时。'],
  },
  89507: {
    name: 'ip refused by admin, retry after 1 hour',
    class: 'fatal',
    field: 'credentials',
    en: [
      'An administrator has refused this address for an hour.',
      'Put the address on the IP allow-list, or wait.',
    ],
    zh: ['管理员已拒绝该 IP，1 小时内不可再调用。', '请将 IP 加入白名单，或等待 1 小时。'],
  },
});
