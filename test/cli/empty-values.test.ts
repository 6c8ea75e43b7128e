import type { Argument, Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/build-program.ts';
import { lineOf } from '../../src/cli/declared.ts';
import { UsageFault } from '../../src/cli/usage-fault.ts';

// `kefu plan -c "$CONFIG"` with a CONFIG that is not set must not mean the folder kefu happens to be in.

const everyCommand = belowOf(buildProgram(['completion'], async () => {}));

function belowOf(command: Command): Command[] {
  return [...command.commands.flatMap(belowOf), ...(command.commands.length === 0 ? [command] : [])];
}

const cases = everyCommand.flatMap((command) => {
  const words = lineOf(command).split(' ').slice(1);
  const needed = command.options.filter(({ mandatory }) => mandatory);
  const others = (but: Option | undefined) =>
    needed.filter((option) => option !== but).flatMap(({ long }) => [long ?? '', 'given']);
  const args = (empty: Argument | undefined) =>
    command.registeredArguments
      .filter((one) => one.required || one === empty)
      .map((one) => (one === empty ? '' : 'given'));
  return [
    ...command.registeredArguments.map((one) => ({
      named: one.name(),
      line: [...words, ...args(one), ...others(undefined)],
    })),
    ...command.options
      .filter((option) => option.required && !option.hidden)
      .flatMap((option) =>
        ['', ' '].map((value) => ({
          named: option.long ?? '',
          line: [...words, ...args(undefined), ...others(option), option.long ?? '', value],
        })),
      ),
  ].map((one) => ({ ...one, shown: one.line.map((word) => (word.trim() === '' ? '""' : word)).join(' ') }));
});

test.each(cases)('kefu $shown is refused by name, and nothing runs', async ({ line, named }) => {
  let ran = false;
  const program = buildProgram(line, async () => {
    ran = true;
  });
  const fault = await program.parseAsync(line, { from: 'user' }).catch((error: unknown) => error);
  expect(ran).toBe(false);
  expect(fault).toBeInstanceOf(UsageFault);
  const { misuse } = fault as UsageFault;
  expect(misuse.code).toMatch(/^(?:empty-value|option-value)$/);
  // The argument of `completion` is told by the command it stands behind.
  if (named !== 'shell') expect(Object.values(misuse)).toContain(named);
});

test('every command that takes something is among them', () => {
  expect(new Set(cases.map(({ line }) => line[0])).size).toBeGreaterThan(12);
});
