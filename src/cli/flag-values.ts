// What the values of flags may be, and how examples of a command are shown.
import { type Command, InvalidArgumentError } from 'commander';
import { allowableGuards } from '../kinds/allowable.ts';
import { defaultConfig } from './default-config.ts';
import type { Output } from './outputs.ts';

/** The flag of every command that reads or writes what was recorded. */
export const stateFlag = [
  '--state <path>',
  'where the state file lies, or the folder for it; KEFU_STATE does the same (default: beside the config)',
] as const;

/** Makes a command take one config, by its bare name or by `--config`; `configOf` tells which was meant. */
export function addOneConfig(command: Command): Command {
  return command
    .argument('[config]', 'the same as --config')
    .option('-c, --config <path>', 'the config file', defaultConfig);
}

/** Which config a command means that takes one, both ways. */
export function configOf(bare: string | undefined, command: Command): string {
  if (bare === undefined) return command.opts<{ config: string }>().config;
  if (command.getOptionValueSource('config') === 'cli')
    command.error('error: Name one config, by its bare name or with --config.');
  return bare;
}

export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;
}

export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
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

/** The value of a flag that another command has: people try it with apply. */
export function onlyToLook(): never {
  throw new InvalidArgumentError(
    'kefu plan shows what changed since a commit; apply compares whole configs.',
  );
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

/** Official accounts at the same time. */
export function accounts(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && number <= 64) return number;
  throw new InvalidArgumentError('Write a number of official accounts from 1 to 64.');
}

/** `3/8`: the third of eight parts. */
export function shard(value: string): { readonly part: number; readonly of: number } {
  const [, part, of] = (/^(\d{1,5})\/(\d{1,5})$/.exec(value) ?? []).map(Number);
  if (part !== undefined && of !== undefined && part >= 1 && part <= of) return { part, of };
  throw new InvalidArgumentError('Write PART/PARTS, such as 3/8; parts count from 1.');
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

/** `1000x100`: how many official accounts, with how many kf accounts each (WeChat allows 100). */
export function fleetSize(value: string): { officialAccounts: number; kfAccounts: number } {
  const [, officialAccounts, kfAccounts] = (/^(\d{1,5})x(\d{1,3})$/.exec(value) ?? []).map(Number);
  const fits = officialAccounts && kfAccounts && officialAccounts <= 10_000 && kfAccounts <= 100;
  if (fits) return { officialAccounts, kfAccounts };
  throw new InvalidArgumentError('Write OFFICIALxKF, such as 1000x100: at most 10000x100.');
}

export function changes(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number <= 100) return number;
  throw new InvalidArgumentError('Write a number of kf accounts from 0 to 100.');
}
