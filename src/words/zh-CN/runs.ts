import type { runSentences as english } from '../en/runs.ts';

/** What is said of a run that can't be begun or gone on with, in Chinese. */
export const runSentences = {
  'earlier-write-open': () => '之前有一次执行在写入过程中结束',
  'pictures-unsendable': () => '有些图片无法发送。',
  'plan-other-appid': ({ planned, appId }) =>
    `计划是为 AppID ${planned} 生成的，而配置文件中是 ${appId}。没有发送任何内容。`,
  'plan-moved': ({ names }) => `计划生成之后有改动：${names.join('、')}。没有写入任何内容（\`--strict\`）。`,
  'plan-applied-already': () => '这个计划之前已执行完成；一个计划只执行一次。没有发送任何内容。',
  'plan-config-changed': () => '配置文件或其中的图片在计划生成之后有改动。没有发送任何内容。',
  'plan-expired': ({ expires }) => `计划应在 ${expires} 之前执行。没有发送任何内容。`,
  'plan-anew': () => '请用 `kefu plan --out` 重新生成一份，并再次评审。',
  'node-debug-leaks': () => '已设置 NODE_DEBUG：Node 会输出 access token。',
  'unset-node-debug-for-kefu': () => '运行 kefu 时，请取消 NODE_DEBUG。',
  'tls-not-verified': () => 'NODE_TLS_REJECT_UNAUTHORIZED=0 会把 AppSecret 发送给任何应答者。',
  'unset-and-add-ca': () => '请取消设置。如果使用公司代理，请用 NODE_EXTRA_CA_CERTS 添加它的证书。',
  'plan-key-short': ({ count, least }) =>
    `KEFU_PLAN_KEY 有 ${count} 个字符；无法猜出的密钥至少有 ${least} 个。`,
  'make-plan-key': () => '请生成一个：`openssl rand -hex 32`。要不签名而继续，请取消这个变量。',
  'token-cache-setting': () => 'KEFU_TOKEN_CACHE 既不是“on”，也不是“off”。',
  'set-token-cache': () =>
    '设置 `KEFU_TOKEN_CACHE=on` 时，access token 会加密保存在状态旁边；取消设置时，每次运行都向微信获取 token。',
  'inverse-picture-gone': ({ path }) => `反向计划需要 ${path}，而它已不存在或被改动。`,
  'put-picture-back': ({ folder }) => `请把它放回 ${folder}；kefu 在执行时曾保存在那里。`,
  'keep-inverse-elsewhere': () =>
    '它用于撤回这次执行；其他结果以上文为准。请用 `KEFU_STATE` 指定可写的位置。',
  'list-unsettled': ({ times }) => `微信的列表连续 ${times} 次各不相同，因此什么都无法确定。`,
  'answers-too-slow': ({ times, seconds }) =>
    `微信或状态文件连续 ${times} 次响应太慢，写入之前读到的列表都已超过 ${seconds} 秒。`,
  'apply-when-faster': () => '没有依据这样的列表发送任何写入。请等响应恢复后再执行。',
  'plan-in-minutes': () => '可能有人正在编辑。请过几分钟再运行 `kefu plan`。',
} satisfies typeof english;
