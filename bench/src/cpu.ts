import { readFileSync, readdirSync } from 'node:fs';

/** CPU seconds (user + system) a process and its living children have used; Linux only, 0 elsewhere. */
export function cpuSeconds(pid: number): number {
  const ticksPerSecond = 100;
  let ticks = 0;
  try {
    for (const entry of readdirSync('/proc')) {
      if (!/^\d+$/.test(entry)) continue;
      const fields = statOf(entry);
      if (fields === null) continue;
      if (Number(entry) === pid || Number(fields[1]) === pid)
        ticks += Number(fields[11]) + Number(fields[12]);
    }
  } catch {
    return 0;
  }
  return ticks / ticksPerSecond;
}

/** Fields of /proc/<pid>/stat after the command's name: [state, ppid, …]. */
function statOf(entry: string): string[] | null {
  try {
    const text = readFileSync(`/proc/${entry}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
