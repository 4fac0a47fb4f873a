import type { Actor } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/query.ts';
import { newId, newToken } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import type { Parameters } from '../../platform/parameters.ts';
import type { Principal, Session, Surface } from './access.domain.ts';
import { createFreshCache } from './access.freshness.domain.ts';
import type { Freshness } from './access.freshness.domain.ts';
import type { Principals } from './access.principals.service.ts';
import { idleMinutes, idleRule } from './access.roles.domain.ts';
import { hashToken } from './access.secrets.domain.ts';
import { endSessions, insertSession, readSession, saveLastSeen } from './access.session.store.ts';

/** How exact the written time of last use is. */
export const seenWrittenEveryMs = 60_000;

/** The browser a session is opened in. */
export interface Device {
  /** Hash of its key; null when it has none. */
  readonly key: string | null;
  readonly name: string;
  /** Where it asks from, as the network tells it. */
  readonly address: string;
}

/** Sessions as the hot path sees them: from memory, never older than a second. All times are wall time. */
export interface Sessions {
  /** Opens a session inside the caller's transaction; the token is for the cookie and rests nowhere. */
  open(
    tx: Reader,
    principal: Session['principal'],
    surface: Surface,
    options?: { readonly factorShown: boolean; readonly device: Device | null },
  ): Promise<{ sessionId: string; token: string }>;
  /** The living session of a token, counted as used; null when it ended, or nobody used it for too long. */
  use(token: string, admits?: (session: Session) => boolean): Promise<Session | null>;
  principalOf(session: Session): Promise<Principal | null>;
  /** Writes what is known of last uses. Before a process ends. */
  flush(): Promise<void>;
}

export function createSessions(deps: {
  db: Reader;
  principals: Principals;
  freshness: Freshness;
  wall: () => number;
  log: Log;
  parameters: Parameters;
  /** Business time, at which parameters count. */
  now: () => number;
}): Sessions {
  const { db, wall, log } = deps;
  /** Last use as known here, and as written. */
  const uses = new Map<string, { seenAt: number; writtenAt: number }>();
  const byToken = createFreshCache<Session>({
    freshness: deps.freshness,
    read: (tokenHash) => readSession(db, { tokenHash }),
    markOf: (_key, session) => `session:${session.id}`,
    limit: 50_000,
  });

  async function isIdle(session: Session, now: number): Promise<boolean> {
    if (session.idleMs === null) return false;
    const known = Math.max(session.lastSeenAt, uses.get(session.id)?.seenAt ?? 0);
    if (now - known <= session.idleMs) return false;
    // Another process may have served it meanwhile.
    const stored = await readSession(db, { id: session.id });
    return stored === null || now - stored.lastSeenAt > session.idleMs;
  }

  function write(id: string, now: number): Promise<void> {
    return saveLastSeen(db, id, now).catch((error: Error) =>
      log.debug({ sessionId: id, err: error.message }, 'last use not written'),
    );
  }

  function count(session: Session, now: number): void {
    const use = uses.get(session.id);
    if (use !== undefined && now - use.writtenAt < seenWrittenEveryMs) {
      use.seenAt = now;
      return;
    }
    const writtenAt =
      use === undefined && now - session.lastSeenAt < seenWrittenEveryMs ? session.lastSeenAt : now;
    uses.set(session.id, { seenAt: now, writtenAt });
    if (writtenAt === now) void write(session.id, now);
  }

  return {
    open: async (tx, principal, surface, options) => {
      const token = newToken();
      const id = newId();
      const minutes =
        principal.kind === 'terminal' ? null : idleMinutes(surface, idleRule(deps.parameters, deps.now()));
      const idleMs = minutes === null ? null : minutes * 60_000;
      await insertSession(tx, {
        id,
        principal,
        surface,
        idleMs,
        lastSeenAt: wall(),
        factorShown: options?.factorShown ?? false,
        deviceKey: options?.device?.key ?? null,
        deviceName: options?.device?.name ?? '',
        address: options?.device?.address ?? '',
        tokenHash: hashToken(token),
      });
      return { sessionId: id, token };
    },

    use: async (token, admits) => {
      const session = await byToken(hashToken(token));
      // Refused, it does not count as used: whoever copied a cookie keeps no session alive.
      if (session === null || admits?.(session) === false) return null;
      const now = wall();
      if (await isIdle(session, now)) {
        uses.delete(session.id);
        deps.freshness.mark(`session:${session.id}`);
        await endSessions(db, { id: session.id }, 'idle');
        return null;
      }
      count(session, now);
      return session;
    },

    principalOf: ({ principal, factorShown }) =>
      deps.principals.get(principal.kind, principal.id, { factorShown }),

    flush: async () => {
      await Promise.all(
        [...uses].filter(([, use]) => use.seenAt > use.writtenAt).map(([id, use]) => write(id, use.seenAt)),
      );
      uses.clear();
    },
  };
}

/** The principal as it acts in a session. */
export function actorIn(
  principal: Principal,
  session: { readonly id: string; readonly surface: Surface },
): Actor {
  return { ...principal.actor, surface: session.surface, sessionId: session.id };
}
