import { z } from 'zod';
import { BusinessDate, Id, Instant, Locale, Named } from '../core/fields.ts';
import { CustomerTier } from '../customer.ts';
import { DisplaySetting, ShownNotice, VoiceLanguage } from './displays.ts';
import { BusinessLine, WindowKind } from '../organization/model.ts';

export const TicketState = z.enum([
  /** Taken from afar; its holder is not here yet, so it is passed over and keeps its place. */
  'absent',
  'waiting',
  'called',
  'serving',
  'parked',
  'skipped',
  'completed',
  'abandoned',
  'cancelled',
]);
export type TicketState = z.output<typeof TicketState>;
export const TicketChannel = z.enum(['kiosk', 'pad', 'h5', 'api']);
export type TicketChannel = z.output<typeof TicketChannel>;
/** How a booking relates to the moment of ticketing. */
export const BookingTiming = z.enum(['early', 'onTime', 'late']);

/** Expected wait: an interval in seconds, or the plain answer that no open window takes this business. */
export const ExpectedWait = z.union([
  z.object({ lowSeconds: z.number().int(), highSeconds: z.number().int() }),
  z.object({ noWindow: z.literal(true) }),
]);
export type ExpectedWait = z.output<typeof ExpectedWait>;

export const ServiceType = z.object({
  id: Id,
  code: z.string(),
  name: Named,
  /** `开户 · 改密 · 社保卡` */
  description: Named,
  prefix: z.string(),
  icon: z.string(),
  sort: z.number().int(),
  /** Wait limit in minutes: 70 % of it is amber, over it is vermilion. */
  waitLimitMinutes: z.number().int(),
  /** Usual and standard handling minutes. */
  standardMinutes: z.number().int(),
  dailyLimit: z.number().int().nullable(),
  /** Hours of this business inside the branch's own; null = all day. */
  hours: z.object({ open: z.string(), close: z.string() }).nullable(),
  elderFriendly: z.boolean(),
  /** Corporate business keeps the branch's corporate hours. */
  line: BusinessLine,
});
export type ServiceType = z.output<typeof ServiceType>;

/** What the customer on the ticket looks like to staff: a snapshot, masked. */
export const TicketCustomer = z.object({
  id: Id,
  maskedName: z.string(),
  tier: CustomerTier,
  elder: z.boolean(),
  disabled: z.boolean(),
});
export type TicketCustomer = z.output<typeof TicketCustomer>;

/** A ticket as staff of the branch see it. */
export const TicketCard = z.object({
  id: Id,
  visitId: Id,
  /** The service request going on, or the last one: what a rating names. */
  requestId: Id,
  number: z.string(),
  state: TicketState,
  serviceTypeId: Id,
  /** Service types done or being done under this number, in order. */
  services: z.array(Id),
  classCode: z.string(),
  channel: TicketChannel,
  language: Locale,
  customer: TicketCustomer.nullable(),
  elder: z.boolean(),
  booked: z.boolean(),
  bookingStart: Instant.nullable(),
  issuedAt: Instant,
  /** Order in its line, µs since the epoch; waiting is counted from it for priority, from issuedAt for people. */
  position: z.number().int(),
  /** Since when it is in its present state. */
  since: Instant,
  calledAt: Instant.nullable(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  windowId: Id.nullable(),
  staffId: Id.nullable(),
  calls: z.number().int(),
  /** Last moment a skipped ticket may be restored, or the holder of an absent one whose turn has come may arrive. */
  restorableUntil: Instant.nullable(),
  note: z.string().nullable(),
});
export type TicketCard = z.output<typeof TicketCard>;

export const WindowSessionState = z.enum(['open', 'paused']);
export const PauseReason = z.enum(['lunch', 'break', 'meeting', 'counting', 'helping', 'other']);
export type PauseReason = z.output<typeof PauseReason>;
export const WindowCard = z.object({
  id: Id,
  label: z.string(),
  number: z.number().int(),
  kind: WindowKind,
  elastic: z.boolean(),
  profileCode: z.string(),
  serviceTypeIds: z.array(Id),
  session: z
    .object({
      id: Id,
      staffId: Id,
      staffName: z.string(),
      staffNumber: z.string(),
      state: WindowSessionState,
      pauseReason: PauseReason.nullable(),
      since: Instant,
      signedInAt: Instant,
    })
    .nullable(),
  /** The ticket called to or served at this window. */
  ticketId: Id.nullable(),
  ticketNumber: z.string().nullable(),
  ticketState: z.enum(['called', 'serving']).nullable(),
  ticketSince: Instant.nullable(),
});
export type WindowCard = z.output<typeof WindowCard>;

/** Newest figures of one service: what kiosk tiles, displays and lanes show. */
export const ServiceFigure = z.object({
  serviceTypeId: Id,
  waiting: z.number().int(),
  /** For a ticket taken now. */
  expected: ExpectedWait,
  openWindowIds: z.array(Id),
  averageWaitSeconds: z.number().int().nullable(),
  /** Null when tickets may be taken; else why not. */
  closed: z
    .enum([
      'notOffered',
      'outsideHours',
      'limitReached',
      'branchClosed',
      'suspended',
      'noonBreak',
      'machineFed',
    ])
    .nullable(),
});
export type ServiceFigure = z.output<typeof ServiceFigure>;

export const QueueFigures = z.object({
  at: Instant,
  businessDate: BusinessDate,
  waiting: z.number().int(),
  /** Σ(call − issue) / called, today; null before the first call. */
  averageWaitSeconds: z.number().int().nullable(),
  longestWaiting: z.object({ ticketId: Id, number: z.string(), since: Instant }).nullable(),
  openWindows: z.number().int(),
  pausedWindows: z.number().int(),
  totalWindows: z.number().int(),
  issued: z.number().int(),
  completed: z.number().int(),
  /** Completed services (笔): one ticket may hold several. */
  completedServices: z.number().int(),
  abandoned: z.number().int(),
  services: z.array(ServiceFigure),
  /** Ticket ids likely to be called next over all open windows, best first, at most five. */
  next: z.array(Id),
  /** Per signed-in window, what it would call, in order, at most a hundred. */
  windowQueues: z.array(z.object({ windowId: Id, ticketIds: z.array(Id) })),
});
export type QueueFigures = z.output<typeof QueueFigures>;

/** One spoken call. The server gives each its own slot, so that no two calls of a hall overlap. */
export const VoiceCall = z.object({
  ticketId: Id,
  ticketNumber: z.string(),
  windowId: Id,
  windowLabel: z.string(),
  windowNumber: z.number().int(),
  language: Locale,
  /** Said in each, in this order; absent in calls announced before there was a choice. */
  languages: z.array(VoiceLanguage).optional(),
  vip: z.boolean(),
  /** 1 for the first call, 2… for recalls. */
  call: z.number().int(),
  startsAt: Instant,
  endsAt: Instant,
});
export type VoiceCall = z.output<typeof VoiceCall>;

export const Board = z.object({
  branchId: Id,
  /** Event number this is true at: subscribe after it. */
  number: z.number().int(),
  businessDate: BusinessDate,
  services: z.array(ServiceType),
  /** Tickets not in a final state, and those ended in the last few minutes. */
  tickets: z.array(TicketCard),
  windows: z.array(WindowCard),
  figures: QueueFigures,
});
export type Board = z.output<typeof Board>;

/** What hall displays, window displays and kiosks may know. */
export const DisplayTicket = z.object({
  id: Id,
  number: z.string(),
  state: TicketState,
  serviceTypeId: Id,
  maskedName: z.string().nullable(),
  elder: z.boolean(),
  vip: z.boolean(),
  booked: z.boolean(),
  windowId: Id.nullable(),
  since: Instant,
  restorableUntil: Instant.nullable(),
});
export type DisplayTicket = z.output<typeof DisplayTicket>;
export const DisplayWindow = z.object({
  id: Id,
  label: z.string(),
  number: z.number().int(),
  kind: WindowKind,
  serviceTypeIds: z.array(Id),
  state: z.enum(['closed', 'open', 'paused']),
  pauseReason: PauseReason.nullable(),
  staffName: z.string().nullable(),
  staffNumber: z.string().nullable(),
  ticketId: Id.nullable(),
  ticketNumber: z.string().nullable(),
  ticketState: z.enum(['called', 'serving']).nullable(),
});
export type DisplayWindow = z.output<typeof DisplayWindow>;
export const DisplayFigures = QueueFigures.omit({ windowQueues: true, longestWaiting: true });
export type DisplayFigures = z.output<typeof DisplayFigures>;
export const DisplayBoard = z.object({
  branchId: Id,
  bankName: z.string(),
  branchName: z.string(),
  number: z.number().int(),
  businessDate: BusinessDate,
  hours: z.object({ opensAt: Instant, closesAt: Instant }).nullable(),
  services: z.array(ServiceType),
  tickets: z.array(DisplayTicket),
  windows: z.array(DisplayWindow),
  figures: DisplayFigures,
  /** Calls whose slot is not over. */
  voice: z.array(VoiceCall),
  lobbyManagers: z.array(z.string()),
  notices: z.array(ShownNotice),
  display: DisplaySetting,
  /** Business that can also be done at a machine of the hall, by kind of machine. */
  elsewhere: z.array(z.object({ place: z.enum(['smartCounter', 'selfService']), services: z.array(Named) })),
});
export type DisplayBoard = z.output<typeof DisplayBoard>;

export const PeriodState = z.enum(['absent', 'waiting', 'called', 'serving', 'parked', 'skipped']);
/** One timed state of a service request. Every duration of the house derives from these. */
export const ServicePeriod = z.object({
  requestId: Id,
  sequence: z.number().int(),
  serviceTypeId: Id,
  state: PeriodState,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  windowId: Id.nullable(),
  staffId: Id.nullable(),
  reason: z.string().nullable(),
});
export type ServicePeriod = z.output<typeof ServicePeriod>;

/** What the bearer of a ticket's link sees. */
export const Progress = z.object({
  number: z.number().int(),
  branchId: Id,
  branchName: z.string(),
  address: z.string(),
  closesAt: Instant.nullable(),
  ticketNumber: z.string(),
  state: TicketState,
  serviceName: Named,
  maskedName: z.string().nullable(),
  issuedAt: Instant,
  calledAt: Instant.nullable(),
  ahead: z.number().int(),
  /** Numbers of those in front, nearest first. */
  aheadNumbers: z.array(z.string()),
  expected: ExpectedWait,
  windowLabel: z.string().nullable(),
  windowLabels: z.array(z.string()),
  restorableUntil: Instant.nullable(),
  canPostpone: z.boolean(),
  canCancel: z.boolean(),
  /** Whether a rating may still be given by this link. */
  ratingOpen: z.boolean(),
});
export type Progress = z.output<typeof Progress>;

/** What the kiosk prints and shows after ticketing. */
export const IssuedTicket = z.object({
  ticket: TicketCard,
  serviceName: Named,
  ahead: z.number().int(),
  expected: ExpectedWait,
  windowLabels: z.array(z.string()),
  /** Path of the progress page, `/h5/t/<token>`. */
  progressPath: z.string(),
  greetingName: z.string().nullable(),
});
export type IssuedTicket = z.output<typeof IssuedTicket>;
