import { Failure } from '../../model/failure.ts';
import type { DoctorWorld, Finding } from '../check.ts';
import { asOf, endOfLife, oldestNode } from '../node-lines.ts';

/** Node is new enough for kefu, and still gets security fixes. */
export async function checkNode({ nodeVersion, clock }: DoctorWorld): Promise<Finding> {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  if (major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor)) {
    throw new Failure('config', 'node-too-old', `Node ${nodeVersion} is older than kefu needs.`, {
      hint: `Install Node ${oldestNode.major}.${oldestNode.minor} or later, best a line with long-term support.`,
    });
  }
  const end = endOfLife.get(major);
  if (end === undefined) {
    return {
      status: 'ok',
      message: `Node ${nodeVersion}; kefu's table of ${asOf} does not have its end of life.`,
    };
  }
  if (clock.now() < Date.parse(end)) {
    return { status: 'ok', message: `Node ${nodeVersion}, with security fixes until ${end}.` };
  }
  return {
    status: 'warn',
    message: `Node ${nodeVersion} has had no security fixes since ${end}.`,
    fix: `Update Node; kefu runs on ${oldestNode.major}.${oldestNode.minor} and everything later.`,
  };
}
