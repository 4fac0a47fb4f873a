import { queueDefaults, queueEndpoints, type TicketCard } from '@huiting/contracts/queue';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { IdentifierInput } from '../../features/customer/index.ts';
import { hallKeys } from '../../features/hall/index.ts';
import { useTakeAnswer, type Desk } from '../../features/queue/index.ts';
import { useCommand } from '../../lib/command.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useText } from '../../lib/i18n.ts';
import { useConnection } from '../../lib/live.ts';
import { useProblemToast } from '../../ui/problem-toast.ts';
import { useToast } from '../../ui/toast.tsx';
import { tellerText } from './teller.text.ts';

export type DeskDialog =
  | {
      readonly kind:
        | 'skip'
        | 'park'
        | 'transfer'
        | 'pause'
        | 'leave'
        | 'addService'
        | 'identify'
        | 'settings';
    }
  | { readonly kind: 'specific'; readonly ticket: TicketCard };

export type PauseReason = 'lunch' | 'break' | 'meeting' | 'counting' | 'helping' | 'other';

/** A key or button that changes its meaning with the state must not hear the second half of a double press. */
const settleMs = 700;

/** The acts of a teller at their window: what may be done now, and doing it. */
export function useDeskActs(branchId: string, desk: Desk) {
  const t = useText(tellerText);
  const format = useFormat();
  const show = useToast();
  const queries = useQueryClient();
  const take = useTakeAnswer(branchId);
  const { run, busy } = useCommand(useProblemToast());
  const offline = useConnection().state === 'offline';
  const [dialog, setDialog] = useState<DeskDialog | null>(null);
  const settledAt = useRef(0);

  const { window, current } = desk;
  const at = { branchId, windowId: window.id };
  const open = window.session?.state === 'open';
  const may = {
    callNext: open && !current && !offline,
    start: current?.state === 'called' && !offline,
    complete: current?.state === 'serving' && !offline,
    recall: current?.state === 'called' && !offline,
    skip: current?.state === 'called' && !offline,
    transfer: current !== null && !offline,
    park: current !== null && !offline,
    addService: current?.state === 'serving' && !offline,
    specific: open && !current && !offline,
  };
  const close = () => setDialog(null);
  const countAgain = () => void queries.invalidateQueries({ queryKey: hallKeys.staff(branchId) });
  const tellCalled = (ticket: TicketCard | null) =>
    ticket
      ? show({ words: t('calledToast', { number: ticket.number }), kind: 'info' })
      : show({ words: t('nobodyToCall'), kind: 'warn' });

  async function settled<T>(act: () => Promise<T>): Promise<T | null> {
    if (busy || Date.now() - settledAt.current < settleMs) return null;
    const answer = await act();
    settledAt.current = Date.now();
    return answer;
  }

  const acts = {
    callNext: () =>
      settled(async () => {
        const answer = await run(queueEndpoints.callNext, at);
        if (!answer) return;
        take(answer);
        tellCalled(answer.ticket);
      }),
    start: () =>
      settled(async () => {
        const answer = await run(queueEndpoints.start, at);
        if (answer) take(answer);
      }),
    completeAndNext: () =>
      settled(async () => {
        if (!current) return;
        const answer = await run(queueEndpoints.completeAndCallNext, { ...at, ticketId: current.id });
        if (!answer) return;
        take(answer);
        countAgain();
        tellCalled(answer.ticket);
      }),
    async complete() {
      if (!current) return;
      const answer = await run(queueEndpoints.complete, { ...at, ticketId: current.id });
      if (!answer) return;
      take(answer);
      countAgain();
      show({ words: t('completed', { number: current.number }) });
    },
    async recall() {
      const answer = await run(queueEndpoints.recall, at);
      if (!answer) return;
      take(answer);
      show({ words: t('recalled', { number: answer.ticket.number }), kind: 'info' });
    },
    async skip() {
      if (!current) return;
      const answer = await run(queueEndpoints.skip, { ...at, ticketId: current.id });
      close();
      if (!answer) return;
      take(answer);
      show({ words: t('skipped', { number: current.number }) });
    },
    async park(reason: string) {
      if (!current) return;
      const answer = await run(queueEndpoints.park, { ...at, ticketId: current.id, reason });
      if (!answer) return;
      close();
      take(answer);
      show({ words: t('parked', { number: current.number }) });
    },
    async transfer(
      input: {
        readonly serviceTypeId: string;
        readonly placement: 'front' | 'byTime' | 'end';
        readonly reason: string;
      },
      words: string,
    ) {
      if (!current) return;
      const answer = await run(queueEndpoints.transfer, { branchId, ticketId: current.id, ...input });
      if (!answer) return;
      close();
      take(answer);
      show({ words });
    },
    async addService(serviceTypeId: string, words: string) {
      if (!current) return;
      const answer = await run(queueEndpoints.addService, { ...at, ticketId: current.id, serviceTypeId });
      if (!answer) return;
      close();
      take(answer);
      countAgain();
      show({ words });
    },
    async specific(ticket: TicketCard, reason: string) {
      const answer = await run(queueEndpoints.callSpecific, { ...at, ticketId: ticket.id, reason });
      if (!answer) return;
      close();
      take(answer);
      tellCalled(answer.ticket);
    },
    async restore(ticket: TicketCard, words: string) {
      const answer = await run(queueEndpoints.restore, { branchId, ticketId: ticket.id });
      if (!answer) return;
      take(answer);
      show({ words });
    },
    /** A card or document read at the window: tells who it is and, when called, begins the service. */
    async attach(identifier: IdentifierInput, onProblem?: (title: string) => void) {
      if (!current) return;
      const answer = await run(
        queueEndpoints.attachCustomer,
        { branchId, ticketId: current.id, identifier, start: current.state === 'called' },
        onProblem && { onProblem: (problem) => (onProblem(problem.title), true) },
      );
      if (!answer) return;
      close();
      take(answer);
      if (answer.ticket.customer)
        show({ words: t('identifiedToast', { name: answer.ticket.customer.maskedName }) });
    },
    async pause(reason: PauseReason) {
      const answer = await run(queueEndpoints.pause, { ...at, reason });
      if (!answer) return;
      close();
      take(answer);
    },
    async resume() {
      const answer = await run(queueEndpoints.resume, at);
      if (!answer) return;
      take(answer);
      show({ words: t('resumed', { window: format.windowName(window.label) }) });
    },
    async leave() {
      const answer = await run(queueEndpoints.signOut, at);
      if (!answer) return;
      close();
      show({ words: t('left', { window: format.windowName(window.label) }) });
      take(answer);
    },
  };
  return { acts, may, busy, offline, dialog, setDialog, close, restoreMinutes: queueDefaults.restoreMinutes };
}
export type DeskActs = ReturnType<typeof useDeskActs>;
