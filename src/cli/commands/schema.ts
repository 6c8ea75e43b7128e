import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/commands.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';
import { exitCodes } from '../exit.ts';

const schemas = {
  config: () => import('../../../schemas/config.schema.json', { with: { type: 'json' } }),
  bundle: () => import('../../../schemas/bundle.schema.json', { with: { type: 'json' } }),
  state: () => import('../../../schemas/state.schema.json', { with: { type: 'json' } }),
} as const;

/** Prints one of kefu's JSON Schemas. */
export async function run({ name }: { readonly name: string }, { terminal }: CommandWorld): Promise<number> {
  const load = Object.entries(schemas).find(([known]) => known === name)?.[1];
  if (!load) {
    throw new Failure(
      'config',
      'unknown-schema',
      told(
        say('unknown-schema', { name: visible(name) }),
        say('schemas-are', { names: Object.keys(schemas) }),
      ),
    );
  }
  const { default: schema } = await load();
  terminal.out(`${JSON.stringify(schema, null, 2)}\n`);
  return exitCodes.done;
}
