import { AuditFilter } from '@huiting/contracts/access/audit';
import type { Reader } from '../../../platform/database/query.ts';
import { exporter } from '../../../platform/exports/exporter.ts';
import type { Exporter, ExportRow } from '../../../platform/exports/exporter.ts';
import { searchEntries } from '../access.audit-search.store.ts';
import type { AuditFilter as Sought } from '../access.audit-search.store.ts';
import type { Scope } from '../access.audit.store.ts';
import { auditCells, auditHeader, auditScope, filterOf, toEntry } from './audit.ts';

const rowsAtOnce = 2_000;

/** SE-04: as much of the trail as a search finds, however long it is. */
export function createAuditExporter(db: Reader): Exporter {
  async function* slices(
    scope: Scope,
    filter: Omit<Sought, 'before' | 'limit'>,
  ): AsyncGenerator<ExportRow[]> {
    for (let before: Sought['before'] = null; ;) {
      const rows = await searchEntries(db, scope, { ...filter, before, limit: rowsAtOnce });
      const entries = rows.map(toEntry);
      yield entries.map((entry) => ({ key: entry.id, cells: auditCells(entry) }));
      const last = entries.at(-1);
      if (rows.length < rowsAtOnce || last === undefined) return;
      before = { at: last.recordedAt, id: last.id };
    }
  }
  return exporter({
    kind: 'audit',
    title: { zh: '审计记录', en: 'Audit trail' },
    permission: 'access.audit',
    filter: AuditFilter,
    open: (ctx, filter) =>
      Promise.resolve({
        header: auditHeader,
        slices: slices(auditScope(ctx), filterOf(filter)),
        total: null,
      }),
  });
}
