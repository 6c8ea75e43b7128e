import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { renderCodeList, renderExplanation } from '../../render/explain.ts';
import type { Language } from '../../model/language.ts';
import { catalogueEntry, errorCatalogue } from '../../wechat/error-catalogue.ts';
import type { CatalogueEntry } from '../../wechat/error-entry.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { explanationDocument, explanationOf } from '../explain/explanation.ts';
import { nearEntries } from '../explain/near.ts';
import { languageOf } from '../outputs.ts';

export interface ExplainOptions {
  /** As typed; absent: list them all. */
  readonly code?: string;
  /** Absent: as the environment's language is. */
  readonly lang?: Language;
  readonly json: boolean;
}

/** Tells what an errcode of WeChat means and what to do. Sends nothing. */
export async function run(options: ExplainOptions, { terminal, env }: CommandWorld): Promise<number> {
  const language = languageOf(options.lang, env) === 'en' ? 'en' : 'zh';
  if (options.code === undefined) {
    terminal.out(
      options.json
        ? json({ codes: errorCatalogue.map(explanationDocument) })
        : renderCodeList(
            errorCatalogue.map((entry) => explanationOf(entry, language)),
            language,
          ),
    );
    return exitCodes.done;
  }
  const entry = entryFor(options.code.trim());
  terminal.out(
    options.json
      ? json(explanationDocument(entry))
      : renderExplanation(explanationOf(entry, language), language),
  );
  return exitCodes.done;
}

function entryFor(asked: string): CatalogueEntry {
  const entry = /^-?\d{1,9}$/.test(asked) ? catalogueEntry(Number(asked)) : undefined;
  if (entry !== undefined) return entry;
  const near = nearEntries(asked).map(({ code, name }) => `${code} (${name})`);
  throw new Failure('config', 'unknown-errcode', `kefu does not know the errcode "${visible(asked)}".`, {
    hint:
      near.length > 0
        ? `Near: ${near.join(', ')}.`
        : "`kefu explain` lists WeChat's codes. The codes of kefu's own messages are in docs/errors.md.",
  });
}

function json(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
