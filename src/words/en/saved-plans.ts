import { sayer } from '../say.ts';

/** What is said of plans that are saved, shown and taken as they are, in English. */
export const savedPlanSentences = {
  'plan-saved': ({ out, digest, next }: { out: string; digest: string; next: string }) =>
    `Saved the plan in ${out} (${digest}). ${next}`,
  'apply-with': ({ command }: { command: string }) => `Apply it with: ${command}`,
  'saved-but-held': () => 'It is held by a guard.',
  'plan-made': ({ created, expires, digest }: { created: string; expires: string; digest: string }) =>
    `Made ${created}, to be applied before ${expires}, ${digest}`,
  'plan-is-a-config': ({ file }: { file: string }) =>
    `${file} is a config; kefu apply takes a saved plan as its argument.`,
  'to-apply-config': ({ command }: { command: string }) => `To apply the config: ${command}`,
  'allow-with-saved-plan': () => "--allow can't be given together with a saved plan.",
  'allow-when-planning': ({ command }: { command: string }) =>
    `What may pass was decided when the plan was made: ${command}`,
};

export const say = sayer(savedPlanSentences);
