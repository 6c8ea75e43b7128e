import { say } from '../../words/en/locks.ts';
import { lockLost } from '../lock-lost.ts';
import { unexpected } from './client.ts';
import type { Served } from './served.ts';

/** A document of the server; undefined when there is none. Rejects with a `Failure`. */
export async function textAt({ client, place }: Served, url: URL): Promise<string | undefined> {
  const said = await client.send({ url, method: 'GET' });
  if (said.status === 204 || said.status === 404) return undefined;
  if (said.status !== 200) throw unexpected(place, said);
  return said.text === '' ? undefined : said.text;
}

/** Writes under the lock with that ID. Refused, and the lock known to be lost, when somebody else has it. */
export async function putText(
  { client, place }: Served,
  url: URL,
  text: string,
  lost: AbortController,
  id?: string,
): Promise<void> {
  if (lost.signal.aborted) throw lost.signal.reason;
  const target = new URL(url);
  if (id !== undefined) target.searchParams.set('ID', id);
  const said = await client.send({ url: target, method: 'POST' }, text);
  if ([200, 201, 204].includes(said.status)) return;
  if (said.status !== 409 && said.status !== 423) throw unexpected(place, said);
  const why = lockLost(say('lost-to-somebody', { place, status: said.status }));
  lost.abort(why);
  throw why;
}
