import type { WrittenEntry } from './error-entry.ts';

/** Codes of every call: credentials, permission, quota, form of the request (WeChat docs, 全局返回码). */
export const generalCodes = (): Readonly<Record<number, WrittenEntry>> => ({
  [-1]: {
    name: 'system error',
    class: 'outcome-unknown',
    en: [
      'WeChat was busy; that says nothing about whether the call took effect.',
      'kefu reads back and decides by that.',
    ],
    zh: ['微信系统繁忙，无法由此判断调用是否生效。', 'kefu 会回读实际状态再做判断；若持续出现请稍后再试。'],
  },
  4: {
    name: 'no text',
    class: 'outcome-unknown',
    en: [
      'WeChat failed in itself: a code below 100 without a text; that says nothing about whether the call took effect.',
      'kefu reads back and decides by that. It was seen to last for an evening.',
    ],
    zh: [
      '微信内部出错（小于 100 且无文字的代码），无法由此判断调用是否生效。',
      'kefu 会回读判断；曾持续一个晚上。',
    ],
  },
  0: {
    name: 'ok',
    class: 'success',
    en: ['The call succeeded.', 'Nothing.'],
    zh: ['调用成功。', '无需处理。'],
  },
  40001: {
    name: 'invalid credential, access_token is invalid or not latest',
    class: 'refresh-token',
    field: 'credentials',
    en: [
      'The AppSecret is wrong, or the access token is not or no longer valid.',
      'Check AppID and AppSecret. If they are right, another program replaces the token: let all use stable_token.',
    ],
    zh: [
      'AppSecret 错误，或 access token 无效、不是最新的。',
      '请核对 AppID 与 AppSecret；若无误，则有其他程序刷新了 token，请统一使用 stable_token。',
    ],
  },
  40002: {
    name: 'invalid grant_type',
    class: 'fatal',
    en: [
      'The grant type is not accepted.',
      'kefu always sends client_credential: check what stands between kefu and WeChat.',
    ],
    zh: ['grant_type 不合法。', 'kefu 始终发送 client_credential，请检查中间的网关或代理。'],
  },
  40013: {
    name: 'invalid appid',
    class: 'fatal',
    field: 'appId',
    en: [
      'WeChat does not know this AppID.',
      'Copy the AppID from the console (基本配置); it starts with wx.',
    ],
    zh: ['AppID 不合法。', '请从公众平台“基本配置”页复制以 wx 开头的 AppID。'],
  },
  40014: {
    name: 'invalid access_token',
    class: 'refresh-token',
    field: 'credentials',
    en: [
      'The access token is not one WeChat gave to this account.',
      'Check that the token belongs to this AppID.',
    ],
    zh: ['access token 不合法。', '请确认该 token 属于此 AppID。'],
  },
  40033: {
    name: 'invalid charset. please check your request, if include \\uxxxx will create fail!',
    class: 'refused',
    en: [
      'The request held \\uXXXX escapes, which WeChat refuses.',
      'kefu sends raw UTF-8: check what stands between kefu and WeChat.',
    ],
    zh: ['请求中含有 \\uXXXX 转义字符。', 'kefu 发送原始 UTF-8，请检查中间是否有网关改写了请求。'],
  },
  40035: {
    name: 'invalid parameter',
    class: 'refused',
    en: ['A parameter is not accepted.', 'Compare the values in the YAML with the limits in the guide.'],
    zh: ['参数不合法。', '请对照文档中的限制检查 YAML 中的值。'],
  },
  40038: {
    name: 'invalid request format',
    class: 'refused',
    en: [
      'The request has a form WeChat does not accept.',
      'Check what stands between kefu and WeChat; else report it.',
    ],
    zh: ['请求格式不合法。', '请检查中间的网关；若没有网关，请反馈此问题。'],
  },
  40066: {
    name: 'invalid url',
    class: 'refused',
    en: [
      'WeChat has no call at the path that reached it; it looks at the path before the token.',
      'kefu calls the paths of the docs: check the endpoint and whether a gateway changes paths.',
    ],
    zh: [
      '微信没有此路径的接口；路径先于 access token 检查。',
      'kefu 使用文档中的路径：请检查接入地址，以及中间的网关是否改写了路径。',
    ],
  },
  40097: {
    name: 'invalid args',
    class: 'refused',
    en: [
      'The arguments do not fit the call; mini programs get this from the calls of an official account.',
      'Check that the AppID is an official account.',
    ],
    zh: ['参数错误；小程序调用公众号接口时也会返回此码。', '请确认 AppID 属于公众号（服务号）。'],
  },
  40125: {
    name: 'invalid appsecret',
    class: 'fatal',
    field: 'credentials',
    en: [
      'The AppSecret is wrong.',
      'Compare AppID and AppSecret with those you stored when the AppSecret was made: another account, a cut or an older one. Only when it is lost, reset it in the console (基本配置): that voids the old one for every program at once.',
    ],
    zh: [
      'AppSecret 错误。',
      '请先核对 AppID 与保存的 AppSecret：是否属于同一公众号、是否完整、是否为旧密钥。确已遗失才在“基本配置”重置：所有程序的旧密钥会立即失效。',
    ],
  },
  40132: {
    name: 'invalid username',
    class: 'config-fault',
    field: 'worker',
    en: ['The WeChat ID is not valid.', 'Check wechatId and worker in the YAML.'],
    zh: ['微信号不合法。', '请检查 YAML 中的 wechatId 与 worker。'],
  },
  40164: {
    name: 'invalid ip, not in whitelist',
    class: 'fatal',
    field: 'credentials',
    en: [
      'The address this request came from is not on the IP allow-list.',
      'Add it in the console: 基本配置 → IP白名单; it takes 5 to 10 minutes to work.',
    ],
    zh: ['调用方 IP 不在白名单中。', '请在公众平台“基本配置 → IP白名单”中添加该 IP，约 5～10 分钟后生效。'],
  },
  40200: {
    name: 'invalid account type',
    class: 'fatal',
    field: 'appId',
    en: [
      'This type of account may not make the call.',
      'It takes a verified official account (公众号 or 服务号), no test account or mini program.',
    ],
    zh: ['账号类型不允许调用此接口。', '需要已认证的公众号或服务号，测试号与小程序不可用。'],
  },
  40201: {
    name: 'invalid url',
    class: 'refused',
    en: ['The URL set for messages in the console can not be checked.', 'Look at 服务器配置 in the console.'],
    zh: ['公众平台配置的 URL 不合法。', '请检查公众平台的“服务器配置”。'],
  },
  40202: {
    name: 'invalid action',
    class: 'refused',
    en: ['The network check was asked for an unknown action.', 'Known are dns, ping and all.'],
    zh: ['网络检测的 action 参数不合法。', '可用值为 dns、ping、all。'],
  },
  40203: {
    name: 'invalid check_operator',
    class: 'refused',
    en: ['The network check was asked for an unknown network operator.', 'Leave it at DEFAULT.'],
    zh: ['网络检测的 check_operator 参数不合法。', '请使用 DEFAULT。'],
  },
  40243: {
    name: 'appsecret has been frozen',
    class: 'fatal',
    field: 'credentials',
    en: ['The AppSecret is frozen.', 'An administrator unfreezes it in the console (基本配置).'],
    zh: ['AppSecret 已被冻结。', '请管理员在公众平台“基本配置”中解冻。'],
  },
  41001: {
    name: 'access_token missing',
    class: 'fatal',
    field: 'credentials',
    en: [
      'The request reached WeChat without its access token.',
      'Check what stands between kefu and WeChat.',
    ],
    zh: ['请求缺少 access token。', '请检查中间的网关是否去掉了参数。'],
  },
  41002: {
    name: 'appid missing',
    class: 'fatal',
    field: 'appId',
    en: ['The request reached WeChat without its AppID.', 'Check what stands between kefu and WeChat.'],
    zh: ['请求缺少 appid。', '请检查中间的网关是否改写了请求。'],
  },
  41004: {
    name: 'appsecret missing',
    class: 'fatal',
    field: 'credentials',
    en: ['The request reached WeChat without its AppSecret.', 'Check that the secret is not empty.'],
    zh: ['请求缺少 secret。', '请检查密钥是否为空。'],
  },
  42001: {
    name: 'access_token expired',
    class: 'refresh-token',
    field: 'credentials',
    en: [
      'The access token has expired.',
      'kefu gets a new one once; a ready-made token must be renewed by its server.',
    ],
    zh: ['access token 已过期。', 'kefu 会重新获取一次；自备 token 请由其服务更新。'],
  },
  42007: {
    name: 'access_token and refresh_token exception',
    class: 'fatal',
    field: 'credentials',
    en: [
      'The authorisation is lost because the password was changed.',
      'Authorise the third-party platform again.',
    ],
    zh: ['用户修改了密码，授权已失效。', '请重新授权第三方平台。'],
  },
});
