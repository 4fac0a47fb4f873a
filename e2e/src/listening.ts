import { readFileSync } from 'node:fs';
import type { Page } from './journey.ts';

interface Sprite {
  readonly clips: Readonly<Record<string, readonly [start: number, seconds: number]>>;
}
const sprite = JSON.parse(
  readFileSync(new URL('../../web/src/features/queue/voice/calls.json', import.meta.url), 'utf8'),
) as Sprite;

declare global {
  interface Window {
    /** Start of every clip that was given to the audio clock, in seconds of the sprite. */
    spoken?: number[];
  }
}

/** Must be called before the page opens its sound: keeps what is handed to the loudspeaker. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const spoken: number[] = (window.spoken = []);
    // oxlint-disable-next-line unbound-method -- called with its own `this` below
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (when?: number, offset?: number, duration?: number) {
      if (offset !== undefined) spoken.push(offset);
      start.call(this, when, offset, duration);
    };
  });
}

/** The recorded words in the order they were spoken: `zh.please letter.A zh.0 …`. */
export async function heard(page: Page): Promise<string> {
  const starts = await page.evaluate(() => window.spoken ?? []);
  return starts
    .map((at) => Object.entries(sprite.clips).find(([, [start]]) => Math.abs(start - at) < 0.001)?.[0])
    .join(' ');
}

/** `A057` called to window 3, as the display should speak it in Mandarin. */
export function spokenCall(ticketNumber: string, windowNumber: number): string {
  const [letter, ...digits] = ticketNumber;
  return [
    'zh.please',
    `letter.${letter}`,
    ...digits.map((digit) => `zh.${digit}`),
    'zh.numberTo',
    `zh.${windowNumber}`,
    'zh.windowTail',
  ].join(' ');
}
