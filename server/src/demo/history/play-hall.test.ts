import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { planBank } from '@huiting/simulator/bank/plan';
import { seededRandom } from '@huiting/simulator/bank/random';
import { countersOf } from '../demo.today.ts';
import type { DayRecord } from './hall-plan.ts';
import { createPastPlayer } from './play-days.ts';

const plan = planBank('played', '2026-11-20');
const player = createPastPlayer(plan);
const hour = 3_600;
const random = seededRandom('played days');
const days = Array.from({ length: 12 }, (_, index) => {
  const branch = random.pick(plan.branches);
  const date = `2026-11-${String(2 + index).padStart(2, '0')}`;
  const facts = {
    date,
    kind: 'workday' as const,
    opens: 9 * hour,
    closes: 17 * hour,
    beforeHoliday: index % 5 === 0,
  };
  return { branchId: branch.id, midnight: Date.parse(`${date}T00:00:00+08:00`), facts };
});

/** Everything that must hold of a record, whenever it was stopped. */
function assertConserved(record: DayRecord, stoppedAt: number): void {
  const tickets = [...record.tickets.values()];
  assert.equal(record.visits.length, tickets.length);
  assert.equal(
    new Set(tickets.map((ticket) => ticket.number)).size,
    tickets.length,
    'numbers are unique in the hall',
  );
  // Nothing happens after the stop, nothing twice at a window, every stretch joins the next.
  const atWindow = new Map<string, { from: number; until: number }[]>();
  for (const { period } of record.periods) {
    assert.ok(period.startedAt <= period.endedAt && period.endedAt <= stoppedAt);
    if (period.windowId !== null)
      atWindow.set(period.windowId, [
        ...(atWindow.get(period.windowId) ?? []),
        { from: period.startedAt, until: period.endedAt },
      ]);
  }
  for (const stretches of atWindow.values()) {
    stretches
      .sort((a, b) => a.from - b.from || a.until - b.until)
      .slice(1)
      .forEach((stretch, index) => assert.ok(stretch.from >= stretches[index]!.until));
  }
  for (const ticket of tickets) {
    const own = record.periods.filter(({ ticketId }) => ticketId === ticket.id).map(({ period }) => period);
    const spent = own.reduce((sum, period) => sum + period.endedAt - period.startedAt, 0);
    const end = ticket.endedAt ?? ticket.since;
    assert.equal(spent, end - ticket.issuedAt, 'durations add up to the stay');
    assert.equal(ticket.endedAt !== null, ['completed', 'abandoned', 'cancelled'].includes(ticket.state));
  }
  // Windows and tickets agree on who is where.
  for (const window of record.windows) {
    if (window.ticket !== null) assert.equal(record.tickets.get(window.ticket.id)?.windowId, window.windowId);
  }
  const held = tickets.filter((ticket) => ticket.state === 'called' || ticket.state === 'serving');
  assert.equal(record.windows.filter((window) => window.ticket !== null).length, held.length);
  const counters = countersOf(record);
  assert.equal(counters.issued, tickets.length);
  assert.equal(
    Object.values(counters.line).reduce((sum, waiting) => sum + waiting, 0),
    tickets.filter((ticket) => ticket.state === 'waiting').length,
  );
}

test('whole days: everybody leaves, nothing is lost, durations add up, windows serve one at a time', () => {
  for (const day of days) {
    const record = player.play(day, null);
    assertConserved(record, Infinity);
    for (const ticket of record.tickets.values()) assert.notEqual(ticket.endedAt, null);
    for (const window of record.windows) assert.equal(window.session, null);
    for (const session of record.sessions) assert.notEqual(session.signedOutAt, null);
  }
});

test('a day stopped at any moment is the same day so far', () => {
  for (const day of days) {
    const until = day.midnight + random.int(9.2 * hour, 17.5 * hour) * 1000;
    const record = player.play(day, until);
    assertConserved(record, until);
    const whole = player.play(day, null);
    const issued = [...whole.tickets.values()]
      .filter((ticket) => ticket.issuedAt <= until)
      .map((ticket) => ticket.id);
    assert.deepEqual([...record.tickets.keys()], issued);
  }
});

test('the same day is played the same', () => {
  const [day] = days;
  assert.deepEqual(
    [...player.play(day!, null).tickets.values()],
    [...player.play(day!, null).tickets.values()],
  );
});
