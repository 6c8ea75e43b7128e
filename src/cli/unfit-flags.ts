// Flags for one official account beside flags for many.
import { Failure } from '../model/failure.ts';
import { say } from '../words/en/outputs.ts';
import { told } from '../words/say.ts';

export function configsWithFleetPlan(): Failure {
  return new Failure(
    'config',
    'configs-with-fleet-plan',
    told(say('fleet-plan-names-configs'), say('apply-a-part')),
  );
}

export function onlyOfFleets(): Failure {
  return new Failure('config', 'fleet-flag-for-one', told(say('flags-of-fleets'), say('name-many')));
}

export function onlyOfOne(flag: string): Failure {
  return new Failure('config', 'flag-for-one', told(say('flag-of-one', { flag }), say('json-line-each')));
}
