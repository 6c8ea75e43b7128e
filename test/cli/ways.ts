import { startKefu } from '../support/built-cli.ts';
import type { Case, Stage } from '../support/case.ts';

/** A way to reach an exit code with the built CLI. */
export interface Way {
  readonly exit: number;
  readonly how: string;
  readonly args: readonly string[];
  readonly stage?: Omit<Case, 'story' | 'expect'>;
  readonly prepare?: (stage: Stage) => void | Promise<void>;
  readonly env?: Record<string, string>;
  /** What a person reads, on either stream. */
  readonly says: RegExp;
}

export const alice = {
  live: [{ account: 'alice', nickname: '小美' }],
  desired: { accounts: { alice: { nickname: '美美' } } },
};
export const apply = ['apply', '--auto-approve', '--settle-time', '0.1'];

export const ways: readonly Way[] = [
  {
    exit: 0,
    how: 'a plan with changes',
    args: ['plan'],
    stage: alice,
    says: /Plan: 0 to add, 1 to change, 0 to destroy\./,
  },
  {
    exit: 0,
    how: 'an apply',
    args: apply,
    stage: alice,
    says: /Apply complete! Accounts: 0 added, 1 changed, 0 destroyed\./,
  },
  {
    exit: 1,
    how: 'a server that is not there',
    args: ['plan'],
    stage: alice,
    env: { KEFU_ENDPOINT: 'http://127.0.0.1:9' },
    says: /nothing was sent|could not be asked/i,
  },
  {
    exit: 2,
    how: 'changes and --detailed-exitcode',
    args: ['plan', '--detailed-exitcode'],
    stage: alice,
    says: /1 to change/,
  },
  {
    exit: 2,
    how: 'an apply with changes and --detailed-exitcode',
    args: [...apply, '--detailed-exitcode'],
    stage: alice,
    says: /complete/,
  },
  {
    exit: 3,
    how: 'a fault in the config',
    args: ['plan'],
    stage: { desired: { acounts: {} } },
    says: /Did you mean|accounts/,
  },
  {
    exit: 4,
    how: 'a wrong AppSecret',
    args: ['plan'],
    stage: alice,
    env: { KEFU_APP_SECRET: 'f'.repeat(32) },
    says: /AppSecret|secret/,
  },
  {
    exit: 5,
    how: 'a guard',
    args: ['plan'],
    stage: { live: [{ account: 'alice' }], desired: { accounts: { alice: { state: 'absent' } } } },
    says: /last-account/,
  },
  {
    exit: 6,
    how: 'a saved plan whose account moved',
    args: ['apply', 'plan.json', '--auto-approve', '--settle-time', '0.1'],
    stage: alice,
    prepare: async (stage) => {
      await startKefu(['plan', '--out', 'plan.json'], { cwd: stage.folder, env: stage.env });
      const account = stage.emulator.world.accounts[0];
      if (account) account.nickname = '别人改的';
    },
    says: /changed by someone else/,
  },
  {
    exit: 7,
    how: 'a nickname that WeChat refuses',
    args: apply,
    stage: alice,
    prepare: ({ emulator }) =>
      void emulator.inject({ kind: 'errcode', path: 'kfaccount/update', errcode: 65403 }),
    says: /1 failed/,
  },
  {
    exit: 8,
    how: 'connections that are always cut',
    args: apply,
    stage: alice,
    prepare: ({ emulator }) =>
      void emulator.inject({ kind: 'reset', path: 'kfaccount/update', effect: false, times: 9 }),
    says: /1 unknown/,
  },
  {
    exit: 9,
    how: 'a used-up quota',
    args: apply,
    stage: alice,
    prepare: ({ emulator }) =>
      void emulator.inject({ kind: 'errcode', path: 'kfaccount/update', errcode: 45009 }),
    says: /quota/,
  },
  { exit: 10, how: 'nobody to ask', args: ['apply'], stage: alice, says: /--auto-approve/ },
];
