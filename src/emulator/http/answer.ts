/** An answer before it goes on the wire. */

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** 0 for success, also where WeChat leaves `errcode` out. */
  errcode: number;
}

export function bytesAnswer(body: Buffer, contentType: string): Answer {
  return { status: 200, headers: { 'content-type': contentType }, body, errcode: 0 };
}

export function plainJson(value: unknown, status = 200): Answer {
  const body = Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body, errcode: 0 };
}

export function htmlAnswer(status: number, html: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: Buffer.from(html),
    errcode: 0,
  };
}

/** The page of a gateway in front of the API, such as a 502 that says nothing of whether the call was carried out. */
export function gatewayPage(status: number, reason: string): Answer {
  const title = `${status} ${reason}`;
  return htmlAnswer(
    status,
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
  );
}
