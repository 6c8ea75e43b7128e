import type { Address } from './address.ts';
import type { Action, KindCounts } from './plan.ts';
import type { StepStatus, VerdictStatus } from './report.ts';

/** One apply that began to write. */
export interface HistoryEntry {
  /** Different for each apply. */
  readonly id: string;
  readonly officialAccount: string;
  readonly appId: string;
  /** When it began; ISO 8601, UTC. */
  readonly began: string;
  readonly by: Author;
  /** Of the saved plan that was applied. */
  readonly planDigest?: string;
  readonly configDigest: string;
  /** Objects that were to be deleted at WeChat. They count as deleted until the apply has told otherwise. */
  readonly plannedDeletes: number;
  /** Their addresses; absent in what an older kefu wrote. */
  readonly toDelete?: readonly Address[];
  /** Absent while the apply runs, and for ever when it was killed. */
  readonly ended?: HistoryEnding;
}

/** Who applied. */
export interface Author {
  /** The person or CI user that started it, where that is known. */
  readonly user?: string;
  readonly host: string;
  readonly pid: number;
  readonly commit?: string;
  /** The address of the CI job. */
  readonly run?: string;
}

/** How an apply ended. */
export interface HistoryEnding {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly verdict: VerdictStatus;
  readonly counts: readonly KindCounts[];
  /** What was sent, in the order of the report. */
  readonly changes: readonly {
    readonly address: Address;
    readonly action: Action;
    readonly step: string;
    readonly status: StepStatus;
  }[];
  /** Objects that were deleted at WeChat, or may have been. */
  readonly deletes: number;
}

/** Reads the applies of an official account. Rejects with a `Failure`. */
export interface HistoryReader {
  /** Those that began at or after `sinceMs` (milliseconds since 1970), oldest first; at most the newest `most`. */
  read(query: { readonly sinceMs?: number; readonly most?: number }): Promise<readonly HistoryEntry[]>;
}

export interface HistoryWriter {
  /** Durable when it resolves. An entry of the same id is replaced. Rejects with a `Failure`. */
  put(entry: HistoryEntry): Promise<void>;
}
