import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { validateStrategy } from '@huiting/queueing/strategy';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import { runBounded, UsageError } from '../run-bounded.ts';
import { profileCode } from './drive-day.ts';
import { printDay, printSummary } from './print.ts';
import { readClinicFile } from './clinic/recorded-clinic.ts';
import { printClinic, replayClinic } from './clinic/replay-clinic.ts';
import { callTypes, readCallFile } from './recorded-calls.ts';
import { replay } from './replay.ts';
import standard from './service-centre.strategy.json' with { type: 'json' };

/** `npm run replay -- --file <calls csv.gz> [--date D] [--strategy FILE] [--json]` */
const usage = `npm run replay -- --file <calls csv.gz> [--date 1999-02-01] [--strategy <strategy.json>] [--json]
       npm run replay -- --format clinic --file <queue csv> [--date 2019-08-01] [--json]`;

function readStrategy(path: string | undefined): QueueStrategy {
  const document: unknown = path === undefined ? standard : JSON.parse(readFileSync(path, 'utf8'));
  const problems = validateStrategy(document, callTypes);
  if (problems.length > 0) {
    throw new UsageError(
      `${path ?? 'the strategy'} cannot be used:\n${problems.map((p) => `  ${p.path}: ${p.message}`).join('\n')}`,
    );
  }
  const strategy = document as QueueStrategy;
  if (!strategy.profiles.some(({ code }) => code === profileCode)) {
    throw new UsageError(
      `${path ?? 'the strategy'} has no profile "${profileCode}", by which every window of the replay works`,
    );
  }
  return strategy;
}

await runBounded({ minutes: 30 }, async () => {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      date: { type: 'string' },
      strategy: { type: 'string' },
      format: { type: 'string', default: 'calls' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.file === undefined || !existsSync(values.file)) {
    throw new UsageError(
      `${values.file === undefined ? 'Which file?' : `There is no file ${values.file}.`}\n${usage}`,
    );
  }
  if (values.format === 'clinic') {
    const report = await replayClinic(readClinicFile(values.file), values.date ?? null);
    process.stdout.write(
      values.json ? `${JSON.stringify({ file: values.file, ...report })}\n` : `${printClinic(report)}\n`,
    );
    return report.problems.length === 0 ? 0 : 1;
  }
  if (values.format !== 'calls')
    throw new UsageError(`There is no format ${values.format}: calls or clinic.\n${usage}`);
  const strategy = readStrategy(values.strategy);
  const report = await replay({
    recording: readCallFile(values.file),
    date: values.date ?? null,
    strategy,
    onDay: (day) => {
      if (!values.json) process.stdout.write(`${printDay(day)}\n`);
    },
  });
  process.stdout.write(
    values.json ? `${JSON.stringify({ file: values.file, ...report })}\n` : `${printSummary(report)}\n`,
  );
  return report.problems.length === 0 ? 0 : 1;
});
