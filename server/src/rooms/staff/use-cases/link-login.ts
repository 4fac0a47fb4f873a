import { staffEvents } from '@huiting/contracts/staff';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import { homeOf } from '../staff.domain.ts';
import { linkUser, readLogin } from '../staff.record.store.ts';
import { readFile } from '../staff.store.ts';
import { changedFact } from './keep-record.ts';
import { lockVersion, reach, recordChange } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';

/** Whoever gives rights says whose login it is, within their own scope on both sides; access keeps number, post and place beside it. */
export async function linkLogin(
  deps: StaffDeps,
  ctx: Ctx,
  input: { readonly staffId: string; readonly userId: string },
): Promise<{ ok: true }> {
  const known = await reach(deps, ctx, 'access.manage', input.staffId);
  return deps.platform.db.transact(ctx, homeOf(known), async (tx) => {
    const file = await lockVersion(tx, known.id, null);
    const login = (await readLogin(tx, input.userId)) ?? refuse('access.user_not_found');
    authorize(ctx, 'access.manage', login.path);
    if (file.userId !== null || login.staffId !== null) refuse('staff.login_taken');
    await linkUser(tx, file.id, input.userId);
    await recordChange(deps, ctx, tx, file, {
      what: 'login',
      reason: '',
      changes: [{ field: 'username', before: null, after: login.username }],
    });
    tx.emit(staffEvents.changed, changedFact((await readFile(tx, file.id))!));
    return { ok: true } as const;
  });
}
