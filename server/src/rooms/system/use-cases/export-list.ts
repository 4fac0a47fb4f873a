import { exportsAtOnce } from '@huiting/contracts/system';
import type { Export } from '@huiting/contracts/system';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import type { ExportFilter, Exporter } from '../../../platform/exports/exporter.ts';
import type { Download } from '../../../platform/http/transfers.ts';
import { newId } from '../../../platform/ids.ts';
import { authorizeSomewhere, scopePaths } from '../../../platform/permits.ts';
import { mayStop, takesIn } from '../system.export.domain.ts';
import type { ExportRecord } from '../system.export.domain.ts';
import { presentExport } from '../system.export.present.ts';
import * as store from '../system.export.store.ts';
import type { ExportDeps } from './export-deps.ts';

const listed = 100;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a person does with a list they want as a file: ask for it, watch it, stop it, fetch it. Everybody sees their own. */
export function createExports(deps: ExportDeps) {
  const { db, audit } = deps.platform;

  const present = (record: ExportRecord, { locale }: Ctx): Export =>
    presentExport(
      record,
      deps.exporterOf(record.kind)?.title ?? { zh: record.kind, en: record.kind },
      locale,
    );
  async function own(ctx: Ctx, exportId: string): Promise<ExportRecord> {
    authorizeSomewhere(ctx, 'surface.console');
    return (await store.readExport(db, exportId, ctx.actor.id, false)) ?? refuse('export.not_found');
  }
  /** What one asks for is told at one's branch, so that its auditor hears of it. */
  const homeOf = async ({ actor }: Ctx): Promise<string> =>
    actor.branchId ?? (await deps.directory.root())?.id ?? refuse('platform.not_found');
  const audited = (ctx: Ctx, action: string, record: ExportRecord) => ({
    action,
    object: `export:${record.id}`,
    orgUnitId:
      ctx.actor.branchId === null ? null : (deps.directory.known(ctx.actor.branchId)?.orgUnitId ?? null),
    outcome: 'done' as const,
    detail: { kind: record.kind, filter: record.filter, chosen: record.keys?.length ?? null },
  });

  return {
    listExports: async (ctx: Ctx): Promise<{ exports: Export[] }> => {
      authorizeSomewhere(ctx, 'surface.console');
      const records = await store.listExports(db, ctx.actor.id, listed);
      return { exports: records.map((record) => present(record, ctx)) };
    },

    getExport: async (ctx: Ctx, { exportId }: { exportId: string }): Promise<Export> =>
      present(await own(ctx, exportId), ctx),

    beginExport: async (
      ctx: Ctx,
      input: { kind: string; filter: ExportFilter; keys: readonly string[] | null },
    ): Promise<Export> => {
      authorizeSomewhere(ctx, 'surface.console');
      const exporter = deps.exporterOf(input.kind) ?? refuse('export.kind_unknown');
      const scope = scopePaths(ctx.actor, exporter.permission);
      if (scope.length === 0) refuse('export.kind_unknown');
      if (!exporter.accepts(input.filter)) refuse('export.filter_unknown');
      const begun = await db.transact(ctx, await homeOf(ctx), async (tx) => {
        if ((await store.countUnended(tx, ctx.actor.id)) >= exportsAtOnce) refuse('export.too_many');
        const record = await store.insertExport(tx, {
          id: newId(),
          kind: exporter.kind,
          fileName: fileNameOf(exporter, ctx),
          filter: input.filter,
          keys: input.keys,
          locale: ctx.locale,
          askedAt: ctx.now(),
          askedById: ctx.actor.id,
          grants: ctx.actor.grants,
          scope,
        });
        await audit(tx, ctx, audited(ctx, 'system.export', record));
        return present(record, ctx);
      });
      deps.nudge();
      return begun;
    },

    cancelExport: async (ctx: Ctx, { exportId }: { exportId: string }): Promise<Export> => {
      await own(ctx, exportId);
      return db.transact(ctx, await homeOf(ctx), async (tx) => {
        const record =
          (await store.readExport(tx, exportId, ctx.actor.id, true)) ?? refuse('export.not_found');
        if (!mayStop(record.state)) refuse('export.wrong_state', { state: record.state });
        const after = await store.stopExport(tx, exportId, ctx.now());
        await store.dropPieces(tx, exportId);
        return present(after, ctx);
      });
    },

    /** The file, to whoever asked for it and still may see every place it holds rows of. */
    fetchExport: {
      direction: 'out',
      path: '/export-jobs/:exportId/file.csv',
      permission: 'surface.console',
      send: async (ctx, params) => {
        const id = params['exportId'] ?? '';
        const record = await own(ctx, uuid.test(id) ? id : refuse('export.not_found'));
        if (record.state !== 'done') refuse('export.wrong_state', { state: record.state });
        const exporter = deps.exporterOf(record.kind) ?? refuse('export.kind_unknown');
        if (!takesIn(scopePaths(ctx.actor, exporter.permission), record.scope))
          refuse('export.scope_changed');
        await audit(null, ctx, audited(ctx, 'system.fetchExport', record));
        return { fileName: record.fileName, type: 'text/csv; charset=utf-8', chunks: piecesOf(id) };
      },
    } satisfies Download as Download,
  };

  async function* piecesOf(exportId: string): AsyncGenerator<Buffer> {
    for (let number = 0; ; number++) {
      const piece = await store.readPiece(db, exportId, number);
      if (piece === null) return;
      yield piece;
    }
  }
}

function fileNameOf({ title }: Exporter, ctx: Ctx): string {
  const day = new Date(ctx.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return `${ctx.locale === 'en' ? title.en : title.zh}-${day}.csv`;
}
