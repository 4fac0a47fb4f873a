import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { MachineEvent, MachineFeed } from '@huiting/contracts/queue/machine';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { addDays, instantOf } from '../../platform/clock/zone-time.ts';
import type { Actor } from '../../platform/context.ts';
import { bindRoutes } from '../../platform/http/binder.ts';
import { createHttpServer } from '../../platform/http/server.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { signMessage } from '../../platform/webhooks/signature.ts';
import { buildHall } from './queue.fixtures.ts';
import type { QueueHall } from './queue.fixtures.ts';

/** The feed of a queue machine: whatever order its events come in and however often, the tickets are those of the right order. */

const wall = 1_800_000_000_000;
let day = '2026-11-20';
let platform: TestPlatform;
before(async () => {
  platform = await createTestPlatform({ at: instantOf('Asia/Shanghai', day, '16:00') });
});
after(() => platform.stop());

interface Fed {
  readonly hall: QueueHall;
  readonly http: FastifyInstance;
  readonly sender: string;
  readonly secret: string;
  readonly boss: Actor;
}

async function feed(): Promise<Fed> {
  const hall = await buildHall(platform, { windows: ['general', 'cash', 'corporate'], wall: () => wall });
  await platform.join({ deadlines: hall.queue.deadlines! });
  const boss = testActor({
    permissions: ['queue.configure', 'queue.view', 'queue.manage', 'queue.issue'],
    path: hall.path,
    staff: { id: hall.branchId, number: '1', post: 'branchManager' },
  });
  const reason = '换用新排队机';
  const { sender, secret } = await hall.queue.service.connectMachine(testCtx(platform, boss), {
    branchId: hall.branchId,
    reason,
  });
  const http = await createHttpServer({ log: platform.log, tls: null, trustProxy: false });
  const binder = {
    authenticator: { actorOf: () => Promise.resolve(null) },
    now: () => platform.clock.now(),
    driven: null,
    isUp: () => true,
    publicPerMinute: 1_000_000,
    refused: () => undefined,
    observe: () => undefined,
    checkOutput: true,
  };
  bindRoutes(http, binder, hall.queue.routes!);
  hall.queue.onEvent!({ type: 'queueSetup.changed', branchId: hall.branchId } as never);
  return { hall, http, sender, secret, boss };
}

interface Answer {
  status: number;
  code?: string;
  taken?: number;
  known?: number;
  refused?: { sequence: number; reason: string }[];
  contradicted?: number[];
}
async function send(
  { hall, http, sender, secret }: Fed,
  events: readonly MachineEvent[],
  forge: { secret?: string; timestamp?: number; branchId?: string } = {},
): Promise<Answer> {
  const body = JSON.stringify({ branchId: forge.branchId ?? hall.branchId, events });
  const timestamp = forge.timestamp ?? wall;
  const answer = await http.inject({
    method: 'POST',
    url: `/api/branches/${hall.branchId}/webhooks/queue-machine`,
    headers: {
      'content-type': 'application/json',
      'x-sender': sender,
      'x-timestamp': String(timestamp),
      'x-signature': signMessage(forge.secret ?? secret, timestamp, body),
    },
    payload: body,
  });
  return { status: answer.statusCode, ...(answer.json() as Omit<Answer, 'status'>) };
}

/** A day as a machine counts it: minutes after nine. */
function story(
  ...lines: [minute: number, kind: MachineEvent['kind'], number: string, more?: Partial<MachineEvent>][]
) {
  const nine = instantOf('Asia/Shanghai', day, '09:00');
  return lines.map(([minute, kind, number, more], index): MachineEvent => ({
    sequence: index + 1,
    kind,
    at: nine + minute * 60_000,
    number,
    service: null,
    window: null,
    ...more,
  }));
}
const personal = { service: 'personal' };
const morning = () =>
  story(
    [1, 'issue', 'A001', personal],
    [2, 'issue', 'A002', personal],
    [3, 'call', 'A001', { window: 1 }],
    [4, 'start', 'A001'],
    [5, 'issue', 'C001', { service: 'cash' }],
    [6, 'call', 'C001', { window: 2 }],
    [7, 'recall', 'C001'],
    [8, 'noShow', 'C001'],
    [9, 'finish', 'A001'],
    [9, 'call', 'A002', { window: 1 }],
    [12, 'transfer', 'A002', { service: 'cash' }],
    [13, 'call', 'A002', { window: 2 }],
    [15, 'finish', 'A002'],
    [16, 'call', 'C001', { window: 2 }],
    [17, 'start', 'C001'],
    [18, 'issue', 'A003', personal],
    [20, 'call', 'A003', { window: 1 }],
    [21, 'finish', 'A009'],
  );

/** Everything a branch's day consists of, but for what names the branch. */
async function everything({ hall }: Fed): Promise<unknown> {
  const read = async (text: string) => (await platform.pool.query(text, [hall.branchId])).rows as unknown[];
  return {
    tickets: await read(
      `select number, state, service_code, class_code, issued_at, position, since, called_at, started_at, ended_at, calls,
         cardinality(services) as services, (select w.window_label from (select 1) x cross join lateral (select t.window_id is not null as window_label) w)
       from queue.ticket t where branch_id = $1 order by number`,
    ),
    periods: await read(
      `select t.number, p.sequence, p.state, p.started_at, p.ended_at, p.reason, p.window_id is not null as at
       from queue.service_period p join queue.ticket t on t.branch_id = p.branch_id and t.id = p.ticket_id
       where p.branch_id = $1 order by 1, p.started_at, 2`,
    ),
    requests: await read(
      `select t.number, r.sequence, r.service_code, r.outcome, r.opened_at, r.called_at, r.started_at, r.ended_at, r.staff_name
       from queue.service_request r join queue.ticket t on t.branch_id = r.branch_id and t.id = r.ticket_id
       where r.branch_id = $1 order by 1, 2`,
    ),
    counters: await read(
      `select counters->'service' as service, coalesce(counters->'line', '{}') as line, counters->'issued' as issued,
         counters->'completed' as completed, counters->'abandoned' as abandoned from queue.branch_queue where branch_id = $1`,
    ),
    windows: await read(
      `select kind, ticket_number, ticket_state, ticket_since, signed_in_at from queue.window_now where branch_id = $1 order by kind`,
    ),
    outcomes: await read('select sequence, refused from queue.machine_event where branch_id = $1 order by 1'),
  };
}

test('in order, the machine’s day is a day of ours: states, waits, periods that fill the stay', async () => {
  const fed = await feed();
  const events = morning();
  const answer = await send(fed, events);
  assert.deepEqual(answer.refused, [{ sequence: 18, reason: 'notIssued' }]);
  const board = await fed.hall.queue.service.board(fed.hall.branchId);
  const states = Object.fromEntries(board.tickets.map(({ number, state }) => [number, state]));
  assert.equal(states['C001'], 'serving');
  assert.equal(states['A003'], 'called');
  assert.equal(board.figures.completed, 2);
  assert.equal(board.figures.completedServices, 2);
  // A001 waited 2, A002 7 and 1 after its transfer, C001 1, A003 2 minutes.
  assert.equal(board.figures.averageWaitSeconds, ((2 + 7 + 1 + 1 + 2) / 5) * 60);
  const window = board.windows.find(({ number }) => number === 1)!;
  assert.deepEqual([window.ticketNumber, window.session?.state], ['A003', 'open']);
  for (const { id, issuedAt, endedAt } of board.tickets) {
    const { periods } = await fed.hall.queue.service.getTimeline(testCtx(platform, fed.boss), {
      branchId: fed.hall.branchId,
      ticketId: id,
    });
    const end = endedAt ?? platform.clock.now();
    const total = periods.reduce((sum, period) => sum + (period.endedAt ?? end) - period.startedAt, 0);
    assert.equal(total, end - issuedAt);
  }
  await fed.http.close();
});

test('any order, with repeats, in any pieces: the same tickets, periods, requests, counters and windows', async () => {
  const model = await feed();
  const events = morning();
  for (const event of events) await send(model, [event]);
  const wanted = await everything(model);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...events.keys(), ...events.keys()], {
        minLength: events.length * 2,
        maxLength: events.length * 2,
      }),
      fc.integer({ min: 1, max: 9 }),
      async (order, piece) => {
        const fed = await feed();
        for (let from = 0; from < order.length; from += piece) {
          const answer = await send(
            fed,
            order.slice(from, from + piece).map((index) => events[index]!),
          );
          assert.equal(answer.status, 200);
        }
        assert.deepEqual(await everything(fed), wanted);
        await fed.http.close();
      },
    ),
    { numRuns: 12, interruptAfterTimeLimit: 60_000 },
  );
  await model.http.close();
});

test('every event is announced once, when it first takes part, however late what it waited for', async () => {
  const fed = await feed();
  const [issue, , call, start] = morning() as [MachineEvent, MachineEvent, MachineEvent, MachineEvent];
  const heard = () =>
    platform.events
      .filter(({ branchId, type }) => branchId === fed.hall.branchId && type.startsWith('ticket.'))
      .map(({ type }) => type);
  await send(fed, [start]);
  await send(fed, [call]);
  assert.deepEqual(heard(), []);
  await send(fed, [issue]);
  assert.deepEqual(heard(), ['ticket.issued', 'ticket.called', 'ticket.started']);
  await send(fed, [call, start, issue]);
  assert.equal(heard().length, 3);
  await fed.http.close();
});

test('a forged, late, or misdirected message changes nothing, nor one from a clock ahead of ours', async () => {
  const fed = await feed();
  const events = morning().slice(0, 1);
  assert.equal((await send(fed, events, { secret: 'wrong' })).code, 'queue.bad_signature');
  assert.equal((await send(fed, events, { timestamp: wall - 6 * 60_000 })).code, 'queue.stale_message');
  const elsewhere = '00000000-0000-7000-8000-000000000001';
  assert.equal((await send(fed, events, { branchId: elsewhere })).code, 'queue.bad_signature');
  const ahead = { ...events[0]!, at: platform.clock.now() + 10 * 60_000 };
  assert.equal((await send(fed, [ahead])).code, 'queue.machine_ahead');
  const { rows } = await platform.pool.query('select 1 from queue.machine_event where branch_id = $1', [
    fed.hall.branchId,
  ]);
  assert.equal(rows.length, 0);
  await fed.http.close();
});

test('gaps, refusals and contradictions are kept and shown; a mapping put right is replayed from the raw log', async () => {
  const fed = await feed();
  const { service } = fed.hall.queue;
  const ctx = () => testCtx(platform, fed.boss, { endpoint: 'queue.machine' });
  const at = { branchId: fed.hall.branchId };
  const [first, ...rest] = story([1, 'issue', 'A001', { service: '01' }], [2, 'call', 'A001', { window: 1 }]);
  await send(fed, [first!, { ...rest[0]!, sequence: 5 }]);
  const told = { ...first!, number: 'A002' };
  assert.deepEqual((await send(fed, [told])).contradicted, [1]);
  const health: MachineFeed = await service.getMachineFeed(testCtx(platform, fed.boss), at);
  assert.deepEqual(health.gaps, [{ from: 2, to: 4 }]);
  assert.deepEqual(
    health.refusals.map(({ sequence, refused }) => [sequence, refused]),
    [
      [5, 'notIssued'],
      [1, 'unknownService'],
    ],
  );
  assert.equal(health.contradictions[0]!.told.number, 'A002');
  assert.deepEqual([health.received, health.applied, health.refused], [2, 0, 2]);
  await service.mapMachineServices(ctx(), { ...at, version: health.version, services: { '01': 'personal' } });
  const replay = { ...at, date: health.businessDate, reason: '补录业务对照' };
  assert.deepEqual(await service.replayMachineDay(ctx(), replay), { events: 2, tickets: 1, changed: 1 });
  assert.deepEqual(await service.replayMachineDay(ctx(), replay), { events: 2, tickets: 1, changed: 0 });
  const board = await service.board(fed.hall.branchId);
  assert.deepEqual(
    board.tickets.map(({ number, state }) => [number, state]),
    [['A001', 'called']],
  );
  assert.equal(board.figures.issued, 1);
  await fed.http.close();
});

test('a branch that a machine feeds takes tickets from nowhere else; with an empty hall it may change back', async () => {
  const fed = await feed();
  const { service } = fed.hall.queue;
  const issue = () =>
    service.issueTicket(testCtx(platform, fed.hall.kiosk, { endpoint: 'queue.issueTicket' }), {
      branchId: fed.hall.branchId,
      serviceTypeId: fed.hall.services['personal']!.id,
      channel: 'kiosk',
      identifier: null,
      elder: false,
      language: 'zh-CN',
      note: null,
    });
  const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
  await assert.rejects(issue(), refusal('queue.machine_fed'));
  const { figures } = await service.board(fed.hall.branchId);
  assert.ok(figures.services.every(({ closed }) => closed === 'machineFed'));
  const events = story(
    [1, 'issue', 'A001', personal],
    [2, 'call', 'A001', { window: 1 }],
    [3, 'finish', 'A001'],
  );
  await send(fed, events.slice(0, 2));
  const leave = () =>
    service.disconnectMachine(testCtx(platform, fed.boss, { endpoint: 'queue.disconnectMachine' }), {
      branchId: fed.hall.branchId,
      reason: '排队机送修',
    });
  await assert.rejects(leave(), refusal('queue.tickets_open'));
  await send(fed, events.slice(2));
  await leave();
  fed.hall.queue.onEvent!({ type: 'queueSetup.changed', branchId: fed.hall.branchId } as never);
  assert.equal((await send(fed, events)).code, 'queue.machine_not_connected');
  assert.equal((await issue()).ticket.state, 'waiting');
  await fed.http.close();
});

test('the day ends for the machine’s tickets as for ours, and late news is put into it', async () => {
  const fed = await feed();
  const events = morning();
  await send(fed, events);
  await platform.passTo(instantOf('Asia/Shanghai', day, '18:30'), fed.hall.branchId);
  const states = async () =>
    Object.fromEntries(
      (
        await platform.pool.query<{ number: string; state: string }>(
          'select number, state from queue.ticket where branch_id = $1',
          [fed.hall.branchId],
        )
      ).rows.map(({ number, state }) => [number, state]),
    );
  assert.deepEqual(await states(), {
    A001: 'completed',
    A002: 'completed',
    A003: 'abandoned',
    C001: 'completed',
  });
  const nine = instantOf('Asia/Shanghai', day, '09:00');
  const late = {
    ...events[0]!,
    sequence: 90,
    kind: 'finish',
    number: 'A003',
    at: nine + 30 * 60_000,
    service: null,
  } as const;
  assert.equal((await send(fed, [late])).taken, 1);
  assert.equal((await states())['A003'], 'completed');
  day = addDays(day, 1);
  await fed.http.close();
});
