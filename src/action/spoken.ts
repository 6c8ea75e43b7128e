import type { Saying } from '../model/saying.ts';
import { languageIn } from '../words/language.ts';
import { inEnglish, saidIn } from '../words/say.ts';
import { actionSentences as chinese } from '../words/zh-CN/action.ts';

/** A saying of the action in the language that kefu itself would choose here. */
export function spoken(saying: Saying, env: Readonly<Record<string, string | undefined>>): string {
  const inChinese = languageIn(env) === 'zh-CN' ? saidIn(chinese, saying) : undefined;
  return inChinese ?? inEnglish(saying);
}
