import { checks } from '../../doctor/checks.ts';
import { examine } from '../../doctor/examine.ts';
import { openDoctorWorld } from '../../doctor/world.ts';
import { renderCheckupJson, renderCheckupText } from '../../render/doctor.ts';
import { checkupOf, exitOfCheckup } from '../checkup.ts';
import type { CommandWorld } from '../command.ts';
import { systemClock } from '../wiring.ts';

export interface DoctorOptions {
  readonly config: string;
  readonly json: boolean;
}

/** Looks at everything kefu needs, changes nothing, and tells what to do. */
export async function run({ config, json }: DoctorOptions, world: CommandWorld): Promise<number> {
  const { terminal, words } = world;
  const doctor = openDoctorWorld(config, world, systemClock);
  try {
    const examined = await examine(checks, doctor);
    const exitCode = exitOfCheckup(examined);
    const checkup = checkupOf(examined, exitCode, await doctor.callsMade());
    terminal.out(
      json ? renderCheckupJson(checkup, words) : renderCheckupText(checkup, terminal.paint, words),
    );
    return exitCode;
  } finally {
    await doctor.close();
  }
}
