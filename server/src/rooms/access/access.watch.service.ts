import type { Actor } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Log } from '../../platform/log.ts';
import type { ActorLookup } from './access.authenticator.service.ts';
import type { Freshness } from './access.freshness.domain.ts';
import { actorIn, seenWrittenEveryMs } from './access.sessions.service.ts';
import {
  endIdleSessions,
  forgetOldSessions,
  livingSessionsOf,
  readChanges,
  readSession,
} from './access.session.store.ts';

/** Tells of sessions that ended and of rights that changed, whichever process did it. */
export interface Revocations {
  /** Hears of sessions to be checked again: some ended, some only lost a right. */
  onEnded(listener: (sessionIds: Set<string>) => void): void;
  /** Who the session stands for now; null when it ended. Does not count as use. */
  actorOf(sessionId: string): Promise<Actor | null>;
  start(): void;
  stop(): Promise<void>;
}

export interface Watch extends Revocations {
  /** This process has just committed a change: no need to wait for the next look. */
  changed(change: {
    sessions?: readonly string[];
    users?: readonly string[];
    terminals?: readonly string[];
  }): Promise<void>;
}

const lookEveryMs = 350;
const sweepEveryMs = 10_000;
const forgetEveryMs = 3_600_000;

export function createWatch(deps: {
  db: Reader;
  freshness: Freshness;
  lookup: ActorLookup;
  wall: () => number;
  log: Log;
}): Watch {
  const { db, freshness, lookup, log } = deps;
  const listeners: ((sessionIds: Set<string>) => void)[] = [];
  /** Changes already told, by key, with the time they carry. */
  const told = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();
  let sweptAt = Number.NEGATIVE_INFINITY;
  let forgotAt = Number.NEGATIVE_INFINITY;

  const changed: Watch['changed'] = async ({ sessions = [], users = [], terminals = [] }) => {
    for (const id of sessions) freshness.mark(`session:${id}`);
    for (const id of users) freshness.mark(`user:${id}`);
    for (const id of terminals) freshness.mark(`terminal:${id}`);
    const living =
      users.length + terminals.length === 0 ? [] : await livingSessionsOf(db, { users, terminals });
    const concerned = new Set([...sessions, ...living]);
    for (const id of lookup.standInsOf(concerned, new Set([...users, ...terminals]))) concerned.add(id);
    if (concerned.size > 0) for (const listener of listeners) listener(concerned);
  };

  async function look(): Promise<void> {
    const asOf = freshness.time();
    const changes = await readChanges(db);
    const news = changes.filter(({ kind, id, at }) => told.get(`${kind}:${id}`) !== at);
    const idsOf = (kind: string): string[] =>
      news.filter((change) => change.kind === kind).map(({ id }) => id);
    if (news.length > 0)
      await changed({ sessions: idsOf('session'), users: idsOf('user'), terminals: idsOf('terminal') });
    told.clear();
    for (const { kind, id, at } of changes) told.set(`${kind}:${id}`, at);
    freshness.confirm(asOf);
    await sweep();
  }

  async function sweep(): Promise<void> {
    const now = freshness.time();
    if (now - sweptAt >= sweepEveryMs) {
      sweptAt = now;
      await endIdleSessions(db, deps.wall(), seenWrittenEveryMs);
    }
    if (now - forgotAt >= forgetEveryMs) {
      forgotAt = now;
      await forgetOldSessions(db);
    }
  }

  function lookAgainLater(): void {
    timer = setTimeout(() => {
      looking = look()
        .catch((error: Error) => log.debug({ err: error.message }, 'revocations not read'))
        .finally(() => {
          if (timer !== null) lookAgainLater();
        });
    }, lookEveryMs);
    timer.unref();
  }

  return {
    changed,
    onEnded: (listener) => void listeners.push(listener),
    actorOf: async (sessionId) => {
      const found = await lookup.principalIn(sessionId, (id) => readSession(db, { id }));
      return found === null ? null : actorIn(found.principal, { id: sessionId, surface: found.surface });
    },
    start: () => {
      if (timer === null) lookAgainLater();
    },
    stop: async () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await looking;
    },
  };
}
