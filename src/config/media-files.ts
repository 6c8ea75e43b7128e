import { inspectMedia, mediaByteLimit } from '../media/inspect.ts';
import type { MediaFile, MediaKind, MediaLifetime } from '../model/message.ts';
import type { FoldersByPlace } from './folders-by-place.ts';
import { namedFiles } from './named-files.ts';
import { pathFrom } from './path-from.ts';
import { sha256Of } from './sha256.ts';
import { type Fault, rangeOf, type Source } from './source.ts';
import { entriesOf, type Scalar, type Tree, textOf, valueAt } from './tree.ts';

/** The media files the templates name, by the place of their path in the file, and what is wrong with the others. */
export interface MediaReading {
  readonly media: ReadonlyMap<number, MediaFile>;
  readonly faults: readonly Fault[];
}

/** Reads and inspects every media file once, one after the other. */
export async function readMedia(source: Source, tree: Tree, folders: FoldersByPlace): Promise<MediaReading> {
  const media = new Map<number, MediaFile>();
  const faults: Fault[] = [];
  const files = namedFiles(mediaByteLimit);
  for (const { path, kind, lifetime } of mediaPathsOf(tree)) {
    const near = folders(path.at);
    const fromHere = pathFrom(folders(tree.at).root, near.root, path.value);
    const file = await files.open(path, near);
    if ('code' in file) {
      faults.push(file);
      continue;
    }
    const inspection = inspectMedia(file.bytes, kind, lifetime);
    const found = inspection.ok ? inspection.warnings : [inspection.fault];
    faults.push(...found.map((fault) => ({ ...fault, at: path.at })));
    if (!inspection.ok) continue;
    const { format, seconds } = inspection;
    media.set(path.at.start, {
      path: fromHere,
      sha256: sha256Of(file.bytes),
      kind,
      format,
      ...(seconds !== undefined && { seconds }),
      lifetime,
      bytes: file.bytes,
      source: rangeOf(source, path.at),
    });
  }
  return { media, faults };
}

interface MediaPath {
  readonly path: Scalar;
  readonly kind: MediaKind;
  readonly lifetime: MediaLifetime;
}

function mediaPathsOf(tree: Tree): MediaPath[] {
  return entriesOf(valueAt(tree, 'templates')).flatMap(({ value }) => {
    const msgtype = textOf(valueAt(value, 'msgtype'));
    const content = msgtype === undefined ? undefined : valueAt(value, msgtype);
    const own = msgtype === 'image' || msgtype === 'voice' || msgtype === 'video' ? msgtype : undefined;
    return [
      ...(own === undefined ? [] : mediaPath(content, own)),
      ...mediaPath(valueAt(content, 'thumb'), 'thumb'),
    ];
  });
}

function mediaPath(holder: Tree | undefined, kind: MediaKind): MediaPath[] {
  const path = valueAt(holder, 'file');
  if (path?.kind !== 'scalar' || path.value === '') return [];
  const lifetime = textOf(valueAt(holder, 'lifetime')) === 'temporary' ? 'temporary' : 'permanent';
  return [{ path, kind, lifetime }];
}
