import type { Keys } from '@huiting/contracts/platform/keys';
import { keyEndpoints } from '@huiting/contracts/platform/keys';
import type { Ctx } from '../context.ts';
import { refuse } from '../errors.ts';
import { routes } from '../http/handlers.ts';
import type { Routes } from '../http/handlers.ts';
import { authorizeSomewhere } from '../permits.ts';
import type { Audit } from '../room.ts';
import type { DataKeys } from './data-keys.ts';
import type { IndexKeys } from './index-keys.ts';
import type { Reindexing } from './reindex.ts';
import type { Resealing } from './reseal.ts';

/** Rotating the keys of personal data, while everybody works (SE-05). */
export function keyRoutes(deps: {
  keys: DataKeys;
  resealing: Resealing;
  indexKeys: IndexKeys;
  reindexing: Reindexing;
  audit: Audit;
}): Routes {
  const { keys, resealing, indexKeys, reindexing } = deps;

  async function show(): Promise<Keys> {
    const [list, old, run, present, indexRun] = await Promise.all([
      keys.list(),
      resealing.count(),
      resealing.last(),
      indexKeys.present(),
      reindexing.last(),
    ]);
    return { keys: list.reverse(), old, run, index: { ...present, run: indexRun } };
  }
  /** Keys are the whole bank's: `/` or `/JH/`. */
  function assertWholeBank(ctx: Ctx): void {
    const paths = authorizeSomewhere(ctx, 'access.manage');
    if (!paths.some((path) => path.split('/').length <= 3)) refuse('keys.whole_bank_only');
  }
  async function told(
    ctx: Ctx,
    action: string,
    detail: Record<string, unknown>,
    object = 'keys:data',
  ): Promise<void> {
    await deps.audit(null, ctx, { action, object, orgUnitId: null, outcome: 'done', detail });
  }

  return routes(keyEndpoints, {
    listKeys: async (ctx) => {
      authorizeSomewhere(ctx, 'access.manage');
      return show();
    },
    rotateKey: async (ctx, { algorithm }) => {
      assertWholeBank(ctx);
      const version = await keys.rotate(algorithm);
      await told(ctx, 'keys.rotate', { version, algorithm });
      return show();
    },
    resealValues: async (ctx) => {
      assertWholeBank(ctx);
      const run = await resealing.begin(ctx.actor.name);
      await told(ctx, 'keys.reseal', { version: run.version, values: run.total });
      return show();
    },
    reindexValues: async (ctx, { givesUp }) => {
      assertWholeBank(ctx);
      const { fromVersion: from, toVersion: to, total } = await reindexing.begin(ctx.actor.name, givesUp);
      await told(ctx, 'keys.reindex', { from, to, values: total, givesUp }, 'keys:index');
      return show();
    },
  });
}
