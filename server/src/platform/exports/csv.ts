import type { Ctx } from '../context.ts';

/** Spreadsheets read UTF-8 only with this mark. */
export const csvMark = '\uFEFF';

/** One line of a file that is given out, whichever way it leaves the house; no cell begins a formula. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((value) => quoted(neutralised(String(value)))).join(',')}\r\n`;
}

const quoted = (cell: string): string =>
  /[",\n\r]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A whole file for spreadsheets, with who took it in its last line. */
export function csvOf(rows: readonly (readonly (string | number)[])[], taken: Taken): string {
  return csvMark + rows.map(csvLine).join('') + takenLine(taken);
}

/** Whoever asks, and the id their request is traced by: it leads to the trail, and holds the instant (UUIDv7). */
export type Taken = Pick<Ctx, 'traceId'> & {
  readonly actor: Pick<Ctx['actor'], 'name'> & { readonly staff: { readonly number: string } | null };
};

/**
 * Last line of every list that leaves the house (SE-10): `# name number instant trace`. A line of its own, so that columns stay
 * what they are and a file that comes back as an import is read as it was: `isTakenLine` passes it over.
 */
export function takenLine({ actor, traceId }: Taken): string {
  const at = new Date(Number.parseInt(traceId.replaceAll('-', '').slice(0, 12), 16)).toISOString();
  return csvLine([`# ${actor.name} ${actor.staff?.number ?? ''} ${at} ${traceId}`]);
}

const taken = /^# .* \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isTakenLine([first, ...rest]: readonly string[]): boolean {
  return first !== undefined && taken.test(first) && rest.every((cell) => cell === '');
}

/** A cell as a spreadsheet must see it: text that would be taken for a formula gets a mark. Plain numbers stay numbers. */
export function neutralised(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}
