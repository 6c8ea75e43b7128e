/** What a sentence about a place in a config speaks of. */
export type Named = { readonly what: 'file' | 'item' } | { readonly what: 'key'; readonly key: string };
