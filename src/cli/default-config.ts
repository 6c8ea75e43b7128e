/** The config when none is named. */
export const defaultConfig = './kefu.yaml';
