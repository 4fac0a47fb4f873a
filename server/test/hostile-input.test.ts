import assert from 'node:assert/strict';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import { allEndpoints, allErrors } from '@huiting/contracts';
import type { Permission } from '@huiting/contracts/access';
import type { Endpoint } from '@huiting/contracts/core/endpoint';
import { newId } from '../src/platform/ids.ts';
import { permissionsOf } from '../src/rooms/access/index.ts';
import { openSession } from './harness/bank.ts';
import type { Caller } from './harness/bank.ts';
import { headersOf, requestOf } from './harness/client.ts';
import type { Answer, RawRequest } from './harness/client.ts';
import { liveMorning } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import { inputSchema, plausibleInput } from './harness/inputs.ts';
import type { Values } from './harness/inputs.ts';

/** Whatever is sent: a problem with a stable code in the asked language, never a 500, and nothing stored. */
let house: House;
let running: RunningApp;
let known: Values;

before(async () => {
  house = await buildHouse();
  // A wrong password or code a hundred times over is slowed down; here it is the input that is looked at.
  running = await house.open();
  // Whoever reads a thousand customers in a minute, or at night, would be told of: not what is looked at here either.
  await house.pool.query(`insert into access.watch_rules (one, version, rules) values (true, 1, $1)`, [
    JSON.stringify({
      readsFloor: 10_000,
      readsFactor: 50,
      nightFrom: '00:00',
      nightUntil: '00:00',
      usualNights: 1,
    }),
  ]);
  // Taking a call back needs no body: a real one would be taken back, and its alert be over.
  known = { ...(await liveMorning(running, house.bank.a)), 'hall.cancelAssist.callId': newId() };
});
after(() => house.close());

/** Somebody who holds the right, so that the input is looked at and not the caller. */
function callerOf(endpoint: Endpoint): Caller {
  const { access } = endpoint;
  const people = Object.values(house.bank.a.people);
  if (access.kind === 'permission') {
    const permission = access.permission as Permission;
    return people.find(({ role }) => permissionsOf(role, { demo: true }).includes(permission))!;
  }
  return access.kind === 'session' ? house.bank.a.people.branchManager : { cookie: null, surface: 'h5' };
}

type Language = 'zh' | 'en';

async function send(request: RawRequest, language: Language = 'zh'): Promise<Answer<unknown>> {
  const answer = await running.client.raw({
    ...request,
    headers: { 'accept-language': language === 'zh' ? 'zh-CN' : 'en-GB,en;q=0.9', ...request.headers },
  });
  if (answer.status !== 200)
    assertProblem(answer, language, `${request.method} ${request.path.slice(0, 200)}`);
  return answer;
}

function assertProblem(answer: Answer<unknown>, language: Language, what: string): void {
  const told = `${what}: ${answer.status} ${answer.text.slice(0, 300)}`;
  assert.ok(answer.status >= 400 && answer.status < 500, told);
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/, told);
  const { code, status, title, traceId, type } = answer.body;
  const definition = allErrors[code as keyof typeof allErrors];
  assert.notEqual(definition, undefined, told);
  assert.equal(status, answer.status, told);
  assert.equal(answer.status, definition.status, told);
  assert.equal(title, definition[language], told);
  assert.equal(type, `urn:huiting:${code}`);
  assert.match(traceId ?? '', /^[0-9a-f-]{36}$/);
  if (answer.headers['x-trace-id'] !== undefined) assert.equal(answer.headers['x-trace-id'], traceId);
  // Nothing of the inside: no stack, no SQL, no path.
  assert.doesNotMatch(answer.text, /node_modules|\/src\/|at [A-Z]\w+\.|pg_|syntax error|select /i, told);
}

/** Headers of a well-formed command or query of an endpoint. */
async function headers(endpoint: Endpoint): Promise<Record<string, string>> {
  // Whoever signs out is gone: a session for each time.
  const isLast = endpoint.id === 'access.signOut';
  const caller = isLast
    ? await openSession(house.pool, house.bank.a.people.regionalManager)
    : callerOf(endpoint);
  return {
    ...headersOf(caller),
    'content-type': 'application/json',
    ...(endpoint.method === 'GET' ? {} : { 'idempotency-key': newId() }),
  };
}

function pathOf(endpoint: Endpoint, values: Values = known): string {
  return requestOf({ ...endpoint, method: 'POST' }, plausibleInput(endpoint, values)).path;
}

/** How many rows each table has: what a refused request must not change. Left out: what tells of refusals, and what moves by itself. */
async function contents(): Promise<Record<string, number>> {
  // What an accepted request set going belongs to it, not to whatever is sent next.
  await running.app.consumers.idle();
  const tables = await house.rows<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss') and n.nspname not like 'pg\\_%'
       and n.nspname || '.' || c.relname not in ('access.audit_entry', 'access.audit_chain', 'access.sign_in_failure', 'platform.consumer_cursor', 'platform.timer', 'access.session', 'access.activity_hour', 'access.audit_verification')`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await house.rows<{ count: number }>(`select count(*)::int as count from ${name}`);
    counts[name] = row!.count;
  }
  return counts;
}

const commands = allEndpoints.filter(({ method }) => method !== 'GET');

describe('a body that is none', () => {
  const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  const bodies: readonly (readonly [string, string | Buffer, number])[] = [
    ['too large', JSON.stringify({ reason: 'x'.repeat(70_000) }), 413],
    ['a megabyte of name', JSON.stringify({ name: '名'.repeat(350_000) }), 413],
    ['cut off', '{"reason":"x', 400],
    ['not JSON', 'reason=x', 400],
    ['a bare word', 'undefined', 400],
    ['an array', '[]', 400],
    ['a string', '"x"', 400],
    ['a number', '1e999', 400],
    ['nested ten thousand deep', deep.slice(0, 60_010), 400],
    ['nested, whole', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 400],
    ['with a prototype', '{"__proto__":{"admin":true}}', 400],
    ['with a deep prototype', '{"identifier":{"__proto__":{"kind":"phone"}}}', 400],
    ['with a constructor', '{"constructor":{"prototype":{"admin":true}}}', 400],
    ['with an escaped prototype', '{"\\u005f_proto__":{"admin":true}}', 400],
    ['bytes that are no text', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
    ['a zero byte', Buffer.from('{"reason":"a\0b"}'), 400],
  ];
  for (const [what, body, status] of bodies) {
    test(`${what}: ${status}, at every command, in both languages`, async () => {
      const before = await contents();
      for (const endpoint of commands) {
        // Without fields of its own a command has nothing to refuse in an odd but well-formed body.
        const takesBody = !['{}', null].includes(requestOf(endpoint, plausibleInput(endpoint, known)).body);
        for (const language of ['zh', 'en'] as const) {
          const answer = await send(
            { method: endpoint.method, path: pathOf(endpoint), headers: await headers(endpoint), body },
            language,
          );
          if (takesBody && endpoint.access.kind !== 'signed' && endpoint.access.kind !== 'public')
            assert.equal(answer.status, status, `${endpoint.id}: ${answer.text}`);
        }
      }
      const gone = Object.entries(await contents()).filter(([name, count]) => count < before[name]!);
      assert.deepEqual(gone, []);
    });
  }

  test('another content type: 415, and none at all is no way around', async () => {
    for (const endpoint of commands) {
      const input = requestOf(endpoint, plausibleInput(endpoint, known));
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/xml',
        '字/字',
        '',
      ]) {
        const answer = await send({
          method: endpoint.method,
          path: input.path,
          headers: { ...(await headers(endpoint)), 'content-type': type === '字/字' ? 'x' : type },
          body: input.body ?? '{}',
        });
        assert.equal(answer.status, 415, `${endpoint.id} ${type}: ${answer.text}`);
      }
    }
  });
});

const strings: readonly (readonly [string, string])[] = [
  ['SQL', "'; drop table queue.ticket; --"],
  ['SQL pattern', "%' or '1'='1"],
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['template', '${7*7}{{7*7}}<%= 7*7 %>'],
  ['path', '../../../../etc/passwd'],
  ['four bytes', '𠮷野家😀👨‍👩‍👧‍👦'],
  ['right to left', '\u202e\u2066abc\u2069'],
  ['NUL', 'a\u0000b'],
  ['lone surrogate', 'a\ud800b'],
  ['control', 'a\u0007\u001bb'],
  ['escaped NUL as text', 'a\\u0000b'],
  ['empty', ''],
  ['spaces', '   '],
  ['very long', '长'.repeat(15_000)],
  ['date beyond calendars', '99999-99-99'],
  ['the last date', '9999-12-31'],
  ['the last date we know', '2199-12-31'],
  ['the first date', '0001-01-01'],
  ['a date that never was', '2026-02-30'],
  ['number as text', '1e309'],
  ['uuid of zeros', '00000000-0000-0000-0000-000000000000'],
  ['uuid in capitals', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
];
const others: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number', 42],
  ['not a whole number', 0.1],
  ['a huge number', 1e300],
  ['beyond safe', 2 ** 63],
  ['negative', -1],
  ['an instant beyond any calendar', 9_000_000_000_000_000],
  ['the last instant', 8_640_000_000_000_000],
  ['the last instant we know', Date.UTC(2200, 0, 1) - 1],
  ['the year ten thousand', 253_402_300_800_000],
  ['before the common era', -62_167_219_200_001],
  ['the first instant', -8_640_000_000_000_000],
  ['an object', { $gt: '' }],
  ['an array', [1, 2]],
  ['an array of arrays', [[[['x']]]]],
  ['true', true],
];

describe('a field with something else in it', () => {
  for (const endpoint of allEndpoints) {
    test(`${endpoint.id}: every field, every string and every wrong type`, async () => {
      const fields = Object.keys(inputSchema(endpoint).properties ?? {});
      const plain = plausibleInput(endpoint, known);
      const before = await contents();
      let stored = 0;
      for (const field of fields) {
        for (const [what, value] of [...strings, ...others]) {
          const answer = await sendInput(endpoint, { ...plain, [field]: value });
          if (answer.status === 200) stored++;
          else if (what === 'NUL' || what === 'lone surrogate')
            assert.ok(answer.status >= 400, `${field} with ${what}`);
        }
        if (isNested(plain[field])) {
          for (const inner of Object.keys(plain[field] as object)) {
            for (const [, value] of [...strings, ...others]) {
              const nested = { ...(plain[field] as object), [inner]: value };
              if ((await sendInput(endpoint, { ...plain, [field]: nested })).status === 200) stored++;
            }
          }
        }
      }
      if (fields.length === 0) await sendInput(endpoint, { unexpected: strings[0]![1] });
      // Only what was accepted may have left anything.
      if (stored === 0 && endpoint.id !== 'access.signIn') assert.deepEqual(await contents(), before);
    });
  }

  async function sendInput(endpoint: Endpoint, input: Values): Promise<Answer<unknown>> {
    const { path, body } = requestOf(endpoint, input);
    return send({
      method: endpoint.method,
      path,
      headers: await headers(endpoint),
      ...(body === null ? {} : { body }),
    });
  }
  function isNested(value: unknown): boolean {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }
});

test('text that was accepted is kept and given back exactly as it was sent', async () => {
  const { a } = house.bank;
  const words = ["O'Brien; drop table x --", '<b>粗体</b>', '𠮷野家 😀👨‍👩‍👧‍👦', 'a\\u0000b', '%_\\"'];
  for (const note of words) {
    const answer = await send({
      method: 'POST',
      path: `/api/branches/${a.id}/tickets`,
      headers: {
        ...headersOf(a.people.kiosk),
        'content-type': 'application/json',
        'idempotency-key': newId(),
      },
      body: JSON.stringify({ serviceTypeId: a.services.personal.id, note }),
    });
    assert.equal(answer.status, 200, answer.text);
    const { ticket } = answer.body as unknown as { ticket: { id: string; note: string } };
    assert.equal(ticket.note, note);
    const kept = await house.rows<{ note: string }>('select note from queue.ticket where id = $1', [
      ticket.id,
    ]);
    assert.deepEqual(kept, [{ note }]);
  }
});

describe('an address that is none', () => {
  const paths = [
    '/api/%E0%A4%A',
    '/api/branches/%00/board',
    '/api/branches/%ED%A0%80/board',
    '/api/branches/..%2f..%2f/board',
    `/api/branches/${'x'.repeat(5_000)}/board`,
    '/api/nothing/here',
    '/api',
    '/api//session',
    '/etc/passwd',
    '/api/session?__proto__[x]=1',
    '/api/branches?search=a&search=b',
    '/api/branches?search[]=a',
  ];
  for (const path of paths) {
    test(path.slice(0, 60), async () => {
      for (const language of ['zh', 'en'] as const) {
        const headers = headersOf(house.bank.a.people.branchManager);
        await send({ method: 'GET', path, headers }, language);
      }
    });
  }

  test('a method nobody answers', async () => {
    for (const method of ['PUT', 'PATCH', 'TRACE', 'PROPFIND', 'OPTIONS'])
      await send({ method, path: '/api/session', headers: headersOf(house.bank.a.people.teller) });
  });
});

describe('headers', () => {
  test('a megabyte of header is refused by the listener with a problem, and the server goes on', async () => {
    const { hostname, port } = new URL(running.client.address);
    const answer = await speak(
      hostname,
      Number(port),
      `GET /api/session HTTP/1.1\r\nhost: x\r\nx-name: ${'n'.repeat(1_000_000)}\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 431 /);
    assert.match(answer, /content-type: application\/problem\+json/i);
    assert.match(answer, /"code":"platform\.headers_too_large"/);
    assert.equal((await running.client.raw({ method: 'GET', path: '/healthz' })).status, 200);
  });

  test('what is not HTTP is refused with a problem', async () => {
    const { hostname, port } = new URL(running.client.address);
    for (const line of [
      'GET / HTTP/9.9\r\n\r\n',
      'not http at all\r\n\r\n',
      '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n',
    ]) {
      const answer = await speak(hostname, Number(port), line);
      assert.match(answer, /^HTTP\/1\.1 400 /);
      assert.match(answer, /"code":"platform\.bad_request"/);
    }
    const twice = await speak(
      hostname,
      Number(port),
      'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /api/clock HTTP/1.1\r\n\r\n',
    );
    assert.match(twice, /^HTTP\/1\.1 400 /);
  });

  test('odd cookies, surfaces, stand-ins and languages are nobody', async () => {
    const { teller } = house.bank.a.people;
    const cookies = [
      'ht_teller=',
      'ht_teller=%',
      `ht_teller=${'x'.repeat(5_000)}`,
      'ht_teller="; drop',
      '=;=;=',
      "ht_teller='--",
    ];
    for (const cookie of cookies) {
      const answer = await send({
        method: 'GET',
        path: '/api/session',
        headers: { cookie, 'x-surface': 'teller' },
      });
      assert.equal(answer.status, 401, cookie.slice(0, 40));
    }
    for (const surface of ['', 'TELLER', '__proto__', 'constructor', 'x'.repeat(3_000)]) {
      const answer = await send({
        method: 'GET',
        path: '/api/session',
        headers: { cookie: teller.cookie, 'x-surface': surface },
      });
      assert.equal(answer.status, 401, surface.slice(0, 40));
    }
    for (const who of ['', 'x', house.bank.a.people.branchManager.id, "' or 1=1"]) {
      const answer = await send({
        method: 'GET',
        path: '/api/session',
        headers: { ...headersOf(teller), 'x-act-as': who },
      });
      assert.equal(answer.status, 403, who);
    }
    for (const language of ['', '*', 'fr', 'x'.repeat(2_000), 'en;q=broken']) {
      const answer = await running.client.raw({
        method: 'GET',
        path: '/api/session',
        headers: { 'accept-language': language },
      });
      assert.equal(answer.body.code, 'platform.not_signed_in');
    }
  });
});

test('the server is as well as before: no fault was logged as one', async () => {
  const { body } = await running.app.http.inject({ url: '/metrics' });
  const faults = body.split('\n').filter((line) => /^huiting_request_seconds_count\{.*status="5/.test(line));
  assert.deepEqual(faults, []);
});

/** Says something on a bare socket and gives what came back until the other side hung up. */
function speak(host: string, port: number, words: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = net.connect(port, host, () => socket.write(words));
    socket.on('data', (chunk) => (heard += chunk.toString()));
    socket.on('error', () => resolve(heard));
    socket.on('close', () => resolve(heard));
  });
}
