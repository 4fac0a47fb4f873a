import { accessEvents } from '@huiting/contracts/access';
import { systemCtx } from '../../platform/context.ts';
import type { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { Audit } from '../../platform/room.ts';
import type { Session } from './access.domain.ts';
import { readUser } from './access.store.ts';

const tellAgainMs = 3_600_000;
const remembered = 1_000;

/** A session's cookie came from a browser that is not its own: written down and told, once an hour a session. */
export function createCopiedAlarm(deps: {
  db: Database;
  audit: Audit;
  /** Business time, for the alert. */
  now: () => number;
  wall: () => number;
  log: Log;
}): (session: Session) => void {
  const { db, wall, log } = deps;
  const told = new Map<string, number>();

  async function tell({ id: sessionId, principal, surface }: Session): Promise<void> {
    const user = principal.kind === 'user' ? await readUser(db, principal.id) : null;
    if (user === null) return;
    const ctx = systemCtx(deps.now, newId());
    await db.transact(ctx, user.orgUnitId, async (tx) => {
      tx.emit(accessEvents.sessionCopied, { userId: user.id, name: user.name, sessionId });
      await deps.audit(tx, ctx, {
        action: 'session.foreignDevice',
        object: `user:${user.id}`,
        orgUnitId: user.orgUnitId,
        outcome: 'refused',
        detail: { sessionId, surface },
      });
    });
  }

  return (session) => {
    if (wall() - (told.get(session.id) ?? 0) < tellAgainMs) return;
    if (told.size >= remembered) told.delete(told.keys().next().value!);
    told.set(session.id, wall());
    tell(session).catch((error: Error) =>
      log.error({ err: error.message }, 'a copied session was not told of'),
    );
  };
}
