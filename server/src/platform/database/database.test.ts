import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessEvents } from '@huiting/contracts/access';
import { AppError, refuse } from '../errors.ts';
import { newId } from '../ids.ts';
import { createTestPlatform, testActor, testCtx } from '../testing.ts';
import type { TestPlatform } from '../testing.ts';
import { consumeTimer } from '../timers/timers.ts';
import { statement } from './query.ts';
import { insertRow } from './write.ts';

const at = Date.parse('2026-11-20T02:00:00Z');
let platform: TestPlatform;

before(async () => {
  platform = await createTestPlatform({ at });
});
after(() => platform.stop());

const actor = testActor({ permissions: [], path: '/' });
const command = (key?: string, body: unknown = {}) =>
  testCtx(platform, actor, { endpoint: 'test.do', ...(key === undefined ? {} : { key }), body });
const fact = () => ({ userId: newId() });

async function numbersOf(branchId: string): Promise<number[]> {
  const { rows } = await platform.pool.query<{ number: number }>(
    'select number from platform.event where branch_id = $1 order by recorded_at, number',
    [branchId],
  );
  return rows.map(({ number }) => number);
}

async function countOf(table: string, branchId: string): Promise<number> {
  const { rows } = await platform.pool.query(
    `select count(*)::int as count from ${table} where branch_id = $1`,
    [branchId],
  );
  return rows[0].count;
}

test('events of a branch are numbered in commit order without gaps, however many commands run, fail or collide', async () => {
  const branches = [newId(), newId(), newId()];
  const commands = Array.from({ length: 150 }, (_, n) => {
    const branchId = branches[n % branches.length]!;
    return platform.db
      .transact(command(`key-number-${n % 120}`), branchId, async (tx) => {
        tx.emit(accessEvents.grantsChanged, fact());
        if (n % 7 === 0) tx.emit(accessEvents.grantsChanged, fact());
        await tx.rows(statement('select pg_sleep($1)', [(n % 5) / 1_000]));
        if (n % 11 === 0) refuse('platform.conflict');
        if (n % 13 === 0) await tx.rows(statement('select 1 / 0'));
      })
      .catch((error: Error) => error);
  });
  const outcomes = await Promise.all(commands);
  assert.ok(outcomes.some((outcome) => outcome instanceof AppError));
  for (const branchId of branches) {
    const numbers = await numbersOf(branchId);
    assert.ok(numbers.length > 20);
    assert.deepEqual(
      numbers,
      Array.from({ length: numbers.length }, (_, index) => index + 1),
    );
    const heard = platform.events.filter((event) => event.branchId === branchId).map(({ number }) => number);
    assert.deepEqual(heard, numbers);
  }
});

test('a refused or failing command leaves nothing: no event, no deadline, no answer, no row', async () => {
  const branchId = newId();
  for (const fail of [
    () => refuse('platform.conflict'),
    () => {
      throw new Error('a fault');
    },
  ]) {
    await assert.rejects(
      platform.db.transact(command('key-that-fails'), branchId, async (tx) => {
        tx.emit(accessEvents.grantsChanged, fact());
        tx.setTimer('test.later', 'x', at + 1_000);
        await tx.rows(
          statement(
            `insert into platform.parked_event (branch_id, consumer, number, type, error) values ($1, 'x', 1, 'x', '')`,
            [branchId],
          ),
        );
        fail();
      }),
    );
  }
  for (const table of ['event', 'timer', 'command_answer', 'parked_event', 'event_counter'])
    assert.equal(await countOf(`platform.${table}`, branchId), 0, table);
});

test('an answered key gives its answer and does no work; with another body it is refused', async () => {
  const branchId = newId();
  let worked = 0;
  const work = async (): Promise<{ n: number }> => ({ n: ++worked });
  const first = command('key-once-only', { a: 1 });
  assert.deepEqual(await platform.db.transact(first, branchId, work), { n: 1 });
  assert.deepEqual(first.answer?.value, { n: 1 });
  const again = command('key-once-only', { a: 1 });
  assert.equal(await platform.db.transact(again, branchId, work), undefined);
  assert.deepEqual(again.answer?.value, { n: 1 });
  await assert.rejects(platform.db.transact(command('key-once-only', { a: 2 }), branchId, work), {
    code: 'platform.key_reused',
  });
  assert.equal(worked, 1);
});

test('an answer of nothing is an answer too', async () => {
  const branchId = newId();
  let worked = 0;
  const work = async (): Promise<null> => {
    worked++;
    return null;
  };
  for (let n = 0; n < 3; n++) {
    const ctx = command('key-of-nothing');
    await platform.db.transact(ctx, branchId, work);
    assert.deepEqual(ctx.answer?.value, null);
  }
  assert.equal(worked, 1);
});

test('the presenter runs inside: what it hides is not kept', async () => {
  const branchId = newId();
  const ctx = {
    ...command('key-presented'),
    present: ({ name }: { name: string }) => ({ name: `${name[0]}*` }),
  };
  await platform.db.transact(ctx as never, branchId, async () => ({ name: '王芳' }));
  const { rows } = await platform.pool.query(
    'select answer from platform.command_answer where branch_id = $1',
    [branchId],
  );
  assert.deepEqual(
    rows.map(({ answer }) => platform.crypto.openBytes(answer)),
    ['{"name":"王*"}'],
  );
});

test('a deadline that is due goes before the command, with its own instant', async () => {
  const branchId = newId();
  const done: string[] = [];
  await platform.join({
    deadlines: {
      'test.due': async (ctx, timer) => {
        await platform.db.transact(ctx, timer.branchId, async (tx) => {
          if (await consumeTimer(tx, timer)) done.push(`${timer.ref} at ${ctx.now() - at}`);
        });
      },
    },
  });
  await platform.db.transact(command(), branchId, async (tx) => {
    tx.setTimer('test.due', 'second', at + 2_000);
    tx.setTimer('test.due', 'first', at + 1_000);
    tx.setTimer('test.due', 'later', at + 9_000);
    tx.setTimer('test.due', 'cleared', at + 1_500);
  });
  await platform.db.transact(command(), branchId, async (tx) => tx.clearTimer('test.due', 'cleared'));
  const late = { ...command(), now: () => at + 5_000 };
  await platform.db.transact(late, branchId, async () => void done.push('the command'));
  assert.deepEqual(done, ['first at 1000', 'second at 2000', 'the command']);
  const decided = { ...command(), now: () => at + 10_000 };
  await platform.db.decide(decided, branchId, {
    load: [statement('select 1')],
    decide: () => {
      done.push('the decision');
      return { result: null, effects: {} };
    },
  });
  assert.deepEqual(done.slice(3), ['later at 9000', 'the decision']);
});

const parkEvent = insertRow('platform.parked_event', ['consumer', 'number', 'type', 'error']);
const parked = (number: number) => parkEvent({ consumer: 'x', number, type: 'x', error: 'once' });

test('what decide writes and announces commits as one, or not at all', async () => {
  const branchId = newId();
  const decide = (key: string) =>
    platform.db.decide(command(key), branchId, {
      load: [statement('select 1 as n'), statement('select 2 as n')],
      decide: (loaded) => ({
        result: loaded.flat(),
        effects: { writes: [parked(1)], events: [{ type: 'user.grantsChanged', payload: fact() }] },
      }),
    });
  assert.deepEqual(await decide('decide-key-1'), [{ n: 1 }, { n: 2 }]);
  // The same row again: the statement fails, and so do its event and its answer.
  await assert.rejects(decide('decide-key-2'), { code: '23505' });
  assert.deepEqual(await numbersOf(branchId), [1]);
  assert.equal(await countOf('platform.command_answer', branchId), 1);
  assert.equal(await decide('decide-key-1'), undefined);
});

test('a command with many rows, deadlines and events stores each once, the events in the order they were told', async () => {
  const branchId = newId();
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  const users = numbers.map(() => newId());
  await platform.db.decide(command(), branchId, {
    load: [],
    decide: () => ({
      result: null,
      effects: {
        writes: numbers.map(parked),
        events: users.map((userId) => ({ type: 'user.grantsChanged', payload: { userId } })),
        setTimers: numbers.map((n) => ({ kind: 'test.many', ref: String(n % 30), due: at + n })),
        // Cleared and set: it stays.
        clearTimers: [{ kind: 'test.many', ref: '3' }],
      },
    }),
  });
  assert.equal(await countOf('platform.parked_event', branchId), 40);
  assert.equal(await countOf('platform.timer', branchId), 30);
  const { rows } = await platform.pool.query(
    `select number, payload->>'userId' as "userId" from platform.event where branch_id = $1 order by number`,
    [branchId],
  );
  assert.deepEqual(
    rows,
    users.map((userId, index) => ({ number: index + 1, userId })),
  );
  const heard = platform.events.filter((event) => event.branchId === branchId);
  assert.deepEqual(
    heard.map(({ number, payload }) => ({ number, ...(payload as object) })),
    rows,
  );
});

test('months are made as business time reaches them, years ahead or in the past, also at once by many', async () => {
  const branchId = newId();
  for (const day of ['2031-02-28T23:59:59.999Z', '1999-12-31T22:00:00Z', '2028-02-29T12:00:00Z']) {
    const instant = Date.parse(day);
    await Promise.all(
      Array.from({ length: 4 }, () =>
        platform.db.transact({ ...command(), now: () => instant, firing: true }, branchId, async (tx) =>
          tx.emit(accessEvents.grantsChanged, fact()),
        ),
      ),
    );
  }
  const { rows } = await platform.pool.query<{ partition: string }>(
    `select distinct tableoid::regclass::text as partition from platform.event where branch_id = $1 order by 1`,
    [branchId],
  );
  assert.deepEqual(
    rows.map(({ partition }) => partition),
    ['platform.event_199912', 'platform.event_202802', 'platform.event_203102'],
  );
});

test('two processes that reach a new month at once both get it', async () => {
  const { createMonths } = await import('../months.ts');
  const both = [createMonths(platform.pool), createMonths(platform.pool)];
  await Promise.all(both.map((ensure) => ensure(Date.parse('2035-06-15T00:00:00Z'))));
  const { rows } = await platform.pool.query(
    `select to_regclass('platform.event_203506') is not null as made`,
  );
  assert.deepEqual(rows, [{ made: true }]);
});
