import type Sharp from 'sharp';

/** Loads sharp, or tells that it is not there: it is an optional dependency, and its start costs 40 ms. */
export type SharpLoader = () => Promise<typeof Sharp | undefined>;

export const loadSharp: SharpLoader = async () => {
  try {
    return (await import('sharp')).default;
  } catch {
    return undefined;
  }
};
