import { sayer } from '../say.ts';

/** What is said of a command line that can't be read, in English. */
export const usageSentences = {
  'unknown-option': ({ command, flag }: { command: string; flag: string }) =>
    `${command} has no option ${flag}.`,
  'unknown-command': ({ command, name }: { command: string; name: string }) =>
    `${command} has no command "${name}".`,
  'argument-missing': ({ command, argument }: { command: string; argument: string }) =>
    `${command} needs an argument: <${argument}>.`,
  'option-value-missing': ({ command, flag }: { command: string; flag: string }) =>
    `${command}: ${flag} needs a value.`,
  'option-twice': ({ command, flag }: { command: string; flag: string }) =>
    `${command} was given two values of ${flag}.`,
  'give-it-once': ({ flag }: { flag: string }) => `Give ${flag} once; nothing was done with either value.`,
  'option-missing': ({ command, flag }: { command: string; flag: string }) => `${command} needs ${flag}.`,
  'too-many-arguments': ({ command, surplus }: { command: string; surplus: string }) =>
    `${command} can't do anything with ${surplus}.`,
  'option-value': ({ flag, value }: { flag: string; value: string }) => `${flag} can't be "${value}".`,
  'empty-value': ({ command, name }: { command: string; name: string }) =>
    `${command} was given an empty ${name}.`,
  'empty-variable': ({ name }: { name: string }) => `The environment variable ${name} is set, but empty.`,
  'unset-or-fill': () => 'Unset it, or look why the job was not given its value: a secret may be missing.',
  'leave-out-or-set': () => 'Leave it out, or set the variable that it comes from.',
  'config-twice': () => 'The config is named twice.',
  'no-working-folder': () => 'The folder that kefu was started in is no longer there.',
  'enter-folder-again': () => 'Go into the folder again with `cd`, and run kefu there.',
  'see-help': ({ help }: { help: string }) => `${help} shows what there is.`,
  'meant-see-help': ({ meant, help }: { meant: string; help: string }) =>
    `Did you mean ${meant}? ${help} shows what there is.`,
  'write-format-and-file': () => 'Write FORMAT=FILE, such as markdown=plan.md.',
  'write-seconds': () => 'Write a number of seconds from 0 to 3600.',
  'write-calls': () => 'Write a number of calls from 1 to 32.',
  'write-accounts': () => 'Write a number of official accounts from 1 to 64.',
  'write-shard': () => 'Write PART/PARTS, such as 3/8; parts count from 1.',
  'write-hours': () => 'Write a number of hours, at most 720.',
  'write-entries': () => 'Write a number from 1 to 99999.',
  'write-port': () => 'Write a port from 0 to 65535.',
  'write-fleet-size': () => 'Write OFFICIALxKF, such as 1000x100: at most 10000x100.',
  'write-changes': () => 'Write a number of kf accounts from 0 to 100.',
  'write-recipients': () => 'Write a whole number from 1.',
  'write-only-to-look': () => 'kefu plan shows what changed since a commit; apply compares whole configs.',
  'can-be-one-of': ({ options }: { options: readonly string[] }) => `It can be ${options.join(', ')}.`,
  'name-one-config': () => 'Name one config, by its bare name or with --config.',
  'unknown-language': ({ name }: { name: string }) => `KEFU_LANG is ${name}, which is no language of kefu.`,
  'write-language': ({ options }: { options: readonly string[] }) =>
    `Write ${options.join(' or ')}, or leave KEFU_LANG out.`,
};

export const say = sayer(usageSentences);
