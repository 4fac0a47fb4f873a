import type { ErrorCode } from '@huiting/contracts';
import type { Cells, Problem } from './importer.ts';

/** Reads the cells of one row; what is wrong is gathered, so that a row tells everything at once. */
export interface CellReader {
  readonly problems: Problem[];
  text(column: string, rule: TextRule): string;
  /** Null when it is empty or wrong. */
  number(column: string, rule: { min: number; max: number; required?: boolean }): number | null;
  /** One of a list, written in Chinese, in English or as its name. Null when it is empty or wrong. */
  choice<V extends string>(column: string, words: ReadonlyMap<string, V>, required?: boolean): V | null;
  /** A calendar day as `2026-01-31`, however it is written. Null when it is empty or wrong. */
  date(column: string): string | null;
  /** `09:00-17:00`; empty, 休 or `closed` = null. */
  span(column: string): { from: string; until: string } | null;
  fail(column: string, code: ErrorCode): void;
}

export interface TextRule {
  readonly max: number;
  readonly min?: number;
  readonly pattern?: RegExp;
}

/** The words a choice may be written in, in lower case. */
export function choices<V extends string>(
  list: readonly (readonly [value: V, ...words: string[]])[],
): ReadonlyMap<string, V> {
  return new Map(
    list.flatMap(([value, ...words]) =>
      [value, ...words].map((word) => [word.toLowerCase(), value] as const),
    ),
  );
}

const closedWords = new Set(['', '休', '休息', '不营业', 'closed', '-']);

export function readCells(cells: Cells): CellReader {
  const problems: Problem[] = [];
  const fail = (column: string, code: ErrorCode): void => void problems.push({ column, code });
  return {
    problems,
    fail,
    text: (column, { max, min = 0, pattern }) => {
      const value = cells[column] ?? '';
      if (value === '' && min > 0) fail(column, 'import.required');
      else if (value.length > max) fail(column, 'import.too_long');
      else if (value.length < min) fail(column, 'import.too_short');
      else if (hasControls(value) || pattern?.test(value) === false) fail(column, 'import.bad_characters');
      return value;
    },
    number: (column, { min, max, required = false }) => {
      const value = cells[column] ?? '';
      if (value === '') {
        if (required) fail(column, 'import.required');
        return null;
      }
      // What Number would also take (hexadecimal, Infinity, blanks) is no number of a register.
      if (!/^[+-]?(\d{1,15}(\.\d{1,15})?|\.\d{1,15})(e[+-]?\d{1,2})?$/i.test(value)) {
        fail(column, 'import.not_a_number');
        return null;
      }
      const number = Number(value);
      if (number >= min && number <= max) return number;
      fail(column, 'import.out_of_range');
      return null;
    },
    choice: (column, words, required = false) => {
      const value = cells[column] ?? '';
      if (value === '') {
        if (required) fail(column, 'import.required');
        return null;
      }
      const found = words.get(value.toLowerCase()) ?? null;
      if (found === null) fail(column, 'import.not_a_choice');
      return found;
    },
    date: (column) => {
      const value = cells[column] ?? '';
      if (value === '') return null;
      const found = dateOf(value);
      if (found === null) fail(column, 'import.not_a_date');
      return found;
    },
    span: (column) => {
      const value = (cells[column] ?? '').toLowerCase();
      if (closedWords.has(value)) return null;
      const [from, until, ...rest] = value.split(/\s*[-–—~至]\s*/).map(timeOfDay);
      if (from === undefined || until === undefined || from === null || until === null || rest.length > 0) {
        fail(column, 'import.not_hours');
        return null;
      }
      return { from, until };
    },
  };
}

/** Day 0 of spreadsheets, which count days and take 1900 for a leap year. */
const sheetEpoch = Date.UTC(1899, 11, 30);

/** `2026-1-31`, `2026/1/31`, `20260131`, `2026年1月31日`, or the number a workbook keeps, as `2026-01-31`; null when it is no day. */
export function dateOf(text: string): string | null {
  if (/^[2-6]\d{4}$/.test(text))
    return new Date(sheetEpoch + Number(text) * 86_400_000).toISOString().slice(0, 10);
  const found =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]0{1,2}:00(?::00)?)?$/.exec(text);
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1900 && year <= 2200 ? date.toISOString().slice(0, 10) : null;
}

/** `9:00` as spreadsheets show it, or `09:00:00`, as `09:00`. */
function timeOfDay(text: string): string | null {
  const found = /^(\d{1,2})[:：](\d{2})(?:[:：]00)?$/.exec(text.trim());
  if (found === null || Number(found[1]) > 23 || Number(found[2]) > 59) return null;
  return `${found[1]!.padStart(2, '0')}:${found[2]!}`;
}

function hasControls(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code < 32 || code === 127 || code === 0xfffd) return true;
  }
  return !value.isWellFormed();
}
