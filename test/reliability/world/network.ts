// Stands in for undici: requests go to the emulator in this process, through its own logic for calls and faults.
import { Readable } from 'node:stream';
import { alive } from './process.ts';

interface Sent {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | null;
}

interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Readable;
}

/** What answers. Refuses the connection when `connects` is false. */
export const network = {
  connects: (): boolean => true,
  serve: (_request: unknown, _response: unknown): Promise<void> => Promise.reject(new Error('no server')),
  /** Called before each request leaves, and after its answer came. */
  hook: (_phase: 'before' | 'after', _path: string): Promise<void> | void => {},
};

function broken(code: string): Error {
  return Object.assign(new Error(code), { code });
}

type Connect = (options: object, callback: (error: Error | null, socket: unknown) => void) => void;

export function buildConnector(): Connect {
  return (_, callback) => {
    if (network.connects()) callback(null, {});
    else callback(broken('ECONNREFUSED'), null);
  };
}

export class Client {
  readonly #connect: Connect;

  constructor(_origin: string, { connect }: { connect: Connect }) {
    this.#connect = connect;
  }

  async request(sent: Sent): Promise<Answered> {
    await alive();
    await network.hook('before', sent.path);
    await alive();
    await new Promise<void>((done, fail) => {
      this.#connect({}, (error) => (error ? fail(error) : done()));
    });
    const answered = await exchanged(sent);
    await network.hook('after', sent.path);
    await alive();
    return answered;
  }

  async destroy(): Promise<void> {}
}

export class Pool extends Client {}

/** One request through the server, as the client sees it: an answer, or a broken connection. */
function exchanged({ path, method, headers, body }: Sent): Promise<Answered> {
  const bytes = Buffer.from(body ?? '');
  const request = Object.assign(Readable.from(bytes.length === 0 ? [] : [bytes]), {
    url: path,
    text: bytes.subarray(0, 10_000).toString('utf8'),
    method,
    headers: { host: '127.0.0.1:1', 'content-type': headers['content-type'] },
    socket: { remoteAddress: '127.0.0.1' },
  });
  return new Promise((done, fail) => {
    let status = 200;
    let answerHeaders: Record<string, string | undefined> = {};
    let parts: Buffer[] = [];
    const drop = () => fail(broken('UND_ERR_SOCKET'));
    const answer = (stream: Readable) => done({ statusCode: status, headers: answerHeaders, body: stream });
    const response = {
      headersSent: false,
      destroyed: false,
      writeHead(code: number, given: Record<string, string>) {
        status = code;
        answerHeaders = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
      },
      flushHeaders() {},
      write(part: Buffer, written: () => void) {
        parts.push(part);
        written();
        return true;
      },
      end(part?: Buffer) {
        if (part) parts.push(part);
        answer(Readable.from(parts.length === 0 ? [] : [Buffer.concat(parts)]));
        parts = [];
      },
      socket: {
        resetAndDestroy: drop,
        destroy: drop,
        end() {},
        destroySoon() {
          answer(Readable.from(cutOff(Buffer.concat(parts))));
        },
      },
    };
    // A server that ends without an answer is one that hangs: the client gives up.
    network.serve(request, response).then(() => fail(broken('UND_ERR_HEADERS_TIMEOUT')), fail);

  });
}

async function* cutOff(bytes: Buffer) {
  if (bytes.length > 0) yield bytes;
  throw broken('UND_ERR_SOCKET');
}

