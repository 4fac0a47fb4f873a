import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callFile } from './recorded-calls.fixture.ts';
import type { CallRow } from './recorded-calls.fixture.ts';
import { endOfDay, readCalls } from './recorded-calls.ts';

const jerusalem = (text: string): number => Date.parse(`${text}+02:00`);

function only(row: CallRow) {
  const { visits } = readCalls(callFile([row]));
  assert.equal(visits.length, 1);
  return visits[0]!;
}

test('an answered call becomes a visit, in the time zone of the centre', () => {
  assert.deepEqual(
    only({
      id: 7,
      priority: 2,
      type: 'NE',
      entry: '9:59:50',
      exit: '10:00:00',
      queue: ['10:00:00', '10:00:40', 40],
      service: ['10:00:39', '10:03:39', 180],
      agent: 'A07',
    }),
    {
      key: 'AA0101:7',
      businessDate: '1999-02-01',
      arrivalAt: jerusalem('1999-02-01T10:00:00'),
      type: 'NE',
      priority: 2,
      waitSeconds: 40,
      service: { agent: 'A07', from: jerusalem('1999-02-01T10:00:39'), seconds: 180 },
    },
  );
});

test('who hung up in the queue is a visit without service, whatever the row says of one', () => {
  const visit = only({
    id: 1,
    exit: '7:40:30',
    queue: ['7:40:30', '7:40:48', 18],
    outcome: 'HANG',
    service: ['7:40:50', '7:40:53', 3],
  });
  assert.equal(visit.service, null);
  assert.equal(visit.waitSeconds, 18);
});

test('a service without times took 0 s when the queue was left, or at once without a queue', () => {
  const queued = only({ id: 1, exit: '9:58:26', queue: ['9:58:26', '10:00:15', 109], agent: 'A08' });
  assert.deepEqual(queued.service, { agent: 'A08', from: jerusalem('1999-02-01T10:00:15'), seconds: 0 });
  const unqueued = only({ id: 1, exit: '9:58:26', agent: 'NO_SERVER' });
  assert.deepEqual(unqueued.service, { agent: null, from: jerusalem('1999-02-01T09:58:26'), seconds: 0 });
});

test('what happens past midnight belongs to the day before', () => {
  const late = only({
    id: 1,
    exit: '23:59:56',
    queue: ['0:00:02', '0:00:29', 27],
    service: ['0:00:29', '0:00:58', 29],
  });
  assert.equal(late.businessDate, '1999-02-01');
  assert.equal(late.service?.from, jerusalem('1999-02-02T00:00:29'));

  const midnightItself = only({
    id: 1,
    exit: '23:59:50',
    queue: ['23:59:50', '0:00:00', 10],
    service: ['0:00:00', '0:01:00', 60],
  });
  assert.equal(midnightItself.service?.from, jerusalem('1999-02-02T00:00:00'));

  const callerAfterMidnight = only({
    id: 1,
    date: '1999-02-02',
    exit: '0:00:35',
    service: ['0:02:52', '0:02:55', 3],
  });
  assert.equal(callerAfterMidnight.businessDate, '1999-02-01');
  assert.equal(callerAfterMidnight.arrivalAt, jerusalem('1999-02-02T00:00:35'));

  const menuOverMidnight = only({
    id: 1,
    entry: '23:59:55',
    exit: '0:00:05',
    service: ['0:00:05', '0:00:15', 10],
  });
  assert.equal(menuOverMidnight.businessDate, '1999-02-01');
  assert.equal(menuOverMidnight.arrivalAt, jerusalem('1999-02-02T00:00:05'));

  assert.equal(endOfDay('1999-02-01'), jerusalem('1999-02-02T04:00:00'));
});

test('every row that is left out is counted by its reason; a call id alone may repeat', () => {
  const recording = readCalls(
    callFile([
      { id: 1, exit: '8:00:00' },
      { id: 1, line: 'AA0102', exit: '8:00:01' },
      { id: 1, exit: '8:00:02' },
      { id: 2, exit: '8:00:03', outcome: 'PHANTOM' },
      { id: 3, exit: '8:00:04', outcome: 'HANG' },
      { id: 4, exit: '8:00:05', type: 'XX' },
      { id: 5, exit: 'eight' },
    ]),
  );
  assert.equal(recording.rowsRead, 7);
  assert.deepEqual(
    recording.visits.map(({ key }) => key),
    ['AA0101:1', 'AA0102:1'],
  );
  assert.deepEqual(recording.leftOut, { phantom: 1, hungUpUnqueued: 1, repeatedKey: 1, unreadable: 2 });
});

test('a file of something else is refused', () => {
  assert.throws(() => readCalls('name,age\nx,1\n'), /not a file of recorded calls/);
});
