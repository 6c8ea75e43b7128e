// Every answer of WeChat cut at each of its bytes, before the real client on real sockets.
import { answersTo } from '../bytes/answers.ts';
import { cutOnce } from '../bytes/cut.ts';
import { endings, framings, onTheWire, startCuttingServer } from '../bytes/cutting.ts';
import { smallPictures } from '../bytes/small-pictures.ts';
import { tallied, tell } from './tallied.ts';

const { tally } = tallied();
const server = await startCuttingServer();
for (const answered of await answersTo(await smallPictures()))
  for (const framing of framings.filter((one) => isServed(answered.call.name, one)))
    for (const ending of endings)
      for (let bytes = 0; bytes <= onTheWire(answered.answer, framing).length; bytes += 1)
        await tally.point(`${answered.call.name}, ${framing}, ${ending} after ${bytes} bytes`, () =>
          cutOnce(server, { ...answered, framing, ending, bytes }),
        );
await server.close();
tell(tally);

/** Pictures come as they are: kefu takes no compressed ones. */
function isServed(name: string, framing: string): boolean {
  return !(name.startsWith('picture') && framing.startsWith('gzip'));
}
