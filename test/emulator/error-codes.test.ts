import { afterEach, beforeEach, expect, it } from 'vitest';
import { emulatorErrorCodes } from '../../src/emulator/errors.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { accountErrorScenes } from './account-error-scenes.ts';
import { connect } from './emulator-client.ts';
import { generalErrorScenes } from './general-error-scenes.ts';
import { messageErrorScenes } from './message-error-scenes.ts';
import { play, stage } from './stage.ts';

const scenes = { ...generalErrorScenes, ...accountErrorScenes, ...messageErrorScenes };

beforeEach(async () => {
  stage.emulator = await startEmulator();
  stage.client = await connect(stage.emulator);
});
afterEach(() => stage.emulator.close());

it.each(Object.keys(scenes).map(Number))('%i comes about by itself', async (errcode) => {
  const answer = await play(scenes[errcode] ?? []);
  expect(answer).toMatchObject({ errcode, errmsg: expect.stringMatching(/ rid: /) });
});

it.each([...emulatorErrorCodes])('%i can be injected', async (errcode) => {
  const path = '/cgi-bin/customservice/getkflist';
  stage.emulator.inject({ kind: 'errcode', path, errcode });
  const answer = await stage.client.get(path);
  expect(answer).toMatchObject({ errcode, errmsg: expect.not.stringContaining('unknown') });
});

it('every code has a scene, except for four that need a world we do not model', () => {
  expect(emulatorErrorCodes.filter((code) => scenes[code] === undefined)).toEqual([-1, 4, 42007, 47003]);
});
