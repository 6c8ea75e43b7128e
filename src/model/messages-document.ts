import type { SourceRange } from './diagnostic.ts';
import type { MediaChange, MediaChangeKind, MediaReason, MediaRef } from './media.ts';
import type { PlainTemplate } from './plain-template.ts';
import type { Action, Plan, TemplateChange } from './plan.ts';

/** The part of a plan document that tells of media and templates. */
export interface MessagesDocument {
  readonly media_changes: readonly {
    readonly address: string;
    readonly type: 'media';
    readonly source?: SourceRange;
    readonly change: { readonly actions: readonly [Action] };
    readonly action_reason: MediaReason;
    readonly step: MediaChangeKind;
    readonly media: MediaRef;
    readonly media_id?: string;
    readonly used_by: readonly string[];
  }[];
  /** Media that are there already and only have to be recorded. */
  readonly media_found: readonly {
    readonly address: string;
    readonly media: MediaRef;
    readonly media_id: string;
    readonly url?: string;
  }[];
  readonly template_changes: readonly {
    readonly address: string;
    readonly type: 'template';
    readonly name: string;
    readonly source?: SourceRange;
    readonly change: {
      readonly actions: readonly [Action];
      readonly before: PlainTemplate | null;
      readonly after: PlainTemplate | null;
    };
  }[];
}

/** What a change of a media file is, for counting and symbols. */
export const mediaActions = {
  'upload-media': 'create',
  'refresh-media': 'update',
  'delete-media': 'delete',
} as const satisfies Record<MediaChangeKind, Action>;

export function messagesDocument(plan: Plan): MessagesDocument {
  const address = (rest: string) => `${plan.officialAccount.name}/${rest}`;
  return {
    media_changes: plan.mediaChanges.map(({ kind, reason, media, mediaId, usedBy, source }) => ({
      address: address(mediaAddress(media)),
      type: 'media',
      ...(source ? { source } : {}),
      change: { actions: [mediaActions[kind]] },
      action_reason: reason,
      step: kind,
      media,
      ...(mediaId === undefined ? {} : { media_id: mediaId }),
      used_by: usedBy,
    })),
    media_found: plan.mediaFound.map(({ media, mediaId, url }) => ({
      address: address(mediaAddress(media)),
      media,
      media_id: mediaId,
      ...(url === undefined ? {} : { url }),
    })),
    template_changes: plan.templateChanges.map(({ template, action, before, after, source }) => ({
      address: address(templateAddress(template)),
      type: 'template',
      name: template,
      ...(source ? { source } : {}),
      change: { actions: [action], before, after },
    })),
  };
}

/** The same read back. */
export function messagesOfDocument(
  document: MessagesDocument,
): Pick<Plan, 'mediaChanges' | 'mediaFound' | 'templateChanges'> {
  return {
    mediaChanges: document.media_changes.map(
      ({ step, action_reason, media, media_id, used_by, source }): MediaChange => ({
        kind: step,
        reason: action_reason,
        media,
        ...(media_id === undefined ? {} : { mediaId: media_id }),
        usedBy: used_by,
        ...(source ? { source } : {}),
      }),
    ),
    mediaFound: document.media_found.map(({ media, media_id, url }) => ({
      media,
      mediaId: media_id,
      ...(url === undefined ? {} : { url }),
    })),
    templateChanges: document.template_changes.map(
      ({ name, source, change }): TemplateChange => ({
        template: name,
        action: change.actions[0],
        before: change.before,
        after: change.after,
        ...(source ? { source } : {}),
      }),
    ),
  };
}

/** `media../promo.jpg`: how a media file is named in plans and reports of one official account. */
export function mediaAddress({ path }: Pick<MediaRef, 'path'>): string {
  return `media.${path}`;
}

/** `template.welcome`. */
export function templateAddress(name: string): string {
  return `template.${name}`;
}

/** The calls that media changes will send, by short name. */
export function mediaCalls({ mediaChanges }: Plan): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const { kind, media } of mediaChanges) {
    const upload = media.lifetime === 'temporary' ? 'media/upload' : 'material/add_material';
    const call = kind === 'delete-media' ? 'material/del_material' : upload;
    calls[call] = (calls[call] ?? 0) + 1;
  }
  return calls;
}
