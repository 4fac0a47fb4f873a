/** Spreadsheets read UTF-8 only with this mark. */
export const csvMark = '\uFEFF';

/** One line of a file that is given out, whichever way it leaves the house; no cell begins a formula. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((value) => quoted(neutralised(String(value)))).join(',')}\r\n`;
}

const quoted = (cell: string): string =>
  /[",\n\r]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A whole file for spreadsheets. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return csvMark + rows.map(csvLine).join('');
}

/** A cell as a spreadsheet must see it: text that would be taken for a formula gets a mark. Plain numbers stay numbers. */
export function neutralised(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}
