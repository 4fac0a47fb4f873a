import type { BranchPulse } from '@huiting/contracts/hall';
import type { OrgUnit } from '@huiting/contracts/organization';
import { expect, test } from 'vitest';
import { mergePulses, scopeRoot } from './overview.tsx';

const pulse = (branchId: string, at: number, waiting: number) => ({ branchId, at, waiting }) as BranchPulse;
const unit = (id: string, parentId: string | null) => ({ id, parentId }) as OrgUnit;

test('newer figures replace older ones in place, never the other way round', () => {
  const held = { branches: [pulse('a', 5, 1), pulse('b', 5, 2)] };
  const next = { branches: [pulse('b', 6, 9), pulse('a', 4, 7), pulse('c', 6, 3)] };
  expect(mergePulses(held, next).branches.map((one) => [one.branchId, one.waiting])).toEqual([
    ['a', 1],
    ['b', 9],
    ['c', 3],
  ]);
});

test('the scope begins at the unit whose parent is out of sight', () => {
  expect(scopeRoot([unit('outlet', 'region'), unit('region', 'head')])?.id).toBe('region');
  expect(scopeRoot([unit('region', 'head'), unit('head', null)])?.id).toBe('head');
  expect(scopeRoot([])).toBeNull();
});
