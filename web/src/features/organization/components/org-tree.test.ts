import type { OrgUnit } from '@huiting/contracts/organization';
import { expect, test } from 'vitest';
import { treeRows } from './org-tree.rows.ts';

const unit = (
  id: string,
  parentId: string | null,
  path: string,
  level: OrgUnit['level'],
  name: string,
): OrgUnit => ({
  id,
  parentId,
  path,
  level,
  name,
  code: id,
});
const units = [
  unit('HO', null, '/HO/', 'headOffice', '总行'),
  unit('NJ', 'HO', '/HO/NJ/', 'regionalBranch', '南京分行'),
  unit('SZ', 'HO', '/HO/SZ/', 'regionalBranch', '苏州分行'),
  unit('320113', 'NJ', '/HO/NJ/320113/', 'outlet', '城东支行'),
];
const looks = (rows: ReturnType<typeof treeRows>) => rows.map((row) => `${row.depth}${row.unit.id}`);

test('outlets stay out of the tree, a closed unit hides what is below it', () => {
  expect(looks(treeRows(units, new Set(), ''))).toEqual(['0HO', '1NJ', '1SZ']);
  expect(looks(treeRows(units, new Set(['HO']), ''))).toEqual(['0HO']);
});

test('a filter opens the way to what it finds', () => {
  expect(looks(treeRows(units, new Set(['HO']), '苏州'))).toEqual(['0HO', '1SZ']);
});

test('a scope below the head office begins at its own unit', () => {
  expect(looks(treeRows(units.slice(1), new Set(), ''))).toEqual(['0NJ', '0SZ']);
  expect(looks(treeRows(units.slice(3), new Set(), ''))).toEqual(['0320113']);
});
