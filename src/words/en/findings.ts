import { sayer } from '../say.ts';

/** What planning finds doubtful about what is live, in English. */
export const findingSentences = {
  'interrupted-write': ({
    step,
    label,
    at,
    became,
  }: {
    step: string;
    label: string;
    at: string;
    became: string;
  }) => `An earlier apply ended in the middle of "${step}" of ${label} (${at}); ${became}.`,
  'effect-shown': () => 'WeChat shows its effect',
  'effect-not-shown': () => 'WeChat shows no effect of it, or none that could be told',
  'apply-settles-record': () => 'What is left to do is in this plan; apply it to bring the record in order.',
  'inverse-opposes': ({ name }: { name: string }) =>
    `The config of ${name} still demands the opposite: the next kefu apply would do it again.`,
  'change-config-too': () => 'Take the change out of the config too.',
  'inverse-lost': ({ name, what }: { name: string; what: string }) => `${name}: can't come back: ${what}.`,
  'lost-picture': () => 'its picture before, which kefu never had',
  'lost-kf-id': () => 'its kf_id: made again, it gets another',
  'lost-binding': ({ person }: { person: string }) =>
    `the binding of ${person}, who must accept a new invitation`,
  'lost-invitation': () => 'the invitation, which WeChat has no call to take back',
  'lost-file': () => 'its file is no longer in the config',
  'left-without-worker': () => 'no longer has a worker in the config',
  'left-config': () => 'is no longer in the config',
  'left-for-another': () => 'has another worker in the config',
  'still-bound': () => 'is still bound to it',
  'still-invited': () => 'still has an open invitation',
  'person-left-behind': ({
    account,
    config,
    person,
    state,
  }: {
    account: string;
    config: string;
    person: string;
    state: string;
  }) => `${account} ${config}, but "${person}" ${state}; WeChat has no call to undo that.`,
  'unbind-or-write': ({ person }: { person: string }) =>
    `Unbind the person in the console (mp.weixin.qq.com), or write worker: ${person} again.`,
  'run-out-or-write': ({ person }: { person: string }) =>
    `Let the invitation run out and ask the person not to accept it, or write worker: ${person} again.`,
  'invited-to-deleted': ({ account, person }: { account: string; person: string }) =>
    `${account} is to be deleted, but "${person}" still has an open invitation to it; WeChat has no call to take one back.`,
  'ask-not-to-accept': () => 'Ask the person not to accept it, or let it run out first.',
  'waits-for-other': ({ account, invited, wanted }: { account: string; invited: string; wanted: string }) =>
    `${account} waits for an answer from "${invited}", so "${wanted}" can't be invited yet.`,
  'one-invitation-each': () =>
    'WeChat allows one open invitation per account: let it be answered or run out, then plan again.',
  'person-rejected': ({ account, person }: { account: string; person: string }) =>
    `"${person}" rejected the invitation to ${account}; kefu does not invite again (policy.invite: once).`,
  'talk-to-person': () =>
    'Talk to the person, then set policy.invite: again for one apply, or take worker out of the config.',
  'bound-to-other': ({ account, bound, wanted }: { account: string; bound: string; wanted: string }) =>
    `${account} is bound to "${bound}", and WeChat has no call to bind it to "${wanted}" instead.`,
  'unbind-or-set': () =>
    'Unbind the person in the console (mp.weixin.qq.com), or set worker to the person who is bound.',
  'person-at-another': ({ account, person, other }: { account: string; person: string; other: string }) =>
    `"${person}" is bound to ${other} already, so ${account} can't invite this person (65407).`,
  'unbind-from-other': ({ other }: { other: string }) =>
    `Unbind the person from ${other} in the console (mp.weixin.qq.com), or delete that account first; then plan again.`,
  'missed-by-case': ({ name, twin }: { name: string; twin: string }) =>
    `${name} is to be gone and is not live; ${twin}, whose name differs by letter case alone, is and stays.`,
  'write-live-name': ({ meant, written }: { meant: string; written: string }) =>
    `If ${meant} is meant, write ${meant} instead of ${written}.`,
  'media-twice': ({ label, used, others }: { label: string; used: string; others: readonly string[] }) =>
    `WeChat has ${label} more than once: ${used} is used, ${others.join(', ')} is not.`,
  'remove-other-media': () =>
    'Two applies may have uploaded it at once. kefu deletes only what it recorded: remove the other one in the web console (素材库), or leave it.',
  'speaker-not-bound': ({ name, account }: { name: string; account: string }) =>
    `The template ${name} speaks as ${account}, to which no person is bound yet.`,
  'set-worker': () =>
    'Set `worker:` and let that person accept; until then WeChat may refuse its messages (65402).',
};

export const say = sayer(findingSentences);
