import { staffEvents } from '@huiting/contracts/staff';
import type { PeopleOfLogins } from '../../access/index.ts';
import { homeOf } from '../staff.domain.ts';
import * as store from '../staff.register.store.ts';
import { changedFact } from './keep-record.ts';
import type { StaffDeps } from './staff-deps.ts';

/** For the import of users (room access): who is whose login, and each link as `linkLogin` makes one. */
export function createPeopleOfLogins(deps: StaffDeps): PeopleOfLogins {
  return {
    read: async (reader, numbers) => {
      const people = await store.readPeople(reader, numbers === 'all' ? null : numbers);
      return new Map(people.map(({ number, ...person }) => [number, person]));
    },

    link: async (ctx, slice, links) => {
      if (links.length === 0) return;
      const files = await store.linkUsers(slice, links);
      const names = new Map(links.map(({ staffId, username }) => [staffId, username]));
      await store.insertRevisions(
        slice,
        { at: ctx.now(), actorName: ctx.actor.name, what: 'login', reason: '批量导入' },
        links.map(({ staffId, username }) => ({
          staffId,
          changes: [{ field: 'username', before: null, after: username }],
        })),
      );
      for (const file of files) {
        const home = homeOf(file);
        slice.emitAt(home, staffEvents.changed, changedFact(file));
        await deps.platform.audit({ branchId: home, rows: slice.rows }, ctx, {
          action: 'staff.linkLogin',
          object: `staff:${file.id}`,
          orgUnitId: file.orgUnitId,
          outcome: 'done',
          detail: { username: names.get(file.id), reason: '批量导入' },
        });
      }
    },
  };
}
