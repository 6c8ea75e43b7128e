/** An event in the shape it is printed in. */
export interface Said {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly type: string;
  readonly [more: string]: unknown;
}
