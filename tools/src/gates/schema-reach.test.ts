import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkReach, reachOf } from './schema-reach.ts';

test('one’s own tables, the platform’s and published views may be read', () => {
  const sql = `select 1 from hall.congestion c join queue.v_branch_now q using (branch_id)
    join platform.event_counter n using (branch_id) where q.x = (select max(y) from organization.v_branch)`;
  assert.deepEqual(reachOf('hall', 'hall.reports.ts', sql), []);
});

test('another room’s table is named, in SQL and in the builder', () => {
  for (const text of [
    'select 1 from queue.ticket',
    'select 1 from hall.congestion h left join\n  queue.ticket t on true',
    'UPDATE queue.ticket set x = 1',
    "insert into queue.ticket values ('x')",
    "sql.selectFrom('queue.ticket as t').selectAll()",
    "sql.selectFrom('hall.congestion').innerJoin('queue.ticket', (join) => join)",
  ])
    assert.match(reachOf('hall', 'hall.store.ts', text).join(), /queue\.ticket is queue's own/, text);
});

test('a room that is not used is out of reach, also by a view', () => {
  assert.match(reachOf('queue', 'queue.reports.ts', 'select 1 from hall.v_pulse').join(), /does not use/);
});

test('a service called queue is no table', () => {
  const code =
    "import { x } from './queue.service.ts';\nconst queue = uses.queue.service; await queue.issueTicket(ctx);";
  assert.deepEqual(reachOf('appointment', 'appointment.service.ts', code), []);
});

test('a foreign key toward a used room is the table gate’s business', () => {
  const sql = 'create table staff.member (branch_id uuid references organization.branch (id))';
  assert.deepEqual(reachOf('staff', '0030_staff_register.sql', sql), []);
});

test('the house keeps to it', () => {
  assert.deepEqual(checkReach(join(import.meta.dirname, '../../..')), []);
});
