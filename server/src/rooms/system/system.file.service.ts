import { createCsvReader, separatorOf } from './system.csv.domain.ts';
import { decoded, encodingOf } from './system.encoding.service.ts';
import type { Encoding } from './system.encoding.service.ts';
import type { RawRow } from './system.import.domain.ts';
import { workbookRows } from './system.workbook.service.ts';

/** A file's rows as they are read, the header among them; refused files throw `FileRefused`. */
export interface ReadFile {
  readonly encoding: Encoding;
  readonly rows: AsyncIterable<RawRow[]>;
}

export async function readFile(path: string): Promise<ReadFile> {
  const encoding = await encodingOf(path);
  return { encoding, rows: encoding === 'xlsx' ? workbookRows(path) : textRows(path, encoding) };
}

async function* textRows(path: string, encoding: Exclude<Encoding, 'xlsx'>): AsyncGenerator<RawRow[]> {
  let reader: ReturnType<typeof createCsvReader> | null = null;
  for await (const text of decoded(path, encoding)) {
    if (text === '') continue;
    // `sep=;` is a spreadsheet's own note before the header.
    const noted = reader === null ? /^sep=([,;\t])\r?\n/.exec(text) : null;
    const rest = noted === null ? text : text.slice(noted[0].length);
    reader ??= createCsvReader(
      (noted?.[1] as ',' | ';' | '\t' | undefined) ?? separatorOf(rest),
      noted === null ? 1 : 2,
    );
    const rows = reader.push(rest);
    if (rows.length > 0) yield rows;
  }
  const last = reader?.end() ?? [];
  if (last.length > 0) yield last;
}
