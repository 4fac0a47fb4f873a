import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase } from '../src/platform/database/test-database.ts';
import type { TestDatabase } from '../src/platform/database/test-database.ts';

/**
 * The discipline that lets one database become many, read from the migrated schema. That each table declares a placement,
 * and that keys and foreign keys keep to it, is the gate's (tools/src/gates/table-shape.ts).
 */
let database: TestDatabase;
let client: pg.Client;

before(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
after(async () => {
  await client.end();
  await database.drop();
});

const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss') and n.nspname not like 'pg\\_%'`;

async function column(text: string, values: unknown[] = []): Promise<string[]> {
  return (await client.query<{ name: string }>(text, values)).rows.map(({ name }) => name);
}

/** Lists that head office or a customer's file asks of every branch at once: none of them is on a command's way. */
const overAllBranches = {
  alert_newest_of_all: 'alerts of a whole scope, newest first',
  approval_newest: 'approvals of a whole scope, newest first',
  approval_of_applicant: 'what one person has asked for, wherever it is kept',
  branch_application_newest: 'changes of branches of a whole scope, newest first',
  staff_change_newest: 'changes of people of a whole scope, newest first',
  request_open_of_all: 'what customers ask of their own data over a whole scope, the most urgent first',
  todo_of_subject: 'who holds the to-do of one approval, wherever they belong',
  arrival_of_customer: 'visits of one customer, wherever they went',
  unmasking_of_customer: 'who saw a customer in clear, wherever they sat',
  visit_service_of_customer: 'services of one customer, wherever they were served',
  audit_entry_of_action: 'the trail searched by act',
  audit_entry_of_actor: 'the trail searched by who',
  audit_entry_of_name: 'the trail searched by the name of who',
  audit_entry_of_object: 'the trail searched by what it was done to',
  audit_entry_refused: 'what was refused, over a whole scope',
  audit_entry_newest: 'the trail of a whole scope, newest first',
  command_answer_recorded: 'block ranges of what is thrown away after 48 hours',
  timer_due_all: 'which branches of this database have something due',
};

test('what is looked up at a branch is indexed by the branch first', async () => {
  const elsewhere = await column(
    `select x.relname as name from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
       join pg_namespace n on n.oid = c.relnamespace
       left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where ${ours} and not c.relispartition and obj_description(c.oid, 'pg_class') like 'placement: branch%'
       and a.attname is distinct from 'branch_id' order by 1`,
  );
  assert.deepEqual(elsewhere, Object.keys(overAllBranches).sort());
});

test('tables that grow with time are cut by month, all of them by the same function', async () => {
  const cut = await column(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'p' and ${ours} order by 1`,
  );
  assert.deepEqual(await column('select name from platform.partitioned_table order by 1'), cut);
  assert.ok(cut.includes('platform.event') && cut.includes('queue.ticket'));
  await client.query(`select platform.ensure_month('2033-02-01')`);
  await client.query(`select platform.ensure_month('2033-02-28')`);
  const made = await column(
    `select i.inhparent::regclass::text as name from pg_inherits i
     where i.inhrelid::regclass::text like '%\\_203302' order by 1`,
  );
  assert.deepEqual(made, cut);
});

test('the cut is part of the key, after the branch', async () => {
  const wrong = await column(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_partitioned_table p on p.partrelid = c.oid join pg_index i on i.indrelid = c.oid and i.indisprimary
     where ${ours} and not p.partattrs[0] = any (i.indkey::int2[])`,
  );
  assert.deepEqual(wrong, []);
});

test('only these columns are dated by the wall clock; everything else is told the business instant', async () => {
  const dated = await column(
    `select c.oid::regclass::text || '.' || a.attname as name
     from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
       join pg_class c on c.oid = d.adrelid join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and not c.relispartition
       and pg_get_expr(d.adbin, d.adrelid) ~* 'now\\(|clock_timestamp|statement_timestamp|transaction_timestamp|current_(date|time)|localtime'
     order by 1`,
  );
  assert.deepEqual(dated, [
    'platform.command_answer.recorded_at',
    'platform.event.recorded_at',
    'platform.parked_event.parked_at',
  ]);
});

test('nothing counts by a sequence; instants know their zone; names of things are uuids', async () => {
  assert.deepEqual(
    await column(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'S' and ${ours}`,
    ),
    [],
  );
  const columns = (condition: string) =>
    column(
      `select c.oid::regclass::text || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
         join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
       where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition and ${ours} and ${condition}
       order by 1`,
    );
  assert.deepEqual(await columns(`t.typname in ('timestamp', 'timetz', 'money', 'float4')`), []);
  assert.deepEqual(await columns(`a.attname ~ '_fen$' and t.typname <> 'int8'`), []);
  // Actors may be links or partners, traces are strings of the wire, a sender names its own messages, an alert may be about anything.
  assert.deepEqual(await columns(`a.attname ~ '(^|_)id$' and t.typname <> 'uuid'`), [
    'access.audit_entry.actor_id',
    'customer.webhook_message.message_id',
    'platform.command_answer.actor_id',
    'platform.event.actor_id',
    'platform.event.trace_id',
    'platform.webhook_message.message_id',
    'workflow.alert.subject_id',
    'workflow.approval.subject_id',
    'workflow.message.subject_id',
    'workflow.open_alert.subject_id',
    'workflow.todo.subject_id',
  ]);
});
