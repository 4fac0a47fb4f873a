import type { Actor } from '../../platform/context.ts';
import type { SmsPort } from '../../platform/messages/sms-gateway.ts';
import { testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createCustomer } from '../customer/index.ts';
import { createOrganization } from '../organization/index.ts';
import { buildHall } from '../queue/queue.fixtures.ts';
import type { QueueHall } from '../queue/queue.fixtures.ts';
import type { HeldBooking } from './appointment.present.ts';
import { createAppointment } from './index.ts';
import type { AppointmentUses } from './index.ts';

export interface BookableHall {
  readonly hall: QueueHall;
  readonly uses: AppointmentUses;
  readonly room: ReturnType<typeof createAppointment>;
  readonly guest: Actor;
  readonly kiosk: Actor;
  readonly manager: Actor;
  /** Books at the PAD: corporate business at an instant, unless another is named. */
  book(start: number, phone: string, code?: string): Promise<HeldBooking>;
  checkIn(code: string, key?: string): ReturnType<ReturnType<typeof createAppointment>['service']['checkIn']>;
}

let phones = 13_800_000_000;
/** A number nobody has: well formed, new each time. */
export function newPhone(): string {
  return String(++phones);
}

/**
 * A branch with one corporate window (one corporate booking a half hour), two general ones, real customer files, and a
 * wall clock moved by hand.
 */
export async function buildBookableHall(
  platform: TestPlatform,
  wall: () => number = () => 0,
  sms?: SmsPort,
): Promise<BookableHall> {
  const { directory } = createOrganization(platform).service;
  const staff = {
    get: () => Promise.reject(new Error('these customers have no manager')),
    nameOf: () => Promise.resolve(null),
    listAtBranch: () => Promise.resolve([]),
  };
  const customer = createCustomer(platform, { directory, crypto: platform.crypto, staff, wall });
  const hall = await buildHall(platform, {
    windows: ['general', 'general', 'corporate'],
    customers: customer.service,
  });
  const uses: AppointmentUses = {
    directory,
    customers: customer.service,
    queue: hall.queue.service,
    crypto: platform.crypto,
    wall,
    ...(sms === undefined ? {} : { sms }),
  };
  const room = createAppointment(platform, uses);
  const { branchId, path } = hall;
  await platform.join(hall.queue, room);
  const manager = testActor({ permissions: ['appointment.view', 'appointment.manage'], path, branchId });
  const kiosk = testActor({ permissions: ['appointment.checkIn'], path, branchId, kind: 'terminal' });
  const command = (actor: Actor, endpoint: string, key?: string, body?: unknown) =>
    testCtx(platform, actor, { endpoint, ...(key === undefined ? {} : { key, body }) });
  return {
    hall,
    uses,
    room,
    manager,
    kiosk,
    guest: testActor({ permissions: [], path: '/', kind: 'anonymous' }),
    book: (start, phone, code = 'corporate') =>
      room.service.bookForCustomer(command(manager, 'appointment.bookForCustomer'), {
        branchId,
        serviceTypeId: hall.services[code]!.id,
        start,
        name: '王小芳',
        phone,
        note: null,
      }),
    checkIn: (code, key) =>
      room.service.checkIn(command(kiosk, 'appointment.checkIn', key, code), {
        branchId,
        code,
        elder: false,
        channel: 'kiosk',
      }),
  };
}
