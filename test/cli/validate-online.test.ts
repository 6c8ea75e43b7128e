// `validate --online` asks about every config, also behind one that WeChat refuses or that can't be asked about.
import { expect, onTestFinished, test } from 'vitest';
import { run as validate } from '../../src/cli/commands/validate.ts';
import { capturedWorld } from '../support/cli.ts';
import { type FleetStage, setFleetStage } from '../support/fleet-stage.ts';

async function shops(): Promise<FleetStage> {
  const stage = await setFleetStage(3, 1, 0);
  onTestFinished(stage.end);
  return stage;
}

async function validated(stage: FleetStage) {
  const { world, out } = capturedWorld(stage.folder, stage.env);
  const json = [{ format: 'json', file: '-' }];
  const exit = await validate({ configs: ['shops'], json: false, online: true, output: json }, world);
  const { diagnostics } = JSON.parse(out()) as { diagnostics: { code: string; file?: string }[] };
  return { exit, found: diagnostics.map(({ code, ...at }) => [code, JSON.stringify(at)] as const) };
}

test('given one that WeChat refuses, expect that one and what is wrong with those before and behind it', async () => {
  const stage = await shops();
  stage.edit('shops/shop-0001.yaml', 'version: 1', 'version: 1\nacounts: {}');
  stage.edit('shops/shop-0002.yaml', /appId: \S+/, 'appId: wxemu0000000000999');
  stage.edit('shops/shop-0003.yaml', /wechatId: \S+/, 'wechatId: somebodyelse');
  const { exit, found } = await validated(stage);
  expect(exit).toBe(3);
  for (const [index, code] of ['unknown-key', '40013', 'suffix-mismatch'].entries()) {
    const at = found.find(([name]) => name === code)?.[1];
    expect(at, `${code} in ${JSON.stringify(found)}`).toContain(`shops/shop-000${index + 1}.yaml`);
  }
});
