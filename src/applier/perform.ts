import type { Change, ChangeKind } from '../model/change.ts';
import type { Outcome } from '../model/outcome.ts';
import type { AccountWriter, Picture } from '../model/ports.ts';

type Handlers = {
  readonly [Kind in ChangeKind]: (
    change: Extract<Change, { kind: Kind }>,
    writer: AccountWriter,
    pictures: ReadonlyMap<string, Picture>,
  ) => Promise<Outcome>;
};

/** One handler for each kind of change; each sends exactly one call. */
const handlers: Handlers = {
  'create-account': (change, writer) => writer.add(change.account, change.nickname, change.password?.value),
  'update-account': (change, writer) =>
    writer.update(change.account, change.nickname, change.password?.value),
  'upload-avatar': (change, writer, pictures) => {
    const picture = pictures.get(change.avatar.sha256);
    if (!picture) throw new Error(`no picture was prepared for ${change.account}`);
    return writer.uploadAvatar(change.account, picture);
  },
  'invite-worker': (change, writer) => writer.invite(change.account, change.wechatId),
  'delete-account': (change, writer) => writer.delete(change.account),
  'set-protection': async () => ({ kind: 'applied' }),
};

/** Sends the one call that a change stands for. Protection needs none: the state file keeps it. */
export function perform(
  change: Change,
  writer: AccountWriter,
  pictures: ReadonlyMap<string, Picture>,
): Promise<Outcome> {
  const handler = handlers[change.kind] as (
    change: Change,
    writer: AccountWriter,
    pictures: ReadonlyMap<string, Picture>,
  ) => Promise<Outcome>;
  return handler(change, writer, pictures);
}
