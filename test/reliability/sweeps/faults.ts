import type { FaultInput } from '../../../src/emulator/faults/fault.ts';

/** Every kind of fault of one call. */
export const faults: readonly FaultInput[] = [
  { kind: 'refuse' },
  { kind: 'reset', effect: false },
  { kind: 'reset', effect: true },
  { kind: 'reset', effect: true, close: 'fin' },
  { kind: 'hang', effect: false },
  { kind: 'hang', effect: true },
  { kind: 'cut', atByte: 5 },
  { kind: 'truncate', atByte: 9 },
  { kind: 'html', status: 502, effect: false },
  { kind: 'html', status: 504, effect: true },
  { kind: 'html', status: 200, effect: true },
  { kind: 'errcode', errcode: -1, effect: false },
  { kind: 'errcode', errcode: -1, effect: true },
  { kind: 'errcode', errcode: 40001, effect: false },
  { kind: 'errcode', errcode: 42001, effect: false },
  { kind: 'errcode', errcode: 45009, effect: false },
  { kind: 'errcode', errcode: 45011, effect: false },
  { kind: 'errcode', errcode: 48001, effect: false },
  { kind: 'errcode', errcode: 61451, effect: false },
  { kind: 'errcode', errcode: 61451, effect: true },
  { kind: 'errcode', errcode: 65400, effect: false },
  { kind: 'errcode', errcode: 65401, effect: false },
  { kind: 'errcode', errcode: 65406, effect: false },
  { kind: 'body', body: '', effect: true },
  { kind: 'body', body: '{}', effect: true },
  { kind: 'body', body: '{}', effect: false },
  { kind: 'body', body: '[]', effect: true },
  { kind: 'body', body: '{"errcode":"0"}', effect: true },
  { kind: 'body', body: '{"errcode":0,"errmsg":"ok"}', effect: false },
  { kind: 'redirect', location: 'http://127.0.0.1:9/', effect: false },
  { kind: 'duplicate' },
  { kind: 'duplicate', answer: 'first' },
  { kind: 'late', ms: 4000 },
];

export function faultName({ kind, ...more }: FaultInput): string {
  return `${kind} ${JSON.stringify(more)}`;
}
