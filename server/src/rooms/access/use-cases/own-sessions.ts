import type { OwnSession } from '@huiting/contracts/access/own-sessions';
import type { Ctx } from '../../../platform/context.ts';
import { readSecondFactor } from '../access.account.store.ts';
import { endSessionOf, listSessions } from '../access.session.store.ts';
import type { AccessDeps } from './access-deps.ts';

/** SY-05: where I am signed in, and signing out there. A terminal has none of its own to list. */
export function createOwnSessions(deps: AccessDeps) {
  const { db, audit, directory } = deps;
  return {
    listOwnSessions: async (ctx: Ctx): Promise<{ sessions: OwnSession[]; hasSecondFactor: boolean }> => {
      const { id, kind, sessionId } = ctx.actor;
      if (kind !== 'user') return { sessions: [], hasSecondFactor: false };
      const [sessions, factor] = await Promise.all([listSessions(db, id), readSecondFactor(db, id)]);
      return {
        sessions: sessions.map(({ bound: _bound, ...session }) => ({
          ...session,
          current: session.id === sessionId,
        })),
        hasSecondFactor: factor?.confirmed === true,
      };
    },

    endOwnSession: async (ctx: Ctx, input: { sessionId: string }): Promise<{ ended: boolean }> => {
      const { id, kind, branchId } = ctx.actor;
      const ended = kind === 'user' && (await endSessionOf(db, id, input.sessionId));
      if (!ended) return { ended };
      await audit(null, ctx, {
        action: 'session.endOwn',
        object: `user:${id}`,
        orgUnitId: branchId === null ? null : (await directory.get(branchId)).orgUnitId,
        outcome: 'done',
        detail: { sessionId: input.sessionId },
      });
      await deps.watch.changed({ sessions: [input.sessionId] });
      return { ended };
    },
  };
}
