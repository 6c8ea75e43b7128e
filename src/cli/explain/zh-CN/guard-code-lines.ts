/** The guards of own-code-lines.ts in Chinese, and the warnings that they leave where they were let pass. */
const allowable = [
  'no-record',
  'desired-shrunk',
  'live-shrunk',
  'emulator-restarted',
  'serving-customers',
  'rename-suspected',
  'name-case-differs',
];

export const guardCodeLines: readonly string[] = [
  '# 保护规则',
  'no-record | 计划要删除账号或素材，却没有状态文件，或状态文件是由 `kefu export` 新建的：不知道哪些受保护。消息会指出文件夹中属于同一 AppID 的状态文件。 | 请放回状态文件；配置改过名时，请用 `kefu state adopt FILE`（在后端中用 `--name NAME`）；如果从未有过，请用 `--allow`。',
  'max-deletes | 账号和素材的删除总数超过 `policy.maxDeletes`（默认 1）。 | 请在配置中调高它，并提交评审。',
  'deletes-per-day | 这份计划与最近 24 小时内的执行合计，删除数超过 `policy.maxDeletesPerDay`（默认 5；`maxDeletes` 更大时取后者）。 | 请等待，或在配置中调高它并提交评审。`kefu history` 列出何时删除了什么。',
  'last-account | 将不剩任何账号。 | 请保留或新增一个账号；最后一个账号只能在微信后台删除。',
  'protected | 受保护的账号将被删除，即使它那一段已被移除。 | `name: { state: absent, protect: false }`。',
  'empty-desired | 没有写明任何要保留的账号，而 `policy.unmanaged: delete` 会删除全部。 | 请写明要保留的账号。',
  'desired-shrunk | 超过一半的受管账号或受管素材同时从配置中消失，将被删除。 | 请恢复，或逐个声明 absent，或用 `--allow`。',
  'live-shrunk | 微信返回的账号或素材不到记录中的一半。 | 请到微信后台核对，然后用 `--allow`。',
  'emulator-restarted | 上次执行所记录的内容，模拟器中一个都没有：它重新启动过，或内容被清空。 | `--allow` 会全部重新创建；`kefu emulator --world FILE` 可以在重启后保留内容。',
  'suffix-mismatch | 没有一个线上账号以 `@wechatId` 结尾。 | 请改正 `wechatId`，或改正 AppID 和密钥。',
  'appid-mismatch | 状态文件属于另一个 AppID。 | 请改正 `appId`，或移走状态文件。',
  'account-limit | 计划先新增后删除，途中会超过 100 个账号。 | 请先用单独的计划删除。',
  'serving-customers | 要删除的账号正在接待客户。 | 请等待，或用 `--allow`。',
  'rename-suspected | 要删除的账号与要新增的账号有相同的昵称或人员。 | 请写 `previously`，或用 `--allow`。',
  'name-case-differs | 要新增的账号与某个线上账号只有大小写不同。 | 请按微信端的写法命名；如果确实是另一个账号，请用 `--allow`。',
  ...allowable.map(
    (guard) =>
      `allowed-${guard} | 警告：\`${guard}\` 本会拦下计划，但被放行。 | 如果 \`--allow ${guard}\` 是有意为之，则无需处理。`,
  ),
];
