/** What the outside decides about a configuration, passed in by the command line. */
export interface ConfigWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path; relative paths of files to read start here, and shown paths are relative to it. */
  readonly cwd: string;
}
