// Writes scripts/release/files.txt anew from what npm would pack now, to be reviewed like code. Needs a built dist/.
import { writeFile } from 'node:fs/promises';
import { packedFiles } from './tarball.mjs';

await writeFile(new URL('./files.txt', import.meta.url), `${(await packedFiles('.')).join('\n')}\n`);
