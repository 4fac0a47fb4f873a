import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { calibrate, fitCalibration } from './calibration.ts';
import { areaUnderCurve, calibrationError, judgeInTime, topHalfShare, type Judged } from './evaluation.ts';
import { fitLogistic } from './logistic.ts';
import { learnOffers, scoreOffer, type PastOffer } from './offer-model.ts';
import { rankOffers } from './rank-offers.ts';

/** Repeatable numbers in [0, 1). */
const chance = (n: number) => {
  let mixed = Math.imul(n + 1, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
};

/** Customers of whom the older, and those with a salary account, accept more often. */
const customers = (count: number): PastOffer[] =>
  Array.from({ length: count }, (_, n) => {
    const age = 20 + Math.floor(60 * chance(3 * n));
    const account = chance(3 * n + 1) < 0.4 ? 'salary' : 'plain';
    const odds = -2.5 + (age >= 50 ? 1.2 : 0) + (account === 'salary' ? 1.5 : 0);
    return { attributes: { age, account }, accepted: chance(3 * n + 2) < 1 / (1 + Math.exp(-odds)) };
  });

test('one column has the log odds of its counts, less the penalty’s pull', () => {
  // 30 of 40 accepted with it, 10 of 40 without: log odds +1.0986 and −1.0986.
  const columns = Array.from({ length: 80 }, (_, row) => (row < 40 ? [0] : []));
  const outcome = Uint8Array.from({ length: 80 }, (_, row) => (row < 30 || (row >= 40 && row < 50) ? 1 : 0));
  const free = fitLogistic({ columns, outcome, width: 1, penalty: Float64Array.of(0) });
  assert.ok(Math.abs(free.weights[0]! - 2 * Math.log(3)) < 1e-3);
  const held = fitLogistic({ columns, outcome, width: 1, penalty: Float64Array.of(1_000) });
  assert.ok(held.weights[0]! > 0 && held.weights[0]! < 0.05);
});

test('what drives acceptance is found, ranked and explained', () => {
  const model = learnOffers(customers(6_000));
  const likely = scoreOffer(model, { age: 70, account: 'salary' });
  const unlikely = scoreOffer(model, { age: 25, account: 'plain' });
  assert.ok(Math.abs(likely.probability - 0.55) < 0.06, `${likely.probability}`);
  assert.ok(Math.abs(unlikely.probability - 0.076) < 0.03, `${unlikely.probability}`);
  assert.equal(likely.reasons[0]!.attribute, 'account');
  assert.ok(likely.reasons.every(({ logOdds }) => logOdds > 0));
});

test('reasons sum to the score, for anybody', () => {
  const model = learnOffers(customers(2_000));
  const anybody = fc.record({
    age: fc.option(fc.integer({ min: -10, max: 200 })),
    account: fc.option(fc.constantFrom('salary', 'plain', 'never seen')),
  });
  fc.assert(
    fc.property(anybody, (attributes) => {
      const { probability, score, reasons } = scoreOffer(model, attributes);
      const sum = reasons.reduce((all, { logOdds }) => all + logOdds, model.base);
      assert.ok(Math.abs(sum - score) < 1e-9);
      assert.ok(probability > 0 && probability < 1);
    }),
  );
  assert.equal(scoreOffer(model, {}).reasons.length, 2);
});

test('what moved everybody at one time is not credited to who was asked then', () => {
  // In the second half a campaign triples acceptance and mostly plain accounts are asked; the account itself matters not.
  const past = Array.from({ length: 4_000 }, (_, n): PastOffer => {
    const late = n >= 2_000;
    const account = chance(2 * n) < (late ? 0.9 : 0.1) ? 'plain' : 'salary';
    return { attributes: { account }, accepted: chance(2 * n + 1) < (late ? 0.45 : 0.15) };
  });
  const gap = (periodOffers: number) => {
    const model = learnOffers(past, { periodOffers, penalty: 1 });
    return scoreOffer(model, { account: 'plain' }).score - scoreOffer(model, { account: 'salary' }).score;
  };
  assert.ok(gap(0) > 0.9);
  assert.ok(Math.abs(gap(500)) < 0.25, `${gap(500)}`);
});

test('calibration mends a shifted level, keeps the order, and does little on little evidence', () => {
  const scores = Array.from({ length: 4_000 }, (_, n) => 4 * chance(n) - 2);
  const accepted = scores.map((score, n) => chance(n + 9_999) < 1 / (1 + Math.exp(-(score - 1.5))));
  const calibration = fitCalibration(scores, accepted);
  assert.ok(Math.abs(calibration.shift + 1.5) < 0.2 && Math.abs(calibration.slope - 1) < 0.15);
  assert.ok(calibrate(calibration, 1) > calibrate(calibration, 0));
  assert.deepEqual(fitCalibration([], []), { shift: 0, slope: 1 });
  const reversed = fitCalibration(
    scores,
    scores.map((score) => score < 0),
  );
  assert.ok(reversed.slope >= 0);
});

test('area, share and calibration error of small cases, by hand', () => {
  const judged = (list: [number, boolean][]): Judged[] =>
    list.map(([score, accepted]) => ({ score, probability: score, accepted }));
  assert.equal(
    areaUnderCurve(
      judged([
        [0.1, false],
        [0.4, true],
        [0.35, false],
        [0.8, true],
      ]),
    ),
    1,
  );
  assert.equal(
    areaUnderCurve(
      judged([
        [0.5, false],
        [0.5, true],
      ]),
    ),
    0.5,
  );
  assert.equal(areaUnderCurve(judged([[0.5, true]])), null);
  assert.equal(
    topHalfShare(
      judged([
        [0.9, true],
        [0.8, false],
        [0.2, true],
        [0.1, false],
      ]),
    ),
    0.5,
  );
  assert.equal(
    calibrationError(
      judged([
        [0.25, true],
        [0.25, false],
      ]).map((one) => ({ ...one, probability: 0.5 })),
    ),
    0.5,
  );
  assert.equal(calibrationError([]), null);
});

test('in time order nobody is judged by a model that knows the outcome', () => {
  const past = customers(3_000);
  const judged = judgeInTime(past, { from: 2_000, refitEvery: 250, window: 2_000 });
  assert.equal(judged.length, 1_000);
  assert.ok(areaUnderCurve(judged)! > 0.7);
  assert.ok(calibrationError(judged)! < 0.05);
  const altered = past.map((offer, n) => (n < 2_250 ? offer : { ...offer, accepted: !offer.accepted }));
  const first = (list: readonly PastOffer[]) =>
    judgeInTime(list, { from: 2_000, refitEvery: 250, window: 2_000 })
      .slice(0, 500)
      .map(({ probability }) => probability);
  assert.deepEqual(first(altered), first(past));
});

test('offers are ranked by what they are expected to bring; none is an answer', () => {
  const model = learnOffers(customers(2_000));
  const offer = (code: string, worth: number, cost: number, isAllowed = true) => ({
    code,
    model,
    worth,
    cost,
    isAllowed,
  });
  const ranked = rankOffers(
    [offer('fund', 100, 5), offer('deposit', 300, 5), offer('gold', 900, 5, false), offer('card', 10, 50)],
    { age: 60, account: 'salary' },
  );
  assert.deepEqual(
    ranked.map(({ code }) => code),
    ['deposit', 'fund'],
  );
  assert.ok(Math.abs(ranked[0]!.expectedGain - (ranked[0]!.probability * 300 - 5)) < 1e-9);
  assert.deepEqual(rankOffers([], {}), []);
});

test('bad input is refused', () => {
  const refused = (run: () => unknown, code: string) => assert.throws(run, { code: `forecast.${code}` });
  refused(() => learnOffers([]), 'short_history');
  refused(() => learnOffers([{ attributes: {}, accepted: true }]), 'short_history');
  refused(
    () =>
      learnOffers([
        { attributes: { a: 1 }, accepted: true },
        { attributes: { a: 'x' }, accepted: false },
      ]),
    'wrong_shape',
  );
  refused(
    () =>
      learnOffers([
        { attributes: { a: Number.NaN }, accepted: true },
        { attributes: { a: 1 }, accepted: false },
      ]),
    'not_a_number',
  );
  refused(() => fitCalibration([1], []), 'wrong_shape');
  refused(() => judgeInTime(customers(10), { from: 10, refitEvery: 1, window: 5 }), 'short_history');
});
