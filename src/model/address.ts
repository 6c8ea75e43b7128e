/**
 * What tells one managed object from all others of an official account: `<kind>.<name>`, such as `kf_account.alice@kftest`.
 * No kind has a dot in its name; names may have some.
 */
export type Address = string & { readonly __brand: 'Address' };

/** Something that has an address. */
export interface Named {
  /** The kind's name, such as `kf_account`. */
  readonly kind: string;
  /** Unique within its kind. */
  readonly name: string;
}

export function addressOf({ kind, name }: Named): Address {
  return `${kind}.${name}` as Address;
}

/** The two parts of an address. */
export function namedBy(address: Address): Named {
  const dot = address.indexOf('.');
  return { kind: address.slice(0, dot), name: address.slice(dot + 1) };
}

/** An object as people read it: its label is its name, or what they know it by (the path of a file). */
export interface Labelled extends Named {
  readonly label: string;
}

/** `kf_account.alice@kftest`, `media../promo.jpg`: how plans and reports of one official account name an object. */
export function shownAddress({ kind, label }: Pick<Labelled, 'kind' | 'label'>): string {
  return `${kind}.${label}`;
}

/** The same across official accounts: `shop-cn/kf_account.alice@kftest`. */
export function fullAddress(officialAccount: string, object: Pick<Labelled, 'kind' | 'label'>): string {
  return `${officialAccount}/${shownAddress(object)}`;
}
