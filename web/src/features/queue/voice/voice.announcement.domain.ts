import type { VoiceCall } from '@huiting/contracts/queue';
import { clipPlace, type ClipName } from './voice.clips.domain.ts';
import { planCall } from './voice.plan.domain.ts';

/** One clip of the sprite and when it begins, in seconds after the start of the announcement. */
export interface Note {
  readonly clip: ClipName;
  readonly at: number;
}
export interface Announcement {
  readonly notes: readonly Note[];
  readonly seconds: number;
  /** How often the words are said: 2, 1 when the slot is short, 0 for the chime alone. */
  readonly times: 0 | 1 | 2;
}

/** Above this speed of the business clock words cannot keep up: chime and flash only. */
export const fastestSpokenRate = 2;
/** A display that comes later than this into a slot stays silent, so that it does not echo the others. */
export const latestStartMs = 1_000;

/** The words begin while the chime fades. */
const pause = { afterChime: -0.15, betweenSigns: 0.02, betweenPhrases: 0.1, betweenTimes: 0.6 };

/** Chime first, then the words twice, as far as `slotSeconds` of wall time allow. */
export function announce(call: VoiceCall, slotSeconds: number, rate: number): Announcement {
  const chime: Note = { clip: 'chime', at: 0 };
  const chimeEnd = clipPlace('chime').seconds;
  if (rate > fastestSpokenRate) return { notes: [chime], seconds: chimeEnd, times: 0 };
  const plan = planCall(call);
  const first = lay(plan, chimeEnd + pause.afterChime);
  const second = lay(plan, first.end + pause.betweenTimes);
  if (second.end <= slotSeconds)
    return { notes: [chime, ...first.notes, ...second.notes], seconds: second.end, times: 2 };
  if (first.end <= slotSeconds) return { notes: [chime, ...first.notes], seconds: first.end, times: 1 };
  return { notes: [chime], seconds: chimeEnd, times: 0 };
}

function lay(plan: readonly ClipName[], from: number): { notes: Note[]; end: number } {
  const notes: Note[] = [];
  let at = from;
  plan.forEach((clip, n) => {
    if (n > 0) at += isSign(clip) && isSign(plan[n - 1]!) ? pause.betweenSigns : pause.betweenPhrases;
    notes.push({ clip, at });
    at += clipPlace(clip).seconds;
  });
  return { notes, end: at };
}

const isSign = (clip: ClipName) => /^(letter\.[A-Z]|(zh|en)\.\d+)$/.test(clip);
