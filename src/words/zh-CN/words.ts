import type { ConfigCounts, LanguageWords } from '../language-words.ts';
import { chinese as chinesePages } from '../pages/chinese.ts';
import { accountSentences } from './accounts.ts';
import { actionSentences } from './action.ts';
import { appSecretSentences } from './app-secrets.ts';
import { backendSentences } from './backends.ts';
import { checkupSentences } from './checkup.ts';
import { commandSentences } from './commands.ts';
import { configSentences } from './config.ts';
import { exportSentences } from './exports.ts';
import { failureSentences } from './failures.ts';
import { fileSentences } from './files.ts';
import { findingSentences } from './findings.ts';
import { fleetSentences } from './fleets.ts';
import { guardSentences } from './guards.ts';
import { lockSentences } from './locks.ts';
import { messageSentences } from './messages.ts';
import { outcomeSentences } from './outcomes.ts';
import { outputSentences } from './outputs.ts';
import { pictureSentences } from './pictures.ts';
import { placeholderSentences } from './placeholders.ts';
import { placeSentences } from './places.ts';
import { progressSentences } from './progress.ts';
import { recordSentences } from './records.ts';
import { editedRecordSentences } from './records-edited.ts';
import { remainderSentences } from './remainders.ts';
import { runningSentences } from './running.ts';
import { runSentences } from './runs.ts';
import { savedPlanSentences } from './saved-plans.ts';
import { schemaSentences } from './schema.ts';
import { secretSentences } from './secrets.ts';
import { sendingSentences } from './sending.ts';
import { templateSentences } from './templates.ts';
import { usageSentences } from './usage.ts';
import { valueSentences } from './values.ts';
import { wechatSentences } from './wechat.ts';
import { yamlSentences } from './yaml.ts';

/** Chinese: a chunk of its own, loaded when it is chosen. */
export const chinese: LanguageWords = {
  lang: 'zh-CN',
  sentences: {
    ...accountSentences,
    ...actionSentences,
    ...appSecretSentences,
    ...backendSentences,
    ...commandSentences,
    ...outputSentences,
    ...runningSentences,
    ...checkupSentences,
    ...configSentences,
    ...failureSentences,
    ...fileSentences,
    ...editedRecordSentences,
    ...exportSentences,
    ...findingSentences,
    ...fleetSentences,
    ...outcomeSentences,
    ...remainderSentences,
    ...guardSentences,
    ...lockSentences,
    ...messageSentences,
    ...pictureSentences,
    ...placeSentences,
    ...placeholderSentences,
    ...progressSentences,
    ...recordSentences,
    ...runSentences,
    ...savedPlanSentences,
    ...schemaSentences,
    ...secretSentences,
    ...sendingSentences,
    ...templateSentences,
    ...usageSentences,
    ...valueSentences,
    ...wechatSentences,
    ...yamlSentences,
  },
  pages: chinesePages,
  severity: { error: '错误：', warning: '警告：' },
  counted: (errors, warnings) => {
    const parts = [];
    if (errors > 0) parts.push(`${errors} 个错误`);
    if (warnings > 0) parts.push(`${warnings} 个警告`);
    return parts.join('，');
  },
  valid: (file, counts) => `${file}：有效，${held(counts)}。`,
  validOnline: (file, counts, live) => `${file}：有效，${held(counts)}；微信端有 ${live} 个账号。`,
};

function held({ accounts, templates }: ConfigCounts): string {
  return `${accounts} 个账号${templates === 0 ? '' : `，${templates} 条预设消息`}`;
}
