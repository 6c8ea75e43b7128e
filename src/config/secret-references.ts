import { placeholderKind } from '../model/placeholder.ts';
import type { Saying } from '../model/saying.ts';
import { Secret } from '../model/secret.ts';
import { meaningOf, say as placeholder } from '../words/en/placeholders.ts';
import { say } from '../words/en/secrets.ts';
import { foreignEncoding } from './encoding.ts';
import { nearest } from './nearest.ts';
import { type AllowedFolders, openInside } from './open-file.ts';
import { itemsOf, type Tree, textOf, valueAt } from './tree.ts';
import type { ConfigWorld } from './world.ts';

/** Where a secret is found. */
export type SecretReference =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'command'; readonly argv: readonly [string, ...string[]] };

/** What went wrong, with where to look it up; never with what was found. */
interface SecretFault {
  readonly code: string;
  readonly message: Saying;
  readonly hint: Saying;
}

export type SecretReading =
  | { readonly ok: true; readonly secret: Secret }
  | { readonly ok: false; readonly fault: SecretFault };

/** Longer than any token WeChat gives (its pages ask to keep 512 characters). */
const byteLimit = 64 * 1024;
/** A password manager that asks a person would wait for ever. */
const timeLimitMs = 10_000;

/** The reference a value of the tree is, or undefined when it is none. */
export function referenceIn(value: Tree | undefined): SecretReference | undefined {
  const name = textOf(valueAt(value, 'env'));
  if (name !== undefined) return { kind: 'env', name };
  const path = textOf(valueAt(value, 'file'));
  if (path !== undefined) return { kind: 'file', path };
  const [program, ...rest] = itemsOf(valueAt(value, 'command')).map((item) => textOf(item) ?? '');
  return program === undefined || program === '' ? undefined : { kind: 'command', argv: [program, ...rest] };
}

/** Looks a secret up. Never rejects: whatever keeps it from being found is a fault that can be shown. */
export async function lookUp(
  reference: SecretReference,
  folders: AllowedFolders,
  world: ConfigWorld,
): Promise<SecretReading> {
  if (reference.kind === 'env') return fromEnv(reference.name, world.env);
  if (reference.kind === 'file') return fromFile(reference.path, folders);
  return fromCommand(reference.argv, folders, world);
}

function fromEnv(name: string, env: ConfigWorld['env']): SecretReading {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value !== undefined && value !== '') return checked(value, say('from-env', { name }));
  if (value === '') {
    return fault('secret-empty', say('env-empty', { name }), say('give-value'));
  }
  const names = Object.keys(env).filter((other) => other !== name);
  const near = nearest(name, names);
  return fault(
    'secret-unset',
    say('env-unset', { name }),
    near === undefined ? say('export-it', { name }) : say('set-or-meant', { near }),
  );
}

async function fromFile(path: string, folders: AllowedFolders): Promise<SecretReading> {
  const file = await openInside(folders, path, byteLimit);
  if (!file.ok) return fault(file.code, file.what, file.hint);
  const encoding = foreignEncoding(file.bytes);
  if (encoding !== undefined) {
    return fault('secret-form', say('secret-file-encoding', { encoding }), say('save-secret-as-utf8'));
  }
  return checked(new TextDecoder().decode(file.bytes), say('from-file'));
}

/** YAML from a pull request must not start programs, so the operator has to allow it. */
async function fromCommand(
  argv: readonly [string, ...string[]],
  folders: AllowedFolders,
  world: ConfigWorld,
): Promise<SecretReading> {
  if (world.env.KEFU_ALLOW_COMMANDS !== '1') {
    return fault('secret-command-not-allowed', say('commands-not-allowed'), say('allow-commands'));
  }
  const { outputOf } = await import('./run-command.ts');
  const run = await outputOf(argv, { cwd: folders.root, env: world.env, byteLimit, timeLimitMs });
  if (!run.ok) {
    return fault('secret-command-failed', run.why, say('run-by-hand'));
  }
  return checked(run.output, say('from-command'));
}

/**
 * `secret-empty`, `secret-placeholder`, `secret-form`: line ends at the end are taken off; a secret with spaces in it is
 * a mistake.
 */
function checked(found: string, where: Saying): SecretReading {
  const value = found.replace(/[\r\n]+$/, '');
  if (value.trim() === '')
    return fault('secret-empty', say('secret-empty', { where }), say('put-secret-there'));
  const kind = placeholderKind(value);
  if (kind !== undefined || /^[*•●]+$/.test(value)) {
    const what = kind === undefined ? placeholder('masked-value') : meaningOf(kind);
    return fault('secret-placeholder', say('secret-placeholder', { where, what }), say('put-secret-there'));
  }
  if (/[\s\p{Cc}\uFFFD]/u.test(value)) {
    return fault('secret-form', say('secret-form', { where }), say('put-secret-alone'));
  }
  return { ok: true, secret: new Secret(value) };
}

function fault(code: string, message: Saying, hint: Saying): SecretReading {
  return { ok: false, fault: { code, message, hint } };
}
