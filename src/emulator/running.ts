/** What the parts of a running emulator share: its world, its clock, its turns and its timers. */

import { randomBytes } from 'node:crypto';
import type { World } from './world/world.ts';
import { saveWorld } from './world/world-file.ts';

export interface Running {
  world: World;
  origin: string;
  /** Another one each time the emulator starts: by it a page that stayed open notices. */
  boot: string;
  /** What the emulator's own page sends when it writes, and no other page of the same browser knows. */
  pageToken: string;
  /** Tells those who look on that the world may be another now. */
  changed: () => void;
  /** Calls the listener at each change from now on; what it gives back ends that. */
  onChange: (listener: () => void) => () => void;
  /** Milliseconds of the world's clock. */
  now: () => number;
  /** Runs one action at a time, in order of arrival: calls never see each other half done. */
  inTurn: <T>(action: () => Promise<T>) => Promise<T>;
  later: (ms: number, action: () => Promise<unknown>) => void;
  /** Writes the world to its file, if it has one. */
  save: () => Promise<void>;
  /** Forgets what was to happen later and waits for what is happening. */
  stop: () => Promise<void>;
}

export function createRunning(world: World, realNow: () => number, worldFile: string | undefined): Running {
  const listeners = new Set<() => void>();
  const timers = new Set<NodeJS.Timeout>();
  let turn: Promise<unknown> = Promise.resolve();
  let stopped = false;
  return {
    world,
    origin: '',
    boot: randomBytes(9).toString('base64url'),
    pageToken: randomBytes(24).toString('base64url'),
    changed: () => {
      for (const listener of listeners) listener();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now: () => realNow() + world.clockOffsetMs,
    inTurn: (action) => {
      const mine = turn.then(() => {
        if (stopped) throw new Error('the emulator was closed');
        return action();
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
    later: (ms, action) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        action().catch(() => undefined);
      }, ms);
      timers.add(timer);
    },
    save: async () => {
      if (worldFile !== undefined) await saveWorld(worldFile, world);
    },
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await turn;
    },
  };
}
