import { importMostBytes, importPieceBytes } from '@huiting/contracts/system';
import type { BadRow, Import, ImportKind } from '@huiting/contracts/system';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Importer } from '../../../platform/imports/importer.ts';
import { authorizeSomewhere, scopePaths } from '../../../platform/permits.ts';
import { matchHeader, mayCancel } from '../system.import.domain.ts';
import type { ImportRecord } from '../system.import.domain.ts';
import { presentBadRow, presentImport, presentKind } from '../system.import.present.ts';
import * as store from '../system.import.store.ts';
import type { ImportDeps } from './import-deps.ts';

const listed = 50;

/** What a person does with a file: announce it, send it, have it judged, import what is good, stop. Everybody sees their own. */
export function createImports(deps: ImportDeps) {
  const { db, audit } = deps.platform;

  const mayImport = (ctx: Ctx, importer: Importer): boolean =>
    scopePaths(ctx.actor, importer.permission).length > 0;

  function importerOf(ctx: Ctx, kind: string): Importer {
    const importer = deps.importers.get(kind);
    return importer !== undefined && mayImport(ctx, importer) ? importer : refuse('import.kind_unknown');
  }

  async function own(ctx: Ctx, importId: string): Promise<ImportRecord> {
    authorizeSomewhere(ctx, 'import.run');
    return (await store.readImport(db, importId, ctx.actor.id, false)) ?? refuse('import.not_found');
  }

  /** One step of one's own import, kept in the trail. */
  async function step(
    ctx: Ctx,
    importId: string,
    decide: (tx: Tx, record: ImportRecord) => Promise<ImportRecord>,
  ): Promise<Import> {
    await own(ctx, importId);
    const root = (await deps.directory.root()) ?? refuse('platform.not_found');
    const moved = await db.transact(ctx, root.id, async (tx) => {
      const record = (await store.readImport(tx, importId, ctx.actor.id, true)) ?? refuse('import.not_found');
      const after = await decide(tx, record);
      const { kind, fileName, bytes, rows } = after;
      await audit(tx, ctx, {
        action: ctx.command?.endpoint ?? 'system.import',
        object: `import:${importId}`,
        orgUnitId: root.id,
        outcome: 'done',
        detail: { kind, fileName, bytes, rows },
      });
      return presentImport(after, ctx.locale);
    });
    deps.nudge();
    return moved;
  }

  return {
    listImportKinds: (ctx: Ctx): Promise<{ kinds: ImportKind[] }> => {
      authorizeSomewhere(ctx, 'import.run');
      const kinds = [...deps.importers.values()].filter((importer) => mayImport(ctx, importer));
      return Promise.resolve({ kinds: kinds.map(presentKind) });
    },

    listImports: async (ctx: Ctx): Promise<{ imports: Import[] }> => {
      authorizeSomewhere(ctx, 'import.run');
      const records = await store.listImports(db, ctx.actor.id, listed);
      return { imports: records.map((record) => presentImport(record, ctx.locale)) };
    },

    getImport: async (ctx: Ctx, { importId }: { importId: string }): Promise<Import> =>
      presentImport(await own(ctx, importId), ctx.locale),

    listBadRows: async (
      ctx: Ctx,
      input: { importId: string; cursor?: string | undefined; limit: number },
    ): Promise<{ items: BadRow[]; nextCursor: string | null }> => {
      const record = await own(ctx, input.importId);
      const importer = deps.importers.get(record.kind) ?? refuse('import.kind_unknown');
      const after = Number.parseInt(input.cursor ?? '0', 10) || 0;
      const rows = await store.readBadRows(db, record.id, Math.min(after, 2 ** 31 - 1), input.limit);
      const places =
        rows.length === 0 ? new Map<string, number>() : matchHeader(record.header, importer.columns);
      return {
        items: rows.map((row) => presentBadRow(row, places, ctx.locale)),
        nextCursor: rows.length < input.limit ? null : String(rows.at(-1)!.line),
      };
    },

    beginImport: async (
      ctx: Ctx,
      input: { kind: string; fileName: string; bytes: number },
    ): Promise<{ import: Import; pieceBytes: number }> => {
      authorizeSomewhere(ctx, 'import.run');
      const { kind } = importerOf(ctx, input.kind);
      if (input.bytes > importMostBytes) refuse('import.file_too_large', { mostBytes: importMostBytes });
      const root = (await deps.directory.root()) ?? refuse('platform.not_found');
      return db.transact(ctx, root.id, async (tx) => {
        const record = await store.insertImport(tx, {
          id: newId(),
          kind,
          fileName: input.fileName,
          bytes: input.bytes,
          startedAt: ctx.now(),
          startedById: ctx.actor.id,
          startedBy: ctx.actor.name,
        });
        return { import: presentImport(record, ctx.locale), pieceBytes: importPieceBytes };
      });
    },

    /** A piece of the size its place demands; the same again takes its place. */
    putPiece: async (ctx: Ctx, importId: string, number: number, bytes: Buffer): Promise<{ ok: true }> => {
      const record = await own(ctx, importId);
      if (record.state !== 'uploading') refuse('import.wrong_state', { state: record.state });
      const count = piecesOf(record);
      const isLast = number === count - 1;
      const expected = isLast ? record.bytes - importPieceBytes * (count - 1) : importPieceBytes;
      if (!(number >= 0 && number < count) || bytes.length !== expected)
        refuse('import.piece_wrong', { number, expected, got: bytes.length });
      await store.putPiece(db, importId, number, bytes);
      return { ok: true };
    },

    checkImport: (ctx: Ctx, { importId }: { importId: string }): Promise<Import> =>
      step(ctx, importId, async (tx, record) => {
        if (record.state !== 'uploading') refuse('import.wrong_state', { state: record.state });
        if ((await store.countPieces(tx, importId)) !== piecesOf(record)) refuse('import.incomplete');
        return store.saveState(tx, importId, 'checking', null);
      }),

    startImport: (ctx: Ctx, { importId }: { importId: string }): Promise<Import> =>
      step(ctx, importId, (tx, record) => {
        if (record.state !== 'checked' || record.rows.good === 0)
          refuse('import.wrong_state', { state: record.state });
        return store.saveState(tx, importId, 'importing', null);
      }),

    cancelImport: (ctx: Ctx, { importId }: { importId: string }): Promise<Import> =>
      step(ctx, importId, async (tx, record) => {
        if (!mayCancel(record.state)) refuse('import.wrong_state', { state: record.state });
        await store.dropPieces(tx, importId);
        return store.saveState(tx, importId, 'cancelled', ctx.now());
      }),
  };
}

const piecesOf = ({ bytes }: ImportRecord): number => Math.ceil(bytes / importPieceBytes);
