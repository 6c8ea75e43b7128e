import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export const fieldCase = join(import.meta.dirname, '../field-cases/11-openids-from-a-spreadsheet');

/** A folder with a config whose template is `hi`, and lists of customers; it is gone after the test. */
export function listFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-lists-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  copyFileSync(join(fieldCase, 'kefu.yaml'), join(folder, 'kefu.yaml'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
