import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readClinic } from './recorded-clinic.ts';

const log = (...rows: string[]) =>
  readClinic(
    [
      'date,queue_no,stage,service,counter,queue_time,start,end,wait_min,service_min,valid,remark',
      ...rows,
    ].join('\n'),
  );

test('stages of a number are one ticket; a number that begins again is another', () => {
  const { days } = log(
    '2019-08-01,1001,0,U,,7:24:19,8:02:13,8:02:13,38,0,Y,',
    '2019-08-01,1001,1,U,Review Room 4,8:02:13,8:17:06,8:33:59,15,16,Y,Transferred',
    '2019-08-01,1001,0,U,Ultrasound Room 5,9:22:30,9:22:29,9:35:53,0,13,N,',
  );
  assert.deepEqual(
    days[0]!.tickets.map(({ stages }) => stages.map(({ counter }) => counter)),
    [[null, 'Review Room 4'], ['Ultrasound Room 5']],
  );
  const [first, second] = days[0]!.tickets;
  assert.deepEqual(first!.stages[1], {
    counter: 'Review Room 4',
    waitSeconds: 893,
    serviceSeconds: 1013,
    noShow: false,
  });
  // Called a second before they queued: they waited nothing.
  assert.equal(second!.stages[0]!.waitSeconds, 0);
  assert.equal(second!.stages[0]!.noShow, true);
  // Only what was served says that somebody was there.
  assert.deepEqual(
    days[0]!.services.map(({ agent }) => agent),
    ['Review Room 4'],
  );
});

test('a row that ends before it begins is told as unreadable', () => {
  const { rowsRead, unreadable, days } = log('2019-08-01,1001,0,U,R,8:00:00,8:10:00,8:05:00,0,0,Y,');
  assert.deepEqual([rowsRead, unreadable, days.length], [1, 1, 0]);
});
