import type { HeldLock } from './lock.ts';
import type { Cause } from './outcome.ts';

/** A customer to write to, and on which line of a file the OpenID stands. */
export interface Recipient {
  readonly openid: string;
  readonly line?: number;
}

/**
 * What became of the message to one customer. `…-earlier`: a journal says so of a run before this one, and nothing was
 * sent now.
 */
export type Delivery =
  | { readonly to: Recipient; readonly status: 'sent' | 'sent-earlier' | 'unknown-earlier' | 'not-attempted' }
  | { readonly to: Recipient; readonly status: 'not-sent' | 'unknown'; readonly cause: Cause };

/** How one sending ended, as a journal keeps it. */
export type Ending = 'sent' | 'not-sent' | 'unknown';

/**
 * What has to outlive a crash so that nobody is written to twice. Every method that writes is durable when it resolves
 * and rejects with a `Failure`.
 */
export interface DeliveryJournal {
  /** What earlier runs left of a customer; undefined when another sending does no harm. */
  earlier(openid: string): 'sent' | 'unknown' | undefined;
  /** Before a message is sent. Without an ending after it, nobody knows whether it was. */
  intend(to: Recipient): Promise<void>;
  /** After it. `code`: WeChat's errcode, or the word of a transport fault. */
  conclude(to: Recipient, ending: Ending, code?: number | string): Promise<void>;
}

/** A journal that is open, and held against other runs until it is closed. */
export type OpenJournal = DeliveryJournal & { close(): Promise<void> };

/**
 * The delivery journals of one official account, wherever it is remembered. `file`: absolute path of the journal as the file
 * it would be; elsewhere its last part alone is its name, so that it is the same from every machine. Every method rejects
 * with a `Failure`.
 */
export interface DeliveryJournals {
  /** A new journal. Rejects when there is one already, saying how far it came, and when another run has it. */
  begin(file: string, message: JournaledMessage): Promise<OpenJournal>;
  /** The journal of an earlier run. Rejects when there is none, when it is about another message, and when another run has it. */
  resume(file: string, message: JournaledMessage): Promise<OpenJournal>;
  /** Rejects as `begin` would, as far as looking tells; writes nothing. */
  mayBegin(file: string, message: JournaledMessage): Promise<void>;
  /** Rejects as `resume` would, as far as looking tells; writes nothing. */
  mayResume(file: string, message: JournaledMessage): Promise<void>;
  /** Who sends by it now; undefined when nobody does. */
  lookAtLock(file: string): Promise<HeldLock | undefined>;
}

/** Which message a journal is about. */
export interface JournaledMessage {
  readonly appId: string;
  /** Name of the template. */
  readonly template: string;
  /** The same for the same message, whoever it goes to. */
  readonly digest: string;
}

/** What is told while messages are sent. */
export type DeliveryEvent =
  | { readonly kind: 'ended'; readonly delivery: Delivery }
  | { readonly kind: 'waiting'; readonly seconds: number; readonly cause: Cause };
