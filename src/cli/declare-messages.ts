// The commands about canned messages.
import type { Run } from './command.ts';
import type { Declared } from './declared.ts';
import { recipients, withConfig } from './flag-values.ts';

export function addMessage(program: Declared, run: Run): void {
  const message = program.command('message');
  addList(message, run);
  addRender(message, run);
  addPreview(message, run);
  addSend(message, run);
  addBundle(message, run);
}

function addList(message: Declared, run: Run): void {
  withConfig(message.command('list'))
    .flag('--json')
    .action((options) => run(() => import('./commands/message/list.ts'), options));
}

function addRender(message: Declared, run: Run): void {
  withValues(withConfig(message.command('render')))
    .argument('<name>')
    .neededValue('--to <openid>')
    .value('--as <account>')
    .action((name: string, options) =>
      run(() => import('./commands/message/render.ts'), { ...options, name }),
    );
}

function addPreview(message: Declared, run: Run): void {
  withValues(withConfig(message.command('preview')))
    .argument('[name...]')
    .value('--html <file>')
    .action((names: string[], options) =>
      run(() => import('./commands/message/preview.ts'), { ...options, names }),
    );
}

function addSend(message: Declared, run: Run): void {
  withValues(withConfig(message.command('send')))
    .argument('<name>')
    .value('--to <openid>')
    .value('--to-file <file>')
    .value('--max <number>', recipients, 100)
    .value('--as <account>')
    .value('--journal <file>')
    .flag('--resume')
    .flag('--auto-approve')
    .flag('--json')
    .action((name: string, options) => run(() => import('./commands/message/send.ts'), { ...options, name }));
}

function addBundle(message: Declared, run: Run): void {
  withConfig(message.command('bundle'))
    .neededValue('--out <folder>')
    .action((options) => run(() => import('./commands/message/bundle.ts'), options));
}

export function addTyping(program: Declared, run: Run): void {
  withConfig(program.command('typing'))
    .neededValue('--to <openid>')
    .flag('--cancel')
    .action((options) => run(() => import('./commands/typing.ts'), options));
}

function withValues(command: Declared): Declared {
  return command.values('--set <name=value>').value('--values <file>');
}
