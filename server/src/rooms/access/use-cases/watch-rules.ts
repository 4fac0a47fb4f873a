import type { WatchRules } from '@huiting/contracts/access/watch';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorizeSomewhere, permits } from '../../../platform/permits.ts';
import * as store from '../access.activity.store.ts';
import type { AccessDeps } from './access-deps.ts';

/** From which point on activity is unusual: parameters of the whole bank. */
export function createWatchRules({ db, audit, directory }: AccessDeps) {
  return {
    getWatchRules: async (ctx: Ctx) => {
      authorizeSomewhere(ctx, 'access.watch');
      return store.readRules(db);
    },

    saveWatchRules: async (ctx: Ctx, input: { version: number; rules: WatchRules }) => {
      authorizeSomewhere(ctx, 'access.manage');
      const root = (await directory.root()) ?? refuse('platform.not_found');
      if (!permits(ctx.actor, 'access.manage', root.path)) refuse('access.whole_bank_only');
      return db.transact(ctx, root.id, async (tx) => {
        const before = await store.readRules(tx);
        if (!(await store.saveRules(tx, input.version, input.rules))) refuse('access.rules_changed');
        await audit(tx, ctx, {
          action: 'watchRules.save',
          object: 'watchRules:all',
          orgUnitId: root.id,
          outcome: 'done',
          detail: { before: before.rules, after: input.rules },
        });
        return store.readRules(tx);
      });
    },
  };
}
