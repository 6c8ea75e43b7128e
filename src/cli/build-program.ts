// The program as it is declared: every command with its arguments and flags.
import { version } from '../model/version.ts';
import { languages } from '../words/language.ts';
import type { Run } from './command.ts';
import { addApply, addPlan, addReport, addShow, addValidate } from './declare-flow.ts';
import { addMessage, addTyping } from './declare-messages.ts';
import {
  addCompletion,
  addDoctor,
  addEmulator,
  addExplain,
  addExport,
  addHistory,
  addInit,
  addSchema,
  addState,
  addUnlock,
} from './declare-tools.ts';
import { Declared, refuseEmpty } from './declared.ts';
import { tell } from './terminal.ts';
import { oneOf } from './value-of.ts';

/** Every command by its name, in the order of `kefu --help`. */
const declarations = new Map([
  ['init', addInit],
  ['validate', addValidate],
  ['plan', addPlan],
  ['apply', addApply],
  ['show', addShow],
  ['report', addReport],
  ['export', addExport],
  ['unlock', addUnlock],
  ['history', addHistory],
  ['message', addMessage],
  ['typing', addTyping],
  ['emulator', addEmulator],
  ['state', addState],
  ['schema', addSchema],
  ['explain', addExplain],
  ['doctor', addDoctor],
  ['completion', addCompletion],
]);

/** Declaring all commands takes a tenth of a start, so only the one asked for is; help and completion need them all. */
function declarationsFor(args: readonly string[]) {
  const name = args.find((arg) => !arg.startsWith('-')) ?? '';
  const asked = name === 'completion' ? undefined : declarations.get(name);
  return asked ? [asked] : [...declarations.values()];
}

/** The program with the commands that these arguments need; `run` runs the one they name. */
export function buildProgram(args: readonly string[], run: Run): Declared {
  const program = new Declared('kefu')
    .version(version, '-V, --version')
    .option('--no-color')
    .value('--lang <language>', oneOf(languages))
    .exitOverride()
    .hook('preAction', (_program, command) => refuseEmpty(command))
    .configureOutput({ writeErr: tell });
  for (const declare of declarationsFor(args)) declare(program, run);
  return program;
}
