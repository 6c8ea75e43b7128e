import type { wechatSentences as english } from '../en/wechat.ts';

/** What is said of WeChat's answers, and of answers that did not come, in Chinese. */
export const wechatSentences = {
  'wechat-refused': ({ what, answer }) => `微信拒绝${what}：${answer}。`,
  'effect-not-known': ({ what, answer }) => `已请求微信${what}，微信返回 ${answer}；是否生效无法确定。`,
  'asked-but': ({ what, why }) => `已请求微信${what}，但${why}。`,
  'could-not-ask': ({ what, why }) => `无法请求微信${what}：${why}。没有发送任何内容。`,
  errcode: ({ errcode, name }) => `${errcode}${name.startsWith('（') ? '' : ' '}${name}`,
  'errcode-traced': ({ errcode, name, traces }) => `${errcode} ${name}（${traces.join('、')}）`,
  'unknown-own-fault': () =>
    'kefu 不认识这个返回码。微信没有说明 100 以下的拒绝：是微信自身出错。请稍后重试。',
  'unknown-errcode': () => 'kefu 不认识这个返回码。微信文档的“全局返回码”列出了所有返回码。',
  'address-to-allow': ({ ip, advice }) => `需要加入白名单的地址是 ${ip}。${advice}`,
  'errcode-advice': ({ meaning, advice }) => `${meaning}${advice}`,
  'errcode-of-others': ({ endpoints, meaning, advice }) =>
    `微信文档中，这个返回码属于 ${endpoints.join('、')}，不属于这个调用。它在那里的含义：${meaning}${advice}`,
  'not-read-only': ({ endpoint }) => `${endpoint} 被拒绝：这个命令只能读取。`,
  'report-fault': () => '这是 kefu 的缺陷，请报告。没有发送任何内容。',
  'node-debug': ({ section }) => `NODE_DEBUG 启用了 ${section}，会输出 access token。`,
  'unset-node-debug': () => '请取消 NODE_DEBUG，或从中去掉 `undici` 和 `fetch`。没有发送任何内容。',
  'without-https': ({ host }) => `将不经 https 调用 ${host}。`,
  'use-https': () => '请使用 https:// 地址；http 只用于本机（`127.0.0.1`、`localhost`）。',
  'endpoint-with-login': ({ host }) => `服务器地址 ${host} 中含有用户名或密码。`,
  'remove-before-at': () => '请去掉“@”前面的部分。',
  'proxy-unusable': () => 'HTTPS_PROXY 中的代理无法使用。',
  'write-proxy': () => '请写成 `http://host:port` 或 `https://host:port`。',
  'list-unusable': ({ endpoint, why }) => `${endpoint} ${why}。`,
  'nothing-planned': () => '没有生成计划，也没有改动。请确认服务器确实是微信，然后重试。',
  'token-no-token': () => '给出的内容不可能是 access token。',
  'one-plain-word': () => '它必须是一个由普通字符组成的词。请检查它的来源。',
  'no-token-answered': () => '`stable_token` 的返回中没有 access token。',
  'really-wechat-again': () => '请确认服务器确实是微信，然后重试。',
  'token-same-again': ({ answer }) => `微信拒绝 access token（${answer}），而再次获取到的仍是同一个。`,
  'who-made-a-token': () =>
    '可能有人用 `cgi-bin/token` 获取了新的 token，或者这个 token 属于另一个 AppID。请让所有程序都使用 `stable_token`，或共用一个 token 服务器。',
  'token-refused-twice': ({ answer }) => `在这次运行中，微信第二次拒绝 access token（${answer}）。`,
  'who-replaces-it': () =>
    '可能有其他程序在不断更换它。请让所有程序都使用 `stable_token`，或共用一个 token 服务器。',
  'waited-a-minute': () => '没有发送，尽管 kefu 等了一分钟。请过几分钟再继续；可能还有别的程序在发送。',
  'waited-minutes': ({ times }) =>
    `没有发送，尽管 kefu 等了 ${times} 次，每次一分钟。请过几分钟再继续；可能还有别的程序在发送。`,
  'typing-ends': () => '无需处理：发出消息时，或 15 秒之后，它会自行结束。',
  'next-minute': () => '没有发生任何事，kefu 也不会在此等待：下一分钟微信会再次接受。',
  'not-sent-again': () =>
    '可能已送达，也可能没有，无从得知。kefu 不会重新发送：请询问客户，或在微信后台查看聊天记录。',
  'server-not-reached': ({ why }) => `没有连上微信的服务器：${why}。`,
} satisfies typeof english;
