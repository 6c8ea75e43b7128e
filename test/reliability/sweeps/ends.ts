import { cutPower, disk } from '../world/disk.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { nthTime } from './begin.ts';

type Arm = (nth: number) => () => number;

/** How a process may end at its nth place, or be kept from writing; armed, each tells how many places it has seen. */
export const ends = {
  'killed before a call': atCall('before', kill),
  'killed after a call': atCall('after', kill),
  'killed before a file operation': atFileOperation(kill),
  'power cut after a call': atCall('after', cutAt),
  'power cut before a file operation': atFileOperation(cutAt),
  'ENOSPC once': (nth) => {
    const { isNow, seen } = nthTime(nth);
    disk.before = (operation) => (operation !== 'remove' && isNow() ? fail('ENOSPC') : undefined);
    return seen;
  },
  'EIO once': (nth) => {
    const { isNow, seen } = nthTime(nth);
    disk.before = () => (isNow() ? fail('EIO') : undefined);
    return seen;
  },
  'ENOSPC from then on': (nth) => {
    let seen = 0;
    disk.before = (operation) => {
      if (operation === 'remove') return;
      seen += 1;
      if (seen >= nth) fail('ENOSPC');
    };
    return () => seen;
  },
} satisfies Record<string, Arm>;

function atCall(when: 'before' | 'after', end: (process: number) => Promise<never>): Arm {
  return (nth) => {
    const { isNow, seen } = nthTime(nth);
    network.hook = (phase, process) => (phase === when && isNow() ? end(process) : undefined);
    return seen;
  };
}

function atFileOperation(end: (process: number) => Promise<never>): Arm {
  return (nth) => {
    const { isNow, seen } = nthTime(nth);
    disk.before = (_, process) => (process > 0 && isNow() ? end(process) : undefined);
    return seen;
  };
}

function cutAt(process: number): Promise<never> {
  const dead = kill(process);
  cutPower();
  return dead;
}

function fail(code: string): never {
  throw Object.assign(new Error(code), { code });
}
