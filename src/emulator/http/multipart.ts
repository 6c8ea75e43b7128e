/** Takes the parts out of a multipart/form-data body, however a client wrote it. */

export interface Part {
  name: string;
  /** As sent: it may be a path. Undefined for a plain form field. */
  filename: string | undefined;
  bytes: Buffer;
}

/**
 * The parts of the body; none when it isn't multipart or has no closing boundary. `strict` also wants the
 * final CRLF: Tencent's parser is reported to lose the file without it (undici issue 3624).
 */
export function readParts(contentType: string, body: Buffer, strict: boolean): Part[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const text = boundary?.[1] ?? boundary?.[2];
  if (text === undefined || !/^\s*multipart\//i.test(contentType)) return [];
  if (strict && !body.subarray(-2).equals(Buffer.from('\r\n'))) return [];
  return cut(body, Buffer.from(`--${text}`)).flatMap(readPart);
}

function cut(body: Buffer, delimiter: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const begin = start + delimiter.length;
    if (body.subarray(begin, begin + 2).toString('latin1') === '--') return pieces;
    const next = body.indexOf(delimiter, begin);
    if (next !== -1) pieces.push(body.subarray(begin, next));
    start = next;
  }
  return [];
}

function readPart(piece: Buffer): Part[] {
  const headEnd = piece.indexOf('\r\n\r\n');
  if (headEnd === -1) return [];
  const head = piece.subarray(0, headEnd).toString('utf8');
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
  const name = parameter(disposition, 'name');
  if (name === undefined) return [];
  // Two bytes at the end belong to the delimiter that follows.
  const bytes = piece.subarray(headEnd + 4, piece.length - 2);
  return [{ name, filename: parameter(disposition, 'filename'), bytes }];
}

function parameter(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition);
  return found?.[1] ?? found?.[2];
}
