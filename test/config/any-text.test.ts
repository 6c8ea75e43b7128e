import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveConfig } from '../../src/config/config.ts';
import { renderDiagnostics } from '../../src/render/diagnostic.ts';
import { configWith, folderWith } from './written-config.ts';

const secret = 'f00dcafe5d41402abc4b2a76b9719d91';
const valid = configWith(
  {
    alice: '{ nickname: 小美, worker: wxid_alice, protect: true }',
    bob: '{ state: absent }',
    carol: '{ nickname: 卡罗, previously: [caro], password: { env: CAROL } }',
  },
  'policy: { unmanaged: keep, maxDeletes: 1 }\n',
);

/** Pieces that mean something in YAML or to kefu, put together at random. */
const piece = fc.constantFrom(
  ...[
    '\n',
    '\n  ',
    '\n    ',
    ' ',
    '\t',
    ': ',
    ':',
    '- ',
    '? ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '#',
    '|',
    '>',
    '&a',
  ],
  ...[
    '*a',
    '!t ',
    '<<: ',
    '%',
    '---\n',
    '...',
    '\\u0000',
    '\u202e',
    '\ud800',
    '小',
    '0',
    'true',
    '__proto__',
    '@',
  ],
  ...[
    'version: 1\n',
    'officialAccount:',
    'accounts:',
    'appSecret: ',
    'env',
    'nickname',
    secret,
    '\uFEFF',
    '\r',
  ],
);
const yamlLike = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
/** The valid config with a piece put in, or a stretch cut out: what typing and merging leaves behind. */
const damaged = fc
  .tuple(fc.nat(valid.length), fc.nat(40), yamlLike)
  .map(([at, cut, text]) => valid.slice(0, at) + text + valid.slice(at + cut));
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), yamlLike, damaged);

test('given any text as config, expect a value or diagnostics with a place in it, and never a secret', async () => {
  const folder = await folderWith({});
  const world = {
    cwd: folder,
    env: { SHOP_CN_APP_SECRET: 'canary-of-the-secret', CAROL: 'canary-of-carol' },
  };
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      await writeFile(join(folder, 'kefu.yaml'), text);
      const result = await resolveConfig('kefu.yaml', world);
      const diagnostics = result.ok ? result.warnings : result.diagnostics;
      expect(result.ok || diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
      for (const { range } of diagnostics) {
        const { column = 1, length = 1, text: line = ' ' } = range ?? {};
        expect(column - 1 + length).toBeLessThanOrEqual(Math.max(line.length, column));
      }
      const shown = renderDiagnostics(diagnostics) + JSON.stringify(diagnostics);
      expect(shown).not.toContain('canary');
      expect(({} as Record<string, unknown>).nickname).toBeUndefined();
      // A secret glued to other letters does not look like one any more.
      if (!new RegExp(`[\\w/\\\\.-]${secret}|${secret}[\\w./\\\\-]`).test(text))
        expect(shown).not.toContain(secret);
    }),
    { numRuns: 1500 },
  );
});
