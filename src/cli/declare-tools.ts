// The commands beside a config's way: helpers that can be used at any time.
import type { Command } from 'commander';
import type { Run } from './command.ts';
import { type Declared, readerOf } from './declared.ts';
import { defaultConfig } from './default-config.ts';
import {
  addOneConfig,
  changes,
  configOf,
  entries,
  fleetSize,
  port,
  stateFlag,
  withConfig,
} from './flag-values.ts';
import { type Shell, shells } from './shells.ts';
import { oneOf } from './value-of.ts';

export function addEmulator(program: Declared, run: Run): void {
  program
    .command('emulator')
    .value('--port <number>', port, 8787)
    .value('--world <path>')
    .value('--fleet <size>', fleetSize)
    .value('--configs <folder>')
    .value('--changes <number>', changes)
    .flag('--json')
    .action((options) => run(() => import('./commands/emulator.ts'), options));
}

export function addState(program: Declared, run: Run): void {
  const state = program.command('state');
  addOneConfig(state.command('show'))
    .value(stateFlag)
    .flag('--json')
    .action((config: string | undefined, options, command: Command) =>
      run(() => import('./commands/state.ts'), { ...options, config: configOf(config, command) }),
    );
  withConfig(state.command('adopt').argument('[file]').value('--name <name>'))
    .value(stateFlag)
    .flag('--json')
    .action((file: string | undefined, options) =>
      run(() => import('./commands/state.ts'), { ...options, adopt: file ?? '' }),
    );
  addStateEdits(state, run);
}

function addStateEdits(state: Declared, run: Run): void {
  withConfig(state.command('rm').argument('<address>'))
    .value(stateFlag)
    .flag('--json')
    .action((address: string, options) =>
      run(() => import('./commands/state-edit.ts'), { ...options, address }),
    );
  withConfig(state.command('mv').argument('<address>').argument('<to>'))
    .value(stateFlag)
    .flag('--json')
    .action((address: string, to: string, options) =>
      run(() => import('./commands/state-edit.ts'), { ...options, address, to }),
    );
}

export function addHistory(program: Declared, run: Run): void {
  addOneConfig(program.command('history'))
    .value('--most <number>', entries, 20)
    .value('--object <address>')
    .value(stateFlag)
    .flag('--json')
    .action((config: string | undefined, options, command: Command) =>
      run(() => import('./commands/history.ts'), { ...options, config: configOf(config, command) }),
    );
}

export function addSchema(program: Declared, run: Run): void {
  program
    .command('schema')
    .argument('[name]', '', 'config')
    .action((name: string) => run(() => import('./commands/schema.ts'), { name }));
}

export function addExplain(program: Declared, run: Run): void {
  program
    .command('explain')
    .argument('[code]')
    .flag('--json')
    .action((code: string | undefined, options) =>
      run(() => import('./commands/explain.ts'), { ...options, code }),
    );
}

export function addDoctor(program: Declared, run: Run): void {
  withConfig(program.command('doctor'))
    .flag('--json')
    .action((options) => run(() => import('./commands/doctor.ts'), options));
}

export function addInit(program: Declared, run: Run): void {
  program
    .command('init')
    .argument('[path]', '', defaultConfig)
    .flag('--from-live')
    .value('--app-id <id>')
    .action((path: string, { fromLive, appId }: { fromLive: boolean; appId?: string }) => {
      const isExport = fromLive && appId !== undefined;
      return isExport
        ? run(() => import('./commands/export.ts'), {
            config: path,
            appId,
            writtenBy: 'kefu init --from-live',
            json: false,
          })
        : run(() => import('./commands/init.ts'), { path, fromLive, appId });
    });
}

export function addExport(program: Declared, run: Run): void {
  addOneConfig(program.command('export'))
    .value('--app-id <id>')
    .value('--wechat-id <id>')
    .value('--name <name>')
    .value('--out <file>')
    .value('--avatars <folder>')
    .option('--no-avatars')
    .value(stateFlag)
    .flag('--json')
    .action((config: string | undefined, options, command: Command) =>
      run(() => import('./commands/export.ts'), { ...options, config: configOf(config, command) }),
    );
}

export function addUnlock(program: Declared, run: Run): void {
  addOneConfig(program.command('unlock'))
    .value(stateFlag)
    .value('--journal <file>')
    .flag('--auto-approve')
    .flag('--force')
    .flag('--json')
    .action((config: string | undefined, options, command: Command) =>
      run(() => import('./commands/unlock.ts'), { ...options, config: configOf(config, command) }),
    );
}

export function addCompletion(program: Declared, run: Run): void {
  const shell = program.createArgument('<shell>').choices(shells);
  program
    .command('completion')
    .addArgument(shell.argParser(readerOf('<shell>', oneOf(shells))))
    .action((shell: Shell) => run(() => import('./commands/completion.ts'), { shell, program }));
}
