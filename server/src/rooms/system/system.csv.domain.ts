import { FileRefused, mostColumns } from './system.import.domain.ts';
import type { RawRow } from './system.import.domain.ts';

/** Characters of one row: more is no register, and would have to be held in memory whole. */
const longestRow = 1_000_000;
const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

export interface CsvReader {
  /** Rows that are whole by now. */
  push(text: string): RawRow[];
  end(): RawRow[];
}

/** The separator the header is written with. */
export function separatorOf(header: string): ',' | ';' | '\t' {
  const line = header.split(/[\r\n]/, 1)[0]!;
  const count = (sign: string): number => line.split(sign).length;
  return ([',', ';', '\t'] as const).reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** RFC 4180 piece by piece: quoted cells may hold separators, line ends and doubled quotes. Empty lines are passed over. */
export function createCsvReader(separator: ',' | ';' | '\t', firstLine = 1): CsvReader {
  const split = separator.charCodeAt(0);
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  /** The last character closed a quoted cell, or was the first half of a doubled quote. */
  let afterQuote = false;
  let wasQuoted = false;
  let afterReturn = false;
  let line = firstLine;
  let beganAt = firstLine;
  let length = 0;

  function endCell(): void {
    cells.push(cell);
    if (cells.length > mostColumns) throw new FileRefused('import.too_many_columns', { line: beganAt });
    cell = '';
    wasQuoted = false;
  }

  function endRow(rows: RawRow[]): void {
    endCell();
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: beganAt, cells });
    cells = [];
    length = 0;
    line++;
    beganAt = line;
  }

  function push(text: string): RawRow[] {
    const rows: RawRow[] = [];
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (++length > longestRow) throw new FileRefused('import.line_too_long', { line: beganAt });
      if (isQuoted) {
        if (code === quote) {
          cell += text.slice(from, at);
          from = at + 1;
          isQuoted = false;
          afterQuote = true;
        } else if (code === lineFeed) line++;
        continue;
      }
      if (afterQuote) {
        afterQuote = false;
        if (code === quote) {
          cell += '"';
          isQuoted = true;
          from = at + 1;
          continue;
        }
      }
      if (code === quote && !wasQuoted && cell === '' && from === at) {
        isQuoted = true;
        wasQuoted = true;
        from = at + 1;
      } else if (code === split) {
        cell += text.slice(from, at);
        from = at + 1;
        endCell();
      } else if (code === lineFeed || code === carriageReturn) {
        cell += text.slice(from, at);
        from = at + 1;
        if (code === lineFeed && afterReturn && length === 1 && cells.length === 0 && cell === '') length = 0;
        else endRow(rows);
        afterReturn = code === carriageReturn;
        continue;
      }
      afterReturn = false;
    }
    cell += text.slice(from);
    return rows;
  }

  return {
    push,
    end: () => {
      if (isQuoted) throw new FileRefused('import.quote_open', { line: beganAt });
      const rows: RawRow[] = [];
      if (cells.length > 0 || cell !== '' || wasQuoted) endRow(rows);
      return rows;
    },
  };
}
