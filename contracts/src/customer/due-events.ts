import { z } from 'zod';
import { event } from '../core/event.ts';
import { Id } from '../core/fields.ts';
import { DueOutcome, DueResult } from './due-business.ts';
import { DueKind } from './todos.ts';

export const dueBusinessEvents = {
  /** Dealt with, or left alone: no name, no product. */
  dueSettled: event({
    type: 'customer.dueSettled',
    room: 'customer',
    payload: z.object({
      customerId: Id,
      kind: DueKind,
      outcome: DueOutcome,
      result: DueResult,
      staffId: Id.nullable(),
    }),
  }),
};
