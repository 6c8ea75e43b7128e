// A worker that meets a share of hostile cases; the number of the one it is at stands in shared memory, for whoever has to end
// it when it does not come back.
import { parentPort, workerData } from 'node:worker_threads';
import { caseAt, meetCases, type RoomName } from '../endure/rooms.ts';

const { name, seed, from, count, at, show } = workerData as {
  readonly name: RoomName;
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  readonly at: SharedArrayBuffer;
  readonly show?: boolean;
};
const now = new Int32Array(at);
const told = show
  ? await caseAt(name, seed, from)
  : await meetCases(name, seed, { from, count }, (next) => Atomics.store(now, 0, next));
parentPort?.postMessage(told);
