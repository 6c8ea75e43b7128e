// The built kefu, started once: takes one command after another from a socket and runs each as a process of its own would be,
// with its arguments, folder and environment. Ends with its parent.
const { createServer } = require('node:net');
const { resolve } = require('node:path');

const { runProgram } = require(resolve(__dirname, '../../../dist/program.cjs'));

/** What the shell sends: the folder and the arguments, then the environment, each field ended by a zero byte, each list by a field of a line. */
function commandIn(sent) {
  const [[cwd, ...args], variables] = sent.split('\0\n\0', 2).map((list) => list.split('\0'));
  const env = variables.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return { cwd, args, env: Object.fromEntries(env) };
}

const isWhole = (sent) => sent.split('\0\n\0').length === 3;

/** The emulator takes nothing back later: an apply need not wait for that. */
function quickly([command]) {
  return command === 'apply' ? ['--settle-time', '0.05'] : [];
}

async function run({ cwd, args, env }) {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  const written = [];
  const write = (text, done) => {
    written.push(Buffer.from(text));
    if (done) setImmediate(done);
    return true;
  };
  const own = [process.stdout.write, process.stderr.write];
  Object.assign(process.stdout, { write });
  Object.assign(process.stderr, { write });
  const exit = await runProgram([...args, ...quickly(args)]);
  [process.stdout.write, process.stderr.write] = own;
  return Buffer.concat([Buffer.from(`${exit}\n`), ...written]);
}

let last = Promise.resolve();
const server = createServer((socket) => {
  let sent = '';
  socket.setEncoding('utf8').on('data', (text) => {
    sent += text;
    if (!isWhole(sent)) return;
    last = last.then(async () => {
      socket.end(await run(commandIn(sent)));
    });
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.stdin.on('end', () => process.exit()).resume();
