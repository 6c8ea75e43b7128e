import { systemClock } from '../reconcile/system-clock.ts';
import { type OpenAccount, openAccount as open } from '../reconcile.ts';
import { renderDiagnostics } from '../render/diagnostic.ts';
import { say } from '../words/en/progress.ts';
import { sayIn } from '../words/language-words.ts';
import type { CommandWorld } from './command.ts';
import { leftLockTeller } from './left-lock.ts';

export type { OpenAccount };
export { systemClock };

type Mode = 'read-only' | 'read-write';

/** Opens an official account, tells the warnings of its config, and says where it reads. Rejects with a `Failure`. */
export async function openAccount(config: string, mode: Mode, world: CommandWorld): Promise<OpenAccount> {
  const { env, cwd, terminal, words } = world;
  void import('../wechat/parser.ts').then(({ compileParserAhead }) => compileParserAhead());
  const account = await open(config, { mode, env, cwd, lockLeft: leftLockTeller(world) });
  terminal.tell(renderDiagnostics(account.warnings, words));
  const { name } = account.desired.officialAccount;
  terminal.tell(`${sayIn(words, say('reading-accounts', { name, host: account.host }))}\n`);
  return account;
}
