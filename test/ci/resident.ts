// The built kefu for scripts that call it often: what is tested is the script, so kefu is started once a test file.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

let port: Promise<string> | undefined;

/** A folder for PATH with a kefu in it that hands its arguments, folder and environment to the one that runs already. */
export async function residentOnPath(folder: string): Promise<string> {
  port ??= start();
  const bin = join(folder, 'bin');
  const kefu = join(bin, 'kefu');
  mkdirSync(bin);
  writeFileSync(
    kefu,
    `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/${await port}
{ printf '%s\\0' "$PWD" "$@" $'\\n'; env -0; printf '%s\\0' $'\\n'; } >&3
IFS= read -r exit <&3
cat <&3
exit "$exit"
`,
  );
  chmodSync(kefu, 0o755);
  return bin;
}

function start(): Promise<string> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'children/resident.cjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (exit) => fail(new Error(`The kefu that runs already ended with ${exit}.`)));
    child.stdout.once('data', (said: Buffer) => done(said.toString('utf8').trim()));
  });
}
