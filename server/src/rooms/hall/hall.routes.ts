import { hallEndpoints } from '@huiting/contracts/hall';
import { presented, routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { AssistCall } from './hall.assist.domain.ts';
import {
  presentCall,
  presentCallUp,
  presentDiversion,
  presentDuty,
  presentFlow,
  presentIncident,
  presentPatrol,
  presentWorklog,
} from './hall.present.ts';
import type { CallUp, Duty } from './hall.positions.domain.ts';
import type { Diversion, ServiceFlow } from './hall.service-flow.domain.ts';
import type { Incident, Patrol } from './hall.worklog.domain.ts';
import type { OverviewService } from './hall.overview.service.ts';
import type { HallService } from './hall.service.ts';
import type { AssistService } from './use-cases/answer-calls.ts';
import type { PositionService } from './use-cases/arrange-positions.ts';
import type { DutyService } from './use-cases/keep-duty.ts';
import type { WorklogAt, WorklogService } from './use-cases/keep-worklog.ts';
import type { ServiceRecords } from './use-cases/record-service.ts';

const toCall = (call: AssistCall) => ({ call: presentCall(call) });
const toDuty = (duty: Duty) => ({ duty: presentDuty(duty) });
const toCallUp = (callUp: CallUp) => ({ callUp: presentCallUp(callUp) });
const toFlow = (flow: ServiceFlow) => ({ flow: presentFlow(flow) });
const toDiversion = (diversion: Diversion) => ({ diversion: presentDiversion(diversion) });

const toWorklog = ({ log, figures }: WorklogAt) => ({ worklog: presentWorklog(log, figures) });
const toPatrol = (patrol: Patrol) => ({ patrol: presentPatrol(patrol) });
const toIncident = (incident: Incident) => ({ incident: presentIncident(incident) });

export interface HallParts {
  readonly service: HallService;
  readonly overview: OverviewService;
  readonly assist: AssistService;
  readonly records: ServiceRecords;
  readonly positions: PositionService;
  readonly duty: DutyService;
  readonly worklogs: WorklogService;
}

export function hallRoutes({
  service,
  overview,
  assist,
  records,
  positions,
  duty,
  worklogs,
}: HallParts): Routes {
  return routes(hallEndpoints, {
    getPulse: service.getPulse,
    listStaffOnDuty: async (ctx, input) => ({ staff: await service.listStaffOnDuty(ctx, input) }),
    getOverview: overview.getOverview,
    listPulses: overview.listPulses,

    callAssist: presented(assist.callAssist, toCall),
    listAssistCalls: async (ctx, input) => {
      const { number, calls } = await assist.listAssistCalls(ctx, input);
      return { number, calls: calls.map(presentCall) };
    },
    acceptAssist: presented(assist.acceptAssist, toCall),
    passAssist: presented(assist.passAssist, toCall),
    arriveAssist: presented(assist.arriveAssist, toCall),
    finishAssist: presented(assist.finishAssist, toCall),
    cancelAssist: presented(assist.cancelAssist, toCall),

    listService: async (ctx, input) => {
      const { flows, diversions, ...rest } = await records.listService(ctx, input);
      return { ...rest, flows: flows.map(presentFlow), diversions: diversions.map(presentDiversion) };
    },
    startFlow: presented(records.startFlow, toFlow),
    tickFlow: presented(records.tickFlow, toFlow),
    recordDiversion: presented(records.recordDiversion, toDiversion),
    settleDiversion: presented(records.settleDiversion, toDiversion),

    getPositions: positions.getPositions,
    setPositions: positions.setPositions,
    setStaffingPlan: positions.setStaffingPlan,
    takeDuty: presented(duty.takeDuty, toDuty),
    endDuty: presented(duty.endDuty, toDuty),
    callReserve: presented(duty.callReserve, toCallUp),
    answerCallUp: presented(duty.answerCallUp, toCallUp),

    getMyWorklog: async (ctx, input) => {
      const { log, figures, date, patrols, incidents } = await worklogs.getMyWorklog(ctx, input);
      return {
        worklog: log === null ? null : presentWorklog(log, log.figures ?? figures),
        date,
        figures,
        patrols: patrols.map(presentPatrol),
        incidents: incidents.map(presentIncident),
      };
    },
    saveWorklog: presented(worklogs.saveWorklog, toWorklog),
    submitWorklog: presented(worklogs.submitWorklog, toWorklog),
    reviewWorklog: presented(worklogs.reviewWorklog, toWorklog),
    listWorklogs: async (ctx, input) => ({
      worklogs: (await worklogs.listWorklogs(ctx, input)).map(({ log, figures }) =>
        presentWorklog(log, figures),
      ),
    }),
    recordPatrol: presented(worklogs.recordPatrol, toPatrol),
    recordIncident: presented(worklogs.recordIncident, toIncident),
  });
}
