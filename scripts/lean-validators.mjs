// Makes what ajv generates smaller. Each fault it can find is an object literal at the place where it is found, with pieces of
// the schema in it: code that is read at every start and runs when a file is wrong. A call in its place takes a fifth of that,
// and of the schema stays what a message is made from.
import { parseAst } from 'rollup/parseAst';

const helpers = `function fault(instancePath, keyword, params, rest){ return { instancePath, keyword, params, ...rest }; }
function added(faults, fault){ if(faults === null) return [fault]; faults.push(fault); return faults; }
`;

/** The module `code` with lean faults, and without the schemas. `withMessage`: whether faults carry ajv's own words. */
export function leanValidators(code, { withMessage }) {
  const program = parseAst(code);
  const schemas = schemasOf(program, code);
  const edits = [];
  const hoisted = [];
  const read = (node) => valueIn(schemas, node);
  visit(program, (node) => {
    if (isSchema(node)) return edits.push({ node, text: '' });
    if (isFault(node)) return edits.push({ node, text: faultCall(node, code, read, withMessage) });
    if (isKeyQuestion(node, code)) {
      hoisted.push(
        `const keys${hoisted.length} = new Set(${JSON.stringify(Object.keys(read(node.arguments[0])))});\n`,
      );
      return edits.push({
        node,
        text: `keys${hoisted.length - 1}.has(${sourceOf(node.arguments[1], code)})`,
      });
    }
    if (Object.hasOwn(schemas, rootOf(node))) return edits.push({ node, text: JSON.stringify(read(node)) });
    return undefined;
  });
  return withAdded(`${hoisted.join('')}${helpers}${edited(code, edits)}`);
}

/** Calls `see` with each node, and goes on within those for which it returns nothing. */
function visit(node, see) {
  if (see(node) !== undefined) return;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child?.type === 'string') visit(child, see);
}

function isSchema(node) {
  return node.type === 'VariableDeclaration' && /^schema\d+$/.test(node.declarations[0].id.name);
}

function schemasOf(program, code) {
  const declared = program.body.filter(isSchema).map(({ declarations: [{ id, init }] }) => [id.name, init]);
  return Object.fromEntries(declared.map(([name, init]) => [name, JSON.parse(sourceOf(init, code))]));
}

function isFault(node) {
  return (
    node.type === 'ObjectExpression' && node.properties.some((property) => nameOf(property) === 'keyword')
  );
}

/** Whether an object of the schema has a key: ajv asks the schema itself when there are many. */
function isKeyQuestion(node, code) {
  return node.type === 'CallExpression' && /^func\d+\.call\(schema\d+[.[]/.test(sourceOf(node, code));
}

function faultCall({ properties }, code, read, withMessage) {
  const values = Object.fromEntries(properties.map((property) => [nameOf(property), property.value]));
  const { instancePath, keyword, params, propertyName, message, parentSchema } = values;
  const rest = {
    // Of a wrong key ajv gives the place of its object alone.
    ...(propertyName && { propertyName: sourceOf(propertyName, code) }),
    ...(withMessage && { message: sourceOf(message, code) }),
    ...(parentSchema && toldOf(read(parentSchema), keyword.value)),
  };
  const parts = [instancePath, keyword].map((node) => sourceOf(node, code));
  const paramsText = edited(code, schemaValues(params, read), params);
  const restText = Object.entries(rest).map(([name, text]) => `${name}:${text}`);
  return `fault(${[...parts, paramsText, ...(restText.length > 0 ? [`{${restText}}`] : [])].join(',')})`;
}

/** What a message tells of the schema that was broken (`src/config/limit-messages.ts`, `schema-messages.ts`). */
function toldOf({ patternErrorMessage, minimum, maximum, properties }, keyword) {
  const told = {
    ...(patternErrorMessage !== undefined && { patternErrorMessage }),
    ...(/^(minimum|maximum)$/.test(keyword) && { minimum, maximum }),
    ...(keyword === 'additionalProperties' &&
      properties && { properties: Object.fromEntries(Object.keys(properties).map((key) => [key, 0])) }),
  };
  return Object.keys(told).length > 0 ? { parentSchema: JSON.stringify(told) } : {};
}

/** Edits that put the value in the place of each mention of a schema within a node. */
function schemaValues(within, read) {
  const edits = [];
  visit(within, (node) =>
    /^schema\d+$/.test(rootOf(node)) ? edits.push({ node, text: JSON.stringify(read(node)) }) : undefined,
  );
  return edits;
}

/** The name of the variable a member of a member of it belongs to. */
function rootOf(node) {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? rootOf(node.object) : '';
}

function valueIn(schemas, node) {
  if (node.type === 'Identifier') return schemas[node.name];
  const { object, property, computed } = node;
  return valueIn(schemas, object)[computed ? property.value : property.name];
}

function nameOf(property) {
  return property?.key?.name ?? property?.key?.value;
}

function sourceOf({ start, end }, code) {
  return code.slice(start, end);
}

/** The source of `within`, or all of it, with the text of each edit in the place of its node. */
function edited(code, edits, within = { start: 0, end: code.length }) {
  let done = '';
  let at = within.start;
  for (const { node, text } of edits.toSorted((one, other) => one.node.start - other.node.start)) {
    done += code.slice(at, node.start) + text;
    at = node.end;
  }
  return done + code.slice(at, within.end);
}

/** A fault is added in one line instead of seven. */
function withAdded(code) {
  return code.replace(
    /const (err\d+) = (.*);\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\n/g,
    'vErrors = added(vErrors, $2);\n',
  );
}
