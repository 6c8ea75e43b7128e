import { once } from '../model/once.ts';
import { accountCallCodes } from './error-catalogue-calls-accounts.ts';
import { everyCallCodes } from './error-catalogue-calls-every.ts';
import { messageCallCodes } from './error-catalogue-calls-messages.ts';
import type { CallEntry } from './error-entry.ts';

/** What a code means for single calls, where its entry of all calls would be untrue or of no use. */
export const callCodes = once(
  (): Readonly<Record<number, readonly CallEntry[]>> => ({
    ...everyCallCodes(),
    ...accountCallCodes(),
    ...messageCallCodes(),
  }),
);
