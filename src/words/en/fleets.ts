import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said while many official accounts are planned and applied, in English. */
export const fleetSentences = {
  'fleet-planned-so-far': ({ counted }: { counted: string }) => `${counted} official accounts planned so far`,
  'fleet-applied-so-far': ({ counted }: { counted: string }) => `${counted} official accounts applied so far`,
  'fleet-applied-here-so-far': ({ counted }: { counted: string }) =>
    `${counted} official accounts applied here so far`,
  'member-ended': ({ counted, name, how }: { counted: string; name: string; how: string }) =>
    `${counted} ${name}: ${how}`,
  'member-not-planned': ({ code }: { code: string }) => `can't be planned (${code})`,
  'member-held': () => 'held by a guard',
  'member-held-unwritten': () => 'held by a guard, nothing was written',
  'member-not-begun': ({ why }: { why: string }) => `not begun: ${why}`,
  'member-failed': ({ code }: { code: string }) => `failed (${code})`,
  'planning-accounts': ({ count }: { count: number }) => `Planning ${counted(count, 'official account')}…`,
  'run-was-stopped': () => 'the run was stopped',
  'run-not-approved': () => 'the run was not approved',
  'nothing-to-change-here': ({ why }: { why: string }) => `nothing was to change here, and ${why}`,
  'left-before-it': () => 'a second signal ended the run before it',
  'not-applied-here': () =>
    'this process, which a second signal ended, did not apply it; others that share the plan may have',
  'not-applied-yet': () => 'it was not applied under this fleet plan yet',
  'stop-on-error': () => 'an official account failed, and --on-error is stop',
  'too-many-failed': ({ failed, ended, rate }: { failed: number; ended: number; rate: number }) =>
    `${failed} of the ${counted(ended, 'official account')} applied so far failed, more than policy.rollout.maxFailureRate (${rate}) allows`,
  'only-one-failed': ({ rate }: { rate: number }) =>
    `the only official account applied so far failed, more than policy.rollout.maxFailureRate (${rate}) allows`,
  'no-config-named': ({ names }: { names: readonly string[] }) =>
    `No config is named by ${names.join(', ')}. Nothing was sent.`,
  'name-configs': () =>
    'A folder stands for the .yaml and .yml files below it whose names do not begin with "_"; a glob in quotes, such as \'shops/**/*.yaml\', for what it matches.',
  'folders-unlistable': ({ names }: { names: readonly string[] }) =>
    `Can't list ${names.join(', ')}: configs may be in there. Nothing was sent.`,
  'let-read-folder': () => 'Let the user that runs kefu read the folder, or name the configs one by one.',
  'too-many-configs': ({ count, most }: { count: number; most: number }) =>
    `${counted(count, 'config')} were named; ${most} is the most one run takes.`,
  'split-run': () =>
    'Name the folder that holds the configs, or split the run with --shard 1/2 and --shard 2/2.',
  'only-shared-pieces': () => 'Only shared pieces were found, and no config. Nothing was sent.',
  'name-extending-configs': () =>
    'A file with `extends: []` is a shared piece; name the folder of the configs that extend it.',
  'config-is-link': ({ config }: { config: string }) =>
    `${config} is a link; a folder or glob stands for files.`,
  'file-or-name-link': () => 'Put the file in its place, or name the link itself to have it read.',
  'common-app-id': ({ appId }: { appId: string }) => `the AppID ${appId}`,
  'common-name': ({ name }: { name: string }) => `the name ${name}`,
  'common-record': ({ place }: { place: string }) => `the record ${place}`,
  'configs-clash': ({ one, other, what }: { one: string; other: string; what: string }) =>
    `${one} and ${other} have ${what} in common; one config describes one official account. Neither is applied.`,
  'keep-apart': () =>
    'Leave one of them out of the run, correct officialAccount.name and appId, or give each its own --state folder.',
  'reports-disagree': ({ name, config }: { name: string; config: string }) =>
    `Two of the reports tell different things of ${name} (${config}).`,
  'merge-one-run': () => 'Merge the reports of one run: each official account falls to one shard.',
  'shared-needs-plan': () => '--shared applies a saved fleet plan.',
  'plan-for-all': ({ command }: { command: string }) =>
    `Make one with ${command}, and give every process the same folder.`,
  'shared-needs-all': () =>
    '--shared shares out all official accounts of the plan; --shard, --account and --exclude are not for it.',
  'leave-choice-out': () => 'Leave them out: each process takes the next official account that nobody has.',
  'shared-needs-database': () => 'Shared work needs a database that all processes reach.',
  'set-database-or-shard': () =>
    'Set KEFU_BACKEND=postgres://…; without one, split the plan with --shard 1/4 … 4/4.',
  'one-state-for-many': ({ place }: { place: string }) =>
    `${place} is one state file, and many official accounts were named.`,
  'name-state-folder': () =>
    'Name a folder with --state or KEFU_STATE; each official account gets a file in it.',
  'accounts-never-met': ({ names }: { names: readonly string[] }) =>
    `No config of this run has the official account ${names.join(', ')}.`,
  'choose-by-name': () => '--account and --exclude take the name that stands in officialAccount.name.',
  'git-can-not-tell': ({ ref }: { ref: string }) => `git can't tell what changed since "${ref}".`,
  'fetch-history': () =>
    'Run it in a clone that has that commit: in CI fetch the whole history, or the target branch.',
};

export const say = sayer(fleetSentences);
