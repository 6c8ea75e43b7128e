import type { Change, ChangeKind } from '../model/change.ts';
import type { Outcome } from '../model/outcome.ts';
import type { AccountWriter } from '../model/ports.ts';
import type { Secret } from '../model/secret.ts';
import type { ApplyInput } from './context.ts';

type Handlers = {
  readonly [Kind in ChangeKind]: (
    change: Extract<Change, { kind: Kind }>,
    writer: AccountWriter,
    input: ApplyInput,
  ) => Promise<Outcome>;
};

/** One handler for each kind of change; each sends exactly one call. */
const handlers: Handlers = {
  'create-account': (change, writer, input) =>
    writer.add(change.account, change.nickname, passwordFor(change, input)),
  'update-account': (change, writer, input) =>
    writer.update(change.account, change.nickname, passwordFor(change, input)),
  'upload-avatar': (change, writer, { pictures }) => {
    const picture = pictures.get(change.avatar.sha256);
    if (!picture) throw new Error(`no picture was prepared for ${change.account}`);
    return writer.uploadAvatar(change.account, picture);
  },
  'invite-worker': (change, writer) => writer.invite(change.account, change.wechatId),
  'delete-account': (change, writer) => writer.delete(change.account),
  'set-protection': async () => ({ kind: 'applied' }),
};

/** Sends the one call that a change stands for. Protection needs none: the state file keeps it. */
export function perform(change: Change, writer: AccountWriter, input: ApplyInput): Promise<Outcome> {
  const handler = handlers[change.kind] as (
    change: Change,
    writer: AccountWriter,
    input: ApplyInput,
  ) => Promise<Outcome>;
  return handler(change, writer, input);
}

/** A plan holds no secret: the legacy password comes from the desired state. */
function passwordFor(
  { account, withPassword }: Extract<Change, { withPassword: boolean }>,
  { desired }: ApplyInput,
): Secret | undefined {
  return withPassword ? desired.accounts.find(({ id }) => id === account)?.password?.value : undefined;
}
