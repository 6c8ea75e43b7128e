import type { messageSentences as english } from '../en/messages.ts';

/** What is said when messages are rendered, sent and understood, in Chinese. */
export const messageSentences = {
  'unknown-template': ({ name }) => `没有预设消息“${name}”。`,
  'there-are': ({ names }) => `可用的有：${names.join('、')}。`,
  'no-templates': () => '配置文件中没有 `templates:`。',
  'template-not-filled-in': ({ name }) => `无法填写预设消息 ${name}。`,
  'unknown-speaker': ({ name }) => `此处没有账号“${name}”。`,
  'unknown-account-in-config': ({ name }) => `此配置文件中没有账号“${name}”。`,
  'make-account-id': () => '请用 `accountId(name, wechatId)` 生成，取自同一配置文件中的账号。',
  'no-openid': () => '给出的收件客户不是 OpenID。',
  'give-openid': () => '请只给出客户的 OpenID：1 至 64 个字母、数字、`-` 和 `_`。',
  'no-account-name': ({ name }) => `“${name}”不是客服账号的名称。`,
  'account-name-form': () => '它由 1 至 10 个字母、数字或 `_` 组成。',
  'no-wechat-id': ({ name }) => `“${name}”不是公众号微信号。`,
  'wechat-id-form': () => '它由 1 至 30 个字母、数字、`-` 或 `_` 组成，不含“@”。',
  'push-encrypted': () => '这个推送已加密：其中有 `<Encrypt>`，没有消息。',
  'decrypt-first': () => '请先用公众号的 `EncodingAESKey` 解密（安全模式），再传入得到的 XML。',
  'push-invalid': ({ why }) => `这不是微信的推送：${why}。`,
  'pass-body': () => '请原样传入请求的正文；如果启用了加密，请先解密。',
  'bundle-invalid': ({ path, why }) => `这不是 kefu 导出的预设消息：${path}“${why}”。`,
  'the-whole': () => '整体',
  'write-bundle': () => '请用 `kefu message bundle` 生成；格式见 schemas/bundle.schema.json。',
  'push-too-long': () => '内容过长',
  'push-with-doctype': () => '其中有文档类型声明或注释',
  'push-no-xml': () => '不是格式正确的 XML',
  'push-without-root': () => '外层没有 `<xml>`',
} satisfies typeof english;
