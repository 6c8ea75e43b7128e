// Hooks for Node's loader: each file that is loaded is written to the file that KEFU_TEST_LOADED names.
import { appendFileSync } from 'node:fs';

export function load(url, context, next) {
  if (url.startsWith('file:')) appendFileSync(process.env.KEFU_TEST_LOADED, `${url}\n`);
  return next(url, context);
}
