import type { ErrorCode } from '@huiting/contracts';
import type { ExportState } from '@huiting/contracts/system';
import type { Ctx, Grant } from '../../platform/context.ts';
import type { ExportFilter } from '../../platform/exports/exporter.ts';

export interface ExportRecord {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly filter: ExportFilter;
  readonly keys: readonly string[] | null;
  readonly locale: Ctx['locale'];
  readonly state: ExportState;
  readonly askedAt: number;
  readonly askedById: string;
  readonly grants: readonly Grant[];
  readonly scope: readonly string[];
  readonly endedAt: number | null;
  readonly rows: { readonly done: number; readonly all: number | null };
  readonly bytes: number;
  readonly problem: ErrorCode | null;
  readonly leases: number;
}

export const mayStop = (state: ExportState): boolean => state === 'waiting' || state === 'running';

/** What somebody held at both moments: of two places of the same right, the one within the other. */
export function heldBoth(then: readonly Grant[], now: readonly Grant[]): Grant[] {
  const found = then.flatMap((held) =>
    now.flatMap((other) => {
      if (other.permission !== held.permission) return [];
      if (held.path.startsWith(other.path)) return [held];
      return other.path.startsWith(held.path) ? [other] : [];
    }),
  );
  return [...new Map(found.map((grant) => [`${grant.permission} ${grant.path}`, grant])).values()];
}

/** Whether places held now take in every place a file holds rows of. */
export function takesIn(held: readonly string[], places: readonly string[]): boolean {
  return places.every((place) => held.some((path) => place.startsWith(path)));
}
