import type { Effect, Kind, Sending } from '../../model/kind.ts';
import { type LiveMedia, listOf } from '../../model/media.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { UploadProof } from '../../model/ports.ts';
import { say } from '../../words/en/outcomes.ts';
import type { MediaStep, MediaWant, RecordedMedia } from './states.ts';

type Rules = Kind<MediaWant, LiveMedia, RecordedMedia, MediaStep>['steps'];
type Upload = Exclude<MediaStep, { kind: 'delete-media' }>;

/** Both uploads are one call; what differs is why. */
const upload: Rules['upload-media'] & Rules['refresh-media'] = {
  action: 'create',
  label: ({ media }: Upload) => media.path,
  call: ({ media }: Upload) => (media.lifetime === 'temporary' ? 'media/upload' : 'material/add_material'),
  send: ({ media }: Upload, { api, want }: Sending<MediaWant>): Promise<Outcome> => {
    if (!want) throw new Error(`the plan names a media file that the config does not have: ${media.path}`);
    return media.lifetime === 'temporary'
      ? api.media.uploadTemporary(want.file, media.name)
      : api.media.uploadPermanent(want.file, media.name, want.titles);
  },
  shows: ({ media }: Upload, _: unknown, now: LiveMedia | null, proof): Effect => {
    if (!listOf(media)) return 'cannot-be-seen';
    if (proof === undefined) return now ? 'visible' : 'not-visible';
    return now?.mediaId === (proof as UploadProof).mediaId ? 'visible' : 'not-visible';
  },
  isDone: ({ media }: Upload, now: LiveMedia | null) => listOf(media) !== undefined && now !== null,
  // A temporary upload whose id nobody knows ends by itself. A cover can neither be found nor ends, so it is not repeated.
  unseen: ({ media }: Upload) => (media.lifetime === 'temporary' ? 'again' : 'unknown'),
  record: ({ media }: Upload, kept, { live, proof, at }) => {
    const made = (proof as UploadProof | undefined) ?? live;
    if (!made) return kept;
    const { mediaId, url = live?.url } = made;
    return { mediaId, name: media.name, uploadedAt: new Date(at).toISOString(), ...(url ? { url } : {}) };
  },
  model: ({ media }: Upload) => {
    const kind = listOf(media);
    const mediaId = `model:${media.key}`;
    return { live: kind ? { mediaId, kind, name: media.name } : null, proof: { mediaId } };
  },
  unseenNote: ({ media }: Upload) =>
    media.lifetime === 'temporary' ? say('ok-no-temporary-list') : say('ok-no-cover-list'),
};

/** Every kind of step of a media file. */
export const mediaSteps: Rules = {
  'upload-media': upload,
  'refresh-media': { ...upload, action: 'update' },
  'delete-media': {
    action: 'delete',
    label: ({ media }) => media.path,
    call: () => 'material/del_material',
    send: ({ mediaId }, { api }) => api.media.delete(mediaId),
    // Where the file is there twice, the other one is found under its name.
    shows: ({ media, mediaId }, _, now) => {
      if (!listOf(media)) return 'cannot-be-seen';
      return now?.mediaId === mediaId ? 'not-visible' : 'visible';
    },
    isDone: ({ media, mediaId }, now) => listOf(media) !== undefined && now?.mediaId !== mediaId,
    // 40007: WeChat does not know the id, so the cover is gone.
    unseen: (_, { code }) => (code === 40007 ? 'done' : 'unknown'),
    record: () => undefined,
    model: () => ({ live: null }),
    unseenNote: () => say('ok-no-cover-list'),
  },
};
