import type { AccountId } from './account.ts';
import type { SourceRange } from './diagnostic.ts';
import type { Sequence, Template } from './message.ts';
import type { Rollout } from './rollout.ts';
import type { Secret } from './secret.ts';

/** The formats a picture may have in the repository. */
export type PictureFormat = 'jpeg' | 'png' | 'webp';

/** A picture file as a plan speaks of it. */
export interface AvatarRef {
  /** As written in the YAML. */
  readonly path: string;
  /** Hex SHA-256 of the file's bytes as they stand in the repository, before normalising. */
  readonly sha256: string;
  readonly format: PictureFormat;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** A picture file, read once and safely; what is uploaded is made from exactly these bytes. */
export interface AvatarFile extends AvatarRef {
  readonly bytes: Uint8Array;
}

/** A legacy password: its value is sent with add and update, its fingerprint tells whether it changed. */
export interface Password {
  readonly value: Secret;
  /** One-way and slow (scrypt), salted with AppID and account: safe to keep in the state file. */
  readonly fingerprint: string;
}

/** An account the YAML wants to exist. Optional fields that are absent are not managed. */
export interface DesiredAccount {
  readonly id: AccountId;
  readonly nickname: string;
  readonly avatar?: AvatarFile;
  /** WeChat ID of the person to invite. */
  readonly worker?: string;
  /** Absent when the YAML says nothing: then what was recorded holds. */
  readonly protect?: boolean;
  /** Earlier names of this account: those accounts are deleted once this one exists. */
  readonly previously: readonly AccountId[];
  readonly password?: Password;
  readonly source: AccountSource;
}

/** An account the YAML wants gone (`state: absent`). */
export interface AbsentAccount {
  readonly id: AccountId;
  /** `protect: false` beside `state: absent` lifts a recorded protection. */
  readonly protect?: boolean;
  readonly source: AccountSource;
}

/** Where an account and its fields stand in the YAML. */
export interface AccountSource {
  readonly account: SourceRange;
  /** Keyed by YAML key: nickname, avatar, worker, … */
  readonly fields: Readonly<Record<string, SourceRange>>;
}

export interface Policy {
  /** What happens to live accounts that the YAML does not name. */
  readonly unmanaged: 'keep' | 'delete';
  /** More deletes than this in one plan are held by a guard. */
  readonly maxDeletes: number;
  /** More deletes than this within 24 hours, those of earlier applies included, are held by a guard. */
  readonly maxDeletesPerDay: number;
  /** What happens to media that kefu uploaded and no template uses any more. */
  readonly media: 'keep' | 'delete';
  /** `write`: fields whose live value nobody can tell are written. */
  readonly unverifiable: 'keep' | 'write';
  /** `again`: an invitation that a person rejected is sent again at the next apply. */
  readonly invite: 'once' | 'again';
  /** Steps that are sent at the same time; absent: 8, or what the command line says. */
  readonly parallelism?: number;
  /** How a fleet that this config is part of is changed. */
  readonly rollout?: Rollout;
}

/** What the YAML says, resolved: the first of the three states (desired, live, recorded). */
export interface Desired {
  readonly officialAccount: {
    readonly name: string;
    readonly wechatId: string;
    readonly appId: string;
    readonly source: Readonly<Record<string, SourceRange>>;
  };
  /** Sorted by id. */
  readonly accounts: readonly DesiredAccount[];
  /** Sorted by id. */
  readonly absent: readonly AbsentAccount[];
  readonly policy: Policy;
  /** Canned messages, sorted by name. */
  readonly templates: readonly Template[];
  /** Sorted by name. */
  readonly sequences: readonly Sequence[];
  /** `sha256:…` over everything that decides the plan: config values, picture and media bytes. */
  readonly configDigest: string;
}
