import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planBank } from '../bank/plan.ts';
import { machineBranchOf } from '../bank/queue-machine.ts';
import { dayRandom } from './day-random.ts';
import { planDuties } from './duties.ts';
import { playMachineDay } from './machine-day.ts';
import type { MachineFact } from './machine-day.ts';
import { customerPools, drawVisits } from './visits.ts';

const plan = planBank(7, '2026-11-20');
const branch = machineBranchOf(plan);
const pools = customerPools(plan);
function play(date: string): MachineFact[] {
  const facts = {
    date,
    kind: 'workday' as const,
    opens: 9 * 3600,
    closes: 17 * 3600,
    beforeHoliday: false,
  };
  const random = dayRandom(plan, branch, date);
  return playMachineDay({
    visits: drawVisits(random.fork('visits'), pools, branch, facts),
    duties: planDuties(random.fork('duties'), branch, plan.staff, facts),
    windows: branch.windows,
    services: plan.serviceTypes,
    closes: facts.closes,
  });
}
const days = ['2026-11-20', '2026-11-23', '2026-12-10'];

/** What may come after what, for one number. */
const after: Readonly<Record<string, readonly string[]>> = {
  '': ['issue'],
  issue: ['call'],
  call: ['start', 'recall'],
  recall: ['noShow'],
  start: ['finish', 'transfer'],
  transfer: ['call'],
  finish: [],
  noShow: [],
};

test('a machine’s day is legal for every number, counts by time, and comes to an end', () => {
  for (const date of days) {
    const facts = play(date);
    assert.ok(facts.length > 120, `${date}: ${facts.length} facts`);
    assert.deepEqual(
      facts.map(({ sequence }) => sequence),
      facts.map((_, index) => index + 1),
    );
    assert.ok(facts.every((fact, index) => index === 0 || fact.at >= facts[index - 1]!.at));
    const last = new Map<string, string>();
    for (const { number, kind } of facts) {
      const before = last.get(number) ?? '';
      assert.ok(after[before]!.includes(kind), `${date} ${number}: ${kind} after ${before}`);
      last.set(number, kind);
    }
    const left = [...last.values()].filter((kind) => after[kind]!.length > 0);
    assert.ok(
      left.length <= last.size * 0.03,
      `${left.length} of ${last.size} are left at the end of the day`,
    );
    assert.ok(facts.some(({ kind }) => kind === 'transfer') && facts.some(({ kind }) => kind === 'noShow'));
  }
});

test('a window serves one customer at a time, and each business is first come, first served', () => {
  for (const date of days) {
    const facts = play(date);
    const busy = new Map<number, string>();
    const at = new Map<string, number>();
    const issuedAt = new Map<string, number>();
    const calledOf = new Map<string, number>();
    const transferred = new Set(facts.filter(({ kind }) => kind === 'transfer').map(({ number }) => number));
    const serviceOf = new Map(
      facts.filter(({ kind }) => kind === 'issue').map(({ number, service }) => [number, service!]),
    );
    for (const { kind, number, window, at: when } of facts) {
      if (kind === 'issue') issuedAt.set(number, when);
      if (kind === 'call') {
        assert.equal(busy.get(window!), undefined, `${date}: window ${window} calls ${number} while busy`);
        busy.set(window!, number);
        at.set(number, window!);
        if (!transferred.has(number)) {
          const service = serviceOf.get(number)!;
          assert.ok(issuedAt.get(number)! >= (calledOf.get(service) ?? 0), `${date}: ${number} overtook`);
          calledOf.set(service, issuedAt.get(number)!);
        }
      }
      if (kind === 'finish' || kind === 'noShow' || kind === 'transfer') busy.delete(at.get(number)!);
    }
  }
});

test('switched off and on again it tells the same story', () => {
  assert.deepEqual(play(days[0]!), play(days[0]!));
});
