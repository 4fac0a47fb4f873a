import { allErrors } from '@huiting/contracts';
import type { ErrorCode } from '@huiting/contracts';
import type { BadRow, Import, ImportKind } from '@huiting/contracts/system';
import type { Ctx } from '../../platform/context.ts';
import type { Importer, Problem } from '../../platform/imports/importer.ts';
import type { ImportRecord } from './system.import.domain.ts';

export function messageOf(code: ErrorCode, locale: Ctx['locale']): string {
  return allErrors[code][locale === 'en' ? 'en' : 'zh'];
}

export function presentKind({ kind, title, columns }: Importer): ImportKind {
  return {
    kind,
    title,
    columns: columns.map(({ name, title: words, required, note }) => ({
      name,
      title: words,
      required,
      note,
    })),
  };
}

export function presentImport(record: ImportRecord, locale: Ctx['locale']): Import {
  const { id, kind, fileName, bytes, state, startedAt, startedBy, endedAt, encoding, rows, refusal } = record;
  return {
    id,
    kind,
    fileName,
    bytes,
    state,
    startedAt,
    startedBy,
    endedAt,
    encoding,
    rows,
    refusal:
      refusal === null
        ? null
        : { ...refusal, columns: [...refusal.columns], message: messageOf(refusal.code, locale) },
  };
}

const shown = 60;

export function presentBadRow(
  row: { readonly line: number; readonly cells: readonly string[]; readonly problems: readonly Problem[] },
  places: ReadonlyMap<string, number>,
  locale: Ctx['locale'],
): BadRow {
  return {
    line: row.line,
    problems: row.problems.map(({ column, code }) => ({
      column,
      code,
      message: messageOf(code, locale),
      value: (row.cells[places.get(column) ?? -1] ?? '').slice(0, shown).toWellFormed(),
    })),
  };
}
