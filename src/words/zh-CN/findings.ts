import type { findingSentences as english } from '../en/findings.ts';

/** What planning finds doubtful about what is live, in Chinese. */
export const findingSentences = {
  'interrupted-write': ({ step, label, at, became }) =>
    `之前有一次执行在对 ${label} “${step}”的过程中结束（${at}）；${became}。`,
  'effect-shown': () => '微信已显示其效果',
  'effect-not-shown': () => '微信没有显示其效果，或无法判断',
  'apply-settles-record': () => '还需要做的都在这份计划中；执行之后，记录也会恢复一致。',
  'inverse-opposes': ({ name }) => `${name} 的配置仍要求相反的内容：下一次 \`kefu apply\` 会再次改回。`,
  'change-config-too': () => '请把这项变更也从配置中去掉。',
  'inverse-lost': ({ name, what }) => `${name}：无法恢复：${what}。`,
  'lost-picture': () => '它之前的头像，kefu 从未有过',
  'lost-kf-id': () => '它的客服工号，重新创建会得到另一个',
  'lost-binding': ({ person }) => `与 ${person} 的绑定，需要对方重新接受邀请`,
  'lost-invitation': () => '已发出的邀请，微信没有撤回的接口',
  'lost-file': () => '它的文件已不在配置中',
  'left-without-worker': () => '在配置中已没有 `worker`',
  'left-config': () => '已不在配置中',
  'left-for-another': () => '在配置中是另一位客服人员',
  'still-bound': () => '仍绑定在这个账号上',
  'still-invited': () => '仍有一个等待接受的邀请',
  'person-left-behind': ({ account, config, person, state }) =>
    `${account} ${config}，但“${person}”${state}；微信没有撤销的接口。`,
  'unbind-or-write': ({ person }) =>
    `请在后台（mp.weixin.qq.com）解除绑定，或重新写上 \`worker: ${person}\`。`,
  'run-out-or-write': ({ person }) => `请让邀请过期，并请对方不要接受，或重新写上 \`worker: ${person}\`。`,
  'invited-to-deleted': ({ account, person }) =>
    `${account} 将被删除，但“${person}”仍有一个等待接受的邀请；微信没有撤回的接口。`,
  'ask-not-to-accept': () => '请对方不要接受，或先让邀请过期。',
  'waits-for-other': ({ account, invited, wanted }) =>
    `${account} 正在等待“${invited}”答复，因此还不能邀请“${wanted}”。`,
  'one-invitation-each': () =>
    '微信对每个账号只允许一个等待接受的邀请：请等对方答复或邀请过期，再重新生成计划。',
  'person-rejected': ({ account, person }) =>
    `“${person}”拒绝了 ${account} 的邀请；kefu 不会再次邀请（\`policy.invite: once\`）。`,
  'talk-to-person': () =>
    '请与对方沟通，然后为一次执行设置 `policy.invite: again`，或从配置中去掉 `worker`。',
  'bound-to-other': ({ account, bound, wanted }) =>
    `${account} 已绑定“${bound}”，微信没有改绑到“${wanted}”的接口。`,
  'unbind-or-set': () => '请在后台（mp.weixin.qq.com）解除绑定，或把 `worker` 写成已绑定的人员。',
  'person-at-another': ({ account, person, other }) =>
    `“${person}”已绑定 ${other}，因此 ${account} 无法邀请此人（65407）。`,
  'unbind-from-other': ({ other }) =>
    `请在后台（mp.weixin.qq.com）把此人与 ${other} 解除绑定，或先删除那个账号；然后重新生成计划。`,
  'missed-by-case': ({ name, twin }) =>
    `${name} 应当不存在，线上也没有；但线上有只差大小写的 ${twin}，它会保留。`,
  'write-live-name': ({ meant, written }) => `如果指的是 ${meant}，请把 ${written} 写成 ${meant}。`,
  'media-twice': ({ label, used, others }) =>
    `微信中有多份 ${label}：使用的是 ${used}，没有使用的是 ${others.join('、')}。`,
  'remove-other-media': () =>
    '可能有两次执行同时上传了它。kefu 只删除自己记录过的内容：请在后台的素材库中删除多余的，或保留不动。',
  'speaker-not-bound': ({ name, account }) =>
    `预设消息 ${name} 以 ${account} 的身份发言，但它还没有绑定人员。`,
  'set-worker': () => '请设置 `worker` 并请对方接受邀请；在此之前微信可能会拒绝这些消息（65402）。',
} satisfies typeof english;
