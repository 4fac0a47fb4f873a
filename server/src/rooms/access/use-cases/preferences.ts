import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import * as store from '../access.preference.store.ts';
import type { AccessDeps } from './access-deps.ts';

/** More than anybody sets by hand; a script of a page must not fill the table. */
const mostPreferences = 200;

/** Everybody's own, and nobody else's: who asks is whose they are. */
export function createPreferences({ db }: AccessDeps) {
  return {
    async listPreferences(ctx: Ctx): Promise<{ preferences: Record<string, unknown> }> {
      const kept = await store.readPreferences(db, ctx.actor.id);
      return { preferences: Object.fromEntries(kept.map(({ name, value }) => [name, value])) };
    },

    async keepPreference(ctx: Ctx, { name, value }: { name: string; value: unknown }): Promise<{ ok: true }> {
      if (value === null) await store.forgetPreference(db, ctx.actor.id, name);
      else if (!(await store.putPreference(db, ctx.actor.id, name, value, mostPreferences)))
        refuse('access.too_many_preferences');
      return { ok: true };
    },
  };
}
