// A server of Terraform's HTTP state protocol in memory, as strict as its description lets it be: a write needs the ID of the
// lock that is held. Knows no owner of a lock that lives or not: what a killed run held stays until somebody unlocks it.

/** What may become of one request to it. `lost`: it is done, and the answer never comes. */
export type Mishap = 'refused' | 'lost' | 'unavailable';

interface Asked extends AsyncIterable<Buffer> {
  readonly url: string;
  readonly method: string;
  readonly bytes: Buffer;
}

interface Answering {
  writeHead(status: number, headers: Record<string, string>): void;
  end(body: Buffer): void;
  readonly socket: { destroy(): void };
}

export class StateServer {
  readonly documents = new Map<string, string>();
  readonly locks = new Map<string, string>();
  /** What becomes of the nth request. */
  mishap: (nth: number) => Mishap | undefined = () => undefined;
  /** Requests so far. */
  asked = 0;

  serve({ url, method, bytes }: Asked, response: Answering): void {
    this.asked += 1;
    const mishap = this.mishap(this.asked);
    const isHeard = mishap === undefined || mishap === 'lost';
    const [status, text] = isHeard ? this.#answerTo(method, new URL(url, 'http://x'), `${bytes}`) : [503, ''];
    if (mishap === 'refused' || mishap === 'lost') {
      response.socket.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(Buffer.from(text));
  }

  /** As `kefu unlock` does for all of them. */
  unlock(): void {
    this.locks.clear();
  }

  #answerTo(method: string, { pathname, searchParams }: URL, body: string): [number, string] {
    const held = this.locks.get(pathname);
    const heldId = held === undefined ? undefined : JSON.parse(held).ID;
    if (method === 'LOCK') {
      if (held !== undefined) return [423, held];
      this.locks.set(pathname, body);
      return [200, ''];
    }
    if (method === 'UNLOCK') {
      if (held !== undefined && JSON.parse(body).ID !== heldId) return [409, held];
      this.locks.delete(pathname);
      return [200, ''];
    }
    if (method === 'GET') {
      const text = this.documents.get(pathname);
      return text === undefined ? [404, ''] : [200, text];
    }
    if (held !== undefined && searchParams.get('ID') !== heldId) return [423, held];
    this.documents.set(pathname, body);
    return [200, ''];
  }
}

/** Whether a request is for it and not for WeChat. */
export function isForState(path: string): boolean {
  return path.startsWith('/state/');
}
