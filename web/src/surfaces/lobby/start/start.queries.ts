import { sessionEndpoints, type Me, type TerminalKind } from '@huiting/contracts/access/session';
import { organizationEndpoints } from '@huiting/contracts/organization';
import { platformEndpoints } from '@huiting/contracts/platform';
import { queryOptions } from '@tanstack/react-query';
import { call, createCall, newIdempotencyKey } from '../../../lib/api.ts';
import { currentLocale } from '../../../lib/i18n.ts';
import { hasCode } from '../../../lib/problem.ts';
import { terminalPlaces } from '../terminal-kinds.ts';

/** A simulated clock is the mark of a demo bank that may be asked before anybody is enrolled. */
export const demoQuery = queryOptions({
  queryKey: ['lobby', 'demo'],
  queryFn: async ({ signal }) => (await call(platformEndpoints.getClock, {}, { signal })).mode !== 'real',
});

export const branchesQuery = queryOptions({
  queryKey: ['lobby', 'branches'],
  queryFn: ({ signal }) => call(organizationEndpoints.listOpenBranches, {}, { signal }),
});

export interface LivingEnrolment {
  readonly kind: TerminalKind;
  readonly branchName: string;
}

/** Which kinds of terminal this browser already is: each kind has a cookie of its own. */
export const enrolmentsQuery = queryOptions({
  queryKey: ['lobby', 'enrolments'],
  queryFn: async ({ signal }): Promise<readonly LivingEnrolment[]> => {
    const found = await Promise.all(
      terminalPlaces.map(async ({ kind }) => ({ kind, me: await whoIs(kind, signal) })),
    );
    return found.flatMap(({ kind, me }) => (me?.branch ? [{ kind, branchName: me.branch.name }] : []));
  },
});

async function whoIs(kind: TerminalKind, signal: AbortSignal): Promise<Me | null> {
  const callAs = createCall({
    fetch: (...args) => globalThis.fetch(...args),
    surface: () => kind,
    locale: currentLocale,
    newKey: newIdempotencyKey,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onSignedOut: () => {},
  });
  try {
    return await callAs(sessionEndpoints.getMe, {}, { signal });
  } catch (error) {
    if (hasCode(error, 'platform.not_signed_in')) return null;
    throw error;
  }
}
