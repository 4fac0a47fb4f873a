import type { Endpoint } from '@huiting/contracts/core/endpoint';
import type { Ctx } from '../../platform/context.ts';
import type { Log } from '../../platform/log.ts';
import type { Audit } from '../../platform/room.ts';
import type { Activity } from './access.activity.service.ts';
import type { Principals } from './access.principals.service.ts';
import { idsOf } from './access.refused.service.ts';

export type Acted = (ctx: Ctx, endpoint: Endpoint, input: unknown, status: number) => void;

/** The emergency account leaves a trace of everything it asks for, reads too: nobody knows beforehand what it was opened for. */
export function createActed(deps: {
  audit: Audit;
  principals: Principals;
  activity: Pick<Activity, 'count'>;
  log: Log;
}): Acted {
  async function trace(ctx: Ctx, endpoint: Endpoint, input: unknown, status: number): Promise<void> {
    const principal = await deps.principals.get('user', ctx.actor.id);
    if (principal === null || principal.until === null) return;
    await deps.audit(null, ctx, {
      action: `emergency.${endpoint.method === 'GET' ? 'read' : 'act'}`,
      object: `endpoint:${endpoint.id}`,
      orgUnitId: null,
      outcome: status < 400 ? 'done' : 'refused',
      detail: { ...idsOf(input), status },
    });
  }

  return (ctx, endpoint, input, status) => {
    if (ctx.actor.kind !== 'user') return;
    if (status < 400) deps.activity.count(ctx, endpoint);
    trace(ctx, endpoint, input, status).catch((error: Error) =>
      deps.log.error(
        { traceId: ctx.traceId, err: error.message },
        'an act of the emergency account was not traced',
      ),
    );
  };
}
