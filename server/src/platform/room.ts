import type pg from 'pg';
import type { BranchCount } from './branch-counts.ts';
import type { BusinessClock } from './clock/business-clock.ts';
import type { Config } from './config.ts';
import type { Ctx } from './context.ts';
import type { IndexedValues } from './crypto/reindex.ts';
import type { Database, Tx } from './database/database.ts';
import type { Reaction } from './events/consumers.ts';
import type { OutboxEvent } from './events/outbox.ts';
import type { Exporter } from './exports/exporter.ts';
import type { AttachmentOwner, Files } from './files/files.ts';
import type { Routes } from './http/handlers.ts';
import type { Transfer } from './http/transfers.ts';
import type { Importer } from './imports/importer.ts';
import type { Job } from './jobs/jobs.ts';
import type { Log } from './log.ts';
import type { Parameters } from './parameters.ts';
import type { RetainedKind, SubjectPart } from './personal-data.ts';
import type { Feed } from './realtime/projection.ts';
import type { TimerHandler } from './timers/timers.ts';

/** Something that must be traceable: logins, refusals, grants, configuration, unmasking, reads of personal data, overrides of the queue. */
export interface AuditRecord {
  readonly action: string;
  /** `<kind>:<id>` of what it was done to. */
  readonly object: string;
  readonly orgUnitId: string | null;
  readonly outcome: 'done' | 'refused';
  /** Before and after, reason; never a secret, never personal data in clear. */
  readonly detail: Record<string, unknown>;
}

/** Port that access implements. With a transaction (or a slice, and the home it is told at) the row commits with the act; without, on its own. */
export type Audit = (
  tx: Pick<Tx, 'branchId' | 'rows'> | null,
  ctx: Ctx,
  record: AuditRecord,
) => Promise<void>;

/** What every room is built from. Rooms it uses come as further arguments of its `createX`. */
export interface Platform {
  readonly config: Config;
  readonly db: Database;
  readonly pool: pg.Pool;
  readonly clock: BusinessClock;
  readonly log: Log;
  readonly audit: Audit;
  readonly files: Files;
  /** Figures a bank may set (SY-02). */
  readonly parameters: Parameters;
}

/** What a room gives to the composition root, besides its service. Absent = none. */
export interface RoomParts {
  readonly routes?: Routes;
  readonly reactions?: readonly Reaction[];
  readonly feeds?: readonly Feed[];
  /** Told of every event of every process, at least once: for what is kept in memory. It must not wait for anything. */
  readonly onEvent?: (event: OutboxEvent) => void;
  /** Handlers of the deadlines it sets, by kind `<room>.<what>`. */
  readonly deadlines?: Readonly<Record<string, TimerHandler>>;
  readonly jobs?: readonly Job[];
  /** Registers that can be filled from a file and given out as one. */
  readonly importers?: readonly Importer[];
  /** Lists that are given out as a file, by a job. */
  readonly exporters?: readonly Exporter[];
  /** Addresses at which files are taken in or given out. */
  readonly transfers?: readonly Transfer[];
  /** Work of its own that runs as long as a worker process does. */
  readonly background?: { start(): void; stop(): Promise<void> };
  /** What it knows of a customer, and how it forgets them. */
  readonly subject?: SubjectPart;
  /** What it finds by blind index. */
  readonly indexed?: IndexedValues;
  /** How long its rows are kept. */
  readonly retained?: readonly RetainedKind[];
  /** How many of what it keeps each branch has. */
  readonly counts?: readonly BranchCount[];
  /** Kinds of things that have attachments. */
  readonly attachments?: readonly AttachmentOwner[];
}
