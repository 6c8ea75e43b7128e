/** A request to the control API, and the ways to read its body. */

import type { Running } from '../running.ts';
import { type Shape, shapeOf } from '../world/shape.ts';
import type { World } from '../world/world.ts';

export interface ControlRequest {
  running: Running;
  world: World;
  /** The name in the path: an account, an OpenID, a WeChat ID. */
  name: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  now: number;
}

/** Thrown for a request that can't be done; becomes the answer `{ "error": … }` with that HTTP status. */
export class ControlFault extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(text);
    this.status = status;
  }
}

/**
 * The parts of the body that replace parts of `current`; unknown names and other types are refused. What `shapes` names may be
 * null, or has that shape; where it is null now, nothing else tells its shape.
 */
export function readChanges<T extends object>(
  body: Record<string, unknown>,
  current: T,
  shapes: Readonly<Record<string, Shape>> = {},
): Partial<T> {
  for (const [name, value] of Object.entries(body)) {
    if (!Object.hasOwn(current, name)) throw new ControlFault(400, `unknown field: ${name}`);
    const shape = shapes[name] ?? shapeOf(current[name as keyof T]);
    if (value === null && shapes[name] !== undefined) continue;
    if (shapeOf(value) !== shape) throw new ControlFault(400, `${name} must be a ${shape}`);
  }
  return body as Partial<T>;
}

/** The value of a field that must be one of a few words. */
export function readWord<T extends string>(
  body: Record<string, unknown>,
  name: string,
  words: readonly T[],
): T {
  const found = words.find((word) => word === body[name]);
  if (found === undefined) throw new ControlFault(400, `${name} must be one of: ${words.join(', ')}`);
  return found;
}

export function readText(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw new ControlFault(400, `${name} must be a string`);
  return value;
}
