import type { Grade } from '@huiting/contracts/staff';
import { expiringDays } from '@huiting/contracts/staff';
import { addDays } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/query.ts';
import { refuse } from '../../platform/errors.ts';
import { authorizeSomewhere } from '../../platform/permits.ts';
import type { StaffFile, StaffInfo, StaffPost } from './staff.domain.ts';
import { homeOf } from './staff.domain.ts';
import { listGrades } from './staff.grades.store.ts';
import { listHoldings } from './staff.posts.store.ts';
import type { RecordParts } from './staff.present.ts';
import { listCertificates, listRevisions } from './staff.record.store.ts';
import * as store from './staff.store.ts';
import { createGrades } from './use-cases/appraise-grades.ts';
import { createChanges } from './use-cases/change-staff.ts';
import { createLeaves } from './use-cases/draw-leave.ts';
import { createTeams } from './use-cases/lead-teams.ts';
import { createPosts } from './use-cases/keep-posts.ts';
import { createRecords } from './use-cases/keep-record.ts';
import { linkLogin } from './use-cases/link-login.ts';
import { createPeopleOfLogins } from './use-cases/link-imported-logins.ts';
import { createProfiles } from './use-cases/show-profile.ts';
import { createRotations } from './use-cases/rotate-posts.ts';
import { reach, todayAt } from './use-cases/staff-deps.ts';
import type { StaffDeps } from './use-cases/staff-deps.ts';

export interface StaffFilter {
  readonly branchId?: string | undefined;
  readonly post?: StaffPost | undefined;
  readonly grade?: Grade | undefined;
  readonly certificates?: 'none' | 'valid' | 'expiring' | 'expired' | undefined;
  readonly left?: 'yes' | 'no' | undefined;
  readonly search?: string | undefined;
  /** Number of the last one on the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export function createStaffService(deps: StaffDeps) {
  const { db } = deps.platform;
  return {
    ...createRecords(deps),
    ...createPosts(deps),
    ...createChanges(deps),
    ...createRotations(deps),
    ...createLeaves(deps),
    ...createTeams(deps),
    ...createGrades(deps),
    ...createProfiles(deps),
    /** For the import of users. */
    peopleOfLogins: createPeopleOfLogins(deps),
    linkLogin: (ctx: Ctx, input: Parameters<typeof linkLogin>[2]) => linkLogin(deps, ctx, input),

    /** For other rooms: no scope check; a reaction reads with its own transaction. @throws staff.not_found */
    get: async (staffId: string, reader: Reader = db): Promise<StaffInfo> =>
      (await store.readStaff(reader, { id: staffId })) ?? refuse('staff.not_found'),
    /** For other rooms, inside their transaction: what the person is called; null when there is none. */
    nameOf: async (reader: Reader, staffId: string): Promise<string | null> =>
      (await store.readStaff(reader, { id: staffId }))?.name ?? null,
    /** For other rooms: whose login this is; null when it is nobody's (an administrator without a register entry), or they have left. */
    byUser: (userId: string): Promise<StaffInfo | null> => store.readStaff(db, { userId }),
    /** For other rooms: everybody whose home is the branch, by number. */
    listAtBranch: (branchId: string): Promise<StaffInfo[]> => store.listAtBranch(db, branchId),

    /** For other rooms: who holds a main post in any of the units, by number. */
    listHolders: (post: StaffPost, unitIds: readonly string[], reader: Reader = db): Promise<StaffInfo[]> =>
      store.listHolders(reader, post, unitIds),

    listStaff: async (
      ctx: Ctx,
      input: StaffFilter,
    ): Promise<{ items: StaffFile[]; nextCursor: string | null; today: string }> => {
      const paths = authorizeSomewhere(ctx, 'staff.view');
      const today = await todayAt(deps, ctx, input.branchId ?? '');
      const root = await deps.directory.root();
      const rows = await store.listFiles(db, {
        paths: root !== null && paths.includes(root.path) ? null : paths,
        branchId: input.branchId ?? null,
        post: input.post ?? null,
        grade: input.grade ?? null,
        certificates: input.certificates ?? null,
        left: input.left === 'yes',
        today,
        expiringUntil: addDays(today, expiringDays),
        search: input.search ?? null,
        after: input.cursor ?? null,
        limit: input.limit + 1,
      });
      const items = rows.slice(0, input.limit);
      return { items, nextCursor: rows.length > input.limit ? items.at(-1)!.number : null, today };
    },

    async getStaff(ctx: Ctx, input: { readonly staffId: string }): Promise<RecordParts> {
      const file = await reach(deps, ctx, 'staff.view', input.staffId);
      const [certificates, holdings, grades, today] = await Promise.all([
        listCertificates(db, file.id),
        listHoldings(db, file.id),
        listGrades(db, file.id),
        todayAt(deps, ctx, homeOf(file)),
      ]);
      return { file, today, certificates, holdings, grades };
    },

    async listStaffRevisions(
      ctx: Ctx,
      input: { readonly staffId: string; readonly cursor?: string | undefined; readonly limit: number },
    ) {
      const file = await reach(deps, ctx, 'staff.view', input.staffId);
      const before = /^\d{1,9}$/.test(input.cursor ?? '') ? Number(input.cursor) : null;
      const rows = await listRevisions(db, file.id, before, input.limit + 1);
      const items = rows.slice(0, input.limit);
      return { items, nextCursor: rows.length > input.limit ? String(items.at(-1)!.version) : null };
    },
  };
}

export type StaffService = ReturnType<typeof createStaffService>;
