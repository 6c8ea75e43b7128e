/** How a text is coloured; decided once by the CLI. */
export interface Paint {
  readonly create: (text: string) => string;
  readonly update: (text: string) => string;
  readonly delete: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

const same = (text: string) => text;

/** No colour at all. */
export const plain: Paint = { create: same, update: same, delete: same, warn: same, bold: same, dim: same };
