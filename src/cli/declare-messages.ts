// The commands about canned messages.
import { type Command, InvalidArgumentError } from 'commander';
import type { Run } from './command.ts';
import { defaultConfig } from './default-config.ts';
import { collect, examples } from './flag-values.ts';

export function addMessage(program: Command, run: Run): void {
  const message = program
    .command('message')
    .description('list, render, preview, send and bundle canned messages');
  addList(message, run);
  addRender(message, run);
  addPreview(message, run);
  addSend(message, run);
  addBundle(message, run);
}

function addList(message: Command, run: Run): void {
  withConfig(message.command('list'))
    .description('list the templates of a config; sends nothing')
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', examples(['kefu message list', 'kefu message list --json']))
    .action((options) => run(() => import('./commands/message/list.ts'), options));
}

function addRender(message: Command, run: Run): void {
  withValues(withConfig(message.command('render')))
    .description('print the exact JSON body that would be sent; sends nothing')
    .argument('<name>', 'the template')
    .requiredOption('--to <openid>', "the customer's OpenID")
    .option('--as <account>', 'the account that speaks, instead of the one the template names')
    .addHelpText('after', examples(['kefu message render welcome --to OPENID --set name=小王']))
    .action((name: string, options) =>
      run(() => import('./commands/message/render.ts'), { ...options, name }),
    );
}

function addPreview(message: Command, run: Run): void {
  withValues(withConfig(message.command('preview')))
    .description('show templates as a customer sees them; sends nothing')
    .argument('[name...]', 'the templates (default: all)')
    .option('--html <file>', 'write a page for a browser instead')
    .addHelpText(
      'after',
      examples(['kefu message preview welcome', 'kefu message preview --html messages.html']),
    )
    .action((names: string[], options) =>
      run(() => import('./commands/message/preview.ts'), { ...options, names }),
    );
}

function addSend(message: Command, run: Run): void {
  withValues(withConfig(message.command('send')))
    .description('send a template to customers, to each at most once')
    .argument('<name>', 'the template')
    .option('--to <openid>', "one customer's OpenID")
    .option('--to-file <file>', 'the customers of a file, one OpenID a line; asks first')
    .option('--max <number>', 'at most so many customers of a file', count, 100)
    .option('--as <account>', 'the account that speaks, instead of the one the template names')
    .option('--journal <file>', 'where to write down whom it was sent to (default: <to-file>.sent.jsonl)')
    .option('--resume', 'go on by the journal of a run that ended early', false)
    .option('--auto-approve', 'do not ask', false)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      examples([
        'kefu message send welcome --to OPENID --set name=小王',
        'kefu message send notice --to-file openids.txt --auto-approve',
        'kefu message send notice --to-file openids.txt --auto-approve --resume',
      ]),
    )
    .action((name: string, options) => run(() => import('./commands/message/send.ts'), { ...options, name }));
}

function addBundle(message: Command, run: Run): void {
  withConfig(message.command('bundle'))
    .description("write the templates, resolved, as JSON for the team's own chat service; sends nothing")
    .requiredOption('--out <folder>', 'folder to write messages.json in')
    .addHelpText('after', examples(['kefu message bundle --out build']))
    .action((options) => run(() => import('./commands/message/bundle.ts'), options));
}

export function addTyping(program: Command, run: Run): void {
  withConfig(program.command('typing'))
    .description('show a customer that someone types')
    .requiredOption('--to <openid>', "the customer's OpenID")
    .option('--cancel', 'no longer', false)
    .addHelpText('after', examples(['kefu typing --to OPENID', 'kefu typing --to OPENID --cancel']))
    .action((options) => run(() => import('./commands/typing.ts'), options));
}

function withConfig(command: Command): Command {
  return command.option('-c, --config <path>', 'the config file', defaultConfig);
}

function withValues(command: Command): Command {
  return command
    .option('--set <name=value>', "a template's value (may be given several times)", collect, [])
    .option('--values <file>', 'YAML or JSON file of names and values; --set wins over it');
}

function count(value: string): number {
  const number = Number(value);
  if (/^\d{1,6}$/.test(value) && number >= 1) return number;
  throw new InvalidArgumentError('Write a whole number from 1.');
}
