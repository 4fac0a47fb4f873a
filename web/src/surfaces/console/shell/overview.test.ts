import type { OrgUnit } from '@huiting/contracts/organization';
import { expect, test } from 'vitest';
import { scopeRoot } from './overview.tsx';

const unit = (id: string, parentId: string | null) => ({ id, parentId }) as OrgUnit;

test('the scope begins at the unit whose parent is out of sight', () => {
  expect(scopeRoot([unit('outlet', 'region'), unit('region', 'head')])?.id).toBe('region');
  expect(scopeRoot([unit('region', 'head'), unit('head', null)])?.id).toBe('head');
  expect(scopeRoot([])).toBeNull();
});
