import { staffEvents } from '@huiting/contracts/staff';
import type { Hire, Post, StaffChange, StaffMove } from '@huiting/contracts/staff';
import { nextCursor, readCursor } from '../../../platform/cursor.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import type { ChangeRecord } from '../staff.change.domain.ts';
import * as store from '../staff.change.store.ts';
import { homeOf } from '../staff.domain.ts';
import { postProblems, refusalOf } from '../staff.posts.domain.ts';
import type { Dictionary, Held } from '../staff.posts.domain.ts';
import { readDictionary } from '../staff.posts.store.ts';
import { isNumberTaken } from '../staff.record.store.ts';
import { assertDates, sealContacts } from './keep-record.ts';
import { assertAhead, assertMayHold } from './keep-posts.ts';
import { branchOfUnit, lockVersion, personOf, reach, reachUnit, todayAt } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';

interface Asked {
  readonly effectiveOn: string;
  readonly reason: string;
}

/** What a person keeps who changes their main post: at another unit nothing, since duties belong to a unit. */
export const keepsOnTransfer =
  (stays: boolean) =>
  (held: Held & { readonly kind: string }): boolean =>
    stays && held.kind !== 'main';

/** OS-02: people come, move and go. The change waits until those above have decided, and happens on its day. */
export function createChanges(deps: StaffDeps) {
  const { db, audit } = deps.platform;

  async function submit(
    ctx: Ctx,
    tx: Tx,
    change: ChangeRecord,
    told: { readonly orgUnitId: string; readonly isMajor: boolean },
  ): Promise<ChangeRecord> {
    if (!(await store.insertChange(tx, change))) refuse('staff.change_running');
    tx.emit(staffEvents.changeAsked, {
      changeId: change.id,
      kind: change.kind,
      staffId: change.staffId,
      staffName: change.staffName,
      version: change.baseVersion,
      orgUnitId: told.orgUnitId,
      isMajor: told.isMajor,
      effectiveOn: change.effectiveOn,
      move: moveInWords(change, await readDictionary(tx)),
      reason: change.reason,
      applicant: { staffId: change.applicantId, name: change.applicantName },
    });
    await audit(tx, ctx, {
      action: `staff.apply.${change.kind}`,
      object: `staff:${change.staffId}`,
      orgUnitId: told.orgUnitId,
      outcome: 'done',
      detail: { changeId: change.id, reason: change.reason, effectiveOn: change.effectiveOn },
    });
    return change;
  }

  return {
    async applyForHire(
      ctx: Ctx,
      input: Asked & { readonly orgUnitId: string; readonly hire: Hire },
    ): Promise<ChangeRecord> {
      const unit = await reachUnit(deps, ctx, 'staff.apply', input.orgUnitId);
      const applicant = personOf(ctx, 'staff.apply');
      const home = (await branchOfUnit(deps, unit)) ?? unit.id;
      const { contacts, ...hire } = input.hire;
      assertDates(hire.certificates);
      assertAhead(await todayAt(deps, ctx, home), input.effectiveOn, null);
      return db.transact(ctx, home, async (tx) => {
        if (await isNumberTaken(tx, hire.number)) refuse('staff.number_taken', { number: hire.number });
        const dictionary = await readDictionary(tx);
        const refusal = refusalOf(
          postProblems(
            dictionary,
            { held: [], certificates: hire.certificates },
            { post: hire.post, from: input.effectiveOn, until: null },
          ),
        );
        if (refusal !== null) refuse(refusal.code, refusal.problem);
        return submit(
          ctx,
          tx,
          {
            ...fresh(ctx, input, applicant),
            kind: 'hire',
            staffId: newId(),
            staffName: hire.name,
            keptAt: home,
            orgPath: unit.path,
            baseVersion: 0,
            move: { kind: 'hire', orgUnitId: unit.id, ...hire, contacts: sealContacts(deps, contacts) },
            from: null,
            to: { post: hire.post, orgUnitName: unit.name },
          },
          { orgUnitId: unit.id, isMajor: isKey(dictionary, hire.post) },
        );
      });
    },

    async applyForStaffChange(
      ctx: Ctx,
      input: Asked & { readonly staffId: string; readonly version: number; readonly move: StaffMove },
    ): Promise<ChangeRecord> {
      const known = await reach(deps, ctx, 'staff.apply', input.staffId);
      const applicant = personOf(ctx, 'staff.apply');
      const { move, effectiveOn } = input;
      // Whoever moves a person to another unit answers for both.
      const to = await reachUnit(
        deps,
        ctx,
        'staff.apply',
        move.kind === 'transfer' ? move.orgUnitId : known.orgUnitId,
      );
      assertAhead(await todayAt(deps, ctx, homeOf(known)), effectiveOn, null);
      return db.transact(ctx, homeOf(known), async (tx) => {
        const file = await lockVersion(tx, known.id, input.version);
        const dictionary = await readDictionary(tx);
        if (move.kind === 'transfer') {
          const stays = move.orgUnitId === file.orgUnitId;
          if (stays && move.post === file.post) refuse('staff.change_empty');
          const wanted = { post: move.post, from: effectiveOn, until: null };
          await assertMayHold(tx, dictionary, file.id, wanted, keepsOnTransfer(stays));
        }
        const crossesRegions = region(to.path) !== region(file.path);
        const post = move.kind === 'transfer' ? move.post : file.post;
        return submit(
          ctx,
          tx,
          {
            ...fresh(ctx, input, applicant),
            kind: move.kind,
            staffId: file.id,
            staffName: file.name,
            keptAt: homeOf(file),
            orgPath: file.path,
            baseVersion: file.version,
            move,
            from: { post: file.post, orgUnitName: file.orgUnitName },
            to: move.kind === 'transfer' ? { post: move.post, orgUnitName: to.name } : null,
          },
          {
            orgUnitId: file.orgUnitId,
            isMajor: crossesRegions || isKey(dictionary, post) || isKey(dictionary, file.post),
          },
        );
      });
    },

    async listStaffChanges(
      ctx: Ctx,
      input: {
        state?: StaffChange['state'] | undefined;
        staffId?: string | undefined;
        cursor?: string | undefined;
        limit: number;
      },
    ): Promise<{ items: ChangeRecord[]; nextCursor: string | null }> {
      const rows = await store.listChanges(db, {
        paths: authorizeSomewhere(ctx, 'staff.apply'),
        state: input.state ?? null,
        staffId: input.staffId ?? null,
        after: readCursor(input.cursor),
        limit: input.limit + 1,
      });
      const items = rows.slice(0, input.limit);
      return {
        items,
        nextCursor: nextCursor(rows, items, ({ requestedAt, id }) => ({ at: requestedAt, id })),
      };
    },
  };
}

function fresh(ctx: Ctx, { effectiveOn, reason }: Asked, applicant: { staffId: string; name: string }) {
  return {
    id: newId(),
    effectiveOn,
    reason,
    state: 'pending' as const,
    applicantId: applicant.staffId,
    applicantName: applicant.name,
    requestedAt: ctx.now(),
    endedAt: null,
    approvalId: null,
  };
}

const isKey = ({ posts }: Dictionary, post: Post): boolean => posts.get(post)?.isKey === true;
const region = (path: string): string => path.split('/').slice(0, 3).join('/');

function moveInWords({ from, to }: ChangeRecord, { posts }: Dictionary) {
  const inLanguage = (language: 'zh' | 'en') => {
    const place = (one: ChangeRecord['from']) =>
      one === null ? '—' : `${one.orgUnitName} ${posts.get(one.post)?.name[language] ?? one.post}`;
    return `${place(from)} → ${place(to)}`;
  };
  return { zh: inLanguage('zh'), en: inLanguage('en') };
}
