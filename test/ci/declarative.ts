// As much of Declarative Pipeline, the language of a Jenkinsfile, as its syntax page tells: which sections may stand where, which
// of them a stage needs, and which steps need an agent. No Jenkins and no Groovy takes part.

/** A line of a Jenkinsfile that opens braces or stands alone, with what is inside. */
interface Block {
  readonly head: string;
  readonly inside: readonly Block[];
}

const sections = ['agent', 'environment', 'options', 'parameters', 'post', 'stages', 'tools', 'triggers'];
const stageSections = [
  'agent',
  'environment',
  'input',
  'options',
  'post',
  'stages',
  'steps',
  'tools',
  'when',
];
const conditions = {
  post: [
    'always',
    'changed',
    'fixed',
    'regression',
    'aborted',
    'failure',
    'success',
    'unstable',
    'unsuccessful',
    'cleanup',
  ],
  when: [
    'allOf',
    'anyOf',
    'beforeAgent',
    'beforeInput',
    'beforeOptions',
    'branch',
    'changeRequest',
    'expression',
    'not',
  ],
  input: ['message', 'id', 'ok', 'submitter', 'submitterParameter', 'parameters'],
  options: [
    'disableConcurrentBuilds',
    'buildDiscarder',
    'skipDefaultCheckout',
    'timeout',
    'timestamps',
    'retry',
  ],
  triggers: ['cron', 'pollSCM', 'upstream'],
  agent: ['label', 'docker', 'none', 'any'],
} as const;
const stepsOnAgent = ['sh', 'stash', 'unstash', 'junit', 'archiveArtifacts', 'withCredentials', 'sshagent'];
const stepsAnywhere = ['echo', 'error', 'unstable', 'script', 'timeout'];

/** What is wrong with a Jenkinsfile; nothing when all is as documented. */
export function faultsOfJenkinsfile(text: string): string[] {
  const blocks = blocksOf(text);
  const [pipeline] = blocks;
  if (blocks.length !== 1 || pipeline?.head !== 'pipeline') return ['the file is not one pipeline block'];
  const faults = unknownIn(pipeline, sections);
  for (const required of ['agent', 'stages'])
    if (!find(pipeline, required)) faults.push(`pipeline has no ${required}`);
  faults.push(...(find(pipeline, 'options') ? faultsOfSection(find(pipeline, 'options') as Block) : []));
  const hasAgent = find(pipeline, 'agent')?.head !== 'agent none';
  const stages = find(pipeline, 'stages')?.inside ?? [];
  if (stages.length === 0) faults.push('stages is empty');
  return [...faults, ...stages.flatMap((stage) => faultsOfStage(stage, hasAgent))];
}

function faultsOfStage(stage: Block, hasAgent: boolean): string[] {
  if (!/^stage\('[^']+'\)$/.test(stage.head)) return [`${stage.head} stands where a stage should`];
  const faults = unknownIn(stage, stageSections);
  const steps = find(stage, 'steps');
  if (!steps || steps.inside.length === 0) faults.push(`${stage.head} has no steps`);
  const isOnAgent = find(stage, 'agent') ? true : hasAgent;
  const all = [
    ...(steps?.inside ?? []),
    ...(find(stage, 'post')?.inside ?? []).flatMap(({ inside }) => inside),
  ];
  faults.push(...all.flatMap((step) => faultsOfStep(step, isOnAgent)));
  const told = stage.inside.filter((section) => nameOf(section) in conditions).flatMap(faultsOfSection);
  return [...faults, ...told].map((fault) => `${stage.head}: ${fault}`);
}

function faultsOfSection(section: Block): string[] {
  const known = conditions[nameOf(section) as keyof typeof conditions] ?? [];
  return unknownIn(section, known);
}

/** What stands in a script block is Groovy, but for the steps that it calls. */
function faultsOfStep(step: Block, isOnAgent: boolean): string[] {
  const name = nameOf(step);
  if (name === 'script')
    return callsIn(step).flatMap((call) => (isOnAgent ? [] : [`${call} needs an agent`]));
  if (![...stepsOnAgent, ...stepsAnywhere].includes(name)) return [`${name} is no known step`];
  if (!isOnAgent && stepsOnAgent.includes(name)) return [`${name} needs an agent`];
  return step.inside.flatMap((inner) => faultsOfStep(inner, isOnAgent));
}

function callsIn({ head, inside }: Block): string[] {
  return [...(/\bsh\b/.test(head) ? ['sh'] : []), ...inside.flatMap(callsIn)];
}

function unknownIn(block: Block, known: readonly string[]): string[] {
  const names = block.inside.map(nameOf);
  const unknown = names.filter((name) => !known.includes(name));
  const twice = names.filter(
    (name, index) => names.indexOf(name) !== index && !['expression'].includes(name),
  );
  return [
    ...unknown.map((name) => `${nameOf(block)} knows no ${name}`),
    ...twice.map((name) => `${nameOf(block)} has ${name} twice`),
  ];
}

function find(block: Block, name: string): Block | undefined {
  return block.inside.find((inner) => nameOf(inner) === name);
}

function nameOf({ head }: Block): string {
  return /^[\w.]+/.exec(head)?.[0] ?? head;
}

/** The file as blocks. Braces within strings and comments open nothing; a statement in one line is a block without an inside. */
function blocksOf(text: string): Block[] {
  const bare = text
    .replaceAll(/'''[\s\S]*?'''/g, "'…'")
    .replaceAll(/(["'])(?:\\.|(?!\1)[^\\\n])*\1/g, (quoted) => quoted.replaceAll(/[{}/]/g, '…'))
    .replaceAll(/\/\/.*$/gm, '');
  const root: { head: string; inside: Block[] } = { head: '', inside: [] };
  const open = [root];
  for (const [token] of bare.matchAll(/[^{}\n]*[{}\n]/g)) {
    const head = token.slice(0, -1).trim();
    const block = { head, inside: [] };
    if (head !== '' && (token.endsWith('{') || head !== 'else')) open.at(-1)?.inside.push(block);
    if (token.endsWith('{')) open.push(block);
    if (token.endsWith('}') && open.length > 1) open.pop();
    else if (token.endsWith('}')) throw new Error(`A brace too many after: ${head}`);
  }
  if (open.length !== 1) throw new Error(`A brace is missing after: ${open.at(-1)?.head}`);
  return root.inside;
}
