import { type AccountId, accountName } from '../../model/account.ts';
import type { Finding, PictureToShow } from '../../model/kind.ts';
import type { Template } from '../../model/message.ts';
import type { PlainTemplate } from '../../model/plain-template.ts';
import type { Change, Plan, Speaker } from '../../model/plan.ts';
import type { ShownSpeaker } from '../../model/shown-message.ts';
import { faceAfter, faceBefore } from '../account/describe.ts';
import { type AccountReading, accountKind } from '../account/states.ts';
import type { TemplateStep } from './states.ts';

/*
 * Whose face stands beside a message. A plan tells the faces of accounts that it changes; those of the others it holds as its
 * speakers, so that a saved plan shows them too.
 */

/** The live accounts that the messages which change speak as, by id. */
export function speakersOf(
  findings: readonly Finding<Template, PlainTemplate>[],
  { objects }: Pick<AccountReading, 'objects'>,
): Speaker[] {
  const ids = new Set(
    findings.flatMap(({ live, steps }) => accountsOf(live, steps as readonly TemplateStep[])),
  );
  return [...ids].sort().flatMap((id) => {
    const account = objects.get(id as AccountId);
    if (account === undefined) return [];
    const { nickname, avatarUrl } = account;
    return [{ account: id, nickname, ...(avatarUrl === '' ? {} : { pictureUrl: avatarUrl }) }];
  });
}

/** The face a customer sees beside a message before or after the plan; by its name alone where nothing is known of it. */
export function speakerOf(
  id: AccountId,
  when: 'before' | 'after',
  { changes, speakers }: Plan,
): ShownSpeaker {
  const change = changes.find(({ kind, name }) => kind === accountKind && name === id);
  const planned = change && (when === 'before' ? faceBefore(change) : faceAfter(change));
  if (planned) return { account: id, nickname: planned.nickname, pictureKeys: planned.pictureKeys };
  const live = speakers.find(({ account }) => account === id);
  if (live === undefined) return { account: id, nickname: accountName(id) };
  const { nickname, pictureUrl } = live;
  return { account: id, nickname, ...(pictureUrl === undefined ? {} : { pictureKeys: [pictureUrl] }) };
}

/** The pictures of the speakers of one change, as WeChat serves them. */
export function picturesOfSpeakers({ observed, steps }: Change, { speakers }: Plan): PictureToShow[] {
  const ids = accountsOf(observed as PlainTemplate | null, steps as readonly TemplateStep[]);
  return speakers
    .filter(({ account }) => ids.includes(account))
    .flatMap(({ pictureUrl: url }) =>
      url === undefined ? [] : [{ key: url, from: { url }, use: 'face' as const }],
    );
}

/** Whom a template that changes speaks as, before and after; nobody for one that has no step. */
function accountsOf(before: PlainTemplate | null, [step]: readonly TemplateStep[]): string[] {
  if (step === undefined) return [];
  const after = 'body' in step ? step.body : null;
  return [before?.as, after?.as].filter((id) => id !== undefined);
}
