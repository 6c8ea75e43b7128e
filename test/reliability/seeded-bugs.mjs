// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of sources that have templates
// Defects to sow, one at a time, while the simulated world is bundled: production code has no switch for them. `find` must
// stand in `file` exactly once. `sweeps`: where the suite looks for it, in this order; it stops at the first broken point.
// `where`: what the names of these points hold; without it all are tried.
const engine = (file, find, replace) => ({ file: `src/engine/${file}.ts`, find, replace });
const wechat = (file, find, replace) => ({ file: `src/wechat/${file}.ts`, find, replace });
const account = (file, find, replace) => ({ file: `src/kinds/account/${file}.ts`, find, replace });

/** @type {readonly {name: string, file: string, find: string, replace: string, sweeps?: readonly string[], where?: string}[]} */
export const seededBugs = [
  {
    name: 'busy is taken for a failure',
    ...wechat(
      'outcome-of',
      "case 'read-back':\n    case 'leave-unknown':",
      "case 'read-back':\n      return notApplied(openCause(asked, errcode, errmsg), 'fail');\n    case 'leave-unknown':",
    ),
    where: '"errcode":-1',
  },
  {
    name: 'a lost answer is taken for a failure',
    ...wechat(
      'outcome-of',
      "if (reply.fault.sent) return { kind: 'unknown', cause };",
      "if (reply.fault.sent) return notApplied(cause, 'fail');",
    ),
    where: 'reset {"effect":false',
  },
  {
    name: 'a lost answer is taken for success',
    ...wechat(
      'outcome-of',
      "if (reply.fault.sent) return { kind: 'unknown', cause };",
      "if (reply.fault.sent) return { kind: 'applied' };",
    ),
    where: 'reset {"effect":false',
  },
  {
    name: 'a message without an answer is sent again',
    ...wechat(
      'outcome-of',
      "if (reply.fault.sent) return { kind: 'unknown', cause };",
      'if (reply.fault.sent) return retryAfter(reconnectMs, cause);',
    ),
    sweeps: ['sends'],
  },
  {
    name: 'an answer without errcode counts as success',
    ...wechat(
      'reply',
      'return withErrcode(read, read.object.errcode);',
      'return withErrcode(read, Number(read.object.errcode ?? 0));',
    ),
    sweeps: ['sends'],
    where: 'body {"body":"{}"',
  },
  {
    name: 'no settle time after an unknown outcome',
    ...engine('read-back', 'await clock.sleep(waitMs);', ''),
    sweeps: ['single'],
    where: 'media and templates, width 1, call 5: late',
  },
  {
    name: 'no re-check before a write',
    ...engine('judge', 'if (!sameObserved(expected, live)) {', 'if (expected === "never") {'),
    sweeps: ['editors'],
  },
  {
    name: 'no look before the first write',
    ...engine(
      'run',
      'if (!this.#fresh.isRecent(kinds) && !(await this.#lookFirst(kinds, tasks))) return;',
      'this.#fresh.isRecent = () => true;',
    ),
    sweeps: ['editors'],
  },
  {
    name: 'a re-check only before the first write',
    ...engine(
      'run',
      'if (sending.length > 0) this.#fresh.clear();',
      'if (sending.length > 0) Object.assign(this.#fresh, { isRecent: () => true, clear: () => {} });',
    ),
    sweeps: ['lasting'],
    where: 'getkflist',
  },
  {
    name: 'weak fingerprint: only whether it is there',
    file: 'src/model/digest.ts',
    find: 'return stableText(before) === stableText(now);',
    replace: 'return (before === null) === (now === null);',
    sweeps: ['editors'],
  },
  {
    name: 'a dependent is not skipped',
    ...engine('rounds', 'if (need !== undefined) {', 'if (need === "never") {'),
    sweeps: ['single'],
    where: 'takes the place of another, width 1, call 5: errcode',
  },
  {
    name: 'deletes first',
    ...engine('rounds', '(one.isDelete && state.mayStillAdd)', 'false'),
    sweeps: ['clean', 'single'],
  },
  {
    name: 'two steps of one object in a round',
    ...engine('rounds', 'if (taken.has(one.address)) continue;', ''),
    sweeps: ['clean', 'single'],
  },
  {
    name: 'the width is ignored',
    ...engine('rounds', '(one.isCall && calls >= width)', 'false'),
    sweeps: ['clean', 'single'],
  },
  {
    name: 'an avatar is believed without looking',
    ...engine(
      'conclude',
      "if (likeness === 'same') return { status: 'done', ...noted(say('was-read-back')) };",
      "if (likeness) return { status: 'done', ...noted(say('was-read-back')) };",
    ),
    sweeps: ['pictures'],
  },
  {
    name: 'an avatar is inferred from its URL after a lost answer',
    ...engine(
      'conclude',
      "if (!task.rules.prove) return { status: 'done', ...noted(say('confirmed-by-read-back', { why })), cause };",
      "if (task.address) return { status: 'done', ...noted(say('confirmed-by-read-back', { why })), cause };",
    ),
    sweeps: ['pictures'],
  },
  {
    name: 'a stale URL is bound',
    ...account(
      'steps',
      'url: live.avatarUrl, ...(isProved',
      "url: kept?.avatar?.url ?? 'https://wx.qlogo.cn/old', ...(isProved",
    ),
    sweeps: ['clean', 'crash'],
  },
  {
    name: 'no journal of intents',
    ...engine(
      'ledger',
      'this.#intents = [...this.#intents, { address, step, at: new Date(at).toISOString() }];',
      'void at;',
    ),
    sweeps: ['late'],
    where: 'media and templates, width 1, late by 500',
  },
  {
    name: 'the journal is cleared before the answer',
    ...engine(
      'run',
      'const fault = await this.#save();\n    if (!fault) return true;',
      'const fault = await this.#save();\n    for (const task of tasks) this.#ledger.dismiss(task.address, task.step);\n    if (!fault) { await this.#save(); return true; }',
    ),
    sweeps: ['late'],
    where: 'media and templates, width 1, late by 500',
  },
  {
    name: 'written although the intent could not be saved',
    ...engine('run', 'if (!fault) return true;', 'if (fault !== null) return true;'),
    sweeps: ['crash'],
    where: 'ENOSPC from then on',
  },
  {
    name: 'an interrupted write is not waited for',
    file: 'src/reconcile.ts',
    find: 'await clock.sleep(settle.unknownMs);',
    replace: 'void clock;',
    sweeps: ['late'],
    where: 'media and templates, width 1, late by 500',
  },
  {
    name: 'open intents are forgotten at the next run',
    ...engine(
      'ledger',
      'this.#saved = contentOf(recorded);',
      'this.#intents = [];\n    this.#saved = contentOf(this.recorded);',
    ),
    sweeps: ['crash'],
  },
  {
    name: 'a failed step is never graded again',
    ...engine(
      'verify',
      "if (attempts === 0 || effect !== 'visible') return ended;",
      'if (attempts >= 0) return ended;',
    ),
    sweeps: ['readings'],
    where: 'says 65406 and does it',
  },
  {
    name: 'no final reading',
    ...engine('verify', 'await finalLook(verifying);', 'void finalLook;'),
    sweeps: ['readings'],
    where: 'accounts, width 1: a delete says ok',
  },
  {
    name: 'the settle time is measured with a clock that is set',
    ...engine('look', 'clock.uptime() - earlier.at', 'clock.now() - earlier.at'),
    sweeps: ['clocks'],
    where: 'eve is back',
  },
  {
    name: 'what was sent counts as known although no final reading could be made',
    ...engine('verdict', 'isUnread && results.some(({ attempts }) => attempts > 0)', 'isUnread && !results'),
    sweeps: ['lasting'],
    where: 'more lists',
  },
  {
    name: 'what somebody else did is counted',
    ...engine('verdict', 'attempts > 0 || !turn.isCall', 'attempts >= 0 || !turn.isCall'),
    sweeps: ['editors'],
    where: 'eve deleted before call',
  },
  {
    name: 'one reading is trusted for an absence',
    ...engine('verify', 'if (isConclusive(verifying)) return;', 'if (verifying) return;'),
    sweeps: ['readings'],
    where: 'accounts, width 1: a delete says ok',
  },
  {
    name: 'done stays done although the final reading shows something else',
    ...engine('verify', 'if (holds) return ended;', 'if (holds || turn) return ended;'),
    sweeps: ['readings'],
    where: 'accounts, width 1: a delete says ok',
  },
  {
    name: 'only planned operations are verified',
    ...engine(
      'verdict',
      "return remaining.some(({ why }) => why !== 'unverifiable') ? 'differs' : 'as-configured';",
      "return remaining.some(({ why }) => why === 'stuck') ? 'differs' : 'as-configured';",
    ),
    sweeps: ['readings'],
    where: 'accounts, width 1, readings 1 to 1',
  },
  {
    name: 'unbounded retries',
    ...engine('judge', 'const mostAttempts = 3;', 'const mostAttempts = 30;'),
    sweeps: ['lasting'],
    where: 'accounts: kfaccount/add from call 1 on',
  },
  {
    name: 'exit 0 although an outcome is unknown',
    file: 'src/cli/exit.ts',
    find: "if (verdict.status === 'unknown') return exitCodes.unknown;",
    replace: "if (verdict.status === 'unknown') return exitCodes.done;",
    sweeps: ['lasting'],
    where: 'kfaccount/add from call 1 on',
  },
  {
    name: 'exit 0 although the live accounts differ',
    file: 'src/cli/exit.ts',
    find: "if (verdict.status === 'as-configured') {",
    replace:
      "if (verdict.status === 'differs') return exitCodes.done;\n  if (verdict.status === 'as-configured') {",
    sweeps: ['readings'],
    where: 'accounts, width 1, readings 1 to 1',
  },
  {
    name: 'as configured although a step failed',
    ...engine('verdict', "if (has('failed')) return 'failed';", ''),
    sweeps: ['single'],
    where: 'errcode":65406',
  },
  {
    name: 'as configured although an outcome is unknown',
    ...engine(
      'verdict',
      "if (has('unknown') || (isUnread && results.some(({ attempts }) => attempts > 0))) return 'unknown';",
      '',
    ),
    sweeps: ['lasting'],
    where: 'kfaccount/add from call 1 on',
  },
  {
    name: 'operations are missing from the report',
    ...engine(
      'apply',
      'const results = [...judged.flatMap((one) => resultsOfNotRun(one, verified)), ...tasks.map(resultOf)];',
      "const results = [...judged.flatMap((one) => resultsOfNotRun(one, verified)), ...tasks.filter(({ ended }) => ended?.status !== 'not-attempted').map(resultOf)];",
    ),
    sweeps: ['single'],
    where: '45009',
  },
  {
    name: 'a moved change of a saved plan is not told',
    ...engine(
      'apply',
      'const results = [...judged.flatMap((one) => resultsOfNotRun(one, verified)), ...tasks.map(resultOf)];',
      'const results = tasks.map(resultOf);\n  void resultsOfNotRun;\n  void judged;',
    ),
    sweeps: ['guards'],
  },
  {
    name: 'a write after the signal',
    ...engine('run', 'if (this.#world.stop.aborted) return false;', ''),
    sweeps: ['signals'],
  },
  {
    name: 'a signal does not stop the rounds',
    ...engine('run', 'if (!this.stopped && !stop.aborted) return false;', 'if (!this.stopped) return false;'),
    sweeps: ['signals'],
  },
  {
    name: 'a used-up quota does not stop the run',
    ...wechat(
      'outcome-of',
      "return notApplied(refusalCause(asked, errcode, errmsg), 'stop');\n    case 'fail':",
      "return retryAfter(1000, refusalCause(asked, errcode, errmsg));\n    case 'fail':",
    ),
    sweeps: ['single'],
    where: '45009',
  },
  {
    name: 'an unmanaged account is deleted',
    ...account('find', "if (policy.unmanaged === 'delete') {", "if (policy.unmanaged !== 'delete') {"),
    sweeps: ['clean'],
  },
  {
    name: 'the threshold is off for small sets',
    ...engine(
      'shrunk',
      'if (!kind.isPrecious && records.size < fewRecords) return [];\n  if (unnamed',
      'if (records.size < 4) return [];\n  if (unnamed',
    ),
    sweeps: ['guards'],
  },
  {
    name: 'an empty list is trusted',
    ...engine(
      'shrunk',
      'if (missing.length * 2 <= sought.length) return [];',
      'if (missing.length === sought.length || missing.length * 2 <= sought.length) return [];',
    ),
    sweeps: ['guards'],
  },
  {
    name: 'protection is ignored',
    ...engine(
      'guards',
      "action === 'delete' && protection === 'held'",
      "action === 'create' && protection === 'held'",
    ),
    sweeps: ['guards'],
  },
  {
    name: 'an empty config is taken as the whole truth',
    ...engine(
      'guards',
      'if (named.length > 0 || unnamed.length === 0) return [];',
      'if (named.length >= 0 || unnamed.length === 0) return [];',
    ),
    sweeps: ['guards'],
  },
  {
    name: 'max-deletes is off by one',
    ...engine(
      'guards',
      'if (deletes.length <= allowed) return [];',
      'if (deletes.length <= allowed + 1) return [];',
    ),
    sweeps: ['guards'],
  },
  {
    name: 'deletes of earlier runs do not count',
    ...engine('guards', 'const all = deletes.length + recent;', 'const all = deletes.length;'),
    sweeps: ['guards'],
  },
  {
    name: 'a state file that says two things is read',
    file: 'src/model/parse-json.ts',
    find: 'if (twice !== undefined) throw new KeyTwice(twice);',
    replace: '',
    sweeps: ['guards'],
  },
  {
    name: 'an edited plan is applied',
    file: 'src/documents/read-plan.ts',
    find: 'planText(document) !== text || digestOfPlan(content) !== digest',
    replace: 'planText(document) === digest || digestOfPlan(content) === text',
    sweeps: ['guards'],
  },
  {
    name: 'a plan is applied twice',
    file: 'src/reconcile/saved-plan.ts',
    find: 'appliedPlans.includes(document.plan_digest)',
    replace: 'appliedPlans.includes(`${document.plan_digest}.`)',
    sweeps: ['guards'],
  },
  {
    name: 'a saved plan overwrites what moved',
    ...engine(
      'narrow',
      'needed.observedDigest === saved.observedDigest &&\n      JSON.stringify(needed.steps) === JSON.stringify(saved.steps);',
      'needed.name === saved.name;',
    ),
    sweeps: ['guards'],
  },
  {
    name: 'a token is forced anew',
    ...wechat(
      'client',
      "name: 'stable_token',\n    method: 'POST',",
      "name: 'token' as never,\n    method: 'GET',",
    ),
    sweeps: ['clean'],
  },
  {
    name: 'a token is renewed for ever',
    ...wechat('token', 'if (this.#renewed) throw keepsBeingRefused(refusal);', ''),
    sweeps: ['lasting'],
    where: 'no token',
  },
  {
    name: 'a redirect is followed',
    ...wechat(
      'transport',
      'noteTime(response.headers.date);',
      `noteTime(response.headers.date);
  const elsewhere = response.headers['location'];
  if (typeof elsewhere === 'string') {
    const { Client, request } = await import('./undici.ts');
    const connect = (_: object, done: (error: null, socket: object) => void) => done(null, {});
    const client = new Client(new URL(elsewhere).origin, { connect } as never);
    await request.call(client, { path: requestTarget(endpointPaths[call.name], call.query ?? {}, call.token), method: call.method, headers: {} } as never);
  }`,
    ),
    sweeps: ['single'],
    where: 'redirect',
  },
  {
    name: 'the token in an error',
    ...wechat(
      'transport',
      "return { kind: 'fault', fault: networkFault(error, connection.connected(), options.endpoint.host) };",
      "const fault = networkFault(error, connection.connected(), options.endpoint.host);\n        return { kind: 'fault', fault: { ...fault, what: `${fault.what} ${call.token?.reveal()}` } };",
    ),
    sweeps: ['single'],
    where: 'reset',
  },
  {
    name: 'a raw nickname in Markdown',
    file: 'src/render/escape-markdown.ts',
    find: ': `${fence}${inside}${fence}`;',
    replace: ': inside;',
    sweeps: ['clean'],
  },
  {
    name: 'a raw nickname in HTML',
    file: 'src/render/escape.ts',
    find: 'return visible(text).replaceAll(/[&<>"\'`]/g, (character) => `&#${character.codePointAt(0)};`);',
    replace: 'return visible(text);',
    sweeps: ['clean'],
  },
  {
    name: 'the lock is taken from a holder that lives',
    file: 'src/backend/lock.ts',
    find: "if (seen.liveness === 'gone') {",
    replace: "if (seen.liveness !== 'unknown') {",
    sweeps: ['appliers'],
  },
  {
    name: "a lock on a server is taken for somebody else's when the answer was lost",
    file: 'src/backend/http/lock.ts',
    find: 'return other?.ID === info.ID ? { taken: info } : { holder: other };',
    replace: 'return { holder: other };',
    sweeps: ['fleet'],
    where: 'state server lost once',
  },
  {
    name: 'a record on a server is written without the lock',
    file: 'src/backend/http/documents.ts',
    find: "if (id !== undefined) target.searchParams.set('ID', id);",
    replace: "if (id === undefined) target.searchParams.set('ID', 'none');",
    sweeps: ['fleet'],
    where: 'clean',
  },
  {
    name: 'the next wave of a fleet begins although the one before failed',
    file: 'src/fleet/apply-fleet.ts',
    find: 'mayBegin: () => halt() === undefined',
    replace: 'mayBegin: () => !stop.aborted',
    sweeps: ['fleet'],
    where: 'waves',
  },
  {
    name: 'a signal reaches no official account of a fleet',
    file: 'src/fleet/apply-entry.ts',
    find: '          stop: options.stop,\n',
    replace: '',
    sweeps: ['fleet'],
    where: '2 at a time, width 1, stop before',
  },
  {
    name: 'an official account falls to two shards',
    file: 'src/fleet/shard.ts',
    find: 'partOf(nameOf(thing), of) === part)',
    replace: 'partOf(nameOf(thing), of) >= part)',
    sweeps: ['fleet'],
    where: 'shards',
  },
  {
    name: 'a state file is replaced without sync',
    file: 'src/backend/write-durably.ts',
    find: 'await onFile.sync(file);',
    replace: '',
    sweeps: ['crash'],
    where: 'accounts, width 1, power cut after a call',
  },
  {
    name: 'a state file is written in place',
    file: 'src/backend/write-durably.ts',
    find: 'await rename(temporary, path);',
    replace: 'await rm(path, { force: true });\n    await rename(temporary, path);',
    sweeps: ['crash'],
    where: 'accounts, width 1, killed before a file operation',
  },
  {
    name: 'a media is not looked for before it is uploaded again',
    file: 'src/kinds/media/steps.ts',
    find: "if (proof === undefined) return now ? 'visible' : 'not-visible';",
    replace: "if (proof === undefined) return 'not-visible';",
    sweeps: ['single'],
    where: 'media and templates, width 1, call 5: reset',
  },
  {
    name: 'a delivery is not journaled before it is sent',
    file: 'src/messages/deliver.ts',
    find: 'const unwritable = await failureIn(journal.intend(to));',
    replace: 'const unwritable = undefined as Failure | undefined;',
    sweeps: ['sends'],
  },
  {
    name: 'an unknown delivery is sent again by the next run',
    file: 'src/backend/journal-refusals.ts',
    find: "return word === 'sent' ? 'sent' : 'unknown';",
    replace: "return word === 'sent' ? 'sent' : undefined;",
    sweeps: ['sends'],
  },
  {
    name: 'one list without an account makes kefu forget that it is protected',
    ...engine(
      'verify',
      'if ([...verifying.ledger.recorded.objects.keys()].some((address) => !settled.has(address))) return false;',
      '',
    ),
    sweeps: ['records'],
    where: 'nothing to do',
  },
  {
    name: 'what one list shows of a saved plan is told as done, whatever the final reading shows',
    ...engine(
      'not-run',
      'const holds = isReached(change, verified.input.readings, settledIn(verified.gathered));',
      'const holds = true;',
    ),
    sweeps: ['readings'],
    where: 'of a saved plan, reading 1',
  },
  {
    name: 'an inverse plan takes back what others did',
    ...engine(
      'tasks',
      "ended?.status === 'done' && (mayBeOurs || !turn.isCall)",
      "ended?.status === 'done' && (mayBeOurs || turn)",
    ),
    sweeps: ['editors'],
    where: 'done while the plan is read',
  },
  {
    name: 'a reading is compared with itself, and passes for settled',
    ...engine(
      'look',
      'this.#last = new Map(this.#last).set(kind.name, reading);',
      'this.#last.set(kind.name, reading);',
    ),
    sweeps: ['readings'],
    where: 'accounts, width 1, reading 8',
  },
];
