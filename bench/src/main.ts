import { parseArgs } from 'node:util';
import { audit } from './audit.ts';
import { authz } from './authz.ts';
import { board } from './board.ts';
import { consoleLists } from './console.ts';
import { contention } from './contention.ts';
import { crash } from './crash.ts';
import { fanout } from './fanout.ts';
import { forecastCalls } from './forecast/calls.ts';
import { forecastNn5 } from './forecast/nn5.ts';
import { offers } from './forecast/offers.ts';
import { forecastScale } from './forecast/scale.ts';
import { growth } from './growth.ts';
import { importBench } from './import.ts';
import { lobby } from './lobby.ts';
import { queueingOracles } from './queueing/oracles.ts';
import { queueingSpeed } from './queueing/speed.ts';
import { bank } from './roster/bank.ts';
import { roster } from './roster/roster.ts';
import { tidal } from './roster/tidal.ts';
import { runBounded } from './run-bounded.ts';
import { waitCalls } from './waits/wait-calls.ts';
import { waitClinic } from './waits/wait-clinic.ts';

/** `npm run bench -- <name> [--seconds N] [--json]`: one JSON line (without --json, the same figures one a line). */
interface Options {
  readonly seconds: number;
  readonly floor: boolean;
  readonly rounds: number;
  /** Of recorded inputs, and which of them; empty for all. */
  readonly dir: string;
  readonly instances: string;
  /** Length of each of three reference runs; 0 for none. */
  readonly referenceSeconds: number;
  /** Folder of the recorded data of the forecasts and waits; whether to judge on the part they were chosen on. */
  readonly data: string;
  readonly earlier: boolean;
  readonly branches: number;
  /** Past tickets of the grown bank. */
  readonly tickets: number;
  /** Entries of the audit trail. */
  readonly entries: number;
}
type Figures = Record<string, unknown>;
const benches: Readonly<Record<string, (options: Options) => Promise<Figures> | AsyncGenerator<Figures>>> = {
  lobby,
  growth,
  board,
  console: consoleLists,
  audit,
  authz,
  contention,
  fanout,
  crash,
  import: importBench,
  roster,
  'roster-bank': bank,
  tidal,
  'forecast-nn5': forecastNn5,
  'forecast-calls': forecastCalls,
  'forecast-scale': forecastScale,
  offers,
  'queueing-oracles': queueingOracles,
  'queueing-speed': queueingSpeed,
  'wait-calls': waitCalls,
  'wait-clinic': waitClinic,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '10' },
    dir: { type: 'string', default: '../shared/data/shift-scheduling' },
    instances: { type: 'string', default: '' },
    'reference-seconds': { type: 'string', default: '0' },
    data: { type: 'string', default: '../shared/data' },
    earlier: { type: 'boolean', default: false },
    branches: { type: 'string', default: '40000' },
    tickets: { type: 'string', default: '10000000' },
    entries: { type: 'string', default: '1000000' },
    'no-floor': { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);

await runBounded(
  { minutes: Math.max(positionals[0] === 'growth' || positionals[0] === 'board' ? 45 : 15, seconds / 4) },
  async () => {
    const bench = benches[positionals[0] ?? ''];
    if (bench === undefined) {
      process.stderr.write(`Which bench? One of: ${Object.keys(benches).join(', ')}\n`);
      return 2;
    }
    const { dir, instances, data, earlier } = values;
    const result = bench({
      seconds,
      rounds: Number(values.rounds),
      floor: !values['no-floor'],
      dir,
      instances,
      referenceSeconds: Number(values['reference-seconds']),
      data,
      earlier,
      branches: Number(values.branches),
      tickets: Number(values.tickets),
      entries: Number(values.entries),
    });
    for await (const figures of Symbol.asyncIterator in result ? result : [result])
      process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : lines(figures));
    return 0;
  },
);

function lines(result: Readonly<Record<string, unknown>>): string {
  return Object.entries(result)
    .map(
      ([name, value]) => `${name.padEnd(20)} ${typeof value === 'string' ? value : JSON.stringify(value)}\n`,
    )
    .join('');
}
