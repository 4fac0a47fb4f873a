import { platformEndpoints } from '@huiting/contracts/platform';
import type { ClockKeeper } from '../clock/clock-keeper.ts';
import { refuse } from '../errors.ts';
import type { Consumers } from '../events/consumers.ts';
import type { Platform } from '../room.ts';
import { routes } from './handlers.ts';
import type { Routes } from './handlers.ts';

/** The business clock, and how the house itself is: what belongs to no room. */
export function platformRoutes(deps: {
  platform: Platform;
  clock: ClockKeeper;
  consumers: Consumers;
  hub: { counts(): { streams: number } };
  history: { daysWanted: number; daysDone: number };
}): Routes {
  const { platform, clock } = deps;
  const reading = () => {
    const { mode, anchorWall, anchorBusiness, rate } = clock.clock.reading();
    return { mode, anchorWall, anchorBusiness, rate, now: clock.clock.now() };
  };
  return routes(platformEndpoints, {
    getClock: () => Promise.resolve(reading()),
    setClock: async (ctx, { rate }) => {
      if (!ctx.actor.grants.some((grant) => grant.permission === 'clock.control'))
        refuse('platform.forbidden');
      if (clock.clock.reading().mode !== 'simulated') refuse('clock.not_simulated');
      await clock.setRate(rate);
      await platform.audit(null, ctx, {
        action: 'clock.setRate',
        object: 'clock',
        orgUnitId: null,
        outcome: 'done',
        detail: { rate },
      });
      return reading();
    },
    getHealthDetail: async (ctx) => {
      if (!ctx.actor.grants.some((grant) => grant.permission === 'system.view')) refuse('platform.forbidden');
      const { rows } = await platform.pool.query<{
        consumer: string;
        branch_id: string;
        number: number;
        type: string;
        error: string;
        parked_at: number;
      }>('select * from platform.parked_event order by parked_at desc limit 50');
      const parkedBy = (name: string): number => rows.filter(({ consumer }) => consumer === name).length;
      return {
        consumers: deps.consumers
          .status()
          .map(({ name, behind }) => ({ name, behind, parked: parkedBy(name) })),
        parked: rows.map((row) => ({
          consumer: row.consumer,
          branchId: row.branch_id,
          number: row.number,
          type: row.type,
          error: row.error,
          at: row.parked_at,
        })),
        streams: deps.hub.counts().streams,
        history: { ...deps.history },
      };
    },
  });
}
