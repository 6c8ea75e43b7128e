// Saves the picture argv names as that of alice, in the folder argv names, and prints the code of the error.
import { readFileSync } from 'node:fs';
import { saveAvatar } from '../../../src/config/write-avatar.ts';

process.on('SIGXFSZ', () => undefined);
const [, , folder = '', picture = ''] = process.argv;
try {
  await saveAvatar(folder, folder, 'alice', readFileSync(picture));
} catch (error) {
  process.stdout.write(`${(error as NodeJS.ErrnoException).code}`);
}
