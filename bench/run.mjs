/**
 * `npm run --silent bench -- <name> [options]`: progress goes to stderr, and the last line on stdout is one
 * JSON object with the figures. bench/README.md says what each measures.
 */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const folder = dirname(fileURLToPath(import.meta.url));
const names = readdirSync(folder)
  .filter(file => file.endsWith('.bench.mjs'))
  .map(file => file.slice(0, -'.bench.mjs'.length));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    rounds: { type: 'string' },
    // agent
    variant: { type: 'string' },
    strings: { type: 'boolean' },
    live: { type: 'boolean' },
    limit: { type: 'string' },
    out: { type: 'string' },
    // load and chaos
    database: { type: 'string' },
    streams: { type: 'string' },
    seconds: { type: 'string' },
    rate: { type: 'string' },
    runs: { type: 'string' },
    seed: { type: 'string' },
    profile: { type: 'string' },
  },
});
const [name] = positionals;
if (!names.includes(name)) {
  process.stderr.write(`Name a benchmark: ${names.join(', ')}\n`);
  process.exit(2);
}
const { measure } = await import(`./${name}.bench.mjs`);
const figures = await measure({
  ...values,
  say: line => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify({ benchmark: name, ...figures })}\n`);
