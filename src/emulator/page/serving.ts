/** What the page consists of, beside the page itself: its newest content, its files, and the stream of its changes. */

import type { ServerResponse } from 'node:http';
import { type Answer, bytesAnswer } from '../http/answer.ts';
import type { Running } from '../running.ts';
import { customerFace, officialAccountFace } from './faces.ts';
import { showNewest, showPage, type Visit } from './page.ts';
import { pageScript } from './script.ts';
import { pageStyle } from './style.ts';

/** Where the page is told of changes, for as long as it listens. */
export const changesPath = '/__emulator/page/changes';

const files: Readonly<Record<string, { type: string; text: string }>> = {
  '/__emulator/page/style.css': { type: 'text/css; charset=utf-8', text: pageStyle },
  '/__emulator/page/script.js': { type: 'text/javascript; charset=utf-8', text: pageScript },
  '/__emulator/page/customer.svg': { type: 'image/svg+xml', text: customerFace },
  '/__emulator/page/official-account.svg': { type: 'image/svg+xml', text: officialAccountFace },
};

/** The answer to a GET of the page or a part of it; undefined when the path is none of these. */
export function pageAnswer(running: Running, path: string, visit: Visit): Answer | undefined {
  if (path === '/') return showPage(running, visit);
  if (path === '/__emulator/page/now') return showNewest(running, visit);
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (file === undefined) return undefined;
  const answer = bytesAnswer(Buffer.from(file.text), file.type);
  // Not kept: another version of the emulator may listen here tomorrow.
  return { ...answer, headers: { ...answer.headers, 'cache-control': 'no-store' } };
}

/** So many changes at once, as an apply makes them, are told together. */
const togetherMs = 60;
/** A stream in which nothing happens is kept open by a comment now and then. */
const quietMs = 15_000;

/** Sends an event now, and one after each change, until the reader leaves: what changed the page asks for itself. */
export function streamChanges(running: Running, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  });
  const tell = () => response.write(`event: changed\ndata: ${running.boot}\n\n`);
  let telling: NodeJS.Timeout | undefined;
  const stopListening = running.onChange(() => {
    telling ??= setTimeout(() => {
      telling = undefined;
      tell();
    }, togetherMs);
  });
  const keepOpen = setInterval(() => response.write(': still here\n\n'), quietMs);
  response.on('close', () => {
    stopListening();
    clearTimeout(telling);
    clearInterval(keepOpen);
  });
  tell();
}
