import { mediaAsOf } from '../../../templates/media-ids.ts';
import { renderTemplate, sendBody } from '../../../templates/render.ts';
import type { CommandWorld } from '../../command.ts';
import { exitCodes } from '../../exit.ts';
import { openCanned, speakerNamed, templateNamed } from '../../message/canned.ts';
import { faultsOf } from '../../message/faults.ts';
import { recipient } from '../../message/recipients.ts';
import { givenValues, type ValueFlags } from '../../message/values.ts';
import { systemClock } from '../../wiring.ts';

export interface RenderOptions extends ValueFlags {
  readonly config: string;
  readonly name: string;
  readonly to: string;
  readonly as?: string;
}

/**
 * Prints the JSON body that `message send` would send, byte for byte, and nothing else on stdout. Sends nothing. No
 * escapes are added: WeChat refuses `\\uXXXX` (40033), and this may be piped to it.
 */
export async function run(options: RenderOptions, world: CommandWorld): Promise<number> {
  const { desired, media } = await openCanned(options.config, world, options.name);
  const template = templateNamed(desired, options.name);
  const speaker = speakerNamed(desired, options.as);
  const { openid } = recipient(options.to);
  const values = await givenValues(options, world);
  const rendering = await renderTemplate(template, { values, ...mediaAsOf(media, systemClock) });
  if (!rendering.ok) throw faultsOf(template.name, rendering.faults);
  world.terminal.out(`${JSON.stringify(sendBody(template, rendering.body, openid, speaker))}\n`);
  return exitCodes.done;
}
