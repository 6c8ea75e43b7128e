// What the config of the simulated world wants, read by a reader of its own: sharing kefu's would share its mistakes.
import { disk, textAt } from './disk.ts';
import { folderOf } from './workloads.ts';

export interface WantedAccount {
  readonly nickname?: string;
  /** Base64. */
  readonly avatar?: string;
  readonly worker?: string;
  readonly absent: boolean;
}

export interface Wanted {
  readonly accounts: ReadonlyMap<string, WantedAccount>;
  /** Base64 of the permanent media. */
  readonly files: readonly string[];
  /** All that any config of this world asked for. */
  readonly everNicknames: ReadonlySet<string>;
  readonly everPictures: ReadonlySet<string>;
}

let everNicknames = new Set<string>();
let everPictures = new Set<string>();
let known: { readonly text: string; readonly wanted: Wanted } | undefined;

export function resetWanted(): void {
  everNicknames = new Set();
  everPictures = new Set();
  known = undefined;
}

export function wantedIn(folder = folderOf()): Wanted {
  const text = textAt(`${folder}/kefu.yaml`) ?? '';
  if (known?.text === text) return known.wanted;
  const [, block = ''] = /^accounts:\n((?: {2}.*\n)*)/m.exec(text) ?? [];
  const accounts = new Map(block.split('\n').flatMap((line) => wantedLine(line, folder)));
  for (const { nickname, avatar } of accounts.values()) {
    if (nickname) everNicknames.add(nickname);
    if (avatar) everPictures.add(avatar);
  }
  const files = [...text.matchAll(/image: \{ file: \.\/(\w+\.png) \}/g)].map(([, file]) =>
    base64At(`${folder}/${file}`),
  );
  const wanted = { accounts, files, everNicknames, everPictures };
  known = { text, wanted };
  return wanted;
}

function wantedLine(line: string, folder: string): [string, WantedAccount][] {
  const [, name, fields = ''] = /^ {2}(\w+): \{(.*)\}/.exec(line) ?? [];
  if (!name) return [];
  const field = (key: string) => new RegExp(`${key}: ([^,}\\s]+)`).exec(fields)?.[1];
  const [nickname, avatar, worker] = [field('nickname'), field('avatar'), field('worker')];
  const wanted = {
    absent: field('state') === 'absent',
    ...(nickname ? { nickname } : {}),
    ...(worker ? { worker } : {}),
    ...(avatar ? { avatar: base64At(`${folder}/${avatar.slice(2)}`) } : {}),
  };
  return [[`${name}@kftest`, wanted]];
}

function base64At(path: string): string {
  return disk.files.get(path)?.bytes.toString('base64') ?? '';
}
