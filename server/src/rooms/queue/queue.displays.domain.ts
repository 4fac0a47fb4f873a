import type { DisplaySetting, NoticeDraft, VoiceLanguage } from '@huiting/contracts/queue';
import type { Locale } from '@huiting/contracts/core/fields';
import type { z } from 'zod';

/** What a hall says and shows until somebody decides otherwise. */
export const usualDisplay: DisplaySetting = { spoken: ['mandarin'], shown: ['zh-CN'] };

/** Languages of one call: the hall's own, with English first for somebody who took the number in English. */
export function languagesOf(
  setting: DisplaySetting,
  ticketLanguage: z.output<typeof Locale>,
): VoiceLanguage[] {
  const spoken = [...new Set(setting.spoken)];
  if (ticketLanguage !== 'en') return spoken;
  return ['english', ...spoken.filter((language) => language !== 'english').slice(0, 1)];
}

/** What is wrong with a notice beyond its fields; null = nothing. */
export function noticeProblem({ kind, rates, validFrom, validUntil }: NoticeDraft): string | null {
  if (validUntil !== null && validUntil < validFrom) return 'endsBeforeItBegins';
  if (kind === 'rates' && rates.length === 0) return 'noRates';
  return null;
}
