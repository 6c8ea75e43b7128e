/** The first line of a config: editors that know yaml-language-server complete and check by the schema at this address. */
export function schemaLine(address: string): string {
  return `# yaml-language-server: $schema=${address}\n`;
}

/** Makes the commented config that `kefu init` writes; it is valid as it stands. `wish` is the official account's name. */
export type StarterConfig = (wish: string) => string;

/** A wish made fit for a name. */
export function fitName(wish: string): string {
  const fit = wish.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return fit.slice(0, 64) || 'my-account';
}
