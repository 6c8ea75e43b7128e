import { execFileSync } from 'node:child_process';

/** The schemas' validators are generated code: made once before the tests, so that tests also run without a build. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/build-validators.mjs'], { stdio: 'inherit' });
}
