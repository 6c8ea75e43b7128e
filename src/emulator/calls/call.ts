/** One API call as its handler sees it, and the ways to read what the client sent. */

import { Refusal } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { type Part, readParts } from '../http/multipart.ts';
import { jsonAnswer } from '../http/wording.ts';
import type { World } from '../world/world.ts';

export interface Call {
  world: World;
  method: string;
  path: string;
  query: URLSearchParams;
  contentType: string;
  body: Buffer;
  /** The address the call came from. */
  ip: string;
  /** `http://127.0.0.1:PORT`, for URLs that point back here. */
  origin: string;
  now: number;
  /** How often a path may be called a day when nothing else is set; undefined for an unknown path. */
  usualPerDay: (path: string) => number | undefined;
}

export type JsonObject = Record<string, unknown>;

/** The answer of a successful call, in WeChat's writing. */
export function answer(call: Call, value: object): Answer {
  return jsonAnswer(value, call.world.settings);
}

export function ok(call: Call): Answer {
  return answer(call, { errcode: 0, errmsg: 'ok' });
}

/** The JSON of the body: 44002 when there is none, 47001 when it can't be parsed, as WeChat answers. */
export function readJson(call: Call): unknown {
  const text = call.body.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new Refusal(44002);
  try {
    return JSON.parse(withEscapes(text, call));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(47001);
  }
}

export function readJsonObject(call: Call): JsonObject {
  const value = readJson(call);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal(40038);
  return value as JsonObject;
}

/** Any escape of JSON, taken one by one: in `\\u60a8` the backslash is escaped and no character. */
const escapes = /\\(?:u[0-9a-f]{4}|[\s\S])/gi;

function withEscapes(text: string, call: Call): string {
  const choice = call.world.settings.escapedText;
  if (choice === 'accept') return text;
  return text.replace(escapes, (found) => {
    if (!isBeyondAscii(found)) return found;
    if (choice === 'literal') return `\\${found}`;
    throw new Refusal(choice === '47002' ? 47002 : 40033);
  });
}

function isBeyondAscii(found: string): boolean {
  return found.length === 6 && Number.parseInt(found.slice(2), 16) > 0x7f;
}

/** The file of a multipart body: field `media`, or 41005 when there is none. */
export function readFile(call: Call): { file: Part; fields: Part[] } {
  const parts = readParts(call.contentType, call.body, call.world.settings.multipart === 'strict');
  const file = parts.find((part) => part.name === 'media' && part.filename !== undefined);
  if (file === undefined) throw new Refusal(41005);
  return { file, fields: parts.filter((part) => part !== file) };
}
