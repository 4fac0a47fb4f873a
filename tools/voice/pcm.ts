/** Mono samples in −1…1. */
export interface Sound {
  readonly rate: number;
  readonly samples: Float32Array;
}

/** 16-bit mono PCM of a WAV file as espeak-ng writes it (its length fields are not filled in on a pipe). */
export function readWav(file: Buffer): Sound {
  if (file.toString('latin1', 0, 4) !== 'RIFF') throw new Error('not a WAV file');
  let at = 12;
  let rate = 0;
  while (at + 8 <= file.length) {
    const name = file.toString('latin1', at, at + 4);
    const size = file.readUInt32LE(at + 4);
    if (name === 'fmt ') rate = file.readUInt32LE(at + 12);
    if (name === 'data') {
      const body = file.subarray(at + 8, Math.min(file.length, at + 8 + size));
      const samples = Float32Array.from(
        { length: body.length >> 1 },
        (_, n) => body.readInt16LE(n * 2) / 32768,
      );
      return { rate, samples };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('the WAV file has no data');
}

export function writeWav({ rate, samples }: Sound): Buffer {
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + samples.length * 2, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, n) =>
    file.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), 44 + n * 2),
  );
  return file;
}

const frameMs = 10;
/** Relative to the loudest frame: what is quieter before the first and after the last sound is a gap. */
const gapDb = -38;
/** Kept around the speech, so that soft consonants are not cut. */
const marginMs = 15;
const fadeMs = 6;

/** Takes the silence off both ends. */
export function trim({ rate, samples }: Sound): Sound {
  const frame = Math.round((rate * frameMs) / 1000);
  const levels = frameLevels(samples, frame);
  const limit = Math.max(...levels) * 10 ** (gapDb / 20);
  const first = levels.findIndex((level) => level > limit);
  const last = levels.findLastIndex((level) => level > limit);
  const margin = Math.round((rate * marginMs) / 1000);
  const kept = samples.slice(
    Math.max(0, first * frame - margin),
    Math.min(samples.length, (last + 1) * frame + margin),
  );
  const fade = Math.round((rate * fadeMs) / 1000);
  for (let n = 0; n < fade && n < kept.length; n++) {
    kept[n]! *= n / fade;
    kept[kept.length - 1 - n]! *= n / fade;
  }
  return { rate, samples: kept };
}

/** Loudness of speech in all clips, dB below full scale, over the frames that sound; peaks are rounded off softly. */
const speechDb = -17;
const soundingDb = -20;

export function level({ rate, samples }: Sound): Sound {
  const frame = Math.round((rate * frameMs) / 1000);
  const levels = frameLevels(samples, frame);
  const limit = Math.max(...levels) * 10 ** (soundingDb / 20);
  const sounding = levels.filter((one) => one > limit);
  const rms = Math.sqrt(sounding.reduce((sum, one) => sum + one * one, 0) / sounding.length);
  const gain = 10 ** (speechDb / 20) / rms;
  return { rate, samples: samples.map((sample) => soften(sample * gain)) };
}

/** Straight up to 0.7, then bent so that full scale is never passed. */
function soften(sample: number): number {
  const size = Math.abs(sample);
  return size <= 0.7 ? sample : Math.sign(sample) * (0.7 + 0.28 * Math.tanh((size - 0.7) / 0.28));
}

/** Two bell strokes, a falling third: e5 and c5 with three partials each. */
export function chime(rate: number): Sound {
  const samples = new Float32Array(Math.round(rate * 1.15));
  strike(samples, rate, 0, 659.26);
  strike(samples, rate, 0.38, 523.25);
  return level({ rate, samples });
}

function strike(samples: Float32Array, rate: number, at: number, frequency: number): void {
  const partials = [
    [1, 1, 0.34],
    [2.0, 0.34, 0.2],
    [3.01, 0.14, 0.11],
  ] as const;
  const begin = Math.round(at * rate);
  const end = samples.length;
  for (let n = begin; n < end; n++) {
    const t = (n - begin) / rate;
    const attack = Math.min(1, t / 0.004);
    const release = Math.min(1, (end - n) / (rate * 0.05));
    for (const [ratio, loud, decay] of partials) {
      samples[n]! +=
        0.3 * loud * attack * release * Math.exp(-t / decay) * Math.sin(2 * Math.PI * frequency * ratio * t);
    }
  }
}

function frameLevels(samples: Float32Array, frame: number): number[] {
  return Array.from({ length: Math.ceil(samples.length / frame) }, (_, n) => {
    const part = samples.subarray(n * frame, (n + 1) * frame);
    return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  });
}
