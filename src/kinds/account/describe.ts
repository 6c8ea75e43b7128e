import type { LiveAccount } from '../../model/account.ts';
import type { Described, Face, Row } from '../../model/described.ts';
import type { AvatarRef } from '../../model/desired.ts';
import type { Json } from '../../model/json.ts';
import type { Language } from '../../model/language.ts';
import type { Change, Difference, Loss } from '../../model/plan.ts';
import { valueIn } from '../../words/field-value.ts';
import { changeHead } from '../change-head.ts';
import type { AccountStep } from './step.ts';
import { type AccountPhrases, accountPhrases, accountWords } from './words.ts';

/** A change of an account in words, with its face before and after. */
export function describeAccount(change: Change, lang: Language): Described {
  const phrases = accountPhrases[lang];
  const { action, reason, differences, losses } = change;
  const replacedBy = replacementOf(change);
  const rows = [
    ...differences.map((difference) => rowOf(change, difference, lang)),
    ...losses.map((loss) => lossRow(loss, lang)),
    ...(replacedBy === undefined ? [] : [plainRow('replaced_by', phrases.replacedBy, replacedBy)]),
  ];
  const [before, after] = [faceBefore(change), faceAfter(change)];
  return {
    ...changeHead(change, phrases.verbs[action], phrases.reasons[reason]),
    ...(action === 'delete' ? { verbForPeople: phrases.willBeDeleted } : {}),
    rows,
    illustration: {
      form: 'faces',
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      isNewPicture: uploaded(change) !== undefined,
    },
  };
}

function replacementOf({ steps }: Change): string | undefined {
  return (steps as readonly AccountStep[]).find((step) => step.kind === 'delete-account')?.replacedBy;
}

function uploaded({ steps }: Change): AvatarRef | undefined {
  return (steps as readonly AccountStep[]).flatMap((step) => ('avatar' in step ? [step.avatar] : []))[0];
}

/** A picture is named by its file, with its size and the start of its hash behind it. */
function rowOf(change: Change, difference: Difference, lang: Language): Row {
  const { field, before, after } = difference;
  const avatar = field === 'avatar' ? uploaded(change) : undefined;
  const phrases = accountPhrases[lang];
  const notes = notesOn(difference, phrases);
  return {
    key: field,
    field: accountWords[lang].fields[field] ?? field,
    before: shown(field, before, lang),
    after: avatar ? avatar.path : shown(field, after, lang),
    notes: [...(avatar ? [`${sizeOf(avatar)}, sha256:${avatar.sha256.slice(0, 12)}`] : []), ...notes],
    ...(field === 'nickname' ? { compare: 'letters' } : {}),
    ...(avatar
      ? {
          onPages: {
            ...(isDigest(before) ? { before: phrases.recordedPicture } : {}),
            notes: [sizeOf(avatar), ...notes],
          },
        }
      : {}),
  };
}

function sizeOf({ width, height, format }: AvatarRef): string {
  return `${width}×${height} ${format}`;
}

function notesOn({ field, certainty }: Difference, phrases: AccountPhrases): string[] {
  const notes = [];
  if (field === 'worker') notes.push(phrases.willBeInvited);
  if (field === 'protect') notes.push(phrases.keptInState);
  if (certainty !== 'observed' && field !== 'protect') notes.push(phrases.certainty[certainty]);
  return notes;
}

function lossRow({ field, value }: Loss, lang: Language): Row {
  const title = accountWords[lang].fields[field] ?? field;
  return plainRow(field, title, value, [accountPhrases[lang].losses[field] ?? accountPhrases[lang].lost]);
}

function plainRow(key: string, field: string, before: string, notes: readonly string[] = []): Row {
  return { key, field, before, after: null, notes };
}

/** A digest by its start, another value as people read it. */
function shown(field: string, value: Json, lang: Language): string | boolean | null {
  if (typeof value === 'boolean' || value === null) return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return isDigest(text) ? text.slice(0, 19) : valueIn(accountWords[lang], field, text);
}

function isDigest(value: Json): value is string {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);
}

/** The account as customers see it before the change; undefined where it is not there yet. */
export function faceBefore(change: Change): Face | undefined {
  const live = change.observed as LiveAccount | null;
  if (change.action === 'create') return undefined;
  const recorded = change.differences.find(({ field }) => field === 'avatar')?.before;
  const url = live?.avatarUrl ?? '';
  return {
    nickname: nicknameOf('before', change, live),
    pictureKeys: [url, ...(typeof recorded === 'string' ? [recorded] : [])],
    hasPicture: url !== '',
  };
}

/** The same after it; undefined where it is gone. */
export function faceAfter(change: Change): Face | undefined {
  const live = change.observed as LiveAccount | null;
  if (change.action === 'delete') return undefined;
  const nickname = nicknameOf('after', change, live);
  const upload = uploaded(change);
  if (upload) return { nickname, pictureKeys: [`sha256:${upload.sha256}`], hasPicture: true };
  const url = live?.avatarUrl ?? '';
  const recorded = change.differences.find(({ field }) => field === 'avatar')?.before;
  return {
    nickname,
    pictureKeys: [url, ...(typeof recorded === 'string' ? [recorded] : [])],
    hasPicture: url !== '',
  };
}

function nicknameOf(when: 'before' | 'after', { differences }: Change, live: LiveAccount | null): string {
  const value = differences.find(({ field }) => field === 'nickname')?.[when];
  return typeof value === 'string' ? value : (live?.nickname ?? '');
}
