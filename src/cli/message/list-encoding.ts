import { isUtf8 } from 'node:buffer';
import { foreignEncoding } from '../../config/encoding.ts';

export type DecodedList =
  | { readonly ok: true; readonly text: string }
  /** `what` follows "The file is ". */
  | { readonly ok: false; readonly what: string; readonly hint: string };

/** A list as text, without a byte order mark; or what it is instead of UTF-8, by what spreadsheets save. */
export function decodeList(bytes: Uint8Array): DecodedList {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return notText(
      'a workbook or an archive, not a text file',
      'Save the column of OpenIDs as text (UTF-8).',
    );
  }
  const encoding = foreignEncoding(bytes);
  if (encoding !== undefined) {
    return notText(
      `saved as ${encoding}`,
      'Save it as UTF-8: in Excel "CSV UTF-8", in Notepad by the encoding of "Save as".',
    );
  }
  if (isUtf8(bytes)) return { ok: true, text: new TextDecoder().decode(bytes) };
  return notText('not UTF-8', 'Save it as UTF-8.');
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function notText(what: string, hint: string): DecodedList {
  return { ok: false, what, hint };
}
