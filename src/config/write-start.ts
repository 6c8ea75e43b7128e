// The configuration a first export starts from: made of flags instead of a file.
import type { Connection } from '../model/connection.ts';
import type { ConfigResult } from './config.ts';
import { emulatorFaults, endpointOf } from './endpoint.ts';
import type { Loaded } from './load.ts';
import { officialAccountFaults } from './official-account-rules.ts';
import { allowedFolders } from './open-file.ts';
import { parse } from './parse.ts';
import { lookUpSecrets } from './secrets.ts';
import { diagnosticsOf, sourceOf } from './source.ts';
import type { ConfigWorld } from './world.ts';

/** What a configuration says of its official account. */
export interface StartingPoint {
  readonly name: string;
  readonly wechatId: string;
  readonly appId: string;
}

/** A configuration without accounts, whose AppSecret is in KEFU_APP_SECRET; valid when the starting point is. */
export function startingText({ name, wechatId, appId }: StartingPoint): string {
  return `version: 1

officialAccount:
  name: ${JSON.stringify(name)}
  wechatId: ${JSON.stringify(wechatId)}
  appId: ${JSON.stringify(appId)}
  credentials:
    appSecret: { env: KEFU_APP_SECRET }

accounts: {}

policy:
  unmanaged: keep
`;
}

/** A text that kefu wrote, parsed; `shown` is the file's name as people see it. Throws for anything but YAML. */
export function parsed(text: string, file: string, shown: string): Loaded {
  const source = sourceOf(shown, text);
  const { tree } = parse(source);
  if (tree === undefined) throw new Error('kefu wrote a configuration that is not YAML.');
  return { file, source, tree };
}

/** How to reach the official account of a starting point that is not on the disk yet, or the faults of its flags. */
export async function startingConnection(
  start: StartingPoint,
  file: string,
  world: ConfigWorld,
): Promise<ConfigResult<Connection>> {
  const { source, tree } = parsed(startingText(start), file, file);
  const endpoint = endpointOf(tree, world.env);
  const faults = [...officialAccountFaults(tree), ...endpoint.faults, ...emulatorFaults(tree, endpoint)];
  const folders = allowedFolders(file, world);
  const secrets = await lookUpSecrets(tree, () => folders, world, faults);
  // The places are those of a file that is not there: only what is wrong is told.
  const diagnostics = diagnosticsOf(source, [...faults, ...secrets.faults]).map(
    ({ range: _, ...diagnostic }) => diagnostic,
  );
  const { credentials } = secrets;
  if (credentials === undefined || diagnostics.some(({ severity }) => severity === 'error')) {
    return { ok: false, diagnostics };
  }
  const value = { appId: start.appId, endpoint: endpoint.url, credentials };
  return { ok: true, value, warnings: diagnostics };
}
