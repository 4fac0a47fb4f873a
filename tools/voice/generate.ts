import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chime, level, readWav, trim, writeWav, type Sound } from './pcm.ts';
import { phrases, type Phrase } from './phrases.ts';

// Makes the clips of the spoken calls anew: `node tools/voice/generate.ts`. Needs espeak-ng and ffmpeg with libopus
// (Debian: apt-get install espeak-ng ffmpeg). The result is committed, so that nobody needs them to run the product.

const target = join(import.meta.dirname, '../../web/src/features/queue/voice');
const rate = 22050;
/** Between clips in the sprite: an encoder smears a few milliseconds over. */
const gapSeconds = 0.12;
const bitrate = '40k';
/** Largest total size of the committed clips. */
const limitBytes = 2 * 1024 * 1024;

const voices: Record<Phrase['voice'], string> = {
  mandarin: 'cmn-latn-pinyin+f1',
  cantonese: 'sit/yue-Latn-jyutping+f1',
  english: 'en-us+f1',
};
/** Words a minute: single digits and letters slowly, phrases at the pace of an announcement. */
const slow = 168;
const fluent = 190;

function run(command: string, args: readonly string[], input?: Buffer): Buffer {
  try {
    return execFileSync(command, args, {
      input,
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Error(`${command} is not installed (Debian: apt-get install espeak-ng ffmpeg)`);
    throw error;
  }
}

function speak({ voice, text }: Phrase): Sound {
  // a wider pitch range keeps the tones apart in a noisy hall
  const words = voice !== 'english' ? `<speak><prosody range="x-high">${text}</prosody></speak>` : text;
  const sound = readWav(
    run('espeak-ng', [
      '-v',
      voices[voice],
      '-s',
      String(text.includes(' ') ? fluent : slow),
      '-g',
      '0',
      '-a',
      '100',
      '-m',
      '--stdout',
      words,
    ]),
  );
  if (sound.rate !== rate) throw new Error(`espeak-ng speaks at ${sound.rate} Hz, expected ${rate}`);
  return level(trim(sound));
}

const sounds: (readonly [string, Sound])[] = [
  ['chime', chime(rate)],
  ...phrases.map((phrase) => [phrase.name, speak(phrase)] as const),
];
const gap = Math.round(gapSeconds * rate);
const total = sounds.reduce((sum, [, sound]) => sum + sound.samples.length + gap, gap);
const sprite = new Float32Array(total);
const clips: Record<string, readonly [start: number, seconds: number]> = {};
let at = gap;
for (const [name, { samples }] of sounds) {
  sprite.set(samples, at);
  clips[name] = [round(at / rate), round(samples.length / rate)];
  at += samples.length + gap;
}

const encoded = run(
  'ffmpeg',
  [
    '-hide_banner',
    '-loglevel',
    'error',
    '-i',
    'pipe:0',
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-flags',
    '+bitexact',
    '-ac',
    '1',
    '-c:a',
    'libopus',
    '-b:a',
    bitrate,
    '-application',
    'audio',
    '-f',
    'ogg',
    'pipe:1',
  ],
  writeWav({ rate, samples: sprite }),
);
if (encoded.length > limitBytes)
  throw new Error(`the clips take ${encoded.length} bytes, more than ${limitBytes}`);
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'calls.ogg'), encoded);
writeFileSync(
  join(target, 'calls.json'),
  `${JSON.stringify({ clips }, null, 2).replace(/\[\n\s+([\d.]+),\n\s+([\d.]+)\n\s+\]/g, '[$1, $2]')}\n`,
);
process.stdout.write(`${sounds.length} clips, ${round(total / rate)} s, ${encoded.length} bytes\n`);

function round(seconds: number): number {
  return Math.round(seconds * 10_000) / 10_000;
}
