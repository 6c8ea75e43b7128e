import { Failure } from '../../model/failure.ts';
import { say } from '../../words/en/checkup.ts';
import { told } from '../../words/say.ts';
import { amiss, type DoctorWorld, type Finding, well } from '../check.ts';

/** The calls an apply and a message need; WeChat counts each of them by itself. */
const paths = [
  '/cgi-bin/customservice/getkflist',
  '/customservice/kfaccount/add',
  '/customservice/kfaccount/update',
  '/customservice/kfaccount/del',
  '/customservice/kfaccount/uploadheadimg',
  '/customservice/kfaccount/inviteworker',
  '/cgi-bin/message/custom/send',
] as const;

/** WeChat docs, getApiQuota: it knows no such path, or has no quota for it. */
const notTold = new Set(['76021', '76022']);

/** Today's call quota is not used up. A limit of 0 means that WeChat sets none or tells none. */
export async function checkQuota(world: DoctorWorld): Promise<Finding> {
  const left: { readonly call: string; readonly remain: number; readonly dailyLimit: number }[] = [];
  for (const path of paths) {
    const quota = await quotaOf(world, path);
    if (quota !== undefined && quota.dailyLimit > 0)
      left.push({ call: path.replace(/^\/(?:cgi-bin\/)?/, ''), ...quota });
  }
  if (left.length === 0) return well(say('no-limits-told'));
  const gone = left.filter(({ remain }) => remain <= 0).map(({ call }) => call);
  if (gone.length > 0) {
    throw new Failure('quota', '45009', told(say('calls-used-up', { names: gone }), say('calls-come-back')));
  }
  const scarce = left.filter(({ remain, dailyLimit }) => remain * 10 < dailyLimit);
  if (scarce.length === 0) {
    return well(say('calls-left', { count: Math.min(...left.map(({ remain }) => remain)) }));
  }
  const shown = scarce.map(({ call, remain, dailyLimit }) =>
    say('call-left-of', { call, remain, limit: dailyLimit }),
  );
  return amiss(say('calls-scarce', { names: shown }), say('look-for-caller'));
}

async function quotaOf(world: DoctorWorld, path: string) {
  try {
    return await (await world.inquiries()).quota(path);
  } catch (error) {
    if (error instanceof Failure && notTold.has(error.code)) return undefined;
    throw error;
  }
}
