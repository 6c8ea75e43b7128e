import type { Explanation } from '../../render/explain.ts';
import { classify, type Operation, readOperations, writeOperations } from '../../wechat/classify.ts';
import type { CatalogueEntry } from '../../wechat/error-entry.ts';
import { documentedCalls } from './documented-calls.ts';
import { callOfOperation, classWords, type ExplainLanguage, ruleWords, yamlPaths } from './words.ts';

const operations: readonly Operation[] = [...readOperations, ...writeOperations];

/** An errcode in one language: WeChat's name for it, what it means, what to do, and what kefu does by itself. */
export function explanationOf(entry: CatalogueEntry, language: ExplainLanguage): Explanation {
  return {
    code: entry.code,
    name: entry.name,
    class: entry.class,
    classMeaning: classWords[entry.class][language],
    meaning: entry.meaning[language],
    whatToDo: entry.whatToDo[language],
    ...(entry.field === undefined ? {} : { yaml: yamlPaths[entry.field] }),
    calls: documentedCalls(entry.code),
    reactions: reactionsTo(entry.code, language),
  };
}

/** The same as one JSON value, in both languages, with kefu's rule for every call it makes. */
export function explanationDocument(entry: CatalogueEntry): object {
  return {
    code: entry.code,
    name: entry.name,
    class: entry.class,
    meaning: entry.meaning,
    what_to_do: entry.whatToDo,
    ...(entry.field === undefined ? {} : { yaml: yamlPaths[entry.field] }),
    ...(entry.waitSeconds === undefined ? {} : { wait_seconds: entry.waitSeconds }),
    calls: documentedCalls(entry.code),
    kefu: Object.fromEntries(
      operations.map((operation) => [callOfOperation[operation], classify(operation, entry.code).rule]),
    ),
  };
}

/** What kefu does on each of its calls that may be answered so, with the calls it treats alike together. */
function reactionsTo(code: number, language: ExplainLanguage): Explanation['reactions'] {
  const calls = documentedCalls(code);
  const answered = operations.filter(
    (operation) => calls.length === 0 || calls.includes(callOfOperation[operation]),
  );
  const callsOfRule = new Map<string, string[]>();
  for (const operation of answered) {
    const { rule } = classify(operation, code);
    const words = ruleWords[rule][language];
    callsOfRule.set(words, [...(callsOfRule.get(words) ?? []), callOfOperation[operation]]);
  }
  return [...callsOfRule].map(([reaction, together]) => ({
    reaction,
    calls: together.length === operations.length ? [] : together,
  }));
}
