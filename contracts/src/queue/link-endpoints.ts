import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Progress } from './model.ts';

/** What the holder of a ticket may do on the phone, by its unguessable link. */
export const queueLinkEndpoints = {
  getProgress: endpoint({
    id: 'queue.getProgress',
    method: 'GET',
    path: '/t/:token',
    summary: 'Where am I in the queue',
    input: z.object({ token: z.string().min(20).max(80) }),
    output: Progress,
    errors: ['queue.link_invalid'],
    access: { kind: 'link' },
  }),
  cancelByLink: endpoint({
    id: 'queue.cancelByLink',
    method: 'POST',
    path: '/t/:token/cancel',
    summary: 'I no longer need the ticket',
    input: z.object({ token: z.string().min(20).max(80) }),
    output: Progress,
    errors: ['queue.link_invalid', 'queue.ticket_wrong_state'],
    access: { kind: 'link' },
  }),
  postponeByLink: endpoint({
    id: 'queue.postponeByLink',
    method: 'POST',
    path: '/t/:token/postpone',
    summary: 'Let three go before me; once',
    input: z.object({ token: z.string().min(20).max(80) }),
    output: Progress,
    errors: ['queue.link_invalid', 'queue.ticket_wrong_state', 'queue.already_postponed'],
    access: { kind: 'link' },
  }),
};
