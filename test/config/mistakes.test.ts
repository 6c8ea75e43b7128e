import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkConfig, resolveConfig } from '../../src/config/config.ts';
import { renderDiagnostics } from '../../src/render/diagnostic.ts';

const folder = join(import.meta.dirname, 'mistakes');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

/** These can only be seen when secrets are looked up. */
const seenWhenResolving = new Set(['unset-variable.yaml']);
const env = { SHOP_CN_APPSECRET: 'told-under-another-name', ALICE_PASSWORD: '' };

describe('given a mistake people make, expect a message to act on', () => {
  test.each(files)('%s', async (file) => {
    const read = seenWhenResolving.has(file) ? resolveConfig : checkConfig;
    const result = await read(file, { cwd: folder, env });
    const diagnostics = result.ok ? result.warnings : result.diagnostics;
    expect(diagnostics.length).toBeGreaterThan(0);
    await expect(renderDiagnostics(diagnostics)).toMatchFileSnapshot(
      join(folder, file.replace('.yaml', '.txt')),
    );
  });
});
