import type { LiveMessage } from '@huiting/contracts/core/live';
import type { FastifyInstance } from 'fastify';
import { keepClock } from './platform/clock/clock-keeper.ts';
import type { ClockKeeper } from './platform/clock/clock-keeper.ts';
import type { Config } from './platform/config.ts';
import { keepDataKeys } from './platform/crypto/data-keys.ts';
import { createFieldCrypto } from './platform/crypto/field-crypto.ts';
import { createIndexKeys } from './platform/crypto/index-keys.ts';
import { keyRoutes } from './platform/crypto/key-routes.ts';
import { createReindexing, resumeReindexing } from './platform/crypto/reindex.ts';
import { createResealing, resealNightly } from './platform/crypto/reseal.ts';
import type { FieldCrypto } from './platform/crypto/field-crypto.ts';
import { createDatabase } from './platform/database/database.ts';
import { createPool } from './platform/database/pool.ts';
import { createConsumers } from './platform/events/consumers.ts';
import type { Consumers } from './platform/events/consumers.ts';
import { createTail } from './platform/events/tail.ts';
import { createWake } from './platform/events/wake.ts';
import { createDiskStore } from './platform/files/disk-store.ts';
import { bindFiles } from './platform/files/file-routes.ts';
import { createFiles } from './platform/files/files.ts';
import { bindRoutes } from './platform/http/binder.ts';
import { bindHealth } from './platform/http/health.ts';
import { platformRoutes } from './platform/http/platform-routes.ts';
import { createHttpServer } from './platform/http/server.ts';
import { serveWeb } from './platform/http/static-files.ts';
import { bindTransfers } from './platform/http/transfers.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { platformJobs } from './platform/jobs/platform-jobs.ts';
import type { Log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { createMonths } from './platform/months.ts';
import { createParameters } from './platform/parameters.ts';
import { bindLive } from './platform/realtime/live-routes.ts';
import { createHub } from './platform/realtime/hub.ts';
import type { Platform, RoomParts } from './platform/room.ts';
import { createTimers } from './platform/timers/timers.ts';
import { createFirstRun } from './first-run/index.ts';
import { createAccess, createAuditWriter } from './rooms/access/index.ts';
import { createAppointment } from './rooms/appointment/index.ts';
import { createCustomer } from './rooms/customer/index.ts';
import { createFeedback } from './rooms/feedback/index.ts';
import { createHall } from './rooms/hall/index.ts';
import { createOrganization } from './rooms/organization/index.ts';
import { createPrivacy } from './rooms/privacy/index.ts';
import { createQueue, noticePaths } from './rooms/queue/index.ts';
import { createStaff } from './rooms/staff/index.ts';
import { createSystem } from './rooms/system/index.ts';
import type { SystemUses } from './rooms/system/index.ts';
import { createWorkflow } from './rooms/workflow/index.ts';

export interface AppOptions {
  readonly config: Config;
  /** The migrated database. */
  readonly url: string;
  readonly log: Log;
  /** False while the embedded database is being restarted. */
  readonly isDatabaseUp: () => boolean;
  /** Business instant a new simulated clock starts at. */
  readonly clockStartsAt: number;
  /** How far the demo's older history has come. */
  readonly history: { daysWanted: number; daysDone: number };
}

export interface App {
  readonly http: FastifyInstance;
  readonly platform: Platform;
  readonly clock: ClockKeeper;
  readonly consumers: Consumers;
  readonly services: ReturnType<typeof buildRooms>['services'];
  /** The one-time code of a bank that does not exist yet; null when there is one. */
  offerSetupCode(): Promise<string | null>;
  /** Begins to answer, react and fire deadlines. Returns the address. */
  start(): Promise<string>;
  stop(): Promise<void>;
}

/** The composition root: the only file that knows every room. Builds them in the map's order. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, url, log } = options;
  const metrics = createMetrics();
  const pool = createPool({ url, size: config.poolSize, log });
  const mode = config.driven ? 'driven' : config.demo === null ? 'real' : 'simulated';
  const clock = await keepClock(
    pool,
    { mode, startAt: options.clockStartsAt, rate: config.demo?.rate ?? 1 },
    log,
  );
  const tail = createTail({ pool, log });
  const wake = createWake({ pool, url, log });
  const timers = createTimers({ pool, now: () => clock.clock.now(), log, driven: config.driven });
  const crypto = createFieldCrypto(config.keyFile);
  const indexKeys = createIndexKeys({ pool, ring: crypto.ring, indexes: crypto.indexes });
  const keys = keepDataKeys({ pool, ring: crypto.ring, indexKeys, wall: Date.now, log });
  const resealing = createResealing({ pool, crypto, wall: Date.now, log });
  const db = createDatabase({
    pool,
    answers: crypto,
    ensureMonth: createMonths(pool),
    fireDue: timers.fireDue,
    committed: (branchId, { events }) => {
      if (events.length === 0) return;
      metrics.committed(events.length);
      tail.offer(branchId, events);
      wake.send();
    },
  });
  const audit = createAuditWriter({ pool, wall: Date.now });
  const files = createFiles({ db, crypto, objects: createDiskStore(config.filesDir), wall: Date.now });
  const platform: Platform = {
    config,
    db,
    pool,
    clock: clock.clock,
    log,
    audit,
    files,
    parameters: createParameters(),
  };
  const jobs = createJobs({ url, log });
  const { parts, services, access } = buildRooms(platform, crypto, {
    jobs,
    consumers: () => consumers,
    streams: () => hub.counts().streams,
    recentRequests: metrics.recent,
  });
  const reindexing = createReindexing({
    pool,
    keys: indexKeys,
    parts: parts.flatMap((room) => room.indexed ?? []),
    audit,
    wall: Date.now,
    now: () => clock.clock.now(),
    log,
  });
  jobs.know([
    ...platformJobs(pool, files),
    resealNightly(resealing),
    resumeReindexing(reindexing),
    ...parts.flatMap((room) => room.jobs ?? []),
  ]);
  files.serve(parts.flatMap((room) => room.attachments ?? []));

  const hub = createHub({ feeds: parts.flatMap((room) => room.feeds ?? []), tail, log });
  tail.onEvent((event) => {
    if (!event.type.startsWith('branch.')) {
      hub.reload(event);
      // Notices belong to a unit, and concern the screens of every branch below it.
      for (const path of noticePaths(event))
        void services.directory
          .underPath(path)
          .then((branches) => branches.forEach(({ id }) => hub.reload({ branchId: id, type: event.type })));
      return;
    }
    // Figures computed, and snapshots fetched, while the branch was being read again may tell it as it was.
    services.directory.refresh(event.branchId).then(
      () => {
        hub.renew(event.branchId);
        hub.reload(event);
      },
      (error: Error) => log.warn({ branchId: event.branchId, err: error.message }, 'branch not read again'),
    );
  });
  for (const room of parts) if (room.onEvent !== undefined) tail.onEvent(room.onEvent);
  tail.onEvent(hub.onEvent);
  wake.onWake(() => tail.nudge());
  access.revocations.onEnded((sessions) => void hub.recheck(sessions, access.revocations.actorOf));
  for (const room of parts)
    for (const [kind, handler] of Object.entries(room.deadlines ?? {})) timers.on(kind, handler);
  const consumers = createConsumers({
    db,
    tail,
    clock: clock.clock,
    driven: config.driven,
    log,
    reactions: parts.flatMap((room) => room.reactions ?? []),
  });

  const http = await createHttpServer({
    log,
    tls: config.tls,
    trustProxy: config.trustProxy,
  });
  const beat = (): LiveMessage => ({ kind: 'beat', at: Date.now(), clock: clock.clock.reading() });
  const binder = {
    authenticator: access.authenticator,
    now: () => clock.clock.now(),
    driven: config.driven ? { advanceTo: (instant: number) => clock.clock.advanceTo(instant) } : null,
    isUp: options.isDatabaseUp,
    publicPerMinute: config.publicPerMinute,
    refused: access.refused,
    acted: access.acted,
    observe: metrics.observe,
    checkOutput: config.checkOutput,
  };
  for (const room of parts) if (room.routes !== undefined) bindRoutes(http, binder, room.routes);
  bindRoutes(http, binder, keyRoutes({ keys, resealing, indexKeys, reindexing, audit }));
  bindRoutes(http, binder, platformRoutes({ platform, clock, consumers, hub, history: options.history }));
  const firstRun = createFirstRun(platform, Date.now);
  bindRoutes(http, binder, firstRun.routes);
  await bindTransfers(
    http,
    binder,
    parts.flatMap((room) => room.transfers ?? []),
  );
  await bindFiles(http, binder, files);
  const live = bindLive(http, {
    hub,
    authenticator: access.authenticator,
    beat,
    isUp: options.isDatabaseUp,
    publicPerMinute: config.publicPerMinute,
  });
  clock.onChange(() => hub.beat(beat));
  metrics.gauge('huiting_streams', 'Open live streams', () => hub.counts().streams);
  metrics.gauge('huiting_consumer_backlog', 'Events not yet handled by reactions', () =>
    consumers.status().reduce((sum, { behind }) => sum + behind, 0),
  );
  let ready = false;
  bindHealth(http, { metrics, ready: () => ready && options.isDatabaseUp(), pool });
  await serveWeb(http, config.webDist);

  const isWorker = config.roles !== 'web';
  return {
    http,
    platform,
    clock,
    consumers,
    services,
    offerSetupCode: firstRun.offerCode,
    start: async () => {
      await keys.load();
      keys.start();
      await services.directory.all();
      await services.readParameters();
      await tail.start();
      await wake.start();
      access.revocations.start();
      if (isWorker) {
        await consumers.start();
        timers.start();
        access.sealer.start();
        for (const room of parts) room.background?.start();
        if (!config.driven) await jobs.start();
      }
      const address = await http.listen({ host: config.host, port: config.port });
      ready = true;
      return address;
    },
    stop: async () => {
      ready = false;
      live.stop();
      hub.close();
      await http.close();
      for (const room of parts) await room.background?.stop();
      await timers.stop();
      await consumers.stop();
      keys.stop();
      await resealing.stop();
      await reindexing.stop();
      await access.sealer.stop();
      await access.revocations.stop();
      if (isWorker && !config.driven) await jobs.stop().catch(() => undefined);
      await wake.stop();
      await tail.stop();
      await clock.stop();
      await pool.end();
    },
  };
}

/** Every room, in the map's order; each gets the services of the earlier rooms it uses. */
function buildRooms(platform: Platform, crypto: FieldCrypto, machinery: SystemUses['machinery']) {
  const organization = createOrganization(platform, {
    // Of rooms that come later: asked when branches are compared with their standards, never before all stand.
    counts: () => [access, staff].flatMap(({ counts }: RoomParts) => counts ?? []),
  });
  const { directory } = organization.service;
  const access = createAccess(platform, { directory, crypto, wall: Date.now });
  const staff = createStaff(platform, { directory, crypto });
  const workflow = createWorkflow(platform, { directory, staff: staff.service });
  const system = createSystem(platform, {
    directory,
    importers: [
      ...[organization, staff].flatMap((room: RoomParts) => room.importers ?? []),
      access.userImporter(staff.service.peopleOfLogins),
    ],
    exporters: () => parts.flatMap(({ exporters }) => exporters ?? []),
    actorOfUser: access.actorOfUser,
    wall: Date.now,
    machinery,
  });
  const customer = createCustomer(platform, { directory, crypto, staff: staff.service, wall: Date.now });
  const queue = createQueue(platform, {
    directory,
    customers: customer.service,
    staff: staff.service,
    crypto,
    wall: Date.now,
  });
  const appointment = createAppointment(platform, {
    directory,
    customers: customer.service,
    queue: queue.service,
    crypto,
    wall: Date.now,
  });
  const feedback = createFeedback(platform, { directory, queue: queue.service, staff: staff.service });
  const hall = createHall(platform, {
    directory,
    staff: staff.service,
    workflow: workflow.service,
    wall: Date.now,
  });
  const before = {
    organization,
    access,
    staff,
    workflow,
    system,
    customer,
    queue,
    appointment,
    feedback,
    hall,
  } satisfies Record<string, RoomParts>;
  const privacy = createPrivacy(platform, {
    directory,
    customers: customer.service,
    appointments: appointment.service,
    crypto,
    subjects: Object.entries(before).flatMap(([room, { subject }]: [string, RoomParts]) =>
      subject === undefined ? [] : [{ room, part: subject }],
    ),
    retained: Object.values(before).flatMap(({ retained }: RoomParts) => retained ?? []),
    wall: Date.now,
  });
  const parts: RoomParts[] = [...Object.values(before), privacy];
  return {
    parts,
    access,
    services: {
      directory,
      access: access.service,
      queue: queue.service,
      crypto,
      readParameters: system.service.refresh,
    },
  };
}
