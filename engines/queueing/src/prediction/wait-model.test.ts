import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../simulator/random.ts';
import { fitBoostedQuantile, predictBoosted } from './boosted-quantile.ts';
import { fitWaitModel, HallMemory, predictWait, schemaOf, WaitCalibrator, waitFeatures } from './index.ts';
import type { WaitExample, WaitScene } from './index.ts';

const plan = { trees: 60, depth: 3, learningRate: 0.1, leafRows: 20, rowShare: 0.5, featureShare: 1 };

/** Waits of about a minute per person ahead; the second feature says nothing. */
function examples(days: number, perDay: number): WaitExample[] {
  const random = new Random(3);
  return Array.from({ length: days * perDay }, (_, number) => {
    const ahead = random.index(10);
    return {
      day: `day ${String(Math.floor(number / perDay)).padStart(2, '0')}`,
      features: Float64Array.of(ahead, random.share()),
      seconds: 60 * (ahead + 1) * random.exponential(),
    };
  });
}

test('a boosted quantile learns what depends on its features and nothing else', () => {
  const known = examples(8, 300);
  const model = fitBoostedQuantile(
    known.map(({ features }) => features),
    Float64Array.from(known, ({ seconds }) => seconds),
    { ...plan, share: 0.5, seed: 1 },
  );
  for (const ahead of [1, 5, 9]) {
    const median = 60 * (ahead + 1) * Math.LN2;
    const found = predictBoosted(model, Float64Array.of(ahead, 0.5));
    assert.ok(Math.abs(found / median - 1) < 0.3, `${ahead} ahead: ${found}, exact ${median}`);
  }
});

test('on days it has not seen, quantiles cover what they say and come in order', () => {
  const all = examples(14, 250);
  const model = fitWaitModel(
    all.filter(({ day }) => day < 'day 10'),
    [plan],
  );
  assert.ok(!('refused' in model));
  const later = all
    .filter(({ day }) => day >= 'day 10')
    .map(({ features, seconds }) => ({ seconds, ...predictWait(model, features) }));
  const share = (holds: (one: (typeof later)[number]) => boolean): number =>
    later.filter(holds).length / later.length;
  assert.ok(Math.abs(share(({ seconds, p80 }) => seconds <= p80) - 0.8) < 0.04);
  assert.ok(Math.abs(share(({ seconds, p90 }) => seconds <= p90) - 0.9) < 0.04);
  assert.ok(later.every(({ p10, p50, p80, p90 }) => 0 <= p10 && p10 <= p50 && p50 <= p80 && p80 <= p90));
});

test('five days are too few, and that is an answer', () => {
  assert.deepEqual(fitWaitModel(examples(5, 30)), { refused: 'tooFewDays', days: 5 });
});

test('when every wait suddenly lasts twice as long, answers follow until they cover again', () => {
  const random = new Random(9);
  const calibrator = new WaitCalibrator(0.02);
  const model = { p10: 6, p50: 42, p80: 97, p90: 138 };
  let covered = 0;
  for (let turn = 0; turn < 3_000; turn += 1) {
    const answered = calibrator.adjust(model);
    const seconds = 120 * random.exponential();
    if (turn >= 1_000 && seconds <= answered.p80) covered += 1;
    calibrator.learn(answered, seconds);
  }
  assert.ok(Math.abs(covered / 2_000 - 0.8) < 0.02, `${covered / 2_000}`);
});

test('two hundred people waiting are looked at and answered within a millisecond', () => {
  const memory = new HallMemory();
  for (let second = 0; second < 7_200; second += 9) {
    memory.noteJoined(second * 1_000, 'cash');
    memory.noteCalled({ at: second * 1_000, lineCode: 'cash', waitedMs: 60_000 });
    memory.noteDone({ at: second * 1_000, windowId: `w${second % 8}`, lineCode: 'cash', serviceMs: 180_000 });
  }
  const now = 7_200_000;
  const scene: WaitScene = {
    now,
    minuteOfDay: 600,
    ticket: { lineCode: 'cash', joinedAt: now },
    others: Array.from({ length: 200 }, (_, place) => ({
      lineCode: 'cash',
      joinedAt: now - place * 5_000,
      isAhead: true,
    })),
    serving: Array.from({ length: 8 }, (_, window) => ({
      windowId: `w${window}`,
      lineCode: 'cash',
      since: now - window * 20_000,
    })),
    memory,
  };
  const schema = schemaOf([{ lineCode: 'cash', seconds: 60 }], [100, 200, 300]);
  const features = waitFeatures(schema, scene);
  const fitted = fitWaitModel(
    Array.from({ length: 400 }, (_, number) => ({
      day: `day ${Math.floor(number / 50)}`,
      features: features.map((value, place) => value + ((number * (place + 3)) % 17)),
      seconds: 60 + (number % 97),
    })),
    [{ ...plan, trees: 120 }],
  );
  assert.ok(!('refused' in fitted));
  // The quickest of many: what it takes when nobody else wants the processor.
  let quickest = Infinity;
  for (let turn = 0; turn < 300; turn += 1) {
    const begin = performance.now();
    predictWait(fitted, waitFeatures(schema, scene));
    quickest = Math.min(quickest, performance.now() - begin);
  }
  assert.ok(quickest <= 1, `${quickest} ms`);
});
