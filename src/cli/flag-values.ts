// What the values of flags may be.
import type { Command } from 'commander';
import { allowableGuards } from '../kinds/allowable.ts';
import type { Declared } from './declared.ts';
import { defaultConfig } from './default-config.ts';
import type { Output } from './outputs.ts';
import { UsageFault, type Wanted } from './usage-fault.ts';
import { oneOf, type ValueOf } from './value-of.ts';

/** The flag of every command that reads or writes what was recorded. */
export const stateFlag = '--state <path>';

/** Makes a command take one config, by its bare name or by `--config`; `configOf` tells which was meant. */
export function addOneConfig(command: Declared): Declared {
  return withConfig(command.argument('[config]'));
}

export function withConfig(command: Declared): Declared {
  return command.value('-c, --config <path>', undefined, defaultConfig);
}

/** Which config a command means that takes one, both ways. */
export function configOf(bare: string | undefined, command: Command): string {
  if (bare === undefined) return command.opts<{ config: string }>().config;
  if (command.getOptionValueSource('config') === 'cli') throw new UsageFault({ code: 'config-twice' });
  return bare;
}

export const guards = oneOf(allowableGuards);

export const outputs: ValueOf<Output> = {
  wanted: 'format-and-file',
  read: (text) => {
    const [, format, file] = /^([a-z-]+)=(.+)$/.exec(text) ?? [];
    return format && file ? { format, file: namesStdout.test(file) ? '-' : file } : undefined;
  },
};

/** Opened by its name, a file that stdout is led into would be emptied. */
const namesStdout = /^\/(?:dev\/(?:stdout|fd\/1)|proc\/self\/fd\/1)$/;

/** Digits alone. */
function whole(wanted: Wanted, least: number, most: number): ValueOf<number> {
  return {
    wanted,
    read: (text) => {
      const number = Number(text);
      return /^\d+$/.test(text) && number >= least && number <= most ? number : undefined;
    },
  };
}

export const seconds: ValueOf<number> = {
  wanted: 'seconds',
  read: (text) => {
    const number = Number(text);
    return text.trim() !== '' && number >= 0 && number <= 3600 ? number : undefined;
  },
};

export const hours: ValueOf<number> = {
  wanted: 'hours',
  read: (text) => {
    const number = Number(text);
    return number > 0 && number <= 24 * 30 ? number : undefined;
  },
};

export const calls = whole('calls', 1, 32);

/** Official accounts at the same time. */
export const accounts = whole('accounts', 1, 64);

export const entries = whole('entries', 1, 99_999);

export const port = whole('port', 0, 65_535);

export const changes = whole('changes', 0, 100);

/** Customers of a file. */
export const recipients = whole('recipients', 1, 999_999);

/** `3/8`: the third of eight parts. */
export const shard: ValueOf<{ readonly part: number; readonly of: number }> = {
  wanted: 'shard',
  read: (text) => {
    const [, part, of] = (/^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? []).map(Number);
    return part !== undefined && of !== undefined && part >= 1 && part <= of ? { part, of } : undefined;
  },
};

/** `1000x100`: how many official accounts, with how many kf accounts each (WeChat allows 100). */
export const fleetSize: ValueOf<{ officialAccounts: number; kfAccounts: number }> = {
  wanted: 'fleet-size',
  read: (text) => {
    const [, officialAccounts, kfAccounts] = (/^(\d{1,5})x(\d{1,3})$/.exec(text) ?? []).map(Number);
    const fits = officialAccounts && kfAccounts && officialAccounts <= 10_000 && kfAccounts <= 100;
    return fits ? { officialAccounts, kfAccounts } : undefined;
  },
};

/** A flag that another command has: people try it with apply. */
export const onlyToLook: ValueOf<never> = { wanted: 'only-to-look', read: () => undefined };
