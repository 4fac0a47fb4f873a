import type { ExpectedWait } from '@huiting/contracts/queue';
import type { Format } from '../../../lib/format.ts';

const minute = 60;

/** How an expected wait is said on the phone: figure, whether it is only an upper end, and when the call is due. */
export type ExpectedWords =
  | { readonly kind: 'noWindow' }
  | { readonly kind: 'soon' }
  | { readonly kind: 'minutes'; readonly digits: string; readonly upTo: boolean; readonly range: string };

/** `at` = business instant the expectation was told at. */
export function expectedWords(expected: ExpectedWait, at: number, format: Format): ExpectedWords {
  if ('noWindow' in expected) return { kind: 'noWindow' };
  const low = Math.round(expected.lowSeconds / minute);
  const high = Math.ceil(expected.highSeconds / minute);
  if (high <= 0) return { kind: 'soon' };
  const range = format.clockRange(at + low * minute * 1000, at + high * minute * 1000);
  if (low <= 0 || low >= high) return { kind: 'minutes', digits: format.integer(high), upTo: true, range };
  return { kind: 'minutes', digits: format.interval(low, high), upTo: false, range };
}
