import { exportKeptDays } from '@huiting/contracts/system';
import type { Export } from '@huiting/contracts/system';
import type { Ctx } from '../../platform/context.ts';
import type { Exporter } from '../../platform/exports/exporter.ts';
import type { ExportRecord } from './system.export.domain.ts';
import { messageOf } from './system.import.present.ts';

const keptMs = exportKeptDays * 86_400_000;

export function presentExport(record: ExportRecord, title: Exporter['title'], locale: Ctx['locale']): Export {
  const { id, kind, fileName, state, filter, keys, askedAt, endedAt, rows, bytes, problem } = record;
  return {
    id,
    kind,
    title,
    fileName,
    state,
    filter,
    chosen: keys?.length ?? null,
    askedAt,
    endedAt,
    expiresAt: state === 'done' ? askedAt + keptMs : null,
    rows,
    bytes,
    problem: problem === null ? null : { code: problem, message: messageOf(problem, locale) },
  };
}
