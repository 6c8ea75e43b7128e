import { isUtf8 } from 'node:buffer';
import { foreignEncoding } from '../../config/encoding.ts';
import type { Saying } from '../../model/saying.ts';
import { say } from '../../words/en/sending.ts';

export type DecodedList =
  | { readonly ok: true; readonly text: string }
  /** `why` follows the name of the file. */
  | { readonly ok: false; readonly why: Saying; readonly hint: Saying };

/** A list as text, without a byte order mark; or what it is instead of UTF-8, by what spreadsheets save. */
export function decodeList(bytes: Uint8Array): DecodedList {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return notText(say('is-workbook'), say('save-column'));
  }
  const encoding = foreignEncoding(bytes);
  if (encoding !== undefined) {
    return notText(say('is-encoded-as', { encoding }), say('save-list-utf8'));
  }
  if (isUtf8(bytes)) return { ok: true, text: new TextDecoder().decode(bytes) };
  return notText(say('is-not-utf8'), say('save-plain-utf8'));
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function notText(why: Saying, hint: Saying): DecodedList {
  return { ok: false, why, hint };
}
