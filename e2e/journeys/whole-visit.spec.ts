import { readFileSync } from 'node:fs';
import { sampleCustomer } from '../src/bank.ts';
import { test, expect } from '../src/journey.ts';
import { visitor, walkThrough } from '../src/visit.ts';

test('book → check in at the kiosk → recognised on the PAD → called, spoken and shown → served → rated bad → alert on the PAD within 1 s → handled → seen in the console', async ({
  context,
  product,
}) => {
  const { alertedAfterMs } = await walkThrough(context, { hall: product.url, staff: product.url });
  expect(
    alertedAfterMs,
    'milliseconds from the press on the evaluator to the words on the PAD',
  ).toBeLessThanOrEqual(1_000);

  await test.step('the server’s log tells the day, and nothing of the person', () => {
    const log = readFileSync(product.logFile, 'utf8');
    expect(log.split('\n').length, 'lines of the log').toBeGreaterThan(5);
    const { name, idNumber, phone, card } = sampleCustomer(visitor);
    for (const secret of [name, idNumber, phone, card]) expect(log).not.toContain(secret);
    expect(log).not.toContain('huiting-2026');
  });
});
