import { say } from '../../words/en/running.ts';
import { sayIn } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { type StopSwitch, watchSignals } from '../signals.ts';

/** Ctrl-C, SIGTERM or SIGHUP: the message in flight is waited for, no other one is sent. */
export function stopOnInterrupt({ terminal, words }: CommandWorld): StopSwitch {
  return watchSignals('once', () => terminal.tell(`\n${sayIn(words, say('stopping-sending'))}\n`));
}
