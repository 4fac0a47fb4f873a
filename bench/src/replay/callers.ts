import type { CustomerSeed } from '@huiting/server/rooms/customer/index';
import type { TicketFacts } from '@huiting/queueing/strategy';
import { newId } from '@huiting/server/platform/ids';
import type { Priority, RecordedVisit } from './recorded-calls.ts';

/**
 * How the recorded priority reaches the strategy: as in a branch, by recognition. Callers of priority 1 and 2 show the phone
 * of a customer of their own, of tier ordinary or gold; callers of priority 0 show nothing. So the three recorded values stay
 * three facts a strategy can tell apart, and every identified caller is looked up, noted as arrived and announced like a real one.
 */
const tierOf = { 0: null, 1: 'ordinary', 2: 'gold' } as const;
type KnownPriority = Exclude<Priority, 0>;

export function factsOf({ type, priority }: Pick<RecordedVisit, 'type' | 'priority'>): TicketFacts {
  return {
    serviceCode: type,
    customerTier: tierOf[priority],
    booking: 'none',
    elderOrDisabled: false,
    language: 'zh-CN',
    channel: 'kiosk',
  };
}

/** Phones from prefix 154, which no network uses; each priority has a range of its own. */
function phone(priority: KnownPriority, serial: number): string {
  return `154${priority}${String(serial).padStart(7, '0')}`;
}

/** The phone of a day's caller: everybody who is identified is somebody else. */
export function phoneOf(priority: Priority, turn: number): string | null {
  return priority === 0 ? null : phone(priority, turn);
}

/** As many customers as the busiest day needs; the same invented people come every day. */
export function callersFor(visitsPerDay: number, homeBranchId: string): CustomerSeed[] {
  return ([1, 2] as const).flatMap((priority) =>
    Array.from({ length: visitsPerDay }, (_, serial): CustomerSeed => ({
      id: newId(),
      name: '来电客户',
      gender: null,
      birthDate: null,
      idNumber: null,
      phone: phone(priority, serial),
      cards: [],
      tier: tierOf[priority],
      disabled: false,
      tags: [],
      assetsYuan: 0,
      signedServices: [],
      products: [],
      homeBranchId,
      ownerStaffId: null,
      faceId: null,
      plate: null,
      since: '1990-01-01',
    })),
  );
}
