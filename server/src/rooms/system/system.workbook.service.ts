import { SaxesParser } from 'saxes';
import type { SaxesTagPlain } from 'saxes';
import { open } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { FileRefused, mostColumns } from './system.import.domain.ts';
import type { RawRow } from './system.import.domain.ts';

/** What a workbook may unpack to, and by how much anything in it may be packed: a register packs about ten to one. */
const mostUnpacked = 512 * 1024 * 1024;
const mostRatio = 250;
const ratioFrom = 4 * 1024 * 1024;
/** Characters of all shared strings: they are held in memory, as cells refer to them in any order. */
const mostShared = 64 * 1024 * 1024;
const mostEntries = 2_000;

/** Rows of the first sheet, read as they stream by. Formulas are told, never computed. */
export async function* workbookRows(path: string): AsyncGenerator<RawRow[]> {
  const zip = await openZip(path);
  try {
    const entries = await listEntries(zip);
    const sheet = await firstSheet(zip, entries);
    const shared = await sharedStrings(zip, entries.get('xl/sharedStrings.xml'));
    yield* sheetRows(zip, sheet, shared);
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused('import.workbook_broken');
  } finally {
    zip.close();
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Sizes are checked while unpacking: an entry that is longer than it says ends with an error.
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error !== null || zip === undefined) reject(new FileRefused('import.workbook_broken'));
      else resolve(zip);
    });
  });
}

function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let unpacked = 0;
    if (zip.entryCount > mostEntries) return reject(new FileRefused('import.unpacks_too_large'));
    zip.on('entry', (entry: Entry) => {
      const { uncompressedSize: size, compressedSize: packed } = entry;
      unpacked += size;
      const isBomb = size > ratioFrom && size > packed * mostRatio;
      if (isBomb || unpacked > mostUnpacked) return reject(new FileRefused('import.unpacks_too_large'));
      entries.set(entry.fileName.replace(/^\//, ''), entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', () => reject(new FileRefused('import.workbook_broken')));
    zip.readEntry();
  });
}

async function* textOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error === null ? resolve(opened) : reject(error)));
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const bytes of stream) yield decoder.decode(bytes as unknown as Uint8Array, { stream: true });
  yield decoder.decode();
}

interface Listener {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** Names without their prefix: some programs write `x:row`. Entities of a document type are never expanded. */
async function* parsed(zip: ZipFile, entry: Entry, listener: Listener): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let failure: Error | null = null;
  parser.on('error', (error) => void (failure ??= error));
  parser.on('doctype', () => void (failure ??= new FileRefused('import.workbook_broken')));
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => listener.open?.(local(name), attributes));
  parser.on('closetag', ({ name }: SaxesTagPlain) => listener.close?.(local(name)));
  parser.on('text', (text) => listener.text?.(text));
  for await (const text of textOf(zip, entry)) {
    parser.write(text);
    if (failure !== null) throw failure as Error;
    yield;
  }
  parser.close();
  if (failure !== null) throw failure as Error;
}

async function readAll(zip: ZipFile, entry: Entry, listener: Listener): Promise<void> {
  for await (const _ of parsed(zip, entry, listener));
}

async function firstSheet(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Entry> {
  const workbook = entries.get('xl/workbook.xml');
  const relations = entries.get('xl/_rels/workbook.xml.rels');
  if (workbook === undefined || relations === undefined) throw new FileRefused('import.not_text');
  let wanted: string | null = null;
  await readAll(zip, workbook, {
    open: (name, attributes) => {
      if (name === 'sheet') wanted ??= attributes['r:id'] ?? null;
    },
  });
  let target: string | null = null;
  await readAll(zip, relations, {
    open: (name, attributes) => {
      if (name === 'Relationship' && attributes['Id'] === wanted) target = attributes['Target'] ?? null;
    },
  });
  const path = target === null ? '' : (target as string);
  const entry = entries.get(path.startsWith('/') ? path.slice(1) : `xl/${path}`);
  if (entry === undefined) throw new FileRefused('import.workbook_broken');
  return entry;
}

async function sharedStrings(zip: ZipFile, entry: Entry | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (entry === undefined) return strings;
  let text = '';
  let size = 0;
  let isText = false;
  // Readings of Chinese characters (`rPh`) are no part of the text.
  let isReading = false;
  await readAll(zip, entry, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') isReading = true;
      isText = name === 't' && !isReading;
    },
    close: (name) => {
      if (name === 'si') strings.push(text);
      else if (name === 'rPh') isReading = false;
      isText = false;
    },
    text: (piece) => {
      if (!isText) return;
      size += piece.length;
      if (size > mostShared) throw new FileRefused('import.unpacks_too_large');
      text += piece;
    },
  });
  return strings;
}

async function* sheetRows(zip: ZipFile, entry: Entry, shared: readonly string[]): AsyncGenerator<RawRow[]> {
  let rows: RawRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let formulas: number[] = [];
  let place = 0;
  let kind = '';
  let value = '';
  let reads = false;
  const listener: Listener = {
    open: (name, attributes) => {
      if (name === 'row') {
        line = Number(attributes['r'] ?? line + 1);
        cells = [];
        formulas = [];
        place = -1;
      } else if (name === 'c') {
        place = attributes['r'] === undefined ? place + 1 : columnOf(attributes['r']);
        if (!(place < mostColumns)) throw new FileRefused('import.too_many_columns', { line });
        kind = attributes['t'] ?? 'n';
        value = '';
      } else if (name === 'f') formulas.push(place);
      reads = name === 'v' || name === 't';
    },
    text: (text) => {
      if (reads) value += text;
    },
    close: (name) => {
      reads = false;
      if (name === 'c') {
        while (cells.length < place) cells.push('');
        cells[place] =
          kind === 's'
            ? (shared[Number(value)] ?? '')
            : kind === 'b'
              ? value === '1'
                ? 'TRUE'
                : 'FALSE'
              : value;
      } else if (name === 'row' && cells.some((cell) => cell !== ''))
        rows.push({ line, cells, ...(formulas.length === 0 ? {} : { formulas }) });
    },
  };
  for await (const _ of parsed(zip, entry, listener)) {
    if (rows.length > 0) yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** `AB12` is column 27, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,4}/.exec(reference)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
