import type { OrgTreeUnit } from '@huiting/contracts/organization';
import { expect, test } from 'vitest';
import { treeRows } from './org-tree.rows.ts';

const unit = (
  id: string,
  parentId: string | null,
  path: string,
  level: OrgTreeUnit['level'],
  name: string,
): OrgTreeUnit => ({
  id,
  parentId,
  path,
  level,
  name,
  code: id,
  branches: 0,
  parent: level !== 'outlet',
});
const units = [
  unit('HO', null, '/HO/', 'headOffice', '总行'),
  unit('NJ', 'HO', '/HO/NJ/', 'regionalBranch', '南京分行'),
  unit('SZ', 'HO', '/HO/SZ/', 'regionalBranch', '苏州分行'),
  unit('320113', 'NJ', '/HO/NJ/320113/', 'outlet', '城东支行'),
];
const looks = (rows: ReturnType<typeof treeRows>) => rows.map((row) => `${row.depth}${row.unit.id}`);

test('outlets stay out of the tree, a closed unit hides what is below it', () => {
  expect(looks(treeRows(units, { turned: new Set(), lazy: false, filter: '' }))).toEqual([
    '0HO',
    '1NJ',
    '1SZ',
  ]);
  expect(looks(treeRows(units, { turned: new Set(['HO']), lazy: false, filter: '' }))).toEqual(['0HO']);
});

test('a filter opens the way to what it finds', () => {
  expect(looks(treeRows(units, { turned: new Set(['HO']), lazy: false, filter: '苏州' }))).toEqual([
    '0HO',
    '1SZ',
  ]);
});

test('a scope below the head office begins at its own unit', () => {
  expect(looks(treeRows(units.slice(1), { turned: new Set(), lazy: false, filter: '' }))).toEqual([
    '0NJ',
    '0SZ',
  ]);
  expect(looks(treeRows(units.slice(3), { turned: new Set(), lazy: false, filter: '' }))).toEqual([
    '0320113',
  ]);
});

test('of a tree too large to hold only the top is open, and a unit opens before what lies below is known', () => {
  const lazy = (turned: readonly string[]) =>
    treeRows(units, { turned: new Set(turned), lazy: true, filter: '' });
  expect(looks(lazy([]))).toEqual(['0HO', '1NJ', '1SZ']);
  expect(lazy([]).map(({ parent, open }) => [parent, open])).toEqual([
    [true, true],
    [true, false],
    [true, false],
  ]);
  expect(lazy(['NJ'])[1]).toMatchObject({ open: true });
});
