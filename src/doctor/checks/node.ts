import { Failure } from '../../model/failure.ts';
import { say } from '../../words/en/checkup.ts';
import { told } from '../../words/say.ts';
import { amiss, type DoctorWorld, type Finding, well } from '../check.ts';
import { asOf, endOfLife, oldestNode } from '../node-lines.ts';

/** Node is new enough for kefu, and still gets security fixes. */
export async function checkNode({ nodeVersion, clock }: DoctorWorld): Promise<Finding> {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  if (major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor)) {
    throw new Failure(
      'config',
      'node-too-old',
      told(say('node-too-old', { version: nodeVersion }), say('install-node', { oldest })),
    );
  }
  const end = endOfLife.get(major);
  if (end === undefined) {
    return well(say('node-unlisted', { version: nodeVersion, day: asOf }));
  }
  if (clock.now() < Date.parse(end)) {
    return well(say('node-supported', { version: nodeVersion, day: end }));
  }
  return amiss(say('node-unsupported', { version: nodeVersion, day: end }), say('update-node', { oldest }));
}

const oldest = `${oldestNode.major}.${oldestNode.minor}`;
