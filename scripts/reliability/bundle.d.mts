/** A source replaced in part while it is bundled; `find` must stand in `file` exactly once. */
export interface Defect {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export function bundleSimulation(outfile: string, defect?: Defect): Promise<void>;
