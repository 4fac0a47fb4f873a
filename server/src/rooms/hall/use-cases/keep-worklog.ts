import { hallEvents } from '@huiting/contracts/hall';
import type { IncidentKind, PatrolItem, WorklogFigures, WorklogNotes } from '@huiting/contracts/hall';
import { addDays, instantOf } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Reader } from '../../../platform/database/query.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchDirectory, BranchInfo } from '../../organization/index.ts';
import { staffOf } from '../hall.staff.domain.ts';
import { review, submit, writeNotes } from '../hall.worklog.domain.ts';
import type { Incident, Patrol, Worklog } from '../hall.worklog.domain.ts';
import { readWorklogFigures } from '../hall.worklog.reports.ts';
import * as store from '../hall.worklog.store.ts';

/** Days of logs listed when no first day is named. */
export const listedDays = 31;

/** A log and the figures to show with it. */
export interface WorklogAt {
  readonly log: Worklog;
  readonly figures: WorklogFigures;
}

/** HA-06: the day writes the figures, the lobby manager the rest; the branch manager archives it or gives it back. */
export function createWorklogService(
  { db, audit }: Platform,
  { directory }: { readonly directory: BranchDirectory },
) {
  function figuresOf(reader: Reader, branch: BranchInfo, date: string): Promise<WorklogFigures> {
    return readWorklogFigures(reader, branch.id, date, {
      from: instantOf(branch.timeZone, date, '00:00'),
      until: instantOf(branch.timeZone, addDays(date, 1), '00:00'),
    });
  }
  const withFigures = async (reader: Reader, branch: BranchInfo, log: Worklog): Promise<WorklogAt> => ({
    log,
    figures: log.figures ?? (await figuresOf(reader, branch, log.date)),
  });
  const brief = ({ id, branchId, date, staffId, staffName, state }: Worklog) => ({
    id,
    branchId,
    date,
    staffId,
    staffName,
    state,
  });

  /** Drafts are their author's until they are handed in. */
  async function logsOf(ctx: Ctx, branch: BranchInfo, from: string, limit?: number): Promise<WorklogAt[]> {
    const logs = await store.listWorklogs(db, branch.id, from, limit);
    const handedIn = logs.filter(
      ({ state, staffId }) => state !== 'draft' || staffId === ctx.actor.staff?.id,
    );
    return Promise.all(handedIn.map((log) => withFigures(db, branch, log)));
  }
  async function asAuthor(ctx: Ctx, branchId: string) {
    const branch = await directory.get(branchId);
    authorize(ctx, 'hall.worklog', branch.path);
    return {
      branch,
      author: staffOf(ctx.actor, 'hall.worklog'),
      date: directory.dayAt(branch, ctx.now()).date,
    };
  }

  return {
    getMyWorklog: async (ctx: Ctx, { branchId }: { branchId: string }) => {
      const { branch, author, date } = await asAuthor(ctx, branchId);
      const [log, figures, patrols, incidents] = await Promise.all([
        store.readWorklog(db, branch.id, date, author.id),
        figuresOf(db, branch, date),
        store.listPatrols(db, branch.id, date),
        store.listIncidents(db, branch.id, date),
      ]);
      return { log, figures, date, patrols, incidents };
    },

    saveWorklog: async (
      ctx: Ctx,
      input: { branchId: string; notes: WorklogNotes; version: number },
    ): Promise<WorklogAt> => {
      const { branch, author, date } = await asAuthor(ctx, input.branchId);
      return db.transact(ctx, branch.id, async (tx) => {
        const begun: Worklog = {
          id: newId(),
          branchId: branch.id,
          date,
          staffId: author.id,
          staffName: author.name,
          state: 'draft',
          notes: input.notes,
          figures: null,
          submittedAt: null,
          review: null,
          version: 1,
        };
        if (input.version === 0 && (await store.insertWorklog(tx, begun)))
          return withFigures(tx, branch, begun);
        const held =
          (await store.lockWorklog(tx, { date, staffId: author.id })) ?? refuse('platform.conflict');
        const decision = writeNotes(held, input.notes, input.version);
        if (decision.refusal !== null) return refuse(decision.refusal);
        await store.saveWorklog(tx, decision.next);
        return withFigures(tx, branch, decision.next);
      });
    },

    submitWorklog: async (ctx: Ctx, input: { branchId: string; worklogId: string }): Promise<WorklogAt> => {
      const { branch, author } = await asAuthor(ctx, input.branchId);
      return db.transact(ctx, branch.id, async (tx) => {
        const held =
          (await store.lockWorklog(tx, { id: input.worklogId })) ?? refuse('hall.worklog_not_found');
        const decision = submit(held, author.id, await figuresOf(tx, branch, held.date), ctx.now());
        if (decision.refusal !== null) return refuse(decision.refusal);
        await store.saveWorklog(tx, decision.next);
        tx.emit(hallEvents.worklogSubmitted, brief(decision.next));
        return withFigures(tx, branch, decision.next);
      });
    },

    reviewWorklog: async (
      ctx: Ctx,
      input: { branchId: string; worklogId: string; decision: 'archive' | 'return'; words: string },
    ): Promise<WorklogAt> => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'hall.review', branch.path);
      const reviewer = staffOf(ctx.actor, 'hall.review');
      return db.transact(ctx, branch.id, async (tx) => {
        const held =
          (await store.lockWorklog(tx, { id: input.worklogId })) ?? refuse('hall.worklog_not_found');
        const decision = review(held, reviewer, input.decision, input.words, ctx.now());
        if (decision.refusal !== null) return refuse(decision.refusal);
        await store.saveWorklog(tx, decision.next);
        tx.emit(hallEvents.worklogReviewed, brief(decision.next));
        await audit(tx, ctx, {
          action: 'hall.reviewWorklog',
          object: `worklog:${held.id}`,
          orgUnitId: branch.orgUnitId,
          outcome: 'done',
          detail: { date: held.date, decision: input.decision },
        });
        return withFigures(tx, branch, decision.next);
      });
    },

    listWorklogs: async (
      ctx: Ctx,
      input: { branchId: string; from?: string | undefined },
    ): Promise<WorklogAt[]> => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'hall.view', branch.path);
      const { date } = directory.dayAt(branch, ctx.now());
      return logsOf(ctx, branch, input.from ?? addDays(date, -listedDays));
    },
    logsOf,

    recordPatrol: async (
      ctx: Ctx,
      input: { branchId: string; findings: readonly { item: PatrolItem; words: string }[] },
    ): Promise<Patrol> => {
      const { branch, author, date } = await asAuthor(ctx, input.branchId);
      return db.transact(ctx, branch.id, async (tx) => {
        const patrol = await store.insertPatrol(tx, date, {
          id: newId(),
          at: ctx.now(),
          staffId: author.id,
          staffName: author.name,
          findings: [...input.findings],
        });
        const { id, round, findings } = patrol;
        tx.emit(hallEvents.patrolRecorded, { id, round, findings: findings.map(({ item }) => item) });
        return patrol;
      });
    },

    recordIncident: async (
      ctx: Ctx,
      input: { branchId: string; kind: IncidentKind; words: string; handling: string },
    ): Promise<Incident> => {
      const { branch, author, date } = await asAuthor(ctx, input.branchId);
      return db.transact(ctx, branch.id, async (tx) => {
        const incident: Incident = {
          id: newId(),
          at: ctx.now(),
          kind: input.kind,
          words: input.words,
          handling: input.handling,
          staffId: author.id,
          staffName: author.name,
        };
        await store.insertIncident(tx, date, incident);
        tx.emit(hallEvents.incidentRecorded, { id: incident.id, kind: incident.kind });
        return incident;
      });
    },
  };
}

export type WorklogService = ReturnType<typeof createWorklogService>;
