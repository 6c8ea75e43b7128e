import type { Fault } from './source.ts';
import { type Tree, textOf, valueAt } from './tree.ts';

/** Sets the severity of faults as the file's `lint` says; those switched off are left out. The schema lists which may be. */
export function atTheirLevels(tree: Tree, faults: readonly Fault[]): Fault[] {
  const levels = valueAt(tree, 'lint');
  if (levels === undefined) return [...faults];
  return faults.flatMap((fault) => {
    const level = settable.has(fault.code) ? textOf(valueAt(levels, fault.code)) : undefined;
    if (level === 'off') return [];
    return level === 'error' || level === 'warning' ? [{ ...fault, severity: level }] : [fault];
  });
}

/** The rules whose level is for the file to say: those of taste and doubt, and forms that no server was seen to enforce. */
const settable = new Set([
  'full-width',
  'last-line-break',
  'link-mini-program',
  'literal-escape',
  'media-over-older-limit',
  'message-link',
  'message-url',
  'mini-program-appid',
  'mini-program-path',
  'mpnews-deprecated',
  'nickname-long-old-limit',
  'nickname-look-alike',
  'nickname-twice',
  'personal-data',
  'placeholder',
  'placeholder-inside',
  'quotes-in-text',
  'template-unreferenced',
  'text-length-unproved',
  'variable-unused',
  'worker-phone',
  'worker-twice',
]);
