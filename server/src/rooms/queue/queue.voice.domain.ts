import type { DisplaySetting, VoiceCall, VoiceLanguage } from '@huiting/contracts/queue';
import { languagesOf } from './queue.displays.domain.ts';
import { isVip } from './queue.domain.ts';
import type { BranchQueue, Ticket } from './queue.domain.ts';

/**
 * Length of one spoken call: chime, then the sentence twice in one language or once in each of several, each digit read by
 * itself. Measured on the clips (`web/src/features/queue/voice/calls.json`), with a second to spare for a display that hears
 * of it late: in a slot that is too short a display says it once.
 */
function voiceMillis(
  number: string,
  windowLabel: string,
  languages: readonly VoiceLanguage[],
  vip = false,
): number {
  const chime = 1_250;
  const sentence = 3_600 + number.length * 400 + (windowLabel.length - 1) * 260 + (vip ? 1_050 : 0);
  const pause = 600;
  const sentences = Math.max(2, languages.length);
  return chime + sentences * (sentence + pause) + 400;
}

/** Beyond this backlog a call is shown but no longer spoken: a sentence about a call long past helps nobody. */
const longestBacklogMs = 60_000;

/** Gives the call its slot behind those already promised, so that two displays of a hall never speak over each other. */
export function nextVoice(
  queue: BranchQueue,
  ticket: Ticket,
  window: { id: string; label: string; number: number },
  now: number,
  display: DisplaySetting,
): VoiceCall | null {
  const startsAt = Math.max(now, queue.voiceUntil);
  if (startsAt - now > longestBacklogMs) return null;
  const vip = isVip(ticket.holder);
  const languages = languagesOf(display, ticket.language);
  return {
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    windowId: window.id,
    windowLabel: window.label,
    windowNumber: window.number,
    language: ticket.language,
    languages,
    vip,
    call: ticket.calls,
    startsAt,
    endsAt: startsAt + voiceMillis(ticket.number, window.label, languages, vip),
  };
}
