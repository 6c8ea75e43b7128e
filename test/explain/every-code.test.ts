import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run as explain } from '../../src/cli/commands/explain.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { Failure } from '../../src/model/failure.ts';
import type { Cause } from '../../src/model/outcome.ts';
import { renderFailureText } from '../../src/render/failure.ts';
import { documentedCalls } from '../../src/wechat/documented-calls.ts';
import { catalogueEntry, errorCatalogue } from '../../src/wechat/error-catalogue.ts';
import { entryOf, ownMeanings } from '../../src/wechat/error-of-call.ts';
import { callsOf, type Operation } from '../../src/wechat/operation.ts';
import { connect } from '../emulator/emulator-client.ts';
import { stage } from '../emulator/stage.ts';
import { type Case, setStage } from '../support/case.ts';
import { capturedWorld } from '../support/cli.ts';
import { applyOn } from '../support/stage-run.ts';
import { openClientOf } from '../wechat/opened.ts';
import { askNaturally, notOfKefu } from './natural-answers.ts';

const codes = errorCatalogue()
  .map(({ code }) => code)
  .filter((code) => code !== 0);

beforeEach(async () => {
  stage.emulator = await startEmulator();
  stage.client = await connect(stage.emulator);
});
afterEach(() => stage.emulator.close());

/**
 * What the emulator can not answer to kefu's calls by itself, because kefu never makes the call (sessions, media,
 * records, diagnostics), never in that form (bad JSON, escaped text, another verb), or the cause is not modelled (-1,
 * 42007, 47003). There the code is put in by a fault, on the list of accounts.
 */
const byFault = [
  -1, 4, 40002, 40004, 40006, 40033, 40035, 40038, 40066, 40137, 40201, 40202, 40203, 41001, 41005, 42007,
  43001, 43002, 44002, 45001, 45007, 45074, 46001, 47001, 47002, 47003, 48005, 48006, 50005, 61458, 61459,
  61500, 61501, 65402, 65413, 65414, 65415, 65416, 65417, 76001, 76002, 76003, 76004,
];

async function askWithFault(code: number): Promise<unknown> {
  stage.emulator.inject({ kind: 'errcode', path: 'getkflist', errcode: code, times: 99 });
  return openClientOf(stage.emulator)
    .accounts.list()
    .catch((error: unknown) => error);
}

/** A refused token is advised about by what kefu knows of it, every other code by its entry, for all calls or for one. */
function adviceFor(code: number): readonly string[] {
  const entry = catalogueEntry(code);
  if (entry === undefined) return ['none'];
  if (entry.class === 'refresh-token') return ['Let all programs use stable_token'];
  return [entry, ...ownMeanings(entry)].map(({ whatToDo }) => whatToDo.en);
}

describe('given each code of the catalogue in answer to kefu’s client, expect it named, with advice, and explained', () => {
  test.each(codes)('%i', async (code) => {
    const natural = await askNaturally(code);
    expect(natural === notOfKefu || natural === undefined ? code : undefined).toBe(
      byFault.find((one) => one === code),
    );
    const {
      message,
      hint,
      code: told,
    } = failureOf(byFault.includes(code) ? await askWithFault(code) : natural);
    const screen = renderFailureText(new Failure('unreachable', String(told), message, { hint }));
    expect(String(told)).toBe(String(code));
    expect(message).toMatch(new RegExp(`(?:: | \\(| answered )${code} \\S`));
    expect(screen).toContain(`[${code}]`);
    expect(adviceFor(code).filter((advice) => screen.includes(advice))).not.toEqual([]);
    expect(stage.emulator.world.requests.some(({ errcode }) => errcode === code)).toBe(true);

    const explained = await explanationOf(code);
    const entry = catalogueEntry(code);
    expect(explained).toContain(`${code} ${entry?.name}\n`);
    expect(explained).toContain(entry?.whatToDo.en);
  });
});

function failureOf(result: unknown): Pick<Cause, 'code' | 'message' | 'hint'> {
  if (result instanceof Failure) return result as unknown as Cause;
  const { cause } = result as { cause?: Cause };
  return cause ?? { code: 'none', message: `no refusal: ${JSON.stringify(result)}` };
}

async function explanationOf(code: number): Promise<string> {
  const { world, out } = capturedWorld('/', {});
  await explain({ code: String(code), json: false }, world);
  return out();
}

describe('given each code that a write to an account may be answered with, expect the report of an apply to name it and its advice', () => {
  const stories = {
    add: { desired: { accounts: { alice: { nickname: '小美' } } } },
    update: { live: [{ account: 'alice' }], desired: { accounts: { alice: { nickname: '小美' } } } },
    delete: {
      live: [{ account: 'alice' }, { account: 'bob', nickname: '阿博' }],
      recorded: { accounts: { alice: {}, bob: { nickname: '阿博' } } },
      desired: { accounts: { alice: { state: 'absent' }, bob: { nickname: '阿博' } } },
    },
    avatar: {
      live: [{ account: 'alice', nickname: '小美' }],
      desired: { accounts: { alice: { nickname: '小美', avatar: './day.png' } } },
    },
    invite: {
      live: [{ account: 'alice', nickname: '小美' }],
      desired: { accounts: { alice: { nickname: '小美', worker: 'wxid_alice' } } },
    },
  } as const satisfies Record<string, Omit<Case, 'story' | 'expect'>>;
  const rows = Object.entries(stories).flatMap(([operation, story]) => {
    const [path] = callsOf[operation as keyof typeof stories];
    return codes
      .filter((code) => documentedCalls(code).includes(path))
      .map((code) => ({ path, code, story, advice: entryOf(operation as Operation, code)?.whatToDo.en }));
  });

  test.each(rows)('$path $code', async ({ path, code, story, advice }) => {
    const stage = await setStage({ story: '', expect: {}, ...story });
    try {
      stage.emulator.inject({ kind: 'errcode', path, errcode: code, times: 99 });
      const { out, failure } = await applyOn(stage, { json: false });
      expect(failure).toBeUndefined();
      expect(out).toContain(String(code));
      expect(out).toContain(advice);
    } finally {
      await stage.end();
    }
  });
});
