import { hallEvents } from '@huiting/contracts/hall';
import type { DiversionChannel, DiversionReason, DiversionResult, FlowStep } from '@huiting/contracts/hall';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchDirectory } from '../../organization/index.ts';
import { eventNumber } from '../hall.assist.store.ts';
import { presentDiversion, presentFlow } from '../hall.present.ts';
import { isComplete, settleDiversion, tickFlow } from '../hall.service-flow.domain.ts';
import type { Diversion, ServiceFlow } from '../hall.service-flow.domain.ts';
import * as store from '../hall.service-flow.store.ts';
import { staffOf } from '../hall.staff.domain.ts';

interface DiversionTold {
  readonly branchId: string;
  readonly flowId: string | null;
  readonly ticketId: string | null;
  readonly serviceTypeId: string | null;
  readonly channel: DiversionChannel | null;
  readonly result: DiversionResult;
  readonly reason: DiversionReason | null;
}

/** HA-05, HA-07: who is received in the hall, step by step, and what became of moving their business elsewhere. */
export function createServiceRecords(
  { db }: Platform,
  { directory }: { readonly directory: BranchDirectory },
) {
  async function asHost(ctx: Ctx, branchId: string) {
    const branch = await directory.get(branchId);
    authorize(ctx, 'hall.assist', branch.path);
    return { branch, host: staffOf(ctx.actor, 'hall.assist'), date: directory.dayAt(branch, ctx.now()).date };
  }

  /** What a record is about: the ticket's own service unless another was named. */
  async function subjectOf(tx: Tx, date: string, ticketId: string | null, serviceTypeId: string | null) {
    const ticket =
      ticketId === null
        ? null
        : ((await store.readTicket(tx, tx.branchId, date, ticketId)) ?? refuse('hall.ticket_unknown'));
    const serviceId = serviceTypeId ?? ticket?.serviceTypeId ?? null;
    const serviceName = serviceId === null ? null : await store.readServiceName(tx, tx.branchId, serviceId);
    return {
      ticketId: ticket?.id ?? null,
      ticketNumber: ticket?.number ?? null,
      maskedName: ticket?.maskedName ?? null,
      // A service the branch does not have is none.
      serviceTypeId: serviceName === null ? null : serviceId,
      serviceName,
    };
  }

  async function tick(tx: Tx, flowId: string, step: FlowStep, staffId: string, now: number) {
    const found = (await store.lockFlow(tx, flowId)) ?? refuse('hall.flow_not_found');
    const decision = tickFlow(found, step, staffId, now);
    if (decision.refusal !== null) return refuse(decision.refusal);
    await store.saveFlow(tx, decision.next);
    tx.emit(hallEvents.flowChanged, { flow: presentFlow(decision.next) });
    return decision.next;
  }

  async function settle(tx: Tx, settled: Diversion): Promise<Diversion> {
    await store.saveDiversion(tx, settled);
    tx.emit(hallEvents.diversionSettled, { diversion: presentDiversion(settled) });
    return settled;
  }

  return {
    listService: async (ctx: Ctx, { branchId }: { branchId: string }) => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'hall.view', branch.path);
      const { date } = directory.dayAt(branch, ctx.now());
      // The number is read first: what is announced in between comes again as a delta, which does no harm.
      const number = await eventNumber(db, branch.id);
      const [flows, diversions, figures] = await Promise.all([
        store.listFlows(db, branch.id, date),
        store.listDiversions(db, branch.id, date),
        store.readServiceFigures(db, branch.id, date),
      ]);
      const known = figures.completed + figures.returned;
      const summary = { ...figures, successRate: known === 0 ? null : figures.completed / known };
      return { number, flows, diversions, summary };
    },

    startFlow: async (
      ctx: Ctx,
      input: { branchId: string; ticketId: string | null; serviceTypeId: string | null },
    ): Promise<ServiceFlow> => {
      const { branch, host, date } = await asHost(ctx, input.branchId);
      return db.transact(ctx, branch.id, async (tx) => {
        const now = ctx.now();
        const flow: ServiceFlow = {
          branchId: branch.id,
          businessDate: date,
          id: newId(),
          staffId: host.id,
          staffName: host.name,
          ...(await subjectOf(tx, date, input.ticketId, input.serviceTypeId)),
          startedAt: now,
          ticks: [{ step: 'greet', at: now }],
          endedAt: null,
        };
        if (!(await store.insertFlow(tx, flow))) return refuse('hall.already_received');
        tx.emit(hallEvents.flowChanged, { flow: presentFlow(flow) });
        return flow;
      });
    },

    tickFlow: async (
      ctx: Ctx,
      input: { branchId: string; flowId: string; step: FlowStep },
    ): Promise<ServiceFlow> => {
      const { branch, host } = await asHost(ctx, input.branchId);
      return db.transact(ctx, branch.id, (tx) => tick(tx, input.flowId, input.step, host.id, ctx.now()));
    },

    recordDiversion: async (ctx: Ctx, input: DiversionTold): Promise<Diversion> => {
      const { branch, host, date } = await asHost(ctx, input.branchId);
      if (!isComplete(input)) return refuse('hall.diversion_incomplete');
      return db.transact(ctx, branch.id, async (tx) => {
        const now = ctx.now();
        const flow = input.flowId === null ? null : await tick(tx, input.flowId, 'divert', host.id, now);
        const { maskedName: _, ...subject } = await subjectOf(
          tx,
          date,
          input.ticketId ?? flow?.ticketId ?? null,
          input.serviceTypeId ?? flow?.serviceTypeId ?? null,
        );
        const diversion: Diversion = {
          branchId: branch.id,
          businessDate: date,
          id: newId(),
          at: now,
          source: 'lobby',
          flowId: flow?.id ?? null,
          ...subject,
          channel: input.channel,
          result: input.result,
          reason: input.reason,
          staffId: host.id,
          staffName: host.name,
          settledAt: input.result === 'guided' ? null : now,
        };
        await store.insertDiversion(tx, diversion);
        tx.emit(hallEvents.diversionRecorded, { diversion: presentDiversion(diversion) });
        return diversion;
      });
    },

    settleDiversion: async (
      ctx: Ctx,
      input: {
        branchId: string;
        diversionId: string;
        result: 'completed' | 'returned';
        reason: DiversionReason | null;
      },
    ): Promise<Diversion> => {
      const { branch } = await asHost(ctx, input.branchId);
      return db.transact(ctx, branch.id, async (tx) => {
        const found =
          (await store.lockDiversion(tx, input.diversionId)) ?? refuse('hall.diversion_not_found');
        const decision = settleDiversion(found, input.result, input.reason, ctx.now());
        return decision.refusal === null ? settle(tx, decision.next) : refuse(decision.refusal);
      });
    },

    /** Reaction: the queue's advice was taken, at the kiosk or by somebody of the hall. Its event's id makes it one record. */
    noteAdvised: async (
      tx: Tx,
      diverted: {
        readonly ticket: { readonly id: string };
        readonly place: DiversionChannel;
        readonly by: string | null;
      },
      { id, at }: { readonly id: string; readonly at: number },
    ): Promise<void> => {
      const branch = await directory.get(tx.branchId);
      const { date } = directory.dayAt(branch, at);
      const { maskedName: _, ...subject } = await subjectOf(tx, date, diverted.ticket.id, null);
      const diversion: Diversion = {
        branchId: branch.id,
        businessDate: date,
        id,
        at,
        source: diverted.by === null ? 'kiosk' : 'lobby',
        flowId: null,
        ...subject,
        channel: diverted.place,
        result: 'guided',
        reason: null,
        staffId: null,
        staffName: diverted.by,
        settledAt: null,
      };
      await store.insertDiversion(tx, diversion);
      tx.emit(hallEvents.diversionRecorded, { diversion: presentDiversion(diversion) });
    },

    /** Reaction: a ticket that was guided elsewhere has left the queue: it was done there. */
    doneElsewhere: async (tx: Tx, ticketId: string, now: number): Promise<void> => {
      for (const diversion of await store.lockGuided(tx, ticketId, now)) {
        const decision = settleDiversion(diversion, 'completed', null, now);
        if (decision.refusal === null) await settle(tx, decision.next);
      }
    },

    /** Reaction: a ticket that was guided elsewhere has been served at a window after all. */
    returnToCounter: async (tx: Tx, ticketId: string, now: number): Promise<void> => {
      for (const diversion of await store.lockGuided(tx, ticketId, now)) {
        const decision = settleDiversion(diversion, 'returned', 'servedAtCounter', now);
        if (decision.refusal === null) await settle(tx, decision.next);
      }
    },

    /** Reaction to the end of the day: whoever was being received has gone, without a farewell being recorded. */
    endFlows: async (tx: Tx, now: number): Promise<void> => {
      for (const flow of await store.lockUnendedFlows(tx)) {
        const ended = { ...flow, endedAt: now };
        await store.saveFlow(tx, ended);
        tx.emit(hallEvents.flowChanged, { flow: presentFlow(ended) });
      }
    },
  };
}

export type ServiceRecords = ReturnType<typeof createServiceRecords>;
