import type { Defect } from '../../scripts/reliability/bundle.mjs';

export interface SeededBug extends Defect {
  readonly name: string;
  readonly sweeps?: readonly string[];
  readonly where?: string;
}

export const seededBugs: readonly SeededBug[];
