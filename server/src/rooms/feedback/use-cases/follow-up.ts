import { feedbackEvents, usualFollowUpRule } from '@huiting/contracts/feedback';
import type { FollowUp, FollowUpFigures, FollowUpRule } from '@huiting/contracts/feedback';
import type { PayloadOf } from '@huiting/contracts/core/event';
import { addDays, instantOf } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Reader } from '../../../platform/database/query.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchInfo } from '../../organization/index.ts';
import type { Completed } from '../feedback.domain.ts';
import {
  dueAfter,
  isBadAnswer,
  isSampled,
  presentFollowUp,
  recordCall,
} from '../feedback.follow-ups.domain.ts';
import type { Call, KeptFollowUp } from '../feedback.follow-ups.domain.ts';
import {
  countFollowUps,
  listFollowUps,
  lockFollowUp,
  planFollowUp,
  readRules,
  saveFollowUp,
  writeRule,
} from '../feedback.follow-ups.store.ts';
import type { FeedbackUses } from '../feedback.service.ts';
import type { CaseService } from './handle-case.ts';

/** EV-07: which services are followed up, the calls, and what came of them. */
export function createFollowUpService(
  { db, audit }: Platform,
  { directory, queue }: FeedbackUses,
  cases: Pick<CaseService, 'takeUp'>,
) {
  /** The rule that holds at a unit: its own, or the nearest above it. */
  async function ruleAt(orgUnitId: string, reader: Reader = db) {
    const line = await directory.lineOf(orgUnitId, reader);
    const rules = await readRules(
      reader,
      line.map(({ id }) => id),
    );
    const depth = (id: string) => line.find((unit) => unit.id === id)?.path.length ?? 0;
    const nearest = rules.toSorted((a, b) => depth(b.orgUnitId) - depth(a.orgUnitId))[0];
    return {
      rule: nearest?.rule ?? usualFollowUpRule,
      version: nearest?.orgUnitId === orgUnitId ? nearest.version : 0,
      from: nearest?.unitName ?? null,
    };
  }

  /** The close of the n-th open day after a date. */
  function dueOn(branch: BranchInfo, date: string, openDays: number): number {
    return dueAfter(
      (later) => directory.dayOf(branch, addDays(date, later)).closesAt,
      openDays,
      (later) => instantOf(branch.timeZone, addDays(date, later), '17:00'),
    );
  }

  async function plan(
    tx: Tx,
    branch: BranchInfo,
    rule: FollowUpRule,
    known: Omit<
      KeptFollowUp,
      'branchId' | 'state' | 'dueAt' | 'attemptLimit' | 'attempts' | 'satisfaction' | 'openedCase' | 'endedAt'
    >,
  ): Promise<void> {
    const made: KeptFollowUp = {
      ...known,
      branchId: branch.id,
      state: 'due',
      dueAt: dueOn(branch, known.businessDate, rule.dueDays),
      attemptLimit: rule.attempts,
      attempts: [],
      satisfaction: null,
      openedCase: false,
      endedAt: null,
    };
    if (await planFollowUp(tx, made))
      tx.emit(feedbackEvents.followUpPlanned, {
        followUpId: made.id,
        reason: made.reason,
        dueAt: made.dueAt,
      });
  }

  async function unitOf(ctx: Ctx, orgUnitId: string) {
    authorizeSomewhere(ctx, 'feedback.configure');
    const unit = (await directory.unitById(orgUnitId)) ?? refuse('organization.unit_not_found');
    authorize(ctx, 'feedback.configure', unit.path);
    return unit;
  }

  return {
    /** Reaction to a completed service that may be in the sample. */
    sample: async (tx: Tx, told: Completed, completedAt: number): Promise<void> => {
      const { ticket } = told;
      if (ticket.customer === null) return;
      const branch = await directory.get(tx.branchId);
      const { rule } = await ruleAt(branch.orgUnitId, tx);
      const service = (await queue.serviceTypes(branch.id)).find(({ id }) => id === told.serviceTypeId);
      if (service === undefined || !isSampled(rule, service.code, told.requestId)) return;
      await plan(tx, branch, rule, {
        id: told.requestId,
        businessDate: told.businessDate,
        reason: 'sampled',
        customer: { id: ticket.customer.id, maskedName: ticket.customer.maskedName },
        ticketNumber: ticket.number,
        serviceName: service.name,
        staffName: told.staffName,
        servedAt: completedAt,
      });
    },

    /** Reaction to a bad rating of a customer the bank knows: always called. */
    afterBadRating: async (tx: Tx, told: PayloadOf<typeof feedbackEvents.caseOpened>): Promise<void> => {
      const { case: opened } = told;
      if (opened.customer === null || opened.origin === 'followUp') return;
      const branch = await directory.get(tx.branchId);
      const { rule } = await ruleAt(branch.orgUnitId, tx);
      const { request } = opened;
      await plan(tx, branch, rule, {
        id: opened.id,
        businessDate: directory.dayAt(branch, request.askedAt).date,
        reason: 'badRating',
        customer: opened.customer,
        ticketNumber: request.ticketNumber,
        serviceName: request.serviceNames[0] ?? { zh: '', en: '' },
        staffName: request.staffName,
        servedAt: request.askedAt,
      });
    },

    listFollowUps: async (
      ctx: Ctx,
      { branchId }: { branchId: string },
    ): Promise<{ followUps: FollowUp[]; figures: FollowUpFigures }> => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'feedback.followUp', branch.path);
      const now = ctx.now();
      const [list, figures] = await Promise.all([
        listFollowUps(db, branch.id, now),
        countFollowUps(db, branch.id, directory.dayAt(branch, now).date, now),
      ]);
      return { followUps: list.map((one) => presentFollowUp(one, now)), figures };
    },

    recordFollowUp: async (
      ctx: Ctx,
      input: { branchId: string; followUpId: string } & Call,
    ): Promise<{ followUp: FollowUp }> => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'feedback.followUp', branch.path);
      const { staff, name } = ctx.actor;
      // A person answers for what was said by name.
      if (staff === null) throw new AppError('platform.forbidden', { permission: 'feedback.followUp' });
      return db.transact(ctx, branch.id, async (tx) => {
        const now = ctx.now();
        const found = (await lockFollowUp(tx, input.followUpId)) ?? refuse('feedback.follow_up_not_found');
        const again = dueOn(branch, directory.dayAt(branch, now).date, 1);
        const decision = recordCall(found, input, name, now, again);
        if (decision.refusal !== null) return refuse(decision.refusal, { state: found.state });
        const isBad = isBadAnswer(decision.value);
        const followUp = { ...decision.value, openedCase: isBad };
        await saveFollowUp(tx, followUp);
        const { id: followUpId, state, satisfaction } = followUp;
        tx.emit(feedbackEvents.followUpRecorded, { followUpId, reached: input.reached, satisfaction, state });
        if (isBad) await cases.takeUp(tx, branch, followUp, input.note, now);
        return { followUp: presentFollowUp(followUp, now) };
      });
    },

    getFollowUpRule: async (ctx: Ctx, { orgUnitId }: { orgUnitId: string }) => {
      await unitOf(ctx, orgUnitId);
      return ruleAt(orgUnitId);
    },

    saveFollowUpRule: async (
      ctx: Ctx,
      { orgUnitId, version, rule }: { orgUnitId: string; version: number; rule: FollowUpRule },
    ) => {
      const unit = await unitOf(ctx, orgUnitId);
      return db.transact(ctx, orgUnitId, async (tx) => {
        const isWritten = await writeRule(
          tx,
          orgUnitId,
          { rule, version },
          { name: ctx.actor.name, at: ctx.now() },
        );
        if (!isWritten) refuse('feedback.rule_changed');
        await audit(tx, ctx, {
          action: 'feedback.saveFollowUpRule',
          object: `orgUnit:${orgUnitId}`,
          orgUnitId,
          outcome: 'done',
          detail: { ...rule, byService: rule.byService.length },
        });
        return { rule, version: version + 1, from: unit.name };
      });
    },
  };
}

export type FollowUpService = ReturnType<typeof createFollowUpService>;
