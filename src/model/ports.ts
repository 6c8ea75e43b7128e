import type { AccountId, LiveAccounts, OnlineAccount } from './account.ts';
import type { Labelled } from './address.ts';
import type { AvatarFile } from './desired.ts';
import type { ListedKind, LiveMedia } from './media.ts';
import type { MediaFile, SendBody } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { Action } from './plan.ts';
import type { Recorded } from './recorded.ts';
import type { StepStatus } from './report.ts';
import type { Said } from './saying.ts';
import type { Secret } from './secret.ts';

/** Reading an official account's kf accounts. Every method rejects with a `Failure`. */
export interface AccountReader {
  list(): Promise<LiveAccounts>;
  online(): Promise<readonly OnlineAccount[]>;
}

/** What is sent to WeChat as a picture. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly contentType: 'image/jpeg' | 'image/png';
}

/** Writing them. Never rejects for what WeChat or the network does: that is an {@link Outcome}. */
export interface AccountWriter {
  add(account: AccountId, nickname: string, password?: Secret): Promise<Outcome>;
  update(account: AccountId, nickname: string, password?: Secret): Promise<Outcome>;
  delete(account: AccountId): Promise<Outcome>;
  uploadAvatar(account: AccountId, picture: Picture): Promise<Outcome>;
  invite(account: AccountId, wechatId: string): Promise<Outcome>;
}

/**
 * Writing to customers. Each call is sent at most once, and never rejects for what WeChat or the network does: that is
 * an {@link Outcome}. What is unknown can't be read back, and must not be sent again by a machine.
 */
export interface MessageSender {
  /** `stop` aborted: nothing leaves any more, also not a second time with a new token; that is `not-applied`, `stopped`. */
  send(body: SendBody, stop?: AbortSignal): Promise<Outcome>;
  typing(touser: string, command: 'Typing' | 'CancelTyping'): Promise<Outcome>;
}

/** Reading the permanent media (素材) of an official account. Rejects with a `Failure`. */
export interface MediaReader {
  /**
   * The media of one kind, as far as needed: pages are read until `isEnough` holds of what was read so far, or to the
   * end.
   */
  list(kind: ListedKind, isEnough?: (found: readonly LiveMedia[]) => boolean): Promise<readonly LiveMedia[]>;
}

/** The outcome of an upload; one that was applied has its proof. */
export type UploadOutcome =
  | { readonly kind: 'applied'; readonly proof: UploadProof }
  | Exclude<Outcome, { kind: 'applied' }>;

/** What an upload that worked gives. */
export type UploadProof = { readonly mediaId: string; readonly url?: string };

/** What WeChat shows beside a video. */
export interface VideoTitles {
  readonly title: string;
  readonly introduction: string;
}

/** Writing media. Never rejects for what WeChat or the network does: that is an outcome. */
export interface MediaWriter {
  /** `name` is the file name sent along; a video has titles. */
  uploadPermanent(file: MediaFile, name: string, titles?: VideoTitles): Promise<UploadOutcome>;
  uploadTemporary(file: MediaFile, name: string): Promise<UploadOutcome>;
  /** Permanent media only: temporary ones can't be deleted. */
  delete(mediaId: string): Promise<Outcome>;
}

/** What looking at two pictures tells. */
export type Likeness = 'same' | 'different' | 'cannot-tell';

/** Fetches a picture WeChat serves. Resolves to undefined when it can't or may not be had. */
export interface PictureReader {
  fetch(url: string): Promise<Uint8Array | undefined>;
}

/** Everything of one official account that a kind of object reads and writes. A read-only one refuses every write. */
export interface Api {
  readonly accounts: AccountReader & AccountWriter;
  readonly media: MediaReader & MediaWriter;
  readonly pictures: PictureReader;
  /** Looks at a live picture that no record explains. Absent: nothing is fetched, and such pictures stay unverifiable. */
  readonly lookAt?: (file: AvatarFile, url: string) => Promise<Likeness>;
  /** Whether two pictures show the same. */
  readonly samePicture: (sent: Uint8Array, served: Uint8Array) => Promise<Likeness>;
}

/** Reads recorded state. */
export interface StateReader {
  /** Undefined when there is none yet; rejects with a `Failure` when it can't be read or trusted. */
  read(): Promise<Recorded | undefined>;
}

/** Where recorded state lives. */
export interface StateStore extends StateReader {
  /**
   * Durable when it resolves. The serial must be one more than that of what is stored, if anything is: a writer that read
   * something older is refused, and loses nothing. Rejects with a `Failure`.
   */
  write(recorded: Recorded): Promise<void>;
}

/** Time as a value: nothing below the CLI looks at a clock by itself. */
export interface Clock {
  /** Milliseconds since 1970, for stamps. */
  now(): number;
  /** Milliseconds of a clock that nobody sets, for how long something takes: `now`, which stands in where there is none, is corrected at any moment. */
  uptime?(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One that also tells how long something takes. */
export type SteadyClock = Clock & Required<Pick<Clock, 'uptime'>>;

/** One step of one object, as progress speaks of it. */
export interface ProgressStep {
  readonly object: Labelled;
  /** The kind of the step. */
  readonly step: string;
  readonly action: Action;
  /** Times its call was sent, with the one that is about to be; 0 where none was. */
  readonly attempts: number;
  /** From 1, in the order in which steps are begun. */
  readonly index: number;
  readonly total: number;
}

/** What an apply tells while it runs. */
export type ProgressEvent =
  | { readonly kind: 'started'; readonly total: number }
  | ({ readonly kind: 'step-started' } & ProgressStep)
  /** Its call is sent once more. */
  | ({ readonly kind: 'step-repeated' } & ProgressStep)
  | ({ readonly kind: 'step-ended'; readonly status: StepStatus } & ProgressStep)
  | {
      readonly kind: 'waiting';
      readonly reason: string;
      readonly seconds: number;
      readonly said?: Said<'reason'>;
    }
  | { readonly kind: 'reading-back' };

export type Progress = (event: ProgressEvent) => void;
