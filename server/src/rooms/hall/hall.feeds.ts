import type { Permission } from '@huiting/contracts/access';
import { Id } from '@huiting/contracts/core/fields';
import { hallTopics } from '@huiting/contracts/hall';
import type { Actor } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { permits } from '../../platform/permits.ts';
import { feed } from '../../platform/realtime/projection.ts';
import type { Feed } from '../../platform/realtime/projection.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { HallService } from './hall.service.ts';

function admitTo(actor: Actor, permission: Permission, path: string): void {
  if (!permits(actor, permission, path)) throw new AppError('platform.forbidden', { permission });
}

/** Gauges only: what changed is told by the queue's own topics. */
export function hallFeeds(service: HallService, directory: BranchDirectory): Feed[] {
  return [
    feed({
      topic: hallTopics.pulse,
      admit: async (actor, key) => {
        await directory.all();
        const branch = directory.known(key);
        if (branch === null) return null;
        admitTo(actor, 'hall.view', branch.path);
        return { branchIds: [branch.id] };
      },
      gauge: { everyMs: 1_000, compute: service.pulse },
    }),
    feed({
      topic: hallTopics.overview,
      admit: async (actor, key) => {
        const unit = Id.safeParse(key).success ? await directory.unitById(key) : null;
        if (unit === null) return null;
        admitTo(actor, 'hall.overview', unit.path);
        return { branchIds: (await directory.underPath(unit.path)).map(({ id }) => id) };
      },
      gauge: {
        everyMs: 2_000,
        compute: async (key) => {
          const branches = await service.pulsesUnder(key);
          return branches === null ? null : { branches };
        },
      },
    }),
  ];
}
