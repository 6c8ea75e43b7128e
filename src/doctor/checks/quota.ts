import { Failure } from '../../model/failure.ts';
import type { DoctorWorld, Finding } from '../check.ts';

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
  if (left.length === 0) return { status: 'ok', message: 'WeChat tells no daily limits.' };
  const gone = left.filter(({ remain }) => remain <= 0).map(({ call }) => call);
  if (gone.length > 0) {
    throw new Failure('quota', '45009', `Today's calls are used up: ${gone.join(', ')}.`, {
      hint: 'They come back at midnight in China. clear_quota resets all of them, ten times a month.',
    });
  }
  const scarce = left.filter(({ remain, dailyLimit }) => remain * 10 < dailyLimit);
  if (scarce.length === 0) {
    return {
      status: 'ok',
      message: `At least ${Math.min(...left.map(({ remain }) => remain))} calls of each kind are left today.`,
    };
  }
  const shown = scarce.map(({ call, remain, dailyLimit }) => `${call} ${remain} of ${dailyLimit}`).join(', ');
  return {
    status: 'warn',
    message: `Few calls are left today: ${shown}.`,
    fix: 'Look for a program that calls too often, or wait until midnight in China.',
  };
}

async function quotaOf(world: DoctorWorld, path: string) {
  try {
    return await (await world.inquiries()).quota(path);
  } catch (error) {
    if (error instanceof Failure && notTold.has(error.code)) return undefined;
    throw error;
  }
}
