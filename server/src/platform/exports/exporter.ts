import type { Permission } from '@huiting/contracts/access';
import type { z } from 'zod';
import type { Ctx } from '../context.ts';
import type { Importer, Narrowing } from '../imports/importer.ts';

export type Cells = readonly (string | number)[];
/** Filters as the address of the list says them. */
export type ExportFilter = Readonly<Record<string, string>>;

/** A row of a file. The key names it on the screen too, so that single rows can be asked for. */
export interface ExportRow {
  readonly key: string;
  readonly cells: Cells;
}

export interface Sheet {
  readonly header: Cells;
  /** Slice by slice, only as fast as they are taken; at most some thousand rows at once. */
  readonly slices: AsyncIterable<readonly ExportRow[]>;
  /** How many rows there will be; null = not known before the end. */
  readonly total: number | null;
}

/**
 * The port by which a room gives a list out as a file: the system room runs it as a job. Rows are masked and scoped by the
 * rights in `ctx`, as on the screen.
 */
export interface Exporter {
  /** `audit`: part of file names. */
  readonly kind: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Somewhere held, or it is not offered; the paths under which it is held are the scope of the file. */
  readonly permission: Permission;
  /** Whether it knows these filters and their words. */
  readonly accepts: (filter: ExportFilter) => boolean;
  readonly open: (ctx: Ctx, filter: ExportFilter) => Promise<Sheet>;
}

interface ExporterOf<F> extends Omit<Exporter, 'accepts' | 'open'> {
  /** The list's own filters, strict: an unknown one is refused rather than passed over. */
  readonly filter: z.ZodType<F>;
  readonly open: (ctx: Ctx, filter: F) => Promise<Sheet>;
}

export function exporter<F>({ filter: schema, open, ...rest }: ExporterOf<F>): Exporter {
  return {
    ...rest,
    accepts: (filter) => schema.safeParse(filter).success,
    open: (ctx, filter) => open(ctx, schema.parse(filter)),
  };
}

/** Which rows of a register a list shows: asked page by page, by the list's own search. */
export function narrowedBy<F>(
  schema: z.ZodType<F>,
  page: (
    ctx: Ctx,
    filter: F,
    cursor: string | undefined,
  ) => Promise<{ readonly keys: readonly string[]; readonly nextCursor: string | null }>,
): Narrowing {
  return {
    accepts: (filter) => schema.safeParse(filter).success,
    keysOf: async (ctx, filter) => {
      const wanted = schema.parse(filter);
      const keys = new Set<string>();
      for (let cursor: string | undefined; ;) {
        const found = await page(ctx, wanted, cursor);
        for (const key of found.keys) keys.add(key);
        if (found.nextCursor === null) return keys;
        cursor = found.nextCursor;
      }
    },
  };
}

/** A file that goes from one place to the next. */
export async function* slicesOf<P>(
  places: readonly P[],
  rowsAt: (place: P) => Promise<readonly ExportRow[]>,
): AsyncGenerator<readonly ExportRow[]> {
  for (const place of places) yield await rowsAt(place);
}

const rowsAtOnce = 1_000;

/** A register that can be filled from a file is given out with the same columns, so that it can come back. */
export function registerExporter(importer: Importer): Exporter {
  const { kind, title, permission, columns, narrowing } = importer;
  return {
    kind,
    title,
    permission,
    accepts: (filter) => Object.keys(filter).length === 0 || narrowing?.accepts(filter) === true,
    open: async (ctx, filter) => {
      const keys = Object.keys(filter).length === 0 ? null : ((await narrowing?.keysOf(ctx, filter)) ?? null);
      return {
        header: columns.map(({ title: words }) => (ctx.locale === 'en' ? words.en : words.zh)),
        slices: registerSlices(importer, ctx, keys),
        total: keys?.size ?? null,
      };
    },
  };
}

async function* registerSlices(
  importer: Importer,
  ctx: Ctx,
  keys: ReadonlySet<string> | null,
): AsyncGenerator<ExportRow[]> {
  let slice: ExportRow[] = [];
  for await (const cells of importer.readAll(ctx)) {
    const key = cells[0] ?? '';
    if (keys === null || keys.has(key)) slice.push({ key, cells });
    if (slice.length < rowsAtOnce) continue;
    yield slice;
    slice = [];
  }
  yield slice;
}
