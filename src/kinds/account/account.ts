import type { LiveAccount } from '../../model/account.ts';
import type { Kind } from '../../model/kind.ts';
import { describeAccount } from './describe.ts';
import { findAccounts } from './find.ts';
import { accountGuards } from './guards.ts';
import { holdDeletes } from './hold.ts';
import { inquireAboutAccounts, observeAccounts } from './observe.ts';
import { picturesOfChange, preparePictures } from './prepare.ts';
import { settleAccount } from './settle.ts';
import { type AccountWant, accountKind, accountWants, type RecordedAccount } from './states.ts';
import type { AccountStep } from './step.ts';
import { accountSteps } from './steps.ts';
import { overwrittenPicture, undoAccount, wantOfChange } from './undo.ts';
import { accountWords } from './words.ts';

/** Customer-service accounts: nickname, avatar, invited person, protection. */
export const account: Kind<AccountWant, LiveAccount, RecordedAccount, AccountStep> = {
  name: accountKind,
  isPrecious: true,
  words: accountWords,
  steps: accountSteps,
  wants: accountWants,
  named: (want) => ({ name: want.account.id, isGone: want.state === 'absent' }),
  observe: observeAccounts,
  inquire: inquireAboutAccounts,
  find: findAccounts,
  guards: accountGuards,
  hold: holdDeletes,
  prepare: preparePictures,
  settle: settleAccount,
  undo: undoAccount,
  wantOf: wantOfChange,
  overwrittenPicture,
  describe: (change, _, lang) => describeAccount(change, lang),
  pictures: picturesOfChange,
};
