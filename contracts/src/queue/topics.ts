import { z } from 'zod';
import { topic } from '../core/topic.ts';
import {
  DisplayFigures,
  DisplayTicket,
  DisplayWindow,
  Progress,
  QueueFigures,
  TicketCard,
  VoiceCall,
  WindowCard,
} from './model.ts';

export const queueTopics = {
  /** For staff of the branch. A ticket in a final state leaves the board. */
  board: topic({
    name: 'queue.board',
    key: 'branch',
    access: 'queue.view',
    delta: z.object({ tickets: z.array(TicketCard), windows: z.array(WindowCard) }),
    gauge: QueueFigures,
  }),
  /** For terminals in the hall. */
  display: topic({
    name: 'queue.display',
    key: 'branch',
    access: 'queue.display',
    delta: z.object({
      tickets: z.array(DisplayTicket),
      windows: z.array(DisplayWindow),
      voice: VoiceCall.nullable(),
    }),
    gauge: DisplayFigures,
  }),
  /** For the bearer of a ticket's link: the whole of it is small, so each message is the new state. */
  progress: topic({
    name: 'queue.progress',
    key: 'link',
    access: { kind: 'link' },
    delta: z.object({}),
    gauge: Progress,
  }),
};
