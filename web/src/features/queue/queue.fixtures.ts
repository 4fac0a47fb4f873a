import type { Board, ServiceType, TicketCard, WindowCard } from '@huiting/contracts/queue';

/** Builders for tests of this feature; ids are short words, readable in a failure. */
export function ticketCard(number: string, change: Partial<TicketCard> = {}): TicketCard {
  return {
    id: `t-${number}`,
    visitId: `v-${number}`,
    requestId: `r-${number}`,
    number,
    state: 'waiting',
    serviceTypeId: `s-${number[0]}`,
    services: [`s-${number[0]}`],
    classCode: 'ordinary',
    channel: 'kiosk',
    language: 'zh-CN',
    customer: null,
    elder: false,
    booked: false,
    bookingStart: null,
    issuedAt: 0,
    position: 0,
    since: 0,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    windowId: null,
    staffId: null,
    calls: 0,
    restorableUntil: null,
    note: null,
    ...change,
  };
}

export function serviceType(prefix: string, change: Partial<ServiceType> = {}): ServiceType {
  return {
    id: `s-${prefix}`,
    code: prefix,
    name: { zh: prefix, en: prefix },
    description: { zh: '', en: '' },
    prefix,
    icon: 'ticket',
    sort: 1,
    waitLimitMinutes: 20,
    standardMinutes: 12,
    dailyLimit: null,
    hours: null,
    elderFriendly: true,
    line: 'personal',
    ...change,
  };
}

export function windowCard(number: number, change: Partial<WindowCard> = {}): WindowCard {
  return {
    id: `w-${number}`,
    label: String(number),
    number,
    kind: 'general',
    elastic: false,
    profileCode: 'general',
    serviceTypeIds: ['s-A'],
    session: null,
    ticketId: null,
    ticketNumber: null,
    ticketState: null,
    ticketSince: null,
    ...change,
  };
}

export function board(change: Partial<Board> = {}): Board {
  return {
    branchId: 'b',
    number: 10,
    businessDate: '2026-11-20',
    services: [serviceType('A')],
    tickets: [],
    windows: [windowCard(1)],
    figures: {
      at: 0,
      businessDate: '2026-11-20',
      waiting: 0,
      averageWaitSeconds: null,
      longestWaiting: null,
      openWindows: 0,
      pausedWindows: 0,
      totalWindows: 1,
      issued: 0,
      completed: 0,
      completedServices: 0,
      abandoned: 0,
      services: [],
      next: [],
      windowQueues: [],
    },
    ...change,
  };
}
