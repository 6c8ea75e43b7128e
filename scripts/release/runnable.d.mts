export function makeRunnable(
  tarball: string,
  lock: string,
  folder: string,
  platforms: readonly string[],
): Promise<void>;
