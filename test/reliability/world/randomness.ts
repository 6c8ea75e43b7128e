// Stands in for node:crypto where it draws: the same seed, the same names and ids.
import * as crypto from 'node:crypto';

export const { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } = crypto;

let state = 1;

export function seedRandomness(seed: number): void {
  state = seed | 1;
}

/** Mulberry32. */
function draw(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

export function randomBytes(length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; at += 1) bytes[at] = Math.floor(draw() * 256);
  return bytes;
}

export function randomUUID(): string {
  const hex = randomBytes(16).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** In this thread: what another one does would come at a time of its own. */
export function scrypt(
  password: string | Buffer,
  salt: string | Buffer,
  length: number,
  options: crypto.ScryptOptions,
  done: (error: Error | null, key: Buffer) => void,
): void {
  done(null, crypto.scryptSync(password, salt, length, options));
}
