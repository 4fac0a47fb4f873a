import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chime, level, readWav, trim, writeWav } from './pcm.ts';

const rate = 22050;
const tone = (seconds: number, amplitude: number) =>
  Float32Array.from(
    { length: rate * seconds },
    (_, n) => amplitude * Math.sin((2 * Math.PI * 440 * n) / rate),
  );
const rms = (samples: Float32Array) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

test('silence goes from both ends and speech stays', () => {
  const samples = new Float32Array(rate * 1.5);
  samples.set(tone(0.5, 0.4), rate * 0.5);
  const kept = trim({ rate, samples });
  const seconds = kept.samples.length / rate;
  assert.ok(seconds > 0.5 && seconds < 0.56, `${seconds} s`);
});

test('a soft and a loud clip come out equally loud, below full scale', () => {
  const soft = level({ rate, samples: tone(0.4, 0.05) }).samples;
  const loud = level({ rate, samples: tone(0.4, 0.9) }).samples;
  assert.ok(Math.abs(20 * Math.log10(rms(soft) / rms(loud))) < 0.1);
  assert.ok(Math.max(...chime(rate).samples) < 1);
});

test('a WAV file survives writing and reading', () => {
  const again = readWav(writeWav({ rate, samples: tone(0.1, 0.5) }));
  assert.equal(again.rate, rate);
  assert.equal(again.samples.length, rate * 0.1);
  assert.ok(Math.abs(Math.max(...again.samples) - 0.5) < 0.001);
});
