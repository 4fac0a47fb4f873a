export type PostgresSettings = Record<string, string | number | boolean>;

/**
 * One server for one product on a small machine: many short transactions, queue-like tables that turn over
 * all day, and a restart after a crash that must be back within seconds.
 */
export const productSettings: PostgresSettings = {
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_connections: 60,
  // An acknowledged ticket survives a crash.
  synchronous_commit: 'on',
  wal_compression: 'on',
  min_wal_size: '256MB',
  // Bounds the log that must be replayed after a kill, hence the time until the halls are live again.
  max_wal_size: '512MB',
  checkpoint_timeout: '5min',
  random_page_cost: 1.1,
  jit: false,
  // Tickets, outbox rows and cursors are updated and deleted all day: clean early, in small bites.
  autovacuum_naptime: '15s',
  autovacuum_max_workers: 2,
  autovacuum_vacuum_scale_factor: 0.05,
  autovacuum_analyze_scale_factor: 0.05,
  autovacuum_vacuum_cost_limit: 1000,
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A failing statement's text, key values and parameters may be personal data: keep them out of the log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_line_prefix: '%m [%p] ',
};

/** Test databases are thrown away: no waiting for the disk, and room for many test processes. */
export const testSettings: PostgresSettings = {
  max_connections: 300,
  fsync: false,
  synchronous_commit: 'off',
  full_page_writes: false,
  shared_buffers: '256MB',
  autovacuum: false,
};

export function settingsToArguments(settings: PostgresSettings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => [
    '-c',
    `${name}=${value === true ? 'on' : value === false ? 'off' : value}`,
  ]);
}
