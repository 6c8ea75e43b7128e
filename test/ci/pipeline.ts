import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Forge } from './forge.ts';
import type { Team } from './repository.ts';

export const examples = resolve(import.meta.dirname, '../../examples/ci');

export function exampleText(file: string): string {
  return readFileSync(join(examples, file), 'utf8');
}

export function exampleYaml(file: string): unknown {
  return parse(exampleText(file));
}

/** Where a pipeline runs: the team's repository, the forge, and what the team has set as variables and secrets. */
export interface Stage {
  readonly shop: Team;
  readonly there: Forge;
  readonly env: Readonly<Record<string, string>>;
}

/** What people see of a run. */
export interface Seen {
  readonly exit: number | null;
  readonly log: string;
  /** Whether a person is asked next; undefined where the example leaves that to people. */
  readonly asks?: boolean;
}

/** What starts a run. */
export type Start = 'review' | 'plan' | 'apply' | 'drift';

/** An example by what starts its runs. The shell steps run as they stand in its files. */
export interface Pipeline {
  /** The file in which each of them stands. */
  readonly files: Readonly<Partial<Record<Start, string>>>;
  /** What its variables say of a run: the commit, and the address where the system gives one. A comment tells both. */
  readonly origin?: readonly string[];
  /** What a pull request starts; undefined where the system has no place for a comment. */
  readonly review?: (stage: Stage) => Promise<Seen>;
  /** What a push to main starts, until a person is asked. */
  readonly plan: (stage: Stage) => Promise<Seen>;
  /** What a person starts; the digest is that of the plan that was looked at. */
  readonly apply: (stage: Stage, digest: string) => Promise<Seen>;
  /** Whether it applies only what that digest names, and refuses any other plan. */
  readonly takesDigest?: true;
  /** What a schedule starts. */
  readonly drift: (stage: Stage) => Promise<Seen>;
  /** A file of the last apply that people can still open, from the folder `kefu-out`. */
  readonly kept: (stage: Stage, file: string) => string | undefined;
}
