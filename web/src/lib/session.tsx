import { sessionEndpoints, type Me } from '@huiting/contracts/access/session';
import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useRef, type ReactNode } from 'react';
import { call, onSignedOut } from './api.ts';
import { hasCode } from './problem.ts';

/** Who is signed in on this surface; null = nobody. */
const meQuery = queryOptions({
  queryKey: ['session', 'me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await call(sessionEndpoints.getMe, {}, { signal, tries: 1 });
    } catch (error) {
      if (hasCode(error, 'platform.not_signed_in')) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
  // the gate shows at once that the server is away, and heals itself
  refetchInterval: (query) => (query.state.status === 'error' ? 3_000 : false),
});

const beforeSignOut = new Set<() => void | Promise<void>>();

/** Wipes of local data (the PAD's offline board) that must happen when the session ends, for whatever reason. */
export function whenSessionEnds(wipe: () => void | Promise<void>): () => void {
  beforeSignOut.add(wipe);
  return () => beforeSignOut.delete(wipe);
}

async function forgetSession(queries: QueryClient): Promise<void> {
  await Promise.allSettled([...beforeSignOut].map(async (wipe) => wipe()));
  queries.setQueryData(meQuery.queryKey, null);
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
}

/** `code`: the one-time code of whoever has a second factor. */
export function useSignIn(): (username: string, password: string, code?: string) => Promise<Me> {
  const queries = useQueryClient();
  return async (username, password, code) => {
    const me = await call(sessionEndpoints.signIn, { username, password, ...(code ? { code } : {}) });
    queries.setQueryData(meQuery.queryKey, me);
    return me;
  };
}

/** Becomes who a sign-in by another road has shown this browser to be. */
export function useEnterAs(): (me: Me) => void {
  const queries = useQueryClient();
  return (me) => void queries.setQueryData(meQuery.queryKey, me);
}

/** How people sign in here. While it is not known, the password form stands. */
export const signInWaysQuery = queryOptions({
  queryKey: ['session', 'ways'],
  queryFn: ({ signal }) => call(sessionEndpoints.getSignInWays, {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Asks again who I am and what I may: a duty has been done. */
export function useRenewMe(): () => void {
  const queries = useQueryClient();
  return () => void queries.refetchQueries({ queryKey: meQuery.queryKey });
}

/** Demo bank only: becomes somebody without a password. */
export function useTakeDemoPerson(): (userId: string) => Promise<Me> {
  const queries = useQueryClient();
  return async (userId) => {
    const me = await call(sessionEndpoints.takeDemoPerson, { userId });
    queries.setQueryData(meQuery.queryKey, me);
    return me;
  };
}

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    try {
      await call(sessionEndpoints.signOut, {});
    } finally {
      await forgetSession(queries);
    }
  };
}

/** The session's state for a gate: signed in, signed out, still asking, or failed. Follows every 401. */
export function useSession() {
  const queries = useQueryClient();
  const query = useQuery(meQuery);
  useEffect(() => onSignedOut(() => void forgetSession(queries)), [queries]);
  return query;
}

const MeContext = createContext<Me | null>(null);

export function MeProvider({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** The signed-in person or terminal; only below a session gate. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error('useMe needs a session gate above it');
  return me;
}

/** Whether a control is shown at all; the server decides again. */
export function usePermission(permission: string): boolean {
  return useMe().permissions.includes(permission);
}

/** Signs out after so many minutes without a touch or key on this surface; the server ends idle sessions too. */
export function useIdleSignOut(minutes: number | null): void {
  const signOut = useSignOut();
  const latest = useRef(signOut);
  useEffect(() => {
    latest.current = signOut;
  });
  useEffect(() => {
    if (minutes === null) return;
    let last = Date.now();
    const touched = () => {
      last = Date.now();
    };
    const kinds = ['pointerdown', 'keydown'] as const;
    for (const kind of kinds) window.addEventListener(kind, touched, { passive: true });
    const timer = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) void latest.current();
    }, 15_000);
    return () => {
      clearInterval(timer);
      for (const kind of kinds) window.removeEventListener(kind, touched);
    };
  }, [minutes]);
}
