import { resolveOffline } from '../../config/config.ts';
import { type AccountId, accountId, accountName } from '../../model/account.ts';
import type { Desired } from '../../model/desired.ts';
import { Failure } from '../../model/failure.ts';
import type { Template } from '../../model/message.ts';
import { visible } from '../../model/visible.ts';
import { recordedOf } from '../../reconcile/memory.ts';
import { renderDiagnostics } from '../../render/diagnostic.ts';
import { type MediaIds, recordedMediaIds } from '../../templates/media-ids.ts';
import { say } from '../../words/en/messages.ts';
import { configInvalid } from '../../words/failures.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';

/** The canned messages of a config. */
export interface Canned {
  readonly file: string;
  readonly desired: Desired;
  readonly media: MediaIds;
}

/**
 * Reads a config without its secrets and tells its warnings; with a `template` that it has, of all templates that one
 * alone. Rejects with a `Failure`.
 */
export async function openCanned(
  config: string,
  { env, cwd, terminal, words }: CommandWorld,
  template?: string,
): Promise<Canned> {
  const resolved = await resolveOffline(config, { env, cwd }, template);
  if (!resolved.ok) {
    const { diagnostics } = resolved;
    throw configInvalid(diagnostics);
  }
  terminal.tell(renderDiagnostics(resolved.warnings, words));
  const { file, desired } = resolved.value;
  return { file, desired, media: recordedMediaIds(await recordedOf(resolved.value, { env })) };
}

/** The template of that name. Throws a `Failure` that names those there are. */
export function templateNamed({ templates }: Desired, name: string): Template {
  const found = templates.find((template) => template.name === name);
  if (found !== undefined) return found;
  const names = templates.map((template) => template.name);
  throw new Failure(
    'config',
    'unknown-template',
    told(
      say('unknown-template', { name: visible(name) }),
      names.length === 0 ? say('no-templates') : say('there-are', { names }),
    ),
  );
}

/** The account that `--as` names, by its name or as a whole. Throws a `Failure` when the config has none such. */
export function speakerNamed(desired: Desired, name: string | undefined): AccountId | undefined {
  if (name === undefined) return undefined;
  const id = name.includes('@') ? name : accountId(name, desired.officialAccount.wechatId);
  const found = desired.accounts.find((account) => account.id === id);
  if (found !== undefined) return found.id;
  const what = say('unknown-account-in-config', { name: visible(name) });
  const names = desired.accounts.map((account) => accountName(account.id));
  throw new Failure('config', 'unknown-account', told(what, say('there-are', { names })));
}
