import type { ExpectedWait, ServiceFigure, ServiceType } from '@huiting/contracts/queue';
import type { Format } from '../../../lib/format.ts';

/** How an expected wait is said: nobody to take it, at once, or an interval of whole minutes. */
export type ExpectedWords =
  | { readonly kind: 'noWindow' }
  | { readonly kind: 'now' }
  | { readonly kind: 'upTo'; readonly high: number }
  | { readonly kind: 'between'; readonly low: number; readonly high: number };

const minute = 60;

export function expectedWords(expected: ExpectedWait): ExpectedWords {
  if ('noWindow' in expected) return { kind: 'noWindow' };
  const low = Math.round(expected.lowSeconds / minute);
  const high = Math.ceil(expected.highSeconds / minute);
  if (high <= 0) return { kind: 'now' };
  return low <= 0 || low >= high ? { kind: 'upTo', high } : { kind: 'between', low, high };
}

/** The digits of it, for large type: `12–19`, `5`; null when there is no number to show. */
export function expectedDigits(words: ExpectedWords, format: Format): string | null {
  if (words.kind === 'between') return format.interval(words.low, words.high);
  return words.kind === 'upTo' ? format.integer(words.high) : null;
}

/** Share of the wait limit from which a wait is told in amber. */
const nearLimit = 0.7;

export function isLongWait(service: ServiceType, expected: ExpectedWait): boolean {
  return 'highSeconds' in expected && expected.highSeconds >= service.waitLimitMinutes * minute * nearLimit;
}

export interface ServiceNow {
  readonly service: ServiceType;
  readonly figure: ServiceFigure;
}

/** Services in the order of the tiles, each with its newest figures; one without figures, or withdrawn, is not offered. */
export function servicesNow(
  services: readonly ServiceType[],
  figures: readonly ServiceFigure[],
): ServiceNow[] {
  const byId = new Map(figures.map((figure) => [figure.serviceTypeId, figure]));
  return services
    .toSorted((a, b) => a.sort - b.sort)
    .flatMap((service) => {
      const figure = byId.get(service.id);
      return figure && figure.closed !== 'notOffered' ? [{ service, figure }] : [];
    });
}
