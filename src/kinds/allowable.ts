/** Guards the operator may let pass with `--allow`; the others are lifted in the YAML or not at all. */
export const allowableGuards: readonly string[] = [
  'no-record',
  'desired-shrunk',
  'live-shrunk',
  'emulator-restarted',
  'serving-customers',
  'rename-suspected',
  'name-case-differs',
];
