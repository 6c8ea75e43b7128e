import type { HelpWords } from './help-words.ts';

const savedPlan = 'a plan saved by kefu plan --out, a file or a folder';
const address = 'as kefu state show --json names it';
const template = 'the template';
const speaker = 'the account that speaks, instead of the one the template names';
const customer = "the customer's OpenID";
const once = 'do not ask';

/** The help in English: the texts that the others are checked against. */
export const helpWords = {
  titles: { 'Examples:': 'Examples:' },
  placeholders: {},
  choices: (options) => `(choices: ${options.join(', ')})`,
  fallback: (value) => `(default: ${value})`,
  exitCodes: `
Exit codes:
  0    done; for plan also when there are changes; declining the prompt
  1    internal error; WeChat can't be reached; another apply holds the lock;
       stdout, the history or the inverse plan can't be written
  2    with --detailed-exitcode: there are (plan) or were (apply) changes
  3    usage, configuration or validation fault: nothing was sent
  4    authentication or permission
  5    held by a guard
  6    the accounts changed since the plan
  7    partial: some changes failed, all outcomes are known
  8    at least one outcome is unknown
  9    WeChat's quota is used up
  10   confirmation needed: no terminal and no --auto-approve
  130  stopped by Ctrl-C, report written (143: by SIGTERM or SIGHUP)

Start with:
  $ kefu init          write a commented kefu.yaml
  $ kefu emulator      try it without a WeChat account
`,
  everywhere: {
    '--help': 'display help for command',
    '--config': 'the config file',
    config: 'the same as --config',
    '--state':
      'where the state file lies, or the folder for it; KEFU_STATE does the same (default: beside the config)',
    '--json': 'print one JSON document',
    '--output': 'also write the result in this format, - for stdout (may be given several times)',
    '--set': "a template's value (may be given several times)",
    '--values': 'YAML or JSON file of names and values; --set wins over it',
    '--no-fetch-avatars': 'never fetch live pictures; what no record explains stays unverifiable',
    '--write-unverifiable': 'also write fields whose live value nobody can tell',
    '--allow': 'let this guard pass (may be given several times)',
    '--account': 'only this official account (may be given several times)',
    '--exclude': 'not this official account (may be given several times)',
    '--shard': 'only this part of the official accounts, such as 3/8',
    '--parallelism-accounts': 'official accounts at the same time, 1 to 64',
  },
  commands: {
    '': {
      about: 'Customer-service (客服) accounts of WeChat Official Accounts as code.',
      '--version': 'output the version number',
      '--no-color': 'never colour the output (NO_COLOR does the same)',
      '--lang': 'language for people (default: KEFU_LANG, else by locale; in CI English)',
    },
    init: {
      about: 'write a commented starter config',
      path: 'file to write; an existing one is never overwritten',
      '--from-live': 'write the accounts WeChat has now, as a first kefu export does; needs --app-id',
      '--app-id': 'with --from-live: the AppID; its secret is in KEFU_APP_SECRET',
    },
    validate: {
      about: 'check configs without secrets and without network; all faults at once',
      config: 'files, folders and globs to check (default: ./kefu.yaml)',
      '--config': 'file to check (may be given several times)',
      '--online': 'also ask WeChat, read-only: are the credentials accepted, do the live accounts fit',
      '--output': 'also write the findings in this format',
    },
    plan: {
      about: 'compare the config with what WeChat has now and show what apply would do; never writes',
      '--config': 'a config, a folder of them or a glob; may be given several times (default: ./kefu.yaml)',
      '--out': 'save the plan in this file, that of many official accounts in this folder',
      '--expires-in': 'how long a saved plan may be applied',
      '--detailed-exitcode': "exit 2 when anything is not as the config says, also what kefu can't change",
      '--changed-since':
        'only official accounts whose config, pictures or media differ from that commit of git; to look, not to apply',
    },
    apply: {
      about: 'make WeChat as the config says, read everything back, and report',
      plan: `${savedPlan}: does what was reviewed, or less`,
      '--config': 'a config, a folder of them or a glob; may be given several times (default: ./kefu.yaml)',
      '--strict': 'refuse all of a saved plan when one of its accounts moved',
      '--auto-approve': once,
      '--json-lines': "print events as JSON lines, in the shape of Terraform's machine-readable UI",
      '--detailed-exitcode': 'exit 2 when there were changes and all are done',
      '--parallelism': 'calls that are sent at the same time, 1 to 32 (default: policy.parallelism, else 8)',
      '--lock-timeout': 'wait so long for another apply on this machine',
      '--settle-time':
        'how long a request without an answer may still take effect; kefu waits so long before it believes a reading',
      '--on-error': 'what happens to the other official accounts when one fails',
      '--shared':
        'apply a saved fleet plan together with other processes, on any number of machines; needs KEFU_BACKEND=postgres://…',
    },
    show: { about: 'show a saved plan; sends nothing', plan: savedPlan, '--json': 'print it as JSON' },
    report: {
      about: 'tell again what an apply of many official accounts did',
      plan: 'the folder of a fleet plan that is or was applied with --shared',
      '--json': 'print it as JSON',
    },
    'report merge': {
      about: 'join the JSON reports of shards into the one a single run would have given; sends nothing',
      report: 'files written by kefu apply --output json=FILE',
      '--json': 'print it as JSON',
    },
    export: {
      about: 'write the accounts WeChat has now into a config; sends nothing but questions',
      '--config': 'the config to bring up to date, or to make (default: ./kefu.yaml)',
      '--app-id': 'make a first config for this AppID; its secret is in KEFU_APP_SECRET',
      '--wechat-id': 'what stands after "@"; taken from the live accounts otherwise',
      '--name': "the official account's name; taken from the file's name otherwise",
      '--out': 'write a new file and leave the config alone',
      '--avatars': 'folder for pictures (default: avatars beside the config)',
      '--no-avatars': 'leave pictures alone',
    },
    unlock: {
      about: 'show who holds the lock of a config, and remove it',
      '--journal': 'the lock of this delivery journal of kefu message send instead',
      '--auto-approve': "don't ask; a holder that is seen to live keeps the lock",
      '--force': "don't ask, and remove the lock also from a holder that lives",
    },
    history: {
      about: 'tell who applied what and when; sends nothing',
      '--most': 'the newest so many',
      '--object': 'only applies that changed this object, or may have, such as alice@kftest',
    },
    message: { about: 'list, render, preview, send and bundle canned messages' },
    'message list': { about: 'list the templates of a config; sends nothing' },
    'message render': {
      about: 'print the exact JSON body that would be sent; sends nothing',
      name: template,
      '--to': customer,
      '--as': speaker,
    },
    'message preview': {
      about: 'show templates as a customer sees them; sends nothing',
      name: 'the templates (default: all)',
      '--html': 'write a page for a browser instead',
    },
    'message send': {
      about: 'send a template to customers, to each at most once',
      name: template,
      '--to': "one customer's OpenID",
      '--to-file': 'the customers of a file, one OpenID a line; asks first',
      '--max': 'at most so many customers of a file',
      '--as': speaker,
      '--journal': 'where to write down whom it was sent to (default: <to-file>.sent.jsonl)',
      '--resume': 'go on by the journal of a run that ended early',
      '--auto-approve': once,
    },
    'message bundle': {
      about: "write the templates, resolved, as JSON for the team's own chat service; sends nothing",
      '--out': 'folder to write messages.json in',
    },
    typing: { about: 'show a customer that someone types', '--to': customer, '--cancel': 'no longer' },
    emulator: {
      about: "serve a stand-in for WeChat's servers on this machine",
      '--port': 'port to listen on; 0 takes a free one',
      '--world': 'keep the state in this file, of a fleet in this folder (default: in memory)',
      '--fleet': 'play many official accounts, such as 1000x100: 1000 with 100 kf accounts each',
      '--configs': 'with --fleet: write a config for each official account; the folder holds nothing else',
      '--changes': 'with --fleet: so many kf accounts of each differ from its config (default: 0)',
      '--json': 'print url, appId, appSecret and wechatId as one JSON line',
      more: `
The official accounts of a fleet are served from one port and told apart by AppID and token. They share one AppSecret,
so that one variable is enough for all of their configs, which say { env: KEFU_APP_SECRET }.
`,
    },
    state: { about: 'what the last apply recorded; sends nothing' },
    'state show': { about: 'show the recorded objects', '--json': 'print the whole record as JSON' },
    'state adopt': {
      about: 'take over the record of a config that was renamed',
      file: 'the state file under its earlier name',
      '--name': 'instead of a file: its earlier officialAccount.name in KEFU_BACKEND',
    },
    'state rm': { about: 'forget a recorded object; at WeChat nothing changes', address },
    'state mv': {
      about: 'record an object under another address of the same kind; at WeChat nothing changes',
      address,
      to: 'the new address',
    },
    schema: { about: 'print a JSON Schema, for editors', name: 'config, bundle or state' },
    explain: {
      about: 'tell what an error code of WeChat or of kefu means and what to do; sends nothing',
      code: 'such as 65405 or max-deletes; without it all codes are listed',
      '--json': 'print one JSON document, in both languages',
    },
    doctor: { about: 'check this machine, the config and the way to WeChat; never writes' },
    completion: { about: 'print a script that completes kefu in your shell', shell: 'the shell' },
    help: { about: 'display help for command' },
  },
} satisfies HelpWords;
