import { crc32, deflateRawSync } from 'node:zlib';
import type { SystemUses } from './index.ts';

/** A process without jobs, consumers and streams: what its room does by itself. */
export const noMachinery: SystemUses['machinery'] = {
  jobs: { report: () => Promise.resolve([]), run: () => Promise.resolve('off') },
  consumers: () => ({ status: () => [], retry: () => Promise.resolve('unknown') }),
  streams: () => 0,
  recentRequests: () => [],
};

/** A ZIP of these files; `claims` lies about an entry's unpacked size. */
export function zipOf(
  files: Readonly<Record<string, string | Buffer>>,
  claims: Readonly<Record<string, number>> = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const path = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims[name] ?? raw.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, path, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, path]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

const xml = '<?xml version="1.0" encoding="UTF-8"?>';
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A workbook as spreadsheets write it: shared strings, numbers as numbers, `=…` as a formula with its last value. */
export function workbookOf(rows: readonly (readonly (string | number)[])[], sheet?: string): Buffer {
  const shared: string[] = [];
  const cell = (value: string | number, row: number, column: number): string => {
    const at = `${String.fromCharCode(65 + column)}${row}`;
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if (value.startsWith('=')) return `<c r="${at}" t="str"><f>${escaped(value.slice(1))}</f><v>7</v></c>`;
    if (value === '') return '';
    shared.push(value);
    return `<c r="${at}" t="s"><v>${shared.length - 1}</v></c>`;
  };
  const data = rows
    .map(
      (row, at) =>
        `<row r="${at + 1}">${row.map((value, column) => cell(value, at + 1, column)).join('')}</row>`,
    )
    .join('');
  return zipOf({
    '[Content_Types].xml': `${xml}<Types/>`,
    'xl/workbook.xml': `${xml}<workbook xmlns:r="r"><sheets><sheet name="网点" sheetId="1" r:id="rId7"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `${xml}<sst>${shared.map((text) => `<si><t>${escaped(text)}</t><rPh><t>pinyin</t></rPh></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': sheet ?? `${xml}<worksheet><sheetData>${data}</sheetData></worksheet>`,
  });
}

/** 「网点编号,名称」 in GBK; Node writes no GBK, so the bytes are given. */
export const gbkOf = (text: string): Buffer => {
  // Built by asking the decoder what each pair of bytes means.
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 128) bytes.push(code);
    else bytes.push(...(gbkTable().get(character) ?? [63]));
  }
  return Buffer.from(bytes);
};

let table: Map<string, [number, number]> | null = null;
function gbkTable(): Map<string, [number, number]> {
  if (table !== null) return table;
  table = new Map();
  const decoder = new TextDecoder('gbk');
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      if (low !== 0x7f) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return table;
}
