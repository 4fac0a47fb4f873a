/**
 * The map of the house as data. Boundary rules, the shape gate and the drawn map are generated from it.
 * A room may import only the rooms it lists, through their `index.ts`. Events travel either way: they name no receiver.
 */
export interface Room {
  /** Folder under server/src/rooms and web/src/features; PostgreSQL schema with `_` for `-`. */
  readonly name: string;
  readonly purpose: string;
  readonly uses: readonly string[];
}

/** In building order: an import points only to an earlier room. */
export const rooms = [
  { name: 'organization', purpose: 'org tree, branches, windows, zones, business calendar', uses: [] },
  {
    name: 'access',
    purpose: 'users, roles, data scope, sessions, enrolled terminals, audit trail',
    uses: ['organization'],
  },
  {
    name: 'staff',
    purpose: 'staff register, posts, teams, grades, rotation, mandatory leave, profile',
    uses: ['organization', 'access'],
  },
  { name: 'workflow', purpose: 'alerts with escalation', uses: ['organization', 'access', 'staff'] },
  {
    name: 'system',
    purpose: 'imports and exports, parameters, jobs, health',
    uses: ['organization', 'access', 'staff', 'workflow'],
  },
  {
    name: 'customer',
    purpose: 'customer file, recognition, view, care by relationship managers, due business',
    uses: ['organization', 'access', 'staff'],
  },
  {
    name: 'queue',
    purpose: 'service types, strategy, window sessions, tickets, calling, displays, speech',
    uses: ['organization', 'access', 'staff', 'customer'],
  },
  {
    name: 'appointment',
    purpose: 'slots, bookings, check-in',
    uses: ['organization', 'access', 'staff', 'customer', 'queue'],
  },
  {
    name: 'feedback',
    purpose: 'ratings, bad-rating handling, satisfaction, surveys, follow-up calls',
    uses: ['organization', 'access', 'staff', 'customer', 'queue'],
  },
  {
    name: 'hall',
    purpose: 'live view of a branch and of many, congestion',
    uses: ['organization', 'access', 'staff', 'workflow', 'customer', 'queue', 'appointment', 'feedback'],
  },
  {
    name: 'privacy',
    purpose: 'requests of customers about their own data, retention and its certificates',
    uses: ['organization', 'customer', 'appointment'],
  },
] as const satisfies readonly Room[];

export type RoomName = (typeof rooms)[number]['name'];

/** Web surfaces and the features (rooms) each may compose. */
export const surfaces = [
  {
    name: 'console',
    features: [
      'organization',
      'access',
      'workflow',
      'system',
      'customer',
      'queue',
      'appointment',
      'hall',
      'feedback',
      'staff',
      'privacy',
    ],
  },
  {
    name: 'pad',
    features: [
      'organization',
      'access',
      'workflow',
      'customer',
      'queue',
      'appointment',
      'feedback',
      'hall',
      'staff',
    ],
  },
  {
    name: 'teller',
    features: ['access', 'customer', 'queue', 'appointment', 'feedback', 'workflow', 'hall', 'staff'],
  },
  { name: 'lobby', features: ['access', 'customer', 'queue', 'appointment', 'feedback', 'hall'] },
  { name: 'h5', features: ['queue', 'appointment', 'feedback', 'organization', 'privacy'] },
] as const;

/** Packages outside the rooms and what they may import of ours. */
export const packages = [
  { name: 'contracts', folder: 'contracts', uses: [] },
  { name: 'forecast', folder: 'engines/forecast', uses: [] },
  { name: 'queueing', folder: 'engines/queueing', uses: [] },
  { name: 'roster', folder: 'engines/roster', uses: [] },
  // The demo loader (server/src/demo, no other) fills the house with the simulator's bank.
  { name: 'server', folder: 'server', uses: ['contracts', 'queueing', 'simulator'] },
  // The strategy editor judges and explains with the engine the server decides with.
  { name: 'web', folder: 'web', uses: ['contracts', 'queueing'] },
  { name: 'simulator', folder: 'simulator', uses: ['contracts'] },
  {
    name: 'bench',
    folder: 'bench',
    uses: ['contracts', 'forecast', 'queueing', 'roster', 'server', 'simulator'],
  },
  // Journeys borrow the browser that photographs the gallery, and read which recorded words lie where in the sprite.
  { name: 'e2e', folder: 'e2e', uses: ['contracts', 'server', 'simulator', 'web'] },
  { name: 'tools', folder: 'tools', uses: ['contracts', 'server', 'e2e', 'web'] },
] as const;

/** Where personal data may rest and how a table is spread when one database is not enough (docs/adr/0003). */
export const placements = ['branch', 'customer', 'lookup', 'reference', 'local'] as const;
