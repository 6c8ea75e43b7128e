import { Failure } from '../../model/failure.ts';
import { jsonText } from '../../model/json-text.ts';
import { visible } from '../../model/visible.ts';
import { renderCodeList, renderExplanation, renderOwnExplanation } from '../../render/explain.ts';
import { catalogueEntry, errorCatalogue } from '../../wechat/error-catalogue.ts';
import { say } from '../../words/en/commands.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { explanationDocument, explanationOf, ownDocument, ownExplanation } from '../explain/explanation.ts';
import { nearCodes } from '../explain/near.ts';
import { type OwnCode, ownCodes, ownCodesIn } from '../explain/own-code.ts';
import type { ExplainLanguage } from '../explain/words.ts';

export interface ExplainOptions {
  /** As typed; absent: list them all. */
  readonly code?: string;
  readonly json: boolean;
}

/** Tells what an errcode of WeChat, or a code of kefu's own messages, means and what to do. Sends nothing. */
export async function run(options: ExplainOptions, { terminal, words }: CommandWorld): Promise<number> {
  const language = words.lang === 'en' ? 'en' : 'zh';
  const codes = { english: ownCodes, chinese: await chineseCodes(language, options.json) };
  const told =
    options.code === undefined ? allCodes(language, codes) : oneCode(options.code.trim(), language, codes);
  terminal.out(options.json ? jsonText(told.document) : told.text);
  return exitCodes.done;
}

interface Told {
  readonly text: string;
  readonly document: object;
}

interface Codes {
  readonly english: readonly OwnCode[];
  /** Empty when nobody reads Chinese. */
  readonly chinese: readonly OwnCode[];
}

/** JSON has both languages. */
async function chineseCodes(language: ExplainLanguage, isJson: boolean): Promise<readonly OwnCode[]> {
  return language === 'zh' || isJson ? ownCodesIn('zh') : [];
}

function allCodes(language: ExplainLanguage, codes: Codes): Told {
  const own = language === 'en' ? codes.english : codes.chinese;
  return {
    text: renderCodeList(
      errorCatalogue().map((entry) => explanationOf(entry, language)),
      own.map((code) => ownExplanation(code, language)),
      language,
    ),
    document: {
      codes: errorCatalogue().map(explanationDocument),
      own_codes: codes.english.map((code) => ownDocument(code, named(code.code, codes.chinese))),
    },
  };
}

/** `asked` may stand in the brackets it was printed in. Throws a `Failure` for a code that nobody knows. */
function oneCode(asked: string, language: ExplainLanguage, codes: Codes): Told {
  const code = /^\[(.*)\]$/.exec(asked)?.[1] ?? asked;
  const english = named(code, codes.english);
  const chinese = named(code, codes.chinese);
  const own = language === 'en' ? english : chinese;
  if (own !== undefined && english !== undefined) {
    return {
      text: renderOwnExplanation(ownExplanation(own, language), language),
      document: ownDocument(english, chinese),
    };
  }
  const entry = /^-?\d{1,9}$/.test(code) ? catalogueEntry(Number(code)) : undefined;
  if (entry === undefined) throw unknownCode(code);
  return {
    text: renderExplanation(explanationOf(entry, language), language),
    document: explanationDocument(entry),
  };
}

function named(asked: string, codes: readonly OwnCode[]): OwnCode | undefined {
  return codes.find(({ code }) => code === asked);
}

function unknownCode(asked: string): Failure {
  const near = nearCodes(asked);
  const hint =
    near.length > 0 ? say('near-codes', { known: near }) : say('all-codes', { command: 'kefu explain' });
  return new Failure(
    'config',
    'unknown-errcode',
    told(say('errcode-not-known', { code: visible(asked) }), hint),
  );
}
