import type { Plan } from '../../src/model/plan.ts';
import type { Report } from '../../src/model/report.ts';
import { makePlan } from '../../src/planner/plan.ts';
import { absent, avatar, desiredState, live, wanted } from './states.ts';

const keep = { unmanaged: 'keep', maxDeletes: 1000, media: 'keep', unverifiable: 'keep' } as const;

/** A plan that deletes, updates or keeps an account for each nickname, a third each, and gives one its name. */
export function planOfNicknames(nicknames: readonly string[]): Plan {
  const named = nicknames.map((nickname, index) => ({ name: `a${index}`, nickname, index }));
  const inThirds = (third: number) => named.filter(({ index }) => index % 3 === third);
  return makePlan({
    desired: desiredState(
      [
        ...inThirds(1).map(({ name, index }) => wanted(name, index + 1, `客服${index}`)),
        ...inThirds(2).map(({ name, index, nickname }) => wanted(name, index + 1, nickname)),
      ],
      inThirds(0).map(({ name, index }) => absent(name, index + 1)),
      keep,
    ),
    live: {
      accounts: [...inThirds(0), ...inThirds(1)].map(({ name, nickname }) => live(name, nickname)),
      consoleAccounts: nicknames.map((nickname) => ({ nickname, kfId: '1' })),
    },
    recorded: undefined,
    writeUnverifiable: false,
    allow: new Set(),
  });
}

/** A plan of so many deletes, creates and updates, each with as much to say as WeChat's limits allow. */
export function largePlan(deletes: number, creates: number, updates: number): Plan {
  const names = (count: number, letter: string) =>
    Array.from({ length: count }, (_, index) => `${letter}${String(index).padStart(9, '0')}`);
  const gone = names(deletes, 'd');
  const changed = names(updates, 'u');
  return makePlan({
    desired: desiredState(
      [
        ...names(creates, 'c').map((name, index) =>
          wanted(name, index + 1, `新来的客服人员十六个字呀${index}`, {
            avatar: avatar(`./avatars/a-rather-long-name-of-a-picture-${name}.png`, '7'),
            worker: `wxid_${name}_0123456789`,
            protect: true,
          }),
        ),
        ...changed.map((name, index) => wanted(name, index + 1, `改名之后的客服人员昵称${index}`)),
      ],
      gone.map((name, index) => absent(name, index + 1)),
      keep,
    ),
    live: {
      accounts: [...gone, ...changed].map((name) => live(name, `从前的十六个字的客服昵称${name.slice(-4)}`)),
      consoleAccounts: [],
    },
    recorded: undefined,
    writeUnverifiable: false,
    allow: new Set(),
  });
}

/** A report in which WeChat refused every change, and quoted the nickname while doing so. */
export function withReport(plan: Plan): Report {
  return {
    officialAccount: plan.officialAccount,
    messageResults: [],
    results: plan.accountChanges.flatMap(({ account, action, changes, differences }) =>
      changes.map(({ kind }) => {
        const quoted = differences.map(({ before, after }) => `${before} ${after}`).join(' ');
        return {
          account,
          action,
          kind,
          status: 'failed' as const,
          note: quoted,
          cause: { code: 65403, message: quoted, hint: quoted },
          attempts: 1,
        };
      }),
    ),
    readBack: { status: 'failed', note: String(plan.consoleAccounts[0]?.nickname) },
    stopped: { code: 'x', message: String(plan.consoleAccounts[1]?.nickname) },
    summary: { added: 0, changed: 0, destroyed: 0 },
    stateFault: String(plan.consoleAccounts[2]?.nickname),
  };
}
