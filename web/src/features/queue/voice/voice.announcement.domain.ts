import type { VoiceCall, VoiceLanguage } from '@huiting/contracts/queue';
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
  /** How many sentences are said: all of them, fewer when the slot is short, 0 for the chime alone. */
  readonly times: number;
}

/** Above this speed of the business clock words cannot keep up: chime and flash only. */
export const fastestSpokenRate = 2;
/** A display that comes later than this into a slot stays silent, so that it does not echo the others. */
export const latestStartMs = 1_000;

/** The words begin while the chime fades. */
const pause = { afterChime: -0.15, betweenSigns: 0.02, betweenPhrases: 0.1, betweenTimes: 0.6 };

/** The sentences of a call: one language twice, several once each, as announcements are always made at least twice. */
function sentencesOf({ languages, language }: VoiceCall): readonly VoiceLanguage[] {
  const chosen = languages ?? [language === 'en' ? 'english' : 'mandarin'];
  return chosen.length === 1 ? [chosen[0]!, chosen[0]!] : chosen;
}

/** Chime first, then the sentences one after another, as far as `slotSeconds` of wall time allow. */
export function announce(call: VoiceCall, slotSeconds: number, rate: number): Announcement {
  const chime: Note = { clip: 'chime', at: 0 };
  const chimeEnd = clipPlace('chime').seconds;
  if (rate > fastestSpokenRate) return { notes: [chime], seconds: chimeEnd, times: 0 };
  const notes = [chime];
  let seconds = chimeEnd;
  let times = 0;
  for (const language of sentencesOf(call)) {
    const pauseBefore = times === 0 ? pause.afterChime : pause.betweenTimes;
    const sentence = lay(planCall(call, language), seconds + pauseBefore);
    if (sentence.end > slotSeconds) break;
    notes.push(...sentence.notes);
    seconds = sentence.end;
    times++;
  }
  return { notes, seconds, times };
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

const isSign = (clip: ClipName) => /^(letter\.[A-Z]|(zh|yue|en)\.\d+)$/.test(clip);
