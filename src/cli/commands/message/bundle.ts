import { join, relative, resolve } from 'node:path';
import { writeDurably } from '../../../backend/write-durably.ts';
import { makeFolder } from '../../../files/make-folder.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { Failure } from '../../../model/failure.ts';
import { mediaFilesOf, type Template } from '../../../model/message.ts';
import { version } from '../../../model/version.ts';
import { visible } from '../../../model/visible.ts';
import { renderDiagnostics } from '../../../render/diagnostic.ts';
import { type Bundle, bundledTemplate } from '../../../templates/bundle.ts';
import type { MediaIds } from '../../../templates/media-ids.ts';
import { say as sending } from '../../../words/en/sending.ts';
import { say } from '../../../words/en/templates.ts';
import { sayIn } from '../../../words/language-words.ts';
import { told } from '../../../words/say.ts';
import { notWritten } from '../../../words/system-hints.ts';
import type { CommandWorld } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { type Canned, openCanned } from '../../message/canned.ts';
import { systemClock } from '../../wiring.ts';

export interface BundleOptions {
  readonly config: string;
  readonly out: string;
}

/** Writes the templates, resolved and with media ids, as `messages.json` into a folder. Sends nothing. */
export async function run({ config, out }: BundleOptions, world: CommandWorld): Promise<number> {
  const canned = await openCanned(config, world);
  const found = mediaFindings(canned, systemClock.now());
  if (found.some(({ severity }) => severity === 'error')) {
    throw new Failure('config', 'media-not-uploaded', told(say('some-not-uploaded')), {
      diagnostics: found,
    });
  }
  world.terminal.tell(renderDiagnostics(found, world.words));
  const file = join(resolve(world.cwd, out), 'messages.json');
  await write(file, `${JSON.stringify(bundleOf(canned), null, 2)}\n`);
  const count = canned.desired.templates.length;
  const wrote = sending('wrote-templates', { file: visible(relative(world.cwd, file)), count });
  world.terminal.out(`${sayIn(world.words, wrote)}\n`);
  return exitCodes.done;
}

function bundleOf({ desired, media }: Canned): Bundle {
  const { name, appId, wechatId } = desired.officialAccount;
  return {
    format_version: '1.0',
    kefu_version: version,
    official_account: { name, app_id: appId, wechat_id: wechatId },
    templates: Object.fromEntries(
      desired.templates.map((template) => [template.name, bundledTemplate(template, media.idOf)]),
    ),
    ...temporaryMedia(desired.templates, media),
    sequences: Object.fromEntries(
      desired.sequences.map(({ name: sequence, after, templates }) => [sequence, { after, templates }]),
    ),
  };
}

/** When the ids end, so that who renders from the bundle later can see it. */
function temporaryMedia(templates: readonly Template[], { idOf, endOf }: MediaIds): Partial<Bundle> {
  const ends = templates.flatMap(mediaFilesOf).flatMap((file): [string, string][] => {
    const id = idOf(file);
    const end = id === undefined ? undefined : endOf(id);
    return id === undefined || end === undefined ? [] : [[id, new Date(end).toISOString()]];
  });
  return ends.length === 0 ? {} : { temporary_media: Object.fromEntries(ends) };
}

/**
 * `media-not-uploaded`, `media-expired`; `media-temporary`: a bundle is not refreshed, and temporary media are gone after
 * three days.
 */
function mediaFindings({ desired, media }: Canned, now: number): Diagnostic[] {
  return desired.templates.flatMap(mediaFilesOf).flatMap((file): Diagnostic[] => {
    const { path, lifetime, source } = file;
    const id = media.idOf(file);
    if (id === undefined) {
      const what = told(say('not-uploaded', { file: path }), say('apply-uploads'));
      return [{ severity: 'error', code: 'media-not-uploaded', ...what, range: source }];
    }
    if (lifetime === 'permanent') return [];
    if ((media.endOf(id) ?? now) <= now) {
      const what = told(say('media-expired', { what: path }), say('apply-or-permanent'));
      return [{ severity: 'error', code: 'media-expired', ...what, range: source }];
    }
    const what = told(say('media-temporary', { file: path }), say('bundle-again'));
    return [{ severity: 'warning', code: 'media-temporary', ...what, range: source }];
  });
}

async function write(file: string, text: string): Promise<void> {
  try {
    await makeFolder(resolve(file, '..'));
    await writeDurably(file, text);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    const what = notWritten(sending('message-file-not-writable', { file: visible(file), code }), code);
    throw new Failure('config', 'not-writable', what, { cause: error });
  }
}
