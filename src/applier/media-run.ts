import type { MediaChange, MediaChangeKind } from '../model/media.ts';
import type { MediaFile } from '../model/message.ts';
import { mediaActions, mediaAddress } from '../model/messages-document.ts';
import type { Cause, Outcome } from '../model/outcome.ts';
import type { UploadOutcome } from '../model/ports.ts';
import type { MessageResult } from '../model/report.ts';
import { wantedMedia } from '../planner/media.ts';
import { concludeMedia, lookForMedia, type MediaEnded } from './conclude-media.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import { causeOf } from './ended.ts';
import type { Ledger } from './ledger.ts';
import { withMedia, withMediaIntent, withoutMedia, withoutMediaIntent } from './record-media.ts';
import { titlesOf } from './video-titles.ts';

const mostAttempts = 3;

/** What ends a run early; shared with the changes of accounts. */
interface Halt {
  stopped: Cause | undefined;
  stateFault: string | undefined;
}

/** The media changes of one apply: each is looked for, intended, sent, classified, read back and recorded. */
export class MediaRun {
  readonly results: MessageResult[] = [];
  readonly #input: ApplyInput;
  readonly #world: ApplyWorld;
  readonly #ledger: Ledger;
  readonly #halt: Halt;
  readonly #files: ReadonlyMap<string, MediaFile>;

  constructor(input: ApplyInput, world: ApplyWorld, ledger: Ledger, halt: Halt) {
    this.#input = input;
    this.#world = world;
    this.#ledger = ledger;
    this.#halt = halt;
    this.#files = new Map(wantedMedia(input.desired).map(({ ref, file }) => [ref.key, file]));
  }

  /** The changes of these kinds, in the order of the plan. */
  async change(kinds: readonly MediaChangeKind[]): Promise<void> {
    const all = this.#input.plan.mediaChanges;
    for (const change of all.filter(({ kind }) => kinds.includes(kind))) {
      const step = {
        media: change.media.path,
        change: change.kind,
        index: this.results.length + 1,
        total: all.length,
      };
      const ended = this.#halt.stopped
        ? { status: 'not-attempted' as const, note: 'the run had stopped', attempts: 0 }
        : await this.#told(step, () => this.#run(change));
      this.results.push(resultOf(change, ended));
      this.#halt.stopped ??= ended.stop;
      this.#halt.stateFault ??= ended.stateFault;
    }
  }

  async #told(
    step: { media: string; change: MediaChangeKind; index: number; total: number },
    run: () => Promise<MediaEnded & { attempts: number }>,
  ): Promise<MediaEnded & { attempts: number }> {
    this.#world.progress({ kind: 'media-started', ...step });
    const ended = await run();
    this.#world.progress({ kind: 'media-ended', ...step, status: ended.status });
    return ended;
  }

  async #run(change: MediaChange): Promise<MediaEnded & { attempts: number }> {
    let last: Cause | undefined;
    for (let attempts = 0; ; attempts++) {
      if (this.#world.stop.aborted) {
        return { status: 'not-attempted', note: 'the run was interrupted', attempts };
      }
      const at = this.#world.clock.now();
      const looked = await lookForMedia(change, this.#world);
      const known = looked ?? (attempts === mostAttempts ? givenUp(last) : undefined);
      if (known) return { ...(await this.#writeDown(known, change, at)), attempts };
      const fault = await this.#intend(change, at);
      if (fault) return { ...fault, attempts };
      const outcome = await this.#send(change);
      const ended = await concludeMedia(change, outcome, this.#world);
      if (ended !== 'again') {
        return { ...(await this.#writeDown(ended, change, at)), attempts: attempts + 1 };
      }
      if (outcome.kind !== 'applied') last = outcome.cause;
    }
  }

  #send({ kind, media, mediaId = '' }: MediaChange): Promise<UploadOutcome | Outcome> {
    if (kind === 'delete-media') return this.#world.media.delete(mediaId);
    const file = this.#files.get(media.key);
    if (!file) throw new Error(`the plan names a media file that the config does not have: ${media.path}`);
    return media.lifetime === 'temporary'
      ? this.#world.media.uploadTemporary(file, media.name)
      : this.#world.media.uploadPermanent(file, media.name, titlesOf(file, this.#input.desired));
  }

  /** Without a durable intent nothing is sent: a killed run would leave no trace. */
  async #intend({ kind, media }: MediaChange, at: number): Promise<MediaEnded | undefined> {
    try {
      await this.#ledger.update((recorded) => withMediaIntent(recorded, media.key, kind, at));
      return undefined;
    } catch (error) {
      const stop = causeOf(error);
      return { status: 'not-attempted', note: stop.message, cause: stop, stop, stateFault: stop.message };
    }
  }

  /** Brings the state file in step with how the change ended. An intent of unknown outcome stays for the next run. */
  async #writeDown(ended: MediaEnded, { kind, media }: MediaChange, at: number): Promise<MediaEnded> {
    const { status, uploaded } = ended;
    try {
      if (status === 'failed') await this.#ledger.update((known) => withoutMediaIntent(known, media.key));
      if (status === 'done' && uploaded) {
        await this.#ledger.update((known) => withMedia(known, media, uploaded, at));
      }
      if (status === 'done' && kind === 'delete-media') {
        await this.#ledger.update((known) => withoutMedia(known, media.key));
      }
      return ended;
    } catch (error) {
      const stop = causeOf(error);
      return { ...ended, stop, stateFault: stop.message };
    }
  }
}

/** Every attempt ended without a proof either way. */
function givenUp(cause: Cause | undefined): MediaEnded {
  const note = `tried ${mostAttempts} times without an answer that settles it`;
  return { status: 'unknown', note, ...(cause ? { cause } : {}) };
}

function resultOf(change: MediaChange, ended: MediaEnded & { readonly attempts: number }): MessageResult {
  const { status, note, cause, attempts } = ended;
  return {
    address: mediaAddress(change.media),
    action: mediaActions[change.kind],
    kind: change.kind,
    status,
    note,
    attempts,
    ...(cause ? { cause } : {}),
  };
}
