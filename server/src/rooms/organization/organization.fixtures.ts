import { newId } from '../../platform/ids.ts';
import type { BankPlan } from './organization.bank.store.ts';

export interface SmallBank {
  readonly plan: BankPlan;
  /** Org units: head office over two regions; each region over its outlets. */
  readonly units: Readonly<Record<'JH' | 'NJ' | 'SZ' | 'NJ01' | 'NJ02' | 'SZ01', string>>;
  readonly branches: Readonly<Record<'NJ01' | 'NJ02' | 'SZ01', string>>;
  /** Windows 1 and 2 of NJ01, window 1 of NJ02. */
  readonly windows: { readonly NJ01: readonly [string, string]; readonly NJ02: readonly [string] };
}

/** An invented bank of three outlets in two regions: `/JH/NJ/NJ01/`, `/JH/NJ/NJ02/`, `/JH/SZ/SZ01/`. */
export function smallBank(): SmallBank {
  const units = { JH: newId(), NJ: newId(), SZ: newId(), NJ01: newId(), NJ02: newId(), SZ01: newId() };
  const branches = { NJ01: newId(), NJ02: newId(), SZ01: newId() };
  const windows = { NJ01: [newId(), newId()], NJ02: [newId()] } as const;
  const zone = newId();
  const plan: BankPlan = {
    bankName: '江淮银行',
    units: [
      { id: units.JH, parentId: null, level: 'headOffice', code: 'JH', name: '总行', path: '/JH/' },
      {
        id: units.NJ,
        parentId: units.JH,
        level: 'regionalBranch',
        code: 'NJ',
        name: '南京分行',
        path: '/JH/NJ/',
      },
      {
        id: units.SZ,
        parentId: units.JH,
        level: 'regionalBranch',
        code: 'SZ',
        name: '苏州分行',
        path: '/JH/SZ/',
      },
      {
        id: units.NJ01,
        parentId: units.NJ,
        level: 'outlet',
        code: 'NJ01',
        name: '鼓楼支行',
        path: '/JH/NJ/NJ01/',
      },
      {
        id: units.NJ02,
        parentId: units.NJ,
        level: 'outlet',
        code: 'NJ02',
        name: '玄武支行',
        path: '/JH/NJ/NJ02/',
      },
      {
        id: units.SZ01,
        parentId: units.SZ,
        level: 'outlet',
        code: 'SZ01',
        name: '姑苏支行',
        path: '/JH/SZ/SZ01/',
      },
    ],
    branches: (['NJ01', 'NJ02', 'SZ01'] as const).map((code) => ({
      id: branches[code],
      orgUnitId: units[code],
      code,
      name: { NJ01: '鼓楼支行', NJ02: '玄武支行', SZ01: '姑苏支行' }[code],
      format: 'full',
      stage: 'operating',
      city: code === 'SZ01' ? '苏州' : '南京',
      address: `示范路 ${code.slice(-1)} 号`,
      timeZone: 'Asia/Shanghai',
      licenceNo: `B00${code}`,
      phone: '025-00000000',
      areaSquareMetres: 400,
      latitude: 32,
      longitude: 118,
      weekdayHours: { open: '09:00', close: '17:00' },
      weekendHours: { open: '09:30', close: '16:00' },
      zones:
        code === 'NJ01' ? [{ id: zone, kind: 'cashCounter', name: '高柜区', serviceCodes: ['cash'] }] : [],
      windows:
        code === 'SZ01'
          ? []
          : windows[code].map((id, index) => ({
              id,
              label: String(index + 1),
              number: index + 1,
              kind: 'general',
              elastic: index === 1,
              zoneId: code === 'NJ01' ? zone : null,
              serviceCodes: ['personal', 'cash'],
              profileCode: 'general',
            })),
    })),
  };
  return { plan, units, branches, windows };
}
