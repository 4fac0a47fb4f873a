import { readFileSync } from 'node:fs';

/** Events of a running server that its reactions have not handled yet, from its own metrics. */
export async function serverBacklog(address: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(/^huiting_consumer_backlog (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}

/** Memory a process holds, in KiB; null where /proc is not there. */
export function residentKib(pid: number): number | null {
  try {
    const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line === null ? null : Number(line[1]);
  } catch {
    return null;
  }
}
