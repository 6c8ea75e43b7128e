import { once } from '../model/once.ts';
import { accessCodes } from './error-catalogue-access.ts';
import { generalCodes } from './error-catalogue-general.ts';
import { kfCodes } from './error-catalogue-kf.ts';
import { messageCodes } from './error-catalogue-messages.ts';
import { sendingCodes } from './error-catalogue-sending.ts';
import type { CatalogueEntry, WrittenEntry } from './error-entry.ts';

/** Every errcode kefu knows, in ascending order. It is made when it is first asked for: most runs meet no errcode. */
export const errorCatalogue = once((): readonly CatalogueEntry[] =>
  [generalCodes, accessCodes, kfCodes, messageCodes, sendingCodes]
    .flatMap((codes) => Object.entries(codes()).map(([code, written]) => readEntry(Number(code), written)))
    .sort((left, right) => left.code - right.code),
);

const byCode = once(() => new Map(errorCatalogue().map((entry) => [entry.code, entry])));

export function catalogueEntry(code: number): CatalogueEntry | undefined {
  return byCode().get(code);
}

function readEntry(code: number, { en, zh, ...rest }: WrittenEntry): CatalogueEntry {
  return { code, ...rest, meaning: { en: en[0], zh: zh[0] }, whatToDo: { en: en[1], zh: zh[1] } };
}
