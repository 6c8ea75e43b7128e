import type { Member } from '../../model/fleet.ts';

/** Members of which the same is said. */
export interface Group<M extends Member> {
  /** What is said; of several members, with `@*` and `<config>` for what is each one's own. */
  readonly text: string;
  readonly first: M;
  readonly members: readonly Member[];
}

/**
 * Gathers what is said of members, so that what is said of many is said once. Texts are the same when they differ in nothing
 * but the member's own WeChat ID behind an `@` and the path of its own config. Keeps one text a group; when those fill the
 * `room` (characters), the members of further groups are counted but not told in full.
 */
export class Groups<M extends Member> {
  readonly #groups = new Map<string, { own: string; first: M; members: Member[] }>();
  readonly #sign: string;
  #room: number;
  #untold = 0;

  /** `sign`: what stands for a member's own config, as the format writes it. */
  constructor(room = 32_000_000, sign = ownConfig) {
    this.#room = room;
    this.#sign = sign;
  }

  add(member: M, text: string, wechatId?: string): void {
    const shared = sharedText(text, this.#sign, member.configFile, wechatId);
    const { configFile, name } = member;
    const group = this.#groups.get(shared);
    if (group) group.members.push({ configFile, name });
    else if (this.#room > 0) {
      this.#room -= shared.length + text.length;
      this.#groups.set(shared, { own: text, first: member, members: [{ configFile, name }] });
    } else this.#untold += 1;
  }

  /** Members whose text found no room. */
  get untold(): number {
    return this.#untold;
  }

  /** In the order of their first members. */
  all(): Group<M>[] {
    return [...this.#groups].map(([shared, { own, first, members }]) => ({
      text: members.length === 1 ? own : shared,
      first,
      members,
    }));
  }
}

/** What stands for a member's own WeChat ID, and for the path of its own config. */
export const ownAccounts = '@*';
export const ownConfig = '<config>';

/**
 * The text with signs for what each member has of its own. A path is only taken for one where a position follows or `-c`
 * stands before it: a file may be called like any word.
 */
function sharedText(text: string, sign: string, configFile: string, wechatId: string | undefined): string {
  const path = escaped(configFile);
  const own = new RegExp(`(?<![A-Za-z0-9_./-])${path}(?=:[0-9])|(?<=-c )${path}(?![A-Za-z0-9_./-])`, 'g');
  const shared = text.replaceAll(own, () => sign);
  if (wechatId === undefined || wechatId === '') return shared;
  return shared.replaceAll(new RegExp(`@${escaped(wechatId)}(?![A-Za-z0-9_-])`, 'g'), ownAccounts);
}

function escaped(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_]/g, '\\$&');
}
