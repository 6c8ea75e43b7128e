// What the values of flags may be, and how examples of a command are shown.
import { InvalidArgumentError } from 'commander';
import { allowableGuards } from '../kinds/allowable.ts';
import { Failure } from '../model/failure.ts';
import { visible } from '../model/visible.ts';
import type { Output } from './outputs.ts';

/** The flag of every command that reads or writes what was recorded. */
export const stateFlag = [
  '--state <path>',
  'where the state file lies, or the folder for it; KEFU_STATE does the same (default: beside the config)',
] as const;

export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;
}

export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** A flag that takes one value: a second one is never dropped. */
export function oneConfig(value: string, before: string | undefined): string {
  if (before === undefined) return value;
  throw new InvalidArgumentError(`One config a run: ${before} was given already. Run kefu once for each.`);
}

/** The config named as an argument or by `-c`. Throws a `Failure` when both are: neither is dropped. */
export function theOneConfig(argument: string | undefined, flag: string | undefined): string | undefined {
  if (argument === undefined || flag === undefined) return argument ?? flag;
  throw new Failure(
    'config',
    'two-configs',
    `Two configs were named: ${visible(argument)} and ${visible(flag)}.`,
    {
      hint: 'One config a run: run kefu once for each.',
    },
  );
}

export function collectGuard(value: string, before: readonly string[]): string[] {
  const guard = allowableGuards.find((name) => name === value);
  if (guard) return [...before, guard];
  throw new InvalidArgumentError(`Guards that may be let pass: ${allowableGuards.join(', ')}.`);
}

export function collectOutput(value: string, before: readonly Output[]): Output[] {
  const [, format, file] = /^([a-z-]+)=(.+)$/.exec(value) ?? [];
  if (format && file) return [...before, { format, file }];
  throw new InvalidArgumentError('Write FORMAT=FILE, such as markdown=plan.md.');
}

export function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number) && number >= 0 && number <= 3600) return number;
  throw new InvalidArgumentError('Write a number of seconds from 0 to 3600.');
}

export function calls(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && number <= 32) return number;
  throw new InvalidArgumentError('Write a number of calls from 1 to 32.');
}

export function hours(value: string): number {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0 && number <= 24 * 30) return number;
  throw new InvalidArgumentError('Write a number of hours, at most 720.');
}

export function entries(value: string): number {
  if (/^[1-9]\d{0,4}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Write a number from 1 to 99999.');
}

export function port(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number <= 65535) return number;
  throw new InvalidArgumentError('Write a port from 0 to 65535.');
}
