import type { Progress } from '../model/ports.ts';
import { visible } from '../model/visible.ts';
import { changeNames } from '../render/report-text.ts';
import type { Terminal } from './terminal.ts';

/** Tells on stderr, a line for each step, what an apply is doing. */
export function progressOn({ tell }: Terminal): Progress {
  return (event) => {
    switch (event.kind) {
      case 'started':
        return;
      case 'change-started':
        return tell(
          `[${event.index}/${event.total}] ${visible(event.account)}: ${changeNames[event.change]}…\n`,
        );
      case 'change-ended':
        return event.status === 'done'
          ? undefined
          : tell(
              `[${event.index}/${event.total}] ${visible(event.account)}: ${changeNames[event.change]} ${event.status}\n`,
            );
      case 'waiting':
        return tell(`Waiting ${event.seconds} s: ${visible(event.reason)}\n`);
      case 'reading-back':
        return tell('Reading everything back…\n');
    }
  };
}
