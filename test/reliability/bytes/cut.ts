// What must be made of an answer that ends too early.
import type { Broken } from '../world/invariants.ts';
import { type Answered, clientFor, secrets } from './answers.ts';
import { type CuttingServer, type Ending, type Framing, onTheWire } from './cutting.ts';

/** Nobody waits as long as this for an answer that ended. */
const soonMs = 3000;

export interface Cut extends Answered {
  readonly framing: Framing;
  readonly ending: Ending;
  /** How many bytes of the answer come. */
  readonly bytes: number;
}

/**
 * truthful report, seen from the wire: a write is `unknown` until its answer was whole, and then what the answer says; nothing is
 * read out of a part of a list or of a picture. No secret is told, and nobody waits for what never comes.
 */
export async function cutOnce(server: CuttingServer, cut: Cut): Promise<Broken[]> {
  const { call, answer, word: whole, framing, ending, bytes } = cut;
  const wire = onTheWire(answer, framing);
  server.answer = { bytes: wire.subarray(0, bytes), ending };
  const client = clientFor(server.url, call.name === 'stable_token');
  const began = Date.now();
  const { word, said } = await call.ask(client, server.url);
  await client.close();
  const isWhole = bytes === wire.length;
  const isReading = whole.startsWith('read ');
  const known = isReading ? ['lost'] : ['unknown'];
  const allowed = isWhole ? [whole] : saysAll(cut, wire) ? [...known, whole] : known;
  return [
    ...(allowed.includes(word) ? [] : [`truthful report: ${word}, not ${allowed.join(' or ')}`]),
    ...(hidden(answer.bytes).some((secret) => said.includes(secret))
      ? [`no secret in any output: ${said}`]
      : []),
    ...(Date.now() - began > soonMs ? ['bounded work: it waited for what never comes'] : []),
  ];
}

/** Whether what is missing says nothing: the bytes after the last one that tells something. */
function saysAll({ call, answer, framing, bytes }: Cut, wire: Buffer): boolean {
  const closing = framing === 'chunked' ? '\r\n0\r\n\r\n'.length : framing.startsWith('gzip') ? 8 : 0;
  const pngEnd = call.name.endsWith('.png') && framing.endsWith('close') ? 12 : 0;
  return answer.bytes.length > 0 && bytes >= wire.length - closing - pngEnd;
}

/** The secrets, and as much of the token in the answer as would tell where it begins. */
function hidden(answer: Buffer): string[] {
  const [, token] = /"access_token":\s*"([^"]+)"/.exec(answer.toString('utf8')) ?? [];
  return [secrets.appSecret, secrets.token, ...(token ? [token.slice(0, 16)] : [])];
}
