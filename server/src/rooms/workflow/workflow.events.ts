import { allEvents } from '@huiting/contracts';
import type { EventType, Notify, PayloadOf, Tell } from '@huiting/contracts/core/event';
import { workflowEvents } from '@huiting/contracts/workflow';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { Settled, Telling } from './workflow.domain.ts';
import type { createApprovalRunner } from './use-cases/run-approvals.ts';
import type { Inbox } from './use-cases/inbox.ts';
import type { AlertRules } from './use-cases/rule-alerts.ts';
import type { WorkflowUseCases } from './workflow.service.ts';

type Payload = never;

/** What an event asks this room to tell; null when it asks nothing, or leaves this one out. */
function tellingOf(type: EventType, event: OutboxEvent): Telling | null {
  const notify = type.notify as Notify<Payload> | undefined;
  const payload = event.payload as Payload;
  if (notify === undefined || notify.when?.(payload) === false) return null;
  return {
    kind: notify.kind,
    severity: notify.severity,
    dedupeKey: notify.dedupeKey(payload),
    title: notify.title(payload),
    body: notify.body(payload),
    subject: notify.subject(payload),
    audiencePermission: notify.audience.permission,
    staffId: notify.audience.staffId?.(payload) ?? null,
    escalateAfterMinutes: notify.escalateAfterMinutes,
  };
}

function settlementOf(type: EventType, event: OutboxEvent): Settled | null {
  return type.settles?.(event.payload as Payload) ?? null;
}

/** One reaction for the whole house: whatever event declares `notify` or `settles` is heard, of rooms that exist and that will. */
export function alertReactions(
  service: WorkflowUseCases,
  events: readonly EventType[] = allEvents,
): Reaction[] {
  const heard = new Map(
    events
      .filter(({ notify, settles }) => notify !== undefined || settles !== undefined)
      .map((type) => [type.type, type]),
  );
  return [
    {
      name: 'workflow.followEvents',
      types: new Set(heard.keys()),
      wants: (event) => {
        const type = heard.get(event.type)!;
        return settlementOf(type, event) !== null || tellingOf(type, event) !== null;
      },
      handle: async (_ctx, tx, event) => {
        const type = heard.get(event.type)!;
        const settled = settlementOf(type, event);
        if (settled !== null) await service.end(tx, settled, event.at);
        const telling = tellingOf(type, event);
        if (telling !== null) await service.tell(tx, telling, event.at);
      },
    },
  ];
}

/** Whatever event asks for an approval begins one, of rooms that exist and that will. */
export function approvalReactions(
  runner: ReturnType<typeof createApprovalRunner>,
  inbox: Inbox,
  events: readonly EventType[] = allEvents,
): Reaction[] {
  const asking = new Map(events.filter(({ asks }) => asks !== undefined).map((type) => [type.type, type]));
  return [
    {
      name: 'workflow.openApprovals',
      types: new Set(asking.keys()),
      wants: () => true,
      handle: (_ctx, tx, event) =>
        runner.openApproval(tx, asking.get(event.type)!.asks!, event.payload as Payload, event.at),
    },
    {
      name: 'workflow.deliverApprovals',
      types: new Set([workflowEvents.approvalChanged.type]),
      wants: () => true,
      deliver: (ctx, event) =>
        inbox.deliverApproval(ctx, event.payload as PayloadOf<typeof workflowEvents.approvalChanged>, event),
    },
  ];
}

/** Whatever event tells people something reaches their inboxes, of rooms that exist and that will. */
export function messageReactions(inbox: Inbox, events: readonly EventType[] = allEvents): Reaction[] {
  const telling = new Map(events.filter(({ tells }) => tells !== undefined).map((type) => [type.type, type]));
  return [
    {
      name: 'workflow.deliverMessages',
      types: new Set(telling.keys()),
      wants: () => true,
      deliver: (ctx, event) =>
        inbox.deliverMessage(ctx, telling.get(event.type)!.tells as Tell<Payload>, event),
    },
  ];
}

/** An alert nobody took in time is brought to those of the level it has reached. */
export function levelReaction(rules: AlertRules, inbox: Inbox): Reaction {
  const alertOf = (event: OutboxEvent) =>
    (event.payload as PayloadOf<typeof workflowEvents.alertChanged>).alert;
  return {
    name: 'workflow.deliverLevels',
    types: new Set([workflowEvents.alertChanged.type]),
    wants: (event) => alertOf(event).level > 0 && alertOf(event).state === 'open',
    deliver: (ctx, event) => rules.deliverLevel(ctx, inbox, alertOf(event), event.at),
  };
}
