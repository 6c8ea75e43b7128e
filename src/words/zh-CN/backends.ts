import type { backendSentences as english } from '../en/backends.ts';

/** What is said of backends other than files, in Chinese. */
export const backendSentences = {
  'backend-unreachable': ({ place, why }) => `无法连接后端 ${place}：“${why}”。`,
  'does-the-database-run': () =>
    '没有它，不会向微信发送任何内容。请检查数据库是否在运行，KEFU_BACKEND 是否指向它。',
  'does-the-server-run': () =>
    '没有它，不会向微信发送任何内容。请检查服务器是否在运行，KEFU_BACKEND 是否指向它。',
  'backend-refuses-login': ({ place, why }) => `后端 ${place} 拒绝登录：“${why}”。`,
  'backend-refuses-login-status': ({ place, status }) => `后端 ${place} 拒绝登录（${status}）。`,
  'correct-login': () => '请改正 KEFU_BACKEND 中的用户名和密码。',
  'set-http-login': () => '请设置 KEFU_HTTP_USERNAME 和 KEFU_HTTP_PASSWORD；token 可能需要写入权限。',
  'backend-not-proved': ({ place, why, code }) => `后端 ${place} 无法证明其身份：“${why}”（${code}）。`,
  'name-company-ca': () =>
    '没有向它发送任何内容。请在 KEFU_BACKEND 中给出公司的 CA：`&sslrootcert=FILE`；证书必须属于该主机。',
  'backend-answers': ({ place, why }) => `后端 ${place} 返回：“${why}”。`,
  'backend-answers-code': ({ place, why, code }) => `后端 ${place} 返回：“${why}”（${code}）。`,
  'backend-answers-status': ({ place, status }) => `后端 ${place} 返回 ${status}。`,
  'nothing-without-it': () => '没有它，不会向微信发送任何内容。',
  'is-it-http-state': () =>
    '没有它，不会向微信发送任何内容。请检查 KEFU_BACKEND 是否为 Terraform HTTP 状态的地址。',
  'backend-leads-elsewhere': ({ place, status }) => `后端 ${place} 重定向到别处（${status}）。`,
  'no-redirect': () => 'kefu 不会带着登录信息跟随重定向。请把 KEFU_BACKEND 设为最终的地址。',
  'state-too-large': ({ place }) => `后端 ${place} 表示状态过大（413）。`,
  'raise-limit': () => '请提高服务器的上限。',
  'history-in-other': ({ place }) => `${place} 中的历史记录含有执行以外的内容。`,
  'look-at-table': () => '请查看 `kefu_history` 表：那不是 kefu 写入的。',
  'history-of-other': ({ place }) => `${place} 的历史记录不是 kefu 的。`,
  'look-at-path': ({ path }) => `请查看 ${path} 处的内容：那不是 kefu 写入的。`,
  'backend-newer': ({ place, version, known }) =>
    `${place} 中的表是第 ${version} 版，而这个 kefu 只认识第 ${known} 版。`,
  'use-their-version': () => '请使用其他人所用的 kefu 版本。',
  'backend-unknown': () => 'KEFU_BACKEND 不是 kefu 认识的后端地址。',
  'set-backend': () =>
    '要使用配置文件旁边的文件，请不要设置它；否则请设为 postgres://… 或 https://… （见 docs/backends.md）。',
  'not-an-address': ({ variable }) => `${variable} 不是地址。`,
  'no-host': () => 'KEFU_BACKEND 中没有主机。',
  'write-postgres': () => '请写成 `postgres://USER:PASSWORD@HOST:5432/DATABASE?sslmode=verify-full`。',
  'in-the-clear': ({ host }) => `KEFU_BACKEND 会以明文与 ${host} 通信。`,
  'add-sslmode': () =>
    '请加上 `?sslmode=verify-full`（公司 CA 再加 `&sslrootcert=FILE`）。如果是专用网络，请写明 `?sslmode=disable`。',
  'sslmode-unverified': ({ mode }) => `KEFU_BACKEND 中的 \`sslmode=${mode}\` 不会验证对方的身份。`,
  'use-sslmode': () => '请使用 `sslmode=verify-full`（公司 CA 再加 `&sslrootcert=FILE`）。',
  'address-with-login': ({ variable }) => `${variable} 中含有登录信息，而地址会被显示出来。`,
  'put-http-login': () => '请放进 KEFU_HTTP_USERNAME 和 KEFU_HTTP_PASSWORD。',
  'password-in-clear': ({ variable, host }) => `${variable} 会以明文把密码发送给 ${host}。`,
  'use-https-scheme': () => '请使用 https://。',
  'no-name-in-address': ({ variable }) => `${variable} 中没有 \`{name}\`：所有公众号会共用同一个状态。`,
  'write-name-in-address': () =>
    '请在公众号名称的位置写 `{name}`：`https://gitlab.example/api/v4/projects/7/terraform/state/{name}`',
  'write-http-address': () => '请写成 `https://HOST/PATH/{name}`。',
} satisfies typeof english;
