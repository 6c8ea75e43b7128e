import { relative } from 'node:path';
import { takeLock } from '../backend/lock.ts';
import { resolveOffline } from '../config/config.ts';
import { Failure } from '../model/failure.ts';
import type { Recorded } from '../model/recorded.ts';
import { visible } from '../model/visible.ts';
import { openState } from './open.ts';
import { systemClock } from './system-clock.ts';

/** Where the command is run. */
interface AdoptWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** The recorded state of a config; no secret is looked up. Rejects with a `Failure`. */
export async function recordedOfConfig(
  config: string,
  world: AdoptWorld,
): Promise<{ readonly path: string; readonly appId: string; readonly recorded: Recorded | undefined }> {
  const resolved = await resolveOffline(config, world);
  if (!resolved.ok) {
    const { diagnostics } = resolved;
    throw new Failure('config', 'config-invalid', 'The config has faults.', { diagnostics });
  }
  const { stateFile: path, desired } = resolved.value;
  return { path, appId: desired.officialAccount.appId, recorded: await openState(path).read() };
}

/**
 * Takes another config's state file over, for a config that was renamed: its records become this config's. Refused when
 * there is a record already, or the file belongs to another AppID. Resolves to what was taken over; rejects with a `Failure`.
 */
export async function adoptState(
  file: string,
  config: string,
  world: AdoptWorld,
): Promise<{ readonly path: string; readonly recorded: Recorded }> {
  const { path, appId, recorded } = await recordedOfConfig(config, world);
  const shown = visible(relative(world.cwd, path));
  if (recorded) {
    throw refused('state-exists', `${shown} is there already and knows ${recorded.objects.size} objects.`, {
      hint: 'Nothing was changed. If the other file is the right one, move this one away first.',
    });
  }
  const other = await openState(file).read();
  if (!other) throw refused('state-missing', `There is no state file ${visible(file)}.`, {});
  if (other.appId !== appId) {
    throw refused(
      'appid-mismatch',
      `${visible(file)} belongs to AppID ${visible(other.appId)}, the config says ${appId}.`,
      { hint: 'Nothing was changed. Only a state file of the same official account can be taken over.' },
    );
  }
  const unlock = await takeLock(path, systemClock, 0);
  try {
    await openState(path).write(other);
  } finally {
    await unlock();
  }
  return { path, recorded: other };
}

function refused(code: string, message: string, more: { readonly hint?: string }): Failure {
  return new Failure('config', code, message, more);
}
