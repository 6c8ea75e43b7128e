// Stands in for the socket that a holder of a lock shows: whether it answers is whether its process runs.
import { ownerOf, runs } from './process.ts';

export async function showPresence(folder: string) {
  const { process } = ownerOf(folder);
  const id = `${String(process).padStart(8, '0')}-0000-0000-0000-000000000000`;
  return { socket: { id, device: process, inode: process }, end: async () => {} };
}

export async function probePresence(_folder: string, { device }: { readonly device: number }) {
  return runs(device) ? 'lives' : 'gone';
}

export async function clearPresence(): Promise<void> {}
