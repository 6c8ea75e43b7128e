// Begins to write files durably into the folder argv names, and leaves at once so many milliseconds later, as after a second
// Ctrl-C.
import { join } from 'node:path';
import { writeDurably } from '../../../src/backend/write-durably.ts';

const [, , folder = '', ms] = process.argv;
for (let file = 0; file < 20; file += 1)
  void writeDurably(join(folder, `${file}.json`), 'x'.repeat(300_000)).catch(() => undefined);
setTimeout(() => process.exit(0), Number(ms));
