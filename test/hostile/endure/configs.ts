import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveConfig } from '../../../src/config/config.ts';
import { renderTemplate } from '../../../src/templates/render.ts';
import { sampleValues } from '../../../src/templates/sample.ts';
import type { ConfigCase } from '../cases/configs.ts';
import { type Endurance, mustBeClean, refusedBy, tellAll } from './endure.ts';
import { accountOf, env, hostileFolder, planAndTell, removeFolder } from './stage.ts';

/** Configs: read, and what is valid planned, told in every format, and its messages filled in. */
export async function endureConfigs(): Promise<Endurance<ConfigCase>> {
  const folder = hostileFolder();
  return {
    meet: async ({ config, picture }) => {
      writeFileSync(join(folder, 'kefu.yaml'), config);
      writeFileSync(join(folder, 'hostile.bin'), picture);
      const resolved = await resolveConfig('kefu.yaml', { cwd: folder, env });
      mustBeClean();
      tellAll(resolved.ok ? resolved.warnings : resolved.diagnostics);
      if (!resolved.ok) {
        if (resolved.diagnostics.some(({ severity }) => severity === 'error')) return 'refused';
        throw new Error('refused without an error');
      }
      const { desired } = resolved.value;
      try {
        await planAndTell(accountOf(desired, join(folder, 'kefu.state.json')));
        for (const template of desired.templates) {
          const values = sampleValues(template, {});
          const rendered = await renderTemplate(template, { values, mediaId: () => 'MEDIA' });
          if (!rendered.ok) tellAll(rendered.faults);
        }
      } catch (error) {
        return refusedBy(error);
      }
      return 'taken';
    },
    end: async () => removeFolder(folder),
  };
}
