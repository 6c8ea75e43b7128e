import { placeholderKind, placeholderMeaning } from '../model/placeholder.ts';
import { Secret } from '../model/secret.ts';
import { foreignEncoding } from './encoding.ts';
import { nearest } from './nearest.ts';
import { type AllowedFolders, openInside } from './open-file.ts';
import type { Fault } from './source.ts';
import { itemsOf, type Tree, textOf, valueAt } from './tree.ts';
import type { ConfigWorld } from './world.ts';

/** Where a secret is found. */
export type SecretReference =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'command'; readonly argv: readonly [string, ...string[]] };

/** What went wrong, with where to look it up; never with what was found. */
type SecretFault = Pick<Fault, 'code' | 'message' | 'hint'>;

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
  if (value !== undefined && value !== '') return checked(value, `The environment variable ${name}`);
  if (value === '') {
    return fault('secret-empty', `The environment variable ${name} is set, but empty.`, 'Give it its value.');
  }
  const names = Object.keys(env).filter((other) => other !== name);
  const near = nearest(name, names);
  return fault(
    'secret-unset',
    `The environment variable ${name} is not set.`,
    near === undefined ? `Set it before running kefu: export ${name}=…` : `Set it; or did you mean ${near}?`,
  );
}

async function fromFile(path: string, folders: AllowedFolders): Promise<SecretReading> {
  const file = await openInside(folders, path, byteLimit);
  if (!file.ok) return fault(file.code, file.message, file.hint);
  const encoding = foreignEncoding(file.bytes);
  if (encoding !== undefined) {
    const hint = 'Save it as UTF-8; what PowerShell writes with ">" is UTF-16.';
    return fault('secret-form', `The file is saved as ${encoding}.`, hint);
  }
  return checked(new TextDecoder().decode(file.bytes), 'The file');
}

/** YAML from a pull request must not start programs, so the operator has to allow it. */
async function fromCommand(
  argv: readonly [string, ...string[]],
  folders: AllowedFolders,
  world: ConfigWorld,
): Promise<SecretReading> {
  if (world.env.KEFU_ALLOW_COMMANDS !== '1') {
    return fault(
      'secret-command-not-allowed',
      'kefu does not run commands from YAML unless whoever runs it allows that.',
      'Set KEFU_ALLOW_COMMANDS=1 in the environment where you trust this file, or use { env: … }.',
    );
  }
  const { outputOf } = await import('./run-command.ts');
  const run = await outputOf(argv, { cwd: folders.root, env: world.env, byteLimit, timeLimitMs });
  if (!run.ok) {
    return fault(
      'secret-command-failed',
      `The command ${run.why}.`,
      'Run it by hand in this folder to see what it says.',
    );
  }
  return checked(run.output, 'The output of the command');
}

/**
 * `secret-empty`, `secret-placeholder`, `secret-form`: line ends at the end are taken off; a secret with spaces in it is
 * a mistake.
 */
function checked(found: string, where: string): SecretReading {
  const value = found.replace(/[\r\n]+$/, '');
  if (value.trim() === '')
    return fault('secret-empty', `${where} has nothing in it.`, 'Put the secret there.');
  const kind = placeholderKind(value);
  if (kind !== undefined || /^[*•●]+$/.test(value)) {
    const what = kind === undefined ? 'a masked value' : placeholderMeaning[kind];
    return fault(
      'secret-placeholder',
      `${where} has ${what} in it, not the secret.`,
      'Put the secret there.',
    );
  }
  if (/[\s\p{Cc}\uFFFD]/u.test(value)) {
    return fault(
      'secret-form',
      `${where} has spaces, line breaks or unreadable characters within the secret.`,
      'Put the secret alone there, without quotes or a name before it.',
    );
  }
  return { ok: true, secret: new Secret(value) };
}

function fault(code: string, message: string, hint: string): SecretReading {
  return { ok: false, fault: { code, message, hint } };
}
