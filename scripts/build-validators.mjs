// Compiles the JSON Schemas to plain functions, so that kefu starts without loading ajv.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { leanValidators } from './lean-validators.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

// People correct all faults of a config at once. Of a document that kefu wrote the first one says enough, and a list of all
// of them would take ajv half a minute for twenty thousand damaged entries.
const validators = [
  {
    schema: 'schemas/config.schema.json',
    module: 'src/config/generated/validate-config',
    name: 'validateConfig',
    // YAML scalars arrive as text.
    coerceTypes: true,
    allErrors: true,
    select: withoutMessages,
  },
  {
    schema: 'schemas/config.schema.json',
    module: 'src/config/generated/validate-messages',
    name: 'validateMessages',
    coerceTypes: true,
    allErrors: true,
    select: onlyMessages,
  },
  {
    schema: 'schemas/state.schema.json',
    module: 'src/backend/generated/validate-state',
    name: 'validateState',
    coerceTypes: false,
    allErrors: false,
  },
  {
    schema: 'schemas/plan.schema.json',
    module: 'src/backend/generated/validate-plan',
    name: 'validatePlan',
    coerceTypes: false,
    allErrors: false,
  },
  {
    schema: 'schemas/fleet-plan.schema.json',
    module: 'src/backend/generated/validate-fleet-plan',
    name: 'validateFleetPlan',
    coerceTypes: false,
  },
  {
    schema: 'schemas/fleet-report.schema.json',
    module: 'src/backend/generated/validate-fleet-report',
    name: 'validateFleetReport',
    coerceTypes: false,
  },
  {
    schema: 'schemas/bundle.schema.json',
    module: 'src/templates/generated/validate-bundle',
    name: 'validateBundle',
    coerceTypes: false,
    allErrors: false,
  },
];

// Keywords that editors know and ajv does not.
const editorKeywords = ['patternErrorMessage', 'markdownDescription', 'defaultSnippets'];

/** Writes one ES module and its types for each schema; leaves files alone whose content would not change. */
export async function buildValidators() {
  for (const { schema, module, name, coerceTypes, allErrors, select = (whole) => whole } of validators) {
    const whole = JSON.parse(await readFile(path.join(root, schema), 'utf8'));
    const code = compile(withReachable(select(whole)), name, { coerceTypes, allErrors });
    await writeChanged(`${path.join(root, module)}.js`, code);
    await writeChanged(`${path.join(root, module)}.d.ts`, typesOf(name));
  }
}

// Canned messages have a validator of their own: it is the largest, and most configs have none.
const messageKeys = ['templates', 'sequences'];

function withoutMessages(schema) {
  const properties = { ...schema.properties };
  for (const key of messageKeys) properties[key] = true;
  return { ...schema, properties };
}

function onlyMessages({ properties, definitions }) {
  const kept = Object.fromEntries(messageKeys.map((key) => [key, properties[key]]));
  return { type: 'object', properties: kept, definitions };
}

/** The schema with only those definitions that something in it refers to. */
function withReachable({ definitions = {}, ...schema }) {
  const reached = new Map();
  const visit = (part) => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/definitions\/(\w+)"/g)) {
      if (reached.has(name)) continue;
      reached.set(name, definitions[name]);
      visit(definitions[name]);
    }
  };
  visit(schema);
  return reached.size === 0 ? schema : { ...schema, definitions: Object.fromEntries(reached) };
}

function compile(schema, name, { coerceTypes, allErrors }) {
  const ajv = new Ajv({
    allErrors,
    coerceTypes,
    // A limit is not asked about what is no finite number, and a text such as 1e400 becomes infinite only once it is coerced.
    strictNumbers: !coerceTypes,
    // Faults of a config carry the schema they broke: its texts become the message.
    verbose: coerceTypes,
    strictRequired: false,
    allowUnionTypes: true,
    discriminator: true,
    // A type on property names would make ajv write code that assigns to a constant.
    strictTypes: false,
    // The first word of a command is a program, the others are whatever it takes.
    strictTuples: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addVocabulary(editorKeywords);
  const id = `kefu:${name}`;
  ajv.addSchema(schema, id);
  return leanValidators(withImports(standaloneCode(ajv, { [name]: id })), { withMessage: !coerceTypes });
}

// ajv writes `const f = require("…").default` even into an ES module.
function withImports(code) {
  const imports = [];
  const body = code.replace(/^const (\w+) = require\("([^"]+)"\)(\.default)?;$/gm, (_, name, from, dflt) => {
    imports.push(`import ${name}Module from '${from}.js';`);
    return dflt
      ? `const ${name} = ${name}Module.default ?? ${name}Module;`
      : `const ${name} = ${name}Module;`;
  });
  if (/\brequire\(/.test(body)) throw new Error('The generated validator still calls require().');
  return `${imports.join('\n')}\n${body}`;
}

function typesOf(name) {
  return `import type { ErrorObject } from 'ajv';

/** What ajv found, as far as kefu uses it (\`scripts/lean-validators.mjs\`). */
export type BrokenRule = Omit<ErrorObject, 'schemaPath' | 'schema' | 'data'>;

/** Checks in place: numbers and booleans written as text are turned into such. */
export declare const ${name}: {
  (value: unknown): boolean;
  errors?: BrokenRule[] | null;
};
`;
}

async function writeChanged(file, content) {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before === content) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, content);
  await rename(`${file}.${process.pid}`, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildValidators();
