// Written by `npm run drift -- --write` from the migrated database. Do not edit.
import type { ColumnType } from 'kysely';

/** A column with a default may be left out when writing. */
type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
/** A column the database computes is never written. */
type Computed<T> = T extends ColumnType<infer S, infer _I, infer _U> ? ColumnType<S, never, never> : ColumnType<T, never, never>;
/** int8: read as a number within safe range. */
type Int8 = ColumnType<number, number | bigint | string, number | bigint | string>;
/** numeric: read as text, so that no digit is lost. */
type Numeric = ColumnType<string, number | string, number | string>;
/** timestamptz: read as milliseconds since the epoch. */
type Instant = ColumnType<number, Date | string, Date | string>;
/** jsonb: read as parsed, written as text. */
type Json = ColumnType<unknown, string, string>;

export interface AccessAuditChain {
  branch_id: string;
  month: string;
  last_sequence: Int8;
  last_hash: string;
}

export interface AccessAuditEntry {
  branch_id: string;
  id: string;
  month: string;
  canonical: string;
  recorded_at: Computed<Instant>;
  actor_id: Computed<string | null>;
  actor_name: Computed<string>;
  action: Computed<string>;
  outcome: Computed<string>;
  sequence: Int8 | null;
  hash: string | null;
}

export interface AccessGrantRequest {
  branch_id: string;
  request_id: string;
  user_id: string;
  role: string;
  org_unit_id: string;
  base_version: number;
  reason: string;
  state: 'pending' | 'granted' | 'rejected' | 'returned' | 'withdrawn' | 'lapsed';
  requested_by_name: string;
  requested_at: Instant;
  ended_at: Instant | null;
}

export interface AccessPasswordHistory {
  user_id: string;
  replaced_at: Instant;
  password_hash: string;
}

export interface AccessRoleGrant {
  user_id: string;
  role: string;
  org_unit_id: string;
  granted_at: Instant;
}

export interface AccessSecondFactor {
  user_id: string;
  secret: string;
  confirmed_at: Instant | null;
  last_step: Generated<Int8>;
}

export interface AccessSession {
  id: string;
  token_hash: string;
  user_id: string | null;
  terminal_id: string | null;
  surface: string;
  idle_ms: number | null;
  opened_at: Instant;
  last_seen_at: Instant;
  ended_at: Instant | null;
  ended_why: 'signedOut' | 'replaced' | 'idle' | 'revoked' | null;
}

export interface AccessSignInFailure {
  key: string;
  failures: number;
  last_at: Instant;
  locked_until: Instant | null;
}

export interface AccessTerminal {
  id: string;
  branch_id: string;
  kind: 'kiosk' | 'hallDisplay' | 'windowDisplay' | 'evaluator';
  name: string;
  window_id: string | null;
  code_hash: string | null;
  code_expires_at: Instant | null;
  enrolled_at: Instant | null;
  revoked_at: Instant | null;
  changed_at: Instant | null;
}

export interface AccessUserAccount {
  id: string;
  username: string;
  name: string;
  password_hash: string | null;
  org_unit_id: string;
  branch_id: string | null;
  staff_id: string | null;
  staff_number: string | null;
  post: string | null;
  frozen: Generated<boolean>;
  changed_at: Instant | null;
  password_set_at: Instant | null;
  must_change_password: Generated<boolean>;
  grants_version: Generated<number>;
}

export interface AccessVOpenSession {
  user_id: string | null;
  surface: string | null;
  opened_at: Instant | null;
}

export interface AccessVUserLogin {
  user_id: string | null;
  username: string | null;
}

export interface AppointmentBooking {
  branch_id: string;
  business_date: string;
  id: string;
  code: string;
  link_hash: string;
  state: 'booked' | 'checkedIn' | 'cancelled' | 'noShow';
  service_type_id: string;
  start_at: Instant;
  end_at: Instant;
  customer_id: string;
  masked_name: string;
  masked_phone: string;
  channel: 'h5' | 'pad' | 'api';
  note: string | null;
  booked_at: Instant;
  check_in_began_at: Instant | null;
  timing: 'early' | 'onTime' | 'late' | null;
  checked_in_at: Instant | null;
  ticket_id: string | null;
  ticket_number: string | null;
}

export interface AppointmentCapacityRule {
  branch_id: string;
  service_type_id: string;
  starts: string;
  capacity: number;
}

export interface AppointmentDemoMessage {
  id: string;
  phone_index: string;
  masked_phone: string;
  text: string;
  at: Instant;
  recorded_at: Instant;
}

export interface AppointmentPhoneCode {
  id: string;
  phone_index: string;
  code_hash: string;
  sent_at: Instant;
  expires_at: Instant;
  tries: Generated<number>;
  used_for: string | null;
}

export interface AppointmentSlot {
  branch_id: string;
  business_date: string;
  service_type_id: string;
  start_at: Instant;
  booked: number;
}

export interface AppointmentVBooking {
  branch_id: string | null;
  business_date: string | null;
  id: string | null;
  state: string | null;
  service_type_id: string | null;
  start_at: Instant | null;
  end_at: Instant | null;
  customer_id: string | null;
  masked_name: string | null;
  channel: string | null;
  booked_at: Instant | null;
  timing: string | null;
  checked_in_at: Instant | null;
  ticket_id: string | null;
}

export interface CustomerArrival {
  branch_id: string;
  business_date: string;
  customer_id: string;
  arrival_id: string;
  at: Instant;
  source: 'idCard' | 'bankCard' | 'phone' | 'bookingCode' | 'face' | 'plate' | 'manual';
  confidence: number;
  place: string;
  ticket_number: string | null;
  owner_staff_id: string | null;
  card: Json;
}

export interface CustomerCard {
  customer_id: string;
  card_id: string;
  number_sealed: string;
}

export interface CustomerConsent {
  customer_id: string;
  purpose: 'face' | 'plate';
  given_at: Instant;
  withdrawn_at: Instant | null;
}

export interface CustomerCustomer {
  customer_id: string;
  name_sealed: string;
  id_number_sealed: string | null;
  phone_sealed: string | null;
  birth_date_sealed: string | null;
  gender: 'female' | 'male' | null;
  tier: 'ordinary' | 'gold' | 'platinum' | 'privateBank';
  disabled: Generated<boolean>;
  tags: Generated<string[]>;
  assets_band: 'under5' | '5to20' | '20to50' | '50to200' | '200to600' | 'over600';
  owner_staff_id: string | null;
  home_branch_id: string | null;
  stage: 'customer' | 'prospect';
  opened_on: string;
  plate_sealed: string | null;
}

export interface CustomerCustomerIdentifier {
  kind: 'idNumber' | 'phone' | 'card' | 'faceId' | 'plate';
  blind_index: string;
  customer_id: string;
}

export interface CustomerHeldProduct {
  customer_id: string;
  product_id: string;
  name: string;
  amount_band: 'under5' | '5to20' | '20to50' | '50to200' | '200to600' | 'over600';
  matures_on: string | null;
}

export interface CustomerSignedService {
  customer_id: string;
  service: 'mobileBanking' | 'smsNotice' | 'directDebit' | 'quickPay' | 'wealthAccount' | 'creditCard';
}

export interface CustomerVArrival {
  branch_id: string | null;
  business_date: string | null;
  arrival_id: string | null;
  customer_id: string | null;
  at: Instant | null;
  source: string | null;
}

export interface CustomerVisitService {
  branch_id: string;
  business_date: string;
  request_id: string;
  customer_id: string;
  at: Instant;
  service_name: Json | null;
  wait_seconds: number;
  level: number | null;
}

export interface CustomerWebhookMessage {
  branch_id: string;
  sender: string;
  message_id: string;
  received_at: Instant;
}

export interface CustomerWebhookSender {
  sender: string;
  purpose: 'face' | 'plate';
  secret_sealed: string;
  scope_path: string;
  active: boolean;
}

export interface FeedbackBadRating {
  branch_id: string;
  business_date: string;
  id: string;
  state: 'open' | 'claimed' | 'talked' | 'closed';
  opened_at: Instant;
  claim_due_at: Instant;
  close_due_at: Instant;
  overdue: Generated<boolean>;
  still_in_branch: boolean;
  presence_told: Generated<boolean>;
  claimed_by: string | null;
  claimed_by_name: string | null;
  claimed_at: Instant | null;
  talk: string | null;
  cause: string | null;
  remedy: string | null;
  closed_at: Instant | null;
}

export interface FeedbackRatingRequest {
  branch_id: string;
  business_date: string;
  id: string;
  ticket_id: string;
  ticket_number: string;
  service_type_ids: string[];
  window_id: string;
  staff_id: string;
  staff_name: string;
  staff_number: string;
  customer_id: string | null;
  masked_name: string | null;
  elder: boolean;
  wait_seconds: number;
  service_seconds: number;
  asked_at: Instant;
  expires_at: Instant;
  state: 'asked' | 'rated' | 'timedOut';
  level: number | null;
  reasons: Generated<string[]>;
  comment: string | null;
  rated_at: Instant | null;
  channel: 'evaluator' | 'link' | null;
}

export interface FeedbackVBadRating {
  branch_id: string | null;
  business_date: string | null;
  id: string | null;
  state: string | null;
  opened_at: Instant | null;
  closed_at: Instant | null;
  overdue: boolean | null;
}

export interface FeedbackVRating {
  branch_id: string | null;
  business_date: string | null;
  id: string | null;
  ticket_id: string | null;
  window_id: string | null;
  staff_id: string | null;
  customer_id: string | null;
  state: string | null;
  level: number | null;
  channel: string | null;
  asked_at: Instant | null;
  rated_at: Instant | null;
}

export interface HallAssistCall {
  branch_id: string;
  business_date: string;
  id: string;
  source: 'window' | 'kiosk' | 'device';
  place_id: string;
  place: string;
  reason: string;
  ticket_number: string | null;
  caller_id: string;
  caller_name: string | null;
  called_at: Instant;
  accept_due_at: Instant;
  escalated: Generated<boolean>;
  state: 'open' | 'accepted' | 'done' | 'cancelled';
  accepted_by: string | null;
  accepted_by_name: string | null;
  accepted_at: Instant | null;
  ended_at: Instant | null;
  outcome: string | null;
}

export interface HallCallUp {
  branch_id: string;
  business_date: string;
  id: string;
  round_id: string;
  staff_id: string;
  staff_name: string;
  cause: 'lobbyManagerBusy' | 'unanswered' | 'congested' | 'manual';
  called_at: Instant;
  answer_due_at: Instant;
  state: 'called' | 'accepted' | 'declined' | 'unanswered' | 'cancelled';
  answered_at: Instant | null;
}

export interface HallCongestion {
  branch_id: string;
  congested: boolean;
  since: Instant;
  told: boolean;
  told_at: Instant | null;
}

export interface HallCongestionRule {
  branch_id: string;
  waiting_per_window: number | null;
  longest_wait_minutes: number | null;
}

export interface HallDiversion {
  branch_id: string;
  business_date: string;
  id: string;
  at: Instant;
  source: 'lobby' | 'kiosk';
  flow_id: string | null;
  ticket_id: string | null;
  ticket_number: string | null;
  service_type_id: string | null;
  service_name: Json | null;
  channel: string | null;
  result: 'guided' | 'completed' | 'returned' | 'declined' | 'notMovable';
  reason: string | null;
  staff_id: string | null;
  staff_name: string | null;
  settled_at: Instant | null;
}

export interface HallDutyPeriod {
  branch_id: string;
  business_date: string;
  id: string;
  staff_id: string;
  staff_name: string;
  kind: 'lobbyManager' | 'reserve';
  how: 'opening' | 'took' | 'calledUp';
  from_at: Instant;
  until_at: Instant | null;
}

export interface HallIncident {
  branch_id: string;
  business_date: string;
  id: string;
  at: Instant;
  kind: string;
  words: string;
  handling: string;
  staff_id: string;
  staff_name: string;
}

export interface HallPatrolRound {
  branch_id: string;
  business_date: string;
  id: string;
  round: number;
  at: Instant;
  staff_id: string;
  staff_name: string;
  findings: Json;
}

export interface HallPosition {
  branch_id: string;
  business_date: string;
  staff_id: string;
  kind: 'lobbyManager' | 'reserve' | 'window';
  rank: number;
}

export interface HallServiceFlow {
  branch_id: string;
  business_date: string;
  id: string;
  staff_id: string;
  staff_name: string;
  ticket_id: string | null;
  ticket_number: string | null;
  masked_name: string | null;
  service_type_id: string | null;
  service_name: Json | null;
  started_at: Instant;
  ticks: Json;
  ended_at: Instant | null;
}

export interface HallStaffingPlan {
  branch_id: string;
  tier: 'light' | 'normal' | 'busy';
  lobby_managers: number;
  reserves: number;
  windows: number;
}

export interface HallWorklog {
  branch_id: string;
  business_date: string;
  id: string;
  staff_id: string;
  staff_name: string;
  state: 'draft' | 'submitted' | 'returned' | 'archived';
  notes: Json;
  figures: Json | null;
  submitted_at: Instant | null;
  reviewer_id: string | null;
  reviewer_name: string | null;
  reviewed_at: Instant | null;
  review_words: string | null;
  version: number;
}

export interface OrganizationBranch {
  id: string;
  org_unit_id: string;
  code: string;
  name: string;
  format: 'flagship' | 'full' | 'light' | 'community' | 'featured';
  stage: 'planning' | 'opening' | 'operating' | 'renovating' | 'suspended' | 'closed';
  city: string;
  address: string;
  licence_no: string;
  phone: string;
  area_square_metres: number;
  latitude: number;
  longitude: number;
  time_zone: string;
  holidays: 'CN' | 'none';
  weekday_open: string | null;
  weekday_close: string | null;
  weekend_open: string | null;
  weekend_close: string | null;
  version: Generated<number>;
  holiday_open: string | null;
  holiday_close: string | null;
  noon_from: string | null;
  noon_until: string | null;
  corporate_weekday_open: string | null;
  corporate_weekday_close: string | null;
  corporate_weekend_open: string | null;
  corporate_weekend_close: string | null;
  calendar_version: Generated<number>;
}

export interface OrganizationBranchApplication {
  branch_id: string;
  application_id: string;
  kind: 'establish' | 'move' | 'rename' | 'reformat' | 'suspend' | 'close';
  subject_branch_id: string;
  subject_unit_id: string;
  subject_name: string;
  org_path: string;
  base_version: number;
  change: Json;
  changes: Json;
  effective_on: string;
  reason: string;
  state: 'pending' | 'approved' | 'applied' | 'rejected' | 'returned' | 'withdrawn' | 'lapsed';
  applicant_id: string;
  applicant_name: string;
  requested_at: Instant;
  ended_at: Instant | null;
  approval_id: string | null;
}

export interface OrganizationBranchCalendarOverride {
  branch_id: string;
  date: string;
  name: string;
  open: string | null;
  close: string | null;
  noon_from: string | null;
  noon_until: string | null;
  corporate_open: string | null;
  corporate_close: string | null;
  version: Generated<number>;
}

export interface OrganizationBranchContact {
  branch_id: string;
  position: number;
  role: 'manager' | 'duty' | 'operations' | 'security' | 'maintenance' | 'other';
  name: string;
  phone: string;
}

export interface OrganizationBranchMilestone {
  branch_id: string;
  id: string;
  stage: 'planning' | 'opening' | 'operating' | 'renovating' | 'suspended' | 'closed';
  starts_on: string;
  planned: boolean;
  note: string;
  document_no: string;
  actor_name: string;
  recorded_at: Instant;
}

export interface OrganizationBranchRevision {
  branch_id: string;
  id: string;
  version: number | null;
  what: 'record' | 'layout' | 'stage' | 'calendar' | 'contacts';
  at: Instant;
  actor_name: string;
  reason: string;
  changes: Json;
}

export interface OrganizationOrgUnit {
  id: string;
  parent_id: string | null;
  level: 'headOffice' | 'regionalBranch' | 'subBranch' | 'outlet';
  code: string;
  name: string;
  path: string;
  bank_name: string | null;
  effective_from: string;
  effective_until: string | null;
}

export interface OrganizationServiceWindow {
  id: string;
  branch_id: string;
  label: string;
  number: number;
  kind: 'general' | 'cash' | 'nonCash' | 'vip' | 'express' | 'corporate' | 'flex';
  elastic: boolean;
  zone_id: string | null;
  service_codes: string[];
  profile_code: string;
  removed: Generated<boolean>;
}

export interface OrganizationVBranch {
  id: string | null;
  org_unit_id: string | null;
  code: string | null;
  name: string | null;
  time_zone: string | null;
  stage: string | null;
  path: string | null;
}

export interface OrganizationVOrgUnit {
  id: string | null;
  parent_id: string | null;
  level: string | null;
  code: string | null;
  name: string | null;
  path: string | null;
}

export interface OrganizationZone {
  id: string;
  branch_id: string;
  kind: 'guidance' | 'waiting' | 'smartService' | 'cashCounter' | 'nonCashCounter' | 'vip' | 'selfService';
  name: string;
  position: number;
  service_codes: string[];
}

export interface PlatformClock {
  singleton: Generated<boolean>;
  mode: 'real' | 'simulated' | 'driven';
  anchor_wall: Instant;
  anchor_business: Instant;
  rate: number;
  beat_wall: Instant;
  beat_business: Instant;
}

export interface PlatformCommandAnswer {
  branch_id: string;
  actor_id: string;
  endpoint: string;
  key: string;
  body_hash: string;
  answer: Json;
  recorded_at: Generated<Instant>;
}

export interface PlatformConsumerCursor {
  consumer: string;
  branch_id: string;
  number: Int8;
}

export interface PlatformEvent {
  branch_id: string;
  number: Int8;
  at: Instant;
  id: string;
  type: string;
  actor_id: string | null;
  trace_id: string;
  payload: Json;
  recorded_at: Generated<Instant>;
}

export interface PlatformEventCounter {
  branch_id: string;
  last: Int8;
}

export interface PlatformMigration {
  number: number;
  name: string;
  checksum: string;
  applied_at: Instant;
  duration_ms: number;
}

export interface PlatformParkedEvent {
  branch_id: string;
  consumer: string;
  number: Int8;
  type: string;
  error: string;
  parked_at: Generated<Instant>;
}

export interface PlatformPartitionedTable {
  name: string;
  by: 'at' | 'business_date';
  fillfactor: Generated<number>;
}

export interface PlatformTimer {
  branch_id: string;
  kind: string;
  ref: string;
  due_at: Instant;
  payload: Generated<Json>;
  tries: Generated<number>;
}

export interface QueueBranchQueue {
  branch_id: string;
  business_date: string | null;
  day_open: Generated<boolean>;
  closes_at: Instant | null;
  ends_at: Instant | null;
  grace_minutes: Generated<number>;
  strategy_version: number;
  last_at: Instant | null;
  voice_until: Instant | null;
  counters: Generated<Json>;
}

export interface QueueOverride {
  branch_id: string;
  business_date: string;
  id: string;
  at: Instant;
  kind: 'calledByName' | 'prioritised';
  ticket_id: string;
  ticket_number: string;
  service_type_id: string;
  class_code: string;
  waited_seconds: number;
  window_label: string | null;
  staff_name: string | null;
  reason: string;
  passed_over: string | null;
}

export interface QueueServicePeriod {
  branch_id: string;
  business_date: string;
  request_id: string;
  sequence: number;
  ticket_id: string;
  service_type_id: string;
  state: 'waiting' | 'called' | 'serving' | 'parked' | 'skipped';
  started_at: Instant;
  ended_at: Instant;
  window_id: string | null;
  staff_id: string | null;
  reason: string | null;
}

export interface QueueServiceRequest {
  branch_id: string;
  business_date: string;
  id: string;
  ticket_id: string;
  visit_id: string;
  sequence: number;
  service_type_id: string;
  service_code: string;
  outcome: 'completed' | 'transferred' | 'abandoned' | 'cancelled';
  opened_at: Instant;
  called_at: Instant | null;
  started_at: Instant | null;
  ended_at: Instant;
  window_id: string | null;
  staff_id: string | null;
  staff_name: string | null;
  staff_number: string | null;
}

export interface QueueServiceStatistic {
  branch_id: string;
  service_code: string;
  median_service_seconds: number;
  relative_errors: number[];
  renewed_at: Instant;
}

export interface QueueServiceType {
  branch_id: string;
  id: string;
  code: string;
  name_zh: string;
  name_en: string;
  description_zh: string;
  description_en: string;
  prefix: string;
  icon: string;
  sort: number;
  wait_limit_minutes: number;
  standard_minutes: number;
  daily_limit: number | null;
  opens: string | null;
  closes: string | null;
  elder_friendly: boolean;
  line: Generated<'personal' | 'corporate'>;
  first_number: Generated<number>;
  last_number: number | null;
  offered: Generated<boolean>;
  diversion: Json | null;
}

export interface QueueSetup {
  branch_id: string;
  version: number;
  document: Json;
  template_version: number | null;
  reason: string;
  changed_by: string;
  changed_by_name: string;
  changed_at: Instant;
}

export interface QueueStrategy {
  branch_id: string;
  version: number;
  document: Json;
  published_at: Instant;
  tests: Generated<Json>;
  reason: Generated<string>;
  published_by: Generated<string>;
  published_by_name: Generated<string>;
  effective: Generated<'now' | 'nextDay'>;
  effective_from: string | null;
  based_on: number | null;
}

export interface QueueStrategyDraft {
  branch_id: string;
  revision: number;
  based_on: number;
  document: Json;
  tests: Json;
  changed_by: string;
  changed_by_name: string;
  changed_at: Instant;
}

export interface QueueTemplate {
  branch_id: string;
  version: number;
  document: Json;
  reason: string;
  changed_by: string;
  changed_by_name: string;
  changed_at: Instant;
}

export interface QueueTicket {
  branch_id: string;
  business_date: string;
  id: string;
  visit_id: string;
  number: string;
  state: 'waiting' | 'called' | 'serving' | 'parked' | 'skipped' | 'completed' | 'abandoned' | 'cancelled';
  service_type_id: string;
  service_code: string;
  services: string[];
  class_code: string;
  strategy_version: number;
  channel: string;
  language: string;
  customer_id: string | null;
  masked_name: string | null;
  tier: string | null;
  elder: boolean;
  disabled: boolean;
  booking_id: string | null;
  booking_start: Instant | null;
  timing: string | null;
  issued_at: Instant;
  position: Int8;
  since: Instant;
  called_at: Instant | null;
  started_at: Instant | null;
  ended_at: Instant | null;
  window_id: string | null;
  staff_id: string | null;
  calls: number;
  restorable_until: Instant | null;
  postponed: boolean;
  note: string | null;
  request_id: string;
  request_sequence: number;
  request_opened_at: Instant;
  request_called_at: Instant | null;
  request_started_at: Instant | null;
  period_sequence: number;
  expected_seconds: number | null;
  link_hash: string;
}

export interface QueueVBranchNow {
  branch_id: string | null;
  business_date: string | null;
  day_open: boolean | null;
  closes_at: Instant | null;
  waiting: number | null;
  work_minutes: number | null;
  limit_minutes: number | null;
  oldest_issued_at: Instant | null;
  critical_issued_at: Instant | null;
  critical_limit_minutes: number | null;
  issued: number | null;
  completed: number | null;
  abandoned: number | null;
  called: number | null;
  wait_seconds: Int8 | null;
  completed_services: number | null;
}

export interface QueueVCompletedService {
  branch_id: string | null;
  business_date: string | null;
  request_id: string | null;
  ticket_id: string | null;
  ticket_number: string | null;
  service_type_id: string | null;
  service_code: string | null;
  window_id: string | null;
  staff_id: string | null;
  staff_name: string | null;
  staff_number: string | null;
  wait_seconds: number | null;
  service_seconds: number | null;
  started_at: Instant | null;
  completed_at: Instant | null;
  customer_id: string | null;
  masked_name: string | null;
  elder: boolean | null;
  channel: string | null;
}

export interface QueueVServiceType {
  branch_id: string | null;
  id: string | null;
  code: string | null;
  name_zh: string | null;
  name_en: string | null;
}

export interface QueueVTicket {
  branch_id: string | null;
  business_date: string | null;
  id: string | null;
  visit_id: string | null;
  number: string | null;
  state: string | null;
  service_type_id: string | null;
  service_code: string | null;
  class_code: string | null;
  channel: string | null;
  customer_id: string | null;
  masked_name: string | null;
  tier: string | null;
  elder: boolean | null;
  booking_id: string | null;
  issued_at: Instant | null;
  called_at: Instant | null;
  started_at: Instant | null;
  ended_at: Instant | null;
  window_id: string | null;
  staff_id: string | null;
}

export interface QueueVWindowNow {
  branch_id: string | null;
  window_id: string | null;
  kind: string | null;
  session_id: string | null;
  staff_id: string | null;
  staff_name: string | null;
  staff_number: string | null;
  state: string | null;
  pause_reason: string | null;
  since: Instant | null;
  signed_in_at: Instant | null;
  ticket_id: string | null;
  ticket_number: string | null;
  ticket_state: string | null;
  ticket_since: Instant | null;
}

export interface QueueVisit {
  branch_id: string;
  business_date: string;
  id: string;
  customer_id: string | null;
  opened_by: 'ticket' | 'checkIn' | 'recognition';
  opened_at: Instant;
}

export interface QueueWindowMapping {
  branch_id: string;
  window_id: string;
  service_codes: string[];
  profile_code: string;
}

export interface QueueWindowNow {
  branch_id: string;
  window_id: string;
  kind: string;
  profile_code: string;
  session_id: string | null;
  staff_id: string | null;
  staff_name: string | null;
  staff_number: string | null;
  state: 'open' | 'paused' | null;
  pause_reason: string | null;
  since: Instant | null;
  signed_in_at: Instant | null;
  period_sequence: Generated<number>;
  ticket_id: string | null;
  ticket_number: string | null;
  ticket_state: 'called' | 'serving' | null;
  ticket_since: Instant | null;
}

export interface QueueWindowPeriod {
  branch_id: string;
  business_date: string;
  session_id: string;
  sequence: number;
  state: string;
  reason: string | null;
  started_at: Instant;
  ended_at: Instant;
}

export interface QueueWindowSession {
  branch_id: string;
  business_date: string;
  id: string;
  window_id: string;
  staff_id: string;
  signed_in_at: Instant;
  signed_out_at: Instant | null;
}

export interface StaffStaffMember {
  id: string;
  number: string;
  name: string;
  post: 'teller' | 'lobbyManager' | 'reserve' | 'relationshipManager' | 'wealthManager' | 'operationsSupervisor' | 'branchManager' | 'headOffice';
  home_branch_id: string | null;
  org_unit_id: string;
  user_id: string | null;
}

export interface WorkflowAlert {
  branch_id: string;
  alert_id: string;
  raised_at: Instant;
  kind: string;
  severity: 'info' | 'warning' | 'urgent';
  state: 'open' | 'claimed' | 'resolved';
  dedupe_key: string;
  title: Json;
  body: Json;
  subject_kind: string;
  subject_id: string;
  audience_permission: string;
  staff_id: string | null;
  repeats: Generated<number>;
  claimed_by: string | null;
  claimed_by_name: string | null;
  claimed_at: Instant | null;
  resolved_at: Instant | null;
  resolution: string | null;
  escalates_at: Instant | null;
  escalated: Generated<boolean>;
}

export interface WorkflowApproval {
  branch_id: string;
  approval_id: string;
  kind: string;
  definition_version: number;
  steps: Json;
  subject_kind: string;
  subject_id: string;
  subject_version: number;
  title: Json;
  facts: Json;
  org_unit_id: string;
  org_path: string;
  unit_name: string;
  applicant_id: string;
  applicant_name: string;
  requested_at: Instant;
  state: 'pending' | 'approved' | 'rejected' | 'returned' | 'withdrawn';
  step_index: number | null;
  step_since: Instant | null;
  due_at: Instant | null;
  late: Generated<boolean>;
  approver_units: Generated<string[]>;
  ended_at: Instant | null;
  barred: Generated<string[]>;
}

export interface WorkflowApprovalDecision {
  branch_id: string;
  approval_id: string;
  staff_id: string;
  staff_name: string;
  step_key: string;
  verdict: 'approve' | 'return' | 'reject';
  opinion: string;
  decided_at: Instant;
}

export interface WorkflowApprovalDefinition {
  kind: string;
  version: number;
  steps: Json;
  note: string;
  published_by: string;
  published_by_name: string;
  published_at: Instant;
}

export interface WorkflowMessage {
  branch_id: string;
  staff_id: string;
  message_id: string;
  kind: string;
  title: Json;
  body: Json;
  subject_kind: string;
  subject_id: string;
  subject_branch_id: string;
  sent_at: Instant;
  read_at: Instant | null;
}

export interface WorkflowOpenAlert {
  branch_id: string;
  dedupe_key: string;
  alert_id: string;
  raised_at: Instant;
  kind: string;
  severity: string;
  subject_kind: string;
  subject_id: string;
}

export interface WorkflowTodo {
  branch_id: string;
  staff_id: string;
  todo_id: string;
  kind: string;
  title: Json;
  from_name: string;
  subject_kind: string;
  subject_id: string;
  subject_branch_id: string;
  since: Instant;
  due_at: Instant | null;
  late: Generated<boolean>;
}

export interface WorkflowVAlert {
  branch_id: string | null;
  alert_id: string | null;
  raised_at: Instant | null;
  kind: string | null;
  severity: string | null;
  state: string | null;
}

export interface DB {
  'access.audit_chain': AccessAuditChain;
  'access.audit_entry': AccessAuditEntry;
  'access.grant_request': AccessGrantRequest;
  'access.password_history': AccessPasswordHistory;
  'access.role_grant': AccessRoleGrant;
  'access.second_factor': AccessSecondFactor;
  'access.session': AccessSession;
  'access.sign_in_failure': AccessSignInFailure;
  'access.terminal': AccessTerminal;
  'access.user_account': AccessUserAccount;
  'access.v_open_session': AccessVOpenSession;
  'access.v_user_login': AccessVUserLogin;
  'appointment.booking': AppointmentBooking;
  'appointment.capacity_rule': AppointmentCapacityRule;
  'appointment.demo_message': AppointmentDemoMessage;
  'appointment.phone_code': AppointmentPhoneCode;
  'appointment.slot': AppointmentSlot;
  'appointment.v_booking': AppointmentVBooking;
  'customer.arrival': CustomerArrival;
  'customer.card': CustomerCard;
  'customer.consent': CustomerConsent;
  'customer.customer': CustomerCustomer;
  'customer.customer_identifier': CustomerCustomerIdentifier;
  'customer.held_product': CustomerHeldProduct;
  'customer.signed_service': CustomerSignedService;
  'customer.v_arrival': CustomerVArrival;
  'customer.visit_service': CustomerVisitService;
  'customer.webhook_message': CustomerWebhookMessage;
  'customer.webhook_sender': CustomerWebhookSender;
  'feedback.bad_rating': FeedbackBadRating;
  'feedback.rating_request': FeedbackRatingRequest;
  'feedback.v_bad_rating': FeedbackVBadRating;
  'feedback.v_rating': FeedbackVRating;
  'hall.assist_call': HallAssistCall;
  'hall.call_up': HallCallUp;
  'hall.congestion': HallCongestion;
  'hall.congestion_rule': HallCongestionRule;
  'hall.diversion': HallDiversion;
  'hall.duty_period': HallDutyPeriod;
  'hall.incident': HallIncident;
  'hall.patrol_round': HallPatrolRound;
  'hall.position': HallPosition;
  'hall.service_flow': HallServiceFlow;
  'hall.staffing_plan': HallStaffingPlan;
  'hall.worklog': HallWorklog;
  'organization.branch': OrganizationBranch;
  'organization.branch_application': OrganizationBranchApplication;
  'organization.branch_calendar_override': OrganizationBranchCalendarOverride;
  'organization.branch_contact': OrganizationBranchContact;
  'organization.branch_milestone': OrganizationBranchMilestone;
  'organization.branch_revision': OrganizationBranchRevision;
  'organization.org_unit': OrganizationOrgUnit;
  'organization.service_window': OrganizationServiceWindow;
  'organization.v_branch': OrganizationVBranch;
  'organization.v_org_unit': OrganizationVOrgUnit;
  'organization.zone': OrganizationZone;
  'platform.clock': PlatformClock;
  'platform.command_answer': PlatformCommandAnswer;
  'platform.consumer_cursor': PlatformConsumerCursor;
  'platform.event': PlatformEvent;
  'platform.event_counter': PlatformEventCounter;
  'platform.migration': PlatformMigration;
  'platform.parked_event': PlatformParkedEvent;
  'platform.partitioned_table': PlatformPartitionedTable;
  'platform.timer': PlatformTimer;
  'queue.branch_queue': QueueBranchQueue;
  'queue.override': QueueOverride;
  'queue.service_period': QueueServicePeriod;
  'queue.service_request': QueueServiceRequest;
  'queue.service_statistic': QueueServiceStatistic;
  'queue.service_type': QueueServiceType;
  'queue.setup': QueueSetup;
  'queue.strategy': QueueStrategy;
  'queue.strategy_draft': QueueStrategyDraft;
  'queue.template': QueueTemplate;
  'queue.ticket': QueueTicket;
  'queue.v_branch_now': QueueVBranchNow;
  'queue.v_completed_service': QueueVCompletedService;
  'queue.v_service_type': QueueVServiceType;
  'queue.v_ticket': QueueVTicket;
  'queue.v_window_now': QueueVWindowNow;
  'queue.visit': QueueVisit;
  'queue.window_mapping': QueueWindowMapping;
  'queue.window_now': QueueWindowNow;
  'queue.window_period': QueueWindowPeriod;
  'queue.window_session': QueueWindowSession;
  'staff.staff_member': StaffStaffMember;
  'workflow.alert': WorkflowAlert;
  'workflow.approval': WorkflowApproval;
  'workflow.approval_decision': WorkflowApprovalDecision;
  'workflow.approval_definition': WorkflowApprovalDefinition;
  'workflow.message': WorkflowMessage;
  'workflow.open_alert': WorkflowOpenAlert;
  'workflow.todo': WorkflowTodo;
  'workflow.v_alert': WorkflowVAlert;
}
