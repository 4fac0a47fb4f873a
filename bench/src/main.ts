import { parseArgs } from 'node:util';
import { contention } from './contention.ts';
import { crash } from './crash.ts';
import { fanout } from './fanout.ts';
import { lobby } from './lobby.ts';
import { runBounded } from './run-bounded.ts';

/** `npm run bench -- <name> [--seconds N] [--json]`: one JSON line (without --json, the same figures one a line). */
interface Options {
  readonly seconds: number;
  readonly floor: boolean;
  readonly rounds: number;
}
const benches: Readonly<Record<string, (options: Options) => Promise<Record<string, unknown>>>> = {
  lobby,
  contention,
  fanout,
  crash,
};

await runBounded({ minutes: 15 }, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '20' },
      rounds: { type: 'string', default: '10' },
      'no-floor': { type: 'boolean', default: false },
    },
  });
  const bench = benches[positionals[0] ?? ''];
  if (bench === undefined) {
    process.stderr.write(`Which bench? One of: ${Object.keys(benches).join(', ')}\n`);
    return 2;
  }
  const result = await bench({
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    floor: !values['no-floor'],
  });
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : lines(result));
  return 0;
});

function lines(result: Readonly<Record<string, unknown>>): string {
  return Object.entries(result)
    .map(
      ([name, value]) => `${name.padEnd(20)} ${typeof value === 'string' ? value : JSON.stringify(value)}\n`,
    )
    .join('');
}
