import type { BookingRules, Capacity } from '@huiting/contracts/appointment';
import { clockIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import { slotsOf } from '../appointment.domain.ts';
import {
  readBranchRules,
  readCapacities,
  replaceCapacities,
  saveBranchRules,
} from '../appointment.rule.store.ts';
import type { AppointmentUses } from '../appointment.service.ts';
import { bookableDays, usualCapacity } from './offer-slots.ts';

interface RuleDocument {
  readonly version: number;
  readonly rules: BookingRules;
  readonly capacities: readonly Capacity[];
}

/** AP-02, AP-05, AP-08: how a branch takes bookings and remote numbers, as one document with a version. */
export function createRules({ db, audit, parameters }: Platform, { directory, queue }: AppointmentUses) {
  return {
    getRules: async (ctx: Ctx, { branchId }: { branchId: string }) => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'appointment.view', branch.path);
      const [{ version, rules }, capacities, services] = await Promise.all([
        readBranchRules(db, branch.id),
        readCapacities(db, branch.id),
        queue.serviceTypes(branch.id),
      ]);
      // The longest of the days one may book shows every half hour there is.
      const times = bookableDays({ directory, parameters }, branch, ctx.now())
        .map((day) => slotsOf(day, null).map(({ start }) => clockIn(branch.timeZone, start)))
        .reduce((longest, day) => (day.length > longest.length ? day : longest), []);
      return {
        version,
        rules,
        capacities,
        services: services.map((service) => ({
          id: service.id,
          code: service.code,
          name: service.name,
          usual: usualCapacity(branch, service),
        })),
        times,
      };
    },

    saveRules: async (ctx: Ctx, input: RuleDocument & { branchId: string }) => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'appointment.configure', branch.path);
      const known = new Set((await queue.serviceTypes(branch.id)).map(({ id }) => id));
      const { version, rules } = input;
      // Each half hour of a service once; the last word counts.
      const capacities = [
        ...new Map(input.capacities.map((one) => [`${one.serviceTypeId} ${one.starts}`, one])).values(),
      ];
      return db.transact(ctx, branch.id, async (tx) => {
        if (capacities.some(({ serviceTypeId }) => !known.has(serviceTypeId)))
          refuse('appointment.unknown_service');
        if (!(await saveBranchRules(tx, version, rules))) refuse('appointment.rules_changed');
        await replaceCapacities(tx, capacities);
        await audit(tx, ctx, {
          action: 'appointment.saveRules',
          object: `branch:${branch.id}`,
          orgUnitId: branch.orgUnitId,
          outcome: 'done',
          detail: { version: version + 1, rules, overrides: capacities.length },
        });
        return { version: version + 1, rules, capacities };
      });
    },
  };
}
