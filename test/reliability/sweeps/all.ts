// Every sweep by its name.
import { appliers } from './appliers.ts';
import { clean } from './clean.ts';
import { clocks } from './clocks.ts';
import { crash } from './crash.ts';
import { editors } from './editors.ts';
import { fleet } from './fleet.ts';
import { guards } from './guards.ts';
import { lasting } from './lasting.ts';
import { late } from './late.ts';
import { pairs } from './pairs.ts';
import { pictures } from './pictures.ts';
import { readings } from './readings.ts';
import { records } from './records.ts';
import { sends } from './sends.ts';
import { signals } from './signals.ts';
import { single } from './single.ts';
import type { Tally } from './tally.ts';

export const sweeps: Readonly<Record<string, (tally: Tally) => Promise<void>>> = {
  appliers,
  clean,
  clocks,
  crash,
  editors,
  fleet,
  guards,
  lasting,
  late,
  pairs,
  pictures,
  readings,
  records,
  sends,
  signals,
  single,
};
