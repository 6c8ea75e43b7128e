// Run as a process of its own by hostile.test.ts: prints the codes of what is said about a file, each once, as JSON.
import { checkConfig } from '../../src/config/config.ts';

const [, , file = ''] = process.argv;
const result = await checkConfig(file, { cwd: process.cwd(), env: {} });
const codes = result.ok ? ['ok'] : result.diagnostics.map(({ code }) => code);
process.stdout.write(JSON.stringify([...new Set(codes)]));
