import { hallRetained } from './hall.retention.domain.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import { hallReactions } from './hall.events.ts';
import { hallFeeds } from './hall.feeds.ts';
import { hallRoutes } from './hall.routes.ts';
import { createOverviewService } from './hall.overview.service.ts';
import type { OverviewService } from './hall.overview.service.ts';
import { hallSubject } from './hall.subject.store.ts';
import { createHallService } from './hall.service.ts';
import type { HallService, HallUses } from './hall.service.ts';
import { assistDeadline, createAssistService, offerDeadline } from './use-cases/answer-calls.ts';
import { createPositionService } from './use-cases/arrange-positions.ts';
import { callUpDeadline, createDutyService } from './use-cases/keep-duty.ts';
import { createPulseExporter } from './use-cases/export-pulses.ts';
import { createWorklogExporter } from './use-cases/export-worklogs.ts';
import { createWorklogService } from './use-cases/keep-worklog.ts';
import { createServiceRecords } from './use-cases/record-service.ts';

export type { HallService, HallUses } from './hall.service.ts';

/** The live view of a branch and of many, and the congestion of a hall. */
export function createHall(
  platform: Platform,
  uses: HallUses,
): RoomParts & { readonly service: HallService; readonly overview: OverviewService } {
  const service = createHallService(platform, uses);
  const overview = createOverviewService(platform, uses);
  const records = createServiceRecords(platform, uses);
  const positions = createPositionService(platform, uses);
  const assist = createAssistService(platform, uses, positions);
  const duty = createDutyService(platform, uses, positions);
  const worklogs = createWorklogService(platform, uses);
  const parts = { service, overview, assist, records, positions, duty, worklogs };
  return {
    service,
    overview,
    routes: hallRoutes(parts),
    subject: hallSubject(platform.db),
    retained: hallRetained,
    reactions: hallReactions(parts),
    exporters: [createPulseExporter(overview), createWorklogExporter(uses.directory, worklogs)],
    feeds: hallFeeds({ service, overview }, uses.directory),
    onEvent: ({ branchId }) => overview.hear(branchId),
    deadlines: {
      'hall.look': service.lookAgain,
      [assistDeadline]: assist.escalateAssist,
      [offerDeadline]: assist.offerToAll,
      [callUpDeadline]: duty.passOver,
    },
  };
}
