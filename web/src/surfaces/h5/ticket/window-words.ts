import type { Format } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/i18n.ts';
import type { ticketText } from './ticket.text.ts';

const digitsOnly = /^\d+$/;
export const isNumbered = (label: string): boolean => digitsOnly.test(label);

/** `1–3、5 号窗`; rooms with a name of their own stand by it: `理财室 1`. */
export function windowWords(
  labels: readonly string[],
  t: Translate<(typeof ticketText)['zh-CN']>,
  format: Format,
): string {
  const numbers = labels.filter(isNumbered).map(Number);
  const rooms = labels.filter((label) => !isNumbered(label));
  const parts = numbers.length > 0 ? [t('windowLabel', { label: format.ranges(numbers) }), ...rooms] : rooms;
  return parts.length === 0 ? '—' : parts.join(format.locale === 'en' ? ', ' : '、');
}
