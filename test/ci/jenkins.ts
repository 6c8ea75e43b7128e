// The example for Jenkins: the sh steps of a stage, what stands behind them in `post`, and what the build archives.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { exampleText, type Pipeline, type Seen, type Stage } from './pipeline.ts';
import { copyFiles, type Ended, type Team } from './repository.ts';

export const jenkinsfile = exampleText('jenkins/Jenkinsfile');
export const jenkinsDrift = exampleText('jenkins/Jenkinsfile.drift');

/** A stage of a Jenkinsfile, by its own text. */
export function jenkinsStage(name: string, file = jenkinsfile): string {
  const [, after = ''] = file.split(`stage('${name}') {`);
  return after.split(/\n {4}stage\('/)[0] ?? '';
}

/** The shell text of each sh step, in order. Groovy's ''' interpolates nothing. */
export function shStepsIn(text: string): string[] {
  const steps = text.matchAll(/sh '''\n([\s\S]*?)'''|sh\(script: '([^']*)'/g);
  return [...steps].map(([, script, short]) => script ?? short ?? '');
}

/** What stands under a condition of the post section of a stage, such as `always`. */
function postOf(text: string, condition: string): string {
  const [, post = ''] = text.split(/\n {6}post \{/);
  const [, inside = ''] = post.split(new RegExp(`\\n {8}${condition} \\{`));
  return inside.split(/\n {8}\}/)[0] ?? '';
}

const hasChanges = /script: '([^']*has-changes)'/.exec(jenkinsfile)?.[1] ?? '';
const archive = (shop: Team) => join(shop.folder, 'archive');

/** Runs a stage's steps until one fails, then its post section, and archives what that names. */
async function runStage({ shop, env }: Stage, text: string, machine: string): Promise<Seen> {
  const [steps = ''] = text.split(/\n {6}post \{/);
  let ended: Ended = { exit: 0, out: '' };
  let log = '';
  for (const script of shStepsIn(steps).filter((step) => step !== hasChanges)) {
    ended = await shop.run(script, machine, env);
    log += ended.out;
    if (ended.exit !== 0) break;
  }
  const always = postOf(text, 'always');
  const unsuccessful = ended.exit === 0 ? '' : postOf(text, 'unsuccessful');
  for (const script of shStepsIn(always + unsuccessful)) log += (await shop.run(script, machine, env)).out;
  for (const [, named = ''] of always.matchAll(/archiveArtifacts artifacts: '([^']*)'/g))
    copyFiles(globSync(named.split(', '), { cwd: machine }), machine, archive(shop));
  return { exit: ended.exit, log };
}

const stash = ({ shop }: Stage) => join(shop.folder, 'stash');

async function inNewCheckout(stage: Stage, text: string): Promise<Seen & { machine: string }> {
  const machine = stage.shop.checkOut();
  copyFiles(['kefu-out'], stash(stage), machine);
  return { ...(await runStage(stage, text, machine)), machine };
}

export const jenkins: Pipeline = {
  files: { plan: 'jenkins/Jenkinsfile', apply: 'jenkins/Jenkinsfile', drift: 'jenkins/Jenkinsfile.drift' },
  plan: async (stage) => {
    const seen = await inNewCheckout(stage, jenkinsStage('Plan'));
    copyFiles(['kefu-out'], seen.machine, stash(stage));
    const asked = await stage.shop.run(hasChanges, seen.machine, {});
    return { ...seen, asks: seen.exit === 0 && asked.exit === 0 };
  },
  apply: (stage) => inNewCheckout(stage, jenkinsStage('Apply')),
  drift: (stage) => inNewCheckout(stage, jenkinsStage('Look', jenkinsDrift)),
  kept: ({ shop }, file) => {
    const path = join(archive(shop), 'kefu-out', file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  },
};
