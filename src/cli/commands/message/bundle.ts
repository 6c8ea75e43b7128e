import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { writeDurably } from '../../../backend/write-durably.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { Failure } from '../../../model/failure.ts';
import { mediaFilesOf } from '../../../model/message.ts';
import { version } from '../../../model/version.ts';
import { visible } from '../../../model/visible.ts';
import { renderDiagnostics } from '../../../render/diagnostic.ts';
import { type Bundle, bundledTemplate } from '../../../templates/bundle.ts';
import type { CommandWorld } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { type Canned, openCanned } from '../../message/canned.ts';

export interface BundleOptions {
  readonly config: string;
  readonly out: string;
}

/** Writes the templates, resolved and with media ids, as `messages.json` into a folder. Sends nothing. */
export async function run({ config, out }: BundleOptions, world: CommandWorld): Promise<number> {
  const canned = await openCanned(config, world);
  const found = mediaFindings(canned);
  if (found.some(({ severity }) => severity === 'error')) {
    throw new Failure('config', 'media-not-uploaded', 'Some media were not uploaded.', {
      diagnostics: found,
    });
  }
  world.terminal.tell(renderDiagnostics(found));
  const file = join(resolve(world.cwd, out), 'messages.json');
  await write(file, `${JSON.stringify(bundleOf(canned), null, 2)}\n`);
  const count = canned.desired.templates.length;
  world.terminal.out(
    `Wrote ${relative(world.cwd, file)}: ${count} ${count === 1 ? 'template' : 'templates'}.\n`,
  );
  return exitCodes.done;
}

function bundleOf({ desired, mediaId }: Canned): Bundle {
  const { name, appId, wechatId } = desired.officialAccount;
  return {
    format_version: '1.0',
    kefu_version: version,
    official_account: { name, app_id: appId, wechat_id: wechatId },
    templates: Object.fromEntries(
      desired.templates.map((template) => [template.name, bundledTemplate(template, mediaId)]),
    ),
    sequences: Object.fromEntries(
      desired.sequences.map(({ name: sequence, after, templates }) => [sequence, { after, templates }]),
    ),
  };
}

/** `media-not-uploaded`; `media-temporary`: a bundle is not refreshed, and temporary media are gone after three days. */
function mediaFindings({ desired, mediaId }: Canned): Diagnostic[] {
  return desired.templates.flatMap(mediaFilesOf).flatMap((file): Diagnostic[] => {
    const { path, lifetime, source } = file;
    if (mediaId(file) === undefined) {
      const hint = 'Run `kefu apply`: it uploads the media of the templates.';
      const message = `${path} was not uploaded yet, or has changed since.`;
      return [{ severity: 'error', code: 'media-not-uploaded', message, hint, range: source }];
    }
    if (lifetime === 'permanent') return [];
    const hint = 'Write the bundle again after each apply, or make it `lifetime: permanent`.';
    const message = `${path} is temporary: its id in the bundle is good for three days at most.`;
    return [{ severity: 'warning', code: 'media-temporary', message, hint, range: source }];
  });
}

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(resolve(file, '..'), { recursive: true });
    await writeDurably(file, text);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure('config', 'not-writable', `${visible(file)} can't be written (${code}).`, {
      cause: error,
    });
  }
}
