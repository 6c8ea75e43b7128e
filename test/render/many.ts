import type { Plan } from '../../src/model/plan.ts';
import type { Report } from '../../src/model/report.ts';
import { planOf } from './plan-of.ts';
import { absent, avatar, desiredState, live, wanted } from './states.ts';

const keep = {
  unmanaged: 'keep',
  maxDeletes: 1000,
  maxDeletesPerDay: 1000,
  media: 'keep',
  unverifiable: 'keep',
  invite: 'once',
} as const;

/** A plan that deletes, updates or keeps an account for each nickname, a third each, and gives one its name. */
export function planOfNicknames(nicknames: readonly string[]): Plan {
  const named = nicknames.map((nickname, index) => ({ name: `a${index}`, nickname, index }));
  const inThirds = (third: number) => named.filter(({ index }) => index % 3 === third);
  return planOf({
    desired: desiredState(
      [
        ...inThirds(1).map(({ name, index }) => wanted(name, index + 1, `客服${index}`)),
        ...inThirds(2).map(({ name, index, nickname }) => wanted(name, index + 1, nickname)),
      ],
      inThirds(0).map(({ name, index }) => absent(name, index + 1)),
      keep,
    ),
    accounts: [...inThirds(0), ...inThirds(1)].map(({ name, nickname }) => live(name, nickname)),
    consoleAccounts: nicknames.map((nickname) => ({ nickname, kfId: '1' })),
  });
}

/** A plan of so many deletes, creates and updates, each with as much to say as WeChat's limits allow. */
export function largePlan(deletes: number, creates: number, updates: number): Plan {
  const names = (count: number, letter: string) =>
    Array.from({ length: count }, (_, index) => `${letter}${String(index).padStart(9, '0')}`);
  const gone = names(deletes, 'd');
  const changed = names(updates, 'u');
  return planOf({
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
    accounts: [...gone, ...changed].map((name) => live(name, `从前的十六个字的客服昵称${name.slice(-4)}`)),
  });
}

/** A report in which WeChat refused every change, and quoted the nickname while doing so, also in the place; so do its warnings. */
export function withReport(plan: Plan): Report {
  const said = plan.unmanaged.map(({ title }) => title);
  return {
    officialAccount: plan.officialAccount,
    results: plan.changes.flatMap(({ kind, name, label, action, steps, differences }) =>
      steps.map((step) => {
        const quoted = differences.map(({ before, after }) => `${before} ${after}`).join(' ');
        return {
          kind,
          name,
          label,
          action,
          step: step.kind,
          status: 'failed' as const,
          note: quoted,
          cause: { code: 65403, message: quoted, hint: quoted },
          source: { file: 'shop-cn.yaml', line: 1, column: 1, length: 1, text: quoted },
          attempts: 1,
        };
      }),
    ),
    verdict: {
      status: 'failed',
      remaining: plan.changes.map(({ kind, name, label }, index) => ({
        kind,
        name,
        label,
        note: String(said[index]),
        why: (['differs', 'stuck', 'unverifiable'] as const)[index % 3] ?? 'differs',
      })),
      managed: [{ kind: 'kf_account', managed: 2 }],
    },
    stopped: { code: 'x', message: String(said[1]) },
    warnings: (['error', 'warning'] as const).map((severity, index) => ({
      severity,
      code: 'odd',
      message: String(said[index]),
      hint: String(said[index + 1]),
      range: { file: String(said[2]), line: 1, column: 1, length: 1, text: String(said[index]) },
    })),
    counts: plan.summary.kinds.map((counts) => ({ ...counts, add: 0, change: 0, destroy: 0 })),
    stateFault: String(said[2]),
  };
}

/** The same when the final reading failed. */
export function withUnreadReport(plan: Plan): Report {
  const report = withReport(plan);
  return {
    ...report,
    verdict: { ...report.verdict, remaining: [], unread: String(plan.unmanaged[0]?.title) },
  };
}
