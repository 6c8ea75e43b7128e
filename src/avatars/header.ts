import type { Saying } from '../model/saying.ts';

/** What the header of a picture says, before the limits are looked at. Sides in pixels. */
export type Header =
  | {
      readonly status: 'complete';
      readonly width: number;
      readonly height: number;
      readonly animated: boolean;
    }
  | { readonly status: 'truncated' }
  | { readonly status: 'damaged'; readonly what: Saying };

/** Text of so many bytes at an offset, one character a byte; shorter at the end of the file. */
export function asciiAt(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}

/** The bytes as numbers; reads past the end throw, so look at the length first. */
export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
