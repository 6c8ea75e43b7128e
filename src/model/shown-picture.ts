/** A small picture to show in a page, as it goes into a `data:` address. */
export interface ShownPicture {
  readonly contentType: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly base64: string;
}
