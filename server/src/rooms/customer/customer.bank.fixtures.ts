import { TicketCard } from '@huiting/contracts/queue';
import { newId } from '../../platform/ids.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import type { BankPlan, BranchDirectory } from '../organization/index.ts';
import { createStaff, loadStaff } from '../staff/index.ts';
import type { StaffService } from '../staff/index.ts';
import { loadCustomers } from './customer.fixtures.ts';
import type { CustomerSeed } from './customer.fixtures.ts';
import { idCheckCharacter, luhnDigit } from './customer.identifier.domain.ts';

export interface CustomerBank {
  readonly directory: BranchDirectory;
  readonly staff: StaffService;
  readonly nanjing: { readonly id: string; readonly path: string };
  /** Eight hours behind, so that its business day differs in the Chinese morning. */
  readonly london: { readonly id: string; readonly path: string };
  /** Owns the managed customers. */
  readonly owner: { readonly id: string; readonly name: string };
}

/** A bank of two branches and a relationship manager, on the test's database. */
export async function openBank(platform: TestPlatform): Promise<CustomerBank> {
  const head = newId();
  const place = (code: string, name: string, timeZone: string) => ({
    id: newId(),
    unit: newId(),
    code,
    name,
    timeZone,
    path: `/HO/${code}/`,
  });
  const nanjing = place('NJ', '城东支行', 'Asia/Shanghai');
  const london = place('LD', '伦敦分行', 'Europe/London');
  const hours = { open: '09:00', close: '17:00' };
  const plan: BankPlan = {
    bankName: '示例银行',
    units: [
      { id: head, parentId: null, level: 'headOffice', code: 'HO', name: '总行', path: '/HO/' },
      ...[nanjing, london].map(({ unit, code, name, path }) => ({
        id: unit,
        parentId: head,
        level: 'outlet' as const,
        code,
        name,
        path,
      })),
    ],
    branches: [nanjing, london].map(({ id, unit, code, name, timeZone }) => ({
      id,
      orgUnitId: unit,
      code,
      name,
      timeZone,
      format: 'full',
      stage: 'operating',
      city: name.slice(0, 2),
      address: '',
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
  await loadBank(platform.db, plan);
  const { directory } = createOrganization(platform).service;
  const staff = createStaff(platform, { directory, crypto: platform.crypto }).service;
  const owner = { id: newId(), name: '许薇' };
  await loadStaff(platform.db, [
    {
      ...owner,
      number: '020401',
      post: 'relationshipManager',
      homeBranchId: nanjing.id,
      orgUnitId: nanjing.unit,
      userId: null,
    },
  ]);
  return { directory, staff, nanjing, london, owner };
}

/** Invented people: region 9900 and prefixes 154 and 9000 belong to nobody. */
export function seedOf(
  serial: number,
  change: Partial<CustomerSeed> & { readonly homeBranchId: string },
): CustomerSeed {
  const birthDate = change.birthDate === undefined ? '1980-05-20' : change.birthDate;
  const first17 = `990001${(birthDate ?? '1980-05-20').replaceAll('-', '')}${String(serial * 2).padStart(3, '0')}`;
  const card = `9000${String(serial).padStart(14, '0')}`;
  return {
    id: newId(),
    name: '沈春梅',
    gender: 'female',
    birthDate,
    idNumber: birthDate === null ? null : first17 + idCheckCharacter(first17),
    phone: `154${String(serial).padStart(8, '0')}`,
    cards: [card + luhnDigit(card)],
    tier: 'ordinary',
    disabled: false,
    tags: [],
    assetsYuan: 262_000,
    signedServices: [],
    products: [],
    ownerStaffId: null,
    faceId: null,
    since: '2015-03-01',
    ...change,
  };
}

export async function addCustomers(platform: TestPlatform, seeds: readonly CustomerSeed[]): Promise<void> {
  await loadCustomers(platform.db, platform.crypto, seeds);
}

/** A ticket as the queue announces it. */
export function ticketOf(change: Partial<TicketCard> & { readonly issuedAt: number }): TicketCard {
  return TicketCard.parse({
    id: newId(),
    visitId: newId(),
    requestId: newId(),
    number: 'A027',
    state: 'waiting',
    serviceTypeId: newId(),
    services: [],
    classCode: 'ordinary',
    channel: 'kiosk',
    language: 'zh-CN',
    customer: null,
    elder: false,
    booked: false,
    bookingStart: null,
    position: change.issuedAt,
    since: change.issuedAt,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    windowId: null,
    staffId: null,
    calls: 0,
    restorableUntil: null,
    note: null,
    ...change,
  });
}
