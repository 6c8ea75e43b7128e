import { isUtf8 } from 'node:buffer';

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
  if (isUtf16(bytes)) return notText('saved as UTF-16', 'Save it as UTF-8.');
  if (isUtf8(bytes)) return { ok: true, text: new TextDecoder().decode(bytes) };
  return isGbk(bytes)
    ? notText(
        'saved as GBK',
        'Save it as UTF-8: in Excel "CSV UTF-8", in Notepad by the encoding of "Save as".',
      )
    : notText('not UTF-8', 'Save it as UTF-8.');
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** By its mark, or by zeros: every second byte of plain letters is one, and Chinese has none. */
function isUtf16(bytes: Uint8Array): boolean {
  return (
    startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]) || zerosOf(bytes) * 4 >= bytes.length
  );
}

function zerosOf(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), bytes.length === 0 ? -1 : 0);
}

/** Every byte beyond ASCII begins a pair as GBK forms them; a Latin-1 text seldom fits. */
function isGbk(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) continue;
    index += 1;
    const second = bytes[index] ?? 0;
    if (byte === 0x80 || byte === 0xff || second < 0x40 || second === 0x7f || second === 0xff) return false;
  }
  return true;
}

function notText(what: string, hint: string): DecodedList {
  return { ok: false, what, hint };
}
