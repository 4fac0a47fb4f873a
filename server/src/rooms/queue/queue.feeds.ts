import { organizationEvents } from '@huiting/contracts/organization';
import { queueEvents, queueTopics } from '@huiting/contracts/queue';
import type { TicketCard, TicketChanged, VoiceCall, WindowCard } from '@huiting/contracts/queue';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import { authorize } from '../../platform/permits.ts';
import type { Permission } from '../../platform/context.ts';
import type { Actor } from '../../platform/context.ts';
import { systemCtx } from '../../platform/context.ts';
import { feed } from '../../platform/realtime/projection.ts';
import type { Feed } from '../../platform/realtime/projection.ts';
import type { QueueDeps } from './queue.command.service.ts';
import { presentForDisplay, presentWindowForDisplay } from './queue.present.ts';
import { forDisplay, readFigures } from './queue.reads.service.ts';
import { getProgress, ticketOfLink } from './use-cases/by-link.ts';

/** What changes a ticket or a window: everything the queue announces but the day's opening and close. */
const told: ReadonlySet<string> = new Set(
  [
    queueEvents.ticketIssued,
    queueEvents.ticketArrived,
    queueEvents.ticketNear,
    queueEvents.ticketCalled,
    queueEvents.ticketRecalled,
    queueEvents.ticketStarted,
    queueEvents.serviceCompleted,
    queueEvents.ticketSkipped,
    queueEvents.ticketRestored,
    queueEvents.ticketTransferred,
    queueEvents.ticketParked,
    queueEvents.ticketPostponed,
    queueEvents.ticketPrioritised,
    queueEvents.ticketRecognised,
    queueEvents.ticketAbandoned,
    queueEvents.ticketCancelled,
    queueEvents.windowChanged,
  ].map((event) => event.type),
);

/** What an event says about tickets and windows; null when it is not the queue's. */
function changeOf(
  event: OutboxEvent,
): { tickets: TicketCard[]; windows: WindowCard[]; voice: VoiceCall | null } | null {
  if (!told.has(event.type)) return null;
  const payload = event.payload as Partial<TicketChanged> & { voice?: VoiceCall | null };
  return {
    tickets: payload.ticket === undefined ? [] : [payload.ticket],
    windows: payload.window === undefined || payload.window === null ? [] : [payload.window],
    voice: payload.voice ?? null,
  };
}

export function queueFeeds(deps: QueueDeps): Feed[] {
  const ofBranch = (permission: Permission) => async (actor: Actor, key: string) => {
    const branch = deps.directory.known(key) ?? (await deps.directory.get(key).catch(() => null));
    if (branch === null) return null;
    authorize({ ...systemCtx(() => 0, ''), actor }, permission, branch.path);
    return { branchIds: [key] };
  };
  return [
    feed({
      topic: queueTopics.board,
      admit: ofBranch('queue.view'),
      project: (event) => {
        const change = changeOf(event);
        return change === null
          ? null
          : { key: event.branchId, data: { tickets: change.tickets, windows: change.windows } };
      },
      gauge: { everyMs: 250, compute: (branchId) => readFigures(deps, branchId) },
      reloads: [queueEvents.setupChanged],
    }),
    feed({
      topic: queueTopics.display,
      admit: ofBranch('queue.display'),
      project: (event) => {
        const change = changeOf(event);
        if (change === null) return null;
        const data = {
          tickets: change.tickets.map(presentForDisplay),
          windows: change.windows.map(presentWindowForDisplay),
          voice: change.voice,
        };
        return { key: event.branchId, data };
      },
      gauge: { everyMs: 500, compute: async (branchId) => forDisplay(await readFigures(deps, branchId)) },
      reloads: [
        queueEvents.setupChanged,
        organizationEvents.recordChanged,
        organizationEvents.calendarChanged,
        organizationEvents.stageChanged,
        queueEvents.noticesChanged,
        // A new day has other notices.
        queueEvents.dayOpened,
      ],
    }),
    feed({
      topic: queueTopics.progress,
      admit: async (_actor, token) => {
        const found = await ticketOfLink(deps, token);
        return found === null ? null : { branchIds: [found.link.branchId] };
      },
      gauge: { everyMs: 500, compute: (token) => getProgress(deps, token).catch(() => null) },
    }),
  ];
}
