import type { Desired } from '../../model/desired.ts';
import type { Kind, PictureToShow } from '../../model/kind.ts';
import { mediaFilesOf, type Template } from '../../model/message.ts';
import { type PlainTemplate, templateDigest } from '../../model/plain-template.ts';
import type { Change, Plan } from '../../model/plan.ts';
import { say } from '../../words/en/outcomes.ts';
import { describeTemplate } from './describe.ts';
import { picturesOfSpeakers } from './faces.ts';
import { findTemplates } from './find.ts';
import { type RecordedTemplate, type TemplateStep, templateKind } from './states.ts';
import { templateWords } from './words.ts';

/** Canned messages: nothing is sent for them, the state file keeps them as they were applied. */
export const template: Kind<Template, PlainTemplate, RecordedTemplate, TemplateStep> = {
  name: templateKind,
  isPrecious: false,
  words: templateWords,
  steps: {
    'record-template': {
      action: 'update',
      call: () => undefined,
      send: async () => ({ kind: 'applied' }),
      shows: () => 'cannot-be-seen',
      isDone: () => false,
      record: ({ body }) => ({ digest: templateDigest(body), body }),
      model: ({ body }) => ({ live: body }),
      unseenNote: () => say('kept-in-state'),
    },
    'forget-template': {
      action: 'delete',
      call: () => undefined,
      send: async () => ({ kind: 'applied' }),
      shows: () => 'cannot-be-seen',
      isDone: () => false,
      record: () => undefined,
      model: () => ({ live: null }),
      unseenNote: () => say('taken-out-of-state'),
    },
  },
  wants: ({ templates }) => templates,
  named: ({ name }) => ({ name, isGone: false }),
  observe: async (_, { records }) => ({
    objects: new Map([...records].map(([name, { body }]) => [name, body])),
  }),
  find: findTemplates,
  settle: ({ kept }) => kept,
  // Templates are the config's: an inverse leaves them alone.
  undo: () => ({ lost: [] }),
  describe: describeTemplate,
  pictures: picturesOfTemplate,
};

/** Larger pictures would make the page heavy; they are shown by name. */
const mostBytes = 1024 * 1024;

/** The pictures of a template, whole: a message shows them in their own shape. */
function picturesOfTemplate(change: Change, { templates }: Desired, plan: Plan): PictureToShow[] {
  const { name } = change;
  const shown = templates
    .filter((one) => one.name === name)
    .flatMap(mediaFilesOf)
    .filter(({ bytes }) => bytes.length <= mostBytes)
    .map(({ sha256, bytes }) => ({ key: `sha256:${sha256}`, from: { bytes }, use: 'whole' }) as const);
  return [...picturesOfSpeakers(change, plan), ...shown];
}
