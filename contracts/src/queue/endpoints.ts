import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id } from '../core/fields.ts';
import { queueAdviceEndpoints } from './advice.ts';
import { queueContextEndpoints } from './context.ts';
import { queueElsewhereEndpoints } from './elsewhere.ts';
import { queueFairnessEndpoints } from './fairness.ts';
import { queueLinkEndpoints } from './link-endpoints.ts';
import { Board, DisplayBoard, ServicePeriod, TicketCard } from './model.ts';
import { queueSetupEndpoints } from './setup.ts';
import { queueStrategyEndpoints } from './strategy.ts';
import { queueTicketEndpoints } from './ticket-endpoints.ts';
import { queueTrialEndpoints } from './trial.ts';
import { queueWindowEndpoints } from './window-endpoints.ts';

const branch = { branchId: Id };

export const queueEndpoints = {
  ...queueSetupEndpoints,
  ...queueStrategyEndpoints,
  ...queueTrialEndpoints,
  ...queueFairnessEndpoints,
  ...queueContextEndpoints,
  ...queueAdviceEndpoints,
  ...queueElsewhereEndpoints,
  getBoard: endpoint({
    id: 'queue.getBoard',
    method: 'GET',
    path: '/branches/:branchId/board',
    summary: "The branch's live board for staff",
    input: z.object(branch),
    output: Board,
    access: 'queue.view',
  }),
  getDisplay: endpoint({
    id: 'queue.getDisplay',
    method: 'GET',
    path: '/branches/:branchId/display',
    summary: 'The live board for screens and kiosks of the hall',
    input: z.object(branch),
    output: DisplayBoard,
    access: 'queue.display',
  }),
  getMyDay: endpoint({
    id: 'queue.getMyDay',
    method: 'GET',
    path: '/branches/:branchId/my-day',
    summary: 'What I have served at this branch today',
    input: z.object(branch),
    output: z.object({ served: z.number().int(), averageServiceSeconds: z.number().int().nullable() }),
    access: 'queue.serve',
  }),
  getTimeline: endpoint({
    id: 'queue.getTimeline',
    method: 'GET',
    path: '/branches/:branchId/tickets/:ticketId',
    summary: 'One ticket with every timed period of its visit',
    input: z.object({ ...branch, ticketId: Id }),
    output: z.object({ ticket: TicketCard, periods: z.array(ServicePeriod) }),
    errors: ['queue.ticket_not_found'],
    access: 'queue.view',
  }),
  ...queueTicketEndpoints,
  ...queueWindowEndpoints,
  ...queueLinkEndpoints,
};
export const queueDefaults = {
  restoreMinutes: 15,
  callsBeforeSkip: 3,
  restoreAfter: 3,
  postponeBy: 3,
} as const;
