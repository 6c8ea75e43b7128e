import { load } from '../../config/load.ts';
import { diagnosticsOf } from '../../config/source.ts';
import { plainOf } from '../../config/tree.ts';
import { valuesFaults } from '../../config/values-file.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/sending.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';

/** Flags that give values to a template's variables. */
export interface ValueFlags {
  /** `name=value`, later ones win. */
  readonly set: readonly string[];
  /** YAML or JSON file of names and values; `set` wins over it. */
  readonly values?: string;
}

/** The values given, as text. Rejects with a `Failure` for a file that is no mapping of plain values. */
export async function givenValues(flags: ValueFlags, world: CommandWorld): Promise<Record<string, unknown>> {
  const fromFile = flags.values === undefined ? {} : await readValues(flags.values, world);
  return { ...fromFile, ...Object.fromEntries(flags.set.map(splitPair)) };
}

async function readValues(file: string, { env, cwd }: CommandWorld): Promise<Record<string, unknown>> {
  const loaded = await load(file, { env, cwd });
  if (!('tree' in loaded)) throw invalid(loaded);
  const { source, tree } = loaded;
  const unfit = valuesFaults(source, tree);
  if (unfit.length > 0) throw invalid(diagnosticsOf(source, unfit));
  const plain = plainOf(tree);
  const isPlain = typeof plain === 'object' && plain !== null && !Array.isArray(plain);
  const nested = isPlain ? Object.entries(plain).find(([, value]) => typeof value !== 'string') : undefined;
  if (isPlain && nested === undefined) return { ...plain };
  const what =
    nested === undefined
      ? say('values-no-list', { file: visible(file) })
      : say('value-not-plain', { file: visible(file), key: visible(nested[0]) });
  const form = say('name-value-lines', { form: 'name: value' });
  throw new Failure('config', 'values-invalid', told(what, form));
}

function invalid(diagnostics: readonly Diagnostic[]): Failure {
  return new Failure('config', 'values-invalid', told(say('values-have-faults')), { diagnostics });
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at > 0 && at === pair.length - 1) throw emptyValue(pair.slice(0, at));
  if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
  const form = say('write-set', { form: '--set name=value' });
  throw new Failure('config', 'value-form', told(say('no-pair', { pair: visible(pair) }), form));
}

/** What a customer reads can't be taken back: a variable of the shell that is not set must not leave a gap in it. */
function emptyValue(name: string): Failure {
  const what = say('value-empty', { name: visible(name) });
  return new Failure(
    'config',
    'empty-value',
    told(what, say('set-or-empty-in-file', { form: `${visible(name)}: ""` })),
  );
}
