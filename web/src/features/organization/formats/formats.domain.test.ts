import type { FormatStandard } from '@huiting/contracts/organization';
import { expect, test } from 'vitest';
import { codesFrom, firstFree, withNewRow, withoutRow, withRow } from './formats.domain.ts';

const standard: FormatStandard = {
  area: { from: 100, to: 200 },
  zones: [{ kind: 'waiting', name: '等候区' }],
  windows: [],
  staffing: [{ post: 'teller', count: 2 }],
  devices: [],
};

test('rows are changed, added and taken away without touching the rest', () => {
  expect(withRow(standard, 'staffing', 0, { count: 3 }).staffing).toEqual([{ post: 'teller', count: 3 }]);
  expect(withNewRow(standard, 'devices', { kind: 'kiosk', count: 1 }).devices).toHaveLength(1);
  expect(withoutRow(standard, 'zones', 0)).toEqual({ ...standard, zones: [] });
  expect(standard.staffing[0]!.count).toBe(2);
});

test('codes are taken however they are separated', () => {
  expect(codesFrom(' personal，cash、cash  wealth,')).toEqual(['personal', 'cash', 'wealth']);
  expect(codesFrom('  ')).toEqual([]);
});

test('a new row begins with what is not there yet', () => {
  expect(firstFree(['a', 'b', 'c'], ['a', 'c'])).toBe('b');
  expect(firstFree(['a'], ['a'])).toBe('a');
});
