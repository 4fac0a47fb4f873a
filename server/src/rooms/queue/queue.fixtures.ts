import type { ServiceType } from '@huiting/contracts/queue';
import type { WindowKind } from '@huiting/contracts/organization';
import type { Actor } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { testActor } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import type { CustomerService } from '../customer/index.ts';
import { createQueue, provisionQueues } from './index.ts';
import type { QueueRoom } from './index.ts';
import type { RoomParts } from '../../platform/room.ts';
import type { OrganizationService } from '../organization/index.ts';

/** A branch with a queue, for tests: six services on four prefixes, as many windows as asked, tellers to sit at them. */
export interface QueueHall {
  readonly branchId: string;
  readonly path: string;
  readonly queue: QueueRoom;
  readonly organization: RoomParts & { readonly service: OrganizationService };
  readonly services: Readonly<Record<string, ServiceType>>;
  readonly windows: readonly { id: string; kind: WindowKind }[];
  readonly tellers: readonly Actor[];
  readonly kiosk: Actor;
  readonly manager: Actor;
}

const kinds: Readonly<Record<string, { kind: WindowKind; profileCode: string; serviceCodes: string[] }>> = {
  general: {
    kind: 'nonCash',
    profileCode: 'general',
    serviceCodes: ['personal', 'cash', 'transfer', 'pension'],
  },
  cash: { kind: 'cash', profileCode: 'cash', serviceCodes: ['cash', 'personal'] },
  corporate: { kind: 'corporate', profileCode: 'corporate', serviceCodes: ['corporate'] },
};

const prefixes: Readonly<Record<string, string>> = {
  personal: 'A',
  transfer: 'A',
  pension: 'A',
  cash: 'C',
  wealth: 'V',
  corporate: 'B',
};

function serviceType(code: string, sort: number): ServiceType {
  return {
    id: newId(),
    code,
    name: { zh: code, en: code },
    description: { zh: '', en: '' },
    prefix: prefixes[code]!,
    icon: 'id',
    sort,
    waitLimitMinutes: 20,
    standardMinutes: 10,
    dailyLimit: null,
    hours: null,
    elderFriendly: true,
    line: 'personal',
  };
}

export async function buildHall(
  platform: TestPlatform,
  options: {
    windows?: readonly (keyof typeof kinds)[];
    elastic?: boolean;
    timeZone?: string;
    hours?: { open: string; close: string };
    customers?: Partial<CustomerService>;
    wall?: () => number;
    change?: (service: ServiceType) => ServiceType;
  } = {},
): Promise<QueueHall> {
  const branchId = newId();
  const orgId = newId();
  const head = `HO${branchId.slice(-6)}`;
  const path = `/${head}/${branchId.slice(-6)}/`;
  const hours = options.hours ?? { open: '09:00', close: '17:00' };
  const windows = (options.windows ?? ['general', 'general', 'cash']).map((name, index) => ({
    id: newId(),
    number: index + 1,
    label: String(index + 1),
    elastic: options.elastic ?? false,
    zoneId: null,
    ...kinds[name]!,
  }));
  const services = Object.keys(prefixes)
    .map(serviceType)
    .map(options.change ?? ((service) => service));
  const effectiveFrom = '2000-01-01';
  await loadBank(platform.db, {
    bankName: '江海银行',
    units: [
      {
        id: orgId,
        parentId: null,
        level: 'headOffice',
        code: head,
        name: '总行',
        path: `/${head}/`,
        effectiveFrom,
      },
      {
        id: branchId,
        parentId: orgId,
        level: 'outlet',
        code: branchId.slice(-6),
        name: '测试支行',
        path,
        effectiveFrom,
      },
    ],
    branches: [
      {
        id: branchId,
        orgUnitId: branchId,
        code: branchId.slice(-6),
        name: '测试支行',
        format: 'full',
        stage: 'operating',
        city: '南京',
        address: '文澜路 18 号',
        timeZone: options.timeZone ?? 'Asia/Shanghai',
        licenceNo: 'B0000',
        phone: '000',
        areaSquareMetres: 500,
        latitude: 32,
        longitude: 118,
        weekdayHours: hours,
        weekendHours: hours,
        holidays: 'none',
        zones: [],
        windows,
        overrides: [],
      },
    ],
  });
  await provisionQueues(platform.pool, [{ branchId, windows, services }], platform.clock.now());
  const organization = createOrganization(platform);
  const queue = createQueue(platform, {
    directory: organization.service.directory,
    customers: { find: () => Promise.resolve(null), ...options.customers } as CustomerService,
    staff: { listAtBranch: () => Promise.resolve([]) } as never,
    crypto: platform.crypto,
    wall: options.wall ?? (() => 0),
  });
  const staffAt = (index: number): Actor =>
    testActor({
      permissions: ['queue.serve', 'queue.move', 'queue.view', 'customer.recognise'],
      path,
      branchId,
      name: `柜员${index}`,
      staff: { id: newId(), number: `0${index}`, post: 'teller' },
    });
  return {
    branchId,
    path,
    queue,
    organization,
    services: Object.fromEntries(services.map((service) => [service.code, service])),
    windows,
    tellers: windows.map((_, index) => staffAt(index + 1)),
    kiosk: testActor({
      permissions: ['queue.issue', 'queue.display'],
      path,
      branchId,
      kind: 'terminal',
      name: '取号机',
    }),
    manager: testActor({
      permissions: [
        'queue.manage',
        'queue.serve',
        'queue.move',
        'queue.view',
        'queue.issue',
        'customer.recognise',
      ],
      path,
      branchId,
      name: '林小雨',
      staff: { id: newId(), number: '0900', post: 'lobbyManager' },
    }),
  };
}
