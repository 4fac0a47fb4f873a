import type { Ctx } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/query.ts';
import { refuse } from '../../platform/errors.ts';
import { authorizeSomewhere } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import type { StaffInfo, StaffPost } from './staff.domain.ts';
import * as store from './staff.store.ts';

export interface StaffFilter {
  readonly branchId?: string | undefined;
  readonly post?: StaffPost | undefined;
  readonly search?: string | undefined;
  /** Number of the last one on the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export function createStaffService({ db }: Platform) {
  return {
    /** For other rooms: no scope check; a reaction reads with its own transaction. @throws staff.not_found */
    get: async (staffId: string, reader: Reader = db): Promise<StaffInfo> =>
      (await store.readStaff(reader, { id: staffId })) ?? refuse('staff.not_found'),
    /** For other rooms, inside their transaction: what the person is called; null when there is none. */
    nameOf: async (reader: Reader, staffId: string): Promise<string | null> =>
      (await store.readStaff(reader, { id: staffId }))?.name ?? null,
    /** For other rooms: whose login this is; null when it is nobody's (an administrator without a register entry). */
    byUser: (userId: string): Promise<StaffInfo | null> => store.readStaff(db, { userId }),
    /** For other rooms: everybody whose home is the branch, by number. */
    listAtBranch: (branchId: string): Promise<StaffInfo[]> => store.listAtBranch(db, branchId),

    /** For other rooms: who holds a post in any of the units, by number. */
    listHolders: (post: StaffPost, unitIds: readonly string[], reader: Reader = db): Promise<StaffInfo[]> =>
      store.listHolders(reader, post, unitIds),

    listStaff: async (
      ctx: Ctx,
      input: StaffFilter,
    ): Promise<{ items: StaffInfo[]; nextCursor: string | null }> => {
      const paths = authorizeSomewhere(ctx, 'staff.view');
      const { branchId = null, post = null, search = null, cursor = null, limit } = input;
      const rows = await store.listStaff(db, {
        paths,
        branchId,
        post,
        search,
        after: cursor,
        limit: limit + 1,
      });
      const items = rows.slice(0, limit);
      return { items, nextCursor: rows.length > limit ? items.at(-1)!.number : null };
    },
  };
}

export type StaffService = ReturnType<typeof createStaffService>;
