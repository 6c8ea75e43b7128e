/** What the parts of the page are drawn from. */

import type { User } from '../world/users.ts';
import type { World } from '../world/world.ts';
import type { Language, Say } from './words.ts';

export interface View {
  world: World;
  /** Milliseconds of the world's clock. */
  now: number;
  /** Whose phone is shown; undefined while there is no customer, or when nobody has the OpenID that was named. */
  user: User | undefined;
  /** The AppIDs of all official accounts that are played here. */
  appIds: readonly string[];
  language: Language;
  say: Say;
}

/** The address of the page that shows this customer, this official account or this language instead. */
export function addressOf(view: View, change: { openid?: string; language?: Language } = {}): string {
  const openid = change.openid ?? view.user?.openid;
  const query = new URLSearchParams({
    appid: view.world.officialAccount.appId,
    ...(openid === undefined ? {} : { user: openid }),
    lang: change.language ?? view.language,
  });
  return `/?${query}`;
}

/** Where the page asks for what it shows when something has changed. */
export function newestAddressOf(view: View): string {
  return `/__emulator/page/now${addressOf(view).slice(1)}`;
}

/** Where the page is told that something has changed. */
export function changesAddressOf({ world }: View): string {
  return `/__emulator/page/changes?${new URLSearchParams({ appid: world.officialAccount.appId })}`;
}

/** After how many milliseconds the page shows something else though nobody did anything: a minute passes, or something ends. */
export function msUntilOtherwise({ world, user, now }: View): number {
  const ends = [
    user?.typingUntil ?? 0,
    ...(user?.grants ?? []).map(({ until }) => until),
    ...world.accounts.map(({ worker }) => (worker.state === 'invited' ? worker.expiresAt : 0)),
  ];
  const nextMinute = Math.floor(now / 60_000) * 60_000 + 60_000;
  return Math.min(nextMinute, ...ends.filter((end) => end > now)) - now;
}

/** A moment as a reader of this machine writes it: the time, with the day unless it is today in the world. */
export function momentText({ now, language }: Pick<View, 'now' | 'language'>, at: number): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const day = isToday ? {} : ({ month: 'short', day: 'numeric' } as const);
  return new Intl.DateTimeFormat(language, { ...day, ...time }).format(at);
}
