import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Download, GivenFile, Transfer, Upload } from '../../../platform/http/transfers.ts';
import { csvLine, csvMark, takenLine } from '../../../platform/exports/csv.ts';
import type { Importer } from '../../../platform/imports/importer.ts';
import { scopePaths } from '../../../platform/permits.ts';
import { importPieceBytes } from '@huiting/contracts/system';
import { matchHeader } from '../system.import.domain.ts';
import { messageOf } from '../system.import.present.ts';
import * as store from '../system.import.store.ts';
import type { createImports } from './import-file.ts';
import type { ImportDeps } from './import-deps.ts';

const csv = 'text/csv; charset=utf-8';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const rowsAtOnce = 1_000;

/** Addresses at which pieces come in, and templates, registers and bad rows go out. */
export function importTransfers(deps: ImportDeps, imports: ReturnType<typeof createImports>): Transfer[] {
  const { db, audit } = deps.platform;

  const importerOf = (ctx: Ctx, kind: string | undefined): Importer => {
    const importer = deps.importers.get(kind ?? '');
    return importer !== undefined && scopePaths(ctx.actor, importer.permission).length > 0
      ? importer
      : refuse('import.kind_unknown');
  };
  const idOf = (params: Readonly<Record<string, string>>): string => {
    const id = params['importId'] ?? '';
    return uuid.test(id) ? id : refuse('import.not_found');
  };
  const audited = (ctx: Ctx, action: string, object: string): Promise<void> =>
    audit(null, ctx, { action, object, orgUnitId: null, outcome: 'done', detail: {} });

  const pieces: Upload = {
    direction: 'in',
    path: '/imports/:importId/pieces/:number',
    permission: 'import.run',
    mostBytes: importPieceBytes,
    receive: (ctx, params, bytes) => {
      const number = Number(params['number']);
      return imports.putPiece(ctx, idOf(params), Number.isSafeInteger(number) ? number : -1, bytes);
    },
  };
  const template: Download = out('/import-templates/:kind/template.csv', (ctx, params) => {
    const { kind, columns, title } = importerOf(ctx, params['kind']);
    const english = ctx.locale === 'en';
    const word = (both: { zh: string; en: string }): string => (english ? both.en : both.zh);
    const lines = [
      columns.map(({ title: name, required }) => `${word(name)}${required ? '*' : ''}`),
      columns.map(({ example }) => example),
    ];
    return Promise.resolve({
      fileName: `${english ? kind : title.zh}-${english ? 'template' : '模板'}.csv`,
      type: csv,
      chunks: once(csvMark + lines.map(csvLine).join('')),
    });
  });
  const register: Download = out('/exports/:kind/rows.csv', async (ctx, params) => {
    const importer = importerOf(ctx, params['kind']);
    await audited(ctx, 'system.export', `register:${importer.kind}`);
    return { fileName: `${titleIn(ctx, importer)}.csv`, type: csv, chunks: registerLines(ctx, importer) };
  });
  const badRows: Download = out('/imports/:importId/bad-rows.csv', async (ctx, params) => {
    const id = idOf(params);
    const record = (await store.readImport(db, id, ctx.actor.id, false)) ?? refuse('import.not_found');
    const importer = deps.importers.get(record.kind) ?? refuse('import.kind_unknown');
    await audited(ctx, 'system.exportBadRows', `import:${id}`);
    return {
      fileName: `${titleIn(ctx, importer)}-${ctx.locale === 'en' ? 'rows to mend' : '错误行'}.csv`,
      type: csv,
      chunks: badLines(ctx, importer, record),
    };
  });

  async function* badLines(
    ctx: Ctx,
    importer: Importer,
    record: { readonly id: string; readonly header: readonly string[] },
  ): AsyncGenerator<string> {
    const english = ctx.locale === 'en';
    const titles = new Map(importer.columns.map(({ name, title }) => [name, english ? title.en : title.zh]));
    const width = record.header.length;
    yield csvMark + csvLine([...record.header, english ? 'Row' : '行号', english ? 'Problems' : '问题']);
    // The header is read the same way again, which proves it is still the importer's.
    if (width > 0) matchHeader(record.header, importer.columns);
    for (let after = 0; ;) {
      const rows = await store.readBadRows(db, record.id, after, rowsAtOnce);
      if (rows.length === 0) break;
      yield rows
        .map(({ line, cells, problems }) =>
          csvLine([
            ...Array.from({ length: width }, (_, place) => cells[place] ?? ''),
            String(line),
            problems
              .map(
                ({ column, code }) => `${titles.get(column) ?? ''}: ${messageOf(code, ctx.locale)} (${code})`,
              )
              .join('; '),
          ]),
        )
        .join('');
      after = rows.at(-1)!.line;
    }
    yield takenLine(ctx);
  }

  return [pieces, template, register, badRows];
}

function out(
  path: string,
  send: (ctx: Ctx, params: Readonly<Record<string, string>>) => Promise<GivenFile>,
): Download {
  return { direction: 'out', path, permission: 'import.run', send };
}

const titleIn = (ctx: Ctx, { title }: Importer): string => (ctx.locale === 'en' ? title.en : title.zh);

async function* registerLines(ctx: Ctx, importer: Importer): AsyncGenerator<string> {
  const english = ctx.locale === 'en';
  let lines = csvMark + csvLine(importer.columns.map(({ title }) => (english ? title.en : title.zh)));
  let count = 0;
  for await (const row of importer.readAll(ctx)) {
    lines += csvLine(row);
    if (++count % rowsAtOnce === 0) {
      yield lines;
      lines = '';
    }
  }
  yield lines + takenLine(ctx);
}

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
