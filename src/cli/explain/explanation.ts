import type { Explanation, OwnExplanation } from '../../render/explain.ts';
import { classify } from '../../wechat/classify.ts';
import { documentedCalls } from '../../wechat/documented-calls.ts';
import type { CatalogueEntry } from '../../wechat/error-entry.ts';
import { ownMeanings } from '../../wechat/error-of-call.ts';
import { callsOf, isMessage, type Operation, operations } from '../../wechat/operation.ts';
import type { OwnCode } from './own-code.ts';
import { classWords, type ExplainLanguage, levelWords, messageWords, ruleWords, yamlPaths } from './words.ts';

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
    ownMeanings: ownMeanings(entry).map(({ of, class: ownClass, meaning, whatToDo }) => ({
      calls: of.flatMap((operation) => callsOf[operation]),
      meaning: meaning[language],
      whatToDo: whatToDo[language],
      ...(ownClass === entry.class
        ? {}
        : { class: { name: ownClass, meaning: classWords[ownClass][language] } }),
    })),
    reactions: reactionsTo(entry.code, language),
  };
}

/** One of kefu's own codes as it is told in `language`, in which it was given. */
export function ownExplanation(
  { code, section, meaning, whatToDo, hasLevel }: OwnCode,
  language: ExplainLanguage,
): OwnExplanation {
  const level = hasLevel ? levelWords[language](`\`lint: { ${code}: off }\``) : '';
  return { code, meaning, whatToDo: `${whatToDo}${level}`, section };
}

/** The same as one JSON value, in both languages. */
export function ownDocument(english: OwnCode, chinese: OwnCode | undefined): object {
  const { code, section, meaning, whatToDo, hasLevel } = english;
  return {
    code,
    section,
    meaning: { en: meaning, zh: chinese?.meaning },
    what_to_do: { en: whatToDo, zh: chinese?.whatToDo },
    has_level: hasLevel,
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
    of_calls: ownMeanings(entry).map(({ of, class: errorClass, meaning, whatToDo, field }) => ({
      calls: of.flatMap((operation) => callsOf[operation]),
      class: errorClass,
      meaning,
      what_to_do: whatToDo,
      ...(field === undefined ? {} : { yaml: yamlPaths[field] }),
    })),
    kefu: Object.fromEntries(
      operations.flatMap((operation) =>
        callsOf[operation].map((call) => [call, classify(operation, entry.code).rule]),
      ),
    ),
  };
}

/** What kefu does on each of its calls that may be answered so, with the calls it treats alike together. */
function reactionsTo(code: number, language: ExplainLanguage): Explanation['reactions'] {
  const documented = documentedCalls(code);
  const mayAnswerSo = (call: string) => documented.length === 0 || documented.includes(call);
  const callsOfReaction = new Map<string, readonly string[]>();
  for (const operation of operations) {
    const calls = callsOf[operation].filter(mayAnswerSo);
    const reaction = reactionTo(operation, code)[language];
    if (calls.length > 0) callsOfReaction.set(reaction, [...(callsOfReaction.get(reaction) ?? []), ...calls]);
  }
  const isOne = callsOfReaction.size === 1 && documented.length === 0;
  return [...callsOfReaction].map(([reaction, calls]) => ({ reaction, calls: isOne ? [] : calls }));
}

function reactionTo(operation: Operation, code: number): { readonly en: string; readonly zh: string } {
  const { rule } = classify(operation, code);
  return (isMessage(operation) ? messageWords[rule] : undefined) ?? ruleWords[rule];
}
