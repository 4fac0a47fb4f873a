import { queueEvents } from '@huiting/contracts/queue';
import type { DisplaySetting, Notice, NoticeDraft } from '@huiting/contracts/queue';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import { enter } from '../queue.command.service.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import { noticeProblem } from '../queue.displays.domain.ts';
import * as store from '../queue.displays.store.ts';

type Setting = DisplaySetting & { readonly version: number };

/** DS-05: what the screens of many halls show is decided at a unit of the tree and holds for every branch at or below it. */
export function listNotices(
  deps: QueueDeps,
  ctx: Ctx,
  input: { readonly orgUnitId?: string | undefined },
): Promise<Notice[]> {
  const paths = authorizeSomewhere(ctx, 'display.manage');
  return store.listNotices(deps.platform.db, paths, input.orgUnitId ?? null);
}

export async function createNotice(
  deps: QueueDeps,
  ctx: Ctx,
  { notice }: { readonly notice: NoticeDraft },
): Promise<Notice> {
  const path = await authorizedUnit(deps, ctx, notice.orgUnitId);
  assertSound(notice);
  const id = newId();
  // Rows of a unit belong to its own place: a command of head office locks no branch.
  return deps.platform.db.transact(ctx, notice.orgUnitId, (tx) =>
    write(deps, ctx, tx, { ...notice, id, version: 1 }, [path]),
  );
}

export async function saveNotice(
  deps: QueueDeps,
  ctx: Ctx,
  input: { readonly noticeId: string; readonly version: number; readonly notice: NoticeDraft },
): Promise<Notice> {
  const known = await authorizedNotice(deps, ctx, input.noticeId);
  const path = await authorizedUnit(deps, ctx, input.notice.orgUnitId);
  assertSound(input.notice);
  return deps.platform.db.transact(ctx, known.orgUnitId, async (tx) => {
    await assertUnchanged(tx, input);
    const next = { ...input.notice, id: known.id, version: input.version + 1 };
    return write(deps, ctx, tx, next, [known.path, path]);
  });
}

export async function removeNotice(
  deps: QueueDeps,
  ctx: Ctx,
  input: { readonly noticeId: string; readonly version: number },
): Promise<void> {
  const known = await authorizedNotice(deps, ctx, input.noticeId);
  await deps.platform.db.transact(ctx, known.orgUnitId, async (tx) => {
    await assertUnchanged(tx, input);
    await store.deleteNotice(tx, known.id);
    tx.emit(queueEvents.noticesChanged, { paths: [known.path] });
    await audit(deps, ctx, tx, `notice:${known.id}`, known.orgUnitId, { removed: known.text });
  });
}

async function authorizedUnit(deps: QueueDeps, ctx: Ctx, orgUnitId: string): Promise<string> {
  authorizeSomewhere(ctx, 'display.manage');
  const unit = (await deps.directory.unitById(orgUnitId)) ?? refuse('organization.unit_not_found');
  authorize(ctx, 'display.manage', unit.path);
  return unit.path;
}

async function authorizedNotice(deps: QueueDeps, ctx: Ctx, id: string) {
  authorizeSomewhere(ctx, 'display.manage');
  const known = (await store.readNotice(deps.platform.db, id)) ?? refuse('queue.notice_not_found');
  authorize(ctx, 'display.manage', known.path);
  return known;
}

function assertSound(notice: NoticeDraft): void {
  const problem = noticeProblem(notice);
  if (problem !== null) refuse('queue.notice_invalid', { problem });
}

async function assertUnchanged(
  tx: Tx,
  input: { readonly noticeId: string; readonly version: number },
): Promise<void> {
  const newest = (await store.readNotice(tx, input.noticeId, true)) ?? refuse('queue.notice_not_found');
  if (newest.version !== input.version) refuse('queue.notice_changed', { version: newest.version });
}

async function write(
  deps: QueueDeps,
  ctx: Ctx,
  tx: Tx,
  notice: NoticeDraft & { readonly id: string; readonly version: number },
  paths: readonly string[],
): Promise<Notice> {
  await store.writeNotice(tx, { ...notice, changedBy: ctx.actor.name, changedAt: ctx.now() });
  tx.emit(queueEvents.noticesChanged, { paths: [...new Set(paths)] });
  const { text, validFrom, validUntil, version } = notice;
  await audit(deps, ctx, tx, `notice:${notice.id}`, notice.orgUnitId, {
    text,
    validFrom,
    validUntil,
    version,
  });
  const { path: _path, ...written } = (await store.readNotice(tx, notice.id))!;
  return written;
}

/** DS-07: languages of one hall. */
export async function getDisplaySetting(
  deps: QueueDeps,
  ctx: Ctx,
  input: { readonly branchId: string },
): Promise<Setting> {
  await enter(deps, ctx, input.branchId, 'display.manage');
  return store.readDisplaySetting(deps.platform.db, input.branchId);
}

export async function saveDisplaySetting(
  deps: QueueDeps,
  ctx: Ctx,
  input: Setting & { readonly branchId: string },
): Promise<Setting> {
  const { branch } = await enter(deps, ctx, input.branchId, 'display.manage');
  const { version } = input;
  const setting = { spoken: [...new Set(input.spoken)], shown: [...new Set(input.shown)] };
  const saved = await deps.platform.db.transact(ctx, branch.id, async (tx) => {
    const present = await store.readDisplaySetting(tx, branch.id);
    const isWritten =
      present.version === version &&
      (await store.writeDisplaySetting(tx, branch.id, { ...setting, version }));
    if (!isWritten) refuse('queue.notice_changed', { version: present.version });
    tx.emit(queueEvents.setupChanged, { what: 'display' });
    await audit(deps, ctx, tx, `branch:${branch.id}`, branch.orgUnitId, setting);
    return { ...setting, version: version + 1 };
  });
  deps.catalogs.forget(branch.id);
  return saved;
}

async function audit(
  deps: QueueDeps,
  ctx: Ctx,
  tx: Tx,
  object: string,
  orgUnitId: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await deps.platform.audit(tx, ctx, {
    action: ctx.command?.endpoint ?? 'queue.displays',
    object,
    orgUnitId,
    outcome: 'done',
    detail,
  });
}
