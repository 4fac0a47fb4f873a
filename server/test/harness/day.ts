import { accessEndpoints } from '@huiting/contracts/access';
import { appointmentEndpoints, bookingRuleDefaults } from '@huiting/contracts/appointment';
import { feedbackEndpoints, usualFollowUpRule } from '@huiting/contracts/feedback';
import type { SurveyContent } from '@huiting/contracts/feedback';
import { hallEndpoints } from '@huiting/contracts/hall';
import { queueEndpoints } from '@huiting/contracts/queue';
import type { IssuedTicket, TicketCard } from '@huiting/contracts/queue';
import { workflowEndpoints } from '@huiting/contracts/workflow';
import type { z } from 'zod';
import type { TestBranch } from './bank.ts';
import type { Client } from './client.ts';
import type { RunningApp } from './house.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Values } from './inputs.ts';

/** Steps of a customer's visit, as the people and screens of a branch take them. */
export function branchDay(client: Client, branch: TestBranch) {
  const { people, services } = branch;
  const at = (window: number) => ({ branchId: branch.id, windowId: branch.windows[window]! });
  return {
    at,
    issue: (service: keyof TestBranch['services'] = 'personal'): Promise<z.output<typeof IssuedTicket>> =>
      client.must(queueEndpoints.issueTicket, people.kiosk, {
        branchId: branch.id,
        serviceTypeId: services[service].id,
      }),
    signIn: (window = 0, person = people.teller) => client.must(queueEndpoints.signIn, person, at(window)),
    callNext: (window = 0, person = people.teller) =>
      client.must(queueEndpoints.callNext, person, at(window)),
    /** Calls the next, serves them and sends them home. */
    serve: async (window = 0, person = people.teller): Promise<TicketCard> => {
      const { ticket } = await client.must(queueEndpoints.callNext, person, at(window));
      if (ticket === null) throw new Error('nobody waits');
      await client.must(queueEndpoints.start, person, at(window));
      const done = await client.must(queueEndpoints.complete, person, { ...at(window), ticketId: ticket.id });
      return done.ticket;
    },
    rate: (requestId: string, level: number) =>
      client.must(feedbackEndpoints.rate, people.evaluator, { branchId: branch.id, requestId, level }),
    board: () => client.must(queueEndpoints.getBoard, people.lobbyManager, { branchId: branch.id }),
  };
}

const newRecord = {
  name: '新支行',
  format: 'light',
  city: '南京',
  address: '新区大道 1 号',
  latitude: 32,
  longitude: 118,
  licenceNo: 'B1',
  phone: '025-00000000',
  areaSquareMetres: 200,
  weekdayHours: { open: '09:00', close: '17:00' },
  weekendHours: null,
  holidayHours: null,
  noonBreak: null,
  corporateWeekdayHours: null,
  corporateWeekendHours: null,
  corporateHolidayHours: null,
};

const surveyContent: SurveyContent = {
  title: { zh: '到店体验', en: 'Your visit' },
  intro: { zh: '', en: '' },
  questions: [
    {
      id: 'q1',
      kind: 'text',
      title: { zh: '说点什么', en: 'Anything to say' },
      required: false,
      options: [],
      scale: null,
    },
  ],
  validFrom: '2026-01-01',
  validUntil: null,
  respondents: 'anyone',
};

/** A known customer is served and rates badly: somebody will call them. */
async function planOneFollowUp(
  { app, client }: Pick<RunningApp, 'app' | 'client'>,
  branch: TestBranch,
): Promise<string> {
  const { people, services, customer, windows } = branch;
  const at = { branchId: branch.id, windowId: windows[0]! };
  await client.must(queueEndpoints.issueTicket, people.lobbyManager, {
    branchId: branch.id,
    serviceTypeId: services.personal.id,
    channel: 'pad',
    identifier: { kind: 'phone', value: customer.phone },
  });
  const { ticket } = await client.must(queueEndpoints.callNext, people.teller, at);
  await client.must(queueEndpoints.start, people.teller, at);
  const done = await client.must(queueEndpoints.complete, people.teller, { ...at, ticketId: ticket!.id });
  await app.consumers.idle();
  await branchDay(client, branch).rate(done.ticket.requestId, 2);
  await app.consumers.idle();
  return done.ticket.requestId;
}

/**
 * A morning in which something of everything happened at a branch: somebody waits, somebody was served and rated badly, so
 * that there is a case and an alert; help was called, and somebody received and shown another way. Gives the ids under the names the contract's inputs have.
 */
export async function liveMorning({ app, client }: RunningApp, branch: TestBranch): Promise<Values> {
  const day = branchDay(client, branch);
  await day.signIn();
  await day.issue();
  const served = await day.serve();
  await app.consumers.idle();
  await day.rate(served.requestId, 1);
  await app.consumers.idle();
  const second = await day.issue();
  await day.serve();
  await app.consumers.idle();
  const followUpId = await planOneFollowUp({ app, client }, branch);
  const waiting = await day.issue();
  const manager = branch.people.lobbyManager;
  const { cases } = await client.must(feedbackEndpoints.listCases, manager, { branchId: branch.id });
  const { alerts } = await client.must(workflowEndpoints.listAlerts, manager, { branchId: branch.id });
  const { terminals } = await client.must(accessEndpoints.listTerminals, branch.people.branchManager, {
    branchId: branch.id,
  });
  const atBranch = { branchId: branch.id };
  const { call } = await client.must(hallEndpoints.callAssist, branch.people.teller, {
    ...day.at(0),
    reason: 'guide',
  });
  const { flow } = await client.must(hallEndpoints.startFlow, manager, {
    ...atBranch,
    ticketId: null,
    serviceTypeId: branch.services.personal.id,
  });
  const { diversion } = await client.must(hallEndpoints.recordDiversion, manager, {
    ...atBranch,
    flowId: flow.id,
    ticketId: null,
    serviceTypeId: null,
    channel: 'smartCounter',
    result: 'guided',
    reason: null,
  });
  const { booking } = await client.must(appointmentEndpoints.bookForCustomer, manager, {
    ...atBranch,
    serviceTypeId: branch.services.personal.id,
    start: Date.parse('2026-11-23T06:00:00Z'),
    name: '周至',
    phone: '15499990009',
  });
  const { survey } = await client.must(feedbackEndpoints.createSurvey, branch.people.branchManager, {
    orgUnitId: branch.orgUnitId,
    content: surveyContent,
  });
  await client.must(feedbackEndpoints.publishSurvey, branch.people.branchManager, {
    surveyId: survey.id,
    version: survey.version,
  });
  if (terminals.length === 0) throw new Error('the branch has no terminals');
  return {
    branchId: branch.id,
    orgUnitId: branch.orgUnitId,
    windowId: branch.windows[0],
    serviceTypeId: branch.services.personal.id,
    ticketId: waiting.ticket.id,
    requestId: second.ticket.requestId,
    customerId: branch.customer.id,
    staffId: branch.people.teller.staffId,
    terminalId: branch.spare.terminalId,
    userId: branch.spare.userId,
    caseId: cases[0]!.id,
    alertId: alerts[0]!.id,
    callId: call.id,
    surveyId: survey.id,
    followUpId,
    bookingId: booking.id,
    'appointment.prepareBooking.date': booking.businessDate,
    flowId: flow.id,
    diversionId: diversion.id,
    'hall.endDuty.staffId': null,
    'hall.setStaffingPlan.plan': (['light', 'normal', 'busy'] as const).map((tier) => ({
      tier,
      lobbyManagers: 1,
      reserves: 1,
      windows: 2,
    })),
    'hall.recordDiversion.reason': null,
    'hall.settleDiversion.reason': null,
    token: waiting.progressPath.split('/').at(-1),
    identifier: { kind: 'phone', value: branch.customer.phone },
    phone: '15499990000',
    date: '2026-11-20',
    from: '2026-11-20',
    start: Date.parse('2026-11-23T02:00:00Z'),
    reason: '测试需要',
    code: 'ZZZZ9999',
    phoneCode: '000000',
    faceId: 'face-1',
    username: 'nobody-here',
    password: 'not-the-password',
    'platform.setClock.rate': 0,
    ...wholeInputs,
  };
}

/**
 * Inputs no rule of thumb makes. Edits are of an older version: whoever may edit meets the conflict, and the branch stays as
 * it is.
 */
export const wholeInputs: Values = {
  'feedback.createSurvey.content': surveyContent,
  'feedback.saveSurvey.version': 99,
  'feedback.saveSurvey.content': surveyContent,
  'feedback.publishSurvey.version': 99,
  'feedback.closeSurvey.version': 99,
  'feedback.answerSurvey.answers': {},
  'feedback.recordFollowUp.satisfaction': null,
  'feedback.saveFollowUpRule.version': 99,
  'feedback.saveFollowUpRule.rule': usualFollowUpRule,
  month: '2026-11',
  // Whoever is not on duty leaves no hall; sending somebody else back is a leader's right.
  'hall.endDuty.staffId': null,
  'hall.setStaffingPlan.plan': ['light', 'normal', 'busy'].map((tier) => ({
    tier,
    lobbyManagers: 1,
    reserves: 0,
    windows: 2,
  })),
  'access.createUser.username': 'newcomer',
  'system.beginExport.kind': 'pulses',
  'system.beginExport.filter': {},
  'system.beginExport.keys': null,
  'access.saveWatchRules.rules': {
    readsFloor: 60,
    readsFactor: 4,
    nightFrom: '21:30',
    nightUntil: '06:30',
    usualNights: 3,
  },
  'access.keepPreference.name': 'console.table.users',
  'access.keepPreference.value': { hidden: ['post'] },
  'organization.createUnit.code': 'NEWUNIT',
  'organization.saveStandard.standard': {
    area: { from: 0, to: 100 },
    zones: [],
    windows: [],
    staffing: [],
    devices: [],
  },
  'organization.applyForChange.change': { kind: 'rename', name: '另一个名字' },
  'organization.applyForBranch.change': {
    kind: 'establish',
    code: 'NEW1',
    timeZone: 'Asia/Shanghai',
    record: newRecord,
  },
  'workflow.publishAlertRule.rule': { levelMinutes: [10], quiet: null, mergeMinutes: 0 },
  'workflow.publishApprovalDefinition.steps': [
    {
      key: 'only',
      name: { zh: '审批', en: 'Approval' },
      approver: { post: 'branchManager', level: 'outlet' },
      when: [],
      agreeing: 1,
      limitMinutes: null,
      whenLate: 'remind',
    },
  ],
  'appointment.saveRules.version': 99,
  'appointment.saveRules.rules': bookingRuleDefaults,
  'appointment.saveRules.capacities': [],
  // Edits of a version that never was, and posts nobody has: the register stays as it is.
  post: 'teller',
  'staff.saveStaff.version': 999,
  'staff.saveCertificates.version': 999,
  'staff.applyForStaffChange.version': 999,
  'staff.applyForStaffChange.move': { kind: 'leave' },
  'staff.applyForHire.hire': { number: 'H9001', name: '新人', post: 'lobbyManager' },
  'staff.planRotation.version': 999,
  'staff.drawLeave.from': '2026-11-30',
  'staff.drawLeave.until': '2026-12-02',
  'staff.signHandover.items': [],
  'staff.saveTeam.version': 999,
  'staff.saveGradeRules.version': 999,
  'staff.saveGradeRules.rules': {
    volume: { weight: 40, fullPerMonth: 600 },
    rating: { weight: 30, atLeastRatings: 10 },
    exams: { weight: 10 },
    service: { weight: 20, fullYears: 10 },
    deductPerError: 1,
    deductPerViolation: 5,
    limits: { G2: 40, G3: 60, G4: 75, G5: 88 },
  },
  'staff.savePost.code': 'teller',
  'staff.savePost.version': 999,
  'staff.savePost.post': {
    name: { zh: '柜员', en: 'Teller' },
    duties: { zh: '', en: '' },
    requires: [],
    isKey: false,
    maxTenureMonths: null,
    isRetired: false,
  },
  'queue.receiveMachineEvents.events': [
    {
      sequence: 1,
      kind: 'issue',
      at: Date.parse('2026-11-20T02:00:00Z'),
      number: 'A001',
      service: 'personal',
    },
  ],
  'queue.saveDisplaySetting.version': 99,
  'queue.saveDisplaySetting.spoken': ['mandarin'],
  'queue.saveDisplaySetting.shown': ['zh-CN'],
  'organization.saveRecord.version': 999,
  'organization.saveRecord.record': {
    name: '改名支行',
    parentId: newId(),
    format: 'full',
    city: '南京',
    address: '示范路 9 号',
    latitude: 32,
    longitude: 118,
    licenceNo: '',
    phone: '',
    areaSquareMetres: 100,
    weekdayHours: null,
    weekendHours: null,
    holidayHours: null,
    noonBreak: null,
    corporateWeekdayHours: null,
    corporateWeekendHours: null,
    corporateHolidayHours: null,
  },
  'organization.compareVersions.from': 1,
  'organization.compareVersions.to': 2,
  'organization.saveLayout.version': 999,
  'organization.saveLayout.layout': { zones: [], windows: [] },
  'organization.saveContacts.version': 999,
  'organization.saveDays.days': [{ date: '2199-12-30', version: 7 }],
  'organization.saveDays.hours': { open: '09:00', close: '17:00' },
  'organization.saveDays.noonBreak': { from: '12:00', until: '13:00' },
  'organization.saveDays.corporateHours': { open: '09:00', close: '17:00' },
  'organization.clearDays.days': [{ date: '2199-12-30', version: 7 }],
};
