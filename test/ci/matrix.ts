// What became of each run of each example: said once as a table, in which no field may be empty.
import type { Start } from './pipeline.ts';

/** What can become of a run. */
export const outcomes = [
  'changes',
  'no changes',
  'faulty config',
  'wrong secret',
  'guard',
  'partial failure',
] as const;
export type Outcome = (typeof outcomes)[number];

export interface Matrix {
  /** Writes down how a run ended: its exit, or that nobody could start it. */
  note(example: string, start: Start, outcome: Outcome, ended: number | 'not started' | null): void;
  /** Fields of these rows that nothing was written into. */
  missing(rows: readonly (readonly [example: string, start: Start])[]): string[];
  /** The table, a row for each run of each example. */
  table(): string;
}

export function matrix(): Matrix {
  const rows = new Map<string, Map<Outcome, string>>();
  return {
    note: (example, start, outcome, ended) => {
      const row = `${example}, ${start}`;
      const fields = rows.get(row) ?? new Map<Outcome, string>();
      rows.set(row, fields.set(outcome, String(ended)));
    },
    missing: (wanted) =>
      wanted.flatMap(([example, start]) =>
        outcomes
          .filter((outcome) => !rows.get(`${example}, ${start}`)?.has(outcome))
          .map((outcome) => `${example}, ${start}: ${outcome}`),
      ),
    table: () => {
      const line = (cells: readonly string[]) =>
        cells
          .map((cell, column) => cell.padEnd(column === 0 ? 26 : 16))
          .join('')
          .trimEnd();
      const fields = [...rows].map(([row, ended]) => [
        row,
        ...outcomes.map((outcome) => ended.get(outcome) ?? ''),
      ]);
      return [['exit of', ...outcomes], ...fields].map(line).join('\n');
    },
  };
}
