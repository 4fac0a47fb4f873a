import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant, Reason, Words } from '../core/fields.ts';

export const worklogErrors = errors({
  'hall.worklog_not_found': { status: 404, zh: '没有这份工作日志', en: 'There is no such worklog' },
  'hall.worklog_wrong_state': {
    status: 409,
    zh: '工作日志已提交或归档，不能再改',
    en: 'The worklog has been submitted or archived',
  },
  'hall.worklog_own': {
    status: 409,
    zh: '不能审阅自己的工作日志',
    en: 'One does not review one’s own worklog',
  },
  'hall.worklog_empty': {
    status: 400,
    zh: '请先写总结再提交',
    en: 'Write the summary before submitting',
  },
});

/** The six parts of a lobby manager's day. */
export const WorklogPart = z.enum([
  'service',
  'business',
  'environment',
  'marketing',
  'incidents',
  'summary',
]);
export type WorklogPart = z.output<typeof WorklogPart>;
const Note = Words(500);
export const WorklogNotes = z.object({
  service: Note,
  business: Note,
  environment: Note,
  marketing: Note,
  incidents: Note,
  summary: Note,
});
export type WorklogNotes = z.output<typeof WorklogNotes>;

/** What the branch's day counts to; every figure follows from events of that day. */
export const WorklogFigures = z.object({
  visits: z.number().int(),
  tickets: z.number().int(),
  elder: z.number().int(),
  booked: z.number().int(),
  known: z.number().int(),
  served: z.number().int(),
  abandoned: z.number().int(),
  averageWaitSeconds: z.number().int().nullable(),
  received: z.number().int(),
  walkIns: z.number().int(),
  diverted: z.number().int(),
  divertedDone: z.number().int(),
  declined: z.number().int(),
  notMovable: z.number().int(),
  patrols: z.number().int(),
  findings: z.number().int(),
  arrivals: z.number().int(),
  rated: z.number().int(),
  good: z.number().int(),
  bad: z.number().int(),
  badClosed: z.number().int(),
  assistCalls: z.number().int(),
  assistEscalated: z.number().int(),
  callUps: z.number().int(),
  alerts: z.number().int(),
  incidents: z.number().int(),
});
export type WorklogFigures = z.output<typeof WorklogFigures>;

export const PatrolItem = z.enum([
  'entrance',
  'signs',
  'cleanliness',
  'selfService',
  'screens',
  'supplies',
  'accessible',
  'safety',
]);
export type PatrolItem = z.output<typeof PatrolItem>;
/** A round through the hall: environment and devices; three a day. */
export const PatrolRound = z.object({
  id: Id,
  round: z.number().int(),
  at: Instant,
  staffName: z.string(),
  findings: z.array(z.object({ item: PatrolItem, words: z.string() })),
});
export type PatrolRound = z.output<typeof PatrolRound>;

export const IncidentKind = z.enum([
  'medical',
  'dispute',
  'fraud',
  'device',
  'power',
  'lost',
  'safety',
  'other',
]);
export type IncidentKind = z.output<typeof IncidentKind>;
export const Incident = z.object({
  id: Id,
  at: Instant,
  kind: IncidentKind,
  words: z.string(),
  handling: z.string(),
  staffName: z.string(),
});
export type Incident = z.output<typeof Incident>;

export const WorklogState = z.enum(['draft', 'submitted', 'returned', 'archived']);
export type WorklogState = z.output<typeof WorklogState>;
export const Worklog = z.object({
  id: Id,
  branchId: Id,
  date: BusinessDate,
  staffId: Id,
  staffName: z.string(),
  state: WorklogState,
  notes: WorklogNotes,
  /** Living until submitted; from then on as they were. */
  figures: WorklogFigures,
  submittedAt: Instant.nullable(),
  review: z.object({ name: z.string(), at: Instant, words: z.string() }).nullable(),
  version: z.number().int(),
});
export type Worklog = z.output<typeof Worklog>;

const brief = z.object({
  id: Id,
  branchId: Id,
  date: BusinessDate,
  staffId: Id,
  staffName: z.string(),
  state: WorklogState,
});
const aboutLog = (id: string) => ({ kind: 'worklog', id });
export const worklogEvents = {
  worklogSubmitted: event({
    type: 'worklog.submitted',
    room: 'hall',
    payload: brief,
    notify: {
      kind: 'hall.worklog',
      severity: 'info',
      dedupeKey: (p) => `worklog:${p.id}`,
      audience: { permission: 'hall.review' },
      title: (p) => ({ zh: `工作日志待审阅 · ${p.staffName}`, en: `Worklog to review · ${p.staffName}` }),
      body: (p) => ({ zh: `${p.date} 大堂经理工作日志`, en: `Lobby manager's worklog of ${p.date}` }),
      subject: (p) => aboutLog(p.id),
      escalateAfterMinutes: null,
    },
  }),
  worklogReviewed: event({
    type: 'worklog.reviewed',
    room: 'hall',
    payload: brief,
    settles: (p) => ({
      alerts: { subject: aboutLog(p.id) },
      outcome: { resolution: p.state === 'archived' ? '已审阅归档' : '已退回修改' },
    }),
  }),
  patrolRecorded: event({
    type: 'patrol.recorded',
    room: 'hall',
    payload: z.object({ id: Id, round: z.number().int(), findings: z.array(PatrolItem) }),
  }),
  /** Without the words: they may name people. */
  incidentRecorded: event({
    type: 'incident.recorded',
    room: 'hall',
    payload: z.object({ id: Id, kind: IncidentKind }),
    notify: {
      kind: 'hall.incident',
      severity: 'warning',
      dedupeKey: (p) => `incident:${p.id}`,
      audience: { permission: 'alert.handle' },
      title: (p) => ({
        zh: `突发事件 · ${incidentWords[p.kind].zh}`,
        en: `Incident · ${incidentWords[p.kind].en}`,
      }),
      body: () => ({
        zh: '大堂已登记，详见当日工作日志',
        en: 'Recorded in the hall; see the worklog of the day',
      }),
      subject: (p) => ({ kind: 'incident', id: p.id }),
      escalateAfterMinutes: 30,
    },
  }),
};

const incidentWords: Record<IncidentKind, { zh: string; en: string }> = {
  medical: { zh: '客户突发疾病', en: 'somebody was taken ill' },
  dispute: { zh: '客户争执', en: 'a dispute' },
  fraud: { zh: '疑似诈骗拦截', en: 'suspected fraud stopped' },
  device: { zh: '设备故障', en: 'a device fault' },
  power: { zh: '停电断网', en: 'power or network lost' },
  lost: { zh: '遗失物品', en: 'lost property' },
  safety: { zh: '安全隐患', en: 'a hazard' },
  other: { zh: '其他', en: 'other' },
};

const LogAnswer = z.object({ worklog: Worklog });
const onLog = { branchId: Id, worklogId: Id };
export const worklogEndpoints = {
  getMyWorklog: endpoint({
    id: 'hall.getMyWorklog',
    method: 'GET',
    path: '/branches/:branchId/my-worklog',
    summary: 'My log of today: figures from the day’s events, my notes, rounds and incidents of the branch',
    input: z.object({ branchId: Id }),
    output: z.object({
      /** Null until something was saved. */
      worklog: Worklog.nullable(),
      date: BusinessDate,
      figures: WorklogFigures,
      patrols: z.array(PatrolRound),
      incidents: z.array(Incident),
    }),
    access: 'hall.worklog',
  }),
  saveWorklog: endpoint({
    id: 'hall.saveWorklog',
    method: 'PUT',
    path: '/branches/:branchId/my-worklog',
    summary: 'Keep my notes of today; another version than the one read is refused',
    input: z.object({ branchId: Id, notes: WorklogNotes, version: z.number().int().min(0) }),
    output: LogAnswer,
    errors: ['hall.worklog_wrong_state'],
    access: 'hall.worklog',
  }),
  submitWorklog: endpoint({
    id: 'hall.submitWorklog',
    method: 'POST',
    path: '/branches/:branchId/worklogs/:worklogId/submit',
    summary: 'Hand the log to the branch manager; its figures stay as they are now',
    input: z.object(onLog),
    output: LogAnswer,
    errors: ['hall.worklog_not_found', 'hall.worklog_wrong_state', 'hall.worklog_empty'],
    access: 'hall.worklog',
  }),
  reviewWorklog: endpoint({
    id: 'hall.reviewWorklog',
    method: 'POST',
    path: '/branches/:branchId/worklogs/:worklogId/review',
    summary: 'Archive a submitted log for good, or return it with words',
    input: z.object({ ...onLog, decision: z.enum(['archive', 'return']), words: Words(300) }),
    output: LogAnswer,
    errors: ['hall.worklog_not_found', 'hall.worklog_wrong_state', 'hall.worklog_own'],
    access: 'hall.review',
  }),
  listWorklogs: endpoint({
    id: 'hall.listWorklogs',
    method: 'GET',
    path: '/branches/:branchId/worklogs',
    summary: 'Logs of a branch, newest day first; at most those of a month',
    input: z.object({ branchId: Id, from: BusinessDate.optional() }),
    output: z.object({ worklogs: z.array(Worklog) }),
    access: 'hall.view',
  }),
  recordPatrol: endpoint({
    id: 'hall.recordPatrol',
    method: 'POST',
    path: '/branches/:branchId/patrols',
    summary: 'A round through the hall, with what was found',
    input: z.object({
      branchId: Id,
      findings: z.array(z.object({ item: PatrolItem, words: Reason })).max(20),
    }),
    output: z.object({ patrol: PatrolRound }),
    access: 'hall.worklog',
  }),
  recordIncident: endpoint({
    id: 'hall.recordIncident',
    method: 'POST',
    path: '/branches/:branchId/incidents',
    summary: 'Something unforeseen, and what was done',
    input: z.object({
      branchId: Id,
      kind: IncidentKind,
      words: Words(300).pipe(z.string().min(1)),
      handling: Words(300),
    }),
    output: z.object({ incident: Incident }),
    access: 'hall.worklog',
  }),
};

/** Rounds a day that the service standard asks for. */
export const worklogDefaults = { patrolRounds: 3 } as const;
