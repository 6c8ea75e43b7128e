import type { Described } from '../../model/described.ts';
import type { Kind } from '../../model/kind.ts';
import type { Language } from '../../model/language.ts';
import {
  type LiveMedia,
  listOf,
  type MediaKey,
  partsOfKey,
  temporaryMediaLifeMs,
} from '../../model/media.ts';
import type { Change } from '../../model/plan.ts';
import { say } from '../../words/en/findings.ts';
import { changeHead } from '../change-head.ts';
import { findMedia } from './find.ts';
import { observeMedia } from './observe.ts';
import { type MediaStep, type MediaWant, mediaKind, mediaWants, type RecordedMedia } from './states.ts';
import { mediaSteps } from './steps.ts';
import { mediaPhrases, mediaWords } from './words.ts';

/** Pictures, recordings and videos of canned messages: uploaded once, found again by name, deleted on demand. */
export const media: Kind<MediaWant, LiveMedia, RecordedMedia, MediaStep> = {
  name: mediaKind,
  isPrecious: false,
  isListed: (key) => listOf(partsOfKey(key as MediaKey)) !== undefined,
  words: mediaWords,
  steps: mediaSteps,
  wants: mediaWants,
  named: ({ ref }) => ({ name: ref.key, isGone: false }),
  observe: observeMedia,
  find: findMedia,
  settle: ({ name, kept, want, found, now }) => {
    const [first] = found as readonly { readonly mediaId: string; readonly url?: string }[];
    if (want && first) {
      return { ...first, name: want.ref.name, uploadedAt: new Date(now).toISOString() };
    }
    return kept && !want && hasEnded(name as MediaKey, kept, now) ? undefined : kept;
  },
  undo: ({ change }) => ({
    lost:
      change.action === 'delete' ? [say('inverse-lost', { name: change.label, what: say('lost-file') })] : [],
  }),
  describe: (change, _, lang) => describeMedia(change, lang),
};

/** Only temporary ones end; what no template uses of those is forgotten then. */
function hasEnded(key: MediaKey, { uploadedAt }: RecordedMedia, now: number): boolean {
  return partsOfKey(key).lifetime === 'temporary' && now >= Date.parse(uploadedAt) + temporaryMediaLifeMs;
}

function describeMedia(change: Change, lang: Language): Described {
  const phrases = mediaPhrases[lang];
  const { name, action, reason, steps } = change;
  const { kind: type, lifetime } = partsOfKey(name as MediaKey);
  const isDelete = action === 'delete';
  const [step] = steps as readonly MediaStep[];
  const usedBy = step && 'usedBy' in step && step.usedBy.length > 0 ? phrases.usedBy(step.usedBy) : undefined;
  const value = phrases.file(type, lifetime, name.slice(0, 12), usedBy);
  const plain = phrases.listed(
    [phrases.types[type] ?? type, phrases.lifetimes[lifetime] ?? lifetime],
    usedBy,
  );
  const note = isDelete && step?.mediaId !== undefined ? [`media_id ${step.mediaId}`] : [];
  return {
    ...changeHead(change, phrases.verbs[action], phrases.reasons[reason]),
    rows: [
      {
        key: 'media',
        field: mediaWords[lang].fields.media_id ?? 'media',
        before: isDelete ? value : null,
        after: isDelete ? null : value,
        notes: note,
        onPages: { before: isDelete ? plain : null, after: isDelete ? null : plain, notes: [] },
      },
    ],
  };
}
