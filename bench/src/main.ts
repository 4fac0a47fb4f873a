import { parseArgs } from 'node:util';
import { lobby } from './lobby.ts';

/** `npm run bench -- <name> --json`: prints one JSON line (without --json, the same figures one a line). */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    'no-floor': { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds ?? 20);
const benches: Record<string, () => Promise<Record<string, unknown>>> = {
  lobby: () => lobby({ seconds, floor: !values['no-floor'] }),
};
const bench = benches[positionals[0] ?? ''];
if (bench === undefined) {
  process.stderr.write(`Which bench? One of: ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
const result = await bench();
process.stdout.write(
  values.json
    ? `${JSON.stringify(result)}\n`
    : `${Object.entries(result)
        .map(([name, value]) => `${name.padEnd(20)} ${String(value)}`)
        .join('\n')}\n`,
);
process.exit(0);
