import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import { english } from '../../src/words/en/words.ts';
import { inWords, type LanguageWords } from '../../src/words/language-words.ts';
import { sayer, told } from '../../src/words/say.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';

const say = sayer({
  'test-refused': ({ file, why }: { file: string; why: string }) => `${file} is refused: ${why}.`,
  'test-why': ({ count }: { count: number }) => `it has ${count} faults`,
  'test-mend': ({ ways }: { ways: readonly string[] }) => `Do one of ${ways.join(', ')}.`,
  'test-english-alone': () => 'Nobody has said this in Chinese.',
});
const words: LanguageWords = {
  ...chinese,
  sentences: {
    'test-refused': ({ file, why }: { file: string; why: string }) => `${file} 被拒绝：${why}。`,
    'test-why': ({ count }: { count: number }) => `有 ${count} 个错误`,
    'test-mend': ({ ways }: { ways: readonly string[] }) => `任选其一：${ways.join('、')}。`,
  },
};
const refused = told(
  say('test-refused', { file: 'shop.yaml', why: say('test-why', { count: 2 }) }),
  say('test-mend', { ways: ['a', say('test-english-alone'), { en: 'send', zh: '发送' }] }),
);

describe('what was said by keys', () => {
  test('is English where it stands, with sayings inside sayings', () => {
    expect(refused.message).toBe('shop.yaml is refused: it has 2 faults.');
    expect(refused.hint).toBe('Do one of a, Nobody has said this in Chinese., send.');
  });

  test('is said again wherever it stands, under whatever name', () => {
    const why = { note: 'it has 3 faults', said: { note: say('test-why', { count: 3 }) } };
    const plan = { name: 'shop', diagnostics: [{ code: 'x', ...refused }], results: [why, { note: 'ok' }] };
    const said = inWords(words, plan);
    expect(said.diagnostics[0]).toMatchObject({ message: 'shop.yaml 被拒绝：有 2 个错误。', code: 'x' });
    expect(said.diagnostics[0]?.hint).toContain('发送');
    expect(said.results).toMatchObject([{ note: '有 3 个错误' }, { note: 'ok' }]);
    expect(said.results[1]).toBe(plan.results[1]);
  });

  test('is said of failures, their diagnostics and their cause', () => {
    const cause = new Error('why');
    const failure = new Failure('config', 'refused', refused, {
      diagnostics: [{ severity: 'error', code: 'x', ...refused }],
      cause,
    });
    const said = inWords(words, { failure }).failure;
    expect(said).toBeInstanceOf(Failure);
    expect(said).toMatchObject({
      kind: 'config',
      code: 'refused',
      message: 'shop.yaml 被拒绝：有 2 个错误。',
      cause,
    });
    expect(said.diagnostics[0]?.message).toBe(said.message);
  });

  test('stays what it is in English, and where the language has no sentence or was given other values', () => {
    const plan = { diagnostics: [refused] };
    expect(inWords(english, plan)).toBe(plan);
    const alone = told(say('test-english-alone'));
    expect(inWords(words, alone)).toBe(alone);
    const forged = { message: 'English', said: { message: { key: 'test-mend', values: { ways: 'none' } } } };
    expect(inWords(words, forged).message).toBe('English');
  });
});
