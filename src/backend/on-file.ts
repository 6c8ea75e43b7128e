import fs from 'node:fs';
import { promisify } from 'node:util';

/** What is done to a file that was opened at once, by its descriptor. Each rejects with the system's error. */
export const onFile = {
  write: promisify(fs.writeFile),
  sync: promisify(fs.fsync),
  close: promisify(fs.close),
  stat: promisify(fs.fstat),
  chown: promisify(fs.fchown),
  chmod: promisify(fs.fchmod),
};
