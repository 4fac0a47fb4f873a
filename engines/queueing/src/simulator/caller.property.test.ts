import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chooseNext } from '../strategy/choose-next.ts';
import type { WaitingTicket } from '../strategy/call-types.ts';
import {
  anyMayTake,
  anyStrategy,
  anyWaiting,
  headsOf,
  NOW,
  SERVICES,
} from '../strategy/strategy.fixtures.ts';
import { compileCaller, indexLines, lineOf } from './compiled-strategy.ts';
import { WaitingLines } from './waiting-lines.ts';

const anyHall = fc.record({
  strategy: anyStrategy,
  waiting: anyWaiting,
  mayTake: anyMayTake,
  profileCode: fc.constantFrom('p', 'p', 'p', 'dropped'),
  laterMinutes: fc.array(fc.constantFrom(0, 0, 0.5, 5, 15, 31), { minLength: 14, maxLength: 14 }),
  leaves: fc.array(fc.nat({ max: 2 }), { minLength: 14, maxLength: 14 }),
});

/** The order of joining stands for the ticket id, so ids here are numbers of equal length. */
const idOf = (serial: number): string => String(serial).padStart(4, '0');

test('a compiled caller chooses exactly whom chooseNext chooses, while people come, leave and are called', () => {
  fc.assert(
    fc.property(anyHall, ({ strategy, waiting, mayTake, profileCode, laterMinutes, leaves }) => {
      const index = indexLines(strategy, SERVICES, ['gone']);
      const caller = compileCaller(strategy, index, { profileCode, mayTake });
      const lines = new WaitingLines(index.classes.length);
      const present = new Map<string, { ticket: WaitingTicket; line: number; slot: number }>();
      for (const [slot, ticket] of waiting.entries()) {
        const line = lineOf(index, ticket.serviceCode, ticket.classCode);
        lines.join(line, slot, ticket.position, slot);
        present.set(idOf(slot), { ticket: { ...ticket, ticketId: idOf(slot) }, line, slot });
      }
      let now = NOW;
      for (let turn = 0; turn < 14; turn += 1) {
        now += laterMinutes[turn]! * 60_000;
        const tickets = [...present.values()].map(({ ticket }) => ticket);
        const expected = chooseNext(strategy, { profileCode, mayTake, heads: headsOf(tickets), now });
        const line = caller.choose(lines, now);
        assert.equal(line === -1 ? null : idOf(lines.head[line]!), expected?.ticketId ?? null);
        assert.equal(caller.level === 0 && line !== -1, expected?.reason.kind === 'guarantee');
        const leaving =
          leaves[turn] === 0 ? [...present.keys()][turn % Math.max(1, present.size)] : expected?.ticketId;
        const gone = present.get(leaving ?? '');
        if (gone === undefined) continue;
        lines.leave(gone.line, gone.slot);
        present.delete(gone.ticket.ticketId);
      }
      assert.equal(lines.total, present.size);
    }),
    { numRuns: 3_000 },
  );
});

test('when nobody can be called now, waiting changes that at the instant it names and not before', () => {
  fc.assert(
    fc.property(anyHall, ({ strategy, waiting, mayTake, profileCode }) => {
      const index = indexLines(strategy, SERVICES, ['gone']);
      const caller = compileCaller(strategy, index, { profileCode, mayTake });
      const lines = new WaitingLines(index.classes.length);
      for (const [slot, { serviceCode, classCode, position }] of waiting.entries())
        lines.join(lineOf(index, serviceCode, classCode), slot, position, slot);
      if (caller.choose(lines, NOW) !== -1) return;
      const next = caller.nextChange(lines, NOW);
      // Somebody callable between now and then would have been missed.
      const end = Math.min(next, NOW + 200 * 60_000);
      for (let share = 0; share < 1; share += 0.01)
        assert.equal(caller.choose(lines, NOW + (end - 0.002 - NOW) * share), -1);
    }),
    { numRuns: 2_000 },
  );
});
