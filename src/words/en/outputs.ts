import { sayer } from '../say.ts';

/** What is said of flags that do not go together, and of files that results go into, in English. */
export const outputSentences = {
  'unknown-format': ({ format }: { format: string }) => `There is no output format "${format}" here.`,
  'formats-are': ({ formats }: { formats: readonly string[] }) => `Formats: ${formats.join(', ')}.`,
  'output-not-writable': ({ path, why }: { path: string; why: string }) =>
    `The output ${path} can't be written (${why}).`,
  'stdout-lost': ({ code }: { code: string }) => `Something that kefu said on stdout is lost (${code}).`,
  'stdout-room': () =>
    'Make room where its output goes. What was done is done: kefu history and kefu plan tell how it stands.',
  'output-is-link': () => 'it is a link',
  'output-is-device': () => 'it is a pipe, device or socket',
  'name-writable': () => 'Name a file in a folder that is there and that you may write to.',
  'file-or-stdout': ({ output }: { output: string }) =>
    `Name a file, or write to stdout with --output ${output} and lead that there.`,
  'fleet-plan-names-configs': () => 'A fleet plan names its configs itself; --config is not for it.',
  'apply-a-part': () => 'Apply a part of it with --account, --exclude or --shard.',
  'flags-of-fleets': () =>
    '--account, --exclude, --shard and --changed-since are for many official accounts, and one config was named.',
  'name-many': () => "Name a folder, a glob or several configs: kefu plan shops/, kefu plan 'shops/*.yaml'.",
  'flag-of-one': ({ flag }: { flag: string }) =>
    `${flag} tells of one official account, and many were named.`,
  'json-line-each': () => 'Use --json: it prints a line for each official account.',
};

export const say = sayer(outputSentences);
