import type { Saying } from '../model/saying.ts';
import { say } from './en/files.ts';

/** Why a file could not be read, as whoever reads it tells. */
type Unread =
  | { readonly why: 'missing' | 'no-folder' | 'link' | 'folder' | 'special' }
  | { readonly why: 'too-large'; readonly mostBytes: number }
  | { readonly why: 'unreadable'; readonly code: string };

/** What is wrong with the file, to stand behind its name: "is a folder, not a file". */
export function unreadWords(unread: Unread): Saying {
  switch (unread.why) {
    case 'too-large':
      return say('unread-too-large', { most: sizeWords(unread.mostBytes) });
    case 'unreadable':
      return say('unread-refused', { code: unread.code });
    default:
      return say(`unread-${unread.why}`);
  }
}

/** A limit as people write it: "16 MB", "256 KiB", "2000 bytes". */
export function sizeWords(bytes: number): string {
  if (bytes % (1024 * 1024) === 0) return `${bytes / 1024 / 1024} MB`;
  return bytes % 1024 === 0 ? `${bytes / 1024} KiB` : `${bytes} bytes`;
}
