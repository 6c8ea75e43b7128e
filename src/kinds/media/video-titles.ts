import type { Desired } from '../../model/desired.ts';
import { type MediaFile, mediaFilesOf } from '../../model/message.ts';
import type { VideoTitles } from '../../model/ports.ts';

/**
 * The titles a permanent video is uploaded with (WeChat docs, 新增永久素材: the field `description`): those of the template
 * that uses it where they are plain text, else the name of its file. Undefined for what is no video.
 */
export function titlesOf(
  file: MediaFile,
  { templates }: Pick<Desired, 'templates'>,
): VideoTitles | undefined {
  if (file.kind !== 'video') return undefined;
  for (const template of templates) {
    const { body } = template;
    const uses = mediaFilesOf(template).some(
      ({ sha256, kind }) => sha256 === file.sha256 && kind === 'video',
    );
    if (!uses || body.msgtype !== 'video') continue;
    return {
      title: plain(body.content.title?.text) ?? nameOf(file),
      introduction: plain(body.content.description?.text) ?? '',
    };
  }
  return { title: nameOf(file), introduction: '' };
}

/** Values of variables are not known at this time. */
function plain(text: string | undefined): string | undefined {
  return text === undefined || /\{[{%]/.test(text) ? undefined : text;
}

function nameOf({ path }: MediaFile): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
}
