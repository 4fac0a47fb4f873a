import type { StaffProfile } from '@huiting/contracts/staff';
import type { Ctx } from '../../../platform/context.ts';
import { certificateState, homeOf } from '../staff.domain.ts';
import { listMonths, listOtherMetrics, sumMonths } from '../staff.figures.store.ts';
import { monthBefore, yearsBetween } from '../staff.grades.domain.ts';
import { comparedOf, radarOf, tagsOf } from '../staff.profile.domain.ts';
import { listPeers } from '../staff.profile.reports.ts';
import { tenureOf } from '../staff.rotation.domain.ts';
import { listTenures } from '../staff.rotation.store.ts';
import { nothingTold } from '../staff.teams.domain.ts';
import { listLedBy } from '../staff.teams.store.ts';
import { reach, todayAt } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';

/** Parts that a room to come will tell of, and the metric by which it is seen that it does. */
const parts = { errors: 'error', exams: 'exam', sales: 'sale', risk: 'risk', awards: 'award' } as const;

/** OS-03: one page of what is known of a person, against their peers, and plainly what is not. */
export function createProfiles(deps: StaffDeps) {
  const { db } = deps.platform;
  return {
    async getProfile(ctx: Ctx, input: { readonly staffId: string }): Promise<StaffProfile> {
      const file = await reach(deps, ctx, 'staff.view', input.staffId);
      const today = await todayAt(deps, ctx, homeOf(file));
      const month = today.slice(0, 7);
      const region = `${file.path.split('/').slice(0, 3).join('/')}/`;
      const people = await listPeers(db, region, file.post, file.id);
      const ids = people.map(({ staffId }) => staffId);
      const recent = await sumMonths(db, ids, monthBefore(month, 2), month);
      const compared = people.map((one) => ({
        staffId: one.staffId,
        ...comparedOf(recent.get(one.staffId) ?? nothingTold, {
          certificates: one.certificates,
          grade: one.grade,
          years: one.enteredOn === null ? null : yearsBetween(one.enteredOn, today),
        }),
      }));
      const own = compared.find(({ staffId }) => staffId === file.id)!;
      const peers = compared.filter(({ staffId }) => staffId !== file.id);
      const radar = radarOf(own, peers);
      const first = monthBefore(month, 11);
      const months = await listMonths(db, [file.id], first, month);
      const others = new Set(
        (await listOtherMetrics(db, [file.id], first, month)).map(({ metric }) => metric),
      );
      const tenures = (
        await listTenures(db, { paths: [file.path], home: homeOf(file), branchId: null, post: null, today })
      ).filter(({ staffId }) => staffId === file.id);
      return {
        staffId: file.id,
        months: Array.from({ length: 12 }, (_, at) => {
          const name = monthBefore(month, 11 - at);
          const { staffId: _staff, ...found } = months.find((one) => one.month === name) ?? {
            staffId: file.id,
            ...nothingTold,
          };
          return { ...found, month: name };
        }),
        radar,
        tags: tagsOf({
          radar,
          work: recent.get(file.id) ?? nothingTold,
          years: own.years,
          certificates: file.certificateCount === 0 ? 'none' : certificateState(file.nextExpiry, today),
          holdsKeyPost: tenures.length > 0,
          isTenureDue: tenures.some((row) => ['near', 'over'].includes(tenureOf(row, today).state)),
          leadsTeam: (await listLedBy(db, file.id, today)).length > 0,
        }),
        peers: peers.length,
        missing: [
          'attendance',
          ...(Object.keys(parts) as (keyof typeof parts)[]).filter((part) => !others.has(parts[part])),
        ],
      };
    },
  };
}
