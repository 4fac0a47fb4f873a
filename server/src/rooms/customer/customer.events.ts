import type { RecognitionSource } from '@huiting/contracts/customer';
import { feedbackEvents } from '@huiting/contracts/feedback';
import { queueEvents } from '@huiting/contracts/queue';
import type { TicketCard, TicketChanged, WindowCard } from '@huiting/contracts/queue';
import type { z } from 'zod';
import { addDays, dateIn } from '../../platform/clock/zone-time.ts';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { saveLevel, saveVisitService } from './customer.arrival.store.ts';
import type { CustomerUseCases } from './customer.service.ts';

type Source = z.output<typeof RecognitionSource>;

function placeOfTicket(ticket: TicketCard, window: WindowCard | null): string {
  if (window !== null) return /^\d+$/.test(window.label) ? `${window.label} 号窗口` : window.label;
  const places = { kiosk: '取号机', pad: '大堂', h5: '手机取号', api: '合作渠道' } as const;
  return places[ticket.channel];
}

/** Whoever told the event may not have said how; a booking's ticket is known by its code. */
function sourceOfTicket(change: TicketChanged & { recognisedBy?: Source | undefined }): Source {
  return change.recognisedBy ?? (change.ticket.booked ? 'bookingCode' : 'manual');
}

/** What the queue and feedback announce becomes arrivals and the memory of visits. Tickets of nobody known cost nothing. */
export function customerReactions(deps: {
  service: CustomerUseCases;
  directory: BranchDirectory;
}): Reaction[] {
  const { service, directory } = deps;
  return [
    reaction({
      name: 'customer.noteArrival',
      to: [queueEvents.ticketIssued, queueEvents.ticketArrived, queueEvents.ticketRecognised],
      // A number taken from afar: they are not here until they arrive.
      wants: ({ ticket }) => ticket.customer !== null && ticket.state !== 'absent',
      handle: async (_ctx, tx, change, event) => {
        const { ticket, window } = change;
        const { timeZone } = await directory.get(tx.branchId);
        const file = await service.store.loadFile(tx, ticket.customer!.id);
        if (file === null) return;
        const businessDate = dateIn(timeZone, event.at);
        await service.noteSighting(tx, {
          customer: await service.toCard(tx, file, businessDate),
          ownerStaffId: file.ownerStaffId,
          at: event.at,
          businessDate,
          source: sourceOfTicket(change),
          confidence: 1,
          place: placeOfTicket(ticket, window),
          ticketNumber: ticket.number,
        });
      },
    }),
    reaction({
      // One consumer for both, so that a rating never comes before the service it rates.
      name: 'customer.rememberVisit',
      to: [queueEvents.serviceCompleted, feedbackEvents.ratingGiven],
      wants: (told) =>
        'request' in told
          ? told.customerId !== null && told.request.level !== null
          : told.ticket.customer !== null,
      handle: async (_ctx, tx, told, event) => {
        const { timeZone } = await directory.get(tx.branchId);
        if ('request' in told) {
          const today = dateIn(timeZone, event.at);
          await saveLevel(tx, {
            requestId: told.request.id,
            level: told.request.level!,
            fromDate: addDays(today, -2),
            toDate: today,
          });
          return;
        }
        await saveVisitService(tx, {
          requestId: told.requestId,
          customerId: told.ticket.customer!.id,
          at: told.ticket.issuedAt,
          businessDate: dateIn(timeZone, told.ticket.issuedAt),
          serviceName: told.serviceName ?? null,
          waitSeconds: Math.max(0, told.waitSeconds),
        });
      },
    }),
  ];
}
