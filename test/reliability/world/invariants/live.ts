import { meet } from '../unpromised.ts';
import { wantedIn } from '../wanted.ts';
import type { SimWorld } from '../world.ts';
import { type Broken, type Judged, nameOf } from './judged.ts';

/** What is not as the config says; undefined when all is. `told`: fields of which the report says that nobody can tell. */
export function notAsWanted(
  { world }: SimWorld,
  told: ReadonlySet<string> = new Set(),
  folder?: string,
): string | undefined {
  const { accounts, files } = wantedIn(folder);
  for (const [name, { nickname, avatar, worker, absent }] of accounts) {
    const account = world.accounts.find((one) => one.account === name);
    if (absent) {
      if (account) return `${name} is there`;
      continue;
    }
    if (account?.nickname !== nickname) return `${name} has the nickname ${account?.nickname}`;
    const picture = world.pictures[account?.picture ?? '']?.base64;
    if (avatar !== undefined && !told.has(`${name} avatar`) && picture !== avatar)
      return `${name} has another picture`;
    if (worker !== undefined && account?.worker.state === 'none') return `${name} invites nobody`;
  }
  const shelf = Object.values(world.media).filter(({ permanent }) => permanent);
  const gone = files.find((file) => !shelf.some(({ base64 }) => base64 === file));
  return gone === undefined ? undefined : 'a wanted media is not there';
}

/**
 * no duplicates: no account twice, and no permanent media twice. An upload that the network itself delivers twice makes two;
 * nothing that a client does can keep that from happening, so it is counted (`replayed`) and not held against kefu.
 */
export function noDuplicates({ sim }: Judged): Broken[] {
  const names = sim.world.accounts.map(({ account }) => account);
  const media = sim.moments.at(-1)?.media ?? [];
  const twice = [...new Set(media)].find(
    (name) => media.filter((one) => one === name).length - replayed(sim, name) > 1,
  );
  if (media.some((name) => replayed(sim, name) > 0)) meet('media that the network delivered twice');
  if (new Set(names).size < names.length) return ['no duplicates: an account is there twice'];
  return twice ? [`no duplicates: the media ${twice} is there twice`] : [];
}

/** How often the server carried out an upload of a media once more than it was sent; one that it refused was not carried out. */
export function replayed({ effects }: SimWorld, name: string): number {
  const uploads = effects.filter(({ path, about }) => path.endsWith('add_material') && about === name);
  return uploads.length - new Set(uploads.map(({ arrival }) => arrival)).size;
}

/** avatar and nickname never lost: what stays in the config is there at all times, the same account, with a name and a picture that somebody gave it. */
export function neverLost({ sim, workload }: Judged): Broken[] {
  const { kept, accounts: seeds } = workload;
  const broken: Broken[] = [];
  for (const account of seeds) {
    if (!kept.includes(nameOf(account.account))) continue;
    const course = sim.moments.map(({ accounts }) => accounts.find((one) => one.account === account.account));
    const deleted = sim.effects.find(
      ({ path, about }) => path.endsWith('kfaccount/del') && about === account.account,
    );
    if (deleted) broken.push(`never lost: a run deleted ${account.account}`);
    if (new Set(course.flatMap((one) => one?.id ?? [])).size > 1)
      broken.push(`never lost: ${account.account} is another account now`);
    const wanted = wantedIn();
    const nicknames = new Set([
      account.nickname,
      ...wanted.everNicknames,
      ...sim.foreign.map(({ nickname }) => nickname),
    ]);
    const strange = course.find((one) => one && !nicknames.has(one.nickname));
    if (strange)
      broken.push(`never lost: ${account.account} was called ${strange.nickname}, which nobody asked for`);
    const pictures = new Set([
      ...(account.picture ? [Buffer.from(account.picture).toString('base64')] : []),
      ...wanted.everPictures,
    ]);
    const bare =
      account.picture &&
      course.find((one) => one && !pictures.has(sim.world.pictures[one.picture]?.base64 ?? ''));
    if (bare) broken.push(`never lost: ${account.account} has lost its picture`);
  }
  return broken;
}
