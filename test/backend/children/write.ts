// Writes a megabyte durably where argv says, and prints the code of the error.
import { writeDurably } from '../../../src/backend/write-durably.ts';

// Without a handler the system ends a process that writes beyond its limit.
process.on('SIGXFSZ', () => undefined);
try {
  await writeDurably(process.argv[2] ?? '', 'x'.repeat(1024 * 1024));
} catch (error) {
  process.stdout.write(`${(error as NodeJS.ErrnoException).code}`);
}
