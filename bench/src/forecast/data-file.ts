import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { UsageError } from '../run-bounded.ts';

/** Cells of a CSV file under the data folder, header first; `.gz` is unpacked, quotes around a cell are dropped. */
export function readCells(dataDir: string, ...path: string[]): string[][] {
  const file = join(dataDir, ...path);
  if (!existsSync(file))
    throw new UsageError(`There is no ${file}; --data names the folder of the recorded data.`);
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '')));
}

/** CPU time of this process since `begin`, milliseconds: what a quiet core would have needed, however busy the machine. */
export function cpuMsSince(begin: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1_000;
}
