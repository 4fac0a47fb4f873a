import { newId } from '../../platform/ids.ts';
import type { BankPlan } from '../organization/index.ts';

export interface TestBank {
  readonly plan: BankPlan;
  /** Two branches: under `/HO/A/` and `/HO/B/`. */
  readonly branches: readonly [string, string];
  readonly paths: readonly [string, string];
}

/** A head office with two branches: enough for scope. */
export function testBank(): TestBank {
  const head = newId();
  const places = ['A', 'B'].map((code) => ({ id: newId(), unit: newId(), code, path: `/HO/${code}/` }));
  const hours = { open: '09:00', close: '17:00' };
  const plan: BankPlan = {
    bankName: '示例银行',
    units: [
      {
        id: head,
        parentId: null,
        level: 'headOffice',
        code: 'HO',
        name: '示例银行',
        path: '/HO/',
        effectiveFrom: '2000-01-01',
      },
      ...places.map(({ unit, code, path }) => ({
        id: unit,
        parentId: head,
        level: 'outlet' as const,
        code,
        name: `${code} 支行`,
        path,
        effectiveFrom: '2000-01-01',
      })),
    ],
    branches: places.map(({ id, unit, code }) => ({
      id,
      orgUnitId: unit,
      code,
      name: `${code} 支行`,
      format: 'full',
      stage: 'operating',
      city: '南京',
      address: '',
      timeZone: 'Asia/Shanghai',
      licenceNo: '',
      phone: '',
      areaSquareMetres: 0,
      latitude: 0,
      longitude: 0,
      weekdayHours: hours,
      weekendHours: null,
      zones: [],
      windows: [],
    })),
  };
  return { plan, branches: [places[0]!.id, places[1]!.id], paths: [places[0]!.path, places[1]!.path] };
}
