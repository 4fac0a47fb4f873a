import { insertRow, updateRow } from '../../platform/database/write.ts';

/** The rows a queue command writes. Whole rows as loaded, changed by the decision: few shapes, so few statements to prepare. */

export const updateQueue = updateRow(
  'queue.branch_queue',
  [],
  [
    'business_date',
    'day_open',
    'closes_at',
    'ends_at',
    'strategy_version',
    'last_at',
    'voice_until',
    'counters',
  ],
);

export const insertVisit = insertRow('queue.visit', [
  'business_date',
  'id',
  'customer_id',
  'opened_by',
  'opened_at',
]);

/** What is said once, at issue. */
const issuedColumns = [
  'number',
  'strategy_version',
  'channel',
  'language',
  'booking_id',
  'booking_start',
  'timing',
  'issued_at',
  'expected_seconds',
];
const movingColumns = [
  'visit_id',
  'state',
  'service_type_id',
  'service_code',
  'services',
  'class_code',
  'customer_id',
  'masked_name',
  'tier',
  'elder',
  'disabled',
  'position',
  'since',
  'called_at',
  'started_at',
  'ended_at',
  'window_id',
  'staff_id',
  'calls',
  'restorable_until',
  'postponed',
  'note',
  'request_id',
  'request_sequence',
  'request_opened_at',
  'request_called_at',
  'request_started_at',
  'period_sequence',
  'link_hash',
];
export const insertTicket = insertRow('queue.ticket', [
  'business_date',
  'id',
  ...issuedColumns,
  ...movingColumns,
]);
export const updateTicket = updateRow('queue.ticket', ['business_date', 'id'], movingColumns);

export const updateWindow = updateRow(
  'queue.window_now',
  ['window_id'],
  [
    'kind',
    'profile_code',
    'session_id',
    'staff_id',
    'staff_name',
    'staff_number',
    'state',
    'pause_reason',
    'since',
    'signed_in_at',
    'period_sequence',
    'ticket_id',
    'ticket_number',
    'ticket_state',
    'ticket_since',
  ],
);

export const insertRequest = insertRow('queue.service_request', [
  'business_date',
  'id',
  'ticket_id',
  'visit_id',
  'sequence',
  'service_type_id',
  'service_code',
  'outcome',
  'opened_at',
  'called_at',
  'started_at',
  'ended_at',
  'window_id',
  'staff_id',
  'staff_name',
  'staff_number',
]);

export const insertPeriod = insertRow('queue.service_period', [
  'business_date',
  'request_id',
  'sequence',
  'ticket_id',
  'service_type_id',
  'state',
  'started_at',
  'ended_at',
  'window_id',
  'staff_id',
  'reason',
]);

/** Written when it begins, and again when it ends. */
export const saveSession = insertRow(
  'queue.window_session',
  ['business_date', 'id', 'window_id', 'staff_id', 'signed_in_at', 'signed_out_at'],
  'on conflict (branch_id, business_date, id) do update set signed_out_at = excluded.signed_out_at',
);

export const insertWindowPeriod = insertRow('queue.window_period', [
  'business_date',
  'session_id',
  'sequence',
  'state',
  'reason',
  'started_at',
  'ended_at',
]);
