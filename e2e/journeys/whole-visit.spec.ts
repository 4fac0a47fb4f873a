import { test, expect } from '../src/journey.ts';
import {
  bookAndCheckIn,
  callAndServe,
  expectNothingReloaded,
  expectRecognised,
  followOnPhone,
  handleOnPad,
  openHall,
  rateBadly,
} from '../src/visit.ts';

test('book → check in at the kiosk → recognised on the PAD → called, spoken and shown → served → rated bad → alert on the PAD within 1 s → handled → seen in the console', async ({
  context,
  product,
}) => {
  const doors = { hall: product.url, staff: product.url };
  const hall = await openHall(context, doors);
  const visit = await bookAndCheckIn(hall);
  await expectRecognised(hall, visit);
  await followOnPhone(hall, visit);
  await callAndServe(hall, doors, visit);
  const alertedAfterMs = await rateBadly(hall, visit);
  expect(alertedAfterMs, 'milliseconds from the press on the evaluator to the words on the PAD').toBeLessThanOrEqual(1_000);
  await handleOnPad(hall, visit);
  await expectNothingReloaded(hall);
});
