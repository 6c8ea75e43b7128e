import { addressOf } from '../../model/address.ts';
import type { Finding, Findings } from '../../model/kind.ts';
import { mediaKey } from '../../model/media.ts';
import { mediaFilesOf, type Template } from '../../model/message.ts';
import { type PlainTemplate, plainTemplate, templateDigest } from '../../model/plain-template.ts';
import { accountKind, accountReading } from '../account/states.ts';
import { mediaKind } from '../media/states.ts';
import { nothingFound } from '../nothing-found.ts';
import { speakersOf } from './faces.ts';
import { differencesOf } from './leaves.ts';
import { unboundSpeakers } from './speakers.ts';
import type { TemplateFindInput, TemplateStep } from './states.ts';

type TemplateFinding = Finding<Template, PlainTemplate>;

/** The templates that are not as they were last applied, and those that left the YAML; by name. */
export function findTemplates(input: TemplateFindInput): Findings<Template, PlainTemplate> {
  const { wants, records, readings } = input;
  const named = new Set(wants.map(({ name }) => name));
  const gone = [...records].filter(([name]) => !named.has(name));
  const objects = [
    ...wants.map((want) => findWanted(want, input)),
    ...gone.map(([name, { body }]) => findGone(name, body)),
  ];
  const accounts = accountReading(readings.get(accountKind));
  return {
    objects: objects.sort((one, other) => (one.name < other.name ? -1 : 1)),
    unmanaged: [],
    speakers: speakersOf(objects, accounts),
    diagnostics: unboundSpeakers(wants, accounts),
  };
}

function findWanted(want: Template, { reading, records }: TemplateFindInput): TemplateFinding {
  const { name, source } = want;
  const body = plainTemplate(want);
  const live = reading.objects.get(name) ?? null;
  const isRecorded = records.get(name)?.digest === templateDigest(body);
  const step: TemplateStep = { kind: 'record-template', template: name, body };
  return {
    ...nothingFound,
    fields: {},
    name,
    label: name,
    want,
    live,
    action: live ? 'update' : 'create',
    reason: live ? 'config_changed' : 'not_recorded',
    differences: isRecorded ? [] : differencesOf(live, body),
    steps: isRecorded ? [] : [step],
    needs: mediaFilesOf(want).map((file) => addressOf({ kind: mediaKind, name: mediaKey(file) })),
    source,
  };
}

function findGone(name: string, body: PlainTemplate): TemplateFinding {
  const step: TemplateStep = { kind: 'forget-template', template: name };
  return {
    ...nothingFound,
    fields: {},
    name,
    label: name,
    live: body,
    action: 'delete',
    reason: 'removed',
    differences: differencesOf(body, null),
    steps: [step],
  };
}
