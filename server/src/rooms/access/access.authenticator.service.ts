import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/context.ts';
import { refuse } from '../../platform/errors.ts';
import type { Authenticator } from '../../platform/http/binder.ts';
import type { Principal, Session, Surface } from './access.domain.ts';
import type { DeviceProofs } from './access.device-proof.domain.ts';
import type { Principals } from './access.principals.service.ts';
import { actorIn } from './access.sessions.service.ts';
import type { Sessions } from './access.sessions.service.ts';

/** One cookie per surface, and per kind of terminal: cookies ignore ports, and eight roles live in one browser. */
export const cookieOf = (surface: Surface): string => `ht_${surface}`;

/** A stand-in of the demo's director acts under a session id of its own: `<director's session>~<surface>~<who>`. */
export interface ActorLookup extends Authenticator {
  /** Who a session id (also a stand-in's) stands for now; null when it ended. */
  principalIn(
    sessionId: string,
    readSession: (id: string) => Promise<Session | null>,
  ): Promise<{ principal: Principal; surface: Surface } | null>;
  /** Stand-ins alive under these sessions, or playing these users and terminals. */
  standInsOf(sessions: ReadonlySet<string>, people: ReadonlySet<string>): string[];
}

export function createAuthenticator(deps: {
  sessions: Sessions;
  principals: Principals;
  proofs: DeviceProofs;
  /** Told when a session's cookie came from a browser that is not its own. */
  onForeignDevice: (session: Session) => void;
  demo: boolean;
}): ActorLookup {
  const { sessions, principals } = deps;
  const standIns = new Set<string>();

  async function signedIn(
    request: FastifyRequest,
    surface: Surface,
  ): Promise<{ session: Session; principal: Principal } | null> {
    const token = request.cookies[cookieOf(surface)];
    const proof = request.headers['x-device-proof'];
    const isFromItsBrowser = (session: Session): boolean => {
      if (session.deviceKey === null) return true;
      const key = deps.proofs.keyOf(typeof proof === 'string' ? proof : undefined, surface);
      if (key === session.deviceKey) return true;
      deps.onForeignDevice(session);
      return false;
    };
    const session = token === undefined ? null : await sessions.use(token, isFromItsBrowser);
    if (session === null || session.surface !== surface) return null;
    const principal = await sessions.principalOf(session);
    return principal === null ? null : { session, principal };
  }

  /** Demo only: the director acts as somebody else, with that one's own rights and no more. Never silently as the director. */
  async function actAs(request: FastifyRequest, surface: Surface, who: string): Promise<Actor> {
    const director = (await signedIn(request, 'console')) ?? (await signedIn(request, surface));
    if (!deps.demo || director === null || !director.principal.roles.includes('demoDirector'))
      return refuse('platform.forbidden');
    const played = /^[0-9a-f-]{36}$/.test(who) ? await principals.find(who) : null;
    if (played === null) return refuse('platform.forbidden');
    const id = `${director.session.id}~${surface}~${who}`;
    standIns.add(id);
    return actorIn(played, { id, surface });
  }

  return {
    actorOf: async (request, surface) => {
      if (surface === null) return null;
      const who = request.headers['x-act-as'];
      if (typeof who === 'string') return actAs(request, surface, who);
      const found = await signedIn(request, surface);
      return found === null ? null : actorIn(found.principal, found.session);
    },

    principalIn: async (sessionId, readSession) => {
      const [id, surface, who] = sessionId.split('~') as [string, Surface?, string?];
      const session = await readSession(id);
      const holder = session === null ? null : await sessions.principalOf(session);
      if (session === null || holder === null) return null;
      if (surface === undefined || who === undefined) return { principal: holder, surface: session.surface };
      const played = deps.demo && holder.roles.includes('demoDirector') ? await principals.find(who) : null;
      return played === null ? null : { principal: played, surface };
    },

    standInsOf: (ended, people) => {
      const concerned = [...standIns].filter((id) => {
        const [session, , who] = id.split('~') as [string, string, string];
        return ended.has(session) || people.has(who);
      });
      for (const id of concerned) if (ended.has(id.split('~')[0]!)) standIns.delete(id);
      return concerned;
    },
  };
}
