// The words of what is wrong with a command line; loaded when something is.
import { nearest } from '../config/nearest.ts';
import { Failure } from '../model/failure.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/usage.ts';
import { told } from '../words/say.ts';
import type { Misuse, UsageFault, Wanted } from './usage-fault.ts';

/** A fault of the command line as a failure that people are told of. */
export function usageFailure({ misuse }: UsageFault): Failure {
  return new Failure('config', misuse.code, told(messageOf(misuse), hintOf(misuse)));
}

function messageOf(misuse: Misuse): Saying {
  switch (misuse.code) {
    case 'unknown-option':
      return say('unknown-option', { command: misuse.command, flag: visible(misuse.flag) });
    case 'unknown-command':
      return say('unknown-command', { command: misuse.command, name: visible(misuse.name) });
    case 'argument-missing':
      return say('argument-missing', { command: misuse.command, argument: misuse.argument });
    case 'option-value-missing':
    case 'option-missing':
    case 'option-twice':
      return say(misuse.code, { command: misuse.command, flag: misuse.flag });
    case 'too-many-arguments':
      return say('too-many-arguments', {
        command: misuse.command,
        surplus: misuse.surplus.map((argument) => visible(argument)).join(' '),
      });
    case 'option-value':
      return say('option-value', { flag: misuse.flag, value: visible(misuse.value) });
    case 'empty-value':
      return say('empty-value', { command: misuse.command, name: misuse.name });
    case 'empty-variable':
      return say('empty-variable', { name: misuse.name });
    case 'config-twice':
    case 'no-working-folder':
      return say(misuse.code);
    case 'unknown-language':
      return say('unknown-language', { name: visible(misuse.name) });
  }
}

function hintOf(misuse: Misuse): Saying {
  switch (misuse.code) {
    case 'unknown-option':
      return seeHelp(misuse.command, nearest(misuse.flag, misuse.known));
    case 'unknown-command':
      return seeHelp(misuse.command, nearest(misuse.name, misuse.known));
    case 'option-value':
      return wantedWords(misuse.wanted);
    case 'empty-value':
      return say('leave-out-or-set');
    case 'empty-variable':
      return say('unset-or-fill');
    case 'no-working-folder':
      return say('enter-folder-again');
    case 'config-twice':
      return say('name-one-config');
    case 'option-twice':
      return say('give-it-once', { flag: misuse.flag });
    case 'unknown-language':
      return say('write-language', { options: misuse.languages });
    default:
      return seeHelp(misuse.command, undefined);
  }
}

function seeHelp(command: string, meant: string | undefined): Saying {
  const help = `${command} --help`;
  return meant === undefined ? say('see-help', { help }) : say('meant-see-help', { meant, help });
}

function wantedWords(wanted: Wanted): Saying {
  return typeof wanted === 'string'
    ? say(`write-${wanted}`)
    : say('can-be-one-of', { options: wanted.oneOf });
}
