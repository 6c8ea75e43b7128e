import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { renderCodeList, renderExplanation, renderOwnExplanation } from '../../render/explain.ts';
import { catalogueEntry, errorCatalogue } from '../../wechat/error-catalogue.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { explanationDocument, explanationOf, ownDocument, ownExplanation } from '../explain/explanation.ts';
import { nearCodes } from '../explain/near.ts';
import { ownCode, ownCodes } from '../explain/own-code.ts';
import type { ExplainLanguage } from '../explain/words.ts';

export interface ExplainOptions {
  /** As typed; absent: list them all. */
  readonly code?: string;
  readonly json: boolean;
}

/** Tells what an errcode of WeChat, or a code of kefu's own messages, means and what to do. Sends nothing. */
export async function run(options: ExplainOptions, { terminal, words }: CommandWorld): Promise<number> {
  const language = words.lang === 'en' ? 'en' : 'zh';
  const told = options.code === undefined ? allCodes(language) : oneCode(options.code.trim(), language);
  terminal.out(options.json ? `${JSON.stringify(told.document, null, 2)}\n` : told.text);
  return exitCodes.done;
}

interface Told {
  readonly text: string;
  readonly document: object;
}

function allCodes(language: ExplainLanguage): Told {
  return {
    text: renderCodeList(
      errorCatalogue.map((entry) => explanationOf(entry, language)),
      ownCodes.map(ownExplanation),
      language,
    ),
    document: { codes: errorCatalogue.map(explanationDocument), own_codes: ownCodes.map(ownDocument) },
  };
}

/** `asked` may stand in the brackets it was printed in. Throws a `Failure` for a code that nobody knows. */
function oneCode(asked: string, language: ExplainLanguage): Told {
  const code = /^\[(.*)\]$/.exec(asked)?.[1] ?? asked;
  const own = ownCode(code);
  if (own !== undefined) {
    return { text: renderOwnExplanation(ownExplanation(own), language), document: ownDocument(own) };
  }
  const entry = /^-?\d{1,9}$/.test(code) ? catalogueEntry(Number(code)) : undefined;
  if (entry === undefined) throw unknownCode(code);
  return {
    text: renderExplanation(explanationOf(entry, language), language),
    document: explanationDocument(entry),
  };
}

function unknownCode(asked: string): Failure {
  const near = nearCodes(asked);
  return new Failure('config', 'unknown-errcode', `kefu does not know the errcode "${visible(asked)}".`, {
    hint:
      near.length > 0
        ? `Near: ${near.join(', ')}.`
        : "`kefu explain` lists WeChat's codes and those of kefu's own messages.",
  });
}
