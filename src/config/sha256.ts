import { createHash } from 'node:crypto';

/** Hex SHA-256 of a file's bytes. In a file of its own, since `validate` needs no hash and node:crypto is slow to load. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
