import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { createCsvReader, separatorOf } from './system.csv.domain.ts';
import { readFile } from './system.file.service.ts';
import { gbkOf, workbookOf, zipOf } from './system.fixtures.ts';
import { csvLine, neutralised } from '../../platform/exports/csv.ts';
import { FileRefused, asText, matchHeader } from './system.import.domain.ts';
import type { RawRow } from './system.import.domain.ts';

const folder = mkdtempSync(join(tmpdir(), 'huiting-file-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function rowsOf(content: Buffer | string): Promise<{ encoding: string; rows: RawRow[] }> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const { encoding, rows } = await readFile(path);
  const all: RawRow[] = [];
  for await (const some of rows) all.push(...some);
  return { encoding, rows: all };
}
const cellsOf = async (content: Buffer | string) => (await rowsOf(content)).rows.map(({ cells }) => cells);
const refusedWith = (code: string, line?: number) => (error: unknown) =>
  error instanceof FileRefused && error.code === code && (line === undefined || error.line === line);

function readCsv(text: string, cuts: readonly number[] = []): RawRow[] {
  const reader = createCsvReader(',');
  const rows: RawRow[] = [];
  let from = 0;
  for (const cut of [...cuts, text.length]) {
    rows.push(...reader.push(text.slice(from, cut)));
    from = cut;
  }
  return [...rows, ...reader.end()];
}

describe('CSV', () => {
  test('quotes hold separators, line ends and quotes; lines are counted as an editor counts them', () => {
    const rows = readCsv('a,"b,\r\n""c""",d\r\n\r\n"",x\n1,2');
    assert.deepEqual(rows, [
      { line: 1, cells: ['a', 'b,\r\n"c"', 'd'] },
      { line: 4, cells: ['', 'x'] },
      { line: 5, cells: ['1', '2'] },
    ]);
  });

  test('whatever is written is read again, in whatever pieces it comes', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '中', '"', ',', '\n', '\r', ' ', '=', "'", '-', '1'),
    });
    const row = fc
      .array(cell, { minLength: 2, maxLength: 4 })
      .filter((cells) => cells.some((one) => one !== ''));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.array(fc.nat(200)), (rows, cuts) => {
        const text = rows.map(csvLine).join('');
        const places = cuts.filter((cut) => cut < text.length).sort((a, b) => a - b);
        const read = readCsv(text, places).map(({ cells }) => cells);
        assert.deepEqual(
          read,
          rows.map((cells) => cells.map(neutralised)),
        );
      }),
    );
  });

  test('what goes out as a formula’s text comes back as itself, and no cell of ours begins one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '1', 'A', '(', ')', '"') }),
        (text) => {
          const cell = neutralised(text);
          assert.ok(/^[+-]?\d+$/.test(cell) || !/^[=+\-@]/.test(cell));
          assert.equal(asText(cell), text);
        },
      ),
    );
    assert.equal(neutralised('-73.95'), '-73.95');
    assert.equal(neutralised('=HYPERLINK("http://x")'), '\'=HYPERLINK("http://x")');
  });

  test('a quote that is never closed, a huge line and too many columns are told with their line', () => {
    assert.throws(() => readCsv('a,b\n1,"2\n3,4\n'), refusedWith('import.quote_open', 2));
    assert.throws(() => readCsv(`a,b\n${'x'.repeat(1_000_001)}`), refusedWith('import.line_too_long', 2));
    assert.throws(() => readCsv(','.repeat(250)), refusedWith('import.too_many_columns', 1));
  });

  test('semicolons and tabs separate where the header says so', async () => {
    assert.equal(separatorOf('a;b;c\n1,5;2'), ';');
    assert.deepEqual(await cellsOf('a\tb\n1\t2'), [
      ['a', 'b'],
      ['1', '2'],
    ]);
    const { rows } = await rowsOf('sep=;\na;b\n');
    assert.deepEqual(rows, [{ line: 2, cells: ['a', 'b'] }]);
  });
});

describe('encodings', () => {
  const text = '网点编号,名称\nA1,鼓楼支行\n';
  const cells = [
    ['网点编号', '名称'],
    ['A1', '鼓楼支行'],
  ];
  for (const [name, bytes, encoding] of [
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['GBK', gbkOf(text), 'gb18030'],
  ] as const) {
    test(`${name} is read as what it is`, async () => {
      const read = await rowsOf(bytes);
      assert.equal(read.encoding, encoding);
      assert.deepEqual(
        read.rows.map((row) => row.cells),
        cells,
      );
    });
  }
  test('bytes of no encoding, an old workbook and a picture are refused as such', async () => {
    await assert.rejects(
      rowsOf(Buffer.from([0x61, 0xff, 0xff, 0x0a])),
      refusedWith('import.encoding_unknown'),
    );
    await assert.rejects(rowsOf(Buffer.from('d0cf11e0a1b11ae1', 'hex')), refusedWith('import.old_excel'));
    await assert.rejects(rowsOf(Buffer.from('89504e470d0a1a0a0000000d', 'hex')), (error: unknown) =>
      ['import.not_text', 'import.encoding_unknown'].includes((error as FileRefused).code),
    );
    assert.deepEqual(await cellsOf(''), []);
  });
});

describe('XLSX', () => {
  test('shared strings, numbers, gaps; formulas are told and not computed', async () => {
    const { encoding, rows } = await rowsOf(
      workbookOf([
        ['网点编号', '名称', '纬度'],
        ['A1', '鼓楼 & 支行', 32.0415],
        ['', '=1+1', ''],
        ['A3', '', 5],
      ]),
    );
    assert.equal(encoding, 'xlsx');
    assert.deepEqual(rows, [
      { line: 1, cells: ['网点编号', '名称', '纬度'] },
      { line: 2, cells: ['A1', '鼓楼 & 支行', '32.0415'] },
      { line: 3, cells: ['', '7'], formulas: [1] },
      { line: 4, cells: ['A3', '', '5'] },
    ]);
  });

  test('a bomb is refused before it is unpacked, and one that lies about its size while it is', async () => {
    const bomb = workbookOf([], `<worksheet>${' '.repeat(40_000_000)}</worksheet>`);
    assert.ok(bomb.length < 100_000);
    await assert.rejects(rowsOf(bomb), refusedWith('import.unpacks_too_large'));
    const files = { 'xl/workbook.xml': 'x'.repeat(5_000_000), 'xl/_rels/workbook.xml.rels': '<a/>' };
    await assert.rejects(
      rowsOf(zipOf(files, { 'xl/workbook.xml': 10 })),
      refusedWith('import.workbook_broken'),
    );
  });

  test('entities of a document type are not expanded; broken archives are told', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(100)}">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`;
    await assert.rejects(rowsOf(workbookOf([], laughs)), refusedWith('import.workbook_broken'));
    const whole = workbookOf([['a', 'b']]);
    await assert.rejects(rowsOf(whole.subarray(0, whole.length - 30)), refusedWith('import.workbook_broken'));
    await assert.rejects(rowsOf(zipOf({ 'other.txt': 'no workbook' })), refusedWith('import.not_text'));
  });

  test('a far column is refused instead of filling memory', async () => {
    const far = '<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>';
    await assert.rejects(rowsOf(workbookOf([], far)), refusedWith('import.too_many_columns'));
  });
});

test('a header must name every column it has, each once, and all that are required', () => {
  const columns = ['code', 'name', 'phone'].map((name, at) => ({
    name,
    title: { zh: ['编号', '名称', '电话'][at]!, en: name },
    required: at < 2,
    note: { zh: '', en: '' },
    example: '',
  }));
  assert.deepEqual(
    [...matchHeader([' 名称* ', 'CODE', ''], columns)],
    [
      ['name', 0],
      ['code', 1],
    ],
  );
  const wrong = (header: string[]) => {
    try {
      matchHeader(header, columns);
      return null;
    } catch (error) {
      return (error as FileRefused).columns;
    }
  };
  assert.deepEqual(wrong(['编号', '名称', '手机']), ['手机']);
  assert.deepEqual(wrong(['编号', '编号']), ['编号', '名称']);
});
