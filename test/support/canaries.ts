import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningEmulator } from '../../src/emulator/server.ts';

/**
 * The net under all tests that run commands: what commands print is noted here, and when a stage is taken down, it and
 * every file in the stage's folder is searched for the AppSecret and all tokens that the stage's emulator gave out.
 */
const noted: string[] = [];
/** Of each stage that is up: how many texts there were before it. */
const stages = new Set<{ from: number }>();

/** Keeps what a command printed, on whatever stream, while a stage is up that was up then. */
export function note(text: string): void {
  if (stages.size > 0) noted.push(text);
}

/** Nobody will look at what was printed before the oldest stage that is still up. */
function forget(): void {
  const from = Math.min(noted.length, ...[...stages].map((stage) => stage.from));
  noted.splice(0, from);
  for (const stage of stages) stage.from -= from;
}

/** Watches over the secrets of an emulator; the function it returns throws when one was printed or written. */
export function watch(emulator: RunningEmulator, folder: string): () => void {
  const stage = { from: noted.length };
  stages.add(stage);
  return () => {
    const secrets = secretsOf(emulator);
    const leaks = [
      ...leaksIn(noted.slice(stage.from).join(''), secrets, 'what was printed'),
      ...leaksInFolder(folder, secrets),
    ];
    stages.delete(stage);
    forget();
    if (leaks.length > 0) throw new Error(`A secret leaked: ${leaks.join('; ')}`);
  };
}

/** Where a secret is found, in words that do not repeat it. */
function leaksIn(text: string, secrets: readonly string[], where: string): string[] {
  return secrets.flatMap((secret, index) =>
    Object.entries(formsOf(secret))
      .filter(([, forms]) => forms.some((form) => text.includes(form)))
      .map(([name]) => `secret ${index + 1} ${name} in ${where}`),
  );
}

/** Searches every file; one that holds nothing but a secret was put there by the test, for a `file` reference. */
function leaksInFolder(folder: string, secrets: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .flatMap((path) => {
      const text = readFileSync(path, 'latin1');
      return secrets.includes(text.trim()) ? [] : leaksIn(text, secrets, path);
    });
}

export function secretsOf({ world, appSecret }: RunningEmulator): string[] {
  return [appSecret, ...world.tokens.issued.map(({ value }) => value)];
}

/** The forms in which a secret may turn up: as it is or in part, encoded, turned round. */
export function formsOf(secret: string): Readonly<Record<string, readonly string[]>> {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return {
    'as it is': [secret],
    'in part': [secret.slice(0, 12), secret.slice(-12)],
    'percent-encoded': [
      encodeURIComponent(secret),
      [...bytes].map((byte) => `%${byte.toString(16)}`).join(''),
      [...bytes].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(''),
    ],
    'in JSON': [
      JSON.stringify(secret).slice(1, -1),
      [...secret].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    ],
    'in base64': [...shifted, ...shifted.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))],
    'in hex': [bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
    backwards: [[...secret].reverse().join('')],
  };
}
