import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claim, escalate, raise, repeat, resolve, settle } from './workflow.domain.ts';
import { quietUntil, shippedRule } from './workflow.rule.domain.ts';
import type { AlertRecord, Telling } from './workflow.domain.ts';

const telling: Telling = {
  kind: 'hall.congestion',
  severity: 'warning',
  dedupeKey: 'congestion',
  title: { zh: '拥堵', en: 'Congestion' },
  body: { zh: '', en: '' },
  subject: { kind: 'branch', id: 'b' },
  audiencePermission: 'alert.handle',
  staffId: null,
  escalateAfterMinutes: 15,
};
const open = raise(telling, { id: 'a', branchId: 'b', now: 1_000 }, shippedRule(15), null);
const lin = { staffId: 'lin', name: '林小雨' };
const xu = { staffId: 'xu', name: '许薇' };
const next = (decision: ReturnType<typeof claim>): AlertRecord => {
  assert.ok('next' in decision, JSON.stringify(decision));
  return decision.next;
};

test('an alert is raised open, with its deadline', () => {
  assert.equal(open.state, 'open');
  assert.equal(open.escalatesAt, 1_000 + 15 * 60_000);
  assert.equal(raise(telling, { id: 'a', branchId: 'b', now: 0 }, shippedRule(null), null).escalatesAt, null);
});

test('a repeat is counted and told in the newest words; its deadline stays', () => {
  const again = repeat(open, { ...telling, title: { zh: '更拥堵', en: 'More' }, severity: 'urgent' });
  assert.deepEqual(
    [again.repeats, again.title.zh, again.severity, again.escalatesAt],
    [1, '更拥堵', 'urgent', open.escalatesAt],
  );
});

test('claiming: the first has it, ends the deadline, and may claim again; another is refused', () => {
  const claimed = next(claim(open, lin, 2_000));
  assert.deepEqual(claimed.claimedBy, { ...lin, at: 2_000 });
  assert.equal(claimed.escalatesAt, null);
  assert.equal(next(claim(claimed, lin, 3_000)), claimed);
  assert.deepEqual(claim(claimed, xu, 3_000), { refused: 'workflow.alert_claimed_by_other' });
});

test('an alert for one person is theirs until it escalates', () => {
  const own = { ...open, staffId: 'lin' };
  assert.deepEqual(claim(own, xu, 2_000), { refused: 'workflow.alert_claimed_by_other' });
  assert.equal(next(claim({ ...own, escalated: true }, xu, 2_000)).state, 'claimed');
});

test('resolving: by the claimer, or by whoever is first at an open one; never twice', () => {
  const resolved = next(resolve(open, lin, '已增开窗口', 5_000));
  assert.deepEqual(
    [resolved.state, resolved.claimedBy?.staffId, resolved.resolvedAt, resolved.resolution],
    ['resolved', 'lin', 5_000, '已增开窗口'],
  );
  assert.deepEqual(resolve(resolved, lin, '再次', 6_000), { refused: 'workflow.alert_resolved' });
  assert.deepEqual(resolve(next(claim(open, lin, 2_000)), xu, '代办', 6_000), {
    refused: 'workflow.alert_claimed_by_other',
  });
});

test('a fact settles an alert whoever has it', () => {
  const settled = settle(next(claim(open, lin, 2_000)), '客户业务已办结', 7_000);
  assert.deepEqual([settled.state, settled.claimedBy?.staffId], ['resolved', 'lin']);
});

test('escalation: only of what nobody took, and once', () => {
  const escalated = escalate(open, 2_000);
  assert.deepEqual([escalated?.escalated, escalated?.escalatesAt, escalated?.state], [true, null, 'open']);
  assert.equal(escalate(escalated!, 2_000), null);
  assert.equal(escalate(next(claim(open, lin, 2_000)), 3_000), null);
  assert.equal(escalate(settle(open, '', 2_000), 3_000), null);
});

test('nobody takes it at the branch, nor its manager: each level has its own minutes, and the last is the last', () => {
  const rule = { levelMinutes: [10, 30], quiet: null, mergeMinutes: 0 };
  const raised = raise(telling, { id: 'a', branchId: 'b', now: 0 }, rule, null);
  assert.equal(raised.escalatesAt, 10 * 60_000);
  const first = escalate(raised, 600_000)!;
  assert.deepEqual([first.level, first.escalatesAt], [1, 600_000 + 30 * 60_000]);
  const second = escalate(first, 2_400_000)!;
  assert.deepEqual([second.level, second.escalatesAt], [2, null]);
  assert.equal(escalate(second, 9_000_000), null);
});

test('quiet hours end where they should, over midnight too; what is urgent is never silenced', () => {
  const zone = 'Asia/Shanghai';
  const at = (time: string) => Date.parse(`2026-11-20T${time}:00+08:00`);
  const night = { levelMinutes: [], quiet: { from: '20:00', until: '07:30' }, mergeMinutes: 0 };
  const noon = { ...night, quiet: { from: '12:00', until: '13:00' } };
  const until = (rule: typeof night, time: string, severity: AlertRecord['severity'] = 'warning') =>
    quietUntil(rule, severity, zone, at(time));
  assert.equal(until(night, '19:59'), null);
  assert.equal(until(night, '20:00'), at('07:30') + 86_400_000);
  assert.equal(until(night, '03:00'), at('07:30'));
  assert.equal(until(night, '07:30'), null);
  assert.equal(until(noon, '12:30'), at('13:00'));
  assert.equal(until(noon, '13:00'), null);
  assert.equal(until(night, '03:00', 'urgent'), null);
  assert.equal(until({ ...night, quiet: { from: '08:00', until: '08:00' } }, '08:00'), null);
});
