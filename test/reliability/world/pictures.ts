// Stands in for the comparison by looking: the server here serves the bytes it was sent, so the same bytes are the same picture.

export type Likeness = 'same' | 'different' | 'cannot-tell';

export async function samePicture(sent: Uint8Array, served: Uint8Array): Promise<Likeness> {
  return Buffer.from(sent).equals(served) ? 'same' : 'different';
}
