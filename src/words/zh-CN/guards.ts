import type { guardSentences as english } from '../en/guards.ts';

/** What holds a plan that could do harm, and the ways out, in Chinese. */
export const guardSentences = {
  'counted-objects': ({ count, noun }) => `${count} 个${noun}`,
  'state-of-other-appid': ({ recorded, appId }) =>
    `状态文件属于 AppID ${recorded}，而配置文件中是 ${appId}。`,
  'correct-appid': () =>
    '请改正 `officialAccount.appId`。如果这份配置现在确实描述另一个公众号，请移走状态文件。',
  'deletes-without-state': ({ count }) => `计划会删除 ${count} 项，但没有状态文件，因此无法得知哪些受保护。`,
  'deletes-with-exported-state': ({ count }) =>
    `计划会删除 ${count} 项，但记录是由 \`kefu export\` 新建的，因此无法得知哪些受保护。`,
  'put-state-back': () =>
    '请放回状态文件（它应纳入版本控制）；如果从未有过状态文件，请使用 `--allow no-record`。',
  'adopt-other-state': ({ path, command }) =>
    `${path} 属于同一个 AppID。如果这份配置改过名，请运行：\`${command}\`（或使用 \`--allow no-record\`）。`,
  'nothing-to-keep': ({ noun, count }) =>
    `配置中没有任何要保留的${noun}，而 \`policy.unmanaged: delete\` 会删除全部 ${count} 个。`,
  'write-what-to-keep': ({ noun }) => `请写明要保留的${noun}（空文件不会被当作全部内容）。`,
  'most-left-config': ({ count, managed, noun }) =>
    `kefu 管理的 ${managed} 个${noun}中，有 ${count} 个已不在配置中，将被删除。`,
  'put-blocks-back': () =>
    '请恢复这些内容；确实要删除的请声明 `state: absent`，或使用 `--allow desired-shrunk`。',
  'lists-not-the-one': ({ noun }) => `不再返回唯一的一个${noun}`,
  'lists-none': ({ recorded, noun }) => `一个也没有返回，而记录中有 ${recorded} 个${noun}`,
  'lists-only': ({ kept, recorded, noun }) => `只返回了 ${kept} 个，而记录中有 ${recorded} 个${noun}`,
  'wechat-lists-less': ({ lists }) => `微信返回的数量异常偏少：${lists}（以上次执行的记录为准）。`,
  'look-at-console': () => '请到后台核对。如果确实是在后台删除的，请使用 `--allow live-shrunk` 重新创建。',
  'emulator-lists-less': ({ lists }) =>
    `模拟器返回的数量异常偏少：${lists}（以上次执行的记录为准）。它重新启动过，或内容已被清空。`,
  'keep-emulator-world': () =>
    '请使用 `--allow emulator-restarted` 重新创建。`kefu emulator --world FILE` 可以在重启后保留内容。',
  'protected-to-go': ({ name }) => `${name} 受保护，却将被删除。`,
  'lift-protection': ({ block }) => `确实要删除时，请写成 \`${block}\`。`,
  'too-many-deletes': ({ parts, allowed }) =>
    `计划会删除 ${parts.join('和 ')}；\`policy.maxDeletes\` 只允许 ${allowed}。`,
  'raise-max-deletes': ({ count }) =>
    `确认全部都要删除时，请设置 \`policy.maxDeletes: ${count}\` 并提交评审。`,
  'too-many-deletes-a-day': ({ count, recent, allowed }) =>
    `计划会删除 ${count} 项，而最近 24 小时内已删除 ${recent} 项；\`policy.maxDeletesPerDay\` 只允许 ${allowed}。`,
  'wait-or-raise-a-day': ({ count }) =>
    `请等待（\`kefu history\` 会列出何时删除了什么）；确认全部都要删除时，请设置 \`policy.maxDeletesPerDay: ${count}\` 并提交评审。`,
  'raise-a-day': ({ count }) =>
    `确认全部都要删除时，请设置 \`policy.maxDeletesPerDay: ${count}\` 并提交评审。`,
  'let-pass-by': ({ flag }) => `已由 \`${flag}\` 放行。`,
  'suffixes-differ': ({ suffixes, wechatId }) =>
    `线上账号以 ${suffixes.join('、')} 结尾，而 \`officialAccount.wechatId\` 是“${wechatId}”。`,
  'write-live-wechat-id': ({ wechatId }) =>
    `如果公众号没有弄错，请写 \`wechatId: ${wechatId}\`。否则请改正 \`appId\` 及其密钥。`,
  'no-account-left': () => '执行之后，公众号将不再有任何客服账号。',
  'keep-one-account': () => '请至少保留或新增一个账号。kefu 不会删除最后一个账号；在后台可以删除。',
  'serves-customers': ({ name, count }) => `${name} 正在接待 ${count} 位客户，却将被删除。`,
  'wait-for-sessions': () => '请等会话结束，或使用 `--allow serving-customers`。',
  'looks-like-rename': ({ gone, made }) =>
    `将删除 ${gone}，并新增昵称或人员相同的 ${made}：看起来是改名，而微信不支持改账号名。`,
  'write-previously': ({ from, to }) =>
    `如果可以接受失去 ${from} 的历史记录和绑定，请在 ${to} 下写 \`previously: [${from}]\`，或使用 \`--allow rename-suspected\`。`,
  'twin-would-go': ({ made, twin }) => `将新增 ${made}，并删除只有大小写不同的 ${twin}。微信不支持改账号名。`,
  'twin-stays': ({ made, twin }) =>
    `将新增 ${made}，而线上有只差大小写的 ${twin}，它会保留。微信不支持改账号名。`,
  'write-twins-name': ({ from, to, more }) => `如果指的是 ${from}，请把 ${to} 写成 ${from}。${more}`,
  'let-twin-go': ({ from, to }) =>
    `如果要删除 ${from}（连同历史记录和绑定）并新建 ${to}，请使用 \`--allow name-case-differs\`。`,
  'make-second-account': () => '如果要再建一个账号，请使用 `--allow name-case-differs`。',
  'accounts-limit-met': ({ most, there, added }) =>
    `微信允许 ${most} 个账号；现有 ${there} 个，而计划会先新增 ${added} 个再删除。`,
  'delete-first': () => '请先用单独的计划删除账号，再新增。',
} satisfies typeof english;
