import type { Hold, RetentionKind, RetentionRun, RunLine } from '@huiting/contracts/privacy';
import { dateIn } from '../../platform/clock/zone-time.ts';
import { systemCtx } from '../../platform/context.ts';
import type { Ctx } from '../../platform/context.ts';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { refuse } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { authorizeSomewhere } from '../../platform/permits.ts';
import type { RetainedKind } from '../../platform/personal-data.ts';
import { digestMonth, dropMonth, monthsBefore, tablesBeside } from '../../platform/retention/partitions.ts';
import type { Platform } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { hashOf, keptFrom, ruled } from './privacy.retention.domain.ts';
import * as store from './privacy.retention.store.ts';

const zone = 'Asia/Shanghai';
/** A month of a big bank is read once before it goes. */
const longestReadMs = 600_000;

export type Retention = ReturnType<typeof createRetention>;

/** PV-04: rules by kind, holds before everything, a dry run before each run, a certificate after it. */
export function createRetention(
  { db, audit, clock }: Platform,
  uses: {
    readonly directory: BranchDirectory;
    readonly crypto: Pick<FieldCrypto, 'keyedHash'>;
    readonly kinds: readonly RetainedKind[];
  },
) {
  const { directory, kinds } = uses;
  const kindOf = (name: string): RetainedKind =>
    kinds.find(({ kind }) => kind === name) ?? refuse('privacy.kind_unknown');
  const rootId = async (): Promise<string> => (await directory.root())?.id ?? refuse('platform.not_found');

  /** What of one kind would go now. */
  async function lineOf(reader: Reader, kind: RetentionKind, today: string): Promise<RunLine> {
    const before = keptFrom(kind, today);
    const line = { kind: kind.kind, ruleVersion: kind.version, before, what: [] };
    if (before === null) return { ...line, kept: 'forEver' };
    if (await store.isHeld(reader, kind.kind)) return { ...line, kept: 'hold' };
    const months = await monthsBefore(reader, kind.tables, before);
    const what: RunLine['what'] = [];
    for (const month of months) what.push({ name: month.name, ...(await digestMonth(reader, month)) });
    return { ...line, what, kept: null };
  }

  async function planOf(today: string): Promise<RunLine[]> {
    const rules = await store.readRules(db);
    const lines: RunLine[] = [];
    // One after another: each may read a whole month.
    for (const kind of kinds) lines.push(await lineOf(db, ruled(kind, rules), today));
    return lines;
  }

  /** Takes out what one kind's line of the plan names, unless a hold came in between; tells what went. */
  async function destroy(tx: Tx, planned: RunLine, today: string): Promise<RunLine> {
    await store.takeTurn(tx);
    await tx.rows(statement(`set local statement_timeout = ${longestReadMs}`));
    const kind = kindOf(planned.kind);
    const now = await lineOf(tx, ruled(kind, await store.readRules(tx)), today);
    if (now.kept !== null || now.before === null) return now;
    const wanted = new Set(planned.what.map(({ name }) => name));
    const going = now.what.filter(({ name }) => wanted.has(name));
    const months = await monthsBefore(tx, kind.tables, now.before);
    // Tables that refer to others stand first in their kind's list.
    for (const table of kind.tables)
      for (const month of months)
        if (month.table === table && wanted.has(month.name)) await dropMonth(tx, month);
    return { ...now, what: going };
  }

  function signed(run: Omit<RetentionRun, 'hash' | 'signature'>): RetentionRun {
    const hash = hashOf(run.lines);
    const signature = uses.crypto.keyedHash('retentionRun', `${hash} ${run.at} ${run.runBy}`);
    return { ...run, hash, signature };
  }

  async function run(ctx: Ctx, planHash: string | null): Promise<RetentionRun> {
    const root = await rootId();
    const at = ctx.now();
    const today = dateIn(zone, at);
    const plan = await planOf(today);
    const begun = { id: newId(), dryRun: planHash === null, at, runBy: ctx.actor.name };
    if (planHash !== null && planHash !== hashOf(plan)) refuse('privacy.plan_changed');
    // Each kind in a transaction of its own: what has gone is on the certificate, whatever breaks off later.
    const inside = systemCtx(() => at, ctx.traceId);
    const lines: RunLine[] = planHash === null ? plan : [];
    if (planHash !== null)
      for (const planned of plan)
        await db.transact(inside, root, async (tx) => {
          const line = await destroy(tx, planned, today);
          await store.saveRun(tx, { ...begun, lines: [...lines, line], hash: '', signature: '' });
          lines.push(line);
        });
    return db.transact(ctx, root, async (tx) => {
      const certificate = signed({ ...begun, lines });
      await store.saveRun(tx, certificate);
      await audit(tx, ctx, {
        action: begun.dryRun ? 'privacy.planRetention' : 'privacy.runRetention',
        object: `retentionRun:${begun.id}`,
        orgUnitId: root,
        outcome: 'done',
        detail: { hash: certificate.hash, kinds: lines.filter(({ what }) => what.length > 0).length },
      });
      return certificate;
    });
  }

  return {
    isHeld: () => store.isHeld(db, null),

    async listRetention(ctx: Ctx) {
      authorizeSomewhere(ctx, 'privacy.manage');
      const [rules, holds, runs, uncovered] = await Promise.all([
        store.readRules(db),
        store.readHolds(db),
        store.readRuns(db),
        tablesBeside(
          db,
          kinds.flatMap(({ tables }) => tables),
        ),
      ]);
      return { kinds: kinds.map((kind) => ruled(kind, rules)), uncovered, holds, runs };
    },

    async setRetention(
      ctx: Ctx,
      input: { kind: string; basedOn: number; days: number | null; note: string },
    ): Promise<{ kind: RetentionKind }> {
      authorizeSomewhere(ctx, 'privacy.manage');
      const kind = kindOf(input.kind);
      if (kind.isEndless === true) refuse('privacy.kept_always');
      if (input.days !== null && input.days < kind.leastDays)
        refuse('privacy.too_short', { leastDays: kind.leastDays });
      const root = await rootId();
      return db.transact(ctx, root, async (tx) => {
        const before = ruled(kind, await store.readRules(tx));
        if (before.version !== input.basedOn) refuse('privacy.rule_changed');
        const rule = {
          kind: kind.kind,
          version: before.version + 1,
          days: input.days,
          publishedBy: ctx.actor.name,
        };
        if (!(await store.insertRule(tx, { ...rule, note: input.note, publishedAt: ctx.now() })))
          refuse('privacy.rule_changed');
        await audit(tx, ctx, {
          action: 'privacy.setRetention',
          object: `retention:${kind.kind}`,
          orgUnitId: root,
          outcome: 'done',
          detail: { before: before.days, after: input.days, note: input.note },
        });
        return { kind: ruled(kind, [rule]) };
      });
    },

    async placeHold(ctx: Ctx, input: { kind: string | null; reason: string }): Promise<{ hold: Hold }> {
      authorizeSomewhere(ctx, 'privacy.manage');
      if (input.kind !== null) kindOf(input.kind);
      const root = await rootId();
      return db.transact(ctx, root, async (tx) => {
        await store.takeTurn(tx);
        const hold: Hold = {
          id: newId(),
          ...input,
          placedBy: ctx.actor.name,
          placedAt: ctx.now(),
          liftedBy: null,
          liftedAt: null,
        };
        await store.insertHold(tx, hold);
        await audit(tx, ctx, {
          action: 'privacy.placeHold',
          object: `hold:${hold.id}`,
          orgUnitId: root,
          outcome: 'done',
          detail: { ...input },
        });
        return { hold };
      });
    },

    async liftHold(ctx: Ctx, input: { holdId: string; reason: string }): Promise<{ hold: Hold }> {
      authorizeSomewhere(ctx, 'privacy.manage');
      const root = await rootId();
      return db.transact(ctx, root, async (tx) => {
        const lifted = { by: ctx.actor.name, at: ctx.now(), reason: input.reason };
        const hold = (await store.liftHold(tx, input.holdId, lifted)) ?? refuse('privacy.not_found');
        await audit(tx, ctx, {
          action: 'privacy.liftHold',
          object: `hold:${hold.id}`,
          orgUnitId: root,
          outcome: 'done',
          detail: { reason: input.reason },
        });
        return { hold };
      });
    },

    runRetention: async (ctx: Ctx, { planHash }: { planHash: string | null }) => {
      authorizeSomewhere(ctx, 'privacy.manage');
      return { run: await run(ctx, planHash) };
    },

    /** By itself: plans, and carries out what it has just planned. An empty house keeps nothing to plan. */
    async runDue(): Promise<RetentionRun | null> {
      if ((await directory.root()) === null) return null;
      const ctx = systemCtx(() => clock.now(), newId());
      const hash = hashOf(await planOf(dateIn(zone, ctx.now())));
      return run(ctx, hash);
    },
  };
}
