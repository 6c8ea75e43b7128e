// Own schemas of the files for systems of which no schema may be copied here: the keys that their documents name and our files
// use, nothing else, so that a misspelt or misplaced key is found. What is from other people's files or from memory says so in
// the head of each example.
const text = { type: 'string', minLength: 1 };
const exactly = (properties: Readonly<Record<string, unknown>>, ...optional: readonly string[]) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  additionalProperties: false,
});
const listOf = (items: unknown) => ({ type: 'array', minItems: 1, items });
const mapOf = (values: unknown, names: unknown = { pattern: '^[a-z][a-z0-9_-]*$' }) => ({
  type: 'object',
  minProperties: 1,
  propertyNames: names,
  additionalProperties: values,
});

const branches = exactly({ include: listOf(text) });

/** Gitee Go: `.workflow/*.yml`. */
export const giteeSchema = exactly({
  version: { const: '1.0' },
  name: { type: 'string', pattern: '^[a-zA-Z][\\w-]{0,29}$' },
  displayName: text,
  triggers: {
    ...exactly(
      {
        pr: exactly({ branches }),
        push: exactly({ branches }),
        schedule: listOf(exactly({ cron: { type: 'string', pattern: '^\\S+( \\S+){5}$' } })),
      },
      'pr',
      'push',
      'schedule',
    ),
    minProperties: 1,
  },
  stages: listOf(
    exactly({
      name: text,
      displayName: text,
      strategy: { enum: ['naturally', 'fast'] },
      trigger: { enum: ['auto', 'manual'] },
      steps: listOf(
        exactly({
          step: { const: 'shell@agent' },
          name: text,
          displayName: text,
          hostGroupID: exactly({ ID: text }),
          script: listOf(text),
        }),
      ),
    }),
  ),
});

const flowCommand = exactly({ name: text, step: { const: 'Command' }, with: exactly({ run: text }) });
const flowUpload = exactly({
  name: text,
  step: { const: 'ArtifactUpload' },
  with: exactly({ uploadType: { enum: ['flowPublic', 'packages'] }, artifact: text, filePath: listOf(text) }),
});
const flowJob = exactly({
  name: text,
  runsOn: { type: 'string', pattern: '^(public|private)/' },
  steps: mapOf({ oneOf: [flowCommand, flowUpload] }),
});
const flowValidation = exactly({
  name: text,
  component: { const: 'ManualValidate' },
  with: exactly({
    validatorType: { enum: ['users', 'roles'] },
    validateMethod: { enum: ['and', 'or'] },
    validators: listOf(text),
  }),
});

/** 云效 Flow: the content of a pipeline. With several sources a default workspace is needed; it has to be one of them. */
export const flowSchema = exactly({
  sources: mapOf(
    exactly(
      {
        type: { const: 'codeup' },
        name: text,
        endpoint: { type: 'string', pattern: '^https://codeup\\.aliyun\\.com/.*\\.git$' },
        branch: text,
        triggerEvents: listOf({
          enum: ['push', 'tagPush', 'mergeRequestOpenedOrUpdate', 'mergeRequestMerged'],
        }),
      },
      'triggerEvents',
    ),
  ),
  defaultWorkspace: text,
  stages: mapOf(
    exactly({
      name: text,
      jobs: mapOf({ oneOf: [flowValidation, flowJob] }),
    }),
  ),
});

const cnbEvent =
  '^(push|pull_request(\\.(update|target|approved|mergeable|merged|comment))?|tag_push|api_trigger|web_trigger|crontab: \\S+( \\S+){4})$';

const cnbScript = exactly({ name: text, script: text });
/** The plugin that attaches files to a commit; its image by digest. */
const cnbAttachments = exactly({
  name: text,
  image: { type: 'string', pattern: '^cnbcool/attachments@sha256:[0-9a-f]{64}$' },
  settings: exactly({ attachments: listOf(text), ttl: { type: 'integer', minimum: 1 } }, 'ttl'),
});
const cnbStages = listOf({ oneOf: [cnbScript, cnbAttachments] });

/** CNB: `.cnb.yml`. A branch is a glob, `$` any other. */
export const cnbSchema = mapOf(
  mapOf(
    listOf(
      exactly(
        {
          docker: exactly({ image: text }),
          imports: { type: 'string', pattern: '^https://cnb\\.cool/.*\\.yml$' },
          lock: exactly({ key: text, wait: { type: 'boolean' } }),
          stages: cnbStages,
          endStages: cnbStages,
        },
        'lock',
        'endStages',
      ),
    ),
    { pattern: cnbEvent },
  ),
  { pattern: '^(\\$|[\\w*/.-]+)$' },
);
